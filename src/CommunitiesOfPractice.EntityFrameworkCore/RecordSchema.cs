using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// The tables of the record and what the search needs, made in a database: by one call, by a script, or from a
/// migration of the host's. Each can be repeated and then changes nothing.
/// </summary>
public static class RecordSchema
{
    // Two hosts that start at once take turns: any number that nobody else is likely to lock.
    private const long Turn = 0x636F_705F_7265_636F;

    // What only explains a fault may not keep anybody waiting as long again.
    private const int SecondsToAsk = 5;

    private static readonly Type[] Ours =
    [
        typeof(RecordRow), typeof(RecordHead), typeof(SnapshotRow), typeof(SearchTextRow), typeof(SealedBallotRow),
        typeof(CalendarSubscriptionRow), typeof(NoticeHead), typeof(NoticeRow), typeof(NoticePreferenceRow),
    ];

    /// <summary>
    /// Makes the database, the tables of the record and the search, as far as they are not there. Where the search is
    /// new and the record is not, what the record holds can be found at once. It may be called at every start, before or after
    /// <c>EnsureCreated</c> and <c>Migrate</c>.
    /// </summary>
    /// <remarks>
    /// Where your migrations have the tables of the record, only they make them, and this adds the search once they are there. A
    /// database without any table gets all tables of a context without migrations, by <c>EnsureCreated</c>, which then finds
    /// everything there and returns false. In any other database your own tables are not touched.
    /// </remarks>
    /// <param name="context">A context whose model has <see cref="RecordModel.AddRecord"/>. It has no open transaction.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    /// <exception cref="NotSupportedException">The context's database is none of SQLite, PostgreSQL and SQL Server.</exception>
    public static async Task Create(DbContext context, CancellationToken cancel = default)
    {
        if (await Complete(Guard.Against.Null(context), cancel).ConfigureAwait(false)) return;
        var migrations = context.GetService<IMigrationsAssembly>();
        if (Holds(migrations, context)) return;
        if (migrations.Migrations.Count == 0) await context.Database.EnsureCreatedAsync(cancel).ConfigureAwait(false);
        await Make(context, Statements(context, Sql.EngineOf(context.Database.ProviderName)), cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes what is not there, unless that is for the host's migrations or its <c>EnsureCreated</c> to do first.
    /// </summary>
    /// <returns>Whether all of it is there now.</returns>
    internal static async Task<bool> Complete(DbContext context, CancellationToken cancel)
    {
        var engine = Sql.EngineOf(context.Database.ProviderName);
        var database = context.GetService<IRelationalDatabaseCreator>();
        var exists = await database.ExistsAsync(cancel).ConfigureAwait(false);

        // Asked first: most starts find everything there, and on PostgreSQL even adding what is there waits for everybody who
        // reads.
        if (exists && await new DatabaseRecord(context).InContext(IsThere, cancel).ConfigureAwait(false)) return true;
        if (Holds(context.GetService<IMigrationsAssembly>(), context))
        {
            if (!exists || await HasTables(context).ConfigureAwait(false) is not true) return false;
            await Make(context, SearchSchema.Statements(engine, SchemaOf(context)), cancel).ConfigureAwait(false);
            return true;
        }

        if (HasOthers(context) && !(exists && await database.HasTablesAsync(cancel).ConfigureAwait(false))) return false;
        await Make(context, Statements(context, engine), cancel).ConfigureAwait(false);
        return true;

        async Task<bool> IsThere(DbContext open) =>
            await Number(open, SearchSchema.Present(engine, SchemaOf(open)), cancel)
                .ConfigureAwait(false) == SearchSchema.Parts(engine)
            && await Number(open, $"SELECT COUNT(*) FROM {Sql.Table(open, typeof(RecordHead))}", cancel)
                .ConfigureAwait(false) == 1;
    }

    /// <summary>Whether the tables of the record are there; null where the database does not say.</summary>
    internal static async Task<bool?> HasTables(DbContext context)
    {
        try
        {
            if (!await context.GetService<IRelationalDatabaseCreator>().ExistsAsync().ConfigureAwait(false)) return false;
            await context.Database.OpenConnectionAsync().ConfigureAwait(false);
            try
            {
                var command =
                    Sql.Command(
                        context, SearchSchema.TablesPresent(Sql.EngineOf(context.Database.ProviderName), SchemaOf(context)));
                if (command.CommandTimeout is 0 or > SecondsToAsk) command.CommandTimeout = SecondsToAsk;
                await using (command.ConfigureAwait(false))
                    return Convert.ToInt64(
                        await command.ExecuteScalarAsync().ConfigureAwait(false), CultureInfo.InvariantCulture) == Ours.Length;
            }
            finally
            {
                await context.Database.CloseConnectionAsync().ConfigureAwait(false);
            }
        }
        catch (DbException)
        {
            return null;
        }
    }

    /// <summary>What everybody is told who finds no tables of the record.</summary>
    internal static RecordException Missing(Exception? inner = null) =>
        new("The tables of the record are missing from the database. Apply your migrations, call EnsureCreated or "
            + "RecordSchema.Create, or run RecordSchema.Script.", inner!);

    private static async Task Make(DbContext context, IEnumerable<string> statements, CancellationToken cancel)
    {
        var database = context.GetService<IRelationalDatabaseCreator>();
        if (!await database.ExistsAsync(cancel).ConfigureAwait(false)) await database.CreateAsync(cancel).ConfigureAwait(false);
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            var transaction = await context.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                if (Sql.EngineOf(context.Database.ProviderName) == Engine.Postgres)
                    await Sql.Execute(
                        Sql.Command(context, $"SELECT pg_advisory_xact_lock({Turn.ToString(CultureInfo.InvariantCulture)})"),
                            cancel).ConfigureAwait(false);
                foreach (var statement in statements)
                    await Sql.Execute(Sql.Command(context, statement), cancel).ConfigureAwait(false);
                await RecordSearch.FillWhereEmpty(new DatabaseRecord(context), cancel).ConfigureAwait(false);
                await transaction.CommitAsync(cancel).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    /// <summary>Whether a host's migrations make the tables of the record.</summary>
    private static bool Holds(IMigrationsAssembly migrations, DbContext context)
    {
        var ours = Table(context.Model, typeof(RecordRow));
        return migrations.ModelSnapshot is { } snapshot && snapshot.Model.GetEntityTypes().Any(
            row => !row.IsTableExcludedFromMigrations() && (row.GetTableName(), row.GetSchema()) == ours);
    }

    /// <summary>Whether the model has tables beside those of the record, which <c>EnsureCreated</c> would make.</summary>
    private static bool HasOthers(DbContext context)
    {
        var ours = Ours.Select(row => Table(context.Model, row)).ToHashSet();
        return context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Any(
            table => !table.IsExcludedFromMigrations && !ours.Contains((table.Name, table.Schema)));
    }

    internal static async Task<long> Number(DbContext context, string sql, CancellationToken cancel)
    {
        var command = Sql.Command(context, sql);
        await using (command.ConfigureAwait(false)) return Convert.ToInt64(
            await command.ExecuteScalarAsync(cancel).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// What <see cref="Create"/> runs in an existing database, for somebody else to run. Where a record is there already, call
    /// <see cref="RecordSearch.Reindex"/> once afterwards.
    /// </summary>
    /// <param name="context">A context whose model has <see cref="RecordModel.AddRecord"/>. It need not reach its
    /// database.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    /// <exception cref="NotSupportedException">The context's database is none of SQLite, PostgreSQL and SQL Server.</exception>
    public static string Script(DbContext context)
    {
        var engine = Sql.EngineOf(Guard.Against.Null(context).Database.ProviderName);
        return string.Concat(Statements(context, engine).Select(statement => statement.TrimEnd().TrimEnd(';') + ";\n\n"));
    }

    /// <summary>
    /// Removes from the database's files what its tables no longer hold. Use it after somebody was forgotten, so that their words
    /// are not left in free pages or in the log. It copies the tables, and others wait for it. The host must deal with what
    /// PostgreSQL has archived of its log, as with backups.
    /// </summary>
    /// <param name="context">A context whose model has <see cref="RecordModel.AddRecord"/>, without an open transaction.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    /// <exception cref="NotSupportedException">The database is SQL Server, which has tools of its own for this, or none of the
    /// three.</exception>
    public static async Task Scrub(DbContext context, CancellationToken cancel = default)
    {
        string[] statements = Sql.EngineOf(Guard.Against.Null(context).Database.ProviderName) switch
        {
            Engine.Sqlite => ["PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"],
            Engine.Postgres =>
                [.. Ours.Where(row => row != typeof(RecordHead)).Select(row => "VACUUM FULL " + Sql.Table(context, row))],
            _ => throw new NotSupportedException("SQL Server's own tools take out of its files what its tables no longer hold."),
        };
        await context.Database.OpenConnectionAsync(cancel).ConfigureAwait(false);
        try
        {
            foreach (var statement in statements)
                await Sql.Execute(Sql.Command(context, statement), cancel).ConfigureAwait(false);
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// In <c>Up</c> of a migration that makes the tables of the record: what the search needs beside them. Nothing on
    /// SQL Server, for which there is no search.
    /// </summary>
    /// <param name="migration">The migration that is being made.</param>
    /// <param name="schema">The schema given to <see cref="RecordModel.AddRecord"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="migration"/> is null.</exception>
    /// <exception cref="NotSupportedException">Its database is none of SQLite, PostgreSQL and SQL Server.</exception>
    public static MigrationBuilder AddSearch(this MigrationBuilder migration, string? schema = null)
    {
        foreach (var statement in SearchSchema.Statements(Sql.EngineOf(Guard.Against.Null(migration).ActiveProvider), schema))
            migration.Sql(statement);
        return migration;
    }

    /// <summary>In <c>Down</c> of such a migration, before the tables are dropped.</summary>
    /// <inheritdoc cref="AddSearch"/>
    public static MigrationBuilder DropSearch(this MigrationBuilder migration, string? schema = null)
    {
        foreach (var statement in SearchSchema.Undone(Sql.EngineOf(Guard.Against.Null(migration).ActiveProvider), schema))
            migration.Sql(statement);
        return migration;
    }

    private static string? SchemaOf(DbContext context) => context.Model.FindEntityType(typeof(SearchTextRow))?.GetSchema();

    private static (string Name, string? Schema) Table(IModel model, Type row) => model.FindEntityType(row) is { } table
        ? (table.GetTableName()!, table.GetSchema())
        : throw new InvalidOperationException(
            "The tables of the record are not in this context's model: call AddRecord in OnModelCreating.");

    private static IEnumerable<string> Statements(DbContext context, Engine engine) =>
        Tables(context, engine).Concat(SearchSchema.Statements(engine, SchemaOf(context)));

    /// <summary>
    /// The tables as the mapping has them, each statement such that it does nothing where what it makes is there.
    /// </summary>
    private static IEnumerable<string> Tables(DbContext context, Engine engine)
    {
        var model = context.GetService<IDesignTimeModel>().Model;
        var ours = Ours.Select(row => Table(model, row).Name).ToHashSet(StringComparer.Ordinal);
        var generator = context.GetService<IMigrationsSqlGenerator>();
        foreach (var operation in context.GetService<IMigrationsModelDiffer>().GetDifferences(null, model.GetRelationalModel()))
        {
            if (operation is EnsureSchemaOperation { Name: var schema } && schema != SchemaOf(context)) continue;
            if (operation is CreateTableOperation { Name: var table } && !ours.Contains(table)) continue;
            if (operation is CreateIndexOperation { Table: var indexed } && !ours.Contains(indexed)) continue;
            if (operation is not (EnsureSchemaOperation or CreateTableOperation or CreateIndexOperation)) continue;
            foreach (var command in generator.Generate([operation], model))
                yield return Once(engine, operation, command.CommandText);
        }

        var head = Sql.Table(context, typeof(RecordHead));
        yield return $"INSERT INTO {head} (id, position) SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM {head})";
    }

    private static string Once(Engine engine, MigrationOperation operation, string statement) => (engine, operation) switch
    {
        (Engine.SqlServer, CreateTableOperation o) =>
            $"IF OBJECT_ID(N'{SearchSchema.Named(engine, o.Name, o.Schema)}', N'U') IS NULL\nBEGIN\n{statement.TrimEnd()}\nEND",
        (Engine.SqlServer, CreateIndexOperation o) =>
            $"IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'{o.Name}')\nBEGIN\n{statement.TrimEnd()}\nEND",
        (_, CreateTableOperation) => After(statement, "CREATE TABLE "),
        (_, CreateIndexOperation { IsUnique: true }) => After(statement, "CREATE UNIQUE INDEX "),
        (_, CreateIndexOperation) => After(statement, "CREATE INDEX "),
        _ => statement,
    };

    private static string After(string statement, string begin) =>
        statement.Replace(begin, begin + "IF NOT EXISTS ", StringComparison.Ordinal);
}

/// <summary>
/// What the search needs beside the table of words: on SQLite an FTS5 table that follows it by triggers, on
/// PostgreSQL a generated column with an index.
/// </summary>
internal static class SearchSchema
{
    /// <summary>The FTS5 table.</summary>
    public const string Words = "cop_search_words";

    /// <summary>What stands before a word of a title, and before one of the topics, on PostgreSQL.</summary>
    public const string InTitle = "=", InTopics = "+";

    private const string Text = "cop_search_text";
    private const string Index = "ix_cop_search_text_search";
    private const string Tables = "'cop_record', 'cop_record_head', 'cop_snapshot', 'cop_search_text', 'cop_sealed_ballot', "
        + "'cop_calendar_subscription', 'cop_notice_head', 'cop_notice', 'cop_notice_preference'";

    /// <summary>A table's name as statements write it.</summary>
    public static string Named(Engine engine, string table, string? schema) => engine switch
    {
        Engine.Sqlite => Quoted(table),
        Engine.Postgres => schema is null ? Quoted(table) : Quoted(schema) + "." + Quoted(table),
        _ => schema is null ? Bracketed(table) : Bracketed(schema) + "." + Bracketed(table),
    };

    public static IEnumerable<string> Statements(Engine engine, string? schema) => engine switch
    {
        Engine.Sqlite => Sqlite(),
        Engine.Postgres => Postgres(Named(engine, Text, schema)),
        _ => [],
    };

    /// <summary>
    /// Counts what there is of the tables of the record and of the search, which is <see cref="Parts"/> where all of it is there.
    /// </summary>
    public static string Present(Engine engine, string? schema) => Count(engine, schema, engine switch
    {
        Engine.Sqlite => $"{Tables}, '{Words}', '{Words}_put', '{Words}_changed', '{Words}_removed'",
        Engine.Postgres => $"{Tables}, '{Index}'",
        _ => Tables,
    });

    /// <summary>Counts the tables of the record alone.</summary>
    public static string TablesPresent(Engine engine, string? schema) => Count(engine, schema, Tables);

    private static string Count(Engine engine, string? schema, string names) => engine switch
    {
        Engine.Sqlite => $"SELECT COUNT(*) FROM sqlite_master WHERE name IN ({names})",
        Engine.Postgres => $"""
            SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname IN ({names}) AND n.nspname = {(schema is null ? "current_schema()" : Literal(schema))}
            """,
        _ => $"SELECT COUNT(*) FROM sys.tables WHERE name IN ({names}) AND schema_name(schema_id) = {(schema is null ? "schema_name()" : Literal(schema))}",
    };

    /// <summary>How many things there are: nine tables, and what the search needs beside them.</summary>
    public static int Parts(Engine engine) => engine switch { Engine.Sqlite => 13, Engine.Postgres => 10, _ => 9 };

    public static IEnumerable<string> Undone(Engine engine, string? schema) => engine switch
    {
        Engine.Sqlite =>
        [
            $"DROP TRIGGER IF EXISTS {Words}_put", $"DROP TRIGGER IF EXISTS {Words}_changed",
                $"DROP TRIGGER IF EXISTS {Words}_removed", $"DROP TABLE IF EXISTS {Words}",
        ],
        Engine.Postgres => [$"ALTER TABLE {Named(engine, Text, schema)} DROP COLUMN IF EXISTS search"],
        _ => [],
    };

    private static IEnumerable<string> Sqlite()
    {
        const string Put =
            $"INSERT INTO {Words} (rowid, title, topics, text) VALUES (new.id, new.title, new.topics, new.text);";
        const string Remove =
            $"INSERT INTO {Words} ({Words}, rowid, title, topics, text) VALUES ('delete', old.id, old.title, old.topics, old.text);";

        // Words are ready when they come, with a space between them. So nothing is left to the engine's own idea of a word.
        yield return $"CREATE VIRTUAL TABLE IF NOT EXISTS {Words} USING fts5(title, topics, text, content='{Text}', content_rowid='id', tokenize='ascii')";

        // Otherwise a word that was removed stays in the index's own pages until they are merged.
        yield return $"INSERT INTO {Words} ({Words}, rank) VALUES ('secure-delete', 1)";
        yield return $"CREATE TRIGGER IF NOT EXISTS {Words}_put AFTER INSERT ON {Text} BEGIN {Put} END";
        yield return $"CREATE TRIGGER IF NOT EXISTS {Words}_changed AFTER UPDATE ON {Text} BEGIN {Remove} {Put} END";
        yield return $"CREATE TRIGGER IF NOT EXISTS {Words}_removed AFTER DELETE ON {Text} BEGIN {Remove} END";
        yield return $"INSERT INTO {Words} ({Words}) VALUES ('rebuild')";
    }

    private static IEnumerable<string> Postgres(string text)
    {
        // A word of the title or of the topics is there once more, with a mark before it. The index does not know weights, and
        // would have to look at every row for them.
        yield return $"""
            ALTER TABLE {text} ADD COLUMN IF NOT EXISTS search tsvector GENERATED ALWAYS AS (CAST(
              regexp_replace(title, '([^ ]+)', '\1 {InTitle}\1', 'g') || ' ' || regexp_replace(topics, '([^ ]+)', '\1 {InTopics}\1', 'g')
              || ' ' || text AS tsvector)) STORED
            """;
        yield return $"CREATE INDEX IF NOT EXISTS {Index} ON {text} USING gin (search)";
    }

    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Bracketed(string name) => "[" + name.Replace("]", "]]", StringComparison.Ordinal) + "]";
}
