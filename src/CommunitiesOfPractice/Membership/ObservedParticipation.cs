namespace CommunitiesOfPractice;

/// <summary>
/// How participation is observed from what people do, with hysteresis. A level is reached at one number of acts and left at a
/// lower number, so that nobody's description flickers (feature 17). It is a description, never a score: it grants nothing and
/// removes nothing (law 14).
/// </summary>
/// <param name="Window">How far back acts are counted.</param>
/// <param name="Occasional">Acts in the window from which somebody takes part occasionally.</param>
/// <param name="Active">Acts from which somebody is active.</param>
/// <param name="Core">Acts from which somebody is at the core.</param>
/// <param name="Slack">How many fewer acts keep somebody at a level they had.</param>
public sealed record ParticipationPolicy(Duration Window, int Occasional, int Active, int Core, int Slack)
{
    /// <summary>How far back acts are counted.</summary>
    /// <exception cref="ArgumentException">It is not longer than nothing.</exception>
    public Duration Window {
        get; init => field = Guard.Against.OutOfRange(value, nameof(Window), Duration.Epsilon, Duration.MaxValue); } =
        Guard.Against.OutOfRange(Window, nameof(Window), Duration.Epsilon, Duration.MaxValue);

    /// <summary>Acts in the last ninety days: one, four and twelve, with a slack of a third of each step.</summary>
    public static ParticipationPolicy Quarterly { get; } = new(Duration.FromDays(90), 1, 4, 12, 1);

    /// <summary>
    /// The level after so many acts, for somebody who was at a level before. Nobody who does nothing at all is kept at a level by
    /// slack.
    /// </summary>
    public Participation Observe(int acts, Participation before)
    {
        var (up, down) = (Level(acts), acts == 0 ? Participation.Peripheral : Level(acts + Slack));
        return up < before ? up : down > before ? down : before;
    }

    private Participation Level(int acts) =>
        acts >= Core ? Participation.Core
        : acts >= Active ? Participation.Active
        : acts >= Occasional ? Participation.Occasional
        : Participation.Peripheral;
}

/// <summary>Reads participation from a record.</summary>
public static class ObservedParticipation
{
    /// <summary>
    /// The level of everybody who is a member at an instant, as observed at the end of each window since the first event. What
    /// somebody declared comes first, and is kept until they declare something else. Acts are events that a person did. What fell
    /// due or the host reported counts for nobody.
    /// </summary>
    /// <param name="history">All events of one community.</param>
    /// <param name="policy">How to observe.</param>
    /// <param name="at">The instant.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="RecordException">The history is not that of a community.</exception>
    public static IReadOnlyDictionary<PersonId,
        Participation> Of(IReadOnlyList<Entry> history, ParticipationPolicy policy, Instant at)
    {
        Guard.Against.Null(policy);
        var community = Community.Replay(Guard.Against.Null(history).Where(e => e.At <= at));
        var acts = history.Where(e => e.By is not null && e.At <= at).ToLookup(e => e.By!.Value, e => e.At);
        return community.Members.ToDictionary(
            person => person,
            person => community.StandingOf(person).Participation ?? Observed(acts[person].ToArray(), history[0].At, policy, at));
    }

    private static Participation Observed(Instant[] acts, Instant start, ParticipationPolicy policy, Instant at)
    {
        var level = Participation.Peripheral;
        for (var end = start + policy.Window; ; end += policy.Window)
        {
            var until = Instant.Min(end, at);
            level = policy.Observe(acts.Count(a => a > until - policy.Window && a <= until), level);
            if (until == at) return level;
        }
    }
}
