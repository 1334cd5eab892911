using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Record;

public sealed class StoreTests
{
    private static readonly ChainKey Salt = ChainKey.Of([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    [Fact]
    public Task The_store_in_memory_does_what_every_store_must() => new RecordConformance(() => new(new InMemoryRecord())).All();

    [Fact]
    public Task The_search_in_memory_does_what_every_search_must() => new SearchConformance(() => new((
        new InMemoryRecord(), (text, commons, reader, at, most, _) => new(commons.Search(reader, at, text, most))))).All();

    [Fact]
    public async Task Two_who_act_at_once_are_both_ruled_upon_in_the_community_as_it_then_stands()
    {
        var record = new InMemoryRecord();
        var (history, id) = (Scenario.Founded(Charters.Informal(), 2), CommunityId.Of("maternity"));
        await record.Append(StreamId.Of(id), 0, Chain.Seal(history.History, Salt));
        var joins =
            await Task.WhenAll(
                Enumerable.Range(10, 20)
                    .Select(i => Task.Run(async () => await record.Do(id, new Join(Scenario.Person(i)), history.Now, Salt))));
        Assert.All(joins, done => Assert.True(done.Allowed));
        Assert.Equal(22, (await record.Load(id)).MemberCount);
        Assert.Null(Chain.Verify(await record.ReadWhole(StreamId.Of(id)), Salt));
        Assert.False((await record.Do(id, new Join(Scenario.Person(10)), history.Now, Salt)).Allowed);
    }
}
