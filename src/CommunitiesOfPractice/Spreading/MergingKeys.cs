namespace CommunitiesOfPractice;

/// <summary>
/// The host has found two keys to be one person (law 13): one adopter, one who looks after it. It settles nothing else. Refused, in this order: nobody considers the note here; the two
/// are one key; the adoption knows neither.
/// </summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record MergeAdoptionKeys(PersonId Kept, PersonId Dropped, string Source) : AdoptionAct
{
    /// <summary>The key that stays.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Kept { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Kept);

    /// <summary>The key that goes.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Dropped { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Dropped);

    /// <summary>Where the host has it from.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Source { get; init => field = KeyFormat.Checked(value, nameof(Source)); } = KeyFormat.Checked(Source, nameof(Source));

    /// <inheritdoc/>
    public override PersonId? Actor => null;

    internal override IEnumerable<PersonId> Named => [Kept, Dropped];

    internal override Ruling Rule(Adoption adoption, Instant at) =>
        adoption.RefuseUnlessConsidered()
        ?? new OnePerson(Kept, Dropped).RefuseUnlessTwoKeys()
        ?? (adoption.Knows(Kept) || adoption.Knows(Dropped) ? null : Ruling.Refuse(Clauses.NobodyInAdoption, Condition.Existence, Dropped.Value, adoption.Self))
        ?? Ruling.Allow(Clauses.OnePerson, Witness.Of(Kept), new AdoptionKeysMerged(Kept, Dropped, Source));
}

public sealed partial record Adoption
{
    internal bool Knows(PersonId person) => Adopter == Party.Of(person) || Owner == person || SecondKeys.Of.Has(person);
}
