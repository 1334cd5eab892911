using System.Collections;
using System.Globalization;
using System.Resources;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>The texts of the package, as its resources have them.</summary>
internal static class Resources
{
    private static readonly ResourceManager Texts = new("CommunitiesOfPractice.AspNetCore.UI.Texts", typeof(Texts).Assembly);

    public static IEnumerable<string> Keys() => All().Select(text => text.Key);

    public static IEnumerable<(string Key, string Text)> All() =>
        Texts.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!.Cast<DictionaryEntry>()
            .Select(entry => ((string)entry.Key, (string)entry.Value!)).OrderBy(text => text.Item1, StringComparer.Ordinal);
}
