namespace CommunitiesOfPractice;

/// <summary>The bounds of what a charter may say, for the charter check: each gives what is wrong, in a host's words.</summary>
internal static class Bounds
{
    /// <summary>
    /// Decisions that remove, suspend, bar, recall, amend, close, merge or split take so long at least (law 16).
    /// </summary>
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
    /// <param name="wording">In whose words.</param>
    /// <param name="time">The time.</param>
    /// <param name="key">The key of what it is called, where it is too long; with <c>-none</c>, what is wrong with none.</param>
    /// <param name="of">What the time is of, where it is of something.</param>
    public static IEnumerable<string> Time(Wording wording, Duration time, string key, object? of = null) =>
        time <= Duration.Zero ? [wording.Say(key + "-none", of)] : NotLonger(wording, time, key, of);

    /// <summary>A time that may be nothing, and two years at most.</summary>
    public static IEnumerable<string> NotLonger(Wording wording, Duration time, string key, object? of = null) =>
        time > TwoYears ? [wording.Say("fault.two-years", wording.Say(key, of), wording.Time(time))] : [];

    /// <summary>A term of office: longer than nothing and ten years at most.</summary>
    public static IEnumerable<string> Term(Wording wording, Duration term, string key, object of) =>
        term <= Duration.Zero ? [wording.Say(key + "-none", of)]
        : term > TenYears ? [wording.Say("fault.ten-years", wording.Say(key, of), wording.Time(term))]
        : [];

    /// <summary>A number from one to a hundred.</summary>
    public static IEnumerable<string> Number(Wording wording, int number, string key, object? of = null) =>
        number < 1 ? [wording.Say("fault.too-few", wording.Say(key, of), number)]
        : number > Hundred ? [wording.Say("fault.too-many", wording.Say(key, of), number)]
        : [];

    /// <summary>A share that is more than nothing and no more than all.</summary>
    public static IEnumerable<string> Share(Wording wording, Ratio share, string key) =>
        share.Numerator == 0 ? [wording.Say("fault.share-nothing", wording.Say(key))]
        : share > Ratio.Whole ? [wording.Say("fault.share-more", wording.Say(key))]
        : [];
}
