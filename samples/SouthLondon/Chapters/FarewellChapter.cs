namespace SouthLondon;

/// <summary>Somebody leaves the host and comes back; somebody takes leave; a community closes, and what it learned stays.</summary>
public static class FarewellChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 10, 5);
        story.Telling.Chapter("Away, back, and goodbye", story.Now);
        var maternity = FoundingChapter.Maternity;
        var mover = story[maternity].Members.Last(m => !story[maternity].Conveners.Contains(m));
        var before = story[maternity].CountingMembers;
        story.Do(maternity, new ReportLeaver(mover, People.DirectoryName));
        story.Telling.Say($"The directory no longer lists {story.People.Named(mover)}: still a member, but {story[maternity].CountingMembers} count now, not {before}.");
        story.Do(maternity, new ReportJoiner(mover, People.DirectoryName));
        story.Telling.Good("Listed again, and back.");

        var tired = story[maternity].Members.First(m => !story[maternity].Conveners.Contains(m) && m != mover);
        story.Do(maternity, new TakeLeave(tired, story.Now + Duration.FromDays(30)));
        story.AfterDays(31);
        story.Telling.Say($"{story.People.Named(tired)} took a month's leave; it ended by itself ({(story[maternity].At(story.Now).LeaveOf(tired) is null ? "back" : "away")}).");

        var leaver = story[maternity].Conveners.First();
        story.Do(maternity, new Leave(leaver, "Retiring, and grateful."));
        story.Telling.Good($"{story.People.Named(leaver)} leaves at once, and with the membership lays down the office. {story[maternity].Office(Office.Convener).Holders.Count} convener stays.");

        // Delirium was an open conversation; its members decide to end it, and say what it leaves behind.
        var delirium = FoundingChapter.Delirium;
        story.On(2015, 11, 25);
        var proposer = story[delirium].Members.First();
        var decision = story.Decide(delirium, proposer, new Close("Its questions belong in every community.", "Families notice first: ask them first."), "We have talked it through.");
        if (story[delirium].Status != Status.Closed) throw new StoryException($"Delirium did not close: {decision.Result!.Outcome}");
        story.Telling.Say($"Delirium closes. Its legacy stays: “{story[delirium].Legacy}”");
        story.Do(delirium, new Leave(proposer));
        story.Telling.Say($"Even then, {story.People.Named(proposer)} can leave.");
    }
}
