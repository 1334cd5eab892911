using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// Laws 3 to 7 and 16, act by act. An act about deciding or serving is allowed exactly when nothing that its documentation
    /// says refuses it. The law says this a second time from what anybody can see of the community; it does not say which refusal
    /// comes first. What is not said again here (what a mandate of another community holds, a countback) may be either.
    /// </summary>
    public static BrokenLaw? DecidingIsAsWritten(Moment moment)
    {
        var answer = Guard.Against.Null(moment).Done;
        if (answer.Clause == Clauses.SecondKey || answer.Clause == Clauses.EndsBeforeItBegins
            || answer.Clause == Clauses.Malformed) return null;
        var then = moment.Before.At(moment.At);
        if (then.CharterHistory.Count == 0) return null;
        var expected =
            new Written(then, Instant.Max(moment.At, moment.Before.LastAt), moment.History.Any(e => e.Event is KeysMerged))
                .Allows(moment.Act);
        return expected is not { } allowed || allowed == answer.Allowed ? null
            : new(IsForOthersByAct(moment.Act) ? 16 : 7,
                $"{moment.Act} was {(allowed ? "refused, by " + answer.Clause : "allowed")}, against what is written of it.");
    }

    private static bool IsForOthersByAct(IActOn<Community> act) =>
        act is Propose { Proposal: var proposal } && IsForOthers(proposal);

    // Null where it is not said.
    private sealed class Written(Community then, Instant at, bool isMerged)
    {
        private readonly Charter _charter = then.CharterAt(at)!.Charter;

        private bool IsOpen => then.Status is Status.Open or Status.Dormant;

        public bool? Allows(IActOn<Community> act) => act switch
        {
            Propose a => Settles(Matter.Open, a.By) && IsForMembers(a.Proposal) && !IsBefore(a.Proposal)
                && Takes(a.Proposal, a.By, a.Advisers) && (a.Lot is null || DrawsLots(RuleFor(a.Proposal)))
                ? Fits(a.Proposal) : false,
            PetitionFor a => Acts(a.By) && IsForMembers(a.Proposal) && !IsBefore(a.Proposal) && Takes(a.Proposal, null, [])
                ? Fits(a.Proposal)
                : false,
            SignPetition a =>
                Acts(a.By) && then.Petition(a.Petition) is { Tabled: null } petition && !petition.Signatures.Contains(a.By),
            WithdrawSignature a => then.Petition(a.Petition)?.Signatures.Contains(a.By) == true,
            Withdraw a => Tabled(a.Decision) is { } d && (IsOwn(d, a.By) || (d.By == a.By && Acts(a.By))),
            Extend a => Voting(a.Decision) is { } d && d.By == a.By && Acts(a.By) && a.Until > d.ClosesAt
                && a.Until <= d.OpensAt + d.Rule.Timing.Longest,
            CallAgain a => MayCallAgain(a),
            StateOutcome a => Acts(a.By) && then.Decision(a.Decision) is { Phase: DecisionPhase.Closed } && a.Words is not null,
            Vote a => Tabled(a.Decision) is { Rule: { Secret: false } and not (LazyConsensus or AdviceRule or SortitionRule) } d
                && Votes(d, a.By) && !(d.Rule.Votes == VotePolicy.Final && d.HasVoted(a.By)) && Counts(d, a.By, a.Ballot),
            ObjectTo a => Tabled(a.Decision) is { } d && HearsObjections(d.Rule) && Votes(d, a.By) && a.Reason is not null
                && !Objects(d, a.By),
            StandAside a =>
                Tabled(a.Decision) is { Rule: ConsensusRule } d && Votes(d, a.By) && a.Reason is not null && !Objects(d, a.By),
            Satisfied a => Voting(a.Decision) is { } d && Objects(d, a.By),
            TestObjection a => Voting(a.Decision) is { } d && Tester(d.Rule) is { } tester && Objects(d, a.Objector)
                && Holds(a.By, tester) && a.By != a.Objector && IsDisinterested(d, a.By) && a.Reason is not null,
            SecondObjection a =>
                Tabled(a.Decision) is { Rule: ConsentRule or ConsensusRule } d && Tester(d.Rule) is not null && Votes(d, a.By)
                && d.Objections.LastOrDefault(
                    o => o.By == a.Objector && o.State is ObjectionState.Open or ObjectionState.Upheld or ObjectionState.SetAside
                        && o.By == a.Objector) is { } objection
                && a.By != a.Objector && !objection.SecondedBy.Contains(a.By),
            WithdrawSecond a =>
                Tabled(a.Decision) is { } d && d.Objections.Any(o => o.By == a.Objector && o.SecondedBy.Contains(a.By)),
            Integrate a => Voting(a.Decision) is { } d && Integrates(d.Rule) && d.By == a.By && Acts(a.By)
                && d.Proposal is not AmendCharter { Confirms: not null }
                && a.Proposal.GetType() == d.Proposal.GetType()
                    && Testing.Acts.Concerned(a.Proposal) == Testing.Acts.Concerned(d.Proposal) ? Fits(a.Proposal) : false,
            DeclareInterest a =>
                Acts(a.By) && Tabled(a.Decision) is { } d && !d.HasRecused(a.By) && a.Interest is not null && !d.HasVoted(a.By),
            Conclude a => a.Reason is not null && Tabled(a.Decision) is { } d && d.Rule switch
            {
                RoughConsensusRule rough =>
                    d.Phase == DecisionPhase.Open && Holds(a.By, rough.Caller) && IsDisinterested(d, a.By) && d.Conclusion is null
                    && !d.Objections.Any(o => o.State == ObjectionState.Open || (a.Carried && o.State == ObjectionState.Upheld)),
                AdviceRule advice => Votes(d, a.By) && d.By == a.By && d.Advice.All(given => given.Answer is not null)
                    && (at >= d.OpensAt + advice.Within || d.Advisers.All(asked => d.Advice.Any(given => given.From == asked))),
                _ => false,
            },
            Advise a => Tabled(a.Decision) is { } d && d.Advisers.Contains(a.By) && then.BarOn(a.By) is null
                && d.Advice.All(given => given.From != a.By) && a.Words is not null,
            AnswerAdvice a => Tabled(a.Decision) is { } d && d.By == a.By && Acts(a.By)
                && d.Advice.Any(given => given.From == a.Adviser && given.Answer is null) && a.Words is not null,
            CommitLot a => Tabled(a.Decision) is { Phase: DecisionPhase.Notice, Commitment: null } d && DrawsLots(d.Rule)
                && Acts(a.By) && (d.By is null || d.By == a.By),
            RevealSeed a =>
                Acts(a.By) && Voting(a.Decision) is { Commitment: { } commitment, Lot: null } && commitment.IsKeptBy(a.Lot),
            GiveCastingVoice a => Voting(a.Decision) is { Rule: ChoosingRule { CastingVoice: { } office } } d
                && Holds(a.By, office) && !d.Candidates.Contains(a.By) && d.Candidates.Contains(a.Candidate),
            GiveProxy a => Acts(a.By) && then.IsMember(a.Holder) && then.BarOn(a.Holder) is null && a.By != a.Holder
                && _charter.Rules.Any(r => r.Rule.Proxies is not null)
                && !then.ProxiesOf(a.By).Any(p => p.For == a.For && p.Holder == a.Holder),
            RevokeProxy a => then.ProxiesOf(a.By).Any(p => p.For == a.For),
            TakePart a => Tabled(a.Decision) is { Rule.Secret: true } d && Votes(d, a.By) && !d.HasVoted(a.By),
            OpenBox a => then.Decision(a.Decision) is { Phase: DecisionPhase.Sealed } d
                && (a.Ballots.Sum(pile => pile.Count) == d.Electorate!.People.Count(d.HasVoted) || isMerged)
                ? (isMerged ? null : a.Ballots.All(pile => pile.Count > 0 && Counts(d, null, pile.Ballot))) : false,
            Reopen a => MayReopen(a),
            WouldStillServe a =>
                IsOpen && then.Decision(a.Election) is {
                    Proposal: Elect { Office: var office }, Result: { Outcome: Outcome.Carried, Chosen: var chosen } } d
                ? (isMerged ? null : d.Candidates.Contains(a.By) && !chosen.Contains(d.Candidates.ToList().IndexOf(a.By))
                    && !d.WouldServe.Contains(a.By) && MayFill(office, a.By)) : false,
            Stand a => Tabled(a.Election) is { Proposal: Elect { Office: var office }, Phase: DecisionPhase.Notice } d
                && !d.Candidates.Contains(a.By) && MayServe(office, a.By),
            StandDown a =>
                Tabled(a.Election) is { Proposal: Elect, Phase: DecisionPhase.Notice } d && d.Candidates.Contains(a.By),
            OfferToServe a =>
                IsOpen && _charter.Office(a.Office) is not null && IsNeeded(a.Office)
                    && !then.OpenDecisions.Any(
                        d => d.Proposal is Appoint offer && offer.Office == a.Office && offer.Volunteer == a.By
                            && offer.StandsIn == (Free(a.Office) <= 0))
                && MayTakeUp(a.Office, a.By, Free(a.Office) <= 0),
            StepDown a => then.Office(a.Office).IsHeldBy(a.By),
            CountBack a =>
                Acts(a.By) && _charter.Office(a.Office) is not null && Free(a.Office) > 0
                    && then.ClosedDecisions.LastOrDefault(
                        d => d.Proposal is Elect { Office: var office } && office == a.Office
                            && d.Result!.Outcome == Outcome.Carried)
                is { Papers.Count: > 0, Rule: ChoosingRule { Method: ScottishStv or MeekStv } } ? null : false,
            _ => null,
        };

        // ---- People.

        private bool Acts(PersonId person) => IsOpen && then.StandingOf(person).Counts;

        private bool IsFree(PersonId person) =>
            then.StandingOf(person) is { IsUnclaimed: false, IsAway: false, IsOnLeave: false } && then.BarOn(person) is null;

        private bool Holds(PersonId person, OfficeId id)
        {
            var office = then.Office(id);
            var standsIn = !office.Holders.Any(t => IsFree(t.Holder))
                && (office.StandingIn.Any(t => t.Holder == person)
                    || (_charter.Office(id)?.Deputies is { } deputy && then.Office(deputy).IsHeldBy(person)));
            return IsOpen && (office.IsHeldBy(person) || standsIn) && IsFree(person);
        }

        private bool Settles(Matter matter, PersonId person) => _charter[matter] switch
        {
            AnyMember or Contributors => Acts(person),
            HolderOf { Office: var office } => Holds(person, office),
            _ => false,
        };

        private bool Votes(Decision decision, PersonId person) =>
            decision.Phase == DecisionPhase.Open && !decision.HasRecused(person) && decision.Electorate!.Contains(person)
                && then.StandingOf(person).Counts;

        private static bool IsDisinterested(Decision decision, PersonId person) =>
            decision.By != person && !decision.HasRecused(person);

        private static bool Objects(Decision decision, PersonId person) =>
            decision.Objections.Any(
                o => o.By == person && o.State is ObjectionState.Open or ObjectionState.Upheld && o.By == person);

        private static bool IsOwn(Decision decision, PersonId person) => decision.Proposal switch
        {
            Reinstate appeal => appeal.Person == person,
            Admit appeal => decision.By is null && appeal.Person == person,
            Appoint offer => offer.Volunteer == person,
            _ => false,
        };

        // ---- Decisions.

        private Decision? Tabled(DecisionId id) =>
            IsOpen && then.Decision(id) is { Phase: DecisionPhase.Notice or DecisionPhase.Open } decision ? decision : null;

        private Decision? Voting(DecisionId id) => Tabled(id) is { Phase: DecisionPhase.Open } decision ? decision : null;

        private bool IsBefore(Proposal proposal) => then.OpenDecisions.Any(d => d.Proposal == proposal);

        private bool IsForMembers(Proposal proposal) =>
            _charter[proposal.Matter] is MembersBy { Rule: var name } && _charter.Rule(name) is not null;

        private DecisionRule RuleFor(Proposal proposal) => _charter.Rule(((MembersBy)_charter[proposal.Matter]!).Rule)!;

        private bool Takes(Proposal proposal, PersonId? by, ValueList<PersonId> advisers) =>
            RuleFor(proposal) is AdviceRule { Advisers: var some }
            ? by is { } proposer && advisers.Count >= some && advisers.Distinct().Count() == advisers.Count
                && !advisers.Contains(proposer)
            : advisers.Count == 0;

        private static bool DrawsLots(DecisionRule rule) =>
            rule is SortitionRule || rule is ChoosingRule { Method.TieRules: var ties } && ties.Contains(TieRule.Lot);

        private static OfficeId? Tester(DecisionRule rule) => rule switch
        {
            ConsentRule { TestedBy: var tester } => tester,
            ConsensusRule { TestedBy: var tester } => tester,
            RoughConsensusRule { Caller: var caller } => caller,
            _ => null,
        };

        private static bool HearsObjections(DecisionRule rule) =>
            rule is LazyConsensus or ConsentRule or ConsensusRule or RoughConsensusRule
                || rule is GradientsRule { Levels: var levels } && levels.Any(level => level.Class == GradientClass.Block);

        private static bool Integrates(DecisionRule rule) => rule is not LazyConsensus && HearsObjections(rule);

        private static bool Counts(Decision decision, PersonId? by, Ballot ballot) => decision.Rule switch
        {
            MajorityRule => ballot is VoiceBallot,
            ConsentRule or RoughConsensusRule => ballot is VoiceBallot { Voice: not Voice.Against },
            ConsensusRule => ballot is VoiceBallot { Voice: Voice.For } && !Objects(decision, by!.Value),
            GradientsRule { Levels: var levels } => ballot is GradientBallot { Level: var name }
                && levels.FirstOrDefault(level => level.Name == name) is { Class: not GradientClass.Block }
                && !(HearsObjections(decision.Rule) && Objects(decision, by!.Value)),
            ChoosingRule { Method: var method } => method.Fault(ballot, decision.Candidates.Count) is null,
            _ => false,
        };

        private bool? MayCallAgain(CallAgain a)
        {
            if (!Acts(a.By) || then.Decision(a.Decision) is not { Result.Outcome: Outcome.Inquorate, IsSecondCall: false } first)
                return false;
            var always = first.Proposal.Matter is Matter.Amend or Matter.Admit or Matter.Invite or Matter.Elect
                || first.Proposal is Reinstate;
            if (!(first.Rule.SecondCall || always) || Followed(a.Decision).Any(d => d.IsSecondCall)) return false;
            if (isMerged || then.CharterHistory.Count > 1) return null;
            return !IsBefore(first.Proposal) && FitsAgain(first.Proposal) is var fits ? fits : false;
        }

        private bool? MayReopen(Reopen a)
        {
            if (!Settles(Matter.Open, a.By)
                || then.Decision(a.Decision) is not { Result.Outcome: Outcome.Failed or Outcome.Tied or Outcome.Unopened } closed
                    || a.Reason is null) return false;
            if (closed.Proposal is Reinstate or Appoint or AmendCharter { Confirms: not null }) return false;
            if (isMerged) return null;
            var again = !Followed(a.Decision).Any(d => !d.IsSecondCall && d.Proposal == closed.Proposal)
                && IsForMembers(closed.Proposal) && !IsBefore(closed.Proposal) && Takes(closed.Proposal, a.By, closed.Advisers);
            return again ? FitsAgain(closed.Proposal) : false;
        }

        private IEnumerable<Decision> Followed(DecisionId id) =>
            then.OpenDecisions.Concat(then.ClosedDecisions).Where(d => d.Follows == id);

        // ---- Proposals.

        private bool? FitsAgain(Proposal proposal) => proposal switch
        {
            AmendCharter amendment => Amends(amendment),
            Reinstate => true,
            Appoint offer => IsNeeded(offer.Office) && MayTakeUp(offer.Office, offer.Volunteer, offer.StandsIn),
            _ => Fits(proposal),
        };

        public bool? Fits(Proposal proposal) => proposal switch
        {
            Resolve { Words: var words } => words is not null,
            Remove remove => then.IsMember(remove.Person) && remove.Reason is not null && !(remove.BarredFor <= Duration.Zero),
            Bar bar => bar.Reason is not null && !(bar.For <= Duration.Zero),
            LiftBar lift => then.BarOn(lift.Person) is not null,
            Reinstate or Appoint => false,
            Recall recall => recall.Reason is not null && then.Office(recall.Office).IsHeldBy(recall.Holder),
            Elect elect => _charter.Office(elect.Office) is { } office && then.Stage != Stage.Potential
                && elect.Seats <= ComingFree(elect.Office)
                && (office.OpenToOutsiders || elect.Seats <= then.CountingMembers)
                    && (elect.Seats == 1 || RuleFor(elect) is not ChoosingRule { Method: var method }
                        || method.Fault(new Contest(3, 2)) is null),
            Admit admit => !then.IsMember(admit.Person) && then.Requests.Any(r => r.Person == admit.Person)
                ? true : then.IsMember(admit.Person) ? false : null,
            InvitePerson invite => !then.IsMember(invite.Person) && !then.Invitations.Any(i => i.Person == invite.Person),
            TakeBackInvitation { Invitation: var number } => then.Invitations.Any(i => i.Id == number),
            DeclareStage declared => declared.Evidence is not null
                && (declared.Stage == then.Stage + 1 || (declared.Stage < then.Stage && declared.Stage != Stage.Potential)),
            Close close => close.Reason is not null && close.Legacy is not null,
            Revive => then.Status == Status.Dormant,
            MergeInto merge => merge.Reason is not null && merge.Into != then.Id,
            Split split => split.Reason is not null && split.Into != then.Id,
            AmendCharter amendment => amendment.Confirms is null && !(amendment.InForceFrom <= at) && Amends(amendment),
            _ => null,
        };

        private bool Amends(AmendCharter amendment)
        {
            var waits = then.CharterHistory.LastOrDefault(c => c.SupersededBy is null && c.InForceFrom > at);
            var isSaid = waits is null ? amendment.Charter == _charter
                : amendment.Charter == waits.Charter && amendment.InForceFrom == waits.InForceFrom;
            return !isSaid && !(amendment.InForceFrom > at + Duration.FromDays(366))
                && IsSoundNow(amendment.Charter);
        }

        public bool IsSoundNow(Charter charter) =>
            IsSound(charter,
                new(then.CountingMembers, then.Standings.Where(s => s.Value.Counts).Select(s => GroupsOf(s.Value)).ToArray()));

        // ---- Offices.

        public int Free(OfficeId office) => (_charter.Office(office)?.Seats ?? 0) - then.Office(office).Holders.Count;

        private int ComingFree(OfficeId office)
        {
            var timing = _charter.Rule(((MembersBy)_charter[Matter.Elect]!).Rule)!.Timing;
            return Free(office) + then.Office(office).Holders.Count(t => t.Until <= at + timing.Notice + timing.Open);
        }

        private bool IsNeeded(OfficeId office) => Free(office) > 0
            || (then.Office(office).UnattendedSince is { } since && since + _charter.Patience <= at
                && then.Office(office).StandingIn.Count < _charter.Office(office)!.Seats);

        public bool MayTakeUp(OfficeId office, PersonId person, bool standsIn) =>
            standsIn ? Acts(person) && !then.Office(office).StandingIn.Any(t => t.Holder == person) : MayFill(office, person);

        private bool MayFill(OfficeId office, PersonId person) =>
            MayServe(office, person) && !then.Office(office).IsHeldBy(person);

        // A member who is free to act, or an outsider who is not barred where outsiders may; not in it for good already, and not
        // too often in a row.
        public bool MayServe(OfficeId id, PersonId person)
        {
            if (_charter.Office(id) is not { } clause) return false;
            if (clause.OpenToOutsiders && !then.IsMember(person)
                ? then.BarOn(person) is not null
                : !then.StandingOf(person).Counts) return false;
            var office = then.Office(id);
            if (office.Holders.FirstOrDefault(t => t.Holder == person) is { Until: null }) return false;
            if (clause.ConsecutiveTerms is not { } most) return true;
            var next = at;
            var served = 0;
            foreach (
                var tenure in office.Past.Concat(office.Holders).Where(t => t.Holder == person).OrderByDescending(t => t.From))
            {
                if ((tenure.EndedAt ?? tenure.Until ?? at) + (clause.Term ?? Duration.Zero) < next) break;
                (next, served) = (tenure.From, served + 1);
            }

            return served < most;
        }
    }

    /// <summary>
    /// Laws 5 and 12, for what is decided. It opens, closes and ends when its charter says. What people say about it stays as
    /// they said it. What is carried is done.
    /// </summary>
    public static BrokenLaw? DecisionsAreWhatHappened(Moment moment)
    {
        var events = Guard.Against.Null(moment).Events().ToArray();
        for (var i = 0; i < events.Length; i++)
        {
            var (before, entry, after) = events[i];
            if (HappenedWrong(before, entry, after) is { } wrong) return new(5, $"{wrong} After {entry.Event} at {entry.At}.");
            if (TurnsOver(before, entry.Event) is not { } turned) continue;
            var next = i + 1 < events.Length ? events[i + 1].Entry.Event as FellBack : null;
            if (turned.Rule is null ? next is not null && next.Decision == turned.Decision
                : next is null || next.Decision != turned.Decision || next.Rule != turned.Rule)
                return new(
                    16, $"After {entry.Event} at {entry.At}, decision {turned.Decision} is turned over to "
                        + $"{next?.Rule ?? "no other rule"}, and not to {turned.Rule ?? "none"}.");
        }

        if (!moment.Done.Allowed) return null;
        var now = Instant.Max(moment.At, moment.After.LastAt);
        foreach (var petition in moment.After.Petitions)
        {
            var signed = petition.Signatures.Count(p => moment.After.StandingOf(p).Counts);
            if (signed > 0 && moment.After.CharterAt(now)!.Charter.PetitionShare is var share
                && signed * (decimal)share.Denominator >= moment.After.CountingMembers * (decimal)share.Numerator)
                return new(7, $"Petition {petition.Id} has enough signatures and waits.");
        }

        foreach (var id in OfficesOf(moment.After))
            if (moment.After.Office(id).Holders.FirstOrDefault(t => moment.After.CharterAt(now)!.Charter.Office(id) is null) is {
                } lost) return new(4, $"{lost.Holder} is {id}, which the charter no longer has.");
        return null;
    }

    // To which rule an objection, a second or a finding turns a matter over; none, where it does not.
    private static (DecisionId Decision, string? Rule)? TurnsOver(Community before, Event happened)
    {
        string Appeals(Decision decision) =>
            (decision.Proposal is AmendCharter { Confirms: not null, Charter: var own }
                ? own
                : before.CharterHistory[decision.CharterVersion - 1].Charter).Appeals;
        switch (happened)
        {
            case ObjectionRaised { Decision: var id }:
                var rule = before.Decision(id)!;
                return (id, rule.Rule is LazyConsensus lazy ? lazy.Fallback
                    : rule.Rule is RoughConsensusRule rough && rule.Conclusion is not null ? rough.Appeals : null);
            case ObjectionSettled { Decision: var id, State: var state, Objector: var objector }
                when before.Decision(id) is { } decision:
                return (id, state == ObjectionState.SetAside
                    && decision.Objections.Any(o => o.By == objector && o.Stands && o.SecondedBy.Count > 0)
                        ? Appeals(decision)
                        : null);
            case ObjectionSeconded { Decision: var id, Objector: var objector } when before.Decision(id) is { } decision:
                return (id,
                    decision.Objections.LastOrDefault(
                        o => o.By == objector && (o.Stands || o.State == ObjectionState.SetAside)) is {
                            State: ObjectionState.SetAside } ? Appeals(decision) : null);
            default: return null;
        }
    }

    private static string? HappenedWrong(Community before, Entry entry, Community after)
    {
        Decision Now(DecisionId id) => after.Decision(id)!;
        switch (entry.Event)
        {
            case DecisionTabled tabled:
                var charter = tabled.Proposal is AmendCharter { Confirms: not null, Charter: var confirmed }
                    ? confirmed
                    : before.CharterAt(entry.At)!.Charter;
                if (before.OpenDecisions.Any(d => d.Proposal == tabled.Proposal)) return "The same is before them already.";
                if (tabled.CharterVersion != before.CharterAt(entry.At)!.Number) return "It is of another charter.";
                var follows = tabled.Follows is { } first ? before.Decision(first) : null;
                var name = tabled.SecondCall ? tabled.Rule
                    : tabled.Proposal is Appoint ? Appoint.Offer
                    : tabled.Proposal is Reinstate
                        || (tabled.Proposal is Admit && tabled.Proposer is null && entry.Clause != Clauses.Petitioning)
                            ? charter.Appeals
                    : ((MembersBy)charter[tabled.Proposal.Matter]!).Rule;
                if (tabled.Rule != name) return $"It is decided by {tabled.Rule}, and not by {name}.";
                var timing = tabled.Proposal is Appoint { Office: var office } && name == Appoint.Offer
                    ? new Timing(Duration.Zero, charter.Office(office)!.OfferPeriod, charter.Office(office)!.OfferPeriod)
                    : charter.Rule(name)!.Timing;
                var notice = tabled.Proposal is Remove or Bar
                    ? Duration.Max(timing.Notice, before.CharterAt(entry.At)!.Charter.RemovalNotice)
                    : timing.Notice;
                var closes = entry.At + notice + timing.Open;
                if (IsForOthers(tabled.Proposal)) closes = Instant.Max(closes, entry.At + OneDay);
                if (tabled.OpensAt != entry.At + notice || tabled.ClosesAt != closes
                    || Now(tabled.Decision).OpensAt != tabled.OpensAt
                        || Now(tabled.Decision).ClosesAt != closes) return $"It is open from {tabled.OpensAt} to "
                            + $"{tabled.ClosesAt}, and not from {entry.At + notice} to {closes}.";
                if (tabled.SecondCall && follows is not { Result.Outcome: Outcome.Inquorate, IsSecondCall: false })
                    return "It is called again, and was quorate.";
                return tabled.CharterToCome != Waiting(before, entry.At)
                    ? $"It is tabled while {Waiting(before, entry.At)} waits."
                        : Now(tabled.Decision) is { By: var by } && by != tabled.Proposer ? "It is somebody else's." : null;
            case VotingOpened opened:
                return before.Decision(opened.Decision)!.OpensAt == entry.At ? null : "Voting opens at another time.";
            case BallotCast cast:
                return Now(cast.Decision).HasVoted(cast.Person) ? null : "The ballot is lost.";
            case TookPart took:
                return Now(took.Decision).HasVoted(took.Person) ? null : "It is lost that they took part.";
            case DecisionExtended extended:
                return Now(extended.Decision).ClosesAt == extended.Until ? null : "It closes at another time.";
            case ObjectionRaised raised:
                var last = Now(raised.Decision).Objections.LastOrDefault(o => o.By == raised.Person);
                var others =
                    before.Decision(raised.Decision)!.Objections.Where(
                        o => o.By != raised.Person || o.State != ObjectionState.StoodAside);
                return last is { } heard && heard.State == (raised.StandsAside ? ObjectionState.StoodAside : ObjectionState.Open)
                    && heard.Reason == raised.Reason && Now(raised.Decision).Objections.SequenceEqual(others.Append(last))
                    ? null : $"The objections are {string.Join(", ", Now(raised.Decision).Objections)}.";
            case ObjectionSettled settled:
                var stood =
                    before.Decision(settled.Decision)!.Objections.Select(
                        o => o.By == settled.Objector && o.State is ObjectionState.Open or ObjectionState.Upheld
                            && o.By == settled.Objector ? o with { State = settled.State, Finding = settled.Finding } : o);
                return stood.SequenceEqual(Now(settled.Decision).Objections)
                    ? null
                    : $"The objections are {string.Join(", ", Now(settled.Decision).Objections)}.";
            case ObjectionSeconded seconded:
                return Now(seconded.Decision).Objections.Any(
                    o => o.By == seconded.Objector && o.SecondedBy.Contains(seconded.Person)) ? null : "The second is lost.";
            case SecondWithdrawn withdrawn:
                return Now(withdrawn.Decision).Objections.Any(
                    o => o.By == withdrawn.Objector && o.SecondedBy.Contains(withdrawn.Person)) ? "The second stands." : null;
            case ProposalIntegrated integrated:
                var round = Now(integrated.Decision);
                var until = Later(IsForOthers(integrated.Proposal), entry.At, entry.At + round.Rule.Timing.Open);
                return round.Proposal == integrated.Proposal && round.Round == before.Decision(integrated.Decision)!.Round + 1
                    && round.WordedAt == entry.At && round.ClosesAt == until && round.Objections.Count == 0
                    && round.Conclusion is null && !round.Electorate!.People.Any(round.HasVoted)
                        ? null
                        : $"The new round is open until {round.ClosesAt}.";
            case FellBack fell:
                var over = Now(fell.Decision);
                var turned = Later(IsForOthers(over.Proposal), over.WordedAt, entry.At + over.Rule.Timing.Open);
                return over.RuleName == fell.Rule && over.ClosesAt == turned && over.Conclusion is null
                    ? null
                    : $"Turned over, it is open until {over.ClosesAt}.";
            case InterestDeclared interest:
                return Now(interest.Decision).HasRecused(interest.Person) ? null : "The interest is forgotten.";
            case DecisionConcluded concluded:
                var was = before.Decision(concluded.Decision)!;
                var then = was.Rule is RoughConsensusRule rough
                    ? Instant.Max(was.ClosesAt, entry.At + rough.AppealWithin)
                    : entry.At;
                return Now(concluded.Decision) is { Conclusion: { } conclusion, ClosesAt: var ends }
                    && conclusion.By == concluded.Person && conclusion.Carried == concluded.Carried && ends == then
                        ? null
                        : "The conclusion stands otherwise.";
            case AdviceGiven advice:
                return Now(advice.Decision).Advice.Any(
                    a => a.From == advice.Adviser && a.Words == advice.Words && a.Answer is null) ? null : "The advice is lost.";
            case AdviceReplied reply:
                return Now(reply.Decision).Advice.Any(a => a.From == reply.Adviser && a.Answer == reply.Words)
                    ? null
                    : "The answer is lost.";
            case LotCommitted committed:
                return Now(committed.Decision).Commitment == committed.Commitment ? null : "The commitment is lost.";
            case SeedRevealed revealed:
                return Now(revealed.Decision).Lot == revealed.Lot ? null : "The seed is lost.";
            case CastingVoiceGiven given:
                return Now(given.Decision).CastingVoice == given.Candidate ? null : "The casting voice is lost.";
            case CandidateStood candidate:
                return Now(candidate.Election).Candidates.Contains(candidate.Candidate) ? null : "The candidate is lost.";
            case CandidateStoodDown down:
                return Now(down.Election).Candidates.Contains(down.Candidate) ? "The candidate still stands." : null;
            case ProxyGiven proxy:
                return after.ProxiesOf(proxy.Person).Count(p => p.For == proxy.For) == 1
                    && after.ProxiesOf(proxy.Person)
                        .Any(p => p.For == proxy.For && p.Holder == proxy.Holder && p.Since == entry.At)
                            ? null
                            : "The proxy is lost.";
            case ProxyRevoked revoked:
                return after.ProxiesOf(revoked.Person)
                    .SequenceEqual(before.ProxiesOf(revoked.Person).Where(p => p.For != revoked.For))
                        ? null
                        : "Another proxy is revoked.";
            case PetitionSigned signed:
                return after.Petition(signed.Petition)!.Signatures.Contains(signed.Person) ? null : "The signature is lost.";
            case SignatureWithdrawn unsigned:
                return after.Petition(unsigned.Petition)!.Signatures.Contains(unsigned.Person) ? "The signature stands." : null;
            case OutcomeStated stated:
                return Now(stated.Decision).OutcomeStatement == stated.Words && Now(stated.Decision).ReviewBy == stated.ReviewBy
                    ? null
                    : "What the outcome means is lost.";
            case WillingnessStated willing:
                return Now(willing.Election).WouldServe.Contains(willing.Person) ? null : "Their willingness is lost.";
            case OfficeTakenUp taken:
                var term = before.CharterAt(entry.At)!.Charter.Office(taken.Office)?.Term;
                var rests = taken.Decision is { } on ? after.Decision(on) : null;
                if (rests is { Proposal: Elect or Appoint } && entry.Clause == Clauses.Carried
                    && taken.Until != (term is { } time ? entry.At + time : null)) return $"The term ends at {taken.Until}.";
                return after.Office(taken.Office).Holders.Any(
                    t => t.Holder == taken.Holder && t.From == entry.At && t.Until == taken.Until)
                        ? null
                        : "The office is not held.";
            case OfficeLeft left:
                return after.Office(left.Office).IsHeldBy(left.Holder)
                    || !after.Office(left.Office).Past.Any(t => t.Holder == left.Holder && t.EndedAt == entry.At)
                        ? "The office is still held."
                        : null;
            case StandingInBegan began:
                return after.Office(began.Office).StandingIn.Any(t => t.Holder == began.Person)
                    && before.Office(began.Office).UnattendedSince + before.CharterAt(entry.At)!.Charter.Patience <= entry.At
                        ? null
                        : "Nobody needs to stand in.";
            case CharterCameIntoForce force:
                return before.CharterHistory[force.Version - 1].InForceFrom == entry.At
                    ? null
                    : "It comes into force at another time.";
            case DecisionClosed closed:
                return ClosedWrong(before, entry, closed);
            default: return null;
        }
    }

    /// <summary>What is carried is done, at the instant at which it closes; and it lapses only where it could not be.</summary>
    public static BrokenLaw? CarriedIsDone(Moment moment)
    {
        var events = Guard.Against.Null(moment).Events().ToArray();
        var isMerged = moment.History.Concat(moment.Done.Events).Any(e => e.Event is KeysMerged);
        for (var i = 0; i < events.Length; i++)
        {
            var (before, entry, closed) = events[i];
            if (entry.Event is not DecisionClosed { Decision: var id, Result: var result }
                || before.Decision(id) is not { } decision || isMerged) continue;
            if (entry.Clause == Clauses.Lapsed && !MayLapse(before, entry, decision, result))
                return new(7, $"Decision {id}, {decision.Proposal.Sentence}, lapsed at {entry.At}, and could be done.");
            if (entry.Clause != Clauses.Carried || result.Outcome != Outcome.Carried) continue;
            var under = events.Skip(i)
                .TakeWhile(e => e.Entry.At == entry.At && e.Entry.Under == entry.Under && e.Entry.Clause == entry.Clause)
                    .ToArray();
            if (NotDone(
                before, entry, decision, result, under[under.Length - 1].After,
                    under.Skip(1).Select(e => e.Entry.Event).ToArray()) is { } not) return new(
                        7, $"Decision {id}, {decision.Proposal.Sentence}, was carried at {entry.At}: {not}");
        }

        return null;
    }

    private static PersonId[] Seated(Community before, Instant at, Decision decision, Result result, OfficeId office)
    {
        var written = new Written(before, at, false);
        var free = written.Free(office);
        return result.Chosen.Select(option => decision.Candidates[option]).Distinct()
            .Where(person => written.MayServe(office, person) && (before.Office(office).IsHeldBy(person) || free-- > 0))
                .ToArray();
    }

    private static bool MayLapse(Community before, Entry entry, Decision decision, Result result)
    {
        var written = new Written(before, entry.At, false);
        return decision.Proposal switch
        {
            Resolve or Bar or Close or MergeInto or Split or Reframe or RecordSponsor => false,
            Remove remove => !before.IsMember(remove.Person) && remove.BarredFor is null,
            LiftBar lift => before.BarOn(lift.Person) is null,
            Recall recall => !before.Office(recall.Office).IsHeldBy(recall.Holder),
            Elect elect => Seated(before, entry.At, decision, result, elect.Office).Length == 0,
            Appoint offer => !written.MayTakeUp(offer.Office, offer.Volunteer, offer.StandsIn)
                || (offer.StandsIn ? before.Office(offer.Office).UnattendedSince is null : written.Free(offer.Office) <= 0),
            DeclareStage declared => written.Fits(declared) != true,
            Revive => before.Status != Status.Dormant,
            TakeBackInvitation { Invitation: var number } => before.Invitations.All(i => i.Id != number),
            AmendCharter amendment => before.CharterAt(entry.At)!.Number != decision.CharterVersion
                || Waiting(before, entry.At) != decision.CharterToCome || !written.IsSoundNow(amendment.Charter)
                || (amendment.Confirms is { } first
                    && (before.Decision(first) is not { Proposal: AmendCharter { Charter: var same } } carried
                        || same != amendment.Charter || carried.CharterVersion != decision.CharterVersion
                            || carried.CharterToCome != decision.CharterToCome)),
            _ => true,
        };
    }

    private static int? Waiting(Community community, Instant at) =>
        community.CharterHistory.Where(c => c.SupersededBy is null && c.InForceFrom > at).Select(c => (int?)c.Number)
            .LastOrDefault();

    private static string? NotDone(
        Community before, Entry entry, Decision decision, Result result, Community after, Event[] effects)
    {
        // A bar that is in force for longer stays.
        string? NotBarred(PersonId person, Instant? until)
        {
            var expected = before.BarOn(person) is not { Until: var stood } ? until
                : stood is null || until is null ? null
                : Instant.Max(stood.Value, until.Value);
            return after.BarOn(person) is { Until: var barred } && barred == expected
                ? null
                : $"they are barred until {after.BarOn(person)?.Until}.";
        }

        var charter = before.CharterAt(entry.At)!.Charter;
        switch (decision.Proposal)
        {
            case Remove { Person: var person, BarredFor: var time }:
                return after.IsMember(person) ? "they are there." : time is null ? null : NotBarred(person, entry.At + time);
            case Bar { Person: var person, For: var time }:
                return NotBarred(person, entry.At + time);
            case LiftBar { Person: var person }:
                return after.BarOn(person) is null ? null : "the bar stands.";
            case Recall { Office: var office, Holder: var holder }:
                return after.Office(office).IsHeldBy(holder) ? "they are in office." : null;
            case Elect { Office: var office }:
                var seated = Seated(before, entry.At, decision, result, office);
                return seated.SequenceEqual(effects.OfType<OfficeTakenUp>().Select(e => e.Holder))
                    ? Handover(charter, office, after)
                    : $"elected were {string.Join(", ", seated)}.";
            case Appoint { Office: var office, Volunteer: var person, StandsIn: var standsIn }:
                if (new Written(before, entry.At, false) is var written
                    && (!written.MayTakeUp(office, person, standsIn)
                        || (!standsIn && written.Free(office) <= 0))) return "they may not take it up.";
                return standsIn ? (after.Office(office).StandingIn.Any(t => t.Holder == person) ? null : "they do not stand in.")
                    : after.Office(office).IsHeldBy(person) ? Handover(charter, office, after) : "they are not in office.";
            case AmendCharter amendment:
                if (before.CharterAt(entry.At)!.Number != decision.CharterVersion
                    || Waiting(before, entry.At) != decision.CharterToCome) return "another amendment came before it.";
                if (amendment.Confirms is null && !HowToAmend(charter).SequenceEqual(HowToAmend(amendment.Charter)))
                    return effects is [
                        DecisionTabled {
                            Proposal: AmendCharter { Confirms: var confirms, Charter: var same }, Proposer: var by,
                                Follows: var follows }] && confirms == decision.Id && same == amendment.Charter
                                    && by == decision.By && follows == decision.Id ? null : "it carries a second time first.";
                var from =
                    Instant.Min(Instant.Max(amendment.InForceFrom ?? entry.At, entry.At), entry.At + Duration.FromDays(366));
                return effects.OfType<CharterAmended>().FirstOrDefault() is { } amended && amended.InForceFrom == from
                    && amended.Charter == amendment.Charter && amended.Version == before.CharterHistory.Count + 1
                    && after.CharterHistory.Any(c => c.Number == amended.Version && c.Charter == amended.Charter)
                        ? null
                        : "the charter is as it was.";
            case Admit { Person: var person }: return after.IsMember(person) ? null : "they are no member.";
            case InvitePerson { Person: var person }: return after.Invitations.Any(i => i.Person == person)
                ? null
                : "they are not invited.";
            case TakeBackInvitation { Invitation: var number }: return after.Invitations.Any(i => i.Id == number)
                ? "the invitation stands."
                : null;
            case DeclareStage { Stage: var stage }: return after.Stage == stage ? null : "the stage is another.";
            case Close: return after.Status == Status.Closed && !after.OpenDecisions.Any() ? null : "it is open.";
            case Revive: return after.Status == Status.Open ? null : "it is dormant.";
            case MergeInto or Split: return effects.OfType<MandateGiven>().Any(e => e.Mandate.Decision == decision.Id)
                ? null
                : "no mandate was given.";
            default: return null;
        }
    }

    // The design group hands over when the first office that must be filled is.
    private static string? Handover(Charter charter, OfficeId office, Community after) =>
        charter.Office(office) is { MustBeFilled: true } && office != Office.DesignGroup
            && after.Office(Office.DesignGroup).Holders.Count > 0 ? "the design group is there still." : null;

    private static Instant Later(bool isForOthers, Instant worded, Instant then) =>
        isForOthers ? Instant.Max(then, worded + OneDay) : then;

    private static string? ClosedWrong(Community before, Entry entry, DecisionClosed closed)
    {
        if (entry.Under?.Id != closed.Decision.ToString() || before.Decision(closed.Decision) is not { } decision
            || entry.Clause != Clauses.Carried && entry.Clause != Clauses.NotCarried
                && entry.Clause != Clauses.Lapsed) return null;
        var isFinal = decision.Rule.Votes == VotePolicy.Final && decision.Phase == DecisionPhase.Open;
        return entry.At == decision.ClosesAt || decision.Phase == DecisionPhase.Sealed && entry.At < decision.ClosesAt
            || (isFinal && entry.At < decision.ClosesAt
                && entry.At >= Later(IsForOthers(decision.Proposal), decision.WordedAt, decision.OpensAt))
            ? null : $"It closes at {entry.At}, and was open until {decision.ClosesAt}.";
    }
}
