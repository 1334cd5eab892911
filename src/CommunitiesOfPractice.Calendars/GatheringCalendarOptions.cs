namespace CommunitiesOfPractice.Calendars;

/// <summary>How gatherings are written for calendars.</summary>
public sealed class GatheringCalendarOptions
{
    /// <summary>
    /// The time zone data of today, from which the time zones of a calendar are written. By default it is what NodaTime brings.
    /// <c>AddGatheringCalendars</c> takes it from the host.
    /// </summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public IDateTimeZoneProvider Zones { get; set => field = Guard.Against.Null(value); } = DateTimeZoneProviders.Tzdb;

    /// <summary>
    /// What stands after the <c>@</c> in the lasting name of an entry (its UID), such as <c>intranet.example</c>. Choose it once:
    /// if it changes, calendars take every entry for a new one.
    /// </summary>
    /// <exception cref="ArgumentException">It is null or empty, or holds white space or an <c>@</c>.</exception>
    public string UidDomain
    {
        get;
        set => field = Guard.Against.NullOrWhiteSpace(value).Any(c => c == '@' || char.IsWhiteSpace(c))
            ? throw new ArgumentException("It holds no white space and no @.", nameof(value))
            : value;
    } = "communities-of-practice";

    /// <summary>The address of a gathering's page, in full; null for none. By default there is none.</summary>
    public Func<ShownGathering, Uri?>? Address { get; set; }

    /// <summary>What calendars call the program that wrote an entry (PRODID).</summary>
    /// <exception cref="ArgumentException">It is null or white space.</exception>
    public string ProductId { get; set => field = Guard.Against.NullOrWhiteSpace(value); } =
        "-//CommunitiesOfPractice//Gatherings//EN";

    /// <summary>
    /// Its culture is the language of what this package itself says. <c>AddGatheringCalendars</c> takes it from the host. By
    /// default it is British English. Your own satellite assembly of this package gives another language.
    /// </summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Wording Wording { get; set => field = Guard.Against.Null(value); } = Wording.English;

    /// <summary>What this package itself says.</summary>
    internal Texts Texts => new(Wording.Culture);
}
