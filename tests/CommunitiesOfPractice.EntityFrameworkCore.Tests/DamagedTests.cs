using System.Text.RegularExpressions;
using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Testing;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>A line that cannot be read is named; each database runs it as a class of its own.</summary>
public abstract class DamagedTests(Databases databases)
{
    private static readonly CommunityId Maternity = CommunityId.Of("maternity");
    private static readonly StreamId Stream = StreamId.Of(Maternity);
    private static readonly ValueList<Entry> History =
        Scenario.Founded(Charters.Informal(), 4, "maternity").History.ToValueList();

    private static readonly ValueList<Entry> Others = Scenario.Founded(Charters.Informal(), 3, "wounds").History.ToValueList();

    /// <summary>What becomes of a row's text, by name.</summary>
    public static TheoryData<string> Kinds => ["cut", "garbage", "empty", "blank", "unknown", "twice", "lines", "end"];

    protected async Task ADamagedLineIsNamed(string kind)
    {
        var (record, contexts) = await Kept();
        for (var position = History.Count; position > 0; position -= History.Count / 2)
        {
            await Damage(contexts, position, kind);
            await IsNamed(record, position, position);
            var all = Math.Max(position, 1);
            Assert.Equal(
                History.Take(all - 1), (all == 1 ? [] : await record.ReadAll(0, all - 1)).Select(r => r.Entry));
        }
    }

    protected async Task TheFirstOfSeveralIsNamedInALongRecord()
    {
        var (record, contexts) = await Kept();
        const int Lines = 3000;
        for (var at = 0; at < Lines; at += 500)
            await record.Append(
                Stream, History.Count + at, Enumerable.Range(at + 1, 500)
                    .Select(i => History[^1] with { Version = History.Count + i, Hash = null }).ToValueList());
        var first = History.Count + Others.Count + 1700;
        await Damage(contexts, first + 900, "cut");
        await Damage(contexts, first, "twice");
        await IsNamed(record, first, first - Others.Count);
        Assert.Equal(first - 1, (await record.ReadAll(0, first - 1)).Count);
        Assert.Equal(899, (await record.ReadAll(first, 899)).Count);
        Assert.Equal(first + 900, (await Assert.ThrowsAsync<RecordException>(
            async () => await record.ReadAll(first, int.MaxValue))).Damaged!.Position);
    }

    /// <summary>Two lines in one row and none in the next are as many lines as rows.</summary>
    protected async Task TwoLinesInARowAndNoneInTheNextAreNotTwoRows()
    {
        var (record, contexts) = await Kept();
        await Damage(contexts, 2, "lines");
        await Damage(contexts, 3, "blank");
        await IsNamed(record, 2, 2);
    }

    protected async Task WhatReadsAStreamNamesTheLineToo()
    {
        var (record, contexts) = await Kept();
        await record.SaveSnapshot(Maternity);
        await record.Append(Stream, History.Count, [History[^1] with { Version = History.Count + 1, Hash = null }]);
        var position = History.Count + Others.Count + 1;
        await Damage(contexts, position, "cut");
        foreach (var use in new Func<Task>[]
        {
            async () => await record.LoadFromSnapshot(Maternity), async () => await record.SaveSnapshot(Maternity),
            async () => await record.Rewrite(Stream, lines => lines), async () => await record.Load(Maternity),
        })
            Assert.Equal(new(position, Stream), (await Assert.ThrowsAsync<RecordException>(use)).Damaged);
    }

    protected async Task ASearchIsMadeOfTheOtherNotes()
    {
        var (record, contexts) = await Kept();
        var (community, amina) = (await record.Load(Maternity), Scenario.Person(1));
        var now = History[^1].At;
        for (var i = 0; i < 5; i++)
        {
            var content = new PracticeContent("Weighing", "A ward", "Here", PracticeOutcome.Mixed, "Nobody knows");
            var draft = new DraftNote(community.AsMember(amina, now)!, content);
            Assert.True((await record.Do(NoteId.Of($"n-{i}"), draft, now)).Allowed);
        }

        var all = await record.ReadAll(0, 1000);
        var commons = Commons.Empty.With(new HostDirectory("directory", [new(amina, now)], [])).After(all);
        foreach (var damaged in new[] { "n-0", "n-3" })
            await Damage(contexts, (int)all.First(r => r.Entry.Stream.Id == damaged).Position, "cut");
        await new RecordSearch(record).Reindex();
        Assert.Equal(
            ["note:n-4", "note:n-2", "note:n-1"],
            (await new RecordSearch(record).Find("weighed", commons, amina, now, 10)).Hits.Select(h => h.Of.ToString()));
    }

    protected async Task AStreamWithoutANameIsNotNamed()
    {
        var (record, contexts) = await Kept();
        await Damage(contexts, 2, "cut");
        await using (var context = await contexts.CreateDbContextAsync())
            await context.Database.ExecuteSqlRawAsync("UPDATE cop_record SET stream = 'nothing at all' WHERE position = 2");
        var fault = await Assert.ThrowsAsync<RecordException>(async () => await record.ReadAll(0, 100));
        Assert.Null(fault.Damaged);
    }

    protected async Task<(DatabaseRecord Record, IDbContextFactory<RecordContext> Contexts)> Kept()
    {
        var contexts = await databases.Contexts();
        var record = new DatabaseRecord<RecordContext>(contexts);
        await record.Append(Stream, 0, History);
        await record.Append(Others[0].Stream, 0, Others);
        return (record, contexts);
    }

    protected static async Task IsNamed(DatabaseRecord record, long position, long version)
    {
        foreach (var use in new Func<Task>[]
        {
            async () => await record.ReadAll(0, int.MaxValue), async () => await record.ReadAll(position - 1, 1),
            async () => await record.Read(Stream, 0, int.MaxValue), async () => await record.Read(Stream, version - 1, 1),
        })
        {
            var fault = await Assert.ThrowsAsync<RecordException>(use);
            Assert.Equal(new(position, Stream), fault.Damaged);
            Assert.IsType<RecordException>(fault.InnerException);
        }
    }

    protected static async Task Damage(IDbContextFactory<RecordContext> contexts, int position, string kind)
    {
        await using var context = await contexts.CreateDbContextAsync();
        var row = await context.Set<RecordRow>().SingleAsync(r => r.Position == position);
        row.Line = kind switch
        {
            "cut" => row.Line[..(row.Line.Length / 2)],
            "garbage" => row.Line[..20] + "\u0001\u00e9\u0007" + row.Line[20..],
            "empty" => "",
            "blank" => " \t ",
            "unknown" => Regex.Replace(row.Line, "\"type\":\"[^\"]*\"", "\"type\":\"nobody-knows\""),
            "twice" => row.Line + row.Line,
            "lines" => row.Line + "\n" + row.Line,
            "end" => row.Line + "\n",
            "nul" => row.Line[..20] + "\0" + row.Line[20..],
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        await context.SaveChangesAsync();
    }
}

public sealed class SqliteDamagedTests(Sqlite databases) : DamagedTests(databases), IClassFixture<Sqlite>
{
    [Theory, MemberData(nameof(Kinds)), InlineData("nul")]
    public Task A_damaged_line_is_named(string kind) => ADamagedLineIsNamed(kind);

    [Fact]
    public Task The_first_of_several_is_named_in_a_long_record() => TheFirstOfSeveralIsNamedInALongRecord();

    [Fact]
    public Task Two_lines_in_a_row_and_none_in_the_next_are_not_two_rows() => TwoLinesInARowAndNoneInTheNextAreNotTwoRows();

    [Fact]
    public Task What_reads_a_stream_names_the_line_too() => WhatReadsAStreamNamesTheLineToo();

    [Fact]
    public Task A_stream_without_a_name_is_not_named() => AStreamWithoutANameIsNotNamed();

    [Fact]
    public Task A_search_is_made_of_the_other_notes() => ASearchIsMadeOfTheOtherNotes();

    /// <summary>Bytes that are not UTF-8, as a fault of a disk leaves them.</summary>
    [Fact]
    public async Task Bytes_that_are_not_text_are_named()
    {
        var (record, contexts) = await Kept();
        await using (var context = await contexts.CreateDbContextAsync())
            await context.Database.ExecuteSqlRawAsync("UPDATE cop_record SET line = x'7B22FFFE00C3' WHERE position = 3");
        await IsNamed(record, 3, 3);
    }
}

public sealed class PostgresDamagedTests(Postgres databases) : DamagedTests(databases), IClassFixture<Postgres>
{
    [PostgresFact]
    public async Task A_damaged_line_is_named()
    {
        foreach (var kind in Kinds) await ADamagedLineIsNamed(kind);
    }

    [PostgresFact]
    public Task The_first_of_several_is_named_in_a_long_record() => TheFirstOfSeveralIsNamedInALongRecord();

    [PostgresFact]
    public Task Two_lines_in_a_row_and_none_in_the_next_are_not_two_rows() => TwoLinesInARowAndNoneInTheNextAreNotTwoRows();

    [PostgresFact]
    public Task What_reads_a_stream_names_the_line_too() => WhatReadsAStreamNamesTheLineToo();

    [PostgresFact]
    public Task A_stream_without_a_name_is_not_named() => AStreamWithoutANameIsNotNamed();

    [PostgresFact]
    public Task A_search_is_made_of_the_other_notes() => ASearchIsMadeOfTheOtherNotes();
}
