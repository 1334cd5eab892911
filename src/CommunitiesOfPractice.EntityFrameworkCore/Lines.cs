using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Text;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>Lines as they come from a database: their bytes are put one after the other and read together, so that none is made text of first.</summary>
internal static class Lines
{
    private const int Page = 64 * 1024;

    /// <summary>The lines that a command gives, each in the last column of its row, and the positions, where they are asked for, in the one before.</summary>
    public static async Task<List<Entry>> Read(DbCommand command, Engine engine, List<long>? positions, CancellationToken cancel)
    {
        var (entries, bytes, count) = (new List<Entry>(), new ArrayBufferWriter<byte>(Page), 0);
        var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancel).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            var column = positions is null ? 0 : 1;
            while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            {
                positions?.Add(rows.GetInt64(0));
                if (engine == Engine.SqlServer) Encoding.UTF8.GetBytes(rows.GetString(column), bytes);
                else bytes.Write(rows.GetFieldValue<byte[]>(column));
                bytes.Write("\n"u8);
                count++;
                if (bytes.WrittenCount >= Page) Take();
            }
        }

        Take();
        return entries;

        void Take()
        {
            entries.AddRange(RecordJson.ReadLines(bytes.WrittenMemory));
            bytes.ResetWrittenCount();
            if (entries.Count != count) throw new RecordException("A row of the record does not hold exactly one line.");
        }
    }
}
