using CommunitiesOfPractice.Trials;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Trials;

/// <summary>
/// Everything that three people can do in a few acts, at every boundary: each law holds in every one of these worlds. And the
/// search that takes worlds for one loses none that a plain search finds.
/// </summary>
public sealed class SmallWorldsTests
{
    private static readonly FreeText Why = FreeText.Of("Because it is so.");

    // COP_WORLDS says how many acts deep.
    private static readonly int Deep = int.TryParse(Environment.GetEnvironmentVariable("COP_WORLDS"), out var deep) ? deep : 2;

    public static TheoryData<int> Ready => [.. Enumerable.Range(0, Charters.Ready.Count)];

    [Theory]
    [MemberData(nameof(Ready))]
    public void Whatever_three_people_do_every_law_is_kept_and_nothing_is_locked(int number)
    {
        var players = new Players(Charters.Ready[number], 3);
        var tried = 0;
        var search =
            new SmallWorlds(new Folding(Duration.MaxValue / 1000).Alike(players.People), world => Everything(players, world))
        {
            JustBefore = true,
            Trying = (world, act, done) =>
            {
                tried++;
                if (Testing.Laws.Check(new Testing.Moment(world.Community, act, world.At, done, [.. world.History()])) is {
                    } broken)
                    throw new InvalidOperationException(
                        $"{broken}\n{string.Join("\n", world.Story().Select(step => $"{step.At}: {step.Act}"))}\n{world.At}: "
                            + $"{act}");
            },
            Meeting = world =>
            {
                if (Testing.Laws.CanBeAmended(world.Community, world.At).Broken is { } locked)
                    throw new InvalidOperationException(
                        $"{locked}\n{string.Join("\n", world.Story().Select(step => $"{step.At}: {step.Act}"))}\n{world.At}");
            },
        };
        foreach (var _ in search.Search(players.Founded(), Deep, (_, _) => false))
        {
        }

        Assert.InRange(tried, 50, int.MaxValue);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    public void A_search_that_takes_worlds_for_one_meets_all_that_a_plain_search_meets(int number, int acts)
    {
        var players = new Players(Charters.Ready[number], 3);
        var effect = Effect.All(players).First(e => e.Name == "remove");
        var key = new Folding(Duration.FromDays(2000)).Alike(players.People[..2], [players.Target]);
        var (folded, plain) = (new HashSet<object>(), new HashSet<object>());
        Run(new(key, Acts) { Meeting = world => folded.Add(key(world)) });
        Run(new(_ => new object(), Acts) { Meeting = world => plain.Add(key(world)), Most = 60_000 });
        Assert.InRange(plain.Count, 10, int.MaxValue);
        Assert.Equal(plain.Count, folded.Count);
        Assert.Subset(plain, folded);

        IEnumerable<IActOn<Community>> Acts(World world) => players.People.SelectMany(by => Everything(players, world, by)
            .Where(act => act is not Propose { Proposal: not Remove }));

        void Run(SmallWorlds search)
        {
            foreach (var _ in search.Search(effect.First()!, acts, (_, _) => false))
            {
            }

            Assert.False(search.WasCut);
        }
    }

    private static IEnumerable<IActOn<Community>> Everything(Players players, World world) =>
        players.People.Append(Players.Newcomer).SelectMany(by => Everything(players, world, by));

    /// <summary>What a person may see as an option, and with each proposal that there is.</summary>
    private static IEnumerable<IActOn<Community>> Everything(Players players, World world, PersonId by)
    {
        foreach (var option in world.Community.OptionsFor(by, world.At))
            if (option is {
                Answer.Allowed: true, Act: IActOn<Community> act
                    and not (
                        Follow or Unfollow or Observe or StopObserving or DeclareParticipation or StateOutcome or Accompany
                            or GiveProxy) }) yield return act;
        if (!world.Community.StandingOf(by).Counts) yield break;
        foreach (var other in players.People.Where(other => other != by)) yield return new GiveProxy(by, other);
        foreach (var effect in Effect.All(players))
            foreach (var proposal in effect.Proposals)
                if (new Propose(by, proposal, Why) is var propose && world.Community.Ask(propose, world.At).Allowed)
                    yield return propose;
    }
}
