using System.Runtime.CompilerServices;

namespace CommunitiesOfPractice;

/// <summary>
/// What is compiled for now: bits and small rows. It gives the same answers as <see cref="DatedView"/> at any instant of the
/// window.
/// </summary>
internal readonly struct CompiledView : ISharingView
{
    private readonly Commons _commons;
    private readonly Home _home;
    private readonly ItemRow _row;
    private readonly bool _exists;

    /// <summary>A view of one item, whose row and home are looked up once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CompiledView(Commons commons, Instant now, int item)
    {
        (_commons, Now, _exists) = (commons, now, item >= 0);
        if (item < 0)
        {
            _home = null!;
            return;
        }

        _row = commons.Rows[item];
        _home = commons.Homes[_row.Home];
    }

    public Instant Now { get; }

    public int Number => _row.Number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Exists(int item) => _exists;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Home(int item) => _row.Home;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Known(int home) => _home.Known;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Open(int home) => _home.Open;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Listed(int reader) => reader >= 0 && Bits.Has(_commons.Listed, reader);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NoteStatus Status(int item) => _row.Status;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contributed(int reader, int item) => 
        _row.Contributor == reader || (_row.Several && reader >= 0 && _commons.Items[item].IsBy(_commons.People[reader].Id));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Embargoed(int item) => _row.Embargoed;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Convenes(int reader, int home) => _commons.Is(Footing.Convenes, reader, home);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Barred(int reader, int home) => _commons.Is(Footing.Barred, reader, home);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Reads(int reader, int home) => _commons.Is(Footing.Reads, reader, home);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool CameAfterRest(int reader, int item) =>
        _row.Rested && _home.CameAfterRest(Facts(item), _commons.People[reader].Id, Now);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Audience Audience(int item) => _row.Audience;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasOwnLinks(int item) => _row.HasOwnLinks;

    public IShared Facts(int item) => _commons.Items[item];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBeLinked(int reader, int home) => _commons.Is(Footing.Linked, reader, home);

    public ReadOnlySpan<Way> WaysOut(int home) => _home.WaysOut;

    public ReadOnlySpan<int> LinksOf(int home) => _home.Links;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Belongs(int reader, int place) => Bits.Has(_commons.MembersOf(place), reader);

    public LinkEnds? Link(LinkId link) => _commons.LinkIndex.TryGet(link, out var index)
        && _commons.Links[index] is { IsOffered: true } history ? history.Ends : null;

    public LinkEnds Link(int link) => _commons.Links[link].Ends;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Live(int link, Instant at) => at == Now ? _commons.Links[link].Live : _commons.IsLive(link, at);
}

/// <summary>
/// The facts at an instant. What carries no date (the status, version, audience, contributors and the rest) is as the last
/// event left it; or, looking back, as it was at the instant.
/// </summary>
internal readonly struct DatedView(Commons commons, Instant now, bool back) : ISharingView
{
    public Instant Now => now;

    public bool Exists(int item) => item >= 0 && (!back || commons.ItemAt(item, now) is not null);

    public int Home(int item) => commons.Rows[item].Home;

    public bool Known(int home) => commons.Homes[home].KnownAt(now);

    public bool Open(int home) => commons.Homes[home].OpenAt(now);

    public bool Listed(int reader) => reader >= 0 && commons.People[reader].ListedAt(now);

    public NoteStatus Status(int item) => Facts(item).Status;

    public bool Contributed(int reader, int item) => reader >= 0 && Facts(item).IsBy(commons.People[reader].Id);

    public bool Embargoed(int item) => now < Facts(item).EmbargoUntil;

    public bool Convenes(int reader, int home) => Held(reader, home).Convenes(now);

    public bool Barred(int reader, int home) => Held(reader, home).IsBarred(now);

    public bool Reads(int reader, int home) => commons.Homes[home].ReadsAt(Held(reader, home), now);

    public bool CameAfterRest(int reader, int item) =>
        reader >= 0 && commons.Homes[Home(item)].CameAfterRest(Facts(item), commons.People[reader].Id, now);

    public Audience Audience(int item) => Facts(item).EffectiveAudience(now);

    public bool HasOwnLinks(int item) => Facts(item) is { NamedLinks: not null } or { OnwardSteps.Count: > 0 };

    public IShared Facts(int item) => back ? commons.ItemAt(item, now)! : commons.Items[item];

    public bool MayBeLinked(int reader, int home) => true;

    public ReadOnlySpan<Way> WaysOut(int home) => commons.WaysOutOf(home, now);

    public ReadOnlySpan<int> LinksOf(int home) => commons.Homes[home].Links;

    public bool Belongs(int reader, int place)
    {
        if (place < 0) return false;
        var index = Endpoint.Index(place);
        if (Endpoint.IsGroup(place)) return commons.Groups[index].Listed && commons.People[reader].PlacedAt(index, now);
        var held = Held(reader, index);
        return Open(index) && held.Belongs(now) && !held.IsBarred(now);
    }

    public LinkEnds? Link(LinkId link) => commons.LinkIndex.TryGet(link, out var index)
        && LinkHistory.At(commons.Links[index], now) is { IsOffered: true } history ? history.Ends : null;

    public LinkEnds Link(int link) => (LinkHistory.At(commons.Links[link], now) ?? First(commons.Links[link])).Ends;

    public bool Live(int link, Instant at) => commons.IsLive(link, at);

    private static LinkHistory First(LinkHistory history)
    {
        while (history.Before is { } before) history = before;
        return history;
    }

    private Held Held(int reader, int home) =>
        reader >= 0 ? commons.Homes[home].HeldBy(commons.People[reader].Id, now) : new(Standing.None, null, null, null);
}
