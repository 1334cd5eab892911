using System.Globalization;
using System.Resources;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// What this package itself says to people: problems, health, the description of its interface. English (en-GB) is built in, from
/// resources. A satellite assembly for the culture of <see cref="CommunitiesOfPracticeOptions.Wording"/> gives another language.
/// </summary>
internal sealed class Texts(CultureInfo culture)
{
    private static readonly ResourceManager Resources = new("CommunitiesOfPractice.AspNetCore.Texts", typeof(Texts).Assembly);

    /// <summary>The text of a key, said of what is given.</summary>
    /// <exception cref="InvalidOperationException">There are no words for it.</exception>
    public string this[string key, params object?[] of] => string.Format(culture, Text(key), of);

    /// <summary>A kind of thing: "a note".</summary>
    public string Of(StreamKind kind) => Text("kind." + Views.Name(kind));

    private string Text(string key) =>
        Resources.GetString(key, culture) ?? throw new InvalidOperationException($"There are no words for '{key}'.");
}
