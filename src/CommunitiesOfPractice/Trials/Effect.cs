namespace CommunitiesOfPractice.Trials;

/// <summary>The people of a trial, and what they have before them.</summary>
internal sealed class Players
{
    private static readonly Instant Begins = Instant.FromUtc(2015, 1, 5, 9, 0);

    private World? _founded;

    public Players(Charter charter, int people)
    {
        Charter = charter;
        People = [.. Enumerable.Range(0, people).Select(i => PersonId.Of(((char)('A' + i)).ToString()))];
    }

    public Charter Charter { get; }

    /// <summary>The members, in order.</summary>
    public PersonId[] People { get; }

    /// <summary>The member who is to be removed, suspended or recalled.</summary>
    public PersonId Target => People[^1];

    /// <summary>Somebody who is not a member.</summary>
    public static PersonId Newcomer { get; } = PersonId.Of("N");

    /// <summary>
    /// Offices that let their holders do something that others cannot: those that settle a matter, test objections, call a
    /// consensus, give a casting voice, or stand in for such an office.
    /// </summary>
    public IEnumerable<OfficeId> Powers
    {
        get
        {
            var named = Charter.Matters.Select(m => (m.Authority as HolderOf)?.Office)
                .Concat(Charter.Rules.SelectMany(
                    r => new[] { r.Rule.Tester, (r.Rule as RoughConsensusRule)?.Caller, (r.Rule as ChoosingRule)?.CastingVoice }))
                .OfType<OfficeId>().Distinct().ToArray();
            return Charter.Offices.Select(o => o.Id)
                .Where(id => named.Contains(id) || named.Any(of => Charter.Office(of)?.Deputies == id));
        }
    }

    /// <summary>Offices that somebody would miss: those that must be filled, and those of <see cref="Powers"/>.</summary>
    public IEnumerable<OfficeId> Needed => Charter.Offices.Where(o => o.MustBeFilled || Powers.Contains(o.Id)).Select(o => o.Id);

    /// <summary>The kinds of group of which the charter asks for a quorum.</summary>
    public IEnumerable<GroupKind> GroupKinds => Charter.Rules.SelectMany(r => KindsIn(r.Rule.Quorum)).Distinct();

    /// <summary>Two groups of a kind.</summary>
    public static DirectoryGroup[] Groups(GroupKind kind) => [new(kind, "one"), new(kind, "other")];

    /// <summary>
    /// A community under the charter in which everybody is a founder; where the charter asks for groups, its members are of two,
    /// in turn.
    /// </summary>
    public World Founded() => _founded ??= Found();

    private World Found()
    {
        var world = new World(Community.Unknown(CommunityId.Of("trial")), Begins, null, [], 0);
        world = Do(
            world, new ProposeCommunity(
                People[0], "A trial", Domain.Of("What this charter lets happen"), Charter, People.ToValueList(), People.Length,
                    Begins + Duration.FromDays(1)));
        foreach (var person in People.Skip(1)) world = Do(world, new ConsentToFound(person));
        var kinds = GroupKinds.ToArray();
        for (var i = 0; i < People.Length && kinds.Length > 0; i++) world =
            Do(world, new ReportMover(People[i], kinds.Select(kind => Groups(kind)[i % 2]).ToValueList(), "directory"));
        return world;
    }

    /// <summary>The world after an act; the same where it is refused.</summary>
    public static World Do(World world, IActOn<Community> act) =>
        Then(world, world.Community.Do((IActOn<Community>)Option.Towards((Act)act).WithWords(Effect.Why), world.At), world.At);

    /// <summary>The world so much later.</summary>
    public static World Wait(World world, Duration time) => Then(world, world.Community.Settle(world.At + time), world.At + time);

    private static World Then(World world, Done<Community> done, Instant at) =>
        world with { Community = done.After, At = at, Lines = [.. world.Lines, .. done.Events] };

    /// <summary>The world in which somebody has taken up an office because they offered and nobody objected.</summary>
    public World Holding(World world, OfficeId office, PersonId person) =>
        Wait(Do(world, new OfferToServe(person, office)), Charter.Office(office)!.OfferPeriod);

    private static IEnumerable<GroupKind> KindsIn(Quorum quorum) => quorum switch
    {
        GroupQuorum groups => KindsIn(groups.Within).Prepend(groups.Kind),
        EachOf each => each.Quorums.SelectMany(KindsIn),
        EitherOf either => either.Quorums.SelectMany(KindsIn),
        AbsoluteQuorum or ShareQuorum or SquareRootQuorum or SupportQuorum => [],
        _ => throw new InvalidOperationException($"{quorum.GetType().Name} is not known."),
    };
}

/// <summary>Something that people want to bring about, or to know that nobody can bring about.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="Words">What it is to do it: <c>remove another member</c>.</param>
/// <param name="First">The world in which it begins; null where the charter does not know it.</param>
/// <param name="Proposals">What is proposed for it.</param>
/// <param name="Alone">What somebody could do for it alone.</param>
/// <param name="Shows">Whether a line says that it has happened.</param>
internal sealed record Effect(
    string Name, Said Words, Func<World?> First, Proposal[] Proposals, Func<PersonId, IActOn<Community>[]> Alone,
    Func<Entry, Community, bool> Shows)
{
    internal static readonly FreeText Why = FreeText.Of("Because it is so.");

    /// <summary>Whether it decides for others (law 16).</summary>
    public bool Binds => Proposals.Any(proposal => proposal.Affects != Affects.Nobody);

    /// <summary>Everything that a trial asks after.</summary>
    public static IEnumerable<Effect> All(Players players)
    {
        yield return Decided("remove", Said.Of("trial.remove"), players,
            new Remove(players.Target, Why), e => e is MemberRemoved);
        yield return Decided("suspend", Said.Of("trial.suspend"), players,
            new Bar(players.Target, Why, Duration.FromDays(30)), e => e is PersonBarred);
        if (players.Charter.Offices.Count > 0)
        {
            var office = players.Charter.Offices.FirstOrDefault(o => o.MustBeFilled) ?? players.Charter.Offices[0];
            yield return Decided("recall", Said.Of("trial.recall", office.Id), players,
                new Recall(office.Id, players.Target, Why), e => e is OfficeLeft) with
            {
                First = () => players.Holding(players.Founded(), office.Id, players.Target) is var world
                    && world.Community.Office(office.Id).IsHeldBy(players.Target) ? world : null,
                Shows = (entry, _) => entry.Event is OfficeLeft && entry.Under?.Kind == WitnessKind.Decision,
            };
        }

        yield return Decided("amend", Said.Of("trial.amend"), players,
            new AmendCharter(Amended(players.Charter)), e => e is CharterAmended);
        yield return Decided("amend-itself", Said.Of("trial.amend-itself"), players,
            new AmendCharter(AmendedItself(players.Charter)), e => e is CharterAmended);
        yield return Decided("close", Said.Of("trial.close"), players, new Close(Why, Why), e => e is CommunityClosed);
        yield return Decided("split", Said.Of("trial.split"), players,
            new Split(CommunityId.Of("another"), Why), e => e is MandateGiven);
        yield return Decided("invite", Said.Of("trial.invite"), players,
            new InvitePerson(Players.Newcomer), e => e is InvitationMade) with
            { Alone = by => [new Invite(by, Players.Newcomer)] };
        yield return Decided("admit", Said.Of("trial.admit"), players,
            new Admit(Players.Newcomer), e => e is MemberJoined) with
            { First = Asked, Alone = by => [new ApproveRequest(by, Players.Newcomer)] };
        yield return Decided("decline", Said.Of("trial.decline"), players,
            new Admit(Players.Newcomer), e => e is RequestDeclined) with
            { First = Asked, Proposals = [], Alone = by => [new DeclineRequest(by, Players.Newcomer, Why)] };
        foreach (var office in players.Needed) yield return TakeUp(players, office);
        yield return Decided("resolve", Said.Of("trial.resolve"), players, new Resolve(Why), _ => false) with
        {
            Shows = (entry, after) => entry.Event is DecisionClosed { Result.Outcome: Outcome.Carried } closed
                && after.Decision(closed.Decision)?.Proposal is Resolve,
        };

        World? Asked()
        {
            var world = Players.Do(players.Founded(), players.Charter.Joining.ForOthers.Asking(Players.Newcomer));
            return world.Community.Requests.Any() ? world : null;
        }
    }

    /// <summary>Taking up an office by offering to serve in it.</summary>
    public static Effect TakeUp(Players players, OfficeId office) => Decided(
        "take-up", Said.Of("trial.take-up", office), players, new Elect(office), e => e is OfficeTakenUp) with
    {
        Alone = by => [new OfferToServe(by, office)],
        Shows = (entry, _) => entry.Event is OfficeTakenUp taken && taken.Office == office,
    };

    /// <summary>The charter with one number of no weight changed.</summary>
    public static Charter Amended(Charter charter) =>
        charter with { SmallestGroup = charter.SmallestGroup == 100 ? 99 : charter.SmallestGroup + 1 };

    /// <summary>The charter with a day more of notice of amendments, or none.</summary>
    private static Charter AmendedItself(Charter charter)
    {
        if (charter[Matter.Amend] is not MembersBy { Rule: var name } || charter.Rule(name) is not { } rule)
            return Amended(charter);
        return new[] { rule.Timing.Notice + Bounds.Day, Duration.Zero }
            .Select(notice => rule.Timing with { Notice = notice })
            .Select(timing => charter.With(name, rule with { Timing = timing }))
            .FirstOrDefault(changed => changed.AmendsItself(charter) && changed.Check(2).Count == 0) ?? Amended(charter);
    }

    private static Effect Decided(string name, Said words, Players players, Proposal proposal, Func<Event, bool> shows) =>
        new(name, words, players.Founded, [proposal], _ => [], (entry, _) => shows(entry.Event));
}
