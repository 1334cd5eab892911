using System.Numerics;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// The standard resolution procedure of the Debian Constitution (version 1.9, A.5). The last option is the default, "none of
/// the above". An option must be ranked above it by a quorum of ballots and defeat it by a majority ratio; among those left,
/// the weakest defeats inside the Schwartz set are dropped until none is left in it. Of several left, the casting vote chooses.
/// </summary>
public sealed record DebianRule : PairwiseMethod
{
    /// <summary>
    /// How many ballots must rank an option above the default (A.5.2); nought unless given. For an election of the project leader
    /// it is three times Q, where Q is half the square root of the electorate. The caller works it out when the vote opens.
    /// </summary>
    public long Quorum { get; init => field = Guard.Against.Negative(value, nameof(Quorum)); }

    /// <summary>
    /// How many times as many must prefer an option to the default as the reverse (A.5.3). It is once unless given; give three
    /// for three to one. There must also simply be more of them.
    /// </summary>
    /// <exception cref="ArgumentException">It is less than one, or <c>default</c>.</exception>
    public Ratio Majority
    {
        get;
        init => field = value == default || value < Ratio.Whole
            ? throw new ArgumentException("A majority ratio is at least one.", nameof(Majority))
            : value;
    } = Ratio.Whole;

    private protected override string Verdict(Wording wording) => wording.Sentences(
    [
        wording.Say("counting.debian.default"),
        .. Quorum > 0 ? [wording.Count("counting.debian.quorum", Quorum)] : Array.Empty<string>(),
        Majority == Ratio.Whole
            ? wording.Say("counting.debian.majority")
            : wording.Say("counting.debian.majority.times", Votes.Of(Majority.Numerator, Majority.Denominator)),
        wording.Say("counting.debian.rule"),
    ]);

    private protected override ContestFault? OwnFault(Contest contest) => contest.Withdrawn.Contains(contest.Options - 1)
        ? ContestFault.Of(ContestFaultKind.UnknownOption, Said.Of("contest.default-withdrawn"))
        : null;

    private protected override Tally Judged(Compared votes)
    {
        var (matrix, fallback) = (votes.Matrix, votes.Matrix.Options - 1);
        var others = matrix.Compared.Where(option => option != fallback).ToList();
        var belowQuorum = others.Where(option => matrix[option, fallback] < Quorum).ToValueList();
        var belowMajority = others.Where(option => !belowQuorum.Contains(option) && !Defeats(matrix, option, fallback))
            .ToValueList();
        var left = matrix.Compared.Where(option => !belowQuorum.Contains(option) && !belowMajority.Contains(option)).ToList();
        var defeats = matrix.Wins().Where(win => left.Contains(win.Winner) && left.Contains(win.Loser))
            .OrderBy(win => win.For).ThenByDescending(win => win.Against).ToList(); // the weakest first
        var dropped = new List<Comparison>();
        while (true)
        {
            var standing = new HashSet<(int, int)>(defeats.Select(win => (win.Winner, win.Loser)));
            var schwartz = matrix.Top((a, b) => standing.Contains((a, b))).Where(left.Contains).ToValueList();
            var inSchwartz = new HashSet<int>(schwartz);
            var inside = defeats.FindAll(win => inSchwartz.Contains(win.Winner) && inSchwartz.Contains(win.Loser));
            if (inside.Count == 0)
            {
                ValueList<ValueList<int>> ranking =
                    [schwartz,
                        .. new[] { matrix.Compared.Where(option => !schwartz.Contains(option)).ToValueList() }.Where(
                            tier => tier.Count > 0)];
                var outcome = votes.Seated(ranking);
                // those not in the Schwartz set are in no order, so they are not level either
                return new DebianTally(
                    outcome with { Ties = outcome.Ties.Where(tie => tie.For != TieFor.Place).ToValueList() }, matrix, belowQuorum,
                        belowMajority, dropped.ToValueList());
            }

            var weakest = inside.FindAll(win => win.For == inside[0].For && win.Against == inside[0].Against);
            dropped.AddRange(weakest);
            var gone = new HashSet<Comparison>(weakest);
            defeats.RemoveAll(gone.Contains);
        }
    }

    private bool Defeats(Pairwise matrix, int option, int fallback) =>
        matrix.Beats(option, fallback)
        && (BigInteger)matrix[option, fallback] * Majority.Denominator >= (BigInteger)matrix[
            fallback, option] * Majority.Numerator;
}
