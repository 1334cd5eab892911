using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>Answers as HTTP has them: what is refused is a problem document (RFC 9457) with the clause, what it rests on, what is missing, and the act that would help.</summary>
internal static class Problems
{
    /// <summary>What the type of a problem begins with; the clause follows.</summary>
    public const string TypeOf = "urn:communities-of-practice:clause:";

    public static IResult Refused(Answer answer, PersonId? asker)
    {
        var problem = new ProblemView(answer, asker, StatusOf(answer));
        return new JsonBody<ProblemView>(problem, problem.Status, "application/problem+json");
    }

    public static IResult Bad(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "This is not a request that can be read.");

    /// <summary>The same whether there is no such thing or it is not the caller's to know.</summary>
    public static IResult NotThere() => Results.Problem("There is nothing here by this id, or it is not yours to know.", statusCode: StatusCodes.Status404NotFound, title: "Not found.");

    public static IResult Stale(long version) => Results.Problem(
        $"Somebody else was first: this stands at version {version}. Read it again, and see whether you still want to.", statusCode: StatusCodes.Status412PreconditionFailed, title: "It has moved on.");

    public static IResult KeyTaken() => Results.Problem(
        "You have sent something else under this Idempotency-Key, and it was done. Send this under a key of its own.", statusCode: StatusCodes.Status422UnprocessableEntity, title: "The key is taken.");

    public static IResult Away() =>
        new Shortly("Away.", "The record cannot be read just now, and nothing is told from memory. Try again shortly.");

    public static IResult BeingRecorded() => new Shortly(
        "Closed, being recorded.", "The time of something here is over, and what it came to is being recorded. Try again shortly.");

    public static IResult SignIn() => Results.Problem("Sign in first.", statusCode: StatusCodes.Status401Unauthorized, title: "Nobody is signed in.");

    // Whether it may ever be done by this person is one thing; whether it has been done, or its time has passed, another.
    private static int StatusOf(Answer answer) => answer.Missing?.Condition switch
    {
        Condition.WellFormed or Condition.Reason => StatusCodes.Status422UnprocessableEntity,
        Condition.Novelty or Condition.Existence or Condition.Time or Condition.NoMembership or Condition.OpenCommunity or Condition.Founding => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status403Forbidden,
    };

    /// <summary>It will soon be otherwise: 503, with <c>Retry-After</c> of a second (RFC 9110, 10.2.3).</summary>
    private sealed class Shortly(string title, string detail) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = "1";
            return Results.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: title).ExecuteAsync(httpContext);
        }
    }
}
