using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// How ballots become a result: a value that a charter holds. A closed set of cases, stored under their wire names. Two are equal
/// when they count alike. Counting is exact: it uses whole numbers and fractions, never <c>double</c>.
/// </summary>
/// <remarks>
/// Deliberately not here: STAR (its two rounds count one mark in two ways); preferential block voting (a majority takes every
/// seat); proportional, sequential and satisfaction approval and allocated score (NP-hard, approximate, or one program's rule);
/// other transfers (Gregory by fractions, WIGM with four decimals: Scottish STV is the one that is law); quotas of Hare,
/// Hagenbach-Bischoff and Imperiali (each rule fixes its own, and Imperiali's can elect more than there are seats); first
/// places split between several options (a choice ballot names one).
/// </remarks>
[JsonPolymorphic]
[JsonDerivedType(typeof(Plurality), "plurality")]
[JsonDerivedType(typeof(Approval), "approval")]
[JsonDerivedType(typeof(Score), "score")]
[JsonDerivedType(typeof(Dot), "dot")]
[JsonDerivedType(typeof(Borda), "borda")]
[JsonDerivedType(typeof(Copeland), "copeland")]
[JsonDerivedType(typeof(Minimax), "minimax")]
[JsonDerivedType(typeof(Schulze), "schulze")]
[JsonDerivedType(typeof(RankedPairs), "ranked-pairs")]
[JsonDerivedType(typeof(DebianRule), "debian")]
[JsonDerivedType(typeof(InstantRunoff), "instant-runoff")]
[JsonDerivedType(typeof(ContingentVote), "contingent-vote")]
[JsonDerivedType(typeof(ScottishStv), "scottish-stv")]
[JsonDerivedType(typeof(MeekStv), "meek-stv")]
public abstract record CountingMethod
{
    /// <summary>The most ballots that are counted exactly: ten million million.</summary>
    public const long MostBallots = 10_000_000_000_000;

    private protected CountingMethod()
    {
    }

    /// <summary>
    /// The rules that break a tie, first to last. None, unless the method's own rule has some: then a tie is reported and not
    /// broken. A rule named twice is refused.
    /// </summary>
    /// <exception cref="ArgumentException">The list is null, or names a rule twice or one that does not exist.</exception>
    [JsonConverter(typeof(TieRulesConverter))]
    public ValueList<TieRule> TieRules
    {
        get;
        init
        {
            foreach (var rule in Guard.Against.Null(value, nameof(TieRules)))
                Guard.Against.EnumOutOfRange(rule, nameof(TieRules));
            if (value.Distinct().Count() != value.Count)
                throw new ArgumentException("A tie rule is named twice.", nameof(TieRules));
            field = value;
        }
    } = [];

    /// <summary>The rule in plain English, printed from this object.</summary>
    [JsonIgnore]
    public string Sentence => In(Wording.English);

    /// <summary>The rule in the words of a language, printed from this object.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording)
    {
        Guard.Against.Null(wording);
        return wording.Sentences(Rule(wording), TieSentence(wording));
    }

    private protected abstract string Rule(Wording wording);

    /// <summary>What kind of ballot it asks for.</summary>
    private protected abstract Said Asks { get; }

    private protected virtual bool FillsSeveralSeats => true;

    /// <summary>
    /// Why this method cannot settle a contest, or null when it can. In this order: an unknown or repeated option is withdrawn;
    /// several seats for a method that fills one; what the method itself asks for; fewer options standing than seats.
    /// </summary>
    /// <exception cref="ArgumentException">The contest is null.</exception>
    public ContestFault? Fault(Contest contest)
    {
        Guard.Against.Null(contest);
        if (contest.Withdrawn.Any(option => option >= contest.Options)
            || contest.Withdrawn.Distinct().Count() != contest.Withdrawn.Count)
            return ContestFault.Of(ContestFaultKind.UnknownOption, Said.Of("contest.unknown-option"));
        if (contest.Seats > 1 && !FillsSeveralSeats)
            return ContestFault.Of(ContestFaultKind.OneSeatOnly, Said.Of("contest.one-seat-only"));
        var standing = contest.Options - contest.Withdrawn.Count;
        if (OwnFault(contest) is { } fault) return fault;
        return standing < contest.Seats
            ? ContestFault.Of(ContestFaultKind.TooFewOptions, Said.Of(
                "contest.too-few-options", Said.Count("counting.option", standing), Said.Count("counting.seat", contest.Seats)))
            : null;
    }

    /// <summary>
    /// Why a ballot is refused, or null when it is a good one. In this order: missing; of the wrong kind; empty; an unknown or
    /// repeated option; what the method itself asks for. A blank ballot is a good one everywhere.
    /// </summary>
    /// <param name="ballot">The ballot.</param>
    /// <param name="options">How many options there are.</param>
    public BallotFault? Fault(Ballot? ballot, int options)
    {
        if (ballot is null) return BallotFault.Of(BallotFaultKind.Missing, null, Said.Of("ballot.missing"));
        if (ballot is BlankBallot) return null;
        if (!Reads(ballot)) return BallotFault.Of(BallotFaultKind.WrongKind, null, Asks);
        if (ballot.Marks == 0) return BallotFault.Of(BallotFaultKind.Empty, null, Said.Of("ballot.empty"));
        return ballot.OptionFault(options) ?? OwnFault(ballot);
    }

    /// <summary>
    /// Why a pile of equal ballots is refused, or null: as for one ballot, and then when it holds none or too many.
    /// </summary>
    public BallotFault? Fault(BallotPile pile, int options) =>
        Fault(pile.Ballot, options) is { } fault ? fault
        : pile.Count <= 0 ? BallotFault.Of(BallotFaultKind.NoWeight, null, Said.Of("ballot.no-weight"))
        : pile.Count > MostBallots ? BallotFault.Of(BallotFaultKind.TooMany, null, Said.Of("ballot.too-many", MostBallots))
        : null;

    /// <summary>Counts ballots.</summary>
    /// <param name="contest">What the ballots are about.</param>
    /// <param name="ballots">The ballots; their order never matters.</param>
    /// <param name="evidence">What the tie rules need; none unless given.</param>
    /// <exception cref="ArgumentException">Something is null, or has a fault that the caller did not ask about.</exception>
    public Tally Count(Contest contest, IEnumerable<Ballot> ballots, TieEvidence? evidence = null) =>
        Count(contest, Guard.Against.Null(ballots).Select(ballot => new BallotPile(ballot)),
            (ballots as IReadOnlyCollection<Ballot>)?.Count, evidence);

    /// <summary>Counts piles of equal ballots, such as weighted ones.</summary>
    /// <param name="contest">What the ballots are about.</param>
    /// <param name="piles">The ballots; their order never matters.</param>
    /// <param name="evidence">What the tie rules need; none unless given.</param>
    /// <exception cref="ArgumentException">
    /// Something is null, or has a fault that the caller did not ask about; or there are more than <see cref="MostBallots"/>.
    /// </exception>
    public Tally Count(Contest contest, IEnumerable<BallotPile> piles, TieEvidence? evidence = null) =>
        Count(contest, Guard.Against.Null(piles), (piles as IReadOnlyCollection<BallotPile>)?.Count, evidence);

    internal abstract bool Reads(Ballot ballot);

    private protected abstract Tally Counted(Contest contest, BallotBox piles, TieEvidence evidence);

    private protected virtual ContestFault? OwnFault(Contest contest) => null;

    private protected virtual BallotFault? OwnFault(Ballot ballot) => null;

    private Tally Count(Contest contest, IEnumerable<BallotPile> piles, int? expected, TieEvidence? evidence) =>
        Fault(contest) is { } fault
            ? throw new ArgumentException(fault.Sentence, nameof(contest))
            : Counted(contest, new BallotBox(this, contest, piles, expected), evidence ?? TieEvidence.None);

    private string TieSentence(Wording wording) => TieRules.Count == 0
        ? wording.Say("counting.ties.reported")
        : wording.Say("counting.ties.broken", wording.List(TieRules.Select(rule => wording.Of(rule)), "list.then"));
}
