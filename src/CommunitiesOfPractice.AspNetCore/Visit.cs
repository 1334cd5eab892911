using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>One request: who asks, if anybody is signed in, of what the host knows, at which moment.</summary>
internal sealed record Visit(HttpContext Http, CommunityHost Host, Present Present, Caller? Caller, Instant At)
{
    public PersonId? Person => Caller?.Person;

    public static Visit Of(HttpContext http, CommunityHost host)
    {
        var person = host.Options.Person(http.User);
        var caller = person is { } who ? host.CallerAt(who) : null;
        return caller is null ? new(http, host, host.Present, null, host.Now) : new(http, host, caller.Present, caller, caller.At);
    }

    /// <summary>The id in the path, where it can be one.</summary>
    public bool TryId(out string id) => Key.Fits(id = Http.Request.RouteValues["id"] as string ?? "");

    /// <summary>An answer to a question: that it was asked is no error, whatever the answer.</summary>
    public IResult Answer(Answer answer) => new JsonBody(json =>
    {
        json.WriteStartObject();
        Problems.Write(json, answer, Person);
        json.WriteString("text"u8, answer.Text);
        json.WriteEndObject();
    });
}
