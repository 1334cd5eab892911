namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// Who can read a note and why: to any of its readers what it rests on; to its contributors and members how many, and by which
/// reason. Nobody is named.
/// </summary>
/// <param name="visit">The request.</param>
public class ReadersModel(Visit visit) : NotePage(visit)
{
    // Of more readers only the number is told: the reason of each would be asked one by one.
    private const int MostCounted = 2_000;

    /// <summary>What decides how far it goes, and how far each lets it go.</summary>
    public IEnumerable<(string What, string UpTo)> Limits
    {
        get
        {
            yield return (T["readers.decided"], T.Of(Note.Decided));
            if (IsInside)
                foreach (var ceiling in Note.Contributors.Select(c => c.CeilingAt(Visit.Now)).Order())
                    yield return (T["readers.agreed"], T.Of(ceiling));
            yield return Note.FindingAt(Visit.Now) is { } finding
                ? (T["readers.finding", RoleOf(finding), T.Day(finding.At)], T.Of(finding.Audience))
                : (T["readers.finding.none"], T.Of(Audience.Community));
            if (Note.EmbargoUntil is { } until && until > Visit.Now)
                yield return (T["readers.embargo", T.When(until)], T.Of(Audience.Contributors));
            if (IsInside && Note.Restriction is { } restriction)
                yield return (
                    T["readers.restriction", restriction.Role, T.Day(restriction.ReviewBy), restriction.Reason],
                    T.Of(Audience.Contributors));
        }
    }

    /// <summary>The links that it goes by, for those who know it from the inside.</summary>
    public IReadOnlyList<Link> Links => field ??= Note.EffectiveAudience(Visit.Now) < Audience.Linked || !IsInside ? []
        : [.. Visit.LinksOutOf(Party.Of(Note.Home))
            .Where(l => l.IsInForce(Visit.Now) && Note.NamedLinks?.Contains(l.Id) != false)];

    /// <summary>How many people can read it; null for those who do not know it from the inside.</summary>
    public int? Total => Known?.Count;

    /// <summary>
    /// How many people can read it for which reason; null where they are too many, and for those who do not know it from the
    /// inside.
    /// </summary>
    public IReadOnlyList<(string Why, int Count)>? Counts => field ??= Known is not { Count: <= MostCounted } readers ? null :
    [
        .. from reader in readers
           group reader by Visit.Present.Commons.Check(reader, Id, Visit.Now).Step into reason
           orderby reason.Key
           select (Words(reason.Key), reason.Count()),
    ];

    /// <inheritdoc/>
    protected override bool Exists => base.Exists && Shown.Answer.Allowed;

    private ReaderSet? Known => field ??= IsInside ? Visit.Present.Commons.Readers(Id, Visit.Now) : null;

    private string RoleOf(Finding finding) => T.Find("readers.role." + finding.Role) ?? finding.Role.Replace('-', ' ');

    private string Words(ReadingStep step) => T[step switch
    {
        ReadingStep.Contributor => "readers.by.contributor",
        ReadingStep.Member => "readers.by.member",
        ReadingStep.Linked => "readers.by.linked",
        ReadingStep.System => "readers.by.system",
        _ => "readers.by.anyone",
    }];
}
