namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// What a host knows at one position of the record: every stream as it is then, who may read what, and the directory. An
/// immutable snapshot.
/// </summary>
/// <param name="Commons">Who may read what, and why.</param>
/// <param name="Directory">Whom the host lists, and where they are.</param>
public sealed record Present(Commons Commons, HostDirectory Directory)
{
    /// <summary>Every community, link, note and adoption.</summary>
    public Landscape Landscape => Commons.Landscape;

    /// <summary>Before anything was read.</summary>
    internal static Present Empty { get; } = new(Commons.Empty, new HostDirectory("none", [], [], []));

    internal Present After(IReadOnlyList<Recorded> lines) => this with { Commons = Commons.After(lines) };

    internal Present With(HostDirectory directory) => this with { Commons = Commons.With(directory), Directory = directory };

    internal Present At(Instant now) => this with { Commons = Commons.At(now) };
}
