namespace CommunitiesOfPractice;

/// <summary>
/// Change the charter (law 6). The matter <see cref="Matter.Amend"/> settles every change; a change to how charters are amended must carry twice, first
/// under the old rule, then under the new, so that no rule lowers itself. Decisions that are before the members keep the charter version they
/// were tabled under.
/// </summary>
/// <param name="Charter">The charter as it is to be.</param>
/// <param name="InForceFrom">From when it applies; null for as soon as it is carried. Nothing is retroactive.</param>
public sealed record AmendCharter(Charter Charter, Instant? InForceFrom = null) : Proposal
{
    /// <summary>The charter as it is to be.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Charter Charter { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Charter);

    /// <summary>The first of the two decisions that a change to how charters are amended takes; null where this is the first or the only one.</summary>
    public DecisionId? Confirms { get; init; }

    /// <inheritdoc/>
    public override Matter Matter => Matter.Amend;

    /// <inheritdoc/>
    public override string Sentence => Confirms is null ? "Amend the charter" : $"Confirm decision {Confirms}, to amend how the charter is amended, under the new rule";

    internal override Affects Affects => Affects.Everyone;

    internal override IEnumerable<Instant?> Dates => [InForceFrom];

    // The second carrying is decided under the rule that it proposes.
    internal override Charter CharterOver(Charter inForce) => Confirms is null ? inForce : Charter;

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        (Confirms is null ? null : sitting.Refuse(Clauses.Malformed, Condition.Decision, Confirms.ToString()))
        ?? RefuseAgain(sitting);

    internal override Ruling? RefuseAgain(Sitting sitting) =>
        (Charter == sitting.Charter ? sitting.Refuse(Clauses.CharterSame, Condition.Novelty) : null)
        ?? (sitting.Community.Charters[sitting.Community.Charters.Count - 1].Number != sitting.CharterInForce.Number
            ? sitting.Refuse(Clauses.AmendmentAwaits, Condition.Time, null,
                from: sitting.Community.Charters[sitting.Community.Charters.Count - 1].InForceFrom)
            : null)
        ?? sitting.RefuseUnlessLater(InForceFrom)
        ?? sitting.RefuseFaultyCharter(Charter, sitting.Roll.Counting);

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result)
    {
        var latest = sitting.Community.Charters[sitting.Community.Charters.Count - 1].Number;
        if (latest != decision.CharterVersion || !IsFirstOf(sitting, latest) || Charter.Check(sitting.Roll.Counting).Count > 0) return null;
        if (Confirms is null && Charter.AmendsItself(sitting.Charter))
            return sitting.Table(this with { Confirms = decision.Id }, decision.By, decision.Why, ((MembersBy)Charter[Matter.Amend]!).Rule, decision.Id);
        var from = InForceFrom is { } set && set > sitting.At ? set : sitting.At;
        return [new CharterAmended(latest + 1, Charter, from, decision.Id)];
    }

    // What carried first must have carried under the charter that is to be changed: another amendment in between takes both back to the beginning.
    private bool IsFirstOf(Sitting sitting, int latest) => Confirms is not { } first || sitting.Community.Decision(first)?.CharterVersion == latest;
}

/// <summary>The members amended the charter.</summary>
/// <param name="Version">Its new number.</param>
/// <param name="Charter">The charter.</param>
/// <param name="InForceFrom">From when it applies.</param>
/// <param name="Decision">The decision that carried it.</param>
public sealed record CharterAmended(int Version, Charter Charter, Instant InForceFrom, DecisionId Decision) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Charters = community.Charters.With(new CharterVersion(Version, Charter, entry.At, InForceFrom, Decision));
        community.Agenda.Set(new CharterDue(Version), InForceFrom);
    }
}

/// <summary>An amended charter came into force: members are asked to accept it, and lose nothing meanwhile.</summary>
/// <param name="Version">Which version.</param>
public sealed record CharterCameIntoForce(int Version) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Agenda.Set(new CharterDue(Version), null);
        PetitionDue.CheckAll(community);
    }
}

/// <summary>An amended charter comes into force; offices that it no longer provides for end with the old one.</summary>
internal sealed record CharterDue(int Version) : Due
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
