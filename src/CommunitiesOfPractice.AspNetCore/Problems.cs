using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// Answers as HTTP has them, in a host's words. What is refused is a problem document (RFC 9457) with the clause, what it rests
/// on, what is missing, and the act that would help.
/// </summary>
internal sealed class Problems(CommunitiesOfPracticeOptions options)
{
    /// <summary>What the type of a refusal begins with; the clause follows.</summary>
    public const string TypeOfClause = "urn:communities-of-practice:clause:";

    /// <summary>What the type of every other problem begins with; its name follows.</summary>
    public const string TypeOfProblem = "urn:communities-of-practice:problem:";

    private readonly Texts _texts = options.Texts;

    public IResult Refused(Answer answer, PersonId? asker) => Told(new(
        TypeOfClause + answer.Clause, _texts["problem.refused.title"], StatusOf(answer), answer.In(options.Wording),
        new(answer, asker)));

    /// <summary>A request that cannot be read: what is wrong with it.</summary>
    public IResult Bad(string key, params object?[] of) => BadRequest(_texts[key, of]);

    /// <inheritdoc cref="Bad(string, object?[])"/>
    public IResult Bad(BadActException bad) => BadRequest(bad.In(_texts));

    /// <summary>The same whether there is no such thing or it is not the caller's to know.</summary>
    public IResult NotThere() => Problem(StatusCodes.Status404NotFound, "not-found");

    public IResult Stale(long version) => Problem(StatusCodes.Status412PreconditionFailed, "stale", version);

    public IResult KeyTaken() => Problem(StatusCodes.Status422UnprocessableEntity, "key-taken", CommunityEndpoints.Key);

    public IResult Away() => new Shortly(Problem(StatusCodes.Status503ServiceUnavailable, "away"));

    public IResult NotRecorded() =>
        new Shortly(Problem(StatusCodes.Status503ServiceUnavailable, "not-recorded", CommunityEndpoints.Key));

    public IResult Damaged() => Problem(StatusCodes.Status500InternalServerError, "damaged");

    public IResult BeingRecorded() => new Shortly(Problem(StatusCodes.Status503ServiceUnavailable, "being-recorded"));

    public IResult SignIn() => Problem(StatusCodes.Status401Unauthorized, "sign-in");

    public IResult NotJson() => Problem(StatusCodes.Status415UnsupportedMediaType, "not-json", "application/json");

    public IResult TooLong() => Problem(StatusCodes.Status413PayloadTooLarge, "too-long", CommunityEndpoints.LongestRequest);

    /// <summary>A fact, from somebody who may not report facts.</summary>
    public IResult NoFeed() => Problem(StatusCodes.Status403Forbidden, "no-feed");

    // Whether it may ever be done by this person is one thing; whether it has been done, or its time has passed, another.
    private static int StatusOf(Answer answer) => answer.Missing?.Condition switch
    {
        Condition.WellFormed or Condition.Reason => StatusCodes.Status422UnprocessableEntity,
        Condition.Novelty or Condition.Existence or Condition.Time or Condition.NoMembership or Condition.OpenCommunity
            or Condition.Founding => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status403Forbidden,
    };

    private JsonBody<ProblemView> Problem(int status, string key, params object?[] of) =>
        Told(new(TypeOfProblem + key, _texts[$"problem.{key}.title"], status, _texts["problem." + key, of]));

    private JsonBody<ProblemView> BadRequest(string detail) =>
        Told(new(TypeOfProblem + "bad", _texts["problem.bad.title"], StatusCodes.Status400BadRequest, detail));

    private static JsonBody<ProblemView> Told(ProblemView problem) => new(problem, problem.Status, "application/problem+json");

    /// <summary>It will soon be otherwise: 503, with <c>Retry-After</c> of a second (RFC 9110, 10.2.3).</summary>
    private sealed class Shortly(IResult problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = "1";
            return problem.ExecuteAsync(httpContext);
        }
    }
}
