using System.Globalization;
using System.Resources;

namespace CommunitiesOfPractice.Calendars;

/// <summary>
/// What this package itself says to people, in calendars and in problems. English (en-GB) is built in, from resources. A
/// satellite assembly for another culture gives another language.
/// </summary>
internal sealed class Texts(CultureInfo culture)
{
    private static readonly ResourceManager Resources = new("CommunitiesOfPractice.Calendars.Texts", typeof(Texts).Assembly);

    public CultureInfo Culture => culture;

    /// <summary>The text of a key, said of what is given.</summary>
    /// <exception cref="InvalidOperationException">There are no words for it.</exception>
    public string this[string key, params object?[] of] => string.Format(culture, Text(key), of);

    /// <summary>A form of gathering: "Knowledge café".</summary>
    public string Of(GatheringForm form) => Text("form." + form);

    private string Text(string key) =>
        Resources.GetString(key, culture) ?? throw new InvalidOperationException($"There are no words for '{key}'.");
}
