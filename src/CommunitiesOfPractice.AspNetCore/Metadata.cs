namespace CommunitiesOfPractice.AspNetCore;

/// <summary>That an endpoint takes acts on a kind of stream: its description lists them.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Begins">Whether it takes those that begin something whose id the host makes, and no others.</param>
internal sealed record ActsOn(StreamKind Kind, bool Begins);

/// <summary>One of our endpoints: what it is called, and what it asks and answers.</summary>
/// <param name="Operation">Its name among ours.</param>
/// <param name="Path">Its path below the prefix.</param>
/// <param name="View">In what form it answers; null where that is a document of the record.</param>
/// <param name="Query">What may be said in the query; nothing else may.</param>
internal sealed record Endpoint(string Operation, string Path, Type? View, params IReadOnlyList<Asked> Query)
{
    public string MediaType { get; init; } = "application/json";

    /// <summary>Whether somebody who is not signed in is answered too.</summary>
    public bool ForAnybody { get; init; }

    /// <summary>Whether it is about a community, which everybody signed in may know of.</summary>
    public bool IsOfCommunity => Path.StartsWith("/communities/{id}", StringComparison.Ordinal);
}

/// <summary>What may be said in a query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="What">What for.</param>
/// <param name="Type">As what it is read.</param>
internal sealed record Asked(string Name, string What, Type Type);
