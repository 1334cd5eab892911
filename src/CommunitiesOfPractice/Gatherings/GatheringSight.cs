// Who may see a gathering, and what they are shown of it.
namespace CommunitiesOfPractice;

public sealed partial record Gathering
{
    /// <summary>
    /// Whether somebody may see this gathering: those who may come, members of the communities that call it or are asked to, and
    /// who looks after it. Those too of whom it holds an offer, or whether they came, which they can take back or correct (law
    /// 3). Somebody who may not see it is told what they would be told if there were none.
    /// </summary>
    /// <param name="caller">Who.</param>
    /// <exception cref="ArgumentNullException"><paramref name="caller"/> is null.</exception>
    public Answer MaySee(Caller caller)
    {
        Guard.Against.Null(caller);
        return Version > 0
            && (Organiser == caller.Person || IsOfItsCommunities(caller) || Attendances.Has(caller.Person)
                || Offers.Any(offer => offer.By == caller.Person)
                || caller.Commons.ComesBy(caller.Person, this, caller.At) != ComesBy.Nothing)
            ? new Answer(true, Clauses.SeeingGathering, Self)
            : Caller.NotThere(Clauses.SeeingGathering, Self);
    }

    /// <summary>What somebody is shown of this gathering; null where they may not see it.</summary>
    /// <param name="caller">Who.</param>
    /// <exception cref="ArgumentNullException"><paramref name="caller"/> is null.</exception>
    public ShownGathering? ShownTo(Caller caller) =>
        MaySee(caller).Allowed ? new ShownGathering(At(Later(caller.At)), caller) : null;

    /// <summary>Whether somebody is a member of a community that calls it, or is asked to.</summary>
    internal bool IsOfItsCommunities(Caller caller) => With.Where(party => party.Status != PartyStatus.Withdrawn)
        .Select(party => party.Community).Prepend(Home)
        .Any(community => caller.Commons.IsMember(caller.Person, community, caller.At));

    /// <summary>
    /// How many people could come, as far as that is bounded: the members of its communities. Null where others may come too.
    /// </summary>
    internal int? HowManyMayCome(Landscape landscape) => Call!.Anybody || Call.Links.Count + Call.Guests.Count > 0
        ? null
        : CalledBy.SelectMany(community => landscape[community].Members).Distinct().Count();

    private Instant Later(Instant at) => Instant.Max(at, LastAt);
}

/// <summary>
/// A gathering as one person is shown it. What is not theirs to know is null or empty: how to take part online is for those who
/// have a place; what people need is for who looks after it; under the Chatham House Rule nobody is told who comes, who came or
/// who offered, but for themself and for who looks after it.
/// </summary>
public sealed class ShownGathering
{
    private readonly Gathering _gathering;
    private readonly Caller _caller;
    private readonly bool _reads;
    private readonly bool _inside;

    internal ShownGathering(Gathering gathering, Caller caller)
    {
        (_gathering, _caller) = (gathering, caller);
        LooksAfter = gathering.Organiser == caller.Person;
        _reads = gathering.Restriction is null || LooksAfter;
        _inside = LooksAfter || (!IsUnderTheRule && gathering.IsOfItsCommunities(caller));
    }

    /// <summary>Which gathering.</summary>
    public GatheringId Id => _gathering.Id;

    /// <summary>Its status.</summary>
    public GatheringStatus Status => _gathering.Status;

    /// <summary>Whether it is over at the moment of asking.</summary>
    public bool IsOver => _gathering.IsOver(_caller.At);

    /// <summary>Whether it has begun.</summary>
    public bool HasBegun => When is { } time && time.Start <= _caller.At;

    /// <summary>The community that calls it.</summary>
    public CommunityId Home => _gathering.Home;

    /// <summary>The communities that call it too, or are asked to.</summary>
    public ValueList<GatheringParty> With => _gathering.With;

    /// <summary>What it is for; null where the host restricts it.</summary>
    public FreeText? Purpose => _reads ? _gathering.Call!.Purpose : null;

    /// <summary>In which form.</summary>
    public GatheringForm Form => _gathering.Call!.Form;

    /// <summary>How far the Chatham House Rule holds.</summary>
    public ChathamHouse Rule => _gathering.Call!.Rule;

    /// <summary>Whether the Chatham House Rule holds, for all or part.</summary>
    public bool IsUnderTheRule => _gathering.Call!.Rule != ChathamHouse.None;

    /// <summary>When it takes place; null where the host restricts it and the person has no place.</summary>
    public GatheringTime? When => _reads || HasPlace ? _gathering.Time : null;

    /// <summary>Where, in words; null where the host restricts it and the person has no place.</summary>
    public FreeText? Place => _reads || HasPlace ? _gathering.Call!.Place : null;

    /// <summary>How to take part from elsewhere, for those who have a place and who looks after it.</summary>
    public FreeText? Online => (_reads && LooksAfter) || HasPlace ? _gathering.Call!.Online : null;

    /// <summary>How many have a place; null for as many as come.</summary>
    public int? Capacity => _gathering.Call!.Capacity;

    /// <summary>Whether everybody the host lists may come.</summary>
    public bool Anybody => _gathering.Call!.Anybody;

    /// <summary>The series it is of; null for none.</summary>
    public GatheringId? Series => _gathering.Series;

    /// <summary>How often what a calendar shows of it has changed.</summary>
    public int Sequence => _gathering.Sequence;

    /// <summary>When what a calendar shows of it last changed. Answers change nothing of it.</summary>
    public Instant ChangedAt => _gathering.ChangedAt;

    /// <summary>Why it was cancelled; null where it was not.</summary>
    public FreeText? WhyCancelled => _reads ? _gathering.WhyCancelled : null;

    /// <summary>The host's restriction, while there is one, for members of its communities and who looks after it.</summary>
    public Restriction? Restriction =>
        LooksAfter || _gathering.IsOfItsCommunities(_caller) ? _gathering.Restriction : null;

    /// <summary>Whether the person looks after it.</summary>
    public bool LooksAfter { get; }

    /// <summary>Whether nobody looks after it.</summary>
    public bool NobodyLooksAfter => _gathering.Organiser is null;

    /// <summary>Who looks after it; null where nobody does, and under the Chatham House Rule for others.</summary>
    public PersonId? Organiser => _inside ? _gathering.Organiser : null;

    /// <summary>Whether the person has a place.</summary>
    public bool HasPlace => _gathering.HasPlace(_caller.Person);

    /// <summary>Whether the person said yes and waits for a place.</summary>
    public bool IsWaiting => _gathering.WaitingBefore(_caller.Person) is not null;

    /// <summary>
    /// How many wait before the person; null where they do not wait. Under the Chatham House Rule they are told only that they
    /// wait (<see cref="IsWaiting"/>), because a number that falls tells that somebody went.
    /// </summary>
    public int? WaitingBefore => _inside || !IsUnderTheRule ? _gathering.WaitingBefore(_caller.Person) : null;

    /// <summary>Whether the person said no.</summary>
    public bool SaidNo => _gathering.Places[_caller.Person].Said == Replied.No;

    /// <summary>Whether the person is to confirm after a move; by when, <see cref="ConfirmBy"/> says.</summary>
    public bool IsToConfirm => _gathering.IsToConfirm(_caller.Person);

    /// <summary>By when those who said yes before a move are to confirm; null for nothing to confirm.</summary>
    public Instant? ConfirmBy => _gathering.ConfirmBy;

    /// <summary>Who has a place, in order, for those who may know.</summary>
    public ValueList<PersonId> Coming => _inside ? _gathering.Coming.ToValueList() : [];

    /// <summary>Who waits, in order, for those who may know.</summary>
    public ValueList<PersonId> Waiting => _inside ? _gathering.Waiting.ToValueList() : [];

    /// <summary>How many have a place; null where the person may not know.</summary>
    public int? ComingCount => _inside || !IsUnderTheRule ? _gathering.Places.Taken : null;

    /// <summary>How many wait; null where the person may not know.</summary>
    public int? WaitingCount => _inside || !IsUnderTheRule ? _gathering.Places.WaitingCount : null;

    /// <summary>What people need to take part, for who looks after it, until it is over.</summary>
    public ValueList<(PersonId Person, FreeText Needs)> Needs =>
        LooksAfter ? _gathering.NeedsAt(_caller.At).ToValueList() : [];

    /// <summary>Whether the person said, or somebody said of them, that they came; null where nobody said.</summary>
    public bool? Came => _gathering.Attendances.Find(_caller.Person)?.Came;

    /// <summary>Who came, for those who may know.</summary>
    public ValueList<PersonId> WhoCame => _inside ? _gathering.Came.ToValueList() : [];

    /// <summary>
    /// How many came. Under the Chatham House Rule others are told only that it was the smallest number or more
    /// (<see cref="CameAtLeast"/>), so this is null.
    /// </summary>
    public int? HowManyCame => _inside || !IsUnderTheRule ? _gathering.HowManyCame : null;

    /// <summary>
    /// Under the Chatham House Rule: the charter's smallest number, where that many came or more, and at least twice as many
    /// could have. So nobody can tell of any one person whether they came. Null otherwise.
    /// </summary>
    public int? CameAtLeast => IsUnderTheRule && _gathering.HowManyCame >= _gathering.SmallestGroup
        && !(_gathering.HowManyMayCome(_caller.Landscape) < 2 * _gathering.SmallestGroup)
        ? _gathering.SmallestGroup
        : null;

    /// <summary>
    /// The organisations that people came from, as the directory places them when it began, in order. Others than members of its
    /// communities are told only of those from which the charter's smallest number came. Under the Chatham House Rule they are
    /// told of none.
    /// </summary>
    public ValueList<DirectoryGroup> Organisations
    {
        get
        {
            if (_caller.Commons.Directory is not { } directory || (IsUnderTheRule && !_inside)) return [];
            return _gathering.Came
                .SelectMany(person => directory.GroupsOf(person, _gathering.Time!.Start))
                .Where(group => group.Kind == GroupKind.Organisation).GroupBy(group => group)
                .Where(group => _inside || group.Count() >= _gathering.SmallestGroup).Select(group => group.Key)
                .OrderBy(group => group).ToValueList();
        }
    }

    /// <summary>Whether something was written of it, or it was said that nothing is to be.</summary>
    public bool IsWritten => _gathering.IsWritten;

    /// <summary>Whether it was said that nothing is to be written.</summary>
    public bool NothingToWrite => _gathering.NothingToWrite;

    /// <summary>The notes that came of it, as far as the person may read them.</summary>
    public ValueList<NoteId> Notes =>
        _reads ? _gathering.Notes.Where(note => _caller.Reading(note).Allowed).ToValueList() : [];

    /// <summary>The decisions that came of it.</summary>
    public ValueList<DecisionOf> Decisions => _reads ? _gathering.Decisions : [];

    /// <summary>
    /// What people offered to do. Under the Chatham House Rule who offered is null for others.
    /// </summary>
    public ValueList<(int Number, PersonId? By, FreeText What, Instant Due)> Offers => _reads
        ? _gathering.Offers
            .Select(offer => (
                offer.Number, _inside || offer.By == _caller.Person ? offer.By : (PersonId?)null, offer.What, offer.Due))
            .ToValueList()
        : [];
}
