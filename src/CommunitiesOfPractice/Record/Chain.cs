namespace CommunitiesOfPractice;

/// <summary>The record's tamper-evident chain.</summary>
public static class Chain
{
    internal static string Checked(string hash) =>
        hash.Length == 64 && hash.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'))
            ? hash
            : throw new FormatException("A hash is 64 lower-case hexadecimal digits.");
}
