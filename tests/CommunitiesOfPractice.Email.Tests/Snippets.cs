using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.Email.Tests;

/// <summary>The code of the page of the package, compiled and run.</summary>
public sealed class Snippets
{
    [Fact]
    public async Task A_host_has_digests_by_two_calls()
    {
        var (secret, builder) = (new byte[ChainKey.Shortest], WebApplication.CreateSlimBuilder());
        builder.WebHost.UseTestServer();
        builder.Services.AddCommunitiesOfPractice(o => o.Address = new("https://trust.example"));
        #region Digests
        builder.Services.AddEmailDigests(o =>
        {
            o.From = "Communities <communities@trust.example>";
            o.AddressOf = (services, person, cancel) => new(person + "@trust.example");
            o.Secret = ChainKey.Of(secret);
        });

        var app = builder.Build();
        app.MapEmailDigests();
        #endregion
        await app.StartAsync();
        await using var running = app;
        var digests = app.Services.GetRequiredService<EmailDigests>();
        Assert.Equal(0, await digests.Send());
        Assert.StartsWith(
            "/communities-of-practice/digests/stop/", digests.StopPathOf(PersonId.Of("k-1")), StringComparison.Ordinal);
    }
}
