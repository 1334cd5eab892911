using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>Something a person could do now, and the answer to it: what a host draws a button from, or leaves one out for, and why.</summary>
/// <param name="Act">
/// The act. Where it needs words or a ballot of the person's own, it holds <see cref="Placeholder"/> or a blank ballot in their place.
/// </param>
/// <param name="Answer">The answer that <c>Ask</c> gives to it.</param>
public sealed record Option(Act Act, Answer Answer)
{
    /// <summary>The words that stand where the person's own are to come.</summary>
    public static FreeText Placeholder { get; } = FreeText.Of("…");
}

public sealed partial class Community
{
    /// <summary>
    /// What somebody may do now, and why not the rest (law 11): every act that concerns them or something now open in the community, each with its answer, in a
    /// stable order. What takes a choice of its own (whom to invite, what to propose) stands here once, with a placeholder.
    /// </summary>
    /// <param name="person">Who.</param>
    /// <param name="at">When. What is due by then is taken to have happened.</param>
    /// <param name="evidence">What the host's directory says of them, for joining on belonging elsewhere; null where it says nothing.</param>
    public IReadOnlyList<Option> OptionsFor(PersonId person, Instant at, DirectoryEvidence? evidence = null)
    {
        var now = At(at);
        return [.. now.ActsFor(Guard.Against.Default(person), evidence).Select(act => new Option(act, now.Ask(act, at)))];
    }

    private IEnumerable<CommunityAct> ActsFor(PersonId person, DirectoryEvidence? evidence) =>
    [
        .. OnFounding(person), .. OnBelonging(person, evidence), .. OnTheDoor(person, evidence), .. OnOffices(person), .. OpenDecisions.SelectMany(d => OnDecision(person, d)),
        .. ClosedDecisions.SelectMany(d => OnClosed(person, d)), .. Petitions.Select(p => new SignPetition(p.Id, person)),
        new Propose(person, new Resolve(Option.Placeholder)), new PetitionFor(person, new Resolve(Option.Placeholder)), new NoticeDormancy(person),
    ];

    private IEnumerable<CommunityAct> OnFounding(PersonId person)
    {
        if (!Founding.Founders.Contains(person)) yield break;
        yield return new ConsentToFound(person);
        yield return new DeclineToFound(person);
    }

    private static IEnumerable<CommunityAct> OnBelonging(PersonId person, DirectoryEvidence? evidence) =>
    [
        new Join(person, evidence), new RequestToJoin(person, ValueList<FreeText>.Empty), new WithdrawRequest(person), new AppealDecline(person),
        new Leave(person), new TakeLeave(person), new ReturnFromLeave(person), new ClaimPlace(person), new AcceptCharter(person),
        new DeclareParticipation(person, Participation.Active), new Follow(person), new Unfollow(person), new Observe(person), new StopObserving(person),
    ];

    private IEnumerable<CommunityAct> OnTheDoor(PersonId person, DirectoryEvidence? evidence)
    {
        foreach (var invitation in Invitations.Where(i => i.Person == person || i.By == person))
        {
            yield return new Accept(invitation.Id, person, evidence);
            yield return new DeclineInvitation(invitation.Id, person);
            yield return new RevokeInvitation(invitation.Id, person);
        }

        foreach (var request in Requests.Where(r => r.IsOpen && r.Person != person))
        {
            yield return new ApproveRequest(request.Person, person);
            yield return new DeclineRequest(request.Person, person, Option.Placeholder);
        }
    }

    private IEnumerable<CommunityAct> OnOffices(PersonId person)
    {
        foreach (var office in CharterAt(LastAt)?.Charter.Offices ?? [])
        {
            if (Office(office.Id).IsHeldBy(person)) yield return new StepDown(office.Id, person);
            else if (Office(office.Id).Holders.Count < office.Seats) yield return new OfferToServe(office.Id, person);
        }
    }

    private static IEnumerable<CommunityAct> OnDecision(PersonId person, Decision decision)
    {
        if (decision.Proposal is Elect)
        {
            yield return new Stand(decision.Id, person);
            yield return new StandDown(decision.Id, person);
        }

        if (decision.Rule.Secret) yield return new TakePart(decision.Id, person);
        else foreach (var ballot in decision.Rule.Choices) yield return new Vote(decision.Id, person, ballot);
        yield return new ObjectTo(decision.Id, person, Option.Placeholder);
        if (decision.Rule.HearsStandingAside) yield return new StandAside(decision.Id, person, Option.Placeholder);
        if (decision.Rule is RoughConsensusRule or AdviceRule) yield return new Conclude(decision.Id, person, true, Option.Placeholder);
        if (decision.Advisers.Contains(person)) yield return new Advise(decision.Id, person, Option.Placeholder);
        foreach (var advice in decision.Advice.Where(a => a.Answer is null && decision.By == person))
            yield return new AnswerAdvice(decision.Id, person, advice.From, Option.Placeholder);
        if (decision.Objections.Any(o => o.By == person)) yield return new Satisfied(decision.Id, person);
        foreach (var objection in decision.Objections.Where(o => o.Stands && o.By != person))
            yield return new TestObjection(decision.Id, objection.By, person, false, Option.Placeholder);
        yield return new DeclareInterest(decision.Id, person, Option.Placeholder);
        if (decision.Proposal.Concerns == person) yield return new Reply(decision.Id, person, Option.Placeholder);
        if (decision.By != person) yield break;
        yield return new Withdraw(decision.Id, person);
        yield return new Extend(decision.Id, person, decision.OpensAt.Later(decision.Rule.Timing.Longest));
    }

    private static IEnumerable<CommunityAct> OnClosed(PersonId person, Decision decision)
    {
        if (decision.Result is { Outcome: Outcome.Inquorate }) yield return new CallAgain(decision.Id, person);
        if (decision.Result is { Outcome: Outcome.Failed or Outcome.Tied or Outcome.Unopened }) yield return new Reopen(decision.Id, person, Option.Placeholder);
        if (decision.Proposal.Concerns == person && decision.Result is { Outcome: Outcome.Carried }) yield return new Appeal(decision.Id, person);
    }
}
