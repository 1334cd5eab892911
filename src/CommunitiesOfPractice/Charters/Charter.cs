namespace CommunitiesOfPractice;

/// <summary>Who settles one matter.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Authority">Who settles it.</param>
public sealed record MatterClause(Matter Matter, Authority Authority)
{
    /// <summary>The matter.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Matter Matter { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Matter);

    /// <summary>Who settles it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Authority Authority { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Authority);

    /// <summary>The matter in plain English: <c>amending this charter</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Words => WordsIn(Wording.English);

    /// <summary>
    /// The clause as the charter prints it: <c>The members together may amend this charter, by the rule two-thirds.</c>
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Sentence => In(Wording.English);

    /// <summary>The matter in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string WordsIn(Wording wording) => Guard.Against.Null(wording).Of(Matter);

    /// <summary>The clause in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording) => Authority.Settles(Matter, Guard.Against.Null(wording));
}

/// <summary>A decision rule under the name that the charter gives it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Rule">The rule.</param>
public sealed record NamedRule(string Name, DecisionRule Rule)
{
    /// <summary>The name.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public string Name { get; init => field = Naming.Checked(value, nameof(Name)); } = Naming.Checked(Name, nameof(Name));

    /// <summary>The rule.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public DecisionRule Rule { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Rule);
}

/// <summary>
/// How a community governs itself, as a value: who settles each matter, how people join, which offices there are, how the members
/// decide. It can be compared, printed as sentences, checked before it is adopted, and stored. What law makes entrenched
/// (voluntary membership, leaving, appeal, counting as away those the host no longer lists) is not in it, because no charter can
/// take it away.
/// </summary>
public sealed partial record Charter
{
    private static readonly Duration UsualPatience = Duration.FromDays(14);

    private static readonly Duration UsualGatheringNotice = Duration.FromDays(7);

    private static readonly Duration UsualUnansweredAfter = Duration.FromDays(14);

    /// <summary>What this kind of charter is called, such as <c>Consent</c>.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public required string Name { get; init => field = Naming.Checked(value, nameof(Name)); }

    /// <summary>How somebody becomes a member.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public required JoiningRule Joining { get; init => field = Guard.Against.Null(value); }

    /// <summary>Who settles each matter. Every matter is here exactly once, which the check makes sure of.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null.</exception>
    public required ValueList<MatterClause> Matters { get; init => field = Guard.Against.Gaps(value); }

    /// <summary>The rules by which the members decide.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null.</exception>
    public required ValueList<NamedRule> Rules { get; init => field = Guard.Against.Gaps(value); }

    /// <summary>The offices.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null.</exception>
    public ValueList<Office> Offices { get; init => field = Guard.Against.Gaps(value); } = ValueList<Office>.Empty;

    /// <summary>The name of the rule by which the members hear an appeal.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public required string Appeals { get; init => field = Naming.Checked(value, nameof(Appeals)); }

    /// <summary>How long somebody has to reply before a removal is voted on.</summary>
    public Duration RemovalNotice { get; init; } = Duration.FromDays(14);

    /// <summary>How long a removal or a declined request may be appealed against.</summary>
    public Duration AppealWithin { get; init; } = Duration.FromDays(28);

    /// <summary>
    /// The share of members whose signatures bring a matter before the members, without the person who would otherwise open it.
    /// </summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public Ratio PetitionShare { get; init => field = Guard.Against.Default(value); } = new(1, 5);

    /// <summary>Whether people who are not members may watch.</summary>
    public bool ObserversWelcome { get; init; } = true;

    /// <summary>Whether observers read what members read.</summary>
    public bool ObserversRead { get; init; }

    /// <summary>
    /// How long nobody could act for an office before any member who offers may stand in, and how long nobody was left before the
    /// community rests (laws 4 and 6). Fourteen days unless it says otherwise.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Duration Patience {
        get => UnusualPatience ?? UsualPatience; init => UnusualPatience = value == UsualPatience ? null : value; }

    // Charters that were stored before there was patience say nothing of it, and stay as they are.
    [System.Text.Json.Serialization.JsonInclude]
    [System.Text.Json.Serialization.JsonPropertyName("patience")]
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    internal Duration? UnusualPatience { get; init; }

    /// <summary>After how long without an act by a member the community may be found dormant.</summary>
    public Duration DormantAfter { get; init; } = Duration.FromDays(180);

    /// <summary>
    /// How long before its start a gathering is called, at the least. Seven days unless it says otherwise.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Duration GatheringNotice {
        get => UnusualGatheringNotice ?? UsualGatheringNotice;
        init => UnusualGatheringNotice = value == UsualGatheringNotice ? null : value; }

    // Charters that were stored before there were gatherings say nothing of it, and stay as they are.
    [System.Text.Json.Serialization.JsonInclude]
    [System.Text.Json.Serialization.JsonPropertyName("gatheringNotice")]
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    internal Duration? UnusualGatheringNotice { get; init; }

    /// <summary>How often the community means to meet; null where it does not say (<see cref="Rhythm"/>).</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public Duration? MeetsEvery { get; init; }

    /// <summary>
    /// Whether only members ask questions; otherwise observers ask too. Charters that were stored before there were questions say
    /// nothing of it.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool QuestionsByMembersOnly { get; init; }

    /// <summary>
    /// How long a question waits for an answer before knowledge stewards and those who carry links are told. Fourteen days unless
    /// it says otherwise.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Duration UnansweredAfter {
        get => UnusualUnansweredAfter ?? UsualUnansweredAfter;
        init => UnusualUnansweredAfter = value == UsualUnansweredAfter ? null : value; }

    // Charters that were stored before there were questions say nothing of it, and stay as they are.
    [System.Text.Json.Serialization.JsonInclude]
    [System.Text.Json.Serialization.JsonPropertyName("unansweredAfter")]
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    internal Duration? UnusualUnansweredAfter { get; init; }

    /// <summary>How many must share a role or an organisation before a contribution is attributed to it.</summary>
    public int SmallestGroup { get; init; } = 5;

    /// <summary>
    /// The audience that a practice note is offered to where nobody says otherwise: its contributors, or the community.
    /// </summary>
    /// <exception cref="ArgumentException">It is wider than the community, which takes a decision of its own (law 8).</exception>
    public Audience DefaultAudience
    {
        get;
        init => field = Guard.Against.EnumOutOfRange(value) <= Audience.Community
            ? value
            : throw new ArgumentException(
                "A note reaches beyond its community by a decision of its own.", nameof(DefaultAudience));
    } = Audience.Community;

    /// <summary>Whether a practice note is endorsed before it reaches beyond the community.</summary>
    public bool EndorsedFirst { get; init; }

    /// <summary>How long the members of a community that merged into this one may move here.</summary>
    public Duration MoveWithin { get; init; } = Duration.FromDays(90);

    /// <summary>When the community means to look at its charter again; null where it did not say.</summary>
    public Instant? ReviewBy { get; init; }

    /// <summary>Who settles a matter; null where the charter does not say, which the check refuses.</summary>
    public Authority? this[Matter matter] => Matters.FirstOrDefault(m => m.Matter == matter)?.Authority;

    /// <summary>The rule of that name; null where there is none.</summary>
    public DecisionRule? Rule(string name) => Rules.FirstOrDefault(r => r.Name == name)?.Rule;

    /// <summary>The office of that name; null where there is none.</summary>
    public Office? Office(OfficeId id) => Offices.FirstOrDefault(o => o.Id == id);

    /// <summary>
    /// What keeps this charter from being adopted by a community of this many who count, whatever groups they are in. Empty where
    /// nothing does. A community that nobody has joined yet is checked with the number of its founders. A number below two is
    /// checked as two. A charter in a record was checked when it was adopted, by the check of its day.
    /// </summary>
    /// <param name="electorate">How many they are.</param>
    public ValueList<CharterFault> Check(int electorate) => Check(electorate, Wording.English);

    /// <summary>The same check, which says what is wrong in the words of a host.</summary>
    /// <param name="electorate">How many they are.</param>
    /// <param name="wording">The words.</param>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public ValueList<CharterFault> Check(int electorate, Wording wording) =>
        Check(new Everybody(electorate), Guard.Against.Null(wording));

    /// <summary>
    /// What keeps this charter from being adopted by a community of these people, with the groups they are in, so that a quorum
    /// for each organisation or profession is checked against them. A group quorum asks for no more groups than there are (law
    /// 16). Where nobody is known to be in a group of its kind, the check assumes that people are spread over as many groups as
    /// it asks for.
    /// </summary>
    /// <param name="people">The groups of each who counts; the first of a kind is the group they count for.</param>
    /// <exception cref="ArgumentException">It is null, or holds null.</exception>
    public ValueList<CharterFault> Check(IEnumerable<ValueList<DirectoryGroup>> people) => Check(people, Wording.English);

    /// <summary>The same check, which says what is wrong in the words of a host.</summary>
    /// <param name="people">The groups of each who counts; the first of a kind is the group they count for.</param>
    /// <param name="wording">The words.</param>
    /// <exception cref="ArgumentException">One of them is null, or <paramref name="people"/> holds null.</exception>
    public ValueList<CharterFault> Check(IEnumerable<ValueList<DirectoryGroup>> people, Wording wording)
    {
        var each = Guard.Against.Gaps(Guard.Against.Null(people).ToValueList(), nameof(people));
        return Check(new Everybody(each.Count, () => each), Guard.Against.Null(wording));
    }

    internal ValueList<CharterFault> Check(Everybody everybody) => Check(everybody, Wording.English);

    private ValueList<CharterFault> Check(Everybody everybody, Wording wording) =>
        CharterCheck.Of(this, everybody, wording).ToValueList();

    /// <summary>
    /// Whether charters are amended in another way under it than under <paramref name="other"/> (law 6): by another authority or
    /// rule, by another rule that the matter may be turned over to (always including the rule for appeals), or with an objection
    /// tested by others.
    /// </summary>
    internal bool AmendsItself(Charter other) =>
        this[Matter.Amend] != other[Matter.Amend] || !WaysToAmend().SequenceEqual(other.WaysToAmend());

    private IEnumerable<(DecisionRule Rule, Office? Tester, Office? Deputies)> WaysToAmend() =>
        from named in TurningOver((this[Matter.Amend] as MembersBy)?.Rule).Append(new(Appeals, Rule(Appeals)!))
        let tester = named.Rule?.Tester is { } office ? Office(office) : null
        select (named.Rule, WhoHolds(tester), WhoHolds(tester?.Deputies is { } deputies ? Office(deputies) : null));

    // What its holders look after beside testing does not say who they are.
    private static Office? WhoHolds(Office? office) => office is null ? null : office with { Duties = [] };

    /// <summary>
    /// The rule of that name, and those that a matter is turned over to under it, one after the other. Empty where there is no
    /// such rule.
    /// </summary>
    internal IEnumerable<NamedRule> TurningOver(string? name)
    {
        for (var seen = new HashSet<string>();
        name is not null && seen.Add(name) && Rule(name) is { } rule; name = rule.TurnsOverTo) yield return new(name, rule);
    }

    /// <summary>The same charter with another authority over a matter.</summary>
    public Charter With(Matter matter, Authority authority) =>
        this with {
            Matters = Matters.Where(m => m.Matter != matter).Append(new(matter, authority)).OrderBy(m => m.Matter)
                .ToValueList() };

    /// <summary>The same charter with a rule added or replaced.</summary>
    public Charter With(string name, DecisionRule rule) =>
        this with { Rules = Rules.Where(r => !Naming.IsSame(r.Name, name)).Append(new(name, rule)).ToValueList() };

    /// <summary>The same charter with an office added or replaced.</summary>
    public Charter With(Office office) =>
        this with { Offices = Offices.Where(o => o.Id != Guard.Against.Null(office).Id).Append(office).ToValueList() };
}

/// <summary>One version of a community's charter.</summary>
/// <param name="Number">1 for the founding charter.</param>
/// <param name="Charter">The charter.</param>
/// <param name="AdoptedAt">When it was decided.</param>
/// <param name="InForceFrom">From when it applies; decisions tabled before keep the version they were tabled under.</param>
/// <param name="Under">The decision that adopted it; null for the founding charter.</param>
public sealed record CharterVersion(int Number, Charter Charter, Instant AdoptedAt, Instant InForceFrom, DecisionId? Under)
{
    /// <summary>The later version that took its place before it came into force, so that it never did; null for none.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public int? SupersededBy { get; init; }

    /// <summary>Whether it applies at an instant, unless a later one does.</summary>
    internal bool AppliesAt(Instant at) => InForceFrom <= at && SupersededBy is null;
}
