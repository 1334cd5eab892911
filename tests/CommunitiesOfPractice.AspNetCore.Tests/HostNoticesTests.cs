using System.Text;
using CommunitiesOfPractice.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>What a host tells its people: once, whichever process tells, and wherever it crashes.</summary>
public sealed class HostNoticesTests
{
    [Fact]
    public async Task A_host_that_begins_with_an_old_record_tells_nobody_of_what_is_past()
    {
        await using var before = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await using var hospital = await Hospital.Open(record: before.Record);
        await hospital.Notices.Tell();
        for (var person = 1; person <= 9; person++) Assert.Empty(await hospital.Told(person));
        await Invite(hospital, 5);
        Assert.Equal(1, await hospital.Notices.Tell());
        Assert.Equal(NoticeKind.Invited, Assert.Single(await hospital.Told(5)).Kind);
    }

    [Fact]
    public async Task Wherever_the_book_falls_over_everybody_is_told_once()
    {
        var book = new Crashing();
        await using var hospital = await (await Hospital.Open(services: s => s.AddSingleton<INoticeBook>(book))).WithMaternity();
        await hospital.Notices.Tell();
        var invited = new List<int>();
        for (var i = 0; i < 12; i++)
        {
            await Invite(hospital, 5 + (i % 4));
            invited.Add(5 + (i % 4));
            book.Crash = (When)(i % 3);
            try
            {
                await hospital.Notices.Tell();
            }
            catch (IOException)
            {
            }

            await TakeBack(hospital, 5 + (i % 4));
        }

        book.Crash = When.Never;
        await hospital.Notices.Tell();
        for (var person = 5; person < 9; person++)
        {
            var told = (await book.Of(Scenario.Person(person), Instant.MinValue)).Where(n => n.Kind == NoticeKind.Invited);
            Assert.Equal(invited.Count(one => one == person), told.Select(notice => notice.Line).Distinct().Count());
        }
    }

    [Fact]
    public async Task Of_two_processes_on_one_record_and_one_book_one_tells()
    {
        var book = new InMemoryNoticeBook();
        await using var one = await (await Hospital.Open(services: s => s.AddSingleton<INoticeBook>(book))).WithMaternity();
        await using var other = await Hospital.Open(record: one.Record, services: s => s.AddSingleton<INoticeBook>(book));
        await one.Notices.Tell();
        for (var person = 5; person < 9; person++)
        {
            await Invite(person % 2 == 0 ? one : other, person);
            var told = await Task.WhenAll(one.Notices.Tell().AsTask(), other.Notices.Tell().AsTask());
            Assert.Equal(1, told.Sum());
            Assert.Equal(NoticeKind.Invited, Assert.Single(await other.Told(person)).Kind);
        }
    }

    [Fact]
    public async Task Who_is_forgotten_leaves_no_notice_and_no_preference_and_own_data_holds_both_before()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var (person, preferences) = (Scenario.Person(5), hospital.Notices.Preferences);
        await Invite(hospital, 5);
        await hospital.Notices.Tell();
        await preferences.Prefer(person, NoticePreferences.Usual with { Hour = 18 });
        await preferences.See(person, hospital.Host.Now);
        var own = Encoding.UTF8.GetString(await hospital.Host.OwnDataOf(person));
        Assert.Contains("\"hour\":18", own.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"invited\"", own.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);

        await hospital.Host.Forget(person, ChainKey.Of(new byte[32]), "request-12");
        Assert.Equal(ToldSomebody.Nothing, await preferences.Find(person));
        Assert.Empty(await hospital.Services.GetRequiredService<INoticeBook>().Of(person, Instant.MinValue));
    }

    [Fact]
    public async Task What_a_second_key_was_told_and_preferred_is_the_first_keys_once_they_are_one_person()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var (kept, dropped) = (Scenario.Person(5), Scenario.Person(6));
        await Invite(hospital, 6);
        await hospital.Notices.Tell();
        await hospital.Notices.Preferences.Prefer(dropped, NoticePreferences.Usual with { Digest = false });
        await hospital.Host.Do(StreamId.Of(CommunityId.Of("maternity")), new MergeKeys(kept, dropped, "directory"));
        await hospital.Notices.Tell();
        Assert.Equal(NoticeKind.Invited, Assert.Single(await hospital.Told(5)).Kind);
        Assert.False((await hospital.Notices.Preferences.Find(kept)).Preferences.Digest);
        Assert.Equal(ToldSomebody.Nothing, await hospital.Notices.Preferences.Find(dropped));
    }

    [Fact]
    public async Task What_somebody_does_not_care_for_is_not_in_their_page()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await hospital.MakePublic();
        await hospital.Notices.Tell();
        var shared = (await hospital.Told(2)).Where(notice => notice.Kind == NoticeKind.NoteShared).ToArray();
        Assert.NotEmpty(shared);
        await hospital.Notices.Preferences.Prefer(
            Scenario.Person(2), NoticePreferences.Usual.Muting(new(StreamId.Of(NoteId.Of("weigh-it")))));
        Assert.DoesNotContain(await hospital.Told(2), notice => notice.Kind == NoticeKind.NoteShared);
    }

    private static async Task Invite(Hospital hospital, int person)
    {
        await hospital.Host.CatchUp();
        var acted = await hospital.Host.Do(
            StreamId.Of(CommunityId.Of("maternity")), new Invite(Scenario.Person(1), Scenario.Person(person)));
        Assert.True(acted.Allowed, acted.Answer?.Text);
    }

    private static async Task TakeBack(Hospital hospital, int person)
    {
        var community = hospital.Host.Present.Landscape[CommunityId.Of("maternity")];
        var invitation = community.Invitations.Single(one => one.Person == Scenario.Person(person));
        await hospital.Host.Do(StreamId.Of(community.Id), new DeclineInvitation(Scenario.Person(person), invitation.Id));
    }

    private enum When
    {
        Never,
        Before,
        After,
    }

    /// <summary>A book that falls over before or after it kept something.</summary>
    private sealed class Crashing : INoticeBook
    {
        private readonly InMemoryNoticeBook _book = new();

        public When Crash { get; set; }

        public ValueTask<ToldUntil?> Told(CancellationToken cancel = default) => _book.Told(cancel);

        public async ValueTask<bool> Tell(
            ToldUntil? expected, ValueList<Notice> notices, ToldUntil now, CancellationToken cancel = default)
        {
            if (Crash == When.Before) throw new IOException("The power went.");
            var kept = await _book.Tell(expected, notices, now, cancel);
            return Crash == When.After ? throw new IOException("The power went.") : kept;
        }

        public ValueTask<ValueList<Notice>> Of(PersonId person, Instant after, CancellationToken cancel = default) =>
            _book.Of(person, after, cancel);

        public ValueTask<ValueList<PersonId>> People(Instant after, CancellationToken cancel = default) =>
            _book.People(after, cancel);

        public ValueTask Prune(Instant before, CancellationToken cancel = default) => _book.Prune(before, cancel);

        public ValueTask End(PersonId person, CancellationToken cancel = default) => _book.End(person, cancel);
    }
}
