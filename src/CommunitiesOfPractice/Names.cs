using System.Text;

namespace CommunitiesOfPractice;

/// <summary>Spells an enum's member the way ids and JSON do: <c>OwnAct</c> as <c>own-act</c>.</summary>
internal static class Names
{
    public static string Of<T>(T value) where T : struct, Enum => Spelled<T>.Name(value);

    public static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    public static T[] All<T>() where T : struct, Enum => Spelled<T>.All();

    public static T? Read<T>(string name) where T : struct, Enum =>
        Spelled<T>.Values.TryGetValue(name, out var value) ? value : null;

    private static class Spelled<T> where T : struct, Enum
    {
        public static readonly Dictionary<string,
            T> Values = All().ToDictionary(v => Kebab(v.ToString()), StringComparer.Ordinal);

        private static readonly Dictionary<T, string> Spellings = All().ToDictionary(v => v, v => Kebab(v.ToString()));

        public static string Name(T value) => Spellings.TryGetValue(value, out var name)
            ? name
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"No such {typeof(T).Name}.");

        public static T[] All() =>
#if NET
            Enum.GetValues<T>();
#else
            (T[])Enum.GetValues(typeof(T));
#endif
    }
}
