namespace CommunitiesOfPractice;

/// <summary>
/// The record is not what it should be: a gap, a foreign or unknown event, a broken chain, text that is not the record's format.
/// Nothing has been applied. This is a fault of storage or transport, never an answer to an act.
/// </summary>
public sealed class RecordException : Exception
{
    /// <summary>A fault without words.</summary>
    public RecordException()
    {
    }

    /// <summary>A fault in words.</summary>
    public RecordException(string message)
        : base(message)
    {
    }

    /// <summary>A fault in words, and what caused it.</summary>
    public RecordException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
