using System.Runtime.CompilerServices;

namespace CommunitiesOfPractice;

/// <summary>
/// What every name holds that people give: to a community, a charter and its rules, a keyword, a measure, a level of agreement, a
/// boundary object. A name is put into Unicode's normal form C, because two that look alike are one to people. What the host
/// gives is a <see cref="KeyFormat"/>, and is never changed.
/// </summary>
public static class Naming
{
    /// <summary>
    /// Whether a text can be a name: not empty, at most <see cref="KeyFormat.Longest"/> characters in normal form C, no white
    /// space at either end; no control, private-use or unassigned characters; and nothing that does not show, but joiners between
    /// letters (U+200C and U+200D, as Persian, Indic scripts and emoji have them) and variation selectors after one.
    /// </summary>
    public static bool Fits(string? text) => text is not null && Fault(Composition.Composed(text)) is null;

    /// <summary>Whether two names are one to people: spelled alike in normal form C.</summary>
    internal static bool IsSame(string one, string other) =>
        string.Equals(Composition.Composed(one), Composition.Composed(other), StringComparison.Ordinal);

    /// <summary>The name in normal form C; a name that the record holds stays as it was written.</summary>
    internal static string Checked(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        if (OldLines.AreRead) return Guard.Against.Null(name, parameter);
        Guard.Against.NullOrWhiteSpace(name, parameter);
        var composed = Composition.Composed(name);
        return Fault(composed) is { } fault ? throw new ArgumentException(fault, parameter) : composed;
    }

    private static string? Fault(string composed) =>
        KeyFormat.Misshapen("name", composed) ?? Characters.Fault("name", composed, joiners: true);
}
