namespace CommunitiesOfPractice.AspNetCore;

/// <summary>That an endpoint takes acts on a kind of stream: its description lists them.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Begins">Whether it takes those that begin something whose id the host makes, and no others.</param>
internal sealed record ActsOn(StreamKind Kind, bool Begins);

/// <summary>That an endpoint answers.</summary>
/// <param name="View">In what form.</param>
/// <param name="Query">What may be said in the query, and what for.</param>
internal sealed record Answers(Type View, params (string Name, string What)[] Query)
{
    public string MediaType { get; init; } = "application/json";
}
