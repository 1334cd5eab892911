using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Text.Json;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>One election of the vectors, and the result that other implementations give.</summary>
public sealed class Vector(JsonElement json)
{
    public string Id { get; } = json.GetProperty("id").GetString()!;

    public string Method { get; } = json.GetProperty("method").GetString()!;

    public int Seats { get; } = json.GetProperty("seats").GetInt32();

    public string UnrankedRule { get; } = json.GetProperty("unranked").GetString()!;

    public bool TieDependent { get; } = json.TryGetProperty("tieDependent", out var tie) && tie.ValueKind == JsonValueKind.True;

    public IReadOnlyList<string> Candidates { get; } =
        [.. json.GetProperty("candidates").EnumerateArray().Select(c => c.GetString()!)];

    public JsonElement Json { get; } = json;

    public JsonElement Expected { get; } = json.GetProperty("expected");

    public Unranked Unranked => UnrankedRule == "tied-last" ? Unranked.TiedLast : Unranked.Nowhere;

    public Contest Contest => new(Candidates.Count, Seats)
    {
        Withdrawn = Json.TryGetProperty("withdrawn", out var withdrawn) && withdrawn.ValueKind == JsonValueKind.Array
            ? withdrawn.EnumerateArray().Select(c => Option(c.GetString()!.Trim())).ToValueList()
            : [],
    };

    public IEnumerable<BallotPile> Ranked =>
        Ballots.Select(
            ballot =>
                new BallotPile(
                    ballot.Marks.GetArrayLength() == 0
                        ? new BlankBallot()
                        : new RankedBallot(Tiers(ballot.Marks)), ballot.Count));

    public IEnumerable<BallotPile> FirstChoices => Ballots.Select(ballot =>
        new BallotPile(
            Tiers(ballot.Marks) is { Count: > 0 } tiers && tiers[0].Count == 1
                ? new ChoiceBallot(tiers[0][0])
                : new BlankBallot(), ballot.Count));

    public IEnumerable<BallotPile> Approvals => Ballots.Select(ballot => new BallotPile(
        Tiers(ballot.Marks) is { Count: 1 } tiers ? new ApprovalBallot(tiers[0]) : new BlankBallot(), ballot.Count));

    public IEnumerable<BallotPile> Scores => Ballots.Select(ballot => new BallotPile(
        new ScoreBallot(
            ballot.Marks.EnumerateObject().Select(mark => new Mark(Option(mark.Name), mark.Value.GetInt32())).ToValueList()),
        ballot.Count));

    public ValueList<int> Winners => Options(Expected.GetProperty("winners"));

    public ValueList<int>? ElectionOrder =>
        Expected.TryGetProperty("electionOrder", out var order) ? Options(order, sorted: false) : null;

    public ValueList<ValueList<int>>? Ranking =>
        Expected.TryGetProperty("ranking", out var ranking)
            ? ranking.EnumerateArray().Select(tier => Options(tier)).ToValueList()
            : null;

    public IEnumerable<JsonElement> Stages => Expected.GetProperty("stages").EnumerateArray();

    private IEnumerable<(long Count, JsonElement Marks)> Ballots =>
        Json.GetProperty("ballots").EnumerateArray().Select(ballot => (ballot[0].GetInt64(), ballot[1]));

    public int Option(string name) =>
        Candidates.ToList().IndexOf(name) is >= 0 and var option ? option : throw new KeyNotFoundException(name);

    /// <summary>Figures by candidate, as an object by name or a list by number.</summary>
    public IEnumerable<(int Option, JsonElement Figure)> Figures(JsonElement figures) => figures.ValueKind == JsonValueKind.Array
        ? figures.EnumerateArray().Select((figure, option) => (option, figure))
        : figures.EnumerateObject().Select(figure => (Option(figure.Name), figure.Value));

    public static Votes Exact(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : text.Length - point - 1;
        return Votes.Of(
            BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture),
                BigInteger.Pow(10, places));
    }

    public static Votes Exact(JsonElement number) =>
        Exact(number.ValueKind == JsonValueKind.String ? number.GetString()! : number.GetRawText());

    public static IReadOnlyList<Vector> Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using var text = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("vectors").EnumerateArray()
            .Select(vector => new Vector(vector))];
    }

    private Ranking Tiers(JsonElement tiers) =>
        CommunitiesOfPractice.Counting.Ranking.OfTiers(
            tiers.EnumerateArray().Select(tier => tier.EnumerateArray().Select(c => Option(c.GetString()!))));

    private ValueList<int> Options(JsonElement names, bool sorted = true)
    {
        var options = names.EnumerateArray()
            .Select(c => Option(c.ValueKind == JsonValueKind.Number ? c.GetRawText() : c.GetString()!));
        return (sorted ? options.Order() : options).ToValueList();
    }
}
