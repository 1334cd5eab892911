using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>Early close equals late close, by trying every way in which the rest could vote.</summary>
public class CertainOutcomeTests
{
    [Fact]
    public void Plurality_closes_early_only_where_no_completion_changes_the_winners()
    {
        foreach (var seats in new[] { 1, 2 })
            for (var votes = 0; votes < 4 * 4 * 4; votes++)
                for (var remaining = 0; remaining <= 3; remaining++)
                {
                    long[] cast = [votes % 4, votes / 4 % 4, votes / 16];
                    var now = Plurality(cast, seats);
                    var certain = Enumerable.Range(0, (int)Math.Pow(4, remaining)).All(ways =>
                    {
                        var late = (long[])cast.Clone();
                        for (var i = 0; i < remaining; i++, ways /= 4)
                            if (ways % 4 < 3) late[ways % 4]++;
                        var after = Plurality(late, seats);
                        return after.IsDecided == now.IsDecided && after.Winners.Order().SequenceEqual(now.Winners.Order());
                    });
                    if (remaining > 0 && !now.IsDecided) certain = false;
                    Assert.Equal(certain, CertainOutcome.Holds(now, remaining));
                }
    }

    [Fact]
    public void Another_method_closes_early_only_when_nobody_is_left_to_vote()
    {
        var tally = new Schulze().Count(new Contest(2), [new BallotPile(RankedBallot.Of(0, 1), 100)]);
        Assert.False(CertainOutcome.Holds(tally, 1));
        Assert.True(CertainOutcome.Holds(tally, 0));
        Assert.Throws<ArgumentException>(() => CertainOutcome.Holds(tally, -1));
    }

    private static Tally Plurality(long[] votes, int seats) => new Plurality().Count(
        new Contest(3, seats),
            votes.Select((count, option) => new BallotPile(new ChoiceBallot(option), count)).Where(pile => pile.Count > 0));
}
