using System.Globalization;

namespace CommunitiesOfPractice;

/// <summary>
/// That a person who holds a key may read a note or a question for a time (feature 93). It is what the sharing rule comes to, as
/// rows that a host's database can join. A reader that the host lists may read it at an instant under these conditions. Some
/// grant of it holds then, and they hold its key then (and its second key, if it has one). Where bars count, the home does not
/// bar them then. Somebody not signed in holds the key <c>public</c> alone. This equals <see cref="Commons.Check(PersonId?,
/// NoteId, Instant)"/> from the instant the commons is compiled for on, until another event is recorded. What was offered before
/// the home rested has a key of its own. Those who were members before that rest hold that key.
/// </summary>
/// <param name="Item">The stream of the note or the question.</param>
/// <param name="Home">Its home, whose bars count.</param>
/// <param name="Key">The key.</param>
/// <param name="Also">A second key that must be held too: under an embargo, the convener's; null for none.</param>
/// <param name="UnlessBarred">Whether a bar in the home keeps out somebody who holds the key.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; null for no end.</param>
public sealed record Grant(
    StreamId Item, CommunityId Home, string Key, string? Also, bool UnlessBarred, Instant From, Instant? Until);

/// <summary>That somebody holds a key for a time.</summary>
/// <param name="Person">Who.</param>
/// <param name="Key">Which key.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; null for no end.</param>
public sealed record KeyHeld(PersonId Person, string Key, Instant From, Instant? Until);

/// <summary>That a community bars somebody for a time.</summary>
/// <param name="Home">Which community.</param>
/// <param name="Person">Who is barred.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; null for no end.</param>
public sealed record BarHeld(CommunityId Home, PersonId Person, Instant From, Instant? Until);

public sealed partial class Commons
{
    private const string PublicKey = "public", ListedKey = "listed";

    /// <summary>
    /// The grants of a note, from the instant this commons is compiled for on; none for an unknown note. After an event on the
    /// note, its home, or a link of either, a host must replace them. A rest of the home is such an event.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="note"/> is <c>default</c>.</exception>
    public ValueList<Grant> Grants(NoteId note) => Grants(StreamId.Of(Guard.Against.Default(note)));

    private ValueList<Grant> Grants(StreamId item)
    {
        if (Resolve(item) is not { IsKnown: true, Index: var index }) return ValueList<Grant>.Empty;
        var rows = new List<Grant>();
        var facts = Items[index];
        foreach (var (from, until) in Stretches(MomentsOf(index, facts)))
        {
            foreach (var (key, also, unlessBarred) in Keys(new DatedView(this, from, false), index, facts))
            {
                var before =
                    rows.FindIndex(r => r.Key == key && r.Also == also && r.UnlessBarred == unlessBarred && r.Until == from);
                if (before >= 0) rows[before] = rows[before] with { Until = until };
                else rows.Add(new(item, facts.Home, key, also, unlessBarred, from, until));
            }
        }

        return rows.ToValueList();
    }

    /// <summary>
    /// The keys that somebody holds, from the instant this commons is compiled for on; none for somebody the host never lists.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    public ValueList<KeyHeld> Keys(PersonId person)
    {
        var rows = new List<KeyHeld>();
        if (Resolve(person) is not { Index: >= 0 and var index }) return ValueList<KeyHeld>.Empty;
        var facts = People[index];
        foreach (var (from, until) in Stretches(facts.Listed.SelectMany(l => new[] { l.From, l.Until })))
        {
            if (!facts.ListedAt(from)) continue;
            rows.AddRange(
                [new(person, ListedKey, from, until), new(person, PublicKey, from, until),
                    new(person, Witness.Of(person).ToString(), from, until)]);
        }

        foreach (var group in facts.Placed.Select(p => p.Group).Distinct())
            foreach (var (from, until) in Stretches(facts.Placed.SelectMany(p => new[] { p.From, p.Until })))
                if (Groups[group].Listed && facts.PlacedAt(group, from))
                    rows.Add(new(person, FarKey(Endpoint.Group(group)), from, until));
        foreach (var home in Homes)
        {
            var held = home.HeldBy(person, From);
            if (held.IsNothing) continue;
            var community = home.Community;
            var moments = held.Ends.Concat(community.Charters.Select(c => c.InForceFrom))
                .Concat(Given(community.FoundedAt, community.ClosedAt));
            foreach (var (from, until) in Stretches(moments))
            {
                if (home.ReadsAt(held, from))
                {
                    rows.Add(new(person, ReadsKey(home), from, until));
                    for (var rest = 0; rest < home.Rests.Count; rest++)
                        if (home.FirstMember(person, from) < home.Rests[rest])
                            rows.Add(new(person, ReadsKey(home, rest), from, until));
                }

                if (home.OpenAt(from) && held.Belongs(from) && !held.IsBarred(from))
                    rows.Add(new(person, FarKey(Endpoint.Community(home.Index)), from, until));
                if (held.Convenes(from)) rows.Add(new(person, ConvenesKey(home), from, until));
            }
        }

        return rows.ToValueList();
    }

    /// <summary>The people that communities bar, from the instant this commons is compiled for on.</summary>
    public IEnumerable<BarHeld> Bars()
    {
        foreach (var home in Homes)
            foreach (var (person, bar) in home.Community.Roll.Bars)
                if (!(bar.Until <= From)) yield return new(home.Id, person, bar.From, bar.Until);
    }

    private static string ReadsKey(Home home) => "member:" + home.Id;

    /// <summary>
    /// The key of those who read as members and were members before a rest; where there was none, of everybody who reads as a
    /// member.
    /// </summary>
    private static string ReadsKey(Home home, int rest) =>
        rest < 0 ? ReadsKey(home) : string.Format(CultureInfo.InvariantCulture, "member-before-rest-{0}:{1}", rest + 1, home.Id);

    private static string ConvenesKey(Home home) => "convener:" + home.Id;

    private string FarKey(int place) => Endpoint.IsGroup(place)
        ? Names.Of(Groups[Endpoint.Index(place)].Group.Kind) + ":" + Groups[Endpoint.Index(place)].Group.Code
        : "linked:" + Homes[Endpoint.Index(place)].Id;

    private List<(string Key, string? Also, bool UnlessBarred)> Keys(in DatedView view, int item, IShared facts)
    {
        var keys = new List<(string, string?, bool)>();
        var home = Homes[view.Home(item)];
        if (!view.Known(home.Index) || facts.Status == NoteStatus.Withdrawn) return keys;
        for (var i = 0; i < facts.Contributions.Count; i++)
            keys.Add((Witness.Of(facts.Contributions[i].Person).ToString(), null, false));
        var audience = view.Audience(item);
        if (facts.Status != NoteStatus.Offered || audience == Audience.Contributors) return keys;
        var embargoed = view.Embargoed(item);
        if (embargoed && !view.Open(home.Index)) return keys;
        var also = embargoed ? ConvenesKey(home) : null;
        if (audience == Audience.Public) keys.Add((PublicKey, also, embargoed));
        else if (audience == Audience.System) keys.Add((ListedKey, also, true));
        else keys.Add((ReadsKey(home, home.RestSince(facts, view.Now)), also, true));
        if (audience != Audience.Linked) return keys;
        foreach (var way in view.WaysOut(home.Index))
            if (facts.NamedLinks is not { } named || named.Contains(view.Link(way.Link).State.Id))
                keys.Add((FarKey(way.Far), also, true));
        foreach (var step in facts.OnwardSteps)
            if (SharingRule.StepsTo(view, facts, home.Index, step) is { } way) keys.Add((FarKey(way.Far), also, true));
        return [.. keys.Distinct()];
    }

    /// <summary>Every instant at which a dated fact changes who holds what of an item.</summary>
    private IEnumerable<Instant> MomentsOf(int index, IShared item)
    {
        var home = Homes[Rows[index].Home];
        var links = home.Links.Concat(item.OnwardSteps.SelectMany(s => new[] { s.Via, s.To }).Select(l => LinkIndex.Find(l)));
        return item.Dates
            .Concat(Given(home.Community.FoundedAt, home.Community.ClosedAt))
            .Concat(item.OnwardSteps.Select(s => s.At))
            .Concat(links.SelectMany(
                l => Given(
                    [.. Ends(Links[l]), .. Given(Links[l].Ends.State.AgreedAt).Select(i => (Instant?)i),
                        Links[l].Ends.State.Terms?.Until, Links[l].Ends.State.LastAt])));
    }

    private IEnumerable<Instant?> Ends(LinkHistory link)
    {
        foreach (var place in new[] { link.Ends.A, link.Ends.B })
        {
            if (place < 0 || Endpoint.IsGroup(place)) continue;
            yield return Homes[Endpoint.Index(place)].Community.FoundedAt;
            yield return Homes[Endpoint.Index(place)].Community.ClosedAt;
        }
    }

    private static IEnumerable<Instant> Given(params Instant?[] instants) =>
        instants.Where(i => i is not null).Select(i => i!.Value);

    /// <summary>The time from now on, cut where something changes.</summary>
    private IEnumerable<(Instant From, Instant? Until)> Stretches(IEnumerable<Instant> moments)
    {
        Instant[] cuts = [From, .. moments.Where(m => m > From && m < Instant.MaxValue).Distinct().OrderBy(m => m)];
        for (var i = 0; i < cuts.Length; i++) yield return (cuts[i], i + 1 < cuts.Length ? cuts[i + 1] : null);
    }
}
