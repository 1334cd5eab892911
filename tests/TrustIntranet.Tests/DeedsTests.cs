using CommunitiesOfPractice.Counting;
using TrustIntranet;

namespace TrustIntranet.Tests;

[Collection(OneIntranet.Name)]
public class DeedsTests(Intranet intranet)
{
    [Fact]
    public void Everything_that_anybody_could_do_in_a_community_has_a_word_but_what_has_no_page_here()
    {
        var options =
            intranet.All.Communities.SelectMany(
                c => intranet.Host.Present.Directory.People.Take(20).SelectMany(p => c.OptionsFor(p, intranet.Clock.Now)))
                    .ToArray();
        Assert.All(options, o => Assert.Equal(HasNoWord(o.Act), Deeds.Label(o.Act, Nobody) is null));

        // Inviting and a ballot that is filled in have forms of their own; for a proposal as changed, one's own word on where one
        // works and the seed of a lot there is no page.
        static bool HasNoWord(Act act) => act is Invite or TakePart or Vote { Ballot: BlankBallot } or Integrate
            or DeclareAffiliations or CommitLot or RevealSeed;
    }

    [Fact]
    public void No_two_things_that_somebody_can_do_about_one_matter_are_told_by_the_same_key()
    {
        foreach (var community in intranet.All.Communities)
            foreach (var person in community.Members)
            {
                var options = community.OptionsFor(person, intranet.Clock.Now)
                    .Where(option => Deeds.Label(option.Act, Nobody) is not null);
                Assert.All(options.GroupBy(option => option.Key), same => Assert.Single(same));
            }
    }

    [Fact]
    public void Nothing_is_ended_by_one_press()
    {
        var me = PersonId.Of("k-001");
        Act[] ends =
            [new Leave(me), new Withdraw(me, new DecisionId(1)), new RevokeConsent(me), new LeaveNote(me), new WithdrawNote(me),
            new EndLink(new AsThemself(me)), new Abandon(new AsThemself(me), Sent.Nothing)];
        Assert.All(
            ends, act =>
                Assert.True(
                    Deeds.Ends(act) && Deeds.Of(new Option(act, new Answer(true, Clauses.Voting)), Nobody).Asks is not null));
    }

    [Fact]
    public void An_act_without_a_word_is_left_out_and_one_that_is_offered_twice_stands_once_as_it_can_be_done()
    {
        var (me, no, yes) = (PersonId.Of("k-001"), new Answer(false, Clauses.Voting), new Answer(true, Clauses.Voting));
        var deed = Assert.Single(Deeds.Of([new(new RevealSeed(me, new DecisionId(1), new Lot("sixteen letters or more")), yes),
            new(new Join(me), no), new(new Join(me), yes)], Nobody));
        Assert.Equal(("join", "Join", true), (deed.Key, deed.Label, deed.Answer.Allowed));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_can_be_said_both_ways_is_two_deeds(bool stands)
    {
        var (decision, me, other) = (new DecisionId(1), PersonId.Of("k-001"), PersonId.Of("k-002"));
        Act[] both =
            [new Conclude(me, decision, stands, Sent.Nothing), new TestObjection(me, decision, other, stands, Sent.Nothing)];
        Act[] opposite =
            [new Conclude(me, decision, !stands, Sent.Nothing), new TestObjection(me, decision, other, !stands, Sent.Nothing)];
        Assert.Equal(
            4, both.Concat(opposite).Select(act => new Option(act, new Answer(true, Clauses.Voting)).Key).Distinct().Count());
        Assert.Equal(4, both.Concat(opposite).Select(act => Deeds.Label(act, Nobody)).Distinct().Count());
    }

    private Visit Nobody =>
        field ??= Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<Visit>(
            intranet.Services, new Microsoft.AspNetCore.Http.HttpContextAccessor());
}
