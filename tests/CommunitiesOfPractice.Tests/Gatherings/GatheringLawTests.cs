using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>
/// The laws of gatherings, over stories that anybody tells: people who may come and who may not, who look after it and who do
/// not, in any order.
/// </summary>
public sealed class GatheringLawTests
{
    [Fact]
    public void No_story_breaks_a_law() => Prop.ForAll(
        GatheringStories.Arbitrary(60), story => Testing.Laws.Check(story) is { } broken
            ? throw new ScenarioException($"{broken}\n{story}")
            : true).Check(LawTests.Config(400));

    [Fact]
    public void A_story_replays_to_where_it_ended() => Prop.ForAll(GatheringStories.Arbitrary(60), story =>
    {
        var moments = story.Run().ToArray();
        var lines = story.Beginning().Events.Concat(moments.SelectMany(moment => moment.Done.Events));
        Assert.Equal(moments.Length == 0 ? story.Beginning().After : moments[^1].After, Gathering.Replay(lines));
    }).Check(LawTests.Config(200));

    [Fact]
    public void Stories_come_to_every_act_and_to_most_rules()
    {
        var (done, seen) = (new HashSet<Type>(), new HashSet<Clause>());
        foreach (var moment in GatheringStories.Arbitrary(60).Generator.Sample(400, new Rnd(20150514, 1999), 50)
            .SelectMany(story => story.Run()))
        {
            seen.Add(moment.Done.Clause);
            if (moment.Done.Allowed) done.Add(moment.Act.GetType());
        }

        var missed = typeof(Act).Assembly.GetTypes()
            .Where(type => typeof(IActOn<Gathering>).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })
            .Except(done).Select(type => type.Name).Order();

        // Called once, alone; and what points elsewhere rests on other streams.
        Assert.Equal(
            [nameof(AgreeToGathering), nameof(CallGathering), nameof(PointToDecision), nameof(PointToNote),
                nameof(WithdrawFromGathering)],
            missed);
        Assert.Superset(
            new HashSet<Clause>
            {
                Clauses.InvitedOnly, Clauses.OrganisersOnly, Clauses.GatheringIsOver, Clauses.GatheringIsCancelled,
                Clauses.GatheringNoticed, Clauses.SecondKey, Clauses.SaidYesAlready, Clauses.ThereOnly, Clauses.MembersOnly,
            },
            seen);
    }
}
