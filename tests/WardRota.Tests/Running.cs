using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WardRota.Tests;

/// <summary>The rota, put together in one way, on a database file of its own.</summary>
internal sealed class Running(WebApplication app, string database, bool isOurs) : IAsyncDisposable
{
    public const string Communities = "/communities-of-practice";

    public IServiceProvider Services => app.Services;

    public CommunityHost Host => app.Services.GetRequiredService<CommunityHost>();

    public string Database => database;

    /// <param name="setup">How it is put together.</param>
    /// <param name="database">A file that goes on to be there afterwards; null for one that goes with the host.</param>
    /// <param name="before">What is done before the host starts.</param>
    /// <param name="options">What the connection string says more.</param>
    /// <param name="services">What is registered more.</param>
    public static async Task<Running> Start(
        Setup setup, string? database = null, Func<IServiceProvider, Task>? before = null, string options = "",
        Action<IServiceCollection>? services = null)
    {
        var file = database ?? Path.Combine(Path.GetTempPath(), $"rota-{Guid.NewGuid():N}.db");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();

        // As a host in development has it: nothing scoped is taken from the root.
        builder.WebHost.UseDefaultServiceProvider(o => (o.ValidateScopes, o.ValidateOnBuild) = (true, true));
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["ConnectionStrings:Rota"] = $"Data Source={file};Pooling=False;{options}" });
        services?.Invoke(builder.Services);
        var app = await Rota.Build(builder, setup);
        if (before is not null) await before(app.Services);
        await app.StartAsync();
        return new(app, file, database is null);
    }

    public HttpClient Nobody() => app.GetTestClient();

    /// <summary>A nurse who registered and signed in, with a bearer token.</summary>
    public async Task<HttpClient> Nurse(string name)
    {
        var registered = await Nobody().PostAsJsonAsync("/account/register", AccountOf(name));
        Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
        return await SignIn(name);
    }

    /// <summary>A nurse who registered before, with a bearer token.</summary>
    public async Task<HttpClient> SignIn(string name)
    {
        var client = Nobody();
        var signedIn = await client.PostAsJsonAsync("/account/login", AccountOf(name));
        var token = (string)JsonNode.Parse(await signedIn.Content.ReadAsStringAsync())!["accessToken"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static object AccountOf(string name) => new { email = $"{name}@ward.example", password = "Delivery-Suite-5" };

    public async Task<string> KeyOf(string name)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<RotaContext>().Users;
        return users.Single(nurse => nurse.Email == $"{name}@ward.example").Id;
    }

    public static async Task<JsonNode> Act(HttpClient client, string stream, string act)
    {
        var response = await client.PostAsync(
            $"{Communities}/{stream}/acts", new StringContent(act, new MediaTypeHeaderValue("application/json")));
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }

    /// <summary>Maternity, founded by two nurses, and a third who is new and joins in her first request.</summary>
    public async Task FoundMaternity()
    {
        var (amina, ben) = (await Nurse("amina"), await Nurse("ben"));
        await Act(
            amina, "communities/maternity",
            $$"""{"type":"propose-community","name":"Maternity","domain":{"sharedConcern":"Blood loss"},"charter":"informal","founders":["{{await KeyOf("amina")}}","{{await KeyOf("ben")}}"],"quorum":2,"until":"2099-01-01T00:00:00Z"}""");
        await Act(ben, "communities/maternity", """{"type":"consent-to-found"}""");
        var chloe = await Nurse("chloe");
        await Act(chloe, "communities/maternity", """{"type":"join"}""");
        Assert.Contains(
            "\"memberCount\":3", await chloe.GetStringAsync($"{Communities}/communities/maternity"), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (isOurs) foreach (var file in new[] { database, database + "-wal", database + "-shm" }) File.Delete(file);
    }
}
