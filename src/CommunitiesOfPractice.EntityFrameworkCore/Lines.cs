using System.Buffers;
using System.Data.Common;
using System.Data;
using System.Text;
using CommunitiesOfPractice.Storage;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// Lines as they come from a database. Their bytes are put one after the other and read together, so that none becomes text
/// first. Of a long answer, what has come is read while the rest is on its way.
/// </summary>
internal static class Lines
{
    private const int Page = 128 * 1024;

    /// <summary>
    /// The lines that a command gives, each in the last column of its row, and the positions, where they are asked for, in the
    /// one before.
    /// </summary>
    public static async Task<List<Entry>> Read(DbCommand command, Engine engine, List<long>? positions, CancellationToken cancel)
    {
        var (pages, bytes) = (new List<Task<List<Entry>>>(), new Bytes());
        var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancel).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            var column = positions is null ? 0 : 1;
            while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            {
                if (bytes.IsFull)
                {
                    var full = bytes;
                    pages.Add(Task.Run(full.Read, CancellationToken.None));
                    bytes = new();
                }

                positions?.Add(rows.GetInt64(0));
                bytes.Add(
                    engine == Engine.SqlServer
                        ? Encoding.UTF8.GetBytes(rows.GetString(column))
                        : rows.GetFieldValue<byte[]>(column));
            }
        }

        if (pages.Count == 0) return bytes.Read();
        var (entries, last) = (new List<Entry>(), bytes.Read());
        foreach (var page in pages) entries.AddRange(await page.ConfigureAwait(false));
        entries.AddRange(last);
        return entries;
    }

    /// <summary>Some lines, one after the other in lent memory, which is wiped when they have been read.</summary>
    private sealed class Bytes
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Page);
        private int _length;
        private int _lines;

        public bool IsFull => _length > Page - (Page / 16);

        public void Add(byte[] line)
        {
            if (_bytes.Length - _length <= line.Length)
            {
                var more = ArrayPool<byte>.Shared.Rent(_length + line.Length + 1);
                _bytes.AsSpan(0, _length).CopyTo(more);
                GiveBack();
                _bytes = more;
            }

            line.CopyTo(_bytes.AsSpan(_length));
            _length += line.Length;
            _bytes[_length++] = (byte)'\n';
            _lines++;
        }

        public List<Entry> Read()
        {
            var entries = new List<Entry>(_lines);
            entries.AddRange(RecordJson.ReadLines(_bytes.AsMemory(0, _length)));
            GiveBack();
            return entries.Count == _lines
                ? entries
                : throw new RecordException("A row of the record does not hold exactly one line.");
        }

        private void GiveBack() => ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
    }
}
