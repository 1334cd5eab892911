using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Testing;

/// <summary>
/// One act in a story of a federation, as small numbers that only mean something as things then stand. Every value is a step.
/// </summary>
/// <param name="Deed">What.</param>
/// <param name="Who">Who acts.</param>
/// <param name="Which">In which community, or on which link, note, adoption, gathering or question.</param>
/// <param name="Choice">Which of several; every eighth is wrong on purpose.</param>
/// <param name="Pause">When.</param>
/// <param name="Hours">How many hours later, for <see cref="Pause.Hours"/>.</param>
public sealed record FederationStep(Deed Deed, int Who, int Which, int Choice, Pause Pause = Pause.Hours, int Hours = 1)
{
    /// <summary>A line such as <c>OfferLink 1 2 3, 5 h later</c>.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} {3}, {4}", Deed, Who, Which, Choice,
        Pause switch
        {
            Pause.Hours => Hours.ToString(CultureInfo.InvariantCulture) + " h later",
            Pause.JustBefore => "just before what comes next",
            Pause.Exactly => "exactly at what comes next",
            _ => "after what comes next",
        });
}

/// <summary>
/// Several communities under one host, and anything that anybody tries to do in them, on the links between them, on their notes,
/// with these, at their gatherings and on their questions: plain data, which nothing has filtered by asking whether it is
/// allowed. <see cref="Run"/> tells it.
/// </summary>
/// <param name="Communities">How many communities: two to four.</param>
/// <param name="People">How many people: six to ten, and a leader.</param>
/// <param name="World">Which of many worlds: who is listed and placed when, who is a member of what, under which
/// charters.</param>
/// <param name="Steps">What is tried, in order.</param>
public sealed record FederationStory(int Communities, int People, int World, ValueList<FederationStep> Steps)
{
    /// <summary>How it begins: the communities are founded and joined, and nothing is shared.</summary>
    public Federation Beginning() => Federations.Begin(this);

    /// <summary>Everything that was tried, allowed or refused, with the federation before and after.</summary>
    public IEnumerable<FederationMoment> Run()
    {
        var (federation, now) = (Beginning(), Federations.Start);
        foreach (var step in Steps)
        {
            now = Federations.When(step, federation, now);
            var (on, act) = Deeds.Of(step, federation, now, Math.Max(2, People));
            var done = act is null ? federation.Settle(now) : federation.Do(on, act, now);
            yield return new(federation, act is null ? null : on, act, now, done);
            federation = done.After;
        }
    }

    /// <summary>How it begins, and a line for each act with its answer.</summary>
    public override string ToString() => string.Join("\n", Run().Zip(Steps, (moment, step) => $"  {step}: {moment}")
        .Prepend(
            string.Format(CultureInfo.InvariantCulture, "{0} communities, {1} people, world {2}", Communities, People, World)));
}

/// <summary>One act of a federation's story as it was tried.</summary>
/// <param name="Before">The federation before it.</param>
/// <param name="On">On which stream; null where the host records what is due in all.</param>
/// <param name="Act">The act; null where the host records what is due.</param>
/// <param name="At">When it was tried.</param>
/// <param name="Done">What came of it.</param>
public sealed record FederationMoment(Federation Before, StreamId? On, Act? Act, Instant At, Done<Federation> Done)
{
    /// <summary>The federation after it.</summary>
    public Federation After => Done.After;

    /// <summary>
    /// When it was ruled upon: an instant earlier than the stream's last is raised to it (law 12). What is due in all streams is
    /// settled at its own instant.
    /// </summary>
    public Instant RuledAt => On is { } on ? AtIn(on) : At;

    /// <summary>
    /// When something is so in another stream that the act rests on: its own last instant, where that is later.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="stream"/> is <c>default</c>.</exception>
    public Instant AtIn(StreamId stream) => Instant.Max(At, Before.State(stream) switch
    {
        Community community => community.LastAt,
        Link link => link.LastAt,
        PracticeNote note => note.LastAt,
        Adoption adoption => adoption.LastAt,
        Gathering gathering => gathering.LastAt,
        Question question => question.LastAt,
        _ => Instant.MinValue,
    });

    /// <summary>The act, on which stream, when, and what came of it.</summary>
    public override string ToString() =>
        $"{Tried} on {On?.ToString() ?? "all"} at {At} -> " + (Done.Allowed
            ? string.Join(", ", Done.Events.Select(e => e.Event.GetType().Name))
            : "refused, " + Done.Clause);

    // Acts on these streams carry evidence, which would hide what matters.
    private string Tried => Act switch
    {
        null => "what is due",
        Propose propose => $"{propose.By} proposes: {propose.Proposal.Sentence}",
        EndAct { By: ByMandate by } => $"{Act.GetType().Name} by the mandate {by.Given.Id}",
        CallersAct { By: ByMandate by } => $"{Act.GetType().Name} by the mandate {by.Given.Id}",
        _ => $"{Act.GetType().Name} by {Act.Actor?.ToString() ?? "the host"}",
    };
}

/// <summary>Generators of stories over several streams for FsCheck. Nothing in them asks what is allowed.</summary>
public static class Federations
{
    // How long silence takes to be assent.
    private const int SilenceHours = 6;

    // How long somebody has to reply before a removal is voted on.
    private const int NoticeHours = 3;

    // How long a vote on what binds a member or the community takes: no less than the laws say.
    private const int VotingHours = 24;

    private static readonly Deed[] All = (Deed[])Enum.GetValues(typeof(Deed));

    // What soon leaves nothing to be shared is tried seldom.
    private static readonly Deed[] Gentle =
    [
        .. All.Except(
            [Deed.Close, Deed.MergeInto, Deed.Forget, Deed.MergeKeys, Deed.WithdrawOffer, Deed.DeclineLink, Deed.Anything,
                Deed.ObjectTo, Deed.Vote, Deed.CancelGathering, Deed.MergeGatheringKeys, Deed.WithdrawQuestion,
                Deed.MergeQuestionKeys]),
        Deed.CarryOut, Deed.CarryOut, Deed.CarryOut, Deed.Settle, Deed.GiveConsent, Deed.GiveConsent, Deed.RecordFinding,
            Deed.Widen, Deed.PassOn, Deed.PassOn, Deed.LiftRestriction,
        Deed.AcceptLink, Deed.AcceptTerms, Deed.ResumeLink, Deed.Join, Deed.SayYes, Deed.SayYes, Deed.SayNo,
    ];

    /// <summary>When the steps of every story begin.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2016, 3, 1, 9, 0);

    /// <summary>
    /// The charters under which the communities begin. What binds nobody is decided within hours by silence, and what binds a
    /// member or the community within a day by vote. The charters differ in who widens, endorses and calls gatherings, and in
    /// what observers read.
    /// </summary>
    public static IReadOnlyList<Charter> Charters { get; } =
    [
        Swift(),
        Swift().With(Matter.Gather, new MembersBy(RuleNames.Silence)) with { ObserversRead = true, SmallestGroup = 2 },
        Swift().With(Matter.WidenToLinked, new Contributors()).With(Matter.WidenToSystem, new Contributors()),
        Swift().With(Matter.Endorse, new MembersBy(RuleNames.Silence)).With(Matter.Gather, new HolderOf(Office.Convener))
            with {
            SmallestGroup = 3, EndorsedFirst = true, DefaultAudience = Audience.Contributors, ObserversWelcome = false },
    ];

    /// <summary>A story of at most so many steps.</summary>
    public static Gen<FederationStory> Stories(int steps = 60) =>
        from communities in Gen.Choose(2, 4)
        from people in Gen.Choose(6, 10)
        from world in Gen.Choose(0, 999)
        from opening in Gen.Elements(
            Gen.Constant(Array.Empty<FederationStep>()), Passing, Passing, Passing, Opening, Opening, Resting, Resting)
        from opened in opening
        from chunks in Gen.ArrayOf(Chunk, Math.Max(1, steps / 3))
        select new FederationStory(
            communities, people, world, opened.Concat(chunks.SelectMany(c => c)).Take(steps).ToValueList());

    /// <summary>Stories with their shrinker: steps are dropped, then made simpler.</summary>
    public static Arbitrary<FederationStory> Arbitrary(int steps = 60) => Arb.From(Stories(steps), Shrink);

    /// <summary>
    /// Simpler stories: without a half, a quarter and so on of the steps, without each step, with simpler steps, and in a simpler
    /// world.
    /// </summary>
    public static IEnumerable<FederationStory> Shrink(FederationStory story)
    {
        foreach (var steps in Shrinking.Of(Guard.Against.Null(story).Steps, Shrink)) yield return story with { Steps = steps };
        if (story.Communities > 2) yield return story with { Communities = story.Communities - 1 };
        if (story.World > 0) yield return story with { World = 0 };
    }

    private static IEnumerable<FederationStep> Shrink(FederationStep step)
    {
        if (step.Pause == Pause.Hours && step.Hours is not (0 or 1)) yield return step with { Hours = 1 };
        if (step.Which > 0) yield return step with { Which = 0 };
        if (step.Choice > 0) yield return step with { Choice = 0 };
        if (step.Who > 0) yield return step with { Who = 0 };
    }

    internal static Instant When(FederationStep step, Federation federation, Instant last)
    {
        if (step.Pause == Pause.Hours) return last + Duration.FromHours(step.Hours);
        var next = Deeds.Coming(federation, last).Where(at => at > last).Min();
        return step.Pause switch
        {
            Pause.JustBefore => next - Duration.FromSeconds(1),
            Pause.Exactly => next,
            _ => next + Duration.FromHours(1),
        };
    }

    /// <summary>The communities are founded by two people each, and joined by some.</summary>
    internal static Federation Begin(FederationStory story)
    {
        var people = Math.Max(2, story.People);
        var federation = Federation.Under(Directory(people, story.World));
        for (var i = 0; i < Math.Min(Math.Max(1, story.Communities), Deeds.CommunityIds.Length); i++)
        {
            var on = StreamId.Of(Deeds.CommunityIds[i]);
            var (one, two) = (Scenario.Person(1 + (i % people)), Scenario.Person(1 + ((i + 1) % people)));
            var charter = Charters[(i + story.World) % Charters.Count];
            Given(on,
                new ProposeCommunity(
                    one, on.Id, Domain.Of("What this community cares about"), charter, [one, two], 2, Start
                        + Duration.FromDays(30)));
            Given(on, new ConsentToFound(two));
            for (var p = 0; p < people; p++)
                if ((story.World + (p * (i + 2))) % 3 != 0 && Scenario.Person(1 + p) is var person && person != one
                    && person != two)
                    Given(on, new Join(person, federation.Directory.EvidenceFor(person, Start)));
        }

        return federation;

        void Given(StreamId on, CommunityAct act) => federation = federation.Do(on, act, Start).After;
    }

    /// <summary>
    /// Most people are listed all the time, some for a time, some later, and one perhaps never. Organisations and a network have
    /// some of them, and an organisation may be merged.
    /// </summary>
    private static HostDirectory Directory(int people, int world)
    {
        var (listings, placements) = (new List<Listing> { new(Deeds.Leader, Day(-30)) }, new List<Placement>());
        for (var p = 1; p <= people; p++)
        {
            var person = Scenario.Person(p);
            switch ((world + (5 * p)) % 7)
            {
                case 0:
                    listings.Add(new(person, Day(-30), Day(2)));
                    listings.Add(new(person, Day(4)));
                    break;
                case 1:
                    listings.Add(new(person, Day(1)));
                    break;
                case 2 when world % 2 == 0:
                    break;
                default:
                    listings.Add(new(person, Day(-30)));
                    break;
            }

            var (one, other) = p % 2 == 0 ? (Deeds.Groups[0], Deeds.Groups[2]) : (Deeds.Groups[2], Deeds.Groups[0]);
            var moves = (world + p) % 3 == 0 ? Day(1 + (p % 4)) : (Instant?)null;
            placements.Add(new(person, one, Day(-30), moves));
            if (moves is { } then) placements.Add(new(person, other, then));
            if (p % 3 == 0) placements.Add(new(person, Deeds.Groups[1], Day(-30), world % 2 == 1 ? Day(3) : null));
        }

        return new(
            "directory", listings, placements, world % 4 == 3
                ? [new Succession(Deeds.Groups[2], Deeds.Groups[0], Day(3))]
                : null);
    }

    private static Instant Day(int day) => Start + Duration.FromDays(day);

    private static Charter Swift()
    {
        var charter = CommunitiesOfPractice.Charters.Informal()
            .With(Matter.WidenToPublic, new MembersBy(RuleNames.Silence));
        return charter with
        {
            Name = "Swift",
            RemovalNotice = Duration.FromHours(NoticeHours),
            Patience = Duration.FromHours(SilenceHours),
            GatheringNotice = Duration.FromHours(4),
            MeetsEvery = Duration.FromDays(2),
            Rules = charter.Rules.Select(
                named => named with {
                    Rule = named.Rule with { Timing = Timing(named.Rule is MajorityRule ? VotingHours : SilenceHours) } })
                        .ToValueList(),
            Offices =
                charter.Offices.Select(
                    o => o with {
                        OfferPeriod = Duration.FromHours(4), Term = o.Id == Office.Convener ? Duration.FromDays(4) : o.Term })
                            .ToValueList(),
        };
    }

    private static Timing Timing(int hours) => new(Duration.Zero, Duration.FromHours(hours), Duration.FromHours(hours));

    private static Gen<FederationStep[]> Chunk =>
        Gen.Frequency(
            (20, Anything.Select(step => new[] { step })), (6, Sharing), (4, Tending), (4, Linking), (3, Speaking), (2, Passing),
                (1, Asking), (5, Adopting), (2, Deciding), (4, Binding), (4, Gathering), (4, Questioning));

    private static Gen<(Pause Pause, int Hours)> Later => Gen.Frequency(
        (30, Gen.Choose(0, 2).Select(hours => (Pause.Hours, hours))),
        (1, Gen.Choose(-20, -1).Select(hours => (Pause.Hours, hours))),
        (2, Gen.Choose(3, 40).Select(hours => (Pause.Hours, hours))),
        (2, Gen.Constant((Pause.JustBefore, 0))), (4, Gen.Constant((Pause.Exactly, 0))), (1, Gen.Constant((Pause.After, 0))));

    private static Gen<FederationStep> Anything =>
        from deed in Gen.Frequency((2, Gen.Elements(All)), (5, Gen.Elements(Gentle)))
        from who in Gen.Choose(0, 9)
        from which in Gen.Choose(0, 11)
        from choice in Gen.Choose(0, 199)
        from later in Later
        select new FederationStep(deed, who, which, choice, later.Pause, later.Hours);

    // A note is written, consented to, offered, looked at and widened: what random steps alone would seldom do.
    private static Gen<FederationStep[]> Sharing => Gen.OneOf(Wide, Narrower);

    private static Gen<FederationStep[]> Wide => Joined(
        [
            [
                new(Deed.DraftNote, 0, [0, 1, 2]), new(Deed.GiveConsent, 0, [3, 4, 6, 7]), new(Deed.OfferNote, 0, [0, 1, 2]),
                    new(Deed.RecordFinding, 0, [3, 4, 5]), new(Deed.Endorse),
                new(Deed.Widen), new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]), new(Deed.CarryOut, 0, [0, 1]),
            ],
        ]);

    private static Gen<FederationStep[]> Narrower => Chain(
        [Deed.DraftNote, Deed.GiveConsent, Deed.OfferNote, Deed.RecordFinding, Deed.Widen, Deed.Settle, Deed.CarryOut],
        [Deed.DraftNote, Deed.NameContributor, Deed.GiveConsent, Deed.GiveConsent, Deed.OfferNote, Deed.RecordFinding,
            Deed.Endorse, Deed.Widen, Deed.Settle, Deed.CarryOut, Deed.CarryOut],
        [Deed.RecordFinding, Deed.Endorse, Deed.Settle, Deed.CarryOut, Deed.Widen, Deed.Settle, Deed.CarryOut],
        [Deed.DraftNote, Deed.GiveConsent, Deed.OfferNote, Deed.SetEmbargo, Deed.ReportFinding, Deed.Widen, Deed.Settle,
            Deed.CarryOut]);

    // What becomes of a note once it is there.
    private static Gen<FederationStep[]> Tending => Chain(
        [Deed.ReviewNote, Deed.SetEmbargo, Deed.LiftEmbargo, Deed.Supersede, Deed.Narrow],
        [Deed.NameContributor, Deed.GiveConsent, Deed.RevokeConsent, Deed.LeaveNote, Deed.ReviewNote],
        [Deed.PlaceRestriction, Deed.PlaceRestriction, Deed.LiftRestriction, Deed.LiftRestriction],
        [Deed.NameContributor, Deed.GiveConsent, Deed.MergeNoteKeys, Deed.ForgetContributor],
        [Deed.NameLinks, Deed.NameLinks, Deed.Narrow, Deed.Widen, Deed.WithdrawNote, Deed.GiveConsent],
        [Deed.ReviseNote, Deed.GiveConsent, Deed.OfferNote, Deed.ReviewNote, Deed.ReportFinding, Deed.Narrow, Deed.NameLinks]);

    private static Gen<FederationStep[]> Linking => Chain(
        [Deed.OfferLink, Deed.Settle, Deed.CarryOut, Deed.AcceptLink, Deed.Settle, Deed.CarryOut],
        [Deed.OfferLink, Deed.Settle, Deed.CarryOut, Deed.AcceptLink, Deed.Settle, Deed.CarryOut],
        [Deed.PauseLink, Deed.Settle, Deed.CarryOut, Deed.ResumeLink, Deed.Settle, Deed.CarryOut],
        [Deed.OfferTerms, Deed.Settle, Deed.CarryOut, Deed.AcceptTerms, Deed.Settle, Deed.CarryOut],
        [Deed.OfferLink, Deed.Settle, Deed.CarryOut, Deed.AskAboutLink, Deed.AnswerAboutLink, Deed.AcceptLink],
        [Deed.BeginBroking, Deed.PlaceObject, Deed.ReadObject, Deed.StopBroking, Deed.BeginBroking],
        [Deed.EndLink, Deed.Settle, Deed.CarryOut]);

    // Two that speak for themselves agree, and do with their link whatever can be done with it.
    private static Gen<FederationStep[]> Speaking => Joined(
    [
        Spoken(Deed.PauseLink, Deed.ResumeLink, Deed.OfferTerms, Deed.AcceptTerms, Deed.EndLink),
        Spoken(Deed.OfferTerms, Deed.AskAboutLink, Deed.AnswerAboutLink, Deed.AcceptTerms, Deed.PauseLink, Deed.PauseLink,
            Deed.ResumeLink),
        Spoken(Deed.BeginBroking, Deed.BeginBroking, Deed.PlaceObject, Deed.ReadObject, Deed.ReadObject, Deed.MergeLinkKeys,
            Deed.StopBroking, Deed.BeginBroking, Deed.EndLink),
        [new(Deed.OfferLink, 0, Between), new(Deed.WithdrawOffer), new(Deed.OfferLink, 0, Between), new(Deed.AskAboutLink),
            new(Deed.AnswerAboutLink), new(Deed.DeclineLink), new(Deed.OfferLink, 0, Between), new(Deed.AcceptLink)],
    ]);

    // The ways of an offer that have an organisation or a network at both ends.
    private static int[] Between => [5, 23];

    private static Part[] Spoken(params Deed[] then) =>
        [new(Deed.OfferLink, 0, Between), new(Deed.AcceptLink), .. then.Select(deed => new Part(deed))];

    private static Gen<FederationStep[]> Asking =>
        Joined([[new(Deed.OfferLink, 0, [7, 25]), new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]), new(Deed.AnswerAsLeader)]]);

    private static Gen<FederationStep[]> Opening =>
        from linking in Linking from one in Sharing from other in Sharing select linking.Concat(one).Concat(other).ToArray();

    // Two links one after the other, a note that goes by the first, and is passed on by the second.
    private static Gen<FederationStep[]> Passing => Joined(
        [
            [
                new(Deed.OfferLink, 0, [0, 1, 2, 8]), new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]), new(Deed.AcceptLink),
                    new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]),
                new(Deed.OfferLink, 1, [0, 14, 21]), new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]), new(Deed.AcceptLink),
                    new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]),
                new(Deed.DraftNote, 0, [0, 1, 2]), new(Deed.GiveConsent, 0, [2, 3, 4, 5]), new(Deed.OfferNote, 0, [0, 1, 2]),
                    new(Deed.RecordFinding, 0, [1, 3, 5]),
                new(Deed.Widen, 0, [3, 4, 8, 9]), new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]), new(Deed.PassOn),
                    new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]),
            ],
            [new(Deed.PassOn), new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1])],
        ]);

    // Notes are offered in a community, everybody leaves, it rests, people come who were there before or never were, and more is
    // offered; then all that again.
    private static Gen<FederationStep[]> Resting => Joined(
        [
            [.. Shared, .. Deserted, new(Deed.Join), new(Deed.Join, By: 1), new(Deed.Observe, By: 2), .. Shared,
                new(Deed.Join, By: 3)],
            [.. Shared, .. Deserted, new(Deed.Join, By: 2), new(Deed.Narrow), new(Deed.OfferNote, 0, [0, 1, 2]),
                new(Deed.Join, By: 3), .. Shared, .. Deserted, new(Deed.Join, By: 4), new(Deed.Join)],
            [.. Shared, new(Deed.Observe), .. Deserted, new(Deed.Join, By: 3), new(Deed.MergeKeys, By: 3), new(Deed.Join, By: 1),
                new(Deed.Close), new(Deed.Settle)],
        ]);

    private static Part[] Shared =>
        [new(Deed.DraftNote, 0, [0, 1, 2]), new(Deed.GiveConsent, 0, [3, 4, 6, 7]), new(Deed.OfferNote, 0, [0, 1, 2])];

    private static Part[] Deserted => [.. Enumerable.Repeat(new Part(Deed.Leave), 8), new(Deed.Settle)];

    private static Gen<FederationStep[]> Adopting => Chain(
        [Deed.ConsiderNote, Deed.Adopt, Deed.ReportOutcome],
        [Deed.ConsiderNote, Deed.Adapt, Deed.ReportOutcome, Deed.Abandon],
        [Deed.ConsiderNote, Deed.TakeOwnership, Deed.Adopt, Deed.TellStory, Deed.ReportOutcome],
        [Deed.ConsiderNote, Deed.DeclineNote, Deed.ConsiderNote, Deed.Adapt, Deed.Adapt, Deed.TellStory, Deed.Abandon,
            Deed.ReportOutcome, Deed.ConsiderNote],
        [Deed.ConsiderNote, Deed.MergeAdoptionKeys, Deed.TakeOwnership, Deed.TakeOwnership, Deed.Adopt]);

    // A gathering is called, answered, changed and moved; people leave and come back; it is held, and something comes of it. So
    // many hours until it begins, and it lasts three at most.
    private static Gen<FederationStep[]> Gathering => Joined(
    [
        [new(Deed.CallGathering), .. Answers, new(Deed.ChangeCapacity), new(Deed.SayNo), new(Deed.ChangeCapacity), .. Held],
        [new(Deed.CallGathering), new(Deed.SayYes, By: 1), new(Deed.MoveGathering), new(Deed.SayYes, By: 1),
            new(Deed.Settle, Hours: 2), new(Deed.MoveGathering), .. Answers, .. Held],
        [new(Deed.CallGathering, 0, [1, 4, 10, 13]), new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]), new(Deed.AgreeToGathering),
            .. Answers, new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]), new(Deed.WithdrawFromGathering), new(Deed.ReportGone),
            new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]), new(Deed.ReportGone), new(Deed.ReportGone), .. Held],
        [new(Deed.CallGathering), .. Answers, new(Deed.Leave), new(Deed.Leave, By: 1), new(Deed.ReportUnattended),
            new(Deed.ReportGone), new(Deed.TakeOnGathering, By: 3), new(Deed.Join), new(Deed.ReportBack), new(Deed.SayYes),
            new(Deed.ReviseGathering), .. Held],
        [new(Deed.CallGathering, 0, [2, 7, 12]), new(Deed.InviteGuest), .. Answers, new(Deed.RestrictGathering),
            new(Deed.UnrestrictGathering), new(Deed.MergeGatheringKeys), .. Answers, .. Held],
        [new(Deed.CallGathering), .. Answers, new(Deed.ReviseGathering), new(Deed.CancelGathering), new(Deed.SayYes, By: 5)],
    ]);

    private static Part[] Answers =>
        [new(Deed.SayYes), new(Deed.SayYes, By: 1), new(Deed.SayYes, By: 2), new(Deed.SayYes, By: 3), new(Deed.SayYes, By: 4)];

    private static Part[] Held =>
    [
        new(Deed.Settle, Hours: 24), new(Deed.SayCame), new(Deed.SayCame, By: 1), new(Deed.SayCame, By: 2),
        new(Deed.SayWhoCame), new(Deed.OfferToDo, By: 1), new(Deed.PointToNote), new(Deed.PointToDecision, By: 1),
        new(Deed.TakeBackOfferToDo), new(Deed.SayCame, By: 1), new(Deed.Settle, Hours: 13), new(Deed.SayNothingToWrite),
        new(Deed.ForgetWhoCame),
    ];

    // A question is asked, answered, carried over a link that is agreed before, said to have helped, settled and pointed
    // elsewhere; a note is written from it.
    private static Gen<FederationStep[]> Questioning => Joined(
    [
        [new(Deed.AskQuestion, 0, [1, 2]), new(Deed.AnswerQuestion, By: 1), new(Deed.SayHelped), new(Deed.SayWeHaveItToo, By: 2),
            new(Deed.AnswerQuestion, By: 3), new(Deed.SettleQuestion), new(Deed.ReopenQuestion), new(Deed.WithdrawAnswer),
            new(Deed.TakeBackWeHaveItToo)],
        [new(Deed.OfferLink, 0, [0, 1, 2]), new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]), new(Deed.AcceptLink),
            new(Deed.OfferToServe), new(Deed.Settle), new(Deed.CarryOut, 0, [0, 1]), new(Deed.AskQuestion, 0, [1, 2]),
            new(Deed.CarryQuestion), new(Deed.StopCarrying, 0, [0, 3, 6]), new(Deed.BeginBroking), new(Deed.CarryQuestion),
            new(Deed.AnswerQuestion, By: 4), new(Deed.AnswerQuestion, By: 5), new(Deed.SayHelped), new(Deed.StopCarrying),
            new(Deed.CarryQuestion), new(Deed.ReviseQuestion), new(Deed.CarryQuestion)],
        [new(Deed.OfferToServe), new(Deed.Settle), new(Deed.AskQuestion, 0, [1, 2]), new(Deed.CarryQuestion),
            new(Deed.StopCarrying, 0, [0, 3, 6]), new(Deed.CarryQuestion), new(Deed.AnswerQuestion, By: 2),
            new(Deed.ChangeAnswerConsent), new(Deed.ChangeQuestionConsent), new(Deed.StopCarrying)],
        [new(Deed.AskQuestion, 0, [1, 2]), new(Deed.AnswerQuestion, By: 1), new(Deed.SayHelped), new(Deed.AskQuestion, 1, [1, 2]),
            new(Deed.PointToQuestion), new(Deed.StopPointing), .. Shared, new(Deed.PointQuestionToNote), new(Deed.StopPointing),
            new(Deed.DraftNote, 0, [3, 8, 13])],
        [new(Deed.OfferToServe), new(Deed.Settle), new(Deed.AskQuestion, 0, [1, 2]), new(Deed.AnswerQuestion, By: 1),
            new(Deed.ReportQuestion, By: 2), new(Deed.SettleReport), new(Deed.ReportAnswer, By: 3), new(Deed.SettleReport),
            new(Deed.RestrictAnswer), new(Deed.RestrictQuestion),
            new(Deed.LiftAnswerRestriction), new(Deed.UnrestrictQuestion)],
        [new(Deed.AskQuestion, 0, [1, 2]), new(Deed.SayWeHaveItToo, By: 1), new(Deed.AnswerQuestion, By: 2),
            new(Deed.MergeQuestionKeys), new(Deed.AnswerQuestion, By: 3), new(Deed.WithdrawQuestion), new(Deed.WithdrawAnswer)],
    ]);

    private static Gen<FederationStep[]> Deciding => Chain(
        [Deed.OfferToServe, Deed.Settle],
            [Deed.OfferToServe, Deed.Settle, Deed.ObjectTo, Deed.Vote, Deed.Vote, Deed.Vote, Deed.Settle],
        [Deed.OfferToServe, Deed.Settle, Deed.SetEmbargo, Deed.StepDown],
            [Deed.PlaceRestriction, Deed.Leave, Deed.LiftRestriction],
                [Deed.Revive, Deed.Settle, Deed.Vote, Deed.Vote, Deed.Settle]);

    // What binds a member or the community: proposed, voted for by several, and waited for. What changes how charters are amended
    // is voted on twice.
    private static Gen<FederationStep[]> Binding => Joined(
    [
        [new(Deed.Bar), new(Deed.Settle, Hours: NoticeHours), .. Carried],
        [new(Deed.Bar), new(Deed.Settle, Hours: NoticeHours), .. Carried, new(Deed.LiftBar), .. Carried],
        [.. Shared, new(Deed.Bar), new(Deed.Settle, Hours: NoticeHours), .. Carried],
        [new(Deed.AmendCharter, 0, [0, 1, 2, 3, 4, 5, 6]), .. Carried],
        [new(Deed.AmendCharter, 0, [7, 15, 23]), .. Carried, .. Carried],
        [new(Deed.OfferToServe), new(Deed.Settle), new(Deed.Recall), .. Carried],
        [new(Deed.MergeInto), .. Carried],
        [new(Deed.Close), .. Carried],
    ]);

    private static Part[] Carried =>
        [.. Enumerable.Range(0, 4).Select(voter => new Part(Deed.Vote, 0, [0, 2, 4, 6, 8]) { By = voter }),
            new(Deed.Settle, Hours: VotingHours)];

    private static Gen<FederationStep[]> Chain(params Deed[][] chains) =>
        Joined(chains.Select(chain => chain.Select(deed => new Part(deed)).ToArray()).ToArray());

    /// <summary>
    /// Deeds one after the other, on the same things where these fit, each by the person whose turn it is. What is decided is
    /// waited for.
    /// </summary>
    private static Gen<FederationStep[]> Joined(Part[][] chains) =>
        from parts in Gen.Elements(chains)
        from who in Gen.Choose(0, 9)
        from which in Gen.Choose(0, 11)
        from variants in Gen.ArrayOf(Gen.Choose(0, 24), parts.Length)
        from slips in Gen.ArrayOf(Gen.Choose(0, 99), parts.Length)
        select parts.SelectMany((part, i) => Tried(part, who, which, variants[i], slips[i], i)).ToArray();

    /// <summary>
    /// A deed of a chain, and now and then the same wrong on purpose just before it: where everything else is right, nothing
    /// hides what is wrong.
    /// </summary>
    private static IEnumerable<FederationStep> Tried(Part part, int who, int which, int variant, int slip, int place)
    {
        var (by, on) = (who + part.By + (part.Deed is Deed.AnswerAboutLink or Deed.TakeOwnership ? 1 : 0), which + part.Further);
        if (slip < 24 && part.Deed is not Deed.Settle)
            yield return new(part.Deed, who + slip, on, (8 * slip) + 7, Pause.Hours, 0);
        yield return new(
            part.Deed, by, on, (8 * (part.Variants is { } some ? some[variant % some.Length] : variant)) + (place % 5),
            part.Deed == Deed.Settle && part.Hours is null && variant % 4 == 0
                ? Pause.Exactly : Pause.Hours, part.Deed == Deed.Settle ? part.Hours ?? SilenceHours : 0);
    }

    /// <summary>One of several deeds that belong together.</summary>
    /// <param name="Deed">Which.</param>
    /// <param name="Further">In the community so many further on, or on the thing.</param>
    /// <param name="Variants">In one of these ways; null for any.</param>
    /// <param name="Hours">For what is waited for, how long; null for as long as silence takes.</param>
    /// <param name="By">By somebody so many further on.</param>
    private sealed record Part(Deed Deed, int Further = 0, int[]? Variants = null, int? Hours = null, int By = 0);
}
