namespace CommunitiesOfPractice;

/// <summary>
/// Everybody there is, all voting for. The charter check holds quorums and limits against it. Fewer than two count as two,
/// because a community grows, and nothing is known of their groups.
/// </summary>
/// <param name="people">How many there are.</param>
/// <param name="groups">The groups of each, the first of a kind being the group they count for; null where they are not
/// known.</param>
internal sealed class Everybody(int people, Func<IEnumerable<IEnumerable<DirectoryGroup>>>? groups = null)
{
    /// <summary>As many as a community is checked for where it has fewer.</summary>
    private const int Fewest = 2;

    public int Count { get; } = Math.Max(people, Fewest);

    public VoiceCount AllFor => new(Count, Count, Count, 0);

    /// <summary>The turnout of each group of a kind; none where nobody is known to be in one.</summary>
    public IReadOnlyList<GroupTurnout> In(GroupKind kind) => people < Fewest || groups is null ? [] : groups()
        .SelectMany(of => of.Where(group => group.Kind == kind).Take(1))
        .GroupBy(group => group)
        .Select(group => new GroupTurnout(group.Key, group.Count(), group.Count()))
        .ToArray();
}
