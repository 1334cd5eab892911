using System.Text.Json.Serialization;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>Where a decision is.</summary>
public enum DecisionPhase
{
    /// <summary>Announced: time to read, reply, stand or declare an interest. The electorate is not frozen yet.</summary>
    Notice,
    /// <summary>Open: the electorate is frozen and ballots are cast.</summary>
    Open,
    /// <summary>Over.</summary>
    Closed,
    /// <summary>Voting is over, and the box of a secret ballot is not open yet.</summary>
    Sealed,
}

/// <summary>How a decision ended.</summary>
public enum Outcome
{
    /// <summary>Carried, and in effect.</summary>
    Carried,
    /// <summary>Decided against.</summary>
    Failed,
    /// <summary>Too few took part.</summary>
    Inquorate,
    /// <summary>A tie that the charter's tie rules did not break.</summary>
    Tied,
    /// <summary>Withdrawn before it was decided.</summary>
    Withdrawn,
    /// <summary>Carried, but what it would have done was no longer possible.</summary>
    Lapsed,
    /// <summary>Never counted: the host did not open the box of a secret ballot in time.</summary>
    Unopened,
}

/// <summary>What a decision came to: kept in the record as it was counted, so that it stays decided.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Count">Who could, who did, and how.</param>
public sealed record Result(Outcome Outcome, VoiceCount Count)
{
    /// <summary>The options chosen, in order; empty for a yes-or-no matter.</summary>
    public ValueList<int> Chosen { get; init; } = ValueList<int>.Empty;

    /// <summary>
    /// What the tie rules were given that no ballot says. Null where they use nothing of the kind. You can repeat the count from
    /// it and the papers.
    /// </summary>
    public TieEvidence? Evidence { get; init; }

    /// <summary>
    /// The count without the ballots that were cast for people by those who represent them; null where nobody was represented.
    /// </summary>
    public VoiceCount? Own { get; init; }

    /// <summary>
    /// Whether the proposer, who cast no ballot, counted as one of the two people law 16 asks for, and towards the quorum.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ProposerCounted { get; init; }
}

/// <summary>An objection and what became of it.</summary>
/// <param name="By">Who objects.</param>
/// <param name="Reason">Why.</param>
/// <param name="State">What became of it.</param>
public sealed record Objection(PersonId By, FreeText Reason, ObjectionState State)
{
    /// <summary>Why it was upheld or set aside; null before.</summary>
    public FreeText? Finding { get; init; }

    /// <summary>
    /// Other people of the electorate who second it: setting it aside then turns the matter over to the rule for appeals (law
    /// 16).
    /// </summary>
    public ValueList<PersonId> SecondedBy { get; init; } = ValueList<PersonId>.Empty;

    /// <summary>Whether it keeps the proposal from being carried.</summary>
    public bool Stands => State is ObjectionState.Open or ObjectionState.Upheld;

    /// <summary>Whether another person may second it: while it is open or upheld, and after it was set aside.</summary>
    internal bool MayBeSeconded => Stands || State == ObjectionState.SetAside;
}

/// <summary>What became of an objection.</summary>
public enum ObjectionState
{
    /// <summary>Raised.</summary>
    Open,
    /// <summary>The objector says it is addressed.</summary>
    Addressed,
    /// <summary>The tester upheld it.</summary>
    Upheld,
    /// <summary>The tester set it aside, with a reason.</summary>
    SetAside,
    /// <summary>The person stands aside: their reason is recorded, and it stops nothing.</summary>
    StoodAside,
}

/// <summary>
/// Those who may take part in one decision, frozen when voting opened (law 5). The same people are used for eligibility,
/// denominator, quorum and display. Freezing costs nothing, because the roll never changes in place. It changes only where two
/// keys are found to be one person (law 13).
/// </summary>
public sealed class Electorate : IEquatable<Electorate>
{
    private readonly PersistentMap<PersonId, Standing> _roll;
    private readonly PersistentMap<PersonId, FreeText> _recused;

    internal Electorate(PersistentMap<PersonId, Standing> roll, int counting, PersistentMap<PersonId, FreeText> recused)
    {
        (_roll, _recused) = (roll, recused);
        Eligible = counting;
        foreach (var (person, _) in recused)
            if (roll.Find(person) is { Counts: true }) Eligible--;
    }

    private Electorate(PersistentMap<PersonId, Standing> roll, PersistentMap<PersonId, FreeText> recused, int eligible) =>
        (_roll, _recused, Eligible) = (roll, recused, eligible);

    /// <summary>
    /// How many they are: the denominator. It changes only where two of its places turn out to be the same person's.
    /// </summary>
    public int Eligible { get; }

    /// <summary>Everybody in it, in a stable order.</summary>
    public IEnumerable<PersonId> People => _roll.Where(e => e.Value.Counts && !_recused.Has(e.Key)).Select(e => e.Key);

    /// <summary>Whether a person has a place in it.</summary>
    public bool Contains(PersonId person) => _roll.Find(person) is { Counts: true } && !_recused.Has(person);

    internal PersistentMap<PersonId, Standing> Roll => _roll;

    internal PersistentMap<PersonId, FreeText> Recused => _recused;

    internal Standing this[PersonId person] => _roll.Find(person) ?? Standing.None;

    /// <summary>
    /// The same people, where two keys turn out to be one person. If both keys have a place, one stays. A place of the second key
    /// becomes the first key's (law 13). The person that the decision concerns has none.
    /// </summary>
    internal Electorate Merged(OnePerson one, bool concernsThem)
    {
        if (concernsThem)
        {
            var places = new[] { one.Kept, one.Dropped }.Count(Contains);
            return places == 0
                ? this
                : new(_roll.Without(one.Dropped), _recused.With(one.Kept, Decision.Concerned), Eligible - places);
        }

        if (!Contains(one.Dropped)) return this;
        var rest = _roll.Without(one.Dropped);
        return Contains(one.Kept)
            ? new(rest, _recused, Eligible - 1)
            : new(rest.With(one.Kept, _roll.Find(one.Dropped)!), _recused.Without(one.Kept), Eligible);
    }

    /// <summary>The same people with the same affiliations.</summary>
    public bool Equals(Electorate? other) =>
        other is not null && Eligible == other.Eligible && _roll.Equals(other._roll) && _recused.Equals(other._recused);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Electorate);

    /// <inheritdoc/>
    public override int GetHashCode() => Eligible;
}

/// <summary>A matter before the members, or a matter that they have settled.</summary>
public sealed partial record Decision
{
    [System.Text.Json.Serialization.JsonConstructor]
    internal Decision()
    {
    }

    /// <summary>Its number.</summary>
    public required DecisionId Id { get; init; }

    /// <summary>What takes effect if it is carried.</summary>
    public required Proposal Proposal { get; init; }

    /// <summary>The name of the rule it is decided by.</summary>
    public required string RuleName { get; init; }

    /// <summary>
    /// The rule it is decided by: of the charter version in force when it was tabled, whatever is amended later.
    /// </summary>
    public required DecisionRule Rule { get; init; }

    /// <summary>That charter version's number.</summary>
    public required int CharterVersion { get; init; }

    /// <summary>The charter version that was adopted and waited to come into force when it was tabled; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CharterToCome { get; init; }

    /// <summary>Who tabled it; null where the charter or a petition did.</summary>
    public PersonId? By { get; init; }

    /// <summary>Why, in the proposer's words.</summary>
    public FreeText? Why { get; init; }

    /// <summary>Where it is.</summary>
    public DecisionPhase Phase { get; init; }

    /// <summary>When it was tabled.</summary>
    public Instant TabledAt { get; init; }

    /// <summary>When its words were tabled or last changed.</summary>
    public Instant WordedAt { get; init; }

    /// <summary>When voting opens or opened.</summary>
    public Instant OpensAt { get; init; }

    /// <summary>When it closes or closed.</summary>
    public Instant ClosesAt { get; init; }

    /// <summary>Which round it is in: 1, and one more each time the proposal is changed to integrate an objection.</summary>
    public int Round { get; init; } = 1;

    /// <summary>Whether this is the second call of a matter that lacked a quorum.</summary>
    public bool IsSecondCall { get; init; }

    /// <summary>The decision it follows: the first call, the first of two amendments, or the decision appealed against.</summary>
    public DecisionId? Follows { get; init; }

    /// <summary>Who may vote; null before voting opens, and once it is closed.</summary>
    public Electorate? Electorate { get; init; }

    /// <summary>Objections, in the order they were raised.</summary>
    public ValueList<Objection> Objections { get; init; } = ValueList<Objection>.Empty;

    /// <summary>
    /// The people who stand for election, in the order in which they put themselves forward. A ballot's options are their places
    /// in this list.
    /// </summary>
    public ValueList<PersonId> Candidates { get; init; } = ValueList<PersonId>.Empty;

    /// <summary>What the person concerned replied, where there is one.</summary>
    public FreeText? Reply { get; init; }

    /// <summary>The people that the proposer asks for advice. Empty except under a rule of advice.</summary>
    public ValueList<PersonId> Advisers { get; init; } = ValueList<PersonId>.Empty;

    /// <summary>The advice given, in order, with the proposer's answers.</summary>
    public ValueList<Advice> Advice { get; init; } = ValueList<Advice>.Empty;

    /// <summary>
    /// The conclusion drawn, under a rule that leaves it to one person; null before, and under every other rule.
    /// </summary>
    public Conclusion? Conclusion { get; init; }

    /// <summary>The commitment to the seed of a lot; null where none was made.</summary>
    public LotCommitment? Commitment { get; init; }

    /// <summary>The lot, once its seed is revealed; null before.</summary>
    public Lot? Lot { get; init; }

    /// <summary>The candidate who gets the casting voice if votes are tied. Null where it is not given.</summary>
    public PersonId? CastingVoice { get; init; }

    /// <summary>
    /// The ballots of a closed decision that chose among options or was secret, in a canonical order and without who cast them.
    /// Empty before the close. You can repeat the count from them and the evidence of the result.
    /// </summary>
    public ValueList<BallotPile> Papers { get; init; } = ValueList<BallotPile>.Empty;

    /// <summary>Who was represented, and who represented them. Empty before the close.</summary>
    public ValueList<Representation> Represented { get; init; } = ValueList<Representation>.Empty;

    /// <summary>What it came to; null before it is closed.</summary>
    public Result? Result { get; init; }

    /// <summary>Who stood, was not elected, and would still serve if a seat falls vacant.</summary>
    public ValueList<PersonId> WouldServe { get; init; } = ValueList<PersonId>.Empty;

    /// <summary>The other communities that have carried the same joint decision; none for every other decision.</summary>
    public ValueList<CommunityId> Agreed { get; init; } = ValueList<CommunityId>.Empty;

    /// <summary>When the last community had carried a joint decision; null before, and for every other decision.</summary>
    public Instant? JointlyCarriedAt { get; init; }

    /// <summary>What the community says the outcome means.</summary>
    public FreeText? OutcomeStatement { get; init; }

    /// <summary>When the outcome is to be looked at again.</summary>
    public Instant? ReviewBy { get; init; }

    [System.Text.Json.Serialization.JsonInclude]
    internal PersistentMap<PersonId, Ballot> Ballots { get; init; } = PersistentMap<PersonId, Ballot>.Empty;

    /// <summary>Who declared an interest, and which.</summary>
    [System.Text.Json.Serialization.JsonInclude]
    internal PersistentMap<PersonId, FreeText> Recused { get; init; } = PersistentMap<PersonId, FreeText>.Empty;

    /// <summary>What the tie rules are given, while it is counted.</summary>
    internal TieEvidence Evidence { get; init; } = TieEvidence.None;

    [System.Text.Json.Serialization.JsonInclude]
    internal int For { get; init; }

    [System.Text.Json.Serialization.JsonInclude]
    internal int Against { get; init; }

    /// <summary>How many options a ballot chooses among; 0 for yes or no.</summary>
    internal int Options => Rule.Chooses ? Proposal.OptionCount(this) : 0;

    /// <summary>Whether somebody has cast a ballot.</summary>
    public bool HasVoted(PersonId person) => Ballots.Has(person);

    /// <summary>Whether somebody has no vote on it: it concerns them, or they have declared an interest.</summary>
    public bool HasRecused(PersonId person) => Proposal.Concerns == person || Recused.Has(person);

    /// <summary>Whether it is an appeal against a removal, a bar or a declined request, which the charter tables.</summary>
    internal bool IsAppeal => Proposal is Reinstate || (Proposal is Admit && By is null);

    /// <summary>
    /// Whether it is somebody's own appeal or offer, which they may take back whether they are a member or not.
    /// </summary>
    internal bool IsAppealOrOfferOf(PersonId person) => Proposal switch
    {
        Reinstate appeal => appeal.Person == person,
        Admit appeal => By is null && appeal.Person == person,
        Appoint offer => offer.Volunteer == person,
        _ => false,
    };

    internal static readonly FreeText Concerned = FreeText.Of("It concerns them.");

    /// <summary>Everybody who <see cref="HasRecused"/>: who has no place in its electorate.</summary>
    internal PersistentMap<PersonId, FreeText> Recusals =>
        Proposal.Concerns is { } concerned && !Recused.Has(concerned) ? Recused.With(concerned, Concerned) : Recused;

    /// <summary>Whether nobody is told the count before it closes.</summary>
    internal bool IsHidden => Result is null && (Rule.HiddenUntilClose || Rule.Secret);

    /// <summary>Whether its time is over and what is in its box comes next.</summary>
    internal bool IsSealing => Rule.Secret && Phase == DecisionPhase.Open && Ballots.Count > 0;

    /// <summary>Whether its box was never opened.</summary>
    internal bool IsUnopened => Phase == DecisionPhase.Sealed && Papers.Count == 0;

    /// <summary>Every ballot that counts.</summary>
    internal IEnumerable<BallotPile> Cast => Rule.Secret ? Papers : Ballots.Select(b => new BallotPile(b.Value));

    /// <summary>Whether its votes were counted, rather than taken back or overtaken.</summary>
    internal bool IsCounted => Result is { Outcome: not (Outcome.Withdrawn or Outcome.Unopened) };

    /// <summary>With a ballot like their holder's for each who is represented.</summary>
    internal Decision Representing(ValueList<Representation> represented)
    {
        var poll = new Poll(Ballots.Edit(), Rule) { For = For, Against = Against };
        foreach (var (person, holder) in represented) poll.Cast(person, Ballots.Find(holder)!);
        return this with { Ballots = poll.Ballots.Freeze(), For = poll.For, Against = poll.Against, Represented = represented };
    }

    /// <summary>How it ended, in a sentence.</summary>
    internal string Verdict(Wording wording) => wording.Say("result." + Names.Of(Result!.Outcome));

    /// <summary>The objection of somebody that another person may second. The latest, where there are several.</summary>
    internal Objection? ObjectionToSecond(PersonId objector) =>
        Objections.LastOrDefault(o => o.By == objector && o.MayBeSeconded);

    /// <summary>With other seconds of the objections of somebody that are of a kind.</summary>
    internal Decision WithSeconds(
        PersonId objector, Func<Objection, bool> which, Func<ValueList<PersonId>, ValueList<PersonId>> change) =>
        this with {
            Objections = Objections.Select(o => o.By == objector && which(o) ? o with { SecondedBy = change(o.SecondedBy) } : o)
                .ToValueList() };

    /// <summary>How many people have an objection that is open or upheld.</summary>
    internal int Standing => Objections.Where(o => o.Stands).Select(o => o.By).Distinct().Count();

    internal VoiceCount VoiceCount => new(Electorate?.Eligible ?? 0, Ballots.Count, For, Against);

    /// <summary>
    /// Who took part, for a quorum. A proposer who cast no ballot and still can counts as taking part where law 16 counts them.
    /// </summary>
    internal Turnout Turnout(VoiceCount count) =>
        new(HasSilentProposer && !HasVoted(By!.Value) ? count with { TookPart = count.TookPart + 1 } : count, kind =>
            GroupTurnouts(kind, count));

    /// <summary>
    /// The turnout of each group of a kind that has somebody in the electorate. Each person counts for one group. Where a count
    /// says that everyone takes part, so does everyone in each group.
    /// </summary>
    private IReadOnlyList<GroupTurnout> GroupTurnouts(GroupKind kind, VoiceCount count)
    {
        var groups = new SortedDictionary<DirectoryGroup, (int Eligible, int TookPart)>();
        foreach (var person in Electorate!.People)
        {
            if (Electorate[person].GroupOf(kind) is not { } group) continue;
            groups.TryGetValue(group, out var so);
            var took = count.TookPart == count.Eligible || Ballots.Has(person) || (HasSilentProposer && By == person);
            groups[group] = (so.Eligible + 1, so.TookPart + (took ? 1 : 0));
        }

        return [.. groups.Select(g => new GroupTurnout(g.Key, g.Value.Eligible, g.Value.TookPart))];
    }
}
