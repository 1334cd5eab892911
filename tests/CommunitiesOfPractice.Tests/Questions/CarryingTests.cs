using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Questions.Askers;

namespace CommunitiesOfPractice.Tests.Questions;

/// <summary>Who carries a question over a link, and what the records say of those who ask, carry and steward.</summary>
public sealed class CarryingTests
{
    [Fact]
    public void Who_carries_a_link_carries_a_question_over_it()
    {
        var question = Asked().When(Carry(Dev)).ThenAllowed(Clauses.CarryingQuestion).RestingOn(Witness.Of(Sister));
        Assert.Equal([new CarriedOver(Sister, Dev, "broker", question.Now)], question.State.Carried);
        Assert.Equal(Audience.Linked, question.State.EffectiveAudience(question.Now));
        question.When(Carry(Ben)).ThenRefused(Clauses.CarriedAlready, Condition.Novelty);
    }

    [Fact]
    public void A_question_is_carried_no_further_than_its_asker_lets_it_go()
    {
        var question = Asked(Audience.Community);
        question.When(Carry(Dev)).ThenRefused(Clauses.AskerLetsItGo, Condition.WiderConsent).RestingOn(Witness.Of(First));
        question.Given(new ChangeQuestionConsent(Amina, To(Audience.Linked)), Carry(Dev));
        question.Given(new ChangeQuestionConsent(Amina, To(Audience.Community)));
        Assert.Equal(Audience.Community, question.State.EffectiveAudience(question.Now));
    }

    [Fact]
    public void A_link_that_carries_nothing_outward_carries_no_question()
    {
        foreach (var carrying in new[] { Carrying(Dev, carries: Flow.BToA), Carrying(Dev, inForce: false) })
            Asked().When(new CarryQuestion(Dev, carrying, "broker"))
                .ThenRefused(Clauses.LinkCarriesQuestions, Condition.LiveLink);
    }

    [Fact]
    public void Who_does_not_carry_the_link_carries_no_question()
    {
        Asked().When(new CarryQuestion(Dev, Carrying(Dev, mayCarry: false), "broker"))
            .ThenRefused(Clauses.CarriersOnly, Condition.Office);
        Asked().When(new CarryQuestion(Dev, Carrying(Ben), "broker")).ThenRefused(Clauses.CarriersOnly, Condition.Evidence);
        Asked().When(new CarryQuestion(Dev, Carrying(Dev) with { Community = Wounds }, "broker"))
            .ThenRefused(Clauses.CarriersOnly, Condition.Evidence);
    }

    [Fact]
    public void The_asker_who_carried_it_and_who_carries_the_link_stop_it()
    {
        foreach (var stop in new[]
            { new StopCarrying(Amina, Sister), new StopCarrying(Dev, Sister), new StopCarrying(Ben, Sister, Carrying(Ben)) })
            Assert.Empty(Asked().Given(Carry(Dev), stop).State.Carried);
        var carried = Asked().Given(Carry(Dev));
        carried.When(new StopCarrying(Ben, Sister)).ThenRefused(Clauses.CarriersOnly, Condition.Office);
        carried.When(new StopCarrying(Ben, Sister, Carrying(Ben, link: LinkId.Of("l-2"))))
            .ThenRefused(Clauses.CarriersOnly, Condition.Office);
        carried.When(new StopCarrying(Dev, LinkId.Of("l-2"))).ThenRefused(Clauses.QuestionNotCarried, Condition.Existence);
    }

    // ---- What the records say.

    private static readonly OfficeId Librarian = OfficeId.Of("librarian");

    private static Scenario Founded(Func<Charter, Charter>? change = null) => Scenario.Founded(
        (change ?? (charter => charter))(Charters.Informal()));

    [Fact]
    public void Members_ask_from_their_first_day_and_observers_unless_the_charter_says_otherwise()
    {
        var (observer, stranger) = (Scenario.Person(50), Scenario.Person(51));
        var home = Founded().Given(new Observe(observer));
        Assert.True(home.Community.AskingEvidenceFor(Scenario.Person(1), home.Now) is { MayAsk: true, TakesPart: true });
        Assert.True(home.Community.AskingEvidenceFor(observer, home.Now) is { MayAsk: true, TakesPart: true });
        Assert.True(home.Community.AskingEvidenceFor(stranger, home.Now) is { MayAsk: false, TakesPart: false });
        var members = Founded(charter => charter with { QuestionsByMembersOnly = true }).Given(new Observe(observer));
        Assert.True(members.Community.AskingEvidenceFor(observer, members.Now) is { MayAsk: false, TakesPart: true });
        Assert.True(members.Community.AskingEvidenceFor(Scenario.Person(1), members.Now) is { MayAsk: true });
    }

    [Fact]
    public void Nobody_who_is_away_or_on_leave_asks()
    {
        var person = Scenario.Person(2);
        foreach (var absence in new Func<Scenario, IActOn<Community>>[]
            {
                home => new TakeLeave(person, home.Now + Duration.FromDays(300)), _ => new ReportLeaver(person, "esr"),
                _ => new Leave(person),
            })
        {
            var home = Founded();
            home.Given(absence(home));
            Assert.True(home.Community.AskingEvidenceFor(person, home.Now) is { MayAsk: false, TakesPart: false });
        }
    }

    [Fact]
    public void A_convener_settles_reports_only_where_nobody_stewards_knowledge()
    {
        var convener = Scenario.Person(1);
        var home = Founded(charter => charter.With(new Office(Librarian, 1, [Duty.StewardKnowledge])));
        home.Given(new OfferToServe(convener, Office.Convener)).Wait(Duration.FromDays(30));
        Assert.True(home.Community.AskingEvidenceFor(convener, home.Now)
            is { StewardsKnowledge: false, SettlesReports: true });
        home.Given(new OfferToServe(Scenario.Person(2), Librarian)).Wait(Duration.FromDays(30));
        Assert.True(home.Community.AskingEvidenceFor(convener, home.Now)
            is { StewardsKnowledge: false, SettlesReports: false });
        Assert.True(home.Community.AskingEvidenceFor(Scenario.Person(2), home.Now)
            is { StewardsKnowledge: true, SettlesReports: true });
    }

    [Fact]
    public void A_convener_carries_only_over_a_link_that_nobody_carries()
    {
        var (convener, broker) = (Scenario.Person(1), Scenario.Person(2));
        var home = Founded().Given(new OfferToServe(convener, Office.Convener)).Wait(Duration.FromDays(30));
        var link = Linked(home);
        Assert.True(May(convener));
        Assert.False(May(broker));
        link.Given(new BeginBroking(home.Community.AsMember(broker, home.Now)!));
        Assert.False(May(convener));
        Assert.True(May(broker));
        home.Given(new Leave(broker));
        Assert.True(May(convener));
        Assert.False(May(broker));

        bool May(PersonId person) => home.Community.CarryingEvidenceFor(person, link.State, home.Now)!.MayCarry;
    }

    [Fact]
    public void Who_holds_the_duty_carries_over_every_link_of_the_community()
    {
        var broker = Scenario.Person(2);
        var home = Founded().Given(new OfferToServe(broker, Office.Broker)).Wait(Duration.FromDays(30));
        Assert.True(home.Community.CarryingEvidenceFor(broker, Linked(home).State, home.Now)!.MayCarry);
        Assert.Null(Founded().Community.CarryingEvidenceFor(broker, Link.Unknown(Sister), home.Now));
    }

    private static StreamScenario<Link> Linked(Scenario home)
    {
        var (trust, here) = (DirectoryGroup.Organisation("RJZ"), home.Community.Id);
        var terms = new LinkTerms(Flow.Both);
        var speaking = new AsSpokesperson(new(trust, Scenario.Person(9), "esr"));
        var agreed = new Mandate(
            here, new(3), StreamId.Of(Sister), MandatePurpose.Link, Instant.MinValue, Instant.MaxValue)
        {
            What = new LinkMatter(LinkStep.Accept, Party.Of(trust), LinkKind.Organisation, terms),
        };
        return StreamScenario.OfLink("l-1", home.Now).Given(
            new OfferLink(speaking, Party.Of(here), LinkKind.Organisation, terms), new AcceptLink(new ByMandate(agreed)));
    }
}
