namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>The members of a community, for its members: those in office first.</summary>
/// <param name="visit">The request.</param>
public class MembersModel(Visit visit) : CommunityPage(visit)
{
    private Paged<PersonId>? _members;

    /// <summary>A page of them.</summary>
    public Paged<PersonId> Members
    {
        get
        {
            if (_members is not null) return _members;
            var inOffice = Community.Charter.Offices.SelectMany(o => Community.Office(o.Id).Holders).Select(h => h.Holder)
                .Where(Community.IsMember).Distinct().ToArray();
            return _members = PageOf([.. inOffice, .. Community.Members.Where(m => !inOffice.Contains(m))], 50);
        }
    }

    /// <summary>A member, and what they look after.</summary>
    /// <param name="member">Who.</param>
    public string Line(PersonId member) =>
        Community.OfficesHeldBy(member).Select(Visit.Name).ToArray() is { Length: > 0 } offices
            ? T.Capital(T["members.office", Visit.Name(member), string.Join(T["list.comma"], offices)])
            : T.Capital(Visit.Name(member));

    /// <inheritdoc/>
    protected override bool Exists => base.Exists && Visit.IsMemberOf(Community);

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People => Members.Items;
}
