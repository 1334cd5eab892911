using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Storage;
using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Answers;

/// <summary>The words of answers: plain, short, to the person who asked, and all of them from the texts.</summary>
public partial class WordingTests
{
    private const int MostWords = 25;

    private static readonly SortedDictionary<string, string> Texts = new(
        PseudoWording.Texts().ToDictionary(text => text.Key, text => text.Text), StringComparer.Ordinal);

    private static readonly string[] Rules = [.. Clauses.All.Select(clause => clause.Id)];

    private static readonly KeyValuePair<string, string>[] OfAnswers = [.. Texts.Where(text =>
        text.Key.Split('.')[0] is "answer" or "missing" or "of" or "way" || Rules.Any(rule => IsOf(text.Key, rule)))];

    private static readonly string[] WaysToSay = ["you", "them", "from"];

    private static readonly string[] ActsOfHosts =
    [
        "report-merged", "report-leaver", "report-joiner", "report-mover", "merge-keys", "forget", "import", "open-box",
        "report-agreed", "report-finding", "place-restriction", "lift-restriction", "restrict-answer", "lift-answer-restriction",
        "report-gone", "report-back", "report-unattended",
        "forget-who-came",
    ];

    [Fact]
    public void Every_rule_has_a_text() => Assert.Empty(Rules.Except(Texts.Keys));

    [Fact]
    public void Every_condition_has_a_text() =>
        Assert.Empty(Enum.GetValues<Condition>().Select(condition => "missing." + Names.Of(condition)).Except(Texts.Keys));

    [Fact]
    public void Every_act_of_a_person_has_a_way_and_no_act_of_a_host_has_one() => Assert.Equal(
        WireNames.Acts.Select(act => act.Name).Except(ActsOfHosts).Select(name => "way." + name).Order(StringComparer.Ordinal),
        Texts.Keys.Where(key => key.StartsWith("way.", StringComparison.Ordinal)));

    [Fact]
    public void Everything_that_a_rule_can_be_met_by_has_a_text() => Assert.Equal(
        typeof(OfWhat).GetFields().Select(field => (string)field.GetValue(null)!)
            .Concat(Enum.GetValues<BallotFaultKind>().Select(OfWhat.Ballot)).Order(StringComparer.Ordinal),
        Texts.Keys.Where(OfWhat.Is));

    [Fact]
    public void What_is_said_of_a_rule_is_said_of_one_that_there_is()
    {
        var conditions = Enum.GetValues<Condition>().Select(condition => Names.Of(condition)).Concat(WaysToSay).ToArray();
        var said = Texts.Keys.Where(key =>
            key != "answer.from" && WaysToSay.Any(way => key.EndsWith("." + way, StringComparison.Ordinal)));
        Assert.All(said, key => Assert.Contains(Rules, rule => IsOf(key, rule)));
        Assert.All(OfAnswers.Where(text => Rules.Any(rule => text.Key.StartsWith(rule + ".", StringComparison.Ordinal))),
            text => Assert.Contains(text.Key[(text.Key.LastIndexOf('.') + 1)..], conditions));
    }

    [Fact]
    public void No_word_that_is_gone_comes_back() =>
        Assert.Empty(Texts.Where(text => Gone().IsMatch(text.Value)).Select(text => $"{text.Key}: {text.Value}"));

    [Fact]
    public void Every_sentence_is_short() =>
        Assert.DoesNotContain(Texts.SelectMany(text => Sentences(text.Value)), sentence => Words(sentence) > MostWords);

    [Fact]
    public void Every_text_is_made_of_whole_sentences() => Assert.All(OfAnswers.Where(text => text.Value.Length > 0), text =>
        Assert.Matches(@"^[A-Z].*(\.|\. \{0\})$", text.Value));

    [Fact]
    public void What_a_refusal_means_is_said_to_the_person_who_asked() =>
        Assert.All(OfAnswers.Where(text => text.Key.EndsWith(".you", StringComparison.Ordinal)), text =>
            Assert.Matches(@"(?i)\byour?(self)?\b", text.Value));

    [Fact]
    public void Every_way_invites() =>
        Assert.All(OfAnswers.Where(text => text.Key.StartsWith("way.", StringComparison.Ordinal)), text =>
            Assert.StartsWith("You can ", text.Value, StringComparison.Ordinal));

    [Fact]
    public void The_language_that_nobody_speaks_shows_what_does_not_come_from_the_texts()
    {
        var marked = PseudoWording.Language.Rule(Clauses.MembersOnly);
        Assert.Empty(PseudoWording.PlainWordsIn(marked));
        Assert.Equal(["left", "over"], PseudoWording.PlainWordsIn(marked + " left over for k-1", "k-1", "for"));
        Assert.Equal("{0:d MMMM uuuu}", PseudoWording.Mark("{0:d MMMM uuuu}"));
        foreach (var text in new[] { "The quick brown fox jumps over the lazy dog.", "JACKDAWS LOVE MY BIG SPHINX OF QUARTZ." })
            Assert.DoesNotMatch("[A-Za-z]", PseudoWording.Mark(text));
    }

    [Fact]
    public void Every_answer_in_a_story_comes_from_the_texts_in_short_sentences() => Prop.ForAll(Histories.Arbitrary(40), story =>
    {
        foreach (var answer in story.Run().Select(moment => moment.Done.Answer)) Check(answer);
    }).Check(LawTests.Config(30));

    [Fact]
    public void Every_answer_about_links_and_notes_comes_from_the_texts() => Prop.ForAll(Federations.Arbitrary(40), story =>
    {
        foreach (var answer in story.Run().Select(moment => moment.Done.Answer)) Check(answer);
        var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
        var commons = Commons.Empty.With(federation.Directory).After(federation.Record);
        var at = federation.Record.Count == 0 ? Federations.Start : federation.Record[^1].Entry.At;
        foreach (var reader in federation.Directory.People.Select(person => (PersonId?)person).Append(null))
        {
            foreach (var note in federation.Notes) Check(commons.Check(reader, note.Id, at).For(reader));
            if (reader is not { } person) continue;
            var caller = new Caller(person, at, commons, federation.Directory, group => group.Code.Length % 2 == 0);
            foreach (var stream in federation.Streams) Check(caller.MaySee(stream));
        }
    }).Check(LawTests.Config(30));

    [Fact]
    public void A_refusal_says_what_it_means_and_what_the_person_can_do() =>
        Says(Five(), new Propose(Stranger, Tea), "You need to be a member to do this. You can join at once.");

    [Fact]
    public void A_refusal_about_somebody_else_does_not_speak_to_the_person_who_asked() =>
        Says(Five(), new Propose(K1, new Remove(Stranger, "Shouting")), "Only members can do this. This person is not a member.");

    [Fact]
    public void A_way_that_is_open_to_somebody_else_is_not_offered()
    {
        var scenario = Five(Invited).Given(new Invite(K1, Stranger));
        var invitation = scenario.Community.Invitations.Single().Id;
        Says(scenario, new Accept(Newcomer, invitation), "Only the person it is about can do this, for themselves.");
    }

    [Fact]
    public void A_stranger_is_not_one_of_the_founders()
    {
        var (scenario, birth) = (Scenario.Unknown(), Domain.Of("Blood loss after birth"));
        var proposed = new ProposeCommunity(K1, "Maternity", birth, Charters.Informal(), [K1, K2], 2,
            scenario.Now + Duration.FromDays(9));
        Says(scenario.Given(proposed), new ConsentToFound(Stranger), "You are not one of the founders named for this community.");
    }

    [Fact]
    public void Under_silence_is_assent_people_object_and_do_not_vote()
    {
        var scenario = Five().Given(new Propose(K1, Tea));
        Says(scenario.Wait(Duration.FromDays(1)), new Vote(K2, scenario.Community.OpenDecisions.Single().Id, VoiceBallot.For),
            "You do not vote under this rule. The proposal is carried unless somebody objects and gives a reason. "
            + "You can object, with a reason.");
    }

    [Fact]
    public void A_decision_that_is_closed_says_so() =>
        Says(Five().GivenCarried(K1, Tea), scenario => new ObjectTo(K2, scenario.Community.ClosedDecisions.Single().Id, "No tea"),
            "You cannot do this now. The decision is closed, is not at that point yet, or does not exist.");

    [Fact]
    public void A_refusal_that_ends_by_itself_says_when_to_try_again()
    {
        var scenario = Five().Barring(K2);
        Says(scenario, new Propose(K2, Tea), scenario.Community.Ask(new Propose(K2, Tea), scenario.Now).Text);
        Assert.StartsWith("You cannot do this while you are barred or suspended. ", scenario.Last.Text, StringComparison.Ordinal);
        Assert.Matches(@"Try again from \d+ \w+ \d{4} at \d\d:\d\d UTC\.$", scenario.Last.Text);
    }

    private static void Says(Scenario scenario, Func<Scenario, IActOn<Community>> act, string text) =>
        Says(scenario, act(scenario), text);

    private static void Says(Scenario scenario, IActOn<Community> act, string text)
    {
        scenario.When(act);
        Assert.False(scenario.Last.Allowed);
        Assert.Equal(text, scenario.Last.Text);
        Check(scenario.Last.Answer);
    }

    private static void Check(Answer answer)
    {
        Assert.Empty(PseudoWording.PlainWordsIn(answer));
        Assert.DoesNotMatch(@"  | \.|\.\.|\{\d\}|\(\)|: \.|: $", answer.Text);
        if (answer.Clause != Clauses.CharterFaulty)
            Assert.All(Sentences(answer.Text), sentence => Assert.InRange(Words(sentence), 1, MostWords));
    }

    private static IEnumerable<string> Sentences(string text) =>
        SentenceEnds().Split(text).Where(sentence => sentence.Length > 0);

    private static int Words(string sentence) => sentence.Split(' ').Length;

    private static bool IsOf(string key, string rule) => key == rule || key.StartsWith(rule + ".", StringComparison.Ordinal);

    [GeneratedRegex(
        @"(?i)\b(whoever|whosoever|whom|it takes|for want of|stands(?! (aside|in)\b)|oneself|one's|well-formed)\b|\bnobody\b.*\bbut\b|;")]
    private static partial Regex Gone();

    [GeneratedRegex(@"(?<=[.?!])\s+")]
    private static partial Regex SentenceEnds();
}
