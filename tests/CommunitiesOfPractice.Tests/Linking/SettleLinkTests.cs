using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;
using static CommunitiesOfPractice.Tests.Linking.Ends;

namespace CommunitiesOfPractice.Tests.Linking;

public sealed class SettleLinkTests
{
    private static readonly Party Other = Party.Of(Sepsis);

    public static TheoryData<Refusal> Refusals =>
    [
        Row("a link with oneself", new(LinkStep.Offer, Party.Of(Maternity), LinkKind.Sister, BothWays), Clauses.TwoEnds),
        Row("an umbrella over oneself", new(LinkStep.Offer, Party.Of(Maternity), LinkKind.Umbrella, BothWays), Clauses.TwoEnds),
        Row("an offer without terms", new(LinkStep.Offer, Other, LinkKind.Sister), Clauses.LinkStepSays),
        Row("an offer without a kind", new(LinkStep.Offer, Other, null, BothWays), Clauses.LinkStepSays),
        Row("an acceptance without terms", new(LinkStep.Accept, Other, LinkKind.Sister), Clauses.LinkStepSays),
        Row("other terms without terms", new(LinkStep.OfferTerms, Other), Clauses.LinkStepSays),
        Row("other terms with a kind", new(LinkStep.AcceptTerms, Other, LinkKind.Sister, BothWays), Clauses.LinkStepSays),
        Row("an end on terms", new(LinkStep.End, Other, null, BothWays), Clauses.LinkStepSays),
        Row("an offer with a reason", new(LinkStep.Offer, Other, LinkKind.Sister, BothWays, Words), Clauses.LinkStepSays),
        Row("resuming with a reason", new(LinkStep.Resume, Other, Reason: Words), Clauses.LinkStepSays),
        Row("a leader who is sent practice", new(LinkStep.Offer, Party.Of(Leader), LinkKind.Leader, BothWays), Clauses.LinkFits),
        Row("being asked as a leader", new(LinkStep.Accept, Party.Of(Leader), LinkKind.Leader, Asking), Clauses.LinkFits),
        Row("a network that is a community", new(LinkStep.Accept, Other, LinkKind.Network, BothWays), Clauses.LinkFits),
        Row("passing on what does not flow", new(LinkStep.OfferTerms, Other, null, new LinkTerms(Flow.None, Onward.OneStep)),
            Clauses.TermsSound),
        Row("terms that have ended",
            new(LinkStep.AcceptTerms, Other, null, BothWays with { Until = Instant.FromUtc(2000, 1, 1, 0, 0) }),
                Clauses.EndsBeforeItBegins),
    ];

    private static Refusal Row(string when, LinkMatter what, Clause clause) =>
        new(when, () => Five(), _ => new Propose(K1, new SettleLink(L1, what)), clause, Condition.WellFormed);

    [Theory]
    [MemberData(nameof(Refusals))]
    public void It_cannot_be_tabled(Refusal refusal) => refusal.Check();

    [Fact]
    public void Carried_it_gives_the_link_a_mandate_that_says_what_was_decided()
    {
        var what = new LinkMatter(LinkStep.Offer, Other, LinkKind.Sister, Outward);
        var maternity = Five().GivenCarried(K1, new SettleLink(L1, what));
        var mandate = Assert.Single(maternity.Community.Mandates);
        Assert.Equal(
            (Maternity, StreamId.Of(L1), MandatePurpose.Link, what), (mandate.From, mandate.To, mandate.Purpose, mandate.What));
        Assert.Equal(maternity.Decision.Id, mandate.Decision);
        Assert.Equal("Offer sepsis the link l-1. It is a sister link. The first end's practice reaches the second. "
            + "It may go one step further.", maternity.Decision.Proposal.Sentence);
    }

    [Fact]
    public void It_lapses_where_the_terms_have_ended_before_it_is_carried()
    {
        var maternity = Five();
        var what =
            new LinkMatter(
                LinkStep.Offer, Other, LinkKind.Sister, BothWays with { Until = maternity.Now + Duration.FromDays(1) });
        maternity.Given(new Propose(K1, new SettleLink(L1, what))).UntilClosed();
        Assert.Equal(Outcome.Lapsed, maternity.Decision.Result!.Outcome);
        Assert.Empty(maternity.Community.Mandates);
    }

    [Theory]
    [InlineData(LinkStep.Decline, "Decline the link l-1 with sepsis, or take its offer back: Ask us again in spring.")]
    [InlineData(LinkStep.Pause, "Pause the link l-1 with sepsis: Ask us again in spring.")]
    [InlineData(LinkStep.End, "End the link l-1 with sepsis: Ask us again in spring.")]
    public void It_reads_as_plain_English_with_its_reason(LinkStep step, string sentence) =>
        Assert.Equal(sentence, new SettleLink(L1, new(step, Other, Reason: Words)).Sentence);

    [Fact]
    public void It_reads_as_plain_English()
    {
        var terms = new LinkTerms(Flow.None)
        {
            Attribution = Attribution.ByRole, Until = Instant.FromUtc(2017, 1, 1, 0, 0),
                ReviewBy = Instant.FromUtc(2016, 7, 1, 0, 0), Purpose = "Scales",
        };
        Assert.Equal("Accept the link l-1 that the organisation RJZ offers. It is a sponsor link. No practice flows. "
            + "Contributors are shown by role at most. The link ends on 1 January 2017 at 00:00 UTC. "
            + "The ends look at it again by 1 July 2016 at 00:00 UTC. It is for: Scales",
            new SettleLink(L1, new(LinkStep.Accept, Party.Of(Ends.Trust), LinkKind.Sponsor, terms)).Sentence);
        Assert.Equal("Resume the link l-1 with k-9", new SettleLink(L1, new(LinkStep.Resume, Party.Of(Leader))).Sentence);
        Assert.Equal("Offer sepsis other terms of the link l-1. Practice flows both ways.",
            new SettleLink(L1, new(LinkStep.OfferTerms, Other, null, BothWays)).Sentence);
        Assert.Equal("Accept other terms of the link l-1 with sepsis. The second end's practice reaches the first.",
            new SettleLink(L1, new(LinkStep.AcceptTerms, Other, null, new(Flow.BToA))).Sentence);
    }

    [Fact]
    public void A_leader_whose_keys_are_merged_is_asked_by_the_first()
    {
        var proposal = new SettleLink(L1, new(LinkStep.Offer, Party.Of(Leader), LinkKind.Leader, Asking));
        var merged = Five().GivenMember(Leader).Given(new Propose(K1, proposal), new MergeKeys(Stranger, Leader, "directory"));
        Assert.Equal(Party.Of(Stranger), ((SettleLink)merged.Decision.Proposal).What.Other);
    }

    /// <summary>The whole way: each community decides by its own charter, and the hosts carry the mandates to the link.</summary>
    [Fact]
    public void Two_communities_are_linked_when_the_members_of_both_have_decided_it()
    {
        var maternity = Scenario.Founded(Charters.ByConsent(), id: "maternity");
        var sepsis = Scenario.Founded(Charters.Elected(), id: "sepsis").WaitDays(0);
        var terms = Outward with { Purpose = "Sepsis after birth" };
        Assert.Equal(Clauses.MembersDecide, Link.Unknown(L1).Ask(
            new OfferLink(maternity.Community.AsMember(K1, maternity.Now)!, Party.Of(Sepsis), LinkKind.Overlap, terms),
                maternity.Now).Clause);

        var offer = new LinkMatter(LinkStep.Offer, Party.Of(Sepsis), LinkKind.Overlap, terms);
        maternity.GivenCarried(K1, new SettleLink(L1, offer));
        var link = StreamScenario.OfLink("l-1", maternity.Now)
            .Given(new OfferLink(new ByMandate(maternity.Community.Mandates.Single()), Party.Of(Sepsis), LinkKind.Overlap, terms))
            .Given(new AskAboutLink(sepsis.Community.AsMember(K2, sepsis.Now)!, "Who brings the cases?"))
            .Given(new AnswerAboutLink(maternity.Community.AsMember(K1, maternity.Now)!, 1, "We do, one a month."));

        // Where the convener opens matters, a member is shown the petition that they could begin, and the convener the proposal.
        Answer ByMember() => link.State.Ask(new AcceptLink(sepsis.Community.AsMember(K2, sepsis.Now)!), link.Now);
        Assert.True(sepsis.Community.Ask(Assert.IsType<PetitionFor>(ByMember().Remedy?.Act), sepsis.Now).Allowed);
        sepsis.Given(new OfferToServe(K2, Office.Convener)).UntilClosed();
        var remedy = Assert.IsType<Propose>(ByMember().Remedy?.Act);
        Assert.Equal(Clauses.MembersDecide, ByMember().Clause);
        sepsis.Given(remedy).AllVoteFor().UntilClosed();
        var mandate = sepsis.Community.Mandates.Single();
        link.Wait(Duration.Max(Duration.Zero, sepsis.Now - link.Now)).Given(new AcceptLink(new ByMandate(mandate)));
        Assert.True(link.State.IsInForce(link.Now));

        Assert.Equal(Clauses.NoOffer, link.State.Ask(new AcceptLink(new ByMandate(mandate)), link.Now).Clause);
        maternity.Wait(Duration.Max(Duration.Zero, link.Now - maternity.Now));
        maternity.GivenCarried(K1, new SettleLink(L1, new(LinkStep.End, Party.Of(Sepsis), Reason: "The work is done")));
        link.Wait(Duration.Max(Duration.Zero, maternity.Now - link.Now));
        link.When(new EndLink(new ByMandate(maternity.Community.Mandates.Last()), "The work is done"))
            .ThenAllowed(Clauses.EndingLink);
        Assert.False(link.State.IsInForce(link.Now));
        Assert.Equal(link.State, Link.Replay(link.History));
    }
}
