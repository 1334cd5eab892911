using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Rules;

namespace SouthLondon;

/// <summary>Five communities move on from potential, and elect who convenes them; the design groups hand over.</summary>
public static class ConvenersChapter
{
    private static readonly CommunityId[] Electing =
        [FoundingChapter.Medication, FoundingChapter.Deterioration, FoundingChapter.Maternity, FoundingChapter.Sepsis,
            FoundingChapter.Candour];

    public static void Tell(Story story)
    {
        story.On(2015, 3, 2);
        story.Telling.Chapter(story.Words["conveners.title"], story.Now);
        var someone = story[FoundingChapter.Delirium].Members.First();
        story.Refused(
            FoundingChapter.Delirium, new Propose(someone, new Elect(Office.Convener)),
            story.Words["conveners.early", story.Named(someone)]);

        foreach (var community in Electing) Elect(story, community);
        story.Telling.Table(
            story.Words["conveners.table"],
            [
                story.Words["conveners.community"], story.Words["conveners.stage"], story.Words["conveners.conveners"],
                story.Words["conveners.how"],
            ],
            story.Communities.Select(c => new[]
            {
                c.Name, story.Words.Of(c.Stage),
                c.Conveners.Any() ? story.Words.List(c.Conveners.Select(story.Named)) : story.Words["conveners.nobody"],
                story.Words.Of(((ChoosingRule)c.Charter.Rule(RuleNames.Election)!).Method),
            }));
    }

    private static void Elect(Story story, CommunityId community)
    {
        var opener = Opener(story, community);
        story.Decide(
            community, opener, new DeclareStage(Stage.Coalescing, "We have met, and know what we want to learn."), "It is time.");

        // The member who filled the first vacancy steps down for the election, and may stand in it.
        var seats = story[community].Charter.Office(Office.Convener)!.Seats;
        var acting = story[community].Conveners.ToArray();
        if (acting.Length == seats)
        {
            var deputy = story[community].Members.First(m => m != acting[0]);
            story.Do(community, new OfferToServe(deputy, Office.Deputy));
            story.AfterDays(8);
            story.Do(community, new StepDown(acting[0], Office.Convener, "Requests are answered up to today."));
            opener = deputy;
        }

        story.Do(community, new Propose(opener, new Elect(Office.Convener, seats)));
        var election = story.Latest(community).Id;
        var candidates = story[community].Members.Take(seats + 2).ToArray();
        foreach (var candidate in candidates) story.Do(community, new Stand(candidate, election));
        story.AfterDays(8);
        story.Settle(community);
        var method = ((ChoosingRule)story[community].Decision(election)!.Rule).Method;
        foreach (var (voter, number) in story[community].Members.Select((m, i) => (m, i)).ToArray())
            story.Do(community, new Vote(voter, election, BallotOf(method, candidates.Length, number)));
        var decided = story.Close(community, election);
        if (decided.Result!.Outcome != CommunitiesOfPractice.Outcome.Carried)
            throw new StoryException($"the election in {community} ended {decided.Result.Outcome}");
        story.Telling.Good(story.Words[
            "conveners.elected", story[community].Name, story.Words.List(story[community].Conveners.Select(story.Named))]);
        if (community == FoundingChapter.Maternity) Explain(story, community, election, method, seats, candidates);
    }

    /// <summary>Who may put a matter before the members: the convener where the charter says so, else any member.</summary>
    private static PersonId Opener(Story story, CommunityId community) =>
        story[community].Charter[Matter.Open] is HolderOf ? story[community].Conveners.First() : story[community].Members.First();

    /// <summary>Ballots as differing people would fill them in; the same ones every time.</summary>
    private static Ballot BallotOf(CountingMethod method, int options, int voter)
    {
        var order = Enumerable.Range(0, options).OrderByDescending(o => ((voter + 1) * (37 + (11 * o)) % 101) - (9 * o))
            .ToArray();
        return method is Approval
            ? new ApprovalBallot(ValueList.Of(order.Take(1 + voter % 2).OrderBy(o => o).ToArray()))
            : new RankedBallot(Ranking.OfTiers(order.Select(o => new[] { o })));
    }

    /// <summary>Anyone can count the ballots again: the record holds them, and the count explains itself.</summary>
    private static void Explain(
        Story story, CommunityId community, DecisionId election, CountingMethod method, int seats, PersonId[] candidates)
    {
        var tally = method.Count(new Contest(candidates.Length, seats), story.Ballots(community, election));
        var explained = tally.Explain([.. candidates.Select(c => c.Value)]);
        story.Telling.Say(story.Words.Core(string.Join(" ", explained.Sentences.Take(3))));
        foreach (var table in explained.Tables.Take(1)) 
        {
            story.Telling.Table(
                story.Words.Core(table.Title), [.. table.Headers.Select(story.Words.Core)],
                table.Rows.Select(row => row.Select(story.Words.Core).ToArray()));
        }
    }
}
