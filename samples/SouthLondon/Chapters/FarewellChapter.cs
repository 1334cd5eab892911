namespace SouthLondon;

/// <summary>
/// Somebody leaves the host and comes back; somebody takes leave; a community closes, and what it learned stays.
/// </summary>
public static class FarewellChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 10, 5);
        story.Telling.Chapter(story.Words["farewell.title"], story.Now);
        var maternity = FoundingChapter.Maternity;
        var mover = story[maternity].Members.Last(m => !story[maternity].Conveners.Contains(m));
        var before = story[maternity].CountingMembers;
        story.Do(maternity, new ReportLeaver(mover, People.DirectoryName));
        story.Telling.Say(story.Words["farewell.away", story.Named(mover), story[maternity].CountingMembers, before]);
        story.Do(maternity, new ReportJoiner(mover, People.DirectoryName));
        story.Telling.Good(story.Words["farewell.back"]);

        var tired = story[maternity].Members.First(m => !story[maternity].Conveners.Contains(m) && m != mover);
        story.Do(maternity, new TakeLeave(tired, story.Now + Duration.FromDays(30)));
        story.AfterDays(31);
        var isBack = story[maternity].At(story.Now).LeaveOf(tired) is null;
        var now = story.Words[isBack ? "farewell.leave.back" : "farewell.leave.away"];
        story.Telling.Say(story.Words["farewell.leave", story.Named(tired), now]);

        var leaver = story[maternity].Conveners.First();
        story.Do(maternity, new Leave(leaver, "Retiring, and grateful."));
        story.Telling.Good(story.Words["farewell.left", story.Named(leaver)]);
        story.Telling.Say(story.Words.Count("farewell.stays", story[maternity].Office(Office.Convener).Holders.Count));

        // Delirium was an open conversation; its members decide to end it, and say what it leaves behind.
        var delirium = FoundingChapter.Delirium;
        story.On(2015, 11, 25);
        var proposer = story[delirium].Members.First();
        var close = new Close("Its questions belong in every community.", story.Words["farewell.legacy"]);
        var decision = story.Decide(delirium, proposer, close, "We have talked it through.");
        if (story[delirium].Status != Status.Closed)
            throw new StoryException($"Delirium did not close: {decision.Result!.Outcome}");
        story.Telling.Say(story.Words["farewell.closed", story[delirium].Legacy]);
        story.Do(delirium, new Leave(proposer));
        story.Telling.Say(story.Words["farewell.even", story.Named(proposer)]);
    }
}
