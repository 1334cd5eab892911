namespace CommunitiesOfPractice;

/// <summary>What a <see cref="Tenure"/> is a tenure of.</summary>
public enum TenureKind
{
    /// <summary>A membership.</summary>
    Membership,
    /// <summary>A leave of absence.</summary>
    Leave,
    /// <summary>A bar or suspension.</summary>
    Bar,
    /// <summary>A place as observer.</summary>
    Observing,
    /// <summary>Following.</summary>
    Following,
    /// <summary>An office.</summary>
    Office,
    /// <summary>Standing in for those who hold an office.</summary>
    StandingIn,
}

/// <summary>
/// Who holds what, from when, until when, and why it ended: a membership, an office, a leave, a bar, a place as observer.
/// Starts are inclusive, ends exclusive.
/// </summary>
/// <param name="What">What it is.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="From">From this instant on.</param>
/// <param name="Began">The clause under which it began.</param>
public sealed record Tenure(TenureKind What, PersonId Holder, Instant From, Clause Began)
{
    /// <summary>When it ends by itself, if it does.</summary>
    public Instant? Until { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The clause under which it ended; null while it runs.</summary>
    public Clause? Ended { get; init; }

    /// <summary>Why it began or ended, if anybody said.</summary>
    public FreeText? Why { get; init; }
}

/// <summary>How a membership began: always by an act of the member's own (law 1).</summary>
public enum HowJoined
{
    /// <summary>By consenting to found the community.</summary>
    Founded,
    /// <summary>By joining a community that is open to them.</summary>
    Joined,
    /// <summary>By a request, which was approved.</summary>
    Requested,
    /// <summary>By accepting an invitation.</summary>
    Invited,
    /// <summary>By moving from a community that merged into this one or was split to make it.</summary>
    Moved,
    /// <summary>By an appeal of their own against a removal, which the members upheld.</summary>
    Reinstated,
}

/// <summary>How much somebody takes part: a description, never a score (law 14).</summary>
public enum Participation
{
    /// <summary>At the heart of the community's work.</summary>
    Core,
    /// <summary>Takes part regularly.</summary>
    Active,
    /// <summary>Takes part when a topic is theirs.</summary>
    Occasional,
    /// <summary>Watches, asks and tries: full standing from the first day.</summary>
    Peripheral,
}

/// <summary>What a person is to a community now.</summary>
public sealed record Standing
{
    /// <summary>No standing at all: a person the community has no record of.</summary>
    public static Standing None { get; } = new();

    [System.Text.Json.Serialization.JsonInclude]
    internal Marks Marks { get; init; }

    /// <summary>Nothing that the community would have to remember.</summary>
    internal bool IsNone => Marks == Marks.None && Affiliations.Count == 0 && Past.Count == 0;

    private readonly byte _participation;

    /// <summary>Whether the person is a member.</summary>
    public bool IsMember => (Marks & Marks.Member) != 0;

    /// <summary>Since when, for a member.</summary>
    public Instant Since { get; init; }

    /// <summary>How the membership began.</summary>
    public HowJoined How { get; init; }

    /// <summary>Whether the member is on leave of absence: full standing, not counted, no vote.</summary>
    public bool IsOnLeave => (Marks & Marks.OnLeave) != 0;

    /// <summary>Whether a bar or suspension is in force.</summary>
    public bool IsBarred => (Marks & Marks.Barred) != 0;

    /// <summary>Whether the host no longer lists the person, so that they are counted as away.</summary>
    public bool IsAway => (Marks & Marks.Away) != 0;

    /// <summary>Whether this is an imported membership that its holder has not claimed yet (law 15).</summary>
    public bool IsUnclaimed => (Marks & Marks.Unclaimed) != 0;

    /// <summary>Whether the person is a member who counts towards an electorate that opens now.</summary>
    public bool Counts => (Marks & Marks.All) == Marks.Member;

    /// <summary>Whether nothing keeps the person from acting: no leave, bar, absence or unclaimed place.</summary>
    internal bool MayAct => (Marks & ~Marks.Member) == Marks.None;

    /// <summary>
    /// Whether the person is a member who keeps the community from resting: the host lists them, and no bar without an end is in
    /// force (law 6).
    /// </summary>
    internal bool IsPresent => (Marks & (Marks.Member | Marks.Away | Marks.Endless)) == Marks.Member;

    /// <summary>The latest charter version the member has accepted; 0 for none.</summary>
    public int CharterAccepted { get; init; }

    /// <summary>The level of participation that the member declared; null if they said nothing.</summary>
    public Participation? Participation
    {
        get => _participation == 0 ? null : (Participation)(_participation - 1);
        init => _participation = value is { } level ? (byte)(level + 1) : (byte)0;
    }

    /// <summary>Organisations, professions and other groups the person belongs to now, as the host or the person said.</summary>
    public ValueList<Affiliation> Affiliations { get; init; } = ValueList<Affiliation>.Empty;

    /// <summary>The groups, those that the host says before those that the person said.</summary>
    internal IEnumerable<DirectoryGroup> GroupsInOrder =>
        Affiliations.OrderBy(a => a.Source == DeclareAffiliations.OwnWord).Select(a => a.Group);

    /// <summary>
    /// What the person held here and holds no more: memberships, leaves, bars, places as observer or follower, in the order they
    /// ended.
    /// </summary>
    public ValueList<Tenure> Past { get; init; } = ValueList<Tenure>.Empty;

    /// <summary>
    /// The one group of a kind that the person counts for: the first in the directory's order, else the first that they declared.
    /// Null for none (law 16).
    /// </summary>
    internal DirectoryGroup? GroupOf(GroupKind kind)
    {
        DirectoryGroup? declared = null;
        foreach (var affiliation in Affiliations)
        {
            if (affiliation.Group.Kind != kind) continue;
            if (affiliation.Source != DeclareAffiliations.OwnWord) return affiliation.Group;
            declared ??= affiliation.Group;
        }

        return declared;
    }

    /// <summary>The same, in the record of another key.</summary>
    internal Standing HeldBy(PersonId person) =>
        Past.Count == 0 ? this : this with { Past = Past.Select(t => t with { Holder = person }).ToValueList() };

    /// <summary>
    /// The standing of one person who has two keys: the first key's membership, where it has one. Somebody listed under either
    /// key is not away, and somebody who claimed their place by either has claimed it.
    /// </summary>
    internal Standing And(Standing other)
    {
        var (member, rest) = IsMember || !other.IsMember ? (this, other) : (other, this);
        var both = Marks & other.Marks;
        var either = Marks | other.Marks;
        var isTwice = (both & Marks.Member) != 0;
        return member with
        {
            Marks = (member.Marks & (Marks.Member | Marks.OnLeave)) | (either & (Marks.Barred | Marks.Endless))
                | ((IsNone || other.IsNone ? either : both) & Marks.Away) | ((isTwice ? both : member.Marks) & Marks.Unclaimed),
            Since = isTwice ? Instant.Min(Since, other.Since) : member.Since,
            CharterAccepted = isTwice ? Math.Max(CharterAccepted, other.CharterAccepted) : member.CharterAccepted,
            Participation = member.Participation ?? rest.Participation,
            Affiliations = Affiliations.Concat(other.Affiliations).GroupBy(a => (a.Group, a.Source))
                .Select(same => same.OrderBy(a => a.From).First()).ToValueList(),
            Past = Past.Concat(other.Past).OrderBy(t => t.EndedAt).ToValueList(),
        };
    }

    internal Standing Marked(Marks mark, bool on) => this with { Marks = on ? Marks | mark : Marks & ~mark };
}

/// <summary>The facts that decide whether a member counts.</summary>
[Flags]
internal enum Marks : byte
{
    None = 0,
    Member = 1,
    OnLeave = 2,
    Barred = 4,
    Away = 8,
    Unclaimed = 16,
    // A bar that has no end.
    Endless = 32,
    All = Member | OnLeave | Barred | Away | Unclaimed,
}
