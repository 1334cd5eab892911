namespace CommunitiesOfPractice;

/// <summary>
/// What a community may settle. A charter says who settles each matter. What no matter names is <see cref="AnythingElse"/>.
/// </summary>
public enum Matter
{
    /// <summary>Approving a request to join that the person made.</summary>
    Admit,
    /// <summary>Inviting somebody, who may then accept.</summary>
    Invite,
    /// <summary>Removing, suspending or barring somebody, and lifting a bar.</summary>
    Remove,
    /// <summary>Filling an office.</summary>
    Elect,
    /// <summary>Taking somebody out of an office before their term ends.</summary>
    Recall,
    /// <summary>Endorsing a practice note before it is shared.</summary>
    Endorse,
    /// <summary>Letting the linked communities read a practice note.</summary>
    WidenToLinked,
    /// <summary>Letting everyone the host lists read a practice note.</summary>
    WidenToSystem,
    /// <summary>Letting anyone read a practice note.</summary>
    WidenToPublic,
    /// <summary>Making, changing or ending a link across a boundary.</summary>
    Link,
    /// <summary>Calling a gathering.</summary>
    Gather,
    /// <summary>Putting a matter before the members.</summary>
    Open,
    /// <summary>Declaring the stage of the community's life.</summary>
    ChangeStage,
    /// <summary>Closing the community, or reviving it.</summary>
    Close,
    /// <summary>Merging with another community, or splitting.</summary>
    Merge,
    /// <summary>Changing the charter.</summary>
    Amend,
    /// <summary>Whatever no other matter names.</summary>
    AnythingElse,
}

/// <summary>Who settles a matter. A closed set.</summary>
[System.Text.Json.Serialization.JsonPolymorphic]
[System.Text.Json.Serialization.JsonDerivedType(typeof(AnyMember), "any-member")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(HolderOf), "holder-of")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Contributors), "contributors")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(MembersBy), "members-by")]
public abstract record Authority
{
    private protected Authority()
    {
    }

    /// <summary>Who settles it, as part of a sentence: <c>any member</c>.</summary>
    public string Sentence => In(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording) => Said(Guard.Against.Null(wording));

    /// <summary>The sentence that says that it settles a matter: <c>Any member may invite somebody.</c></summary>
    internal abstract string Settles(Matter matter, Wording wording);

    /// <summary>What it says, in the words of a host.</summary>
    private protected abstract string Said(Wording wording);

    /// <summary>What somebody does who settles a matter: <c>invite somebody</c>.</summary>
    private protected static string ToDo(Matter matter, Wording wording) => wording.Say($"matter.{Names.Of(matter)}.to");

    /// <summary>Whether this authority may settle <paramref name="matter"/> at all, whatever a charter says (law 4).</summary>
    internal abstract bool MaySettle(Matter matter);

    /// <summary>The refusal for somebody who acts on this matter alone, or null where they may.</summary>
    internal abstract Ruling? RefuseAlone(Sitting sitting, PersonId by, Matter matter);
}

/// <summary>Any member alone.</summary>
public sealed record AnyMember : Authority
{
    internal override string Settles(Matter matter, Wording wording) =>
        wording.Say("charter.any-member", ToDo(matter, wording));

    private protected override string Said(Wording wording) => wording.Say("authority.any-member");

    internal override bool MaySettle(Matter matter) =>
        matter is Matter.Admit or Matter.Invite or Matter.Gather or Matter.Open or Matter.Endorse;

    internal override Ruling? RefuseAlone(Sitting sitting, PersonId by, Matter matter) => sitting.RefuseUnlessActingMember(by);
}

/// <summary>
/// The holder of an office, alone. A convener serves, so the matters that a convener may settle in this way are few (law 4).
/// </summary>
/// <param name="Office">The office.</param>
public sealed record HolderOf(OfficeId Office) : Authority
{
    /// <summary>The office.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId Office { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Office);

    internal override string Settles(Matter matter, Wording wording) =>
        wording.Say("charter.holder-of", ToDo(matter, wording), Office);

    private protected override string Said(Wording wording) => wording.Say("authority.holder-of", Office);

    internal override bool MaySettle(Matter matter) => matter is Matter.Admit or Matter.Gather or Matter.Open;

    internal override Ruling? RefuseAlone(Sitting sitting, PersonId by, Matter matter) => sitting.RefuseUnlessHolds(by, Office);
}

/// <summary>Those who contributed to a practice note, each for their own part.</summary>
public sealed record Contributors : Authority
{
    internal override string Settles(Matter matter, Wording wording) =>
        wording.Say("charter.contributors", ToDo(matter, wording));

    private protected override string Said(Wording wording) => wording.Say("authority.contributors");

    internal override bool MaySettle(Matter matter) =>
        matter is Matter.Endorse or Matter.WidenToLinked or Matter.WidenToSystem or Matter.WidenToPublic;

    internal override Ruling? RefuseAlone(Sitting sitting, PersonId by, Matter matter) => sitting.RefuseUnlessActingMember(by);
}

/// <summary>The members together, by one of the charter's decision rules.</summary>
/// <param name="Rule">The rule's name in the charter.</param>
public sealed record MembersBy(string Rule) : Authority
{
    /// <summary>The rule's name in the charter.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public string Rule { get; init => field = Naming.Checked(value, nameof(Rule)); } = Naming.Checked(Rule, nameof(Rule));

    internal override string Settles(Matter matter, Wording wording) =>
        wording.Say("charter.members-by", ToDo(matter, wording), Rule);

    private protected override string Said(Wording wording) => wording.Say("authority.members-by", Rule);

    internal override bool MaySettle(Matter matter) => matter != Matter.Open;

    internal override Ruling? RefuseAlone(Sitting sitting, PersonId by, Matter matter) =>
        sitting.Refuse(Clauses.MembersDecide, Condition.Decision, Rule);
}
