using static CommunitiesOfPractice.Tests.Sharing.NoteStories;
using static CommunitiesOfPractice.Tests.Sharing.Town;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>A note as one reader may see it: what is said of it and of whoever contributed.</summary>
public sealed class ShowingTests
{
    private static readonly DirectoryGroup Midwife = DirectoryGroup.Profession("midwife"),
        Doctor = DirectoryGroup.Profession("doctor"), Rjz = DirectoryGroup.Organisation("RJZ"),
            Rj1 = DirectoryGroup.Organisation("RJ1");
    private static readonly PersonId Author = Person(1), Other = Person(50);
    private static readonly CommunityId Home = CommunityId.Of("maternity");
    private static readonly NoteId Id = NoteId.Of("weigh-it");
    private static readonly PracticeContent Content =
        new("Weigh it", "Weighing", "A ward", PracticeOutcome.Worked, "Scales") { Licence = "CC-BY-4.0", Topics = ["bleeding"] };

    [Theory]
    [InlineData(Attribution.Named, Attribution.Named, Attribution.Named)]
    [InlineData(Attribution.Named, Attribution.ByRole, Attribution.ByRole)]
    [InlineData(Attribution.Named, Attribution.ByOrganisation, Attribution.ByOrganisation)]
    [InlineData(Attribution.ByRole, Attribution.ByRole, Attribution.ByRole)]
    [InlineData(Attribution.ByRole, Attribution.ByOrganisation, Attribution.Unattributed)]
    [InlineData(Attribution.ByOrganisation, Attribution.ByOrganisation, Attribution.ByOrganisation)]
    [InlineData(Attribution.Named, Attribution.Unattributed, Attribution.Unattributed)]
    [InlineData(Attribution.ByRole, Attribution.Unattributed, Attribution.Unattributed)]
    [InlineData(Attribution.ByOrganisation, Attribution.Unattributed, Attribution.Unattributed)]
    [InlineData(Attribution.Unattributed, Attribution.Unattributed, Attribution.Unattributed)]
    public void Of_two_the_less_telling_counts_and_between_role_and_organisation_none(
        Attribution one, Attribution other, Attribution less)
    {
        Assert.Equal(less, one.LessTelling(other));
        Assert.Equal(less, other.LessTelling(one));
    }

    [Fact]
    public void Each_is_shown_as_they_chose_for_inside_and_for_outside()
    {
        var town = new Town().With(0, 5, 1, Midwife, Rjz);
        foreach (var inside in Enum.GetValues<Attribution>())
            foreach (var outside in Enum.GetValues<Attribution>())
            {
                var note = Drafted(Midwife, Rjz).Consenting(Author, inside, outside);
                Assert.Equal(inside, One(note, town.Inside(Day(9))).As);
                Assert.Equal(outside, One(note, town.Outside(Day(9))).As);
            }

        var shown = One(Drafted(Midwife, Rjz).Consenting(Author, Attribution.Named, Attribution.ByRole), town.Outside(Day(9)));
        Assert.Equal((null, Midwife), (shown.Credit!.Person, shown.Credit.Group));
    }

    [Fact]
    public void A_link_shows_no_more_than_its_terms_say()
    {
        var town = new Town().With(0, 5, 1, Midwife, Rjz);
        var note = Drafted(Midwife, Rjz).Consenting(Author, Attribution.Named, Attribution.Named);
        foreach (var most in Enum.GetValues<Attribution>()) Assert.Equal(most, One(note, town.Outside(Day(9), atMost: most)).As);
        Assert.Equal(Attribution.Named, One(note, town.Inside(Day(9)) with { AtMost = Attribution.Unattributed }).As);
    }

    [Fact]
    public void Whoever_is_named_outside_may_be_met_by_role_across_one_link_and_by_organisation_across_another_so_both_count()
    {
        var town = new Town().With(0, 4, 1, Midwife, Rjz).With(0, 4, 5, Midwife).With(0, 4, 9, Rjz);
        var note = Drafted(Midwife, Rjz).Consenting(Author, Attribution.Unattributed, Attribution.Named);
        Assert.Null(One(note, town.Outside(Day(9), atMost: Attribution.ByRole)).Credit);
        Assert.Null(One(note, town.Outside(Day(9), atMost: Attribution.ByOrganisation)).Credit);
        town.With(0, 1, 20, Midwife, Rjz);
        Assert.Equal(Midwife, One(note, town.Outside(Day(9), atMost: Attribution.ByRole)).Credit!.Group);
        Assert.Equal(Rjz, One(note, town.Outside(Day(9), atMost: Attribution.ByOrganisation)).Credit!.Group);
    }

    [Fact]
    public void Whoever_has_not_consented_or_whose_consent_has_ended_is_not_attributed()
    {
        var town = new Town().With(0, 9, 1, Midwife);
        Assert.Equal(Attribution.Unattributed, One(Drafted(Midwife), town.Inside(Day(9))).As);
        var note = Drafted(Midwife)
            .Doing(new GiveConsent(Author, new(Audience.Public, Day(20)) { Inside = Attribution.Named }), 3);
        Assert.Equal(Attribution.Named, One(note, town.Inside(Day(20) - Duration.Epsilon), Day(20) - Duration.Epsilon).As);
        Assert.Equal(Attribution.Unattributed, One(note, town.Inside(Day(20)), Day(20)).As);
        Assert.Equal(Attribution.Unattributed, One(note.Doing(new RevokeConsent(Author), 4), town.Inside(Day(9))).As);
    }

    [Fact]
    public void A_role_or_an_organisation_that_was_not_recorded_is_not_shown()
    {
        var town = new Town().With(0, 9, 1, Midwife, Rjz);
        Assert.Equal(
            Attribution.Unattributed,
                One(Drafted(null, Rjz).Consenting(Author, Attribution.Named, Attribution.ByRole), town.Outside(Day(9))).As);
        Assert.Equal(
            Attribution.Unattributed,
                One(Drafted(Midwife).Consenting(Author, Attribution.Named, Attribution.ByOrganisation), town.Outside(Day(9))).As);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    public void A_group_is_shown_from_the_smallest_on(int midwives, bool shown)
    {
        var town = new Town().With(0, midwives, 1, Midwife, Rjz).With(0, 9, 20, Doctor, Rj1);
        foreach (var choice in new[] { Attribution.ByRole, Attribution.ByOrganisation })
        {
            var note = Drafted(Midwife, Rjz).Consenting(Author, choice, choice);
            Assert.Equal(shown ? choice : Attribution.Unattributed, One(note, town.Outside(Day(9))).As);
            Assert.Equal(shown ? choice : Attribution.Unattributed, One(note, town.Inside(Day(9))).As);
        }
    }

    [Fact]
    public void A_member_who_leaves_may_be_one_too_few()
    {
        var town = new Town().With(0, 4, 1, Midwife).Member(Person(5), 0, 30).Placed(Person(5), Midwife);
        var note = Drafted(Midwife).Consenting(Author, Attribution.ByRole, Attribution.ByRole);
        Assert.Equal(Attribution.ByRole, One(note, town.Outside(Day(29)), Day(29)).As);
        Assert.Equal(Attribution.Unattributed, One(note, town.Outside(Day(30)), Day(30)).As);
    }

    [Fact]
    public void Whoever_came_after_the_contribution_is_no_cover_nor_is_whoever_took_up_the_role_after_it()
    {
        var note = Drafted(Midwife).Consenting(Author, Attribution.ByRole, Attribution.ByRole);
        Assert.Equal(
            Attribution.Unattributed, One(note, new Town().With(0, 4, 1, Midwife).With(2, 9, 20, Midwife).Outside(Day(9))).As);
        Assert.Equal(Attribution.ByRole, One(note, new Town().With(0, 4, 1, Midwife).With(1, 1, 20, Midwife).Outside(Day(9))).As);
        var moved = new Town().With(0, 4, 1, Midwife).Member(Person(5), 0).Placed(Person(5), Doctor, 0, 2)
            .Placed(Person(5), Midwife, 2);
        Assert.Equal(Attribution.Unattributed, One(note, moved.Outside(Day(9))).As);
    }

    [Fact]
    public void What_was_told_before_counts_with_what_is_told_now()
    {
        var town = new Town().With(0, 4, 1, Midwife, Rjz).With(0, 9, 20, Midwife, Rj1).With(0, 9, 40, Doctor, Rjz);
        var note = Drafted(Midwife, Rjz).Consenting(Author, Attribution.Unattributed, Attribution.ByRole);
        Assert.Equal(Midwife, One(note, town.Outside(Day(9))).Credit!.Group);
        var changed = note.Doing(new GiveConsent(Author, new(Audience.Public) { Outside = Attribution.ByOrganisation }), 4);
        Assert.Equal(Attribution.Unattributed, One(changed, town.Outside(Day(9))).As);
        Assert.Equal(Rjz, One(changed, town.With(0, 1, 60, Midwife, Rjz).Outside(Day(9))).Credit!.Group);

        var first = Drafted(Midwife, Rjz).Consenting(Author, Attribution.Unattributed, Attribution.ByOrganisation);
        Assert.Equal(Rjz, One(first, town.Outside(Day(9))).Credit!.Group);
    }

    [Fact]
    public void Leaving_a_note_and_coming_back_makes_nobody_forget_what_was_told()
    {
        var town = new Town().With(0, 4, 1, Midwife, Rjz).With(0, 9, 20, Midwife, Rj1).With(0, 9, 40, Doctor, Rjz);
        var note = Drafted(Midwife).Consenting(Author, Attribution.Unattributed, Attribution.ByRole)
            .Doing(new NameContributor(As(Author), Other), 4)
            .Doing(new LeaveNote(Author), 5).Doing(new NameContributor(As(Other), Author, null, Rjz), 6)
                .Consenting(Author, Attribution.Unattributed, Attribution.ByOrganisation);
        Assert.Equal(Attribution.Unattributed, One(note, town.Outside(Day(9))).As);
    }

    [Fact]
    public void Two_keys_that_were_one_person_bring_together_what_was_told_of_both()
    {
        var town = new Town().With(0, 5, 1, Midwife, Rj1).With(0, 4, 20, Midwife, Rjz).With(0, 9, 40, Doctor, Rjz);
        var note = Drafted(Midwife, Rj1).Consenting(Author, Attribution.Unattributed, Attribution.ByRole)
            .Doing(new NameContributor(As(Author), Other, Midwife, Rjz), 4)
                .Consenting(Other, Attribution.Unattributed, Attribution.ByOrganisation);
        Assert.Equal([Credit.To(Rjz), Credit.To(Midwife)], note.SeenBy(town.Outside(Day(9)), Day(9)).Credits);
        var merged = note.Doing(new MergeKeys(Author, Other, "esr"), 7)
            .Consenting(Author, Attribution.Unattributed, Attribution.ByRole);
        Assert.Equal(Attribution.Unattributed, One(merged, town.Outside(Day(9))).As);
        Assert.Equal(
            Attribution.Unattributed,
                One(note.Doing(new MergeKeys(Other, Author, "esr"), 7)
                    .Consenting(Other, Attribution.Unattributed, Attribution.ByOrganisation), town.Outside(Day(9))).As);
    }

    [Fact]
    public void Everybody_else_who_contributed_is_no_cover()
    {
        var note = Drafted(Midwife).Consenting(Author, Attribution.Named, Attribution.ByRole)
            .Doing(new NameContributor(As(Author), Other, Doctor), 4).Consenting(Other, Attribution.Named, Attribution.Named);
        Assert.Equal([Credit.To(Other)], note.SeenBy(new Town().With(0, 5, 1, Midwife).Outside(Day(9)), Day(9)).Credits);
        Assert.Equal(
            [Credit.To(Other), Credit.To(Midwife)],
                note.SeenBy(new Town().With(0, 6, 1, Midwife).Outside(Day(9)), Day(9)).Credits);
    }

    [Fact]
    public void Under_the_chatham_house_rule_the_words_leave_and_nobody_with_them()
    {
        var town = new Town().With(0, 9, 1, Midwife, Rjz);
        var note = Drafted(Midwife, Rjz, true).Consenting(Author, Attribution.Named, Attribution.Named)
            .Doing(new NameContributor(As(Author), Other), 4).Consenting(Other, Attribution.Named, Attribution.ByRole);
        var outside = note.SeenBy(town.Outside(Day(9)), Day(9));
        Assert.True(outside.ChathamHouse);
        Assert.Equal(Content, outside.Practice);
        Assert.Empty(outside.Credits);
        var alone = Drafted(Midwife, null, true).Consenting(Author, Attribution.Unattributed, Attribution.Unattributed)
            .SeenBy(town.Outside(Day(9)), Day(9));
        Assert.Equal(alone, outside);
        Assert.Equal([Credit.To(Author), Credit.To(Other)], note.SeenBy(town.Inside(Day(9)), Day(9)).Credits);
    }

    [Fact]
    public void A_bundle_shows_those_of_its_notes_that_one_may_read_in_order()
    {
        var bundle =
            new BundleContent("Bleeding", [NoteId.Of("c"), NoteId.Of("a"), NoteId.Of("b")]) {
                MeantFor = "New midwives", Licence = "CC-BY-4.0", ReviewBy = Day(300) };
        var note = Drafted(Midwife, null, false, bundle);
        var reader = new Town().Outside(Day(9)) with { Reads = id => id != NoteId.Of("a") };
        var shown = note.SeenBy(reader, Day(9));
        Assert.Null(shown.Practice);
        Assert.Equal([NoteId.Of("c"), NoteId.Of("b")], shown.Items);
        Assert.Equal(
            ("Bleeding", "New midwives", "CC-BY-4.0", Day(300)),
                (shown.Title!.ToString(), shown.MeantFor!.ToString(), shown.Licence, shown.ReviewBy));
        Assert.Empty(note.SeenBy(reader with { Reads = _ => false }, Day(9)).Items);
    }

    [Fact]
    public void What_took_its_place_is_told_to_whoever_may_read_that()
    {
        var next = NoteId.Of("weigh-it-2");
        var note = Drafted(Midwife)
            .Doing(new Supersede(As(Author), new NoteEvidence(next, 3, Home, NoteStatus.Offered, null)), 4);
        var reader = new Town().Outside(Day(9));
        Assert.Equal(
            (next, 1, "CC-BY-4.0"),
                (note.SeenBy(reader, Day(9)).SupersededBy, note.SeenBy(reader, Day(9)).Edition,
                    note.SeenBy(reader, Day(9)).Licence));
        Assert.Null(note.SeenBy(reader with { Reads = id => id != next }, Day(9)).SupersededBy);

        var gone = note.Doing(new WithdrawNote(Author, "The scales were wrong"), 8);
        var tombstone = gone.Tombstone(Reason, _ => true);
        Assert.Equal(
            (Id, (Instant?)Day(8), "The scales were wrong", next),
                (tombstone.Note, tombstone.WithdrawnAt, tombstone.WithdrawnWhy!.ToString(), tombstone.SupersededBy!.Value));
        Assert.Null(gone.Tombstone(Reason, _ => false).SupersededBy);
    }

    [Fact]
    public void What_was_told_follows_from_the_events_alone()
    {
        var entries = new List<Entry>();
        var note = PracticeNote.Unknown(Id);
        IActOn<PracticeNote>[] acts = [Drafting(Midwife, Rjz, false, Content),
            new GiveConsent(Author, new(Audience.Public) { Inside = Attribution.ByOrganisation, Outside = Attribution.ByRole }),
                new NameContributor(As(Author), Other), new LeaveNote(Other)];
        foreach (var (act, day) in acts.Select((a, i) => (a, i + 1)))
        {
            var done = note.Do(act, Day(day));
            entries.AddRange(done.Events);
            note = done.After;
        }

        Assert.Equal(note, PracticeNote.Replay(entries));
        Assert.Equal([(Author, Day(1)), (Other, Day(3))], note.PastAttributions.Select(t => (t.Person, t.Since)));
        Assert.Equal([Midwife], note.PastAttributions[0].Outside);
        Assert.Equal([Rjz], note.PastAttributions[0].Inside);
        Assert.Equal([Rjz, Midwife], note.PastAttributions[0].To(true));
    }

    internal static DraftNote Drafting(
        DirectoryGroup? role, DirectoryGroup? organisation, bool chathamHouse, NoteContent content) => new(
        As(Author), content, role, organisation, chathamHouse);

    internal static AsMember As(PersonId person) => new(Of(person));

    /// <summary>Somebody as an acting member of the home, whose contributors settle how far a note goes.</summary>
    internal static HomeEvidence Of(PersonId person) =>
        new(Home, 9, person, true, [],
            new(Audience.Community, false, new AnyMember(), new Contributors(), new Contributors(), new Contributors()));

    private static PracticeNote Drafted(
        DirectoryGroup? role, DirectoryGroup? organisation = null, bool chathamHouse = false, NoteContent? content = null) =>
        PracticeNote.Unknown(Id).Doing(Drafting(role, organisation, chathamHouse, content ?? Content), 1);

    private static (Attribution As, Credit? Credit) One(PracticeNote note, Readership reader, Instant? at = null) =>
        note.SeenBy(reader, at ?? Day(9)).Credits switch
    {
        [{ Person: not null } named] => (Attribution.Named, named),
        [{ Group.Kind: GroupKind.Profession } role] => (Attribution.ByRole, role),
        [{ Group.Kind: GroupKind.Organisation } organisation] => (Attribution.ByOrganisation, organisation),
        [] => (Attribution.Unattributed, null),
        _ => throw new InvalidOperationException("More than one credit."),
    };
}

internal static class NoteStories
{
    public static Answer Reason { get; } = PracticeNote.Unknown(NoteId.Of("n"))
        .Ask(new WithdrawNote(Town.Person(1)), Town.Day(0));

    public static ShownNote SeenBy(this PracticeNote note, Readership reader, Instant at) => note.Shown(Reason, reader, at);

    public static PracticeNote Doing(this PracticeNote note, IActOn<PracticeNote> act, int day)
    {
        var done = note.Do(act, Town.Day(day));
        Assert.True(done.Allowed, done.Text);
        return done.After;
    }

    public static PracticeNote Consenting(this PracticeNote note, PersonId person, Attribution inside, Attribution outside) =>
        note.Doing(new GiveConsent(person, new(Audience.Public) { Inside = inside, Outside = outside }), 3);
}
