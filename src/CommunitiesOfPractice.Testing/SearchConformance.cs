using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Testing;

/// <summary>
/// What every search must do, as checks that run in any test framework: call <see cref="All"/>, or one at a time, with a way to
/// make an empty store and its search. A check that fails throws <see cref="ScenarioException"/> and says what it expected.
/// </summary>
/// <param name="empty">Makes an empty store and a search over it, fresh ones each time.</param>
public sealed class SearchConformance(Func<ValueTask<(IRecord Record, Finder Find)>> empty)
{
    // Enough for everything that a story holds.
    private const int Everything = 10_000;

    /// <summary>All checks, one after the other.</summary>
    public async Task All()
    {
        await ItFindsWhatMemoryFinds().ConfigureAwait(false);
        await WhatComesLaterIsNotFoundYet().ConfigureAwait(false);
    }

    /// <summary>
    /// Whoever asks finds what <see cref="Commons.Search"/> finds, in a few stories of federations; what says it in its title
    /// comes first, and where fewer are wanted, the first of them are given.
    /// </summary>
    public async Task ItFindsWhatMemoryFinds()
    {
        foreach (var story in Federations.Stories(60).Sample(4, new Rnd(20020121, 2003), 40))
        {
            var (record, find) = await empty().ConfigureAwait(false);
            var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
            await Append(record, federation.Record).ConfigureAwait(false);
            var commons = federation.Commons;
            foreach (var words in Sought(federation))
                foreach (var reader in Readers(federation))
                {
                    var expected = commons.Search(reader, commons.From, words, Everything);
                    var found = await find(words, commons, reader, commons.From, Everything, default).ConfigureAwait(false);
                    var asked = $"'{words}' asked by {reader?.ToString() ?? "nobody"}";
                    Expect(Ordered(found.Hits), Ordered(expected.Hits), $"the hits of memory for {asked}");
                    Expect(found.Near, expected.Near, $"the near subjects of memory for {asked}");
                    Expect(found.Hits, found.Hits.OrderBy(hit => hit.In).ToValueList(), $"titles to come first for {asked}");
                    var two = await find(words, commons, reader, commons.From, 2, default).ConfigureAwait(false);
                    Expect(two.Hits, found.Hits.Take(2).ToValueList(), $"the first two for {asked}");
                }
        }
    }

    /// <summary>What the commons has not read yet is not found, though the store has it.</summary>
    public async Task WhatComesLaterIsNotFoundYet()
    {
        var (record, find) = await empty().ConfigureAwait(false);
        var founded = Scenario.Founded(Charters.Informal(), 3, "maternity");
        var (person, now) = (Scenario.Person(1), founded.Now);
        var lines = founded.History.Select((entry, i) => new Recorded(i + 1, entry)).ToArray();
        await Append(record, lines).ConfigureAwait(false);
        var before = Commons.Empty.After(lines);
        var said = founded.Community.Do(new SayWords(person, [Synonyms.Of("PPH", "postpartum haemorrhage")]), now);
        await record.Append(StreamId.Of(founded.Community.Id), lines.Length, said.Events).ConfigureAwait(false);
        Expect((await find("postpartum", before, person, now, 10, default).ConfigureAwait(false)).Hits, [], "nothing yet");
        var after = before.After(said.Events.Select((entry, i) => new Recorded(lines.Length + 1 + i, entry)));
        Expect((await find("postpartum", after, person, now, 10, default).ConfigureAwait(false)).Hits.Select(hit => hit.Kind)
            .ToValueList(), [HitKind.Community], "the community whose words they are");
    }

    private static async Task Append(IRecord record, IEnumerable<Recorded> lines)
    {
        foreach (var (_, entry) in lines)
            if (!(await record.Append(entry.Stream, entry.Version - 1, [entry]).ConfigureAwait(false)).Appended)
                throw new ScenarioException($"Expected line {entry.Version} of {entry.Stream} to be appended.");
    }

    // Words that are there, alone and by twos, and some that communities may say mean the same.
    private static IEnumerable<string> Sought(Federation federation)
    {
        var said = SearchText.After(federation.Record).SelectMany(text => (text.Title + " " + text.Text).Split(' '))
            .Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).Take(12).ToArray();
        return said.Concat(said.Zip(said.Skip(1), (one, two) => one + " " + two))
            .Concat(["postpartum haemorrhage", "blood loss after birth", "scales", "antarctica", "of the", ""]);
    }

    private static IEnumerable<PersonId?> Readers(Federation federation) =>
    [
        .. federation.Communities.SelectMany(community => community.Members).Distinct().OrderBy(person => person).Take(4)
            .Select(person => (PersonId?)person),
        PersonId.Of("stranger"), null,
    ];

    private static ValueList<SearchHit> Ordered(ValueList<SearchHit> hits) => hits.OrderBy(hit => hit.Of).ToValueList();

    private static void Expect<T>(T actual, T expected, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
            throw new ScenarioException($"Expected {what}: {expected}. Got {actual}.");
    }
}
