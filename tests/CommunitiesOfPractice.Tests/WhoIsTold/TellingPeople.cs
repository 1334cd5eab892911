namespace CommunitiesOfPractice.Tests.WhoIsTold;

/// <summary>Tells people of some lines that follow others, as a host would.</summary>
internal static class TellingPeople
{
    /// <summary>Who is told of the lines of these streams after a version of each, and of what fell due up to now.</summary>
    public static ValueList<Notice> Of(
        IEnumerable<Entry> before, IEnumerable<Entry> lines, Instant? after = null, Instant? until = null)
    {
        var (earlier, later) = (before.ToArray(), lines.ToArray());
        var all = earlier.Concat(later).Select((entry, i) => new Recorded(i + 1, entry)).ToArray();
        var now = until ?? all[^1].Entry.At;
        return Notices.After(
            Landscape.Empty.After(all.Take(earlier.Length)), all.Skip(earlier.Length), CommonsOf(all), after ?? now, now);
    }

    /// <summary>The Commons after some lines, in which the host lists everybody that anybody names.</summary>
    public static Commons CommonsOf(IEnumerable<Recorded> all) => Commons.Empty.With(Everybody).After(all);

    public static HostDirectory Everybody { get; } = new(
        "directory", Enumerable.Range(1, 20).Select(Testing.Scenario.Person).Select(p => new Listing(p, Instant.MinValue)), []);

    public static (PersonId, NoticeKind, NoticeReason)[] InShort(this IEnumerable<Notice> notices) =>
        [.. notices.Select(notice => (notice.To, notice.Kind, notice.Reason))];
}
