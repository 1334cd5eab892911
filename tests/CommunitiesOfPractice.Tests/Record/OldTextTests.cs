using System.Text.Json;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Record;

/// <summary>
/// What was recorded before keys, names and words were held to today's rules still replays, and says what it said.
/// </summary>
public sealed class OldTextTests
{
    private const string OldKey = "k-3\u200B", OldName = "Cafe\u0301\u00AD", OldWords = "\u200B";

    private static Scenario Written() => Five(Charters.ByConsent() with { Name = "Name" })
        .Given(new DeclareAffiliations(K3, [DirectoryGroup.Profession("Name")]), new Propose(K1, new Resolve("Words"), "Words"))
            .UntilOpen();

    private static string Aged(Entry line) => RecordJson.ToText(line)
        .Replace("\"@k-3\"", JsonSerializer.Serialize("@" + OldKey), StringComparison.Ordinal)
        .Replace("\"Name\"", JsonSerializer.Serialize(OldName), StringComparison.Ordinal)
        .Replace("\"Maternity\"", JsonSerializer.Serialize(OldName), StringComparison.Ordinal)
        .Replace("\"Words\"", JsonSerializer.Serialize(OldWords), StringComparison.Ordinal)
        .Replace("\"community:maternity\"", "\"community:mater\\u00ADnity\"", StringComparison.Ordinal);

    [Fact]
    public void Old_lines_replay_and_are_written_as_they_were()
    {
        var lines = Written().History.Select(Aged).Select(RecordJson.Read).ToArray();
        var community = Community.Replay(lines);
        Assert.Equal("mater\u00ADnity", community.Id.Value);
        Assert.Equal(OldName, community.Name);
        Assert.Equal(OldName, community.Charter.Name);
        var person = Assert.Single(community.Members, member => member.Value == OldKey);
        Assert.Equal(OldName, community.StandingOf(person).Affiliations.Single().Group.Code);
        Assert.Equal(OldWords, community.OpenDecisions.Single().Why!.Words);
        Assert.Equal(lines, lines.Select(line => RecordJson.Read(RecordJson.ToUtf8(line))));
        Assert.Equal(community, Snapshot.Read(Snapshot.ToUtf8(community)));
        Assert.Equal(lines, CommunityExport.Read(CommunityExport.ToUtf8(lines)));
        Assert.Equal(
            community,
                Landscape.Empty.After(lines.Select((line, i) => new Recorded(i + 1, line)))[CommunityId.Of(lines[0].Stream)]);
    }

    /// <summary>What a charter called itself, its rules and its questions was held to no rule at all.</summary>
    [Fact]
    public void An_old_charter_reads_whatever_it_is_called()
    {
        var scenario = Five(Charters.ByConsent() with { Name = "Name", Joining = new JoiningOnRequest(["Question"]) });
        foreach (var name in new[] { "", " ", "@k-1", " of old ", new string('n', 300), OldName })
        {
            var lines = scenario.History.Select(RecordJson.ToText)
                .Select(line =>
                    line.Replace(
                        "\"Name\"", JsonSerializer.Serialize(name.StartsWith('@') ? "\\" + name : name), StringComparison.Ordinal)
                            .Replace("\"Question\"", "\" \"", StringComparison.Ordinal))
                .Select(RecordJson.Read).ToArray();
            var charter = Community.Replay(lines).Charter;
            Assert.Equal((name, " "), (charter.Name, ((JoiningOnRequest)charter.Joining).Questions.Single()));
            Assert.Equal(lines, lines.Select(line => RecordJson.Read(RecordJson.ToUtf8(line))));
        }
    }

    [Fact]
    public void An_old_rule_for_appeals_still_settles_an_offer_to_serve()
    {
        var scenario = Coalescing().Given(new OfferToServe(K1, Office.Convener));
        var lines = scenario.History.Select(RecordJson.ToText)
            .Select(line =>
                line.Replace(
                    JsonSerializer.Serialize(scenario.Community.Charter.Appeals), "\"of old\\u200B\"", StringComparison.Ordinal))
                        .Select(RecordJson.Read).ToArray();
        var community = Community.Replay(lines);
        Assert.Equal("of old\u200B", community.Charter.Appeals);
        Assert.True(community.At(scenario.Now + Duration.FromDays(30)).Office(Office.Convener).IsHeldBy(K1));
    }

    [Fact]
    public void Who_has_an_old_key_goes_on_with_the_one_that_the_record_gives()
    {
        var lines = Written().History.Select(Aged).Select(RecordJson.Read).ToArray();
        var community = Community.Replay(lines);
        var (person, now) = (community.Members.Single(member => member.Value == OldKey), lines[^1].At);
        Assert.Throws<ArgumentException>(() => PersonId.Of(OldKey));
        Assert.True(community.Ask(new Vote(person, community.OpenDecisions.Single().Id, VoiceBallot.For), now).Allowed);
        Assert.All(community.OptionsFor(person, now), option => Assert.NotNull(option.Answer.Text));
        var kept = community.Do(new MergeKeys(PersonId.Of("k-33"), person, "directory"), now);
        Assert.True(kept.Allowed, kept.Text);
        Assert.DoesNotContain(person, kept.After.Members);
    }

    [Fact]
    public void What_is_asked_today_is_held_to_the_rules_of_today()
    {
        // Reading a line leaves nothing behind.
        RecordJson.Read(Aged(Written().History[0]));
        Assert.Throws<RecordException>(() => RecordJson.Read("{\"stream\":\"community:x\"}"));
        Assert.Throws<ArgumentException>(() => PersonId.Of(OldKey));
        Assert.Throws<RecordException>(() => ActJson.Read("""{"type":"join","by":"k-3\u200B","evidence":null}"""));
        Assert.Throws<RecordException>(() => ActJson.Read("""{"type":"withdraw-request","by":"k-3\u200B"}"""));
        Assert.Throws<RecordException>(
            () => CharterJson.Read(
                CharterJson.ToText(Charters.Informal() with { Name = "Name" })
                    .Replace("\"Name\"", "\"\\u200B\"", StringComparison.Ordinal)));
    }
}
