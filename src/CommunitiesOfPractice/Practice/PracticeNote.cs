namespace CommunitiesOfPractice;

/// <summary>Where a note stands.</summary>
public enum NoteStatus
{
    /// <summary>Nobody has written it yet.</summary>
    Unknown,
    /// <summary>Being written: its contributors alone read it.</summary>
    Draft,
    /// <summary>Offered to its audience.</summary>
    Offered,
    /// <summary>Withdrawn: nobody reads it; a tombstone remains.</summary>
    Withdrawn,
}

/// <summary>
/// A practice note (or a bundle of notes): what was tried, what came of it and why, who contributed, and who may read it (laws 8 and 10). A value that its
/// events tell of. Who may read it also depends on other streams: the Commons answers that.
/// </summary>
public sealed partial record PracticeNote : IStreamState<PracticeNote>
{
    private PracticeNote(NoteId id) => Id = id;

    /// <summary>Which note.</summary>
    public NoteId Id { get; }

    /// <summary>How many events its history has. Not to be confused with <see cref="Edition"/>.</summary>
    public long Version { get; internal init; }

    /// <summary>The instant of its last event; the earliest instant there is, before the first.</summary>
    public Instant LastAt { get; internal init; } = Instant.MinValue;

    /// <summary>Where it stands.</summary>
    public NoteStatus Status { get; internal init; }

    /// <summary>Its home community; <c>default</c> before it was drafted.</summary>
    public CommunityId Home { get; internal init; }

    /// <summary>What it says now; null before it was drafted.</summary>
    public NoteContent? Content { get; internal init; }

    /// <summary>Which version of the text this is: 1, 2, 3; 0 before it was drafted.</summary>
    public int Edition { get; internal init; }

    /// <summary>Whether it comes from under the Chatham House Rule: no speaker or affiliation leaves the community.</summary>
    public bool ChathamHouse { get; internal init; }

    /// <summary>Who contributed, in the order in which they were named.</summary>
    public ValueList<Contribution> Contributors { get; internal init; } = ValueList<Contribution>.Empty;

    /// <summary>The audience that was decided. What it reaches may be less: see <see cref="EffectiveAudience"/>.</summary>
    public Audience Decided { get; internal init; }

    /// <summary>
    /// Since when it has been offered to its community or further without a break; null while it is not. A revision, a wider audience, and a consent or finding that comes later
    /// leave it as it was. Narrowing it to its contributors ends it, and offering it again then begins anew. It tells what was offered before its community rested (law 6).
    /// </summary>
    public Instant? OfferedSince { get; internal init; }

    /// <summary>The links it may use, where the decision named them; null for all.</summary>
    public ValueList<LinkId>? NamedLinks { get; internal init; }

    /// <summary>Identifiability findings, in the order they were made.</summary>
    public ValueList<Finding> Findings { get; internal init; } = ValueList<Finding>.Empty;

    /// <summary>Nobody outside its contributors reads it before this instant; null for no embargo.</summary>
    public Instant? EmbargoUntil { get; internal init; }

    /// <summary>A host's restriction; null for none.</summary>
    public Restriction? Restriction { get; internal init; }

    /// <summary>Onward steps that were taken with it, in order.</summary>
    public ValueList<OnwardStep> OnwardSteps { get; internal init; } = ValueList<OnwardStep>.Empty;

    /// <summary>What peers said of each version before it was shared.</summary>
    public ValueList<PeerReview> Reviews { get; internal init; } = ValueList<PeerReview>.Empty;

    /// <summary>The latest version that the community endorsed; null for none.</summary>
    public int? EndorsedEdition { get; internal init; }

    /// <summary>The note that took its place; null for none.</summary>
    public NoteId? SupersededBy { get; internal init; }

    /// <summary>Why it was withdrawn; null while it stands, and where nobody said.</summary>
    public FreeText? WithdrawnWhy { get; internal init; }

    /// <summary>When it was withdrawn; null while it stands.</summary>
    public Instant? WithdrawnAt { get; internal init; }

    /// <summary>The mandates that have been used on this note; each is used once.</summary>
    public ValueList<string> MandatesUsed { get; internal init; } = ValueList<string>.Empty;

    StreamId IStreamState.Stream => StreamId.Of(Id);

    DueAt? IStreamState.NextDue => null;

    SecondKeys IStreamState.SecondKeys => SecondKeys;

    internal SecondKeys SecondKeys { get; init; } = SecondKeys.None;

    /// <summary>A note that nobody has written yet: the first act on it is <c>DraftNote</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public static PracticeNote Unknown(NoteId id) => new(Guard.Against.Default(id));

    /// <summary>The note that its stored events tell of, all of them from the first on.</summary>
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

    private static PracticeNote Happen(PracticeNote note, Entry entry) =>
        ((NoteEvent)entry.Event).Apply(note with { Version = entry.Version, LastAt = entry.At }, entry);

    Ruling IStreamState<PracticeNote>.Rule(Act act, Instant at) => ((NoteAct)act).Rule(this, at);

    Ruling IStreamState<PracticeNote>.Fall(Due due, Instant at) => throw new InvalidOperationException("Nothing falls due on a note.");

    /// <summary>Whether an act may be done at an instant, and why. Changes nothing. An instant before <see cref="LastAt"/> is raised to it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Answer Ask(NoteAct act, Instant at) => Do(act, at).Answer;

    /// <summary>Does an act: the answer that <see cref="Ask"/> gives, the events to append, and the note after them. A refusal appends nothing.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<PracticeNote> Do(NoteAct act, Instant at) => Runner.Do(this, Guard.Against.Null(act), at);

    /// <summary>Somebody's contribution; null for none.</summary>
    public Contribution? ContributionOf(PersonId person)
    {
        foreach (var contribution in Contributors.AsSpan())
            if (contribution.Person == person) return contribution;
        return null;
    }

    /// <summary>Whether somebody contributed.</summary>
    internal bool IsBy(PersonId person) => ContributionOf(person) is not null;

    /// <summary>
    /// The widest audience it reaches at an instant: the narrowest of what was decided, each contributor's consent, the latest identifiability finding on
    /// exactly this version (without one, the community), and a host's restriction.
    /// </summary>
    public Audience EffectiveAudience(Instant at)
    {
        if (Restriction is not null || Contributors.Count == 0) return Audience.Contributors;
        var audience = Narrower(Decided, FindingAt(at)?.Audience ?? Audience.Community);
        foreach (var contributor in Contributors.AsSpan()) audience = Narrower(audience, contributor.CeilingAt(at));
        return audience;
    }

    /// <summary>The identifiability finding that counts at an instant: the latest on exactly this version, of several at one instant the narrowest; null for none.</summary>
    public Finding? FindingAt(Instant at)
    {
        Finding? counts = null;
        foreach (var finding in Findings.AsSpan())
            if (finding.Edition == Edition && finding.At <= at && (counts is null || finding.At > counts.At || (finding.At == counts.At && finding.Audience < counts.Audience)))
                counts = finding;
        return counts;
    }

    internal PracticeNote DecidedTo(Audience audience, Instant at) =>
        this with { Decided = audience, OfferedSince = Status == NoteStatus.Offered && audience >= Audience.Community ? OfferedSince ?? at : null };

    private static Audience Narrower(Audience one, Audience other) => one < other ? one : other;

    internal PracticeNote Changed(PersonId person, Func<Contribution, Contribution> change) =>
        this with { Contributors = Contributors.Select(c => c.Person == person ? change(c) : c).ToValueList() };

    internal PracticeNote Using(Mandate? mandate) => mandate is null ? this : this with { MandatesUsed = MandatesUsed.With(mandate.Id) };
}

/// <summary>That somebody contributed to a note, from where, and what they consent to.</summary>
/// <param name="Person">Who.</param>
/// <param name="Role">The role or profession they contributed in; null where it was not recorded.</param>
/// <param name="Organisation">The organisation they contributed from; null where it was not recorded.</param>
public sealed record Contribution(PersonId Person, Group? Role, Group? Organisation)
{
    /// <summary>The role or profession they contributed in; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public Group? Role { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Role);

    /// <summary>The organisation they contributed from; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public Group? Organisation { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Organisation);

    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    /// <summary>What they consent to; null where they have not, or took it back.</summary>
    public Consent? Consent { get; init; }

    /// <summary>Up to which audience they agree at an instant: contributors only, where consent was not given, was taken back or has ended.</summary>
    public Audience CeilingAt(Instant at) => Consent is { } consent && !(consent.Until <= at) ? consent.Ceiling : Audience.Contributors;
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
}

/// <summary>That one version was found not identifiable up to an audience.</summary>
/// <param name="Edition">Which version.</param>
/// <param name="Audience">Up to which audience.</param>
/// <param name="At">When.</param>
/// <param name="Role">The role of who found it.</param>
public sealed record Finding(int Edition, Audience Audience, Instant At, string Role);

/// <summary>A host's lawful restriction (law 3): it can only narrow, is visible to the members, and lifting it restores what was.</summary>
/// <param name="Role">The named role that placed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewBy">When it is to be looked at again.</param>
/// <param name="At">When it was placed.</param>
public sealed record Restriction(string Role, FreeText Reason, Instant ReviewBy, Instant At);

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
