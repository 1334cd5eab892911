using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>Answers as HTTP has them: what is refused is a problem document (RFC 9457) with the clause, what it rests on, what is missing, and the act that would help.</summary>
internal static class Problems
{
    /// <summary>What the type of a problem begins with; the clause follows.</summary>
    public const string TypeOf = "urn:communities-of-practice:clause:";

    public static IResult Refused(Answer answer, PersonId? asker) => new AnswerResult(answer, asker, StatusOf(answer));

    public static IResult Bad(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "This is not a request that can be read.");

    /// <summary>The same whether there is no such thing or it is not the caller's to know.</summary>
    public static IResult NotThere() => Results.Problem("There is nothing here by this id, or it is not yours to know.", statusCode: StatusCodes.Status404NotFound, title: "Not found.");

    public static IResult Stale(long version) => Results.Problem(
        $"Somebody else was first: this stands at version {version}. Read it again, and see whether you still want to.", statusCode: StatusCodes.Status412PreconditionFailed, title: "It has moved on.");

    public static IResult SignIn() => Results.Problem("Sign in first.", statusCode: StatusCodes.Status401Unauthorized, title: "Nobody is signed in.");

    // Whether it may ever be done by this person is one thing; whether it has been done, or its time has passed, another.
    private static int StatusOf(Answer answer) => answer.Missing?.Condition switch
    {
        Condition.WellFormed or Condition.Reason => StatusCodes.Status422UnprocessableEntity,
        Condition.Novelty or Condition.Existence or Condition.Time or Condition.NoMembership or Condition.OpenCommunity or Condition.Founding => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status403Forbidden,
    };

    /// <summary>An answer, allowed or refused, in the one form that both have.</summary>
    public static void Write(Utf8JsonWriter json, Answer answer, PersonId? asker)
    {
        json.WriteBoolean("allowed"u8, answer.Allowed);
        json.WriteString("clause"u8, answer.Clause.Id);
        if (answer.Witness is { } witness) json.WriteString("witness"u8, witness.ToString());
        if (answer.Missing is { } missing)
        {
            json.WriteStartObject("missing"u8);
            json.WriteString("condition"u8, JsonNamingPolicy.KebabCaseLower.ConvertName(missing.Condition.ToString()));
            if (missing.Of is { } of) json.WriteString("of"u8, of);
            if (missing.From is { } from) json.WriteString("from"u8, NodaTime.Text.InstantPattern.ExtendedIso.Format(from));
            json.WriteEndObject();
        }

        if (answer.Remedy is { } remedy && remedy.Actor == asker)
        {
            json.WritePropertyName("remedy"u8);
            ActForm.Write(json, remedy);
        }
    }

    private sealed class AnswerResult(Answer answer, PersonId? asker, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => JsonBody.Write(httpContext, status, "application/problem+json", json =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, TypeOf + answer.Clause.Id);
            json.WriteString("title"u8, "Refused.");
            json.WriteNumber("status"u8, status);
            json.WriteString("detail"u8, answer.Text);
            Write(json, answer, asker);
            json.WriteEndObject();
        });
    }
}
