namespace CommunitiesOfPractice.AspNetCore;

/// <summary>That an endpoint takes acts on a kind of stream: its description lists them.</summary>
internal sealed record ActsOn(StreamKind Kind);

/// <summary>That an endpoint answers a question.</summary>
/// <param name="OfOne">Whether about one thing, by its id.</param>
internal sealed record Reads(bool OfOne);
