using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>
/// Events of many streams as a record would hold them: each stream's lines numbered, in the order of their instants, and each
/// line with its position.
/// </summary>
internal sealed class Telling
{
    private readonly List<(StreamId Stream, Instant At, int Order, Event Event)> _told = [];

    public static Instant Long { get; } = Instant.FromUtc(2000, 1, 1, 0, 0);

    public static FreeText Words { get; } = FreeText.Of("Words");

    public Telling Tell(StreamId stream, Instant at, Event happened)
    {
        _told.Add((stream, at, _told.Count, happened));
        return this;
    }

    public Telling Tell(CommunityId community, Instant at, CommunityEvent happened) => Tell(StreamId.Of(community), at, happened);

    public Telling Tell(NoteId note, Instant at, NoteEvent happened) => Tell(StreamId.Of(note), at, happened);

    public Telling Tell(LinkId link, Instant at, LinkEvent happened) => Tell(StreamId.Of(link), at, happened);

    public Telling Founded(CommunityId community, Charter charter, Instant? at = null) =>
        Tell(community, at
            ?? Long, new CommunityProposed(community.Value, Domain.Of("A concern"), charter, [], 0, Instant.MaxValue, null, null))
            .Tell(community, at ?? Long, new CommunityFounded());

    /// <summary>The lines up to an instant, in order.</summary>
    public List<Recorded> Lines(Instant? until = null)
    {
        var versions = new Dictionary<StreamId, long>();
        var lines = new List<Recorded>();
        foreach (
            var (stream, at, _, happened) in _told.Where(t => until is null || t.At <= until).OrderBy(t => t.At)
                .ThenBy(t => t.Order))
            lines.Add(
                new(lines.Count + 1,
                    new Entry(
                        stream, versions[stream] = versions.GetValueOrDefault(stream) + 1, at, null, Clauses.FellDue, null,
                            happened)));
        return lines;
    }
}
