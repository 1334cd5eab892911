using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// Who is at one end of a link, or adopts a practice: a community, an organisation or network of the host's directory, or one
/// person, such as a leader who is asked for something. A closed set.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(CommunityParty), "community")]
[JsonDerivedType(typeof(GroupParty), "group")]
[JsonDerivedType(typeof(PersonParty), "person")]
public abstract record Party
{
    private protected Party()
    {
    }

    /// <summary>A community.</summary>
    public static CommunityParty Of(CommunityId community) => new(community);

    /// <summary>An organisation or a network.</summary>
    public static GroupParty Of(DirectoryGroup group) => new(group);

    /// <summary>One person.</summary>
    public static PersonParty Of(PersonId person) => new(person);

    /// <summary>What an answer names it by.</summary>
    internal abstract Witness Witness { get; }

    /// <summary>What a sentence names it by.</summary>
    internal string Named => In(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    internal abstract string In(Wording wording);
}

/// <summary>A community.</summary>
/// <param name="Community">Which.</param>
public sealed record CommunityParty(CommunityId Community) : Party
{
    /// <summary>Which community.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Community { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Community);

    internal override Witness Witness => Witness.Of(Community);

    internal override string In(Wording wording) => Community.Value;
}

/// <summary>An organisation or a network, as the host's directory knows it.</summary>
/// <param name="Group">Which.</param>
public sealed record GroupParty(DirectoryGroup Group) : Party
{
    /// <summary>Which group.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>, or neither an organisation nor a network.</exception>
    public DirectoryGroup Group { get; init => field = Checked(value); } = Checked(Group);

    internal override Witness Witness => new(WitnessKind.Group, Group.ToString());

    internal override string In(Wording wording) => wording.Say("party.group", Group.In(wording));

    private static DirectoryGroup Checked(DirectoryGroup group) =>
        Guard.Against.Default(group).Kind is GroupKind.Organisation or GroupKind.Network
        ? group
        : throw new ArgumentException($"{group} is neither an organisation nor a network.", nameof(group));
}

/// <summary>One person.</summary>
/// <param name="Person">Who.</param>
public sealed record PersonParty(PersonId Person) : Party
{
    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override Witness Witness => Witness.Of(Person);

    internal override string In(Wording wording) => Person.Value;
}
