using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace WardRota;

/// <summary>Somebody who works on the wards, and signs in here.</summary>
public sealed class Nurse : IdentityUser
{
    /// <summary>Where they work; null until somebody says.</summary>
    public string? Ward { get; set; }
}

/// <summary>One shift of one nurse.</summary>
public sealed class Shift
{
    public int Id { get; set; }

    public required string Nurse { get; set; }

    public required DateOnly Day { get; set; }
}

/// <summary>A hand-over note of the ward: nothing to do with practice notes, and of the same name.</summary>
public sealed class Note
{
    public int Id { get; set; }

    public required string Words { get; set; }
}

/// <summary>The rota's own tables, with its users.</summary>
public abstract class RotaContext(DbContextOptions options) : IdentityUserContext<Nurse>(options)
{
    public DbSet<Shift> Shifts => Set<Shift>();

    public DbSet<Note> Notes => Set<Note>();
}

/// <summary>The rota as it was before communities came to it.</summary>
public sealed class PlainContext(DbContextOptions<PlainContext> options) : RotaContext(options);

/// <summary>The rota with communities among its own tables: one line more.</summary>
public sealed class SharingContext(DbContextOptions<SharingContext> options) : RotaContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddRecord();
    }
}
