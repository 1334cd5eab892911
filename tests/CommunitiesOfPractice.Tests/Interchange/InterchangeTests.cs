using System.Text.Json.Nodes;
using CommunitiesOfPractice.Interchange;
using CommunitiesOfPractice.Tests.Answers;
using CommunitiesOfPractice.Tests.Counting;
using CommunitiesOfPractice.Tests.Practice;
using static CommunitiesOfPractice.Tests.Practice.NoteScenario;

namespace CommunitiesOfPractice.Tests.Interchange;

/// <summary>What is written for others to read: the exact shapes, and nothing that is not public.</summary>
public sealed class InterchangeTests
{
    private static readonly Iris Here = new("https://share.example/");
    private static readonly Instant At = Instant.FromUtc(2016, 1, 2, 3, 4, 5);
    private static readonly Instant Ahead = Instant.FromUtc(2017, 1, 1, 0, 0);

    private static NoteScenario Public() => Offered().Widened(Audience.Public);

    private static void Same(string expected, string? written) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(written!)!.ToJsonString());

    [Fact]
    public void A_public_note_is_an_article_that_its_community_created()
    {
        var note = Public().Note;
        Same("""
            {
              "@context": ["https://www.w3.org/ns/activitystreams", { "license": "http://purl.org/dc/terms/license" }],
              "type": "Create",
              "id": "https://share.example/notes/weigh-it#create-1",
              "actor": "https://share.example/communities/maternity",
              "published": "2016-01-02T03:04:05Z",
              "to": ["https://www.w3.org/ns/activitystreams#Public"],
              "object": {
                "type": "Article",
                "id": "https://share.example/notes/weigh-it",
                "name": "Weigh it",
                "attributedTo": [
                  "https://share.example/communities/maternity",
                  "https://share.example/people/k-1",
                  { "type": "Organization", "id": "https://share.example/organisations/RJZ", "name": "RJZ" },
                  { "type": "Group", "id": "https://share.example/professions/midwife", "name": "midwife" }
                ],
                "published": "2016-01-02T03:04:05Z",
                "tag": [{ "type": "Object", "name": "bleeding" }],
                "mediaType": "text/plain",
                "content": "What came of it: It did not work.\n\nWhat was tried: Weighing every swab\n\nWhere: A labour ward at night\n\nWhy: Nobody had scales at hand"
              }
            }
            """, ActivityStreams.Create(note, Here, [Credit.To(Author), Credit.To(DirectoryGroup.Organisation("RJZ")), Credit.To(DirectoryGroup.Profession("midwife"))], At));
    }

    [Fact]
    public void The_parts_of_a_note_are_announced_in_any_language()
    {
        var written =
            JsonNode.Parse(ActivityStreams.Create(Public().Note, Here, [], At, wording: PseudoWording.Language)!)!["object"]!;
        var words = new[] { Content.Tried, Content.Context, Content.Happened, Content.Why, Content.Evidence };
        PseudoWording.AssertMarked((string)written["content"]!, words.OfType<FreeText>().Select(text => text.Words!));
    }

    [Fact]
    public void Under_the_Chatham_House_Rule_nobody_is_credited()
    {
        var story = Unknown();
        story.Given(
            new DraftNote(story.As(Author), Content with { Licence = "CC-BY-4.0" }, ChathamHouse: true),
                new GiveConsent(Author, new(Audience.Public)),
            new OfferNote(story.As(Author))).Widened(Audience.Public);
        var written = JsonNode.Parse(ActivityStreams.Create(story.Note, Here, [Credit.To(Author)], At)!)!["object"]!;
        Assert.Equal("""["https://share.example/communities/maternity"]""", written["attributedTo"]!.ToJsonString());
        Assert.Equal("CC-BY-4.0", (string?)written["license"]);
    }

    [Fact]
    public void Nothing_is_written_of_what_is_not_public()
    {
        NoteScenario[] others =
        [
            Unknown(), Drafted(), Offered(), Offered().Widened(Audience.System), Public().Given(new SetEmbargo(Author, Ahead)),
                Public().Given(new RevokeConsent(Author)),
            Public().Given(new PlaceRestriction("guardian", "A duty", Ahead, "desk")), Public().Given(new WithdrawNote(Author)),
        ];
        Assert.All(others, story => Assert.Null(ActivityStreams.Create(story.Note, Here, [], At)));
        Assert.All(others, story => Assert.Null(ActivityStreams.Announce(Adopted(AdoptionStatus.Adopted), story.Note, Here, At)));
        Assert.All(others[..^1], story => Assert.Null(ActivityStreams.Delete(story.Note, Here)));
        Assert.NotNull(ActivityStreams.Create(others[4].Note, Here, [], Ahead));
    }

    [Fact]
    public void A_bundle_lists_only_those_of_its_items_that_are_public()
    {
        var story = Unknown();
        var bundle = new BundleContent("Back to basics", [NoteId.Of("n-1"), NoteId.Of("n-2")]);
        story.Given(
            new DraftNote(story.As(Author), bundle), new GiveConsent(Author, new(Audience.Public)),
                new OfferNote(story.As(Author))).Widened(Audience.Public);
        var written =
            JsonNode.Parse(ActivityStreams.Create(story.Note, Here, [], At, item => item == NoteId.Of("n-2"))!)!["object"]!;
        Assert.Equal(
            ("OrderedCollection", 1, "https://share.example/notes/n-2"),
                ((string?)written["type"], (int)written["totalItems"]!, (string?)written["orderedItems"]![0]));
        Assert.Empty(JsonNode.Parse(ActivityStreams.Create(story.Note, Here, [], At)!)!["object"]!["orderedItems"]!.AsArray());
    }

    [Fact]
    public void A_withdrawn_note_leaves_a_tombstone_without_its_words()
    {
        var story = Public().Given(new WithdrawNote(Author, "It was wrong."));
        Same($$"""
            {
              "@context": ["https://www.w3.org/ns/activitystreams", { "license": "http://purl.org/dc/terms/license" }],
              "type": "Delete",
              "id": "https://share.example/notes/weigh-it#delete",
              "actor": "https://share.example/communities/maternity",
              "published": "{{NodaTime.Text.InstantPattern.ExtendedIso.Format(story.Now)}}",
              "to": ["https://www.w3.org/ns/activitystreams#Public"],
              "object": { "type": "Tombstone", "id": "https://share.example/notes/weigh-it", "formerType": "Article" }
            }
            """, ActivityStreams.Delete(story.Note, Here));
    }

    [Fact]
    public void An_adoption_of_a_public_note_is_announced_by_who_took_it_up()
    {
        var note = Public().Note;
        Same("""
            {
              "@context": ["https://www.w3.org/ns/activitystreams", { "license": "http://purl.org/dc/terms/license" }],
              "type": "Announce",
              "id": "https://share.example/adoptions/a-1#announce",
              "actor": "https://share.example/communities/sepsis",
              "published": "2016-01-02T03:04:05Z",
              "to": ["https://www.w3.org/ns/activitystreams#Public"],
              "object": "https://share.example/notes/weigh-it"
            }
            """, ActivityStreams.Announce(Adopted(AdoptionStatus.Adapted), note, Here, At));
        Assert.Contains(
            "networks/net",
                ActivityStreams.Announce(
                    Adopted(AdoptionStatus.Adopted, Party.Of(DirectoryGroup.Network("net"))), note, Here, At),
                        StringComparison.Ordinal);
        Assert.Null(ActivityStreams.Announce(Adopted(AdoptionStatus.Adopted, Party.Of(Other)), note, Here, At));
        Assert.Null(ActivityStreams.Announce(Adopted(AdoptionStatus.Declined), note, Here, At));
        Assert.Null(ActivityStreams.Announce(Adopted(AdoptionStatus.Considering), note, Here, At));
        Assert.Null(ActivityStreams.Announce(Adopted(AdoptionStatus.Adopted, note: NoteId.Of("n-9")), note, Here, At));
    }

    [Fact]
    public void A_policy_permits_each_audience_that_the_note_reaches_and_asks_for_attribution()
    {
        var story = OfTwo().Widened(Audience.Linked, L1, L2)
            .Given(new GiveConsent(Other, new(Audience.Linked, Ahead)), new SetEmbargo(Author, At + Duration.FromDays(1)));
        string Permission(string who, string? times) => $$"""
            {
              "target": "https://share.example/notes/weigh-it", "assigner": "https://share.example/communities/maternity", "assignee": "https://share.example/{{who}}", "action": "read",
              {{times}} "duty": [{ "action": "attribute", "attributedParty": "https://share.example/communities/maternity" }]
            }
            """;
        const string times = """
            "constraint": [
              { "leftOperand": "dateTime", "operator": "gteq", "rightOperand": { "@value": "2016-01-03T03:04:05Z", "@type": "xsd:dateTime" } },
              { "leftOperand": "dateTime", "operator": "lt", "rightOperand": { "@value": "2017-01-01T00:00:00Z", "@type": "xsd:dateTime" } }
            ],
            """;
        Same($$"""
            {
              "@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Set", "uid": "https://share.example/notes/weigh-it#policy-{{story.Note.Version}}", "conflict": "prohibit",
              "permission": [
                {{Permission("notes/weigh-it#contributors", null)}}, {{Permission("communities/maternity#members", times)}},
                {{Permission("links/l-1#far-end", times)}}, {{Permission("links/l-2#far-end", times)}}
              ],
              "prohibition": [{
                "target": "https://share.example/notes/weigh-it", "assigner": "https://share.example/communities/maternity", "action": "distribute",
                "constraint": [{ "leftOperand": "dateTime", "operator": "lt", "rightOperand": { "@value": "2016-01-03T03:04:05Z", "@type": "xsd:dateTime" } }]
              }]
            }
            """, Odrl.Policy(story.Note, Here, At));
    }

    [Fact]
    public void A_policy_says_no_more_than_the_note()
    {
        Assert.Null(Odrl.Policy(Unknown().Note, Here, At));
        Assert.Equal(["notes/weigh-it#contributors"], Permitted(Drafted().Given(new GiveConsent(Author, new(Audience.Public)))));
        Assert.Equal(["notes/weigh-it#contributors", "communities/maternity#members"], Permitted(Offered()));
        Assert.Equal(
            ["notes/weigh-it#contributors", "communities/maternity#members", "communities/maternity#linked", "#listed", null],
                Permitted(Public()));
        Assert.Equal(["notes/weigh-it#contributors"], Permitted(Public().Given(new LeaveNote(Author))));
        var restricted = Public().Given(new SetEmbargo(Author, Ahead), new PlaceRestriction("guardian", "A duty", Ahead, "desk"));
        Assert.Equal(["notes/weigh-it#contributors"], Permitted(restricted));
        Assert.Equal(["distribute"], Prohibited(restricted));
        Assert.Null(JsonNode.Parse(Odrl.Policy(restricted.Note, Here, At)!)!["prohibition"]![0]!["constraint"]);
        Assert.Null(JsonNode.Parse(Odrl.Policy(Withdrawn().Note, Here, At)!)!["permission"]);
        Assert.Equal(["read", "distribute"], Prohibited(Withdrawn()));
        Assert.Empty(Prohibited(Public()));
    }

    [Fact]
    public void An_address_is_below_the_root_whatever_the_key()
    {
        Assert.Equal("https://share.example/notes/a%2F..%2Fb%20%C3%A9", Here.Of(NoteId.Of("a/../b é")));
        foreach (var root in new[] { "", "share.example/", "https://share.example", "file:///tmp/" })
            Assert.ThrowsAny<ArgumentException>(() => new Iris(root));
    }

    private static IEnumerable<string?> Permitted(NoteScenario story) =>
        JsonNode.Parse(Odrl.Policy(story.Note, Here, At)!)!["permission"]!.AsArray()
            .Select(p => ((string?)p!["assignee"])?["https://share.example/".Length..]);

    private static IEnumerable<string?> Prohibited(NoteScenario story) =>
        JsonNode.Parse(Odrl.Policy(story.Note, Here, At)!)!["prohibition"]?.AsArray().Select(p => (string?)p!["action"]) ?? [];

    private static Adoption Adopted(AdoptionStatus status, Party? by = null, NoteId? note = null)
    {
        var id = AdoptionId.Of("a-1");
        Entry Line(int version, AdoptionEvent happened) =>
            new(StreamId.Of(id), version, At, null, Clauses.Joining, null, happened);
        var considered = Line(1, new NoteConsidered(note ?? Id, 1, by ?? Party.Of(CommunityId.Of("sepsis")), Other, null, []));
        AdoptionEvent? next = status switch
        {
            AdoptionStatus.Adopted => new NoteAdopted("It fits."),
            AdoptionStatus.Adapted => new NoteAdapted("Smaller scales", "It fits.", null),
            AdoptionStatus.Declined => new AdoptionDeclined("No scales."),
            _ => null,
        };
        return Adoption.Replay(next is null ? [considered] : [considered, Line(2, next)]);
    }
}
