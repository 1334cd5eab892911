using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>
/// Membership and voting said a second time, in lists that are gone through whenever something is asked: slow, obvious, and
/// written from the documentation. It knows the charters of <see cref="ModelTests"/>, and gives no answer (null) to acts that are
/// not its business.
/// </summary>
internal sealed class Model(Charter charter, IEnumerable<PersonId> founders, IEnumerable<PersonId> members)
{
    private sealed record Invited(long Id, PersonId Person, PersonId By, Instant Until);

    private sealed record Asked(PersonId Person, bool Waits, Instant AgainFrom);

    private sealed record Leaving(PersonId Person, Instant? Until);

    private sealed record Barring(PersonId Person, Instant? Until);

    public sealed class Question
    {
        public required DecisionId Id { get; init; }

        public required Proposal Proposal { get; init; }

        public required DecisionRule Rule { get; set; }

        public required PersonId By { get; init; }

        public required Instant Tabled { get; init; }

        public required Instant Opens { get; init; }

        public required Instant Closes { get; set; }

        public List<PersonId>? Voters { get; set; }

        public List<PersonId> WereMembers { get; set; } = [];

        public List<PersonId> Recused { get; } = [];

        public List<PersonId> Stand { get; } = [];

        public List<PersonId> Object { get; } = [];

        public List<(PersonId Person, Ballot Ballot)> Ballots { get; } = [];

        public Outcome? Outcome { get; set; }

        public int Votes(Voice voice) => Ballots.Count(b => b.Ballot is VoiceBallot v && v.Voice == voice);
    }

    private readonly List<PersonId> _founders = [.. founders];
    private readonly List<PersonId> _members = [.. members];
    private readonly List<PersonId> _everKnown = [.. members];
    private readonly List<PersonId> _away = [];
    private readonly List<PersonId> _unclaimed = [];
    private readonly List<PersonId> _conveners = [];
    private readonly Dictionary<PersonId, Instant> _absent = [];
    private readonly List<Invited> _invited = [];
    private readonly List<Asked> _asked = [];
    private readonly List<Leaving> _leaves = [];
    private readonly List<Barring> _bars = [];
    private Stage _stage = Stage.Potential;
    private Instant? _emptySince;
    private Instant? _restsSince;
    private bool _isClosed;

    public List<Question> Questions { get; } = [];

    public IEnumerable<PersonId> Members => _members.Order();

    public IEnumerable<PersonId> Conveners => _conveners.Order();

    public int Counting => _members.Count(Counts);

    private bool Counts(PersonId person) => _members.Contains(person) && Acts(person);

    private bool Acts(PersonId person) =>
        !_away.Contains(person) && !_unclaimed.Contains(person) && !IsBarred(person) && !_leaves.Any(l => l.Person == person);

    private bool IsBarred(PersonId person) => _bars.Any(b => b.Person == person);

    private bool IsKnown(PersonId person) =>
        _everKnown.Contains(person) || _away.Contains(person) || _founders.Contains(person) || _asked.Any(a => a.Person == person)
            || _invited.Any(i => i.Person == person);

    private Question? Tabled(DecisionId id) => Questions.FirstOrDefault(q => q.Id == id && q.Outcome is null);

    private Question? Voting(DecisionId id) => Tabled(id) is { Voters: not null } question ? question : null;

    private bool MayVote(Question? question, PersonId person) =>
        question is not null && !question.Recused.Contains(person) && question.Voters!.Contains(person) && Counts(person);

    /// <summary>
    /// Whether the act is allowed; null where the model does not know it. It is done, if so. <paramref name="number"/> is the
    /// number of whatever begins by it.
    /// </summary>
    public bool? Do(IActOn<Community> act, Instant at, Func<long> number)
    {
        Pass(at);
        var answer = Answered(act, at, number);
        Look(at);
        return answer;
    }

    private bool? Answered(IActOn<Community> act, Instant at, Func<long> number)
    {
        if (_isClosed
            && act is not (
                Leave or ReturnFromLeave or ReportLeaver or ReportJoiner or Import or ClaimPlace or StepDown or DeclineInvitation
                    or WithdrawRequest)) return act is CommunityAct ? false : null;
        switch (act)
        {
            case Join join:
                return Try(!IsBarred(join.By) && !_members.Contains(join.By)
                    && (charter.Joining is OpenJoining || (_restsSince is not null && charter.Joining is JoiningOnRequest))
                        && !(_restsSince is not null && _away.Contains(join.By)), () => Enter(join.By));
            case RequestToJoin ask:
                return Try(
                    !IsBarred(ask.By) && !_members.Contains(ask.By) && charter.Joining is JoiningOnRequest onRequest
                        && ask.Answers.Count >= onRequest.Questions.Count
                    && !_asked.Any(a => a.Person == ask.By && (a.Waits || a.AgainFrom > at)), () =>
                {
                    _asked.RemoveAll(a => a.Person == ask.By);
                    _asked.Add(new(ask.By, true, default));
                });
            case WithdrawRequest withdraw:
                return Try(
                    _asked.Any(a => a.Person == withdraw.By && a.Waits), () => _asked.RemoveAll(a => a.Person == withdraw.By));
            case ApproveRequest approve:
                return Try(
                    Counts(approve.By) && _asked.Any(a => a.Person == approve.Person && a.Waits)
                        && !IsBarred(approve.Person), () => Enter(approve.Person));
            case DeclineRequest decline:
                return Try(Counts(decline.By) && _asked.Any(a => a.Person == decline.Person && a.Waits), () =>
                {
                    _asked.RemoveAll(a => a.Person == decline.Person);
                    _asked.Add(
                        new(decline.Person, false, at + ((charter.Joining as JoiningOnRequest)?.AskAgainAfter ?? Duration.Zero)));
                });
            case Invite invite:
                return Try(
                    Counts(invite.By) && !_members.Contains(invite.Person) && !IsBarred(invite.Person)
                        && !_invited.Any(i => i.Person == invite.Person),
                    () => _invited.Add(new(number(), invite.Person, invite.By, at + Duration.FromDays(30))));
            case Accept accept:
                return Try(
                    _invited.Any(i => i.Id == accept.Invitation.Number && i.Person == accept.By) && !IsBarred(accept.By)
                        && !_members.Contains(accept.By), () => Enter(accept.By));
            case DeclineInvitation no:
                return Try(
                    _invited.Any(i => i.Id == no.Invitation.Number && i.Person == no.By), () =>
                        _invited.RemoveAll(i => i.Id == no.Invitation.Number));
            case RevokeInvitation revoke:
                return Try(
                    _invited.Any(i => i.Id == revoke.Invitation.Number) && Counts(revoke.By), () =>
                        _invited.RemoveAll(i => i.Id == revoke.Invitation.Number));
            case Leave leave:
                return Try(_members.Contains(leave.By), () => Exit(leave.By));
            case TakeLeave take:
                return Try(
                    _members.Contains(take.By) && Acts(take.By) && !(take.Until <= at), () =>
                        _leaves.Add(new(take.By, take.Until)));
            case ReturnFromLeave back:
                return Try(_leaves.Any(l => l.Person == back.By), () => _leaves.RemoveAll(l => l.Person == back.By));
            case ReportLeaver leaver:
                return Try(IsKnown(leaver.Person) && !_away.Contains(leaver.Person), () => _away.Add(leaver.Person));
            case ReportJoiner joiner:
                return Try(_away.Contains(joiner.Person), () => _away.Remove(joiner.Person));
            case Import:
                return Try(true, () => _unclaimed.AddRange(_members.Except(_unclaimed).ToList()));
            case ClaimPlace claim:
                return Try(_unclaimed.Contains(claim.By), () => _unclaimed.Remove(claim.By));
            case DeclareParticipation declare:
                return _members.Contains(declare.By);
            case Propose propose when MayTable(propose.Proposal) is { } may:
                return Try(
                    Counts(propose.By) && may && !Questions.Any(q => q.Outcome is null && q.Proposal == propose.Proposal), () =>
                        Table(propose, at, number()));
            case Withdraw withdraw:
                return Try(
                    Tabled(withdraw.Decision)?.By == withdraw.By && Counts(withdraw.By), () =>
                        Tabled(withdraw.Decision)!.Outcome = Outcome.Withdrawn);
            case Stand stand:
                return Try(
                    Tabled(stand.Election) is { Proposal: Elect, Voters: null } election && !election.Stand.Contains(stand.By)
                        && MayServe(stand.By),
                    () => Tabled(stand.Election)!.Stand.Add(stand.By));
            case StandDown down:
                return Try(
                    Tabled(down.Election) is { Proposal: Elect, Voters: null } race && race.Stand.Contains(down.By), () =>
                        Tabled(down.Election)!.Stand.Remove(down.By));
            case StepDown step when step.Office == Office.Convener:
                return Try(_conveners.Contains(step.By), () => _conveners.Remove(step.By));
            case DeclareInterest declare:
                return Try(
                    Counts(declare.By) && Tabled(declare.Decision) is { } tabled && !tabled.Recused.Contains(declare.By)
                        && !tabled.Ballots.Any(b => b.Person == declare.By),
                    () => Tabled(declare.Decision)!.Recused.Add(declare.By));
            case Vote vote:
                return Try(MayVote(Voting(vote.Decision), vote.By) && IsBallot(Voting(vote.Decision)!, vote.Ballot)
                    && !(Voting(vote.Decision)!.Rule.Votes == VotePolicy.Final
                        && Voting(vote.Decision)!.Ballots.Any(b => b.Person == vote.By)), () =>
                {
                    var question = Voting(vote.Decision)!;
                    question.Ballots.RemoveAll(b => b.Person == vote.By);
                    question.Ballots.Add((vote.By, vote.Ballot));
                    CloseIfCertain(question, at);
                });
            case ObjectTo to:
                return Try(
                    MayVote(Voting(to.Decision), to.By) && Voting(to.Decision)!.Rule is LazyConsensus or ConsentRule
                        && !Voting(to.Decision)!.Object.Contains(to.By), () => Object(to, at));
            case Satisfied satisfied:
                return Try(Voting(satisfied.Decision)?.Object.Contains(satisfied.By) == true, () =>
                {
                    var question = Voting(satisfied.Decision)!;
                    question.Object.Remove(satisfied.By);
                    // An objection is a vote against. Once it is addressed it is an abstention.
                    if (question.Ballots.RemoveAll(b => b == (satisfied.By, VoiceBallot.Against)) > 0)
                        question.Ballots.Add((satisfied.By, VoiceBallot.Abstain));
                    CloseIfCertain(question, at);
                });
            default:
                return null;
        }
    }

    private static bool Try(bool allowed, Action act)
    {
        if (allowed) act();
        return allowed;
    }

    private void Enter(PersonId person)
    {
        _members.Add(person);
        _everKnown.Add(person);
        _asked.RemoveAll(a => a.Person == person);
        _invited.RemoveAll(i => i.Person == person);
    }

    private void Exit(PersonId person)
    {
        _members.Remove(person);
        _unclaimed.Remove(person);
        _conveners.Remove(person);
        _leaves.RemoveAll(l => l.Person == person);
    }

    private void Block(PersonId person, Instant? until)
    {
        _everKnown.Add(person);
        if (_bars.FirstOrDefault(b => b.Person == person) is { } stands && (stands.Until is null || until < stands.Until)) return;
        _bars.RemoveAll(b => b.Person == person);
        _bars.Add(new(person, until));
    }

    private bool MayServe(PersonId person) => Counts(person) && !_conveners.Contains(person);

    private bool? MayTable(Proposal proposal) => proposal switch
    {
        Resolve or Bar => true,
        Remove remove => _members.Contains(remove.Person),
        LiftBar lift => IsBarred(lift.Person),
        DeclareStage declare => declare.Stage == _stage + 1 || (declare.Stage < _stage && declare.Stage != Stage.Potential),
        InvitePerson invite => !_members.Contains(invite.Person) && !_invited.Any(i => i.Person == invite.Person) ? null : false,
        Elect elect when elect.Office == Office.Convener =>
            _stage != Stage.Potential && elect.Seats <= charter.Office(Office.Convener)!.Seats - _conveners.Count,
        _ => null,
    };

    private void Table(Propose propose, Instant at, long number)
    {
        var rule = charter.Rule(((MembersBy)charter[propose.Proposal.Matter]!).Rule)!;
        if (IsAgainstSomebody(propose.Proposal) && rule is LazyConsensus) rule = charter.Rule(charter.Appeals)!;
        var notice = propose.Proposal is Remove or Bar
            ? Duration.Max(charter.RemovalNotice, rule.Timing.Notice)
            : rule.Timing.Notice;
        Questions.Add(new()
        {
            Id = new(number), Proposal = propose.Proposal, Rule = rule, By = propose.By, Tabled = at, Opens = at + notice,
                Closes = at + notice + rule.Timing.Open,
        });
        if (propose.Proposal
            switch { Remove r => r.Person, Bar b => b.Person, LiftBar l => l.Person, _ => (PersonId?)null } is {
                } concerned) Questions[Questions.Count - 1].Recused.Add(concerned);
        Pass(at);
    }

    private static bool IsBallot(Question question, Ballot ballot) => question.Rule switch
    {
        MajorityRule => ballot is VoiceBallot,
        ConsentRule => ballot is VoiceBallot { Voice: not Voice.Against },
        ChoosingRule =>
            ballot is BlankBallot || (ballot is ApprovalBallot approval && approval.Options.All(o => o < question.Stand.Count)),
        _ => false,
    };

    private void Object(ObjectTo to, Instant at)
    {
        var question = Voting(to.Decision)!;
        question.Object.Add(to.By);
        if (question.Rule is LazyConsensus lazy)
        {
            question.Rule = charter.Rule(lazy.Fallback)!;
            question.Closes = at + question.Rule.Timing.Open;
        }
        else
        {
            question.Ballots.RemoveAll(b => b.Person == to.By);
            question.Ballots.Add((to.By, VoiceBallot.Against));
        }
    }

    private static bool IsAgainstSomebody(Proposal proposal) => proposal is Remove or Bar;

    /// <summary>
    /// Law 16: two people voted for it, of whom the proposer is one who could vote and did not, and more for than against.
    /// </summary>
    private bool IsAlone(Question question) => IsAgainstSomebody(question.Proposal)
        && !(question.Votes(Voice.For) > question.Votes(Voice.Against)
            && question.Votes(Voice.For) + (IsSilent(question) ? 1 : 0) >= 2);

    private bool IsSilent(Question question) =>
        IsAgainstSomebody(question.Proposal) && MayVote(question, question.By)
            && !question.Ballots.Any(b => b.Person == question.By);

    /// <summary>What follows from who is there: since when nobody is left, and since when a convener cannot act.</summary>
    private void Look(Instant at)
    {
        var isEmpty = !_members.Any(p => !_away.Contains(p) && !_bars.Any(b => b.Person == p && b.Until is null));
        if (!isEmpty) (_emptySince, _restsSince) = (null, null);
        else _emptySince ??= at;
        foreach (var gone in _absent.Keys.Where(p => !_conveners.Contains(p) || Acts(p)).ToList()) _absent.Remove(gone);
        foreach (var convener in _conveners.Where(p => !Acts(p))) _absent.TryAdd(convener, at);
    }

    /// <summary>Everything that ends by itself does, then voting opens, then it closes, at each instant up to this one.</summary>
    private void Pass(Instant at)
    {
        while (true)
        {
            var instants = _invited.Select(i => i.Until)
                .Concat(_leaves.Where(l => l.Until is not null).Select(l => l.Until!.Value))
                .Concat(_bars.Where(b => b.Until is not null).Select(b => b.Until!.Value))
                .Concat(Questions.Where(q => q.Outcome is null).Select(q => q.Voters is null ? q.Opens : q.Closes))
                .Concat(_absent.Values.Select(since => since + Duration.FromDays(365)))
                .Concat(_emptySince is { } empty && _restsSince is null && !_isClosed ? [empty + charter.Patience] : [])
                .Concat(_restsSince is { } rests && !_isClosed ? [rests + charter.DormantAfter] : [])
                .Where(i => i <= at).ToList();
            if (instants.Count == 0) return;
            var now = instants.Min();
            _invited.RemoveAll(i => i.Until <= now);
            _leaves.RemoveAll(l => l.Until <= now);
            _bars.RemoveAll(b => b.Until <= now);
            Look(now);
            foreach (var (convener, since) in _absent.Where(a => a.Value + Duration.FromDays(365) <= now).ToList())
                _conveners.Remove(convener);
            foreach (var question in Questions.Where(q => q.Outcome is null && q.Voters is null && q.Opens <= now).ToList())
                Open(question);
            foreach (var question in Questions.Where(q => q.Outcome is null && q.Voters is not null && q.Closes <= now).ToList())
                Close(question, now);
            Look(now);
            if (_restsSince + charter.DormantAfter <= now)
            {
                foreach (var question in Questions.Where(q => q.Outcome is null)) question.Outcome = Outcome.Lapsed;
                _invited.Clear();
                (_isClosed, _restsSince, _emptySince) = (true, null, null);
            }
            else if (_restsSince is null && _emptySince + charter.Patience <= now && !_isClosed) _restsSince = now;
        }
    }

    private void Open(Question question)
    {
        question.WereMembers = [.. _members];
        question.Voters = [.. _members.Where(p => Counts(p) && !question.Recused.Contains(p))];
    }

    private void CloseIfCertain(Question question, Instant at)
    {
        if (question.Rule.Votes != VotePolicy.Final) return;
        var rest = question.Voters!.Count - question.Ballots.Count;
        var isCertain = question.Rule switch
        {
            MajorityRule => EveryWay(question, rest).Distinct().Count() == 1,
            ConsentRule => rest == 0 && question.Object.Count == 0,
            ChoosingRule => rest == 0,
            _ => false,
        };
        // A day, where it is against somebody; then it closes by itself.
        if (isCertain)
            question.Closes = IsAgainstSomebody(question.Proposal) ? Instant.Max(at, question.Tabled + Duration.FromDays(1)) : at;
        if (isCertain && question.Closes <= at) Close(question, at);
    }

    private static IEnumerable<Outcome> EveryWay(Question question, int rest) =>
        from ayes in Enumerable.Range(0, rest + 1)
        from noes in Enumerable.Range(0, rest - ayes + 1)
        from others in Enumerable.Range(0, rest - ayes - noes + 1)
        select Lawful(
            question, question.Votes(Voice.For) + ayes, question.Votes(Voice.Against) + noes, question.Ballots.Count + ayes + noes
                + others);

    private static Outcome Lawful(Question question, int ayes, int noes, int took) =>
        Yes(question, ayes, noes, took) is var outcome && outcome == Outcome.Carried && IsAgainstSomebody(question.Proposal)
            && (ayes < 2 || ayes <= noes) ? Outcome.Failed : outcome;

    private static bool IsQuorate(Question question, int took) =>
        question.Voters!.Count > 0 && question.Rule.Quorum switch
        {
            AbsoluteQuorum absolute => took >= absolute.People,
            ShareQuorum { Of: var share } => took > 0 && took * share.Denominator >= question.Voters.Count * share.Numerator,
            _ => throw new NotSupportedException(),
        };

    private static Outcome Yes(Question question, int ayes, int noes, int took)
    {
        if (!IsQuorate(question, took)) return Outcome.Inquorate;
        var threshold = ((MajorityRule)question.Rule).Threshold;
        var whole = threshold.Of == Denominator.Eligible
            ? question.Voters!.Count : threshold.Of == Denominator.TookPart ? took : ayes + noes;
        var (part, share) = (ayes * threshold.Share.Denominator, whole * threshold.Share.Numerator);
        return ayes > 0 && (threshold.Exceeded ? part > share : part >= share) ? Outcome.Carried : Outcome.Failed;
    }

    private void Close(Question question, Instant at)
    {
        question.Closes = at;
        question.Outcome = question.Rule switch
        {
            MajorityRule =>
                Yes(question, question.Votes(Voice.For), question.Votes(Voice.Against), question.Ballots.Count
                    + (IsSilent(question) ? 1 : 0)),
            LazyConsensus => question.Voters!.Count == 0 ? Outcome.Inquorate : Outcome.Carried,
            _ when !IsQuorate(question, question.Ballots.Count + (IsSilent(question) ? 1 : 0)) => Outcome.Inquorate,
            ConsentRule => question.Object.Count > 0 ? Outcome.Failed : Outcome.Carried,
            _ when question.Stand.Count == 0 || question.Ballots.Count == 0 => Outcome.Failed,
            _ => IsTied(question) ? Outcome.Tied : Outcome.Carried,
        };
        if (question.Outcome == Outcome.Carried && IsAlone(question)) question.Outcome = Outcome.Failed;
        if (question.Outcome == Outcome.Carried && !TakesEffect(question, at)) question.Outcome = Outcome.Lapsed;
    }

    // By approvals, then by who has been a member longest; who is not in the electorate comes last, and level.
    private static List<(PersonId Person, int Approvals, int Senior)> Ranked(Question question) => question.Stand
        .Select((person, option) => (Person: person,
            Approvals: question.Ballots.Count(b => b.Ballot is ApprovalBallot a && a.Options.Contains(option)),
            Senior: question.WereMembers.Contains(person) ? question.WereMembers.IndexOf(person) : int.MaxValue))
        .OrderByDescending(c => c.Approvals).ThenBy(c => c.Senior).ToList();

    private static bool IsTied(Question question)
    {
        var (ranked, seats) = (Ranked(question), ((Elect)question.Proposal).Seats);
        if (ranked.Count <= seats) return false;

        // Where every ballot is blank nobody has won, and seniority chooses nobody.
        return question.Ballots.All(b => b.Ballot is BlankBallot)
            || (ranked[seats - 1].Approvals == ranked[seats].Approvals && ranked[seats - 1].Senior == ranked[seats].Senior);
    }

    private bool TakesEffect(Question question, Instant at)
    {
        switch (question.Proposal)
        {
            case Remove remove:
                if (!_members.Contains(remove.Person) && remove.BarredFor is null) return false;
                if (_members.Contains(remove.Person)) Exit(remove.Person);
                if (remove.BarredFor is { } time) Block(remove.Person, at + time);
                return true;
            case Bar bar:
                Block(bar.Person, at + bar.For);
                return true;
            case LiftBar lift:
                return _bars.RemoveAll(b => b.Person == lift.Person) > 0;
            case DeclareStage declare when MayTable(declare) is true:
                _stage = declare.Stage;
                return true;
            case Elect elect:
                var elected = Ranked(question).Take(elect.Seats).Select(c => c.Person)
                    .Where(MayServe).Take(charter.Office(Office.Convener)!.Seats - _conveners.Count).ToList();
                _conveners.AddRange(elected);
                return elected.Count > 0;
            default:
                return question.Proposal is Resolve;
        }
    }
}
