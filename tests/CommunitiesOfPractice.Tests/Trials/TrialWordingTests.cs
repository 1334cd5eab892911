using CommunitiesOfPractice.Tests.Answers;
using CommunitiesOfPractice.Tests.Counting;
using CommunitiesOfPractice.Trials;

namespace CommunitiesOfPractice.Tests.Trials;

/// <summary>What a trial says comes from resources, in any language, and is plain.</summary>
public sealed class TrialWordingTests
{
    [Fact]
    public void Every_trial_of_a_ready_charter_is_said_in_any_language()
    {
        var found = 0;
        foreach (var charter in Charters.Ready)
        {
            var trial = CharterTrial.Of(charter, new TrialBounds(3, 4));
            var keys = Keys(charter);
            foreach (var search in trial.Searches)
            {
                PseudoWording.AssertMarked(search.AsksIn(PseudoWording.Language));
                PseudoWording.AssertMarked(search.ReachIn(PseudoWording.Language));
                foreach (var sought in search.NotFoundIn(PseudoWording.Language)) PseudoWording.AssertMarked(sought, keys);
                Assert.Equal(search.NotFound, search.NotFoundIn(Wording.English));
                foreach (var finding in search.Findings)
                {
                    PseudoWording.AssertMarked(finding.In(PseudoWording.Language), keys);
                    Assert.Equal(finding.Sentence, finding.In(Wording.English));
                    foreach (var step in finding.Story)
                        PseudoWording.AssertMarked(step.In(PseudoWording.Language), keys);
                    found++;
                }
            }

            var text = trial.ToText(PseudoWording.Language);
            PseudoWording.AssertMarked(text, [.. keys, charter.Name]);
        }

        Assert.InRange(found, 100, int.MaxValue);
    }

    [Fact]
    public void Every_step_of_a_story_has_its_words()
    {
        PersonId a = PersonId.Of("A"), b = PersonId.Of("B");
        var decision = new DecisionId(1);
        FreeText why = "1";
        IActOn<Community>[] acts =
        [
            new SignPetition(a, new PetitionId(1)), new Vote(a, decision, VoiceBallot.For),
            new Vote(a, decision, VoiceBallot.Against),
            new Vote(a, decision, VoiceBallot.Abstain), new Vote(a, decision, new CommunitiesOfPractice.Counting.BlankBallot()),
            new Vote(a, decision, new CommunitiesOfPractice.Counting.ChoiceBallot(0)), new TakePart(a, decision),
            new OpenBox(decision, [], "1"),
            new ObjectTo(a, decision, why), new StandAside(a, decision, why), new Satisfied(a, decision),
            new SecondObjection(a, decision, b),
            new TestObjection(a, decision, b, true, why), new TestObjection(a, decision, b, false, why),
            new Integrate(a, decision, new Resolve(why)),
            new Conclude(a, decision, true, why), new Conclude(a, decision, false, why),
            new CallAgain(a, decision), new Reopen(a, decision, why),
            new Extend(a, decision, Instant.FromUtc(2015, 6, 1, 0, 0)), new Stand(a, decision),
            new Invite(a, b), new Join(a), new ApproveRequest(a, b),
            new DeclineRequest(a, b, why), new DeclareAffiliations(a, []), new AnswerAdvice(a, decision, b, why),
            new Advise(a, decision, why),
            new WithdrawSecond(a, decision, b), new GiveCastingVoice(a, decision, b),
            new CommitLot(a, decision, new CommunitiesOfPractice.Counting.Lot("a seed that is long enough").Commitment),
            new RevealSeed(a, decision, new CommunitiesOfPractice.Counting.Lot("a seed that is long enough")),
        ];
        foreach (var act in acts)
            PseudoWording.AssertMarked(TrialStep.Of(Duration.FromDays(1), act).In(PseudoWording.Language), "A", "B");

        // An act that a trial does not know goes by its name.
        Assert.Equal("after 1 day: A does this: take leave", TrialStep.Of(Duration.FromDays(1), new TakeLeave(a)).Sentence);
        Assert.Equal(
            "at once: the host reports this: report leaver", TrialStep.Of(Duration.Zero, new ReportLeaver(a, "esr")).Sentence);
    }

    [Fact]
    public void A_language_is_given()
    {
        var trial = CharterTrial.Of(Charters.Informal(), new TrialBounds(3, 1) { Worlds = 1 });
        Assert.Throws<ArgumentNullException>(() => trial.ToText(null!));
        Assert.Throws<ArgumentNullException>(() => trial.Searches[0].AsksIn(null!));
        Assert.Throws<ArgumentNullException>(() => trial.Searches[0].ReachIn(null!));
        Assert.Throws<ArgumentNullException>(() => trial.Searches[0].NotFoundIn(null!));
    }

    /// <summary>What a trial inserts: people, offices and groups, by their keys.</summary>
    private static string[] Keys(Charter charter) =>
    [
        "A", "B", "C", "D", "N", Effect.Why.ToString(), "another", .. charter.Offices.Select(office => office.Id.ToString()),
        .. Enum.GetValues<GroupKind>().SelectMany(Players.Groups).Select(group => group.ToString()),
    ];
}
