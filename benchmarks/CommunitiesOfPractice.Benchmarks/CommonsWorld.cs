using CommunitiesOfPractice.Events;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// A made-up world of a given size, told as events: communities of unequal size, a home for every note, links between neighbours.
/// In a hundred notes, 10 are for their contributors alone, 55 for their community, 30 for the linked, 3 for everyone listed and
/// 2 for the public; one in a thousand is under embargo, one in two thousand names its links; one contributor in ten has agreed
/// only for a time.
/// </summary>
public sealed class CommonsWorld
{
    private readonly Random _random = new(11);

    public CommonsWorld(int people, int communities, int notes, int questions = 0)
    {
        (NotesCount, QuestionsCount, Start) = (notes, questions, Instant.FromUtc(2026, 1, 1, 0, 0));
        People = [.. Enumerable.Range(0, people).Select(i => PersonId.Of($"person-{i}"))];
        Communities = [.. Enumerable.Range(0, communities).Select(i => CommunityId.Of($"community-{i}"))];
        Groups = [
            .. Enumerable.Range(0, Math.Max(4, communities / 6)).Select(i => DirectoryGroup.Organisation($"organisation-{i}"))];
        Members = [.. Communities.Select((_, i) => Few(people / communities * 2, people))];
    }

    public static CommonsWorld Small() => new(1_000, 10, 10_000);

    public static CommonsWorld Large() => new(60_000, 300, 1_000_000);

    /// <summary>The large world, with questions beside its notes.</summary>
    public static CommonsWorld LargeWithQuestions() => new(60_000, 300, 1_000_000, 200_000);

    public int NotesCount { get; }

    public int QuestionsCount { get; }

    public Instant Start { get; }

    public Instant Now => Start + Duration.FromDays(365);

    public PersonId[] People { get; }

    public CommunityId[] Communities { get; }

    public DirectoryGroup[] Groups { get; }

    public int[][] Members { get; }

    public static NoteId Note(int number) => NoteId.Of($"note-{number}");

    public static QuestionId Question(int number) => QuestionId.Of($"question-{number}");

    public HostDirectory Directory() => new("directory",
        People.Select(p => new Listing(p, Instant.MinValue)),
            People.Select((p, i) => new Placement(p, Groups[i % Groups.Length], Instant.MinValue)));

    /// <summary>Every event, made as it is asked for, so that what is measured is what the commons keeps.</summary>
    public IEnumerable<Recorded> Lines()
    {
        var position = 0L;
        var charter = Charters.Informal() with { ObserversRead = true };
        for (var c = 0; c < Communities.Length; c++)
        {
            var (stream, version) = (StreamId.Of(Communities[c]), 0L);
            Recorded Line(Event happened) =>
                new(++position, new Entry(stream, ++version, Start, null, Clauses.FellDue, null, happened));
            yield return Line(new CommunityProposed("A", Domain.Of("A concern"), charter, [], 0, Instant.MaxValue, null, null));
            yield return Line(new CommunityFounded());
            foreach (var member in Members[c]) yield return Line(new MemberJoined(People[member], HowJoined.Joined, 1, null));
            yield return Line(new OfficeTakenUp(Office.Convener, People[Members[c][0]], null, null));
            foreach (var barred in Members[c].Skip(1).Take(2))
                yield return Line(new PersonBarred(People[barred], new(1), Now + Duration.FromDays(30), FreeText.Of("Why")));
        }

        for (var l = 0; l < Communities.Length * 4; l++)
        {
            var (stream, version) = (StreamId.Of(LinkId.Of($"link-{l}")), 0L);
            Recorded Line(Event happened) =>
                new(++position, new Entry(stream, ++version, Start, null, Clauses.FellDue, null, happened));
            Party other = l % 4 == 0 ? Party.Of(Groups[l % Groups.Length])
                : Party.Of(Communities[(l + 1 + (l / Communities.Length * 3)) % Communities.Length]);
            yield return Line(
                new LinkOffered(LinkKind.Sister, Party.Of(Communities[l % Communities.Length]), other, new LinkTerms(Flow.Both)));
            yield return Line(new LinkAgreed());
        }

        var words = FreeText.Of("Words");
        NoteContent[] contents =
            [.. Enumerable.Range(0, 32)
                .Select(i =>
                    new PracticeContent(words, words, words, (PracticeOutcome)(i % 4), words) { Topics = [$"topic-{i}"] })];
        for (var n = 0; n < NotesCount; n++)
        {
            var (stream, version, home) = (StreamId.Of(Note(n)), 0L, n % Communities.Length);
            Recorded Line(Event happened) =>
                new(++position, new Entry(stream, ++version, Start, null, Clauses.FellDue, null, happened));
            var author = People[Members[home][_random.Next(Members[home].Length)]];
            var audience = _random.Next(100)
                switch { < 10 => Audience.Contributors, < 65 =>
                    Audience.Community, < 95 => Audience.Linked, < 98 => Audience.System, _ => Audience.Public };
            Instant? until = _random.Next(10) == 0 ? Now + Duration.FromDays(_random.Next(10, 3000)) : null;
            yield return Line(
                new NoteDrafted(
                    Communities[home], contents[n % contents.Length],
                        new Contribution(author, null, null) { Consent = new Consent(Audience.Public, until) }, false));
            if (audience > Audience.Community) yield return Line(new FindingMade(1, Audience.Public, "reviewer"));
            yield return Line(new NoteOffered(audience));
            if (n % 1000 == 0) yield return Line(new EmbargoSet(Now + Duration.FromDays(20)));
            if (n % 2000 == 1) yield return Line(new AudienceDecided(Audience.Linked, [LinkId.Of($"link-{home}")], null));
        }

        var asked = new QuestionContent(words, words) { Topics = ["topic-1"] };
        for (var q = 0; q < QuestionsCount; q++)
        {
            var (stream, version, home) = (StreamId.Of(Question(q)), 0L, q % Communities.Length);
            Recorded Line(Event happened) =>
                new(++position, new Entry(stream, ++version, Start, null, Clauses.FellDue, null, happened));
            PersonId Member() => People[Members[home][_random.Next(Members[home].Length)]];
            var (from, link) = (Member(), LinkId.Of($"link-{home}"));
            yield return Line(
                new QuestionAsked(
                    Communities[home], asked, new Contribution(from, null, null) { Consent = new Consent(Audience.Linked) }));
            yield return Line(
                new QuestionAnswered(
                    1, new Contribution(Member(), null, null) { Consent = new Consent(Audience.Community) }, words, 1));
            if (q % 5 > 0) continue;
            var said = new LinkEvidence(
                link, 2, Party.Of(Communities[home]), Party.Of(Communities[(home + 1) % Communities.Length]),
                new LinkTerms(Flow.Both), true);
            yield return Line(
                new QuestionCarried(from, "broker", new CarryingEvidence(Communities[home], 1, from, said, true)));
        }
    }

    private int[] Few(int most, int people) =>
        [.. Enumerable.Range(0, Math.Max(5, _random.Next(most))).Select(_ => _random.Next(people)).Distinct()];
}
