using CommunitiesOfPractice.Storage;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Searching;

public class SayingWordsTests
{
    private static readonly ValueList<Synonyms> Words = [Synonyms.Of("PPH", "postpartum haemorrhage", "blood loss after birth")];
    private static readonly OfficeId Librarian = OfficeId.Of("librarian");

    [Fact]
    public void Any_member_says_which_words_mean_the_same_where_nobody_stewards_knowledge()
    {
        var scenario = Five().When(new SayWords(K2, Words)).ThenAllowed(Clauses.SayingWords).Then(new WordsSaid(Words));
        Assert.Equal(Words, scenario.Community.Words);
        Assert.Empty(scenario.Given(new SayWords(K3, [])).Community.Words);
    }

    [Fact]
    public void They_are_the_stewards_to_say_while_one_can_act()
    {
        var scenario = Stewarded().Serving(Librarian, K2);
        scenario.When(new SayWords(K3, Words)).ThenRefused(Clauses.DutyLacking, Condition.Office);
        scenario.When(new SayWords(K2, Words)).ThenAllowed(Clauses.SayingWords);
        scenario.Given(new TakeLeave(K2)).When(new SayWords(K3, Words)).ThenAllowed(Clauses.SayingWords);
        scenario.Given(new ReturnFromLeave(K2)).When(new SayWords(K3, Words)).ThenRefused(Clauses.DutyLacking, Condition.Office);
        scenario.Given(new StepDown(K2, Librarian)).When(new SayWords(K3, Words)).ThenAllowed(Clauses.SayingWords);
    }

    [Fact]
    public void Somebody_who_is_no_acting_member_does_not_say_them()
    {
        Five().When(new SayWords(Stranger, Words)).ThenRefused(Clauses.MembersOnly, Condition.Membership);
        Closed().When(new SayWords(K2, Words)).ThenRefused(Clauses.Closed, Condition.OpenCommunity);
    }

    [Fact]
    public void Words_that_were_redacted_are_not_said_again() =>
        Five().When(new SayWords(K2, [new([FreeText.Of("PPH"), FreeText.Redacted("00")])]))
            .ThenRefused(Clauses.Malformed, Condition.WellFormed);

    [Fact]
    public void A_set_has_two_phrases_or_more_and_every_number_has_a_bound()
    {
        Assert.Throws<ArgumentException>(() => Synonyms.Of("PPH"));
        Assert.Throws<ArgumentException>(() => new Synonyms([FreeText.Of("PPH"), null!]));
        Assert.Throws<ArgumentException>(() => Synonyms.Of("PPH", new string('x', Synonyms.LongestPhrase + 1)));
        Assert.Throws<ArgumentException>(() => new Synonyms(
            Enumerable.Range(0, Synonyms.MostPhrases + 1).Select(i => FreeText.Of($"x{i}")).ToValueList()));
        Assert.Throws<ArgumentException>(() => new SayWords(
            K1, Enumerable.Repeat(Words[0], SayWords.MostSets + 1).ToValueList()));
        Assert.Throws<ArgumentException>(() => Words[0] with { Phrases = [] });
        Assert.Equal(2, Synonyms.Of("PPH", new string('x', Synonyms.LongestPhrase)).Phrases.Count);
    }

    [Fact]
    public void The_words_of_somebody_who_is_forgotten_are_redacted_and_the_others_stay()
    {
        var scenario = Five().Given(new SayWords(K2, Words)).Given(new Forget(K2, "request-1"));
        var erased = new Erasure(K2, ChainKey.Of(new byte[ChainKey.Shortest])).Apply(scenario.History);
        var after = Community.Replay(erased);
        Assert.All(after.Words.Single().Phrases, phrase => Assert.True(phrase.IsRedacted));
        Assert.Equal(after, Snapshot.Read(Snapshot.ToUtf8(after)));
    }

    private static Scenario Stewarded() => Five(ByMajority with
    {
        Offices = ByMajority.Offices.With(new Office(Librarian, 1, [Duty.StewardKnowledge])),
    });
}
