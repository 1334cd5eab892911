using System.Globalization;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>Somebody as pages show them. Names stay outside the record, and outside the directory too.</summary>
public sealed record Inhabitant(PersonId Key, string Name, string Role, string? Organisation, string Borough)
{
    internal DirectoryGroup Profession => DirectoryGroup.Profession(RegionPeople.Code(Role));

    internal DirectoryGroup? Employer =>
        Organisation is null ? null : DirectoryGroup.Organisation(RegionPeople.Code(Organisation));
}

/// <summary>
/// The people of a region: the host's directory of them, and an index of the words that pages show of them. A few professions are
/// common and most are rare. Lived-experience partners belong to no organisation.
/// </summary>
public sealed class RegionPeople
{
    /// <summary>What the host calls its directory.</summary>
    public const string DirectoryName = "staff-list";

    private readonly Dictionary<PersonId, Inhabitant> _byKey;
    private readonly Dictionary<DirectoryGroup, PersonId> _spokespersons = [];

    // Every word in order, and beside it the numbers of the people that have it, ascending.
    private readonly string[] _words;
    private readonly int[][] _having;

    internal RegionPeople(int people, Random random, Instant listedFrom)
    {
        var organisations = Enumerable.Range(0, Math.Max(4, people / 600)).Select(Organisation).ToArray();
        var placements = new List<Placement>();
        var all = new Inhabitant[people];
        for (var i = 0; i < people; i++)
        {
            var role = RegionWords.Professions[Skewed(random, RegionWords.Professions.Length)];
            var (organisation, setting) = organisations[random.Next(organisations.Length)];
            all[i] = new(
                PersonId.Of("p-" + i.ToString("D5", CultureInfo.InvariantCulture)),
                Any(RegionWords.FirstNames, random) + " " + Any(RegionWords.FamilyNames, random),
                role, role == RegionWords.WithoutOrganisation ? null : organisation, Any(RegionWords.Boroughs, random));
            placements.Add(new(all[i].Key, all[i].Profession, listedFrom));
            placements.Add(new(all[i].Key, DirectoryGroup.Borough(Code(all[i].Borough)), listedFrom));
            if (all[i].Employer is not { } employer) continue;
            placements.Add(new(all[i].Key, employer, listedFrom));
            placements.Add(new(all[i].Key, DirectoryGroup.Setting(Code(setting)), listedFrom));
            _spokespersons.TryAdd(employer, all[i].Key);
        }

        All = all;
        _byKey = all.ToDictionary(person => person.Key);
        Directory = new(DirectoryName, all.Select(person => new Listing(person.Key, listedFrom)), placements);
        var index = all.SelectMany((person, i) => Words($"{person.Name} {person.Role} {person.Organisation}").Select(w => (w, i)))
            .GroupBy(pair => pair.w, pair => pair.i).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        (_words, _having) = ([.. index.Select(g => g.Key)], [.. index.Select(g => g.Distinct().ToArray())]);
    }

    /// <summary>Everybody, in the order of their keys.</summary>
    public IReadOnlyList<Inhabitant> All { get; }

    /// <summary>The host's directory: who is listed, and in which groups.</summary>
    public HostDirectory Directory { get; }

    /// <summary>Those of these keys that there are, in the order in which they are asked for.</summary>
    public IReadOnlyList<Inhabitant> Of(IEnumerable<PersonId> keys) =>
        [.. keys.Where(_byKey.ContainsKey).Select(key => _byKey[key])];

    /// <summary>The first people that have a word with each of these beginnings in their name, role or organisation.</summary>
    public IReadOnlyList<Inhabitant> Find(string words, int most)
    {
        var asked = Words(words).Select(Having).OrderBy(lists => lists.Sum(list => list.Length)).ToArray();
        return asked is [var rarest, .. var others]
            ? [.. InOrder(rarest).Where(i => others.All(lists => lists.Any(list => Array.BinarySearch(list, i) >= 0))).Take(most)
                .Select(i => All[i])]
            : [];
    }

    /// <summary>Whether somebody speaks for an organisation: the first in its list does.</summary>
    public bool SpeaksFor(PersonId person, DirectoryGroup group) => SpokespersonOf(group) == person;

    internal PersonId? SpokespersonOf(DirectoryGroup group) =>
        _spokespersons.TryGetValue(group, out var person) ? person : null;

    internal Inhabitant this[PersonId key] => _byKey[key];

#pragma warning disable CA1308 // Codes and the words of the index are lower case.
    internal static string Code(string text) => text.ToLowerInvariant().Replace(' ', '-');

    private static string[] Words(string text) =>
        text.ToLowerInvariant().Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries);
#pragma warning restore CA1308

    private static (string Name, string Setting) Organisation(int number)
    {
        var boroughs = RegionWords.Boroughs.Length;
        var (service, setting) = RegionWords.Services[(number + number / boroughs) % RegionWords.Services.Length];
        var round = number / boroughs / RegionWords.Services.Length;
        return ($"{RegionWords.Boroughs[number % boroughs]} {service}{(round == 0 ? "" : $" {round + 1}")}", setting);
    }

    private static T Any<T>(T[] of, Random random) => of[random.Next(of.Length)];

    // The first comes up most: its share is that of the square root.
    private static int Skewed(Random random, int count) => (int)(count * Math.Pow(random.NextDouble(), 2));

    private int[][] Having(string beginning)
    {
        var at = Array.BinarySearch(_words, beginning, StringComparer.Ordinal);
        var first = at < 0 ? ~at : at;
        var after = first;
        while (after < _words.Length && _words[after].StartsWith(beginning, StringComparison.Ordinal)) after++;
        return _having[first..after];
    }

    /// <summary>The numbers in some ascending lists, ascending, each once, as far as they are asked for.</summary>
    private static IEnumerable<int> InOrder(int[][] lists)
    {
        var next = new PriorityQueue<(int[] List, int At), int>(lists.Select(list => ((list, 0), list[0])));
        for (var last = -1; next.TryDequeue(out var place, out var number);)
        {
            if (number != last) yield return last = number;
            if (++place.At < place.List.Length) next.Enqueue(place, place.List[place.At]);
        }
    }
}
