namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>The Commons shows a note to each reader as attribution, links and the size of groups let it.</summary>
public sealed class ShownTests
{
    private static readonly CommunityId Home = CommunityId.Of("home"), Elsewhere = CommunityId.Of("elsewhere");
    private static readonly NoteId Note = NoteId.Of("n"), Next = NoteId.Of("n-2");
    private static readonly LinkId ToNetwork = LinkId.Of("l-1"), ToElsewhere = LinkId.Of("l-2"), Onwards = LinkId.Of("l-3");
    private static readonly DirectoryGroup Midwife = DirectoryGroup.Profession("midwife"),
        Rjz = DirectoryGroup.Organisation("RJZ"), Near = DirectoryGroup.Network("near"), Far = DirectoryGroup.Network("far");
    private static readonly PersonId[] Members = [.. Enumerable.Range(0, 6).Select(i => PersonId.Of("m" + i))];
    private static readonly PersonId Author = Members[0], InNear = PersonId.Of("near-1"), InFar = PersonId.Of("far-1"),
        InElsewhere = PersonId.Of("else-1"), Nobody = PersonId.Of("nobody");
    private static readonly PracticeContent Practice =
        new("Weigh it", "Weighing", "A ward", PracticeOutcome.Worked, "Scales") { Licence = "CC-BY-4.0" };
    private static readonly Instant Now = Sharing.Telling.Long + Duration.FromDays(100);

    [Fact]
    public void Across_a_link_no_more_is_shown_than_its_terms_say_and_across_two_than_both_say()
    {
        Assert.Equal(
            [Credit.To(Author)],
                Show(Story(Attribution.Unattributed, Attribution.Named, Attribution.ByRole), InElsewhere).Credits);
        Assert.Equal(
            [Credit.To(Rjz)], Show(Story(Attribution.ByOrganisation, Attribution.Named, Attribution.ByRole), InNear).Credits);
        Assert.Empty(Show(Story(Attribution.Unattributed, Attribution.Named, Attribution.ByRole), InNear).Credits);
        Assert.Equal([Credit.To(Midwife)], Show(Story(Attribution.Named, Attribution.Named, Attribution.ByRole), InFar).Credits);
        Assert.Equal([Credit.To(Midwife)], Show(Story(Attribution.Named, Attribution.ByRole, Attribution.Named), InFar).Credits);
        Assert.Empty(Show(Story(Attribution.Named, Attribution.ByOrganisation, Attribution.ByRole), InFar).Credits);
    }

    [Fact]
    public void Whoever_may_read_the_home_reads_from_inside_though_the_note_is_public()
    {
        var commons = Commons(Telling(Audience.Public, Attribution.Named, Attribution.ByRole));
        Assert.Equal([Credit.To(Author)], commons.Show(Members[1], Note, Now).Credits);
        Assert.Equal(ReadingStep.Public, commons.Check(Members[1], Note, Now).Step);
        Assert.Equal([Credit.To(Midwife)], commons.Show(null, Note, Now).Credits);
        Assert.Equal([Credit.To(Author)], commons.Show(Author, Note, Now).Credits);
    }

    [Fact]
    public void Only_members_and_placements_that_have_lasted_since_the_contribution_are_counted()
    {
        var story = Telling(Audience.Public, Attribution.Named, Attribution.ByRole);
        Assert.Equal([Credit.To(Midwife)], Commons(story).Show(null, Note, Now).Credits);

        var gone = Telling(Audience.Public, Attribution.Named, Attribution.ByRole)
            .Tell(Home, Now - Duration.FromDays(9), new MemberLeft(Members[5], null))
                .Tell(Home, Now - Duration.FromDays(8), new MemberLeft(Members[4], null));
        Assert.Equal([Credit.To(Midwife)], Commons(gone).Show(null, Note, Now - Duration.FromDays(9)).Credits);
        Assert.Empty(Commons(gone).Show(null, Note, Now).Credits);

        // Two who left come back: they are members, and no cover.
        var back = gone.Tell(Home, Now - Duration.FromDays(2), new MemberJoined(Members[5], HowJoined.Joined, 1, null))
            .Tell(Home, Now - Duration.FromDays(2), new MemberJoined(Members[4], HowJoined.Joined, 1, null));
        Assert.Empty(Commons(back).Show(null, Note, Now).Credits);

        // A gap in what the directory says is no cover either; a succession elsewhere is no gap.
        var moved = Placements()
            .Select(p => p.Group == Midwife && (p.Person == Members[4] || p.Person == Members[5])
                ? p with { Until = Now - Duration.FromDays(5) }
                : p).ToArray();
        Assert.Empty(Commons(story, moved).Show(null, Note, Now).Credits);
        Assert.Empty(
            Commons(story,
                [.. moved, new(Members[4], Midwife, Now - Duration.FromDays(4)),
                    new(Members[5], Midwife, Now - Duration.FromDays(4))]).Show(null, Note, Now).Credits);
        Assert.Equal(
            [Credit.To(Midwife)],
                Commons(story, [.. moved, new(Members[4], Midwife, Now - Duration.FromDays(5))]).Show(null, Note, Now).Credits);

        var barred = Telling(Audience.Public, Attribution.Named, Attribution.ByRole)
            .Tell(Home, DayBefore(), new PersonBarred(Members[5], new(7), DayBefore() + Duration.FromDays(5), "A reason"))
            .Tell(Home, DayBefore(), new PersonBarred(Members[4], new(7), DayBefore() + Duration.FromDays(5), "A reason"));
        Assert.Empty(Commons(barred).Show(null, Note, Now).Credits);
    }

    [Fact]
    public void The_communitys_own_record_places_people_too_from_when_it_says_so()
    {
        PersonId[] six = Members;
        foreach (var (days, shown) in new[] { (-1, true), (1, false) })
        {
            var story = Telling(Audience.Public, Attribution.Named, Attribution.ByRole);
            foreach (var person in six)
                story.Tell(Home, Written() + Duration.FromDays(days), new AffiliationsRecorded(person, [Midwife], "esr"));
            foreach (var person in six)
                story.Tell(Home, Written() + Duration.FromDays(9), new AffiliationsRecorded(person, [Midwife, Rjz], "esr"));
            Assert.Equal(
                shown ? [Credit.To(Midwife)]
                    : [], Commons(story, [.. Placements().Where(p => p.Group != Midwife)]).Show(null, Note, Now).Credits);
        }
    }

    [Fact]
    public void A_withdrawn_note_is_a_tombstone_without_words_to_those_who_may_know_of_it()
    {
        var story = Telling(Audience.Public, Attribution.Named, Attribution.Named)
            .Tell(Note, Now - Duration.FromDays(2), new NoteSuperseded(Next))
                .Tell(Note, Now - Duration.FromDays(1), new NoteWithdrawn("The scales were wrong"));
        var commons = Commons(story);
        foreach (var knows in new[] { Author, Members[3] })
        {
            var tombstone = commons.Show(knows, Note, Now);
            Assert.True(
                tombstone is {
                    IsTombstone: true, Answer.Allowed: false, Title: null, Practice: null, Credits.Count: 0, SupersededBy: null,
                        Edition: 0 });
            Assert.Equal(
                (Now - Duration.FromDays(1), "The scales were wrong"),
                    (tombstone.WithdrawnAt!.Value, tombstone.WithdrawnWhy!.ToString()));
        }

        foreach (var stranger in new PersonId?[] { Nobody, InNear, null })
        {
            var answer = commons.Check(stranger, NoteId.Of("nowhere"), Now).For(stranger);
            Assert.Equal(
                new ShownNote(
                    Note, answer with { Witness = Witness.Of(Note), Missing = answer.Missing! with { Of = Note.Value } }),
                        commons.Show(stranger, Note, Now));
        }
    }

    [Fact]
    public void Whoever_may_not_read_is_shown_the_answer_and_nothing_else()
    {
        var commons = Commons(Telling(Audience.Community, Attribution.Named, Attribution.Named));
        var shown = commons.Show(Nobody, Note, Now);
        Assert.Equal(new ShownNote(Note, commons.Check(Nobody, Note, Now).For(Nobody)), shown);
        Assert.Equal(
            ("Weigh it", "CC-BY-4.0", 1),
                (commons.Show(Members[1], Note, Now).Title!.ToString(), commons.Show(Members[1], Note, Now).Licence,
                    commons.Show(Members[1], Note, Now).Edition));
    }

    private static Instant Written() => Sharing.Telling.Long + Duration.FromDays(10);

    private static Instant DayBefore() => Written() - Duration.FromDays(1);

    private static ShownNote Show(Telling story, PersonId reader)
    {
        var commons = Commons(story);
        Assert.Equal(ReadingStep.Linked, commons.Check(reader, Note, Now).Step);
        return commons.Show(reader, Note, Now);
    }

    private static Telling Telling(Audience audience, Attribution inside, Attribution outside)
    {
        var story = new Telling().Founded(Home, Charters.Informal()).Founded(Elsewhere, Charters.Informal());
        foreach (var member in Members)
            story.Tell(Home, Sharing.Telling.Long, new MemberJoined(member, HowJoined.Joined, 1, null));
        return story.Tell(Elsewhere, Sharing.Telling.Long, new MemberJoined(InElsewhere, HowJoined.Joined, 1, null))
            .Tell(Note, Written(), new NoteDrafted(Home, Practice, new Contribution(Author, Midwife, Rjz), false))
            .Tell(Note, Written(), new ConsentGiven(Author, new Consent(Audience.Public) { Inside = inside, Outside = outside }))
            .Tell(Note, Written(), new FindingMade(1, Audience.Public, "reviewer"))
                .Tell(Note, Written(), new NoteOffered(audience));
    }

    private static Telling Story(Attribution near, Attribution elsewhere, Attribution onwards)
    {
        var story = Telling(Audience.Linked, Attribution.Named, Attribution.Named);
        foreach (var (link, a, b, onward, attribution) in new (LinkId, Party, Party, Onward, Attribution)[]
        {
            (ToNetwork, Party.Of(Home), Party.Of(Near), Onward.None, near),
            (ToElsewhere, Party.Of(Elsewhere), Party.Of(Home), Onward.OneStep, elsewhere),
            (Onwards, Party.Of(Elsewhere), Party.Of(Far), Onward.None, onwards),
        })
            story.Tell(
                link, Sharing.Telling.Long,
                    new LinkOffered(LinkKind.Sister, a, b, new LinkTerms(Flow.Both, onward) { Attribution = attribution }))
                .Tell(link, Sharing.Telling.Long, new LinkAgreed());
        return story.Tell(Note, Written() + Duration.FromDays(1), new OnwardStepTaken(ToElsewhere, Onwards, null));
    }

    private static Placement[] Placements() =>
    [
        .. Members.SelectMany(m => new Placement[] { new(m, Midwife, Instant.MinValue), new(m, Rjz, Instant.MinValue) }),
        new(InNear, Near, Instant.MinValue), new(InFar, Far, Instant.MinValue),
    ];

    private static Commons Commons(Telling story, Placement[]? placements = null) =>
        CommunitiesOfPractice.Commons.Empty.With(new HostDirectory(
        "directory",
        Members.Concat([InNear, InFar, InElsewhere, Nobody]).Select(p => new Listing(p, Instant.MinValue)),
        placements ?? Placements(),
        [new Succession(DirectoryGroup.Organisation("old"), DirectoryGroup.Organisation("new"), Now - Duration.FromDays(30))]))
            .After(story.Lines());
}
