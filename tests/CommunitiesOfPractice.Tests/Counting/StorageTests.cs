using System.Text.Json;
using System.Text.Json.Serialization;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>
/// Ballots and methods are stored in events and charters: they come back equal, and malformed ones do not come back.
/// </summary>
public class StorageTests
{
    [Fact]
    public void Every_method_comes_back_equal_from_JSON()
    {
        foreach (var method in SampleMethods.All)
            Assert.Equal(method, JsonSerializer.Deserialize<CountingMethod>(JsonSerializer.Serialize(method)));
    }

    [Fact]
    public void Every_kind_of_method_and_ballot_has_a_wire_name_and_a_sample()
    {
        foreach (var hierarchy in new[] { typeof(CountingMethod), typeof(Ballot) })
        {
            var cases = hierarchy.Assembly.GetTypes().Where(type => hierarchy.IsAssignableFrom(type) && !type.IsAbstract)
                .ToHashSet();
            var named = hierarchy.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>()
                .ToList();
            Assert.Equal(cases, named.Select(name => name.DerivedType).ToHashSet());
            Assert.All(named, name => Assert.Matches("^[a-z]+(-[a-z]+)*$", (string)name.TypeDiscriminator!));
            if (hierarchy == typeof(CountingMethod))
                Assert.Equal(cases, SampleMethods.All.Select(method => method.GetType()).ToHashSet());
            else Assert.Equal(
                cases, Ballots.Select(ballot => ballot.GetType()).Append(typeof(VoiceBallot)).Append(typeof(GradientBallot))
                    .ToHashSet());
        }
    }

    [Fact]
    public void Every_ballot_comes_back_equal_from_JSON()
    {
        foreach (var ballot in Ballots)
            Assert.Equal(ballot, JsonSerializer.Deserialize<Ballot>(JsonSerializer.Serialize(ballot)));
    }

    [Fact]
    public void Names_on_the_wire_are_stable()
    {
        Assert.Equal(
            """{"$type":"ranked","Tiers":[[2],[0,1]]}""",
                JsonSerializer.Serialize<Ballot>(new RankedBallot(Ranking.OfTiers([[2], [1, 0]]))));
        Assert.Equal(
            """{"$type":"score","Scores":[[0,5],[3,-1]]}""",
                JsonSerializer.Serialize<Ballot>(new ScoreBallot([new(0, 5), new(3, -1)])));
        Assert.Equal(
            """{"$type":"ranked-pairs","Strength":"margins","Unranked":"tied-last","TieRules":["casting-voice","lot"]}""",
            JsonSerializer.Serialize<CountingMethod>(
                new RankedPairs { Strength = Strength.Margins, TieRules = [TieRule.CastingVoice, TieRule.Lot] }));
    }

    [Theory]
    [InlineData("""{"$type":"ranked","Tiers":[[-1]]}""")]
    [InlineData("""{"$type":"ranked","Tiers":[[40000]]}""")]
    [InlineData("""{"$type":"ranked","Tiers":[1,2]}""")]
    [InlineData("""{"$type":"ranked","Tiers":[[1.5]]}""")]
    [InlineData("""{"$type":"approval","Options":["a"]}""")]
    [InlineData("""{"$type":"score","Scores":[[1]]}""")]
    [InlineData("""{"$type":"score","Scores":[[1,2,3]]}""")]
    [InlineData("""{"$type":"unheard-of"}""")]
    public void A_malformed_ballot_is_not_read(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Ballot>(json));

    [Theory]
    [InlineData("""{"$type":"schulze","TieRules":["coin"]}""")]
    [InlineData("""{"$type":"schulze","Strength":"loudness"}""")]
    public void A_malformed_method_is_not_read(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CountingMethod>(json));

    [Fact]
    public void Evidence_and_contests_come_back_equal_from_JSON()
    {
        var evidence = new TieEvidence { Seniority = [2, 0, 1], CastingVoice = 1, Lot = new Lot("a seed for this test") };
        Assert.Equal(evidence, JsonSerializer.Deserialize<TieEvidence>(JsonSerializer.Serialize(evidence)));
        var contest = new Contest(5, 2) { Withdrawn = [3] };
        Assert.Equal(contest, JsonSerializer.Deserialize<Contest>(JsonSerializer.Serialize(contest)));
        var commitment = evidence.Lot.Commitment;
        Assert.Equal(commitment, JsonSerializer.Deserialize<LotCommitment>(JsonSerializer.Serialize(commitment)));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LotCommitment>("\"abc\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Lot>("\"short\""));
    }

    [Fact]
    public void No_guard_is_bypassed_by_a_copy()
    {
        Assert.ThrowsAny<ArgumentException>(() => new Score(5) with { Highest = 0 });
        Assert.ThrowsAny<ArgumentException>(() => new Score(5) with { Lowest = 1 });
        Assert.ThrowsAny<ArgumentException>(() => new Dot(5) with { Budget = 0 });
        Assert.ThrowsAny<ArgumentException>(() => new Dot(5) with { Cap = 0 });
        Assert.ThrowsAny<ArgumentException>(() => new Schulze { Strength = (Strength)9 });
        Assert.ThrowsAny<ArgumentException>(() => new RankedPairs { Strength = Strength.Ratio });
        Assert.ThrowsAny<ArgumentException>(() => new DebianRule { Majority = new Ratio(1, 2) });
        Assert.ThrowsAny<ArgumentException>(() => new DebianRule { Majority = default });
        Assert.ThrowsAny<ArgumentException>(() => new Plurality { TieRules = [TieRule.Lot, TieRule.Lot] });
        Assert.ThrowsAny<ArgumentException>(() => new Plurality { TieRules = null! });
        Assert.ThrowsAny<ArgumentException>(() => new Contest(2) with { Seats = 0 });
        Assert.ThrowsAny<ArgumentException>(() => new Contest(0));
    }

    private static IReadOnlyList<Ballot> Ballots =>
    [
        new BlankBallot(), new ChoiceBallot(2), new ApprovalBallot([0, 3]), new ScoreBallot([new(0, 5), new(3, -1)]),
        new RankedBallot(Ranking.OfTiers([[2], [0, 1]])), RankedBallot.Of(4, 0, 2),
    ];
}
