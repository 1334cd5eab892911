namespace CommunitiesOfPractice;

/// <summary>
/// As much of one contributor as may be shown: a person, or the role or organisation they contributed from. A contributor who is
/// not attributed has no credit.
/// </summary>
public sealed record Credit
{
    private Credit(PersonId? person, DirectoryGroup? group) => (Person, Group) = (person, group);

    /// <summary>The person; null where they are not named.</summary>
    public PersonId? Person { get; }

    /// <summary>Their role or organisation; null where that is not shown.</summary>
    public DirectoryGroup? Group { get; }

    /// <summary>A person by name.</summary>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    public static Credit To(PersonId person) => new(Guard.Against.Default(person), null);

    /// <summary>Somebody by their role or organisation.</summary>
    /// <exception cref="ArgumentException"><paramref name="group"/> is <c>default</c>.</exception>
    public static Credit To(DirectoryGroup group) => new(null, Guard.Against.Default(group));
}
