namespace CommunitiesOfPractice.Storage;

/// <summary>
/// While a line of the record, or a snapshot of it, is read on this thread, its keys, names and words are held to the rules that
/// the first records were written under. So old lines still replay (law 12). The same goes for the few values that are made from
/// what such lines say. A key, a name or words made anew are held to the rules of today. Reading is never asynchronous.
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
