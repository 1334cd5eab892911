using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.WhoIsTold;

/// <summary>What a notice is, and what people care to be told.</summary>
public sealed class NoticeTests
{
    private static readonly PersonId Amina = Scenario.Person(1);
    private static readonly CommunityId Maternity = CommunityId.Of("maternity");
    private static readonly CommunityId Sepsis = CommunityId.Of("sepsis");
    private static readonly StreamId Scales = StreamId.Of(NoteId.Of("n-1"));
    private static readonly Instant Then = Instant.FromUtc(2016, 3, 1, 9, 0);

    private static readonly Notice Revised =
        new(Amina, NoticeKind.NoteRevised, NoticeReason.Adopter, Scales, Then) { Line = 7, Community = Maternity };

    private static readonly Notice Opened =
        new(Amina, NoticeKind.DecisionOpened, NoticeReason.Voter, StreamId.Of(Maternity), Then)
        {
            Line = 9, Part = 3, Community = Maternity, By = Then + Duration.FromDays(7), Told = Then,
        };

    [Fact]
    public void A_notice_is_told_from_every_other_by_its_kind_its_stream_its_line_and_its_part()
    {
        Assert.Equal("note-revised note:n-1 7", Revised.Key);
        Assert.Equal("decision-opened community:maternity 9 3", Opened.Key);
        Assert.Equal(
            "vote-missing community:maternity 2016-03-01T09:00:00Z 3",
            (Opened with { Kind = NoticeKind.VoteMissing, Line = null }).Key);
        Assert.Equal(Revised.Key, (Revised with { Reason = NoticeReason.Follower, Told = Then }).Key);
    }

    [Fact]
    public void A_notice_and_preferences_are_read_as_they_were_written()
    {
        foreach (var notice in new[] { Revised, Opened, Revised with { About = Scales, Line = null } })
            Assert.Equal(notice, NoticeJson.Read(NoticeJson.ToText(notice)));
        var preferences = NoticePreferences.Usual with { Digest = false, Hour = 18, Zone = "Europe/Paris" };
        preferences = preferences.With(new(NoticeGroup.Decisions, ToldIn.Nowhere, Maternity)).Muting(new(Scales, 2));
        Assert.Equal(preferences, NoticeJson.ReadPreferences(NoticeJson.ToText(preferences)));
        Assert.Throws<RecordException>(() => NoticeJson.Read("{}"));
        Assert.Throws<RecordException>(() => NoticeJson.ReadPreferences("""{"hour":25}"""));
    }

    [Fact]
    public void Who_says_nothing_is_told_practice_in_the_page_and_all_else_in_the_digest_too()
    {
        foreach (var group in Enum.GetValues<NoticeGroup>())
            Assert.Equal(
                group == NoticeGroup.Practice ? ToldIn.Page : ToldIn.Digest, NoticePreferences.Usual.Of(group, Maternity));
    }

    [Fact]
    public void What_somebody_says_of_one_community_goes_before_what_they_say_of_all()
    {
        var preferences = NoticePreferences.Usual.With(new(NoticeGroup.Decisions, ToldIn.Nowhere))
            .With(new(NoticeGroup.Decisions, ToldIn.Page, Maternity));
        Assert.Equal(ToldIn.Page, preferences.Of(Opened));
        Assert.Equal(ToldIn.Nowhere, preferences.Of(Opened with { Community = Sepsis }));
        Assert.Equal(
            ToldIn.Digest, preferences.With(new(NoticeGroup.Decisions, ToldIn.Digest, Maternity)).Of(Opened));
    }

    [Fact]
    public void What_is_muted_is_told_nowhere_until_it_is_heard_again()
    {
        var muted = NoticePreferences.Usual.Muting(new(Scales));
        Assert.Equal(ToldIn.Nowhere, muted.Of(Revised));
        Assert.Equal(ToldIn.Digest, muted.Of(Opened));

        // What others make of a note is about it too.
        Assert.Equal(
            ToldIn.Nowhere,
            muted.Of(new Notice(
                Amina, NoticeKind.StoryTold, NoticeReason.Contributor, StreamId.Of(AdoptionId.Of("a-1")), Then)
            {
                About = Scales,
            }));
        Assert.Equal(ToldIn.Page, muted.Hearing(new(Scales)).Of(Revised));

        // One part of a stream is muted, and no other.
        var one = NoticePreferences.Usual.Muting(new(StreamId.Of(Maternity), 3));
        Assert.Equal(ToldIn.Nowhere, one.Of(Opened));
        Assert.Equal(ToldIn.Digest, one.Of(Opened with { Part = 4 }));
    }

    [Fact]
    public void What_concerns_somebody_personally_is_always_in_the_page()
    {
        var own = Opened with { Kind = NoticeKind.TabledAboutThem };
        var deaf = NoticePreferences.Usual.With(new(NoticeGroup.OwnBusiness, ToldIn.Nowhere)).Muting(new(own.On));
        Assert.Equal(ToldIn.Page, deaf.Of(own));
        Assert.Equal(ToldIn.Page, deaf.Of(NoticeGroup.OwnBusiness));
    }

    [Fact]
    public void Preferences_that_make_no_sense_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => NoticePreferences.Usual with { Hour = 24 });
        Assert.ThrowsAny<ArgumentException>(() => NoticePreferences.Usual with { Zone = " " });
        Assert.ThrowsAny<ArgumentException>(() => new Muted(default));
        Assert.ThrowsAny<ArgumentException>(() => new NoticeChoice((NoticeGroup)9, ToldIn.Page));
        Assert.ThrowsAny<ArgumentException>(() => new Notice(default, NoticeKind.Invited, NoticeReason.Invited, Scales, Then));
    }

    [Fact]
    public void A_notice_is_told_to_nobody_but_its_person() =>
        Assert.Throws<ArgumentException>(() => Revised.MayBeToldTo(
            new Caller(Scenario.Person(2), Then, Commons.Empty, TellingPeople.Everybody)));
}
