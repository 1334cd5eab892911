using System.Buffers;
using System.Data.Common;
using System.Data;
using System.Text;
using System.Text.Json;
using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// Lines as they come from a database. Their bytes are put one after the other and read together, so that none becomes text
/// first. Of a long answer, what has come is read while the rest is on its way.
/// </summary>
internal static class Lines
{
    private const int Page = 128 * 1024;

    /// <summary>The lines of a selection, and their positions where they are asked for.</summary>
    /// <exception cref="RecordException">A line cannot be read. It says which, where the row has a stream.</exception>
    public static async Task<List<Entry>> Read(
        DbContext context, Selection selection, List<long>? positions, CancellationToken cancel,
            params (string Name, object Value)[] parameters)
    {
        try
        {
            return await Together(Sql.Command(context, selection.Lines, parameters), Sql.Of(context).Engine, positions, cancel)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RecordException or JsonException)
        {
            // Bytes that were read together do not say whose they are. So all rows are read again, each by itself.
            var rows = Sql.Command(context, selection.Rows, parameters);
            if (await Damaged(rows, Sql.Of(context).Engine, cancel).ConfigureAwait(false) is { } damaged) throw damaged;
            throw;
        }
    }

    /// <summary>The line that a row holds.</summary>
    /// <exception cref="RecordException">It cannot be read, and says which.</exception>
    public static Entry Read(RecordRow row) => Fault(Encoding.UTF8.GetBytes(row.Line), out var entry) is { } fault
        ? throw Damaged(row.Position, row.Stream, fault) ?? fault
        : entry!;

    private static async Task<RecordException?> Damaged(DbCommand command, Engine engine, CancellationToken cancel)
    {
        await using (command.ConfigureAwait(false))
        {
            var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancel).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
                while (await rows.ReadAsync(cancel).ConfigureAwait(false))
                    if (Fault(Line(rows, 2, engine), out _) is { } fault)
                        return Damaged(rows.GetInt64(0), rows.GetString(1), fault);
        }

        return null;
    }

    // A stream that has no name cannot be passed, and so it is not named.
    private static RecordException? Damaged(long position, string stream, Exception fault)
    {
        try
        {
            return new(new DamagedLine(position, StreamId.Parse(stream)), fault);
        }
        catch (Exception unnamed) when (unnamed is ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with a row's bytes alone; null where they are a line.</summary>
    private static Exception? Fault(byte[] line, out Entry? entry)
    {
        entry = null;
        try
        {
            if (HoldsLineEnd(line)) return NotOneLine();
            entry = RecordJson.Read(line);
            return null;
        }
        catch (Exception fault) when (fault is RecordException or JsonException)
        {
            return fault;
        }
    }

    private static bool HoldsLineEnd(ReadOnlySpan<byte> line) => line.Contains((byte)'\n');

    private static RecordException NotOneLine() => new("A row of the record does not hold exactly one line.");

    private static byte[] Line(DbDataReader rows, int column, Engine engine) =>
        engine == Engine.SqlServer ? Encoding.UTF8.GetBytes(rows.GetString(column)) : rows.GetFieldValue<byte[]>(column);

    /// <summary>
    /// The lines that a command gives, each in the last column of its row, and the positions, where they are asked for, in the
    /// one before.
    /// </summary>
    private static async Task<List<Entry>> Together(
        DbCommand command, Engine engine, List<long>? positions, CancellationToken cancel)
    {
        var (pages, bytes) = (new List<Task<List<Entry>>>(), new Bytes());
        await using (command.ConfigureAwait(false))
        {
            var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancel).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                while (await rows.ReadAsync(cancel).ConfigureAwait(false))
                {
                    if (bytes.IsFull)
                    {
                        var full = bytes;
                        pages.Add(Task.Run(full.Read, CancellationToken.None));
                        bytes = new();
                    }

                    positions?.Add(rows.GetInt64(0));
                    bytes.Add(Line(rows, positions is null ? 0 : 1, engine));
                }
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
        private bool _holdsLineEnd;

        public bool IsFull => _length > Page - (Page / 16);

        public void Add(byte[] line)
        {
            _holdsLineEnd |= HoldsLineEnd(line);
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
            return entries.Count == _lines && !_holdsLineEnd ? entries : throw NotOneLine();
        }

        private void GiveBack() => ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
    }
}
