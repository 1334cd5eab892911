namespace CommunitiesOfPractice.Calendars.Tests;

/// <summary>Zone data of another day: as NodaTime's, but for one zone.</summary>
/// <param name="zone">The zone.</param>
/// <param name="instead">What it is that day; null for none.</param>
internal sealed class OtherZones(string zone, DateTimeZone? instead) : IDateTimeZoneProvider
{
    public string VersionId => "another day";

    public System.Collections.ObjectModel.ReadOnlyCollection<string> Ids => DateTimeZoneProviders.Tzdb.Ids;

    public DateTimeZone this[string id] => GetZoneOrNull(id) ?? throw new KeyNotFoundException(id);

    public DateTimeZone GetSystemDefault() => DateTimeZone.Utc;

    public DateTimeZone? GetZoneOrNull(string id) => id == zone ? instead : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
}
