using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Gatherings.Callers;

namespace CommunitiesOfPractice.Tests.WhoIsTold;

/// <summary>Who is told what of a gathering.</summary>
public sealed class GatheringNoticeTests
{
    private static readonly Instant Begins = Instant.FromUtc(2016, 5, 12, 12, 0);
    private static readonly Duration Day = Duration.FromDays(1);

    [Fact]
    public void Those_who_may_come_hear_that_it_was_called_and_who_called_it_does_not() =>
        Assert.Equal(
            [(Ben, NoticeKind.GatheringCalled, Begins), (Chloe, NoticeKind.GatheringCalled, Begins)], Of(Called()));

    [Fact]
    public void The_one_who_moves_up_hears_of_a_free_place() =>
        Assert.Equal(
            [(Chloe, NoticeKind.PlaceFree, Begins)], Of(Called(1).Given(Yes(Ben), Yes(Chloe), No(Ben))));

    [Fact]
    public void Those_who_answered_yes_hear_of_a_move_and_until_when_to_confirm()
    {
        var by = Instant.FromUtc(2016, 5, 20, 12, 0);
        var moved = Instant.FromUtc(2016, 6, 1, 12, 0);
        Assert.Equal(
            [(Ben, NoticeKind.GatheringMoved, moved), (Ben, NoticeKind.ConfirmBy, by)],
            Of(Called().Given(Yes(Ben), No(Chloe), Move("2016-06-01 13:00", by))));
    }

    [Fact]
    public void Those_who_answered_yes_hear_that_it_is_cancelled() =>
        Assert.Equal([(Ben, NoticeKind.GatheringCancelled, null)], Of(Called().Given(Yes(Ben), No(Chloe), Cancel())));

    [Fact]
    public void Time_brings_tomorrow_once()
    {
        var gathering = Called().Given(Yes(Ben));
        Assert.Empty(Between(gathering, Begins - Day - Day, Begins - Day - Duration.Epsilon));
        Assert.Equal(
            [(Ben, NoticeKind.GatheringTomorrow, Begins)],
            Between(gathering, Begins - Day - Duration.Epsilon, Begins - Day));
        Assert.Empty(Between(gathering, Begins - Day, Begins));
    }

    [Fact]
    public void Nobody_hears_that_what_has_begun_is_tomorrow() =>
        Assert.Empty(Between(Called().Given(Yes(Ben)), Begins - Day - Day, Begins));

    [Fact]
    public void Who_looks_after_it_hears_that_it_is_over_and_nothing_is_written()
    {
        var gathering = Called().Given(Yes(Ben));
        var end = Begins + Duration.FromHours(3);
        Assert.Equal([(Amina, NoticeKind.NothingWritten, null)], Between(gathering, Begins, end));
        gathering.Wait(Duration.FromDays(73)).Given(new SayNothingToWrite(Ben));
        Assert.Empty(Between(gathering, Begins, end));
        Assert.Empty(Between(Called().Given(Cancel()), Begins, end));
    }

    [Fact]
    public void A_day_is_left_to_confirm()
    {
        var by = Instant.FromUtc(2016, 5, 20, 12, 0);
        var gathering = Called().Given(Yes(Ben), Yes(Chloe), Move("2016-06-01 13:00", by), Yes(Chloe));
        Assert.Equal([(Ben, NoticeKind.ConfirmBy, by)], Between(gathering, by - Day - Day, by - Day));
    }

    [Fact]
    public void Who_said_yes_and_has_left_hears_nothing_more()
    {
        var gathering = Called().Given(Yes(Dev), Cancel());
        Assert.Empty(Of(gathering));
    }

    // The three who found the community; Dev is none of them.
    private static IReadOnlyList<Entry> Community { get; } = Scenario.Founded(Charters.Informal(), 3).History;

    private static (PersonId, NoticeKind, Instant?)[] Of(StreamScenario<Gathering> story)
    {
        var last = story.Last.Events.Count;
        return InShort(TellingPeople.Of(
            Community.Concat(story.History.Take(story.History.Count - last)), story.History.Skip(story.History.Count - last)));
    }

    private static (PersonId, NoticeKind, Instant?)[] Between(StreamScenario<Gathering> story, Instant after, Instant until) =>
        InShort(TellingPeople.Of(Community.Concat(story.History), [], after, until));

    private static (PersonId, NoticeKind, Instant?)[] InShort(IEnumerable<Notice> notices) =>
        [.. notices.Select(notice => (notice.To, notice.Kind, notice.By))];
}
