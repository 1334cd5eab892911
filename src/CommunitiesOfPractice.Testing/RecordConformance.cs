namespace CommunitiesOfPractice.Testing;

/// <summary>
/// What every store of the record must do, as checks that run in any test framework: call <see cref="All"/>, or one at a time,
/// with a way to make an empty store. A check that fails throws <see cref="ScenarioException"/> and says what it expected.
/// </summary>
/// <param name="empty">Makes an empty store, a fresh one each time.</param>
public sealed class RecordConformance(Func<ValueTask<IRecord>> empty)
{
    private static readonly StreamId Maternity = StreamId.Of(CommunityId.Of("maternity"));
    private static readonly StreamId Wounds = StreamId.Of(CommunityId.Of("wounds"));

    /// <summary>All checks, one after the other.</summary>
    public async Task All()
    {
        foreach (var check in new[]
                 {
                     WhatIsAppendedIsReadAsItWas, AWrongVersionIsAnAnswer, OfSixteenWritersOneWins, LinesMustFollow,
                         StreamsAreApart, AllStreamsAreReadInOrder, PagesAreExact,
                     WhoReadsByPositionMissesNothing, ARewriteKeepsEveryPlace, ARewriteChangesPeopleAndWordsOnly, ItsClockGoesOn,
                 })
            await check().ConfigureAwait(false);
    }

    /// <summary>Lines come back equal, in order, with their hashes, from any version on.</summary>
    public async Task WhatIsAppendedIsReadAsItWas()
    {
        var record = await empty().ConfigureAwait(false);
        var lines = Chain.Seal(History(Maternity), Salt);
        Expect(await record.ReadWhole(Maternity).ConfigureAwait(false), ValueList<Entry>.Empty,
            "an unknown stream to have no lines");
        Expect(await record.Append(Maternity, 0, [.. lines.Take(3)]).ConfigureAwait(false), new Append(true, 3),
            "the first three lines to be appended");
        Expect(await record.Append(Maternity, 3, [.. lines.Skip(3)]).ConfigureAwait(false), new Append(true, lines.Count),
            "the rest to be appended");
        Expect(await record.ReadWhole(Maternity).ConfigureAwait(false), lines, "the lines as they were appended");
        Expect(await record.Read(Maternity, 3, int.MaxValue).ConfigureAwait(false), [.. lines.Skip(3)],
            "the lines after version 3");
        Expect(await record.Read(Maternity, lines.Count, 10).ConfigureAwait(false), ValueList<Entry>.Empty,
            "nothing after the last line");
    }

    /// <summary>An append that expects another version appends nothing and says which version there is.</summary>
    public async Task AWrongVersionIsAnAnswer()
    {
        var (record, lines) = await WithHistory().ConfigureAwait(false);
        Expect(await record.Append(Maternity, 0, lines).ConfigureAwait(false), new Append(false, lines.Count),
            "a conflict for somebody who expects a new stream");
        var later = lines[lines.Count - 1] with { Version = lines.Count + 5 };
        Expect(await record.Append(Maternity, lines.Count + 4, [later]).ConfigureAwait(false), new Append(false, lines.Count),
            "a conflict for somebody ahead of the stream");
        Expect(await record.Append(Maternity, lines.Count, []).ConfigureAwait(false), new Append(true, lines.Count),
            "appending nothing to change nothing");
        Expect(await record.Append(Maternity, 1, []).ConfigureAwait(false), new Append(false, lines.Count),
            "a conflict even for nothing");
        Expect(await record.ReadWhole(Maternity).ConfigureAwait(false), lines, "the stream as it was");
    }

    /// <summary>
    /// Of sixteen writers who append to one version at once, exactly one succeeds, and its lines are together. The others are
    /// told so. This is done three times.
    /// </summary>
    public async Task OfSixteenWritersOneWins()
    {
        var (record, lines) = await WithHistory().ConfigureAwait(false);
        for (var round = 0; round < 3; round++)
        {
            var before = lines;
            var answers =
                await Task.WhenAll(
                    Enumerable.Range(1, 16).Select(writer => Task.Run(async () => await record.Append(Maternity, before.Count,
            [
                Following(before, 1, writer), Following(before, 2, writer),
            ]).ConfigureAwait(false)))).ConfigureAwait(false);
            Expect(answers.Count(a => a.Appended), 1, "exactly one of sixteen writers to win");
            if (answers.Any(a => a.Version != before.Count + 2))
                throw new ScenarioException("Expected every writer to be told the version after the winner's lines.");
            var winner = Array.FindIndex(answers, a => a.Appended) + 1;
            lines = [.. before, Following(before, 1, winner), Following(before, 2, winner)];
            Expect(await record.ReadWhole(Maternity).ConfigureAwait(false), lines,
                "the winner's lines, together, and nobody else's");
        }
    }

    /// <summary>
    /// A reader who reads on from the last position they saw, while eight write, sees every line, once, in order and without a
    /// gap. Numbering by a sequence would break this: a line could be committed late, at a lower position than one already seen.
    /// </summary>
    public async Task WhoReadsByPositionMissesNothing()
    {
        var record = await empty().ConfigureAwait(false);
        const int Writers = 8, Lines = 40;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var stream = StreamId.Of(CommunityId.Of("c-" + writer.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            var lines = History(stream);
            await record.Append(stream, 0, lines).ConfigureAwait(false);
            for (var i = 1; i <= Lines; i++) await record.Append(stream, lines.Count + i - 1, [Following(lines, i, writer)])
                .ConfigureAwait(false);
        })));
        var seen = new List<Recorded>();
        for (var done = false; ;)
        {
            var page = await record.ReadAll(seen.Count, 7).ConfigureAwait(false);
            seen.AddRange(page);
            if (page.Count > 0) continue;
            if (done) break;
            done = writing.IsCompleted;
        }

        await writing.ConfigureAwait(false);
        Expect(seen.Select(r => r.Position).ToValueList(), Enumerable.Range(1, seen.Count).Select(i => (long)i).ToValueList(),
            "positions from one on without a gap");
        var streams = seen.GroupBy(r => r.Entry.Stream).ToArray();
        Expect(streams.Length, Writers, "the lines of every writer");
        foreach (var stream in streams)
        {
            Expect(stream.Count(), History(stream.Key).Count + Lines, "all that was written to " + stream.Key);
            Expect(stream.Select(r => r.Entry).ToValueList(), await record.ReadWhole(stream.Key).ConfigureAwait(false),
                "the lines of " + stream.Key + " as they stand");
        }
    }

    /// <summary>Lines of another stream, or with a gap, are refused by exception, and nothing is appended.</summary>
    public async Task LinesMustFollow()
    {
        var (record, lines) = await WithHistory().ConfigureAwait(false);
        await Refuses(() => record.Append(Wounds, 0, lines), "lines of another stream").ConfigureAwait(false);
        await Refuses(() => record.Append(Maternity, lines.Count, [Following(lines, 2, 1)]), "a gap").ConfigureAwait(false);
        await Refuses(
            () => record.Append(Maternity, lines.Count, [Following(lines, 1, 1), Following(lines, 1, 1)]), "one version twice")
                .ConfigureAwait(false);
        Expect(await record.ReadWhole(Maternity).ConfigureAwait(false), lines, "the stream as it was");
        Expect(await record.ReadWhole(Wounds).ConfigureAwait(false), ValueList<Entry>.Empty, "the other stream as it was");
    }

    /// <summary>What is appended to one stream does not touch another.</summary>
    public async Task StreamsAreApart()
    {
        var (record, lines) = await WithHistory().ConfigureAwait(false);
        var others = History(Wounds);
        Expect(await record.Append(Wounds, 0, others).ConfigureAwait(false), new Append(true, others.Count),
            "the other stream to begin at its own first line");
        Expect(await record.ReadWhole(Maternity).ConfigureAwait(false), lines, "the first stream as it was");
        Expect(await record.ReadWhole(Wounds).ConfigureAwait(false), others, "the other stream as it was appended");
    }

    /// <summary>All lines are read in the order of their commits, at positions without a gap, and none twice.</summary>
    public async Task AllStreamsAreReadInOrder()
    {
        var record = await empty().ConfigureAwait(false);
        var (ones, others) = (History(Maternity), History(Wounds));
        for (var i = 0; i < ones.Count; i++)
        {
            await record.Append(Maternity, i, [ones[i]]).ConfigureAwait(false);
            await record.Append(Wounds, i, [others[i]]).ConfigureAwait(false);
        }

        var all = new List<Recorded>();
        while (true)
        {
            var page = await record.ReadAll(all.Count, 3).ConfigureAwait(false);
            if (page.Count == 0) break;
            all.AddRange(page);
        }

        Expect(all.Select(r => r.Position).ToValueList(), Enumerable.Range(1, ones.Count * 2).Select(i => (long)i).ToValueList(),
            "positions from one on without a gap");
        Expect(all.Select(r => r.Entry).ToValueList(),
            ones.Zip(others, (a, b) => new[] { a, b }).SelectMany(p => p).ToValueList(), "lines in the order of their commits");
    }

    /// <summary>No page holds more than was asked for.</summary>
    public async Task PagesAreExact()
    {
        var (record, lines) = await WithHistory().ConfigureAwait(false);
        Expect(await record.Read(Maternity, 1, 2).ConfigureAwait(false), [lines[1], lines[2]], "two lines after the first");
        Expect((await record.ReadAll(1, 2).ConfigureAwait(false)).Select(r => r.Entry).ToValueList(), [lines[1], lines[2]],
            "two lines after the first position");
    }

    /// <summary>A rewrite puts lines in place of lines; versions and positions stay, and so does every other stream.</summary>
    public async Task ARewriteKeepsEveryPlace()
    {
        var (record, lines) = await WithHistory().ConfigureAwait(false);
        var others = History(Wounds);
        await record.Append(Wounds, 0, others).ConfigureAwait(false);
        var erasure = new Erasure(Scenario.Person(2), Salt);
        await record.Rewrite(Maternity, before => erasure.Apply(before)).ConfigureAwait(false);
        var rewritten = erasure.Apply(lines);
        Expect(rewritten == lines, false, "the erasure to change something");
        Expect(await record.ReadWhole(Maternity).ConfigureAwait(false), rewritten, "the rewritten lines");
        Expect(await record.ReadWhole(Wounds).ConfigureAwait(false), others, "the other stream as it was");
        Expect((await record.ReadAll(0, int.MaxValue).ConfigureAwait(false)).Select(r => r.Entry).ToValueList(),
            [.. rewritten, .. others], "every line at its position");
        Expect(await record.Append(Maternity, lines.Count, [Following(lines, 1, 1)]).ConfigureAwait(false),
            new Append(true, lines.Count + 1), "the stream to go on where it was");
    }

    /// <summary>A rewrite that drops a line, or changes when something happened, is refused, and nothing is changed.</summary>
    public async Task ARewriteChangesPeopleAndWordsOnly()
    {
        var (record, lines) = await WithHistory().ConfigureAwait(false);
        await Refuses(() => Rewritten(before => [.. before.Skip(1)]), "a line left out").ConfigureAwait(false);
        await Refuses(
            () => Rewritten(before => [.. before.Select(e => e with { At = e.At + Duration.FromDays(1) })]), "another instant")
                .ConfigureAwait(false);
        Expect(await record.ReadWhole(Maternity).ConfigureAwait(false), lines, "the stream as it was");

        async ValueTask<Append> Rewritten(Func<ValueList<Entry>, ValueList<Entry>> rewrite)
        {
            await record.Rewrite(Maternity, rewrite).ConfigureAwait(false);
            return new(true, 0);
        }
    }

    private static ChainKey Salt { get; } = ChainKey.Of(new byte[ChainKey.Shortest]);

    private static ValueList<Entry> History(StreamId stream) =>
        Scenario.Founded(Charters.Informal(), 4, stream.Id).History.ToValueList();

    private static Entry Following(ValueList<Entry> lines, int after, int writer) =>
        lines[lines.Count - 1] with { Version = lines.Count + after, By = Scenario.Person(writer), Hash = null };

    private async Task<(IRecord Record, ValueList<Entry> Lines)> WithHistory()
    {
        var record = await empty().ConfigureAwait(false);
        var lines = History(Maternity);
        Expect(await record.Append(Maternity, 0, lines).ConfigureAwait(false), new Append(true, lines.Count),
            "a history to be appended to an empty store");
        return (record, lines);
    }

    /// <summary>
    /// A store that has a clock of its own tells a time in the <see cref="Years"/>, and never an earlier one after it.
    /// </summary>
    public async Task ItsClockGoesOn()
    {
        if (await empty().ConfigureAwait(false) is not IRecordClock clock
            || await clock.Now().ConfigureAwait(false) is not { } first) return;
        var second = await clock.Now().ConfigureAwait(false);
        Expect(Years.Hold(first) && second >= first, true, $"a clock that goes on from {first}, not to {second}");
    }

    private static void Expect<T>(T actual, T expected, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
            throw new ScenarioException($"Expected {what}: {expected}. Got {actual}.");
    }

    private static async Task Refuses(Func<ValueTask<Append>> act, string what)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            return;
        }

        throw new ScenarioException($"Expected {what} to be refused by an ArgumentException.");
    }
}
