using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.WhoIsTold;

/// <summary>Who is told what of a community and its decisions.</summary>
public sealed class DecisionNoticeTests
{
    private static readonly PersonId Amina = Scenario.Person(1);
    private static readonly PersonId Ben = Scenario.Person(2);
    private static readonly PersonId Chloe = Scenario.Person(3);
    private static readonly PersonId Dev = Scenario.Person(4);
    private static readonly PersonId Stranger = Scenario.Person(9);
    private static readonly Duration Day = Duration.FromDays(1);

    [Fact]
    public void Who_is_invited_hears_of_it() =>
        Assert.Equal(
            [(Stranger, NoticeKind.Invited, NoticeReason.Invited)],
            Last(Scenario.Founded(Charters.Informal(), 3).Given(new Invite(Amina, Stranger))).InShort());

    [Fact]
    public void Who_is_asked_to_found_a_community_hears_of_it() =>
        Assert.Equal(
            [(Ben, NoticeKind.FoundingAsked, NoticeReason.Founder)],
            Last(Scenario.Unknown().Given(new ProposeCommunity(
                Amina, "Maternity", Domain.Of("Blood loss"), Charters.Informal(), [Amina, Ben], 2,
                Instant.FromUtc(2015, 6, 1, 9, 0)))).InShort());

    [Fact]
    public void Those_who_have_a_vote_hear_that_voting_opened()
    {
        var told = Last(Proposed(new Resolve("Weigh everything")).UntilOpen());
        Assert.Equal(
            [Amina, Ben, Chloe, Dev], told.Where(n => n.Kind == NoticeKind.DecisionOpened).Select(n => n.To).Order());
        Assert.All(told, notice => Assert.NotNull(notice.By));
    }

    [Fact]
    public void Who_a_proposal_concerns_hears_of_it_at_once_and_of_what_it_came_to()
    {
        var story = Proposed(new Remove(Dev, "Never there"));
        Assert.Equal([(Dev, NoticeKind.TabledAboutThem, NoticeReason.Concerned)], Last(story).InShort());
        var ended = Last(story.UntilClosed());
        Assert.Equal(NoticeKind.DecidedAboutThem, Assert.Single(ended, notice => notice.To == Dev).Kind);
        Assert.Equal(
            [Amina, Ben, Chloe], ended.Where(n => n.Kind == NoticeKind.DecisionEnded).Select(n => n.To).Order());
    }

    [Fact]
    public void Whose_vote_is_missing_a_day_before_the_close_hears_so_and_who_has_voted_that_it_closes()
    {
        var story = Proposed(new Resolve("Weigh everything")).UntilOpen();
        var decision = story.Decision;
        story.Given(new Vote(Ben, decision.Id, VoiceBallot.For), new Leave(Chloe));
        var told = Between(story, decision.ClosesAt - Day - Duration.Epsilon, decision.ClosesAt - Day);
        Assert.Equal(
            [
                (Amina, NoticeKind.VoteMissing, NoticeReason.Voter),
                (Ben, NoticeKind.DecisionClosesTomorrow, NoticeReason.Voter),
                (Dev, NoticeKind.VoteMissing, NoticeReason.Voter),
            ],
            told.OrderBy(notice => notice.To).InShort());
        Assert.Empty(Between(story, decision.ClosesAt - Day, decision.ClosesAt - Duration.Epsilon));

        // What is over for them is shown no more: they voted, or it closed.
        var missing = told.First(notice => notice.To == Amina);
        Assert.False(missing.IsOver(LandscapeOf(story), story.Now));
        story.Given(new Vote(Amina, decision.Id, VoiceBallot.Against));
        Assert.True(missing.IsOver(LandscapeOf(story), story.Now));
        Assert.True(told.First(notice => notice.To == Ben).IsOver(LandscapeOf(story), decision.ClosesAt));
    }

    [Fact]
    public void Nobody_hears_that_what_has_closed_closes_tomorrow()
    {
        var story = Proposed(new Resolve("Weigh everything")).UntilOpen();
        Assert.Empty(Between(story, story.Now, story.Decision.ClosesAt + Day));
    }

    [Fact]
    public void A_decision_that_members_alone_see_is_told_to_members_alone()
    {
        var story = Proposed(new Resolve("Weigh everything")).UntilOpen();
        var (before, lines) = (story.History.SkipLast(1).ToArray(), story.History.TakeLast(1).ToArray());
        var left = story.Given(new Leave(Dev)).History[^1];
        Assert.Contains(TellingPeople.Of(before, lines), notice => notice.To == Dev);
        Assert.DoesNotContain(TellingPeople.Of(before, lines.Append(left)), notice => notice.To == Dev);
    }

    [Fact]
    public void The_conveners_hear_that_somebody_asks_and_who_asks_hears_the_answer()
    {
        var story = Five(Charters.Elected()).Serving(Office.Convener, Amina);
        if (story.Community.CharterAt(story.Now)!.Charter.Joining is not JoiningOnRequest { Questions: var questions })
            throw new ScenarioException("People join it on request.");
        story.Given(new RequestToJoin(Stranger, questions.Select(_ => FreeText.Of("Because")).ToValueList()));
        Assert.Equal([(Amina, NoticeKind.RequestMade, NoticeReason.Convener)], Last(story).InShort());
        story.Given(new ApproveRequest(Amina, Stranger));
        Assert.Contains((Stranger, NoticeKind.RequestAnswered, NoticeReason.Asker), Last(story).InShort());
    }

    private static Scenario Proposed(Proposal proposal) =>
        Scenario.Founded(ByMajority, 4).Given(new Propose(Amina, proposal));

    private static ValueList<Notice> Last(Scenario story)
    {
        var earlier = story.History.Count - story.Last.Events.Count;
        return TellingPeople.Of(story.History.Take(earlier), story.History.Skip(earlier));
    }

    private static ValueList<Notice> Between(Scenario story, Instant after, Instant until) =>
        TellingPeople.Of(story.History, [], after, until);

    private static Landscape LandscapeOf(Scenario story) =>
        Landscape.Empty.After(story.History.Select((entry, i) => new Recorded(i + 1, entry)));
}
