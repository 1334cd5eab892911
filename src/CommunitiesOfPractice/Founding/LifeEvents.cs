namespace CommunitiesOfPractice.Events;

/// <summary>The members declared a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Evidence">What they see it by.</param>
/// <param name="Decision">The decision it rests on.</param>
public sealed record StageChanged(Stage Stage, FreeText Evidence, DecisionId Decision) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Life = community.Life with { Stages = community.Life.Stages.With(new(Stage, entry.At, Evidence, Decision)) };
}

/// <summary>The members changed what the community is about.</summary>
/// <param name="Domain">The domain.</param>
public sealed record DomainFramed(Domain Domain) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.Life = community.Life with { Domain = Domain };
}

/// <summary>The members recorded a sponsor, without power.</summary>
/// <param name="Sponsor">The organisation's code; null for none.</param>
public sealed record SponsorRecorded(string? Sponsor) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.Life = community.Life with { Sponsor = Sponsor };
}

/// <summary>Nothing has happened for a long time, and a member said so.</summary>
public sealed record DormancyNoticed : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Life = community.Life with { Status = Status.Dormant };
}

/// <summary>A dormant community is alive again.</summary>
public sealed record CommunityRevived : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.Life = community.Life with { Status = Status.Open };
}

/// <summary>The community closed. Its members stay members, and its legacy stays readable.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Legacy">What it leaves behind.</param>
public sealed record CommunityClosed(FreeText Reason, FreeText Legacy) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Life = community.Life with { Status = Status.Closed, ClosedAt = entry.At, ClosedWhy = Reason, Legacy = Legacy };
        foreach (var petition in community.Docket.Petitions.Entries.Select(e => e.Key).ToArray())
        {
            community.Docket.Petitions.Remove(petition);
            community.Agenda.Set(new PetitionDue(petition), null);
        }

        foreach (var invitation in community.Admissions.Invitations.Select(e => e.Key).ToArray())
            community.CloseInvitation(invitation);
        Resting.Check(community);
    }
}

/// <summary>The members gave a mandate for something that happens in another stream.</summary>
/// <param name="Mandate">The mandate.</param>
public sealed record MandateGiven(Mandate Mandate) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Life = community.Life with { Mandates = community.Life.Mandates.With(Mandate) };
        if (Mandate.Purpose == MandatePurpose.Split)
            community.Life = community.Life with
            {
                Lineage =
                    community.Life.Lineage.With(
                        new(LineageKind.SplitInto, CommunityId.Of(Mandate.To), entry.At, Mandate.Decision)),
            };
    }
}

/// <summary>The community took in another, whose members may move here.</summary>
/// <param name="Mandate">The other's mandate, now used.</param>
/// <param name="MoveUntil">Until when its members may move without asking.</param>
/// <param name="Decision">The decision, here, to take it in.</param>
public sealed record CommunityAbsorbed(Mandate Mandate, Instant MoveUntil, DecisionId Decision) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.UseMandate(Mandate, LineageKind.Absorbed, Decision);
        community.Admissions =
            community.Admissions with {
                OpenTo = community.Admissions.OpenTo.With(Mandate.From, new MoveWindow(Mandate.From, MoveUntil)) };
    }
}

/// <summary>Another community has taken this one in.</summary>
/// <param name="Mandate">The mandate it rests on.</param>
public sealed record CommunityMerged(Mandate Mandate) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Life = community.Life with
        {
            Lineage =
                community.Life.Lineage.With(new(LineageKind.MergedInto, CommunityId.Of(Mandate.To), entry.At, Mandate.Decision)),
        };
}
