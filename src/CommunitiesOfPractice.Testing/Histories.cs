using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Testing;

/// <summary>When a step takes place, reckoned from the step before.</summary>
public enum Pause
{
    /// <summary>So many hours later; none, or earlier for a negative number (a server's clock is behind).</summary>
    Hours,

    /// <summary>A second before the next thing that is known to happen by itself: an opening, a closing, an end.</summary>
    JustBefore,

    /// <summary>At the very instant of it.</summary>
    Exactly,

    /// <summary>An hour after it.</summary>
    After,

    /// <summary>When voting next opens; at once where nothing is announced.</summary>
    Opening,

    /// <summary>When voting next closes; an hour later where nothing is open.</summary>
    Closing,
}

/// <summary>
/// One act in a story, as small numbers that only mean something once there is a community: the same step is another act, and may
/// be allowed or refused, in another state. Every value is a step.
/// </summary>
/// <param name="Kind">Which act.</param>
/// <param name="Who">Who acts.</param>
/// <param name="Whom">The person it is done to, or the thing that is now open.</param>
/// <param name="Choice">Which of several; every eighth is wrong on purpose.</param>
/// <param name="Pause">When.</param>
/// <param name="Hours">How many hours later, for <see cref="Pause.Hours"/>.</param>
public sealed record Step(ActKind Kind, int Who, int Whom, int Choice, Pause Pause = Pause.Hours, int Hours = 1)
{
    /// <summary>A line such as <c>Vote 1 2 3, 5 h later</c>.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} {1} {2} {3}, {4}", Kind, Who, Whom, Choice,
        Pause == Pause.Hours ? $"{Hours.ToString(CultureInfo.InvariantCulture)} h later" : Names(Pause));

    private static string Names(Pause pause) => pause switch
    {
        Pause.JustBefore => "just before what comes next",
        Pause.Exactly => "exactly at what comes next",
        Pause.Opening => "when voting opens",
        Pause.Closing => "when voting closes",
        _ => "after what comes next",
    };
}

/// <summary>
/// A community and anything that anybody tries to do to it: plain data, which nothing has filtered by asking whether it is
/// allowed. <see cref="Run"/> tells it.
/// </summary>
/// <param name="Charter">The charter that it begins with, or is proposed with.</param>
/// <param name="Members">How many members it begins with, up to six; with fewer than two it begins with nothing proposed.</param>
/// <param name="Steps">What is tried, in order.</param>
public sealed record Story(Charter Charter, int Members, ValueList<Step> Steps)
{
    /// <summary>Everything that was tried, allowed or refused, with the community before and after.</summary>
    /// <exception cref="ScenarioException">The charter has a fault in a community of so many
    /// (<see cref="CommunitiesOfPractice.Charter.Check(int)"/>).</exception>
    public IEnumerable<Moment> Run()
    {
        var scenario = Beginning;
        var (community, now) = (scenario.Community, scenario.Now);
        var history = scenario.History.ToList();
        foreach (var step in Steps)
        {
            now = Acts.When(step, community, now);
            var act = Acts.Of(step, community, now, Charter);
            var done = community.Do(act, now);
            var moment = new Moment(community, act, now, done, history.ToArray());
            history.AddRange(done.Events);
            community = done.After;
            now = Instant.Max(now, community.LastAt);
            yield return moment;
        }
    }

    internal (Community Community, Instant Now) Begins()
    {
        var scenario = Beginning;
        return (scenario.Community, scenario.Now);
    }

    private Scenario Beginning => Members < 2 ? Scenario.Unknown() : Scenario.Founded(Charter, Math.Min(Members, 6));

    /// <summary>
    /// How it begins, and a line for each act with its answer. A charter that is not one of <see cref="Histories.Charters"/> is
    /// given in JSON, which reads back, and in those of its sentences in which it differs from the first of them.
    /// </summary>
    public override string ToString()
    {
        var lines =
            new List<string> { string.Format(CultureInfo.InvariantCulture, "{0} members, charter {1}", Members, Charter.Name) };
        if (!Histories.Charters.Contains(Charter))
        {
            lines.Add("  " + System.Text.Encoding.UTF8.GetString(CharterJson.ToUtf8(Charter)));
            lines.AddRange(
                Charter.DifferenceFrom(Histories.Charters[0]).Where(said => said.After is not null)
                    .Select(said => $"  {said.Subject}: {said.After}"));
        }

        lines.AddRange(Run().Zip(Steps, (moment, step) => $"  {step}: {moment}"));
        return string.Join("\n", lines);
    }
}

/// <summary>One act of a story as it was tried.</summary>
/// <param name="Before">The community before it.</param>
/// <param name="Act">The act.</param>
/// <param name="At">When it was tried.</param>
/// <param name="Done">What came of it.</param>
/// <param name="History">Everything that had happened before.</param>
public sealed record Moment(
    Community Before, IActOn<Community> Act, Instant At, Done<Community> Done, IReadOnlyList<Entry> History)
{
    /// <summary>The community after it.</summary>
    public Community After => Done.After;

    /// <summary>Each event that followed, with the community before and after it.</summary>
    public IEnumerable<(Community Before, Entry Entry, Community After)> Events()
    {
        var community = Before;
        foreach (var entry in Done.Events)
        {
            var after = community.After([entry]);
            yield return (community, entry, after);
            community = after;
        }
    }

    /// <summary>The act, when, and what came of it.</summary>
    public override string ToString() =>
        $"{Act} at {At} -> " + (Done.Allowed
            ? string.Join(", ", Done.Events.Select(e => e.Event.GetType().Name))
            : "refused, " + Done.Clause);
}

/// <summary>Generators of whole stories for FsCheck. Nothing in them asks the community what is allowed.</summary>
public static class Histories
{
    private static readonly ActKind[] Kinds = (ActKind[])Enum.GetValues(typeof(ActKind));

    // What soon leaves nobody to do anything is tried seldom.
    private static readonly ActKind[] Gentle =
    [
        .. Kinds.Except(
            [ActKind.Import, ActKind.Forget, ActKind.MergeKeys, ActKind.ReportLeaver, ActKind.Leave, ActKind.ReportMerged,
                ActKind.ProposeCommunity]),
        ActKind.Join, ActKind.ReportJoiner, ActKind.ClaimPlace,
    ];

    private static readonly ActKind[] OnDecisions =
    [
        ActKind.Propose, ActKind.PetitionFor, ActKind.SignPetition, ActKind.Vote, ActKind.ObjectTo, ActKind.Satisfied,
            ActKind.TestObjection, ActKind.Integrate,
        ActKind.Extend, ActKind.DeclareInterest, ActKind.Reply, ActKind.Stand, ActKind.StandDown,
    ];

    /// <summary>
    /// The charters that stories begin with: the ready ones, and some that try the edges (final votes, unanimity, short terms,
    /// nobody comes in except by invitation).
    /// </summary>
    public static IReadOnlyList<Charter> Charters { get; } =
    [
        .. CommunitiesOfPractice.Charters.Ready,
        Brisk(CommunitiesOfPractice.Charters.Informal(), Threshold.SimpleMajority, Quorum.AtLeast(2), VotePolicy.Final),
        Brisk(CommunitiesOfPractice.Charters.ByConsent(), Threshold.TwoThirds, Quorum.Share(Ratio.Half), VotePolicy.Final),
        Brisk(CommunitiesOfPractice.Charters.FederatedCircle(DirectoryGroup.Organisation("RJZ")), Threshold.Unanimity,
            Quorum.AtLeast(1), VotePolicy.Changeable),
        Brisk(CommunitiesOfPractice.Charters.Informal(), new Threshold(Ratio.Half, Denominator.TookPart, false),
            new SupportQuorum(new Ratio(1, 4)), VotePolicy.Final) with {
                Joining = new JoiningByInvitation(), ObserversWelcome = false },
    ];

    /// <summary>A story of at most so many steps, under one of <see cref="Charters"/>.</summary>
    public static Gen<Story> Stories(int steps) => Stories(steps, _ => Gen.Elements(Charters.ToArray()));

    /// <summary>A story of at most so many steps, under a charter that was generated for it and that the check accepts.</summary>
    public static Gen<Story> UnderGeneratedCharters(int steps = 20) =>
        Stories(steps, members => GeneratedCharters.Accepted(Math.Max(2, members)), Gen.Frequency((2, Chunk), (3, Cunning)),
            Gen.Frequency((1, Gen.Constant<Step[]>([])), (2, Settled)));

    /// <summary>A story of at most so many steps, under the charters that you give.</summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="charters">A charter for a community of so many, which has no fault there; none is proposed yet where they are
    /// fewer than two.</param>
    public static Gen<Story> Stories(int steps, Func<int, Gen<Charter>> charters) =>
        Stories(steps, charters, Gen.Frequency((8, Chunk), (1, Cunning)), Gen.Constant<Step[]>([]));

    private static Gen<Story> Stories(int steps, Func<int, Gen<Charter>> charters, Gen<Step[]> parts, Gen<Step[]> first) =>
        from members in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(2, 6)))
        from charter in charters(members)
        from chunks in Gen.ArrayOf(parts, Math.Max(1, steps / 3))
        from founding in Founding
        from begun in first
        select new Story(
            charter, members, (members == 0 ? founding : begun).Concat(chunks.SelectMany(c => c)).Take(steps).ToValueList());

    /// <summary>Stories with their shrinker: steps are dropped, then made simpler.</summary>
    public static Arbitrary<Story> Arbitrary(int steps = 60) => Stories(steps).WithShrinker();

    /// <summary>
    /// Stories, of whatever kind, with a shrinker: steps are dropped, then made simpler, and so is the charter.
    /// </summary>
    public static Arbitrary<Story> WithShrinker(this Gen<Story> stories) => Arb.From(stories, Shrink);

    /// <summary>
    /// Simpler stories: without a half, a quarter and so on of the steps, without each step, with simpler steps, and under a
    /// simpler charter that has no fault.
    /// </summary>
    public static IEnumerable<Story> Shrink(Story story)
    {
        foreach (var steps in Shrinking.Of(Guard.Against.Null(story).Steps, Shrink)) yield return story with { Steps = steps };
        if (story.Members > 2 && HasNoFault(story.Charter, story.Members - 1))
            yield return story with { Members = story.Members - 1 };
        if (Charters.Contains(story.Charter))
        {
            if (story.Charter != Charters[0]) yield return story with { Charter = Charters[0] };
            yield break;
        }

        foreach (
            var charter in Charters.Take(1).Concat(GeneratedCharters.Shrink(story.Charter))
                .Where(charter => HasNoFault(charter, story.Members))) yield return story with { Charter = charter };
    }

    private static bool HasNoFault(Charter charter, int members) => charter.Check(Math.Max(2, Math.Min(members, 6))).Count == 0;

    private static IEnumerable<Step> Shrink(Step step)
    {
        if (step.Pause == Pause.Hours && step.Hours is not (0 or 1)) yield return step with { Hours = 1 };
        if (step.Whom > 0) yield return step with { Whom = 0 };
        if (step.Choice > 0) yield return step with { Choice = 0 };
        if (step.Who > 0) yield return step with { Who = 0 };
    }

    private static Gen<Step[]> Chunk =>
        Gen.Frequency((6, Anything.Select(step => new[] { step })), (2, Deciding), (1, Coming), (1, Electing), (1, Binding));

    // People who know the rules, and use them: several offices and keys, away and back, at the last moment, alone while the
    // others are silent.
    private static Gen<Step[]> Cunning => Gen.Frequency(
        (2, Alone), (1, Serving), (1, Returning), (1, TwoKeys), (2, AtTheBoundary), (2, Objecting), (1, Seconding), (1, Deserted),
            (2, OneSeat), (2, Concluding), (2, Advising), (1, CalledAgain), (1, Represented), (1, InTheBox), (1, Petitioning),
                (1, Belonging), (3, Lots));

    // One person, or two, and nobody else does anything.
    private static Gen<Step[]> Alone =>
        from who in Gen.Elements(0, 0, 1, 1, 2, 3)
        from two in Gen.Choose(0, 3)
        from whom in Gen.Choose(0, 9)
        from kind in Gen.Elements(2, 4, 6, 6, 7, 9, 13, 15, 17, 0)
        from choice in Gen.Choose(0, 7)
        from then in Gen.ArrayOf(
            Gen.Elements(ActKind.Conclude, ActKind.ObjectTo, ActKind.TestObjection, ActKind.Extend, ActKind.Vote), 2)
        select new[] {
            new Step(ActKind.Propose, who, whom, kind + (20 * choice)), new Step(ActKind.Vote, who, 0, 0, Pause.Exactly),
                new Step(ActKind.Vote, two, 0, 0) }
            .Concat(then.Select(next => new Step(next, who, 0, 0))).Append(new Step(ActKind.CallAgain, who, 0, 0, Pause.After))
            .Concat([
                new Step(ActKind.Vote, who, 0, 0, Pause.Exactly), new Step(ActKind.Vote, two, 0, 0),
                    new Step(ActKind.DeclareParticipation, who, 0, 0, Pause.After)]).ToArray();

    // Most offices are held, each by another.
    private static Gen<Step[]> Settled =>
        from last in Gen.Choose(1, 5)
        select Enumerable.Range(0, last).Select(i => new Step(ActKind.OfferToServe, i, i, 0, Pause.Hours, 0))
            .Concat(Enumerable.Range(0, Math.Min(last, 3))
                .Select(_ => new Step(ActKind.DeclareParticipation, 0, 0, 0, Pause.Closing))).ToArray();

    private static Gen<Step[]> Serving =>
        from who in Gen.Elements(0, 0, 1, 1, 2, 3)
        from offices in Gen.ArrayOf(Gen.Choose(0, 5), 3)
        from absent in Gen.Elements(ActKind.TakeLeave, ActKind.ReportLeaver, ActKind.StepDown, ActKind.Propose)
        from other in Gen.Choose(0, 5)
        select offices.Select(office => new Step(ActKind.OfferToServe, who, office, 0))
            .Concat([
                new Step(ActKind.DeclareParticipation, who, 0, 0, Pause.Closing), new Step(absent, who, who, 3, Pause.After),
                    new Step(ActKind.OfferToServe, other, offices[0], 0, Pause.Exactly)]).ToArray();

    private static Gen<Step[]> Returning =>
        from who in Gen.Choose(0, 5)
        from other in Gen.Choose(0, 3)
        from choice in Gen.Choose(0, 6)
        from acts in Gen.Elements(
            new[] { ActKind.Vote, ActKind.Leave, ActKind.Join, ActKind.RequestToJoin, ActKind.ApproveRequest, ActKind.Vote },
            [ActKind.ObjectTo, ActKind.TakeLeave, ActKind.Satisfied, ActKind.ReturnFromLeave, ActKind.Vote],
            [ActKind.Stand, ActKind.Leave, ActKind.Join, ActKind.Stand, ActKind.Vote],
            [ActKind.Propose, ActKind.TakeLeave, ActKind.Extend, ActKind.Integrate, ActKind.AnswerAdvice, ActKind.CommitLot,
                ActKind.Withdraw],
            [ActKind.GiveProxy, ActKind.TakeLeave, ActKind.ReturnFromLeave, ActKind.Leave, ActKind.Observe, ActKind.Join],
            [ActKind.ReportLeaver, ActKind.Vote, ActKind.ReportJoiner, ActKind.Vote])
        select acts.Select(
            kind => new Step(
                kind, kind == ActKind.ApproveRequest
                    ? other : who, kind is ActKind.ReportLeaver or ActKind.ReportJoiner ? who : other, choice)).ToArray();

    private static Gen<Step[]> TwoKeys =>
        from who in Gen.Choose(0, 5)
        from whom in Gen.Choose(0, 7)
        from kind in Gen.Elements(
            ActKind.Vote, ActKind.ObjectTo, ActKind.Stand, ActKind.OfferToServe, ActKind.SignPetition, ActKind.TakePart,
                ActKind.Propose)
        select new[] {
            new Step(kind, who, 0, 0), new Step(kind, whom, 0, 0), new Step(ActKind.SecondObjection, whom, 0, 0),
                new Step(ActKind.MergeKeys, who, whom, 0), new Step(kind, who, 0, 0), new Step(kind, whom, 0, 0) };

    private static Gen<Step[]> AtTheBoundary =>
        from who in Gen.Elements(0, 0, 1, 1, 2, 3)
        from choice in Gen.Choose(0, 159)
        from kinds in Gen.ArrayOf(
            Gen.Elements(
                ActKind.Vote, ActKind.Vote, ActKind.DeclareInterest, ActKind.Extend, ActKind.ObjectTo, ActKind.Leave,
                    ActKind.Conclude, ActKind.Withdraw), 5)
        from pauses in Gen.ArrayOf(Gen.Elements(Pause.JustBefore, Pause.Exactly, Pause.After), 5)
        select new[] { new Step(ActKind.Propose, who, who, choice) }.Concat(
            kinds.Select((kind, i) => new Step(kind, who + i, 0, 0, pauses[i]))).ToArray();

    private static Gen<Step[]> Objecting =>
        from who in Gen.Elements(0, 0, 1, 1, 2, 3)
        from choice in Gen.Elements(0, 1, 2, 6, 11, 13, 26)
        from acts in Gen.ArrayOf(
            Gen.Elements(
                ActKind.ObjectTo, ActKind.SecondObjection, ActKind.TestObjection, ActKind.TestObjection, ActKind.Satisfied,
                    ActKind.Integrate, ActKind.StandAside, ActKind.WithdrawSecond), 4)
        from people in Gen.ArrayOf(Gen.Choose(0, 5), 4)
        from test in Gen.Choose(0, 1)
        select new[] { new Step(ActKind.Propose, who, 5, choice), new Step(ActKind.ObjectTo, people[0], 0, 0, Pause.Opening) }
            .Concat(acts.Select((kind, i) => new Step(kind, people[i], 0, test)))
                .Concat(Ballots(Enumerable.Range(0, 4).Select(i => new Step(ActKind.Vote, i, 0, 0, Pause.Hours, 1)), Pause.Hours))
            .Append(new Step(ActKind.Conclude, who, 0, 0, Pause.JustBefore)).ToArray();

    // An objection is seconded before it is set aside, or after.
    private static Gen<Step[]> Seconding =>
        from who in Gen.Choose(0, 2)
        from objector in Gen.Choose(0, 3)
        from second in Gen.Choose(0, 3)
        from kind in Gen.Elements(0, 1, 2, 6, 11, 13)
        from order in Gen.Elements(
            new[] { ActKind.SecondObjection, ActKind.TestObjection }, [ActKind.TestObjection, ActKind.SecondObjection],
                [ActKind.SecondObjection, ActKind.WithdrawSecond, ActKind.TestObjection])
        select new[] {
            new Step(ActKind.Propose, who, 5, kind), new Step(ActKind.ObjectTo, objector, 0, 0, Pause.Opening) }.Concat(
                order.Select(act => new Step(act, second, 0, 1, Pause.Hours, 0)))
            .Concat(Ballots(Enumerable.Range(0, 4).Select(i => new Step(ActKind.Vote, i, 0, 0)), Pause.Hours)).ToArray();

    // Everybody is gone when voting opens, or when it closes.
    private static Gen<Step[]> Deserted =>
        from who in Gen.Choose(0, 2)
        from choice in Gen.Choose(0, 159)
        from open in Gen.Elements(Pause.Hours, Pause.Opening)
        from gone in Gen.Elements(ActKind.TakeLeave, ActKind.Leave, ActKind.ReportLeaver)
        select new[] { new Step(ActKind.Propose, who, 5, choice), new Step(ActKind.Vote, who, 0, 0, open, 0) }.Concat(
            Enumerable.Range(0, 6).Select(i => new Step(gone, i, i, 0, Pause.Hours, 0)))
            .Append(new Step(ActKind.Advise, 0, 0, 0, Pause.Closing))
                .Append(new Step(ActKind.ReturnFromLeave, 0, 0, 0, Pause.Closing)).ToArray();

    // Two people want what only one of them may have.
    private static Gen<Step[]> OneSeat =>
        from office in Gen.Choose(0, 5)
        from who in Gen.ArrayOf(Gen.Choose(0, 5), 3)
        from meanwhile in Gen.Elements(ActKind.Leave, ActKind.TakeLeave, ActKind.ReportLeaver, ActKind.Vote)
        select who.Select(person => new Step(ActKind.OfferToServe, person, office, 0, Pause.Hours, 0))
            .Append(new Step(meanwhile, who[0], who[0], 0))
                .Concat(who.Select(_ => new Step(ActKind.DeclareParticipation, 0, 0, 0, Pause.Closing))).ToArray();

    private static Gen<Step[]> Concluding =>
        from who in Gen.Elements(0, 1, 2)
        from whom in Gen.Choose(0, 5)
        from kind in Gen.Elements(0, 1, 2, 6, 11, 13, 18)
        from choice in Gen.Choose(0, 7)
        from votes in Gen.ArrayOf(Gen.Elements(0, 0, 0, 0, 5, 6), 4)
        from appeals in Gen.Elements(ActKind.Vote, ActKind.Extend, ActKind.ObjectTo)
        select new[] { new Step(ActKind.Propose, who, whom, kind + (20 * choice)) }.Concat(
            Ballots(votes.Select((vote, i) => new Step(ActKind.Vote, i, 0, vote))).Take(4))
            .Concat([
                new Step(ActKind.Conclude, 3, 0, 0), new Step(appeals, 3, 0, 0),
                    new Step(ActKind.DeclareParticipation, 0, 0, 0, Pause.Closing)]).ToArray();

    private static Gen<Step[]> Advising =>
        from who in Gen.Elements(0, 0, 1, 1, 2, 3)
        from kind in Gen.Elements(0, 1, 11)
        from silent in Gen.Elements(true, false)
        from carried in Gen.Choose(0, 1)
        select new[] {
            new Step(ActKind.Propose, who, 0, kind),
                new Step(silent ? ActKind.DeclareParticipation : ActKind.Advise, who, 0, 0, Pause.Opening),
                    new Step(ActKind.Advise, who, 1, 0) }
            .Concat([
                new Step(ActKind.AnswerAdvice, who, 0, 0), new Step(ActKind.AnswerAdvice, who, 0, 0),
                    new Step(ActKind.Conclude, who, 0, carried), new Step(ActKind.Conclude, who, 0, carried, Pause.JustBefore)])
                        .ToArray();

    private static Gen<Step[]> CalledAgain =>
        from who in Gen.Elements(0, 0, 1, 1, 2, 3)
        from whom in Gen.Choose(0, 7)
        from choice in Gen.Choose(0, 159)
        from voters in Gen.Choose(0, 4)
        select new[] {
            new Step(ActKind.Propose, who, whom, choice), new Step(ActKind.Vote, who, 0, choice % 7, Pause.Opening),
                new Step(ActKind.CallAgain, who, 0, 0, Pause.Closing) }
            .Concat(Ballots(Enumerable.Range(0, voters).Select(i => new Step(ActKind.Vote, i, 0, 0)))).ToArray();

    private static Gen<Step[]> Represented =>
        from chain in Gen.ArrayOf(Gen.Choose(0, 5), 4)
        from choice in Gen.Choose(0, 159)
        from vote in Gen.Elements(0, 0, 5)
        select Enumerable.Range(0, 3).Select(i => new Step(ActKind.GiveProxy, chain[i], chain[i + 1], 3 * i))
            .Concat([
                new Step(ActKind.Propose, chain[0], chain[1], choice), new Step(ActKind.Vote, chain[3], 0, vote, Pause.Opening),
                    new Step(ActKind.RevokeProxy, chain[2], 0, 6),
                        new Step(ActKind.DeclareParticipation, 0, 0, 0, Pause.Closing)]).ToArray();

    private static Gen<Step[]> InTheBox =>
        from who in Gen.Elements(0, 0, 1, 1, 2, 3)
        from whom in Gen.Choose(0, 7)
        from choice in Gen.Choose(0, 159)
        from votes in Gen.ArrayOf(Gen.Choose(0, 5), 4)
        from box in Gen.Choose(0, 47)
        select new[] {
            new Step(ActKind.Propose, who, whom, choice), new Step(ActKind.Stand, votes[0], 0, 0),
                new Step(ActKind.Stand, votes[1], 0, 0) }
            .Concat(Ballots(votes.Select(voter => new Step(ActKind.Vote, voter, 0, 0))))
                .Append(new Step(ActKind.OpenBox, 0, 0, box)).ToArray();

    private static Gen<Step[]> Petitioning =>
        from who in Gen.Elements(0, 0, 1, 1, 2, 3)
        from choice in Gen.Choose(0, 159)
        from signs in Gen.ArrayOf(Gen.Choose(0, 5), 4)
        from meanwhile in Gen.Elements(ActKind.Propose, ActKind.TakeLeave, ActKind.SignPetition, ActKind.WithdrawSignature)
        select new[] { new Step(ActKind.PetitionFor, who, 4, choice), new Step(meanwhile, who, 4, choice) }.Concat(
            signs.Select(s => new Step(ActKind.SignPetition, s, 0, 0)))
            .Concat(Ballots(signs.Select(s => new Step(ActKind.Vote, s, 0, 0)))).ToArray();

    private static Gen<Step[]> Belonging =>
        from own in Gen.ArrayOf(Gen.Choose(0, 5), 2)
        from said in Gen.ArrayOf(Gen.Choose(0, 53), 4)
        select Enumerable.Range(0, 4).Select(i => new Step(ActKind.ReportMover, 0, i, said[i], Pause.Hours, 0))
            .Concat(own.Select(o => new Step(ActKind.DeclareAffiliations, o, o, said[0], Pause.Hours, 0))).ToArray();

    // Somebody is elected who stood; ties fall to a lot that is committed and revealed, or to a casting voice.
    private static Gen<Step[]> Lots =>
        from who in Gen.Elements(0, 0, 1, 1, 2, 3)
        from stands in Gen.ArrayOf(Gen.Choose(0, 5), 3)
        from choice in Gen.ArrayOf(Gen.Choose(0, 40), 4)
        let votes = Enumerable.Range(0, 4).Select(i => new Step(ActKind.Vote, i, i, 8 * choice[i]))
        select new[] { new Step(ActKind.Propose, who, 0, 11) }.Concat(
            Ballots(Enumerable.Range(0, 4).Select(i => new Step(ActKind.Vote, i, 0, 0))))
            .Concat([new Step(ActKind.Propose, who, choice[0] % 4, 8), new Step(ActKind.CommitLot, who, 0, 0, Pause.Hours, 0)])
                .Concat(stands.Select(s => new Step(ActKind.Stand, s, 0, 0, Pause.Hours, 0)))
            .Concat(Ballots(votes).Take(4))
                .Concat([
                    new Step(ActKind.RevealSeed, 1, 0, 0), new Step(ActKind.GiveCastingVoice, who, 0, 0),
                        new Step(ActKind.DeclareParticipation, 0, 0, 0, Pause.Closing), new Step(ActKind.OpenBox, 0, 0, 0)])
                            .ToArray();

    private static Gen<(Pause Pause, int Hours)> Later => Gen.Frequency(
        (30, Gen.Choose(1, 3).Select(hours => (Pause.Hours, hours))),
        (10, Gen.Constant((Pause.Hours, 0))),
        (1, Gen.Choose(-48, -1).Select(hours => (Pause.Hours, hours))),
        (4, Gen.Choose(12, 400).Select(hours => (Pause.Hours, hours))),
        (1, Gen.Choose(2000, 9000).Select(hours => (Pause.Hours, hours))),
        (1, Gen.Constant((Pause.JustBefore, 0))), (2, Gen.Constant((Pause.Exactly, 0))), (1, Gen.Constant((Pause.After, 0))));

    private static Gen<Step> Anything =>
        from kind in Gen.Frequency((1, Gen.Elements(Kinds)), (8, Gen.Elements(Gentle)), (2, Gen.Elements(OnDecisions)))
        from who in Gen.Choose(0, 7)
        from whom in Gen.Choose(0, 7)
        from choice in Gen.Choose(0, 159)
        from later in Later
        select new Step(kind, who, whom, choice, later.Pause, later.Hours);

    // Something is proposed, opens, is voted on by most, and closes: what random steps alone would seldom do.
    private static Gen<Step[]> Deciding =>
        from open in Gen.Elements(
            ActKind.Propose, ActKind.Propose, ActKind.Propose, ActKind.PetitionFor, ActKind.Appeal, ActKind.AppealDecline,
                ActKind.CallAgain, ActKind.OfferToServe)
        from who in Gen.Choose(0, 3)
        from whom in Gen.Choose(0, 7)
        from choice in Gen.Choose(0, 159)
        from votes in Gen.ArrayOf(Voting, 5)
        select new[] { new Step(open, who, whom, choice) }.Concat(Ballots(votes)).ToArray();

    private static Gen<Step> Voting =>
        from who in Gen.Choose(0, 5)
        from choice in Gen.Frequency((5, Gen.Constant(0)), (2, Gen.Choose(1, 20)))
        from kind in Gen.Frequency(
            (12, Gen.Constant(ActKind.Vote)), (1, Gen.Constant(ActKind.ObjectTo)), (1, Gen.Elements(Kinds)))
        select new Step(kind, who, 0, choice);

    private static Gen<Step[]> Coming =>
        from who in Gen.Choose(0, 7)
        from answerer in Gen.Choose(0, 4)
        from choice in Gen.Choose(0, 15)
        from chain in Gen.Elements(
            new[] { ActKind.Invite, ActKind.Accept },
            [ActKind.RequestToJoin, ActKind.ApproveRequest],
            [ActKind.RequestToJoin, ActKind.DeclineRequest, ActKind.AppealDecline],
            [ActKind.Join, ActKind.TakeLeave],
            [ActKind.ReportLeaver, ActKind.ReportJoiner],
            [ActKind.Import, ActKind.ClaimPlace, ActKind.ClaimPlace, ActKind.ClaimPlace, ActKind.ClaimPlace, ActKind.ClaimPlace])
        select chain.Select(
            kind => new Step(kind, kind is ActKind.Invite or ActKind.ApproveRequest or ActKind.DeclineRequest ? answerer : who,
            kind is ActKind.Invite ? who : 0, choice)).ToArray();

    private static Gen<Step[]> Electing =>
        from who in Gen.Choose(0, 3)
        from stands in Gen.ArrayOf(Gen.Choose(0, 5), 3)
        from votes in Gen.ArrayOf(Voting, 4)
        select new[] { new Step(ActKind.Propose, who, 0, 11) }.Concat(
            Ballots(Enumerable.Range(0, 5).Select(i => new Step(ActKind.Vote, i, 0, 0))))
            .Append(new Step(ActKind.Propose, who, 0, 8)).Concat(stands.Select(s => new Step(ActKind.Stand, s, 0, 0)))
                .Concat(Ballots(votes)).ToArray();

    // An amendment that most vote for, and for a second time where it changes how charters are amended; or a removal, a closing
    // or a merger.
    private static Gen<Step[]> Binding =>
        from who in Gen.Choose(0, 3)
        from whom in Gen.Choose(0, 9)
        from choice in Gen.Choose(0, 7)
        from kind in Gen.Elements(6, 6, 6, 6, 7, 2, 13, 15)
        let votes = Ballots(Enumerable.Range(0, 6).Select(voter => new Step(ActKind.Vote, voter, 0, 0))).ToArray()
        select new[] { new Step(ActKind.Propose, who, whom, kind + (20 * choice)) }.Concat(votes).Concat(votes).ToArray();

    private static Gen<Step[]> Founding =>
        from who in Gen.Choose(0, 3)
        from choice in Gen.Choose(0, 60)
        from answers in Gen.ArrayOf(
            Gen.Elements(ActKind.ConsentToFound, ActKind.ConsentToFound, ActKind.ConsentToFound, ActKind.DeclineToFound), 4)
        select new[] { new Step(ActKind.ProposeCommunity, who, 0, choice) }.Concat(
            answers.Select((kind, i) => new Step(kind, i, 0, 0))).ToArray();

    private static IEnumerable<Step> Ballots(IEnumerable<Step> votes, Pause from = Pause.Opening) =>
        votes.Select((v, i) => i == 0 ? v with { Pause = from } : v with { Hours = 0 })
            .Append(new Step(ActKind.DeclareParticipation, 0, 0, 0, Pause.Closing));

    private static Charter Brisk(Charter charter, Threshold threshold, Quorum quorum, VotePolicy votes) => charter with
    {
        Name = charter.Name + ", brisk",
        RemovalNotice = Duration.FromDays(1),
        DormantAfter = Duration.FromDays(20),
        PetitionShare = Ratio.Half,
        AppealWithin = Duration.FromDays(6),
        MoveWithin = Duration.FromDays(10),
        Rules = charter.Rules.Select(named => named with
        {
            Rule = named.Rule switch
            {
                MajorityRule =>
                    new MajorityRule(threshold) {
                        Timing = new(Duration.FromHours(6), Duration.FromDays(2), Duration.FromDays(4)), Quorum = quorum,
                            Votes = votes },
                ConsentRule consent => consent with { Timing = Timing.Days(0, 2).UpTo(4), Votes = votes },
                ChoosingRule choosing => choosing with { Timing = Timing.Days(1, 2), Votes = votes },
                var rule => rule,
            },
        }).ToValueList(),
        Offices =
            charter.Offices.Select(
                o => o with { Term = Duration.FromDays(25), ConsecutiveTerms = 2, Seats = Math.Min(o.Seats, 2) }).ToValueList(),
    };
}
