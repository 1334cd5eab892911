namespace CommunitiesOfPractice;

/// <summary>What every text key must hold: one rule for people, communities, offices and groups alike.</summary>
public static class Key
{
    /// <summary>The most characters that a key has.</summary>
    public const int Longest = 128;

    /// <summary>Whether a text can be a key, for whoever is given one from outside: not empty, at most <see cref="Longest"/> characters, no white space at either end, no <c>@</c> at the beginning, no control characters, no half of a surrogate pair.</summary>
    public static bool Fits(string? text) => text is not null && Fault(text) is null;

    internal static string Checked(string key, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(key))] string? name = null)
    {
        Guard.Against.NullOrWhiteSpace(key, name);
        return Fault(key) is { } fault ? throw new ArgumentException(fault, name) : key;
    }

    internal static string? Fault(string key)
    {
        if (key.Length > Longest) return $"A key has at most {Longest} characters.";
        if (key.Length == 0 || char.IsWhiteSpace(key[0]) || char.IsWhiteSpace(key[key.Length - 1]))
            return "A key is not empty and has no white space at either end.";
        if (key[0] == Marked.Person) return "A key does not begin with '@', which marks a person in the record.";
        foreach (var c in key)
            if (char.IsControl(c)) return "A key holds no control characters.";
        return IsWritable(key) ? null : "A key holds no half of a surrogate pair, which no file could keep.";
    }

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
