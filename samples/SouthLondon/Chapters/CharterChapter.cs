using CommunitiesOfPractice.Rules;

namespace SouthLondon;

/// <summary>One community amends its charter, and then how it amends it, which must carry twice.</summary>
public static class CharterChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 6, 15);
        story.Telling.Chapter(story.Words["charter.title"], story.Now);
        var community = FoundingChapter.Sepsis;
        var proposer = story[community].Members.First();
        var before = story[community].Charter;

        var impossible =
            before with {
                Rules = before.Rules.Select(
                    r => r.Name == RuleNames.Consent ? r with { Rule = r.Rule with { Quorum = Quorum.AtLeast(500) } } : r)
                        .ToValueList() };
        story.Refused(
            community, new Propose(proposer, new AmendCharter(impossible)),
            story.Words["charter.faulty", story.Named(proposer)]);

        var amended = before.With(Matter.AnythingElse, new MembersBy(RuleNames.Majority)) with { ObserversRead = true };
        var decision = story.Decide(community, proposer, new AmendCharter(amended), "Small things need not wait for everyone.");
        Expect(decision);
        string Said(string? sentence) => sentence is null ? story.Words["charter.nothing"] : story.Words.Core(sentence);
        story.Telling.Table(
            story.Words["charter.table"],
            [story.Words["charter.about"], story.Words["charter.before"], story.Words["charter.after"]],
            story[community].Charter.DifferenceFrom(before)
                .Select(c => new[] { story.Words.Core(c.Subject), Said(c.Before), Said(c.After) }));
        story.Telling.Say(story.Words[
            "charter.accept", story[community].YetToAcceptCharter.Count(), story[community].CharterHistory.Count]);
        foreach (var member in story[community].YetToAcceptCharter.Take(5).ToArray())
            story.Do(community, new AcceptCharter(member));

        // A change to how the charter is amended is decided under the old rule and then under the new one.
        var harder =
            story[community].Charter.With(
                RuleNames.TwoThirds,
                    new MajorityRule(Threshold.TwoThirds) { Timing = Timing.Days(3, 7), Quorum = Quorum.AtLeast(3) })
            .With(Matter.Amend, new MembersBy(RuleNames.TwoThirds));
        Expect(story.Decide(community, proposer, new AmendCharter(harder), "Amending should take a vote."));
        var second = story.Latest(community);
        story.Telling.Say(story.Words["charter.again"]);
        story.Telling.Say(story.Words["charter.again.proposal", story.Words.Core(second.Proposal.Sentence)]);
        story.Vote(community, second.Id);
        Expect(story.Close(community, second.Id));
        story.Telling.Good(story.Words[
            "charter.twice", story[community].CharterHistory.Count,
            story.Words.Core(story[community].Charter.Matters.First(m => m.Matter == Matter.Amend).Sentence)]);
    }

    private static void Expect(Decision decision)
    {
        if (decision.Result!.Outcome != Outcome.Carried)
            throw new StoryException($"{decision.Proposal.Sentence} ended {decision.Result.Outcome}");
    }
}
