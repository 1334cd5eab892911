using System.Globalization;
using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>
/// Hundreds of random stories keep every law. COP_DEPTH multiplies how many; COP_SEED (as a failure prints it) tries one again.
/// </summary>
public sealed class LawTests
{
    private static readonly int Depth = int.TryParse(Environment.GetEnvironmentVariable("COP_DEPTH"), out var depth) ? depth : 1;

    [Theory]
    [InlineData(30, 150)]
    [InlineData(60, 150)]
    [InlineData(80, 60)]
    public void Whatever_anybody_tries_every_law_is_kept(int steps, int cases)
    {
        Prop.ForAll(Histories.Arbitrary(steps), story =>
        {
            if (Testing.Laws.Check(story) is { } broken) throw new InvalidOperationException($"{broken}\n{story}");
        }).Check(Config(cases));
    }

    /// <summary>
    /// Law 13 under strain: now and then two keys turn out to be one person, members, askers, objectors and signatories alike.
    /// </summary>
    [Fact]
    public void Whoever_turns_out_to_be_one_person_every_law_is_kept()
    {
        Prop.ForAll(Histories.Arbitrary(50), story =>
        {
            var merging =
                story with {
                    Steps = story.Steps.SelectMany(
                        (step, i) => i % 9 == 8 ? new[] { step, new Step(ActKind.MergeKeys, step.Whom, step.Who, 0) } : [step])
                            .ToValueList() };
            if (Testing.Laws.Check(merging) is { } broken) throw new InvalidOperationException($"{broken}\n{merging}");
        }).Check(Config(120));
    }

    /// <summary>
    /// Law 15: a community takes all of its history elsewhere, where its members act once they have claimed their places.
    /// </summary>
    [Fact]
    public void A_community_owns_its_history_and_can_take_it_elsewhere()
    {
        Prop.ForAll(Histories.Arbitrary(40), story =>
        {
            if (story.Run().LastOrDefault() is not { History.Count: > 0 } last) return;
            var there = Community.Replay(CommunityExport.Read(CommunityExport.ToUtf8(last.History)));
            Assert.Equal(last.Before, there);
            var at = there.LastAt + Duration.FromMinutes(1);
            var import = there.Do(new Import("other-host"), at);
            if (!import.Allowed) return;
            Assert.Equal(there.At(at).MemberCount, import.After.MemberCount);
            Assert.Equal(0, import.After.CountingMembers);
            foreach (var member in import.After.Members)
            {
                Assert.True(import.After.Ask(new Leave(member), at).Allowed);
                var claimed = import.After.Do(new ClaimPlace(member), at);
                Assert.True(claimed.Allowed);
                var before = there.At(at).StandingOf(member);
                Assert.Equal(
                    before is { IsOnLeave: false, IsBarred: false, IsAway: false }, claimed.After.StandingOf(member).Counts);
            }
        }).Check(Config(60));
    }

    [Fact]
    public void Every_kind_of_act_is_tried()
    {
        var acts = typeof(IActOn<Community>).Assembly.GetTypes()
            .Where(t => typeof(IActOn<Community>).IsAssignableFrom(t) && !t.IsAbstract).Select(t => t.Name).Order();
        Assert.Equal(acts, Enum.GetNames<ActKind>().Order());
        var scenario = Scenario.Founded(Charters.Informal());
        foreach (var kind in Enum.GetValues<ActKind>())
            Assert.Equal(
                kind.ToString(),
                    Acts.Of(new Step(kind, 0, 0, 0), scenario.Community, scenario.Now, Charters.Informal()).GetType().Name);
    }

    /// <summary>Stories are worth something only if they get somewhere: this keeps the generator honest.</summary>
    [Fact]
    public void Stories_get_somewhere()
    {
        var moments = Histories.Stories(80).Sample(400, new Rnd(20150514, 1999), 50).SelectMany(s => s.Run()).ToList();
        var happened = moments.SelectMany(m => m.Done.Events).Select(e => e.Event).ToList();
        Assert.InRange(moments.Count(m => m.Done.Allowed), moments.Count / 6, moments.Count);
        Assert.InRange(happened.Select(e => e.GetType()).Distinct().Count(), 45, int.MaxValue);
        Assert.InRange(moments.Select(m => m.Done.Clause).Distinct().Count(), 80, int.MaxValue);
        foreach (var outcome in new[] { Outcome.Carried, Outcome.Failed, Outcome.Inquorate, Outcome.Withdrawn, Outcome.Lapsed })
            Assert.Contains(happened.OfType<DecisionClosed>(), closed => closed.Result.Outcome == outcome);
    }

    /// <summary>
    /// Checks a property over one lot of stories after the other, until they have shown enough to prove something: a lot may be a
    /// dull one, ten of them are not.
    /// </summary>
    /// <param name="property">What holds of every story.</param>
    /// <param name="cases">How many stories a lot is.</param>
    /// <param name="seen">What was seen so far, with how much of it is enough.</param>
    internal static void CheckUntilSeen(Property property, int cases, Func<(string What, int Count, int Enough)[]> seen)
    {
        for (var lots = 0; lots < 10; lots++)
        {
            property.Check(Config(cases));
            if (seen().All(s => s.Count >= s.Enough)) return;
        }

        Assert.Fail($"The stories get nowhere: {string.Join(", ", seen().Select(s => $"{s.What} {s.Count} of {s.Enough}"))}.");
    }

    internal static Config Config(int cases)
    {
        var config = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(cases * Depth).WithQuietOnSuccess(true);
        return Environment.GetEnvironmentVariable("COP_SEED") is { Length: > 0 } seed ? config.WithReplay(Seed(seed)) : config;
    }

    private static Replay Seed(string text)
    {
        var parts = text.Trim('(', ')').Split(',');
        return new Replay(
            new Rnd(ulong.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture)),
                Microsoft.FSharp.Core.FSharpOption<int>.None);
    }
}
