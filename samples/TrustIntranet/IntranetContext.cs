using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace TrustIntranet;

/// <summary>The intranet's own database: the record, and by which version of this sample it was made.</summary>
/// <param name="options">Which database.</param>
public sealed class IntranetContext(DbContextOptions<IntranetContext> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddRecord();
        modelBuilder.Entity<Seeded>(seeded =>
        {
            seeded.ToTable("intranet_seeded");
            seeded.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        });
    }
}

/// <summary>That the story was told, and in which version: the sample does not carry an old database on.</summary>
/// <param name="id">The version.</param>
public sealed class Seeded(int id)
{
    /// <summary>The version of the story that this sample tells. Raise it when the story or the sample's tables change.</summary>
    public const int Now = 1;

    /// <summary>The version that was told.</summary>
    public int Id { get; private set; } = id;
}
