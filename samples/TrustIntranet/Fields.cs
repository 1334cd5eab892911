namespace TrustIntranet;

/// <summary>A text to fill in.</summary>
/// <param name="Name">What it is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Hint">What helps.</param>
/// <param name="Rows">How many lines it has room for; one is a line.</param>
/// <param name="Value">What stands in it at first.</param>
public sealed record Field(string Name, string Label, string? Hint = null, int Rows = 1, string? Value = null);

/// <summary>Something to choose from a list.</summary>
/// <param name="Name">What it is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Of">What there is to choose, and how it is called.</param>
/// <param name="Chosen">What is chosen at first.</param>
/// <param name="Hint">What helps.</param>
public sealed record Choice(string Name, string Label, IEnumerable<(string Value, string Words)> Of, string? Chosen = null, string? Hint = null);
