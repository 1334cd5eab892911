using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>Something that a form asks.</summary>
/// <param name="Name">What it is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Hint">What helps; null for nothing.</param>
public abstract record Question(string Name, string Label, string? Hint)
{
    /// <summary>
    /// The deed whose form asks it, so that forms beside each other can ask the same; null on a page where only one asks it.
    /// </summary>
    public string? Deed { get; init; }

    /// <summary>
    /// How it stands on a page: what was sent stays in the form that sent it, and what is said to be wrong with it leads there.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="faults">What is wrong.</param>
    public Asked On(HttpContext context, ModelStateDictionary faults)
    {
        var form = Guard.Against.Null(context).Request.HasFormContentType ? context.Request.Form : null;
        var isAgain = Deed is null || form?["deed"].ToString() == Deed;
        var id = isAgain ? Name : Uri.EscapeDataString($"{Deed}-{Name}");
        var fault = isAgain && Guard.Against.Null(faults)[Name] is { Errors: { Count: > 0 } errors }
            ? errors[0].ErrorMessage
            : null;
        var described =
            string.Join(
                ' ', new[] { Hint is null ? null : id + "-hint", fault is null ? null : id + "-fault" }.Where(
                    part => part is not null));
        return new(
            id, form is not null && isAgain && (form.ContainsKey(Name) || this is Several)
                ? form[Name] : (StringValues?)null, fault, described.Length > 0 ? described : null)
        {
            Words = isAgain ? form?[Name + PersonChoice.Words].FirstOrDefault() : null,
        };
    }
}

/// <summary>A text to fill in.</summary>
/// <param name="Name">What it is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Hint">What helps; null for nothing.</param>
/// <param name="Rows">How many lines it has room for; one is a line.</param>
/// <param name="Value">What stands in it at first; null for nothing.</param>
public sealed record Field(string Name, string Label, string? Hint = null, int Rows = 1, string? Value = null)
    : Question(Name, Label, Hint)
{
    /// <summary>What a browser offers to fill in; something else may be written all the same.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];
}

/// <summary>One thing to choose from a list.</summary>
/// <param name="Name">What it is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Of">What there is to choose, and how it is called.</param>
/// <param name="Chosen">What is chosen at first; null for the first, or for nothing where there is
/// <paramref name="Unchosen"/>.</param>
/// <param name="Hint">What helps; null for nothing.</param>
/// <param name="Unchosen">What stands there before anything is chosen; null where the first is chosen at first.</param>
public sealed record Choice(
    string Name, string Label, IEnumerable<(string Value, string Words)> Of, string? Chosen = null, string? Hint = null,
    string? Unchosen = null) : Question(Name, Label, Hint);

/// <summary>Any number of things to choose.</summary>
/// <param name="Name">What each that is chosen is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Of">What there is to choose, and how it is called.</param>
/// <param name="Chosen">What is chosen at first; null for nothing.</param>
/// <param name="Hint">What helps; null for nothing.</param>
public sealed record Several(
    string Name, string Label, IEnumerable<(string Value, string Words)> Of, IReadOnlyList<string>? Chosen = null,
    string? Hint = null) : Question(Name, Label, Hint);

/// <summary>
/// A person to choose. Among a few people you choose from a list. Among many you search, and choose from what was found.
/// </summary>
/// <param name="Name">What it is sent as.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Hint">What helps; null for nothing.</param>
public sealed record PersonChoice(string Name, string Label, string? Hint = null) : Question(Name, Label, Hint)
{
    /// <summary>What is sent beside it: the words that were searched for.</summary>
    internal const string Words = "-words";

    /// <summary>The button that searches; its value is the name of the question.</summary>
    internal const string Find = "find";

    /// <summary>The people there are to choose from; null for everybody the host lists.</summary>
    public IReadOnlyCollection<PersonId>? Among { get; init; }

    /// <summary>Tells the people who cannot be chosen; null for nobody. The visitor never can.</summary>
    public Func<PersonId, bool>? Except { get; init; }

    /// <summary>The people that it lists without a search, where they are few.</summary>
    internal IEnumerable<PersonId> Listed =>
        Among is { Count: <= Visit.Few } ? Among.Where(person => Except?.Invoke(person) != true) : [];

    /// <summary>Whether it may be left out.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>A question as it stands on a page.</summary>
/// <param name="Id">What tells it from the others there.</param>
/// <param name="Sent">What was sent, where the page is shown again; null elsewhere.</param>
/// <param name="Fault">What is wrong with that; null for nothing.</param>
/// <param name="DescribedBy">The ids of what describes it; null for nothing.</param>
public sealed record Asked(string Id, StringValues? Sent, string? Fault, string? DescribedBy)
{
    /// <summary>What was searched for, where it is a person; null for nothing.</summary>
    public string? Words { get; init; }
}

/// <summary>What a form said. What does not answer one of its questions is noted as a fault, beside the question.</summary>
public sealed class Sent
{
    private readonly IFormCollection? _form;
    private readonly ModelStateDictionary _faults;
    private readonly Visit _visit;

    internal Sent(IFormCollection? form, ModelStateDictionary faults, Visit visit) =>
        (_form, _faults, _visit) = (form, faults, visit);

    /// <summary>
    /// What stands for words that are missing, so that the rest of a form is read. A fault is noted, and nothing is done with it.
    /// </summary>
    public static FreeText Nothing { get; } = FreeText.Of("-");

    private Texts T => _visit.T;

    /// <summary>Whether something is wrong with it.</summary>
    internal bool IsFaulty => !_faults.IsValid;

    /// <summary>What stands in a field, as it was sent; null for nothing.</summary>
    /// <param name="name">Which.</param>
    public string? this[string name] => _form?[name].FirstOrDefault()?.Trim() is { Length: > 0 } said ? said : null;

    /// <summary>Words that the form must hold; a fault where it does not.</summary>
    /// <param name="name">Which.</param>
    /// <param name="missing">What to say where there are none.</param>
    public FreeText Text(string name, string missing)
    {
        if (Optional(name) is { } text) return text;
        if (_faults.GetValidationState(name) != ModelValidationState.Invalid) Fault(name, missing);
        return Nothing;
    }

    /// <summary>Words that the form may hold; a fault where they cannot be kept.</summary>
    /// <param name="name">Which.</param>
    public FreeText? Optional(string name)
    {
        try
        {
            return FreeText.Maybe(_form?[name].FirstOrDefault());
        }
        catch (ArgumentException)
        {
            Fault(name, T["fault.too-long", FreeText.Longest]);
            return null;
        }
    }

    /// <summary>
    /// A short name that the form must hold, such as a community has; a fault where it does not, or where it is too long.
    /// </summary>
    /// <param name="name">Which.</param>
    /// <param name="missing">What to say where there is none.</param>
    public string Name(string name, string missing) => OptionalName(name) is { } said ? said : Faulty(name, missing);

    /// <summary>A short name that the form may hold; a fault where it is too long.</summary>
    /// <param name="name">Which.</param>
    public string? OptionalName(string name) => this[name] is not { } said
        ? null : Naming.Fits(said) ? said : Faulty(name, T["fault.name", KeyFormat.Longest]);

    /// <summary>Keywords with commas between them, each once; a fault, and none, where one is too long.</summary>
    /// <param name="name">Which.</param>
    public ValueList<string> Keywords(string name)
    {
        var said = (this[name] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct().ToArray();
        if (said.All(Naming.Fits)) return ValueList.Of(said);
        Fault(name, T["fault.keywords", KeyFormat.Longest]);
        return ValueList<string>.Empty;
    }

    /// <summary>A day that the form must hold, as people write it; a fault where it does not.</summary>
    /// <param name="name">Which.</param>
    public Instant Day(string name)
    {
        if (T.DayWritten(this[name]) is { } day) return day;
        Fault(name, T["fault.day"]);
        return Instant.MaxValue;
    }

    /// <summary>A number of people or of times that the form may hold; a fault, and null, where it is none.</summary>
    /// <param name="name">Which.</param>
    /// <param name="least">The smallest that it may be.</param>
    /// <param name="most">The largest that it may be.</param>
    public int? Number(string name, int least, int most)
    {
        if (this[name] is not { } said) return null;
        if (int.TryParse(said, NumberStyles.AllowThousands, T.Written, out var number) && number >= least && number <= most)
            return number;
        Fault(name, T["fault.number", least, most]);
        return null;
    }

    /// <summary>One of a list; a fault, and null, where it is none of them.</summary>
    /// <param name="name">Which.</param>
    /// <param name="of">The list.</param>
    /// <param name="missing">What to say where it is none of them.</param>
    public string? OneOf(string name, IEnumerable<(string Value, string Words)> of, string missing)
    {
        if (_form?[name].FirstOrDefault() is { } said && of.Any(o => o.Value == said)) return said;
        Fault(name, missing);
        return null;
    }

    /// <summary>One of a closed set; a fault where it is none of them.</summary>
    /// <typeparam name="TSet">The set.</typeparam>
    /// <param name="name">Which.</param>
    /// <param name="missing">What to say where it is none of them.</param>
    public TSet OneOf<TSet>(string name, string missing)
        where TSet : struct, Enum
    {
        if (Enum.TryParse<TSet>(this[name], out var said) && Enum.IsDefined(said)) return said;
        Fault(name, missing);
        return default;
    }

    /// <summary>A person; a fault, and null, where nobody was chosen who may be.</summary>
    /// <param name="choice">The question.</param>
    /// <param name="missing">What to say then.</param>
    public PersonId? Person(PersonChoice choice, string missing)
    {
        var said = this[Guard.Against.Null(choice).Name];
        if (KeyFormat.IsWellFormed(said) && _visit.MayChoose(choice, PersonId.Of(said!))) return PersonId.Of(said!);
        if (said is not null || !choice.IsOptional) Fault(choice.Name, missing);
        return null;
    }

    /// <summary>Those of a list that were chosen, in the order of the list.</summary>
    /// <param name="name">Which.</param>
    /// <param name="of">The list.</param>
    public IReadOnlyList<string> Those(string name, IEnumerable<(string Value, string Words)> of) =>
        [.. of.Select(o => o.Value).Where(value => _form?[name].Contains(value) == true)];

    /// <summary>Notes what is wrong.</summary>
    /// <param name="name">With which question.</param>
    /// <param name="words">What.</param>
    public void Fault(string name, string words) => _faults.AddModelError(name, words);

    private string Faulty(string name, string words)
    {
        if (_faults.GetValidationState(name) != ModelValidationState.Invalid) Fault(name, words);
        return "?";
    }
}
