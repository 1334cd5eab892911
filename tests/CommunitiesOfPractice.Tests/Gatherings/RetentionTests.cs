using System.Text;
using static CommunitiesOfPractice.Tests.Gatherings.Callers;

namespace CommunitiesOfPractice.Tests.Gatherings;

public sealed class RetentionTests
{
    private static readonly ChainKey Salt = ChainKey.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    private static readonly Instant Ahead = Instant.FromUtc(2016, 3, 1, 9, 0);
    private static readonly Instant After = Instant.FromUtc(2016, 5, 12, 15, 0);

    [Fact]
    public async Task What_people_need_goes_out_of_the_record_once_it_is_over_and_the_chain_still_verifies()
    {
        var record = await Told();
        Assert.False((await record.ForgetNeeds(First, Salt, [], After - Duration.Epsilon)).Allowed);
        Assert.Contains("A hearing loop", await Text(record), StringComparison.Ordinal);
        Assert.True((await record.ForgetNeeds(First, Salt, [], After)).Allowed);
        Assert.DoesNotContain("A hearing loop", await Text(record), StringComparison.Ordinal);
        Assert.Equal([Ben, Chloe], (await record.Load(First)).Coming);
        Assert.Null(Chain.Verify(await record.ReadWhole(StreamId.Of(First)), Salt));
    }

    [Fact]
    public async Task Who_came_goes_out_of_the_record_and_the_number_stays()
    {
        var record = await Told();
        for (var twice = 0; twice < 2; twice++)
            Assert.True((await record.ForgetWhoCame(First, Salt, "two-years", [], After)).Allowed);
        var text = await Text(record);
        Assert.DoesNotContain("@" + Ben, text, StringComparison.Ordinal);
        Assert.DoesNotContain("@" + Chloe, text, StringComparison.Ordinal);
        var gathering = await record.Load(First);
        Assert.Equal((2, 2, Amina), (gathering.HowManyCame, gathering.Coming.Count(), gathering.Organiser));
        Assert.Null(Chain.Verify(await record.ReadWhole(StreamId.Of(First)), Salt));
    }

    [Fact]
    public async Task A_legal_hold_keeps_it()
    {
        var record = await Told();
        foreach (var hold in new[]
        {
            new LegalHold("inquiry-1") { People = [Ben] }, new LegalHold("inquiry-2") { Streams = [StreamId.Of(First)] },
        })
            Assert.Equal(Clauses.HeldForTheLaw, (await record.ForgetWhoCame(First, Salt, "two-years", [hold], After)).Clause);
        Assert.Contains("@" + Ben, await Text(record), StringComparison.Ordinal);
    }

    private static async Task<InMemoryRecord> Told()
    {
        var record = new InMemoryRecord();
        IActOn<Gathering>[] acts =
        [
            Call(To()), Yes(Ben, "A hearing loop"), Yes(Chloe),
        ];
        foreach (var act in acts) Assert.True((await record.Do(First, act, Ahead, Salt)).Allowed);
        foreach (var person in new[] { Ben, Chloe })
            Assert.True((await record.Do(First, new SayCame(person, Invited(person), true), After, Salt)).Allowed);
        return record;
    }

    private static async Task<string> Text(InMemoryRecord record) => string.Join(
        "\n", (await record.ReadWhole(StreamId.Of(First))).Select(line => Encoding.UTF8.GetString(RecordJson.ToUtf8(line))));
}
