using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Record;

/// <summary>Whatever is not exactly what this library wrote is one exception, in bounded time and memory.</summary>
public sealed class HostileJsonTests
{
    private static readonly string[] Lines = [.. Samples.Lines().Select(RecordJson.ToText)];
    private static readonly string Joined = RecordJson.ToText(Samples.Line(Samples.Events.OfType<MemberJoined>().First())
        with { Version = 15, At = Instant.FromUtc(2015, 5, 14, 9, 15), Under = Witness.Of(new DecisionId(7)) });

    private static void Refused(string json) => Assert.Throws<RecordException>(() => RecordJson.Read(json));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    [InlineData("{\"type\":\"member-joined\"}")]
    [InlineData("\u0000")]
    public void What_is_no_line_is_refused(string json)
    {
        Refused(json);
        Assert.Throws<RecordException>(() => ActJson.Read(json));
        Assert.Throws<RecordException>(() => CharterJson.Read(json));
        Assert.Throws<RecordException>(() => CommunityExport.Read(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void A_line_cut_short_anywhere_is_refused()
    {
        foreach (var line in Lines)
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            for (var length = 0; length < bytes.Length; length += bytes.Length > 2000 ? 13 : 1)
                Assert.Throws<RecordException>(() => RecordJson.Read(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_byte_changed_anywhere_is_refused_or_gives_a_well_formed_line()
    {
        var random = new Random(1);
        foreach (var line in Lines)
        {
            for (var i = 0; i < 200; i++)
            {
                var bytes = Encoding.UTF8.GetBytes(line);
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                try
                {
                    var read = RecordJson.Read(bytes);
                    Assert.Equal(read, RecordJson.Read(RecordJson.ToUtf8(read)));
                }
                catch (RecordException)
                {
                    // What it is for.
                }
            }
        }
    }

    [Fact]
    public void The_order_of_members_does_not_matter()
    {
        foreach (var (line, entry) in Lines.Zip(Samples.Lines()))
        {
            Assert.Equal(entry, RecordJson.Read(Turned(JsonNode.Parse(line)!).ToJsonString()));
        }

        foreach (var act in Samples.Acts)
            Assert.Equal(act, ActJson.Read(Turned(JsonNode.Parse(ActJson.ToText(act))!).ToJsonString()));
    }

    [Fact]
    public void Every_member_is_owed_and_no_other_is_taken()
    {
        var notMissed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in Lines)
        {
            foreach (var path in Objects(JsonNode.Parse(line)!))
            {
                var added = JsonNode.Parse(line)!;
                ((JsonObject)At(added, path)).Add("surprise", 1);
                Refused(added.ToJsonString());
                foreach (var member in ((JsonObject)At(JsonNode.Parse(line)!, path)).ToArray())
                {
                    var lacking = JsonNode.Parse(line)!;
                    ((JsonObject)At(lacking, path)).Remove(member.Key);
                    if (member.Key == "hash") Assert.Null(RecordJson.Read(lacking.ToJsonString()).Hash);
                    else if (member.Value is not null && !Optional.Contains(member.Key) && IsRead(lacking.ToJsonString()))
                        notMissed.Add(member.Key);
                }
            }
        }

        Assert.True(notMissed.Count == 0, "Not missed: " + string.Join(", ", notMissed));
    }

    private static bool IsRead(string line)
    {
        try
        {
            RecordJson.Read(line);
            return true;
        }
        catch (RecordException)
        {
            return false;
        }
    }

    // What says as much by its absence as by null, or as by the default that its type states.
    private static readonly string[] Optional =
    [
        "follows", "fromQuestion", "reviewBy", "term", "consecutiveTerms", "deputies", "confirms", "for", "barredFor", "testedBy",
            "groups", "seats", "what",
        "consent", "cycle", "evidence", "happened", "patience", "kind", "licence", "meantFor", "onward", "purpose", "reported",
            "terms", "until", "anybody", "capacity", "online", "rule", "series", "which", "withdraws", "text",
    ];

    [Fact]
    public void A_value_of_another_type_is_refused()
    {
        foreach (var line in Lines)
        {
            foreach (var path in Objects(JsonNode.Parse(line)!))
            {
                foreach (var member in ((JsonObject)At(JsonNode.Parse(line)!, path)).ToArray())
                {
                    foreach (var other in new[] { "[[]]", "{\"a\":{}}", "-1.5", "\"\\u0000\"", "1e400" })
                    {
                        // A name of the charter's own, such as a rule's, is any text.
                        if (other[0] == '"' && member.Value is JsonValue value && value.TryGetValue(out string? _)) continue;
                        var changed = JsonNode.Parse(line)!;
                        ((JsonObject)At(changed, path))[member.Key] = JsonNode.Parse(other);
                        Assert.False(IsRead(changed.ToJsonString()), $"{string.Join('.', path)}.{member.Key} = {other}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("\"type\":\"member-joined\"", "\"type\":\"member-promoted\"")]
    [InlineData("\"schema\":1", "\"schema\":2")]
    [InlineData("\"schema\":1", "\"schema\":0")]
    [InlineData("\"schema\":1", "\"schema\":9223372036854775807")]
    [InlineData("\"version\":15", "\"version\":0")]
    [InlineData("\"version\":15", "\"version\":-1")]
    [InlineData("\"version\":15", "\"version\":15.5")]
    [InlineData("\"version\":15", "\"version\":15,\"version\":15")]
    [InlineData("\"person\":\"@k-1\"", "\"person\":\"k-1\"")]
    [InlineData("\"person\":\"@k-1\"", "\"person\":\"@\"")]
    [InlineData("\"person\":\"@k-1\"", "\"person\":\"@ k-1\"")]
    [InlineData("\"person\":\"@k-1\"", "\"person\":\"@\\ud800\"")]
    [InlineData("\"person\":\"@k-1\"", "\"person\":null")]
    [InlineData("\"person\":\"@k-1\"", "\"person\":\"@k-1\",\"person\":\"@k-1\"")]
    [InlineData("\"how\":\"joined\"", "\"how\":\"Joined\"")]
    [InlineData("\"how\":\"joined\"", "\"how\":1")]
    [InlineData("2015-05-14T09:15:00Z", "2015-05-14")]
    [InlineData("2015-05-14T09:15:00Z", "2015-02-29T09:15:00Z")]
    [InlineData("2015-05-14T09:15:00Z", "2015-05-14T24:15:00Z")]
    [InlineData("2015-05-14T09:15:00Z", "2015-05-14T09:15:00+01:00")]
    [InlineData("2015-05-14T09:15:00Z", "2015-05-14T09:15:00.1234567890Z")]
    [InlineData("community:maternity", "community:")]
    [InlineData("community:maternity", "committee:maternity")]
    [InlineData("\"kind\":\"decision\"", "\"kind\":\"person\"")]
    [InlineData("\"groups\":[{", "\"groups\":[null,{")]
    public void One_thing_wrong_is_enough(string right, string wrong)
    {
        var line = Joined;
        Assert.Contains(right, line, StringComparison.Ordinal);
        Refused(line.Replace(right, wrong, StringComparison.Ordinal));
    }

    [Fact]
    public void Depth_and_size_are_bounded()
    {
        var watch = Stopwatch.StartNew();
        var deep = new StringBuilder().Insert(0, "{\"event\":", 500_000).ToString();
        Refused(deep);
        Refused(new string('[', 1_000_000));
        Refused(Joined.Replace("\"event\":{", "\"event\":{\"x\":" + new string('[', 100_000), StringComparison.Ordinal));
        Refused(Joined.Replace("@k-1", "@" + new string('k', 1_000_000), StringComparison.Ordinal));
        Refused(new string(' ', RecordJson.LongestLine + 1));
        Assert.Throws<RecordException>(() => RecordJson.ReadLines(new Endless()).First());
        var rule = new StringBuilder("{\"$type\":\"open\"}");
        for (var i = 0; i < 100; i++) rule.Insert(
            0, "{\"$type\":\"on-belonging\",\"groups\":[],\"invitationsStand\":\"30:00:00:00\",\"others\":").Append('}');
        var charter = JsonNode.Parse(CharterJson.ToText(Charters.Informal()))!.ToJsonString();
        Assert.Throws<RecordException>(
            () => CharterJson.Read(
                charter.Replace("\"joining\":{", "\"joining\":" + rule + ",\"x\":{", StringComparison.Ordinal)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [Fact]
    public void Well_formed_lines_that_cannot_follow_one_another_are_refused_and_nothing_is_applied()
    {
        var founded = Scenario.Founded(Charters.Informal());
        var before = founded.Community;
        foreach (var happened in Samples.Events)
        {
            var line = Samples.Line(happened) with { Version = before.Version + 1, At = founded.Now };
            try
            {
                before.After([line]);
            }
            catch (RecordException)
            {
                // Such as a ballot in a decision that never was.
            }
        }

        Assert.Equal(Community.Replay(founded.History), before);
        Assert.Throws<RecordException>(
            () => before.After(
                [Samples.Line(new VotingOpened(new DecisionId(99))) with { Version = before.Version + 1, At = founded.Now }]));
        Assert.Throws<RecordException>(() => Community.Replay(founded.History.Skip(1)));
        Assert.Throws<RecordException>(() => Community.Replay(founded.History.Concat(founded.History)));
        Assert.Throws<RecordException>(() => Community.Replay([]));
    }

    [Fact]
    public void Which_line_is_wrong_is_said()
    {
        var fault =
            Assert.Throws<RecordException>(
                () => RecordJson.ReadLines(Encoding.UTF8.GetBytes(Lines[0] + "\n\n" + Lines[1] + "\nnonsense\n")).ToArray());
        Assert.StartsWith("Line 4:", fault.Message, StringComparison.Ordinal);
    }

    private static JsonNode Turned(JsonNode node) => node switch
    {
        JsonObject o =>
            new JsonObject(
                o.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : (JsonNode?)Turned(m.Value)))),
        JsonArray a => new JsonArray([.. a.Select(i => Turned(i!))]),
        _ => node.DeepClone(),
    };

    private static IEnumerable<object[]> Objects(JsonNode node, params object[] path) => node switch
    {
        JsonObject o => o.Where(m => m.Value is not null).SelectMany(m => Objects(m.Value!, [.. path, m.Key])).Prepend(path),
        JsonArray a => a.SelectMany((item, i) => Objects(item!, [.. path, i])),
        _ => [],
    };

    private static JsonNode At(JsonNode node, object[] path) =>
        path.Aggregate(node, (n, step) => step is int i ? n[i]! : n[(string)step]!);

    /// <summary>A line that never ends.</summary>
    private sealed class Endless : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }
    }
}
