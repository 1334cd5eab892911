using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Gatherings.Callers;

namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>Facts for a host's notifications: who should be told what of a gathering.</summary>
public sealed class NoticeTests
{
    private static readonly Instant Begins = Instant.FromUtc(2016, 5, 12, 12, 0);
    private static readonly Duration Day = Duration.FromDays(1);

    [Fact]
    public void Those_who_may_come_hear_that_it_was_called_and_who_called_it_does_not() =>
        Assert.Equal(
            [new(Ben, GatheringNoticeKind.Called, First, Begins), new(Chloe, GatheringNoticeKind.Called, First, Begins)],
            Of(Called(), [Amina, Ben, Chloe]));

    [Fact]
    public void The_one_who_moves_up_hears_of_a_free_place() =>
        Assert.Equal(
            [new(Chloe, GatheringNoticeKind.PlaceFree, First, Begins)], Of(Called(1).Given(Yes(Ben), Yes(Chloe), No(Ben))));

    [Fact]
    public void Those_who_answered_yes_hear_of_a_move_and_until_when_to_confirm()
    {
        var by = Instant.FromUtc(2016, 5, 20, 12, 0);
        var moved = Instant.FromUtc(2016, 6, 1, 12, 0);
        Assert.Equal(
            [new(Ben, GatheringNoticeKind.Moved, First, moved), new(Ben, GatheringNoticeKind.ConfirmBy, First, by)],
            Of(Called().Given(Yes(Ben), No(Chloe), Move("2016-06-01 13:00", by))));
    }

    [Fact]
    public void Those_who_answered_yes_hear_that_it_is_cancelled() =>
        Assert.Equal([new(Ben, GatheringNoticeKind.Cancelled, First)], Of(Called().Given(Yes(Ben), No(Chloe), Cancel())));

    [Fact]
    public void Time_brings_tomorrow_once()
    {
        var gathering = Called().Given(Yes(Ben)).State;
        Assert.Empty(GatheringNotice.Between(gathering, Begins - Day - Day, Begins - Day - Duration.Epsilon));
        Assert.Equal(
            [new(Ben, GatheringNoticeKind.Tomorrow, First, Begins)],
            GatheringNotice.Between(gathering, Begins - Day - Duration.Epsilon, Begins - Day));
        Assert.Empty(GatheringNotice.Between(gathering, Begins - Day, Begins));
    }

    [Fact]
    public void Who_looks_after_it_hears_that_it_is_over_and_nothing_is_written()
    {
        var gathering = Called().Given(Yes(Ben));
        var end = Begins + Duration.FromHours(3);
        Assert.Equal(
            [new(Amina, GatheringNoticeKind.NothingWritten, First)], GatheringNotice.Between(gathering.State, Begins, end));
        gathering.Wait(Duration.FromDays(73)).Given(new SayNothingToWrite(Ben));
        Assert.Empty(GatheringNotice.Between(gathering.State, Begins, end));
        Assert.Empty(GatheringNotice.Between(Called().Given(Cancel()).State, Begins, end));
    }

    [Fact]
    public void A_day_is_left_to_confirm()
    {
        var by = Instant.FromUtc(2016, 5, 20, 12, 0);
        var gathering = Called().Given(Yes(Ben), Yes(Chloe), Move("2016-06-01 13:00", by), Yes(Chloe)).State;
        Assert.Equal(
            [new(Ben, GatheringNoticeKind.ConfirmBy, First, by)], GatheringNotice.Between(gathering, by - Day - Day, by - Day));
    }

    private static ValueList<GatheringNotice> Of(StreamScenario<Gathering> story, params PersonId[] invited) =>
        story.Last.Events.SelectMany(entry => GatheringNotice.Of(entry, story.State, invited)).ToValueList();
}
