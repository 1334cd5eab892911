namespace CommunitiesOfPractice.AspNetCore;

/// <summary>That an endpoint takes acts on a kind of stream: its description lists them.</summary>
internal sealed record ActsOn(StreamKind Kind);

/// <summary>That an endpoint answers.</summary>
/// <param name="View">In what form.</param>
/// <param name="Query">What may be said in the query, and what for.</param>
internal sealed record Answers(Type View, params (string Name, string What)[] Query)
{
    public string MediaType { get; init; } = "application/json";
}
