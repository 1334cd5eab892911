using CommunitiesOfPractice.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>The code of the package's page, compiled and run.</summary>
public sealed class Snippets
{
    [Fact]
    public async Task A_record_in_a_database()
    {
        var (services, folder, before) = (new ServiceCollection(), Directory.CreateTempSubdirectory("cop-snippet-"), Environment.CurrentDirectory);
        Environment.CurrentDirectory = folder.FullName;
        try
        {
            #region A_record_in_a_database
            services.AddDbContext<RecordContext>(o => o.UseSqlite("Data Source=communities.db"));   // or UseNpgsql, UseSqlServer
            services.AddRecord<RecordContext>();
            #endregion
            await using var provider = services.BuildServiceProvider();
            var box = provider.GetRequiredService<IBallotBox>();
            var (record, search, founded) = (provider.GetRequiredService<IRecord>(), provider.GetRequiredService<RecordSearch>(), Scenario.Founded(Charters.Informal()));
            var (maternity, chloe, now, salt) = (founded.Community.Id, Scenario.Person(50), founded.Now, ChainKey.Of(new byte[ChainKey.Shortest]));
            await record.Append(StreamId.Of(maternity), 0, founded.History.ToValueList());
            #region An_act_on_a_record
            var done = await record.Do(maternity, new Join(chloe), now);
            #endregion
            Assert.True(done.Allowed);
            Assert.True((await record.Load(maternity)).IsMember(chloe));

            var (note, content) = (NoteId.Of("weigh-it"), new PracticeContent("Weigh it", "Scales in every room", "Labour ward", PracticeOutcome.Worked, "One person owns the total"));
            await record.Do(note, new DraftNote(done.After.AsMember(chloe, now)!, content), now);
            var directory = new HostDirectory("directory", [new Listing(chloe, now)], []);
            #region A_search
            var commons = Commons.Empty.With(directory).After(await record.ReadAll(after: 0, most: 10_000));
            var found = await search.Find("weighing scales", commons, chloe, now, most: 20);
            #endregion
            Assert.Equal([StreamId.Of(note)], found.Hits.Select(hit => hit.Of));
            var ben = Scenario.Person(2);
            #region Whose_time_is_over
            var schedule = new Retention(Duration.FromDays(8 * 365)) { LegalHolds = [new("inquiry-7") { People = [ben], Streams = [StreamId.Of(maternity)] }] };
            foreach (var past in await record.PastRetention(schedule, now))
                if (past.Holds.Count == 0)
                    await record.Forget(new Erasure(past.Person, salt) { OwnWords = false, LegalHolds = schedule.LegalHolds }, "retention-2024", now);
            #endregion
            Assert.True((await record.Load(maternity)).IsMember(chloe));
            await using var scope = provider.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<RecordContext>();
            await box.Put(maternity, new(7), chloe, "sealed");
            #region Forgetting
            await record.Forget(new Erasure(chloe, salt), "request-7", now);      // every stream, what is searched, snapshots
            await box.Forget(chloe);                                              // secret ballots, which lie beside the record
            await RecordSchema.Scrub(context);                                    // and free pages of the file
            #endregion
            Assert.Equal(0, await box.CountOf(chloe));
            Assert.False((await record.Load(maternity)).IsMember(chloe));
            #region The_tables
            await RecordSchema.Create(context);              // from your program, before or after EnsureCreated or Migrate
            var script = RecordSchema.Script(context);       // for the person who runs scripts
            #endregion
            Assert.Contains("cop_record", script, StringComparison.Ordinal);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private sealed class OwnContext(DbContextOptions<OwnContext> options) : DbContext(options)
    {
        #region A_context_of_your_own
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddRecord();
        #endregion
    }

    [Fact]
    public async Task A_context_of_your_own()
    {
        await using var context = new OwnContext(new DbContextOptionsBuilder<OwnContext>().UseSqlite("Data Source=:memory:").Options);
        Assert.NotNull(context.Model.FindEntityType(typeof(RecordRow)));
    }
}
