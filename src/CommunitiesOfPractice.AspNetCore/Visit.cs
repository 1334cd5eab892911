using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// One request: who asks, if anybody is signed in, of what the host knows, at which moment; and what its path and query name,
/// where there is such a thing.
/// </summary>
internal sealed record Visit(HttpContext Http, CommunityHost Host, Present Present, Caller? Caller, Instant At)
{
    public PersonId? Person => Caller?.Person;

    public Community? Community => Id is { } id && Present.Landscape[CommunityId.Of(id)] is { Version: > 0 } known ? known : null;

    /// <summary>Problems, in the host's words.</summary>
    public Problems Problems => new(Host.Options);

    /// <summary>When to ask the community, so that it tells nothing that is not recorded.</summary>
    public Instant AtCommunity => Present.Landscape.WhenToAsk(StreamId.Of(Community!.Id), At);

    public Link? Link => Id is { } id && Present.Landscape[LinkId.Of(id)] is { Version: > 0 } known ? known : null;

    public NoteId? NoteId => Id is { } id ? CommunitiesOfPractice.NoteId.Of(id) : null;

    public PracticeNote? Note => NoteId is { } id && Present.Landscape[id] is { Version: > 0 } known ? known : null;

    public Adoption? Adoption => Id is { } id && Present.Landscape[AdoptionId.Of(id)] is { Version: > 0 } known ? known : null;

    public Gathering? Gathering =>
        Id is { } id && Present.Landscape[GatheringId.Of(id)] is { Version: > 0 } known ? known : null;

    public QuestionId? QuestionId => Id is { } id ? CommunitiesOfPractice.QuestionId.Of(id) : null;

    /// <summary>The id in the path, where it can be one.</summary>
    private string? Id => Http.Request.RouteValues["id"] is string id && KeyFormat.IsWellFormed(id) ? id : null;

    /// <summary>Whether the time of something in a stream is over, and what it came to is being recorded.</summary>
    public bool IsBeingRecorded(StreamId stream) => Present.Landscape.IsBeingRecorded(stream, At);

    public static Visit Of(HttpContext http, CommunityHost host)
    {
        var person = host.Options.Person(http.User);
        var present = host.Present;
        var caller = person is { } who ? host.CallerIn(present, who) : null;
        return new(http, host, present, caller, caller?.At ?? host.Now);
    }

    /// <summary>What all our addresses begin with, as a path from the host's root: the path base and the prefix.</summary>
    public string Root
    {
        get
        {
            var request = Http.Request;
            var path = (request.PathBase.ToUriComponent() + request.Path.ToUriComponent()).TrimEnd('/').Split('/');
            var own = Http.GetEndpoint()!.Metadata.GetMetadata<Endpoint>()!.Path.Split('/').Length - 1;
            return string.Join('/', path[..^own]);
        }
    }

    /// <summary>A number in the path, such as a decision's.</summary>
    public bool TryNumber(string name, out long number) =>
        long.TryParse(Http.Request.RouteValues[name] as string, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number > 0;

    /// <summary>What the query says of something; null for nothing.</summary>
    public string? Asked(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } asked ? asked : null;

    /// <summary>What they find by words, by the host's search.</summary>
    public ValueTask<SearchResult> Find(string words, int most) =>
        Host.Options.Search(Http.RequestServices)(words, Present.Commons, Person, At, most, Http.RequestAborted);

    /// <summary>An answer to a question: that it was asked is no error, whatever the answer.</summary>
    public IResult Answer(Answer answer) => new JsonBody<AnswerView>(new(answer, Person, Host.Options.Wording));
}
