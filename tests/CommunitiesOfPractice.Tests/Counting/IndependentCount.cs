using System.Numerics;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>
/// Every choosing method once more with its tie rules, slow and obvious, in the words of COUNTING.md and sharing no code with the
/// library but its ballots: one paper at a time, whole numbers and fractions of any size, every choice that no rule makes tried.
/// </summary>
public sealed class IndependentCount
{
    /// <summary>An election with more ways than this is not counted: null is returned.</summary>
    public const int MostWays = 1000;

    private readonly CountingMethod _method;
    private readonly int _options;
    private readonly int _seats;
    private readonly List<Ballot> _ballots;
    private readonly TieEvidence _evidence;
    private readonly bool _oneByOne;

    private readonly List<(int Taken, int Of)> _choices = [];
    private int _met;

    private IndependentCount(
        CountingMethod method, int options, int seats, IEnumerable<BallotPile> piles, TieEvidence evidence, bool oneByOne)
    {
        (_method, _options, _seats, _evidence, _oneByOne) = (method, options, seats, evidence, oneByOne);
        _ballots = [.. piles.SelectMany(pile => Enumerable.Repeat(pile.Ballot, (int)pile.Count))];
    }

    public sealed record Result(IReadOnlySet<int> Winners, IReadOnlySet<int> Tied)
    {
        public override string ToString() =>
            $"winners {string.Join(",", Winners.Order())}; tied {string.Join(",", Tied.Order())}";
    }

    /// <summary>Who wins, and who is level for the rest.</summary>
    /// <param name="method">The method, with its tie rules.</param>
    /// <param name="options">How many options there are.</param>
    /// <param name="seats">How many seats.</param>
    /// <param name="piles">The ballots.</param>
    /// <param name="evidence">What the tie rules need.</param>
    /// <param name="oneByOne">Under instant run-off: those who would go together go one by one, in every order in turn.</param>
    public static Result? Of(
        CountingMethod method, int options, int seats, IEnumerable<BallotPile> piles, TieEvidence evidence,
            bool oneByOne = false) =>
        new IndependentCount(method, options, seats, piles, evidence, oneByOne).Counted();

    private IEnumerable<int> All => Enumerable.Range(0, _options);

    private Result? Counted()
    {
        if (_ballots.All(IsBlank) || (_method is TransferMethod && Papers().Count == 0))
            return new(new HashSet<int>(), All.ToHashSet());
        return _method switch
        {
            Plurality => Summed(ballot => option => ballot is ChoiceBallot choice && choice.Option == option ? 1 : 0),
            Approval =>
                Summed(ballot => option => ballot is ApprovalBallot approval && approval.Options.Contains(option) ? 1 : 0),
            Score { LeavesOutUnscored: true } => Means(),
            Score or Dot => Summed(ballot => option => Points(ballot, option) ?? 0),
            Borda borda => Summed(ballot => option => BordaPointsOf(borda, ballot, option)),
            Copeland copeland =>
                Compared(copeland, over => option => All.Sum(other => over(option, other).CompareTo(over(other, option)))),
            Minimax minimax =>
                Compared(minimax, over => option => -All.Where(other => other != option).Select(other => minimax.Measure switch
            {
                MinimaxMeasure.WinningVotes => over(other, option) > over(option, other) ? over(other, option) : 0,
                MinimaxMeasure.Margins => over(other, option) - over(option, other),
                _ => over(other, option),
            }).DefaultIfEmpty().Max()),
            Schulze schulze => Paths(schulze),
            RankedPairs pairs => Locked(pairs),
            DebianRule debian => Resolved(debian),
            InstantRunoff => EveryWay(RunOff),
            ContingentVote => EveryWay(Contingent),
            ScottishStv => EveryWay(Scottish),
            MeekStv => EveryWay(Meek),
            _ => throw new InvalidOperationException("A method without an independent count."),
        };
    }

    // Ties: what the rules leave, and every choice that they leave.

    /// <summary>
    /// Who of those level is left by the tie rules; histories are the stages so far, in each way in which they could have come
    /// about.
    /// </summary>
    private List<int> Left(
        List<int> level, bool best, List<List<Dictionary<int, BigInteger>>>? histories = null, Func<int, int, int>? over = null)
    {
        foreach (var rule in _method.TieRules)
        {
            if (level.Count == 1) break;
            level = rule switch
            {
                TieRule.PreviousStage when histories is not null => Read(histories, history => Enumerable.Reverse(history)),
                TieRule.FirstStage when histories is not null => Read(histories, history => history),
                TieRule.Pairwise when over is not null =>
                    Edge(level, option => (BigInteger)level.Sum(other => Math.Sign(over(option, other) - over(other, option)))),
                TieRule.Seniority =>
                    Edge(level, option =>
                        (BigInteger)(
                            _evidence.Seniority.Contains(option) ? -_evidence.Seniority.ToList().IndexOf(option) : -1000)),
                TieRule.CastingVoice => Edge(level, option => (BigInteger)(_evidence.CastingVoice == option ? 1 : 0)),
                TieRule.Lot when _evidence.Lot is { } lot =>
                    [best ? level.OrderBy(lot.Ticket, StringComparer.Ordinal).First()
                        : level.OrderBy(lot.Ticket, StringComparer.Ordinal).Last()],
                _ => level,
            };
        }

        return level;

        List<int> Edge(List<int> some, Func<int, BigInteger> key) =>
            [.. some.Where(option => key(option) == (best ? some.Max(key) : some.Min(key)))];

        // A rule that reads stages drops only those that it drops in every history.
        List<int> Read(
            List<List<Dictionary<int, BigInteger>>> all, Func<List<Dictionary<int, BigInteger>>, IEnumerable<Dictionary<int,
                BigInteger>>> inOrder)
        {
            var leaves =
                all.ConvertAll(
                    history => inOrder(history).Aggregate(level, (some, stage) => Edge(some, option => stage[option])));
            return [.. level.Where(option => leaves.Exists(some => some.Contains(option)))];
        }
    }

    private int Pick(
        List<int> level, bool best, List<List<Dictionary<int, BigInteger>>>? histories = null, Func<int, int,
            int>? over = null) =>
        Any(Left(level, best, histories, over));

    /// <summary>One of several that nothing tells apart: another one each time round.</summary>
    private int Any(List<int> some)
    {
        if (some.Count == 1) return some[0];
        if (_met == _choices.Count) _choices.Add((0, some.Count));
        return some[_choices[_met++].Taken];
    }

    private Result? EveryWay(Func<IEnumerable<int>> count) =>
        Outcomes(count) is not { } outcomes ? null : new(
            All.Where(option => outcomes.TrueForAll(won => won.Contains(option))).ToHashSet(),
            All.Where(option => outcomes.Exists(won => won.Contains(option)) && !outcomes.TrueForAll(won => won.Contains(option)))
                .ToHashSet());

    private List<HashSet<int>>? Outcomes(Func<IEnumerable<int>> count)
    {
        _choices.Clear();
        var outcomes = new List<HashSet<int>>();
        do
        {
            if (outcomes.Count == MostWays) return null;
            _met = 0;
            outcomes.Add(count().ToHashSet());
            while (_choices.Count > 0 && _choices[^1].Taken + 1 == _choices[^1].Of) _choices.RemoveAt(_choices.Count - 1);
            if (_choices.Count > 0) _choices[^1] = (_choices[^1].Taken + 1, _choices[^1].Of);
        }
        while (_choices.Count > 0);
        return outcomes;
    }

    /// <summary>
    /// Fills the seats from the top. Of a tier with more than there are seats, one after the other as the rules say.
    /// </summary>
    private Result Seated(IEnumerable<List<int>> tiers, Func<int, int, int>? over = null)
    {
        var winners = new HashSet<int>();
        foreach (var tier in tiers)
        {
            var level = tier.ToList();
            while (level.Count > 0)
            {
                if (winners.Count == _seats) return new(winners, new HashSet<int>());
                var next = level.Count <= _seats - winners.Count ? level : Left(level, best: true, over: over);
                if (next.Count > _seats - winners.Count) return new(winners, next.ToHashSet());
                winners.UnionWith(next);
                level = [.. level.Except(next)];
            }
        }

        return new(winners, new HashSet<int>());
    }

    // Sums.

    private static bool IsBlank(Ballot ballot) => ballot is BlankBallot or RankedBallot { Tiers.Count: 0 };

    private static int? Points(Ballot ballot, int option) => ballot is ScoreBallot score
        ? score.Scores.Where(mark => mark.Option == option).Select(mark => (int?)mark.Points).FirstOrDefault()
        : null;

    private Result Summed(Func<Ballot, Func<int, Fraction>> given) => Seated(All
        .GroupBy(option => _ballots.Aggregate(new Fraction(0), (sum, ballot) => sum + given(ballot)(option)))
        .OrderByDescending(tier => tier.Key).Select(tier => tier.ToList()));

    private Result Means()
    {
        var scored = All.Where(option => _ballots.Exists(ballot => Points(ballot, option) is not null)).ToList();
        var result = Seated(scored
            .GroupBy(
                option =>
                    new Fraction(
                        _ballots.Sum(ballot => Points(ballot, option) ?? 0),
                            _ballots.Count(ballot => Points(ballot, option) is not null)))
            .OrderByDescending(tier => tier.Key).Select(tier => tier.ToList()));
        return result.Tied.Count == 0 && result.Winners.Count < _seats
            ? result with { Tied = All.Except(scored).ToHashSet() }
            : result;
    }

    /// <summary>What an option gets: the average of what the places are worth that it shares with those ranked equal.</summary>
    private Fraction BordaPointsOf(Borda borda, Ballot ballot, int option)
    {
        if (ballot is not RankedBallot { Tiers: var tiers } || IsBlank(ballot)) return 0;
        var ranked = tiers.SelectMany(tier => tier).ToList();
        var isRanked = ranked.Contains(option);
        if (!isRanked && (borda.Unranked == Unranked.Nowhere || borda.Points == BordaPoints.Modified)) return 0;
        var above = isRanked ? tiers.TakeWhile(tier => !tier.Contains(option)).Sum(tier => tier.Count) : ranked.Count;
        var sharing = isRanked ? tiers.First(tier => tier.Contains(option)).Count : _options - ranked.Count;
        var total = new Fraction(0);
        for (var place = above + 1; place <= above + sharing; place++)
            total += borda.Points switch
            {
                BordaPoints.FromOptionsToOne => _options + 1 - place,
                BordaPoints.FromOptionsLessOneToNought => _options - place,
                BordaPoints.Modified => ranked.Count + 1 - place,
                _ => new Fraction(1, place),
            };
        return total * new Fraction(1, sharing);
    }

    // Comparisons.

    private Func<int, int, int> Over(Unranked unranked)
    {
        var counts = new int[_options, _options];
        foreach (var ballot in _ballots.OfType<RankedBallot>())
            foreach (var one in All)
                foreach (var other in All)
                {
                    var (first, second) = (Place(ballot, one), Place(ballot, other));
                    if (first is { } place && (second is { } below ? place < below : unranked == Unranked.TiedLast))
                        counts[one, other]++;
                }

        return (one, other) => counts[one, other];

        static int? Place(RankedBallot ballot, int option)
        {
            for (var place = 0; place < ballot.Tiers.Count; place++)
                if (ballot.Tiers[place].Contains(option)) return place;
            return null;
        }
    }

    private Result Compared(PairwiseMethod method, Func<Func<int, int, int>, Func<int, int>> score)
    {
        var over = Over(method.Unranked);
        return Seated(All.GroupBy(score(over)).OrderByDescending(tier => tier.Key).Select(tier => tier.ToList()), over);
    }

    /// <summary>Which of two links is stronger, in the words of Schulze (2011, 2.1) where it is by ratio.</summary>
    private static bool IsStronger(Strength strength, (int For, int Against) one, (int For, int Against) other) => strength switch
    {
        Strength.WinningVotes => (one.For > one.Against ? one.For : 0) > (other.For > other.Against ? other.For : 0),
        Strength.Margins => one.For - one.Against > other.For - other.Against,
        _ => (one.For > one.Against && other.For <= other.Against)
            || (one.For >= one.Against && other.For < other.Against)
            || one.For * other.Against > one.Against * other.For
            || (one.For > other.For && one.Against <= other.Against)
            || (one.For >= other.For && one.Against < other.Against),
    };

    /// <summary>
    /// An option wins if no other has a stronger path to it than it has to the other; paths over every link, as in the paper.
    /// </summary>
    private Result Paths(Schulze schulze)
    {
        var over = Over(schulze.Unranked);
        var links = All.SelectMany(one => All.Where(other => other != one).Select(other => (over(one, other), over(other, one))))
            .Distinct().ToList();
        links.Sort(
            (one, other) => IsStronger(schulze.Strength, one, other) ? 1 : IsStronger(schulze.Strength, other, one) ? -1 : 0);
        int Rank((int, int) link) =>
            links.FindIndex(other => !IsStronger(schulze.Strength, link, other) && !IsStronger(schulze.Strength, other, link));
        var strengths = All.SelectMany(one => All.Where(other => other != one).Select(other => (one, other)))
            .ToDictionary(pair => pair, pair => Rank((over(pair.one, pair.other), over(pair.other, pair.one))));
        var paths =
            strengths.Keys.ToDictionary(
                pair => pair, pair => Enumerable.Range(0, links.Count).Last(least => Reaches(pair.one, pair.other, least)));
        var left = All.ToList();
        var tiers = new List<List<int>>();
        while (left.Count > 0)
        {
            tiers.Add(left.FindAll(one => left.TrueForAll(other => other == one || paths[(one, other)] >= paths[(other, one)])));
            left = [.. left.Except(tiers[^1])];
        }

        return Seated(tiers, over);

        bool Reaches(int from, int to, int least)
        {
            var reached = new List<int> { from };
            for (var i = 0; i < reached.Count; i++)
                reached.AddRange(All.Where(next => !reached.Contains(next) && strengths[(reached[i], next)] >= least).ToList());
            return reached.Contains(to);
        }
    }

    private Result? Locked(RankedPairs pairs)
    {
        var over = Over(pairs.Unranked);
        var outcomes = Outcomes(() =>
        {
            var locked = new HashSet<(int Above, int Below)>();
            bool Reaches(int from, int to) => from == to || locked.Any(pair => pair.Above == from && Reaches(pair.Below, to));
            var wins =
                All.SelectMany(
                    one => All.Where(other => over(one, other) > over(other, one)).Select(other => (One: one, Other: other)))
                .GroupBy(
                    win => (pairs.Strength == Strength.Margins ? over(win.One, win.Other) - over(win.Other, win.One)
                        : over(win.One, win.Other), over(win.Other, win.One)))
                .OrderByDescending(group => group.Key.Item1).ThenBy(group => group.Key.Item2);
            foreach (var group in wins)
            {
                var left = group.ToList();
                while (left.Count > 0)
                {
                    left.RemoveAll(win => Reaches(win.Other, win.One));
                    if (left.Count == 0) break;
                    var before = locked.ToHashSet();
                    var fits = left.TrueForAll(win => !Reaches(win.Other, win.One) && locked.Add(win));
                    if (fits) break;
                    locked = before;
                    var winner = Pick([.. left.Select(win => win.One).Distinct()], best: true, over: over);
                    var loser = Pick([.. left.Where(win => win.One == winner).Select(win => win.Other)], best: false, over: over);
                    locked.Add((winner, loser));
                    left.Remove((winner, loser));
                }
            }

            return All.Where(option => locked.All(pair => pair.Below != option)).ToList();
        });
        return outcomes is null ? null : Seated([[.. All.Where(option => outcomes.Exists(won => won.Contains(option)))]], over);
    }

    private Result Resolved(DebianRule debian)
    {
        var over = Over(debian.Unranked);
        var last = _options - 1;
        var left =
            All.Where(option => option == last || (over(option, last) >= debian.Quorum && over(option, last) > over(last, option)
            && (long)over(option, last) * debian.Majority.Denominator >= (long)over(last, option) * debian.Majority.Numerator))
                .ToList();
        var defeats =
            left.SelectMany(
                one => left.Where(other => over(one, other) > over(other, one)).Select(other => (One: one, Other: other)))
                    .ToHashSet();
        while (true)
        {
            var reached = left.ToDictionary(option => option, option => From(option, []));
            var schwartz =
                left.FindAll(
                    option => left.TrueForAll(other => !reached[other].Contains(option) || reached[option].Contains(other)));
            var inside = defeats.Where(defeat => schwartz.Contains(defeat.One) && schwartz.Contains(defeat.Other)).ToList();
            if (inside.Count == 0) return Seated([schwartz], over);
            bool IsWeaker((int One, int Other) one, (int One, int Other) other) =>
                over(one.One, one.Other) < over(other.One, other.Other)
                || (over(one.One, one.Other) == over(other.One, other.Other)
                    && over(one.Other, one.One) > over(other.Other, other.One));
            defeats.ExceptWith(inside.Where(one => !inside.Exists(other => IsWeaker(other, one))).ToList());
        }

        HashSet<int> From(int option, HashSet<int> seen)
        {
            foreach (var defeat in defeats.Where(defeat => defeat.One == option).ToList())
                if (seen.Add(defeat.Other)) From(defeat.Other, seen);
            return seen;
        }
    }

    // Papers.

    /// <summary>Each ballot as a strict order, as the method reads equal ranks and what is left unranked.</summary>
    private List<List<int>> Papers()
    {
        var method = (TransferMethod)_method;
        var read = new List<List<int>>();
        var isTied = _ballots.OfType<RankedBallot>().Any(ballot => ballot.Tiers.Any(tier => tier.Count > 1));
        foreach (var ballot in _ballots.OfType<RankedBallot>().Where(ballot => ballot.Tiers.Count > 0))
        {
            var paper = new List<int>();
            foreach (var tier in ballot.Tiers)
            {
                if (tier.Count == 1) paper.Add(tier[0]);
                else if (method.EqualRanks == EqualRanks.EndTheBallot) break;
            }

            // The only one left unranked comes last, where the method says so: it is the ballot's last tier.
            var unranked = All.Except(ballot.Tiers.SelectMany(tier => tier)).ToList();
            var isEnded = method.EqualRanks == EqualRanks.EndTheBallot && ballot.Tiers.Any(tier => tier.Count > 1);
            if (isTied && !isEnded && unranked.Count == 1 && method is InstantRunoff { Unranked: Unranked.TiedLast })
                paper.Add(unranked[0]);
            if (paper.Count > 0) read.Add(paper);
        }

        return read;
    }

    private IEnumerable<int> RunOff()
    {
        var papers = Papers();
        var over = Over(Unranked.TiedLast);
        var left = All.ToList();
        List<List<Dictionary<int, BigInteger>>> histories = [[]];
        while (true)
        {
            var votes = First(papers, left);
            histories = histories.ConvertAll(history => (List<Dictionary<int, BigInteger>>)[.. history, votes]);
            foreach (var option in left)
                if (left.Count == 1 || 2 * votes[option] > left.Aggregate(BigInteger.Zero, (sum, one) => sum + votes[one]))
                    return [option];
            var lowest = left.FindAll(option => votes[option] == left.Min(one => votes[one]));
            var others = left.Except(lowest).ToList();
            var areBoundToGo = lowest.Count > 1 && others.Count > 0
                && lowest.Count * votes[lowest[0]] < others.Min(option => votes[option]);
            if (!areBoundToGo)
            {
                left.Remove(Pick(lowest, best: false, histories, over));
                continue;
            }

            // They all go before anybody else does. What lies between is read in every order, or made in one order after the
            // other.
            if (_oneByOne)
            {
                foreach (var _ in lowest.Skip(1))
                {
                    var now = First(papers, left);
                    var going = lowest.FindAll(left.Contains);
                    left.Remove(Any(going.FindAll(option => now[option] == going.Min(one => now[one]))));
                    var then = First(papers, left);
                    histories = histories.ConvertAll(history => (List<Dictionary<int, BigInteger>>)[.. history, then]);
                }

                left.RemoveAll(lowest.Contains);
                continue;
            }

            histories =
                [.. histories.SelectMany(
                    history => Orders(lowest).Select(between => (List<Dictionary<int, BigInteger>>)[.. history, .. between]))];
            left.RemoveAll(lowest.Contains);

            IEnumerable<List<Dictionary<int, BigInteger>>> Orders(List<int> going)
            {
                if (going.Count == 1) return [[]];
                var now = First(papers, [.. others, .. going]);
                return going.Where(option => now[option] == going.Min(one => now[one])).SelectMany(option =>
                {
                    var rest = going.FindAll(other => other != option);
                    return Orders(rest)
                        .Select(after => (List<Dictionary<int, BigInteger>>)[First(papers, [.. others, .. rest]), .. after]);
                });
            }
        }
    }

    private IEnumerable<int> Contingent()
    {
        var papers = Papers();
        var over = Over(Unranked.TiedLast);
        var votes = First(papers, [.. All]);
        List<List<Dictionary<int, BigInteger>>> histories = [[votes]];
        foreach (var option in All)
            if (_options == 1 || 2 * votes[option] > papers.Count) return [option];
        var finalists = new List<int>();
        while (finalists.Count < 2)
        {
            var rest = All.Except(finalists).ToList();
            finalists.Add(
                Pick(rest.FindAll(option => votes[option] == rest.Max(one => votes[one])), best: true, histories, over));
        }

        var second = First(papers, finalists);
        histories[0].Add(second);
        var (one, other) = (finalists[0], finalists[1]);
        if (second[one] != second[other]) return [second[one] > second[other] ? one : other];
        return finalists.Where(option => option != Pick([.. finalists.Order()], best: false, histories, over)).ToList();
    }

    private Dictionary<int, BigInteger> First(List<List<int>> papers, List<int> among)
    {
        var votes = All.ToDictionary(option => option, _ => BigInteger.Zero);
        foreach (var paper in papers)
            foreach (var option in paper)
            {
                if (!among.Contains(option)) continue;
                votes[option]++;
                break;
            }

        return votes;
    }

    /// <summary>Each paper by itself, with its value in hundred-thousandths.</summary>
    private IEnumerable<int> Scottish()
    {
        BigInteger one = 100_000;
        var papers = Papers().ConvertAll(order => (Order: order, Value: one, With: order[0]));
        var over = Over(Unranked.TiedLast);
        var quota = (papers.Count / (_seats + 1) + 1) * one;
        var hopeful = All.ToList();
        var elected = new List<int>();
        var surpluses = new List<int>();
        var votes =
            All.ToDictionary(
                option => option, option =>
                    papers.Where(paper => paper.With == option).Aggregate(BigInteger.Zero, (sum, paper) => sum + paper.Value));
        List<List<Dictionary<int, BigInteger>>> histories = [[]];
        while (true)
        {
            histories[0].Add(new(votes));
            if (hopeful.Count <= _seats - elected.Count) return elected.Concat(hopeful);
            var reached = hopeful.FindAll(option => votes[option] >= quota);
            elected.AddRange(reached);
            hopeful.RemoveAll(reached.Contains);
            surpluses.AddRange(reached.Where(option => votes[option] > quota));
            if (elected.Count == _seats) return elected;
            if (hopeful.Count <= _seats - elected.Count) return elected.Concat(hopeful);
            if (surpluses.Count > 0)
            {
                var from =
                    Pick(surpluses.FindAll(option => votes[option] == surpluses.Max(other => votes[other])), best: true,
                        histories, over);
                surpluses.Remove(from);
                var (surplus, total) = (votes[from] - quota, votes[from]);
                votes[from] = quota;
                Move(from, value => surplus * value / total);
            }
            else
            {
                var from =
                    Pick(hopeful.FindAll(option => votes[option] == hopeful.Min(other => votes[other])), best: false, histories,
                        over);
                hopeful.Remove(from);
                votes[from] = 0;
                Move(from, value => value);
            }
        }

        void Move(int from, Func<BigInteger, BigInteger> worth)
        {
            for (var i = 0; i < papers.Count; i++)
            {
                if (papers[i].With != from) continue;
                var (order, value) = (papers[i].Order, worth(papers[i].Value));
                var to = order.Find(option => hopeful.Contains(option) && order.IndexOf(option) > order.IndexOf(from), -1);
                papers[i] = (order, value, to);
                if (to >= 0) votes[to] += value;
            }
        }
    }

    /// <summary>The reference rule of the Proportional Representation Foundation, one paper after another.</summary>
    private IEnumerable<int> Meek()
    {
        BigInteger one = 1_000_000_000, omega = 1_000;
        var papers = Papers();
        var over = Over(Unranked.TiedLast);
        var hopeful = All.ToList();
        var elected = new List<int>();
        var keep = All.ToDictionary(option => option, _ => one);
        List<List<Dictionary<int, BigInteger>>> histories = [[]];
        while (true)
        {
            BigInteger? lastSurplus = null;
            while (true)
            {
                var votes = All.ToDictionary(option => option, _ => BigInteger.Zero);
                foreach (var paper in papers)
                {
                    var weight = one;
                    foreach (var option in paper)
                    {
                        var share = Up(weight * keep[option], one);
                        votes[option] += share;
                        weight -= share;
                    }
                }

                var quota = votes.Values.Aggregate((sum, vote) => sum + vote) / (_seats + 1) + 1;
                var reached = hopeful.FindAll(option => votes[option] >= quota);
                var surplus =
                    BigInteger.Max(
                        0, elected.Concat(reached).Aggregate(BigInteger.Zero, (sum, option) => sum + votes[option] - quota));
                if (reached.Count > 0 || surplus < omega || surplus >= lastSurplus)
                {
                    histories[0].Add(votes);
                    elected.AddRange(reached);
                    hopeful.RemoveAll(reached.Contains);
                    if (elected.Count == _seats) return elected;
                    if (hopeful.Count <= _seats - elected.Count) return elected.Concat(hopeful);
                    if (reached.Count > 0) break;
                    var lowest =
                        Pick(hopeful.FindAll(option => votes[option] <= hopeful.Min(other => votes[other]) + surplus),
                            best: false, histories, over);
                    hopeful.Remove(lowest);
                    keep[lowest] = 0;
                    if (hopeful.Count <= _seats - elected.Count) return elected.Concat(hopeful);
                    break;
                }

                lastSurplus = surplus;
                foreach (var option in elected) keep[option] = Up(Up(keep[option] * quota, one) * one, votes[option]);
            }
        }

        static BigInteger Up(BigInteger dividend, BigInteger divisor) => (dividend + divisor - 1) / divisor;
    }

    /// <summary>An exact fraction, in lowest terms.</summary>
    private readonly record struct Fraction : IComparable<Fraction>
    {
        private readonly BigInteger _top;
        private readonly BigInteger _bottom;

        public Fraction(BigInteger top, BigInteger? bottom = null)
        {
            var below = bottom ?? 1;
            var common = BigInteger.GreatestCommonDivisor(top, below);
            (_top, _bottom) = (top / common, below / common);
        }

        public int CompareTo(Fraction other) => (_top * other._bottom).CompareTo(other._top * _bottom);

        public static implicit operator Fraction(int whole) => new(whole);

        public static Fraction operator +(Fraction one, Fraction other) =>
            new(one._top * other._bottom + other._top * one._bottom, one._bottom * other._bottom);

        public static Fraction operator *(Fraction one, Fraction other) =>
            new(one._top * other._top, one._bottom * other._bottom);
    }
}

internal static class Lists
{
    /// <summary>The first that fits, or another value where none does.</summary>
    public static int Find(this List<int> list, Func<int, bool> fits, int otherwise) =>
        list.Where(fits).Append(otherwise).First();
}
