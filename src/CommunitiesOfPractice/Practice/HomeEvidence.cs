using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// What a community's record says of a person and of how the community shares, for an act on another stream: whether they may act
/// as a member now, who puts matters before the members, and who settles endorsing and widening. Read from the community's record
/// by <see cref="Community.AsMember"/>, and given with the act by the host, never by the caller.
/// </summary>
/// <param name="Community">Which community.</param>
/// <param name="Version">The version of its record that says so.</param>
/// <param name="Person">Who.</param>
/// <param name="MayAct">Whether they may act as a member: in an open community, and not suspended, away, on leave or
/// unclaimed.</param>
/// <param name="Offices">The offices they hold there.</param>
/// <param name="Sharing">How the community shares practice, by the charter in force.</param>
public sealed record HomeEvidence(CommunityId Community, long Version, PersonId Person, bool MayAct, ValueList<OfficeId> Offices,
    SharingRules Sharing) : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>Which community.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Community { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Community);

    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    /// <summary>The offices they hold there.</summary>
    /// <exception cref="ArgumentException">It is null, or holds <c>default</c>.</exception>
    public ValueList<OfficeId> Offices { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Offices);

    /// <summary>How the community shares practice.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public SharingRules Sharing { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Sharing);

    /// <summary>
    /// How they put something before the members, as far as this evidence goes: by proposing it, or by a petition where the
    /// holders of an office they do not hold open matters.
    /// </summary>
    internal Act PuttingToMembers(Proposal proposal) =>
        Sharing.OpenedBy is { } office && !Offices.Contains(office)
            ? new PetitionFor(Person, proposal)
            : new Propose(Person, proposal);
}

/// <summary>How a charter says that practice is shared.</summary>
/// <param name="Default">The audience that a note is offered to where nobody says otherwise; the community at most.</param>
/// <param name="EndorsedFirst">Whether a note is endorsed before it reaches beyond its community (feature 63).</param>
/// <param name="Endorse">Who endorses.</param>
/// <param name="Linked">Who settles sharing with linked communities.</param>
/// <param name="System">Who settles sharing with everyone the host lists.</param>
/// <param name="Public">Who settles making a note public.</param>
public sealed record SharingRules(
    Audience Default, bool EndorsedFirst, Authority Endorse, Authority Linked, Authority System, Authority Public)
{
    /// <summary>The audience that a note is offered to where nobody says otherwise.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Audience Default { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Default);

    /// <summary>Who endorses.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Authority Endorse { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Endorse);

    /// <summary>Who widens to those across a link.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Authority Linked { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Linked);

    /// <summary>Who widens to everyone listed.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Authority System { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(System);

    /// <summary>Who widens to anyone.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Authority Public { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Public);

    /// <summary>
    /// The office whose holders put matters before the members; null where any member may, and where older evidence does not say.
    /// </summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OfficeId? OpenedBy { get; init => field = Guard.Against.Unset(value); }

    /// <summary>Who settles widening to an audience; null for contributors and community, which no widening reaches.</summary>
    public Authority? Widening(Audience audience) => audience switch
    {
        Audience.Linked => Linked,
        Audience.System => System,
        Audience.Public => Public,
        _ => null,
    };
}

public sealed partial class Community
{
    /// <summary>
    /// Somebody as a member of this community, for an act on a note, a link or an adoption. It holds what this record says of
    /// them at an instant, and how the community shares practice. It also says whether they may act
    /// (<see cref="HomeEvidence.MayAct"/>): the act refuses somebody who is not a member. Null while the community has not been
    /// founded.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public AsMember? AsMember(PersonId person, Instant at)
    {
        var now = At(at);
        if (now.CharterAt(Instant.Max(at, LastAt)) is not { Charter: var charter }
            || now.Life.Status is Status.Unknown or Status.Proposed or Status.NotFounded) return null;
        var sitting = new Sitting(now, Instant.Max(at, now.LastAt));
        return new(
            new HomeEvidence(
                Id, Version, person, sitting.RefuseUnlessActingMember(person) is null, now.OfficesHeldBy(person).ToValueList(),
                    new(
            charter.DefaultAudience, charter.EndorsedFirst,
            charter[Matter.Endorse]!, charter[Matter.WidenToLinked]!, charter[Matter.WidenToSystem]!,
                charter[Matter.WidenToPublic]!)
        {
            OpenedBy = charter[Matter.Open] is HolderOf { Office: var office } ? office : null,
        }));
    }
}
