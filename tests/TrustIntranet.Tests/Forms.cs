using System.Net;
using System.Text.RegularExpressions;

namespace TrustIntranet.Tests;

/// <summary>Filling in forms as a browser does: loads the page, takes its antiforgery token and its hidden fields, and sends what a person would.</summary>
public static partial class Forms
{
    public static async Task<string> Page(this HttpClient visitor, string path) => await (await visitor.GetAsync(path)).Content.ReadAsStringAsync();

    /// <summary>Sends a form of a page; the handler where the page has several.</summary>
    public static async Task<HttpResponseMessage> Send(this HttpClient visitor, string path, params (string Name, string Value)[] fields)
    {
        var page = await visitor.Page(path.Replace("handler=", "was=", StringComparison.Ordinal));
        var all = Hidden().Matches(page).Where(m => m.Groups[1].Value == "form").Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))).Take(1).Concat(fields)
            .Append(("__RequestVerificationToken", Token(page)));
        using var form = new FormUrlEncodedContent(all.Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        return await visitor.PostAsync(path, form);
    }

    public static string Token(string page) => Antiforgery().Match(page) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("This page has no form: " + page);

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
