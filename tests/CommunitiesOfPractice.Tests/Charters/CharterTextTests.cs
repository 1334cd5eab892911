namespace CommunitiesOfPractice.Tests;

public class CharterTextTests
{
    private static readonly Dictionary<string, string> ToDo = new()
    {
        ["approving a request to join"] = "approve a request to join",
        ["inviting somebody"] = "invite somebody",
        ["removing or barring somebody"] = "remove or bar somebody",
        ["filling an office"] = "fill an office",
        ["recalling somebody from an office"] = "recall somebody from an office",
        ["endorsing a practice note"] = "endorse a practice note",
        ["sharing a note with linked communities"] = "share a note with linked communities",
        ["sharing a note with everyone the host lists"] = "share a note with everyone the host lists",
        ["making a note public"] = "make a note public",
        ["making, changing or ending a link"] = "make, change or end a link",
        ["calling a gathering"] = "call a gathering",
        ["putting a matter before the members"] = "put a matter before the members",
        ["declaring the stage of the community"] = "declare the stage of the community",
        ["closing or reviving the community"] = "close or revive the community",
        ["merging or splitting"] = "merge or split the community",
        ["amending this charter"] = "amend this charter",
        ["anything else"] = "settle anything else",
    };

    [Fact]
    public void Every_matter_rule_and_office_has_a_sentence_and_the_entrenched_ones_come_first()
    {
        foreach (var charter in Charters.Ready)
        {
            var sentences = charter.Sentences();
            Assert.Equal(Charter.Entrenched, sentences.Take(Charter.Entrenched.Count));
            Assert.All(
                charter.Matters, m =>
                    Assert.Equal(m.Sentence, Assert.Single(sentences, s => s.Subject == "matter: " + m.Words).Sentence));
            Assert.All(charter.Matters, m => Assert.Equal(m.Authority switch
            {
                AnyMember => $"Any member may {ToDo[m.Words]}.",
                HolderOf holder => $"The {holder.Office} may {ToDo[m.Words]}.",
                MembersBy by => $"The members together may {ToDo[m.Words]}, by the rule {by.Rule}.",
                _ => $"The contributors may {ToDo[m.Words]}.",
            }, m.Sentence));
            Assert.Equal(charter.Matters.Count, charter.Matters.Select(m => m.Words).Distinct().Count());
            Assert.All(charter.Rules, r => Assert.Contains(sentences, s => s.Subject == "rule: " + r.Name));
            Assert.All(charter.Offices, o => Assert.Contains(sentences, s => s.Subject == "office: " + o.Id));
            Assert.All(sentences, s => Assert.EndsWith(".", s.Sentence, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_charter_does_not_differ_from_itself() =>
        Assert.All(Charters.Ready, c => Assert.Empty(c.DifferenceFrom(c)));

    [Fact]
    public void What_changed_stands_side_by_side()
    {
        var before = Charters.Informal();
        var after = before.With(Matter.Amend, new MembersBy(RuleNames.Majority)) with { ObserversRead = true };
        var changes = after.DifferenceFrom(before);
        Assert.Equal(["matter: amending this charter", "observers"], changes.Select(c => c.Subject));
        Assert.Contains("two-thirds", changes[0].Before, StringComparison.Ordinal);
        Assert.Contains("simple-majority", changes[0].After, StringComparison.Ordinal);
        Assert.Contains(before.With(new Office(OfficeId.Of("librarian"), 1, [Duty.StewardKnowledge])).DifferenceFrom(before),
            c => c is { Subject: "office: librarian", Before: null, After: not null });
    }
}
