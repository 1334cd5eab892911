using System.Text;

namespace CommunitiesOfPractice;

/// <summary>Bytes as lower-case hexadecimal digits.</summary>
internal static class Hex
{
    public static string Of(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        foreach (var b in bytes) text.Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
