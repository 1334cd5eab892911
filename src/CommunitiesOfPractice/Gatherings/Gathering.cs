namespace CommunitiesOfPractice;

/// <summary>The status of a gathering. Whether it is over is a matter of time: <see cref="Gathering.IsOver"/>.</summary>
public enum GatheringStatus
{
    /// <summary>Nobody has called it yet.</summary>
    Unknown,
    /// <summary>It is called.</summary>
    Called,
    /// <summary>It was cancelled.</summary>
    Cancelled,
}

/// <summary>Where a community stands that was asked to call a gathering too.</summary>
public enum PartyStatus
{
    /// <summary>It was asked and has not answered.</summary>
    Asked,
    /// <summary>It agreed: its members may come.</summary>
    Agreed,
    /// <summary>It declined, or withdrew.</summary>
    Withdrawn,
}

/// <summary>A community that was asked to call a gathering too.</summary>
/// <param name="Community">Which.</param>
/// <param name="Status">Where it stands.</param>
public sealed record GatheringParty(CommunityId Community, PartyStatus Status);

/// <summary>What somebody offered at a gathering to do.</summary>
/// <param name="Number">Its number, by which it can be taken back.</param>
/// <param name="By">Who offered: nobody offers for anybody else.</param>
/// <param name="What">What they will do.</param>
/// <param name="Due">By when.</param>
public sealed record GatheringOffer(int Number, PersonId By, FreeText What, Instant Due);

/// <summary>A decision that came of a gathering.</summary>
/// <param name="Community">Whose decision.</param>
/// <param name="Decision">Which.</param>
public readonly record struct DecisionOf(CommunityId Community, DecisionId Decision);

/// <summary>
/// A gathering of peers: a conversation, a peer assist, an after action review. It is called by one community, alone or with
/// others that agree. Places go to those who answer first. Who came, and what came of it, is said by those who were there. It is
/// a value, built from its events.
/// </summary>
public sealed partial record Gathering : IStreamState<Gathering>
{
    private Gathering(GatheringId id) => Id = id;

    /// <summary>Which gathering.</summary>
    public GatheringId Id { get; }

    /// <summary>How many events its history has.</summary>
    public long Version { get; internal init; }

    /// <summary>The instant of its last event; the earliest instant there is, before the first.</summary>
    public Instant LastAt { get; internal init; } = Instant.MinValue;

    /// <summary>Its status.</summary>
    public GatheringStatus Status { get; internal init; }

    /// <summary>The community that called it; <c>default</c> before it was called.</summary>
    public CommunityId Home { get; internal init; }

    /// <summary>The communities that were asked to call it too, in the order of their ids.</summary>
    public ValueList<GatheringParty> With { get; internal init; } = [];

    /// <summary>What people are called to, as it is now; null before it was called.</summary>
    public GatheringCall? Call { get; internal init; }

    /// <summary>When it takes place; null before it was called.</summary>
    public GatheringTime? Time { get; internal init; }

    /// <summary>
    /// Who looks after it: who called it, or who took it on since. Null where nobody does, because the members called it
    /// together, or because the person who did can no longer act.
    /// </summary>
    public PersonId? Organiser { get; internal init; }

    /// <summary>The first gathering of its series, which names the series; null for none.</summary>
    public GatheringId? Series => Call?.Series;

    /// <summary>
    /// How often what a calendar shows of it has changed: the sequence number of its calendar entry (RFC 5545, 3.8.7.4).
    /// </summary>
    public int Sequence { get; internal init; }

    /// <summary>When what a calendar shows of it last changed. Answers change nothing of it.</summary>
    public Instant ChangedAt { get; internal init; } = Instant.MinValue;

    /// <summary>How long before its start it must be called: the longest of its communities' charters.</summary>
    public Duration Notice { get; internal init; }

    /// <summary>
    /// The smallest number of people of which a count is told under the Chatham House Rule, and of a group otherwise: the largest
    /// of its communities' charters.
    /// </summary>
    public int SmallestGroup { get; internal init; }

    /// <summary>Until when those who said yes before it was moved keep their places without confirming; null for no such
    /// time.</summary>
    public Instant? ConfirmBy { get; internal init; }

    /// <summary>Why it was cancelled; null where it was not.</summary>
    public FreeText? WhyCancelled { get; internal init; }

    /// <summary>The host's restriction, while there is one (law 3).</summary>
    public Restriction? Restriction { get; internal init; }

    /// <summary>The notes that came of it, in the order in which they were named.</summary>
    public ValueList<NoteId> Notes { get; internal init; } = [];

    /// <summary>The decisions that came of it, in the order in which they were named.</summary>
    public ValueList<DecisionOf> Decisions { get; internal init; } = [];

    /// <summary>What people offered to do, in the order in which they did.</summary>
    public ValueList<GatheringOffer> Offers { get; internal init; } = [];

    /// <summary>Whether somebody who was there said that nothing is to be written of it.</summary>
    public bool NothingToWrite { get; internal init; }

    /// <summary>Whether who came is no longer kept; then counts stay.</summary>
    public bool IsAttendanceForgotten { get; internal init; }

    /// <summary>The mandates that have been used on this gathering; each is used once.</summary>
    public ValueList<string> MandatesUsed { get; internal init; } = [];

    StreamId IStreamState.Stream => StreamId.Of(Id);

    DueAt? IStreamState.NextDue =>
        Status == GatheringStatus.Called && ConfirmBy is { } by ? new(by, new ConfirmationsDue(Version)) : null;

    SecondKeys IStreamState.SecondKeys => SecondKeys;

    internal SecondKeys SecondKeys { get; init; } = SecondKeys.None;

    internal Places Places { get; init; } = Places.Empty;

    /// <summary>The line in which it was last moved: who answered before is to confirm.</summary>
    internal long MovedIn { get; init; }

    /// <summary>Who was said to have come or not, and whether by themself.</summary>
    internal PersistentMap<PersonId, Attendance> Attendances { get; init; } = PersistentMap<PersonId, Attendance>.Empty;

    /// <summary>How many had come when who came was forgotten.</summary>
    internal int CameCount { get; init; }

    /// <summary>The number of the last offer to do something.</summary>
    internal int LastOffer { get; init; }

    /// <summary>A gathering that nobody has called: the first act on it is <c>CallGathering</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public static Gathering Unknown(GatheringId id) => new(Guard.Against.Default(id));

    /// <summary>Builds the gathering from its stored events: all of them, from the first on.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="RecordException">The history is empty, has a gap, or holds events of another stream or kind.</exception>
    public static Gathering Replay(IEnumerable<Entry> history) =>
        Replaying.Whole(history, StreamKind.Gathering, id => Unknown(GatheringId.Known(id)));

    /// <summary>This gathering after some more events.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="RecordException">They do not continue this history.</exception>
    public Gathering After(IEnumerable<Entry> entries) => Replaying.After(this, entries, Happen);

    Gathering IStreamState<Gathering>.Apply(IReadOnlyList<Entry> entries) => After(entries);

    Gathering IStreamState<Gathering>.Apply(Entry entry) => Replaying.After(this, entry, Happen);

    private static Gathering Happen(Gathering gathering, Entry entry) =>
        gathering.Status == GatheringStatus.Unknown && entry.Event is not GatheringCalled
            ? throw new InvalidOperationException("A gathering begins with being called.")
            : ((GatheringEvent)entry.Event).Apply(gathering with { Version = entry.Version, LastAt = entry.At }, entry);

    Ruling IStreamState<Gathering>.Fall(Due due, Instant at) => ConfirmationsDue.Fall(this);

    /// <summary>
    /// Whether an act may be done at an instant, and why. It changes nothing. An instant before <see cref="LastAt"/> is raised to
    /// it.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Answer Ask(IActOn<Gathering> act, Instant at) => Runner.Try(this, (Act)Guard.Against.Null(act), at).Answer;

    /// <summary>
    /// Does an act: the answer that <see cref="Ask"/> gives, the events to append, and the gathering after them. A refusal
    /// appends nothing.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<Gathering> Do(IActOn<Gathering> act, Instant at) => Runner.Do(this, (Act)Guard.Against.Null(act), at);

    /// <summary>This gathering at a later instant: what is due by then has happened.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Gathering At(Instant at) => Runner.Settle(this, at).After;

    /// <summary>Whether its time is over, or it was cancelled, whether anybody recorded it or not.</summary>
    public bool IsOver(Instant at) => Status == GatheringStatus.Cancelled || Time?.End <= at;

    /// <summary>Whether it was held: it was not cancelled, and its time is over.</summary>
    public bool WasHeld(Instant at) => Status == GatheringStatus.Called && Time!.End <= at;

    /// <summary>The communities that call it: its home, and those that agreed, in the order of their ids.</summary>
    public IEnumerable<CommunityId> CalledBy =>
        Call is null ? [] : With.Where(party => party.Status == PartyStatus.Agreed).Select(party => party.Community).Prepend(Home)
            .OrderBy(community => community);

    /// <summary>Who has a place, in the order in which they answered.</summary>
    public IEnumerable<PersonId> Coming => Places.WithPlace;

    /// <summary>Who waits, first come first.</summary>
    public IEnumerable<PersonId> Waiting => Places.Waiting;

    /// <summary>Who said no, in the order of their keys.</summary>
    public IEnumerable<PersonId> SaidNo => Places.SaidNo;

    /// <summary>Who said yes before it was moved and has yet to confirm, in the order of their turns.</summary>
    public IEnumerable<PersonId> ToConfirm => Coming.Concat(Waiting).Where(IsToConfirm);

    /// <summary>Whether somebody has a place.</summary>
    public bool HasPlace(PersonId person) => Places.HasPlace(person);

    /// <summary>How many people wait before somebody; null where they do not wait.</summary>
    public int? WaitingBefore(PersonId person) =>
        Places.Before(person) is var before && before >= Places.Taken ? before - Places.Taken : null;

    /// <summary>Whether somebody said yes before it was moved, and has yet to confirm.</summary>
    public bool IsToConfirm(PersonId person) => Places[person] is { Said: Replied.Yes, Line: var line } && line < MovedIn;

    /// <summary>Who came, as far as was said, in the order of their keys; nobody, once who came is no longer kept.</summary>
    public IEnumerable<PersonId> Came =>
        Attendances.Where(said => said.Value.Came).Select(said => said.Key).OrderBy(person => person);

    /// <summary>How many came, as far as was said. It stays when who came is no longer kept.</summary>
    public int HowManyCame => IsAttendanceForgotten ? CameCount : Attendances.Count(said => said.Value.Came);

    /// <summary>
    /// What people who have a place or wait need to take part, in the order of their turns. It is for who looks after the
    /// gathering, and nothing is left of it once it is over.
    /// </summary>
    /// <param name="at">When.</param>
    public IEnumerable<(PersonId Person, FreeText Needs)> NeedsAt(Instant at) => IsOver(at)
        ? []
        : Coming.Concat(Waiting).Where(person => Places[person].Needs is not null)
            .Select(person => (person, Places[person].Needs!));

    /// <summary>Whether something was written of it, or it was said that nothing is to be.</summary>
    public bool IsWritten => NothingToWrite || Notes.Count + Decisions.Count + Offers.Count > 0;

    internal Gathering WithParty(CommunityId community, PartyStatus status) => this with
    {
        With = With.Select(party => party.Community == community ? party with { Status = status } : party).ToValueList(),
    };

    /// <summary>What a calendar shows of it has changed.</summary>
    internal Gathering Changed(Entry entry) => this with { Sequence = Sequence + 1, ChangedAt = entry.At };

    internal Gathering Using(Capacity by) =>
        by is ByMandate { Given: var mandate } ? this with { MandatesUsed = MandatesUsed.With(mandate.Id) } : this;
}

/// <summary>Whether somebody came, and whether they said so themself: then nobody else says otherwise.</summary>
internal sealed record Attendance(bool Came, bool ByThemself);
