using System.Net;

namespace TrustIntranet.Tests;

[Collection(OneIntranet.Name)]
public class PageTests(Intranet intranet)
{
    [Fact]
    public async Task Every_page_comes_signed_in_or_not_and_no_page_faults()
    {
        var (anyone, convener) = (intranet.Visitor(), await intranet.Visitor(People.Convener(intranet)));
        foreach (var path in Everywhere.ForAnyone) await Comes(anyone, path);
        foreach (var path in Everywhere.SignedIn(intranet.All)) await Comes(convener, path);

        static async Task Comes(HttpClient visitor, string path)
        {
            var answer = await visitor.GetAsync(path);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden || (path.Contains("noth", StringComparison.Ordinal) || path == "/nowhere") && answer.StatusCode == HttpStatusCode.NotFound,
                $"{path}: {answer.StatusCode}\n{page[..Math.Min(3000, page.Length)]}");
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-inline", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        }
    }
}

/// <summary>Who is who in the seed.</summary>
public static class People
{
    public static string Convener(Intranet intranet) => intranet.All[CommunityId.Of("cop-maternity")].Conveners.First().Value;

    /// <summary>Those whom the host lists and who are in no community, asked by none, and have asked none.</summary>
    public static IEnumerable<string> Outsiders(Intranet intranet) =>
        intranet.Host.Present.Directory.People
            .Where(p => intranet.All.Communities.All(c => !c.StandingOf(p).IsMember && !c.Founding.Founders.Contains(p) && c.Requests.All(r => r.Person != p) && c.Invitations.All(i => i.Person != p)))
            .Select(p => p.Value);

    public static string Member(Intranet intranet, string community, int number) => intranet.All[CommunityId.Of(community)].Members.ElementAt(number).Value;
}

/// <summary>Days as people write them.</summary>
public class DayTests
{
    [Theory]
    [InlineData("27 March 2027")]
    [InlineData(" 27 mar 2027 ")]
    [InlineData("27/3/2027")]
    [InlineData("27/03/2027")]
    public void A_day_is_read_as_people_write_it(string written)
    {
        Assert.True(Plain.TryDay(written, out var day));
        Assert.Equal(new LocalDate(2027, 3, 27), day);
        Assert.Equal("27 March 2027", Plain.Day(Plain.Beginning(day)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("31/2/2027")]
    [InlineData("3/27/2027")]
    public void What_is_no_day_is_none(string? written) => Assert.False(Plain.TryDay(written, out _));
}
