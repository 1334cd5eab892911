using System.Text.RegularExpressions;
using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>Search, on every database that has one; each runs it as a class of its own.</summary>
public abstract partial class SearchTests(Databases databases)
{
    /// <summary>Words whose English forms are found for one another, on both engines.</summary>
    private static readonly string[][] Families =
    [
        ["weigh", "weighs", "weighing", "weighed"], ["ward", "wards"], ["scale", "scales"], ["bleed", "bleeding", "bleeds"],
            ["guess", "guessing", "guessed"], ["café", "CAFE", "Cafés"],
        ["night", "nights"], ["labour", "labours"], ["dont", "don't", "Don’t"], ["2222"], ["apgar"], ["handover", "handovers"],
    ];

    /// <summary>Everything that means something to one engine or the other, and what looks as if it did.</summary>
    private static readonly string[] Hostile =
    [
        "", " ", "\t\n", "\"", "'", "''", "\"\"", "weigh\"", "\"weigh", "weigh'; DROP TABLE cop_record; --", "weigh OR ward",
            "weigh AND ward", "NOT ward", "weigh NOT ward", "NEAR(weigh ward)",
        "NEAR", "NEAR/3", "weigh NEAR/2 ward", "wei*", "*", "(", ")", "()", "(weigh", "weigh)", "((((((", "title:weigh",
            "title : weigh", "{title words} : weigh", "-weigh", "+weigh ward", "^weigh", "weigh ^",
        "weigh | ward", "weigh & ward", "!weigh", "weigh <-> ward", "weigh:*", "weigh:A", "\\", "\\'", "%", "_", "weigh%",
            "@words", "$1", ":p", "?", ";", "--", "/*", "*/", "\0", "weigh\0ward", "\uD800", "weigh\uDFFFward", "☃",
        "١٢٣", "ﬁ", "½", "weigh,ward.Scale/night-labour", "WEIGH", "wéigh", "don't", "rank", "cop_search_words", "delete",
            "rebuild", "secure-delete", "1e5", "0x1F", "-1", "1.5", "a@b.example", "https://x.example/weigh",
    ];

    protected async Task FindsWhatAScanFinds()
    {
        foreach (var (story, number) in Federations.Stories(60).Sample(6, new Rnd(20150514, 2001), 40).Select((s, i) => (s, i)))
        {
            var told = await Told(story, number);
            var random = new Random(number);
            foreach (
                var at in new[] {
                    told.Commons.From, told.Commons.From - Duration.FromHours(7), told.Commons.From + Duration.FromDays(2) })
            {
                foreach (var reader in told.Readers)
                {
                    for (var i = 0; i < 6; i++)
                    {
                        var words =
                            string.Join(
                                " -,/.:"[random.Next(6)], Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Any(random)));
                        var found = await told.Search.Find(words, told.Commons, reader, at, 1000);
                        Assert.Equal(told.Scan(words, reader, at), Notes(found).Order());
                        Assert.Equal(
                            told.Commons.Search(reader, at, words, 1000).Hits.OrderBy(h => h.Of),
                                found.Hits.OrderBy(h => h.Of));
                        Assert.Equal(found.Hits.Select(h => h.In).Order(), found.Hits.Select(h => h.In));
                        Assert.Equal(
                            found.Hits.Take(2).ToValueList(),
                                (await told.Search.Find(words, told.Commons, reader, at, 2)).Hits);
                    }
                }
            }
        }
    }

    protected async Task WhatOneMayNotReadChangesNothing()
    {
        var hidden = 0;
        foreach (var (story, number) in Federations.Stories(60).Sample(4, new Rnd(20150514, 2003), 60).Select((s, i) => (s, i)))
        {
            var told = await Told(story, number);
            foreach (var reader in told.Readers)
            {
                var readable = told.Commons.List(reader, told.Commons.From).Select(n => "note:" + n.Value).ToArray();
                if (readable.Length == told.Notes.Count) continue;
                hidden++;
                await using var context = await told.Contexts.CreateDbContextAsync();
                await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
                {
                    var random = new Random(number);
                    foreach (
                        var words in Enumerable.Range(0, 12).Select(i => Any(random) + (i % 2 == 0 ? "" : " " + Any(random)))
                            .ToArray())
                    {
                        var found = await told.Search.Find(words, told.Commons, reader, told.Commons.From, 5);
                        await using var without = await context.Database.BeginTransactionAsync();
                        await context.Set<SearchTextRow>()
                            .Where(t => t.Stream.StartsWith("note:") && !readable.Contains(t.Stream)).ExecuteDeleteAsync();
                        Assert.Equal(
                            found, await new RecordSearch(new DatabaseRecord(context))
                                .Find(words, told.Commons, reader, told.Commons.From, 5));
                        await without.RollbackAsync();
                    }
                });
            }
        }

        Assert.True(hidden > 10, "Hardly anything was hidden from anybody.");
    }

    protected async Task NoInputIsAQuery()
    {
        var told =
            await Told(
                Federations.Stories(60).Sample(40, new Rnd(20150514, 2005), 40).MaxBy(s => s.Run().Last().After.Notes.Count())!,
                    1);
        var inputs =
            Hostile.Concat(
                [new string('a', 10_000), string.Concat(Enumerable.Repeat("weigh ", 2_000)),
                    string.Concat(Enumerable.Repeat("\"", 10_000)),
                        string.Concat(Enumerable.Range(0, 2_000).Select(i => $"w{i} ")), new string('(', 10_000)]);
        var before = await databases.RawText(told.Contexts);
        foreach (var input in inputs)
            foreach (var reader in told.Readers)
                Assert.Equal(
                    told.Scan(input, reader, told.Commons.From),
                        Notes(await told.Search.Find(input, told.Commons, reader, told.Commons.From, 1000)).Order());
        Assert.Equal(before, await databases.RawText(told.Contexts));
    }

    /// <summary>
    /// A title tells most of what a note is about, and its topics tell more than its text. Of two alike, the newer comes first.
    /// </summary>
    protected async Task ATitleCountsMost()
    {
        var written = await Written(
            ("n-body", Content("Handover", "We weighed it once", "night")), ("n-title", Content("Weighing", "A ward", "night")),
            ("n-topic", Content("Handover", "A ward", "weigh")),
                ("n-often", Content("Handover", "Weigh, weigh again, weighing is what we weigh", "night")));
        var found = await written.Search.Find("weigh", written.Commons, Amina, Now, 10);
        Assert.Equal(["n-title", "n-topic", "n-often", "n-body"], Notes(found).Select(n => n.Value));
    }

    /// <summary>
    /// Ranking that weighs a word by how rare it is would change places when others write it often, where one may not read it; or
    /// when they write at length.
    /// </summary>
    protected async Task WhatOthersWriteMovesNothing()
    {
        var written = await Written(
            ("n-1", Content("Handover", "apgar apgar apgar ward", "night")),
                ("n-2", Content("Handover", "ward ward ward apgar", "night")),
            ("n-3", Content(
                "Handover",
                    "apgar ward and so much else that was said at the handover, at night, by everybody who was there and by some who were not", "night")));
        var before = await written.Find("apgar ward");
        Assert.Equal(3, before.Length);
        foreach (
            var (round, words) in new[] {
                (1, "apgar apgar"), (2, string.Concat(Enumerable.Repeat("ward ", 200))), (3, "apgar ward apgar ward") })
        {
            for (var i = 0; i < 30; i++)
            {
                var note = NoteId.Of($"n-hidden-{round}-{i}");
                Assert.True(
                    (await written.Record.Do(
                        note, new DraftNote(
                            Founded.Community.AsMember(Scenario.Person(2), Now)!, Content("Handover", words, "night")),
                                Now)).Allowed);
            }

            await written.Read();
            Assert.Equal(before, await written.Find("apgar ward"));
            Assert.Equal(before.Take(2), Notes(await written.Search.Find("apgar ward", written.Commons, Amina, Now, 2)));
        }
    }

    protected async Task RevisedAndWithdrawnWordsAreNotFound()
    {
        var written =
            await Written(("n-1", Content("Weighing", "A ward", "night")), ("n-2", Content("Scales", "A ward", "night")));
        var one = NoteId.Of("n-1");
        Assert.Equal([one], await written.Find("weigh"));

        // A commons that has not read the revision yet does not know whether it may be read, so its words are not found.
        await written.Record.Do(one, new ReviseNote(Amina, Content("Guessing", "A café", "apgar")), Now);
        Assert.Empty(await written.Find("guess"));
        await written.Read();
        Assert.Equal([one], await written.Find("guess cafe apgar"));
        Assert.Empty(await written.Find("weigh"));
        Assert.Equal([NoteId.Of("n-2")], await written.Find("ward"));

        await written.Record.Do(one, new WithdrawNote(Amina, "It was wrong."), Now);
        Assert.Empty(await written.Find("guess"));
        Assert.Equal(["n-2"], await written.Indexed());
        await written.Search.Reindex();
        Assert.Equal(["n-2"], await written.Indexed());
    }

    protected async Task WhatTheHostDoesNotCommitIsNotFound()
    {
        var written = await Written(("n-1", Content("Weighing", "A ward", "night")));
        await using (var context = await written.Contexts.CreateDbContextAsync())
        {
            await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync();
                await new DatabaseRecord(context)
                    .Do(NoteId.Of("n-1"), new ReviseNote(Amina, Content("Guessing", "A café", "apgar")), Now);
                await transaction.RollbackAsync();
            });
        }

        await written.Read();
        Assert.Empty(await written.Find("guess"));
        Assert.Equal([NoteId.Of("n-1")], await written.Find("weigh"));
    }

    /// <summary>
    /// As where a record is older than the search: the tables are made as the model has them, then the rest of them.
    /// </summary>
    protected async Task AnOlderRecordIsFoundOnceTheSearchIsMade()
    {
        var contexts = await databases.Contexts(create: false);
        await using var context = await contexts.CreateDbContextAsync();
        await context.Database.EnsureCreatedAsync();
        var written = await Written(contexts, ("n-1", Content("Weighing", "A ward", "night")));
        await context.Set<SearchTextRow>().ExecuteDeleteAsync();
        await RecordSchema.Create(context);
        await RecordSchema.Create(context);
        Assert.Equal([NoteId.Of("n-1")], await written.Find("weigh"));
        await written.Record.Do(NoteId.Of("n-1"), new ReviseNote(Amina, Content("Guessing", "A café", "apgar")), Now);
        await written.Read();
        Assert.Empty(await written.Find("weigh"));
        Assert.Equal([NoteId.Of("n-1")], await written.Find("guess"));
    }

    protected async Task TheScriptMakesTheSame()
    {
        var (scripted, created) = (await databases.Contexts(create: false), await databases.Contexts());
        await using (var context = await scripted.CreateDbContextAsync())
        {
            await context.GetService<IRelationalDatabaseCreator>().CreateAsync();
            var script = RecordSchema.Script(context);
            for (var twice = 0; twice < 2; twice++) await Databases.Run(context, script);
        }

        Assert.Equal(await databases.Schema(created), await databases.Schema(scripted));
        var written = await Written(scripted, ("n-1", Content("Weighing", "A ward", "night")));
        Assert.Equal([NoteId.Of("n-1")], await written.Find("weighed"));
    }

    /// <summary>
    /// As where a host's own migrations carry the tables: what they make beside them is what <see cref="RecordSchema.Create"/>
    /// makes, and goes again.
    /// </summary>
    protected async Task AMigrationMakesTheSame()
    {
        var (migrated, created) = (await databases.Contexts(create: false), await databases.Contexts());
        await using var context = await migrated.CreateDbContextAsync();
        await context.Database.EnsureCreatedAsync();
        var bare = await databases.Schema(migrated);
        var (up, down) =
            (new MigrationBuilder(context.Database.ProviderName).AddSearch(),
                new MigrationBuilder(context.Database.ProviderName).DropSearch());
        foreach (var made in up.Operations.Cast<SqlOperation>()) await Databases.Run(context, made.Sql);
        Assert.Equal(await databases.Schema(created), await databases.Schema(migrated));
        var written = await Written(migrated, ("n-1", Content("Weighing", "A ward", "night")));
        Assert.Equal([NoteId.Of("n-1")], await written.Find("weighed"));
        foreach (var undone in down.Operations.Cast<SqlOperation>()) await Databases.Run(context, undone.Sql);
        Assert.Equal(bare, await databases.Schema(migrated));
    }

    /// <summary>
    /// All kinds in one list, by words that a community says: what nobody who searches wrote is found, and a revision, a
    /// cancellation and a redaction take it away.
    /// </summary>
    protected async Task AllKindsAreFoundByACommunitysOwnWords()
    {
        var written = await Written(("n-1", Content("Weighing", "We weighed it after a PPH", "night")));
        var (record, home) = (written.Record, Founded.Community);
        var gathering = GatheringId.Of("g-1");
        Assert.Empty(await written.Find("postpartum haemorrhage"));
        Assert.True((await record.Do(
            home.Id, new SayWords(Amina, [Synonyms.Of("PPH", "postpartum haemorrhage", "blood loss after birth")]), Now))
                .Allowed);
        var caller = new Caller(Amina, Now, written.Commons, written.Directory);
        var call = new GatheringCall(
            "What we do after blood loss", GatheringForm.Conversation, "Room 2",
                new((Now + Duration.FromDays(60)).InUtc().LocalDateTime, "Etc/UTC"), Duration.FromHours(1));
        Assert.True((await record.Do(
            gathering, new CallGathering(
                caller.AsMemberOf(home.Id)!, caller.CallingIn(home.Id)!, call,
                    ZoneEvidence.Of(call.When, DateTimeZoneProviders.Tzdb)), Now)).Allowed);
        await written.Read();
        var hits = (await written.Search.Find("postpartum haemorrhages", written.Commons, Amina, Now, 10)).Hits;
        Assert.Equal([HitKind.Community, HitKind.Note], hits.Select(h => h.Kind));
        Assert.Equal(new SearchMatch("postpartum haemorrhages", "PPH", home.Id), hits[1].Because.Single());
        Assert.Equal(
            [HitKind.Gathering, HitKind.Community],
                (await written.Search.Find("do blood loss", written.Commons, Amina, Now, 10)).Hits.Select(h => h.Kind));
        Assert.True((await record.Do(
            gathering, new CancelGathering(Amina, caller.CallingIn(home.Id)!, "Nobody comes."), Now)).Allowed);
        Assert.True((await record.Do(home.Id, new SayWords(Amina, []), Now)).Allowed);
        await written.Read();
        Assert.Empty((await written.Search.Find("postpartum", written.Commons, Amina, Now, 10)).Hits);
        Assert.Equal(
            [FoundIn.Text], (await written.Search.Find("blood loss", written.Commons, Amina, Now, 10)).Hits.Select(h => h.In));
        var before = await written.Rows();
        await written.Search.Reindex();
        Assert.Equal(before, await written.Rows());
    }

    protected static IEnumerable<NoteId> Notes(SearchResult found) =>
        found.Hits.Where(h => h.Of.Kind == StreamKind.Note).Select(h => NoteId.Of(h.Of.Id));

    private static PracticeContent Content(string title, string tried, string topic) =>
        new(title, tried, "In London", PracticeOutcome.Mixed, "Nobody knows") { Topics = [topic] };

    private static string Any(Random random) =>
        Families[random.Next(Families.Length)] is var family ? family[random.Next(family.Length)] : "";

    // ---- A community whose notes its one author reads.
    private static readonly PersonId Amina = Scenario.Person(1);
    private static readonly Scenario Founded = Scenario.Founded(Charters.Informal(), 3, "maternity");
    private static readonly Instant Now = Founded.Now;

    protected async ValueTask<(IRecord Record, Finder Find)> Empty()
    {
        var record = new DatabaseRecord<RecordContext>(await databases.Contexts());
        return (record, new RecordSearch(record).Find);
    }

    private async Task<WrittenNotes> Written(params (string Id, NoteContent Content)[] notes) =>
        await Written(await databases.Contexts(), notes);

    private static async Task<WrittenNotes> Written(
        IDbContextFactory<RecordContext> contexts, params (string Id, NoteContent Content)[] notes)
    {
        var record = new DatabaseRecord<RecordContext>(contexts);
        await record.Append(StreamId.Of(Founded.Community.Id), 0, Founded.History.ToValueList());
        foreach (var (id, content) in notes)
            Assert.True(
                (await record.Do(NoteId.Of(id), new DraftNote(Founded.Community.AsMember(Amina, Now)!, content), Now)).Allowed);
        var written = new WrittenNotes(contexts, record);
        await written.Read();
        return written;
    }

    private sealed class WrittenNotes(IDbContextFactory<RecordContext> contexts, DatabaseRecord record)
    {
        public IDbContextFactory<RecordContext> Contexts => contexts;

        public DatabaseRecord Record => record;

        public RecordSearch Search { get; } = new(record);

        public HostDirectory Directory { get; } = new("directory", [new(Amina, Now - Duration.FromDays(9))], []);

        public Commons Commons { get => field ??= Commons.Empty.With(Directory); private set; }

        public async Task Read() => Commons = Commons.After(await record.ReadAll(Commons.Position, 1000));

        public async Task<NoteId[]> Find(string words) => [.. Notes(await Search.Find(words, Commons, Amina, Now, 10))];

        public async Task<(string, long, string, string, string)[]> Rows()
        {
            await using var context = await contexts.CreateDbContextAsync();
            return [.. (await context.Set<SearchTextRow>().AsNoTracking().OrderBy(t => t.Stream).ToListAsync())
                .Select(t => (t.Stream, t.Position, t.Title, t.Topics, t.Text))];
        }

        public async Task<string[]> Indexed()
        {
            await using var context = await contexts.CreateDbContextAsync();
            return await context.Set<SearchTextRow>().Where(t => t.Stream.StartsWith("note:")).OrderBy(t => t.Stream)
                .Select(t => t.Stream.Substring("note:".Length)).ToArrayAsync();
        }
    }

    // ---- A federation whose notes say other words, in a database.
    private async Task<ToldFederation> Told(FederationStory story, int number)
    {
        var (federation, random) =
            (story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning(), new Random(number));
        var lines = federation.Record.Select(r => r with { Entry = r.Entry with { Event = Worded(r.Entry.Event, random) } })
            .ToArray();
        var contexts = await databases.Contexts();
        var record = new DatabaseRecord<RecordContext>(contexts);
        foreach (var line in lines)
            Assert.True((await record.Append(line.Entry.Stream, line.Entry.Version - 1, [line.Entry])).Appended);
        return new(federation, story, lines, contexts, record);
    }

    private static Event Worded(Event happened, Random random)
    {
        return happened switch
        {
            NoteDrafted drafted => drafted with { Content = Words(drafted.Content) },
            NoteRevised revised => revised with { Content = Words(revised.Content) },
            _ => happened,
        };

        NoteContent Words(NoteContent content) => content is PracticeContent practice
            ? practice with {
                Title = Some(2), Tried = Some(6), Why = Some(5), Happened = random.Next(2) == 0
                    ? Some(4)
                    : null, Topics = [Any(random)] }
            : ((BundleContent)content) with { Title = Some(2), MeantFor = random.Next(2) == 0 ? Some(3) : null };

        FreeText Some(int most) =>
            string.Join(
                random.Next(4) switch { 0 => ", ", 1 => "/", 2 => " - ", _ => " " },
                    Enumerable.Range(0, 1 + random.Next(most)).Select(_ => Any(random)));
    }

    /// <summary>The slow, obvious search: every note's latest words, and the Commons asked of each.</summary>
    private sealed partial class ToldFederation(
        Federation federation, FederationStory story, IReadOnlyList<Recorded> lines, IDbContextFactory<RecordContext> contexts,
            DatabaseRecord record)
    {
        private static readonly Dictionary<string,
            int> Family = Families.SelectMany((family, i) => family.SelectMany(Split).Select(word => (word, i))).Distinct()
                .ToDictionary(f => f.word, f => f.i);

        public IDbContextFactory<RecordContext> Contexts => contexts;

        public RecordSearch Search { get; } = new(record);

        public Commons Commons { get; } = Commons.Empty.With(federation.Directory).After(lines);

        public IReadOnlyList<PracticeNote> Notes { get; } =
            [.. lines.Where(l => l.Entry.Stream.Kind == StreamKind.Note).GroupBy(l => l.Entry.Stream)
                .Select(stream => PracticeNote.Replay(stream.Select(l => l.Entry)))];

        public IReadOnlyList<PersonId?> Readers { get; } =
            [.. Enumerable.Range(1, Math.Max(2, story.People)).Select(i => (PersonId?)Scenario.Person(i)),
                PersonId.Of("stranger"), null];

        public IEnumerable<NoteId> Scan(string words, PersonId? reader, Instant at) =>
            Split(words).Where(word => word is not ("a" or "and" or "not" or "or")).Distinct().Take(SearchQuery.MostWords)
                .Select(Meaning).ToArray() is { Length: > 0 } wanted
                ? Notes.Where(
                    n => n.Status != NoteStatus.Withdrawn && wanted.All(Said(n).Contains)
                        && Commons.Check(reader, n.Id, at).Allowed).Select(n => n.Id).Order()
                : [];

        private static HashSet<string> Said(PracticeNote note) => [.. TextsOf(note.Content!).SelectMany(Split).Select(Meaning)];

        private static IEnumerable<string> TextsOf(NoteContent content) => content switch
        {
            PracticeContent p =>
                [p.Title.Words!, p.Tried.Words!, p.Context.Words!, p.Why.Words!, p.Happened?.Words ?? "", .. p.Topics],
            BundleContent b => [b.Title.Words!, b.MeantFor?.Words ?? ""],
            _ => throw new InvalidOperationException("Another kind of content."),
        };

        private static string Meaning(string word) => Family.TryGetValue(word, out var family) ? "#" + family : word;

        private static IEnumerable<string> Split(string text) =>
            Word().Matches(
                text.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal).ToLowerInvariant()
                    .Replace('é', 'e')).Select(m => m.Value);

        [GeneratedRegex("[a-z0-9]+")]
        private static partial Regex Word();
    }
}

public sealed class SqliteSearchTests(Sqlite databases) : SearchTests(databases), IClassFixture<Sqlite>
{
    [Fact]
    public Task It_finds_what_a_scan_finds() => FindsWhatAScanFinds();

    [Fact]
    public Task What_one_may_not_read_changes_nothing() => WhatOneMayNotReadChangesNothing();

    [Fact]
    public Task What_others_write_moves_nothing() => WhatOthersWriteMovesNothing();

    [Fact]
    public Task No_input_is_a_query() => NoInputIsAQuery();

    [Fact]
    public Task A_title_counts_most() => ATitleCountsMost();

    [Fact]
    public Task All_kinds_are_found_by_a_communitys_own_words() => AllKindsAreFoundByACommunitysOwnWords();

    [Fact]
    public Task It_finds_what_memory_finds() => new SearchConformance(Empty).All();

    [Fact]
    public Task Revised_and_withdrawn_words_are_not_found() => RevisedAndWithdrawnWordsAreNotFound();

    [Fact]
    public Task What_the_host_does_not_commit_is_not_found() => WhatTheHostDoesNotCommitIsNotFound();

    [Fact]
    public Task An_older_record_is_found_once_the_search_is_made() => AnOlderRecordIsFoundOnceTheSearchIsMade();

    [Fact]
    public Task The_script_makes_the_same() => TheScriptMakesTheSame();

    [Fact]
    public Task A_migration_makes_the_same() => AMigrationMakesTheSame();
}

public sealed class PostgresSearchTests(Postgres databases) : SearchTests(databases), IClassFixture<Postgres>
{
    [PostgresFact]
    public Task It_finds_what_a_scan_finds() => FindsWhatAScanFinds();

    [PostgresFact]
    public Task What_one_may_not_read_changes_nothing() => WhatOneMayNotReadChangesNothing();

    [PostgresFact]
    public Task What_others_write_moves_nothing() => WhatOthersWriteMovesNothing();

    [PostgresFact]
    public Task No_input_is_a_query() => NoInputIsAQuery();

    [PostgresFact]
    public Task A_title_counts_most() => ATitleCountsMost();

    [PostgresFact]
    public Task All_kinds_are_found_by_a_communitys_own_words() => AllKindsAreFoundByACommunitysOwnWords();

    [PostgresFact]
    public Task It_finds_what_memory_finds() => new SearchConformance(Empty).All();

    [PostgresFact]
    public Task Revised_and_withdrawn_words_are_not_found() => RevisedAndWithdrawnWordsAreNotFound();

    [PostgresFact]
    public Task What_the_host_does_not_commit_is_not_found() => WhatTheHostDoesNotCommitIsNotFound();

    [PostgresFact]
    public Task An_older_record_is_found_once_the_search_is_made() => AnOlderRecordIsFoundOnceTheSearchIsMade();

    [PostgresFact]
    public Task The_script_makes_the_same() => TheScriptMakesTheSame();

    [PostgresFact]
    public Task A_migration_makes_the_same() => AMigrationMakesTheSame();

    /// <summary>
    /// In a host's own context, whose tables of the record are in a schema of their own beside its other tables.
    /// </summary>
    [PostgresFact]
    public async Task A_host_may_keep_the_record_in_a_schema_of_its_own()
    {
        await using var there = await (await databases.Contexts()).CreateDbContextAsync();
        await using var context =
            new HostContext(new DbContextOptionsBuilder<HostContext>().UseNpgsql(there.Database.GetConnectionString()).Options);
        await Databases.Run(context, "CREATE TABLE \"Notices\" (\"Id\" integer)");
        await RecordSchema.Create(context);
        await RecordSchema.Create(context);
        var (record, founded, note) = (new DatabaseRecord(context), Scenario.Founded(Charters.Informal(), 3), NoteId.Of("n-1"));
        await record.Append(StreamId.Of(founded.Community.Id), 0, founded.History.ToValueList());
        var person = Scenario.Person(1);
        var content = new PracticeContent("Weighing", "A ward", "Here", PracticeOutcome.Mixed, "Nobody knows");
        await record.Do(note, new DraftNote(founded.Community.AsMember(person, founded.Now)!, content), founded.Now);
        await record.SaveSnapshot(founded.Community.Id);
        var commons = Commons.Empty.With(new HostDirectory("directory", [new(person, founded.Now)], []))
            .After(await record.ReadAll(0, 1000));
        Assert.Equal([note], Notes(await new RecordSearch(record).Find("weighed", commons, person, founded.Now, 10)));
        await RecordSchema.Scrub(context);
        Assert.Empty(await there.Set<RecordRow>().ToListAsync());
    }

    private sealed class HostContext(DbContextOptions<HostContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Notice>();
            modelBuilder.AddRecord("the_record");
        }
    }

    private sealed class Notice
    {
        public int Id { get; set; }
    }
}
