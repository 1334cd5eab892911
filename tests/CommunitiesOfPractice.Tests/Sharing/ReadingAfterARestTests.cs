using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>Law 6: for what was offered before a rest, only those who were members before it are members (step 8).</summary>
public sealed class ReadingAfterARestTests
{
    private static readonly CommunityId Maternity = CommunityId.Of("maternity");
    private static readonly NoteId Before = NoteId.Of("before"), After = NoteId.Of("after");
    private static readonly PersonId Later = PersonId.Of("later"), Watcher = PersonId.Of("watcher");

    private readonly HostDirectory _directory = new("directory",
        [.. new[] { K1, K3, K4, Newcomer, Later, Watcher, Stranger }.Select(p => new Listing(p, Day(-1))),
            new Listing(K2, Day(-1), Day(5)), new Listing(K2, Day(300))], []);

    private Federation _told;
    private Instant _now = Day(0);

    public ReadingAfterARestTests() => _told = Federation.Under(_directory);

    private Commons Commons => CommunitiesOfPractice.Commons.Empty.With(_directory).After(_told.Record).At(_now);

    private Community Home => _told[Maternity];

    [Fact]
    public void A_newcomer_of_a_rest_reads_what_is_offered_after_it_and_not_what_was_offered_before()
    {
        Founded().Offered(Before, K1).Rested().Given(new Join(Newcomer)).Offered(After, Newcomer).Given(new Join(Later));
        Assert.Equal((ReadingStep.NothingApplies, ReadingStep.Member), (Step(Later, Before), Step(Later, After)));
        Assert.Equal([After], Commons.List(Later, _now));
        Assert.Equal(1, Commons.Count(Later, _now));
        Assert.Equal([K1], Commons.Readers(Before, _now));
    }

    [Fact]
    public void Somebody_who_was_a_member_before_the_rest_and_comes_back_reads_what_was_offered_before_it()
    {
        Founded().Given(new Join(K3), new Leave(K3)).Offered(Before, K1).Rested()
            .Given(new Join(Newcomer), new Join(K2), new Join(K3)).Offered(After, Newcomer);
        _now = Day(301);
        Assert.Equal((ReadingStep.Member, ReadingStep.Member), (Step(K2, Before), Step(K3, Before)));
        Assert.Equal([Before, After], Commons.List(K3, _now));
        Assert.Equal(2, Commons.Count(K3, _now));
        Assert.Equal([K1, K2, K3], Commons.Readers(Before, _now).Order());
    }

    [Fact]
    public void The_first_rest_after_the_offer_counts_where_there_were_two()
    {
        Founded().Offered(Before, K1).Rested().Given(new Join(Newcomer)).Offered(After, Newcomer).Rested()
            .Given(new Join(Later), new Join(Newcomer), new Join(K3), new Leave(K3));
        Assert.Equal([After], Commons.List(Newcomer, _now));
        Assert.Empty(Commons.List(Later, _now));
        Given(new Join(K1));
        Assert.Equal([Before, After], Commons.List(K1, _now));
    }

    [Fact]
    public void A_revision_offers_nothing_anew_and_narrowing_and_offering_again_does()
    {
        Founded().Offered(Before, K1).Rested().Given(new Join(Newcomer), new Join(K1));
        Did(Before, new ReviseNote(K1, Practice.NoteScenario.Content with { Why = "The scales were locked away" }));
        Assert.Equal(ReadingStep.NothingApplies, Step(Newcomer, Before));
        Did(Before, new Narrow(K1, Audience.Contributors)).Did(Before, new OfferNote(Evidence(K1)));
        Assert.Equal(ReadingStep.Member, Step(Newcomer, Before));
    }

    [Fact]
    public void An_observer_reads_what_was_offered_before_a_rest_only_where_they_were_a_member_before_it()
    {
        Founded(Open with { ObserversRead = true }).Given(new Join(K3), new Leave(K3), new Observe(K3), new Observe(Watcher))
            .Offered(Before, K1);
        Assert.Equal((ReadingStep.Member, ReadingStep.Member), (Step(K3, Before), Step(Watcher, Before)));
        Rested();
        Assert.Equal((ReadingStep.Member, ReadingStep.NothingApplies), (Step(K3, Before), Step(Watcher, Before)));
        Given(new Join(Newcomer)).Offered(After, Newcomer);
        Assert.Equal([After], Commons.List(Watcher, _now));
    }

    [Fact]
    public void A_community_that_closed_after_a_rest_stays_readable_as_it_was_to_each_of_its_members()
    {
        Founded().Offered(Before, K1).Rested().Given(new Join(Newcomer), new Join(K1)).Offered(After, Newcomer);
        Given(new Propose(K1, new Close("Its work is done", "What we learned"))).Wait(3);
        var close = Home.OpenDecisions.Single().Id;
        Given(new Vote(K1, close, VoiceBallot.For), new Vote(Newcomer, close, VoiceBallot.For)).Wait(60);
        Assert.Equal(Status.Closed, Home.Status);
        Assert.Equal([Before, After], Commons.List(K1, _now));
        Assert.Equal([After], Commons.List(Newcomer, _now));
    }

    [Fact]
    public void A_community_that_closed_out_of_a_rest_stays_readable_to_members_who_were_away()
    {
        Founded().Offered(Before, K1);
        _now = Day(6);
        Given(new ReportLeaver(K2, "esr"), new Leave(K1)).Wait(14 + 180);
        Assert.Equal((Status.Closed, false), (Home.Status, Home.IsMember(K1)));
        Assert.Equal(ReadingStep.Unknown, Step(K2, Before));
        _now = Day(301);
        Assert.Equal((ReadingStep.Member, ReadingStep.NothingApplies), (Step(K2, Before), Step(Later, Before)));
    }

    [Fact]
    public void On_a_day_before_the_rest_it_had_not_rested()
    {
        Founded().Given(new Join(K3)).Offered(Before, K1);
        var day = _now;
        Rested().Given(new Join(Newcomer));
        Assert.Equal(ReadingStep.Member, Commons.AsOf(K3, Before, day).Step);
        Assert.Equal(ReadingStep.NothingApplies, Commons.AsOf(Newcomer, Before, day).Step);
        Assert.Equal(Condition.Membership, Commons.AsOf(Newcomer, Before, day).Missing);
        Assert.Equal(Condition.WiderAudience, Commons.AsOf(Newcomer, Before, _now).Missing);
    }

    [Fact]
    public void Grants_say_the_same_by_a_key_of_those_who_were_members_before_the_rest()
    {
        Founded().Offered(Before, K1).Given(new Join(K3)).Rested().Given(new Join(Newcomer), new Join(K3))
            .Offered(After, Newcomer).Rested().Given(new Join(Later), new Join(Newcomer), new Join(K3));
        Assert.Equal(["person:k-1", "member-before-rest-1:maternity"], Commons.Grants(Before).Select(g => g.Key));
        Assert.Equal(["person:newcomer", "member-before-rest-2:maternity"], Commons.Grants(After).Select(g => g.Key));
        Assert.Equal(
            ["member:maternity", "member-before-rest-1:maternity", "member-before-rest-2:maternity"],
                Commons.Keys(K3).Select(k => k.Key).Where(k => k.StartsWith("member", StringComparison.Ordinal)));
        Assert.Equal(
            ["member:maternity", "member-before-rest-2:maternity"],
                Commons.Keys(Newcomer).Select(k => k.Key).Where(k => k.StartsWith("member", StringComparison.Ordinal)));
        Assert.Equal(
            ["member:maternity"],
                Commons.Keys(Later).Select(k => k.Key).Where(k => k.StartsWith("member", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_membership_under_a_merged_key_counts()
    {
        Founded().Offered(Before, K1).Given(new Join(K3), new Leave(K3)).Rested().Given(new Join(Newcomer));
        var (before, day) = (Commons, _now);
        Assert.Equal(ReadingStep.NothingApplies, Step(Newcomer, Before));
        Given(new MergeKeys(Newcomer, K3, "esr"));
        Assert.Equal(ReadingStep.Member, Step(Newcomer, Before));
        Assert.Equal(ReadingStep.NothingApplies, Commons.AsOf(Newcomer, Before, day).Step);
        Assert.Equal([Newcomer], Assert.Single(CommunitiesOfPractice.Commons.Compare(before, Commons, _now)).Gained);
    }

    [Fact]
    public void A_newcomer_of_a_rest_is_told_what_is_missing_and_nothing_that_would_not_help()
    {
        Founded().Given(new Join(K3)).Offered(Before, K1).Rested().Given(new Join(Newcomer));
        var told = Commons.Check(Newcomer, Before, _now).For(Newcomer);
        Assert.Equal((Clauses.ReadingNothingApplies, Condition.WiderAudience, (Act?)null),
            (told.Clause, told.Missing!.Condition, told.Remedy?.Act));
        Assert.Equal("It was offered before maternity rested. The reader was not a member before that.",
            Commons.Explain(Newcomer, Before, _now).Steps.Single(s => s.Step == ReadingStep.Member).Because);

        // Joining would not help somebody new; it would help somebody who was there before.
        Assert.Equal(Condition.WiderAudience, Commons.Check(Stranger, Before, _now).ToAnswer().Missing!.Condition);
        Assert.Equal(new Join(K3), Commons.Check(K3, Before, _now).ToAnswer().Remedy?.Act);
        Given(new Join(K3));
        Assert.Equal(ReadingStep.Member, Step(K3, Before));
    }

    [Fact]
    public void What_reaches_everyone_is_read_after_a_rest_too_and_from_outside()
    {
        Founded()
            .Offered(Before, K1, new Consent(Audience.Public) { Inside = Attribution.Named, Outside = Attribution.Unattributed });
        Did(Before, new RecordFinding(EvidenceOfPeer(), 1, Audience.Public, "knowledge-steward"));
        var what = new WidenMatter(1, Audience.System, null);
        Did(Before, new Widen(Evidence(K1), what)).Rested().Given(new Join(Newcomer), new Join(K3));
        Assert.Equal((ReadingStep.System, ReadingStep.Member), (Step(Newcomer, Before), Step(K3, Before)));
        Assert.Empty(Commons.Show(Newcomer, Before, _now).Credits);
        Assert.Equal([Credit.To(K1)], Commons.Show(K3, Before, _now).Credits);
        Assert.Equal([Before], Commons.List(Newcomer, _now));
        Assert.Equal(1, Commons.Count(Newcomer, _now));
    }

    [Fact]
    public void A_rest_narrows_who_reads_and_says_who_loses_what()
    {
        Founded(Open with { ObserversRead = true }).Given(new Observe(Watcher)).Offered(Before, K1);
        Given(new Leave(K1));
        var before = Commons;
        _now = Day(6);
        Given(new ReportLeaver(K2, "esr")).Wait(15);
        var change = Assert.Single(CommunitiesOfPractice.Commons.Compare(before, Commons, _now));
        Assert.Equal(Before, NoteId.Of(change.Item));
        Assert.Equal([Watcher], change.Lost);
        Assert.Empty(change.Gained);
    }

    // ---- The story.

    private static Charter Open => Charters.Informal().With(Matter.WidenToSystem, new Contributors());

    private static Instant Day(int day) => Instant.FromUtc(2015, 5, 14, 9, 0) + Duration.FromDays(day);

    private AsMember Evidence(PersonId person) => Home.AsMember(person, _now)!;

    private AsMember EvidenceOfPeer()
    {
        Given(new Join(K3));
        return Evidence(K3);
    }

    private ReadingStep Step(PersonId reader, NoteId note) => Commons.Check(reader, note, _now).Step;

    private ReadingAfterARestTests Founded(Charter? charter = null) => Given(
        new ProposeCommunity(K1, "Maternity", Domain.Of("Birth"), charter ?? Open, [K1, K2], 2, Day(30)), new ConsentToFound(K2));

    private ReadingAfterARestTests Given(params IActOn<Community>[] acts)
    {
        foreach (var act in acts) Did(StreamId.Of(Maternity), (Act)act);
        return this;
    }

    private ReadingAfterARestTests Did(NoteId note, IActOn<PracticeNote> act) => Did(StreamId.Of(note), (Act)act);

    private ReadingAfterARestTests Did(StreamId on, Act act)
    {
        _now += Duration.FromHours(1);
        var done = _told.Do(on, act, _now);
        if (!done.Allowed) throw new ScenarioException($"Given {act}, it was refused: {done.Clause}. {done.Answer.Text}");
        _told = done.After;
        return this;
    }

    private ReadingAfterARestTests Offered(NoteId note, PersonId author, Consent? consent = null) =>
        Did(note, new DraftNote(Evidence(author), Practice.NoteScenario.Content))
        .Did(note, new GiveConsent(author, consent ?? new Consent(Audience.Public)))
            .Did(note, new OfferNote(Evidence(author), Audience.Community));

    private ReadingAfterARestTests Wait(int days)
    {
        _now += Duration.FromDays(days);
        _told = _told.Settle(_now).After;
        return this;
    }

    /// <summary>Everybody leaves, and nobody comes for as long as the charter is patient.</summary>
    private ReadingAfterARestTests Rested()
    {
        foreach (var member in Home.Members.ToArray()) Given(new Leave(member));
        Wait(14);
        Assert.True(Home.IsResting);
        return this;
    }
}
