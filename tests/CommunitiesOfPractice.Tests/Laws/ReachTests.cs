using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>
/// Stories live under the laws, and still get as far as what the laws are strictest about: removals, amendments, closings and
/// mergers.
/// </summary>
public sealed class ReachTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>So many of each, of many stories: printed, so that a change of the generators shows.</summary>
    [Fact]
    public void Stories_of_one_community_reach_what_binds_all()
    {
        var reached =
            Reached(Histories.Stories(80).Sample(400, new Rnd(20150514, 1999), 50).SelectMany(s => s.Run())
                .SelectMany(m => m.Events()));
        output.WriteLine("one community: " + string.Join(", ", reached.Select(r => $"{r.Key} {r.Value}")));
        Assert.All(reached.Where(r => r.Key != "recalled"), r => Assert.InRange(r.Value, 3, int.MaxValue));
    }

    [Fact]
    public void Stories_of_several_communities_reach_what_binds_all()
    {
        var reached =
            Reached(Federations.Stories(70).Sample(240, new Rnd(20160301, 1999), 50).SelectMany(s => s.Run())
                .SelectMany(InCommunities));
        output.WriteLine("several communities: " + string.Join(", ", reached.Select(r => $"{r.Key} {r.Value}")));
        Assert.All(reached, r => Assert.InRange(r.Value, 3, int.MaxValue));
    }

    private static IEnumerable<(Community Before, Entry Entry, Community After)> InCommunities(FederationMoment moment)
    {
        var states = new Dictionary<StreamId, Community>();
        foreach (var entry in moment.Done.Events.Where(e => e.Event is CommunityEvent))
        {
            var before = states.TryGetValue(entry.Stream, out var state) ? state : moment.Before[CommunityId.Of(entry.Stream.Id)];
            var after = states[entry.Stream] = before.After([entry]);
            yield return (before, entry, after);
        }
    }

    private static Dictionary<string, int> Reached(IEnumerable<(Community Before, Entry Entry, Community After)> happened)
    {
        var reached = new Dictionary<string,
            int> { ["removed"] = 0, ["barred"] = 0, ["amended"] = 0, ["amends itself"] = 0, ["closed"] = 0,
                ["merged or split"] = 0, ["recalled"] = 0 };
        foreach (var (_, entry, after) in happened)
        {
            switch (entry.Event)
            {
                case MemberRemoved: reached["removed"]++; break;
                case PersonBarred: reached["barred"]++; break;
                case CharterAmended amended:
                    reached["amended"]++;
                    if (after.Decision(amended.Decision)!.Proposal is AmendCharter { Confirms: not null })
                        reached["amends itself"]++;
                    break;
                case CommunityClosed: reached["closed"]++; break;
                case MandateGiven { Mandate.Purpose: MandatePurpose.Merge or MandatePurpose.Split }: reached["merged or split"]++;
                break;
                case OfficeLeft when entry.Under is { Kind: WitnessKind.Decision } under
                    && after.ClosedDecisions.Any(d => d.Id.ToString() == under.Id && d.Proposal is Recall): reached["recalled"]++;
                    break;
            }
        }

        return reached;
    }
}
