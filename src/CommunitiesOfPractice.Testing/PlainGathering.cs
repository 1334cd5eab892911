namespace CommunitiesOfPractice.Testing;

/// <summary>
/// A gathering told again from what happened, as slowly and plainly as can be. Who has a place it works out by itself, from who
/// answered when: it is not told.
/// </summary>
internal sealed class PlainGathering
{
    private readonly Dictionary<PersonId, FreeText?> _needs = [];
    private readonly HashSet<PersonId> _toConfirm = [];
    private readonly HashSet<PersonId> _places = [];
    private readonly List<GatheringOffer> _offers = [];
    private readonly List<NoteId> _notes = [];
    private readonly List<DecisionOf> _decisions = [];
    private readonly List<string> _used = [];
    private readonly Dictionary<PersonId, (bool Came, bool ByThemself)> _came = [];
    private readonly SortedDictionary<CommunityId, PartyStatus> _with = [];
    private int? _forgotten;
    private FreeText? _why;
    private Instant? _confirmBy;
    private Instant _changed;
    private int _sequence;
    private bool _nothing;

    public PlainGathering(IEnumerable<Entry> history)
    {
        foreach (var entry in history) Hear(entry);
    }

    public GatheringStatus Status { get; private set; }

    public CommunityId Home { get; private set; }

    public PersonId? Organiser { get; private set; }

    public GatheringCall? Call { get; private set; }

    public GatheringTime? Time { get; private set; }

    public Duration Notice { get; private set; }

    public int Smallest { get; private set; }

    public Restriction? Restriction { get; private set; }

    /// <summary>Everybody who said yes, first come first.</summary>
    public List<PersonId> Queue { get; } = [];

    /// <summary>Who said no.</summary>
    public HashSet<PersonId> SaidNo { get; } = [];

    /// <summary>Of whom it was told that they may not come.</summary>
    public HashSet<PersonId> Gone { get; } = [];

    /// <summary>Who ever answered, or of whom it was told whether they may come.</summary>
    public HashSet<PersonId> Answered { get; } = [];

    public bool IsForgotten => _forgotten is not null;

    public bool NothingToWrite => _nothing;

    public IReadOnlyList<GatheringOffer> Offers => _offers;

    public IEnumerable<CommunityId> CalledBy =>
        _with.Where(party => party.Value == PartyStatus.Agreed).Select(party => party.Key).Append(Home).OrderBy(one => one);

    public bool IsAhead(Instant at) => Status == GatheringStatus.Called && at < Time!.Start + Time.Length;

    public bool HasBegun(Instant at) => Status == GatheringStatus.Called && at >= Time!.Start;

    public PartyStatus? StatusOf(CommunityId community) => _with.TryGetValue(community, out var status) ? status : null;

    public bool Used(Mandate mandate) => _used.Contains(mandate.Id);

    public bool Points(NoteId note) => _notes.Contains(note);

    public bool Points(DecisionOf decision) => _decisions.Contains(decision);

    public bool IsToConfirm(PersonId person) => _toConfirm.Contains(person);

    public bool Needs(PersonId person, FreeText needs) => _needs.TryGetValue(person, out var said) && said == needs;

    public (bool Came, bool ByThemself)? Came(PersonId person) => _came.TryGetValue(person, out var said) ? said : null;

    public bool WasThere(PersonId person) => Organiser == person || Queue.Contains(person) || Came(person)?.Came == true;

    public bool MayHaveCome(PersonId person) => Organiser == person || Answered.Contains(person) || Came(person) is not null
        || Call!.Guests.Contains(person);

    /// <summary>The same of the library's own.</summary>
    public static string Of(Gathering gathering) => Said(
        gathering.Status, gathering.Home, gathering.Organiser, gathering.Call, gathering.Time, gathering.Notice,
        gathering.SmallestGroup, gathering.Restriction, gathering.ConfirmBy, gathering.WhyCancelled, gathering.Sequence,
        gathering.ChangedAt, gathering.NothingToWrite, gathering.IsAttendanceForgotten, gathering.HowManyCame,
        List(gathering.With), List(gathering.Coming), List(gathering.Waiting), List(gathering.SaidNo),
        List(gathering.ToConfirm), List(gathering.Came), List(gathering.Offers), List(gathering.Notes),
        List(gathering.Decisions), List(gathering.MandatesUsed), List(gathering.NeedsAt(Instant.MinValue)));

    /// <summary>Everything that can be seen of it.</summary>
    public override string ToString()
    {
        var (coming, waiting) = (Queue.Where(_places.Contains).ToArray(), Queue.Where(p => !_places.Contains(p)).ToArray());
        var came = _came.Where(said => said.Value.Came).Select(said => said.Key).OrderBy(person => person).ToArray();
        return Said(
            Status, Home, Organiser, Call, Time, Notice, Smallest, Restriction, _confirmBy, _why, _sequence, _changed, _nothing,
            IsForgotten, _forgotten ?? came.Length, List(_with.Select(party => new GatheringParty(party.Key, party.Value))),
            List(coming), List(waiting), List(SaidNo.OrderBy(person => person)),
            List(coming.Concat(waiting).Where(_toConfirm.Contains)), List(came), List(_offers), List(_notes), List(_decisions),
            List(_used),
            Status == GatheringStatus.Cancelled ? "" : List(
                coming.Concat(waiting).Where(person => _needs[person] is not null).Select(person => (person, _needs[person]!))));
    }

    private static string Said(params object?[] parts) => string.Join("; ", parts);

    private static string List<T>(IEnumerable<T> items) => string.Join(",", items);

    private void Hear(Entry entry)
    {
        if (entry.Event is CallersEvent { As: ByMandate { Given: var mandate } }) _used.Add(mandate.Id);
        switch (entry.Event)
        {
            case GatheringCalled e:
                (Status, Home, Organiser, Call, Time) = (GatheringStatus.Called, e.Home, e.Organiser, e.Call, e.Time);
                (Notice, Smallest, _changed) = (e.Notice, e.SmallestGroup, entry.At);
                foreach (var asked in e.Call.With) _with[asked] = PartyStatus.Asked;
                break;
            case GatheringAgreed e:
                _with[e.Community] = PartyStatus.Agreed;
                if (e.Notice > Notice) Notice = e.Notice;
                if (e.SmallestGroup > Smallest) Smallest = e.SmallestGroup;
                break;
            case GatheringPartyWithdrew e: _with[e.Community] = PartyStatus.Withdrawn; break;
            case OrganiserChanged e: Organiser = e.Organiser; break;
            case OrganiserGone: Organiser = null; break;
            case YesSaid e:
                if (!Queue.Contains(e.Person)) Queue.Add(e.Person);
                Answered.Add(e.Person);
                SaidNo.Remove(e.Person);
                _toConfirm.Remove(e.Person);
                _needs[e.Person] = e.Needs ?? (_needs.TryGetValue(e.Person, out var said) ? said : null);
                break;
            case NoSaid e:
                Out(e.Person);
                SaidNo.Add(e.Person);
                break;
            case PersonGone e:
                Out(e.Person);
                Gone.Add(e.Person);
                break;
            case PersonBack e: Gone.Remove(e.Person); break;
            case GuestInvited e:
                Call = Call! with { Guests = Call.Guests.Append(e.Guest).ToValueList() };
                break;
            case CapacityChanged e: Call = Call! with { Capacity = e.Capacity }; break;
            case GatheringRevised e:
                Call = Call! with { Purpose = e.Purpose, Form = e.Form, Place = e.Place, Online = e.Online };
                Changed(entry);
                break;
            case GatheringMoved e:
                Call = Call! with { When = e.Time.Given, Length = e.Time.Length };
                (Time, _confirmBy) = (e.Time, e.ConfirmBy);
                _toConfirm.UnionWith(Queue);
                Changed(entry);
                break;
            case ConfirmationsEnded:
                _confirmBy = null;
                foreach (var late in Queue.Where(_toConfirm.Contains).ToArray()) Out(late);
                break;
            case GatheringCancelled e:
                (Status, _why) = (GatheringStatus.Cancelled, e.Why);
                Changed(entry);
                break;
            case CameSaid e: _came[e.Person] = (e.Came, true); break;
            case WhoCameSaid e:
                foreach (var person in e.People) _came[person] = (true, false);
                break;
            case NotePointedTo e: _notes.Add(e.Note); break;
            case DecisionPointedTo e: _decisions.Add(new(e.Community, e.Decision)); break;
            case OfferToDoMade e: _offers.Add(new(e.Number, e.By, e.What, e.Due)); break;
            case OfferToDoTakenBack e: _offers.RemoveAll(offer => offer.Number == e.Number); break;
            case NothingToWriteSaid: _nothing = true; break;
            case WhoCameForgotten e:
                _forgotten = e.Came;
                _came.Clear();
                break;
            case GatheringRestricted e: Restriction = new(e.Role, e.Reason, e.ReviewBy, entry.At); break;
            case GatheringRestrictionLifted: Restriction = null; break;
            case GatheringKeysMerged e: Merge(e.Kept, e.Dropped); break;
            case PlacesGiven: return;
            default: throw new InvalidOperationException("Another event of a gathering?");
        }

        // Whoever waits longest has the next free place, until it is over.
        if (IsAhead(entry.At))
            foreach (var next in Queue.Where(person => !_places.Contains(person)).ToArray())
                if (!(Call!.Capacity <= _places.Count)) _places.Add(next);
    }

    private void Changed(Entry entry) => (_sequence, _changed) = (_sequence + 1, entry.At);

    private void Out(PersonId person)
    {
        Answered.Add(person);
        Queue.Remove(person);
        SaidNo.Remove(person);
        _places.Remove(person);
        _toConfirm.Remove(person);
        _needs.Remove(person);
    }

    // One person: one place by the earlier of two turns, and one answer, the first key's where they differ.
    private void Merge(PersonId kept, PersonId dropped)
    {
        PersonId Now(PersonId person) => person == dropped ? kept : person;
        if (_came.TryGetValue(dropped, out var theirs))
        {
            _came.Remove(dropped);
            if (!_came.TryGetValue(kept, out var own) || (!own.ByThemself && theirs.ByThemself)) _came[kept] = theirs;
        }

        if (Organiser is { } organiser) Organiser = Now(organiser);
        Call = Call! with { Guests = Call.Guests.Select(Now).Distinct().ToValueList() };
        for (var i = 0; i < _offers.Count; i++) _offers[i] = _offers[i] with { By = Now(_offers[i].By) };
        if (!Answered.Contains(dropped)) return;
        var (mine, second) = (Queue.IndexOf(kept), Queue.IndexOf(dropped));
        var (isGone, saidNo) = (Gone.Contains(dropped), SaidNo.Contains(dropped));
        var decided = mine >= 0 || SaidNo.Contains(kept) || Gone.Contains(kept);
        if (mine >= 0 && second >= 0)
        {
            // Confirmed by either is confirmed, and the first key's needs are theirs.
            if (!_toConfirm.Contains(dropped)) _toConfirm.Remove(kept);
            var needs = _needs[kept] ?? _needs[dropped];
            if (second < mine)
            {
                if (_places.Contains(dropped)) _places.Add(kept);
                Queue.Remove(kept);
                Queue[second] = kept;
            }

            Out(dropped);
            _needs[kept] = needs;
        }
        else if (second >= 0 && !decided)
        {
            if (_places.Contains(dropped)) _places.Add(kept);
            if (_toConfirm.Contains(dropped)) _toConfirm.Add(kept);
            _needs[kept] = _needs[dropped];
            Queue[second] = kept;
            Out(dropped);
        }
        else
        {
            Out(dropped);
            if (isGone && mine < 0) Gone.Add(kept);
            if (saidNo && !decided) SaidNo.Add(kept);
        }

        Gone.Remove(dropped);
        Answered.Remove(dropped);
        Answered.Add(kept);
    }
}
