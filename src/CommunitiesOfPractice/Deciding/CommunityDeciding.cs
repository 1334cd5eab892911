namespace CommunitiesOfPractice;

public sealed partial class Community
{
    /// <summary>What is before the members, in the order it was tabled.</summary>
    public IEnumerable<Decision> OpenDecisions => Docket.Open.Select(d => d.Value).OrderBy(d => d.Id);

    /// <summary>What the members have settled, in the order it was tabled.</summary>
    public IEnumerable<Decision> ClosedDecisions =>
        field ??= Docket.Closed.Select(d => d.Value).OrderBy(d => d.Id).ToValueList();

    /// <summary>What the members have settled about one person, in the order it was tabled.</summary>
    /// <param name="person">The person that the proposal concerned (<see cref="Proposal.ConcernedPerson"/>).</param>
    public IEnumerable<Decision> ClosedDecisionsOn(PersonId person) =>
        Docket.Closed.Select(d => d.Value).Where(d => d.Proposal.ConcernedPerson == person).OrderBy(d => d.Id);

    /// <summary>Petitions that gather signatures, in the order they began.</summary>
    public IEnumerable<Petition> Petitions => Docket.Petitions.Select(p => p.Value).OrderBy(p => p.Id);

    /// <summary>A decision, open or closed; null where there is none of that number.</summary>
    public Decision? Decision(DecisionId id) => Docket.Find(id);

    /// <summary>A petition that gathers signatures; null where there is none of that number.</summary>
    public Petition? Petition(PetitionId id) => Docket.Petitions.Find(id);

    /// <summary>What the members have mandated other streams to carry out, in order.</summary>
    public ValueList<Mandate> Mandates => Life.Mandates;

    internal bool HasBeenAppealed(DecisionId id) =>
        Followed(id).Any(d => d is { Proposal: Reinstate, Result: not { Outcome: Outcome.Withdrawn } });

    internal bool HasFollowUp(DecisionId id) => Followed(id).Any(d => d.IsSecondCall);

    // In no order: every closed decision asks this of itself.
    private IEnumerable<Decision> Followed(DecisionId id) =>
        Docket.Open.Concat(Docket.Closed).Select(d => d.Value).Where(d => d.Follows == id);
}
