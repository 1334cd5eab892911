namespace CommunitiesOfPractice;

/// <summary>An act of a history that another charter answers otherwise.</summary>
/// <param name="Version">The line of the history that it wrote first.</param>
/// <param name="At">When.</param>
/// <param name="Act">The act, as its line tells it.</param>
/// <param name="Then">The rule under which it was allowed.</param>
/// <param name="Now">The other charter's answer: a refusal, or allowed under another rule.</param>
public sealed record AnsweredOtherwise(long Version, Instant At, CommunityAct Act, Clause Then, Answer Now);

/// <summary>A decision of a history that another charter's rule counts otherwise.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Then">How it ended.</param>
/// <param name="Now"> How the same ballots and objections end by the other rule; null where they do not tell, because people said
/// what this rule does not ask, or were never asked what it does. </param>
public sealed record DecidedOtherwise(DecisionId Decision, Outcome Then, Outcome? Now);

/// <summary>
/// What would have gone otherwise under another charter, in the order of the history. Both lists are empty where nothing would.
/// </summary>
/// <param name="Acts">Acts that it answers otherwise, the first first.</param>
/// <param name="Decisions">Decisions that it counts otherwise.</param>
public sealed record WhatIf(ValueList<AnsweredOtherwise> Acts, ValueList<DecidedOtherwise> Decisions)
{
    /// <summary>
    /// Tells a history again under another charter (feature 51). Each act is asked, and each decision counted, in the community
    /// as it really was at that line, with only the charter exchanged. So one refusal does not bring others with it, and what is
    /// told of each line depends on no other. Only what the record holds is asked. Refusals are not in it, and acts that no
    /// charter governs (leaving, stepping down, replying) are the same under all. A secret ballot is not counted again.
    /// </summary>
    /// <param name="history">All the events of one community, from the first on.</param>
    /// <param name="charter">The other charter; whether it has a fault is asked of <see cref="Charter.Check(int)"/>.</param>
    /// <exception cref="ArgumentNullException">The history or the charter is null.</exception>
    /// <exception cref="RecordException">The history is empty, has a gap, or holds events of another stream or kind.</exception>
    public static WhatIf Under(Charter charter, IEnumerable<Entry> history)
    {
        Guard.Against.Null(charter);
        var entries = Guard.Against.Null(history).ToList();
        if (entries.Count == 0) throw new RecordException("A history of no events tells of no community.");
        var (acts, decisions) = (new List<AnsweredOtherwise>(), new List<DecidedOtherwise>());
        var community = Community.Unknown(CommunityId.Known(Replaying.Begins(entries[0], StreamKind.Community)));
        foreach (var entry in entries)
        {
            if (ActOf(entry, community) is { } act && Runner.Run(community.Under(charter), act, entry.At).Answer is var now
                && (!now.Allowed || now.Clause != entry.Clause))
                acts.Add(new(entry.Version, entry.At, act, entry.Clause, now));
            if (entry.Event is DecisionClosed { Result.Outcome: not (Outcome.Withdrawn or Outcome.Unopened) and var then } closed
                && community.Decision(closed.Decision) is { Phase: DecisionPhase.Open } decision
                && decision.RuleUnder(charter) is { } rule && rule != decision.Rule
                && Recount(decision, rule, new(community, entry.At)) is var recounted
                    && recounted != (then == Outcome.Lapsed ? Outcome.Carried : then))
                decisions.Add(new(decision.Id, then, recounted));
            community = community.After([entry]);
        }

        return new(acts.ToValueList(), decisions.ToValueList());
    }

    /// <summary>
    /// The act that first wrote a line. Null for what fell due, for what the host reported, for what else an act brought about,
    /// and for acts that no charter governs.
    /// </summary>
    internal static CommunityAct? ActOf(Entry entry, Community before) => entry.By is not { } by ? null : entry.Event switch
    {
        MemberJoined { How: HowJoined.Joined } e => new Join(by, e.Evidence),
        MemberJoined { How: HowJoined.Requested } e when e.Person != by => new ApproveRequest(by, e.Person),
        RequestMade e => new RequestToJoin(by, e.Answers),
        RequestDeclined e => new DeclineRequest(by, e.Person, e.Reason),
        InvitationMade e => new Invite(by, e.Person),
        ObservingBegan e => new Observe(by, e.Until),
        DecisionTabled { SecondCall: true, Follows: { } first } => new CallAgain(by, first),
        DecisionTabled { Proposal: Reinstate, Follows: { } against } e => new Appeal(by, against, e.Why),
        DecisionTabled { Proposal: Admit, Proposer: null } => new AppealDecline(by),
        DecisionTabled { Proposal: Appoint offer } => new OfferToServe(by, offer.Office),
        DecisionTabled { Follows: { } first } e => new Reopen(by, first, e.Why!),
        DecisionTabled { Proposal: Revive } when before.Status != Status.Dormant => new NoticeDormancy(by),
        DecisionTabled { Proposer: { } proposer } e when proposer == by =>
            new Propose(by, e.Proposal, e.Why) { Advisers = e.Advisers ?? [], Lot = e.Lot },
        PetitionBegun e => new PetitionFor(by, e.Proposal, e.Why),
        DecisionExtended e => new Extend(by, e.Decision, e.Until),
        CandidateStood e => new Stand(by, e.Election),
        BallotCast e => new Vote(by, e.Decision, e.Ballot),
        TookPart e => new TakePart(by, e.Decision),
        ObjectionRaised { StandsAside: true } e => new StandAside(by, e.Decision, e.Reason),
        ObjectionRaised e => new ObjectTo(by, e.Decision, e.Reason),
        ObjectionSettled { Finding: { } finding } e =>
            new TestObjection(by, e.Decision, e.Objector, e.State == ObjectionState.Upheld, finding),
        ObjectionSeconded e => new SecondObjection(by, e.Decision, e.Objector),
        ProposalIntegrated e => new Integrate(by, e.Decision, e.Proposal),
        DecisionConcluded e => new Conclude(by, e.Decision, e.Carried, e.Reason),
        LotCommitted e => new CommitLot(by, e.Decision, e.Commitment),
        CastingVoiceGiven e => new GiveCastingVoice(by, e.Decision, e.Candidate),
        ProxyGiven e => new GiveProxy(by, e.Holder, e.For),
        _ => null,
    };

    // Anybody who objected says no under any rule. Anybody who was never asked to vote has not abstained.
    private static Outcome? Recount(Decision decision, DecisionRule rule, Sitting sitting)
    {
        if (decision.Rule.Secret || rule.Secret || rule is AdviceRule or RoughConsensusRule or SortitionRule
            || (rule.CountsBallots && !decision.Rule.CountsBallots)) return null;
        var poll = new Poll(PersistentMap<PersonId, Counting.Ballot>.Empty.Edit(), rule);
        foreach (var (person, ballot) in decision.Ballots)
        {
            var objects = decision.Objections.Any(o => o.By == person && o.Stands);
            if (objects ? rule.ObjectionBallot is null && rule.RefuseBallot(sitting, decision, person, ballot) is not null
                : rule.CountsBallots ? rule.RefuseBallot(sitting, decision with { Rule = rule }, person, ballot) is not null
                    : decision.Rule.VoiceOf(ballot) == Voice.Against) return null;
            poll.Cast(person, objects && rule.ObjectionBallot is { } against ? against : ballot);
        }

        return rule.Count(
            sitting.ReadyToCount(
                decision with { Rule = rule, Ballots = poll.Ballots.Freeze(), For = poll.For, Against = poll.Against })).Outcome;
    }
}

/// <summary>Which way a change of charter moves who may read what the community shares.</summary>
public enum ReadingShift
{
    /// <summary>No way: nothing in it is about who may read.</summary>
    None,

    /// <summary>Fewer may read, or more has to be decided first.</summary>
    Narrower,

    /// <summary>More may read, or less has to be decided first.</summary>
    Wider,

    /// <summary>It moves both ways, or gives what is decided first to somebody else, who may decide either way.</summary>
    Either,
}

public sealed partial record Charter
{
    /// <summary>
    /// Which way this charter, in place of another, moves who may read. It says whether observers read what members read, who a
    /// note is offered to where nobody says otherwise, whether it is endorsed before it goes beyond the community, and who
    /// decides that it does. To find who in particular would read which note, ask the commons, with the lines of the amendment
    /// (<see cref="Commons.Would"/>).
    /// </summary>
    /// <param name="before">The charter it would replace.</param>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public ReadingShift ReadingAfter(Charter before)
    {
        Guard.Against.Null(before);
        var moves =
            new[] { ObserversRead.CompareTo(before.ObserversRead), DefaultAudience.CompareTo(before.DefaultAudience),
                before.EndorsedFirst.CompareTo(EndorsedFirst) };
        var (wider, narrower) = (moves.Any(m => m > 0), moves.Any(m => m < 0));
        var otherwise =
            new[] { Matter.Endorse, Matter.WidenToLinked, Matter.WidenToSystem, Matter.WidenToPublic }.Any(
                matter => !SettledAlike(before, matter));
        return otherwise || (wider && narrower)
            ? ReadingShift.Either : wider ? ReadingShift.Wider : narrower ? ReadingShift.Narrower : ReadingShift.None;
    }

    private bool SettledAlike(Charter before, Matter matter) =>
        this[matter] == before[matter]
            && (this[matter] is not MembersBy { Rule: var name } || TurningOver(name).SequenceEqual(before.TurningOver(name)));
}

public sealed partial record Decision
{
    /// <summary>
    /// The rule by which another charter has it decided. Null where that charter leaves the matter to somebody alone.
    /// </summary>
    internal DecisionRule? RuleUnder(Charter charter)
    {
        var name = Proposal is Appoint ? Appoint.Offer : Proposal is Reinstate || (Proposal is Admit && By is null)
            ? charter.Appeals
            : (Proposal.CharterOver(charter)[Proposal.Matter] as MembersBy)?.Rule;
        var rule = name is null ? null : Proposal.RuleOf(charter, name);

        // What is called again was counted without a quorum, and silence has none: somebody had objected to it before.
        if (rule is { HearsSeconds: true } && Objections.Any(o => o.State == ObjectionState.SetAside && o.SecondedBy.Count > 0))
            return Proposal.RuleOf(charter, charter.Appeals)?.Untested;
        return rule is LazyConsensus { Fallback: var fallback }
            && (Objections.Count > 0 || (IsSecondCall && Rule is not LazyConsensus)) ? Proposal.RuleOf(charter, fallback) : rule;
    }
}

public sealed partial class Community
{
    /// <summary>
    /// This community with another charter in the place of each that it has had. What is before its members is decided by the
    /// rules of that charter.
    /// </summary>
    internal Community Under(Charter charter)
    {
        var draft = new Draft(this) { Charters = Charters.Select(version => version with { Charter = charter }).ToValueList() };
        foreach (var decision in draft.Docket.AllOpen.ToArray())
            draft.Docket[decision.Id] = decision with { Rule = decision.RuleUnder(charter) ?? decision.Rule };
        return new(draft);
    }
}
