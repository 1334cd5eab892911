namespace CommunitiesOfPractice;

/// <summary>Something as the person who looks for it is shown it.</summary>
internal sealed record Seen(HitKind Kind, CommunityId Community, FreeText Title, Sayings Says);

/// <summary>
/// A kind of stream that can be found. Each is one row: what an event says that can be found, which there are, and what somebody
/// is shown of one.
/// </summary>
internal sealed class Findable
{
    private static readonly HostDirectory Nobody = new("nobody", [], []);

    private static readonly Dictionary<StreamKind, Findable> Rows = new()
    {
        [StreamKind.Community] = new()
        {
            Says = happened => happened switch
            {
                CommunityProposed e => new([e.Name], null, Sayings.Of(e.Domain)),
                DomainFramed e => new(null, null, Sayings.Of(e.Domain)),
                WordsSaid e => new(null, Sayings.Of(e.Words), null),
                _ => null,
            },
            All = (commons, _, _) => commons.Landscape.CommunityStates.All().Select(community => StreamId.Of(community.Id)),
            Shown = (commons, reader, _, stream) =>
                reader is not null && commons.Landscape[CommunityId.Of(stream)] is
                    { Status: Status.Open or Status.Dormant or Status.Closed, Domain: { } domain } community
                    && FreeText.Maybe(community.Name) is { } name
                    ? new(HitKind.Community, community.Id, name,
                        new([community.Name], Sayings.Of(community.Words), Sayings.Of(domain)))
                    : null,
        },
        [StreamKind.Gathering] = new()
        {
            Says = happened => happened switch
            {
                GatheringCalled e => new([e.Call.Purpose.Words], null, [e.Call.Place.Words]),
                GatheringRevised e => new([e.Purpose.Words], null, [e.Place.Words]),
                GatheringCancelled => Sayings.Gone,
                _ => null,
            },
            All = (commons, _, _) => commons.Landscape.GatheringStates.All().Select(gathering => StreamId.Of(gathering.Id)),
            Shown = (commons, reader, at, stream) =>
                reader is { } person && commons.Landscape[GatheringId.Of(stream)] is { Status: GatheringStatus.Called } gathering
                    && gathering.ShownTo(new Caller(person, at, commons, commons.Directory ?? Nobody)) is
                        { Purpose: { } purpose } shown
                    ? new(HitKind.Gathering, shown.Home, purpose, new([purpose.Words], [], [shown.Place?.Words]))
                    : null,
        },
        [StreamKind.Note] = new()
        {
            Says = happened => happened switch
            {
                NoteDrafted e => Sayings.Of(e.Content),
                NoteRevised e => Sayings.Of(e.Content),
                NoteWithdrawn => Sayings.Gone,
                _ => null,
            },
            All = (commons, reader, at) => commons.List(reader, at).Select(StreamId.Of),
            Shown = (commons, reader, at, stream) =>
                commons.Resolve(NoteId.Of(stream)) is var handle && commons.Check(commons.Resolve(reader), handle, at).Allowed
                    && commons.Items[handle.Index] is PracticeNote { Status: not NoteStatus.Withdrawn, Content: { } content } note
                    ? new(content is BundleContent ? HitKind.Bundle : HitKind.Note, note.Home, content.Title,
                        Sayings.Of(content))
                    : null,
        },

        // Answers go no further than their givers say, which an index does not know. So a question is found by what is asked.
        [StreamKind.Question] = new()
        {
            Says = happened => happened switch
            {
                QuestionAsked e => Sayings.Of(e.Content),
                QuestionRevised e => Sayings.Of(e.Content),
                QuestionWithdrawn => Sayings.Gone,
                _ => null,
            },
            All = (commons, reader, at) => commons.ListQuestions(reader, at).Select(StreamId.Of),
            Shown = (commons, reader, at, stream) =>
                commons.Resolve(QuestionId.Of(stream)) is var handle && commons.Check(commons.Resolve(reader), handle, at).Allowed
                    && commons.Items[handle.Index] is Question { Content: { } content } question
                    ? new(HitKind.Question, question.Home, content.Title, Sayings.Of(content))
                    : null,
        },
    };

    /// <summary>The kinds that can be found.</summary>
    public static IEnumerable<Findable> Kinds => Rows.Values;

    /// <summary>What an event says that can be found; null where it changes nothing of that.</summary>
    public required Func<Event, Sayings?> Says { get; init; }

    /// <summary>Those that somebody may be shown, and perhaps others.</summary>
    public required Func<Commons, PersonId?, Instant, IEnumerable<StreamId>> All { get; init; }

    /// <summary>What somebody is shown of one; null where that is nothing.</summary>
    public required Func<Commons, PersonId?, Instant, StreamId, Seen?> Shown { get; init; }

    /// <summary>A kind; null where it cannot be found.</summary>
    public static Findable? Of(StreamKind kind) => Rows.TryGetValue(kind, out var row) ? row : null;
}
