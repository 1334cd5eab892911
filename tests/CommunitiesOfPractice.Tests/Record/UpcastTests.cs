using System.Text;
using System.Text.Json.Nodes;

namespace CommunitiesOfPractice.Tests.Record;

/// <summary>An old line is read as the event is now, and the chain still covers what was written.</summary>
public sealed class UpcastTests
{
    // As participation-declared might have been written before its schema 3: a score, then a level under another name.
    private const string Old =
        """{"stream":"community:maternity","version":4,"at":"2015-05-14T09:00:00Z","by":"@k-1","clause":"joining.open","under":null,"type":"participation-declared","schema":1,"event":{"who":"@k-1","score":3}}""";

    private static readonly RecordFormat Later = new(
        [new Kind<Event, ParticipationDeclared>("participation-declared", 3)],
        [
            new("participation-declared", 1, o =>
                new JsonObject {
                    ["person"] = o["who"]!.DeepClone(), ["grade"] = o["score"]!.GetValue<int>() > 2 ? "core" : "peripheral" }),
            new("participation-declared", 2, o =>
                new JsonObject { ["person"] = o["person"]!.DeepClone(), ["level"] = o["grade"]!.DeepClone() }),
        ]);

    private static Entry Read(string line) => Later.Read(Encoding.UTF8.GetBytes(line));

    [Fact]
    public void An_old_line_becomes_the_event_of_today()
    {
        Assert.Equal(new ParticipationDeclared(PersonId.Of("k-1"), Participation.Core), Read(Old).Event);
        Assert.Equal(Read(Old).Event, Read(Turned(Old)).Event);
        Assert.Equal(Old, RecordJson.ToText(Read(Old)));
    }

    [Fact]
    public void A_schema_without_a_way_to_today_is_refused()
    {
        Assert.Throws<RecordException>(() => Read(Old.Replace("\"schema\":1", "\"schema\":4", StringComparison.Ordinal)));
        Assert.Throws<RecordException>(() => Read(Old.Replace("\"score\":3", "\"points\":3", StringComparison.Ordinal)));
        var gap = new RecordFormat([new Kind<Event, ParticipationDeclared>("participation-declared", 3)], []);
        Assert.Throws<RecordException>(() => gap.Read(Encoding.UTF8.GetBytes(Old)));
    }

    [Fact]
    public void The_chain_covers_what_was_written_and_forgetting_finds_the_person_in_it()
    {
        var salt = ChainKey.Of(new byte[32]);
        var entry = Read(Old.Replace("\"version\":4", "\"version\":1", StringComparison.Ordinal));
        var sealedLine = Chain.Seal([entry], salt);
        Assert.Null(Chain.Verify(sealedLine, salt));
        var forged = RecordJson.ToText(sealedLine[0]).Replace("\"score\":3", "\"score\":4", StringComparison.Ordinal);
        Assert.NotNull(Chain.Verify([Read(forged)], salt));
        using var line = MarkedJson.Parse(sealedLine[0]);
        var forgotten = RecordFormat.Utf8(w => MarkedJson.Copy(line.RootElement, w, key => salt.Pseudonym(key), _ => null));
        Assert.DoesNotContain("k-1", Encoding.UTF8.GetString(forgotten), StringComparison.Ordinal);
        Assert.Null(Chain.Verify([Read(Encoding.UTF8.GetString(forgotten))], salt));
    }

    private static string Turned(string line)
    {
        var turned = new JsonObject();
        foreach (var member in JsonNode.Parse(line)!.AsObject().Reverse()) turned[member.Key] = member.Value?.DeepClone();
        return turned.ToJsonString();
    }
}
