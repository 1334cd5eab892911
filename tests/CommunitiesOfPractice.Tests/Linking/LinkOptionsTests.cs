using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Linking.Ends;

namespace CommunitiesOfPractice.Tests.Linking;

/// <summary>What somebody may do on a link now, as a host draws its buttons from it.</summary>
public sealed class LinkOptionsTests
{
    private static string[] Open(StreamScenario<Link> link, Capacity by) =>
        [.. link.State.OptionsFor(by, link.Now).Where(o => o.Answer.Allowed).Select(o => o.Act.GetType().Name)];

    [Fact]
    public void Before_anybody_offers_it_there_is_nothing_to_choose_from() =>
        Assert.Empty(New().State.OptionsFor(Speaker, Start));

    [Fact]
    public void Each_end_sees_what_is_its_own_to_do()
    {
        Assert.Equal(
            ["AskAboutLink", "AcceptLink", "DeclineLink"],
                Open(New().Given(new OfferLink(Speaker, Party.Of(Maternities), LinkKind.Network, BothWays)), NetworkSpeaker));
        Assert.Equal(
            ["AskAboutLink", "WithdrawOffer"],
                Open(New().Given(new OfferLink(Speaker, Party.Of(Maternities), LinkKind.Network, BothWays)), Speaker));
        Assert.Equal(["BeginBroking", "PlaceObject", "PauseLink", "OfferTerms", "EndLink"], Open(Spoken(), Speaker));
        Assert.Equal(["BeginBroking", "PlaceObject"], Open(Agreed(), Member(Maternity, Amina)));
        Assert.Empty(Open(Agreed(), Member(Maternity, Amina, mayAct: false)));
        Assert.Empty(Open(Agreed(), Speaker));
        Assert.Equal(["AskAboutLink", "AcceptLink", "DeclineLink", "AnswerAsLeader"], Open(Asked(), new AsThemself(Leader)));
    }

    [Fact]
    public void What_the_members_decide_says_so_with_the_proposal_that_would()
    {
        var link = Offered();
        var accept = link.State.OptionsFor(Member(Sepsis, Ben), link.Now).Single(o => o.Act is AcceptLink);
        Assert.Equal(Clauses.MembersDecide, accept.Answer.Clause);
        Assert.Equal(new Propose(Ben, new SettleLink(L1, new(LinkStep.Accept, Party.Of(Maternity), LinkKind.Sister, BothWays))),
            accept.Answer.Remedy?.Act);
    }

    [Fact]
    public void Each_answer_is_the_one_that_the_act_would_get()
    {
        foreach (var link in new[] { Offered(), Agreed(), Spoken(), Ended(), Declined(), Asked() })
            foreach (
                var by in new[] {
                    Speaker, NetworkSpeaker, Member(Maternity, Amina), new AsThemself(Leader),
                        Mandated(Maternity, Sepsis, LinkStep.End) })
                Assert.All(
                    link.State.OptionsFor(by, link.Now), o => Assert.Equal(link.State.Ask((LinkAct)o.Act, link.Now), o.Answer));
    }

    [Fact]
    public void Every_act_of_an_end_is_an_option()
    {
        var asked = Spoken()
            .Given(new PlaceObject(Speaker, "chart", Words), new OfferTerms(Speaker, Outward),
                new AskAboutLink(NetworkSpeaker, Words));
        var options = new[] { asked, Asked() }.SelectMany(l => l.State.OptionsFor(NetworkSpeaker, l.Now))
            .Select(o => o.Act.GetType()).Distinct();
        Assert.Equal(
            typeof(LinkAct).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(IActOn<Link>).IsAssignableFrom(t))
                .Except([typeof(OfferLink), typeof(MergeKeys)]).OrderBy(t => t.Name), options.OrderBy(t => t.Name));
    }
}
