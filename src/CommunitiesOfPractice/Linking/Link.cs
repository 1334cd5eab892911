namespace CommunitiesOfPractice;

/// <summary>The status of a link.</summary>
public enum LinkStatus
{
    /// <summary>Nobody has offered it yet.</summary>
    Unknown,
    /// <summary>One end has offered it, and the other has not answered.</summary>
    Offered,
    /// <summary>Both ends agreed.</summary>
    Agreed,
    /// <summary>It is agreed and paused: nothing flows.</summary>
    Paused,
    /// <summary>The other end declined, or the offer was taken back. It may be offered again.</summary>
    Declined,
    /// <summary>An end ended it.</summary>
    Ended,
}

/// <summary>Which end of a link.</summary>
public enum Side
{
    /// <summary>The first, which offered it.</summary>
    A,
    /// <summary>The second, to which it was offered.</summary>
    B,
}

/// <summary>
/// A link across a boundary (laws 8 and 9): two ends and what they agreed. It needs both ends, either end can end it, and
/// practice flows only as its terms say. It is a value, built from its events.
/// </summary>
public sealed partial record Link : IStreamState<Link>
{
    private Link(LinkId id) => Id = id;

    /// <summary>Which link.</summary>
    public LinkId Id { get; }

    /// <summary>How many events its history has.</summary>
    public long Version { get; internal init; }

    /// <summary>The instant of its last event; the earliest instant there is, before the first.</summary>
    public Instant LastAt { get; internal init; } = Instant.MinValue;

    /// <summary>Its status.</summary>
    public LinkStatus Status { get; internal init; }

    /// <summary>What kind of boundary it crosses.</summary>
    public LinkKind Kind { get; internal init; }

    /// <summary>The end that offered it; null before it was offered.</summary>
    public Party? A { get; internal init; }

    /// <summary>The end to which it was offered; null before it was offered.</summary>
    public Party? B { get; internal init; }

    /// <summary>The terms offered or agreed; null before it was offered.</summary>
    public LinkTerms? Terms { get; internal init; }

    /// <summary>A change of terms that one end has offered and the other has not answered; null for none.</summary>
    public LinkTerms? NewTerms { get; internal init; }

    /// <summary>Which end offered the new terms.</summary>
    public Side? NewTermsFrom { get; internal init; }

    /// <summary>When both ends first agreed; null while they have not.</summary>
    public Instant? AgreedAt { get; internal init; }

    /// <summary>Who carries the link, at each end, with when it began and ended.</summary>
    public ValueList<Brokerage> Brokers { get; internal init; } = ValueList<Brokerage>.Empty;

    /// <summary>What was asked about the offer, and what was answered.</summary>
    public ValueList<LinkQuestion> Questions { get; internal init; } = ValueList<LinkQuestion>.Empty;

    /// <summary>The boundary objects that both ends hold, each with its own reading.</summary>
    public ValueList<BoundaryObject> Objects { get; internal init; } = ValueList<BoundaryObject>.Empty;

    /// <summary>What a leader answered; null while the answer is owed, and for every other kind of link.</summary>
    public FreeText? LeaderAnswer { get; internal init; }

    /// <summary>Whether the first end has paused it.</summary>
    public bool PausedByA { get; internal init; }

    /// <summary>Whether the second end has paused it.</summary>
    public bool PausedByB { get; internal init; }

    /// <summary>The mandates that have been used on this link; each is used once.</summary>
    public ValueList<string> MandatesUsed { get; internal init; } = ValueList<string>.Empty;

    StreamId IStreamState.Stream => StreamId.Of(Id);

    DueAt? IStreamState.NextDue => null;

    SecondKeys IStreamState.SecondKeys => SecondKeys;

    internal SecondKeys SecondKeys { get; init; } = SecondKeys.None;

    /// <summary>The party at an end.</summary>
    public Party? this[Side side] => side == Side.A ? A : B;

    /// <summary>A link that nobody has offered yet: the first act on it is <c>OfferLink</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public static Link Unknown(LinkId id) => new(Guard.Against.Default(id));

    /// <summary>Builds the link from its stored events: all of them, from the first on.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="RecordException">The history is empty, has a gap, or holds events of another stream or kind.</exception>
    public static Link Replay(IEnumerable<Entry> history) =>
        Replaying.Whole(history, StreamKind.Link, id => Unknown(LinkId.Known(id)));

    /// <summary>This link after some more events.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="RecordException">They do not continue this history.</exception>
    public Link After(IEnumerable<Entry> entries) => Replaying.After(this, entries, Happen);

    Link IStreamState<Link>.Apply(IReadOnlyList<Entry> entries) => After(entries);

    Link IStreamState<Link>.Apply(Entry entry) => Replaying.After(this, entry, Happen);

    private static Link Happen(Link link, Entry entry) =>
        link.A is null && entry.Event is not LinkOffered
            ? throw new InvalidOperationException("A link begins with an offer.")
            : ((LinkEvent)entry.Event).Apply(link with { Version = entry.Version, LastAt = entry.At }, entry);

    Ruling IStreamState<Link>.Fall(Due due, Instant at) => throw new InvalidOperationException("Nothing falls due on a link.");

    /// <summary>
    /// Whether an act may be done at an instant, and why. It changes nothing. An instant before <see cref="LastAt"/> is raised to
    /// it.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Answer Ask(IActOn<Link> act, Instant at) => Runner.Try(this, (Act)Guard.Against.Null(act), at).Answer;

    /// <summary>
    /// Does an act: the answer that <see cref="Ask"/> gives, the events to append, and the link after them. A refusal appends
    /// nothing.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<Link> Do(IActOn<Link> act, Instant at) => Runner.Do(this, (Act)Guard.Against.Null(act), at);

    /// <summary>At which end a party is; null where it is at neither.</summary>
    public Side? SideOf(Party party) => A is not null && A == party ? Side.A : B is not null && B == party ? Side.B : null;

    /// <summary>Whether an end pauses it.</summary>
    public bool IsPausedBy(Side side) => side == Side.A ? PausedByA : PausedByB;

    /// <summary>Whether an end has ended it, or its time has passed.</summary>
    public bool IsOver(Instant at) =>
        Status == LinkStatus.Ended || (Status is LinkStatus.Agreed or LinkStatus.Paused && Terms!.Until <= at);

    /// <summary>Whether the ends meant to look at its terms again by now. This is for reminders, and ends nothing.</summary>
    public bool IsReviewDue(Instant at) => IsKept(at) && Terms!.ReviewBy <= at;

    /// <summary>Whether it is agreed and not over, paused or not.</summary>
    internal bool IsKept(Instant at) => Status is LinkStatus.Agreed or LinkStatus.Paused && !IsOver(at);

    /// <summary>
    /// Whether it is agreed, not paused, and in force at an instant. A link is live when every community at its ends is open too,
    /// which their records say.
    /// </summary>
    public bool IsInForce(Instant at) => Status == LinkStatus.Agreed && AgreedAt <= at && !(Terms!.Until <= at);

    internal Link Using(Capacity? by) =>
        by is ByMandate { Given: var mandate } ? this with { MandatesUsed = MandatesUsed.With(mandate.Id) } : this;
}

/// <summary>Somebody carries a link at one end: a broker (feature 70).</summary>
/// <param name="Broker">Who.</param>
/// <param name="Side">At which end.</param>
/// <param name="From">Since when.</param>
public sealed record Brokerage(PersonId Broker, Side Side, Instant From)
{
    /// <summary>When it ended; null while it lasts.</summary>
    public Instant? Until { get; init; }
}

/// <summary>A question about an offered link.</summary>
/// <param name="By">Who asked.</param>
/// <param name="Words">What they asked.</param>
/// <param name="At">When.</param>
public sealed record LinkQuestion(PersonId By, FreeText Words, Instant At)
{
    /// <summary>What was answered; null while nothing was.</summary>
    public FreeText? Answer { get; init; }
}

/// <summary>
/// One thing that communities on both sides of a boundary hold, each with its own reading (feature 71; Star and Griesemer 1989).
/// </summary>
/// <param name="Name">What it is called, the same on every link that holds it.</param>
/// <param name="Words">What it is.</param>
public sealed record BoundaryObject(string Name, FreeText Words)
{
    /// <summary>What it means at the first end; null where they have not said.</summary>
    public FreeText? ReadingAtA { get; init; }

    /// <summary>What it means at the second end; null where they have not said.</summary>
    public FreeText? ReadingAtB { get; init; }
}
