namespace TrustIntranet.Pages;

/// <summary>
/// Who can read a note and why: to any of its readers what it rests on; to its contributors and members how many, and by which
/// reason. Nobody is named.
/// </summary>
public class ReadersModel(Visit visit) : NotePage(visit)
{
    public IEnumerable<(string What, string UpTo)> Limits
    {
        get
        {
            yield return ("What its community and its contributors decided", Plain.Of(Note.Decided));
            if (IsInside)
                foreach (var ceiling in Note.Contributors.Select(c => c.CeilingAt(Visit.Now)).Order())
                    yield return ("What a contributor agreed to", Plain.Of(ceiling));
            yield return Note.FindingAt(Visit.Now) is { } finding
                ? ($"That it does not tell who a patient is, found by: {finding.Role.Replace('-', ' ')}, {Plain.Day(finding.At)}",
                    Plain.Of(finding.Audience))
                : ("Nobody has looked yet whether it tells who a patient is", Plain.Of(Audience.Community));
            if (Note.EmbargoUntil is { } until && until > Visit.Now)
                yield return ($"An embargo until {Plain.When(until)}", Plain.Of(Audience.Contributors));
            if (IsInside && Note.Restriction is { } restriction)
                yield return (
                    $"A restriction by: {restriction.Role}, to be looked at again by {Plain.Day(restriction.ReviewBy)}. "
                        + $"{restriction.Reason}", Plain.Of(Audience.Contributors));
        }
    }

    public IReadOnlyList<Link> Links => Note.EffectiveAudience(Visit.Now) < Audience.Linked || !IsInside ? []
        : [.. Visit.LinksOutOf(Party.Of(Note.Home))
            .Where(l => l.IsInForce(Visit.Now) && Note.NamedLinks?.Contains(l.Id) != false)];

    public IReadOnlyList<(string Why, int Count)>? Counts => !IsInside ? null :
        [.. from reader in Visit.Present.Commons.Readers(Id, Visit.Now)
            group reader by Visit.Present.Commons.Check(reader, Id, Visit.Now).Step into reason
            orderby reason.Key
            select (Words(reason.Key), reason.Count())];

    protected override bool Exists => base.Exists && Shown.Answer.Allowed;

    private static string Words(ReadingStep step) => step switch
    {
        ReadingStep.Contributor => "They contributed to it",
        ReadingStep.Member => "They are members of its community, or observe it where observers read",
        ReadingStep.Linked => "They belong to the far end of a link that carries it",
        ReadingStep.System => "Everyone in this intranet may read it",
        _ => "Anyone may read it",
    };
}
