namespace CommunitiesOfPractice.Events;

/// <summary>The members amended the charter.</summary>
/// <param name="Version">Its new number.</param>
/// <param name="Charter">The charter.</param>
/// <param name="InForceFrom">From when it applies.</param>
/// <param name="Decision">The decision that carried it.</param>
public sealed record CharterAmended(int Version, Charter Charter, Instant InForceFrom, DecisionId Decision) : CommunityEvent
{
    /// <summary>The version whose place it takes, which was adopted and never came into force. Null for none.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public int? Supersedes { get; init; }

    internal override void Apply(Draft community, Entry entry)
    {
        var before = Supersedes is { } never
            ? community.Charters.Select(c => c.Number == never ? c with { SupersededBy = Version } : c).ToValueList()
            : community.Charters;
        community.Charters = before.With(new CharterVersion(Version, Charter, entry.At, InForceFrom, Decision));
        if (Supersedes is { } superseded) community.Agenda.Set(new CharterDue(superseded), null);
        community.Agenda.Set(new CharterDue(Version), InForceFrom);
    }
}

/// <summary>An amended charter came into force: members are asked to accept it, and lose nothing meanwhile.</summary>
/// <param name="Version">The version.</param>
public sealed record CharterCameIntoForce(int Version) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Agenda.Set(new CharterDue(Version), null);
        PetitionDue.CheckAll(community);
    }
}
