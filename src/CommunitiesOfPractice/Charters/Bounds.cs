namespace CommunitiesOfPractice;

/// <summary>The bounds of what a charter may say, for the charter check: each gives what is wrong, in plain English.</summary>
internal static class Bounds
{
    /// <summary>Decisions that remove, suspend, bar, recall, amend, close, merge or split take so long at least (law 16).</summary>
    public static readonly Duration Day = Duration.FromDays(1);

    /// <summary>An amendment that is carried is in force after so long at most.</summary>
    public static readonly Duration Year = Duration.FromDays(366);

    private static readonly Duration TwoYears = Duration.FromDays(731);

    private static readonly Duration TenYears = Duration.FromDays(3653);

    /// <summary>Seats, terms in a row, votes for others, a smallest group: nobody needs more.</summary>
    private const int Hundred = 100;

    /// <summary>How deep rules and quorums may stand within each other: well within what a line of the record can hold.</summary>
    public const int Deepest = 5;

    /// <summary>A time that is longer than nothing and two years at most.</summary>
    /// <param name="time">The time.</param>
    /// <param name="called">What it is called, where it is too long.</param>
    /// <param name="nothing">What is wrong where it is no time.</param>
    public static IEnumerable<string> Time(Duration time, string called, string nothing) =>
        time <= Duration.Zero ? [nothing] : NotLonger(time, called);

    /// <summary>A time that may be nothing, and two years at most.</summary>
    public static IEnumerable<string> NotLonger(Duration time, string called) =>
        time > TwoYears ? [$"{called} is {DecisionRule.In(time)}, and two years is the most"] : [];

    /// <summary>A term of office: longer than nothing and ten years at most.</summary>
    public static IEnumerable<string> Term(Duration term, string called) =>
        term <= Duration.Zero ? [$"{called} is of nothing"] : term > TenYears ? [$"{called} is {DecisionRule.In(term)}, and ten years is the most"] : [];

    /// <summary>A number from one to a hundred.</summary>
    public static IEnumerable<string> Number(int number, string called) =>
        number < 1 ? [$"{called} is {number}, and one is the least"] : number > Hundred ? [$"{called} is {number}, and a hundred is the most"] : [];

    /// <summary>A share that is more than nothing and no more than all.</summary>
    public static IEnumerable<string> Share(Ratio share, string called) =>
        share.Numerator == 0 ? [$"{called} asks for nothing"] : share > Ratio.Whole ? [$"{called} asks for more than all"] : [];
}
