namespace CommunitiesOfPractice;

/// <summary>
/// What readers have been told of a contributor: since when they contribute, and by which groups they ever agreed to be shown. It
/// is kept after they change their mind, and after they leave the note, because a reader remembers. A reader who saw somebody
/// shown as a midwife, and later as of the hospital, knows that they are a midwife of the hospital.
/// </summary>
/// <param name="Person">Who.</param>
/// <param name="Since">When they were first recorded as a contributor.</param>
internal sealed record PastAttribution(PersonId Person, Instant Since)
{
    /// <summary>The groups they agreed to be shown by to those outside, in order.</summary>
    public ValueList<DirectoryGroup> Outside { get; init; } = ValueList<DirectoryGroup>.Empty;

    /// <summary>The groups they agreed to be shown by to those inside, in order.</summary>
    public ValueList<DirectoryGroup> Inside { get; init; } = ValueList<DirectoryGroup>.Empty;

    /// <summary>All that such a reader may have been told: a reader inside can also read what is shown outside.</summary>
    public ValueList<DirectoryGroup> To(bool inside) => inside ? Of(Outside.Concat(Inside)) : Outside;

    /// <summary>
    /// After they consented. Somebody named outside may be shown across one link by role, and across another by organisation.
    /// </summary>
    public PastAttribution After(Contribution contribution, Consent consent, bool leaves)
    {
        var outside = leaves && consent.Ceiling >= Audience.Linked
            ? With(Outside, GroupsOf(contribution, consent.Outside, consent.Outside == Attribution.Named))
            : Outside;
        var inside = With(Inside, GroupsOf(contribution, consent.Inside, false));
        var isSame = ReferenceEquals(outside, Outside) && ReferenceEquals(inside, Inside);
        return isSame ? this : this with { Outside = outside, Inside = inside };
    }

    /// <summary>Two keys that were one person.</summary>
    public PastAttribution And(PastAttribution other) => this with
    {
        Since = Instant.Min(Since, other.Since),
        Outside = Of(Outside.Concat(other.Outside)),
        Inside = Of(Inside.Concat(other.Inside)),
    };

    private static (DirectoryGroup? Role, DirectoryGroup? Organisation) GroupsOf(
        Contribution contribution, Attribution choice, bool both) => (
        both || choice == Attribution.ByRole ? contribution.Role : null,
        both || choice == Attribution.ByOrganisation ? contribution.Organisation : null);

    private static ValueList<DirectoryGroup> With(
        ValueList<DirectoryGroup> told, (DirectoryGroup? Role, DirectoryGroup? Organisation) shown) =>
        shown is (null, null) ? told : Of(told.Concat(new[] { shown.Role, shown.Organisation }.OfType<DirectoryGroup>()));

    private static ValueList<DirectoryGroup> Of(IEnumerable<DirectoryGroup> groups) =>
        groups.Distinct().OrderBy(g => g).ToValueList();
}

public sealed partial record PracticeNote
{
    /// <summary>
    /// What readers have been told of everybody who contributes or ever did, in the order in which they were first named.
    /// </summary>
    internal ValueList<PastAttribution> PastAttributions {
        get => Past.ToValueList(); init => Past = Few<PastAttribution>.Of(value); }

    private Few<PastAttribution> Past { get; init; }

    /// <summary>After somebody was recorded as a contributor.</summary>
    internal PracticeNote Recorded(Contribution contribution, Instant at) =>
        this with { Past = Past.Recorded(contribution, at).Told(contribution, !ChathamHouse) };

    /// <summary>After they consented again, where they do.</summary>
    internal PracticeNote Told(PersonId person) =>
        ContributionOf(person) is { } contribution && Past.Told(contribution, !ChathamHouse) is var told && !told.IsSame(Past)
            ? this with { Past = told }
            : this;

    /// <summary>After two keys were found to be one person.</summary>
    internal PracticeNote OneAttribution(PersonId kept, PersonId dropped) => this with { Past = Past.One(kept, dropped) };
}

/// <summary>What becomes of what readers have been told, for notes and questions alike.</summary>
internal static class PastAttributions
{
    /// <summary>
    /// After somebody was recorded as a contributor: a person who was one before has been one since that time.
    /// </summary>
    public static Few<PastAttribution> Recorded(this Few<PastAttribution> past, Contribution contribution, Instant at)
    {
        for (var i = 0; i < past.Count; i++)
            if (past[i].Person == contribution.Person) return past;
        return past.With(new(contribution.Person, at));
    }

    /// <summary>After what somebody consents to now; the very same, where that tells readers nothing more.</summary>
    /// <param name="past">What readers have been told.</param>
    /// <param name="contribution">The contribution, with its consent.</param>
    /// <param name="leaves">Whether anything of it leaves the community.</param>
    public static Few<PastAttribution> Told(this Few<PastAttribution> past, Contribution contribution, bool leaves)
    {
        if (contribution.Consent is not { } consent) return past;
        for (var i = 0; i < past.Count; i++)
        {
            if (past[i].Person != contribution.Person) continue;
            var (was, told) = (past[i], past[i].After(contribution, consent, leaves));
            return ReferenceEquals(told, was) ? past
                : Few<PastAttribution>.Of(past.ToValueList().Select(p => ReferenceEquals(p, was) ? told : p).ToValueList());
        }

        return past;
    }

    /// <summary>
    /// After two keys were found to be one person: what readers were told of either key, they were told of that person.
    /// </summary>
    public static Few<PastAttribution> One(this Few<PastAttribution> past, PersonId kept, PersonId dropped)
    {
        var all = past.ToValueList();
        if (all.FirstOrDefault(p => p.Person == dropped) is not { } gone) return past;
        return Few<PastAttribution>.Of(
            (all.Any(p => p.Person == kept)
                ? all.Where(p => p.Person != dropped).Select(p => p.Person == kept ? p.And(gone) : p)
                : all.Select(p => p.Person == dropped ? p with { Person = kept } : p)).ToValueList());
    }
}
