using CommunitiesOfPractice.Counting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>Options as buttons and forms, which come from the shape of their acts.</summary>
[Collection(OneIntranet.Name)]
public class DeedsTests(Intranet site)
{
    [Fact]
    public void Everything_that_anybody_could_do_in_a_community_has_a_word_but_what_has_no_page_here()
    {
        var options =
            site.All.Communities.SelectMany(
                c => site.Host.Present.Directory.People.Take(20).SelectMany(p => c.OptionsFor(p, site.Clock.Now))).ToArray();
        Assert.All(options, o => Assert.Equal(HasNoWord(o), !Deed.Of([o], Nobody).Any()));

        // Inviting, a proxy and a ballot that is filled in have forms of their own; for a proposal as changed, one's own word on
        // where one works and the seed of a lot there is no page.
        static bool HasNoWord(Option o) => o.Act is Invite or TakePart or Vote { Ballot: BlankBallot } or Integrate
            or DeclareAffiliations or CommitLot or RevealSeed || o is { Act: GiveProxy, Answer.Allowed: true };
    }

    [Fact]
    public void Every_act_on_a_gathering_has_a_word()
    {
        // Calling one has a page of its own. What the host tells a gathering is on no page.
        var acts = ActShape.All.Where(
            act => act.On.Contains(StreamKind.Gathering) && act.Doer != Doer.Host && act.Name != "call-gathering");
        Assert.All(acts, act => Assert.Contains(
            Resources.Keys(), key => key == "do." + act.Name || key.StartsWith($"do.{act.Name}.", StringComparison.Ordinal)));
        Assert.True(acts.Count() > 15);
    }

    [Fact]
    public void Every_act_on_a_question_has_a_word()
    {
        // Asking one has a page of its own. What the host tells a question is on no page.
        var acts = ActShape.All.Where(
            act => act.On.Contains(StreamKind.Question) && act.Doer != Doer.Host && act.Name != "ask-question").ToArray();
        Assert.All(acts, act => Assert.Contains(
            Resources.Keys(), key => key == "do." + act.Name || key.StartsWith($"do.{act.Name}.", StringComparison.Ordinal)));
        Assert.All(
            acts.Where(act => act.Name != "revise-question"), act => Assert.Contains("done." + act.Name, Resources.Keys()));
        Assert.True(acts.Length > 15);
    }

    [Fact]
    public void No_two_things_that_somebody_can_do_about_one_matter_are_told_by_the_same_key()
    {
        foreach (var community in site.All.Communities)
            foreach (var person in community.Members)
            {
                var options = community.OptionsFor(person, site.Clock.Now).Where(option => Deed.Of([option], Nobody).Any());
                Assert.All(options.GroupBy(option => option.Key), same => Assert.Single(same));
            }
    }

    [Fact]
    public void Nothing_is_ended_by_one_press()
    {
        var me = PersonId.Of("k-001");
        Act[] ends =
            [new Leave(me), new Withdraw(me, new DecisionId(1)), new RevokeConsent(me), new LeaveNote(me), new WithdrawNote(me),
            new EndLink(new AsThemself(me)), new Abandon(new AsThemself(me), Sent.Nothing),
            new WithdrawQuestion(me), new WithdrawAnswer(me, 1),
            new CancelGathering(me, site.All[CommunityId.Of("cop-maternity")].CallingEvidenceFor(me, site.Clock.Now)!,
                Sent.Nothing)];
        Assert.All(ends, act => Assert.True(DeedOf(act) is { Ends: true, Asks: not null }));
    }

    [Fact]
    public void An_act_without_a_word_is_left_out_and_one_that_is_offered_twice_stands_once_as_it_can_be_done()
    {
        var (me, no, yes) = (PersonId.Of("k-001"), new Answer(false, Clauses.Voting), new Answer(true, Clauses.Voting));
        var deed = Assert.Single(Deed.Of([new(new RevealSeed(me, new DecisionId(1), new Lot("sixteen letters or more")), yes),
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
        Assert.Equal(4, both.Concat(opposite).Select(act => DeedOf(act).Key).Distinct().Count());
        Assert.Equal(4, both.Concat(opposite).Select(act => DeedOf(act).Label).Distinct().Count());
    }

    /// <summary>Everything that must be said is asked for, and nothing is asked that the act does not have.</summary>
    [Fact]
    public void Each_text_that_asks_something_is_of_a_part_of_an_act()
    {
        var asked = Resources.Keys().Where(key => key.StartsWith("ask.", StringComparison.Ordinal)).Select(key =>
            key.Split('.')).ToArray();
        Assert.NotEmpty(asked);
        Assert.All(asked, key =>
        {
            var shape = ActShape.All.Single(act => act.Name == key[1]);
            Assert.Contains(shape.Asked, part => part.Name == key[2]);
        });
        Assert.All(
            Resources.Keys().Where(key => key.Split('.')[0] is "do" or "done" or "before" && key.Contains('.',
                StringComparison.Ordinal)),
            key => Assert.Contains(ActShape.All, act => act.Name == key.Split('.')[1]));
    }

    private Deed DeedOf(Act act) => new(new Option(act, new Answer(true, Clauses.Voting)), Nobody);

    private Visit Nobody => field ??= ActivatorUtilities.CreateInstance<Visit>(
        site.Services, new HttpContextAccessor { HttpContext = new DefaultHttpContext { RequestServices = site.Services } });
}
