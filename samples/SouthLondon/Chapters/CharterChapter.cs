using CommunitiesOfPractice.Rules;

namespace SouthLondon;

/// <summary>One community amends its charter, and then how it amends it, which must carry twice.</summary>
public static class CharterChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 6, 15);
        story.Telling.Chapter("Sepsis amends its charter", story.Now);
        var community = FoundingChapter.Sepsis;
        var proposer = story[community].Members.First();
        var before = story[community].Charter;

        var impossible = before with { Rules = before.Rules.Select(r => r.Name == Charters.Consent ? r with { Rule = r.Rule with { Quorum = Quorum.AtLeast(500) } } : r).ToValueList() };
        story.Refused(community, new Propose(proposer, new AmendCharter(impossible)), $"{story.People.Named(proposer)} proposes a quorum of 500");

        var amended = before.With(Matter.AnythingElse, new MembersBy(Charters.Majority)) with { ObserversRead = true };
        var decision = story.Decide(community, proposer, new AmendCharter(amended), "Small things need not wait for everyone.");
        Expect(decision);
        story.Telling.Table("What changed", ["About", "Before", "After"],
            story[community].Charter.DifferenceFrom(before).Select(c => new[] { c.Subject, c.Before ?? "—", c.After ?? "—" }));
        story.Telling.Say($"{story[community].YetToAcceptCharter.Count()} members are asked to accept version {story[community].CharterHistory.Count}; none of them loses anything meanwhile.");
        foreach (var member in story[community].YetToAcceptCharter.Take(5).ToArray()) story.Do(community, new AcceptCharter(member));

        // A change to how the charter is amended is decided under the old rule and then under the new one.
        var harder = story[community].Charter.With(Charters.TwoThirds, new MajorityRule(Threshold.TwoThirds) { Timing = Timing.Days(3, 7), Quorum = Quorum.AtLeast(3) })
            .With(Matter.Amend, new MembersBy(Charters.TwoThirds));
        Expect(story.Decide(community, proposer, new AmendCharter(harder), "Amending should take a vote."));
        var second = story.Latest(community);
        story.Telling.Say($"Carried under consent; now it must carry again under the rule it proposes: {second.Proposal.Sentence}.");
        story.Vote(community, second.Id);
        Expect(story.Close(community, second.Id));
        story.Telling.Good($"Carried twice. Version {story[community].CharterHistory.Count}: {story[community].Charter.Matters.First(m => m.Matter == Matter.Amend).Sentence}");
    }

    private static void Expect(Decision decision)
    {
        if (decision.Result!.Outcome != Outcome.Carried) throw new StoryException($"{decision.Proposal.Sentence} ended {decision.Result.Outcome}");
    }
}
