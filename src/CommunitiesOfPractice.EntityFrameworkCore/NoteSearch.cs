using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// Full-text search over practice notes by the database's own engine: FTS5 on SQLite, <c>tsvector</c> on PostgreSQL; none on SQL
/// Server. What is searched is written in the transaction that writes the record. So it is never of another age than the record,
/// not after a crash and not in a backup. What is found passes through the <see cref="Commons"/>, so nobody finds what they may
/// not read. A hidden note changes neither what a reader gets, nor its order, nor how many there are. See
/// <c>docs/decisions/0021-store-search-passes-the-commons.md</c>.
/// </summary>
/// <param name="record">The record whose notes are searched. As safe for several threads as it is.</param>
/// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
public sealed class NoteSearch(DatabaseRecord record)
{
    /// <summary>How many words are looked for at most: of more, the first.</summary>
    public const int MostWords = 32;

    private const int Page = 1000;

    private readonly DatabaseRecord _record = Guard.Against.Null(record);

    /// <summary>
    /// The notes that hold all of some words, in their English forms, and that somebody may read, best first. A word in the title
    /// counts most, then a word in the topics. How a note ranks depends on that note alone. Nobody is told how many there are
    /// beyond those given.
    /// </summary>
    /// <param name="words">Any text at all: its letters and digits are looked for, and nothing in it is an operator. The
    /// commonest words of English (<em>the</em>, <em>not</em>) are passed over; where no other is left, nothing is found.</param>
    /// <param name="commons">Says what may be read. It may be behind the record: what it has not read yet is not found.</param>
    /// <param name="reader">Who asks; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="most">How many at most; positive.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="words"/> or <paramref name="commons"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="reader"/> is <c>default</c>, or <paramref name="most"/> not
    /// positive.</exception>
    /// <exception cref="NotSupportedException">The database is SQL Server: search there by <see cref="Commons.Find"/>, or by an
    /// engine of the host's through <see cref="Commons.MayRead"/>.</exception>
    public async ValueTask<ValueList<NoteId>> Find(
        string words, Commons commons, PersonId? reader, Instant at, int most, CancellationToken cancel = default)
    {
        Guard.Against.Null(words);
        var who = Guard.Against.Null(commons).Resolve(reader);
        Guard.Against.NegativeOrZero(most);
        var wanted = NoteText.Wanted(words, MostWords);
        return await _record.InContext(
            async context =>
            {
                if (wanted.Length == 0) return ValueList<NoteId>.Empty;
                var found = new List<NoteId>();
                var command =
                    Sql.Command(
                        context, Sql.Of(context).Search!, ("@words", Query(Sql.Of(context).Engine, wanted)),
                            ("@known", commons.Position));
                await using (command.ConfigureAwait(false))
                {
                    var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
                    await using (rows.ConfigureAwait(false))
                    {
                        while (found.Count < most && await rows.ReadAsync(cancel).ConfigureAwait(false))
                            if (NoteId.Of(StreamId.Parse("note:" + rows.GetString(0))) is var note
                                && commons.Check(who, commons.Resolve(note), at).Allowed) found.Add(note);
                    }
                }

                return found.ToValueList();
            },
            cancel,
            context =>
                _ = Sql.Of(context).Search
                    ?? throw new NotSupportedException(
                        "Search over notes is there on SQLite and PostgreSQL, and not on SQL Server.")).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes what is searched anew from the record. Nothing needs it but a record that was written before there was a search, or
    /// by other hands: what is appended, rewritten or restored from a backup can be found as it is. Appending waits for it. A
    /// damaged line is passed, and what it says is not found.
    /// </summary>
    /// <param name="cancel">To give up.</param>
    public async ValueTask Reindex(CancellationToken cancel = default) => await _record.InTransaction(
        async context =>
        {
            await DatabaseRecord.Lock(context, cancel).ConfigureAwait(false);
            await Sql.Execute(Sql.Command(context, Sql.Of(context).RemoveAllText), cancel).ConfigureAwait(false);
            for (var (after, most) = (0L, Page); ;)
            {
                try
                {
                    var lines = await DatabaseRecord.ReadAll(context, Sql.Of(context).ReadNotes, after, most, cancel)
                        .ConfigureAwait(false);
                    if (lines.Count == 0) break;
                    await Put(context, NoteText.After(lines), cancel).ConfigureAwait(false);
                    after = lines[^1].Position;
                }
                catch (RecordException fault) when (fault.Damaged is not null)
                {
                    // One by one up to the line, and on after it.
                    (after, most) = most == 1 ? (fault.Damaged!.Position, Page) : (after, 1);
                }
            }

            return (true, true);
        },
        cancel).ConfigureAwait(false);

    /// <summary>Writes what can be found of some notes, in the transaction that there is.</summary>
    internal static async Task Put(DbContext context, Dictionary<NoteId, NoteTextRow?> texts, CancellationToken cancel)
    {
        var sql = Sql.Of(context);
        foreach (var (note, text) in texts)
        {
            var command = text is null
                ? Sql.Command(context, sql.RemoveText, ("@note", note.Value))
                : Sql.Command(
                    context, sql.PutText, ("@note", text.Note), ("@position", text.Position), ("@title", text.Title),
                        ("@topics", text.Topics), ("@words", text.Words));
            await Sql.Execute(command, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>A record that is older than its search.</summary>
    internal static async Task FillWhereEmpty(DatabaseRecord record, CancellationToken cancel)
    {
        var isEmpty = await record.InContext(
            async context => await RecordSchema.Number(
                context, $"SELECT COUNT(*) WHERE NOT EXISTS (SELECT 1 FROM {Sql.Table(context, typeof(NoteTextRow))}) AND EXISTS (SELECT 1 FROM {Sql.Table(context, typeof(RecordRow))} WHERE stream LIKE 'note:%')",
                cancel).ConfigureAwait(false) > 0,
            cancel).ConfigureAwait(false);
        if (isEmpty) await new NoteSearch(record).Reindex(cancel).ConfigureAwait(false);
    }

    // FTS5 has a syntax, and a string in quotes is outside it; there are none in words.
    private static string Query(Engine engine, string[] words) =>
        string.Join(' ', engine == Engine.Sqlite ? words.Select(w => $"\"{w}\"") : words);
}
