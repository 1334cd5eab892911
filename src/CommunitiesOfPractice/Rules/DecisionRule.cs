using System.Text.Json.Serialization;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

/// <summary>What a share is a share of. Three numbers that are kept apart everywhere.</summary>
public enum Denominator
{
    /// <summary>The electorate, frozen when voting opened.</summary>
    Eligible,
    /// <summary>Everyone who cast any ballot, abstentions and blanks included.</summary>
    TookPart,
    /// <summary>Votes for plus votes against.</summary>
    Decisive,
}

/// <summary>A threshold: which share of which number, and whether it must be passed or only met.</summary>
/// <param name="Share">The share.</param>
/// <param name="Of">Of what.</param>
/// <param name="Exceeded">True for <em>more than</em>; false for <em>at least</em>.</param>
public sealed record Threshold(Ratio Share, Denominator Of, bool Exceeded)
{
    /// <summary>The share.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public Ratio Share { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Share);

    /// <summary>Of what.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Denominator Of { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Of);

    /// <summary>More than half of votes for and against: a tie fails.</summary>
    public static Threshold SimpleMajority { get; } = new(Ratio.Half, Denominator.Decisive, true);

    /// <summary>At least two thirds of votes for and against.</summary>
    public static Threshold TwoThirds { get; } = new(Ratio.TwoThirds, Denominator.Decisive, false);

    /// <summary>Everyone in the electorate.</summary>
    public static Threshold Unanimity { get; } = new(Ratio.Whole, Denominator.Eligible, false);

    /// <summary>In words: <c>more than half of the votes for and against</c>.</summary>
    public string Sentence => In(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording) => Guard.Against.Null(wording).Say(
        Exceeded ? "threshold.more-than" : Share == Ratio.Whole ? "threshold.all" : "threshold.at-least",
        Share.In(wording), wording.Of(Of));

    /// <summary>Whether a count meets it. Nobody in the denominator meets nothing.</summary>
    public bool IsMet(VoiceCount count)
    {
        var whole = Guard.Against.Null(count).Denominator(Of);
        return whole > 0 && count.For > 0
            && (Exceeded ? Share.IsExceededBy(count.For, whole) : Share.IsReachedBy(count.For, whole));
    }

    /// <summary>What is wrong with it, for the charter check.</summary>
    internal IEnumerable<string> Faults(Wording wording) =>
        Share > Ratio.Whole || (Share == Ratio.Whole && Exceeded) ? [wording.Say("fault.threshold-unreachable", In(wording))]
        : Share.Numerator == 0 ? [wording.Say("fault.threshold-nothing")]
        : [];

    /// <summary>What it came to in one count.</summary>
    internal string Reason(VoiceCount count, Wording wording) => wording.Sentences(
        wording.Say(
            $"result.needed.{(Exceeded ? "more" : Share == Ratio.Whole ? "all" : "at-least")}.{Names.Of(Of)}",
            Share.In(wording)),
        wording.Say(IsMet(count) ? "result.enough" : "result.not-enough", count.For, count.Denominator(Of)));
}

/// <summary>Votes for, against and abstaining, and how many were entitled to vote.</summary>
/// <param name="Eligible">The electorate.</param>
/// <param name="TookPart">Everyone who cast any ballot.</param>
/// <param name="For">Votes for.</param>
/// <param name="Against">Votes against.</param>
public sealed record VoiceCount(int Eligible, int TookPart, int For, int Against)
{
    /// <summary>Those who took part without a vote for or against.</summary>
    public int Abstained => TookPart - For - Against;

    /// <summary>The number that a share is taken of.</summary>
    public int Denominator(Denominator of) => of switch
    {
        CommunitiesOfPractice.Rules.Denominator.Eligible => Eligible,
        CommunitiesOfPractice.Rules.Denominator.TookPart => TookPart,
        CommunitiesOfPractice.Rules.Denominator.Decisive => For + Against,
        _ => throw new ArgumentOutOfRangeException(nameof(of), of, "No such denominator."),
    };
}

/// <summary>When a decision may be voted on, and whether a vote may be changed.</summary>
/// <param name="Notice">The time from tabling until voting opens: to read, reply, stand, or declare an interest.</param>
/// <param name="Open">How long voting is open. Longer than nothing.</param>
/// <param name="Longest">How long voting may be open at most, extensions included; at least <paramref name="Open"/>.</param>
public sealed record Timing(Duration Notice, Duration Open, Duration Longest)
{
    /// <summary>Before voting opens.</summary>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public Duration Notice {
        get; init => field = Guard.Against.OutOfRange(value, nameof(Notice), Duration.Zero, Duration.MaxValue); } =
        Guard.Against.OutOfRange(Notice, nameof(Notice), Duration.Zero, Duration.MaxValue);

    /// <summary>While voting is open.</summary>
    /// <exception cref="ArgumentException">It is not longer than nothing.</exception>
    public Duration Open {
        get; init => field = Guard.Against.OutOfRange(value, nameof(Open), Duration.Epsilon, Duration.MaxValue); } =
        Guard.Against.OutOfRange(Open, nameof(Open), Duration.Epsilon, Duration.MaxValue);

    /// <summary>So many days of notice, then so many of voting, and no extension.</summary>
    public static Timing Days(int notice, int open) =>
        new(Duration.FromDays(notice), Duration.FromDays(open), Duration.FromDays(open));

    /// <summary>The same with extensions up to so many days.</summary>
    public Timing UpTo(int days) => this with { Longest = Duration.FromDays(days) };
}

/// <summary>Whether a vote can be changed, which excludes closing early (law 7).</summary>
public enum VotePolicy
{
    /// <summary>A vote may be changed until the close. The decision never closes early.</summary>
    Changeable,
    /// <summary>A vote is final. The decision closes as soon as no remaining vote could change its outcome.</summary>
    Final,
}

/// <summary>
/// How the members decide a matter together: the rule that a charter names. The set is closed. The sentence that a charter prints
/// comes from the object that decides.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(LazyConsensus), "lazy-consensus")]
[JsonDerivedType(typeof(MajorityRule), "majority")]
[JsonDerivedType(typeof(ConsentRule), "consent")]
[JsonDerivedType(typeof(ChoosingRule), "choosing")]
[JsonDerivedType(typeof(ConsensusRule), "consensus")]
[JsonDerivedType(typeof(RoughConsensusRule), "rough-consensus")]
[JsonDerivedType(typeof(AdviceRule), "advice")]
[JsonDerivedType(typeof(GradientsRule), "gradients")]
[JsonDerivedType(typeof(SortitionRule), "sortition")]
public abstract record DecisionRule
{
    private protected DecisionRule()
    {
    }

    /// <summary>Notice, voting time and its limit.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public required Timing Timing { get; init => field = Guard.Against.Null(value); }

    /// <summary>How many must take part.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Quorum Quorum { get; init => field = Guard.Against.Null(value); } = Quorum.AtLeast(1);

    /// <summary>Whether a vote can be changed.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public VotePolicy Votes { get; init => field = Guard.Against.EnumOutOfRange(value); } = VotePolicy.Changeable;

    /// <summary>
    /// Whether a decision that failed because it had no quorum may be called again with a quorum of those who then take part: at
    /// least two, or one where only one has a vote. Amending, admitting, inviting, elections and appeals always may (law 6). A
    /// quorum of groups holds at a second call too, except for these.
    /// </summary>
    public bool SecondCall { get; init; } = true;

    /// <summary>Whether nobody is told the count before it closes.</summary>
    public bool HiddenUntilClose { get; init; }

    /// <summary>
    /// Whether the ballot is secret. Who took part is on the record, and who chose what never is. Ballots go into a sealed box
    /// that the host keeps and is trusted with. After the close it brings them all at once (<see cref="OpenBox"/>). Nothing
    /// closes early and nobody is represented.
    /// </summary>
    public bool Secret { get; init; }

    /// <summary>How somebody who does not vote may be represented; null where nobody may.</summary>
    public ProxyTerms? Proxies { get; init; }

    /// <summary>
    /// Who sees it, which is apart from who votes. Members see it, unless the rule says otherwise. The person that it concerns
    /// always does.
    /// </summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public DecisionAudience SeenBy { get; init => field = Guard.Against.EnumOutOfRange(value); }

    /// <summary>How it is decided, in plain English.</summary>
    public string Sentence => In(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording) => Said(Guard.Against.Null(wording));

    /// <summary>What it says, in the words of a host.</summary>
    private protected abstract string Said(Wording wording);

    /// <summary>Whether it chooses among options rather than says yes or no.</summary>
    internal virtual bool Chooses => false;

    /// <summary>Whether it may come to a lot, so that a seed is committed before voting opens.</summary>
    internal virtual bool DrawsLots => false;

    /// <summary>Why a closed decision came out as it did, sentence by sentence, and the tables behind it.</summary>
    internal virtual Explanation Explain(Decision decision, IReadOnlyList<string> labels, Wording wording) => new(
    [
        decision.Verdict(wording),
        .. decision.IsCounted ? Reasons(decision, wording) : [],
        .. decision.IsCounted && NoOneAlone.Reason(decision, wording) is { } law ? [law] : Array.Empty<string>(),
    ], []);

    /// <summary>Which quorum and threshold met which number.</summary>
    private protected virtual IEnumerable<string> Reasons(Decision decision, Wording wording)
    {
        var count = decision.Result!.Count;
        yield return wording.Sentences(
            Turnout(decision, wording).Append(wording.Say("result.votes", count.For, count.Against, count.Abstained)));
        yield return QuorumReason(decision, wording);
    }

    /// <summary>How many took part, and how many of them were represented.</summary>
    private protected static IEnumerable<string> Turnout(Decision decision, Wording wording)
    {
        var count = decision.Result!.Count;
        yield return wording.Say("result.turnout", wording.Count("result.voters", count.Eligible), count.TookPart);
        if (decision.Represented.Count > 0) yield return wording.Count("result.represented", decision.Represented.Count);
    }

    private protected string QuorumReason(Decision decision, Wording wording) => wording.Sentences(
    [
        decision.IsSecondCall ? wording.Say("result.second-call") : wording.Say("result.quorum", Quorum.In(wording)),
        .. decision.IsSecondCall && !decision.Proposal.HasSecondCall && Quorum.OfGroups() is { } groups
            ? [wording.Say("result.second-call.groups", groups.AsPart(wording))]
            : Array.Empty<string>(),
        wording.Say(decision.Result!.Outcome == Outcome.Inquorate ? "result.quorum.missed" : "result.quorum.reached"),
    ]);

    /// <summary>How many objections or blocks were left, where so many stop it.</summary>
    private protected static string ObjectionReason(Decision decision, string key, int stopping, Wording wording) =>
        wording.Sentences(wording.Count(key, decision.Standing), wording.Count(key + "-stop", stopping));

    /// <summary>The ballots that a voter is offered where there are few enough to list.</summary>
    internal virtual IEnumerable<Ballot> Choices => [VoiceBallot.For, VoiceBallot.Against, VoiceBallot.Abstain];

    /// <summary>
    /// What somebody can do about a matter before the members under this rule, whether or not they may. Placeholders hold what
    /// they choose themselves.
    /// </summary>
    internal virtual IEnumerable<CommunityAct> Acts(Decision decision, PersonId person)
    {
        if (Secret) yield return new TakePart(person, decision.Id);
        else foreach (var ballot in Choices) yield return new Vote(person, decision.Id, ballot);
        if (HearsObjections) yield return new ObjectTo(person, decision.Id, Unsaid.Words);
        if (HearsStandingAside) yield return new StandAside(person, decision.Id, Unsaid.Words);
        foreach (var objector in decision.Objections.Where(o => o.Stands).Select(o => o.By).Distinct())
        {
            if (objector == person) yield return new Satisfied(person, decision.Id);
            else if (Tester is not null)
                foreach (var stands in new[] { false, true })
                    yield return new TestObjection(person, decision.Id, objector, stands, Unsaid.Words);
        }

        foreach (var objection in decision.Objections.Where(o => HearsSeconds && o.MayBeSeconded && o.By != person))
        {
            if (objection.SecondedBy.Contains(person)) yield return new WithdrawSecond(person, decision.Id, objection.By);
            else if (objection == decision.ObjectionToSecond(objection.By))
                yield return new SecondObjection(person, decision.Id, objection.By);
        }

        if (Integrates && decision.By == person) yield return new Integrate(person, decision.Id, decision.Proposal);
        if (!DrawsLots) yield break;
        if (decision.Commitment is null) yield return new CommitLot(person, decision.Id, Unsaid.Lot.Commitment);
        else if (decision.Lot is null) yield return new RevealSeed(person, decision.Id, Unsaid.Lot);
    }

    /// <summary>Both conclusions, for a rule that leaves it to one person.</summary>
    private protected static IEnumerable<CommunityAct> Conclusions(Decision decision, PersonId person) =>
        [new Conclude(person, decision.Id, true, Unsaid.Words), new Conclude(person, decision.Id, false, Unsaid.Words)];

    /// <summary>Whether it counts ballots at all.</summary>
    internal bool CountsBallots => Choices.Any();

    /// <summary>
    /// The act by which somebody says so under this rule. Null where it asks nobody to, or hears no such thing.
    /// </summary>
    internal CommunityAct? Saying(Voice voice, DecisionId decision, PersonId by) =>
        voice == Voice.Against && HearsObjections ? new ObjectTo(by, decision, Unsaid.Words)
        : voice == Voice.Abstain && HearsStandingAside ? new StandAside(by, decision, Unsaid.Words)
        : Choices.LastOrDefault(ballot => VoiceOf(ballot) == voice) is not { } ballot ? null
        : Secret ? new TakePart(by, decision)
        : new Vote(by, decision, ballot);

    /// <summary>Whether it hears objections with their reasons.</summary>
    internal virtual bool HearsObjections => false;

    /// <summary>Whether somebody may stand aside with a reason.</summary>
    internal virtual bool HearsStandingAside => false;

    /// <summary>Whether the proposal may be changed to integrate objections, in a new round.</summary>
    internal virtual bool Integrates => false;

    /// <summary>What an objector's ballot says while the objection is open; null where an objection is no ballot.</summary>
    internal virtual Ballot? ObjectionBallot => null;

    /// <summary>
    /// The office whose holder upholds an objection or sets it aside. Null where only its objector says that it is addressed.
    /// </summary>
    internal virtual OfficeId? Tester => null;

    /// <summary>
    /// Whether objections are seconded: a tester may set an objection aside, and the rule has no appeal of its own (law 16).
    /// </summary>
    internal virtual bool HearsSeconds => Tester is not null;

    /// <summary>The same rule with nobody who tests objections.</summary>
    internal virtual DecisionRule Untested => this;

    /// <summary>The name of a rule that the matter may be turned over to; null where there is none.</summary>
    internal virtual string? TurnsOverTo => null;

    /// <summary>Whether an objection turns the matter over now.</summary>
    internal virtual bool TurnsOver(Decision decision) => false;

    /// <summary>The key of why it may not settle a matter, whatever a charter says (laws 4 and 16); null where it may.</summary>
    internal virtual string? WhyNot(Matter matter) => null;

    /// <summary>Whether it gives a day at least from when words are tabled, or last changed, to the close (law 16).</summary>
    /// <param name="notice">The notice before voting opens.</param>
    internal bool GivesADay(Duration notice) =>
        Timing.Open >= Bounds.Day || (!Integrates && (notice >= Bounds.Day || notice + Timing.Open >= Bounds.Day));

    /// <summary>What a proposal has to come with under this rule; null where it does.</summary>
    /// <param name="sitting">What is so.</param>
    /// <param name="proposal">What is proposed.</param>
    /// <param name="by">Who tables it; null for a petition.</param>
    /// <param name="advisers">Whose advice the proposer asks.</param>
    internal virtual Ruling? RefuseTabling(Sitting sitting, Proposal proposal, PersonId? by, ValueList<PersonId> advisers) =>
        advisers.Count == 0 ? null : sitting.Refuse(Clauses.NoAdvice, Condition.CharterClause);

    /// <summary>
    /// Who may conclude the matter, and when. The result is the refusal for anybody else. Under most rules the votes conclude it.
    /// </summary>
    internal virtual Ruling? RefuseConclusion(Sitting sitting, Decision decision, PersonId by, bool carried) =>
        sitting.Refuse(Clauses.NobodyConcludes, Condition.CharterClause, null, Witness.Of(decision.Id));

    /// <summary>When a matter closes that is concluded at an instant.</summary>
    internal virtual Instant ClosesWhenConcluded(Decision decision, Instant at) => at;

    /// <summary>What a ballot says for the count.</summary>
    internal virtual Voice VoiceOf(Ballot ballot) => ballot is VoiceBallot { Voice: var voice } ? voice : Voice.Abstain;

    /// <summary>Whether a ballot is of a kind this rule counts; the refusal where it is not.</summary>
    internal abstract Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot);

    /// <summary>
    /// The result if the decision closed now: what the rule counts, and for what decides for others law 16 as well.
    /// </summary>
    internal Result Count(Decision decision)
    {
        var result = Counted(decision);
        if (decision.Proposal.Affects == Affects.Nobody) return result;
        var own = decision.OwnVotes(result.Count);
        return result with
        {
            Outcome = result.Outcome == Outcome.Carried && !decision.AllowedBy(own) ? Outcome.Failed : result.Outcome,
            Own = decision.Represented.Count > 0 ? own : null,
            ProposerCounted = decision.HasSilentProposer,
        };
    }

    /// <summary>What the rule itself counts.</summary>
    private protected abstract Result Counted(Decision decision);

    /// <summary>Whether no completion of the votes still to come could change the outcome.</summary>
    internal abstract bool IsCertain(Decision decision);

    /// <summary>Whether enough take part: at a second call two, or one where only one has a vote (law 6).</summary>
    private protected bool IsQuorate(Decision decision, VoiceCount count)
    {
        if (count.Eligible == 0) return false;
        var turnout = decision.Turnout(count);
        return decision.IsSecondCall
            ? turnout.Count.TookPart >= Math.Min(2, count.Eligible)
                && (decision.Proposal.HasSecondCall || Quorum.OfGroups()?.IsReached(turnout) != false)
            : Quorum.IsReached(turnout);
    }

    /// <summary>What is wrong with the rule in a community of these people, for the charter check.</summary>
    internal virtual IEnumerable<string> Faults(Charter charter, Everybody everybody, Wording wording)
    {
        if (Timing.Longest < Timing.Open) yield return wording.Say("fault.longest-shorter");
        foreach (var fault in Bounds.NotLonger(wording, Timing.Notice, "fault.notice")
            .Concat(Bounds.NotLonger(wording, Timing.Longest, "fault.longest"))) yield return fault;
        if (!CountsBallots && Quorum != Quorum.AtLeast(1)) yield return wording.Say("fault.quorum-idle", Quorum.In(wording));
        else if (!Quorum.CanBeReachedBy(everybody))
            yield return wording.Say("fault.quorum-unreachable", Quorum.In(wording), wording.Count("people", everybody.Count));
        foreach (var fault in Quorum.Faults(wording).Concat(Proxies?.Faults(wording) ?? [])) yield return fault;
        if (Secret && this is not (MajorityRule or ChoosingRule)) yield return wording.Say("fault.secret-reasons");
        if (Secret && Votes == VotePolicy.Final) yield return wording.Say("fault.secret-final");
        if (Secret && Proxies is not null) yield return wording.Say("fault.secret-proxies");
        if (Proxies is not null && this is not (MajorityRule or ChoosingRule or GradientsRule))
            yield return wording.Say("fault.proxied-reasons");
    }

    /// <summary>
    /// What is wrong with an office that judges: it would hold too much if it settled matters alone as well (law 4).
    /// </summary>
    /// <param name="charter">The charter.</param>
    /// <param name="judge">The office; null where the rule has none.</param>
    /// <param name="called">What the rule has it do: <c>tester</c>, <c>caller</c> or <c>casting-voice</c>.</param>
    /// <param name="wording">In whose words.</param>
    private protected static IEnumerable<string> JudgeFaults(Charter charter, OfficeId? judge, string called, Wording wording)
    {
        if (judge is not { } office) yield break;
        if (charter.Office(office) is null) yield return wording.Say($"fault.{called}-unknown", office);
        if (CharterCheck.IsOpenToOutsiders(charter, office)) yield return wording.Say($"fault.{called}-outsiders", office);
        if (called != "casting-voice" && charter.Matters.Any(m => m.Authority is HolderOf holder && holder.Office == office))
            yield return wording.Say($"fault.{called}-alone", office);
    }

    /// <summary>What is wrong with a rule under which positions change as objections are addressed.</summary>
    private protected IEnumerable<string> FinalVoteFaults(Wording wording)
    {
        if (Votes == VotePolicy.Final) yield return wording.Say("fault.final-positions");
    }

    /// <summary>A rule by which people vote: how it is decided, who must take part, how long, and what is so of votes.</summary>
    private protected string Terms(Wording wording, params IEnumerable<string> how) =>
        Text(wording, [.. how, wording.Say("rule.quorum", Quorum.In(wording)), .. Times(wording, "vote"), .. Votings(wording)]);

    /// <summary>Notice, where there is any, the time for what there is to do, and how far its proposer may extend that.</summary>
    /// <param name="wording">In whose words.</param>
    /// <param name="what">What there is time for: <c>vote</c>, <c>object</c>, <c>decide</c> or <c>reveal</c>.</param>
    private protected IEnumerable<string> Times(Wording wording, string what)
    {
        var open = wording.Time(Timing.Open);
        yield return Timing.Notice > Duration.Zero
            ? wording.Say($"rule.notice-{what}", wording.Time(Timing.Notice), open)
            : wording.Say("rule." + what, open);
        if (Timing.Longest > Timing.Open) yield return wording.Say("rule.longest", wording.Time(Timing.Longest));
    }

    /// <summary>Several sentences as one text.</summary>
    private protected static string Text(Wording wording, IEnumerable<string> sentences) =>
        sentences.Aggregate((before, next) => wording.Say("text.join", before, next));

    private IEnumerable<string> Votings(Wording wording)
    {
        yield return wording.Say(Votes == VotePolicy.Final ? "rule.votes-final" : "rule.votes-changeable");
        if (SecondCall)
            yield return Quorum.OfGroups() is { } groups
                ? wording.Say("rule.second-call-of-groups", groups.AsPart(wording))
                : wording.Say("rule.second-call");
        if (Secret) yield return wording.Say("rule.secret");
        if (Proxies is { } proxies) yield return proxies.In(wording);
        if (HiddenUntilClose) yield return wording.Say("rule.hidden");
    }
}
