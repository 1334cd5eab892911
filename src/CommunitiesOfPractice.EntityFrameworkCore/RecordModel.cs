using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// A row of the record: one line, as JSON, and its place. People and words are in the line alone, so there is only one place to
/// look when you forget somebody.
/// </summary>
public sealed class RecordRow
{
    /// <summary>Its place among all lines of all streams: 1, 2, 3, in the order of commits.</summary>
    public long Position { get; set; }

    /// <summary>Whose history it is, as <c>kind:id</c>.</summary>
    public required string Stream { get; set; }

    /// <summary>Which line of that history.</summary>
    public long Version { get; set; }

    /// <summary>The line, as <see cref="RecordJson"/> writes it.</summary>
    public required string Line { get; set; }
}

/// <summary>The one row whose lock hands out positions.</summary>
public sealed class RecordHead
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    /// <summary>The last position handed out.</summary>
    public long Position { get; set; }
}

/// <summary>
/// A community's whole state at one version, so that a long history need not be replayed. It can be dropped at any time.
/// </summary>
public sealed class SnapshotRow
{
    /// <summary>Of which stream.</summary>
    public required string Stream { get; set; }

    /// <summary>At which version.</summary>
    public long Version { get; set; }

    /// <summary>The state, as <see cref="Snapshot"/> writes it.</summary>
    public required byte[] State { get; set; }
}

/// <summary>
/// The tables of the record, and of the box of secret ballots, the calendar subscriptions and the notices beside it, in any
/// relational database.
/// </summary>
public static class RecordModel
{
    /// <summary>The longest <c>kind:id</c> there is: an id has at most 128 characters.</summary>
    private const int LongestStream = 160;

    /// <summary>The hexadecimal digits of a SHA-256 digest.</summary>
    private const int Digest = 64;

    /// <summary>More than the longest key of a notice: a kind, a stream, an instant and a number.</summary>
    private const int LongestNotice = 300;

    /// <summary>More than the longest instant as ISO 8601 has it, to the nanosecond.</summary>
    private const int LongestInstant = 40;

    /// <summary>
    /// Adds the tables <c>cop_record</c>, <c>cop_record_head</c>, <c>cop_snapshot</c> and <c>cop_search_text</c> to a model, and
    /// <c>cop_sealed_ballot</c>, the box of secret ballots, <c>cop_calendar_subscription</c>, and <c>cop_notice_head</c>,
    /// <c>cop_notice</c> and <c>cop_notice_preference</c>. Call it in <c>OnModelCreating</c>. The search also needs things that
    /// are not part of a model: <see cref="RecordSchema"/>
    /// makes them.
    /// </summary>
    /// <param name="model">The model that is being made.</param>
    /// <param name="schema">The database schema to put them in; null for the default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    public static ModelBuilder AddRecord(this ModelBuilder model, string? schema = null)
    {
        // Ids differ by case, and SQL Server compares by its database's collation, which seldom does. The others compare code by
        // code.
        var collation = IsForSqlServer(Guard.Against.Null(model)) ? "Latin1_General_100_BIN2" : null;
        model.Entity<RecordRow>(row =>
        {
            row.ToTable("cop_record", schema);
            row.HasKey(r => r.Position);
            row.Property(r => r.Position).HasColumnName("position").ValueGeneratedNever();
            row.Property(r => r.Stream).HasColumnName("stream").HasMaxLength(LongestStream).UseCollation(collation);
            row.Property(r => r.Version).HasColumnName("version");
            row.Property(r => r.Line).HasColumnName("line");
            row.HasIndex(r => new { r.Stream, r.Version }).IsUnique();
        });
        model.Entity<RecordHead>(head =>
        {
            head.ToTable("cop_record_head", schema);
            head.HasKey(h => h.Id);
            head.Property(h => h.Id).HasColumnName("id").ValueGeneratedNever();
            head.Property(h => h.Position).HasColumnName("position");
            head.HasData(new RecordHead { Id = 1 });
        });
        model.Entity<SnapshotRow>(snapshot =>
        {
            snapshot.ToTable("cop_snapshot", schema);
            snapshot.HasKey(s => s.Stream);
            snapshot.Property(s => s.Stream).HasColumnName("stream").HasMaxLength(LongestStream).UseCollation(collation);
            snapshot.Property(s => s.Version).HasColumnName("version");
            snapshot.Property(s => s.State).HasColumnName("state");
        });
        model.Entity<SearchTextRow>(text =>
        {
            text.ToTable("cop_search_text", schema);
            text.HasKey(t => t.Id);
            text.Property(t => t.Id).HasColumnName("id").ValueGeneratedOnAdd();
            text.Property(t => t.Stream).HasColumnName("stream").HasMaxLength(LongestStream).UseCollation(collation);
            text.Property(t => t.Position).HasColumnName("position");
            text.Property(t => t.Title).HasColumnName("title");
            text.Property(t => t.Topics).HasColumnName("topics");
            text.Property(t => t.Text).HasColumnName("text");
            text.HasIndex(t => t.Stream).IsUnique();
        });
        model.Entity<SealedBallotRow>(ballot =>
        {
            ballot.ToTable("cop_sealed_ballot", schema);
            ballot.HasKey(b => new { b.Community, b.Decision, b.Person });
            ballot.Property(b => b.Community).HasColumnName("community").HasMaxLength(KeyFormat.Longest).UseCollation(collation);
            ballot.Property(b => b.Decision).HasColumnName("decision");
            ballot.Property(b => b.Person).HasColumnName("person").HasMaxLength(KeyFormat.Longest).UseCollation(collation);
            ballot.Property(b => b.Words).HasColumnName("words");
            ballot.HasIndex(b => b.Person);
        });
        model.Entity<CalendarSubscriptionRow>(subscription =>
        {
            subscription.ToTable("cop_calendar_subscription", schema);
            subscription.HasKey(s => s.Person);
            subscription.Property(s => s.Person).HasColumnName("person").HasMaxLength(KeyFormat.Longest).UseCollation(collation);
            subscription.Property(s => s.Digest).HasColumnName("digest").HasMaxLength(Digest).UseCollation(collation);
            subscription.Property(s => s.Since).HasColumnName("since").HasMaxLength(LongestInstant);
            subscription.Property(s => s.LastFetched).HasColumnName("last_fetched").HasMaxLength(LongestInstant);
            subscription.HasIndex(s => s.Digest);
        });
        model.Entity<NoticeHead>(head =>
        {
            head.ToTable("cop_notice_head", schema);
            head.HasKey(h => h.Id);
            head.Property(h => h.Id).HasColumnName("id").ValueGeneratedNever();
            head.Property(h => h.Position).HasColumnName("position");
            head.Property(h => h.Until).HasColumnName("until");
        });
        model.Entity<NoticeRow>(notice =>
        {
            notice.ToTable("cop_notice", schema);
            notice.HasKey(n => new { n.Person, n.Notice });
            notice.Property(n => n.Person).HasColumnName("person").HasMaxLength(KeyFormat.Longest).UseCollation(collation);
            notice.Property(n => n.Notice).HasColumnName("notice").HasMaxLength(LongestNotice).UseCollation(collation);
            notice.Property(n => n.Told).HasColumnName("told");
            notice.Property(n => n.Words).HasColumnName("words");
            notice.HasIndex(n => n.Told);
        });
        model.Entity<NoticePreferenceRow>(preference =>
        {
            preference.ToTable("cop_notice_preference", schema);
            preference.HasKey(p => p.Person);
            preference.Property(p => p.Person).HasColumnName("person").HasMaxLength(KeyFormat.Longest).UseCollation(collation);
            preference.Property(p => p.Words).HasColumnName("words");
            preference.Property(p => p.Seen).HasColumnName("seen");
            preference.Property(p => p.SentFor).HasColumnName("sent_for").HasMaxLength(LongestInstant);
            preference.Property(p => p.Sent).HasColumnName("sent");
        });
        return model;
    }

    // While a model is made it does not say for which database, but the provider's conventions have been there before us.
    private static bool IsForSqlServer(ModelBuilder model) =>
        model.Model.FindAnnotation("SqlServer:ValueGenerationStrategy") is not null;
}

/// <summary>A context with the record alone, for a host that has none of its own or keeps the record apart.</summary>
/// <param name="options">Which database.</param>
public sealed class RecordContext(DbContextOptions<RecordContext> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddRecord();
}
