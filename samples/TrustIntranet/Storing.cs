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
                    throw new InvalidOperationException("PostgreSQL takes --connection \"Host=…;Database=…;Username=…\".");
                builder.Services.AddDbContextFactory<IntranetContext>(o => o.UseNpgsql(connection));
                break;
            case var other:
                throw new InvalidOperationException($"There is no store '{other}': it is sqlite or postgres.");
        }

        builder.Services.AddRecord<IntranetContext>();
        builder.Services.AddSingleton<SealedBox>().AddHostedService<BoxKeeper>();
    }

    /// <summary>
    /// Makes the tables where there are none, and tells the story of South London where nothing has happened yet: all of it in
    /// one transaction, or nothing.
    /// </summary>
    public static async Task CreateAndSeed(this WebApplication app)
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<IntranetContext>>()
            .CreateDbContextAsync();
        await RecordSchema.Create(context);
        await context.Database.ExecuteSqlRawAsync(
            "CREATE TABLE IF NOT EXISTS intranet_sealed_ballot (community text NOT NULL, decision bigint NOT NULL, person text NOT NULL, words text NOT NULL, PRIMARY KEY (community, decision, person))");
        if (context.Database.IsSqlite()) await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
        var record = new DatabaseRecord(context);
        if ((await record.ReadAll(0, 1)).Count > 0) return;

        // By the clock that acts will be timed by.
        var now = await record.Now() ?? Instant.FromDateTimeOffset(app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var seed = Seed.Tell(app.Services.GetRequiredService<Place>(), app.Services.GetRequiredService<People>(), now);
        await using var whole = await context.Database.BeginTransactionAsync();
        foreach (var lines in seed.Runs())
            if (!(await record.Append(lines[0].Stream, lines[0].Version - 1, lines)).Appended) return;
        await whole.CommitAsync();
    }
}
