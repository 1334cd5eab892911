using System.Collections.Immutable;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// What a host knows at one position of the record: every stream as it is then, who may read what, and the directory. An
/// immutable snapshot.
/// </summary>
/// <param name="Commons">Who may read what, and why.</param>
/// <param name="Directory">Whom the host lists, and where they are.</param>
public sealed record Present(Commons Commons, HostDirectory Directory)
{
    /// <summary>Every community, link, note, adoption, gathering and question.</summary>
    public Landscape Landscape => Commons.Landscape;

    /// <summary>
    /// The streams with a line that cannot be read, each with the first such line; empty where the whole record can be read. Of
    /// such a stream nothing is known, because what its members decided or took back may be in that line. All others are as they
    /// would be without it.
    /// </summary>
    public IReadOnlyDictionary<StreamId, DamagedLine> Damaged => Faults;

    /// <summary>Before anything was read.</summary>
    internal static Present Empty { get; } = new(Commons.Empty, new HostDirectory("none", [], [], []));

    private ImmutableSortedDictionary<StreamId, DamagedLine> Faults { get; init; } =
        ImmutableSortedDictionary<StreamId, DamagedLine>.Empty;

    /// <summary>
    /// After more lines. Where one of them does not continue its stream, it ends before that line, which is damaged too.
    /// </summary>
    internal Present After(ValueList<Recorded> lines, ref DamagedLine? damaged)
    {
        try
        {
            if (Faults.IsEmpty) return this with { Commons = Commons.After(lines) };
        }
        catch (RecordException) when (lines.Count > 0)
        {
            // Line by line, then, to find the one.
        }

        var commons = Commons;
        foreach (var line in lines)
        {
            try
            {
                commons = Faults.ContainsKey(line.Entry.Stream) ? commons.Past(line.Position) : commons.After([line]);
            }
            catch (RecordException)
            {
                damaged = new(line.Position, line.Entry.Stream);
                break;
            }
        }

        return this with { Commons = commons };
    }

    /// <summary>
    /// Past a damaged line, and without its stream. Where lines of that stream were read already, it begins again, so that
    /// nothing rests on them.
    /// </summary>
    internal Present Without(DamagedLine damaged)
    {
        var without = this with { Faults = Faults.ContainsKey(damaged.Stream) ? Faults : Faults.Add(damaged.Stream, damaged) };
        return Landscape.VersionOf(damaged.Stream) == 0
            ? without with { Commons = Commons.Past(damaged.Position) }
            : Empty.With(Directory) with { Faults = without.Faults };
    }

    internal Present With(HostDirectory directory) => this with { Commons = Commons.With(directory), Directory = directory };

    /// <summary>With what a directory says of some people; of all others it says what the one before said.</summary>
    internal Present With(HostDirectory directory, IEnumerable<PersonId> people) =>
        this with { Commons = Commons.With(directory, people), Directory = directory };

    internal Present At(Instant now) => this with { Commons = Commons.At(now) };
}
