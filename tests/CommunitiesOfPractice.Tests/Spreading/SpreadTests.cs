using static CommunitiesOfPractice.Tests.Spreading.Adopters;

namespace CommunitiesOfPractice.Tests.Spreading;

public sealed class SpreadTests
{
    [Fact]
    public void It_counts_and_says_where_it_works_and_where_not()
    {
        var spread = Spread.Of(Scales,
        [
            Taken("a-3", Outcome(PracticeOutcome.Worked), [Theatre]),
            Taken("a-1", [.. Outcome(PracticeOutcome.Worked), .. Outcome(PracticeOutcome.DidNotWork)], [Theatre, Ward]),
            Taken("a-2", Outcome(PracticeOutcome.Mixed), [Ward]),
            New("a-4").Given(Consider(ForSepsis(Ben), settings: Ward)).State,
            New("a-5").Given(Consider(ForSepsis(Ben)), new DeclineNote(ForSepsis(Ben), Why)).State,
            New("a-6").Given(Consider(ForSepsis(Ben), "n-2")).State,
            Adoption.Unknown(AdoptionId.Of("a-7")),
        ]);
        Assert.Equal(["a-1", "a-2", "a-3", "a-4", "a-5"], spread.Adoptions.Select(a => a.Id.Value));
        Assert.Equal(
            (1, 3, 0, 1, 0),
                (spread.Count(AdoptionStatus.Considering), spread.Count(AdoptionStatus.Adopted),
                    spread.Count(AdoptionStatus.Adapted),
            spread.Count(AdoptionStatus.Declined), spread.Count(AdoptionStatus.Abandoned)));
        Assert.Equal(["a-3"], spread.WorksHere.Select(p => p.Adoption.Value));
        Assert.Equal(["a-1"], spread.NotThere.Select(p => p.Adoption.Value));
        Assert.Equal([Ward, Theatre], spread.BySetting.Select(s => s.Setting));
        Assert.Equal(
            (0, 1, 2), (spread.BySetting[0].Works.Count, spread.BySetting[0].DoesNot.Count, spread.BySetting[0].Open.Count));
        Assert.Equal(
            (1, 1, 0), (spread.BySetting[1].Works.Count, spread.BySetting[1].DoesNot.Count, spread.BySetting[1].Open.Count));
        Assert.Equal(
            (Party.Of(Sepsis), "Four theatres", Why, null),
                (spread.Places[4].Adopter, spread.Places[4].Context!.Words, spread.Places[4].Why, spread.Places[4].Latest));
    }

    [Fact]
    public void The_line_of_adaptations_is_followed_from_note_to_note_and_a_circle_ends()
    {
        var spread = Spread.Of(Scales,
        [
            Adapted("a-1", "n-1", "n-2"), Adapted("a-2", "n-1", null), Adapted("a-3", "n-2", "n-3"), Adapted("a-4", "n-3", "n-1"),
                Adapted("a-5", "n-3", "n-2"), Adapted("a-6", "n-8", "n-9"),
        ]);
        Assert.Equal(
            [("a-1", 1), ("a-2", 1), ("a-3", 2), ("a-4", 3), ("a-5", 3)], spread.Lineage.Select(a => (a.By.Value, a.Generation)));
        Assert.Equal(["a-4", "a-5"], spread.AdaptationsOf(NoteId.Of("n-3")).Select(a => a.By.Value));
        Assert.Empty(spread.AdaptationsOf(NoteId.Of("n-8")));
        Assert.Empty(Spread.Of(NoteId.Of("n-5"), []).Lineage);
    }

    [Fact]
    public void A_line_of_a_hundred_thousand_adaptations_is_followed_to_its_end()
    {
        var adapted = Adapted("a", "n-0", "n-1");
        var line = Enumerable.Range(0, 100_000)
            .Select(i => adapted with { Note = NoteId.Of("n-" + i), WrittenUpAs = NoteId.Of("n-" + (i + 1)) });
        Assert.Equal(100_000, Spread.Of(NoteId.Of("n-0"), line).Lineage[99_999].Generation);
    }

    [Fact]
    public void Stories_stand_by_cycle_of_value_and_start_anywhere()
    {
        var late = New("a-1").Wait(Duration.FromDays(9))
            .Given(Consider(ForSepsis(Ben)), new TellStory(ForSepsis(Ben), ValueCycle.Reframing, "Later", "swabs")).State;
        var early = New("a-2")
            .Given(Consider(new AsThemself(Amina)), new TellStory(new AsThemself(Amina), ValueCycle.Reframing, "Sooner"),
            new TellStory(new AsThemself(Amina), ValueCycle.Immediate, "A good talk")).State;
        var spread = Spread.Of(Scales, [late, early]);
        Assert.Equal(
            [("Sooner", null), ("Later", "swabs")],
                spread.Stories(ValueCycle.Reframing).Select(s => (s.Story.Words.Words, s.Story.Indicator)));
        Assert.Equal(Party.Of(Amina), Assert.Single(spread.Stories(ValueCycle.Immediate)).Adopter);
        Assert.Empty(spread.Stories(ValueCycle.Applied));
    }

    private static IActOn<Adoption>[] Outcome(PracticeOutcome outcome) => [new ReportOutcome(ForSepsis(Ben), outcome, Why)];

    private static Adoption Taken(string id, IActOn<Adoption>[] outcomes, DirectoryGroup[] settings) =>
        New(id).Given(Consider(ForSepsis(Ben), settings: settings), new Adopt(ForSepsis(Ben), Why)).Given(outcomes).State;

    private static Adoption Adapted(string id, string note, string? writtenUpAs) =>
        New(id).Given(
            Consider(ForSepsis(Ben), note),
                new Adapt(ForSepsis(Ben), Why, Why, writtenUpAs is null ? null : NoteId.Of(writtenUpAs))).State;
}
