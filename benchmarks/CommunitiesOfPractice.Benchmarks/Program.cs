using BenchmarkDotNet.Running;
using CommunitiesOfPractice.Benchmarks;

if (args is ["sizes"]) Sizes.Print();
else if (args is ["commons"]) CommonsCase.Print();
else if (args is ["region", var people])
    await RegionCase.Print(int.Parse(people, System.Globalization.CultureInfo.InvariantCulture));
else if (args is ["pages", var many, ..])
    await PagesCase.Print(int.Parse(many, System.Globalization.CultureInfo.InvariantCulture), args.ElementAtOrDefault(2));
else if (args is ["store", ..]) await StoreCase.Print(args.Skip(1).FirstOrDefault());
else BenchmarkSwitcher.FromAssembly(typeof(CountingBenchmarks).Assembly).Run(args);
