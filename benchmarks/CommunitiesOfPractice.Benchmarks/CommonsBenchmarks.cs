using BenchmarkDotNet.Attributes;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>What the Commons takes: to answer, to list, to take in one event.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class CommonsBenchmarks
{
    private CommonsCase _case = null!;
    private int _next;

    /// <summary>Which world.</summary>
    [Params("S", "L", "L with questions")]
    public string World { get; set; } = "S";

    /// <summary>The world, compiled.</summary>
    [GlobalSetup]
    public void Build() => _case = new(World switch
    {
        "S" => CommonsWorld.Small(),
        "L" => CommonsWorld.Large(),
        _ => CommonsWorld.LargeWithQuestions(),
    });

    /// <summary>One question, by handle.</summary>
    [Benchmark]
    public bool Check() => _case.Check(_next++);

    /// <summary>One question, by key.</summary>
    [Benchmark]
    public bool CheckByKey() => _case.CheckByKey(_next++);

    /// <summary>The same question over hash sets.</summary>
    [Benchmark(Baseline = true)]
    public bool OverSets() => _case.OverSets(_next++);

    /// <summary>Two bits: the floor.</summary>
    [Benchmark]
    public bool BareBits() => _case.BareBits(_next++);

    /// <summary>The same question by ASP.NET Core's resource-based authorization.</summary>
    [Benchmark]
    public bool AspNetCore() => _case.AspNetCore(_next++);

    /// <summary>All that one reader may read.</summary>
    [Benchmark]
    public int List() => _case.List(_next++);

    /// <summary>How many.</summary>
    [Benchmark]
    public int Count() => _case.Count(_next++);

    /// <summary>Who may read one note.</summary>
    [Benchmark]
    public int Readers() => _case.Readers(_next++);

    /// <summary>One event more.</summary>
    [Benchmark]
    public Commons OneEvent() => _case.OneEvent(_next++);
}
