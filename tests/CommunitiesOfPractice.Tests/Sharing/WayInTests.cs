using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>
/// Law 11: what the Commons offers somebody who may not read, because they are no member, is what the community itself offers
/// them.
/// </summary>
public sealed class WayInTests
{
    private static readonly CommunityId Maternity = CommunityId.Of("maternity");
    private static readonly NoteId Scales = NoteId.Of("scales");

    private readonly HostDirectory _directory =
        new("directory", [.. new[] { K1, K2, Newcomer, Stranger }.Select(p => new Listing(p, Day(-1)))], []);

    private Federation _told;
    private Instant _now = Day(0);

    public WayInTests() => _told = Federation.Under(_directory);

    private Community Home => _told[Maternity];

    [Fact]
    public void Where_one_asks_to_join_there_is_an_answer_for_each_of_the_charters_questions()
    {
        Founded(new JoiningOnRequest(["What do you hope to learn?", "What could you bring?"]));
        var asking = Assert.IsType<RequestToJoin>(Offered(Stranger));
        Assert.Equal(2, asking.Answers.Count);
        Assert.True(Home.Ask(asking, _now).Allowed);
    }

    [Fact]
    public void Somebody_who_is_invited_is_told_to_accept()
    {
        Founded(new JoiningByInvitation()).Given(new Invite(K1, Newcomer));
        var accept = Assert.IsType<Accept>(Offered(Newcomer));
        Assert.True(Home.Ask(accept, _now).Allowed);
        Assert.Null(Offered(Stranger));
    }

    [Fact]
    public void An_invitation_is_told_before_any_other_way_in()
    {
        Founded(new JoiningOnRequest([])).Given(new Invite(K1, Newcomer));
        Assert.IsType<Accept>(Offered(Newcomer));
        Assert.IsType<RequestToJoin>(Offered(Stranger));
    }

    [Fact]
    public void While_a_request_waits_nothing_is_offered()
    {
        Founded(new JoiningOnRequest([])).Given(new RequestToJoin(Stranger, []));
        Assert.Null(Offered(Stranger));
        Assert.Equal(Condition.Membership, Commons.Check(Stranger, Scales, _now).Missing);
    }

    [Fact]
    public void Asked_of_a_day_that_is_over_it_is_the_way_in_there_is_now()
    {
        Founded(new OpenJoining());
        var day = _now;
        Given(new Join(Newcomer));
        Assert.Equal(Condition.Membership, Commons.AsOf(Newcomer, Scales, day).Missing);
        Assert.Null(Commons.AsOf(Newcomer, Scales, day).ToAnswer().Remedy);
        Assert.Equal(new Join(Stranger), Commons.AsOf(Stranger, Scales, day).ToAnswer().Remedy?.Act);
    }

    [Fact]
    public void Asked_of_an_instant_at_which_nobody_can_act_nothing_is_offered()
    {
        Founded(new OpenJoining());
        Assert.Null(Commons.Check(Stranger, Scales, Instant.MaxValue - Duration.Epsilon).ToAnswer().Remedy);
    }

    // ---- The story.

    private static Instant Day(int day) => Instant.FromUtc(2015, 5, 14, 9, 0) + Duration.FromDays(day);

    private Commons Commons => CommunitiesOfPractice.Commons.Empty.With(_directory).After(_told.Record).At(_now);

    /// <summary>What somebody who may not read the note is offered, which is what the community offers.</summary>
    private Act? Offered(PersonId person)
    {
        var answer = Commons.Check(person, Scales, _now).ToAnswer();
        Assert.Equal(Condition.Membership, answer.Missing!.Condition);
        Assert.Equal(Home.WayIn(person, _now), answer.Remedy);
        return answer.Remedy?.Act;
    }

    private WayInTests Founded(JoiningRule joining)
    {
        Given(new ProposeCommunity(
            K1, "Maternity", Domain.Of("Birth"), Charters.Informal() with { Joining = joining }, [K1, K2], 2,
            Day(30)), new ConsentToFound(K2));
        Did(StreamId.Of(Scales), new DraftNote(Home.AsMember(K1, _now)!, Practice.NoteScenario.Content));
        Did(StreamId.Of(Scales), new GiveConsent(K1, new Consent(Audience.Public)));
        return Did(StreamId.Of(Scales), new OfferNote(Home.AsMember(K1, _now)!, Audience.Community));
    }

    private WayInTests Given(params IActOn<Community>[] acts)
    {
        foreach (var act in acts) Did(StreamId.Of(Maternity), (Act)act);
        return this;
    }

    private WayInTests Did(StreamId on, Act act)
    {
        _now += Duration.FromHours(1);
        var done = _told.Do(on, act, _now);
        if (!done.Allowed) throw new ScenarioException($"Given {act}, it was refused: {done.Clause}. {done.Answer.Text}");
        _told = done.After;
        return this;
    }
}
