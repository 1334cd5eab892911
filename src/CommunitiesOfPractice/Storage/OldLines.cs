namespace CommunitiesOfPractice.Storage;

/// <summary>
/// While a line of the record, or a snapshot of it, is read on this thread: keys, names and words in it are held to the rules
/// that the first records were written under, so that old lines still replay (law 12). So are the few values that are made from
/// what such lines say. Whoever makes a key, a name or words anew is held to the rules of today. Reading is never asynchronous.
/// </summary>
internal readonly struct OldLines : IDisposable
{
    [ThreadStatic]
    private static int _reading;

    public static bool AreRead => _reading > 0;

    public static OldLines Begin()
    {
        _reading++;
        return default;
    }

    public void Dispose() => _reading--;
}
