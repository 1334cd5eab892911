namespace CommunitiesOfPractice;

/// <summary>
/// How a community rests (law 6): when nobody was left for as long as its charter is patient. It then lets in anybody the host
/// lists, so that nobody is locked out by those who left, and closes if nobody comes.
/// </summary>
internal static class Resting
{
    /// <summary>Nobody is left, or somebody is again.</summary>
    public static void Check(Draft community)
    {
        var isEmpty = community.Life.Status is Status.Open or Status.Dormant && community.Roll.Present == 0;
        community.Agenda.Set(
            new RestDue(), isEmpty && community.Life.RestingSince is null
                ? community.LastAt.Later(community.CharterInForce.Charter.Patience)
                : null);
        if (isEmpty) return;
        community.Agenda.Set(new RestOverDue(), null);
        if (community.Life.RestingSince is not null) community.Life = community.Life with { RestingSince = null };
    }
}

/// <summary>Nobody has been left for as long as the charter is patient.</summary>
internal sealed record RestDue : CommunityDue
{
    public override int Rank => 95;

    public override string Of => "";

    internal override Ruling Fall(Sitting sitting) =>
        sitting.Allow(Clauses.Resting, Witness.Of(sitting.Community.Id), new CommunityRested());
}

/// <summary>Nobody came while the community rested: it closes.</summary>
internal sealed record RestOverDue : CommunityDue
{
    public override int Rank => 96;

    public override string Of => "";

    internal override Ruling Fall(Sitting sitting) => sitting.Allow(Clauses.RestOver, Witness.Of(sitting.Community.Id),
        sitting.Closing(
            null, FreeText.Of("Nobody was left, and nobody came."),
                FreeText.Of("Its record stays readable to those who were members.")));
}
