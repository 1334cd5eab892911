using Microsoft.AspNetCore.Authorization;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// The requirement of ASP.NET Core's authorization that somebody may read a question. The resource is a <see cref="QuestionId"/>:
/// <c>await authorization.AuthorizeAsync(user, questionId, ReadQuestion.Requirement)</c>. It succeeds exactly where
/// <see cref="Commons.Check(PersonId?, QuestionId, Instant)"/> allows. Nobody reads a question without signing in.
/// </summary>
public sealed class ReadQuestion : IAuthorizationRequirement
{
    private ReadQuestion()
    {
    }

    /// <summary>The requirement.</summary>
    public static ReadQuestion Requirement { get; } = new();
}

/// <summary>Asks the Commons.</summary>
internal sealed class ReadQuestionHandler(CommunityHost host) : AuthorizationHandler<ReadQuestion, QuestionId>
{
    protected override async Task HandleRequirementAsync(
        AuthorizationHandlerContext context, ReadQuestion requirement, QuestionId resource)
    {
        var (present, reader) = (await host.Refresh().ConfigureAwait(false), host.Options.Person(context.User));
        if (reader is { } person) present = await host.Know(person).ConfigureAwait(false);
        if (resource != default && present.Commons.Check(reader, resource, host.Now).Allowed) context.Succeed(requirement);
    }
}
