using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Tests.Counting;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// 60,000 random ballots over ten options, nearly all different, from ballots in memory to a complete result; and beside each
/// method the plain reference of the tests on the same ballots.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[Config(typeof(OneProcess))]
public class CountingBenchmarks
{
    private const int Options = 10;

    private static readonly Contest One = new(Options);
    private static readonly Contest Three = new(Options, 3);
    private readonly RankedBallot[] _ballots = RandomBallots.Of(60_000, Options);

    [Benchmark, BenchmarkCategory("Schulze")]
    public Tally Schulze() => new Schulze().Count(One, _ballots);

    [Benchmark(Baseline = true), BenchmarkCategory("Schulze")]
    public object Schulze_plain() => PlainReference.Schulze(Options, _ballots);

    [Benchmark, BenchmarkCategory("Ranked pairs")]
    public Tally Ranked_pairs() => new RankedPairs().Count(One, _ballots);

    [Benchmark(Baseline = true), BenchmarkCategory("Ranked pairs")]
    public object Ranked_pairs_plain() => PlainReference.RankedPairs(Options, _ballots);

    [Benchmark, BenchmarkCategory("Instant run-off")]
    public Tally Instant_runoff() => new InstantRunoff().Count(One, _ballots);

    [Benchmark(Baseline = true), BenchmarkCategory("Instant run-off")]
    public object Instant_runoff_plain() => PlainReference.InstantRunoff(Options, _ballots);

    [Benchmark, BenchmarkCategory("Scottish STV, 3 seats")]
    public Tally Scottish_stv() => new ScottishStv().Count(Three, _ballots);

    [Benchmark(Baseline = true), BenchmarkCategory("Scottish STV, 3 seats")]
    public object Scottish_stv_plain() => PlainReference.ScottishStv(Options, 3, _ballots);

    [Benchmark, BenchmarkCategory("Meek STV, 3 seats")]
    public Tally Meek_stv() => new MeekStv().Count(Three, _ballots);

    [Benchmark(Baseline = true), BenchmarkCategory("Meek STV, 3 seats")]
    public object Meek_stv_plain() => PlainReference.MeekStv(Options, 3, _ballots);
}

/// <summary>
/// 300 ballots on a cycle: each begins with another option and goes round, so that every comparison is one of many alike. The
/// plain reference counts forty options; the library a hundred as well.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[Config(typeof(FewRuns))]
public class CycleBenchmarks
{
    private readonly RankedBallot[] _forty = OnACycle(40);
    private readonly RankedBallot[] _hundred = OnACycle(100);

    [Benchmark, BenchmarkCategory("Debian rule, 40")]
    public Tally Debian_rule() => new DebianRule().Count(new Contest(40), _forty);

    [Benchmark(Baseline = true), BenchmarkCategory("Debian rule, 40")]
    public object Debian_rule_plain() => PlainReference.DebianRule(40, _forty);

    [Benchmark, BenchmarkCategory("Ranked pairs, 40")]
    public Tally Ranked_pairs() => new RankedPairs().Count(new Contest(40), _forty);

    [Benchmark(Baseline = true), BenchmarkCategory("Ranked pairs, 40")]
    public object Ranked_pairs_plain() => PlainReference.RankedPairs(40, _forty);

    [Benchmark, BenchmarkCategory("100")]
    public Tally Debian_rule_of_a_hundred() => new DebianRule().Count(new Contest(100), _hundred);

    [Benchmark, BenchmarkCategory("100")]
    public Tally Ranked_pairs_of_a_hundred() => new RankedPairs().Count(new Contest(100), _hundred);

    // The last option is the default of the Debian rule and stands apart, so that the others make the cycle.
    private static RankedBallot[] OnACycle(int options) =>
        [.. Enumerable.Range(0, 300)
            .Select(first =>
                RankedBallot.Of([.. Enumerable.Range(0, options - 1).Select(i => (first + i) % (options - 1)), options - 1]))];
}

/// <summary>How the time grows: with ballots in proportion, with options as the pairs of them that a ballot ranks.</summary>
[MemoryDiagnoser]
[Config(typeof(FewRuns))]
public class GrowthBenchmarks
{
    private RankedBallot[] _ballots = [];

    [Params("15000 x 10", "30000 x 10", "60000 x 10", "120000 x 10", "60000 x 25", "60000 x 50", "60000 x 100")]
    public string Size { get; set; } = "";

    private int Options => int.Parse(Size.Split(" x ")[1], System.Globalization.CultureInfo.InvariantCulture);

    [GlobalSetup]
    public void Setup() =>
        _ballots = RandomBallots.Of(int.Parse(Size.Split(" x ")[0], System.Globalization.CultureInfo.InvariantCulture), Options);

    [Benchmark]
    public Tally Schulze() => new Schulze().Count(new Contest(Options), _ballots);

    [Benchmark]
    public Tally Ranked_pairs() => new RankedPairs().Count(new Contest(Options), _ballots);

    [Benchmark]
    public Tally Instant_runoff() => new InstantRunoff().Count(new Contest(Options), _ballots);

    [Benchmark]
    public Tally Scottish_stv() => new ScottishStv().Count(new Contest(Options, 3), _ballots);

    [Benchmark]
    public Tally Meek_stv() => new MeekStv().Count(new Contest(Options, 3), _ballots);
}

/// <summary>All in one process, one count after another: medians of fifteen, once the compiler has settled.</summary>
internal sealed class OneProcess : ManualConfig
{
    public OneProcess() => AddJob(Runs.Of(warmup: 40, measured: 15)).AddColumn(StatisticColumn.Median);
}

/// <summary>The same with fewer runs, for the larger sizes.</summary>
internal sealed class FewRuns : ManualConfig
{
    public FewRuns() => AddJob(Runs.Of(warmup: 8, measured: 5)).AddColumn(StatisticColumn.Median);
}

internal static class Runs
{
    public static Job Of(int warmup, int measured) => Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
        .WithStrategy(RunStrategy.Monitoring).WithWarmupCount(warmup).WithIterationCount(measured).WithInvocationCount(1)
            .WithUnrollFactor(1);
}

/// <summary>Ballots in memory, the same in every run.</summary>
internal static class RandomBallots
{
    public static RankedBallot[] Of(int ballots, int options)
    {
        var random = new Random(7);
        var order = Enumerable.Range(0, options).ToArray();
        return [.. Enumerable.Range(0, ballots).Select(_ =>
        {
            random.Shuffle(order);
            return RankedBallot.Of(order);
        })];
    }
}
