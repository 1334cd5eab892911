using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// Search over communities, gatherings, notes and bundles by the database's own index: FTS5 on SQLite, <c>tsvector</c> on
/// PostgreSQL; none on SQL Server. What is searched is written in the transaction that writes the record. So it is never of
/// another age than the record, not after a crash and not in a backup. What is found passes through the <see cref="Commons"/>,
/// so nobody finds what they may not see. What is hidden changes neither what a reader gets, nor its order, nor how many there
/// are. See <c>docs/decisions/0058-searching-by-a-communitys-own-words.md</c>.
/// </summary>
/// <param name="record">The record that is searched. As safe for several threads as it is.</param>
/// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
public sealed class RecordSearch(DatabaseRecord record)
{
    private const int Page = 1000;

    // The first page of what an index has; each that follows is twice as long, up to the last of these.
    private const long FirstPage = 100, LongestPage = 10_000;

    private static readonly FoundIn[] Places = [FoundIn.Title, FoundIn.Topics, FoundIn.Text];

    private readonly DatabaseRecord _record = Guard.Against.Null(record);

    /// <summary>
    /// What somebody finds by words, as <see cref="Commons.Search"/> finds it. First comes what says all of it in its title, then
    /// in its topics, then anywhere; of each the newest first. How something ranks depends on it alone. Nobody is told how many
    /// there are beyond those given.
    /// </summary>
    /// <param name="text">What they look for: any text at all (<see cref="SearchQuery.Of"/>).</param>
    /// <param name="commons">Says what may be read. It may be behind the record: what it has not read yet is not found.</param>
    /// <param name="reader">Who asks; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="most">How many at most; positive.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> or <paramref name="commons"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="reader"/> is <c>default</c>, or <paramref name="most"/> not
    /// positive.</exception>
    /// <exception cref="NotSupportedException">The database is SQL Server: search there by <see cref="Commons.Search"/>, or by an
    /// engine of the host's through <see cref="Commons.HitOf"/>.</exception>
    public async ValueTask<SearchResult> Find(
        string text, Commons commons, PersonId? reader, Instant at, int most, CancellationToken cancel = default)
    {
        Guard.Against.Null(text);
        _ = Guard.Against.Null(commons).Resolve(reader);
        Guard.Against.NegativeOrZero(most);
        var query = SearchQuery.Of(text, commons.Landscape);
        return await _record.InContext(
            async context =>
            {
                if (query.Terms.Count == 0) return SearchResult.Empty;
                var (hits, asked) = (new List<SearchHit>(), new HashSet<string>(StringComparer.Ordinal));
                foreach (var place in Places)
                    await AddHits(context, place, hits, asked).ConfigureAwait(false);
                return commons.ResultOf(reader, at, query, hits);
            },
            cancel,
            context =>
                _ = Sql.Of(context).Search
                    ?? throw new NotSupportedException(
                        "Search is there on SQLite and PostgreSQL, and not on SQL Server.")).ConfigureAwait(false);

        async Task AddHits(DbContext context, FoundIn place, List<SearchHit> hits, HashSet<string> asked)
        {
            var words = Words(query, place, Sql.Of(context).Engine);
            for (var (before, page) = (long.MaxValue, FirstPage); hits.Count < most; page = Math.Min(page * 2, LongestPage))
            {
                var rows = await Candidates(context, words, commons.Position, before, page, cancel).ConfigureAwait(false);
                foreach (var (_, stream) in rows)
                    if (hits.Count < most && asked.Add(stream)
                        && commons.HitOf(reader, at, query, StreamId.Parse(stream)) is { } hit) hits.Add(hit);
                if (rows.Count < page) return;
                before = rows[^1].Id;
            }
        }
    }

    /// <summary>The next page of what an index has, newest first.</summary>
    private static async Task<List<(long Id, string Stream)>> Candidates(
        DbContext context, string words, long known, long before, long most, CancellationToken cancel)
    {
        var found = new List<(long, string)>();
        var command = Sql.Command(
            context, Sql.Of(context).Search!, ("@words", words), ("@known", known), ("@before", before), ("@most", most));
        await using (command.ConfigureAwait(false))
        {
            var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
                while (await rows.ReadAsync(cancel).ConfigureAwait(false)) found.Add((rows.GetInt64(0), rows.GetString(1)));
        }

        return found;
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
                    var lines = await DatabaseRecord.ReadAll(context, Sql.Of(context).ReadAll, after, most, cancel)
                        .ConfigureAwait(false);
                    if (lines.Count == 0) break;
                    await Put(context, lines, cancel).ConfigureAwait(false);
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

    /// <summary>Writes what some lines change in what can be found, in the transaction that there is.</summary>
    internal static async Task Put(DbContext context, IEnumerable<Recorded> lines, CancellationToken cancel)
    {
        var sql = Sql.Of(context);
        foreach (var text in SearchText.After(lines))
        {
            var command = text.IsGone
                ? Sql.Command(context, sql.RemoveText, ("@stream", text.Stream.ToString()))
                : Sql.Command(
                    context, sql.PutText, ("@stream", text.Stream.ToString()), ("@position", text.Position),
                        ("@title", Maybe(text.Title)), ("@topics", Maybe(text.Topics)), ("@text", Maybe(text.Text)));
            await Sql.Execute(command, cancel).ConfigureAwait(false);
        }

        static object Maybe(string? words) => words ?? (object)DBNull.Value;
    }

    /// <summary>A record that is older than its search.</summary>
    internal static async Task FillWhereEmpty(DatabaseRecord record, CancellationToken cancel)
    {
        var isEmpty = await record.InContext(
            async context => await RecordSchema.Number(
                context, $"SELECT COUNT(*) WHERE NOT EXISTS (SELECT 1 FROM {Sql.Table(context, typeof(SearchTextRow))}) AND EXISTS (SELECT 1 FROM {Sql.Table(context, typeof(RecordRow))})",
                cancel).ConfigureAwait(false) > 0,
            cancel).ConfigureAwait(false);
        if (isEmpty) await new RecordSearch(record).Reindex(cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// What is looked for, as an engine has it. Each has a syntax, and a word in quotes is outside it; there are none in words.
    /// </summary>
    private static string Words(SearchQuery query, FoundIn place, Engine engine)
    {
        var isSqlite = engine == Engine.Sqlite;
        var (and, or) = isSqlite ? (" AND ", " OR ") : (" & ", " | ");
        var all = string.Join(and, query.Terms.Select(term =>
            $"({string.Join(or, term.Ways.Select(way => $"({string.Join(and, way.Stems.Select(Word))})"))})"));
        return (isSqlite, place) switch
        {
            (true, FoundIn.Title) => $"{{title}} : ({all})",
            (true, FoundIn.Topics) => $"{{title topics}} : ({all})",
            _ => all,
        };

        string Word(string stem) => (isSqlite, place) switch
        {
            (true, _) => $"\"{stem}\"",
            (false, FoundIn.Title) => $"'{SearchSchema.InTitle}{stem}'",
            (false, FoundIn.Topics) => $"('{SearchSchema.InTitle}{stem}' | '{SearchSchema.InTopics}{stem}')",
            _ => $"'{stem}'",
        };
    }
}
