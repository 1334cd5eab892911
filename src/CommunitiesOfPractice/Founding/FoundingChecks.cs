namespace CommunitiesOfPractice;

internal sealed partial class Sitting
{
    /// <summary>How long a mandate may be used.</summary>
    private static readonly Duration MandatesStand = Duration.FromDays(180);

    /// <summary>How many faults of a charter an answer tells; <see cref="Charter.Check(int)"/> tells all.</summary>
    private const int FaultsTold = 2;

    public Ruling? RefuseUnlessFounder(PersonId person) =>
        Life.Status switch
        {
            Status.Closed => RefuseUnlessOpen(),
            Status.Unknown or Status.NotFounded =>
                Refuse(Clauses.NotProposed, Condition.Existence, Community.Id.Value, Witness.Of(Community.Id)),
            _ => Life.Founding.Founders.Contains(person)
                ? null
                : Refuse(Clauses.FoundersOnly, Condition.Invitation, person.Value, Witness.Of(Community.Id)),
        };

    public Ruling? RefuseFaultyCharter(Charter charter, Everybody everybody) =>
        charter.Check(everybody) is { Count: > 0 } faults
            ? Refuse(Clauses.CharterFaulty, Condition.WellFormed,
                string.Join("; ", faults.Take(FaultsTold).Select(f => f.Reason))
                    + (faults.Count > FaultsTold ? $"; and {faults.Count - FaultsTold} more." : "."))
            : null;

    public Mandate Mandate(DecisionId decision, StreamId to, MandatePurpose purpose) =>
        new(Community.Id, decision, to, purpose, At, At.Later(MandatesStand));

    /// <summary>The mandate by which another stream carries out what was decided here about it.</summary>
    public Event MandateFor(Decision decision, StreamId to, MandateMatter what) =>
        new MandateGiven(Mandate(decision.Id, to, what.For) with
    {
        What = what,
        EndorsedFirst = what is WidenMatter && Community.CharterHistory[decision.CharterVersion - 1].Charter.EndorsedFirst,
    });

    /// <summary>A mandate is addressed to this community, for this purpose, has not expired and has not been used.</summary>
    public Ruling? RefuseUnlessMandated(Mandate mandate, MandatePurpose purpose) => mandate.From == Community.Id
        ? Refuse(Clauses.NoMandate, Condition.Evidence, mandate.Id, mandate.Witness)
        : mandate.RefuseAt(StreamId.Of(Community.Id), purpose, Life.MandatesUsed, At);

    /// <summary>Going on in another community, for a reason.</summary>
    public Ruling? RefuseUnlessElsewhere(CommunityId into, FreeText reason) =>
        RefuseUnlessReason(reason) ?? (into == Community.Id
            ? Refuse(Clauses.Malformed, Condition.WellFormed, OfWhat.AnotherCommunity)
            : null);

    /// <summary>The community closes: what is still before the members lapses.</summary>
    public Event[] Closing(DecisionId? under, FreeText reason, FreeText legacy) =>
    [
        .. Community.OpenDecisions.Where(d => d.Id != under)
            .Select(d => new DecisionClosed(d.Id, new Result(Outcome.Lapsed, d.VoiceCount))),
        new CommunityClosed(reason, legacy),
    ];

    public FreeText MergeReason(Mandate mandate) =>
        Community.Decision(mandate.Decision)?.Proposal is MergeInto { Reason: var reason }
            ? reason
            : FreeText.Of($"Merged into {mandate.To}.");
}
