using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Linking.Ends;
using LinkRefusal = CommunitiesOfPractice.Tests.StreamRefusal<CommunitiesOfPractice.Link>;

namespace CommunitiesOfPractice.Tests.Linking;

public sealed class LinkingTests
{
    private static readonly Witness TheLink = Witness.Of(L1);

    public static TheoryData<LinkRefusal> Refusals =>
    [
        new("offering twice", () => Offered(), _ => Offer(), Clauses.OfferedAlready, Condition.Novelty) { On = TheLink },
        new("offering what is agreed", () => Agreed(), _ => Offer(), Clauses.OfferedAlready, Condition.Novelty),
        new("offering what was ended", Ended, _ => Offer(), Clauses.LinkOver, Condition.Existence),
        new("offering a link to oneself", New, _ =>
            new OfferLink(Speaker, Party.Of(Trust), LinkKind.Organisation, BothWays), Clauses.TwoEnds, Condition.WellFormed),
        new("offering anew between others", Declined, _ =>
            new OfferLink(Speaker, Party.Of(Sepsis), LinkKind.Organisation, BothWays), Clauses.TwoEnds, Condition.WellFormed),
        new("a sister that is a network", New, _ =>
            new OfferLink(Speaker, Party.Of(Sepsis), LinkKind.Sister, BothWays), Clauses.LinkFits, Condition.WellFormed)
            { On = Witness.Of(Sepsis) },
        new("an umbrella over an organisation", New, _ =>
            new OfferLink(Speaker, Party.Of(Sepsis), LinkKind.Umbrella, BothWays), Clauses.LinkFits, Condition.WellFormed),
        new("a sponsor of a network", New, _ =>
            new OfferLink(Speaker, Party.Of(Maternities), LinkKind.Sponsor, BothWays), Clauses.LinkFits, Condition.WellFormed),
        new("a network link without a network", New, _ =>
            new OfferLink(Speaker, Party.Of(Sepsis), LinkKind.Network, BothWays), Clauses.LinkFits, Condition.WellFormed),
        new("an organisation link with a person", New, _ =>
            new OfferLink(Speaker, Party.Of(Leader), LinkKind.Organisation, BothWays), Clauses.LinkFits, Condition.WellFormed),
        new("a leader who is a community", New, _ =>
            new OfferLink(Speaker, Party.Of(Sepsis), LinkKind.Leader, Asking), Clauses.LinkFits, Condition.WellFormed),
        new("a leader who asks", New, _ => new OfferLink(new AsThemself(Leader), Party.Of(Sepsis), LinkKind.Leader, Asking),
            Clauses.LinkFits, Condition.WellFormed),
        new("a leader who is sent practice", New, _ =>
            new OfferLink(Speaker, Party.Of(Leader), LinkKind.Leader, BothWays with { Purpose = Words }), Clauses.LinkFits,
                Condition.WellFormed),
        new("a leader who is asked nothing", New, _ =>
            new OfferLink(Speaker, Party.Of(Leader), LinkKind.Leader, new LinkTerms(Flow.None)), Clauses.LinkFits,
                Condition.WellFormed),
        new("passing on what does not flow", New, _ =>
            new OfferLink(Speaker, Party.Of(Maternities), LinkKind.Network, new LinkTerms(Flow.None, Onward.OneStep)),
            Clauses.TermsSound, Condition.WellFormed),
        new("terms that have ended", New, _ =>
            new OfferLink(Speaker, Party.Of(Maternities), LinkKind.Network, BothWays with { Until = Start }),
            Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("offering as a member: the members decide", New, _ =>
            new OfferLink(Member(Maternity, Amina), Party.Of(Sepsis), LinkKind.Sister, BothWays),
            Clauses.MembersDecide, Condition.Decision)
            { On = Witness.Of(Maternity),
                Remedy = new Propose(
                    Amina, new SettleLink(L1, new LinkMatter(LinkStep.Offer, Party.Of(Sepsis), LinkKind.Sister, BothWays))) },
        new("offering as somebody who may not act", New, _ =>
            new OfferLink(Member(Maternity, Amina, false), Party.Of(Sepsis), LinkKind.Sister, BothWays),
            Clauses.MembersOnly, Condition.Membership),
        new("offering as staff", New, _ => new OfferLink(Staff(), Party.Of(Maternities), LinkKind.Network, BothWays),
            Clauses.SpokespersonsOnly, Condition.Evidence)
            { On = new(WitnessKind.Group, Trust.ToString()) },
        new("a mandate for another link", New, _ =>
            Offer() with { By = new ByMandate(Mandate(Maternity, OfferMatter, "l-2")) }, Clauses.NoMandate, Condition.Evidence),
        new("a mandate for another purpose", New, _ =>
            Offer() with { By = new ByMandate(Mandate(Maternity, OfferMatter) with { Purpose = MandatePurpose.Merge }) },
            Clauses.NoMandate, Condition.Evidence),
        new("a mandate that has expired", () =>
            New().Wait(Duration.FromDays(180)), _ => Offer(), Clauses.MandateExpired, Condition.Time),
        new("a mandate for another end", New, _ =>
            Offer() with { By = Mandated(Maternity, OfferMatter with { Other = Party.Of(CommunityId.Of("wounds")) }) },
            Clauses.WordForWord, Condition.Decision),
        new("a mandate for another kind", New, _ =>
            Offer() with { By = Mandated(Maternity, OfferMatter with { Kind = LinkKind.Overlap }) }, Clauses.WordForWord,
                Condition.Decision),
        new("a mandate on other terms", New, _ => Offer() with { By = Mandated(Maternity, OfferMatter with { Terms = Outward }) },
            Clauses.WordForWord, Condition.Decision),
        new("a mandate for another step", New, _ =>
            Offer() with { By = Mandated(Maternity, Sepsis, LinkStep.End) }, Clauses.WordForWord, Condition.Decision),
        new("a mandate that says nothing", New, _ =>
            Offer() with { By = new ByMandate(Mandate(Maternity, OfferMatter) with { What = null }) }, Clauses.WordForWord,
                Condition.Decision),

        new("asking about nothing", New, _ => new AskAboutLink(Speaker, Words), Clauses.NoOffer, Condition.Existence),
        new("asking about what is agreed", () =>
            Agreed(), _ => new AskAboutLink(Member(Sepsis, Ben), Words), Clauses.NoOffer, Condition.Existence),
        new("asking about terms of a link that has run out", () =>
            Agreed(Ending).Given(OfferOther(BothWays)).Wait(Duration.FromDays(40)),
            _ => new AskAboutLink(Member(Sepsis, Ben), Words), Clauses.LinkOver, Condition.Existence),
        new("asking as a stranger", () =>
            Offered(), _ => new AskAboutLink(Speaker, Words), Clauses.EndsOnly, Condition.Evidence) { On = TheLink },
        new("asking as somebody who may not act", () =>
            Offered(), _ => new AskAboutLink(Member(Sepsis, Ben, false), Words), Clauses.MembersOnly, Condition.Membership),
        new("asking by mandate", () =>
            Offered(), _ => new AskAboutLink(Mandated(Sepsis, OfferMatter), Words), Clauses.InPerson, Condition.OwnAct),
        new("asking without words", () =>
            Offered(), _ => new AskAboutLink(Member(Sepsis, Ben), null!), Clauses.Malformed, Condition.WellFormed),
        new("answering no question", () =>
            Offered(), _ => new AnswerAboutLink(Member(Maternity, Amina), 1, Words), Clauses.NoLinkQuestion, Condition.Existence),
        new("answering question nought", Questioned, _ =>
            new AnswerAboutLink(Member(Maternity, Amina), 0, Words), Clauses.NoLinkQuestion, Condition.Existence),
        new("answering twice", () => Questioned().Given(new AnswerAboutLink(Member(Maternity, Amina), 1, Words)),
            _ => new AnswerAboutLink(Member(Maternity, Amina), 1, Words), Clauses.QuestionAnswered, Condition.Novelty),
        new("answering as a stranger", Questioned, _ =>
            new AnswerAboutLink(Speaker, 1, Words), Clauses.EndsOnly, Condition.Evidence),
        new("answering oneself", Questioned, _ =>
            new AnswerAboutLink(Member(Sepsis, Ben), 1, Words), Clauses.OthersAnswer, Condition.OwnAct),
        new("answering without words", Questioned, _ =>
            new AnswerAboutLink(Member(Maternity, Amina), 1, null!), Clauses.Malformed, Condition.WellFormed),

        new("accepting nothing", New, _ => Acceptance(), Clauses.NoOffer, Condition.Existence),
        new("accepting twice", () => Agreed(), _ => Acceptance(), Clauses.NoOffer, Condition.Existence),
        new("accepting terms that have run out", () => Offered(Ending).Wait(Duration.FromDays(40)), _ =>
            Acceptance(Ending), Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("accepting one's own offer", () =>
            Offered(), _ => new AcceptLink(Mandated(Maternity, Sepsis, LinkStep.Accept, BothWays, LinkKind.Sister)),
                Clauses.BothEnds, Condition.Consent)
            { On = Witness.Of(Sepsis) },
        new("accepting for others", () => Offered(), _ => new AcceptLink(Speaker), Clauses.EndsOnly, Condition.Evidence),
        new("accepting as a member", () =>
            Offered(), _ => new AcceptLink(Member(Sepsis, Ben)), Clauses.MembersDecide, Condition.Decision)
            { Remedy =
                new Propose(
                    Ben, new SettleLink(L1, new LinkMatter(LinkStep.Accept, Party.Of(Maternity), LinkKind.Sister, BothWays))) },
        new("accepting what the members did not decide on", () =>
            Offered(), _ => Acceptance(Outward), Clauses.WordForWord, Condition.Decision),
        new("accepting as staff", () =>
            New().Given(new OfferLink(NetworkSpeaker, Party.Of(Trust), LinkKind.Network, BothWays)), _ => new AcceptLink(Staff()),
            Clauses.SpokespersonsOnly, Condition.Evidence),
        new("declining nothing", New, _ => new DeclineLink(Speaker), Clauses.NoOffer, Condition.Existence),
        new("declining one's own offer", () =>
            Offered(), _ => new DeclineLink(Mandated(Maternity, Sepsis, LinkStep.Decline)), Clauses.BothEnds, Condition.Consent),
        new("declining for reasons the members did not give", () =>
            Offered(), _ => new DeclineLink(Mandated(Sepsis, Maternity, LinkStep.Decline), Words),
            Clauses.WordForWord, Condition.Decision),
        new("taking back nothing", () => Agreed(), _ =>
            new WithdrawOffer(Mandated(Maternity, Sepsis, LinkStep.Decline)), Clauses.NoOffer, Condition.Existence),
        new("taking back another's offer", () => Offered(), _ =>
            new WithdrawOffer(Mandated(Sepsis, Maternity, LinkStep.Decline)), Clauses.OfferersOnly, Condition.Consent)
            { On = Witness.Of(Maternity) },
        new("taking back as a stranger", () => Offered(), _ => new WithdrawOffer(Speaker), Clauses.EndsOnly, Condition.Evidence),

        new("pausing what is not agreed", () =>
            Offered(), _ => new PauseLink(Mandated(Maternity, Sepsis, LinkStep.Pause)), Clauses.NotAgreed, Condition.Consent),
        new("pausing what is over", Ended, _ =>
            new PauseLink(Mandated(Maternity, Sepsis, LinkStep.Pause)), Clauses.LinkOver, Condition.Existence),
        new("pausing as a stranger", () => Agreed(), _ => new PauseLink(Speaker), Clauses.EndsOnly, Condition.Evidence),
        new("pausing twice", () => Spoken().Given(new PauseLink(Speaker)), _ =>
            new PauseLink(Speaker), Clauses.PausedAlready, Condition.Novelty) { Remedy = new ResumeLink(Speaker) },
        new("pausing with the mandate of the last time", PausedOnce, s => new PauseLink(((LinkPaused)s.History[2].Event).As!),
            Clauses.MandateUsed, Condition.Novelty),
        new("resuming what is over", Ended, _ => new ResumeLink(Speaker), Clauses.LinkOver, Condition.Existence),
        new("resuming as a stranger", () => Agreed(), _ => new ResumeLink(Speaker), Clauses.EndsOnly, Condition.Evidence),
        new("resuming what the other end paused", () =>
            Spoken().Given(new PauseLink(Speaker)), _ => new ResumeLink(NetworkSpeaker), Clauses.NotPaused, Condition.Existence),
        new("resuming without a mandate", () => Agreed().Given(new PauseLink(Mandated(Maternity, Sepsis, LinkStep.Pause))), _ =>
            new ResumeLink(Member(Maternity, Amina)),
            Clauses.MembersDecide, Condition.Decision),

        new("other terms of what is over", Ended, _ => new OfferTerms(Speaker, Outward), Clauses.LinkOver, Condition.Existence),
        new("other terms by a stranger", () =>
            Agreed(), _ => new OfferTerms(Speaker, Outward), Clauses.EndsOnly, Condition.Evidence),
        new("the same terms", Spoken, _ => new OfferTerms(Speaker, BothWays), Clauses.TermsSame, Condition.Novelty),
        new("the same other terms", () => Spoken().Given(new OfferTerms(Speaker, Outward)), _ =>
            new OfferTerms(Speaker, Outward), Clauses.TermsSame, Condition.Novelty),
        new("terms that do not fit the kind", () =>
            Asked().Given(new AcceptLink(new AsThemself(Leader))), _ => new OfferTerms(new AsThemself(Leader), BothWays),
            Clauses.LinkFits, Condition.WellFormed),
        new("other terms without a mandate", () =>
            Agreed(), _ => new OfferTerms(Member(Maternity, Amina), Outward), Clauses.MembersDecide, Condition.Decision),
        new("accepting other terms of what is over", Ended, _ => new AcceptTerms(Speaker), Clauses.LinkOver, Condition.Existence),
        new("accepting no other terms", Spoken, _ => new AcceptTerms(Speaker), Clauses.NoNewTerms, Condition.Existence),
        new("accepting other terms that have run out", () =>
            Spoken().Given(new OfferTerms(Speaker, Ending)).Wait(Duration.FromDays(40)), _ => new AcceptTerms(NetworkSpeaker),
            Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("accepting one's own terms", () =>
            Spoken().Given(new OfferTerms(Speaker, Outward)), _ => new AcceptTerms(Speaker), Clauses.BothEnds, Condition.Consent),
        new("accepting other terms for others", () => Spoken().Given(new OfferTerms(Speaker, Outward)), _ =>
            new AcceptTerms(new AsThemself(Amina)), Clauses.EndsOnly, Condition.Evidence),

        new("ending an offer", () =>
            Offered(), _ => new EndLink(Mandated(Maternity, Sepsis, LinkStep.End)), Clauses.NotAgreed, Condition.Consent),
        new("ending twice", Ended, _ =>
            new EndLink(Mandated(Maternity, Sepsis, LinkStep.End)), Clauses.LinkOver, Condition.Existence),
        new("ending as a stranger", () => Agreed(), _ => new EndLink(Speaker), Clauses.EndsOnly, Condition.Evidence),
        new("ending without a mandate", () =>
            Agreed(), _ => new EndLink(Member(Maternity, Amina), Words), Clauses.MembersDecide, Condition.Decision)
            { Remedy = new Propose(Amina, new SettleLink(L1, new LinkMatter(LinkStep.End, Party.Of(Sepsis), Reason: Words))) },

        new("carrying what is offered", () =>
            Offered(), _ => new BeginBroking(Member(Maternity, Amina)), Clauses.NotAgreed, Condition.Consent),
        new("carrying as a stranger", () => Agreed(), _ => new BeginBroking(Speaker), Clauses.EndsOnly, Condition.Evidence),
        new("carrying as somebody who may not act", () =>
            Agreed(), _ => new BeginBroking(Member(Maternity, Amina, false)), Clauses.MembersOnly, Condition.Membership),
        new("carrying by mandate", () =>
            Agreed(), _ => new BeginBroking(Mandated(Maternity, OfferMatter)), Clauses.InPerson, Condition.OwnAct),
        new("carrying as staff", Spoken, _ => new BeginBroking(Staff()), Clauses.SpokespersonsOnly, Condition.Evidence),
        new("carrying twice", Carried, _ =>
            new BeginBroking(Member(Maternity, Amina)), Clauses.BrokesAlready, Condition.Novelty) { On = Witness.Of(Amina) },
        new("carrying for the other end as broker of this", Carried, _ =>
            new BeginBroking(new AsThemself(Amina)), Clauses.EndsOnly, Condition.Evidence),
        new("stopping what one does not carry", Carried, _ => new StopBroking(Ben), Clauses.BrokesNot, Condition.Existence) {
            On = Witness.Of(Ben) },
        new("stopping twice", () =>
            Carried().Given(new StopBroking(Amina)), _ => new StopBroking(Amina), Clauses.BrokesNot, Condition.Existence),

        new("placing on an offer", () =>
            Offered(), _ => new PlaceObject(Member(Maternity, Amina), "chart", Words), Clauses.NotAgreed, Condition.Consent),
        new("placing as a stranger", () =>
            Agreed(), _ => new PlaceObject(new AsThemself(Amina), "chart", Words), Clauses.EndsOnly, Condition.Evidence),
        new("placing as somebody who may not act", () => Agreed(), _ =>
            new PlaceObject(Member(Sepsis, Ben, false), "chart", Words), Clauses.MembersOnly, Condition.Membership),
        new("placing twice", Holding, _ =>
            new PlaceObject(Member(Sepsis, Ben), "chart", Words), Clauses.ObjectHeld, Condition.Novelty),
        new("placing without words", () =>
            Agreed(), _ => new PlaceObject(Member(Sepsis, Ben), "chart", null!), Clauses.Malformed, Condition.WellFormed),
        new("reading on what is over", Ended, _ =>
            new ReadObject(Member(Sepsis, Ben), "chart", Words), Clauses.LinkOver, Condition.Existence),
        new("reading what is not there", Holding, _ =>
            new ReadObject(Member(Sepsis, Ben), "table", Words), Clauses.NoObject, Condition.Existence),
        new("reading as a stranger", Holding, _ => new ReadObject(Speaker, "chart", Words), Clauses.EndsOnly, Condition.Evidence),
        new("reading without words", Holding, _ =>
            new ReadObject(Member(Sepsis, Ben), "chart", null!), Clauses.Malformed, Condition.WellFormed),

        new("answering where no leader is asked", () =>
            Agreed(), _ => new AnswerAsLeader(Leader, Words), Clauses.NothingAsked, Condition.Existence),
        new("answering after declining", () => Asked().Given(new DeclineLink(new AsThemself(Leader))), _ =>
            new AnswerAsLeader(Leader, Words), Clauses.NothingAsked, Condition.Existence),
        new("answering for a leader", Asked, _ => new AnswerAsLeader(Amina, Words), Clauses.LeadersAnswer, Condition.OwnAct) {
            On = Witness.Of(Leader) },
        new("answering as leader twice", () => Asked().Given(new AnswerAsLeader(Leader, Words)), _ =>
            new AnswerAsLeader(Leader, Words), Clauses.QuestionAnswered, Condition.Novelty),
        new("merging keys on what nobody offered", New, _ =>
            new MergeKeys(Amina, Ben, "directory"), Clauses.NoOffer, Condition.Existence),
        new("merging one key", Carried, _ => new MergeKeys(Amina, Amina, "directory"), Clauses.OnePerson, Condition.WellFormed),
        new("merging the keys of somebody who is not here", Carried, _ =>
            new MergeKeys(PersonId.Of("k-8"), PersonId.Of("k-9"), "directory"), Clauses.NobodyOnLink, Condition.Existence) {
                On = TheLink },
        new("answering as leader without words", Asked, _ =>
            new AnswerAsLeader(Leader, null!), Clauses.Malformed, Condition.WellFormed),
    ];

    private static LinkMatter OfferMatter => new(LinkStep.Offer, Party.Of(Sepsis), LinkKind.Sister, BothWays);

    private static LinkTerms Ending => BothWays with { Until = Start + Duration.FromDays(30) };

    private static Capacity Staff() => new AsStaff(Amina, Trust, new("directory", Start, [Trust]));

    private static OfferTerms OfferOther(LinkTerms terms) => new(Mandated(Maternity, Sepsis, LinkStep.OfferTerms, terms), terms);

    private static StreamScenario<Link> Questioned() => Offered().Given(new AskAboutLink(Member(Sepsis, Ben), Words));

    private static StreamScenario<Link> Carried() => Agreed().Given(new BeginBroking(Member(Maternity, Amina)));

    private static StreamScenario<Link> Holding() => Agreed().Given(new PlaceObject(Member(Maternity, Amina), "chart", Words));

    private static StreamScenario<Link> PausedOnce() => Agreed().Given(
        new PauseLink(Mandated(Maternity, Sepsis, LinkStep.Pause)), new ResumeLink(Mandated(Maternity, Sepsis, LinkStep.Resume)));

    [Theory]
    [MemberData(nameof(Refusals))]
    public void It_is_refused(LinkRefusal refusal) => refusal.Check();

    [Fact]
    public void A_link_is_agreed_when_the_other_end_accepts_it_on_the_very_terms()
    {
        var (offer, acceptance) = (Offer(Outward), Acceptance(Outward));
        var link = New()
            .When(offer).ThenAllowed(Clauses.OfferingLink).RestingOn(new(WitnessKind.Mandate, ((ByMandate)offer.By).Given.Id))
            .Then(new LinkOffered(LinkKind.Sister, Party.Of(Maternity), Party.Of(Sepsis), Outward) { As = offer.By })
            .When(acceptance).ThenAllowed(Clauses.AcceptingLink).Then(new LinkAgreed { As = acceptance.By });
        Assert.Equal((LinkStatus.Agreed, Outward, link.Now), (link.State.Status, link.State.Terms, link.State.AgreedAt));
        Assert.True(link.State.IsInForce(link.Now));
        Assert.Null(link.History[0].By);
        Assert.Equal([((ByMandate)offer.By).Given.Id, ((ByMandate)acceptance.By).Given.Id], link.State.MandatesUsed);
    }

    [Fact]
    public void An_organisation_and_a_network_speak_by_their_spokespersons_who_stand_in_the_record()
    {
        var link = Spoken().When(new PauseLink(NetworkSpeaker, Words))
            .Then(new LinkPaused(Side.B, Words) { As = NetworkSpeaker })
            .RestingOn(new(WitnessKind.Group, Maternities.ToString()));
        Assert.Equal(Chloe, link.Last.Events.Single().By);
        Assert.False(link.State.IsInForce(link.Now));
        link.Given(new PauseLink(Speaker), new ResumeLink(NetworkSpeaker));
        Assert.Equal(LinkStatus.Paused, link.State.Status);
        link.Given(new ResumeLink(Speaker));
        Assert.True(link.State.IsInForce(link.Now));
    }

    [Fact]
    public void Questions_come_before_an_answer_and_stay_in_the_record()
    {
        var link = Offered()
            .When(new AskAboutLink(Member(Sepsis, Ben), "Who measures?"))
                .Then(new LinkQuestionAsked(Ben, "Who measures?") { As = Member(Sepsis, Ben) })
            .When(new AnswerAboutLink(Member(Maternity, Amina), 1, "The scrub nurse."))
                .Then(new LinkQuestionAnswered(1, "The scrub nurse.") { As = Member(Maternity, Amina) })
            .Given(new DeclineLink(Mandated(Sepsis, Maternity, LinkStep.Decline, reason: Words), Words))
                .ThenAllowed(Clauses.DecliningLink);
        Assert.Equal("The scrub nurse.", link.State.Questions.Single().Answer!.Words);
        var anew = new LinkMatter(LinkStep.Offer, Party.Of(Maternity), LinkKind.Sister, Outward);
        link.Given(new OfferLink(Mandated(Sepsis, anew), Party.Of(Maternity), LinkKind.Sister, Outward));
        Assert.Equal((LinkStatus.Offered, Party.Of(Sepsis)), (link.State.Status, link.State.A));
        Assert.Single(link.State.Questions);
        link.Given(new WithdrawOffer(Mandated(Sepsis, Maternity, LinkStep.Decline))).ThenAllowed(Clauses.WithdrawingOffer);
    }

    [Fact]
    public void Other_terms_hold_when_the_other_end_accepts_them_and_a_counter_offer_replaces_an_offer()
    {
        var counter = Outward with { ReviewBy = Start + Duration.FromDays(10) };
        var link = Spoken()
            .Given(new OfferTerms(Speaker, Outward), new AskAboutLink(NetworkSpeaker, "Why?"),
                new OfferTerms(NetworkSpeaker, counter));
        Assert.Equal((BothWays, counter, Side.B), (link.State.Terms, link.State.NewTerms, link.State.NewTermsFrom));
        link.When(new AcceptTerms(Speaker)).Then(new TermsChanged(counter) { As = Speaker });
        Assert.Equal((counter, null, null), (link.State.Terms, link.State.NewTerms, link.State.NewTermsFrom));
        Assert.False(link.State.IsReviewDue(link.Now));
        Assert.True(link.State.IsReviewDue(Start + Duration.FromDays(10)));
    }

    [Fact]
    public void A_link_that_is_over_is_not_looked_at_again()
    {
        var link = Agreed(BothWays with { ReviewBy = Start + Duration.FromDays(3), Until = Start + Duration.FromDays(5) }).State;
        Assert.True(link.IsReviewDue(Start + Duration.FromDays(5) - Duration.Epsilon));
        Assert.False(link.IsReviewDue(Start + Duration.FromDays(5)));
    }

    [Fact]
    public void A_link_was_not_in_force_before_it_was_agreed()
    {
        var link = Agreed().State;
        Assert.True(link.IsInForce(link.AgreedAt!.Value));
        Assert.False(link.IsInForce(link.AgreedAt.Value - Duration.Epsilon));
    }

    [Fact]
    public void A_community_changes_terms_by_mandates_of_those_very_terms()
    {
        var link = Agreed().Given(OfferOther(Outward))
            .Given(new AcceptTerms(Mandated(Sepsis, Maternity, LinkStep.AcceptTerms, Outward)));
        Assert.Equal(Outward, link.State.Terms);
    }

    [Fact]
    public void A_link_whose_time_has_passed_is_over_at_that_very_instant()
    {
        var link = Agreed(Ending);
        Assert.False(link.State.IsOver(Ending.Until!.Value - Duration.Epsilon));
        Assert.True(link.State.IsOver(Ending.Until.Value));
        link.Wait(Duration.FromDays(30)).When(new EndLink(Mandated(Maternity, Sepsis, LinkStep.End)))
            .ThenRefused(Clauses.LinkOver, Condition.Existence);
    }

    [Fact]
    public void A_link_is_at_risk_when_its_last_broker_leaves_and_no_longer_when_somebody_begins()
    {
        var link = Agreed();
        Assert.False(link.State.IsAtRisk(Side.A, link.Now));
        link.Given(
            new BeginBroking(Member(Maternity, Amina)), new BeginBroking(Member(Maternity, Chloe)),
                new BeginBroking(Member(Sepsis, Ben)));
        Assert.Equal([Amina, Chloe], link.State.BrokersAt(Side.A));
        link.Given(new StopBroking(Amina, "Ask for the ward book."));
        Assert.False(link.State.IsAtRisk(Side.A, link.Now));
        link.Given(new StopBroking(Chloe));
        Assert.True(link.State.IsAtRisk(Side.A, link.Now));
        Assert.False(link.State.IsAtRisk(Side.B, link.Now));
        link.Given(new BeginBroking(Member(Maternity, Amina)));
        Assert.False(link.State.IsAtRisk(Side.A, link.Now));
        Assert.Equal([Amina, Chloe, Amina], link.State.Succession(Side.A).Select(b => b.Broker));
        link.Given(new EndLink(Mandated(Sepsis, Maternity, LinkStep.End)));
        Assert.Empty(link.State.BrokersAt(Side.A).Concat(link.State.BrokersAt(Side.B)));
        Assert.False(link.State.IsAtRisk(Side.A, link.Now));
    }

    [Fact]
    public void A_broker_who_left_the_community_carries_nothing_for_it()
    {
        var maternity = Scenario.Founded(Charters.Informal());
        var link = Agreed().Given(new BeginBroking(Member(Maternity, Amina)));
        Assert.False(link.State.IsAtRisk(Side.A, maternity.Community, link.Now));
        maternity.Given(new Leave(Amina));
        Assert.True(link.State.IsAtRisk(Side.A, maternity.Community, link.Now));
        Assert.Throws<ArgumentException>(() => link.State.IsAtRisk(Side.B, maternity.Community, link.Now));
    }

    [Fact]
    public void Who_carries_a_link_at_both_ends_stops_at_both()
    {
        Agreed().Given(new BeginBroking(Member(Maternity, Amina)), new BeginBroking(Member(Sepsis, Amina)))
            .When(new StopBroking(Amina, Words)).Then(new BrokerLeft(Amina, Side.A, Words), new BrokerLeft(Amina, Side.B, Words));
    }

    [Fact]
    public void One_thing_is_held_on_several_links_and_read_differently()
    {
        var here = Holding().Given(
            new ReadObject(Member(Maternity, Amina), "chart", "What went in and out"),
            new BeginBroking(Member(Sepsis, Ben)),
            new ReadObject(Member(Sepsis, Ben), "chart", "Early warning"),
            new ReadObject(Member(Maternity, Chloe), "chart", "Loss by weight"),
            new PlaceObject(Member(Sepsis, Ben), "bundle", "Six steps"));
        var there = StreamScenario.OfLink("l-0")
            .Given(new OfferLink(Speaker, Party.Of(Maternities), LinkKind.Network, BothWays), new AcceptLink(NetworkSpeaker),
                new PlaceObject(Speaker, "chart", "The trust's form"));
        var held = BoundaryObjects.Over([here.State, there.State]);
        Assert.Equal(["bundle", "chart"], held.Select(o => o.Name));
        Assert.Equal([Party.Of(Trust), Party.Of(Maternities), Party.Of(Maternity), Party.Of(Sepsis)], held[1].Holders);
        Assert.Equal([null, null, "Loss by weight", "Early warning"], held[1].Readings.Select(r => r.Reading?.Words));
        Assert.Equal(["l-0", "l-0", "l-1", "l-1"], held[1].Readings.Select(r => r.Link.Value));
    }

    [Fact]
    public void A_leader_who_is_asked_owes_an_answer_until_they_give_it()
    {
        var link = Asked();
        Assert.True(link.State.OwesAnswer(link.Now));
        link.Given(new AcceptLink(new AsThemself(Leader)));
        Assert.True(link.State.OwesAnswer(link.Now));
        link.When(new AnswerAsLeader(Leader, "By March.")).ThenAllowed(Clauses.LeadersAnswer)
            .Then(new LeaderAnswered("By March."));
        Assert.False(link.State.OwesAnswer(link.Now));
        Assert.False(Agreed().State.OwesAnswer(link.Now));
    }

    [Fact]
    public void A_leader_who_is_asked_anew_owes_an_answer_anew()
    {
        var link = Asked().Given(new AnswerAsLeader(Leader, "No."), new DeclineLink(new AsThemself(Leader)));
        Assert.False(link.State.OwesAnswer(link.Now));
        link.Given(
            new OfferLink(
                Mandated(Maternity, new LinkMatter(LinkStep.Offer, Party.Of(Leader), LinkKind.Leader, Asking)), Party.Of(Leader),
                    LinkKind.Leader, Asking));
        Assert.True(link.State.OwesAnswer(link.Now));
    }

    [Fact]
    public void Two_keys_of_one_person_carry_the_link_once_at_an_end()
    {
        var link = Agreed()
            .Given(new BeginBroking(Member(Maternity, Amina)), new BeginBroking(Member(Maternity, Chloe)),
                new BeginBroking(Member(Sepsis, Chloe)))
            .When(new MergeKeys(Amina, Chloe, "directory")).ThenAllowed(Clauses.OnePerson)
                .Then(new LinkKeysMerged(Amina, Chloe, "directory"));
        Assert.Equal([Amina], link.State.BrokersAt(Side.A));
        Assert.Equal([Amina], link.State.BrokersAt(Side.B));
        Assert.Null(link.Last.Events.Single().By);
        link.When(new StopBroking(Amina)).Then(new BrokerLeft(Amina, Side.A, null), new BrokerLeft(Amina, Side.B, null));
    }

    [Fact]
    public void A_leader_and_a_questioner_answer_by_the_key_that_stays()
    {
        var link = Asked().Given(new AskAboutLink(new AsThemself(Leader), Words), new MergeKeys(Ben, Leader, "directory"));
        Assert.Equal(Ben, link.State.Questions.Single().By);
        link.Given(new AcceptLink(new AsThemself(Ben)), new AnswerAsLeader(Ben, Words));
    }

    [Fact]
    public void A_history_that_begins_without_an_offer_is_of_no_link() =>
        Assert.Throws<RecordException>(
            () => Link.Replay([new(StreamId.Of(L1), 1, Start, null, Clauses.AcceptingLink, null, new LinkAgreed())]));

    [Fact]
    public void An_umbrella_says_who_is_under_whom_and_a_circle_ends()
    {
        var links =
            new[] { Under("all", "south"), Under("south", "maternity"), Under("south", "sepsis"), Under("maternity", "all"),
                Under("all", "gone", ended: true) };
        var umbrella = Umbrella.Over(links, Start + Duration.FromDays(1));
        Assert.Equal(["south"], umbrella.ChildrenOf(CommunityId.Of("all")).Select(c => c.Value));
        Assert.Equal(["maternity", "sepsis"], umbrella.ChildrenOf(CommunityId.Of("south")).Select(c => c.Value));
        Assert.Equal(["south", "maternity", "sepsis"], umbrella.AllUnder(CommunityId.Of("all")).Select(c => c.Value));
        Assert.Equal(["south"], umbrella.ParentsOf(CommunityId.Of("sepsis")).Select(c => c.Value));
        Assert.Empty(umbrella.AllUnder(CommunityId.Of("gone")));
    }

    private static Link Under(string over, string under, bool ended = false)
    {
        var (a, b) = (CommunityId.Of(over), CommunityId.Of(under));
        var link = New().Given(
            new OfferLink(Mandated(a, b, LinkStep.Offer, BothWays, LinkKind.Umbrella), Party.Of(b), LinkKind.Umbrella, BothWays),
            new AcceptLink(Mandated(b, a, LinkStep.Accept, BothWays, LinkKind.Umbrella)));
        return ended ? link.Given(new EndLink(Mandated(b, a, LinkStep.End))).State : link.State;
    }
}
