using BenchmarkDotNet.Running;
using CommunitiesOfPractice.Benchmarks;

if (args is ["sizes"]) Sizes.Print();
else if (args is ["commons"]) CommonsCase.Print();
else BenchmarkSwitcher.FromAssembly(typeof(CountingBenchmarks).Assembly).Run(args);
