using System.Globalization;
using System.Resources;

namespace CommunitiesOfPractice.Email;

/// <summary>
/// What this package itself says to people, in digests and on the page that stops them. English (en-GB) is built in, from
/// resources. A satellite assembly for another culture gives another language.
/// </summary>
internal sealed class Texts(CultureInfo culture)
{
    private static readonly ResourceManager Resources = new("CommunitiesOfPractice.Email.Texts", typeof(Texts).Assembly);

    /// <summary>The text of a key, said of what is given.</summary>
    /// <exception cref="InvalidOperationException">There are no words for it.</exception>
    public string this[string key, params object?[] of] => string.Format(
        culture,
        Resources.GetString(key, culture) ?? throw new InvalidOperationException($"There are no words for '{key}'."), of);

    /// <summary>A date and time as people say it.</summary>
    public string When(ZonedDateTime time) => time.ToString(this["when"], culture);
}
