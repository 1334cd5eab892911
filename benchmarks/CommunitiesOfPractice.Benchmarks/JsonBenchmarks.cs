using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CommunitiesOfPractice.Storage;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>From lines of JSON to a community, beside a bare reader that only walks over the same bytes.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 3, iterationCount: 9)]
[HideColumns("Job", "RunStrategy", "IterationCount", "WarmupCount")]
public class JsonBenchmarks
{
    private const int Events = 300_000;

    private byte[] _lines = [];

    [GlobalSetup]
    public void Setup()
    {
        using var stream = new MemoryStream();
        RecordJson.WriteLines(stream, LargeCommunity.History(Events));
        _lines = stream.ToArray();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public int Bare_reader()
    {
        var tokens = 0;
        var reader = new Utf8JsonReader(_lines, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read()) tokens++;
        return tokens;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int Read_lines() => RecordJson.ReadLines(_lines).Count();

    [Benchmark(OperationsPerInvoke = Events)]
    public Community Read_lines_and_replay() => Community.Replay(RecordJson.ReadLines(_lines));
}
