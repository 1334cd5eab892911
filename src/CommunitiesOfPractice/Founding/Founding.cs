namespace CommunitiesOfPractice;

/// <summary>
/// Proposes a community before it exists: its domain, its charter, and the founders who are asked. Each founder consents or
/// declines by an act of their own. The founding is decided as soon as enough have consented, or no longer can. Refused, in this
/// order: the community has been proposed already, and was not declined; the proposer is not among the founders, a founder is
/// named twice, or the quorum is more than they are or less than one; the time to answer is over before it begins; the charter
/// has a fault (<see cref="Charter.Check(int)"/>); the lineage it claims has no mandate for it.
/// </summary>
/// <param name="By">Who proposes it; a founder, whose proposal is their consent.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Domain">What it cares about.</param>
/// <param name="Charter">How it is to govern itself.</param>
/// <param name="Founders">Who is asked to found it, the proposer among them.</param>
/// <param name="Quorum">How many must consent.</param>
/// <param name="Until">When it lapses if too few have.</param>
public sealed record ProposeCommunity(
    PersonId By, string Name, Domain Domain, Charter Charter, ValueList<PersonId> Founders, int Quorum, Instant Until)
        : CommunityAct(By)
{
    /// <summary>What it cares about.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Domain Domain { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Domain);

    /// <summary>How it is to govern itself.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Charter Charter { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Charter);

    /// <summary>Who is asked to found it, the proposer among them.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public ValueList<PersonId> Founders { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Founders);

    /// <summary>What it is called.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public string Name { get; init => field = Naming.Checked(value, nameof(Name)); } = Naming.Checked(Name, nameof(Name));

    /// <summary>The organisation that hosts it, recorded without power (law 3); null for none.</summary>
    public string? Sponsor { get; init => field = value is null ? null : KeyFormat.Checked(value, nameof(Sponsor)); }

    /// <summary>The mandate of a community that splits to make this one; null for none.</summary>
    public Mandate? Mandate { get; init; }

    internal override IEnumerable<PersonId> Named => Founders;

    internal override IEnumerable<Instant?> Dates => [Until];

    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Life.Status is Status.Unknown or Status.NotFounded
            ? null
            : sitting.Refuse(
                Clauses.ProposedAlready, Condition.Novelty, sitting.Community.Id.Value, Witness.Of(sitting.Community.Id)))
        ?? (!Founders.Contains(By) || Founders.Distinct().Count() != Founders.Count || Quorum < 1 || Quorum > Founders.Count
            ? sitting.Refuse(Clauses.FoundersNamed, Condition.WellFormed, OfWhat.Founders)
            : null)
        ?? sitting.RefuseUnlessLater(Until)
        ?? sitting.RefuseFaultyCharter(Charter, new(Quorum))
        ?? (Mandate is { } mandate ? sitting.RefuseUnlessMandated(mandate, MandatePurpose.Split) : null)
        ?? sitting.Allow(Clauses.ProposingCommunity, Witness.Of(By),
            new CommunityProposed(Name, Domain, Charter, Founders, Quorum, Until, Sponsor, Mandate),
            new FoundingConsented(By));
}

/// <summary>
/// Consents to found a proposed community. The person becomes a member when it is founded. A named founder who answers after that
/// becomes a member at once. Refused, in this order: the community is not proposed or founded; the person is not named as a
/// founder; they have consented, or are a member; they are barred.
/// </summary>
/// <param name="By">Who consents.</param>
public sealed record ConsentToFound(PersonId By) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessFounder(By)
        ?? (sitting.Life.Founding.Consented.Contains(By)
            ? sitting.Refuse(Clauses.ConsentedAlready, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? sitting.RefuseIfMember(By)
        ?? sitting.RefuseIfBarred(By)
        ?? sitting.Allow(Clauses.ConsentingToFound, Witness.Of(By), sitting.Life.Status == Status.Proposed
            ? [new FoundingConsented(By)]
            : [new FoundingConsented(By), new MemberJoined(By, HowJoined.Founded, sitting.CharterInForce.Number, null)]);
}

/// <summary>
/// Declines to found a proposed community. Refused, in this order: it is not proposed; the person is not named as a founder; they
/// have declined already.
/// </summary>
/// <param name="By">Who declines.</param>
/// <param name="Reason">Why, if they care to say.</param>
public sealed record DeclineToFound(PersonId By, FreeText? Reason = null) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessFounder(By)
        ?? (sitting.Life.Status != Status.Proposed || sitting.Life.Founding.Declined.Contains(By)
            ? sitting.Refuse(Clauses.ConsentedAlready, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? sitting.Allow(Clauses.ConsentingToFound, Witness.Of(By), new FoundingDeclined(By, Reason));
}

/// <summary>The founding is decided: at once when the answers settle it, else when its time is over.</summary>
internal sealed record FoundingDue : CommunityDue
{
    public override int Rank => 5;

    public override string Of => "";

    public static void Check(Draft community)
    {
        if (community.Life is not { Status: Status.Proposed, Founding: { } founding }) return;
        var settled = founding.Consented.Count >= founding.Quorum
            || founding.Founders.Count - founding.Declined.Count < founding.Quorum;
        community.Agenda.Set(new FoundingDue(), settled ? community.LastAt : founding.Until);
    }

    internal override Ruling Fall(Sitting sitting)
    {
        var founding = sitting.Life.Founding;
        if (founding.Consented.Count < founding.Quorum)
            return sitting.Allow(Clauses.FoundingQuorum, Witness.Of(sitting.Community.Id), new FoundingLapsed());
        var events = new List<Event> { new CommunityFounded() };
        events.AddRange(founding.Consented.Select(founder => new MemberJoined(founder, HowJoined.Founded, 1, null)));
        if (sitting.Charter.Office(Office.DesignGroup) is { } design)
            events.AddRange(founding.Consented.Take(design.Seats)
                .Select(founder => new OfficeTakenUp(Office.DesignGroup, founder, sitting.At.Later(design.Term), null)));
        return sitting.Allow(Clauses.FoundingQuorum, Witness.Of(sitting.Community.Id), [.. events]);
    }
}
