namespace CommunitiesOfPractice;

/// <summary>An act on a gathering by a person.</summary>
/// <param name="By">Who acts. <c>default</c> is refused.</param>
public abstract record PersonalGatheringAct(PersonId By) : GatheringAct, IDoneBy<PersonId>
{
    /// <summary>Who acts.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId By { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(By);

    /// <inheritdoc/>
    public sealed override PersonId? Actor => By;

    internal override Act? DoneBy(PersonId person) => this with { By = person };
}

/// <summary>An act on a gathering for one of the communities that call it.</summary>
/// <param name="By">In what capacity: as a member, or by the mandate of the members together.</param>
/// <param name="Home">What the community's record says of calling gatherings.</param>
public abstract record CallersAct(Capacity By, CallingEvidence Home) : GatheringAct, IDoneBy<Capacity>
{
    /// <summary>In what capacity.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Capacity By { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(By);

    /// <summary>What the community's record says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public CallingEvidence Home { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Home);

    /// <inheritdoc/>
    public sealed override PersonId? Actor => By.Person;

    // A capacity rests on what a record says of this key.
    internal sealed override Act? DoneBy(PersonId person) => null;

    private protected Ruling Allow(Clause clause, CallersEvent happened, params Event[] then) =>
        Ruling.Allow(clause, By.Witness, [happened with { As = By }, .. then]);
}

/// <summary>
/// An act by the person who looks after a gathering. It asks what the record of its community says of them, so that somebody who
/// has left, is away, on leave, suspended or barred looks after none (law 3).
/// </summary>
/// <param name="By">Who acts. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the gathering's community says of them.</param>
public abstract record OrganisersAct(PersonId By, CallingEvidence Home) : PersonalGatheringAct(By)
{
    /// <summary>What the community's record says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public CallingEvidence Home { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Home);

    // The evidence is of this key.
    internal sealed override Act? DoneBy(PersonId person) => null;
}
