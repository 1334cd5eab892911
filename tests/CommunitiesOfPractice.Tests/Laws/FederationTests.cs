using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>Whole stories over several streams: communities, the links between them, notes and adoptions.</summary>
public sealed class FederationTests
{
    [Fact]
    public void Probe()
    {
        var stories = Federations.Stories(70).Sample(100, new Rnd(20160301, 1999), 50).ToList();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var moments = new List<FederationMoment>();
        foreach (var story in stories)
            try { foreach (var moment in story.Run()) moments.Add(moment); }
            catch (Exception e) { File.AppendAllText("/tmp/fed-probe.txt", e.Message + e.StackTrace!.Split((char)10)[0] + e.StackTrace!.Split((char)10)[4] + "\n"); }
        var text = new System.Text.StringBuilder();
        text.AppendLine($"{moments.Count} moments, allowed {moments.Count(m => m.Done.Allowed)}, {clock.ElapsedMilliseconds} ms");
        foreach (var g in moments.GroupBy(m => m.Act?.GetType().Name ?? "settle").OrderBy(g => g.Key))
            text.AppendLine($"{g.Key}: {g.Count()} allowed {g.Count(m => m.Done.Allowed)}; " + string.Join(", ", g.Where(m => !m.Done.Allowed).GroupBy(m => m.Done.Clause.Id).OrderByDescending(c => c.Count()).Select(c => c.Key + " " + c.Count())));
        foreach (var g in moments.SelectMany(m => m.Done.Events).GroupBy(e => e.Event.GetType().Name).OrderBy(g => g.Key)) text.AppendLine($"  {g.Key} {g.Count()}");
        var notes = moments.Where(m => m.On?.Kind == StreamKind.Note).Select(m => (m, n: m.After[NoteId.Of(m.On!.Value.Id)])).ToList();
        foreach (var g in notes.GroupBy(x => x.n.EffectiveAudience(x.m.At))) text.AppendLine($"reach {g.Key} {g.Count()}");
        foreach (var g in stories.SelectMany(s => s.Run().Last().After.Notes.Select(n => (s, n))).GroupBy(x => x.n.Decided)) text.AppendLine($"final decided {g.Key} {g.Count()}");
        text.AppendLine(stories[3].ToString());
        File.AppendAllText("/tmp/fed-probe.txt", text.ToString());
    }
}
