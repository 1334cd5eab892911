using System.Net;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>What stands on a page, without a browser.</summary>
internal static partial class Html
{
    /// <summary>The texts of what our pages show, and of what a reader hears of it, in order.</summary>
    public static string[] Texts(string page) =>
    [
        .. Node().Matches(Drawn().Replace(Ours(page), "")).Select(match =>
            WebUtility.HtmlDecode(match.Groups[1].Value + match.Groups[2].Value).Trim())
            .Where(text => text.Length > 0),
    ];

    /// <summary>The addresses that a page leads to.</summary>
    public static string[] Addresses(string page) =>
        [.. Address().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    /// <summary>Our part of a page.</summary>
    public static string Ours(string page) => page.IndexOf("<div class=\"cop\"", StringComparison.Ordinal) is >= 0 and var from
        ? page[from..page.IndexOf("<script", from, StringComparison.Ordinal)]
        : page;

    [GeneratedRegex("(?:>([^<]+)<|(?:aria-label|title|placeholder|alt)=\"([^\"]*)\")")]
    private static partial Regex Node();

    // A picture draws names in pieces, and the table below it says them whole.
    [GeneratedRegex("<text .*?</text>", RegexOptions.Singleline)]
    private static partial Regex Drawn();

    [GeneratedRegex("(?:href|action|formaction|src)=\"([^\"]*)\"")]
    private static partial Regex Address();
}
