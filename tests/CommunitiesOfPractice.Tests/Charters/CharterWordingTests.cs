using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Answers;
using CommunitiesOfPractice.Tests.Record;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests;

/// <summary>
/// All that a charter, its check and a proposal say comes from the words of a host: in a language that marks every letter of the
/// resources, no other letter is left but those of keys, names and people's own words. What is said is plain English.
/// </summary>
public partial class CharterWordingTests
{
    private static readonly PseudoWording Marked = PseudoWording.Language;

    private static readonly Duration Hour = Duration.FromHours(1);

    private static readonly GroupKind[] Kinds = Enum.GetValues<GroupKind>();

    private static IEnumerable<Charter> Some => Charters.Ready
        .Append(Charters.FederatedCircle(DirectoryGroup.Organisation("RJZ"), DirectoryGroup.Profession("midwife")))
        .Concat(GeneratedCharters.Any.Sample(300, new Rnd(20151130, 1999), 50)).Concat(Odd);

    // What generated charters say too seldom.
    private static IEnumerable<Charter> Odd =>
    [
        .. OddRules.SelectMany(rule => Enum.GetValues<Matter>().Select(matter => Elected
            .With("odd", rule).With(matter, new MembersBy("odd"))
            .With("odd two", rule with { SecondCall = false, Timing = new(Duration.Zero, Hour, Hour) }))),
        .. new JoiningRule[]
        {
            new OpenJoining { InvitationsStand = Duration.Zero },
            new JoiningByInvitation { InvitationsStand = Duration.FromDays(800) },
            new JoiningOnRequest(["Why?"]) { AskAgainAfter = Duration.Zero },
            new JoiningOnRequest(["Why?", "Why not?"]) { AskAgainAfter = Duration.FromDays(900) },
            new JoiningOnBelonging([], new OpenJoining()) { InvitationsStand = Duration.FromDays(5) },
            Enumerable.Range(0, 9).Aggregate((JoiningRule)new OpenJoining(), (rule, _) =>
                new JoiningOnBelonging([.. Kinds.Select(kind => new DirectoryGroup(kind, "a"))], rule)),
        }.Select(joining => Elected with { Joining = joining }),
        .. new Office[]
        {
            new(Office.Facilitator, 101,
                [Duty.Facilitate, Duty.Educate, Duty.AdviseImprovement, Duty.SpeakForSponsor, Duty.StewardKnowledge])

                {
                    Term = Duration.FromDays(9000), ConsecutiveTerms = 101, OfferPeriod = Duration.Zero,
                    Deputies = OfficeId.Of("none"),
                },
            new(Office.Facilitator, 1, [Duty.Of("own-duty")]) { ConsecutiveTerms = 2, OfferPeriod = Duration.FromDays(800) },
            new(Office.Facilitator, 1, []) { Term = Duration.Zero, OpenToOutsiders = true },
            new(Office.Convener, 1, []) { OpenToOutsiders = true },
        }.Select(office => Elected.With(office)),
        .. Enum.GetValues<Matter>().SelectMany(matter => new Authority[]
            {
                new AnyMember(), new Contributors(), new HolderOf(Office.DesignGroup), new HolderOf(OfficeId.Of("chair")),
                new MembersBy("nowhere"),
            }.Select(authority => Elected.With(matter, authority))),
        Elected with
        {
            Matters = [], Offices = [.. Elected.Offices, .. Elected.Offices], Rules = [.. Elected.Rules, .. Elected.Rules],
        },
        Elected with { Matters = [.. Elected.Matters, .. Elected.Matters], Appeals = "nowhere" },
        Charters.ByConsent() with { Appeals = RuleNames.Consent },
        Elected.With("odd", Voting(Quorum.AtLeast(9)) with { SecondCall = false, Timing = new(Duration.Zero, Hour, Hour) })
            with { Appeals = "odd" },
        Elected with
        {
            RemovalNotice = Duration.Zero, AppealWithin = Duration.Zero, DormantAfter = Duration.Zero, MoveWithin = Duration.Zero,
            Patience = Duration.Zero, GatheringNotice = Duration.Zero, MeetsEvery = Duration.Zero,
                UnansweredAfter = Duration.Zero, QuestionsByMembersOnly = true, PetitionShare = new(0, 1),
                SmallestGroup = 0, ObserversWelcome = false,
            DefaultAudience = Audience.Contributors, EndorsedFirst = true,
        },
        Elected with
        {
            RemovalNotice = Duration.FromDays(900), AppealWithin = Duration.FromDays(900), DormantAfter = Duration.FromDays(900),
            MoveWithin = Duration.FromDays(900), Patience = Duration.FromDays(900), GatheringNotice = Duration.FromDays(900),
            MeetsEvery = Duration.FromDays(900), UnansweredAfter = Duration.FromDays(900), PetitionShare = new(3, 2),
            SmallestGroup = 101, ObserversRead = true, ReviewBy = Instant.FromUtc(2015, 6, 1, 0, 0),
        },
        Elected with { SmallestGroup = 1, ReviewBy = Instant.FromUtc(1850, 6, 1, 0, 0), PetitionShare = new(3, 4) },
    ];

    private static IEnumerable<DecisionRule> OddRules =>
    [
        new ConsensusRule(9, Office.Facilitator) { Timing = Timing.Days(0, 7), Votes = VotePolicy.Final },
        new ConsentRule(Office.DesignGroup) { Timing = Timing.Days(0, 3) },
        new ConsentRule(OfficeId.Of("judge")) { Timing = Timing.Days(1, 7), Secret = true, Proxies = new(1, 1) },
        new GradientsRule(GradientsRule.Eight, Threshold.Unanimity)
            { Timing = Timing.Days(0, 7), Blocks = 12, HiddenUntilClose = true },
        new GradientsRule([new("no", GradientClass.Neutral), new("no", GradientClass.Neutral)],
            new(new(0, 1), Denominator.TookPart, true))
            { Timing = Timing.Days(0, 7), Blocks = 3 },
        new GradientsRule([new("no", GradientClass.Block), new("never", GradientClass.Block)],
            new(Ratio.Whole, Denominator.Eligible, true))
            { Timing = Timing.Days(0, 7) },
        new AdviceRule(Duration.FromDays(900), 9) { Timing = Timing.Days(3, 7).UpTo(9) },
        new AdviceRule(Duration.Zero) { Timing = Timing.Days(0, 7).UpTo(5) },
        new RoughConsensusRule(Office.DesignGroup, "nowhere") { Timing = Timing.Days(0, 900), AppealWithin = Duration.Zero },
        new RoughConsensusRule(Office.Convener, RuleNames.Silence)
            { Timing = Timing.Days(900, 7), AppealWithin = Duration.FromDays(900) },
        new RoughConsensusRule(OfficeId.Of("sage"), RuleNames.Majority) { Timing = Timing.Days(0, 3) },
        new LazyConsensus("nowhere") { Timing = Timing.Days(2, 7), Quorum = Quorum.AtLeast(3) },
        new LazyConsensus("odd") { Timing = Timing.Days(0, 7) },
        new SortitionRule { Timing = Timing.Days(0, 7) },
        new SortitionRule { Timing = Timing.Days(3, 7) },
        new ChoosingRule(new Dot(3, 4) { TieRules = [TieRule.Lot] })
            { Timing = Timing.Days(0, 7), CastingVoice = Office.DesignGroup },
        new ChoosingRule(new Approval() { TieRules = [TieRule.CastingVoice] }) { Timing = Timing.Days(0, 7) },
        new ChoosingRule(new Approval() { TieRules = [TieRule.CastingVoice] })
        {
            Timing = Timing.Days(0, 7), CastingVoice = OfficeId.Of("chair"), Secret = true, Votes = VotePolicy.Final,
            Proxies = new(101, 101),
        },
        .. Kinds.Select(kind => Voting(new GroupQuorum(kind, new EachOf([Quorum.AtLeast(1), new EitherOf([])]), 3))),
        .. Kinds.Select(kind => Voting(new GroupQuorum(kind, new SupportQuorum(new(0, 1))))),
        Voting(new EitherOf([new SquareRootQuorum(new(0, 1)), Quorum.Share(new(3, 2)), new SupportQuorum(new(1, 3))])),
        Voting(Enumerable.Range(0, 9).Aggregate(Quorum.AtLeast(2), (quorum, _) => new EachOf([quorum]))),
    ];

    private static Charter Elected => Charters.Elected();

    private static DecisionRule Voting(Quorum quorum) =>
        new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(0, 7), Quorum = quorum, Secret = true };

    private static IEnumerable<Proposal> Proposals =>
    [
        .. Record.Samples.Proposals,
        new Elect(Office.Convener, 2), new Appoint(Office.Convener, PersonId.Of("k-1")) { StandsIn = true },
        new AmendCharter(Elected),
        new Remove(PersonId.Of("k-1"), "Why.", Duration.FromDays(3)), new Bar(PersonId.Of("k-1"), "Why."),
        .. Enum.GetValues<Stage>().Select(stage => new DeclareStage(stage, "Why.")),
        .. Enum.GetValues<Audience>().Where(audience => audience > Audience.Community)
            .Select(audience => new WidenNote(NoteId.Of("n-1"), new(1, audience, null))),
        .. from step in Enum.GetValues<LinkStep>()
           from kind in Enum.GetValues<LinkKind>()
           from flow in Enum.GetValues<Flow>()
           from attribution in Enum.GetValues<Attribution>()
           let terms = new LinkTerms(flow) { Attribution = attribution }
           select new SettleLink(LinkId.Of("l-1"), new(step, Party.Of(DirectoryGroup.Network("net-sims")), kind, terms)),
    ];

    private static IEnumerable<string> Faults(Charter charter, Wording wording) =>
        charter.Check(5, wording).Select(fault => fault.Reason);

    [Fact]
    public void Nothing_that_a_charter_or_its_check_says_is_written_in_the_code()
    {
        foreach (var charter in Some)
        {
            var own = Own(charter).ToArray();
            foreach (var said in charter.Sentences(Marked).Select(s => s.Sentence).Concat(Faults(charter, Marked))
                .Concat(charter.Matters.Select(m => m.WordsIn(Marked)))) NothingLeft(said, own);
        }
    }

    [Fact]
    public void Nothing_that_a_proposal_says_is_written_in_the_code()
    {
        foreach (var proposal in Proposals)
        {
            string[] own =
            [
                "k-1", "k-2", "RJZ", "maternity", "wounds", "n-1", "l-1", "l-2", "net-sims", "convener", "Why.",
                "Blood loss is guessed, not measured.", "Blood loss after birth", "Europe/London", "g-1",
                .. Months,
            ];
            NothingLeft(proposal.In(Marked), own);
        }
    }

    /// <summary>What is broken in so many ways is said in so many words: nearly every text of a fault is met.</summary>
    [Fact]
    public void Every_text_of_charters_and_proposals_is_said()
    {
        var heard = new Listening();
        foreach (var charter in Some)
        {
            _ = charter.Sentences(heard);
            _ = charter.Check(5, heard);
            foreach (var clause in charter.Matters) _ = (clause.WordsIn(heard), clause.Authority.In(heard));
        }

        foreach (var proposal in Proposals) _ = proposal.In(heard);
        Assert.Empty(OurTexts.Keys.Except(heard.Keys).Except(Unheard));
    }

    /// <summary>The same charter says the same in any words, so that its differences are the same.</summary>
    [Fact]
    public void Charters_differ_in_the_same_places_in_any_words()
    {
        foreach (var (before, after) in Charters.Ready.Zip(Charters.Ready.Skip(1)))
        {
            Assert.Equal(after.DifferenceFrom(before).Select(change => change.Subject),
                after.DifferenceFrom(before, Marked).Select(change => change.Subject));
            Assert.Equal(after.Sentences(), after.Sentences(Wording.English));
            Assert.Equal(after.Check(1), after.Check(1, Wording.English));
            foreach (var change in after.DifferenceFrom(before, Marked))
                NothingLeft(change.Before + change.After, [.. Own(before).Concat(Own(after))]);
        }

        Assert.Equal(Charter.Entrenched, Charter.EntrenchedIn(Wording.English));
        Assert.Equal(Charter.Entrenched.Select(s => s.Subject), Charter.EntrenchedIn(Marked).Select(s => s.Subject));
        ValueList<DirectoryGroup>[] people = [[Cast.Trust], [Cast.Trust]];
        Assert.Equal(Elected.Check(people), Elected.Check(people, Marked));
    }

    [Fact]
    public void Words_are_asked_for()
    {
        Assert.Throws<ArgumentNullException>(() => Elected.Sentences(null!));
        Assert.Throws<ArgumentNullException>(() => Elected.DifferenceFrom(Elected, null!));
        Assert.Throws<ArgumentNullException>(() => Elected.Check(5, null!));
        Assert.Throws<ArgumentNullException>(() => Elected.Check([], null!));
        Assert.Throws<ArgumentNullException>(() => Charter.EntrenchedIn(null!));
        Assert.Throws<ArgumentNullException>(() => Elected.Joining.In(null!));
        Assert.Throws<ArgumentNullException>(() => Elected.Offices[0].In(null!));
        Assert.Throws<ArgumentNullException>(() => Elected.Rules[0].Rule.In(null!));
        Assert.Throws<ArgumentNullException>(() => Elected.Rules[0].Rule.Quorum.In(null!));
        Assert.Throws<ArgumentNullException>(() => Elected.Matters[0].In(null!));
        Assert.Throws<ArgumentNullException>(() => Elected.Matters[0].WordsIn(null!));
        Assert.Throws<ArgumentNullException>(() => Elected.Matters[0].Authority.In(null!));
        Assert.Throws<ArgumentNullException>(() => new ProxyTerms().In(null!));
        Assert.Throws<ArgumentNullException>(() => Threshold.Unanimity.In(null!));
        Assert.Throws<ArgumentNullException>(() => new LinkTerms(Flow.Both).In(null!));
        Assert.Throws<ArgumentNullException>(() => new Revive().In(null!));
    }

    // Said of the readers of a note by others than proposals, and of a charter that only an old line of the record holds.
    private static readonly HashSet<string> Unheard = ["audience.contributors", "audience.community", "fault.question"];

    private static readonly HashSet<string> Ours =
    [
        "joining-rule", "group", "group-kind", "people", "text", "ratio", "quorum", "threshold", "denominator", "rule",
        "gradient-class", "proxy", "entrenched", "charter", "authority", "matter", "duty", "fault", "proposal", "stage",
        "audience", "party", "link-step", "link-terms",
    ];

    // The texts of charters and proposals, but for the rules that answers name.
    private static Dictionary<string, string> OurTexts { get; } =
        new ResourceManager("CommunitiesOfPractice.Wording", typeof(Wording).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, true, true)!.Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(text => (string)text.Key, text => (string)text.Value!)
            .Where(text => Ours.Contains(text.Key.Split('.')[0])
                && !Clauses.All.Any(clause => text.Key == clause.Id
                    || text.Key.StartsWith(clause.Id + ".", StringComparison.Ordinal)))
            .ToDictionary(text => text.Key, text => text.Value);

    // What people wrote into a charter, and how ballots are counted, which has words of its own.
    private static IEnumerable<string> Own(Charter charter) =>
        charter.Rules.SelectMany(r => Own(r.Rule).Append(r.Name))
            .Concat(charter.Offices.SelectMany(o => o.Duties.Select(d => d.Name).Append(o.Id.Value)
                .Concat(o.Deputies is { } deputies ? [deputies.Value] : [])))
            .Concat(charter.Matters.SelectMany(m => m.Authority switch
            {
                HolderOf holder => [holder.Office.Value], MembersBy members => [members.Rule], _ => Array.Empty<string>(),
            }))
            .Concat(Codes(charter.Joining))
            .Concat(Months)
            .Append(charter.Appeals);

    private static string[] Months => CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;

    private static IEnumerable<string> Codes(JoiningRule joining) =>
        joining is JoiningOnBelonging on ? on.Groups.Select(g => g.Code).Concat(Codes(on.Others)) : [];

    private static IEnumerable<string> Own(DecisionRule rule) => rule switch
    {
        LazyConsensus lazy => [lazy.Fallback],
        RoughConsensusRule rough => [rough.Appeals, rough.Caller.Value],
        ConsensusRule { TestedBy: { } office } => [office.Value],
        ConsentRule { TestedBy: { } office } => [office.Value],
        GradientsRule gradients => gradients.Levels.Select(level => level.Name),
        ChoosingRule choosing =>
        [
            .. choosing.CastingVoice is { } office ? [office.Value] : Array.Empty<string>(),
        ],
        _ => [],
    };

    private static void NothingLeft(string said, IReadOnlyCollection<string> own)
    {
        var left = own.Where(word => word.Length > 0).Distinct().OrderByDescending(word => word.Length)
            .Aggregate(said, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        Assert.False(left.Any(char.IsAsciiLetter), $"{left}\n{said}");
    }

    // Hears which texts are asked for.
    private sealed class Listening() : Wording(CultureInfo.InvariantCulture)
    {
        public HashSet<string> Keys { get; } = [];

        protected override string? Find(string key)
        {
            Keys.Add(key);
            return base.Find(key);
        }
    }
}
