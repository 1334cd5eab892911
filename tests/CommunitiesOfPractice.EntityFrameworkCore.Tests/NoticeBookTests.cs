using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>
/// The notices of people, and what they care to be told: what holds wherever they are kept; each place runs it as a class of its
/// own.
/// </summary>
public abstract class NoticeBookTests
{
    private static readonly PersonId Amina = PersonId.Of("amina");
    private static readonly PersonId Ben = PersonId.Of("ben");
    private static readonly Instant Then = Instant.FromUtc(2016, 3, 1, 9, 0);
    private static readonly ToldUntil First = new(7, Then);

    protected abstract ValueTask<(INoticeBook Book, INoticePreferences Preferences)> Kept();

    protected async Task OnlyWhoKnowsHowFarPeopleWereToldTellsThemMore()
    {
        var (book, _) = await Kept();
        Assert.Null(await book.Told());
        Assert.False(await book.Tell(First, [To(Amina, 1)], First));
        Assert.True(await book.Tell(null, [], First));
        Assert.False(await book.Tell(null, [To(Amina, 1)], First));
        Assert.Equal(First, await book.Told());
        Assert.Empty(await book.Of(Amina, Instant.MinValue));
        var second = new ToldUntil(9, Then + Duration.FromMinutes(1));
        Assert.True(await book.Tell(First, [To(Amina, 1), To(Ben, 1)], second));
        Assert.False(await book.Tell(First, [To(Amina, 2)], second));
        Assert.Equal(second, await book.Told());
        Assert.Equal([To(Amina, 1)], await book.Of(Amina, Instant.MinValue));
    }

    protected async Task NobodyIsToldTwiceAndTheNewestComesFirst()
    {
        var (book, _) = await Kept();
        var (later, upper) = (Then + Duration.FromHours(1), PersonId.Of("Amina"));
        await book.Tell(null, [To(Amina, 1), To(Amina, 2), To(upper, 1)], First);
        await book.Tell(First, [To(Amina, 1, later), To(Amina, 3, later)], new(8, later));
        Assert.Equal([To(Amina, 3, later), To(Amina, 1), To(Amina, 2)], await book.Of(Amina, Instant.MinValue));
        Assert.Equal([To(Amina, 3, later)], await book.Of(Amina, Then));

        // Keys that differ by case are different people.
        Assert.Equal([upper, Amina], await book.People(Instant.MinValue));
        Assert.Equal([Amina], await book.People(Then));
        await book.Prune(later);
        Assert.Equal([To(Amina, 3, later)], await book.Of(Amina, Instant.MinValue));
        await book.End(Amina);
        Assert.Empty(await book.Of(Amina, Instant.MinValue));
        Assert.Equal(new(8, later), await book.Told());
    }

    protected async Task OfManyWhoTellAtOnceOneDoes()
    {
        var (book, _) = await Kept();
        await book.Tell(null, [], First);
        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            await book.Tell(First, [To(Amina, i)], new(8, Then + Duration.FromMinutes(i + 1))))));
        Assert.Single(told, isOurs => isOurs);
        Assert.Single(await book.Of(Amina, Instant.MinValue));
    }

    protected async Task WhatSomebodyCaresToBeToldIsKeptBesideWhatTheyHaveSeen()
    {
        var (_, preferences) = await Kept();
        Assert.Equal(ToldSomebody.Nothing, await preferences.Find(Amina));
        await preferences.See(Amina, Then);
        await preferences.See(Amina, Then - Duration.FromHours(1));
        Assert.Equal(ToldSomebody.Nothing with { SeenUntil = Then }, await preferences.Find(Amina));
        var evening = NoticePreferences.Usual with { Hour = 18, Zone = "Europe/Paris" };
        await preferences.Prefer(Amina, evening);
        await preferences.Sent(Amina, new(2016, 3, 1), Then);
        Assert.Equal(new(evening, Then, new LocalDate(2016, 3, 1), Then), await preferences.Find(Amina));
        Assert.Equal(ToldSomebody.Nothing, await preferences.Find(Ben));
        await preferences.End(Amina);
        Assert.Equal(ToldSomebody.Nothing, await preferences.Find(Amina));
    }

    protected static Notice To(PersonId person, int line, Instant? told = null) =>
        new(person, NoticeKind.NoteShared, NoticeReason.Follower, StreamId.Of(NoteId.Of("n-1")), Then)
        {
            Line = line, Told = told ?? Then, Community = CommunityId.Of("maternity"),
        };
}

public sealed class InMemoryNoticeBookTests : NoticeBookTests
{
    protected override ValueTask<(INoticeBook Book, INoticePreferences Preferences)> Kept() =>
        new((new InMemoryNoticeBook(), new InMemoryNoticePreferences()));

    [Fact]
    public Task Only_who_knows_how_far_people_were_told_tells_them_more() => OnlyWhoKnowsHowFarPeopleWereToldTellsThemMore();

    [Fact]
    public Task Nobody_is_told_twice_and_the_newest_comes_first() => NobodyIsToldTwiceAndTheNewestComesFirst();

    [Fact]
    public Task Of_many_who_tell_at_once_one_does() => OfManyWhoTellAtOnceOneDoes();

    [Fact]
    public Task What_somebody_cares_to_be_told_is_kept_beside_what_they_have_seen() =>
        WhatSomebodyCaresToBeToldIsKeptBesideWhatTheyHaveSeen();
}

/// <summary>The notices in a database, with the record.</summary>
public abstract class DatabaseNoticeBookTests(Databases databases) : NoticeBookTests
{
    protected override async ValueTask<(INoticeBook Book, INoticePreferences Preferences)> Kept()
    {
        var record = new DatabaseRecord<RecordContext>(await databases.Contexts());
        return (new DatabaseNoticeBook(record), new DatabaseNoticePreferences(record));
    }

    protected async Task WhatEndedIsInNoTable()
    {
        var (contexts, person) = (await databases.Contexts(), PersonId.Of("amina-1"));
        var record = new DatabaseRecord<RecordContext>(contexts);
        var (book, preferences) = (new DatabaseNoticeBook(record), new DatabaseNoticePreferences(record));
        await book.Tell(null, [To(person, 1)], new(1, Instant.FromUtc(2016, 3, 1, 9, 0)));
        await preferences.Prefer(person, NoticePreferences.Usual);
        Assert.Contains("amina-1", await databases.RawText(contexts), StringComparison.Ordinal);
        await book.End(person);
        await preferences.End(person);
        await using (var context = await contexts.CreateDbContextAsync()) await RecordSchema.Scrub(context);
        await databases.AssertGone(contexts, "amina-1");
    }
}

public sealed class SqliteNoticeBookTests(Sqlite databases) : DatabaseNoticeBookTests(databases), IClassFixture<Sqlite>
{
    [Fact]
    public Task Only_who_knows_how_far_people_were_told_tells_them_more() => OnlyWhoKnowsHowFarPeopleWereToldTellsThemMore();

    [Fact]
    public Task Nobody_is_told_twice_and_the_newest_comes_first() => NobodyIsToldTwiceAndTheNewestComesFirst();

    [Fact]
    public Task Of_many_who_tell_at_once_one_does() => OfManyWhoTellAtOnceOneDoes();

    [Fact]
    public Task What_somebody_cares_to_be_told_is_kept_beside_what_they_have_seen() =>
        WhatSomebodyCaresToBeToldIsKeptBesideWhatTheyHaveSeen();

    [Fact]
    public Task What_ended_is_in_no_table() => WhatEndedIsInNoTable();
}

public sealed class PostgresNoticeBookTests(Postgres databases) : DatabaseNoticeBookTests(databases), IClassFixture<Postgres>
{
    [PostgresFact]
    public Task Only_who_knows_how_far_people_were_told_tells_them_more() => OnlyWhoKnowsHowFarPeopleWereToldTellsThemMore();

    [PostgresFact]
    public Task Nobody_is_told_twice_and_the_newest_comes_first() => NobodyIsToldTwiceAndTheNewestComesFirst();

    [PostgresFact]
    public Task Of_many_who_tell_at_once_one_does() => OfManyWhoTellAtOnceOneDoes();

    [PostgresFact]
    public Task What_somebody_cares_to_be_told_is_kept_beside_what_they_have_seen() =>
        WhatSomebodyCaresToBeToldIsKeptBesideWhatTheyHaveSeen();

    [PostgresFact]
    public Task What_ended_is_in_no_table() => WhatEndedIsInNoTable();
}
