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

    /// <summary>One line that cannot be read, of a record whose other lines can.</summary>
    /// <param name="damaged">Which line.</param>
    /// <param name="inner">What is wrong with it; null where that was said before.</param>
    public RecordException(DamagedLine damaged, Exception? inner)
        : base($"Line {Guard.Against.Null(damaged).Position} of the record, in {damaged.Stream}, cannot be read.", inner) =>
        Damaged = damaged;

    /// <summary>The one line that cannot be read; null where the fault lies elsewhere.</summary>
    public DamagedLine? Damaged { get; }
}

/// <summary>A line of the record that is there and cannot be read.</summary>
/// <param name="Position">Its place among all lines of all streams.</param>
/// <param name="Stream">The stream that it is in.</param>
public sealed record DamagedLine(long Position, StreamId Stream);
