namespace CommunitiesOfPractice;

/// <summary>
/// The host no longer lists somebody: a leaver. They are counted as away, keep their standing, and are back when listed again;
/// this is entrenched, so that people who are gone never lock a community. Refused where the community has no standing for
/// them, or they are away already.
/// </summary>
/// <param name="Person">Who.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportLeaver(PersonId Person, string Source) : HostFact(Source)
{
    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessKnown(Person)
        ?? (sitting.Roll[Person].IsAway ? sitting.Refuse(Clauses.Away, Condition.Novelty, Person.Value, Witness.Of(Person)) : null)
        ?? sitting.Allow(Clauses.HostFacts, Witness.Of(Person), new PersonUnlisted(Person, Source));
}

/// <summary>The host lists somebody again: they are no longer away. Refused where they are not away.</summary>
/// <param name="Person">Who.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportJoiner(PersonId Person, string Source) : HostFact(Source)
{
    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Roll[Person].IsAway ? null : sitting.Refuse(Clauses.NotAway, Condition.Existence, Person.Value, Witness.Of(Person)))
        ?? sitting.Allow(Clauses.HostFacts, Witness.Of(Person), new PersonListed(Person, Source));
}

/// <summary>
/// The host's directory places somebody in groups: a mover. What it said before has ended and is kept. Refused where the community
/// has no standing for them.
/// </summary>
/// <param name="Person">Who.</param>
/// <param name="Groups">The groups, all of them.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportMover(PersonId Person, ValueList<DirectoryGroup> Groups, string Source) : HostFact(Source)
{
    /// <summary>Who.</summary>
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
/// Two keys are found to be one person, for good (law 13): one membership, one vote. What the second held or had held passes to the first, unless the
/// first holds it too. A bar on either is a bar on both, and so is a declined request until one may ask again. A petition that both signed is signed once. What is before the
/// members about the second key is about the first. Of two places in the electorate of an open decision one stays, and of two ballots the first key's; a place that only the second key had, and
/// its ballot, are the first's. An objection of either stays open, and whoever objects votes for it no longer. Two candidacies are one until voting opens; afterwards they stay two options of one
/// person, who takes one seat. What is closed stays as it was decided, and so does what lies in a sealed box. Who is listed under either key is not away. From then on every act by the second key, or about it, is
/// refused. Refused, in this order: either was found to be a second key before; the two are one key; the community knows neither.
/// </summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record MergeKeys(PersonId Kept, PersonId Dropped, string Source) : HostFact(Source)
{
    /// <summary>The key that stays.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Kept { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Kept);

    /// <summary>The key that goes.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Dropped { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Dropped);

    internal override IEnumerable<PersonId> Named => [Kept, Dropped];

    internal override Ruling Rule(Sitting sitting) =>
        new OnePerson(Kept, Dropped).RefuseUnlessTwoKeys()
        ?? (sitting.RefuseUnlessKnown(Kept) is null ? null : sitting.RefuseUnlessKnown(Dropped))
        ?? sitting.Allow(Clauses.OnePerson, Witness.Of(Kept), new KeysMerged(Kept, Dropped, Source));
}

/// <summary>
/// Somebody asked the host to be forgotten, and the law gives them that: what they hold here ends, as if they had left, and the
/// host may then replace their key throughout the record. An appeal of theirs that is before the members is withdrawn. Counts and other decisions stay as they were. Refused where the community
/// has no record of them.
/// </summary>
/// <param name="Person">Who.</param>
/// <param name="Source">The request it rests on.</param>
public sealed record Forget(PersonId Person, string Source) : HostFact(Source)
{
    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessKnown(Person)
        ?? sitting.Allow(Clauses.Forgetting, Witness.Of(Person),
            [.. sitting.Departure(Person, new PersonForgotten(Person, Source)), .. sitting.AppealsTakenBack(Person)]);
}

/// <summary>
/// The host has imported this community's history from another host (law 15): every membership stands as it did, and its holder acts
/// and is counted once they have claimed it by an act of their own (<see cref="ClaimPlace"/>). Leaving needs no claim. Refused where the
/// community has not been founded.
/// </summary>
/// <param name="Source">Where the host has it from.</param>
public sealed record Import(string Source) : HostFact(Source)
{
    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Life.Status is Status.Open or Status.Dormant or Status.Closed
            ? null
            : sitting.Refuse(Clauses.NotFounded, Condition.Founding, sitting.Community.Id.Value, Witness.Of(sitting.Community.Id)))
        ?? sitting.Allow(Clauses.Importing, Witness.Of(sitting.Community.Id), new CommunityImported(Source));
}
