using System.Data.Common;
using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>
/// The record among a host's services, and its tables in the order in which hosts come to make them; each database runs it as a
/// class of its own.
/// </summary>
public abstract class TablesTests(Databases databases)
{
    private const string Missing =
        "The tables of the record are missing from the database. Apply your migrations, call EnsureCreated or RecordSchema.Create, or run RecordSchema.Script.";

    private static readonly PersonId Amina = Scenario.Person(1);
    private static readonly Scenario Founded = Scenario.Founded(Charters.Informal(), 3, "maternity");
    private static readonly StreamId Stream = StreamId.Of(Founded.Community.Id);
    private static readonly string Digest = new('7', 64);

    public enum Registered
    {
        Context,
        Factory,
        Pool,
        PooledFactory,
    }

    protected async Task ItWorksHoweverTheContextIsRegistered(Registered how, bool recordFirst)
    {
        var (name, services) = (databases.Fresh(), new ServiceCollection());
        services.TryAddSingleton<IRecord>(new InMemoryRecord());
        services.TryAddSingleton<IBallotBox>(new InMemoryBallotBox());
        services.TryAddSingleton<ICalendarSubscriptions>(new InMemoryCalendarSubscriptions());
        if (recordFirst) services.AddRecord<RecordContext>();
        _ = how switch
        {
            Registered.Context => services.AddDbContext<RecordContext>(o => databases.Use(o, name)),
            Registered.Factory => services.AddDbContextFactory<RecordContext>(o => databases.Use(o, name)),
            Registered.Pool => services.AddDbContextPool<RecordContext>(o => databases.Use(o, name)),
            _ => services.AddPooledDbContextFactory<RecordContext>(o => databases.Use(o, name)),
        };
        if (!recordFirst) services.AddRecord<RecordContext>(createTables: false);
        services.AddRecord<RecordContext>();
        services.TryAddSingleton<IRecord>(new InMemoryRecord());
        services.TryAddSingleton<IBallotBox>(new InMemoryBallotBox());
        services.TryAddSingleton<ICalendarSubscriptions>(new InMemoryCalendarSubscriptions());
        await using var provider = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var record = provider.GetRequiredService<DatabaseRecord<RecordContext>>();
        Assert.Same(record, provider.GetRequiredService<DatabaseRecord>());
        Assert.Same(record, provider.GetRequiredService<IRecord>());
        Assert.Same(record, Assert.Single(provider.GetServices<IRecord>()));
        Assert.IsType<DatabaseBallotBox>(Assert.Single(provider.GetServices<IBallotBox>()));
        Assert.IsType<DatabaseCalendarSubscriptions>(Assert.Single(provider.GetServices<ICalendarSubscriptions>()));

        // More calls than a pool has places, were one kept.
        await Write(provider);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++) Assert.Single(await record.Read(Stream, 0, 1));
        })));
        Assert.True(await Finds(provider));
    }

    protected async Task AScopeLivesAsLongAsItsCall()
    {
        var (name, open) = (databases.Fresh(), new OpenScopes());
        await using var provider = new ServiceCollection().AddScoped(_ => new OpenScope(open))
            .AddDbContext<RecordContext>((s, o) =>
            {
                s.GetRequiredService<OpenScope>();
                databases.Use(o, name);
            }).AddRecord<RecordContext>().BuildServiceProvider();
        await Write(provider);
        Assert.True(open.Made > 2);
        Assert.Equal(0, open.Count);
    }

    protected async Task ARecordOfItsOwnIsMadeAtItsFirstUse()
    {
        await using var provider = Host<RecordContext>(databases.Fresh());
        var record = provider.GetRequiredService<IRecord>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
            await record.Append(Other(i).Stream, 0, Other(i).Lines))));
        Assert.All(answers, a => Assert.True(a.Appended));
        await Write(provider);
        Assert.True(await Finds(provider));
    }

    protected async Task EnsureCreatedComesFirst()
    {
        await using var provider = Host<HostContext>(databases.Fresh());
        Assert.True(await In<HostContext, bool>(provider, context => context.Database.EnsureCreatedAsync()));
        await Write(provider);
        Assert.True(await Finds(provider));
    }

    protected async Task EnsureCreatedComesAfterTheFirstUse()
    {
        await using var provider = Host<HostContext>(databases.Fresh());
        for (var twice = 0; twice < 2; twice++) await IsMissing(provider);
        Assert.True(await In<HostContext, bool>(provider, context => context.Database.EnsureCreatedAsync()));
        await Write(provider);
        Assert.True(await Finds(provider));
        Assert.Equal(0, await In<HostContext, int>(provider, context => context.Set<Notice>().CountAsync()));
    }

    protected async Task MigrationsComeFirst()
    {
        await using var provider = Host<MigratedContext>(databases.Fresh());
        await In<MigratedContext>(provider, context => context.Database.MigrateAsync());
        await Write(provider);
        Assert.True(await Finds(provider));
    }

    protected async Task MigrationsComeAfterTheFirstUse()
    {
        await using var provider = Host<MigratedContext>(databases.Fresh());
        for (var twice = 0; twice < 2; twice++) await IsMissing(provider);
        await In<MigratedContext>(provider, context => RecordSchema.Create(context));
        await IsMissing(provider);
        await In<MigratedContext>(provider, context => context.Database.MigrateAsync());
        await Write(provider);
        Assert.True(await Finds(provider));
        await In<MigratedContext>(provider, context => context.Database.MigrateAsync());
        Assert.Equal(0, await In<MigratedContext, int>(provider, context => context.Set<Notice>().CountAsync()));
    }

    protected async Task CreateAddsTheSearchToWhatMigrationsMade()
    {
        await using var provider = Host<MigratedContext>(databases.Fresh(), createTables: false);
        await In<MigratedContext>(provider, context => context.Database.MigrateAsync());
        await Write(provider);
        await In<MigratedContext>(provider, context => RecordSchema.Create(context));
        Assert.True(await Finds(provider));
    }

    protected async Task CreateComesBeforeEnsureCreated()
    {
        await using var provider = Host<HostContext>(databases.Fresh(), createTables: false);
        await In<HostContext>(provider, context => RecordSchema.Create(context));
        Assert.False(await In<HostContext, bool>(provider, context => context.Database.EnsureCreatedAsync()));
        Assert.Equal(0, await In<HostContext, int>(provider, context => context.Set<Notice>().CountAsync()));
        await Write(provider);
        Assert.True(await Finds(provider));
    }

    protected async Task CreateComesBeforeMigrationsOfOtherTables()
    {
        await using var provider = Host<ApartContext>(databases.Fresh());
        await IsMissing(provider);
        await In<ApartContext>(provider, context => RecordSchema.Create(context));
        await In<ApartContext>(provider, context => context.Database.MigrateAsync());
        await Write(provider);
        Assert.True(await Finds(provider));
        Assert.Equal(0, await In<ApartContext, int>(provider, context => context.Set<Notice>().CountAsync()));
    }

    protected async Task ADatabaseThatWasThereBeforeTheLibraryIsCompleted()
    {
        var name = databases.Fresh();
        await using (var before = Host<BeforeContext>(name, withRecord: false))
            await In<BeforeContext, bool>(before, context => context.Database.EnsureCreatedAsync());
        await using var provider = Host<HostContext>(name);
        Assert.False(await In<HostContext, bool>(provider, context => context.Database.EnsureCreatedAsync()));
        await Write(provider);
        Assert.True(await Finds(provider));
    }

    protected async Task WhatWasWrittenBeforeThereWasASearchIsFound()
    {
        var name = databases.Fresh();
        await using (var before = Host<HostContext>(name, createTables: false))
        {
            await In<HostContext, bool>(before, context => context.Database.EnsureCreatedAsync());
            await Write(before);
            await In<HostContext, int>(before, context => context.Set<SearchTextRow>().ExecuteDeleteAsync());
        }

        await using var provider = Host<HostContext>(name);
        Assert.True(await Finds(provider));
    }

    protected async Task TablesFromBeforeThereWasAllBesideTheRecordAreCompleted()
    {
        foreach (var atFirstUse in new[] { true, false })
        {
            var name = databases.Fresh();
            await using (var before = Host<HostContext>(name, createTables: false))
            {
                await In<HostContext, bool>(before, context => context.Database.EnsureCreatedAsync());
                await Write(before);
                foreach (var table in new[]
                {
                    "cop_sealed_ballot", "cop_calendar_subscription", "cop_notice_head", "cop_notice",
                    "cop_notice_preference",
                })
                    await In<HostContext>(before, context => Databases.Run(context, "DROP TABLE " + table));
                await IsMissingAllBeside(before);
            }

            await using var provider = Host<HostContext>(name, createTables: atFirstUse);
            if (!atFirstUse) await In<HostContext>(provider, context => RecordSchema.Create(context));
            await PutsIn(provider);
            Assert.True(await Finds(provider));
        }
    }

    protected async Task MigrationsFromBeforeThereWasAllBesideTheRecordAreCompletedByTheNext()
    {
        var name = databases.Fresh();
        await using (var before = Host<MigratedContext>(name, createTables: false))
        {
            await In<MigratedContext>(before, context => context.GetService<IMigrator>().MigrateAsync("Begin"));
            await Write(before);
            await IsMissingAllBeside(before);
        }

        // A table that the record made would stand in the way of the migration.
        await using var provider = Host<MigratedContext>(name);
        await IsMissing(provider);
        await In<MigratedContext>(provider, context => context.Database.MigrateAsync());
        await PutsIn(provider);
        Assert.True(await Finds(provider));
    }

    protected async Task WhereNobodyMayMakeThemTheyAreMissedInOneSentence()
    {
        var name = databases.Fresh();
        await using var provider = Host<HostContext>(name, createTables: false);
        await IsMissing<DbException>(provider);
        await using (var before = Host<BeforeContext>(name, withRecord: false))
            await In<BeforeContext, bool>(before, context => context.Database.EnsureCreatedAsync());
        await IsMissing<DbException>(provider);
        await In<HostContext>(provider, async context =>
        {
            var fault = await Assert.ThrowsAsync<RecordException>(
                async () => await new DatabaseRecord(context).Append(Stream, 0, Founded.History.ToValueList()));
            Assert.Equal(Missing, fault.Message);
        });
        await In<HostContext>(provider, context => RecordSchema.Create(context));
        await Write(provider);
        Assert.True(await Finds(provider));
    }

    protected async Task WhereMakingThemFailsTheNextUseTriesAgain(
        Action<DbContextOptionsBuilder> limited, Func<DbContext, Task> allow)
    {
        var name = databases.Fresh();
        await using var owner = Host<BeforeContext>(name, withRecord: false);
        await In<BeforeContext, bool>(owner, context => context.Database.EnsureCreatedAsync());
        await using var provider = Host<HostContext>(name, more: limited);
        for (var twice = 0; twice < 2; twice++) await IsMissing<DbException>(provider);
        await In<BeforeContext>(owner, context => allow(context));
        await Write(provider);
        Assert.True(await Finds(provider));
    }

    protected async Task WithoutASearchTheRecordGoesOn(
        Action<DbContextOptionsBuilder> limited, Func<DbContext, Task> forbid, Func<DbContext, Task> allow)
    {
        var name = databases.Fresh();
        await using var owner = Host<HostContext>(name, createTables: false);
        await In<HostContext, bool>(owner, context => context.Database.EnsureCreatedAsync());
        await In<HostContext>(owner, context => forbid(context));
        await using var provider = Host<HostContext>(name, more: limited);
        await Write(provider);
        await Assert.ThrowsAnyAsync<DbException>(async () => await Finds(provider));
        await In<HostContext>(owner, context => allow(context));
        Assert.True(await Finds(provider));
    }

    private static (StreamId Stream, ValueList<Entry> Lines) Other(int number)
    {
        var founded = Scenario.Founded(Charters.Informal(), 3, $"other-{number}");
        return (StreamId.Of(founded.Community.Id), founded.History.ToValueList());
    }

    private static async Task IsMissing(IServiceProvider provider)
    {
        var record = provider.GetRequiredService<IRecord>();
        foreach (var use in new Func<Task>[]
        {
            async () => await record.Append(Stream, 0, Founded.History.ToValueList()), async () => await record.ReadAll(0, 10),
            async () => await record.Read(Stream, 0, 10),
        })
            Assert.Equal(Missing, (await Assert.ThrowsAsync<RecordException>(use)).Message);
    }

    private static async Task IsMissing<TInner>(IServiceProvider provider)
    {
        await IsMissing(provider);
        var fault = await Assert.ThrowsAsync<RecordException>(
            async () => await provider.GetRequiredService<IRecord>().ReadAll(0, 10));
        Assert.IsAssignableFrom<TInner>(fault.InnerException);
    }

    // The record goes on where only the host may complete its tables.
    private static async Task IsMissingAllBeside(IServiceProvider provider)
    {
        var box = provider.GetRequiredService<IBallotBox>();
        var subscriptions = provider.GetRequiredService<ICalendarSubscriptions>();
        foreach (var use in new Func<Task>[]
        {
            async () => await box.Put(Founded.Community.Id, new(7), Amina, "sealed"), async () => await box.Decisions(),
            async () => await box.Forget(Amina), async () => await subscriptions.Find(Amina),
            async () => await subscriptions.Begin(Amina, Digest, Founded.Now),
            async () => await subscriptions.Fetch(Digest, Founded.Now), async () => await subscriptions.End(Amina),
            async () => await provider.GetRequiredService<INoticeBook>().Told(),
            async () => await provider.GetRequiredService<INoticePreferences>().Find(Amina),
        })
            Assert.Equal(Missing, (await Assert.ThrowsAsync<RecordException>(use)).Message);
        Assert.NotEmpty(await provider.GetRequiredService<IRecord>().ReadAll(0, 10));
    }

    private static async Task PutsIn(IServiceProvider provider)
    {
        var box = provider.GetRequiredService<IBallotBox>();
        await box.Put(Founded.Community.Id, new(7), Amina, "sealed");
        Assert.Equal("sealed", (await box.Of(Founded.Community.Id, new(7)))[Amina]);
        var subscriptions = provider.GetRequiredService<ICalendarSubscriptions>();
        await subscriptions.Begin(Amina, Digest, Founded.Now);
        Assert.Equal(Amina, await subscriptions.Fetch(Digest, Founded.Now));
        var told = new ToldUntil(7, Founded.Now);
        Assert.True(await provider.GetRequiredService<INoticeBook>().Tell(null, [], told));
        Assert.Equal(told, await provider.GetRequiredService<INoticeBook>().Told());
        await provider.GetRequiredService<INoticePreferences>().See(Amina, Founded.Now);
        Assert.Equal(Founded.Now, (await provider.GetRequiredService<INoticePreferences>().Find(Amina)).SeenUntil);
    }

    private static async Task Write(IServiceProvider provider)
    {
        var record = provider.GetRequiredService<IRecord>();
        Assert.True((await record.Append(Stream, 0, Founded.History.ToValueList())).Appended);
        var content = new PracticeContent("Weighing", "A ward", "In London", PracticeOutcome.Mixed, "Nobody knows");
        Assert.True(
            (await record.Do(
                NoteId.Of("n-1"), new DraftNote(Founded.Community.AsMember(Amina, Founded.Now)!, content), Founded.Now)).Allowed);
    }

    private static async Task<bool> Finds(IServiceProvider provider)
    {
        var commons = Commons.Empty.With(new HostDirectory("directory", [new(Amina, Founded.Now - Duration.FromDays(9))], []))
            .After(await provider.GetRequiredService<IRecord>().ReadAll(0, 1000));
        var search = provider.GetRequiredService<RecordSearch>();
        return (await search.Find("weighed", commons, Amina, Founded.Now, 10)).Hits.Count == 1;
    }

    private ServiceProvider Host<TContext>(
        string name, bool createTables = true, bool withRecord = true, Action<DbContextOptionsBuilder>? more = null)
        where TContext : DbContext
    {
        var services = new ServiceCollection();
        services.AddDbContext<TContext>(o =>
        {
            databases.Use(o, name);
            o.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
            more?.Invoke(o);
        });
        if (withRecord) services.AddRecord<TContext>(createTables);
        return services.BuildServiceProvider();
    }

    private static async Task<T> In<TContext, T>(IServiceProvider provider, Func<TContext, Task<T>> use)
        where TContext : DbContext
    {
        await using var scope = provider.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    private static Task In<TContext>(IServiceProvider provider, Func<TContext, Task> use)
        where TContext : DbContext => In<TContext, bool>(provider, async context =>
        {
            await use(context);
            return true;
        });

    private sealed class OpenScopes
    {
        public int Count, Made;
    }

    private sealed class OpenScope : IDisposable
    {
        private readonly OpenScopes _all;

        public OpenScope(OpenScopes all)
        {
            _all = all;
            Interlocked.Increment(ref all.Count);
            Interlocked.Increment(ref all.Made);
        }

        public void Dispose() => Interlocked.Decrement(ref _all.Count);
    }

    /// <summary>The host as it was before the library came.</summary>
    internal sealed class BeforeContext(DbContextOptions<BeforeContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Notice>();
    }

    internal sealed class HostContext(DbContextOptions<HostContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Notice>();
            modelBuilder.AddRecord();
        }
    }

    /// <summary>A host whose migrations make the tables of the record, and nobody thought of the search.</summary>
    internal sealed class MigratedContext(DbContextOptions<MigratedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Notice>();
            modelBuilder.AddRecord();
        }
    }

    [DbContext(typeof(MigratedContext)), Migration("20260101000000_Begin")]
    internal sealed class Begin : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                "Notice", t => new { Id = t.Column<int>() }, constraints: t => t.PrimaryKey("PK_Notice", x => x.Id));
            migrationBuilder.CreateTable(
                "cop_record",
                t => new
                {
                    position = t.Column<long>(), stream = t.Column<string>(maxLength: 160), version = t.Column<long>(),
                    line = t.Column<string>(),
                },
                constraints: t => t.PrimaryKey("PK_cop_record", x => x.position));
            migrationBuilder.CreateIndex("IX_cop_record_stream_version", "cop_record", ["stream", "version"], unique: true);
            migrationBuilder.CreateTable(
                "cop_record_head", t => new { id = t.Column<int>(), position = t.Column<long>() },
                constraints: t => t.PrimaryKey("PK_cop_record_head", x => x.id));
            migrationBuilder.Sql("INSERT INTO cop_record_head (id, position) VALUES (1, 0)");
            migrationBuilder.CreateTable(
                "cop_snapshot",
                t => new { stream = t.Column<string>(maxLength: 160), version = t.Column<long>(), state = t.Column<byte[]>() },
                constraints: t => t.PrimaryKey("PK_cop_snapshot", x => x.stream));
            migrationBuilder.CreateTable(
                "cop_search_text",
                t => new
                {
                    id = t.Column<long>().Annotation("Sqlite:Autoincrement", true)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    stream = t.Column<string>(maxLength: 160), position = t.Column<long>(), title = t.Column<string>(),
                    topics = t.Column<string>(), text = t.Column<string>(),
                },
                constraints: t => t.PrimaryKey("PK_cop_search_text", x => x.id));
            migrationBuilder.CreateIndex("IX_cop_search_text_stream", "cop_search_text", "stream", unique: true);
        }
    }

    [DbContext(typeof(MigratedContext)), Migration("20260201000000_Box")]
    internal sealed class Box : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                "cop_sealed_ballot",
                t => new
                {
                    community = t.Column<string>(maxLength: 128), decision = t.Column<long>(),
                    person = t.Column<string>(maxLength: 128), words = t.Column<string>(),
                },
                constraints: t => t.PrimaryKey("PK_cop_sealed_ballot", x => new { x.community, x.decision, x.person }));
            migrationBuilder.CreateIndex("IX_cop_sealed_ballot_person", "cop_sealed_ballot", "person");
        }
    }

    [DbContext(typeof(MigratedContext)), Migration("20260301000000_Subscriptions")]
    internal sealed class Subscriptions : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                "cop_calendar_subscription",
                t => new
                {
                    person = t.Column<string>(maxLength: 128), digest = t.Column<string>(maxLength: 64),
                    since = t.Column<string>(maxLength: 40), last_fetched = t.Column<string>(maxLength: 40, nullable: true),
                },
                constraints: t => t.PrimaryKey("PK_cop_calendar_subscription", x => x.person));
            migrationBuilder.CreateIndex("IX_cop_calendar_subscription_digest", "cop_calendar_subscription", "digest");
        }
    }

    [DbContext(typeof(MigratedContext)), Migration("20260401000000_Notices")]
    internal sealed class Notices : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                "cop_notice_head",
                t => new { id = t.Column<int>(), position = t.Column<long>(), until = t.Column<long>() },
                constraints: t => t.PrimaryKey("PK_cop_notice_head", x => x.id));
            migrationBuilder.CreateTable(
                "cop_notice",
                t => new
                {
                    person = t.Column<string>(maxLength: 128), notice = t.Column<string>(maxLength: 300),
                    told = t.Column<long>(), words = t.Column<string>(),
                },
                constraints: t => t.PrimaryKey("PK_cop_notice", x => new { x.person, x.notice }));
            migrationBuilder.CreateIndex("IX_cop_notice_told", "cop_notice", "told");
            migrationBuilder.CreateTable(
                "cop_notice_preference",
                t => new
                {
                    person = t.Column<string>(maxLength: 128), words = t.Column<string>(nullable: true),
                    seen = t.Column<long>(nullable: true), sent_for = t.Column<string>(maxLength: 40, nullable: true),
                    sent = t.Column<long>(nullable: true),
                },
                constraints: t => t.PrimaryKey("PK_cop_notice_preference", x => x.person));
        }
    }

    [DbContext(typeof(MigratedContext))]
    internal sealed class MigratedSnapshot : ModelSnapshot
    {
        protected override void BuildModel(ModelBuilder modelBuilder)
        {
            Table<Notice>(modelBuilder, "Notice");
            Table<RecordRow>(modelBuilder, "cop_record");
        }
    }

    /// <summary>A host whose migrations leave the record out.</summary>
    internal sealed class ApartContext(DbContextOptions<ApartContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Notice>();
            modelBuilder.AddRecord();
        }
    }

    [DbContext(typeof(ApartContext)), Migration("20260101000001_Apart")]
    internal sealed class Apart : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
            "Notice", t => new { Id = t.Column<int>() }, constraints: t => t.PrimaryKey("PK_Notice", x => x.Id));
    }

    [DbContext(typeof(ApartContext))]
    internal sealed class ApartSnapshot : ModelSnapshot
    {
        protected override void BuildModel(ModelBuilder modelBuilder) => Table<Notice>(modelBuilder, "Notice");
    }

    private static void Table<TRow>(ModelBuilder model, string name) => model.Entity(typeof(TRow).FullName!, row =>
    {
        row.Property<long>("Id");
        row.HasKey("Id");
        row.ToTable(name);
    });

    internal sealed class Notice
    {
        public int Id { get; set; }
    }
}

public sealed class SqliteTablesTests(Sqlite databases) : TablesTests(databases), IClassFixture<Sqlite>
{
    [Theory, CombinatorialRegistrations]
    public Task It_works_however_the_context_is_registered(Registered how, bool recordFirst) =>
        ItWorksHoweverTheContextIsRegistered(how, recordFirst);

    [Fact]
    public Task A_scope_lives_as_long_as_its_call() => AScopeLivesAsLongAsItsCall();

    [Fact]
    public Task A_record_of_its_own_is_made_at_its_first_use() => ARecordOfItsOwnIsMadeAtItsFirstUse();

    [Fact]
    public Task EnsureCreated_comes_first() => EnsureCreatedComesFirst();

    [Fact]
    public Task EnsureCreated_comes_after_the_first_use() => EnsureCreatedComesAfterTheFirstUse();

    [Fact]
    public Task Migrations_come_first() => MigrationsComeFirst();

    [Fact]
    public Task Migrations_come_after_the_first_use() => MigrationsComeAfterTheFirstUse();

    [Fact]
    public Task Create_adds_the_search_to_what_migrations_made() => CreateAddsTheSearchToWhatMigrationsMade();

    [Fact]
    public Task Create_comes_before_EnsureCreated() => CreateComesBeforeEnsureCreated();

    [Fact]
    public Task Create_comes_before_migrations_of_other_tables() => CreateComesBeforeMigrationsOfOtherTables();

    [Fact]
    public Task A_database_that_was_there_before_the_library_is_completed() =>
        ADatabaseThatWasThereBeforeTheLibraryIsCompleted();

    [Fact]
    public Task What_was_written_before_there_was_a_search_is_found() => WhatWasWrittenBeforeThereWasASearchIsFound();

    [Fact]
    public Task Tables_from_before_there_was_all_beside_the_record_are_completed() =>
        TablesFromBeforeThereWasAllBesideTheRecordAreCompleted();

    [Fact]
    public Task Migrations_from_before_there_was_all_beside_the_record_are_completed_by_the_next() =>
        MigrationsFromBeforeThereWasAllBesideTheRecordAreCompletedByTheNext();

    [Fact]
    public Task Where_nobody_may_make_them_they_are_missed_in_one_sentence() =>
        WhereNobodyMayMakeThemTheyAreMissedInOneSentence();

    [Fact]
    public Task Where_making_them_fails_the_next_use_tries_again()
    {
        var reading = new ReadOnly { Is = true };
        return WhereMakingThemFailsTheNextUseTriesAgain(o => o.AddInterceptors(reading), _ =>
        {
            reading.Is = false;
            return Task.CompletedTask;
        });
    }

    [Fact]
    public Task Without_a_search_the_record_goes_on() => WithoutASearchTheRecordGoesOn(
        _ => { }, context => Databases.Run(context, "CREATE VIEW cop_search_words AS SELECT 1 AS rowid"),
        context => Databases.Run(context, "DROP VIEW cop_search_words"));

    private sealed class ReadOnly : DbConnectionInterceptor
    {
        public bool Is { get; set; }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA query_only = {(Is ? 1 : 0)}";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}

public sealed class PostgresTablesTests(Postgres databases) : TablesTests(databases), IClassFixture<Postgres>
{
    [PostgresFact]
    public Task It_works_in_a_scope_of_its_own() => ItWorksHoweverTheContextIsRegistered(Registered.Context, recordFirst: true);

    [PostgresFact]
    public Task It_works_from_a_pool() => ItWorksHoweverTheContextIsRegistered(Registered.PooledFactory, recordFirst: true);

    [PostgresFact]
    public Task A_record_of_its_own_is_made_at_its_first_use() => ARecordOfItsOwnIsMadeAtItsFirstUse();

    [PostgresFact]
    public Task EnsureCreated_comes_first() => EnsureCreatedComesFirst();

    [PostgresFact]
    public Task EnsureCreated_comes_after_the_first_use() => EnsureCreatedComesAfterTheFirstUse();

    [PostgresFact]
    public Task Migrations_come_first() => MigrationsComeFirst();

    [PostgresFact]
    public Task Migrations_come_after_the_first_use() => MigrationsComeAfterTheFirstUse();

    [PostgresFact]
    public Task Create_comes_before_EnsureCreated() => CreateComesBeforeEnsureCreated();

    [PostgresFact]
    public Task A_database_that_was_there_before_the_library_is_completed() =>
        ADatabaseThatWasThereBeforeTheLibraryIsCompleted();

    [PostgresFact]
    public Task What_was_written_before_there_was_a_search_is_found() => WhatWasWrittenBeforeThereWasASearchIsFound();

    [PostgresFact]
    public Task Tables_from_before_there_was_all_beside_the_record_are_completed() =>
        TablesFromBeforeThereWasAllBesideTheRecordAreCompleted();

    [PostgresFact]
    public Task Migrations_from_before_there_was_all_beside_the_record_are_completed_by_the_next() =>
        MigrationsFromBeforeThereWasAllBesideTheRecordAreCompletedByTheNext();

    [PostgresFact]
    public Task Where_nobody_may_make_them_they_are_missed_in_one_sentence() =>
        WhereNobodyMayMakeThemTheyAreMissedInOneSentence();

    /// <summary>Since version 15 nobody but the owner makes tables, unless they are granted it.</summary>
    [PostgresFact]
    public async Task Where_making_them_fails_the_next_use_tries_again()
    {
        await Role();
        await WhereMakingThemFailsTheNextUseTriesAgain(
            As, context => Databases.Run(context, "GRANT CREATE ON SCHEMA public TO limited"));
    }

    [PostgresFact]
    public async Task Without_a_search_the_record_goes_on()
    {
        await Role();
        await WithoutASearchTheRecordGoesOn(
            As, context => Databases.Run(
                context, "GRANT ALL ON ALL TABLES IN SCHEMA public TO limited; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO limited"),
            context => RecordSchema.Create(context));
    }

    private async Task Role()
    {
        await using var context = await (await databases.Contexts()).CreateDbContextAsync();
        await Databases.Run(
            context, "DO $$ BEGIN CREATE ROLE limited LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    }

    private static void As(DbContextOptionsBuilder options)
    {
        var connection = RelationalOptionsExtension.Extract(options.Options).ConnectionString!;
        options.UseNpgsql(connection.Replace("Username=postgres", "Username=limited", StringComparison.Ordinal));
    }
}

/// <summary>Every way to register a context, with the record before it and after it.</summary>
public sealed class CombinatorialRegistrationsAttribute : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
        from how in Enum.GetValues<TablesTests.Registered>()
        from first in new[] { true, false }
        select new object[] { how, first };
}
