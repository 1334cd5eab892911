namespace CommunitiesOfPractice;

/// <summary>
/// What every text key must hold: the same rule for people, communities, offices and groups. A key is the host's. It is compared
/// exactly and never changed, so a key that might be mistaken for another is refused. One version of Unicode (14) decides what is
/// a character, and what is normal form C, whatever the runtime has. A key that the record holds already is accepted as it is,
/// and what reads it from a state can go on using it.
/// </summary>
public static class KeyFormat
{
    /// <summary>The most characters that a key has.</summary>
    public const int Longest = 128;

    /// <summary>
    /// Whether a text can be a key, for anybody who is given a key from outside. It must not be empty, have at most
    /// <see cref="Longest"/> characters, no white space at either end and no <c>@</c> at the beginning. It must be in Unicode's
    /// normal form C, with no control, format, private-use or unassigned characters, nothing else that does not show, and no half
    /// of a surrogate pair.
    /// </summary>
    public static bool IsWellFormed(string? text) => text is not null && Fault(text) is null;

    internal static string Checked(
        string key, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(key))] string? name = null)
    {
        Guard.Against.NullOrWhiteSpace(key, name);
        return Fault(key) is { } fault ? throw new ArgumentException(fault, name) : key;
    }

    internal static string? Fault(string key) => Unreadable(key) ?? (OldLines.AreRead ? null : Doubtful(key));

    /// <summary>What no key in a record ever was.</summary>
    internal static string? Unreadable(string key) => Misshapen("key", key) ?? Marking(key);

    /// <summary>What no key and no name ever was.</summary>
    internal static string? Misshapen(string what, string text)
    {
        if (text.Length > Longest) return $"A {what} has at most {Longest} characters.";
        if (text.Length == 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[text.Length - 1]))
            return $"A {what} is not empty and has no white space at either end.";
        foreach (var c in text)
            if (char.IsControl(c)) return $"A {what} holds no control characters.";
        return IsWritable(text) ? null : $"A {what} holds no half of a surrogate pair, which no file could keep.";
    }

    private static string? Marking(string key) =>
        key[0] == Marked.Person ? "A key does not begin with '@', which marks a person in the record." : null;

    /// <summary>What lets one key be mistaken for another.</summary>
    private static string? Doubtful(string key) =>
        !key.Any(c => c > '~') ? null
        : Characters.Fault("key", key, joiners: false)
        ?? (Composition.IsComposed(key) ? null
            : "A key is in Unicode's normal form C, and is refused otherwise: put right, it would no longer be the host's.");

    /// <summary>Whether a text survives being written as UTF-8.</summary>
    internal static bool IsWritable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || ++i == text.Length || !char.IsLowSurrogate(text[i])) return false;
        }

        return true;
    }

    internal static string Given(string? value, string type) =>
        value ?? throw new InvalidOperationException($"This {type} is default: it was never given a value.");
}
