using System.Diagnostics;
using System.Globalization;
using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Testing;
using Microsoft.EntityFrameworkCore;
using Host = CommunitiesOfPractice.KilledHost.KilledHost;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>
/// A host that acts several ways at a time is killed in the middle of it, again and again: thirty times, unless <c>COP_KILLS</c>
/// says otherwise. What it acknowledged is there, nothing is there twice, and whoever reads on finds what a rebuild finds.
/// </summary>
public abstract class KillTests(Databases databases, string engine)
{
    private static readonly int Kills =
        int.TryParse(Environment.GetEnvironmentVariable("COP_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 30;

    protected async Task NothingAcknowledgedIsLostAndNothingIsDoubled()
    {
        var contexts = await databases.Contexts();
        var record = new DatabaseRecord<RecordContext>(contexts);
        string connection;
        await using (var context = await contexts.CreateDbContextAsync()) connection = context.Database.GetConnectionString()!;
        foreach (var community in Host.Communities)
            await record.Append(
                StreamId.Of(community), 0, Scenario.Founded(Charters.Informal(), 3, community.Value).History.ToValueList());
        var founded = (await record.ReadAll(0, int.MaxValue)).Count;

        var (acknowledged, random, before, commons) = (new List<Entry>(), new Random(), founded, Commons.Empty);
        for (var round = 0; round < Kills; round++)
        {
            acknowledged.AddRange(await KilledAfter(connection, round, random.Next(1, 40), random.Next(30)));

            // As a host that starts anew reads on, from where it was when it was killed.
            while (await record.ReadAll(commons.Position, 500) is { Count: > 0 } lines) commons = commons.After(lines);
            Assert.True(commons.Position > before, "Nothing was written before the host was killed.");
            before = (int)commons.Position;
        }

        var all = await record.ReadAll(0, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(r => r.Position));
        var streams = all.Select(r => r.Entry).GroupBy(e => e.Stream).ToDictionary(s => s.Key, s => s.ToArray());
        foreach (var stream in streams.Values)
            Assert.Equal(Enumerable.Range(1, stream.Length).Select(i => (long)i), stream.Select(e => e.Version));
        foreach (var line in acknowledged) Assert.Equal(line, streams[line.Stream][line.Version - 1]);
        Assert.Equal(acknowledged.Count, acknowledged.Select(e => (e.Stream, e.Version)).Distinct().Count());

        // Whatever nobody was told of had been committed when the host was killed: one act at most of each of those who acted.
        Assert.InRange(all.Count - founded - acknowledged.Count, 0, Kills * Host.Workers);
        foreach (var community in Host.Communities)
        {
            var joined = streams[StreamId.Of(community)].Select(e => e.Event).OfType<MemberJoined>().Select(e => e.Person)
                .ToArray();
            Assert.Equal(joined.Distinct().Count(), joined.Length);
            Assert.Equal(streams[StreamId.Of(community)].Length, (await record.Load(community)).Version);
        }

        await FindsWhatARebuildFinds(
            contexts, record, commons, all, [.. streams.Keys.Where(s => s.Kind == StreamKind.Note).Select(s => NoteId.Of(s.Id))]);
        foreach (var community in Host.Communities)
            Assert.True((await record.Do(community, new Follow(PersonId.Of("afterwards")), all[^1].Entry.At)).Allowed);
    }

    private static async Task FindsWhatARebuildFinds(
        IDbContextFactory<RecordContext> contexts, DatabaseRecord record, Commons commons, ValueList<Recorded> all,
            NoteId[] notes)
    {
        var people = all.Select(r => r.Entry.By).OfType<PersonId>().Distinct().Order().ToArray();
        var directory = new HostDirectory("directory", people.Select(p => new Listing(p, Instant.MinValue)), []);
        var (rebuilt, at) = (Commons.Empty.With(directory).After(all), all[^1].Entry.At);
        commons = commons.With(directory);
        foreach (var note in notes)
            foreach (var reader in people.Select(p => (PersonId?)p).Append(null))
                if (commons.Check(reader, note, at) is var one && rebuilt.Check(reader, note, at) is var other
                    && (one.Allowed, one.Clause) != (other.Allowed, other.Clause))
                    Assert.Fail($"{reader} reading {note}: {one}, and after a rebuild {other}.");

        var search = new RecordSearch(record);
        var (texts, found) = (await Texts(contexts), await search.Find("weighed", commons, people[0], at, 20));
        Assert.Equal(
            notes.Length - all.Count(r => r.Entry.Event is NoteWithdrawn),
                texts.Count(t => t.Item1.StartsWith("note:", StringComparison.Ordinal)));
        Assert.NotEmpty(found.Hits);
        await search.Reindex();
        Assert.Equal(texts, await Texts(contexts));
        Assert.Equal(found, await search.Find("weighed", rebuilt, people[0], at, 20));
    }

    private static async Task<List<(string, long, string, string, string)>> Texts(IDbContextFactory<RecordContext> contexts)
    {
        await using var context = await contexts.CreateDbContextAsync();
        return [.. (await context.Set<SearchTextRow>().AsNoTracking().ToListAsync())
            .OrderBy(t => t.Stream, StringComparer.Ordinal)
            .Select(t => (t.Stream, t.Position, t.Title, t.Topics, t.Text))];
    }

    /// <summary>
    /// Starts the host, and kills it so many milliseconds after it has acknowledged so many lines: every line that it
    /// acknowledged.
    /// </summary>
    private async Task<List<Entry>> KilledAfter(string connection, int round, int most, int milliseconds)
    {
        var start =
            new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") {
                RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in new[] {
                "exec", Path.Combine(AppContext.BaseDirectory, "CommunitiesOfPractice.KilledHost.dll"), engine, connection,
                    round.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        using var host = Process.Start(start)!;
        var errors = host.StandardError.ReadToEndAsync();
        var lines = new List<Entry>();
        Task? killing = null;
        var text = "";
        for (var buffer = new char[4096]; await host.StandardOutput.ReadAsync(buffer) is > 0 and var count;)
        {
            text += new string(buffer, 0, count);
            for (var end = text.IndexOf('\n', StringComparison.Ordinal);
            end >= 0; end = text.IndexOf('\n', StringComparison.Ordinal))
            {
                Assert.StartsWith(Host.Acknowledged, text, StringComparison.Ordinal);
                lines.Add(RecordJson.Read(text[Host.Acknowledged.Length..end]));
                text = text[(end + 1)..];
                if (lines.Count >= most) killing ??= Kill();
            }
        }

        if (killing is not null) await killing;
        await host.WaitForExitAsync();
        Assert.True(lines.Count > 0, $"The host did nothing: {await errors}");
        return lines;

        async Task Kill()
        {
            await Task.Delay(milliseconds);
            host.Kill();
        }
    }
}

public sealed class SqliteKillTests(Sqlite databases) : KillTests(databases, "sqlite"), IClassFixture<Sqlite>
{
    [Fact]
    public Task Nothing_acknowledged_is_lost_and_nothing_is_doubled() => NothingAcknowledgedIsLostAndNothingIsDoubled();
}

public sealed class PostgresKillTests(Postgres databases) : KillTests(databases, "postgres"), IClassFixture<Postgres>
{
    [PostgresFact]
    public Task Nothing_acknowledged_is_lost_and_nothing_is_doubled() => NothingAcknowledgedIsLostAndNothingIsDoubled();
}
