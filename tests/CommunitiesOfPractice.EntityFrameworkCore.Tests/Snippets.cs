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
            services.AddDbContextFactory<RecordContext>(o => o.UseSqlite("Data Source=communities.db"));   // or UseNpgsql, UseSqlServer
            services.AddSingleton<IRecord>(s => new DatabaseRecord<RecordContext>(s.GetRequiredService<IDbContextFactory<RecordContext>>()));
            #endregion
            await using var provider = services.BuildServiceProvider();
            await using (var context = await provider.GetRequiredService<IDbContextFactory<RecordContext>>().CreateDbContextAsync()) await context.Database.EnsureCreatedAsync();
            var (record, founded) = (provider.GetRequiredService<IRecord>(), Scenario.Founded(Charters.Informal()));
            var (maternity, chloe, now) = (founded.Community.Id, Scenario.Person(50), founded.Now);
            await record.Append(StreamId.Of(maternity), 0, founded.History.ToValueList());
            #region An_act_on_a_record
            var done = await record.Do(maternity, new Join(chloe), now);
            #endregion
            Assert.True(done.Allowed);
            Assert.True((await record.Load(maternity)).IsMember(chloe));
        }
        finally
        {
            Environment.CurrentDirectory = before;
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
