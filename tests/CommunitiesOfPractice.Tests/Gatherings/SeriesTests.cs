using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Gatherings.Callers;

namespace CommunitiesOfPractice.Tests.Gatherings;

public sealed class SeriesTests
{
    private static readonly ValueList<GatheringId> Ids = [.. Enumerable.Range(1, 6).Select(i => GatheringId.Of($"g-{i}"))];
    private static readonly Instant Start = Instant.FromUtc(2016, 3, 1, 9, 0);

    [Fact]
    public void A_series_keeps_its_local_time_over_the_change_of_clocks()
    {
        var series = Told(GatheringSeries.Call(Call(To("2016-03-17 14:00")), Ids, 7, Zones));
        Assert.All(series, gathering => Assert.Equal(new LocalTime(14, 0), gathering.Time!.Given.Local.TimeOfDay));
        Assert.Equal([14, 14, 13, 13, 13, 13], series.Select(gathering => gathering.Time!.Start.InUtc().Hour));
        Assert.All(series, gathering => Assert.Equal(Ids[0], gathering.Series));
    }

    [Fact]
    public void Moving_a_series_shifts_nothing_by_an_hour_and_brings_nothing_back_that_was_cancelled()
    {
        var series = Told(GatheringSeries.Call(Call(To("2016-03-17 14:00")), Ids, 7, Zones));
        series[3] = series[3].Do(Cancel(), Start).After;
        var moves = GatheringSeries.Move(series, 1, new LocalTime(10, 30), Amina, Calling(Amina), Zones, Instant.FromUtc(2016,
            3, 18, 9, 0));
        Assert.Equal(Ids.Where((_, i) => i is not 0 and not 3).Select(StreamId.Of), moves.Select(move => move.On));
        var moved = moves.Select(move => series.Single(one => StreamId.Of(one.Id) == move.On)
            .Do((IActOn<Gathering>)move.Act, Instant.FromUtc(2016, 3, 1, 9, 0)).After).ToArray();
        Assert.All(moved, gathering => Assert.Equal(new LocalTime(10, 30), gathering.Time!.Given.Local.TimeOfDay));
        Assert.All(moved, gathering => Assert.Equal(IsoDayOfWeek.Friday, gathering.Time!.Given.Local.DayOfWeek));
    }

    [Fact]
    public void Cancelling_a_series_cancels_what_is_ahead()
    {
        var series = Told(GatheringSeries.Call(Call(To("2016-03-17 14:00")), Ids, 7, Zones));
        var cancels = GatheringSeries.Cancel(series, "The ward is moving.", Amina, Calling(Amina), Instant.FromUtc(2016, 3, 25,
            9, 0));
        Assert.Equal(Ids.Skip(2).Select(StreamId.Of), cancels.Select(cancel => cancel.On));
    }

    private static Gathering[] Told(ValueList<ActOn> acts) =>
        [.. acts.Select(act => Gathering.Unknown(GatheringId.Of(act.On)).Do((IActOn<Gathering>)act.Act,
            Start) is { Allowed: true } done
            ? done.After
            : throw new ScenarioException($"{act.On} could not be called."))];
}
