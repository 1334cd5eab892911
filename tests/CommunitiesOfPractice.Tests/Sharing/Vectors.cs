using System.IO.Compression;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>The sharing vectors' facts, told as events and as a directory.</summary>
internal static class Vectors
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Sharing", "vectors");

    public static JsonNode Cases { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "cases.json")))!;

    public static JsonArray Worlds { get; } = Unzipped();

    private static JsonArray Unzipped()
    {
        using var zip = new GZipStream(File.OpenRead(Path.Combine(Folder, "worlds.json.gz")), CompressionMode.Decompress);
        return JsonNode.Parse(zip)!["worlds"]!.AsArray();
    }

    public static Instant At(JsonNode? node) => InstantPattern.General.Parse(node!.GetValue<string>()).Value;

    public static Instant? MaybeAt(JsonNode? node) => node is null ? null : At(node);

    public static string Text(this JsonNode node, string field) => node[field]!.GetValue<string>();

    public static IEnumerable<JsonNode> All(this JsonNode node, string field) => node[field]?.AsArray().Select(n => n!) ?? [];

    public static T Name<T>(string name) where T : struct, Enum => Names.Read<T>(name)!.Value;

    public static HostDirectory Directory(JsonNode facts) => new(
        "directory",
        facts.All("people").Select(p => new Listing(PersonId.Of(p.GetValue<string>()), Instant.MinValue)),
        facts.All("placements")
            .Select(p => new Placement(PersonId.Of(p.Text("person")), Group(p)!.Value, At(p["from"]), MaybeAt(p["to"]))),
        null,
        [.. facts.All("organisations").Select(o => CommunitiesOfPractice.DirectoryGroup.Organisation(o.GetValue<string>())),
            .. facts.All("networks").Select(o => CommunitiesOfPractice.DirectoryGroup.Network(o.GetValue<string>()))]);

    private static DirectoryGroup? Group(JsonNode node) =>
        node["organisation"] is { } organisation
            ? CommunitiesOfPractice.DirectoryGroup.Organisation(organisation.GetValue<string>())
        : node["network"] is { } network ? CommunitiesOfPractice.DirectoryGroup.Network(network.GetValue<string>())
        : null;

    private static Party Party(JsonNode end) =>
        end["community"] is { } community ? CommunitiesOfPractice.Party.Of(CommunityId.Of(community.GetValue<string>()))
        : end["leader"] is { } leader ? CommunitiesOfPractice.Party.Of(PersonId.Of(leader.GetValue<string>()))
        : CommunitiesOfPractice.Party.Of(Group(end)!.Value);

    public static Telling Tell(JsonNode facts)
    {
        var telling = new Telling();
        foreach (var community in facts.All("communities")) Community(telling, community);
        foreach (var link in facts.All("links")) Link(telling, link);
        foreach (var note in facts.All("notes")) Note(telling, note);
        return telling;
    }

    private static void Community(Telling telling, JsonNode community)
    {
        var id = CommunityId.Of(community.Text("id"));
        JoiningRule joining = community.Text("joining") switch
        {
            "open" => new OpenJoining(),
            "request" => new JoiningOnRequest([]),
            _ => new JoiningByInvitation(),
        };
        telling.Founded(
            id, Charters.Informal() with { Joining = joining, ObserversRead = community["observersRead"]!.GetValue<bool>() });
        var observers = community.All("observers").GroupBy(o => o.Text("person")).ToDictionary(g => PersonId.Of(g.Key), Joined);
        foreach (var members in community.All("members").GroupBy(m => m.Text("person")))
        {
            var person = PersonId.Of(members.Key);
            foreach (var (from, to) in Joined(members))
            {
                telling.Tell(id, from, new MemberJoined(person, HowJoined.Joined, 1, null));
                ObservesStill(telling, id, observers, person, from);
                if (to < Instant.MaxValue) telling.Tell(id, to, new MemberLeft(person, null));
            }
        }

        foreach (var bars in community.All("bars").GroupBy(m => m.Text("person")))
        {
            var person = PersonId.Of(bars.Key);
            foreach (var (from, to) in Joined(bars))
            {
                telling.Tell(id, from, new PersonBarred(person, new(1), to == Instant.MaxValue ? null : to, Telling.Words));
                ObservesStill(telling, id, observers, person, from);
            }
        }

        foreach (var (person, spans) in observers)
            foreach (var (from, to) in spans)
                telling.Tell(id, from, new ObservingBegan(person, to == Instant.MaxValue ? null : to));
        foreach (var conveners in community.All("conveners").GroupBy(m => m.Text("person")))
            foreach (var (from, to) in Joined(conveners))
                telling.Tell(
                    id, from,
                        new OfficeTakenUp(Office.Convener, PersonId.Of(conveners.Key), to == Instant.MaxValue ? null : to, null));
        if (MaybeAt(community["closedAt"]) is { } closed)
            telling.Tell(id, closed, new CommunityClosed(Telling.Words, Telling.Words));
    }

    /// <summary>Joining and being barred end a time as observer; the vectors' facts let both run.</summary>
    private static void ObservesStill(
        Telling telling, CommunityId id, Dictionary<PersonId, List<(Instant From, Instant To)>> observers, PersonId person,
            Instant at)
    {
        foreach (var (from, to) in observers.GetValueOrDefault(person) ?? [])
            if (from <= at && at < to) telling.Tell(id, at, new ObservingBegan(person, to == Instant.MaxValue ? null : to));
    }

    /// <summary>Periods that overlap or touch, as one; empty ones left out.</summary>
    private static List<(Instant From, Instant To)> Joined(IEnumerable<JsonNode> periods)
    {
        var joined = new List<(Instant From, Instant To)>();
        foreach (
            var (from, to) in periods.Select(p => (From: At(p["from"]), To: MaybeAt(p["to"]) ?? Instant.MaxValue))
                .Where(p => p.From < p.To).OrderBy(p => p.From))
        {
            if (joined.Count > 0 && from < joined[^1].To) joined[^1] = (joined[^1].From, Instant.Max(joined[^1].To, to));
            else joined.Add((from, to));
        }

        return joined;
    }

    private static void Link(Telling telling, JsonNode link)
    {
        var (id, from, terms) = (LinkId.Of(link.Text("id")), At(link["from"]), link["terms"]!);
        var carries = terms.Text("carriesOutward")
            switch { "a-to-b" => Flow.AToB, "b-to-a" => Flow.BToA, "both" => Flow.Both, _ => Flow.None };
        telling.Tell(
            id, Telling.Long,
                new LinkOffered(
                    LinkKind.Sister, Party(link["a"]!), Party(link["b"]!),
                        new LinkTerms(carries, Name<Onward>(terms.Text("onward"))) { Until = MaybeAt(link["to"]) }));
        if (link.Text("state") is "agreed" or "paused") telling.Tell(id, from, new LinkAgreed());
        if (link.Text("state") is "paused") telling.Tell(id, from, new LinkPaused(Side.A, null));
    }

    private static void Note(Telling telling, JsonNode note)
    {
        var (id, version) = (NoteId.Of(note.Text("id")), note["version"]!.GetValue<int>());
        var content = new PracticeContent(Telling.Words, Telling.Words, Telling.Words, PracticeOutcome.Worked, Telling.Words);
        var people = note.All("contributors").Select(c => c.Text("person")).ToArray();
        var author = PersonId.Of(people.FirstOrDefault() ?? "nobody-at-all");
        telling.Tell(
            id, Telling.Long,
                new NoteDrafted(CommunityId.Of(note.Text("home")), content, new Contribution(author, null, null), false));
        foreach (var other in people.Skip(1))
            telling.Tell(id, Telling.Long, new ContributorNamed(new Contribution(PersonId.Of(other), null, null)));
        if (people.Length == 0) telling.Tell(id, Telling.Long, new ContributorLeft(author));
        if (version > 1) telling.Tell(id, Telling.Long, new NoteRevised(version, content, author));
        foreach (var contributor in note.All("contributors"))
            if (contributor["consent"] is { } consent)
                telling.Tell(
                    id, Telling.Long,
                        new ConsentGiven(
                            PersonId.Of(contributor.Text("person")),
                                new Consent(Name<Audience>(consent.Text("ceiling")), MaybeAt(consent["until"]))));
        var decided = Name<Audience>(note.Text("decided"));
        var named = note["namedLinks"]?.AsArray().Select(l => LinkId.Of(l!.GetValue<string>())).ToValueList();
        if (note.Text("status") != "draft") telling.Tell(id, Telling.Long, new NoteOffered(decided));
        telling.Tell(id, Telling.Long, new AudienceDecided(decided, named, null));
        if (note.Text("status") == "withdrawn") telling.Tell(id, Telling.Long, new NoteWithdrawn(null));
        if (MaybeAt(note["embargoUntil"]) is { } embargo) telling.Tell(id, Telling.Long, new EmbargoSet(embargo));
        foreach (var finding in note.All("findings"))
            telling.Tell(
                id, At(finding["at"]),
                    new FindingMade(finding["version"]!.GetValue<int>(), Name<Audience>(finding.Text("audience")), "reviewer"));
        foreach (var step in note.All("onwardSteps"))
            telling.Tell(
                id, At(step["at"]), new OnwardStepTaken(LinkId.Of(step.Text("viaLink")), LinkId.Of(step.Text("toLink")), null));
    }
}
