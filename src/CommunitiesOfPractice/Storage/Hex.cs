using System.Text;

namespace CommunitiesOfPractice.Storage;

/// <summary>Bytes as lower-case hexadecimal digits.</summary>
internal static class Hex
{
    /// <summary>Whether a text is so many lower-case hexadecimal digits.</summary>
    public static bool Is(string text, int digits) =>
        text.Length == digits && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    public static string Of(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        foreach (var b in bytes) text.Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
