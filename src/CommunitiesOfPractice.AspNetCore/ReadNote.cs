using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// The requirement of ASP.NET Core's authorization that somebody may read a note. The resource is a <see cref="NoteId"/>:
/// <c>await authorization.AuthorizeAsync(user, noteId, ReadNote.Requirement)</c>. It succeeds exactly where
/// <see cref="Commons.Check(PersonId?, NoteId, Instant)"/> allows. Somebody who is not signed in may read what is public.
/// </summary>
public sealed class ReadNote : IAuthorizationRequirement
{
    private ReadNote()
    {
    }

    /// <summary>The requirement.</summary>
    public static ReadNote Requirement { get; } = new();
}

/// <summary>Asks the Commons.</summary>
internal sealed class ReadNoteHandler(CommunityHost host) : AuthorizationHandler<ReadNote, NoteId>
{
    protected override async Task HandleRequirementAsync(
        AuthorizationHandlerContext context, ReadNote requirement, NoteId resource)
    {
        var (present, reader) = (await host.Refresh().ConfigureAwait(false), host.Options.Person(context.User));
        if (reader is { } person) present = await host.Know(person).ConfigureAwait(false);
        if (resource != default && present.Commons.Check(reader, resource, host.Now).Allowed) context.Succeed(requirement);
    }
}
