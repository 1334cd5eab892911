using System.Data.Common;
using System.Net.Sockets;
using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SouthLondon;

namespace TrustIntranet;

/// <summary>
/// Where the record is kept: an SQLite file beside the project unless the host is told otherwise, or PostgreSQL.
/// </summary>
public static class Storing
{
    /// <summary>
    /// The folder for what is kept in files: <c>data</c> beside the project, unless the configuration says <c>Data</c>.
    /// </summary>
    public static string DataFolder(this WebApplicationBuilder builder) =>
        Directory.CreateDirectory(
            Path.Combine(
                builder.Environment.ContentRootPath, builder.Configuration["Data"] is { Length: > 0 } folder
                    ? folder
                    : "data")).FullName;

    /// <summary>
    /// Adds the store that the configuration names: <c>--store sqlite</c> or <c>--store postgres</c>, with <c>--connection
    /// "…"</c>.
    /// </summary>
    public static void AddStore(this WebApplicationBuilder builder)
    {
        var connection = builder.Configuration["Connection"];
        switch (builder.Configuration["Store"])
        {
            case "sqlite":
                if (string.IsNullOrEmpty(connection))
                    connection = $"Data Source={Path.Combine(builder.DataFolder(), "communities.db")}";
                builder.Services.AddDbContextFactory<IntranetContext>(o => o.UseSqlite(connection));
                break;
            case "postgres":
                if (string.IsNullOrEmpty(connection))
                    throw new StartException("Say which PostgreSQL database: --connection \"Host=…;Database=…;Username=…\".");
                builder.Services.AddDbContextFactory<IntranetContext>(o => o.UseNpgsql(connection));
                break;
            case var other:
                throw new StartException($"There is no store ‘{other}’. Say --store sqlite or --store postgres.");
        }

        builder.Services.AddRecord<IntranetContext>();
        builder.Services.Configure<CommunitiesOfPracticeOptions>(
            options => options.Search = services => services.GetRequiredService<RecordSearch>().Find);
    }

    /// <summary>
    /// Makes the tables where there are none, and tells the story of South London where nothing has happened yet: all of it in
    /// one transaction, or nothing.
    /// </summary>
    public static async Task CreateAndSeed(this WebApplication app)
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<IntranetContext>>()
            .CreateDbContextAsync();
        await Reached(context);
        await RecordSchema.Create(context);
        await context.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS intranet_seeded (id int NOT NULL PRIMARY KEY)");
        if (context.Database.IsSqlite()) await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
        if (await context.Set<Seeded>().AnyAsync(seeded => seeded.Id == Seeded.Now)) return;
        if (await context.Set<RecordRow>().AnyAsync())
        {
            throw new StartException(
                "Another version of this sample made its database. Delete "
                    + $"{context.Database.GetDbConnection().DataSource}, or name another with --connection, and start again.");
        }

        // By the clock that acts will be timed by.
        var record = new DatabaseRecord(context);
        Console.WriteLine("Making the database, and telling nine months of six communities in South London.");
        var now = await record.Now() ?? Instant.FromDateTimeOffset(app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var seed = Seed.Tell(app.Services.GetRequiredService<Place>(), app.Services.GetRequiredService<People>(), now);
        await using var whole = await context.Database.BeginTransactionAsync();
        foreach (var lines in seed.Runs())
            if (!(await record.Append(lines[0].Stream, lines[0].Version - 1, lines)).Appended) return;
        context.Add(new Seeded(Seeded.Now));
        await context.SaveChangesAsync();
        await whole.CommitAsync();
    }

    private static async Task Reached(IntranetContext context)
    {
        try
        {
            await context.Database.OpenConnectionAsync();
            await context.Database.CloseConnectionAsync();
        }
        catch (Exception fault) when (fault.GetBaseException() is DbException or SocketException or IOException)
        {
            throw new StartException($"The database cannot be opened: {fault.GetBaseException().Message}");
        }
    }
}
