using System.Text.RegularExpressions;
using CommunitiesOfPractice.Storage;
using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Gatherings;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Searching;

/// <summary>One search over communities, gatherings, notes and bundles.</summary>
public partial class SearchTests
{
    private static readonly CommunityId Maternity = Callers.Maternity;
    private static readonly CommunityId Sepsis = Callers.Sepsis;
    private static readonly string[] Everyday =
        ["swabs", "scales", "antarctica", "postpartum haemorrhage", "blood", "of the", ""];

    [Theory]
    [InlineData("bleed", "bleeds", "bleeding")]
    [InlineData("weigh", "weighs", "weighing", "weighed")]
    [InlineData("scale", "scales")]
    [InlineData("haemorrhage", "haemorrhages", "haemorrhaging", "haemorrhaged")]
    [InlineData("agree", "agreed", "agrees")]
    [InlineData("hop", "hopping", "hopped")]
    [InlineData("relate", "relating", "relational")]
    [InlineData("happy", "happiness")]
    [InlineData("caf\u00e9", "CAFE", "Caf\u00e9s")]
    [InlineData("don't", "Don\u2019t", "dont")]
    public void The_forms_of_a_word_are_found_for_one_another(params string[] forms)
    {
        Assert.Single(forms.Select(form => SearchWord.In(form).Single().Stem).Distinct());
        Assert.Empty(SearchWord.In("of the and NOT, was -- !"));
    }

    [Fact]
    public void Postpartum_haemorrhage_finds_what_is_written_as_pph()
    {
        var world = Written(("n-1", "We measured after a PPH"), ("n-2", "Swabs"));
        Assert.Empty(Found(world, 2, "postpartum haemorrhage").Hits);
        world.Do(Maternity, new SayWords(World.Person(2), [Synonyms.Of("PPH", "postpartum haemorrhage", "blood loss")]));
        var hits = Found(world, 2, "Postpartum haemorrhages").Hits;
        Assert.Equal(["note:n-1", "community:" + Maternity], hits.Select(hit => hit.Of.ToString()));
        Assert.Equal([FoundIn.Title, FoundIn.Topics], hits.Select(hit => hit.In));
        Assert.Equal(new SearchMatch("postpartum haemorrhages", "PPH", Maternity), hits[0].Because.Single());
        Assert.Equal(new SearchMatch("pph", "pph", null), Found(world, 2, "PPH").Hits[0].Because.Single());

        // The words of one community help those of every other, beside other words too, and half a phrase is not the phrase.
        Assert.Equal(["note:n-1"], Found(world, 2, "measuring blood loss").Hits.Select(hit => hit.Of.ToString()));
        Assert.DoesNotContain(Found(world, 2, "haemorrhage").Hits, hit => hit.Kind == HitKind.Note);
        Assert.Equal([HitKind.Community], Found(world, 7, "blood loss").Hits.Select(hit => hit.Kind));
    }

    [Fact]
    public void A_gathering_is_found_by_those_who_may_see_it_and_a_restricted_one_by_who_looks_after_it()
    {
        var world = new World();
        world.Call(1, Swabs(world));
        var gathering = world.Gathering;
        var words = gathering.Call!.Purpose.Words!;
        Assert.Equal([HitKind.Gathering], Found(world, 3, words).Hits.Select(hit => hit.Kind));
        Assert.Empty(Found(world, 7, words).Hits);
        world.Do(
            StreamId.Of(gathering.Id), new PlaceRestriction(
                "caldicott-guardian", "A patient can be told.", world.Now + Duration.FromDays(30), "case-5"));
        Assert.Empty(Found(world, 3, words).Hits);
        Assert.Equal([HitKind.Gathering], Found(world, 1, words).Hits.Select(hit => hit.Kind));
    }

    [Fact]
    public void An_empty_result_says_who_works_on_near_subjects()
    {
        var world = Written(("n-1", "Weighing swabs"));
        world.Do(Maternity, new SayWords(World.Person(2), [Synonyms.Of("PPH", "postpartum haemorrhage")]));
        var result = Found(world, 7, "haemorrhagic antarctica");
        Assert.Empty(result.Hits);
        Assert.Equal(new NearSubject(Maternity, ["haemorrhagic"]), result.Near.Single());

        // A topic of a note tells those who may read it, and nobody else.
        Assert.Equal([Maternity], Found(world, 2, "obstetric antarctica").Near.Select(near => near.Community));
        Assert.Empty(Found(world, 7, "obstetric antarctica").Near);
        Assert.Empty(world.Commons.Search(null, world.Now, "haemorrhagic antarctica", 10).Near);
    }

    /// <summary>The error of others: a search counts what the searcher may not read.</summary>
    [Fact]
    public void A_search_does_not_count_what_the_searcher_may_not_read()
    {
        var world = Written(("n-1", "Weighing"));
        var before = All(7);
        for (var i = 0; i < 30; i++) Write(world, $"n-hidden-{i}", "Weighing scales, and antarctica");
        Assert.Equal(before, All(7));
        Assert.Equal(30, Found(world, 2, "antarctica", 100).Hits.Count);

        SearchResult[] All(int person) => [.. new[] { "weighing", "antarctica", "scales", "birth" }
            .SelectMany(words => new[] { Found(world, person, words, 1), Found(world, person, words, 100) })];
    }

    [Fact]
    public void What_is_withdrawn_or_cancelled_is_not_found()
    {
        var world = Written(("n-1", "Weighing"));
        world.Do(StreamId.Of(NoteId.Of("n-1")), new WithdrawNote(World.Person(2), "It was wrong."));
        Assert.Empty(Found(world, 2, "weighing").Hits);
        world.Call(1, Swabs(world));
        var words = world.Gathering.Call!.Purpose.Words!;
        Assert.NotEmpty(Found(world, 2, words).Hits);
        world.Do(
            StreamId.Of(world.Gathering.Id),
                new CancelGathering(World.Person(1), world.Caller(1).CallingIn(Maternity)!, "Nobody comes."));
        Assert.Empty(Found(world, 2, words).Hits);
    }

    [Fact]
    public void No_text_is_too_odd_or_too_long_to_look_for()
    {
        var world = Written(("n-1", "Weighing"));
        world.Do(Maternity, new SayWords(World.Person(2), [Synonyms.Of("of the", "it is"), Synonyms.Of("a", "weigh")]));
        foreach (
            var text in new[] {
                "", " ", "\0", "\uD800", "\"", "''", "NEAR(", "*", "of the", string.Concat(Enumerable.Repeat("weigh ", 5000)),
                    new string('a', 100_000), string.Concat(Enumerable.Range(0, 3000).Select(i => $"w{i} ")) })
        {
            Assert.All(Found(world, 2, text).Hits, hit => Assert.Contains("weigh", text, StringComparison.Ordinal));
            Assert.InRange(SearchQuery.Of(text, world.Commons.Landscape).Terms.Count, 0, SearchQuery.MostWords);
        }
    }

    /// <summary>
    /// Over generated federations: what is found is what a slow and obvious reading finds, everybody may see what they find, and
    /// fewer are the first of more.
    /// </summary>
    [Fact]
    public void A_search_finds_what_a_slow_reading_finds_and_nobody_finds_what_they_may_not_see()
    {
        var found = new HashSet<HitKind>();
        foreach (var story in Federations.Stories(80).Sample(25, new Rnd(20061117, 2005), 60))
        {
            var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
            var commons = Commons.Empty.With(federation.Directory).After(federation.Record);
            var texts = federation.Streams.ToDictionary(stream => stream, stream => Said(commons, stream));
            var words = Everyday.Concat(texts.Values.SelectMany(said => said).Distinct().Order().Take(20)).ToArray();
            foreach (var person in Enumerable.Range(1, 6).Select(Scenario.Person).Append(PersonId.Of("stranger")))
            {
                var caller = new Caller(person, commons.From, commons, federation.Directory);
                foreach (var text in words)
                {
                    var hits = commons.Search(person, commons.From, text, 1000).Hits;
                    Assert.Equal(
                        texts.Where(said => Seen(caller, said.Key) && IsSaid(commons, text, said.Value)).Select(said => said.Key)
                            .Order(),
                        hits.Select(hit => hit.Of).Order());
                    Assert.All(hits, hit => Assert.True(caller.MaySee(hit.Of).Allowed, $"{person} finds {hit.Of}."));
                    Assert.Equal(hits.Take(2), commons.Search(person, commons.From, text, 2).Hits);
                    found.UnionWith(hits.Select(hit => hit.Kind));
                }
            }
        }

        Assert.Equal(Enum.GetValues<HitKind>().Order(), found.Order());
    }

    // ---- The slow and obvious reading.

    private static bool Seen(Caller caller, StreamId stream) => stream.Kind switch
    {
        StreamKind.Community => caller.Landscape[CommunityId.Of(stream)].Status is Status.Open or Status.Dormant or Status.Closed,
        StreamKind.Note => caller.Reading(NoteId.Of(stream)).Allowed,
        StreamKind.Question => caller.Reading(QuestionId.Of(stream)).Allowed,
        StreamKind.Gathering => caller.Landscape[GatheringId.Of(stream)] is { Status: GatheringStatus.Called } gathering
            && gathering.MaySee(caller).Allowed
            && (gathering.Restriction is null || gathering.Organiser == caller.Person),
        _ => false,
    };

    private static HashSet<string> Said(Commons commons, StreamId stream) => [.. (stream.Kind switch
    {
        StreamKind.Community => commons.Landscape[CommunityId.Of(stream)] is var c
            ? [c.Name, c.Domain!.SharedConcern.Words, .. c.Domain.InScope.Select(t => t.Words),
                .. c.Words.SelectMany(set => set.Phrases).Select(p => p.Words)] : [],
        StreamKind.Note => commons.Landscape[NoteId.Of(stream)].Content is { } content
            ? content.TextsToScreen().Select(t => t.Words) : [],
        StreamKind.Gathering => commons.Landscape[GatheringId.Of(stream)].Call is { } call
            ? [call.Purpose.Words, call.Place.Words] : [],
        StreamKind.Question => commons.Landscape[QuestionId.Of(stream)].Content is { } asked
            ? asked.TextsToScreen().Select(t => t.Words) : [],
        _ => (IEnumerable<string?>)[],
    }).SelectMany(Split)];

    // Every word in its own form: the words of these stories have no others.
    private static bool IsSaid(Commons commons, string text, HashSet<string> said)
    {
        var sets = commons.Landscape.Communities.SelectMany(c => c.Words)
            .Select(set => set.Phrases.Select(p => p.Words ?? "").ToArray()).ToArray();
        string[] same = [text, .. sets.Where(set => set.Contains(text, StringComparer.OrdinalIgnoreCase)).SelectMany(set => set)];
        return same.Any(phrase => Split(phrase).ToArray() is { Length: > 0 } words && words.All(said.Contains));
    }

    private static IEnumerable<string> Split(string? text) => Word().Matches((text ?? "").ToLowerInvariant())
        .SelectMany(match => SearchWord.In(match.Value)).Select(word => word.Stem);

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();

    // ---- A world with some notes, which the members of Maternity read.

    private static World Written(params (string Id, string Title)[] notes)
    {
        var world = new World();
        foreach (var (id, title) in notes) Write(world, id, title);
        return world;
    }

    private static void Write(World world, string id, string title)
    {
        var content = new PracticeContent(title, "A ward", "Here", PracticeOutcome.Mixed, "Nobody knows")
        {
            Topics = ["obstetrics"],
        };
        world.Do(StreamId.Of(NoteId.Of(id)), new DraftNote(world.Caller(2).AsMemberOf(Maternity)!, content));
    }

    private static GatheringCall Swabs(World world) => new(
        "Swab rounds together", GatheringForm.Conversation, "Seminar room 2",
        new((world.Now + Duration.FromDays(60)).InUtc().LocalDateTime, "Europe/London"), Duration.FromHours(1));

    private static SearchResult Found(World world, int person, string text, int most = 20) =>
        world.Commons.Search(World.Person(person), world.Now, text, most);
}
