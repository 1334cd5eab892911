namespace CommunitiesOfPractice;

/// <summary>
/// What the library says to every question and every act (law 11): allowed or not, the clause that settles it, and the witness
/// (the membership, office, decision or link that it rests on). When the act is refused, it also has the nearest missing
/// condition and the act that would supply it. A refusal is an answer, never an exception.
/// </summary>
/// <param name="Allowed">Whether the act may be done.</param>
/// <param name="Clause">The rule that settled it: a stable id, listed in <see cref="Clauses"/> and in
/// <c>docs/rules.md</c>.</param>
/// <param name="Witness">What the answer rests on, where there is such a thing.</param>
/// <param name="Missing">The nearest missing condition; null when allowed.</param>
/// <param name="Remedy"> An act by which the person who was refused could supply what is missing now; null where there is none,
/// and where it would be refused as well (law 11). An act on the same stream would be allowed at that instant, once what it asks
/// is said (<see cref="Option.With"/>). An act on another stream (putting something before the members of a note's home, or of an
/// end of a link) is allowed as far as the evidence of the refused act tells: who may act there, and who opens matters. It does
/// not tell whether the same is before the members already, or who must be asked for advice. </param>
public sealed record Answer(
    bool Allowed, Clause Clause, Witness? Witness = null, MissingCondition? Missing = null, Option? Remedy = null)
{
    /// <summary>
    /// The person who asked, where it refuses them an act or refuses to show them something. Null otherwise. A refusal speaks to
    /// them.
    /// </summary>
    public PersonId? By { get; init; }

    /// <summary>
    /// The answer in English. When allowed, it is the rule that allows it. When refused, it is what that means for the person who
    /// asked and what they can do.
    /// </summary>
    public string Text => In(Wording.English);

    /// <summary>The answer in the host's words.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording) => Guard.Against.Null(wording).Of(this);
}

/// <summary>
/// The stable id of a rule, such as <c>joining.open</c>. Data, not a type for each: a host may keep it, count it, or hang a
/// help page on it. <c>default</c> has no id.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(ClauseConverter))]
public readonly record struct Clause
{
    private readonly string? _id;

    private Clause(string id) => _id = id;

    /// <summary>The id.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Id => KeyFormat.Given(_id, nameof(Clause));

    /// <summary>The clause with this id.</summary>
    /// <exception cref="ArgumentException">The id is null, empty or not a well-formed key.</exception>
    public static Clause Of(string id) => new(KeyFormat.Checked(id));

    /// <summary>The id; <c>(none)</c> for <c>default</c>.</summary>
    public override string ToString() => _id ?? "(none)";
}

/// <summary>What an answer rests on: a kind and an id, printed as <c>kind:id</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Which one: a person's key, a decision's number, an office's name.</param>
public sealed record Witness(WitnessKind Kind, string Id)
{
    /// <summary>The membership of a person, or the lack of it.</summary>
    public static Witness Of(PersonId person) => new(WitnessKind.Person, person.Value);

    /// <summary>A decision of the community.</summary>
    public static Witness Of(DecisionId decision) => new(WitnessKind.Decision, decision.ToString());

    /// <summary>An office.</summary>
    public static Witness Of(OfficeId office) => new(WitnessKind.Office, office.Value);

    /// <summary>A community.</summary>
    public static Witness Of(CommunityId community) => new(WitnessKind.Community, community.Value);

    /// <summary>A link.</summary>
    public static Witness Of(LinkId link) => new(WitnessKind.Link, link.Value);

    /// <summary>A practice note.</summary>
    public static Witness Of(NoteId note) => new(WitnessKind.Note, note.Value);

    /// <summary>An adoption.</summary>
    public static Witness Of(AdoptionId adoption) => new(WitnessKind.Adoption, adoption.Value);

    /// <summary>A gathering.</summary>
    public static Witness Of(GatheringId gathering) => new(WitnessKind.Gathering, gathering.Value);

    /// <summary>A question.</summary>
    public static Witness Of(QuestionId question) => new(WitnessKind.Question, question.Value);

    /// <summary><c>kind:id</c>, in lower case.</summary>
    public override string ToString() => Names.Of(Kind) + ":" + Id;
}

/// <summary>The kinds of thing an answer can rest on.</summary>
public enum WitnessKind
{
    /// <summary>A person's own standing.</summary>
    Person,
    /// <summary>A community.</summary>
    Community,
    /// <summary>A decision.</summary>
    Decision,
    /// <summary>An office.</summary>
    Office,
    /// <summary>An invitation.</summary>
    Invitation,
    /// <summary>A request to join.</summary>
    Request,
    /// <summary>A petition.</summary>
    Petition,
    /// <summary>A charter, by its version.</summary>
    Charter,
    /// <summary>A mandate from another community.</summary>
    Mandate,
    /// <summary>A link between communities.</summary>
    Link,
    /// <summary>A practice note.</summary>
    Note,
    /// <summary>An organisation, a network or another group of the host's directory.</summary>
    Group,
    /// <summary>An adoption of a practice note.</summary>
    Adoption,
    /// <summary>A gathering of peers.</summary>
    Gathering,
    /// <summary>A question that a peer asks peers.</summary>
    Question,
}

/// <summary>The nearest condition that a refused act lacks.</summary>
/// <param name="Condition">Which, of a small closed set.</param>
/// <param name="Of">
/// Whose or what, where that helps: a person's key, an office's name, a number. Where a rule can be met in several ways, it is a
/// key that begins with <c>of.</c>, and a wording has a sentence for it.
/// </param>
/// <param name="From">The instant at which it will be there by itself, where that is known.</param>
public sealed record MissingCondition(Condition Condition, string? Of = null, Instant? From = null);

/// <summary>Everything that a refused act can lack.</summary>
public enum Condition
{
    /// <summary>An act of the person's own: nobody else can do this for them.</summary>
    OwnAct,
    /// <summary>The community must have been founded.</summary>
    Founding,
    /// <summary>The community must be open: it is closed.</summary>
    OpenCommunity,
    /// <summary>Being a member.</summary>
    Membership,
    /// <summary>Not being a member already.</summary>
    NoMembership,
    /// <summary>No bar or suspension.</summary>
    NoBar,
    /// <summary>Being back from leave, and listed by the host.</summary>
    Presence,
    /// <summary>Having claimed your place after an import.</summary>
    Claim,
    /// <summary>An invitation that is open and made to this person.</summary>
    Invitation,
    /// <summary>A request that is open.</summary>
    Request,
    /// <summary>An approval, or an answer that is still owed.</summary>
    Approval,
    /// <summary>Evidence from the host's directory, or a mandate.</summary>
    Evidence,
    /// <summary>An office, or a duty that goes with one.</summary>
    Office,
    /// <summary>A clause of the charter that permits it.</summary>
    CharterClause,
    /// <summary>A decision of the members.</summary>
    Decision,
    /// <summary>A place in the electorate, which was frozen when the decision opened.</summary>
    Electorate,
    /// <summary>Time: see <see cref="MissingCondition.From"/>.</summary>
    Time,
    /// <summary>A reason.</summary>
    Reason,
    /// <summary>A well-formed ballot, proposal, charter or other value.</summary>
    WellFormed,
    /// <summary>The thing named does not exist, or is over.</summary>
    Existence,
    /// <summary>It has been done already.</summary>
    Novelty,
    /// <summary>A later stage of the community's life.</summary>
    Stage,
    /// <summary>A consent.</summary>
    Consent,
    /// <summary>A seat: all are taken.</summary>
    Seat,
    /// <summary>The stream's current version: somebody else wrote first.</summary>
    CurrentVersion,
    /// <summary>Of reading: a note that is known.</summary>
    KnownNote,
    /// <summary>Of reading: a question that is known.</summary>
    KnownQuestion,
    /// <summary>Of reading: a home community that is known.</summary>
    KnownHome,
    /// <summary>For reading: a reader that the host lists.</summary>
    KnownReader,
    /// <summary>Of reading: a note that was not withdrawn.</summary>
    NotWithdrawn,
    /// <summary>Of reading: a note that was offered.</summary>
    Offered,
    /// <summary>Of reading: the end of an embargo.</summary>
    EmbargoEnded,
    /// <summary>Of reading: the lifting of a host's restriction. Of forgetting: the end of a legal hold.</summary>
    NoRestriction,
    /// <summary>Of reading: being signed in.</summary>
    SignIn,
    /// <summary>Of reading: a contributor's consent to a wider audience.</summary>
    WiderConsent,
    /// <summary>Of reading: a finding that the version is not identifiable up to a wider audience.</summary>
    WiderFinding,
    /// <summary>Of reading: a link that is live and carries practice here.</summary>
    LiveLink,
    /// <summary>Of reading: a wider audience.</summary>
    WiderAudience,
    /// <summary>The key that the person goes by: the one given was found to be a second key of theirs.</summary>
    CurrentKey,
}
