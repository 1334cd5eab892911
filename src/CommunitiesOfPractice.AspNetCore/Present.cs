namespace CommunitiesOfPractice.AspNetCore;

/// <summary>What a host knows at one position of the record: every stream as it stands, who may read what, and the directory. An immutable snapshot.</summary>
/// <param name="Landscape">Every community, link, note and adoption.</param>
/// <param name="Commons">Who may read what, and why.</param>
/// <param name="Directory">Whom the host lists, and where they are.</param>
public sealed record Present(Landscape Landscape, Commons Commons, HostDirectory Directory)
{
    /// <summary>Before anything was read.</summary>
    internal static Present Empty { get; } = new(Landscape.Empty, Commons.Empty, new HostDirectory("none", [], [], []));

    internal Present After(IReadOnlyList<Recorded> lines) => this with { Landscape = Landscape.After(lines), Commons = Commons.After(lines) };

    internal Present With(HostDirectory directory) => this with { Commons = Commons.With(directory), Directory = directory };

    internal Present At(Instant now) => this with { Commons = Commons.At(now) };
}
