using System.Globalization;

namespace SouthLondon;

/// <summary>A convener is recalled; the vacancy has a stated way out.</summary>
public static class RecallChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 8, 3);
        story.Telling.Chapter("Acute deterioration recalls a convener", story.Now);
        var community = FoundingChapter.Deterioration;
        foreach (var other in story[community].Conveners.Skip(1).ToArray())
            story.Do(community, new StepDown(other, Office.Convener, "The rota for the next three gatherings is agreed."));
        var convener = story[community].Conveners.Single();
        var proposer = story[community].Members.First(m => m != convener);
        story.Do(community, new Propose(proposer, new Recall(Office.Convener, convener, "We agreed to rotate, and it is time.")));
        var decision = story.Latest(community).Id;
        story.Do(community, new Reply(convener, decision, "I agree that it is time, and I am glad to hand over."));
        story.UntilVotingOpens(community, decision);
        story.Refused(community, new Vote(convener, decision, VoiceBallot.Against), $"{story.People.Named(convener)} votes on their own recall");
        story.Vote(community, decision, against: 2);
        var decided = story.Close(community, decision);
        story.Telling.Good($"Recalled by {decided.Result!.Count.For} to {decided.Result.Count.Against}; {story.People.Named(convener)} stays a member.");
        story.Telling.Say($"The office of {story[community].Vacancies.Single()} is vacant. Nobody is promoted silently: a member who offers fills it unless a member objects.");

        var volunteer = story[community].Members.Last(m => m != convener);
        story.Do(community, new OfferToServe(volunteer, Office.Convener));
        story.AfterDays(8);
        story.Settle(community);
        story.Telling.Good($"{story.People.Named(volunteer)} offered, nobody objected, and convenes since {story[community].Office(Office.Convener).Holders[0].From.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.");
        var answer = story[community].MayServe(volunteer, Duty.CallGatherings, story.Now);
        story.Telling.Say($"Why may they call a gathering? {answer.Text} ({answer.Witness})");
    }

    private static void UntilVotingOpens(this Story story, CommunityId community, DecisionId decision)
    {
        while (story[community].Decision(decision)!.OpensAt > story.Now) story.AfterDays(1);
        story.Settle(community);
    }
}
