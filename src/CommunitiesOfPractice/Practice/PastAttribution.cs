namespace CommunitiesOfPractice;

/// <summary>
/// What has been told of a contributor: since when they contribute, and by which groups they ever agreed to be shown. It outlives a change of mind, and the
/// contribution
/// itself, because a reader remembers: whoever was shown as a midwife and is later shown as of the hospital is a midwife of the hospital.
/// </summary>
/// <param name="Person">Who.</param>
/// <param name="Since">When they were first recorded as a contributor.</param>
internal sealed record PastAttribution(PersonId Person, Instant Since)
{
    /// <summary>The groups they agreed to be shown by to those outside, in order.</summary>
    public ValueList<Group> Outside { get; init; } = ValueList<Group>.Empty;

    /// <summary>The groups they agreed to be shown by to those inside, in order.</summary>
    public ValueList<Group> Inside { get; init; } = ValueList<Group>.Empty;

    /// <summary>All that may have been told to such a reader: whoever is inside can also read what is shown outside.</summary>
    public ValueList<Group> To(bool inside) => inside ? Of(Outside.Concat(Inside)) : Outside;

    /// <summary>After they consented. Whoever is named outside may be shown across a link by role, and across another by organisation.</summary>
    public PastAttribution After(Contribution contribution, Consent consent, bool leaves) => this with
    {
        Outside = leaves && consent.Ceiling >= Audience.Linked
            ? Of(Outside.Concat(GroupsOf(contribution, consent.Outside, consent.Outside == Attribution.Named)))
            : Outside,
        Inside = Of(Inside.Concat(GroupsOf(contribution, consent.Inside, false))),
    };

    /// <summary>Two keys that were one person.</summary>
    public PastAttribution And(PastAttribution other) => this with
    {
        Since = Instant.Min(Since, other.Since),
        Outside = Of(Outside.Concat(other.Outside)),
        Inside = Of(Inside.Concat(other.Inside)),
    };

    private static IEnumerable<Group> GroupsOf(Contribution contribution, Attribution choice, bool both)
    {
        if ((both || choice == Attribution.ByRole) && contribution.Role is { } role) yield return role;
        if ((both || choice == Attribution.ByOrganisation) && contribution.Organisation is { } organisation) yield return organisation;
    }

    private static ValueList<Group> Of(IEnumerable<Group> groups) => groups.Distinct().OrderBy(g => g).ToValueList();
}

public sealed partial record PracticeNote
{
    /// <summary>What has been told of everybody who contributes or ever did, in the order in which they were first named.</summary>
    internal ValueList<PastAttribution> PastAttributions { get; init; } = ValueList<PastAttribution>.Empty;

    /// <summary>After somebody was recorded as a contributor: whoever was one before is one since then.</summary>
    internal PracticeNote Recorded(Contribution contribution, Instant at)
    {
        var known = PastAttributions.Any(p => p.Person == contribution.Person)
            ? this
            : this with { PastAttributions = PastAttributions.With(new(contribution.Person, at)) };
        return known.Told(contribution.Person);
    }

    /// <summary>After they consented anew, where they do.</summary>
    internal PracticeNote Told(PersonId person) => ContributionOf(person) is not { Consent: { } consent } contribution ? this : this with
    {
        PastAttributions = PastAttributions.Select(p => p.Person == person ? p.After(contribution, consent, !ChathamHouse) : p).ToValueList(),
    };

    /// <summary>After two keys were found to be one person: what was told of either was told of them.</summary>
    internal PracticeNote OneAttribution(PersonId kept, PersonId dropped)
    {
        if (PastAttributions.FirstOrDefault(p => p.Person == dropped) is not { } gone) return this;
        return PastAttributions.Any(p => p.Person == kept)
            ? this with { PastAttributions = PastAttributions.Where(p => p.Person != dropped).Select(p => p.Person == kept ? p.And(gone) : p).ToValueList() }
            : this with { PastAttributions = PastAttributions.Select(p => p.Person == dropped ? p with { Person = kept } : p).ToValueList() };
    }
}
