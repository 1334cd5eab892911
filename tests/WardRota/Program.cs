using System.Security.Claims;
using CommunitiesOfPractice;
using CommunitiesOfPractice.AspNetCore.UI;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using WardRota;

await using var app = await Rota.Build(WebApplication.CreateBuilder(args), new Setup());
await app.RunAsync();

namespace WardRota
{
    /// <summary>How the context is registered.</summary>
    public enum Contexts
    {
        Scoped,
        Pooled,
        FromFactory,
        FromPooledFactory,
    }

    /// <summary>What makes the tables, and when.</summary>
    public enum Tables
    {
        /// <summary><c>EnsureCreated</c>, before the application starts.</summary>
        Ensured,

        /// <summary><c>Migrate</c>, before the application starts.</summary>
        Migrated,

        /// <summary>Somebody else, at some time.</summary>
        Elsewhere,
    }

    /// <summary>One way to put the rota together.</summary>
    /// <param name="Shares">Whether it has communities of practice.</param>
    /// <param name="CommunitiesFirst">Whether those are registered before everything of its own, or after.</param>
    /// <param name="Contexts">How the context is registered.</param>
    /// <param name="Tables">What makes the tables.</param>
    /// <param name="Pages">Whether people use it in a browser too, under a path base: pages of its own, and those of communities.</param>
    public sealed record Setup(
        bool Shares = true, bool CommunitiesFirst = false, Contexts Contexts = Contexts.Scoped, Tables Tables = Tables.Migrated,
        bool Pages = false);

    /// <summary>
    /// The rota of a hospital's wards: nurses sign in by Identity's own endpoints with a bearer token, and put down shifts. It was
    /// there before communities of practice came to it, with a database, migrations and a description of its own.
    /// </summary>
    public static class Rota
    {
        /// <summary>Where a proxy puts it, when people use it in a browser.</summary>
        public const string PathBase = "/hospital";

        public static async Task<WebApplication> Build(WebApplicationBuilder builder, Setup setup)
        {
            if (setup is { Shares: true, CommunitiesFirst: true }) AddCommunities(builder.Services);
            if (setup.Shares) AddContext<SharingContext>(builder, setup.Contexts);
            else AddContext<PlainContext>(builder, setup.Contexts);
            builder.Services.AddAuthorization();
            builder.Services.AddIdentityApiEndpoints<Nurse>(o => o.Password = new() { RequiredLength = 8 });
            builder.Services.AddOpenApi();
            builder.Services.AddHealthChecks();
            if (setup is { Shares: true, CommunitiesFirst: false }) AddCommunities(builder.Services);
            if (setup.Pages) AddPages(builder.Services);

            var app = builder.Build();
            await MakeTables(app.Services, setup.Tables);
            if (setup.Pages) UsePages(app);
            if (setup is { Shares: true, CommunitiesFirst: true }) app.MapCommunitiesOfPractice();
            app.MapOpenApi();
            app.MapHealthChecks("/health");
            app.MapGroup("/account").MapIdentityApi<Nurse>();
            var rota = app.MapGroup("/rota").RequireAuthorization();
            rota.MapGet("/shifts", (RotaContext db, ClaimsPrincipal user) =>
                db.Shifts.Where(shift => shift.Nurse == user.FindFirstValue(ClaimTypes.NameIdentifier)).ToListAsync()).WithName("ListShifts");
            rota.MapPost("/shifts/{day}", async (DateOnly day, RotaContext db, ClaimsPrincipal user) =>
            {
                var shift = new Shift { Nurse = user.FindFirstValue(ClaimTypes.NameIdentifier)!, Day = day };
                db.Add(shift);
                await db.SaveChangesAsync();
                return Results.CreatedAtRoute("GetShift", new { id = shift.Id }, shift);
            });
            rota.MapGet("/shifts/{id:int}", async (int id, RotaContext db) =>
                await db.Shifts.FindAsync(id) is { } shift ? Results.Ok(shift) : Results.NotFound()).WithName("GetShift");
            rota.MapDelete("/shifts/{id:int}", async (int id, RotaContext db) =>
                await db.Shifts.Where(shift => shift.Id == id).ExecuteDeleteAsync() == 1 ? Results.NoContent() : Results.NotFound());
            rota.MapPost("/notes", async (Note note, RotaContext db, LinkGenerator links) =>
            {
                db.Add(note);
                await db.SaveChangesAsync();
                return Results.Created(links.GetPathByName("GetNote", new { id = note.Id }), note);
            }).WithName("FindNotes");
            rota.MapGet("/notes/{id:int}", async (int id, RotaContext db) => await db.Notes.FindAsync(id)).WithName("GetNote");
            if (setup is { Shares: true, CommunitiesFirst: false }) app.MapCommunitiesOfPractice();
            if (setup.Pages) app.MapCommunitiesOfPracticeUI();
            if (setup.Pages) app.MapGet("/rota.css", () => Results.Text(".cop h1 { color: rgb(1 2 3); }", "text/css"));
            return app;
        }

        private static void AddPages(IServiceCollection services)
        {
            services.AddRazorPages();
            services.ConfigureApplicationCookie(cookie => cookie.LoginPath = "/login");
            services.AddAuthorizationBuilder().AddPolicy(
                "in a browser", policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser());
            services.AddCommunitiesOfPracticeUI(pages =>
            {
                pages.Policy = "in a browser";
                pages.People = async (scope, people, cancel) =>
                {
                    var keys = people.Select(person => person.Value).ToArray();
                    var nurses = await scope.GetRequiredService<RotaContext>().Users.Where(n => keys.Contains(n.Id)).ToListAsync(cancel);
                    return nurses.Select(CardOf);
                };
                pages.FindPeople = async (scope, query, cancel) =>
                    (await scope.GetRequiredService<RotaContext>().Users.Where(n => n.UserName!.Contains(query.Words))
                        .OrderBy(n => n.UserName).Take(query.Most).ToListAsync(cancel)).Select(CardOf);
            });
        }

        private static PersonCard CardOf(Nurse nurse) => new(PersonId.Of(nurse.Id), nurse.UserName!.Split('@')[0], nurse.Ward);

        private static void UsePages(WebApplication app)
        {
            app.UsePathBase(PathBase);
            app.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
                context.Response.Headers.XContentTypeOptions = "nosniff";
                return next(context);
            });
            app.UseRouting();
            app.UseAuthentication();
            app.UseAuthorization();
        }

        private static void AddContext<TContext>(WebApplicationBuilder builder, Contexts contexts)
            where TContext : RotaContext
        {
            var services = builder.Services;
            void Use(DbContextOptionsBuilder o) =>
                o.UseSqlite(builder.Configuration.GetConnectionString("Rota") ?? "Data Source=rota.db");
            if (contexts == Contexts.Scoped) services.AddDbContext<TContext>(Use);
            if (contexts == Contexts.Pooled) services.AddDbContextPool<TContext>(Use);
            if (contexts == Contexts.FromFactory) services.AddDbContextFactory<TContext>(Use);
            if (contexts == Contexts.FromPooledFactory)
                services.AddPooledDbContextFactory<TContext>(Use)
                    .AddScoped(s => s.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext());
            services.AddScoped<RotaContext>(s => s.GetRequiredService<TContext>());
            services.AddIdentityCore<Nurse>().AddEntityFrameworkStores<TContext>();
        }

        private static async Task MakeTables(IServiceProvider services, Tables tables)
        {
            await using var scope = services.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<RotaContext>().Database;
            if (tables == Tables.Ensured) await database.EnsureCreatedAsync();
            if (tables == Tables.Migrated) await database.MigrateAsync();
        }

        private static void AddCommunities(IServiceCollection services)
        {
            services.AddRecord<SharingContext>();
            services.AddCommunitiesOfPractice(o =>
            {
                o.Directory = async (scope, cancel) =>
                    Of(await scope.GetRequiredService<RotaContext>().Users.ToListAsync(cancel));
                o.Known = async (scope, person, cancel) =>
                    await scope.GetRequiredService<RotaContext>().Users.FindAsync([person.Value], cancel) is { } nurse ? Of([nurse]) : null;
            });
        }

        private static HostDirectory Of(IReadOnlyCollection<Nurse> nurses)
        {
            var since = Instant.FromUtc(2015, 1, 1, 0, 0);
            return new(
                "rota", nurses.Select(nurse => new Listing(PersonId.Of(nurse.Id), since)),
                nurses.Where(nurse => nurse.Ward is not null)
                    .Select(nurse => new Placement(PersonId.Of(nurse.Id), DirectoryGroup.Setting(nurse.Ward!), since)));
        }
    }
}
