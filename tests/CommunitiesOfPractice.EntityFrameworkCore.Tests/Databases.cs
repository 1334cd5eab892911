using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>Makes empty databases of one kind, each with the tables of the record.</summary>
public abstract class Databases : IDisposable
{
    private int _made;

    /// <summary>A record in a fresh, empty database.</summary>
    public async ValueTask<IRecord> Empty() => new DatabaseRecord<RecordContext>(await Contexts());

    /// <summary>Contexts of a fresh, empty database, with the tables of the record unless somebody else makes them.</summary>
    public async ValueTask<IDbContextFactory<RecordContext>> Contexts(bool create = true)
    {
        var contexts = new Factory(Options(Fresh()));
        if (!create) return contexts;
        await using var context = await ((IDbContextFactory<RecordContext>)contexts).CreateDbContextAsync();
        await RecordSchema.Create(context);
        return contexts;
    }

    /// <summary>
    /// Everything that stands in any table of a database, with the database's own ones for its indexes, as text.
    /// </summary>
    public async Task<string> RawText(IDbContextFactory<RecordContext> contexts, string? only = null)
    {
        await using var context = await contexts.CreateDbContextAsync();
        var text = new StringBuilder();
        foreach (var table in only is null ? await Rows(context, TablesSql) : [only])
            text.AppendJoin('\n', await Rows(context, $"SELECT * FROM {table}")).Append('\n');
        return text.ToString();
    }

    /// <summary>What a database says of its own tables, indexes and triggers.</summary>
    public async Task<string> Schema(IDbContextFactory<RecordContext> contexts)
    {
        await using var context = await contexts.CreateDbContextAsync();
        return string.Join('\n', await Rows(context, SchemaSql)).Replace("IF NOT EXISTS ", "", StringComparison.Ordinal);
    }

    /// <summary>
    /// Fails where the files of a database still hold some words, beyond its tables; where that cannot be said, it does nothing.
    /// </summary>
    public virtual Task AssertGone(IDbContextFactory<RecordContext> contexts, params string[] words) => Task.CompletedTask;

    /// <summary>Runs a script as it is, with no parameters in it.</summary>
    public static async Task Run(DbContext context, string script)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync();
        await context.Database.CloseConnectionAsync();
    }

    /// <summary>A copy of a database, as its own programs make one, while it is in use.</summary>
    public abstract Task<string> Back(IDbContextFactory<RecordContext> contexts);

    /// <summary>Such a copy, put back as another database.</summary>
    public abstract Task<IDbContextFactory<RecordContext>> Restore(string backup);

    public string Fresh() => Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture);

    protected IDbContextFactory<RecordContext> ContextsOf(string name) => new Factory(Options(name));

    protected abstract string TablesSql { get; }

    protected abstract string SchemaSql { get; }

    private static async Task<List<string>> Rows(DbContext context, string sql)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        var rows = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                rows.Add(
                    string.Join(
                        '|', Enumerable.Range(0, reader.FieldCount)
                            .Select(i =>
                                reader.GetValue(i)
                                    switch { byte[] bytes => Encoding.UTF8.GetString(bytes), var value =>
                                        Convert.ToString(value, CultureInfo.InvariantCulture) })));
        }

        await context.Database.CloseConnectionAsync();
        return rows;
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Says that a context is of the database of that name, which need not be there yet.</summary>
    public abstract void Use(DbContextOptionsBuilder options, string name);

    private DbContextOptions<RecordContext> Options(string name)
    {
        var options = new DbContextOptionsBuilder<RecordContext>();
        Use(options, name);
        return options.Options;
    }

    protected abstract void Close();

    private sealed class Factory(DbContextOptions<RecordContext> options) : IDbContextFactory<RecordContext>
    {
        public RecordContext CreateDbContext() => new(options);
    }
}

/// <summary>SQLite, in files of a folder of their own.</summary>
public sealed class Sqlite : Databases
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cop-sqlite-");

    protected override string TablesSql => "SELECT '\"' || name || '\"' FROM sqlite_master WHERE type = 'table' ORDER BY name";

    protected override string SchemaSql => "SELECT type, name, sql FROM sqlite_master ORDER BY name";

    public override void Use(DbContextOptionsBuilder options, string name) =>
        options.UseSqlite($"Data Source={Path.Combine(_folder.FullName, name + ".db")}");

    public override async Task<string> Back(IDbContextFactory<RecordContext> contexts)
    {
        await using var context = await contexts.CreateDbContextAsync();
        var path = Path.Combine(_folder.FullName, Fresh() + ".backup");
        await context.Database.OpenConnectionAsync();
        await using var backup = new SqliteConnection($"Data Source={path}");
        ((SqliteConnection)context.Database.GetDbConnection()).BackupDatabase(backup);
        SqliteConnection.ClearPool(backup);
        return path;
    }

    public override Task<IDbContextFactory<RecordContext>> Restore(string backup)
    {
        var name = Fresh();
        File.Copy(backup, Path.Combine(_folder.FullName, name + ".db"));
        return Task.FromResult(ContextsOf(name));
    }

    /// <summary>Neither in free pages nor in the log.</summary>
    public override async Task AssertGone(IDbContextFactory<RecordContext> contexts, params string[] words)
    {
        await using var context = await contexts.CreateDbContextAsync();
        var file = new SqliteConnectionStringBuilder(context.Database.GetConnectionString()).DataSource;
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            foreach (var word in words)
                if (bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0)
                    throw new InvalidOperationException($"{word} still stands in {Path.GetFileName(path)}.");
        }
    }

    protected override void Close()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

/// <summary>
/// PostgreSQL from the system's packages, started on loopback for these tests and stopped after them; as another user where this
/// one is root.
/// </summary>
public sealed class Postgres : Databases
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cop-postgres-");
    private readonly int _port = FreePort();

    public Postgres()
    {
        if (Programs is null) return;
        if (Environment.IsPrivilegedProcess) Run("chown", "postgres", _folder.FullName);
        AsUser("initdb", "-D", Data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync");
        AsUser("pg_ctl", "-D", Data, "-w", "-l", Log, "-o",
            $"-p {_port} -c listen_addresses=127.0.0.1 -k {_folder.FullName}", "start");
    }

    /// <summary>
    /// Where versions of the server are installed: where Debian's package puts them, unless <c>COP_POSTGRES</c> says otherwise.
    /// </summary>
    private static readonly string Installed = Environment.GetEnvironmentVariable("COP_POSTGRES") ?? "/usr/lib/postgresql";

    /// <summary>Where the server's programs are; null where they are not installed.</summary>
    public static string? Programs { get; } = Directory.Exists(Installed)
        ? Directory.EnumerateDirectories(Installed).Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Log => Path.Combine(_folder.FullName, "log");

    /// <summary>
    /// Stops the server and starts it again, under everybody who uses it: <c>fast</c> as for an update, <c>immediate</c> as in a
    /// crash.
    /// </summary>
    public void Restart(string mode) => AsUser("pg_ctl", "-D", Data, "-w", "-l", Log, "-m", mode, "restart");

    protected override string TablesSql =>
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1";

    protected override string SchemaSql => """
        SELECT table_name || '.' || column_name, data_type || coalesce(generation_expression, '') FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2
        """;

    public override void Use(DbContextOptionsBuilder options, string name) => options.UseNpgsql(
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database=cop{name}", o => o.EnableRetryOnFailure());

    public override async Task<string> Back(IDbContextFactory<RecordContext> contexts)
    {
        await using var context = await contexts.CreateDbContextAsync();
        var path = Path.Combine(_folder.FullName, Fresh() + ".sql");
        AsUser("pg_dump", "-h", "127.0.0.1", "-p", Port, "-U", "postgres", "-f", path,
            context.Database.GetDbConnection().Database);
        return path;
    }

    public override Task<IDbContextFactory<RecordContext>> Restore(string backup)
    {
        var name = Fresh();
        AsUser("createdb", "-h", "127.0.0.1", "-p", Port, "-U", "postgres", "cop" + name);
        AsUser("psql", "-h", "127.0.0.1", "-p", Port, "-U", "postgres", "-d", "cop" + name, "-v", "ON_ERROR_STOP=1", "-f",
            backup);
        return Task.FromResult(ContextsOf(name));
    }

    protected override void Close()
    {
        try
        {
            if (Programs is not null) AsUser("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    private static void AsUser(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        if (Environment.IsPrivilegedProcess) Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else Run(path, arguments);
    }

    // What a server that goes on running writes is not waited for.
    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh") { WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" > /dev/null 2>&1");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
