using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Text;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// Lines as they come from a database: their bytes are put one after the other and read together, so that none is made text of first; and of a long answer, what has come is read while the rest is on its way.
/// </summary>
internal static class Lines
{
    private const int Page = 64 * 1024;

    /// <summary>The lines that a command gives, each in the last column of its row, and the positions, where they are asked for, in the one before.</summary>
    public static async Task<List<Entry>> Read(DbCommand command, Engine engine, List<long>? positions, CancellationToken cancel)
    {
        var (pages, bytes, count) = (new List<Task<List<Entry>>>(), new ArrayBufferWriter<byte>(), 0);
        var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancel).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            var column = positions is null ? 0 : 1;
            while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            {
                if (bytes.WrittenCount >= Page)
                {
                    var (page, lines) = (bytes.WrittenMemory, count);
                    pages.Add(Task.Run(() => Entries(page, lines), cancel));
                    (bytes, count) = (new(Page + (Page / 4)), 0);
                }

                positions?.Add(rows.GetInt64(0));
                if (engine == Engine.SqlServer) Encoding.UTF8.GetBytes(rows.GetString(column), bytes);
                else bytes.Write(rows.GetFieldValue<byte[]>(column));
                bytes.Write("\n"u8);
                count++;
            }
        }

        var last = Entries(bytes.WrittenMemory, count);
        if (pages.Count == 0) return last;
        var entries = new List<Entry>();
        foreach (var page in pages) entries.AddRange(await page.ConfigureAwait(false));
        entries.AddRange(last);
        return entries;
    }

    private static List<Entry> Entries(ReadOnlyMemory<byte> bytes, int count)
    {
        var entries = new List<Entry>(count);
        entries.AddRange(RecordJson.ReadLines(bytes));
        return entries.Count == count ? entries : throw new RecordException("A row of the record does not hold exactly one line.");
    }
}
