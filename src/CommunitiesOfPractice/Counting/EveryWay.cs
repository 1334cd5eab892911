namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Counts again with each tie taken the other way, to learn whether it matters. Ties that no rule settled are followed in every
/// combination. An option that wins in all of them has won; an option that wins in some is tied. It is exact up to
/// <see cref="Limit"/> counts. Where there are more ways than that, the ties are said to matter. Then those elected before the
/// first of them have won, and all others that nothing rules out are tied.
/// </summary>
internal static class EveryWay
{
    public const int Limit = 1000;

    /// <summary>What all ways come to.</summary>
    /// <param name="Main">The count that takes the first by number where no rule settles a tie: one of the ways.</param>
    /// <param name="Ties">The ties that it met.</param>
    /// <param name="Winners">Who wins in every way.</param>
    /// <param name="Tied">Who wins in some.</param>
    /// <param name="Ranking">The winners, those tied, and the rest: as far as all ways say the same.</param>
    internal sealed record Answer<TCount>(
        TCount Main, ValueList<Tie> Ties, ValueList<int> Winners, ValueList<int> Tied, ValueList<ValueList<int>> Ranking);

    /// <summary>
    /// How to read a count: who wins, in which tiers all options are, and, at a tie, who has won by then and who still can.
    /// </summary>
    internal sealed record Reading<TCount>(
        Func<TCount, ValueList<int>> Winners,
        Func<TCount, ValueList<ValueList<int>>> Ranking,
        Func<TCount, TieBreaker.Met, (IEnumerable<int> Won, IEnumerable<int> NotRuledOut)> By);

    private sealed record Way<TCount>(TieBreaker Ties, TCount Count, ValueList<int> Outcome);

    public static Answer<TCount> Count<TCount>(
        Func<int[], TieBreaker> breaker, Func<TieBreaker, TCount> count, Reading<TCount> read, int limit = Limit)
    {
        var (ways, areAll) = Follow([], limit);
        var left = limit - ways.Count;
        var main = ways[0];
        var winners = read.Winners(main.Count);
        IEnumerable<int> certain = winners.Where(option => ways.TrueForAll(way => way.Outcome.Contains(option)));
        var possible = new HashSet<int>(ways.SelectMany(way => way.Outcome));
        if (!areAll)
        {
            ways = [main];
            (certain, var rest) = read.By(main.Count, main.Ties.Open.First(tie => tie.SettledBy is null));
            possible = new(rest);
        }

        var won = certain.ToValueList();
        var tied = possible.Where(option => !won.Contains(option)).OrderBy(option => option).ToValueList();
        return new(
            main.Count,
            Ties().OrderBy(tie => tie.Stage).ToValueList(),
            won,
            tied,
            Agreed(ways.ConvertAll(way => read.Ranking(way.Count)), won, tied));

        // The ways from where a script ends, as far as they are not too many: then those that were counted, and that it is not
        // all.
        (List<Way<TCount>> Ways, bool AreAll) Follow(int[] script, int most)
        {
            var found = new List<Way<TCount>>();
            var waiting = new Stack<int[]>([script]);
            while (waiting.Count > 0)
            {
                if (found.Count + waiting.Count > most) return (found, false);
                var given = waiting.Pop();
                var ties = breaker(given);
                var counted = count(ties);
                found.Add(new(ties, counted, read.Winners(counted).OrderBy(option => option).ToValueList()));
                for (var i = given.Length; i < ties.Open.Count; i++)
                    if (ties.Open[i].SettledBy is null)
                        foreach (var choice in ties.Open[i].Left)
                            if (choice != ties.Open[i].Taken) waiting.Push(Otherwise(ties, i, choice));
            }

            return (found, true);
        }

        IEnumerable<Tie> Ties()
        {
            foreach (var idle in main.Ties.Idle)
                yield return idle.Told(ways.Exists(way => way.Ties.Idle.Exists(other => other.Matters && other.IsOf(idle))));

            var alike = ways; // the ways that took every tie so far as the main count did
            for (var i = 0; i < main.Ties.Open.Count; i++)
            {
                var tie = main.Ties.Open[i];
                var matters = !areAll || Matters(alike, i);
                var isOpen = tie.SettledBy is null;
                yield return new Tie(
                    tie.Options, tie.For, tie.Stage, matters && isOpen ? null : tie.Taken, tie.SettledBy, matters);
                alike = alike.FindAll(way => way.Ties.Open[i].Taken == tie.Taken);
            }
        }

        // Whether the choices at a tie do not all come to the same outcomes.
        bool Matters(List<Way<TCount>> alike, int at)
        {
            var tie = main.Ties.Open[at];
            if (tie.SettledBy is null)
            {
                var choices = alike.GroupBy(way => way.Ties.Open[at].Taken, way => way.Outcome)
                    .Select(outcomes => new HashSet<ValueList<int>>(outcomes)).ToList();
                return !choices.TrueForAll(choices[0].SetEquals);
            }

            var outcomes = new HashSet<ValueList<int>>(alike.Select(way => way.Outcome));
            foreach (var choice in tie.Options)
            {
                if (choice == tie.Taken) continue;
                if (left <= 0) return true;
                var (others, areAllOthers) = Follow(Otherwise(main.Ties, at, choice), left);
                left -= others.Count;
                if (!areAllOthers || !outcomes.SetEquals(others.Select(way => way.Outcome))) return true;
            }

            return false;
        }
    }

    private static int[] Otherwise(TieBreaker ties, int at, int choice) =>
        [.. ties.Open.Take(at).Select(tie => tie.Taken), choice];

    /// <summary>
    /// The winners, those tied as one tier, and the rest. The first and the last tiers go as far as all rankings say the same.
    /// </summary>
    private static ValueList<ValueList<int>> Agreed(
        List<ValueList<ValueList<int>>> rankings, ValueList<int> winners, ValueList<int> tied)
    {
        var rest = rankings[0].SelectMany(tier => tier).Where(option => !winners.Contains(option) && !tied.Contains(option))
            .ToValueList();
        return [.. Among(winners), .. tied.Count == 0 ? Array.Empty<ValueList<int>>() : [tied], .. Among(rest)];

        // A tier ends where in every ranking the same options have been named.
        IEnumerable<ValueList<int>> Among(ValueList<int> some)
        {
            var ends = rankings.ConvertAll(ranking =>
            {
                var (named, end) = (0, new Dictionary<int, int>());
                foreach (var tier in ranking.Select(tier => tier.Where(some.Contains).ToList()))
                {
                    named += tier.Count;
                    foreach (var option in tier) end[option] = named;
                }

                return end;
            });
            var (level, from, last) = (new List<int>(), 0, 0);
            foreach (var option in rankings[0].SelectMany(tier => tier).Where(some.Contains))
            {
                level.Add(option);
                last = Math.Max(last, ends.Max(end => end[option]));
                if (last != from + level.Count) continue;
                yield return level.OrderBy(one => one).ToValueList();
                (from, level) = (last, []);
            }
        }
    }
}
