using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Deciding;

/// <summary>An act says what it began, a ballot names candidates, and a decision says who won.</summary>
public sealed class BallotsByNameTests
{
    private static readonly PersonId One = Scenario.Person(1);
    private static readonly PersonId Two = Scenario.Person(2);
    private static readonly PersonId Three = Scenario.Person(3);

    [Fact]
    public void A_ballot_names_candidates_and_the_decision_says_who_won()
    {
        var (scenario, election) = Election();
        Assert.Empty(scenario.Community.Decision(election)!.Winners);
        foreach (var person in new[] { One, Two }) scenario.UntilOpen()
            .Given(new Vote(person, election, scenario.Community.Decision(election)!.Approve(Three)));
        Assert.Equal([Three], scenario.UntilClosed().Community.Decision(election)!.Winners);
    }

    [Fact]
    public void Each_kind_of_ballot_has_the_places_of_its_candidates()
    {
        var (scenario, id) = Election();
        var election = scenario.Community.Decision(id)!;
        Assert.Equal([Two, Three], election.Candidates);
        Assert.Equal(new ApprovalBallot([1, 0]), election.Approve(Three, Two));
        Assert.Equal(new ChoiceBallot(1), election.Choose(Three));
        Assert.Equal(RankedBallot.Of(1, 0), election.Rank(Three, Two));
        Assert.Equal(new ScoreBallot([new(1, 5), new(0, 2)]), election.Score((Three, 5), (Two, 2)));
        Assert.Contains("does not stand", Assert.Throws<ArgumentException>(() => election.Approve(Two, One)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => election.Rank(null!));
    }

    [Fact]
    public void Doing_an_act_gives_what_it_began()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 3);
        var proposed = scenario.When(new Propose(One, new Resolve("Tea"))).Last;
        Assert.Equal(scenario.Decision.Id, proposed.Decision);
        Assert.Null(proposed.Invitation);
        var invited = scenario.When(new Invite(One, PersonId.Of("stranger"))).Last;
        Assert.Equal(scenario.Community.Invitations.Single().Id, invited.Invitation);
        var petition = scenario.When(new PetitionFor(Two, new Resolve("Cake"))).Last;
        Assert.Equal(petition.Events.Select(e => e.Event).OfType<PetitionBegun>().Single().Petition, petition.Petition);

        // What falls due with an act is not what the act began.
        scenario.WaitDays(60);
        Assert.Null(scenario.When(new DeclareParticipation(One, Participation.Core)).Last.Decision);
        Assert.Null(scenario.When(new Join(One)).Last.Decision);
    }

    private static (Scenario Scenario, DecisionId Election) Election()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 3).GivenCarried(One, new DeclareStage(Stage.Coalescing, "We meet."));
        var election = scenario.When(new Propose(One, new Elect(Office.Convener))).Last.Decision!.Value;
        return (scenario.Given(new Stand(Two, election), new Stand(Three, election)), election);
    }
}
