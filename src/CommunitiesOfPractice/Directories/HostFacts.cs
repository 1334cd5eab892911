namespace CommunitiesOfPractice;

/// <summary>
/// Reports that the host no longer lists somebody: a leaver. They are counted as away, keep their standing, and are back when
/// listed again. This is entrenched, so that people who are gone never lock a community. Refused where the community has no
/// standing for them, or they are away already.
/// </summary>
/// <param name="Person">The person.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportLeaver(PersonId Person, string Source) : CommunityFact(Source)
{
    /// <summary>The person.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessKnown(Person)
        ?? (sitting.Roll[Person].IsAway
            ? sitting.Refuse(Clauses.Away, Condition.Novelty, Person.Value, Witness.Of(Person))
            : null)
        ?? sitting.Allow(Clauses.HostFacts, Witness.Of(Person), new PersonUnlisted(Person, Source));
}

/// <summary>Reports that the host lists somebody again: they are no longer away. Refused where they are not away.</summary>
/// <param name="Person">The person.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportJoiner(PersonId Person, string Source) : CommunityFact(Source)
{
    /// <summary>The person.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Roll[Person].IsAway
            ? null
            : sitting.Refuse(Clauses.NotAway, Condition.Existence, Person.Value, Witness.Of(Person)))
        ?? sitting.Allow(Clauses.HostFacts, Witness.Of(Person), new PersonListed(Person, Source));
}

/// <summary>
/// Reports that the host's directory places somebody in groups: a mover. What it said before has ended and is kept. Refused where
/// the community has no standing for them.
/// </summary>
/// <param name="Person">The person.</param>
/// <param name="Groups">The groups, all of them.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportMover(PersonId Person, ValueList<DirectoryGroup> Groups, string Source) : CommunityFact(Source)
{
    /// <summary>The person.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    /// <summary>The groups, all of them.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public ValueList<DirectoryGroup> Groups { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Groups);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessKnown(Person)
        ?? sitting.Allow(Clauses.HostFacts, Witness.Of(Person), new AffiliationsRecorded(Person, Groups, Source));
}

/// <summary>
/// Reports that the host has imported this community's history from another host (law 15). Every membership remains as it was.
/// Its holder acts and is counted once they have claimed it by an act of their own (<see cref="ClaimPlace"/>). Leaving needs no
/// claim. Refused where the community has not been founded.
/// </summary>
/// <param name="Source">Where the host has it from.</param>
public sealed record Import(string Source) : CommunityFact(Source)
{
    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Life.Status is Status.Open or Status.Dormant or Status.Closed
            ? null
            : sitting.Refuse(
                Clauses.NotFounded, Condition.Founding, sitting.Community.Id.Value, Witness.Of(sitting.Community.Id)))
        ?? sitting.Allow(Clauses.Importing, Witness.Of(sitting.Community.Id), new CommunityImported(Source));
}
