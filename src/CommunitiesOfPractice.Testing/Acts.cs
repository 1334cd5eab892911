using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Testing;

/// <summary>Every kind of act on a community, by the name of its type.</summary>
public enum ActKind
{
#pragma warning disable CS1591 // Each is documented at the act of its name.
    ProposeCommunity, ConsentToFound, DeclineToFound, NoticeDormancy, ReportMerged, Join, RequestToJoin, WithdrawRequest, ApproveRequest, DeclineRequest,
    AppealDecline, Invite, Accept, DeclineInvitation, RevokeInvitation, Move, Leave, TakeLeave, ReturnFromLeave, Reply, Appeal, DeclareParticipation,
    AcceptCharter, ClaimPlace, Follow, Unfollow, Observe, StopObserving, DeclareAffiliations, Accompany, Stand, StandDown, OfferToServe, StepDown, Propose,
    PetitionFor, SignPetition, Withdraw, Extend, CallAgain, StateOutcome, Vote, ObjectTo, Satisfied, TestObjection, Integrate, DeclareInterest,
    ReportLeaver, ReportJoiner, ReportMover, MergeKeys, Forget, Import, Reopen, GiveProxy, RevokeProxy, TakePart, OpenBox, StandAside, ReportAgreed, CommitLot,
    RevealSeed, GiveCastingVoice, Conclude, Advise, AnswerAdvice, WouldStillServe, CountBack, SecondObjection, WithdrawSecond, WithdrawSignature,
#pragma warning restore CS1591
}

/// <summary>
/// Turns a step of a story into an act, by looking at what anybody can see of the community: what is open, who was invited, who asked. It never asks
/// whether the act is allowed, and is wrong on purpose now and then: numbers that do not exist, somebody else's invitation, a ballot of another kind.
/// </summary>
public static class Acts
{
    /// <summary>How many people there are in a story: members and others.</summary>
    public const int People = 8;

    private static readonly FreeText Words = FreeText.Of("Because it is so.");
    private static readonly Lot Lot = new("sixteen-letters-or-more");
    private static readonly OfficeId[] Offices = [Office.Convener, Office.Broker, Office.Facilitator, Office.Deputy, Office.DesignGroup, OfficeId.Of("nowhere")];
    private static readonly Group[] Groups = [Group.Organisation("RJZ"), Group.Organisation("RJ1"), Group.Profession("midwife")];
    private static readonly CommunityId[] Others = [CommunityId.Of("wounds"), CommunityId.Of("sepsis")];

    /// <summary>The instant of a step, after one at <paramref name="last"/>.</summary>
    /// <exception cref="ArgumentNullException">The step or the community is null.</exception>
    public static Instant When(Step step, Community community, Instant last)
    {
        Guard.Against.Null(step);
        if (step.Pause == Pause.Hours) return last + Duration.FromHours(step.Hours);
        var next = Coming(Guard.Against.Null(community)).Where(at => at > last).DefaultIfEmpty(last + Duration.FromDays(1)).Min();
        return step.Pause switch
        {
            Pause.JustBefore => next - Duration.FromSeconds(1),
            Pause.Exactly => next,
            _ => next + Duration.FromHours(1),
        };
    }

    /// <summary>The act of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="community">The community as it can be seen.</param>
    /// <param name="now">When it is tried.</param>
    /// <param name="charter">The charter with which the story begins.</param>
    /// <exception cref="ArgumentNullException">The step, the community or the charter is null.</exception>
    public static CommunityAct Of(Step step, Community community, Instant now, Charter charter)
    {
        Guard.Against.Null(step);
        Guard.Against.Null(community);
        Guard.Against.Null(charter);
        var (who, whom) = (Person(step.Who), Person(step.Whom));
        var isWrong = step.Choice % 8 == 7;
        var invitation = Pick(community.Invitations.ToArray(), step.Whom);
        var request = Pick(community.Requests.ToArray(), step.Whom);
        var decision = OpenOne(community, step, isWrong);
        var closed = Pick(community.ClosedDecisions.Reverse().ToArray(), step.Whom);
        var decided = isWrong || closed is null ? new DecisionId(step.Choice) : closed.Id;
        var objection = community.Decision(decision)?.Objections.LastOrDefault();
        var until = now + Duration.FromHours(step.Choice - 2);
        var maybeUntil = step.Choice % 3 == 0 ? (Instant?)null : until;
        var evidence = step.Choice % 3 == 1 ? new DirectoryEvidence("esr", now, [Groups[Among(step.Choice, Groups.Length)]]) : null;
        PersonId Rightly(PersonId? right) => isWrong ? who : right ?? who;
        PersonId OneOf(IEnumerable<PersonId> those) => isWrong ? who : Pick(those.ToArray(), step.Whom, who);
        return step.Kind switch
        {
            ActKind.ProposeCommunity => new ProposeCommunity(who, "Maternity", Domain.Of("Blood loss after birth"), charter,
                Enumerable.Range(isWrong ? 0 : step.Who, 3).Select(Person).ToValueList(), 1 + Among(step.Choice, 4), until)
            {
                Mandate = step.Choice % 5 == 4 ? MandateFor(community, step, now, MandatePurpose.Split) : null,
            },
            ActKind.ConsentToFound => new ConsentToFound(Rightly(Pick(community.Founding.Founders.ToArray(), step.Who, PersonId.Of("k-0")))),
            ActKind.DeclineToFound => new DeclineToFound(Rightly(Pick(community.Founding.Founders.ToArray(), step.Who, PersonId.Of("k-0")))),
            ActKind.NoticeDormancy => new NoticeDormancy(who),
            ActKind.ReportMerged => new ReportMerged(
                isWrong || community.Mandates.Count == 0 ? MandateFor(community, step, now, MandatePurpose.Merge) : community.Mandates[Among(step.Whom, community.Mandates.Count)], "feed"),
            ActKind.Join => new Join(who, evidence),
            ActKind.RequestToJoin => new RequestToJoin(who, isWrong ? [] : [Words]),
            ActKind.WithdrawRequest => new WithdrawRequest(Rightly(request?.Person)),
            ActKind.ApproveRequest => new ApproveRequest(isWrong || request is null ? whom : request.Person, who),
            ActKind.DeclineRequest => new DeclineRequest(isWrong || request is null ? whom : request.Person, who, Words),
            ActKind.AppealDecline => new AppealDecline(Rightly(request?.Person)),
            ActKind.Invite => new Invite(whom, who),
            ActKind.Accept => new Accept(invitation?.Id ?? new InvitationId(step.Choice), Rightly(invitation?.Person), evidence),
            ActKind.DeclineInvitation => new DeclineInvitation(invitation?.Id ?? new InvitationId(step.Choice), Rightly(invitation?.Person)),
            ActKind.RevokeInvitation => new RevokeInvitation(invitation?.Id ?? new InvitationId(step.Choice), Rightly(invitation?.By)),
            ActKind.Move => new Move(who, Other(step), new MembershipEvidence(Other(step), isWrong ? whom : who, 12, IsMember: true, IsBarred: false)),
            ActKind.Leave => new Leave(who, step.Choice % 2 == 0 ? null : Words),
            ActKind.TakeLeave => new TakeLeave(who, maybeUntil),
            ActKind.ReturnFromLeave => new ReturnFromLeave(OneOf(community.Standings.Where(s => s.Value.IsOnLeave).Select(s => s.Key))),
            ActKind.Reply => new Reply(decision, isWrong ? who : Concerned(community.Decision(decision)?.Proposal) ?? who, Words),
            ActKind.Appeal => community.ClosedDecisions.LastOrDefault(d => d.Proposal is Remove or Bar) is { } against && !isWrong
                ? new Appeal(against.Id, Concerned(against.Proposal)!.Value, Words)
                : new Appeal(decided, who, Words),
            ActKind.DeclareParticipation => new DeclareParticipation(who, (Participation)Among(step.Choice, 4)),
            ActKind.AcceptCharter => new AcceptCharter(OneOf(community.YetToAcceptCharter)),
            ActKind.ClaimPlace => new ClaimPlace(OneOf(community.Standings.Where(s => s.Value.IsUnclaimed).Select(s => s.Key))),
            ActKind.Follow => new Follow(who),
            ActKind.Unfollow => new Unfollow(OneOf(community.Followers)),
            ActKind.Observe => new Observe(who, maybeUntil),
            ActKind.StopObserving => new StopObserving(OneOf(community.Observers)),
            ActKind.DeclareAffiliations => new DeclareAffiliations(who, [Groups[Among(step.Choice, Groups.Length)]]),
            ActKind.Accompany => new Accompany(who, whom),
            ActKind.Stand => new Stand(Election(community, decision), who),
            ActKind.StandDown => new StandDown(Election(community, decision), OneOf(community.Decision(Election(community, decision))?.Candidates ?? [])),
            ActKind.OfferToServe => new OfferToServe(OfficeOf(step.Whom), who),
            ActKind.StepDown => StepDown(community, step, who, isWrong),
            ActKind.Propose => Proposed(Opener(community, who, isWrong), ProposalOf(step, community, now), community, isWrong ? who : Person(step.Who + 1)),
            ActKind.PetitionFor => new PetitionFor(who, ProposalOf(step, community, now), Words),
            ActKind.SignPetition => new SignPetition(Pick(community.Petitions.ToArray(), step.Whom)?.Id ?? new PetitionId(step.Choice), who),
            ActKind.Withdraw => new Withdraw(decision, Rightly(community.Decision(decision) is { By: null } appeal ? Concerned(appeal.Proposal) : community.Decision(decision)?.By)),
            ActKind.Extend => new Extend(decision, Rightly(community.Decision(decision)?.By), now + Duration.FromHours(step.Choice * 4)),
            ActKind.CallAgain => new CallAgain(isWrong ? decided : community.ClosedDecisions.LastOrDefault(d => d.Result!.Outcome == Outcome.Inquorate)?.Id ?? decided, who),
            ActKind.StateOutcome => new StateOutcome(decided, who, Words, maybeUntil),
            ActKind.Vote => new Vote(decision, who, BallotFor(community.Decision(decision), step, isWrong)),
            ActKind.ObjectTo => new ObjectTo(decision, who, Words),
            ActKind.Satisfied => new Satisfied(decision, Rightly(objection?.By)),
            ActKind.TestObjection => new TestObjection(decision, isWrong || objection is null ? whom : objection.By,
                isWrong ? who : community.Office(Office.Facilitator).Holders.FirstOrDefault()?.Holder ?? who, step.Choice % 2 == 0, Words),
            ActKind.Integrate => new Integrate(decision, Rightly(community.Decision(decision)?.By),
                community.Decision(decision) is { Proposal: Resolve } ? new Resolve(FreeText.Of("As changed.")) : ProposalOf(step, community, now)),
            ActKind.DeclareInterest => new DeclareInterest(decision, who, Words),
            ActKind.ReportLeaver => new ReportLeaver(whom, "esr"),
            ActKind.ReportJoiner => new ReportJoiner(Pick(community.Standings.Where(s => s.Value.IsAway).Select(s => s.Key).ToArray(), step.Whom, whom), "esr"),
            ActKind.ReportMover => new ReportMover(whom, step.Choice % 4 == 0 ? [] : [Groups[Among(step.Choice, Groups.Length)]], "esr"),
            ActKind.MergeKeys => new MergeKeys(who, whom, "esr"),
            ActKind.Forget => new Forget(whom, "request-12"),
            ActKind.Import => new Import("other-host"),
            ActKind.Reopen => new Reopen(community.ClosedDecisions.LastOrDefault(d => d.Result!.Outcome is Outcome.Failed or Outcome.Tied)?.Id ?? decided, who, Words),
            ActKind.GiveProxy => new GiveProxy(who, whom, step.Choice % 3 == 0 ? Matter.AnythingElse : null),
            ActKind.RevokeProxy => new RevokeProxy(who, step.Choice % 3 == 0 ? Matter.AnythingElse : null),
            ActKind.TakePart => new TakePart(decision, who),
            ActKind.OpenBox => new OpenBox(decision, [new BallotPile(VoiceBallot.For, 1 + (step.Choice % 5))], "box"),
            ActKind.StandAside => new StandAside(decision, who, Words),
            ActKind.ReportAgreed => new ReportAgreed(decided, MandateFor(community, step, now, MandatePurpose.Merge), "feed"),
            ActKind.CommitLot => new CommitLot(decision, who, Lot.Commitment),
            ActKind.RevealSeed => new RevealSeed(decision, who, Lot),
            ActKind.GiveCastingVoice => new GiveCastingVoice(decision, who, whom),
            ActKind.Conclude => new Conclude(decision, community.Decision(decision) is { Rule: AdviceRule } advised ? Rightly(advised.By) : who, step.Choice % 2 == 0, Words),
            ActKind.Advise => new Advise(decision, OneOf(community.Decision(decision)?.Advisers ?? []), Words),
            ActKind.AnswerAdvice => new AnswerAdvice(decision, Rightly(community.Decision(decision)?.By), community.Decision(decision)?.Advice.LastOrDefault()?.From ?? whom, Words),
            ActKind.WouldStillServe => new WouldStillServe(community.ClosedDecisions.LastOrDefault(d => d.Proposal is Elect)?.Id ?? decided, who),
            ActKind.SecondObjection => new SecondObjection(decision, objection?.By ?? whom, who),
            ActKind.WithdrawSecond => new WithdrawSecond(decision, objection?.By ?? whom, OneOf(objection?.SecondedBy ?? [])),
            ActKind.WithdrawSignature => Pick(community.Petitions.ToArray(), step.Whom) is { } signed ? new WithdrawSignature(signed.Id, OneOf(signed.Signatures)) : new WithdrawSignature(new PetitionId(step.Choice), who),
            ActKind.CountBack => new CountBack(OfficeOf(step.Whom), who),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "No such kind of act."),
        };
    }

    /// <summary>A place in a list of so many, counted round.</summary>
    internal static int Among(int number, int count) => count == 0 ? 0 : ((number % count) + count) % count;

    private static PersonId Person(int number) => Scenario.Person(1 + Among(number, People));

    private static T? Pick<T>(T[] from, int which)
        where T : class => from.Length == 0 ? null : from[Among(which, from.Length)];

    private static PersonId Pick(PersonId[] from, int which, PersonId otherwise) => from.Length == 0 ? otherwise : from[Among(which, from.Length)];

    private static CommunityId Other(Step step) => Others[Among(step.Whom, Others.Length)];

    private static OfficeId OfficeOf(int number) => Offices[Among(number, Offices.Length)];

    private static DecisionId OpenOne(Community community, Step step, bool isWrong)
    {
        var open = community.OpenDecisions.Reverse().ToArray();
        var fit = open.Where(d => step.Kind switch
        {
            ActKind.Reply => d.Phase == DecisionPhase.Notice && Concerned(d.Proposal) is not null,
            ActKind.Vote or ActKind.Extend => d.Phase == DecisionPhase.Open,
            ActKind.ObjectTo => d is { Phase: DecisionPhase.Open, Rule: LazyConsensus or ConsentRule },
            ActKind.SecondObjection or ActKind.WithdrawSecond => d.Objections.Count > 0,
            ActKind.Integrate => d is { Phase: DecisionPhase.Open, Rule: ConsentRule },
            ActKind.Satisfied or ActKind.TestObjection => d.Objections.Count > 0,
            _ => true,
        }).ToArray();
        if (fit.Length > 0 && !isWrong) open = fit;
        return isWrong && step.Choice % 16 == 15 ? new DecisionId(step.Choice) : Pick(open, step.Whom)?.Id ?? new DecisionId(step.Choice);
    }

    private static DecisionId Election(Community community, DecisionId otherwise) =>
        community.OpenDecisions.LastOrDefault(d => d.Proposal is Elect)?.Id ?? otherwise;

    private static PersonId Opener(Community community, PersonId who, bool isWrong) =>
        !isWrong && community.CharterAt(community.LastAt)?.Charter[Matter.Open] is HolderOf { Office: var office }
            ? community.Office(office).Holders.Select(t => t.Holder).DefaultIfEmpty(who).First()
            : who;

    // Where the charter asks for advice first, somebody else is asked for it.
    private static Propose Proposed(PersonId by, Proposal proposal, Community community, PersonId adviser) =>
        community.CharterAt(community.LastAt)?.Charter is { } charter && charter[proposal.Matter] is MembersBy { Rule: var name } && charter.Rule(name) is AdviceRule
            ? new(by, proposal, Words) { Advisers = [adviser] }
            : new(by, proposal, Words);

    private static StepDown StepDown(Community community, Step step, PersonId who, bool isWrong)
    {
        var office = community.OfficesHeldBy(who).DefaultIfEmpty(OfficeOf(step.Whom)).First();
        var holder = community.Office(office).Holders.FirstOrDefault()?.Holder;
        return new(office, isWrong ? who : holder ?? who, step.Choice % 2 == 0 ? null : Words);
    }

    internal static PersonId? Concerned(Proposal? proposal) => proposal switch
    {
        Remove remove => remove.Person,
        Bar bar => bar.Person,
        LiftBar lift => lift.Person,
        Reinstate reinstate => reinstate.Person,
        Recall recall => recall.Holder,
        _ => null,
    };

    private static Mandate MandateFor(Community community, Step step, Instant now, MandatePurpose purpose) =>
        new(Other(step), new DecisionId(1 + Among(step.Choice, 5)), StreamId.Of(community.Id), purpose, now, now + Duration.FromHours(step.Choice - 2));

    private static Proposal ProposalOf(Step step, Community community, Instant now)
    {
        var whom = Person(step.Whom);
        var time = step.Choice % 3 == 0 ? (Duration?)null : Duration.FromHours(step.Choice * 3);
        var charter = community.CharterAt(community.LastAt)?.Charter ?? Charters.Informal();
        var office = OfficeOf(step.Whom);
        return Among(step.Choice, 20) switch
        {
            0 or 1 => new Resolve(FreeText.Of("Resolution " + step.Whom)),
            2 or 3 => new Remove(whom, Words, time),
            4 => new Bar(whom, Words, time),
            5 => new LiftBar(community.Standings.Where(s => s.Value.IsBarred).Select(s => s.Key).DefaultIfEmpty(whom).First()),
            6 => new AmendCharter(Amended(charter, step)),
            7 => new AmendCharter(Amended(charter, step), now + Duration.FromDays(step.Whom * 3)),
            8 => new Elect(office, 1 + (step.Whom / 6)),
            9 => new Recall(office, community.Office(office).Holders.FirstOrDefault()?.Holder ?? whom, Words),
            10 => new Admit(community.Requests.Select(r => r.Person).DefaultIfEmpty(whom).First()),
            11 => new DeclareStage((Stage)Among(step.Whom + 6, 5), Words),
            12 => step.Whom % 3 == 0 && community.Invitations.FirstOrDefault() is { } open ? new TakeBackInvitation(open.Id) : new InvitePerson(whom),
            13 => new Close(Words, Words),
            14 => new Revive(),
            15 => new MergeInto(Other(step), Words),
            16 => new Absorb(MandateFor(community, step, now, MandatePurpose.Merge)),
            17 => new Split(Other(step), Words),
            18 => step.Whom % 2 == 0 ? new Reframe(Domain.Of("Something else")) : new RecordSponsor("RJZ"),
            _ => step.Whom % 2 == 0 ? new Appoint(office, whom) : new Reinstate(whom, new DecisionId(step.Whom)),
        };
    }

    private static Charter Amended(Charter charter, Step step)
    {
        if (charter[Matter.Amend] is not MembersBy { Rule: var amend }) return charter;
        return Among(step.Whom + (step.Choice / 20), 10) switch
        {
            0 => charter with { ObserversWelcome = !charter.ObserversWelcome },
            1 => charter with { Joining = new OpenJoining() },
            2 => charter.With(Matter.Amend, new MembersBy(charter.Appeals)),
            3 => charter.With(amend, charter.Rule(amend)! with { Votes = VotePolicy.Changeable, Timing = Timing.Days(0, 1) }),
            4 => charter with { Offices = charter.Offices.Where(o => o.Id != Office.Broker && o.Id != Office.DesignGroup).ToValueList() },
            5 => charter with { Offices = charter.Offices.Select(o => o with { Seats = 1, Term = Duration.FromDays(2) }).ToValueList() },
            6 => charter with { Joining = new JoiningOnRequest([]) { AskAgainAfter = Duration.FromHours(3) } },
            7 => charter.With(charter.Appeals, charter.Rule(charter.Appeals)! with { Timing = Timing.Days(0, 1 + (step.Choice % 3)) }),
            8 => charter with { Offices = charter.Offices.Select(o => o with { MustBeFilled = !o.MustBeFilled }).ToValueList(), Patience = Duration.FromDays(1 + (step.Choice % 30)) },
            _ => Histories.Charters[Among(step.Choice, Histories.Charters.Count)],
        };
    }

    private static Ballot BallotFor(Decision? decision, Step step, bool isWrong)
    {
        var (choice, options) = (step.Choice / 8, Math.Max(1, decision?.Candidates.Count ?? 1));
        var first = Among(step.Whom + choice, options);
        if (decision?.Rule is not ChoosingRule choosing || isWrong)
            return step.Choice % 8 < 5 || decision?.Rule is ChoosingRule ? VoiceBallot.For : step.Choice % 8 == 5 ? VoiceBallot.Against : step.Choice % 8 == 6 ? VoiceBallot.Abstain : new ChoiceBallot(0);
        return choosing.Method switch
        {
            _ when choice % 7 == 6 => new BlankBallot(),
            Approval => new ApprovalBallot([first]),
            InstantRunoff or ScottishStv or MeekStv => RankedBallot.Of([first, .. Enumerable.Range(0, options).Where(o => o != first)]),
            _ => new ChoiceBallot(first),
        };
    }

    internal static IEnumerable<Instant> Coming(Community community)
    {
        foreach (var decision in community.OpenDecisions) yield return decision.Phase == DecisionPhase.Notice ? decision.OpensAt : decision.ClosesAt;
        foreach (var invitation in community.Invitations) yield return invitation.Until;
        foreach (var standing in community.Standings)
        {
            if (community.BarOn(standing.Key)?.Until is { } bar) yield return bar;
            if (community.LeaveOf(standing.Key)?.Until is { } leave) yield return leave;
        }

        foreach (var office in Offices)
            foreach (var tenure in community.Office(office).Holders)
                if (tenure.Until is { } term) yield return term;
        foreach (var office in Offices)
            if (community.Office(office).UnattendedSince is { } unattended && community.CharterAt(community.LastAt) is { Charter.Patience: var patience }) yield return unattended + patience;
        foreach (var charter in community.CharterHistory.Where(c => c.SupersededBy is null)) yield return charter.InForceFrom;
        if (community.Status == Status.Proposed) yield return community.Founding.Until;
    }
}
