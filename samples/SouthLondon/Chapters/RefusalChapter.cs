namespace SouthLondon;

/// <summary>What is refused says why, and the way in; what is due to a person cannot be refused.</summary>
public static class RefusalChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 5, 11);
        story.Telling.Chapter(story.Words["refusal.title"], story.Now);
        var outsider = story.People.In("Paramedic").First().Key;
        story.Refused(
            FoundingChapter.Candour, new Join(outsider), story.Words["refusal.uninvited", story.Named(outsider)]);
        story.Refused(
            FoundingChapter.Medication, new Join(outsider), story.Words["refusal.unasked", story.Named(outsider)]);

        // An invitation is an offer to one person.
        var (invited, other) = (story.People.In("Educationalist").First().Key, story.People.In("Carer").First().Key);
        story.Do(FoundingChapter.Candour, new Invite(story[FoundingChapter.Candour].Members.First(), invited));
        var invitation = story[FoundingChapter.Candour].Invitations.Single().Id;
        story.Refused(
            FoundingChapter.Candour, new Accept(other, invitation),
            story.Words["refusal.another", story.Named(other), invited]);
        story.Do(
            FoundingChapter.Candour, new Accept(invited, invitation, story.People.Directory.EvidenceFor(invited, story.Now)));
        story.Telling.Good(story.Words["refusal.accepted", story.Named(invited)]);

        // A convener serves: nobody removes anybody alone.
        var convener = story[FoundingChapter.Medication].Conveners.First();
        var member = story[FoundingChapter.Medication].Members.First(m => m != convener);
        var ordinary = story[FoundingChapter.Medication].Members.Last(m => m != convener && m != member);
        story.Refused(
            FoundingChapter.Medication, new Propose(ordinary, new Resolve("Publish what we found.")),
            story.Words["refusal.past", story.Named(ordinary)]);
        Removal(story, convener);
        story.Telling.Say(story.Words["refusal.leaving", story.Named(member)]);
        var leaving = story[FoundingChapter.Medication].Ask(new Leave(member), story.Now);
        story.Telling.Say(story.Words["refusal.leaving.rule", story.Words.Core(leaving)]);
    }

    /// <summary>A bar takes notice, a reply and a decision; it can be appealed; it survives leaving and coming back.</summary>
    private static void Removal(Story story, PersonId convener)
    {
        var community = FoundingChapter.Medication;
        var concerned = story[community].Members.Last(m => m != convener && story.People[m].Organisation is { Fictional: true });
        story.Do(
            community,
                new Propose(
                    convener,
                        new Bar(concerned, "Shared a colleague's reflection outside the community.", Duration.FromDays(60))));
        var decision = story.Latest(community).Id;
        story.Do(community, new Reply(concerned, decision, "I had misread who could see it, and I am sorry."));
        story.Vote(community, decision);
        story.Close(community, decision);
        story.Do(community, new Leave(concerned));
        story.Refused(
            community, new RequestToJoin(concerned, [FreeText.Of("I would like to come back.")]),
            story.Words["refusal.suspended", story.Named(concerned)]);
        story.Do(community, new Appeal(concerned, decision, "I have apologised to the colleague, who accepts it."));
        var appeal = story.Latest(community).Id;
        story.Vote(community, appeal);
        story.Close(community, appeal);
        if (story[community].WayIn(concerned, story.Now) is not { Act: RequestToJoin })
            throw new StoryException($"{concerned} may not ask again");
        story.Telling.Good(story.Words["refusal.upheld", story.Named(concerned)]);
    }
}
