using System.Net;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>
/// Filling in forms as a browser does: loads the page, takes its antiforgery token and its hidden fields, and sends what a person
/// would.
/// </summary>
public static partial class Forms
{
    public static async Task<string> Page(this HttpClient visitor, string path) =>
        await (await visitor.GetAsync(path)).Content.ReadAsStringAsync();

    /// <summary>
    /// Sends a form of a page; the handler where the page has several. A deed may be named by its act alone: the first such that
    /// the page offers.
    /// </summary>
    public static async Task<HttpResponseMessage> Send(
        this HttpClient visitor, string path, params (string Name, string Value)[] fields)
    {
        var page = await visitor.Page(path.Replace("handler=", "was=", StringComparison.Ordinal));
        var token = page.Contains(TokenName, StringComparison.Ordinal) ? page : await visitor.Page("/found");
        var hidden = Hidden().Matches(page)
            .Select(m => (Name: m.Groups[1].Value, Value: WebUtility.HtmlDecode(m.Groups[2].Value))).ToArray();
        var offered = hidden.Where(h => h.Name == "deed").Select(h => h.Value).ToArray();
        var all = hidden.Where(h => h.Name == "form").Take(1)
            .Concat(fields.Select(f => f.Name == "deed" ? f with { Value = Offered(f.Value) } : f))
            .Append(("__RequestVerificationToken", Token(token)));
        using var form = new FormUrlEncodedContent(all.Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        return await visitor.PostAsync(path, form);

        string Offered(string deed) =>
            offered.FirstOrDefault(key => key == deed || key.StartsWith(deed + ":", StringComparison.Ordinal)) ?? deed;
    }

    private const string TokenName = "__RequestVerificationToken";

    public static string Token(string page) => Antiforgery().Match(page) is { Success: true } found
        ? found.Groups[1].Value
        : throw new InvalidOperationException("This page has no form: " + page);

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
