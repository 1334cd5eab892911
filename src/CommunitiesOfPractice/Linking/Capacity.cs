using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// In what capacity somebody acts for a party: an end of a link, the home of a note, a party that passes a note on, or an
/// adopter. Each party acts by its own authority. A community acts by its members' mandate, an organisation or network by its
/// spokesperson, and a person for themself. What one person does there (asking, carrying a link, adopting), an acting member or a
/// member of staff does as such. Somebody who has left a community, is on leave, away, suspended or barred there, or has not
/// claimed their place, acts for it in no capacity (law 3). What a capacity rests on lies outside the stream, and the host gives
/// it as evidence. A closed set.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(ByMandate), "by-mandate")]
[JsonDerivedType(typeof(AsSpokesperson), "as-spokesperson")]
[JsonDerivedType(typeof(AsMember), "as-member")]
[JsonDerivedType(typeof(AsStaff), "as-staff")]
[JsonDerivedType(typeof(AsThemself), "as-themself")]
public abstract record Capacity : IEvidence
{
    string? IEvidence.Of => null;

    private protected Capacity()
    {
    }

    /// <summary>The party that they act for.</summary>
    public abstract Party For { get; }

    /// <summary>Who acts; null where the members of a community act together.</summary>
    public abstract PersonId? Person { get; }

    /// <summary>What an act in this capacity rests on.</summary>
    internal virtual Witness Witness => For.Witness;

    /// <summary>Why this capacity does not settle a matter for its party; null where it does.</summary>
    /// <param name="what">What is to be settled, word for word.</param>
    /// <param name="proposal">The proposal by which the members of a community would settle it.</param>
    /// <param name="on">On which stream.</param>
    /// <param name="used">The mandates that were used there.</param>
    /// <param name="at">When.</param>
    internal abstract Ruling? RefuseToSettle(
        MandateMatter what, Proposal proposal, StreamId on, ValueList<string> used, Instant at);

    /// <summary>
    /// Why nobody in this capacity may do what somebody of the party does in person, on a link or a note; null where they may.
    /// </summary>
    internal abstract Ruling? RefuseInPerson();

    /// <summary>Why nobody in this capacity may act in an adoption of its party's; null where they may.</summary>
    internal abstract Ruling? RefuseInAdoption();

    private protected Ruling TakesAnAct() => Ruling.Refuse(Clauses.InPerson, Condition.OwnAct, null, Witness);
}

/// <summary>
/// By the members of a community together, who gave a mandate for exactly this. No one person acts beside them. What they decided
/// stays decided, even if the person who proposed it has left (law 2). The host carries it out
/// (<see cref="Landscape.ToCarryOut"/>), or lets an acting member of that community do it.
/// </summary>
/// <param name="Given">Their mandate: for this stream, word for word, single-use and dated.</param>
public sealed record ByMandate(Mandate Given) : Capacity
{
    /// <summary>Their mandate.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Mandate Given { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Given);

    /// <inheritdoc/>
    public override Party For => Party.Of(Given.From);

    /// <inheritdoc/>
    public override PersonId? Person => null;

    internal override Witness Witness => Given.Witness;

    internal override Ruling? RefuseToSettle(
        MandateMatter what, Proposal proposal, StreamId on, ValueList<string> used, Instant at) =>
        Given.RefuseAt(on, what.For, used, at)
        ?? (what.Equals(Given.What)
            ? null
            : Ruling.Refuse(Clauses.WordForWord, Condition.Decision, Names.Of(proposal.Matter), Witness));

    internal override Ruling RefuseInPerson() => TakesAnAct();

    internal override Ruling RefuseInAdoption() => TakesAnAct();
}

/// <summary>As spokesperson of an organisation or a network.</summary>
/// <param name="Named">That the host's directory names them so.</param>
public sealed record AsSpokesperson(Spokesperson Named) : Capacity
{
    /// <summary>That the host's directory names them so.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Spokesperson Named { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Named);

    /// <inheritdoc/>
    public override Party For => Party.Of(Named.Group);

    /// <inheritdoc/>
    public override PersonId? Person => Named.Person;

    internal override Ruling? RefuseToSettle(
        MandateMatter what, Proposal proposal, StreamId on, ValueList<string> used, Instant at) => null;

    internal override Ruling? RefuseInPerson() => null;

    internal override Ruling? RefuseInAdoption() => null;
}

/// <summary>As a member of a community. It settles nothing for the community: the members decide that together.</summary>
/// <param name="Evidence">What the community's record says of them.</param>
public sealed record AsMember(HomeEvidence Evidence) : Capacity
{
    /// <summary>What the community's record says of them.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public HomeEvidence Evidence { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Evidence);

    /// <inheritdoc/>
    public override Party For => Party.Of(Evidence.Community);

    /// <inheritdoc/>
    public override PersonId? Person => Evidence.Person;

    internal override Ruling? RefuseToSettle(
        MandateMatter what, Proposal proposal, StreamId on, ValueList<string> used, Instant at) =>
        RefuseInPerson()
        ?? Ruling.Refuse(Clauses.MembersDecide, Condition.Decision, Names.Of(proposal.Matter),
            Witness, Evidence.PuttingToMembers(proposal));

    internal override Ruling? RefuseInPerson() =>
        Evidence.MayAct ? null : Ruling.Refuse(Clauses.MembersOnly, Condition.Membership, OfWhat.ActingMember, Witness);

    internal override Ruling? RefuseInAdoption() => RefuseInPerson();
}

/// <summary>
/// As somebody that the host's directory places in an organisation or a network. They do not speak for it: a spokesperson does.
/// </summary>
/// <param name="Who">Who.</param>
/// <param name="Group">Of which organisation or network.</param>
/// <param name="Evidence">What the directory says of them.</param>
public sealed record AsStaff(PersonId Who, DirectoryGroup Group, DirectoryEvidence Evidence) : Capacity
{
    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Who { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Who);

    /// <summary>Of which organisation or network.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>, or neither an organisation nor a network.</exception>
    public DirectoryGroup Group { get; init => field = Party.Of(value).Group; } = Party.Of(Group).Group;

    /// <summary>What the directory says of them.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public DirectoryEvidence Evidence { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Evidence);

    /// <inheritdoc/>
    public override Party For => Party.Of(Group);

    /// <inheritdoc/>
    public override PersonId? Person => Who;

    internal override Ruling RefuseToSettle(
        MandateMatter what, Proposal proposal, StreamId on, ValueList<string> used, Instant at) => RefuseInPerson();

    internal override Ruling RefuseInPerson() =>
        Ruling.Refuse(Clauses.SpokespersonsOnly, Condition.Evidence, Group.ToString(), Witness);

    internal override Ruling? RefuseInAdoption() =>
        Evidence.Groups.Contains(Group) ? null : Ruling.Refuse(Clauses.StaffOnly, Condition.Evidence, Group.ToString(), Witness);
}

/// <summary>
/// As themself: a person who is an end of a link, such as a leader, or who adopts. Nobody acts as themself for a community or a
/// group, though they carry its link.
/// </summary>
/// <param name="Who">Who.</param>
public sealed record AsThemself(PersonId Who) : Capacity
{
    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Who { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Who);

    /// <inheritdoc/>
    public override Party For => Party.Of(Who);

    /// <inheritdoc/>
    public override PersonId? Person => Who;

    internal override Ruling? RefuseToSettle(
        MandateMatter what, Proposal proposal, StreamId on, ValueList<string> used, Instant at) => null;

    internal override Ruling? RefuseInPerson() => null;

    internal override Ruling? RefuseInAdoption() => null;
}

/// <summary>
/// That the host's directory names somebody as spokesperson of an organisation or a network. It is given with an act, and copied
/// into its event.
/// </summary>
/// <param name="Group">Of which organisation or network.</param>
/// <param name="Person">Who is named.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record Spokesperson(DirectoryGroup Group, PersonId Person, string Source) : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>Of which organisation or network.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>, or neither an organisation nor a network.</exception>
    public DirectoryGroup Group { get; init => field = Party.Of(value).Group; } = Party.Of(Group).Group;

    /// <summary>Who is named.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    /// <summary>Where the host has it from.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Source { get; init => field = KeyFormat.Checked(value, nameof(Source)); } =
        KeyFormat.Checked(Source, nameof(Source));
}
