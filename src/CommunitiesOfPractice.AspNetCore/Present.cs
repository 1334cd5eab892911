namespace CommunitiesOfPractice.AspNetCore;

/// <summary>What a host knows at one position of the record: every stream as it stands, who may read what, and the directory. An immutable snapshot.</summary>
/// <param name="Commons">Who may read what, and why.</param>
/// <param name="Directory">Whom the host lists, and where they are.</param>
public sealed record Present(Commons Commons, HostDirectory Directory)
{
    /// <summary>Every community, link, note and adoption.</summary>
    public Landscape Landscape => Commons.Landscape;

    /// <summary>
    /// Whether something has fallen due in a stream that the record does not hold yet. What it came to may still change, because another
    /// process may record an act from before it; so it is not told. A decision whose time is over is then
    /// <em>closed, being recorded</em>.
    /// </summary>
    /// <param name="on">Which stream.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>.</exception>
    public bool IsBeingRecorded(StreamId on, Instant at) => Landscape.NextDueIn(on) <= at;

    /// <summary>
    /// The instant at which to ask a stream, so that its answer tells nothing that is not recorded: now, or just before what has fallen due
    /// and <see cref="IsBeingRecorded"/>.
    /// </summary>
    /// <param name="on">Which stream.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>.</exception>
    public Instant WhenToAsk(StreamId on, Instant at) => Landscape.NextDueIn(on) is { } due && due <= at ? Instant.Max(due - Duration.Epsilon, Years.First) : at;

    /// <summary>Whether voting on a decision of a community is over and what it came to <see cref="IsBeingRecorded"/>.</summary>
    /// <param name="community">Which community.</param>
    /// <param name="decision">Which decision.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="ArgumentNullException"><paramref name="decision"/> is null.</exception>
    public bool IsResultBeingRecorded(CommunityId community, Decision decision, Instant at) =>
        Guard.Against.Null(decision) is { Result: null } && decision.ClosesAt <= at && IsBeingRecorded(StreamId.Of(community), at);

    /// <summary>Before anything was read.</summary>
    internal static Present Empty { get; } = new(Commons.Empty, new HostDirectory("none", [], [], []));

    internal Present After(IReadOnlyList<Recorded> lines) => this with { Commons = Commons.After(lines) };

    internal Present With(HostDirectory directory) => this with { Commons = Commons.With(directory), Directory = directory };

    internal Present At(Instant now) => this with { Commons = Commons.At(now) };
}
