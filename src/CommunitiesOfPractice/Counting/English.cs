namespace CommunitiesOfPractice.Counting;

/// <summary>The few words that sentences of this folder are made of.</summary>
internal static class English
{
    public static string List(IEnumerable<string> items, string last = "and")
    {
        var all = items.ToList();
        return all.Count switch
        {
            0 => "nobody",
            1 => all[0],
            _ => $"{string.Join(", ", all.Take(all.Count - 1))}{(last == "and" ? " and " : ", " + last + " ")}{all[all.Count - 1]}",
        };
    }

    public static string Number(long number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";

    public static string Name(TieRule rule) => rule switch
    {
        TieRule.PreviousStage => "the most recent stage at which they differed",
        TieRule.FirstStage => "the first stage at which they differed",
        TieRule.Pairwise => "comparing those who are level with each other",
        TieRule.Seniority => "seniority",
        TieRule.CastingVoice => "the casting voice",
        TieRule.Lot => "lot",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    public static string Name(TieFor what) => what switch
    {
        TieFor.Seat => "a seat",
        TieFor.Exclusion => "exclusion",
        TieFor.Surplus => "whose surplus goes first",
        TieFor.NextRound => "a place in the next round",
        TieFor.Comparison => "which of equally strong comparisons is locked first",
        TieFor.Place => "a place",
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    public static string Name(Strength strength) => strength switch
    {
        Strength.WinningVotes => "how many prefer the winner",
        Strength.Margins => "how many more prefer the winner",
        Strength.Ratio => "how many times more prefer the winner",
        _ => throw new ArgumentOutOfRangeException(nameof(strength)),
    };

    public static string Unranked(Unranked unranked) => unranked switch
    {
        Counting.Unranked.TiedLast => "Options left unranked are last and equal.",
        Counting.Unranked.Nowhere => "A ballot says nothing about options it leaves unranked.",
        _ => throw new ArgumentOutOfRangeException(nameof(unranked)),
    };
}
