using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Rules;

/// <summary>
/// How many must take part for a decision to count. It counts those who took part, never those who could have. An empty
/// electorate reaches no quorum. The set is closed.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(AbsoluteQuorum), "at-least")]
[JsonDerivedType(typeof(ShareQuorum), "share")]
[JsonDerivedType(typeof(SquareRootQuorum), "square-root")]
[JsonDerivedType(typeof(EachOf), "each-of")]
[JsonDerivedType(typeof(EitherOf), "either-of")]
[JsonDerivedType(typeof(SupportQuorum), "support")]
[JsonDerivedType(typeof(GroupQuorum), "groups")]
public abstract record Quorum
{
    private protected Quorum()
    {
    }

    /// <summary>Who must take part, in plain English.</summary>
    public string Sentence => In(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording) => Said(Guard.Against.Null(wording));

    /// <summary>What it says, in the words of a host.</summary>
    private protected abstract string Said(Wording wording);

    /// <summary>So many people.</summary>
    public static Quorum AtLeast(int people) => new AbsoluteQuorum(people);

    /// <summary>A share of those entitled to vote.</summary>
    public static Quorum Share(Ratio share) => new ShareQuorum(share);

    /// <summary>Both: the greater of two.</summary>
    public static Quorum GreaterOf(Quorum one, Quorum other) => new EachOf([one, other]);

    /// <summary>Either: the lesser of two.</summary>
    public static Quorum LesserOf(Quorum one, Quorum other) => new EitherOf([one, other]);

    /// <summary>Who must take part, as a part of a longer sentence: in brackets, where it is made of several.</summary>
    internal string AsPart(Wording wording) => Parts.Count > 1 ? wording.Say("quorum.brackets", In(wording)) : In(wording);

    /// <summary>What is left of it at a second call that keeps quorums of groups; null where nothing is.</summary>
    internal virtual Quorum? OfGroups() => null;

    /// <summary>Who must take part at a second call.</summary>
    internal string SecondCallSentence(bool dropsGroups) =>
        "at least two people, or one where only one has a vote,"
            + (!dropsGroups && OfGroups() is { } groups ? $" and {groups.AsPart(Wording.English)}" : "");

    /// <summary>Whether a turnout reaches it.</summary>
    internal abstract bool IsReached(Turnout turnout);

    /// <summary>Whether it is reached when everybody there is votes for.</summary>
    internal virtual bool CanBeReachedBy(Everybody everybody) => IsReached(new Turnout(everybody.AllFor, _ => []));

    /// <summary>The quorums that it is made of.</summary>
    private protected virtual IReadOnlyList<Quorum> Parts => [];

    /// <summary>What is wrong with its own numbers, however many people there are.</summary>
    private protected virtual IEnumerable<string> OwnFaults(Wording wording) => [];

    /// <summary>Several as one, with the same word between each two.</summary>
    private protected static string Several(Wording wording, IEnumerable<Quorum> quorums, string last) =>
        quorums.Select(quorum => quorum.AsPart(wording)).Aggregate((before, next) => wording.List([before, next], last));

    /// <summary>
    /// What is wrong with its numbers and with those of its parts, however many people there are: for the charter check.
    /// </summary>
    internal IEnumerable<string> Faults(Wording wording, int depth = 1, bool inGroup = false)
    {
        if (depth > Bounds.Deepest) return [wording.Say("fault.quorum-deep", Bounds.Deepest)];
        IEnumerable<string> counted = inGroup && this is GroupQuorum or SupportQuorum
            ? [wording.Say("fault.quorum-of-group", In(wording))]
            : [];
        return OwnFaults(wording).Concat(counted)
            .Concat(Parts.SelectMany(part => part.Faults(wording, depth + 1, inGroup || this is GroupQuorum)));
    }
}

/// <summary>What a quorum is asked of: the count, and the turnout of each group of a kind.</summary>
internal sealed record Turnout(VoiceCount Count, Func<GroupKind, IReadOnlyList<GroupTurnout>> Groups);

/// <summary>How many of a group were entitled to vote and took part.</summary>
internal readonly record struct GroupTurnout(DirectoryGroup Group, int Eligible, int TookPart);

/// <summary>A number of people.</summary>
/// <param name="People">At least one.</param>
public sealed record AbsoluteQuorum(int People) : Quorum
{
    /// <summary>How many.</summary>
    /// <exception cref="ArgumentException">Less than one.</exception>
    public int People { get; init => field = Guard.Against.NegativeOrZero(value); } = Guard.Against.NegativeOrZero(People);

    private protected override string Said(Wording wording) => wording.Count("quorum.people", People);

    internal override bool IsReached(Turnout turnout) => turnout.Count.TookPart >= People;
}

/// <summary>A share of those entitled to vote.</summary>
/// <param name="Of">The share: at least so much.</param>
public sealed record ShareQuorum(Ratio Of) : Quorum
{
    /// <summary>The share: at least so much.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public Ratio Of { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Of);

    private protected override string Said(Wording wording) => wording.Say("quorum.share", Of.In(wording));

    internal override bool IsReached(Turnout turnout) =>
        turnout.Count.TookPart > 0 && Of.IsReachedBy(turnout.Count.TookPart, turnout.Count.Eligible);

    private protected override IEnumerable<string> OwnFaults(Wording wording) =>
        Bounds.Share(wording, Of, "fault.quorum-share");
}

/// <summary>A multiple of the square root of the electorate, compared by squares.</summary>
/// <param name="Times">How many times the square root: at least so much.</param>
public sealed record SquareRootQuorum(Ratio Times) : Quorum
{
    /// <summary>How many times the square root: at least so much.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public Ratio Times { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Times);

    private protected override string Said(Wording wording) => wording.Say("quorum.square-root", Times.In(wording));

    internal override bool IsReached(Turnout turnout)
    {
        var (took, top, bottom) =
            ((System.Numerics.BigInteger)turnout.Count.TookPart, (System.Numerics.BigInteger)Times.Numerator, Times.Denominator);
        return took > 0 && took * took * bottom * bottom >= top * top * turnout.Count.Eligible;
    }

    private protected override IEnumerable<string> OwnFaults(Wording wording) =>
        Times.Numerator == 0 ? [wording.Say("fault.quorum-root")] : [];
}

/// <summary>Several quorums, all of which must be reached: the greater of two, or turnout and support together.</summary>
/// <param name="Quorums">The quorums.</param>
public sealed record EachOf(ValueList<Quorum> Quorums) : Quorum
{
    /// <summary>The quorums.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public ValueList<Quorum> Quorums { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Quorums);

    private protected override string Said(Wording wording) =>
        Quorums.Count == 0 ? wording.Say("quorum.none") : Several(wording, Quorums, "list.and");

    internal override bool IsReached(Turnout turnout) => Quorums.Count > 0 && Quorums.All(q => q.IsReached(turnout));

    internal override Quorum? OfGroups() =>
        Quorums.Select(q => q.OfGroups()).OfType<Quorum>().ToValueList() is { Count: > 0 } groups ? new EachOf(groups) : null;

    internal override bool CanBeReachedBy(Everybody everybody) =>
        Quorums.Count > 0 && Quorums.All(q => q.CanBeReachedBy(everybody));

    private protected override IReadOnlyList<Quorum> Parts => Quorums;

    private protected override IEnumerable<string> OwnFaults(Wording wording) =>
        Quorums.Count == 0 ? [wording.Say("fault.quorum-empty")] : [];
}

/// <summary>Several quorums, any of which suffices: the lesser of two.</summary>
/// <param name="Quorums">The quorums.</param>
public sealed record EitherOf(ValueList<Quorum> Quorums) : Quorum
{
    /// <summary>The quorums.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public ValueList<Quorum> Quorums { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Quorums);

    private protected override string Said(Wording wording) =>
        Quorums.Count == 0 ? wording.Say("quorum.none") : Several(wording, Quorums, "list.or");

    internal override bool IsReached(Turnout turnout) => Quorums.Any(q => q.IsReached(turnout));

    // Where one of them asks for no groups, none need be reached.
    internal override Quorum? OfGroups() => Quorums.Select(q => q.OfGroups()).ToArray() is var groups
        && groups.All(q => q is not null) ? new EitherOf(groups.Select(q => q!).ToValueList()) : null;

    internal override bool CanBeReachedBy(Everybody everybody) => Quorums.Any(q => q.CanBeReachedBy(everybody));

    private protected override IReadOnlyList<Quorum> Parts => Quorums;

    private protected override IEnumerable<string> OwnFaults(Wording wording) =>
        Quorums.Count == 0 ? [wording.Say("fault.quorum-empty")] : [];
}

/// <summary>A share of those entitled to vote who vote for: support, beside turnout.</summary>
/// <param name="Of">The share: at least so much.</param>
public sealed record SupportQuorum(Ratio Of) : Quorum
{
    /// <summary>The share: at least so much.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public Ratio Of { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Of);

    private protected override string Said(Wording wording) => wording.Say("quorum.support", Of.In(wording));

    internal override bool IsReached(Turnout turnout) =>
        turnout.Count.For > 0 && Of.IsReachedBy(turnout.Count.For, turnout.Count.Eligible);

    private protected override IEnumerable<string> OwnFaults(Wording wording) =>
        Bounds.Share(wording, Of, "fault.quorum-support");
}

/// <summary>
/// Organisations, professions or other groups that each reach a quorum of their own, so that no bloc decides alone (feature 36).
/// A person counts for one group: the first of that kind in the directory's order, else the first that they declared. It asks for
/// no more groups than the electorate has (law 16).
/// </summary>
/// <param name="Kind">The kind of group.</param>
/// <param name="Within">The quorum of each.</param>
/// <param name="Groups">How many groups must reach it; null for every group that has somebody in the electorate.</param>
public sealed record GroupQuorum(GroupKind Kind, Quorum Within, int? Groups = null) : Quorum
{
    /// <summary>The kind of group.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public GroupKind Kind { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Kind);

    /// <summary>The quorum of each.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Quorum Within { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Within);

    /// <summary>How many groups must reach it.</summary>
    /// <exception cref="ArgumentException">Less than one.</exception>
    public int? Groups { get; init => field = value is { } some ? Guard.Against.NegativeOrZero(some, nameof(Groups)) : null; } =
        Groups is { } groups ? Guard.Against.NegativeOrZero(groups, nameof(Groups)) : null;

    private protected override string Said(Wording wording) => Groups is { } some
        ? wording.Say("quorum.groups", Within.AsPart(wording), wording.Count("quorum.groups." + Names.Of(Kind), some))
        : wording.Say("quorum.each-group", Within.AsPart(wording), wording.Of(Kind));

    internal override bool IsReached(Turnout turnout)
    {
        var groups = turnout.Groups(Kind);
        return turnout.Count.TookPart > 0
            && groups.Count(g => IsReachedIn(g.Eligible, g.TookPart)) >= Math.Min(Groups ?? groups.Count, groups.Count);
    }

    internal override Quorum OfGroups() => this;

    // Of a group only who takes part is counted.
    private bool IsReachedIn(int eligible, int tookPart) =>
        Within.IsReached(new Turnout(new VoiceCount(eligible, tookPart, 0, 0), _ => []));

    // Where nobody is known to be in a group, people are taken to be spread evenly over as many as it asks for.
    internal override bool CanBeReachedBy(Everybody everybody)
    {
        if (Groups > everybody.Count) return false;
        var groups = everybody.In(Kind);
        var spread = everybody.Count / (Groups ?? 1);
        return groups.Count == 0 ? IsReachedIn(spread, spread) : IsReached(new Turnout(everybody.AllFor, _ => groups));
    }

    private protected override IReadOnlyList<Quorum> Parts => [Within];
}
