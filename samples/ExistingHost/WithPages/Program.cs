using System.Security.Claims;
using CommunitiesOfPractice;
using CommunitiesOfPractice.AspNetCore.UI;
using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using NodaTime;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<Intranet>(o => o.UseSqlite(builder.Configuration.GetConnectionString("Intranet") ?? "Data Source=intranet.db"));
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o => o.LoginPath = "/sign-in");
builder.Services.AddAuthorization();
builder.Services.AddRecord<Intranet>();
builder.Services.AddCommunitiesOfPractice(o => o.Directory = async (services, cancel) =>
{
    var people = await services.GetRequiredService<Intranet>().People.ToListAsync(cancel);
    Instant Since(Person p) => Instant.FromUtc(p.Since.Year, p.Since.Month, p.Since.Day, 0, 0);
    return new("people",
        people.Select(p => new Listing(PersonId.Of(p.StaffNumber), Since(p))),
        people.Select(p => new Placement(PersonId.Of(p.StaffNumber), DirectoryGroup.Profession(p.Role), Since(p))));
});
builder.Services.AddCommunitiesOfPracticeUI(o =>
{
    static async ValueTask<IEnumerable<PersonCard>> Cards(IQueryable<Person> people, CancellationToken cancel) =>
        (await people.ToListAsync(cancel)).Select(p => new PersonCard(PersonId.Of(p.StaffNumber), $"{p.Role} {p.StaffNumber}"));
    o.People = (services, keys, cancel) => Cards(services.GetRequiredService<Intranet>().People.Where(p => keys.Select(key => key.Value).Contains(p.StaffNumber)), cancel);
    o.FindPeople = (services, query, cancel) => Cards(services.GetRequiredService<Intranet>().People.Where(p => EF.Functions.Like(p.Role, $"%{query.Words}%")), cancel);
});

var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
{
    var db = scope.ServiceProvider.GetRequiredService<Intranet>();
    if (await db.Database.EnsureCreatedAsync())
    {
        db.People.AddRange(new("1001", "midwife", new(2015, 3, 2)), new("1002", "obstetrician", new(2012, 9, 1)), new("1003", "pharmacist", new(2019, 1, 7)));
        await db.SaveChangesAsync();
    }
}

app.UseAuthentication();
app.UseAuthorization();
app.MapCommunitiesOfPractice();
app.MapCommunitiesOfPracticeUI();
app.MapGet("/", () => "The intranet of a small hospital.");
app.MapGet("/people", (Intranet db) => db.People.OrderBy(p => p.StaffNumber).ToListAsync()).RequireAuthorization();

// A hospital signs its people in by its own directory; whatever it does, it ends with a claim that says who this is.
app.MapGet("/sign-in", () => Results.Content("""<!DOCTYPE html><title>Sign in</title><form method="post"><label>Staff number <input name="staffNumber"></label> <button>Sign in</button></form>""", "text/html"));
app.MapPost("/sign-in", async (string? returnUrl, Intranet db, HttpContext http) =>
{
    var form = await http.Request.ReadFormAsync();
    if (await db.People.FindAsync(form["staffNumber"].ToString()) is not { } person) return Results.NotFound();
    var claims = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person.StaffNumber)], CookieAuthenticationDefaults.AuthenticationScheme);
    await http.SignInAsync(new ClaimsPrincipal(claims));
    return Results.LocalRedirect(returnUrl ?? "/");
});
app.Run();

internal sealed record Person(string StaffNumber, string Role, DateOnly Since);

internal sealed class Intranet(DbContextOptions<Intranet> options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Person>().HasKey(p => p.StaffNumber);
        modelBuilder.AddRecord();
    }
}
