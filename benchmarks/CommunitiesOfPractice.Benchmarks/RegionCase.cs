using System.Diagnostics;
using CommunitiesOfPractice.Storage;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>How large a region is and how long it takes to make, and whether a host can read its record from the start.</summary>
public static class RegionCase
{
    /// <summary>Makes the region, reads it back by every way a host has, and prints the figures.</summary>
    /// <exception cref="InvalidOperationException">What was read back is not the region.</exception>
    public static async Task Print(int people)
    {
        var (region, made) = Timed(() => Region.Of(people));
        var (record, kept) = (new InMemoryRecord(), Stopwatch.StartNew());
        foreach (var line in region.Lines)
            Require((await record.Append(line.Stream, line.Version - 1, [line])).Appended, $"{line.Stream} has a gap.");
        kept.Stop();
        var all = await record.ReadAll(0, int.MaxValue);
        var (landscape, replayed) = Timed(() => Landscape.Empty.After(all));
        var (commons, compiled) = Timed(() => Commons.Empty.With(region.Directory).After(all).At(region.Now));
        var bytes = region.Lines.Sum(line => (long)RecordJson.ToUtf8(line).Length);
        Require(!landscape.Due(region.Now).Any(), "Something fell due and is not recorded.");
        Require(!landscape.ToCarryOut(region.Now).Any(), "Something was decided and is not carried out.");
        Require(!region.Directory.ChangesFor(landscape, region.Now).Any(), "A community was not told of somebody.");

        var sizes = landscape.Communities.Select(c => c.MemberCount).Order().ToArray();
        var notes = landscape.Notes.ToArray();
        Console.WriteLine($"{people:N0} people, {sizes.Length} communities of {sizes[0]} to {sizes[^1]:N0} members "
            + $"(median {sizes[sizes.Length / 2]}), {sizes.Sum():N0} memberships");
        Console.WriteLine(
            $"{landscape.Links.Count():N0} links, {landscape.Communities.Sum(c => c.OpenDecisions.Count()):N0} open and "
                + $"{landscape.Communities.Sum(c => c.ClosedDecisions.Count()):N0} closed decisions, "
                + $"{landscape.Communities.Sum(c => c.Requests.Count()):N0} requests, "
                + $"{landscape.Communities.Sum(c => c.Invitations.Count()):N0} invitations, "
                + $"{landscape.Communities.Sum(c => c.Observers.Count + c.Followers.Count):N0} observers and followers");
        Console.WriteLine($"{notes.Length:N0} notes: " + string.Join(", ", notes
            .GroupBy(n => n.Status == NoteStatus.Offered ? "offered to " + n.Decided : n.Status.ToString())
            .OrderByDescending(g => g.Count()).Select(g => $"{g.Count():N0} {g.Key}"))
            + $"; {landscape.Adoptions.Count():N0} adoptions");
        Console.WriteLine($"{region.Lines.Count:N0} lines, {bytes:N0} bytes, {bytes / region.Lines.Count} bytes a line");
        Console.WriteLine(
            $"made in {made.TotalSeconds:F1} s, appended line by line in {kept.Elapsed.TotalSeconds:F1} s, "
                + $"replayed in {replayed.TotalSeconds:F1} s, as a commons in {compiled.TotalSeconds:F1} s");
        foreach (var (who, person) in new[] {
            ("member", region.Member), ("convener", region.Convener), ("author", region.Author), ("stranger", region.Stranger) })
            Console.WriteLine($"the {who}, {region.People.Of([person])[0].Name} ({person}), reads "
                + $"{commons.Count(person, region.Now):N0} notes");
        Console.WriteLine($"{region.Typical} is typical: {region.Note}, {region.Link}, {region.Decision} and {region.Adoption}");
        var finds = Enumerable.Range(0, 101).Select(_ => Timed(() => region.People.Find("pa nu", 20))).ToArray();
        Console.WriteLine(
            $"{finds[0].Made.Count} of 20 people found by two beginnings in "
                + $"{finds.Select(find => find.Took.TotalMicroseconds).Order().ElementAt(50):F0} µs");
    }

    private static (T Made, TimeSpan Took) Timed<T>(Func<T> make)
    {
        var watch = Stopwatch.StartNew();
        return (make(), watch.Elapsed);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidOperationException(otherwise);
    }
}
