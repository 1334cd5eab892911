using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WardRota.Tests;

/// <summary>
/// The rota's own tests, as its developers wrote them before communities came. They are run without communities and with
/// them, put together in each order, and are green in all.
/// </summary>
public abstract class RotaTests(Setup setup) : IAsyncLifetime
{
    private Running _running = null!;

    public async Task InitializeAsync() => _running = await Running.Start(setup);

    public async Task DisposeAsync() => await _running.DisposeAsync();

    [Fact]
    public async Task Who_is_not_signed_in_sees_no_shifts() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await _running.Nobody().GetAsync("/rota/shifts")).StatusCode);

    [Fact]
    public async Task A_wrong_password_signs_nobody_in()
    {
        await _running.Nurse("amina");
        Assert.Equal(HttpStatusCode.Unauthorized, (await _running.Nobody().PostAsJsonAsync(
            "/account/login", new { email = "amina@ward.example", password = "wrong" })).StatusCode);
    }

    [Fact]
    public async Task A_shift_is_put_down_found_at_its_address_and_taken_away()
    {
        var amina = await _running.Nurse("amina");
        var made = await amina.PostAsync("/rota/shifts/2015-05-14", null);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Matches(@"/rota/shifts/\d+$", made.Headers.Location!.OriginalString);
        Assert.Contains("2015-05-14", await amina.GetStringAsync(made.Headers.Location), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await amina.DeleteAsync(made.Headers.Location)).StatusCode);
        Assert.Equal("[]", await amina.GetStringAsync("/rota/shifts"));
    }

    [Fact]
    public async Task Everybody_sees_their_own_shifts()
    {
        var (amina, ben) = (await _running.Nurse("amina"), await _running.Nurse("ben"));
        await amina.PostAsync("/rota/shifts/2015-05-14", null);
        Assert.Equal("[]", await ben.GetStringAsync("/rota/shifts"));
    }

    [Fact]
    public async Task A_hand_over_note_is_at_the_address_that_is_told()
    {
        var amina = await _running.Nurse("amina");
        var made = await amina.PostAsJsonAsync("/rota/notes", new { words = "Bed 5 is waiting for scales." });
        Assert.Equal("/rota/notes/1", made.Headers.Location!.OriginalString);
        Assert.Contains("Bed 5", await amina.GetStringAsync(made.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rota_describes_itself()
    {
        var document = JsonNode.Parse(await _running.Nobody().GetStringAsync("/openapi/v1.json"))!;
        Assert.Equal(
            ["get", "post"],
            document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/rota/shifts", StringComparison.Ordinal))
                .SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Key).Distinct()
                .Where(verb => verb != "delete").Order());
        Assert.Equal("ListShifts", (string)document["paths"]!["/rota/shifts"]!["get"]!["operationId"]!);
        Assert.Equal(
            ["id", "words"],
            document["components"]!["schemas"]!["Note"]!["properties"]!.AsObject().Select(p => p.Key).Order());
    }

    [Fact]
    public async Task It_is_well() => Assert.Equal("Healthy", await _running.Nobody().GetStringAsync("/health"));
}

public sealed class RotaAloneTests() : RotaTests(new(Shares: false, Tables: Tables.Ensured));

public sealed class RotaWithCommunitiesTests() : RotaTests(new());

public sealed class RotaAfterCommunitiesTests() : RotaTests(new(CommunitiesFirst: true, Tables: Tables.Ensured));

public sealed class RotaInAPoolTests() : RotaTests(new(Contexts: Contexts.Pooled));

public sealed class RotaFromAFactoryTests() : RotaTests(new(CommunitiesFirst: true, Contexts: Contexts.FromFactory));
