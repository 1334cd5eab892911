using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace TrustIntranet;

/// <summary>Something that a form asks.</summary>
/// <param name="Name">What it is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Hint">What helps.</param>
public abstract record Question(string Name, string Label, string? Hint)
{
    /// <summary>
    /// The deed whose form asks it, so that forms beside each other can ask the same; null on a page where only one asks it.
    /// </summary>
    public string? Deed { get; init; }

    /// <summary>
    /// How it stands on a page: what was sent stays in the form that sent it, and what is said to be wrong with it leads there.
    /// </summary>
    public Asked On(HttpContext context, ModelStateDictionary faults)
    {
        var form = context.Request.HasFormContentType ? context.Request.Form : null;
        var isAgain = Deed is null || form?["deed"].ToString() == Deed;
        var id = isAgain ? Name : Uri.EscapeDataString($"{Deed}-{Name}");
        var fault = isAgain && faults[Name] is { Errors: { Count: > 0 } errors } ? errors[0].ErrorMessage : null;
        var described =
            string.Join(
                ' ', new[] { Hint is null ? null : id + "-hint", fault is null ? null : id + "-fault" }.Where(
                    part => part is not null));
        return new(
            id, form is not null && isAgain && (form.ContainsKey(Name) || this is Several)
                ? form[Name] : (StringValues?)null, fault, described.Length > 0 ? described : null);
    }
}

/// <summary>A text to fill in.</summary>
/// <param name="Name">What it is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Hint">What helps.</param>
/// <param name="Rows">How many lines it has room for; one is a line.</param>
/// <param name="Value">What stands in it at first.</param>
public sealed record Field(string Name, string Label, string? Hint = null, int Rows = 1, string? Value = null)
    : Question(Name, Label, Hint);

/// <summary>One thing to choose from a list.</summary>
/// <param name="Name">What it is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Of">What there is to choose, and how it is called.</param>
/// <param name="Chosen">What is chosen at first.</param>
/// <param name="Hint">What helps.</param>
/// <param name="Unchosen">What stands there before anything is chosen; null where the first is chosen at first.</param>
public sealed record Choice(
    string Name, string Label, IEnumerable<(string Value, string Words)> Of, string? Chosen = null, string? Hint = null,
        string? Unchosen = null) : Question(Name, Label, Hint);

/// <summary>Any number of things to choose.</summary>
/// <param name="Name">What each that is chosen is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Of">What there is to choose, and how it is called.</param>
/// <param name="Chosen">What is chosen at first.</param>
/// <param name="Hint">What helps.</param>
public sealed record Several(
    string Name, string Label, IEnumerable<(string Value, string Words)> Of, IReadOnlyList<string>? Chosen = null,
        string? Hint = null) : Question(Name, Label, Hint);

/// <summary>A question as it stands on a page.</summary>
/// <param name="Id">What tells it from the others there.</param>
/// <param name="Sent">What was sent, where the page is shown again.</param>
/// <param name="Fault">What is wrong with that.</param>
/// <param name="DescribedBy">What describes it.</param>
public sealed record Asked(string Id, StringValues? Sent, string? Fault, string? DescribedBy);

/// <summary>What a form said. What is no answer to a question of it is noted as a fault, beside the question.</summary>
/// <param name="form">What was sent; null where nothing was.</param>
/// <param name="faults">Where faults are noted.</param>
public sealed class Sent(IFormCollection? form, ModelStateDictionary faults)
{
    /// <summary>
    /// What stands for words that are missing, so that the rest of a form is read. A fault is noted, and nothing is done with it.
    /// </summary>
    public static FreeText Nothing { get; } = FreeText.Of("-");

    /// <summary>What stands in a field, as it was sent; null for nothing.</summary>
    public string? this[string name] => form?[name].FirstOrDefault()?.Trim() is { Length: > 0 } said ? said : null;

    /// <summary>Words that the form must hold; a fault where it does not.</summary>
    public FreeText Text(string name, string missing)
    {
        if (Optional(name) is { } text) return text;
        if (faults.GetValidationState(name) != ModelValidationState.Invalid) Fault(name, missing);
        return Nothing;
    }

    /// <summary>Words that the form may hold; a fault where they cannot be kept.</summary>
    public FreeText? Optional(string name)
    {
        try
        {
            return FreeText.Maybe(form?[name].FirstOrDefault());
        }
        catch (ArgumentException)
        {
            Fault(name, $"Write at most {FreeText.Longest:N0} characters");
            return null;
        }
    }

    /// <summary>
    /// A short name that the form must hold, such as a community has; a fault where it does not, or where it is too long.
    /// </summary>
    public string Name(string name, string missing) => OptionalName(name) is { } said ? said : Faulty(name, missing);

    /// <summary>A short name that the form may hold; a fault where it is too long.</summary>
    public string? OptionalName(string name) => this[name] is not { } said
        ? null : Naming.Fits(said) ? said : Faulty(name, $"Use at most {KeyFormat.Longest} characters, and only what shows");

    /// <summary>A day that the form must hold, as people write it; a fault where it does not.</summary>
    public Instant Day(string name)
    {
        if (Plain.TryDay(this[name], out var day)) return Plain.Beginning(day);
        Fault(name, "Write a day, such as 27 March 2027");
        return Instant.MaxValue;
    }

    /// <summary>One of a list; a fault, and null, where it is none of them.</summary>
    public string? OneOf(string name, IEnumerable<(string Value, string Words)> of, string missing)
    {
        if (form?[name].FirstOrDefault() is { } said && of.Any(o => o.Value == said)) return said;
        Fault(name, missing);
        return null;
    }

    /// <summary>One of a closed set; a fault where it is none of them.</summary>
    public T OneOf<T>(string name, string missing)
        where T : struct, Enum
    {
        if (Enum.TryParse<T>(this[name], out var said) && Enum.IsDefined(said)) return said;
        Fault(name, missing);
        return default;
    }

    /// <summary>Those of a list that were chosen, in the order of the list.</summary>
    public IReadOnlyList<string> Those(string name, IEnumerable<(string Value, string Words)> of) =>
        [.. of.Select(o => o.Value).Where(value => form?[name].Contains(value) == true)];

    /// <summary>Notes what is wrong.</summary>
    public void Fault(string name, string words) => faults.AddModelError(name, words);

    private string Faulty(string name, string words)
    {
        if (faults.GetValidationState(name) != ModelValidationState.Invalid) Fault(name, words);
        return "?";
    }
}
