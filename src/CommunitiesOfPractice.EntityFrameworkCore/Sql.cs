using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>The databases that the mapping is for.</summary>
internal enum Engine
{
    Sqlite,
    Postgres,
    SqlServer,
}

/// <summary>Some rows of the record.</summary>
/// <param name="Lines">Gives their lines, after their positions where they are wanted.</param>
/// <param name="Rows">Gives their positions, streams and lines.</param>
internal readonly record struct Selection(string Lines, string Rows);

/// <summary>
/// The statements that run often, written out: what the mapping would make of them costs several times what the database takes.
/// The names of tables come from the model, so that a host may have put them in a schema of its own.
/// </summary>
internal sealed class Sql
{
    /// <summary>Lines in one statement: fewer parameters than any of the three databases allows.</summary>
    public const int MostLines = 500;

    private static readonly ConditionalWeakTable<IModel, Sql> Known = [];

    private readonly ConcurrentDictionary<int, string> _inserts = [];
    private readonly ConcurrentDictionary<int, string> _takes = [];
    private readonly string _record;
    private readonly string _head;

    private Sql(DbContext context)
    {
        Engine = EngineOf(context.Database.ProviderName);
        (_record, _head) = (Table(context, typeof(RecordRow)), Table(context, typeof(RecordHead)));
        var text = Table(context, typeof(SearchTextRow));
        var (top, limit) = Engine == Engine.SqlServer ? ("TOP (@most) ", "") : ("", " LIMIT @most");

        GiveBack = $"UPDATE {_head} SET position = position - @by WHERE id = 1";
        Selection Select(string columns, string which, string order) => new(
            $"SELECT {top}{columns} FROM {_record} WHERE {which} ORDER BY {order}{limit}",
                $"SELECT {top}position, stream, line FROM {_record} WHERE {which} ORDER BY {order}{limit}");
        Read = Select("line", "stream = @stream AND version > @after", "version");
        ReadAll = Select("position, line", "position > @after", "position");
        PutText = $"UPDATE {text} SET position = @position, title = COALESCE(@title, title), "
            + "topics = COALESCE(@topics, topics), text = COALESCE(@text, text) WHERE stream = @stream; "
            + $"INSERT INTO {text} (stream, position, title, topics, text) "
            + "SELECT @stream, @position, COALESCE(@title, ''), COALESCE(@topics, ''), COALESCE(@text, '') "
            + $"WHERE NOT EXISTS (SELECT 1 FROM {text} WHERE stream = @stream)";
        var ballot = Table(context, typeof(SealedBallotRow));
        PutBallot = Engine == Engine.SqlServer
            ? $"MERGE INTO {ballot} WITH (HOLDLOCK) AS box USING (SELECT 1 AS one) AS put "
                + "ON box.community = @community AND box.decision = @decision AND box.person = @person "
                + "WHEN MATCHED THEN UPDATE SET words = @words WHEN NOT MATCHED THEN "
                + "INSERT (community, decision, person, words) VALUES (@community, @decision, @person, @words);"
            : $"INSERT INTO {ballot} (community, decision, person, words) VALUES (@community, @decision, @person, @words) "
                + "ON CONFLICT (community, decision, person) DO UPDATE SET words = excluded.words";
        var subscription = Table(context, typeof(CalendarSubscriptionRow));
        PutSubscription = Engine == Engine.SqlServer
            ? $"MERGE INTO {subscription} WITH (HOLDLOCK) AS kept USING (SELECT 1 AS one) AS put ON kept.person = @person "
                + "WHEN MATCHED THEN UPDATE SET digest = @digest, since = @since, last_fetched = NULL WHEN NOT MATCHED THEN "
                + "INSERT (person, digest, since) VALUES (@person, @digest, @since);"
            : $"INSERT INTO {subscription} (person, digest, since) VALUES (@person, @digest, @since) "
                + "ON CONFLICT (person) DO UPDATE SET digest = excluded.digest, since = excluded.since, last_fetched = NULL";
        FetchSubscription = Engine == Engine.SqlServer
            ? $"UPDATE {subscription} SET last_fetched = @at OUTPUT inserted.person WHERE digest = @digest"
            : $"UPDATE {subscription} SET last_fetched = @at WHERE digest = @digest RETURNING person";
        var noticeHead = Table(context, typeof(NoticeHead));
        BeginNotices = Engine == Engine.SqlServer
            ? $"MERGE INTO {noticeHead} WITH (HOLDLOCK) AS kept USING (SELECT 1 AS one) AS put ON kept.id = 1 "
                + "WHEN NOT MATCHED THEN INSERT (id, position, until) VALUES (1, @position, @until);"
            : $"INSERT INTO {noticeHead} (id, position, until) VALUES (1, @position, @until) ON CONFLICT (id) DO NOTHING";
        var notice = Table(context, typeof(NoticeRow));
        PutNotice = $"INSERT INTO {notice} (person, notice, told, words) SELECT @person, @notice, @told, @words "
            + $"WHERE NOT EXISTS (SELECT 1 FROM {notice} WHERE person = @person AND notice = @notice)";
        var preference = Table(context, typeof(NoticePreferenceRow));
        BeginPreference = Engine == Engine.SqlServer
            ? $"MERGE INTO {preference} WITH (HOLDLOCK) AS kept USING (SELECT 1 AS one) AS put ON kept.person = @person "
                + "WHEN NOT MATCHED THEN INSERT (person) VALUES (@person);"
            : $"INSERT INTO {preference} (person) VALUES (@person) ON CONFLICT (person) DO NOTHING";
        Now = Engine switch
        {
            Engine.Postgres => "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS bigint)",
            Engine.SqlServer => "SELECT DATEDIFF_BIG(microsecond, '1970-01-01', SYSUTCDATETIME())",
            _ => null,
        };
        RemoveText = $"DELETE FROM {text} WHERE stream = @stream";
        RemoveAllText = $"DELETE FROM {text}";
        Search = Engine switch
        {
            Engine.Sqlite => $"""
                SELECT t.id, t.stream FROM {SearchSchema.Words} JOIN {text} t ON t.id = {SearchSchema.Words}.rowid
                WHERE {SearchSchema.Words} MATCH @words AND {SearchSchema.Words}.rowid < @before AND t.position <= @known
                ORDER BY {SearchSchema.Words}.rowid DESC LIMIT @most
                """,
            Engine.Postgres => $"""
                SELECT id, stream FROM {text} WHERE search @@ CAST(@words AS tsquery) AND id < @before AND position <= @known
                ORDER BY id DESC LIMIT @most
                """,
            _ => null,
        };
    }

    public Engine Engine { get; }

    /// <summary>Gives back positions that were taken, in the transaction that took them.</summary>
    public string GiveBack { get; }

    /// <summary>
    /// How many microseconds have passed since 1970 by the server's clock, now and not when the transaction began; null where the
    /// database has no server.
    /// </summary>
    public string? Now { get; }

    public Selection Read { get; }

    public Selection ReadAll { get; }

    public string PutText { get; }

    public string RemoveText { get; }

    public string RemoveAllText { get; }

    /// <summary>Puts a ballot in, or in place of an earlier one, in one statement: many may put theirs at once.</summary>
    public string PutBallot { get; }

    /// <summary>Begins somebody's calendar subscription, or renews it, in one statement.</summary>
    public string PutSubscription { get; }

    /// <summary>Notes that a subscription was fetched, and gives whose it is.</summary>
    public string FetchSubscription { get; }

    /// <summary>Begins telling people, unless somebody has begun.</summary>
    public string BeginNotices { get; }

    /// <summary>Keeps a notice, unless its person was told before. Whoever runs it holds the lock of the head.</summary>
    public string PutNotice { get; }

    /// <summary>Begins keeping how somebody is told, unless that is kept already.</summary>
    public string BeginPreference { get; }

    /// <summary>What holds some words, newest first; null where the database has no search of ours.</summary>
    public string? Search { get; }

    public static Sql Of(DbContext context) => Known.GetValue(context.Model, _ => new(context));

    /// <summary>Which database a provider is for.</summary>
    /// <exception cref="NotSupportedException">None of the three.</exception>
    public static Engine EngineOf(string? provider) => provider switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => Engine.Sqlite,
        "Npgsql.EntityFrameworkCore.PostgreSQL" => Engine.Postgres,
        "Microsoft.EntityFrameworkCore.SqlServer" => Engine.SqlServer,
        _ => throw new NotSupportedException(
            $"The record is kept in SQLite, PostgreSQL or SQL Server, and not by {provider ?? "no provider"}."),
    };

    /// <summary>
    /// Takes positions, and with them the lock; gives the last position taken, and the versions of so many streams.
    /// </summary>
    public string Take(int streams) => _takes.GetOrAdd(streams, count =>
    {
        // Two statements in one round trip: the second sees what was committed before the first got its lock.
        var sql = new StringBuilder($"UPDATE {_head} SET position = position + @by WHERE id = 1; SELECT position");
        for (var i = 0; i < count; i++)
            sql.Append(
                CultureInfo.InvariantCulture, $", (SELECT COALESCE(MAX(version), 0) FROM {_record} WHERE stream = @stream{i})");
        return sql.Append(CultureInfo.InvariantCulture, $" FROM {_head} WHERE id = 1").ToString();
    });

    /// <summary>Appends so many lines to each of some streams.</summary>
    public string Insert(ReadOnlySpan<int> lines) =>
        lines is [var only] ? _inserts.GetOrAdd(only, count => InsertOf([count])) : InsertOf(lines);

    private string InsertOf(ReadOnlySpan<int> lines)
    {
        var (sql, line) = (new StringBuilder($"INSERT INTO {_record} (position, stream, version, line) VALUES "), 0);
        for (var i = 0; i < lines.Length; i++)
            for (var at = 1; at <= lines[i]; at++)
                sql.Append(
                    CultureInfo.InvariantCulture,
                        $"{(line == 0 ? "" : ", ")}(@position + {line + 1}, @stream{i}, @version{i} + {at}, @line{line++})");
        return sql.ToString();
    }

    /// <summary>A parameter's name among those of its kind.</summary>
    public static string Numbered(string name, int number) => name + number.ToString(CultureInfo.InvariantCulture);

    public static DbCommand Command(DbContext context, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        if (context.Database.GetCommandTimeout() is { } timeout) command.CommandTimeout = timeout;
        foreach (var (name, value) in parameters) Add(command, name, value);
        return command;
    }

    public static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    /// <summary>Runs a statement, and gives how many rows it wrote.</summary>
    public static async Task<int> Execute(DbCommand command, CancellationToken cancel)
    {
        await using (command.ConfigureAwait(false)) return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    public static string Table(DbContext context, Type row)
    {
        var table = context.Model.FindEntityType(row)
            ?? throw new InvalidOperationException(
                "The tables of the record are not in this context's model: call AddRecord in OnModelCreating.");
        return SearchSchema.Named(EngineOf(context.Database.ProviderName), table.GetTableName()!, table.GetSchema());
    }
}
