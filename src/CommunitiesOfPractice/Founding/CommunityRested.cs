namespace CommunitiesOfPractice.Events;

/// <summary>Nobody was left for as long as the charter is patient: the community rests until somebody comes.</summary>
public sealed record CommunityRested : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Life = community.Life with { RestingSince = entry.At, Rests = community.Life.Rests.With(entry.At) };
        community.Agenda.Set(new RestDue(), null);
        community.Agenda.Set(new RestOverDue(), entry.At.Later(community.CharterInForce.Charter.DormantAfter));
    }
}
