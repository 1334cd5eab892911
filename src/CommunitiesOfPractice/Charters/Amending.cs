namespace CommunitiesOfPractice;

/// <summary>
/// Change the charter (law 6). The matter <see cref="Matter.Amend"/> settles every change. A change to how charters are amended
/// must carry twice, first under the old rule, then under the new, so that no rule lowers itself. Such a change is a change of
/// the authority, of its rule, of who tests objections under it, of a rule that the matter may be turned over to, or of the rule
/// for appeals. Decisions that are before the members keep the charter version they were tabled under. An amendment that waits to
/// come into force can be replaced by another, and then never does. Tabling is refused, in this order: it confirms another
/// decision, which only the carrying of that decision tables; its day is over; the charter says this already; its day is more
/// than a year away; the charter has a fault (<see cref="Charter.Check(IEnumerable{ValueList{DirectoryGroup}})"/>). It lapses
/// where, meanwhile, another amendment was adopted or came into force, or the charter has a fault now.
/// </summary>
/// <param name="Charter">The charter as it is to be.</param>
/// <param name="InForceFrom">From when it applies, within a year; null for as soon as it is carried. Nothing is
/// retroactive.</param>
public sealed record AmendCharter(Charter Charter, Instant? InForceFrom = null) : Proposal
{
    /// <summary>The charter as it is to be.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Charter Charter { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Charter);

    /// <summary>
    /// The first of the two decisions that a change to how charters are amended needs. Null where this is the first or the only
    /// decision.
    /// </summary>
    public DecisionId? Confirms { get; init; }

    /// <inheritdoc/>
    public override Matter Matter => Matter.Amend;

    private protected override string Said(Wording wording) =>
        Confirms is { } first ? wording.Say("proposal.confirm-amendment", first) : wording.Say("proposal.amend-charter");

    internal override Affects Affects => Affects.Everyone;

    internal override IEnumerable<Instant?> Dates => [InForceFrom];

    // The second carrying is decided under the rule that it proposes.
    internal override Charter CharterOver(Charter inForce) => Confirms is null ? inForce : Charter;

    // What is confirmed is what carried first, word for word.
    internal override bool MayBeChanged => Confirms is null;

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        (Confirms is null ? null : sitting.Refuse(Clauses.Malformed, Condition.Decision, OfWhat.Confirmation))
        ?? sitting.RefuseUnlessLater(InForceFrom)
        ?? RefuseAgain(sitting);

    internal override Ruling? RefuseAgain(Sitting sitting) =>
        (IsSaidAlready(sitting) ? sitting.Refuse(Clauses.CharterSame, Condition.Novelty) : null)
        ?? (InForceFrom > sitting.At.Later(Bounds.Year)
            ? sitting.Refuse(Clauses.AmendmentWithinAYear, Condition.WellFormed)
            : null)
        ?? sitting.RefuseFaultyCharter(Charter, sitting.Roll.Everybody);

    // One that waits to come into force is replaced by another, be it the charter in force; the same words on another day are
    // another amendment.
    private bool IsSaidAlready(Sitting sitting) => sitting.Community.CharterToCome is { } waits
        ? Charter == waits.Charter && InForceFrom == waits.InForceFrom
        : Charter == sitting.Charter;

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result)
    {
        if (!IsUpToDate(sitting, decision) || !IsConfirmed(sitting, decision) || Charter.Check(sitting.Roll.Everybody).Count > 0)
            return null;
        if (Confirms is null && Charter.AmendsItself(sitting.Charter))
            return sitting.Table(
                this with { Confirms = decision.Id }, decision.By, decision.Why, ((MembersBy)Charter[Matter.Amend]!).Rule,
                    decision.Id);
        var from = Instant.Min(Instant.Max(InForceFrom ?? sitting.At, sitting.At), sitting.At.Later(Bounds.Year));
        return [new CharterAmended(sitting.Community.Charters.Count + 1, Charter, from, decision.Id) {
            Supersedes = sitting.Community.CharterToCome?.Number }];
    }

    // Since it was tabled nothing was amended and nothing came into force: its voters knew what they would replace.
    private static bool IsUpToDate(Sitting sitting, Decision decision) =>
        sitting.CharterInForce.Number == decision.CharterVersion
            && sitting.Community.CharterToCome?.Number == decision.CharterToCome;

    // The same words carried first, over the charter that is to be changed: another amendment in between takes both back to the
    // beginning.
    private bool IsConfirmed(Sitting sitting, Decision decision) => Confirms is not { } id
        || (sitting.Community.Decision(id) is { Proposal: AmendCharter first } carried && first.Charter == Charter
            && carried.CharterVersion == decision.CharterVersion && carried.CharterToCome == decision.CharterToCome);
}

/// <summary>An amended charter comes into force. Offices that it no longer provides for end with the old charter.</summary>
internal sealed record CharterDue(int Version) : CommunityDue
{
    public override int Rank => 2;

    public override string Of => DueOrder.Of(Version);

    internal override Ruling Fall(Sitting sitting) =>
        sitting.Allow(Clauses.CharterInForce, new Witness(WitnessKind.Charter, Of.TrimStart('0')),
        [
            new CharterCameIntoForce(Version),
            .. sitting.Community.Offices
                .Where(o => sitting.Charter.Office(o.Key) is null)
                .OrderBy(o => o.Key)
                .SelectMany(o => o.Value.Holders.Select(t => new OfficeLeft(o.Key, t.Holder, null))),
        ]);
}
