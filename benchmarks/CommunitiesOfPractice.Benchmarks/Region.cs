namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// A made-up region of so many people after a year, as a host finds it: its record, its directory and who visits. There are
/// communities of unequal size under each ready charter, links between them and to organisations, notes and adoptions. Everything
/// in the record came of an act that the library allowed. The same people and seed give the same region.
/// </summary>
public sealed class Region
{
    private Region(RegionPeople people, RegionStory story, Instant now)
    {
        (People, Now, Lines) = (people, now, story.Lines());
        (Communities, Links) = ([.. story.Planned.Select(plan => plan.Id)], [.. story.Links.Keys]);
        (Notes, Adoptions) = ([.. story.Notes.Keys], [.. story.Adoptions.Keys]);
        var typical = story.Planned[story.Planned.Length / 2];
        var community = story.Communities[typical.Id];
        var note = story.Notes.Values.Where(n => n.Home == typical.Id && n.Status == NoteStatus.Offered).MaxBy(n => n.Decided)!;
        (Largest, Typical, Note) = (story.Planned[0].Id, typical.Id, note.Id);
        (Author, Convener) = (note.Contributors.First().Person, community.Conveners.First());
        Member = community.Members.Last(member => member != Author && !community.OfficesHeldBy(member).Any());
        Stranger = people.All.Select(person => person.Key).Except(
            story.Planned.SelectMany(plan => plan.Members.Concat(plan.Outsiders))).Last();
        Link = story.Links.Values.First(link => link.A == Party.Of(typical.Id)).Id;
        Decision = community.OpenDecisions.Last().Id;
        Adoption = Adoptions[0];
    }

    /// <summary>The people, with what pages show of them.</summary>
    public RegionPeople People { get; }

    /// <summary>The host's directory.</summary>
    public HostDirectory Directory => People.Directory;

    /// <summary>The record, by instant. The versions of each stream follow on without a gap.</summary>
    public IReadOnlyList<Entry> Lines { get; }

    /// <summary>The moment it has come to. All that fell due by then is recorded.</summary>
    public Instant Now { get; }

    /// <summary>Its communities, the largest first.</summary>
    public IReadOnlyList<CommunityId> Communities { get; }

    /// <summary>Its links.</summary>
    public IReadOnlyList<LinkId> Links { get; }

    /// <summary>Its notes, the earliest first.</summary>
    public IReadOnlyList<NoteId> Notes { get; }

    /// <summary>Its adoptions, the earliest first.</summary>
    public IReadOnlyList<AdoptionId> Adoptions { get; }

    /// <summary>The community with the most members.</summary>
    public CommunityId Largest { get; }

    /// <summary>A community in the middle by size.</summary>
    public CommunityId Typical { get; }

    /// <summary>A member of the typical community, without an office.</summary>
    public PersonId Member { get; }

    /// <summary>A convener of the typical community.</summary>
    public PersonId Convener { get; }

    /// <summary>The author of <see cref="Note"/>.</summary>
    public PersonId Author { get; }

    /// <summary>Somebody who is listed, and belongs to no community.</summary>
    public PersonId Stranger { get; }

    /// <summary>The note of the typical community that was widened furthest.</summary>
    public NoteId Note { get; }

    /// <summary>A link that the typical community offered to another one.</summary>
    public LinkId Link { get; }

    /// <summary>A decision that is open in the typical community.</summary>
    public DecisionId Decision { get; }

    /// <summary>An adoption with an outcome.</summary>
    public AdoptionId Adoption { get; }

    /// <summary>A region of so many people, at least 96.</summary>
    public static Region Of(int people, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 96);
        var (random, now) = (new Random(seed), Instant.FromUtc(2026, 3, 2, 9, 0));
        var inhabitants = new RegionPeople(people, random, now - Duration.FromDays(2000));
        return new(inhabitants, RegionStory.Tell(inhabitants, random, now), now);
    }

    /// <summary>The lines with the positions that a record gives them.</summary>
    public IEnumerable<Recorded> Recorded() => Lines.Select((line, i) => new Recorded(i + 1, line));
}
