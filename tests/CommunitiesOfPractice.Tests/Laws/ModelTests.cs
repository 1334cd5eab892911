using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>
/// Thousands of acts come to the same in a community and in a second, slow and obvious telling of the same rules.
/// </summary>
public sealed class ModelTests
{
    private static readonly Charter[] Charters =
    [
        With(new OpenJoining(), new MajorityRule(Threshold.SimpleMajority) { Timing = Days(1, 3), Quorum = Quorum.AtLeast(2) }),
        With(new JoiningOnRequest(["Why?"]), new ConsentRule { Timing = Days(0, 2), Quorum = Quorum.Share(new Ratio(1, 3)) }),
        With(new JoiningOnRequest([]), new LazyConsensus(Testing.Histories.Charters[0].Appeals) { Timing = Days(0, 2) }),
        With(new JoiningByInvitation(),
            new MajorityRule(Threshold.TwoThirds) { Timing = Days(0, 2), Quorum = Quorum.AtLeast(1), Votes = VotePolicy.Final }),
        With(new OpenJoining(),
            new MajorityRule(Threshold.Unanimity) {
                Timing = Days(0, 2), Quorum = Quorum.Share(Ratio.Half), Votes = VotePolicy.Final }),
        With(new OpenJoining(),
            new MajorityRule(new(Ratio.Half, Denominator.TookPart, false)) {
                Timing = Days(0, 4), Quorum = Quorum.AtLeast(2), Votes = VotePolicy.Final }),
        With(new OpenJoining(), new ConsentRule { Timing = Days(0, 2), Votes = VotePolicy.Final }),
    ];

    [Fact]
    public void A_community_and_the_model_agree_on_every_act() =>
        Prop.ForAll(
            Arb.From(
                Histories.Stories(120, _ => Gen.Elements(Charters)), story =>
                    Histories.Shrink(story).Where(simpler => Charters.Contains(simpler.Charter))), story =>
        {
            if (Difference(story) is { } difference) throw new InvalidOperationException(difference);
        }).Check(LawTests.Config(150));

    internal static string? Difference(Story story)
    {
        var charter = story.Charter;
        var scenario = Scenario.Founded(charter, Math.Max(2, story.Members));
        var model = new Model(charter, [Scenario.Person(1), Scenario.Person(2)], scenario.Community.Members);
        var (community, now, told) = (scenario.Community, scenario.Now, new List<string>());
        foreach (var step in story.Steps)
        {
            now = Instant.Max(Acts.When(step, community, now), community.LastAt);
            var act = Acts.Of(step, community, now, charter);
            var done = community.Do(act, now);
            var allowed = model.Do(act, now, () => Number(done, act));
            if (allowed is null)
            {
                community = community.At(now);
                continue;
            }

            told.Add($"{act} at {now}: {(done.Allowed ? "allowed" : done.Clause)}");
            community = done.Allowed ? done.After : community.At(now);
            if (Difference(community, model, done, allowed.Value) is { } difference)
                return difference + "\n" + string.Join("\n", told);
        }

        return null;
    }

    private static string? Difference(Community community, Model model, Done<Community> done, bool allowed)
    {
        if (done.Allowed != allowed) return $"The community says {done.Allowed} ({done.Clause}), the model {allowed}.";
        if (!community.Members.SequenceEqual(model.Members))
            return $"Members {string.Join(", ", community.Members)}; the model says {string.Join(", ", model.Members)}.";
        if (community.CountingMembers != model.Counting)
            return $"{community.CountingMembers} count; the model says {model.Counting}.";
        if (!community.Conveners.Order().SequenceEqual(model.Conveners))
            return $"Conveners {string.Join(", ", community.Conveners)}; the model says {string.Join(", ", model.Conveners)}.";
        foreach (var question in model.Questions)
        {
            var decision = community.Decision(question.Id)!;
            if (decision.Result?.Outcome != question.Outcome)
                return $"Decision {question.Id} came to {decision.Result?.Outcome}; the model says {question.Outcome}.";
            if (decision.Electorate is { } electorate && !electorate.People.Order().SequenceEqual(question.Voters!.Order()))
                return $"Decision {question.Id} is open to others than the model says.";
            if (question.Voters is null || question.Outcome == Outcome.Withdrawn || decision.Result is not { Count: var count })
                continue;
            var expected =
                new VoiceCount(
                    question.Voters.Count, question.Ballots.Count, question.Votes(Voice.For), question.Votes(Voice.Against));
            if (count != expected) return $"Decision {question.Id} was counted as {count}; the model says {expected}.";
        }

        return null;
    }

    private static long Number(Done<Community> done, IActOn<Community> act) => act is Invite
        ? done.Events.Select(e => e.Event).OfType<InvitationMade>().Last().Invitation.Number
        : done.Events.Where(e => e.By == act.Actor).Select(e => e.Event).OfType<DecisionTabled>().Last().Decision.Number;

    private static Timing Days(int notice, int open) => Timing.Days(notice, open);

    private static Charter With(JoiningRule joining, DecisionRule daily)
    {
        var informal = CommunitiesOfPractice.Charters.Informal();
        return (informal with { Joining = joining, RemovalNotice = Duration.FromDays(1) })
            .With(RuleNames.Silence, daily)
            .With(RuleNames.TwoThirds,
                new MajorityRule(Threshold.TwoThirds) {
                    Timing = Timing.Days(0, 2), Quorum = Quorum.AtLeast(2), Votes = daily.Votes });
    }
}
