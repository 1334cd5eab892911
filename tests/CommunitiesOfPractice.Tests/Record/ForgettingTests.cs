using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Record;

/// <summary>Forgetting a person in a whole record, over stories of several communities, links, notes and adoptions.</summary>
public sealed class ForgettingTests
{
    private static readonly ChainKey Salt = ChainKey.Of(new byte[ChainKey.Shortest]);

    [Fact]
    public void Nobody_who_is_forgotten_is_left_anywhere_and_what_others_did_stays() =>
        Prop.ForAll(Federations.Arbitrary(60), story =>
    {
        var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
        var person = Scenario.Person(1 + (story.World % Math.Max(2, story.People)));
        Check(federation, person).GetAwaiter().GetResult();
    }).Check(LawTests.Config(40));

    private static async Task Check(Federation federation, PersonId person)
    {
        var record = new InMemoryRecord();
        var at = federation.Record[^1].Entry.At + Duration.FromDays(1);
        federation = federation.Settle(at).After;
        foreach (var stream in federation.Streams) await record.Append(stream, 0, Chain.Seal(federation.HistoryOf(stream), Salt));
        var before = federation.Streams.ToDictionary(stream => stream, stream => federation.HistoryOf(stream));

        // In the order of this record, which has one stream after the other: of two that say the opposite, the later counts.
        var keys = KeysOf(person, federation.Streams.SelectMany(stream => before[stream]).Select(entry => entry.Event));
        var named =
            before.Where(
                s => s.Value.Any(e => keys.Any(key => RecordJson.ToText(e).Contains($"\"@{key}\"", StringComparison.Ordinal))))
                    .Select(s => s.Key).ToArray();

        var (answer, rewritten) = await record.Forget(new Erasure(person, Salt), "request-1", at);
        Assert.True(answer.Allowed);
        Assert.Subset(rewritten.ToHashSet(), named.ToHashSet());
        foreach (var stream in federation.Streams)
        {
            var lines = await record.ReadWhole(stream);
            Assert.Null(Chain.Verify(lines, Salt));
            Assert.DoesNotContain(
                lines, line => keys.Any(key => RecordJson.ToText(line).Contains($"\"@{key}\"", StringComparison.Ordinal)));
            Assert.Equal(
                before[stream].Select(e => e.Event.GetType()), lines.Take(before[stream].Count).Select(e => e.Event.GetType()));
            if (!rewritten.Contains(stream)) Assert.Equal(before[stream], lines.Select(line => line with { Hash = null }));
        }

        foreach (var community in federation.Communities)
        {
            var now = await record.Load(community.Id);
            foreach (var key in keys) Assert.False(now.IsMember(key) || now.IsMember(Salt.Pseudonym(key)));
            Assert.Equal(community.Members.Where(m => !keys.Contains(m)).Order(), now.Members.Order());
            Assert.Equal(
                community.ClosedDecisions.Select(d => (d.Id, d.Result)),
                    now.ClosedDecisions.Take(community.ClosedDecisions.Count()).Select(d => (d.Id, d.Result)));
        }

        foreach (var link in federation.Links) Assert.Equal(link.Version, (await record.Load(link.Id)).Version);
        foreach (var note in federation.Notes)
            Assert.Equal(
                (note.Status, note.Contributors.Count),
                    ((await record.Load(note.Id)).Status, (await record.Load(note.Id)).Contributors.Count));
        foreach (var adoption in federation.Adoptions) Assert.Equal(adoption.Version, (await record.Load(adoption.Id)).Version);
        Assert.Empty((await record.Forget(new Erasure(person, Salt), "request-1", at)).Streams);
    }

    [Fact]
    public void A_key_that_two_streams_say_is_two_peoples_is_the_later_ones()
    {
        Event[] told = [new KeysMerged(Scenario.Person(4), Scenario.Person(5), "esr"),
            new AdoptionKeysMerged(Scenario.Person(1), Scenario.Person(5), "esr")];
        Assert.Equal([Scenario.Person(4)], SecondKeys.KeysIn(told, Scenario.Person(4)));
        Assert.Equal([Scenario.Person(5), Scenario.Person(1)], SecondKeys.KeysIn(told, Scenario.Person(1)));
    }

    /// <summary>A key, and every key that some stream was told is the same person's second key.</summary>
    private static HashSet<PersonId> KeysOf(PersonId person, IEnumerable<Event> happened)
    {
        var keys = new HashSet<PersonId> { person };
        var into = new Dictionary<PersonId, PersonId>();
        foreach (var e in happened)
        {
            if (e is not (KeysMerged or LinkKeysMerged or ContributorsMerged or AdoptionKeysMerged)) continue;
            var (kept, dropped) = e switch
            {
                KeysMerged m => (m.Kept, m.Dropped),
                LinkKeysMerged m => (m.Kept, m.Dropped),
                ContributorsMerged m => (m.Kept, m.Dropped),
                _ => (((AdoptionKeysMerged)e).Kept, ((AdoptionKeysMerged)e).Dropped),
            };
            into.Remove(kept);
            into[dropped] = kept;
        }

        while (into.Any(pair => keys.Contains(pair.Value) && keys.Add(pair.Key))) { }
        return keys;
    }

    [Fact]
    public async Task Somebody_with_second_keys_is_forgotten_by_each_in_one_call_and_their_own_data_has_them_all()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 4)
            .Given(new DeclareAffiliations(Scenario.Person(4), [DirectoryGroup.Organisation("RJZ")]),
            new MergeKeys(Scenario.Person(3), Scenario.Person(4), "esr"),
                new MergeKeys(PersonId.Of("fresh"), Scenario.Person(3), "esr"));
        var record = new InMemoryRecord();
        await record.Append(StreamId.Of(scenario.Community.Id), 0, Chain.Seal(scenario.History, Salt));
        var own = System.Text.Encoding.UTF8.GetString(OwnData.ToUtf8(scenario.History, PersonId.Of("fresh")));
        foreach (var key in new[] { "@k-3", "@k-4", "@fresh", "RJZ" }) Assert.Contains(key, own, StringComparison.Ordinal);
        Assert.Contains("@other-1", own, StringComparison.Ordinal);
        Assert.True((await record.Forget(new Erasure(PersonId.Of("fresh"), Salt), "request-1", scenario.Now)).Answer.Allowed);
        var lines = await record.ReadWhole(StreamId.Of(scenario.Community.Id));
        Assert.Null(Chain.Verify(lines, Salt));
        foreach (var key in new[] { "\"@k-3\"", "\"@k-4\"", "\"@fresh\"" })
            Assert.DoesNotContain(lines, line => RecordJson.ToText(line).Contains(key, StringComparison.Ordinal));
        Assert.Equal(2, (await record.Load(scenario.Community.Id)).MemberCount);
    }

    /// <summary>Repeating what others wrote and then being forgotten would take it from them.</summary>
    [Fact]
    public async Task What_somebody_else_wrote_first_stays_theirs()
    {
        var (record, told, notes) =
            (new InMemoryRecord(), Scenario.Founded(Charters.Informal(), 4, "maternity"), new List<NoteId>());
        foreach (
            var (by, words) in new[] {
                (2, "Weigh every loss."), (3, "Weigh every loss."), (3, "Meet on Fridays."), (4, "Meet on Fridays.") })
        {
            notes.Add(NoteId.Of($"n-{notes.Count}"));
            await Draft(record, told, notes[^1], by, words);
        }

        await record.Forget(new Erasure(Scenario.Person(3), Salt), "request-1", told.Now);
        var tried = new List<string>();
        foreach (var note in notes) tried.Add(((PracticeContent)(await record.Load(note)).Content!).Tried.ToString());
        Assert.Equal(["Weigh every loss.", "[redacted]", "[redacted]", "[redacted]"], tried);
    }

    /// <summary>As where a mandate takes what was decided to another stream, word for word.</summary>
    [Fact]
    public async Task Words_that_were_copied_to_another_stream_go_with_the_person()
    {
        var record = new InMemoryRecord();
        var told = Scenario.Founded(Charters.Informal(), 3, "maternity");
        var stream = StreamId.Of(told.Community.Id);
        await record.Append(stream, 0, told.History.ToValueList());
        await record.Do(told.Community.Id, new Propose(Scenario.Person(2), new Resolve("Only Person Two says this.")), told.Now);
        var note = NoteId.Of("a-copy");
        await Draft(record, told, note, 1, "Only Person Two says this.");
        Assert.Equal(
            [stream, StreamId.Of(note)],
                (await record.Forget(new Erasure(Scenario.Person(2), Salt), "request-1", told.Now)).Streams);
        var content = (PracticeContent)(await record.Load(note)).Content!;
        Assert.True(content.Tried.IsRedacted);
        Assert.False(content.Title.IsRedacted);
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public async Task Nobody_is_forgotten_while_a_legal_hold_names_them_or_what_would_be_rewritten(
        bool person, bool community, bool copy)
    {
        var (record, told, note) =
            (new InMemoryRecord(), Scenario.Founded(Charters.Informal(), 3, "maternity"), NoteId.Of("a-copy"));
        var stream = StreamId.Of(told.Community.Id);
        await record.Append(stream, 0, told.History.ToValueList());
        await record.Do(told.Community.Id, new Propose(Scenario.Person(2), new Resolve("Only Person Two says this.")), told.Now);
        await Draft(record, told, note, 1, "Only Person Two says this.");
        var before = await record.ReadAll(0, 1000);
        var ends = told.Now + Duration.FromDays(30);
        var hold =
            new LegalHold("inquiry-7") {
                People = person
                    ? [Scenario.Person(2)] : [], Streams = community ? [stream] : copy ? [StreamId.Of(note)] : [], Until = ends };
        var other = new LegalHold("inquiry-8") { People = [Scenario.Person(3)], Streams = [StreamId.Of(NoteId.Of("another"))] };
        var erasure = new Erasure(Scenario.Person(2), Salt) { LegalHolds = [other, hold] };

        var held = await record.Forget(erasure, "request-1", ends - Duration.Epsilon);
        Assert.Equal(
            (false, Clauses.HeldForTheLaw, new MissingCondition(Condition.NoRestriction, "inquiry-7", ends)),
                (held.Answer.Allowed, held.Answer.Clause, held.Answer.Missing));
        Assert.Empty(held.Streams);
        Assert.Equal(before, await record.ReadAll(0, 1000));
        Assert.Equal([stream, StreamId.Of(note)], (await record.Forget(erasure, "request-1", ends)).Streams);
    }

    /// <summary>A second way, through text and what a host can ask, says the same about everybody.</summary>
    [Fact]
    public void Whose_time_is_over_is_whom_nothing_has_named_for_the_period_and_who_stands_nowhere()
    {
        var (over, held) = (0, 0);
        var stories = Prop.ForAll(Federations.Arbitrary(60), story =>
        {
            var federation = Thinned(story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning(), story);
            var record = new InMemoryRecord();
            foreach (var stream in federation.Streams)
                record.Append(stream, 0, federation.HistoryOf(stream).ToValueList()).AsTask().GetAwaiter().GetResult();
            var at = federation.Record[^1].Entry.At + Duration.FromDays(40);
            var retention =
                new Retention(Duration.FromDays(36 + (story.World % 12))) {
                    LegalHolds =
                        [new("inquiry-7") { People = [Scenario.Person(2)] },
                            new("inquiry-8") { Streams = [federation.Streams.First()] }] };
            var expected = Enumerable.Range(1, Math.Max(2, story.People)).Select(Scenario.Person).Append(PersonId.Of("k-90"))
                .Select(person => (Person: person, Lines: Naming(federation, person)))
                .Where(p =>
                    p.Lines.Length > 0 && at - p.Lines.Max(l => l.At) >= retention.Period && !Stands(federation, p.Person, at))
                .Select(p =>
                    (p.Person, p.Lines.Max(l => l.At),
                        string.Join(
                            ' ', new[] {
                                p.Person == Scenario.Person(2)
                                    ? "inquiry-7" : "", p.Lines.Any(l => l.Stream == federation.Streams.First())
                                        ? "inquiry-8"
                                        : "" }.Where(h => h.Length > 0))));
            var due = record.PastRetention(retention, at).AsTask().GetAwaiter().GetResult()
                .Select(p => (p.Person, p.LastNamed, string.Join(' ', p.Holds))).ToArray();
            Assert.Equal(expected.OrderBy(p => p.Item2).ThenBy(p => p.Person), due);
            over += due.Length;
            held += due.Count(p => p.Item3.Length > 0);
        });
        LawTests.CheckUntilSeen(
            stories, 60, () => [("whose time was over", over, 6), ("held", held, 1), ("not held", over - held, 1)]);
    }

    /// <summary>Some of them leave every community at the end, and some leave the host.</summary>
    private static Federation Thinned(Federation federation, FederationStory story)
    {
        var at = federation.Record[^1].Entry.At;
        for (var number = 1; number <= story.People; number++)
            foreach (var community in federation.Communities.Select(c => StreamId.Of(c.Id)).ToArray())
                federation = ((story.World + number) % 3) switch
                {
                    0 => federation.Do(community, new Leave(Scenario.Person(number)), at).After,
                    1 => federation.Do(community, new ReportLeaver(Scenario.Person(number), "directory"), at).After,
                    _ => federation,
                };
        return federation;
    }

    private static Entry[] Naming(Federation federation, PersonId person) =>
        [.. federation.Record.Select(line => line.Entry)
            .Where(entry => RecordJson.ToText(entry).Contains($"\"@{person}\"", StringComparison.Ordinal))];

    private static bool Stands(Federation federation, PersonId person, Instant at)
    {
        foreach (var community in federation.Communities)
        {
            var (now, standing) = (community.At(at), community.At(at).StandingOf(person));
            if (now.Status == Status.Closed) continue;
            if (standing.IsBarred) return true;
            if (!standing.IsAway
                && (standing.IsMember || now.Followers.Contains(person) || now.Observers.Contains(person)
                    || now.OfficesHeldBy(person).Any())) return true;
        }

        var self = Party.Of(person);
        return federation.Links.Any(
            l => l.Status is not (LinkStatus.Declined or LinkStatus.Ended)
                && (l.A == self || l.B == self || l.Brokers.Any(b => b.Broker == person && b.Until is null)))
            || federation.Adoptions.Any(
                a => a.Status is not (AdoptionStatus.Declined or AdoptionStatus.Abandoned)
                    && (a.Owner == person || a.Adopter == self));
    }

    [Fact]
    public async Task Those_who_were_forgotten_are_past_no_retention()
    {
        var (record, told) =
            (new InMemoryRecord(),
                Scenario.Founded(Charters.Informal(), 4, "maternity").Given(new Leave(Scenario.Person(3)))
                    .Given(new Leave(Scenario.Person(4))));
        await record.Append(StreamId.Of(told.Community.Id), 0, told.History.ToValueList());
        var (retention, at) = (new Retention(Duration.FromDays(365)), told.Now + Duration.FromDays(366));
        Assert.Equal(
            [Scenario.Person(3), Scenario.Person(4)], (await record.PastRetention(retention, at)).Select(p => p.Person).Order());
        await record.Forget(new Erasure(Scenario.Person(3), Salt) { OwnWords = false }, "retention-2016", at);
        Assert.Equal([Scenario.Person(4)], (await record.PastRetention(retention, at)).Select(p => p.Person));
        Assert.Empty(await record.PastRetention(retention, told.Now + Duration.FromDays(364)));
    }

    private static async Task Draft(IRecord record, Scenario told, NoteId note, int by, string tried)
    {
        var content = new PracticeContent("A title", tried, "Here", PracticeOutcome.Worked, "Why");
        Assert.True(
            (await record.Do(
                note, new DraftNote(told.Community.AsMember(Scenario.Person(by), told.Now)!, content), told.Now)).Allowed);
    }
}
