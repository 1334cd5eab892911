namespace CommunitiesOfPractice;

/// <summary>The status of a question.</summary>
public enum QuestionStatus
{
    /// <summary>Nobody has asked it yet.</summary>
    Unknown,
    /// <summary>It is open: it may be answered.</summary>
    Open,
    /// <summary>It is settled: it is read, and answered no more.</summary>
    Settled,
    /// <summary>It is withdrawn: nobody reads it, and its answers are left to those who gave them.</summary>
    Withdrawn,
}

/// <summary>
/// A question that a peer asks peers: who asks, where it was carried, who else has it, and the answers. Who may read it also
/// depends on other streams: the Commons answers that, by the rule for notes, with the asker as its only contributor. It is a
/// value, built from its events.
/// </summary>
public sealed partial record Question : IStreamState<Question>, IShared
{
    // A host holds many of these, so each is kept in few bytes.
    private readonly Instant _askedAt = Instant.MinValue;
    private Instant _lastAt = Instant.MinValue;
    private int _version;
    private readonly byte _status;

    private Question(QuestionId id) => Id = id;

    /// <summary>Which question.</summary>
    public QuestionId Id { get; }

    /// <summary>How many events its history has.</summary>
    public long Version { get => _version; internal init => _version = checked((int)value); }

    /// <summary>The instant of its last event; the earliest instant there is, before the first.</summary>
    public Instant LastAt { get => _lastAt; internal init => _lastAt = value; }

    /// <summary>Its status.</summary>
    public QuestionStatus Status { get => (QuestionStatus)_status; internal init => _status = (byte)value; }

    /// <summary>The community in which it was asked; <c>default</c> before it was asked.</summary>
    public CommunityId Home { get; internal init; }

    /// <summary>What is asked; null before it was asked.</summary>
    public QuestionContent? Content { get; internal init; }

    /// <summary>
    /// Who asks, and how far they let it go. It is the only contribution that counts for who reads it. Null before it was asked.
    /// </summary>
    public Contribution? Asker { get; internal init; }

    /// <summary>
    /// Since when its asker has let others read it without a break; null while they do not. Settling it and opening it again
    /// changes nothing of it. It shows what was asked before its community rested (law 6).
    /// </summary>
    public Instant? AskedAt
    {
        get => _askedAt == Instant.MinValue ? null : _askedAt;
        internal init => _askedAt = value ?? Instant.MinValue;
    }

    /// <summary>The answers, in the order in which they were given, with those that were withdrawn.</summary>
    public ValueList<PeerAnswer> Answers
    {
        get => Answered.ToValueList();
        internal init => Answered = Few<PeerAnswer>.Of(value);
    }

    internal Few<PeerAnswer> Answered { get; init; }

    /// <summary>What readers have been told of the asker, and of everybody who answered.</summary>
    internal Few<PastAttribution> Past { get; private init; }

    /// <summary>The links that it is carried over, in the order in which it was. Whether a link is live, the link says.</summary>
    public ValueList<CarriedOver> Carried {
        get => Seldom.Carried; internal init => Seldom = (Seldom with { Carried = value }).Once; }

    /// <summary>
    /// Who else has this question, in the order in which they said so. Nobody is shown who they are: a host shows how many
    /// (<see cref="HowManyHaveItToo"/>).
    /// </summary>
    public ValueList<PersonId> HaveItToo {
        get => Seldom.HaveItToo; internal init => Seldom = (Seldom with { HaveItToo = value }).Once; }

    /// <summary>The question that it points to, because this was asked before; null for none.</summary>
    public QuestionId? PointsTo {
        get => Seldom.PointsTo; internal init => Seldom = (Seldom with { PointsTo = value }).Once; }

    /// <summary>The note that it points to; null for none.</summary>
    public NoteId? PointsToNote {
        get => Seldom.PointsToNote; internal init => Seldom = (Seldom with { PointsToNote = value }).Once; }

    /// <summary>
    /// What was reported to a knowledge steward, in order. A report hides nothing. Who reported is told to nobody but themself.
    /// </summary>
    public ValueList<QuestionReport> Reports {
        get => Seldom.Reports; internal init => Seldom = (Seldom with { Reports = value }).Once; }

    /// <summary>A host's restriction of the question; null for none.</summary>
    public Restriction? Restriction {
        get => Seldom.Restriction; internal init => Seldom = (Seldom with { Restriction = value }).Once; }

    /// <summary>Why it was withdrawn; null where it has not been, or nobody said why.</summary>
    public FreeText? WithdrawnWhy {
        get => Seldom.WithdrawnWhy; internal init => Seldom = (Seldom with { WithdrawnWhy = value }).Once; }

    StreamId IStreamState.Stream => StreamId.Of(Id);

    DueAt? IStreamState.NextDue => null;

    SecondKeys IStreamState.SecondKeys => SecondKeys;

    internal SecondKeys SecondKeys { get => Seldom.SecondKeys; init => Seldom = (Seldom with { SecondKeys = value }).Once; }

    private QuestionSeldom Seldom { get; init; } = QuestionSeldom.None;

    /// <summary>A question that nobody has asked yet: the first act on it is <c>AskQuestion</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public static Question Unknown(QuestionId id) => new(Guard.Against.Default(id));

    /// <summary>Builds the question from its stored events: all of them, from the first on.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="RecordException">The history is empty, has a gap, or holds events of another stream or kind.</exception>
    public static Question Replay(IEnumerable<Entry> history) =>
        Replaying.Whole(history, StreamKind.Question, id => Unknown(QuestionId.Known(id)));

    /// <summary>This question after some more events.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="RecordException">They do not continue this history.</exception>
    public Question After(IEnumerable<Entry> entries) => Replaying.After(this, entries, Happen);

    Question IStreamState<Question>.Apply(IReadOnlyList<Entry> entries) => After(entries);

    Question IStreamState<Question>.Apply(Entry entry) => Replaying.After(this, entry, Happen);

    IShared IShared.After(Entry entry) => Replaying.After(this, entry, Happen);

    NoteStatus IShared.Status => Status switch
    {
        QuestionStatus.Unknown => NoteStatus.Unknown,
        QuestionStatus.Withdrawn => NoteStatus.Withdrawn,
        _ => NoteStatus.Offered,
    };

    // Carrying it is what widens it: the link's terms are the community's rule for that.
    Audience IShared.Decided => Carried.Count > 0 ? Audience.Linked : Audience.Community;

    Instant? IShared.OfferedSince => AskedAt;

    Instant? IShared.EmbargoUntil => null;

    ValueList<LinkId>? IShared.NamedLinks => Seldom.CarriedLinks;

    ValueList<OnwardStep> IShared.OnwardSteps => ValueList<OnwardStep>.Empty;

    Few<Contribution> IShared.Contributions => Asker is null ? default : default(Few<Contribution>).With(Asker);

    Few<PastAttribution> IShared.Past => Past;

    bool IShared.ChathamHouse => false;

    IEnumerable<Instant> IShared.Dates => Asker?.Consent?.Until is { } until ? [until] : [];

    bool IShared.IsBy(PersonId person) => IsBy(person);

    Contribution? IShared.ContributionOf(PersonId person) => IsBy(person) ? Asker : null;

    private static Question Happen(Question question, Entry entry)
    {
        if (question.Status == QuestionStatus.Unknown && entry.Event is not QuestionAsked)
            throw new InvalidOperationException("A question begins with being asked.");
        var after = ((QuestionEvent)entry.Event).Apply(question, entry);

        // Nobody has seen the question that an event makes, so its version and its instant need no copy of their own.
        if (ReferenceEquals(after, question)) after = question with { };
        (after._version, after._lastAt) = (checked((int)entry.Version), entry.At);
        return after;
    }

    Ruling IStreamState<Question>.Fall(Due due, Instant at) =>
        throw new InvalidOperationException("Nothing falls due on a question.");

    /// <summary>
    /// Whether an act may be done at an instant, and why. It changes nothing. An instant before <see cref="LastAt"/> is raised to
    /// it.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Answer Ask(IActOn<Question> act, Instant at) => Runner.Try(this, (Act)Guard.Against.Null(act), at).Answer;

    /// <summary>
    /// Does an act: the answer that <see cref="Ask"/> gives, the events to append, and the question after them. A refusal appends
    /// nothing.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<Question> Do(IActOn<Question> act, Instant at) => Runner.Do(this, (Act)Guard.Against.Null(act), at);

    /// <summary>An answer by its number; null where there is none.</summary>
    public PeerAnswer? FindAnswer(int number) => number > 0 && number <= Answered.Count ? Answered[number - 1] : null;

    /// <summary>Whether it points to a question or a note, where it is answered instead.</summary>
    public bool PointsElsewhere => PointsTo is not null || PointsToNote is not null;

    /// <summary>Whether it may be answered: it is open, and does not point elsewhere.</summary>
    public bool TakesAnswers => Status == QuestionStatus.Open && !PointsElsewhere;

    /// <summary>Whether somebody said that they have it too.</summary>
    public bool HasItToo(PersonId person) => HaveItToo.Contains(person);

    /// <summary>How many have it too; null where they are fewer than are told of.</summary>
    /// <param name="smallest">The smallest number that is told of (<see cref="Charter.SmallestGroup"/>).</param>
    public int? HowManyHaveItToo(int smallest) => HaveItToo.Count >= Math.Max(1, smallest) ? HaveItToo.Count : null;

    /// <summary>
    /// The widest audience it reaches at an instant: its community, or those across a link where it is carried over any, and no
    /// further than its asker lets it. It reaches its asker alone while a host restricts it.
    /// </summary>
    public Audience EffectiveAudience(Instant at)
    {
        if (Restriction is not null || Asker is null) return Audience.Contributors;
        var (reach, ceiling) = (Carried.Count > 0 ? Audience.Linked : Audience.Community, Asker.CeilingAt(at));
        return ceiling < reach ? ceiling : reach;
    }

    /// <summary>
    /// Whether it has waited for an answer for too long: others may read it, it may be answered, and nobody has answered who did
    /// not withdraw that.
    /// </summary>
    /// <param name="at">When.</param>
    /// <param name="unansweredAfter">How long is too long (<see cref="Charter.UnansweredAfter"/>).</param>
    public bool IsUnansweredAt(Instant at, Duration unansweredAfter) =>
        TakesAnswers && AskedAt is { } asked && asked.Later(unansweredAfter) <= at
            && EffectiveAudience(at) >= Audience.Community && Answers.All(answer => answer.IsWithdrawn);

    /// <summary>After somebody asked, answered, or changed how they are named.</summary>
    internal Question Credited(Contribution contribution, Instant at) =>
        this with { Past = Past.Recorded(contribution, at).Told(contribution, true) };

    /// <summary>After two keys were found to be one person.</summary>
    internal Question OneAttribution(PersonId kept, PersonId dropped) => this with { Past = Past.One(kept, dropped) };

    internal Question Changed(int number, Func<PeerAnswer, PeerAnswer> change) =>
        this with { Answers = Answers.Select(answer => answer.Number == number ? change(answer) : answer).ToValueList() };

    /// <summary>The asker lets it go as far as this.</summary>
    internal Question LetTo(Consent consent, Instant at) => this with
    {
        Asker = Asker! with { Consent = consent },
        AskedAt = consent.Ceiling == Audience.Contributors ? null
            : Asker!.CeilingAt(at) == Audience.Contributors ? at
            : AskedAt,
    };
}

/// <summary>What few questions have. It is kept beside the question, and all questions that have none of it share one.</summary>
internal sealed record QuestionSeldom
{
    public static readonly QuestionSeldom None = new();

    public ValueList<CarriedOver> Carried
    {
        get;
        init
        {
            field = value;
            CarriedLinks = value.Count == 0 ? null : value.Select(carried => carried.Link).ToValueList();
        }
    } = ValueList<CarriedOver>.Empty;

    /// <summary>The links that it is carried over; null for none. Each reading asks for them.</summary>
    public ValueList<LinkId>? CarriedLinks { get; private init; }

    public ValueList<PersonId> HaveItToo { get; init; } = ValueList<PersonId>.Empty;

    public QuestionId? PointsTo { get; init; }

    public NoteId? PointsToNote { get; init; }

    public ValueList<QuestionReport> Reports { get; init; } = ValueList<QuestionReport>.Empty;

    public Restriction? Restriction { get; init; }

    public FreeText? WithdrawnWhy { get; init; }

    public SecondKeys SecondKeys { get; init; } = SecondKeys.None;

    /// <summary>The same; the shared one, where nothing is in it.</summary>
    public QuestionSeldom Once => Equals(None) ? None : this;
}

/// <summary>What a peer answered. It is theirs, and goes no further than they say.</summary>
/// <param name="Number">Its number: 1, 2, 3 and so on.</param>
/// <param name="Giver">Who gave it, from where, and how far they let it go: inside the community, or wherever the question
/// goes.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When it was given.</param>
public sealed record PeerAnswer(int Number, Contribution Giver, FreeText Text, Instant At)
{
    /// <summary>Whether its giver withdrew it.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Whether it helped, as the asker said; null while they did not say.</summary>
    public bool? Helped { get; init; }

    /// <summary>What the asker did with it; null where they did not say.</summary>
    public FreeText? HelpedWhat { get; init; }

    /// <summary>A host's restriction of it; null for none.</summary>
    public Restriction? Restriction { get; init; }

    /// <summary>
    /// Up to which audience its giver lets it go at an instant; no further than its giver while a host restricts it, and once it
    /// is withdrawn.
    /// </summary>
    public Audience EffectiveAudience(Instant at) =>
        IsWithdrawn || Restriction is not null ? Audience.Contributors : Giver.CeilingAt(at);

    /// <summary>Whether somebody who may read the question may read this answer, while it stands.</summary>
    internal bool IsReadBy(PersonId reader, bool inside, Instant at) =>
        Giver.Person == reader || EffectiveAudience(at) >= (inside ? Audience.Community : Audience.Linked);
}

/// <summary>That a question is carried over a link.</summary>
/// <param name="Link">Which link.</param>
/// <param name="By">Who carries it there.</param>
/// <param name="Role">In which role they looked at what the disclosure screen points at.</param>
/// <param name="At">Since when.</param>
public sealed record CarriedOver(LinkId Link, PersonId By, string Role, Instant At);

/// <summary>Something that was reported to a knowledge steward.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Answer">The number of the answer that was reported; null for the question itself.</param>
/// <param name="Why">Why.</param>
/// <param name="By">Who reported it. Nobody but they are told.</param>
/// <param name="At">When.</param>
public sealed record QuestionReport(int Number, int? Answer, FreeText Why, PersonId By, Instant At)
{
    /// <summary>When it was settled; null while it is not.</summary>
    public Instant? SettledAt { get; init; }

    /// <summary>What came of it; null where nobody said.</summary>
    public FreeText? Outcome { get; init; }
}
