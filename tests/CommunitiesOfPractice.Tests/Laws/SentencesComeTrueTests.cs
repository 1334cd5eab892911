using System.Globalization;
using System.Text.RegularExpressions;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>
/// What a sentence says is what happens: each number of a charter is read back from its words, and stories keep to it.
/// </summary>
public sealed class SentencesComeTrueTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>The words say each number and leave no doubt: two charters that decide otherwise read otherwise.</summary>
    [Fact]
    public void Every_number_of_a_charter_is_read_back_from_its_words() =>
        Prop.ForAll(Arb.From(GeneratedCharters.Accepted(5)), charter =>
    {
        var said = new CharterReader(charter.Sentences());
        Assert.Equal(charter.AppealWithin, said.AppealWithin);
        Assert.Equal(charter.RemovalNotice, said.Removal);
        Assert.Equal(charter.DormantAfter, said.Dormancy);
        Assert.Equal(charter.Patience, said.Patience);
        Assert.Equal(charter.MoveWithin, said.Moving);
        Assert.Equal(charter.PetitionShare, said.Petition);
        Assert.Equal((charter.GatheringNotice, charter.MeetsEvery), (said.GatheringNotice, said.MeetsEvery));
        Assert.Equal(
            (charter.UnansweredAfter, charter.QuestionsByMembersOnly), (said.UnansweredAfter, said.QuestionsByMembersOnly));
        foreach (var office in charter.Offices)
        {
            var read = said.Office(office.Id);
            Assert.Equal((office.Seats, office.Term, office.ConsecutiveTerms, office.OfferPeriod),
                (read.Seats, read.Term, read.InARow, read.OfferPeriod));
        }

        foreach (var (name, rule) in charter.Rules.Select(r => (r.Name, r.Rule)))
        {
            var read = said.Rule(name)!;
            Assert.Equal((rule.Timing.Notice, rule.Timing.Open, rule.Timing.Longest), (read.Notice, read.Open, read.Longest));
            if (read.Quorum is { } quorum) Assert.Equal(Plain(rule.Quorum), Plain(quorum));
            Assert.Equal(rule switch
                { MajorityRule majority => majority.Threshold, GradientsRule gradients => gradients.Threshold, _ => null },
                    read.Threshold);
            Assert.Equal(
                rule switch { ConsentRule => 1, ConsensusRule { Blocks: var blocks } => blocks, _ => read.Blocks }, read.Blocks);
            Assert.Equal((rule as RoughConsensusRule)?.AppealWithin, read.Waits);
            Assert.Equal(((rule as AdviceRule)?.Advisers, (rule as AdviceRule)?.Within), (read.Advisers, read.Silence));
            Assert.Equal((rule.Proxies?.Depth, rule.Proxies?.VotesPerHolder), (read.ProxyDepth, read.EachRepresents));
        }
    }).Check(LawTests.Config(1500));

    /// <summary>
    /// A charter that said another number would be found out. In each line: what the sentence is about, and the words around the
    /// number.
    /// </summary>
    [Fact]
    public void Every_number_that_a_sentence_had_wrong_would_be_found_out()
    {
        var moments = Histories.UnderGeneratedCharters(30).Sample(1400, new Rnd(20150514, 1999), 50)
            .Concat(Histories.Stories(40).Sample(150, new Rnd(20150514, 1999), 50))
            .SelectMany(s => s.Run()).Concat(Seldom())
                .Where(m => m.Done.Events.Count > 0 || m.Act is Appeal or AppealDecline or NoticeDormancy or RequestToJoin)
                    .ToList();
        var missed = Said.Where(number =>
            !Others.Any(other =>
                moments.Any(moment =>
                    Testing.Laws.SentencesComeTrue(moment, charter => Changed(charter, number.Subject, number.Words, other))
                        is not null)))
                        .ToList();
        output.WriteLine($"{moments.Count} moments; missed: {string.Join("; ", missed)}");
        Assert.Empty(missed);
    }

    private static readonly (string Subject, string Words)[] Said =
    [
        ("invitations", "within #"), ("joining", "again after #"), ("joining", "answer #"), ("appeals", "within #"),
            ("removal", "at least #"), ("petition", "at least #"),
        ("dormancy", "After #"), ("patience", "could act for #"), ("moving", "here for #"),
        ("rule", "Notice lasts #"), ("rule", "(?:open for|has) #"), ("rule", "object for #"), ("rule", "revealed within #"),
            ("rule", "extend that to #"),
        ("rule", "take part: at least # people"), ("rule", "take part: at least # of those entitled to vote"),
            ("rule", "at least # times the square root"),
        ("rule", "at least # of those entitled to vote, voting for it"), ("rule", "at least # of those entitled to vote from"),
            ("rule", "from at least # different"),
        ("rule", "carried by more than # of"), ("rule", "carried by at least # of"), ("rule", "# blocks with"),
            ("rule", "waits for at least #"), ("rule", "ask at least #"),
        ("rule", "silent for #"), ("rule", "represent at most #"), ("office", "up to # people"), ("office", "term is #"),
            ("office", "at most # in a row"), ("office", "take it after #"),
    ];

    // What stories come to too seldom: a quorum of groups just reached and just missed, more proxies than one person may hold, a
    // merger, a late appeal.
    private static List<Testing.Moment> Seldom()
    {
        var moments = new List<Testing.Moment>();
        PersonId[] people = [.. Enumerable.Range(1, 6).Select(Scenario.Person)];
        var (words, groups) =
            (FreeText.Of("Because it is so."), new GroupQuorum(GroupKind.Organisation, Quorum.Share(Ratio.TwoThirds), 2));
        var daily = new MajorityRule(Threshold.SimpleMajority)
            { Timing = Timing.Days(0, 2), Quorum = groups, Proxies = new ProxyTerms(1, 2) };
        foreach (var voters in new[] { 2, 4 })
        {
            var scenario = Scenario.Founded(Charters.Informal().With(RuleNames.Silence, daily), 6);
            for (var i = 0; i < people.Length; i++) scenario.Given(new ReportMover(people[i],
                [DirectoryGroup.Organisation(i % 2 == 0 ? "RJZ" : "RJ1")], "esr"));
            Do(scenario, new Propose(people[0], new Resolve("Tea")));
            var decision = scenario.Decision.Id;
            foreach (var person in people.Where((_, i) => voters == 4 ? i < 4 : i % 2 == 0)
                .Take(voters)) Do(scenario, new Vote(person, decision, VoiceBallot.For));
            scenario.WaitDays(2);
            Do(scenario, new DeclareParticipation(people[0], Participation.Core));
        }

        var held = Scenario.Founded(Charters.Informal().With(RuleNames.Silence, daily with { Quorum = Quorum.AtLeast(1) }), 6);
        foreach (var person in people.Skip(1).Take(4)) Do(held, new GiveProxy(person, people[0]));
        Do(held, new Propose(people[0], new Resolve("Tea")));
        Do(held, new Vote(people[0], held.Decision.Id, VoiceBallot.For));
        held.WaitDays(2);
        Do(held, new DeclareParticipation(people[0], Participation.Core));

        var merged = Scenario.Founded(Charters.Informal(), 6);
        var mandate = new Mandate(
            CommunityId.Of("wounds"), new(7), StreamId.Of(merged.Community.Id), MandatePurpose.Merge, merged.Now,
            merged.Now + Duration.FromDays(400));
        Do(merged, new Propose(people[0], new Absorb(mandate)));
        merged.Wait(merged.Decision.OpensAt - merged.Now);
        foreach (var person in people) Do(merged, new Vote(person, merged.Decision.Id, VoiceBallot.For));
        merged.WaitDays(60);
        Do(merged, new DeclareParticipation(people[0], Participation.Core));

        var late = Scenario.Founded(Charters.Informal(), 6).GivenCarried(people[0], new Remove(people[2], words));
        var removed = late.Decision.Id;
        late.WaitDays(100);
        Do(late, new Appeal(people[2], removed));
        return moments;

        void Do(Scenario scenario, IActOn<Community> act)
        {
            var (before, told) = (scenario.Community, scenario.History.ToList());
            scenario.When(act);
            moments.Add(new Testing.Moment(before, act, scenario.Now, scenario.Last, told));
        }
    }

    // One less, the least and many more.
    private static readonly Func<string, string>[] Others =
    [
        number => int.TryParse(number, out var whole) ? Math.Max(whole - 1, 1).ToString(CultureInfo.InvariantCulture) : "1/1000",
        number => int.TryParse(number, out _) ? "1" : "all",
        number => int.TryParse(number, out _) ? "1000" : "999/1000",
    ];

    private static IEnumerable<CharterSentence> Changed(
        Charter charter, string subject, string words, Func<string, string> other) =>
        charter.Sentences().Select(said =>
        said.Subject == subject || said.Subject.StartsWith(subject + ":", StringComparison.Ordinal)
            ? said with { Sentence = Changed(said.Sentence, words, other) }
            : said);

    private static string Changed(string sentence, string words, Func<string, string> other) =>
        Regex.Replace(sentence, words.Replace("#", "(?<n>half|a third|two thirds|a quarter|three quarters|all|[0-9]+(/[0-9]+)?)",
            StringComparison.Ordinal), match =>
        {
            var number = match.Groups["n"];
            return match.Value.Remove(number.Index - match.Index, number.Length)
                .Insert(number.Index - match.Index, other(number.Value));
        });

    // One that is made of one is that one.
    private static Quorum Plain(Quorum quorum) => quorum switch
    {
        EachOf { Quorums: [var one] } => Plain(one),
        EitherOf { Quorums: [var one] } => Plain(one),
        EachOf each => new EachOf(each.Quorums.Select(Plain).ToValueList()),
        EitherOf either => new EitherOf(either.Quorums.Select(Plain).ToValueList()),
        GroupQuorum group => group with { Within = Plain(group.Within) },
        _ => quorum,
    };
}
