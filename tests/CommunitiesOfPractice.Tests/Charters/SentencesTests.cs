using System.Globalization;
using System.Text.RegularExpressions;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests;

/// <summary>
/// What a sentence of a charter says is what happens: each number that is printed is read back, and held against a story.
/// </summary>
public partial class SentencesTests
{
    private static readonly DirectoryGroup Other = DirectoryGroup.Organisation("RJ1");
    private static readonly CommunityId Wounds = CommunityId.Of("wounds");

    // Kind 6.
    [Fact]
    public void An_invitation_stands_as_long_as_the_rule_for_those_who_cannot_simply_join_says()
    {
        var charter =
            ByMajority with {
                Joining = new JoiningOnBelonging([Trust], new JoiningByInvitation { InvitationsStand = Duration.FromDays(2) }) };
        Assert.Contains("You need an invitation to join. An invitation is open for 2 days.",
            charter.Joining.Sentence, StringComparison.Ordinal);
        var scenario = Five(charter).Given(new Invite(K1, Stranger));
        Assert.Equal(Duration.FromDays(2), scenario.Community.Invitations.Single().Until - scenario.Now);
        var decided = Scenario.Founded(charter.With(Matter.Invite, new MembersBy(RuleNames.Majority)), 2)
            .GivenCarried(K1, new InvitePerson(Stranger));
        Assert.Equal(Duration.FromDays(2), decided.Community.Invitations.Single().Until - decided.Community.LastAt);
    }

    [Fact]
    public void Somebody_who_is_declined_may_ask_again_when_the_sentence_says_however_deep_the_rule_stands()
    {
        var asking = new JoiningOnRequest([]) { AskAgainAfter = Duration.FromDays(3) };
        var scenario =
            Five(ByMajority with { Joining = new JoiningOnBelonging([Trust], new JoiningOnBelonging([Other], asking)) })
            .Given(new RequestToJoin(Stranger, []), new DeclineRequest(K1, Stranger, "Not yet"));
        Assert.Equal(scenario.Now + Duration.FromDays(3), scenario.Community.Requests.Single().AskAgainFrom);
    }

    /// <summary>A charter with a time, or a number, of its own in every place where one is printed.</summary>
    private sealed record Numbers(
        Duration Invited, Duration Again, int Depth, Duration Notice, Duration Open, Duration Longer, Duration Removal,
            Duration Appeal, Duration Dormant, Duration Move, Duration Patience, Duration Offer, Duration Called, Duration Meets,
        Duration Waits,
        Duration Term, int Terms, int Seats, Ratio Share, int Group)
    {
        public Charter Charter
        {
            get
            {
                var timing = new Timing(Notice, Open, Open + Longer);
                JoiningRule joining = Depth % 2 == 0
                    ? new JoiningOnRequest([]) { AskAgainAfter = Again, InvitationsStand = Invited }
                    : new JoiningByInvitation { InvitationsStand = Invited };
                for (var i = 0; i < Depth / 2; i++) joining = new JoiningOnBelonging([i % 2 == 0 ? Trust : Other], joining);
                return ByMajority
                    .With(RuleNames.Majority, ByMajority.Rule(RuleNames.Majority)! with { Timing = timing })
                    .With(RuleNames.TwoThirds, ByMajority.Rule(RuleNames.TwoThirds)! with { Timing = timing })
                    .With(new Office(Office.Broker, Seats, [Duty.CarryLinks]) {
                        Term = Term, ConsecutiveTerms = Terms, OfferPeriod = Offer }) with
                {
                    Joining = joining, RemovalNotice = Removal, AppealWithin = Appeal, DormantAfter = Dormant, MoveWithin = Move,
                        Patience = Patience, GatheringNotice = Called, MeetsEvery = Meets, UnansweredAfter = Waits,
                        PetitionShare = Share,
                        SmallestGroup = Group,
                };
            }
        }
    }

    private static Gen<Duration> Times(int most) => Gen.OneOf(
        Gen.Choose(1, most).Select(days => Duration.FromDays(days)),
        Gen.Choose(1, most * 24).Select(hours => Duration.FromHours(hours)),
        Gen.Choose(1, most * 24 * 60).Select(minutes => Duration.FromMinutes(minutes)),
        from seconds in Gen.Choose(1, most * 24 * 3600) from fraction in Gen.Choose(0, 999_999_999)
            select Duration.FromSeconds(seconds) + Duration.FromNanoseconds(fraction));

    private static Gen<Numbers> Printed =>
        from joining in Gen.Two(Times(731)) from depth in Gen.Choose(0, 7)
        from notice in Gen.OneOf(Gen.Constant(Duration.Zero), Times(60)) from open in Times(60)
            from longer in Gen.OneOf(Gen.Constant(Duration.Zero), Times(60))
        from rest in Gen.ArrayOf(Times(700), 9)
        from term in Times(3000) from terms in Gen.Choose(1, 3) from seats in Gen.Choose(1, 100) from bottom in Gen.Choose(1, 12)
            from top in Gen.Choose(1, bottom) from smallest in Gen.Choose(1, 100)
        select new Numbers(
            joining.Item1, joining.Item2, depth, notice, open + Duration.FromDays(1), longer, rest[0], rest[1], rest[2], rest[3],
                rest[4], rest[5], rest[6], rest[7], rest[8], term, terms, seats, new Ratio(top, bottom), smallest);

    [Fact]
    public void Every_number_that_a_charter_prints_is_what_happens() =>
        Prop.ForAll(Printed.ToArbitrary(), numbers => Holds(numbers.Charter)).Check(LawTests.Config(40));

    private static void Holds(Charter charter)
    {
        Assert.Empty(charter.Check(5));
        var scenario = Five(charter);
        var (community, now) = (scenario.Community, scenario.Now);

        // Invitations, and asking again.
        var invited = community.Do(new Invite(K1, Stranger), now).After;
        Assert.Equal(Time(charter, "invitations", "within (.*)"), invited.Invitations.Single().Until - now);
        if (charter.Joining.Sentence.Contains("need an invitation", StringComparison.Ordinal))
            Assert.Equal(invited.Invitations.Single().Until - now,
                Time(charter, "joining", "is open for (.*)"));
        else
        {
            var declined =
                community.Do(new RequestToJoin(Stranger, []), now).After.Do(new DeclineRequest(K1, Stranger, "Not yet"),
                now).After;
            var again = now + Time(charter, "joining", "again after (.*)");
            Assert.Equal(Clauses.RequestTooSoon, declined.Ask(new RequestToJoin(Stranger, []), again - Duration.Epsilon).Clause);
            Assert.True(declined.Ask(new RequestToJoin(Stranger, []), again).Allowed);
        }

        // Notice, voting time, and the longest.
        var rule = "rule: " + RuleNames.Majority;
        var notice = charter.Rule(RuleNames.Majority)!.Timing.Notice == Duration.Zero
            ? Duration.Zero
            : Time(charter, rule, "Notice lasts ([^.]*)\\.");
        var open = Time(charter, rule,
            notice == Duration.Zero ? "Voting is open for ([^.]*)\\." : "Voting is then open for ([^.]*)\\.");
        var tabled = community.Do(new Propose(K1, Tea), now).After;
        var tea = tabled.OpenDecisions.Single();
        Assert.Equal((notice, open), (tea.OpensAt - now, tea.ClosesAt - tea.OpensAt));
        var voting = tabled.At(tea.OpensAt);
        if (Said(charter, rule).Contains("extend", StringComparison.Ordinal))
        {
            var longest = tea.OpensAt + Time(charter, rule, "extend that to (.*) in all");
            Assert.True(voting.Ask(new Extend(K1, tea.Id, longest), tea.OpensAt).Allowed);
            Assert.Equal(
                Clauses.ExtendingLimit, voting.Ask(new Extend(K1, tea.Id, longest + Duration.Epsilon), tea.OpensAt).Clause);
        }
        else Assert.Equal(
            Clauses.ExtendingLimit, voting.Ask(new Extend(K1, tea.Id, tea.ClosesAt + Duration.Epsilon), tea.OpensAt).Clause);

        // Removal and appeal.
        var removing = community.Do(new Propose(K1, new Remove(K5, "Shouting")), now).After.OpenDecisions.Single();
        Assert.Equal(Duration.Max(notice, Time(charter, "removal", "at least (.*) of notice")), removing.OpensAt - now);
        var removed = Five(charter).GivenCarried(K1, new Remove(K5, "Shouting"));
        var appealable = removed.Decision.ClosesAt + Time(charter, "appeals", "may appeal within ([^.]*)\\.");
        Assert.True(removed.Community.Ask(new Appeal(K5, removed.Decision.Id), appealable - Duration.Epsilon).Allowed);
        Assert.Equal(Clauses.AppealTooLate, removed.Community.Ask(new Appeal(K5, removed.Decision.Id), appealable).Clause);

        // Petitions, by as many of five as the share asks for.
        var share = Share(Regex.Match(Said(charter, "petition"), "at least (.*) of the members").Groups[1].Value);
        var signed = community.Do(new PetitionFor(K1, Tea), now).After;
        for (var signatures = 1; signatures <= 5; signatures++)
        {
            Assert.Equal(share.IsReachedBy(signatures, 5), signed.At(now).OpenDecisions.Any());
            if (signed.Petitions.FirstOrDefault() is { } petition && signatures < 5) signed =
                signed.Do(new SignPetition(Scenario.Person(signatures + 1), petition.Id), now).After;
        }

        // Dormancy, and moving after a merger.
        var dormant = community.LastActivity + Time(charter, "dormancy", "After (.*) without");
        Assert.False(community.Ask(new NoticeDormancy(K1), dormant - Duration.Epsilon).Allowed);
        Assert.True(community.Ask(new NoticeDormancy(K1), dormant).Allowed);
        var merging =
            new Mandate(Wounds, new(7), StreamId.Of(community.Id), MandatePurpose.Merge, now, now + Duration.FromDays(2000));
        var absorbed = Five(charter).GivenCarried(K1, new Absorb(merging));
        Assert.Equal(
            Time(charter, "moving", "here for (.*)"),
                absorbed.History.Select(e => e.Event).OfType<CommunityAbsorbed>().Single().MoveUntil - absorbed.Community.LastAt);

        // Offers, terms, seats and terms in a row.
        const string Broker = "office: broker";
        var offered = community.Do(new OfferToServe(K2, Office.Broker), now).After;
        var taken = now + Time(charter, Broker, "take it after (.*?) if no member");
        Assert.Equal(taken, offered.OpenDecisions.Single().ClosesAt);
        var serving = offered.At(taken);
        var term = Time(charter, Broker, "A term is ([^.]*)\\.");
        Assert.Equal(taken + term, serving.Office(Office.Broker).Holders.Single().Until);
        Assert.Equal(
            charter.Office(Office.Broker)!.Seats, Regex.Match(Said(charter, Broker), @"one person|\d+").Value is "one person"
                ? 1
                : Number(charter, Broker, @"up to (\d+) people"));
        var terms = Number(charter, Broker, @"at most (\d+) in a row");
        if (term > charter.Office(Office.Broker)!.OfferPeriod) ServesInARow(serving, terms);

        Gathers(charter, scenario);

        // A question that nobody answers waits so long.
        var asked = Question.Unknown(QuestionId.Of("q-1")).Do(
            new AskQuestion(K1, community.AskingEvidenceFor(K1, now)!, new("Tea?"), new(Audience.Community)), now).After;
        var waits = Time(charter, "questions", "answers a question for (.*?), people");
        Assert.False(asked.IsUnansweredAt(now + waits - Duration.Epsilon, charter.UnansweredAfter));
        Assert.True(asked.IsUnansweredAt(now + waits, charter.UnansweredAfter));

        // What the charter itself is asked for.
        Assert.Equal(charter.Patience, Time(charter, "patience", "act for (.*?), any"));
        Assert.Equal(charter.SmallestGroup, Number(charter, "attribution", @"at least (\d+) members?"));
    }

    // A gathering that is called sooner is refused. The community keeps its rhythm as long, and slips as long again.
    private static void Gathers(Charter charter, Scenario scenario)
    {
        var (community, now) = (scenario.Community, scenario.Now);
        var (by, home) = (community.AsMember(K1, now)!, community.CallingEvidenceFor(K1, now)!);
        Assert.True(home.MayCall);
        var called = Time(charter, "gatherings", "at least (.*) before it begins");
        Assert.Equal(Clauses.GatheringNoticed, Calling(called - Duration.Epsilon).Clause);
        Assert.True(Calling(called).Allowed);
        var landscape = Landscape.Empty.After(scenario.History.Select((entry, i) => new Recorded(i + 1, entry)));
        var (meets, founded) = (Time(charter, "rhythm", "to meet every (.*)"), community.FoundedAt!.Value);
        foreach (var (rhythm, after) in new[]
            {
                (Rhythm.Kept, meets), (Rhythm.Slipping, meets + Duration.Epsilon), (Rhythm.Slipping, meets + meets),
                (Rhythm.Stopped, meets + meets + Duration.Epsilon),
            })
            Assert.Equal(rhythm, landscape.RhythmOf(community.Id, founded + after));

        Answer Calling(Duration notice)
        {
            var when = new GivenTime((now + notice).InUtc().LocalDateTime, "UTC");
            var call = new GatheringCall("Tea", GatheringForm.Conversation, "The canteen", when, Duration.FromHours(1));
            return Gathering.Unknown(GatheringId.Of("g-1"))
                .Ask(new CallGathering(by, home, call, ZoneEvidence.Of(when, DateTimeZoneProviders.Tzdb)), now);
        }
    }

    private static void ServesInARow(Community community, int terms)
    {
        for (var served = 1; served <= terms; served++)
        {
            var ends = community.Office(Office.Broker).Holders.Single().Until!.Value;
            var offer = community.Do(new OfferToServe(K2, Office.Broker), ends);
            if (!offer.Allowed)
            {
                Assert.Equal((Clauses.ConsecutiveTerms, terms), (offer.Clause, served));
                return;
            }

            Assert.True(served < terms);
            community = offer.After.At(offer.After.OpenDecisions.Single().ClosesAt);
        }
    }

    private static string Said(Charter charter, string subject) => charter.Sentences().Single(s => s.Subject == subject).Sentence;

    private static Duration Time(Charter charter, string subject, string where)
    {
        var found = Regex.Match(Said(charter, subject), where);
        Assert.True(found.Success, $"{where}: {Said(charter, subject)}");
        return Units().Matches(found.Groups[1].Value)
            .Select(unit => Of(unit.Groups[2].Value) * long.Parse(unit.Groups[1].Value, CultureInfo.InvariantCulture))
                .Aggregate((one, other) => one + other);
    }

    private static Duration Of(string unit) => unit switch
    {
        "day" => Duration.FromDays(1),
        "hour" => Duration.FromHours(1),
        "minute" => Duration.FromMinutes(1),
        "second" => Duration.FromSeconds(1),
        _ => Duration.Epsilon,
    };

    private static int Number(Charter charter, string subject, string where) =>
        int.Parse(Regex.Match(Said(charter, subject), where).Groups[1].Value, CultureInfo.InvariantCulture);

    private static Ratio Share(string words) => words switch
    {
        "half" => Ratio.Half, "a third" => new(1, 3), "two thirds" =>
            Ratio.TwoThirds, "a quarter" => new(1, 4), "three quarters" => new(3, 4), "all" => Ratio.Whole,
        _ => new(
            long.Parse(words.Split('/')[0], CultureInfo.InvariantCulture),
                long.Parse(words.Split('/')[1], CultureInfo.InvariantCulture)),
    };

    [GeneratedRegex(@"(\d+) (day|hour|minute|second|nanosecond)s?")]
    private static partial Regex Units();

    /// <summary>Each sentence that said what does not happen.</summary>
    [Fact]
    public void Sentences_say_what_happens()
    {
        var silence = new LazyConsensus(RuleNames.Majority) { Timing = Timing.Days(2, 3).UpTo(9) };
        Assert.EndsWith("Notice lasts 2 days. You may then object for 3 days. The proposer may extend that to 9 days in all.",
            silence.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("counts as asked. Notice lasts 1 day. The proposer then has 7 days to decide.",
            new AdviceRule(Duration.FromDays(2)) { Timing = Timing.Days(1, 7) }.Sentence, StringComparison.Ordinal);
        Assert.Contains(
            "waits for at least 3 days and for the end of voting",
                new RoughConsensusRule(Office.Broker, RuleNames.Majority) { Timing = Timing.Days(0, 7) }.Sentence,
                    StringComparison.Ordinal);

        // A consensus that some block is carried where it takes more to stop it.
        Assert.StartsWith(
            "A proposal is carried when at least one person agrees. Everybody else agrees, or stands aside with a reason. "
            + "2 blocks with a reason stop it.",
            new ConsensusRule(2) { Timing = Timing.Days(0, 7) }.Sentence, StringComparison.Ordinal);

        // Somebody offers for any free seat, of an office that must be filled or not.
        Assert.EndsWith("A member may offer to fill a free seat. They take it after 7 days if no member objects. "
            + "Otherwise the members decide, by the rule for appeals.",
            ByMajority.Office(Office.Broker)!.Sentence, StringComparison.Ordinal);
        Assert.Contains("Anyone may offer to fill a free seat.",
            ByMajority.Office(Office.DesignGroup)!.Sentence, StringComparison.Ordinal);

        // Times are told to the nanosecond.
        Assert.Equal(
            ["1 hour", "36 hours", "2 days", "1 hour and 30 minutes", "1 nanosecond",
                "1 day, 2 hours, 3 minutes, 4 seconds and 5 nanoseconds"],
            new[] { Duration.FromHours(1), Duration.FromHours(36), Duration.FromDays(2), Duration.FromMinutes(90),
                Duration.Epsilon, Duration.FromHours(26) + Duration.FromSeconds(184) + Duration.FromNanoseconds(5) }
                .Select(Wording.English.Time));
    }
}
