namespace CommunitiesOfPractice.Events;

/// <summary>A community was proposed.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Domain">What it cares about.</param>
/// <param name="Charter">How it is to govern itself.</param>
/// <param name="Founders">Who is asked.</param>
/// <param name="Quorum">How many must consent.</param>
/// <param name="Until">When it lapses if too few have.</param>
/// <param name="Sponsor">The organisation that hosts it; null for none.</param>
/// <param name="Mandate">The mandate of a community that splits to make this one; null for none.</param>
public sealed record CommunityProposed(
    string Name, Domain Domain, Charter Charter, ValueList<PersonId> Founders, int Quorum, Instant Until, string? Sponsor,
        Mandate? Mandate)
    : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Life = Life.None with
        {
            MandatesUsed = community.Life.MandatesUsed,
            Status = Status.Proposed,
            Name = Name,
            Domain = Domain,
            Sponsor = Sponsor,
            Founding = new FoundingRound { Founders = Founders, Quorum = Quorum, Until = Until },
        };
        if (Mandate is { } mandate) community.UseMandate(mandate, LineageKind.SplitFrom);
        community.Charters = [new CharterVersion(1, Charter, entry.At, entry.At, null)];
        community.Agenda.Set(new FoundingDue(), Until);
    }
}

/// <summary>A founder consented.</summary>
/// <param name="Founder">The person.</param>
public sealed record FoundingConsented(PersonId Founder) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var founding = community.Life.Founding;
        founding = founding with
        {
            Consented = founding.Consented.With(Founder),
            Declined = founding.Declined.Where(p => p != Founder).ToValueList(),
        };
        community.Life = community.Life with { Founding = founding };
        FoundingDue.Check(community);
    }
}

/// <summary>A founder declined.</summary>
/// <param name="Founder">The person.</param>
/// <param name="Reason">Why, if they said.</param>
public sealed record FoundingDeclined(PersonId Founder, FreeText? Reason) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var founding = community.Life.Founding;
        founding = founding with
        {
            Declined = founding.Declined.With(Founder),
            Consented = founding.Consented.Where(p => p != Founder).ToValueList(),
        };
        community.Life = community.Life with { Founding = founding };
        FoundingDue.Check(community);
    }
}

/// <summary>Enough founders consented: the community exists, at the stage of potential.</summary>
public sealed record CommunityFounded : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Life = community.Life with
        {
            Status = Status.Open,
            Stages = [new StageDeclared(Stage.Potential, entry.At, FreeText.Of("Founded."), null)],
        };
        community.LastActivity = entry.At;
        community.Agenda.Set(new FoundingDue(), null);
    }
}

/// <summary>Too few founders consented, or too many declined: the community may be proposed anew.</summary>
public sealed record FoundingLapsed : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Life = community.Life with { Status = Status.NotFounded };
        community.Agenda.Set(new FoundingDue(), null);
    }
}
