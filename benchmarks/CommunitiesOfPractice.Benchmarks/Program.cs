using BenchmarkDotNet.Running;
using CommunitiesOfPractice.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(CountingBenchmarks).Assembly).Run(args);
