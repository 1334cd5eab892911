namespace CommunitiesOfPractice.Counting;

/// <summary>
/// The result of a count, with all that led to it. A closed set of cases that compare by value: the same ballots in any order
/// give an equal tally.
/// </summary>
public abstract record Tally
{
    private protected Tally(Outcome outcome)
    {
        Method = outcome.Method;
        Contest = outcome.Contest;
        TookPart = outcome.TookPart;
        Blank = outcome.Blank;
        Winners = outcome.Winners;
        Tied = outcome.Tied;
        Ranking = outcome.Ranking;
        Ties = outcome.Ties;
    }

    /// <summary>The method that counted.</summary>
    public CountingMethod Method { get; }

    /// <summary>What was counted.</summary>
    public Contest Contest { get; }

    /// <summary>How many ballots there were, blank ones included.</summary>
    public long TookPart { get; }

    /// <summary>How many ballots were blank, or marked nobody who is still a candidate.</summary>
    public long Blank { get; }

    /// <summary>Who has won, in order of election where the method has one; never more than there are seats.</summary>
    public ValueList<int> Winners { get; }

    /// <summary>
    /// Who is level for the seats that are left, when no tie rule could settle it; empty when the contest is decided. Where no
    /// ballot marks anybody, or by means nobody else is scored, all those not marked: tie rules do not choose among them.
    /// </summary>
    public ValueList<int> Tied { get; }

    /// <summary>All who stood, in tiers, the best first.</summary>
    public ValueList<ValueList<int>> Ranking { get; }

    /// <summary>The ties that were met, which rule settled each, and whether it mattered.</summary>
    public ValueList<Tie> Ties { get; }

    /// <summary>Whether every seat is filled.</summary>
    public bool IsDecided => Winners.Count == Contest.Seats;

    /// <summary>The result in words and tables, in English.</summary>
    /// <param name="labels">What each option is called, in the order of their numbers.</param>
    /// <exception cref="ArgumentException">The labels are null, or not as many as there are options.</exception>
    public Explanation Explain(IReadOnlyList<string> labels) => Explain(labels, Wording.English);

    /// <summary>The result in the words of a language, and tables.</summary>
    /// <param name="labels">What each option is called, in the order of their numbers.</param>
    /// <param name="wording">The language.</param>
    /// <exception cref="ArgumentException">Something is null, or there are not as many labels as options.</exception>
    public Explanation Explain(IReadOnlyList<string> labels, Wording wording)
    {
        if (Guard.Against.Null(labels).Count != Contest.Options)
            throw new ArgumentException("There is one label for each option.", nameof(labels));
        var names = new Names(labels, Guard.Against.Null(wording));
        return new(
            new[] { Attendance(wording), Verdict(names, wording) }
                .Concat(Reasons(names, wording)).Concat(Ties.Select(tie => Told(tie, names, wording))).ToValueList(),
            Tables(names, wording).ToValueList());
    }

    private protected abstract IEnumerable<string> Reasons(Names names, Wording wording);

    private protected abstract IEnumerable<PrintedTable> Tables(Names names, Wording wording);

    private string Attendance(Wording wording) => wording.Sentences(
    [
        wording.Count("tally.ballots", TookPart),
        .. Blank == 0 ? Array.Empty<string>() : [wording.Count("tally.blank", Blank)],
    ]);

    private string Verdict(Names names, Wording wording) => (Winners.Count, Tied.Count) switch
    {
        (0, 0 or 1) => wording.Say("tally.won.nobody"),
        (0, _) => wording.Sentences(wording.Say("tally.won.nobody-yet"), wording.Say("tally.level", names.Of(Tied))),
        (_, 0) => Won(names, wording),
        (_, 1) => wording.Sentences(Won(names, wording), wording.Say("tally.seat-open")),
        _ => wording.Sentences(Won(names, wording), wording.Say("tally.level-for-rest", names.Of(Tied))),
    };

    private string Won(Names names, Wording wording) => wording.Agreeing("tally.won", Winners.Count, names.Of(Winners));

    private static string Told(Tie tie, Names names, Wording wording)
    {
        var level = wording.Say(
            $"tally.{(tie.Stage == 0 ? "tie" : "tie-at-stage")}.{CommunitiesOfPractice.Names.Of(tie.For)}",
            names.Of(tie.Options), tie.Stage);
        return wording.Sentences([level, .. (tie.SettledBy, tie.Matters) switch
        {
            (null, true) => [wording.Say(tie.Together ? "tally.tie.went-together" : "tally.tie.open")],
            (null, false) => [wording.Say("tally.tie.unbroken")],
            ({ } rule, true) => [Settled(rule)],
            ({ } rule, false) => new[] { Settled(rule), wording.Say("tally.tie.made-no-difference") },
        }]);

        string Settled(TieRule rule) => wording.Say("tally.tie.settled", wording.Of(rule), names[tie.Taken ?? tie.Options[0]]);
    }
}

/// <summary>What every tally holds.</summary>
internal sealed record Outcome(
    CountingMethod Method,
    Contest Contest,
    long TookPart,
    long Blank,
    ValueList<int> Winners,
    ValueList<int> Tied,
    ValueList<ValueList<int>> Ranking,
    ValueList<Tie> Ties)
{
    /// <summary>
    /// Fills the seats from the top of a ranking. Only a tier that does not fit into the seats left is a tie that matters. When
    /// no ballot marks anybody, nobody wins.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="tookPart">How many ballots there were.</param>
    /// <param name="blank">How many of them were blank.</param>
    /// <param name="ranking">All who stand, in tiers.</param>
    /// <param name="ties">What settles ties.</param>
    /// <param name="unmarked">A last tier that cannot win, because no ballot says anything about it: a seat that is left stays
    /// open.</param>
    /// <param name="before">Ties that were met on the way.</param>
    public static Outcome Seated(
        CountingMethod method, Contest contest, long tookPart, long blank, ValueList<ValueList<int>> ranking, TieBreaker ties,
        ValueList<int> unmarked, params Tie[] before)
    {
        if (tookPart == blank)
            return new(
                method, contest, tookPart, blank, [], ranking.SelectMany(tier => tier).OrderBy(option => option).ToValueList(),
                    ranking, [.. before]);

        var winners = new List<int>();
        ValueList<int> tied = [];
        var met = new List<Tie>(before);
        foreach (var tier in ranking)
        {
            var open = tied.Count > 0 ? 0 : contest.Seats - winners.Count;
            if (open > 0 && tier == unmarked)
            {
                tied = tier;
                break;
            }

            if (open == 0 || tier.Count <= open)
            {
                if (open > 0) winners.AddRange(tier);
                if (tier.Count > 1) met.Add(new Tie(tier, TieFor.Place, 0, null, null, Matters: false));
                continue;
            }

            for (var left = tier; left.Count > open && open > 0; open = tied.Count > 0 ? 0 : contest.Seats - winners.Count)
            {
                ties.Best(left, TieFor.Seat);
                var tie = ties.Open[^1];
                var taken = tie.Left.Count <= open ? tie.Left : [];
                if (taken.Count == 0) tied = tie.Left;
                met.Add(new Tie(left, TieFor.Seat, 0, tie.SettledBy is null ? null : tie.Taken, tie.SettledBy, Matters: true));
                winners.AddRange(taken);
                left = left.Where(option => !taken.Contains(option)).ToValueList();
            }
        }

        return new(method, contest, tookPart, blank, winners.ToValueList(), tied, ranking, met.ToValueList());
    }
}

/// <summary>What the options are called, for printing in a language.</summary>
internal sealed class Names(IReadOnlyList<string> labels, Wording wording)
{
    public string this[int option] => labels[option];

    public string Of(IEnumerable<int> options) => wording.List(options.Select(option => labels[option]));
}
