using System.Text.Json;
using System.Text.Json.Nodes;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// A request was not what it should be. What is said is for the person who wrote the program that sent it.
/// </summary>
/// <param name="key">Which of the package's texts says so.</param>
/// <param name="of">What it is said of.</param>
/// <param name="inner">The fault.</param>
internal sealed class BadActException(string key, object?[]? of = null, Exception? inner = null) : Exception(null, inner)
{
    /// <summary>It is not JSON: where.</summary>
    public static BadActException NotJson(JsonException fault) =>
        fault is { LineNumber: { } line, BytePositionInLine: { } position }
            ? new("request.not-json.at", [line + 1, position + 1], fault)
            : new("request.not-json", inner: fault);

    public string In(Texts texts) => texts[key, [.. (of ?? []).Select(each => each switch
    {
        StreamKind kind => texts.Of(kind),
        NamedAs named => named.In(texts),
        Expectation expected => expected.In(texts),
        _ => each,
    })]];
}

/// <summary>What an act rests on is not so: its answer, before the act could be put together.</summary>
/// <param name="answer">The answer, with what is missing in the package's texts.</param>
internal sealed class RefusedException(Func<Texts, Answer> answer) : Exception("What the act rests on is not so.")
{
    public Answer In(Texts texts) => answer(texts);
}

/// <summary>How a request names evidence: what to give.</summary>
/// <param name="Key">Which of the package's texts says so.</param>
/// <param name="Form">The form that it is said of, as JSON.</param>
internal sealed record NamedAs(string Key, string? Form = null)
{
    /// <summary>Which of the package's texts describes it, where that says more.</summary>
    public string? Described { get; init; }

    /// <summary>What it looks like, for the description of the interface; by default an id.</summary>
    public Func<Schemas, JsonObject> Schema { get; init; } = schemas => schemas.Known(typeof(NoteId));

    public string In(Texts texts) => texts[Key, Form];

    /// <summary>Its schema, with what to give.</summary>
    public JsonObject SchemaIn(Schemas schemas, Texts texts)
    {
        var schema = Schema(schemas);
        schema["description"] = Described is { } key ? texts[key, In(texts)] : In(texts);
        return schema;
    }
}
