using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using CommunitiesOfPractice.Tests.Linking;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Spreading.Adopters;
using AdoptionRefusal = CommunitiesOfPractice.Tests.StreamRefusal<CommunitiesOfPractice.Adoption>;

namespace CommunitiesOfPractice.Tests.Spreading;

public sealed class AdoptingTests
{
    private static readonly Witness TheAdoption = Witness.Of(AdoptionId.Of("a-1"));

    private static readonly Capacity ByDecree = new ByMandate(Ends.Mandate(Sepsis, new(LinkStep.End, Party.Of(Trust))));

    public static TheoryData<AdoptionRefusal> Refusals =>
    [
        new("considering twice", Considering, _ => Consider(ForSepsis(Ben)), Clauses.ConsideredAlready, Condition.Novelty) {
            On = TheAdoption },
        new("considering what is adopted", Adopted, _ =>
            Consider(ForSepsis(Ben), edition: 3), Clauses.ConsideredAlready, Condition.Novelty),
        new("considering another note anew", Declined, _ =>
            Consider(ForSepsis(Ben), "n-2"), Clauses.OtherAdoption, Condition.WellFormed),
        new("considering anew for another adopter", Declined, _ =>
            Consider(AtTheTrust(Ben)), Clauses.OtherAdoption, Condition.WellFormed),
        new("considering for a community one may not act in", () =>
            New(), _ => Consider(ForSepsis(Ben, false)), Clauses.MembersOnly, Condition.Membership)
            { On = Witness.Of(Sepsis) },
        new("considering for an organisation one is not placed in", () =>
            New(), _ => Consider(AtTheTrust(Ben, Theatre)), Clauses.StaffOnly, Condition.Evidence),
        new("considering by decree: nobody pushes", () =>
            New(), _ => new ConsiderNote(ByDecree, MayRead(Ben)), Clauses.InPerson, Condition.OwnAct),
        new("considering what somebody else may read", () =>
            New(), _ => new ConsiderNote(ForSepsis(Ben), MayRead(Amina)), Clauses.ReadersOnly, Condition.Evidence)
            { On = Witness.Of(Scales) },

        new("adopting what nobody considers", () =>
            New(), _ => new Adopt(ForSepsis(Ben), Why), Clauses.NotConsidered, Condition.Existence) { On = TheAdoption },
        new("adopting twice", Adopted, _ => new Adopt(ForSepsis(Ben), Why), Clauses.AdoptedAlready, Condition.Novelty),
        new("adopting what was declined", Declined, _ =>
            new Adopt(ForSepsis(Ben), Why), Clauses.AdoptedAlready, Condition.Novelty),
        new("adopting for others", Considering, _ => new Adopt(AtTheTrust(Amina), Why), Clauses.AdoptersOnly, Condition.OwnAct) {
            On = Witness.Of(Sepsis) },
        new("adopting oneself what the community considers", Considering, _ =>
            new Adopt(new AsThemself(Ben), Why), Clauses.AdoptersOnly, Condition.OwnAct),
        new("adopting as somebody who may not act", Considering, _ =>
            new Adopt(ForSepsis(Ben, false), Why), Clauses.MembersOnly, Condition.Membership),
        new("adopting by decree", Considering, _ => new Adopt(ByDecree, Why), Clauses.InPerson, Condition.OwnAct),
        new("adopting without a reason", Considering, _ =>
            new Adopt(ForSepsis(Ben), null!), Clauses.ReasonOwed, Condition.Reason),

        new("adapting what nobody considers", () =>
            New(), _ => new Adapt(ForSepsis(Ben), Why, Why), Clauses.NotConsidered, Condition.Existence),
        new("adapting what was given up", Abandoned, _ =>
            new Adapt(ForSepsis(Ben), Why, Why), Clauses.AdoptedAlready, Condition.Novelty),
        new("adapting for others", Adopted, _ => new Adapt(AtTheTrust(Amina), Why, Why), Clauses.AdoptersOnly, Condition.OwnAct),
        new("adapting without saying what", Considering, _ =>
            new Adapt(ForSepsis(Ben), null!, Why), Clauses.Malformed, Condition.WellFormed),
        new("adapting without a reason", Considering, _ =>
            new Adapt(ForSepsis(Ben), Why, null!), Clauses.ReasonOwed, Condition.Reason),
        new("adapting a note into itself", Considering, _ =>
            new Adapt(ForSepsis(Ben), Why, Why, Scales), Clauses.OwnAdaptation, Condition.WellFormed) { On = Witness.Of(Scales) },

        new("declining what nobody considers", () =>
            New(), _ => new DeclineNote(ForSepsis(Ben), Why), Clauses.NotConsidered, Condition.Existence),
        new("declining what is adopted", Adopted, _ =>
            new DeclineNote(ForSepsis(Ben), Why), Clauses.AdoptedAlready, Condition.Novelty),
        new("declining for others", Considering, _ =>
            new DeclineNote(AtTheTrust(Amina), Why), Clauses.AdoptersOnly, Condition.OwnAct),
        new("declining without a reason", Considering, _ =>
            new DeclineNote(ForSepsis(Ben), null!), Clauses.ReasonOwed, Condition.Reason),
        new("giving up what is considered", Considering, _ =>
            new Abandon(ForSepsis(Ben), Why), Clauses.NotAdopted, Condition.Existence),
        new("giving up for others", Adopted, _ => new Abandon(AtTheTrust(Amina), Why), Clauses.AdoptersOnly, Condition.OwnAct),
        new("giving up without a reason", Adopted, _ => new Abandon(ForSepsis(Ben), null!), Clauses.ReasonOwed, Condition.Reason),
        new("looking after nothing", () =>
            New(), _ => new TakeOwnership(ForSepsis(Ben)), Clauses.NotConsidered, Condition.Existence),
        new("looking after what others adopt", Adopted, _ =>
            new TakeOwnership(AtTheTrust(Amina)), Clauses.AdoptersOnly, Condition.OwnAct),
        new("looking after it twice", Adopted, _ => new TakeOwnership(ForSepsis(Ben)), Clauses.OwnsAlready, Condition.Novelty) {
            On = Witness.Of(Ben) },

        new("an outcome of what is considered", Considering, _ =>
            new ReportOutcome(ForSepsis(Ben), PracticeOutcome.Worked, Why), Clauses.NotAdopted, Condition.Existence),
        new("an outcome of what was declined", Declined, _ =>
            new ReportOutcome(ForSepsis(Ben), PracticeOutcome.Worked, Why), Clauses.NotAdopted, Condition.Existence),
        new("an outcome of others' adoption", Adopted, _ =>
            new ReportOutcome(AtTheTrust(Amina), PracticeOutcome.Worked, Why), Clauses.AdoptersOnly, Condition.OwnAct),
        new("an outcome without words", Adopted, _ =>
            new ReportOutcome(ForSepsis(Ben), PracticeOutcome.Worked, null!), Clauses.Malformed, Condition.WellFormed),
        new("merging keys where nobody considers", () =>
            New(), _ => new MergeKeys(Amina, Ben, "directory"), Clauses.NotConsidered, Condition.Existence),
        new("merging one key", Adopted, _ => new MergeKeys(Ben, Ben, "directory"), Clauses.OnePerson, Condition.WellFormed),
        new("merging the keys of somebody who is not here", Adopted, _ =>
            new MergeKeys(PersonId.Of("k-8"), PersonId.Of("k-9"), "directory"), Clauses.NobodyInAdoption, Condition.Existence),
        new("a story of nothing", () =>
            New(), _ => new TellStory(ForSepsis(Ben), ValueCycle.Immediate, Why), Clauses.NotConsidered, Condition.Existence),
        new("a story of others", Adopted, _ =>
            new TellStory(AtTheTrust(Amina), ValueCycle.Immediate, Why), Clauses.AdoptersOnly, Condition.OwnAct),
        new("a story without words", Adopted, _ =>
            new TellStory(ForSepsis(Ben), ValueCycle.Immediate, null!), Clauses.Malformed, Condition.WellFormed),
        new("a story with an indicator that is no name", Adopted, _ =>
            new TellStory(ForSepsis(Ben), ValueCycle.Immediate, Why, " "), Clauses.Malformed, Condition.WellFormed),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void It_is_refused(AdoptionRefusal refusal) => refusal.Check();

    [Fact]
    public void A_member_considers_for_their_community_and_looks_after_it_there() =>
        New().When(Consider(ForSepsis(Ben), settings: Theatre)).ThenAllowed(Clauses.Considering).RestingOn(Witness.Of(Sepsis))
            .Then(new NoteConsidered(Scales, 2, Party.Of(Sepsis), Ben, "Four theatres", [Theatre]) {
                ReadAt = 4711, As = ForSepsis(Ben) });

    [Fact]
    public void A_person_and_an_organisation_adopt_too()
    {
        Assert.Equal(
            Party.Of(Amina), New().Given(Consider(new AsThemself(Amina)), new Adopt(new AsThemself(Amina), Why)).State.Adopter);
        Assert.Equal(
            Party.Of(Trust),
                New().Given(
                    Consider(AtTheTrust(Amina)), new Adopt(new AsSpokesperson(new(Trust, Ben, "directory")), Why)).State.Adopter);
    }

    [Fact]
    public void What_became_of_it_and_why_stands_in_the_adopters_own_record()
    {
        var adoption = Considering()
            .When(new Adopt(ForSepsis(Amina), Why)).Then(new NoteAdopted(Why) { As = ForSepsis(Amina) })
            .When(new ReportOutcome(ForSepsis(Ben), PracticeOutcome.TooEarlyToSay, "Two weeks in."))
                .Then(new OutcomeReported(PracticeOutcome.TooEarlyToSay, "Two weeks in.") { As = ForSepsis(Ben) })
            .When(new Adapt(ForSepsis(Ben), "A smaller scale", "No room", NoteId.Of("n-9")))
                .Then(new NoteAdapted("A smaller scale", "No room", NoteId.Of("n-9")) { As = ForSepsis(Ben) })
            .Given(new Adapt(ForSepsis(Ben), "And a chart", "They asked"), new TakeOwnership(ForSepsis(Amina)))
            .Given(new ReportOutcome(ForSepsis(Ben), PracticeOutcome.DidNotWork, "Batteries."),
                new Abandon(ForSepsis(Ben), "Nobody charged it"))
            .Given(new ReportOutcome(ForSepsis(Ben), PracticeOutcome.Mixed, "In hindsight."))
            .Given(new TellStory(ForSepsis(Ben), ValueCycle.Reframing, "We weigh other things now.", "swabs")).State;
        Assert.Equal(
            (AdoptionStatus.Abandoned, Amina, NoteId.Of("n-9")), (adoption.Status, adoption.Owner, adoption.WrittenUpAs));
        Assert.Equal(
            [PracticeOutcome.TooEarlyToSay, PracticeOutcome.DidNotWork, PracticeOutcome.Mixed],
                adoption.Outcomes.Select(o => o.Outcome));
        Assert.Equal("And a chart", adoption.Changed!.Words);
    }

    [Fact]
    public void Two_keys_of_one_person_adopt_and_look_after_it_as_one()
    {
        var merged = New()
            .Given(Consider(new AsThemself(Ben)), new MergeKeys(Amina, Ben, "directory"),
                new Adopt(new AsThemself(Amina), Why)).State;
        Assert.Equal((Party.Of(Amina), Amina), (merged.Adopter, merged.Owner));
    }

    [Fact]
    public void A_history_that_begins_without_considering_is_of_no_adoption() =>
        Assert.Throws<RecordException>(
            () => Adoption.Replay(
                [new(StreamId.Of(AdoptionId.Of("a-1")), 1, Ends.Start, null, Clauses.Adopting, null, new NoteAdopted(Why))]));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_declined_or_given_up_is_considered_anew_in_a_later_version(bool declined)
    {
        var anew = (declined ? Declined() : Abandoned()).Given(Consider(ForSepsis(Amina), edition: 3)).State;
        Assert.Equal((AdoptionStatus.Considering, 3, Amina, null), (anew.Status, anew.Edition, anew.Owner, anew.Why));
    }

    /// <summary>
    /// Law 10: whatever anybody tries, an adoption's history holds no act by anyone but the adopter's side, and none that
    /// somebody did not do themselves.
    /// </summary>
    [Fact]
    public void An_adoption_belongs_to_the_adopter()
    {
        var (taken, abandoned) = (0, 0);
        var stories = Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf(40).ToArbitrary(), numbers =>
        {
            var story = New();
            foreach (var number in numbers)
            {
                Capacity by = ((number / 3) % 8) switch
                {
                    0 => AtTheTrust(Amina),
                    1 => AtTheTrust(Ben, Theatre),
                    2 => new AsSpokesperson(new(Trust, Ben, "directory")),
                    3 => new AsThemself(Ben),
                    4 => ByDecree,
                    5 => ForSepsis(Ben, false),
                    _ => ForSepsis(number % 2 == 0 ? Amina : Ben),
                };
                var act = Of(number, by);
                var before = story.State;
                Assert.Equal(before.Ask(act, story.Now + Duration.FromHours(1)), story.When(act).Last.Answer);
                if (story.State.Version > 0 && before.Version > 0)
                    Assert.Equal((before.Note, before.Adopter), (story.State.Note, story.State.Adopter));
                if (story.State.IsTakenUp) taken++;
                if (story.State.Status == AdoptionStatus.Abandoned) abandoned++;
            }

            foreach (var entry in story.History)
            {
                Assert.NotNull(entry.By);
                Assert.Equal(story.State.Adopter!.Witness, entry.Under);
                if (story.State.Adopter is PersonParty { Person: var person }) Assert.Equal(person, entry.By);
            }

            if (story.History.Count > 0) Assert.Equal(story.State, Adoption.Replay(story.History));
        });
        LawTests.CheckUntilSeen(stories, 150, () => [("taken up", taken, 300), ("abandoned", abandoned, 50)]);
    }

    private static IActOn<Adoption> Of(int number, Capacity by) => ((number / 29) % 10) switch
    {
        0 or 1 =>
            new ConsiderNote(
                by, MayRead(number % 7 == 0 ? Ben : by.Person ?? Amina, number % 11 == 0 ? "n-2" : "n-1", 1 + (number % 3)), Why),
        2 => new Adopt(by, Why),
        3 => new Adapt(by, Why, Why, number % 3 == 0 ? NoteId.Of("n-9") : null),
        4 => new DeclineNote(by, Why),
        5 => new Abandon(by, Why),
        6 => new TakeOwnership(by),
        7 => new TellStory(by, (ValueCycle)(number % 5), Why),
        _ => new ReportOutcome(by, (PracticeOutcome)(number % 4), Why),
    };
}
