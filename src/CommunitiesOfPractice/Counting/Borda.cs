using System.Numerics;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Counting;

/// <summary>What a place on a ballot is worth. <c>default</c> is <see cref="FromOptionsToOne"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BordaPoints>))]
public enum BordaPoints
{
    /// <summary>With n options: n for the first, down to one for the last (Borda, 1781).</summary>
    [JsonStringEnumMemberName("n-to-1")]
    FromOptionsToOne,

    /// <summary>With n options: n less one for the first, down to nought for the last.</summary>
    [JsonStringEnumMemberName("n-1-to-0")]
    FromOptionsLessOneToNought,

    /// <summary>
    /// As many points for the first as the ballot ranks options, down to one; nothing for the rest (the modified Borda count).
    /// </summary>
    [JsonStringEnumMemberName("modified")]
    Modified,

    /// <summary>One for the first, a half for the second, a third for the third (Dowdall; Nauru).</summary>
    [JsonStringEnumMemberName("dowdall")]
    Dowdall,
}

/// <summary>
/// Each place gives points, which are added up, and the option with the most points wins. Options ranked equal share the average
/// of their places. Options left unranked share the average of the places that are left (<see cref="Unranked.TiedLast"/>) or get
/// nothing (<see cref="Unranked.Nowhere"/>).
/// </summary>
public sealed record Borda : CountingMethod
{
    /// <summary>What a place is worth.</summary>
    public BordaPoints Points { get; init => field = Guard.Against.EnumOutOfRange(value, nameof(Points)); }

    /// <summary>What becomes of options left unranked; under modified points they get nothing either way.</summary>
    public Unranked Unranked { get; init => field = Guard.Against.EnumOutOfRange(value, nameof(Unranked)); }

    private protected override string Rule(Wording wording) => wording.Sentences(
        wording.Say("counting.borda.rule"), wording.Of(Points), wording.Say("counting.borda.equal"), wording.Of(Unranked),
        wording.Say("counting.borda.wins"));

    private protected override Said Asks => Said.Of("ballot.asks.ranking");

    internal override bool Reads(Ballot ballot) => ballot is RankedBallot;

    private protected override Tally Counted(Contest contest, BallotBox piles, TieEvidence evidence)
    {
        var ballots = BallotProfile.Read(contest, piles);
        var standing = ballots.Standing.Count(stands => stands);
        var given = new BigInteger[contest.Options];
        var worth = new Worth(Points, standing);
        for (var line = 0; line < ballots.Lines; line++)
        {
            var entries = ballots.Line(line);
            var places = Points == BordaPoints.Modified ? entries.Length : standing;
            var (count, place) = (ballots.Counts[line], 0);
            while (place < entries.Length)
            {
                var next = place + 1;
                while (next < entries.Length && entries[next] < Ranking.OpensTier) next++;
                var share = worth.Shared(places, place, next) * count;
                for (; place < next; place++) given[entries[place] & Ranking.HighestOption] += share;
            }

            if (place == places || Unranked == Unranked.Nowhere) continue;
            var rest = worth.Shared(places, place, places) * count;
            var ranked = new HashSet<int>();
            foreach (var entry in entries) ranked.Add(entry & Ranking.HighestOption);
            for (var option = 0; option < given.Length; option++)
                if (ballots.Standing[option] && !ranked.Contains(option)) given[option] += rest;
        }

        var scores = given.Select(points => Votes.Of(points, worth.Unit)).ToValueList();
        return SumTally.Of(this, contest, ballots.TookPart, ballots.Blank, Units.Points, scores, evidence);
    }

    /// <summary>What places are worth, in a unit small enough for every share to be whole.</summary>
    private sealed class Worth
    {
        private readonly BigInteger[] _upTo; // by number of places skipped: the worth of all before it, under Dowdall
        private readonly BordaPoints _points;

        public Worth(BordaPoints points, int standing)
        {
            (_points, _upTo, Unit) = (points, [], 2);
            if (points != BordaPoints.Dowdall) return;
            var least = BigInteger.One;
            for (var place = 2; place <= standing; place++) least =
                least / BigInteger.GreatestCommonDivisor(least, place) * place;
            Unit = least * least;
            _upTo = new BigInteger[standing + 1];
            for (var place = 0; place < standing; place++) _upTo[place + 1] = _upTo[place] + Unit / (place + 1);
        }

        public BigInteger Unit { get; }

        /// <summary>What each of the options gets that share the places from one to before another, of so many.</summary>
        public BigInteger Shared(int places, int from, int to) => _points switch
        {
            BordaPoints.Dowdall => (_upTo[to] - _upTo[from]) / (to - from),
            BordaPoints.FromOptionsLessOneToNought => 2 * places - 1 - from - to,
            _ => 2 * places + 1 - from - to,
        };
    }
}
