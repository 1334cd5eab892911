namespace SouthLondon;

/// <summary>A convener is recalled; the vacancy has a stated way out.</summary>
public static class RecallChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 8, 3);
        story.Telling.Chapter(story.Words["recall.title"], story.Now);
        var community = FoundingChapter.Deterioration;
        foreach (var other in story[community].Conveners.Skip(1).ToArray())
            story.Do(community, new StepDown(other, Office.Convener, "The rota for the next three gatherings is agreed."));
        var convener = story[community].Conveners.Single();
        var proposer = story[community].Members.First(m => m != convener);
        story.Do(community, new Propose(proposer, new Recall(Office.Convener, convener, "We agreed to rotate, and it is time.")));
        var decision = story.Latest(community).Id;
        story.Do(community, new Reply(convener, decision, "I agree that it is time, and I am glad to hand over."));
        story.UntilVotingOpens(community, decision);
        story.Refused(
            community, new Vote(convener, decision, VoiceBallot.Against),
            story.Words["recall.own", story.Named(convener)]);
        story.Vote(community, decision, against: 2);
        var decided = story.Close(community, decision);
        story.Telling.Good(story.Words[
            "recall.recalled", story.Named(convener), decided.Result!.Count.For, decided.Result.Count.Against]);
        story.Telling.Say(story.Words["recall.vacant", story.Words.Of(story[community].Vacancies.Single())]);

        var volunteer = story[community].Members.Last(m => m != convener);
        story.Do(community, new OfferToServe(volunteer, Office.Convener));
        story.AfterDays(8);
        story.Settle(community);
        story.Telling.Good(story.Words[
            "recall.filled", story.Named(volunteer), story[community].Office(Office.Convener).Holders[0].From]);
        var answer = story[community].MayServe(volunteer, Duty.CallGatherings, story.Now);
        story.Telling.Say(story.Words["recall.why", story.Words.Core(answer)]);
        story.Telling.Say(story.Words["recall.why.rests", story.Words.Witness(story, answer.Witness!)]);
    }

    private static void UntilVotingOpens(this Story story, CommunityId community, DecisionId decision)
    {
        while (story[community].Decision(decision)!.OpensAt > story.Now) story.AfterDays(1);
        story.Settle(community);
    }
}
