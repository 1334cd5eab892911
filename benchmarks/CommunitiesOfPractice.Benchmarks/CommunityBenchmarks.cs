using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// Replaying a million events of one large community, beside the least that any replay must do: a dictionary of what each person
/// did last.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 3, iterationCount: 11)]
[HideColumns("Job", "RunStrategy", "IterationCount", "WarmupCount")]
public class ReplayBenchmarks
{
    private const int Events = 1_000_000;

    private Entry[] _history = [];

    [GlobalSetup]
    public void Setup() => _history = LargeCommunity.History(Events);

    [Benchmark(OperationsPerInvoke = Events)]
    public Community Replay() => Community.Replay(_history);

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public object Last_event_by_person_in_a_dictionary()
    {
        var last = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var entry in _history)
            if (entry.By is { } person) last[person.Value] = entry;
        return last;
    }
}

/// <summary>One act on a community of 60,000 members, and on one of 60, to see what grows with it.</summary>
[MemoryDiagnoser]
public class ActBenchmarks
{
    private Community _community = null!;
    private Instant _now;
    private DecisionId _open;
    private int _next;

    [Params(60, 60_000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _community = Community.Replay(LargeCommunity.History(Members + 2));
        _now = _community.LastAt + Duration.FromMinutes(1);
        _community = _community.Do(new Propose(LargeCommunity.Person(0), new Resolve("Meet every month.")), _now).After;
        _now += Duration.FromDays(3);
        _community = _community.Settle(_now).After;
        _open = _community.OpenDecisions.Single().Id;
    }

    [Benchmark]
    public Done<Community> Vote() => _community.Do(new Vote(Someone(), _open, VoiceBallot.For), _now);

    [Benchmark]
    public Done<Community> Leave() => _community.Do(new Leave(Someone()), _now);

    [Benchmark]
    public Done<Community> Join() =>
        _community.Do(new Join(LargeCommunity.Person(LargeCommunity.People + (_next++ & 0xFFFF))), _now);

    [Benchmark]
    public Done<Community> Propose() => _community.Do(new Propose(Someone(), new Resolve("Meet twice a year.")), _now);

    [Benchmark]
    public Answer Refusal() => _community.Ask(new Join(Someone()), _now);

    private PersonId Someone() => LargeCommunity.Person((int)((uint)(_next++ * 7919) % (uint)Members));
}
