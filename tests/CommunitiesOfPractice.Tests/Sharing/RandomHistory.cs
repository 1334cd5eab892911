namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>
/// A random history of a small world: everything sharing depends on happens in it, in an order that a record could hold.
/// </summary>
internal sealed class RandomHistory
{
    private readonly Random _random;
    private readonly Func<string, string> _name;
    private readonly List<Recorded> _lines = [];
    private readonly Dictionary<StreamId, long> _versions = [];
    private readonly HashSet<(CommunityId, PersonId)> _members = [];
    private readonly HashSet<CommunityId> _closed = [];

    public RandomHistory(int seed, int events, Func<string, string>? name = null)
    {
        (_random, _name, Now) = (new Random(seed), name ?? (n => n), Instant.FromUtc(2026, 1, 1, 0, 0));
        People = [.. Enumerable.Range(0, 7).Select(i => PersonId.Of(_name("p" + i)))];
        Communities = [.. Enumerable.Range(0, 3).Select(i => CommunityId.Of("c" + i))];
        Links = [.. Enumerable.Range(0, 5).Select(i => LinkId.Of("L" + (i * 7)))];
        Notes = [.. Enumerable.Range(0, 6).Select(i => NoteId.Of("n" + i))];
        Groups = [DirectoryGroup.Organisation("o0"), DirectoryGroup.Network("w0"), DirectoryGroup.Organisation("gone")];
        Directory = new("directory",
            People.Take(6).Select((p, i) => new Listing(p, Instant.MinValue, i == 5 ? Now + Duration.FromDays(12) : null)),
            Enumerable.Range(0, 6)
                .Select(_ => new Placement(One(People), One(Groups), Day(), Maybe() ? Day() + Duration.FromDays(9) : null)),
            [new Succession(DirectoryGroup.Organisation("old"), Groups[0], Now + Duration.FromDays(6))],
                [Groups[0], Groups[1], DirectoryGroup.Organisation("old")]);
        foreach (var community in Communities.Take(2))
        {
            Record(StreamId.Of(community),
                new CommunityProposed("A", Domain.Of("A"), Charter(), [], 0, Instant.MaxValue, null, null));
            Record(StreamId.Of(community), new CommunityFounded());
            foreach (var person in People.Where(_ => Maybe())) Join(community, person);
        }

        while (_lines.Count < events)
        {
            if (_random.Next(3) == 0) Now += Duration.FromHours(_random.Next(1, 4) * 8);
            Happen();
        }
    }

    public Instant Now { get; private set; }

    public PersonId[] People { get; }

    public CommunityId[] Communities { get; }

    public LinkId[] Links { get; }

    public NoteId[] Notes { get; }

    public DirectoryGroup[] Groups { get; }

    public HostDirectory Directory { get; }

    public IReadOnlyList<Recorded> Lines => _lines;

    /// <summary>Every instant at which something begins or ends, and one tick before and after.</summary>
    public Instant[] Boundaries =>
        [.. _lines.Select(l => l.Entry.At).Concat(_lines.SelectMany(l => Ends(l.Entry.Event)))
            .Concat(People.SelectMany(p => Directory.HistoryOf(p)
            .SelectMany(h => new[] { h.From, h.Until ?? h.From }))).Append(Instant.FromUtc(2026, 1, 13, 0, 0))
                .Append(Instant.FromUtc(2026, 1, 7, 0, 0))
        .Distinct().SelectMany(i => new[] { i - Duration.Epsilon, i, i + Duration.Epsilon })];

    /// <summary>When something that began with an event ends by itself, or begins.</summary>
    public static IEnumerable<Instant> Ends(Event happened) => happened switch
    {
        PersonBarred { Until: { } until } => [until],
        MemberRemoved { BarredUntil: { } until } => [until],
        ObservingBegan { Until: { } until } => [until],
        OfficeTakenUp { Until: { } until } => [until],
        ConsentGiven { Consent.Until: { } until } => [until],
        EmbargoSet { Until: { } until } => [until],
        LinkOffered { Terms.Until: { } until } => [until],
        TermsChanged { Terms.Until: { } until } => [until],
        CharterAmended amended => [amended.InForceFrom],
        _ => [],
    };

    private Instant Day() => Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromDays(_random.Next(0, 20));

    private Instant? Later() => Maybe() ? Now + Duration.FromDays(_random.Next(1, 9)) : null;

    private bool Maybe() => _random.Next(2) == 0;

    private T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private T Some<T>() where T : struct, Enum => One(Enum.GetValues<T>());

    private Charter Charter() => Charters.Informal() with { ObserversRead = Maybe() };

    private void Record(StreamId stream, Event happened) =>
        _lines.Add(
            new(_lines.Count + 1,
                new Entry(
                    stream, _versions[stream] = _versions.GetValueOrDefault(stream) + 1, Now, null, Clauses.FellDue, null,
                        happened)));

    private void Join(CommunityId community, PersonId person)
    {
        if (_members.Add((community, person)))
            Record(StreamId.Of(community), new MemberJoined(person, HowJoined.Joined, 1, null));
    }

    private void Happen()
    {
        var (person, community) = (One(People), One(Communities));
        switch (_random.Next(4))
        {
            case 0: InCommunity(community, person); break;
            case 1: ToLink(One(Links)); break;
            default: ToNote(One(Notes), person); break;
        }
    }

    private void InCommunity(CommunityId community, PersonId person)
    {
        var stream = StreamId.Of(community);
        if (!_versions.ContainsKey(stream))
        {
            Record(stream, new CommunityProposed("A", Domain.Of("A"), Charter(), [], 0, Instant.MaxValue, null, null));
            if (Maybe()) Record(stream, new CommunityFounded());
            return;
        }

        switch (_random.Next(14))
        {
            case 0 or 1 or 2: Join(community, person); break;
            case 3:
                if (_members.Remove((community, person))) Record(stream, new MemberLeft(person, null));
                break;
            case 4: Record(stream, new PersonBarred(person, new(1), Later(), Telling.Words)); break;
            case 5: Record(stream, new BarEnded(person)); break;
            case 6: Record(stream, new ObservingBegan(person, Later())); break;
            case 7: Record(stream, new OfficeTakenUp(Office.Convener, person, Later(), null)); break;
            case 8: Record(stream, new CharterAmended(2, Charter(), Later() ?? Now, new(1))); break;
            case 9 when _random.Next(6) == 0: Record(stream, new CommunityImported("elsewhere")); break;
            case 10: Record(stream, new PlaceClaimed(person)); break;
            case 11 when _random.Next(6) == 0
                && _closed.Add(community): Record(stream, new CommunityClosed(Telling.Words, Telling.Words)); break;
            case 12 when _random.Next(4) == 0:
                var dropped = One(People);
                if (dropped == person) break;
                Record(stream, new KeysMerged(person, dropped, "directory"));
                if (_members.Remove((community, dropped))) _members.Add((community, person));
                break;
            case 13 when Maybe(): Record(stream, new CommunityRested()); break;
        }
    }

    private Party End() => Maybe() || Maybe()
        ? Party.Of(One(Communities)) : Maybe() ? Party.Of(One(Groups)) : Party.Of(DirectoryGroup.Organisation("old"));

    private void ToLink(LinkId link)
    {
        var stream = StreamId.Of(link);
        var terms = new LinkTerms(Some<Flow>(), Some<Onward>()) { Until = Later() };
        if (!_versions.ContainsKey(stream))
        {
            Record(stream,
                new LinkOffered(
                    LinkKind.Sister, Party.Of(One(Communities)), _random.Next(8) == 0 ? Party.Of(People[0]) : End(), terms));
            return;
        }

        Record(stream, _random.Next(8) switch
        {
            0 => new LinkPaused(Some<Side>(), null),
            1 => new LinkResumed(Side.A),
            2 => new TermsChanged(terms),
            3 when _random.Next(3) == 0 => new LinkEnded(Side.A, null),
            4 => new TermsOffered(Side.A, terms),
            _ => new LinkAgreed(),
        });
    }

    private void ToNote(NoteId note, PersonId person)
    {
        var stream = StreamId.Of(note);
        var content =
            new PracticeContent(Telling.Words, Telling.Words, Telling.Words, Some<PracticeOutcome>(), Telling.Words) {
                Topics = [One(new[] { "tea", "falls" })] };
        if (!_versions.ContainsKey(stream))
        {
            Record(stream, new NoteDrafted(One(Communities), content, new Contribution(person, null, null), Maybe()));
            Record(stream,
                new ConsentGiven(
                    person, new Consent(Audience.Public) { Outside = Some<Attribution>(), Inside = Some<Attribution>() }));
            Record(stream, new NoteOffered(Some<Audience>()));
            Record(stream, new FindingMade(1, Audience.Public, "reviewer"));
            return;
        }

        var state = PracticeNote.Replay(_lines.Select(l => l.Entry).Where(e => e.Stream == stream));
        var contributor = state.Contributors.Count > 0 ? One(state.Contributors).Person : person;
        switch (_random.Next(15))
        {
            case 0: Record(stream, new NoteOffered(Some<Audience>())); break;
            case 1 or 2: Record(
                stream, new AudienceDecided(Some<Audience>(), Maybe() ? null : Links.Where(_ => Maybe()).ToValueList(), null));
                break;
            case 3 or 4: Record(
                stream, new ConsentGiven(
                    contributor,
                        new Consent(Some<Audience>(), Later()) { Outside = Some<Attribution>(), Inside = Some<Attribution>() }));
                        break;
            case 5: Record(stream, new ConsentRevoked(contributor)); break;
            case 6 or 7: Record(
                stream, new FindingMade(Math.Max(1, state.Edition - _random.Next(2)), Some<Audience>(), "reviewer")); break;
            case 8: Record(stream, new NoteRevised(state.Edition + 1, content, contributor)); break;
            case 9: Record(stream, new EmbargoSet(Later())); break;
            case 10 or 11: Record(stream, new OnwardStepTaken(One(Links), One(Links), null)); break;
            case 12:
                if (state.ContributionOf(person) is null)
                    Record(stream, new ContributorNamed(new Contribution(person, null, null)));
                else if (Maybe()) Record(stream, new ContributorLeft(person));
                break;
            case 13: Record(
                stream, state.Restriction is null && Maybe()
                    ? new RestrictionPlaced("guardian", Telling.Words, Instant.MaxValue, "host")
                    : new RestrictionLifted("host")); break;
            case 14:
                if (_random.Next(4) == 0) Record(stream, new NoteWithdrawn(null));
                else if (One(People) is var dropped && dropped != contributor)
                    Record(stream, new ContributorsMerged(contributor, dropped, "host"));
                break;
        }
    }
}
