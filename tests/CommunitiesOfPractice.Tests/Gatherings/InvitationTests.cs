using static CommunitiesOfPractice.Tests.Gatherings.Callers;

namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>Who may come, who sees what, and what a gathering is told of other streams.</summary>
public sealed class InvitationTests
{
    private static readonly LinkId L1 = LinkId.Of("l-1");
    private static readonly FreeText Words = "Words";

    [Fact]
    public void Members_may_come_and_others_by_a_named_live_link_by_listing_or_as_guests()
    {
        var world = new World();
        world.Link(L1);
        world.Call(1, To());
        Assert.Equal(
            [ComesBy.Membership, ComesBy.Nothing, ComesBy.Nothing], new[] { 3, 6, 9 }.Select(person => By(world, person)));
        var linked = new World();
        linked.Link(L1);
        linked.Call(1, To() with { Links = [L1], Guests = [World.Person(9)] });
        Assert.Equal(
            [ComesBy.Membership, ComesBy.Link, ComesBy.Nothing, ComesBy.Guest],
            new[] { 3, 6, 8, 9 }.Select(person => By(linked, person)));
        linked.Unlink(L1);
        Assert.Equal(ComesBy.Nothing, By(linked, 6));
        var open = new World();
        open.Call(1, To() with { Anybody = true });
        Assert.Equal(ComesBy.Listing, By(open, 9));
        Assert.Equal(ComesBy.Nothing, open.Commons.ComesBy(PersonId.Of("stranger"), First, open.Now));
    }

    [Fact]
    public void Members_of_a_community_that_agreed_may_come_and_of_one_that_was_asked_may_not_yet()
    {
        var world = new World();
        world.Call(1, To() with { With = [Sepsis] });
        Assert.Equal(ComesBy.Nothing, By(world, 7));
        Assert.True(world.Caller(7).MaySee(StreamId.Of(First)).Allowed);
        var caller = world.Caller(6);
        world.Do(StreamId.Of(First), new AgreeToGathering(caller.AsMemberOf(Sepsis)!, caller.CallingIn(Sepsis)!));
        Assert.Equal(ComesBy.Membership, By(world, 7));
    }

    [Fact]
    public void Whoever_leaves_or_loses_their_link_loses_the_place_and_the_first_who_waits_has_it()
    {
        var world = new World();
        world.Link(L1);
        world.Call(1, To(capacity: 2) with { Links = [L1] });
        world.Yes(6, 3, 4, 5);
        world.Do(Maternity, new Leave(World.Person(3)));
        world.Tell();
        Assert.Equal([World.Person(6), World.Person(4)], world.Gathering.Coming);
        world.Unlink(L1);
        world.Tell();
        Assert.Equal([World.Person(4), World.Person(5)], world.Gathering.Coming);
        Assert.Empty(world.Commons.FactsForGatherings(world.Now));
        world.Do(Maternity, new Join(World.Person(3)));
        world.Tell();
        world.Yes(3);
        Assert.Equal([World.Person(3)], world.Gathering.Waiting);
    }

    [Fact]
    public void A_gathering_whose_organiser_goes_on_leave_can_be_taken_on()
    {
        var world = new World();
        world.Call(1, To());
        world.Do(Maternity, new TakeLeave(World.Person(1), world.Now + Duration.FromDays(30)));
        world.Tell();
        Assert.Null(world.Gathering.Organiser);
        world.Do(StreamId.Of(First), new TakeOnGathering(World.Person(2), world.Caller(2).CallingOf(First)!));
        Assert.Equal(World.Person(2), world.Gathering.Organiser);
    }

    [Fact]
    public void Guests_see_the_gathering_and_nobody_who_comes_and_members_see_who()
    {
        var world = new World();
        world.Call(1, To() with { Guests = [World.Person(9)], Online = "Room 7, code 123" });
        world.Yes(2, 3);
        var (guest, member, stranger) = (Shown(world, 9), Shown(world, 4), world.Gathering.ShownTo(world.Caller(8)));
        Assert.Null(stranger);
        Assert.Equal(2, guest!.ComingCount);
        Assert.Empty(guest.Coming);
        Assert.Null(guest.Organiser);
        Assert.Equal([World.Person(2), World.Person(3)], member!.Coming);
        Assert.Null(member.Online);
        Assert.Equal("Room 7, code 123", Shown(world, 2)!.Online?.Words);
    }

    [Fact]
    public void Access_needs_are_seen_by_who_looks_after_it_until_it_is_over()
    {
        var world = new World();
        world.Call(1, To());
        world.Do(StreamId.Of(First), new SayYes(World.Person(2), world.Caller(2).InvitationTo(First), "A hearing loop"));
        Assert.Empty(Shown(world, 2)!.Needs);
        Assert.Single(Shown(world, 1)!.Needs);
        world.Now = world.Gathering.Time!.End;
        Assert.Empty(Shown(world, 1)!.Needs);
    }

    [Fact]
    public void Under_the_rule_nobody_is_told_who_comes_who_came_or_who_offered()
    {
        var world = new World(Enumerable.Range(1, 5).Select(i => (World.Person(i), "RJ" + (char)('A' + i))).ToArray());
        world.Call(1, To() with { Rule = ChathamHouse.All });
        world.Yes(1, 2, 3, 4, 5);
        world.Now = world.Gathering.Time!.End;
        world.Came(1, 2, 3, 4, 5);
        world.Do(StreamId.Of(First), new OfferToDo(World.Person(2), Words, world.Now + Duration.FromDays(7)));
        var (other, organiser, offerer) = (Shown(world, 3)!, Shown(world, 1)!, Shown(world, 2)!);
        Assert.Empty(other.Coming);
        Assert.Empty(other.WhoCame);
        Assert.Empty(other.Organisations);
        Assert.Null(other.Organiser);
        Assert.Null(Assert.Single(other.Offers).By);
        Assert.Equal((null, null, null), (other.ComingCount, other.HowManyCame, other.CameAtLeast));
        Assert.Equal(World.Person(2), Assert.Single(offerer.Offers).By);
        Assert.Equal(5, organiser.WhoCame.Count);
    }

    [Fact]
    public void Under_the_rule_nobody_can_count_answers_by_when_it_last_changed()
    {
        var world = new World();
        world.Call(1, To() with { Rule = ChathamHouse.All });
        var called = world.Now;
        world.Now += Duration.FromHours(1);
        world.Yes(3, 4);
        Assert.Equal([called, called, called], new[] { 1, 2, 3 }.Select(person => Shown(world, person)!.ChangedAt));
        world.Now += Duration.FromHours(1);
        world.Do(StreamId.Of(First), new CancelGathering(World.Person(1), world.Caller(1).CallingOf(First)!, Words));
        Assert.Equal([world.Now, world.Now], new[] { 2, 3 }.Select(person => Shown(world, person)!.ChangedAt));
    }

    [Fact]
    public void Under_the_rule_a_count_is_told_only_where_twice_as_many_could_have_come()
    {
        var world = new World();
        world.Call(1, To() with { Rule = ChathamHouse.Part, Anybody = true });
        world.Yes(1, 2, 3, 4, 9);
        world.Now = world.Gathering.Time!.End;
        world.Came(1, 2, 3, 4);
        Assert.Null(Shown(world, 5)!.CameAtLeast);
        world.Came(9);
        Assert.Equal(5, Shown(world, 5)!.CameAtLeast);
    }

    [Fact]
    public void An_organisation_of_one_does_not_give_away_who_came()
    {
        var world = new World([.. Enumerable.Range(1, 5).Select(i => (World.Person(i), "RJZ")), (World.Person(6), "RYR")]);
        world.Link(L1);
        world.Call(1, To() with { Links = [L1], Guests = [World.Person(9)] });
        world.Yes(1, 2, 3, 4, 5, 6);
        world.Now = world.Gathering.Time!.End;
        world.Came(1, 2, 3, 4, 5, 6);
        Assert.Equal(["RJZ"], Shown(world, 9)!.Organisations.Select(group => group.Code));
        Assert.Equal(["RJZ", "RYR"], Shown(world, 2)!.Organisations.Select(group => group.Code));
    }

    [Fact]
    public void A_restricted_gatherings_words_are_read_by_who_looks_after_it_only()
    {
        var world = new World();
        world.Call(1, To());
        world.Yes(2);
        world.Do(StreamId.Of(First), new PlaceRestriction(
            "caldicott-guardian", "A patient could be known.", world.Now + Duration.FromDays(90), "case-7"));
        var (organiser, placed, other) = (Shown(world, 1)!, Shown(world, 2)!, Shown(world, 3)!);
        Assert.NotNull(organiser.Purpose);
        Assert.Equal((null, true, true), (placed.Purpose, placed.When is not null, placed.Place is not null));
        Assert.Equal((null, null, null), (other.Purpose, other.When, other.Place));
        Assert.Equal("caldicott-guardian", other.Restriction?.Role);
    }

    [Fact]
    public void Rhythm_follows_from_what_was_held()
    {
        var world = new World();
        Assert.Equal(Rhythm.None, world.Commons.Landscape.RhythmOf(Maternity, world.Now));
        var state = world.Commons.Landscape[Maternity];
        var monthly = Community.Replay([.. Founded(Charters.Informal() with { MeetsEvery = Duration.FromDays(30) })]);
        Assert.NotNull(state);
        Assert.Equal(
            [Rhythm.Kept, Rhythm.Slipping, Rhythm.Stopped],
            new[] { 30, 60, 61 }.Select(days => Told(monthly).RhythmOf(Maternity, monthly.LastAt + Duration.FromDays(days))));
    }

    [Fact]
    public void A_gathering_keeps_a_community_from_being_found_dormant()
    {
        var world = new World();
        world.Call(1, To("2016-12-01 13:00"));
        world.Now += Duration.FromDays(200);
        var evidence = world.Commons.Landscape.MeetingsOf(Maternity, world.Now);
        var maternity = world.Commons.Landscape[Maternity];
        Assert.True(maternity.Ask(new NoticeDormancy(World.Person(1)), world.Now).Allowed);
        Assert.False(maternity.Ask(new NoticeDormancy(World.Person(1), evidence), world.Now).Allowed);
        Assert.Equal(Instant.FromUtc(2016, 12, 1, 13, 0), evidence.Next);
    }

    private static IEnumerable<Entry> Founded(Charter charter)
    {
        var at = Instant.FromUtc(2016, 3, 1, 9, 0);
        var proposed = Community.Unknown(Maternity).Do(
            new ProposeCommunity(
                World.Person(1), "Maternity", Domain.Of("Care"), charter, [World.Person(1), World.Person(2)], 2,
                at + Duration.FromDays(30)), at);
        return [.. proposed.Events, .. proposed.After.Do(new ConsentToFound(World.Person(2)), at).Events];
    }

    private static Landscape Told(Community community)
    {
        var lines = Founded(community.Charter).Select((entry, i) => new Recorded(i + 1, entry));
        return Landscape.Empty.After(lines);
    }

    private static ComesBy By(World world, int person) => world.Commons.ComesBy(World.Person(person), First, world.Now);

    private static ShownGathering? Shown(World world, int person) => world.Gathering.ShownTo(world.Caller(person));
}
