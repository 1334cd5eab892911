namespace CommunitiesOfPractice;

public sealed partial class Community
{
    /// <summary>
    /// What somebody may do now, and why not the rest (law 11). It has every act that concerns them or something now open in the
    /// community, each with its answer, in a stable order. An act that needs a choice (somebody to invite, something to propose)
    /// is listed here once, and asks for it. It leaves out acts that a matter's rule never allows. It also leaves out founding a
    /// community anew and moving from another community, which need that community's record.
    /// </summary>
    /// <param name="person">The person.</param>
    /// <param name="at">When. What is due by then is taken to have happened.</param>
    /// <param name="evidence">What the host's directory says of them, for joining on belonging elsewhere; null where it says
    /// nothing.</param>
    /// <param name="wanted">Tells the acts that are wanted, and only those are asked: what is about one decision, say, out of
    /// thousands. Null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public IReadOnlyList<Option> OptionsFor(
        PersonId person, Instant at, DirectoryEvidence? evidence = null, Func<CommunityAct, bool>? wanted = null)
    {
        var now = At(at);
        var others = new Lazy<ValueList<string>>(() => Others(person).Select(other => other.Value).ToValueList());
        return [.. now.ActsFor(Guard.Against.Default(person), evidence).Where(act => wanted?.Invoke(act) != false)
            .Select(act => Offered(act, now.Ask(act, at)))];

        Option Offered(CommunityAct act, Answer answer) => act switch
        {
            Vote { Ballot: not Counting.BlankBallot } => new(act, answer, settled: ["ballot"]),
            Accompany or GiveProxy => new(act, answer, settled: [], people: others),
            _ => new(act, answer),
        };
    }

    private IEnumerable<CommunityAct> ActsFor(PersonId person, DirectoryEvidence? evidence) =>
    [
        .. OnFounding(person), .. OnBelonging(person, evidence), .. OnTheDoor(person, evidence), .. OnOthers(person),
            .. OnOffices(person),
        .. OpenDecisions.SelectMany(d => OnDecision(person, d)), .. ClosedDecisions.SelectMany(d => OnClosed(person, d)),
            .. Petitions.Select(p => p.Signatures.Contains(person)
                ? new WithdrawSignature(person, p.Id)
                : (CommunityAct)new SignPetition(person, p.Id)),
        .. OnTabling(person), new NoticeDormancy(person), new SayWords(person, []),
    ];

    private IEnumerable<CommunityAct> OnFounding(PersonId person)
    {
        if (!Founding.Founders.Contains(person)) yield break;
        yield return new ConsentToFound(person);
        yield return new DeclineToFound(person);
    }

    private IEnumerable<CommunityAct> OnBelonging(PersonId person, DirectoryEvidence? evidence) =>
    [
        new Join(person, evidence), CharterAt(LastAt)?.Charter.Joining.Asking(person)
            ?? new RequestToJoin(person, []), new WithdrawRequest(person), new AppealDecline(person),
        new Leave(person), new TakeLeave(person), new ReturnFromLeave(person), new ClaimPlace(person), new AcceptCharter(person),
        new DeclareParticipation(person, Participation.Active), new DeclareAffiliations(person, OwnWordOf(person)),
        new Follow(person), new Unfollow(person), new Observe(person), new StopObserving(person),
    ];

    internal ValueList<DirectoryGroup> OwnWordOf(PersonId person) =>
        StandingOf(person).Affiliations.Where(a => a.Source == DeclareAffiliations.OwnWord).Select(a => a.Group).ToValueList();

    private IEnumerable<CommunityAct> OnTheDoor(PersonId person, DirectoryEvidence? evidence)
    {
        yield return new Invite(person, Unsaid.Person);
        foreach (var invitation in Invitations)
        {
            if (invitation.Person == person) yield return new Accept(person, invitation.Id, evidence);
            if (invitation.Person == person) yield return new DeclineInvitation(person, invitation.Id);
            if (invitation.By == person || IsMember(person)) yield return new RevokeInvitation(person, invitation.Id);
        }

        foreach (var request in Requests.Where(r => r.IsOpen && r.Person != person))
        {
            yield return new ApproveRequest(person, request.Person);
            yield return new DeclineRequest(person, request.Person, Unsaid.Words);
        }
    }

    private IEnumerable<CommunityAct> OnOthers(PersonId person)
    {
        foreach (var proxy in ProxiesOf(person)) yield return new RevokeProxy(person, proxy.For);
        if (Others(person).Take(1).ToArray() is not [var other]) yield break;
        yield return new Accompany(person, other);
        yield return new GiveProxy(person, other);
    }

    private IEnumerable<PersonId> Others(PersonId person) => Members.Where(member => member != person);

    private IEnumerable<CommunityAct> OnOffices(PersonId person)
    {
        foreach (var office in CharterAt(LastAt)?.Charter.Offices ?? [])
        {
            if (Office(office.Id).IsHeldBy(person)) yield return new StepDown(person, office.Id);
            else if (Office(office.Id).Holders.Count < office.Seats
                || Office(office.Id).UnattendedSince is not null) yield return new OfferToServe(person, office.Id);
            if (Office(office.Id).Holders.Count < office.Seats
                && CountBack.ElectionOf(this, office.Id) is not null) yield return new CountBack(person, office.Id);
        }
    }

    private static IEnumerable<CommunityAct> OnDecision(PersonId person, Decision decision)
    {
        if (decision.Proposal is Elect)
        {
            yield return new Stand(person, decision.Id);
            yield return new StandDown(person, decision.Id);
        }

        foreach (var act in decision.Rule.Acts(decision, person)) yield return act;
        yield return new DeclareInterest(person, decision.Id, Unsaid.Words);
        if (decision.Proposal.Concerns == person) yield return new Reply(person, decision.Id, Unsaid.Words);
        if (decision.By == person || decision.IsAppealOrOfferOf(person)) yield return new Withdraw(person, decision.Id);
        if (decision.By == person)
            yield return new Extend(person, decision.Id, decision.OpensAt.Later(decision.Rule.Timing.Longest));
    }

    private static IEnumerable<CommunityAct> OnClosed(PersonId person, Decision decision)
    {
        if (decision.Result is { Outcome: Outcome.Inquorate }) yield return new CallAgain(person, decision.Id);
        if (decision.Result is { Outcome: Outcome.Failed or Outcome.Tied or Outcome.Unopened })
            yield return new Reopen(person, decision.Id,
            Unsaid.Words);
        if (decision.Proposal.Concerns == person
            && decision.Result is { Outcome: Outcome.Carried }) yield return new Appeal(person, decision.Id);
        if (decision.Proposal is Elect && decision.Result is { Outcome: Outcome.Carried }
            && decision.Candidates.Contains(person)) yield return new WouldStillServe(person, decision.Id);
        yield return new StateOutcome(person, decision.Id, Unsaid.Words);
    }

    // Under a rule of advice, whose advice is asked is a choice as well.
    private IEnumerable<CommunityAct> OnTabling(PersonId person)
    {
        var resolve = new Resolve(Unsaid.Words);
        var asked = CharterAt(LastAt)?.Charter is { } charter && charter[Matter.AnythingElse] is MembersBy { Rule: var name }
            && charter.Rule(name) is AdviceRule advice ? advice.Advisers : 0;
        yield return new Propose(person, resolve) { Advisers = Others(person).Take(asked).ToValueList() };
        yield return new PetitionFor(person, resolve);
    }
}
