namespace CommunitiesOfPractice;

/// <summary>The status of a note.</summary>
public enum NoteStatus
{
    /// <summary>Nobody has written it yet.</summary>
    Unknown,
    /// <summary>It is being written: only its contributors read it.</summary>
    Draft,
    /// <summary>Offered to its audience.</summary>
    Offered,
    /// <summary>It is withdrawn: nobody reads it, and a tombstone remains.</summary>
    Withdrawn,
}

/// <summary>
/// A practice note (or a bundle of notes): what was tried, what came of it and why, who contributed, and who may read it (laws 8
/// and 10). It is a value, built from its events. Who may read it also depends on other streams: the Commons answers that.
/// </summary>
public sealed partial record PracticeNote : IStreamState<PracticeNote>, IShared
{
    // A host holds a million of these, so each is kept in few bytes.
    private readonly Instant _offeredSince = Instant.MinValue;
    private Instant _lastAt = Instant.MinValue;
    private int _version;
    private readonly byte _status;
    private readonly byte _decided;

    private PracticeNote(NoteId id) => Id = id;

    /// <summary>Which note.</summary>
    public NoteId Id { get; }

    /// <summary>How many events its history has. Not to be confused with <see cref="Edition"/>.</summary>
    public long Version { get => _version; internal init => _version = checked((int)value); }

    /// <summary>The instant of its last event; the earliest instant there is, before the first.</summary>
    public Instant LastAt { get => _lastAt; internal init => _lastAt = value; }

    /// <summary>Its status.</summary>
    public NoteStatus Status { get => (NoteStatus)_status; internal init => _status = (byte)value; }

    /// <summary>Its home community; <c>default</c> before it was drafted.</summary>
    public CommunityId Home { get; internal init; }

    /// <summary>What it says now; null before it was drafted.</summary>
    public NoteContent? Content { get; internal init; }

    /// <summary>Which version of the text this is: 1, 2, 3; 0 before it was drafted.</summary>
    public int Edition { get; internal init; }

    /// <summary>
    /// Whether it comes from under the Chatham House Rule: then no speaker or affiliation is told outside the community.
    /// </summary>
    public bool ChathamHouse { get; internal init; }

    /// <summary>Who contributed, in the order in which they were named.</summary>
    public ValueList<Contribution> Contributors
    {
        get => Contributions.ToValueList();
        internal init => Contributions = Few<Contribution>.Of(value);
    }

    internal Few<Contribution> Contributions { get; init; }

    /// <summary>The audience that was decided. The note may reach fewer people: see <see cref="EffectiveAudience"/>.</summary>
    public Audience Decided { get => (Audience)_decided; internal init => _decided = (byte)value; }

    /// <summary>
    /// Since when it has been offered to its community or further without a break; null while it is not. A revision, a wider
    /// audience, or a later consent or finding does not change it. Narrowing the note to its contributors ends it, and offering
    /// the note again starts it again. It shows what was offered before its community rested (law 6).
    /// </summary>
    public Instant? OfferedSince
    {
        get => _offeredSince == Instant.MinValue ? null : _offeredSince;
        internal init => _offeredSince = value ?? Instant.MinValue;
    }

    /// <summary>The links it may use, where the decision named them; null for all.</summary>
    public ValueList<LinkId>? NamedLinks {
        get => Seldom.NamedLinks; internal init => Seldom = (Seldom with { NamedLinks = value }).Once; }

    /// <summary>Identifiability findings, in the order they were made.</summary>
    public ValueList<Finding> Findings { get => Found.ToValueList(); internal init => Found = Few<Finding>.Of(value); }

    internal Few<Finding> Found { get; init; }

    /// <summary>Until this instant only its contributors read it; null for no embargo.</summary>
    public Instant? EmbargoUntil {
        get => Seldom.EmbargoUntil; internal init => Seldom = (Seldom with { EmbargoUntil = value }).Once; }

    /// <summary>A host's restriction; null for none.</summary>
    public Restriction? Restriction {
        get => Seldom.Restriction; internal init => Seldom = (Seldom with { Restriction = value }).Once; }

    /// <summary>The onward steps that were taken with it, in order.</summary>
    public ValueList<OnwardStep> OnwardSteps
    {
        get => Seldom.OnwardSteps;
        internal init => Seldom = (Seldom with { OnwardSteps = value }).Once;
    }

    /// <summary>What peers said of each version before it was shared.</summary>
    public ValueList<PeerReview> Reviews {
        get => Seldom.Reviews; internal init => Seldom = (Seldom with { Reviews = value }).Once; }

    /// <summary>The latest version that the community endorsed; null for none.</summary>
    public int? EndorsedEdition {
        get => Seldom.EndorsedEdition; internal init => Seldom = (Seldom with { EndorsedEdition = value }).Once; }

    /// <summary>The note that took its place; null for none.</summary>
    public NoteId? SupersededBy {
        get => Seldom.SupersededBy; internal init => Seldom = (Seldom with { SupersededBy = value }).Once; }

    /// <summary>The question that it was written from; null for none.</summary>
    public QuestionId? FromQuestion {
        get => Seldom.FromQuestion; internal init => Seldom = (Seldom with { FromQuestion = value }).Once; }

    /// <summary>Why it was withdrawn; null where it has not been withdrawn, or nobody said why.</summary>
    public FreeText? WithdrawnWhy {
        get => Seldom.WithdrawnWhy; internal init => Seldom = (Seldom with { WithdrawnWhy = value }).Once; }

    /// <summary>When it was withdrawn; null where it has not been.</summary>
    public Instant? WithdrawnAt {
        get => Seldom.WithdrawnAt; internal init => Seldom = (Seldom with { WithdrawnAt = value }).Once; }

    /// <summary>The mandates that have been used on this note; each is used once.</summary>
    public ValueList<string> MandatesUsed
    {
        get => Seldom.MandatesUsed;
        internal init => Seldom = (Seldom with { MandatesUsed = value }).Once;
    }

    StreamId IStreamState.Stream => StreamId.Of(Id);

    DueAt? IStreamState.NextDue => null;

    SecondKeys IStreamState.SecondKeys => SecondKeys;

    internal SecondKeys SecondKeys { get => Seldom.SecondKeys; init => Seldom = (Seldom with { SecondKeys = value }).Once; }

    private NoteSeldom Seldom { get; init; } = NoteSeldom.None;

    /// <summary>A note that nobody has written yet: the first act on it is <c>DraftNote</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public static PracticeNote Unknown(NoteId id) => new(Guard.Against.Default(id));

    /// <summary>Builds the note from its stored events: all of them, from the first on.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="RecordException">The history is empty, has a gap, or holds events of another stream or kind.</exception>
    public static PracticeNote Replay(IEnumerable<Entry> history) =>
        Replaying.Whole(history, StreamKind.Note, id => Unknown(NoteId.Known(id)));

    /// <summary>This note after some more events.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="RecordException">They do not continue this history.</exception>
    public PracticeNote After(IEnumerable<Entry> entries) => Replaying.After(this, entries, Happen);

    PracticeNote IStreamState<PracticeNote>.Apply(IReadOnlyList<Entry> entries) => After(entries);

    PracticeNote IStreamState<PracticeNote>.Apply(Entry entry) => Replaying.After(this, entry, Happen);

    IShared IShared.After(Entry entry) => Replaying.After(this, entry, Happen);

    bool IShared.IsBy(PersonId person) => ContributionOf(person) is not null;

    Few<Contribution> IShared.Contributions => Contributions;

    Few<PastAttribution> IShared.Past => Past;

    IEnumerable<Instant> IShared.Dates
    {
        get
        {
            for (var i = 0; i < Contributions.Count; i++)
                if (Contributions[i].Consent?.Until is { } until) yield return until;
            for (var i = 0; i < Found.Count; i++) yield return Found[i].At;
            if (EmbargoUntil is { } embargoed) yield return embargoed;
        }
    }

    private static PracticeNote Happen(PracticeNote note, Entry entry)
    {
        var after = ((NoteEvent)entry.Event).Apply(note, entry);

        // Nobody has seen the note that an event makes, so its version and its instant need no copy of their own.
        if (ReferenceEquals(after, note)) after = note with { };
        (after._version, after._lastAt) = (checked((int)entry.Version), entry.At);
        return after;
    }

    Ruling IStreamState<PracticeNote>.Fall(Due due, Instant at) =>
        throw new InvalidOperationException("Nothing falls due on a note.");

    /// <summary>
    /// Whether an act may be done at an instant, and why. It changes nothing. An instant before <see cref="LastAt"/> is raised to
    /// it.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Answer Ask(IActOn<PracticeNote> act, Instant at) => Runner.Try(this, (Act)Guard.Against.Null(act), at).Answer;

    /// <summary>
    /// Does an act: the answer that <see cref="Ask"/> gives, the events to append, and the note after them. A refusal appends
    /// nothing.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<PracticeNote> Do(IActOn<PracticeNote> act, Instant at) => Runner.Do(this, (Act)Guard.Against.Null(act), at);

    /// <summary>Somebody's contribution; null for none.</summary>
    public Contribution? ContributionOf(PersonId person)
    {
        for (var i = 0; i < Contributions.Count; i++)
            if (Contributions[i].Person == person) return Contributions[i];
        return null;
    }

    /// <summary>
    /// The widest audience it reaches at an instant. This is the narrowest of what was decided, each contributor's consent, the
    /// latest identifiability finding on exactly this version (without one, the community), and a host's restriction.
    /// </summary>
    public Audience EffectiveAudience(Instant at)
    {
        if (Restriction is not null || Contributions.Count == 0) return Audience.Contributors;
        var audience = Narrower(Decided, FindingAt(at)?.Audience ?? Audience.Community);
        for (var i = 0; i < Contributions.Count; i++) audience = Narrower(audience, Contributions[i].CeilingAt(at));
        return audience;
    }

    /// <summary>
    /// The identifiability finding that counts at an instant: the latest on exactly this version. If several were made at one
    /// instant, it is the narrowest of them. Null for none.
    /// </summary>
    public Finding? FindingAt(Instant at)
    {
        Finding? counts = null;
        for (var i = 0; i < Found.Count; i++)
        {
            var finding = Found[i];
            if (finding.Edition != Edition || finding.At > at) continue;
            if (counts is null || finding.At > counts.At || (finding.At == counts.At && finding.Audience < counts.Audience))
                counts = finding;
        }

        return counts;
    }

    internal PracticeNote DecidedTo(Audience audience, Instant at) =>
        this with {
            Decided = audience, OfferedSince = Status == NoteStatus.Offered && audience >= Audience.Community
                ? OfferedSince ?? at
                : null };

    private static Audience Narrower(Audience one, Audience other) => one < other ? one : other;

    internal PracticeNote Changed(PersonId person, Func<Contribution, Contribution> change) =>
        this with { Contributors = Contributors.Select(c => c.Person == person ? change(c) : c).ToValueList() };

    internal PracticeNote Using(Mandate? mandate) =>
        mandate is null ? this : this with { MandatesUsed = MandatesUsed.With(mandate.Id) };
}

/// <summary>What few notes have. It is kept beside the note, and all notes that have none of it share one.</summary>
internal sealed record NoteSeldom
{
    public static readonly NoteSeldom None = new();

    public ValueList<LinkId>? NamedLinks { get; init; }

    public Instant? EmbargoUntil { get; init; }

    public Restriction? Restriction { get; init; }

    public ValueList<OnwardStep> OnwardSteps { get; init; } = ValueList<OnwardStep>.Empty;

    public ValueList<PeerReview> Reviews { get; init; } = ValueList<PeerReview>.Empty;

    public int? EndorsedEdition { get; init; }

    public NoteId? SupersededBy { get; init; }

    public QuestionId? FromQuestion { get; init; }

    public FreeText? WithdrawnWhy { get; init; }

    public Instant? WithdrawnAt { get; init; }

    public ValueList<string> MandatesUsed { get; init; } = ValueList<string>.Empty;

    public SecondKeys SecondKeys { get; init; } = SecondKeys.None;

    /// <summary>The same; the shared one, where nothing is in it.</summary>
    public NoteSeldom Once => Equals(None) ? None : this;
}

/// <summary>That somebody contributed to a note, from where, and what they consent to.</summary>
/// <param name="Person">Who.</param>
/// <param name="Role">The role or profession they contributed in; null where it was not recorded.</param>
/// <param name="Organisation">The organisation they contributed from; null where it was not recorded.</param>
public sealed record Contribution(PersonId Person, DirectoryGroup? Role, DirectoryGroup? Organisation)
{
    // Default where nothing was recorded: a third less than two that may be null.
    private readonly DirectoryGroup _role = Guard.Against.Unset(Role) ?? default;
    private readonly DirectoryGroup _organisation = Guard.Against.Unset(Organisation) ?? default;

    /// <summary>The role or profession they contributed in; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public DirectoryGroup? Role { get => Given(_role); init => _role = Guard.Against.Unset(value) ?? default; }

    /// <summary>The organisation they contributed from; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public DirectoryGroup? Organisation {
        get => Given(_organisation); init => _organisation = Guard.Against.Unset(value) ?? default; }

    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    /// <summary>What they consent to; null where they have not, or took it back.</summary>
    public Consent? Consent { get; init => field = value?.Once(); }

    /// <summary>
    /// Up to which audience they agree at an instant. It is contributors only, where they gave no consent, took it back, or it
    /// has ended.
    /// </summary>
    public Audience CeilingAt(Instant at) =>
        Consent is { } consent && !(consent.Until <= at) ? consent.Ceiling : Audience.Contributors;

    private static DirectoryGroup? Given(DirectoryGroup group) => group == default ? null : group;
}

/// <summary>One contributor's own consent (law 8): up to which audience, until when, and how they are named.</summary>
/// <param name="Ceiling">The widest audience they agree to.</param>
/// <param name="Until">When it ends by itself, exclusive; null for no end.</param>
public sealed record Consent(Audience Ceiling, Instant? Until = null)
{
    /// <summary>The widest audience they agree to.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Audience Ceiling { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Ceiling);

    /// <summary>How they are named to those who read as contributor or member.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Attribution Inside { get; init => field = Guard.Against.EnumOutOfRange(value); } = Attribution.Unattributed;

    /// <summary>How they are named to everyone else.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Attribution Outside { get; init => field = Guard.Against.EnumOutOfRange(value); } = Attribution.Unattributed;

    // Without an end there are few different consents, and most notes have one of them: each is kept once.
    private static readonly Consent?[] Endless = new Consent?[128];

    internal Consent Once() => Until is null ? Endless[((int)Ceiling << 4) | ((int)Inside << 2) | (int)Outside] ??= this : this;
}

/// <summary>That one version was found not identifiable up to an audience.</summary>
/// <param name="Edition">Which version.</param>
/// <param name="Audience">Up to which audience.</param>
/// <param name="At">When.</param>
/// <param name="Role">The role of the person who found it.</param>
public sealed record Finding(int Edition, Audience Audience, Instant At, string Role);

/// <summary>
/// A host's lawful restriction (law 3). It can only narrow, the members can see it, and lifting it restores what was there
/// before.
/// </summary>
/// <param name="Role">The named role that placed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewBy">When it is to be looked at again.</param>
/// <param name="At">When it was placed.</param>
public sealed record Restriction(string Role, FreeText Reason, Instant ReviewBy, Instant At)
{
    /// <summary>One role restricts at a time, and looks at it again later.</summary>
    internal static Ruling? RefuseBesides(Restriction? standing, string role, Instant reviewBy, Witness of, Instant at) =>
        reviewBy <= at ? Ruling.Refuse(Clauses.EndsBeforeItBegins, Condition.WellFormed, OfWhat.LaterEnd, of, from: at)
        : standing is not null && standing.Role != role
            ? Ruling.Refuse(Clauses.RestrictedAlready, Condition.Novelty, standing.Role, of, from: standing.ReviewBy)
        : null;

    internal static Ruling? RefuseUnlessPlaced(Restriction? standing, Witness of) =>
        standing is null ? Ruling.Refuse(Clauses.NotRestricted, Condition.Existence, of.Id, of) : null;
}

/// <summary>A note went one link further than the links of its home.</summary>
/// <param name="Via">The link from its home.</param>
/// <param name="To">The link from the far end of that.</param>
/// <param name="At">When.</param>
public sealed record OnwardStep(LinkId Via, LinkId To, Instant At);

/// <summary>What a peer said of a version before it was shared (feature 63).</summary>
/// <param name="By">Who.</param>
/// <param name="Edition">Of which version.</param>
/// <param name="Words">What.</param>
/// <param name="At">When.</param>
public sealed record PeerReview(PersonId By, int Edition, FreeText Words, Instant At);
