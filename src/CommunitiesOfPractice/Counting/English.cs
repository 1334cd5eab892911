namespace CommunitiesOfPractice.Counting;

/// <summary>The one word that sentences of rules are still made of.</summary>
internal static class English
{
    public static string Number(long number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
