namespace CommunitiesOfPractice;

/// <summary>
/// Somebody at one moment, and what the record and the host's directory say of them: in which capacities they may act, what an
/// act of theirs rests on, what they may do on a stream, and what they may see. A host makes one for each request, so that no
/// evidence comes from the person. What is not so is null, or evidence that says no. The act's own rules then refuse.
/// </summary>
public sealed class Caller
{
    private readonly HostDirectory _directory;
    private readonly Func<DirectoryGroup, bool> _speaksFor;

    /// <summary>Somebody at one moment.</summary>
    /// <param name="person">Who.</param>
    /// <param name="at">When.</param>
    /// <param name="commons">What the record says: every stream, and who may read which note.</param>
    /// <param name="directory">What the host says of people.</param>
    /// <param name="speaksFor">Whether the host names them as spokesperson of an organisation or a network; null for
    /// none.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="commons"/> or <paramref name="directory"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Caller(
        PersonId person, Instant at, Commons commons, HostDirectory directory, Func<DirectoryGroup, bool>? speaksFor = null)
    {
        Guard.Against.OutsideYears(at);
        (Person, At, Commons) = (Guard.Against.Default(person), at, Guard.Against.Null(commons));
        (_directory, _speaksFor) = (Guard.Against.Null(directory), speaksFor ?? (_ => false));
    }

    /// <summary>Who.</summary>
    public PersonId Person { get; }

    /// <summary>When.</summary>
    public Instant At { get; }

    /// <summary>What the record says.</summary>
    public Commons Commons { get; }

    /// <summary>Every stream.</summary>
    public Landscape Landscape => Commons.Landscape;

    /// <summary>What the directory says of them.</summary>
    public DirectoryEvidence Directory => field ??= _directory.EvidenceFor(Person, At);

    /// <summary>The same person at another instant.</summary>
    /// <param name="instant">When.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="instant"/> lies outside the <see cref="Years"/>.</exception>
    public Caller AsOf(Instant instant) => new(Person, instant, Commons, _directory, _speaksFor);

    // ---- Which parties they act for.

    /// <summary>
    /// Every capacity that they may act in: for each community of theirs, for each organisation and network that they belong to
    /// or speak for, and as themself. A mandate is none of them: <see cref="ByMandateOf"/>.
    /// </summary>
    public IEnumerable<Capacity> Capacities =>
    [
        .. Landscape.Communities.Where(community => community.IsMember(Person)).Select(community => AsMemberOf(community.Id)!),
        .. Directory.Groups.Where(group => group.Kind is GroupKind.Organisation or GroupKind.Network)
            .Select(group => CapacityFor(Party.Of(group))!),
        AsThemself,
    ];

    /// <summary>
    /// The capacity in which they may act for an end of a link, or for an adopter: as a member of a community, as spokesperson of
    /// an organisation or a network, as somebody that the directory places there, or as themself. Null where they are nothing to
    /// it. The link or the adoption says what the capacity is enough for.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="party"/> is null.</exception>
    public Capacity? CapacityFor(Party party) => Guard.Against.Null(party) switch
    {
        CommunityParty { Community: var community } => Landscape[community].IsMember(Person) ? AsMemberOf(community) : null,
        GroupParty { Group: var group } =>
            AsSpokespersonOf(group) ?? (Directory.Groups.Contains(group) ? AsStaffOf(group) : (Capacity?)null),
        PersonParty { Person: var person } => person == Person ? AsThemself : null,
        _ => throw new InvalidOperationException($"{party.GetType().Name} is not known."),
    };

    /// <summary>
    /// The capacities in which they belong to a stream: of a link, for each end of theirs, or as themself where they carry it and
    /// belong to no end; of a note, as a member of its home; of an adoption, for its adopter; of a gathering, as a member of each
    /// community of theirs that calls it or is asked to, or of its home where there is none. Of what is not begun yet: every
    /// capacity that could begin it. On a community and a question a person acts as themself, and it is empty.
    /// </summary>
    /// <param name="on">Which stream.</param>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>.</exception>
    public IEnumerable<Capacity> CapacitiesOn(StreamId on)
    {
        Guard.Against.Default(on);
        return on.Kind switch
        {
            StreamKind.Community => [],
            StreamKind.Link => Landscape[LinkId.Of(on)] is { Version: > 0 } link ? link.CapacitiesOf(this) : Capacities,
            StreamKind.Note => Landscape[NoteId.Of(on)] is { Version: > 0, Home: var home }
                ? [AsMemberOf(home)!]
                : Capacities.OfType<AsMember>(),
            StreamKind.Adoption => Landscape[AdoptionId.Of(on)] is not { Version: > 0 } adoption ? Capacities
                : CapacityFor(adoption.Adopter!) is { } by ? [by] : [],
            StreamKind.Gathering => Landscape[GatheringId.Of(on)] is { Version: > 0 } gathering
                ? gathering.With.Select(party => party.Community).Prepend(gathering.Home)
                    .Where(community => Landscape[community].IsMember(Person)).DefaultIfEmpty(gathering.Home)
                    .Select(AsMemberOf).OfType<AsMember>()
                : Capacities.OfType<AsMember>(),
            StreamKind.Question => [],
            _ => throw new InvalidOperationException($"{on.Kind} is not known."),
        };
    }

    /// <summary>
    /// As a member of a community; null where there is no such community. The act refuses somebody who is not a member.
    /// </summary>
    public AsMember? AsMemberOf(CommunityId community) => Landscape[community].AsMember(Person, Recorded(community));

    /// <summary>As a member of a note's home; null where there is no such note.</summary>
    public AsMember? AsMemberOfHome(NoteId note) => Landscape[note] is { Version: > 0, Home: var home } ? AsMemberOf(home) : null;

    /// <summary>As somebody of an organisation or a network, as the directory says.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>, or neither an organisation nor a network.</exception>
    public AsStaff AsStaffOf(DirectoryGroup group) => new(Person, group, Directory);

    /// <summary>As spokesperson of an organisation or a network; null where the host does not name them so.</summary>
    public AsSpokesperson? AsSpokespersonOf(DirectoryGroup group) =>
        SpokespersonOf(group) is { } named ? new AsSpokesperson(named) : null;

    /// <summary>As themself.</summary>
    public AsThemself AsThemself => new(Person);

    /// <summary>
    /// By the mandate that the members of a community gave. Null where that decision gave none, or where the person is not an
    /// acting member there. Only an acting member or the host may carry out what the members decided (law 3).
    /// </summary>
    public ByMandate? ByMandateOf(CommunityId from, DecisionId decision) =>
        AsMemberOf(from) is { Evidence.MayAct: true } && Mandate(from, decision) is { } given ? new ByMandate(given) : null;

    // ---- What an act of theirs rests on.

    /// <summary>That the host names them as spokesperson of an organisation or a network; null where it does not.</summary>
    public Spokesperson? SpokespersonOf(DirectoryGroup group) =>
        _speaksFor(group) ? new Spokesperson(group, Person, _directory.Source) : null;

    /// <summary>A mandate that the members of a community gave; null where that decision gave none.</summary>
    public Mandate? Mandate(CommunityId from, DecisionId decision) =>
        Landscape[from].Mandates.FirstOrDefault(mandate => mandate.Decision == decision);

    /// <summary>What a link's record says; null where there is no such link that was ever agreed.</summary>
    public LinkEvidence? EvidenceOf(LinkId link) => Landscape[link].EvidenceAt(At);

    /// <summary>What a note's record says; null where there is no such note.</summary>
    public NoteEvidence? EvidenceOf(NoteId note) => Landscape[note].Evidence();

    /// <summary>
    /// What a community's record says of them, for moving from it: whether they are a member there, and whether a bar or
    /// suspension is in force.
    /// </summary>
    public MembershipEvidence MembershipIn(CommunityId community) =>
        Landscape[community].MembershipEvidenceFor(Person, Recorded(community));

    /// <summary>
    /// What a community's record says of them and calling gatherings; null where it is not founded, or is closed.
    /// </summary>
    public CallingEvidence? CallingIn(CommunityId community) =>
        Landscape[community].CallingEvidenceFor(Person, Recorded(community));

    /// <summary>
    /// What the record says of them for looking after a gathering: that of the first community that calls it and lets them, else
    /// of its home. Null where that is not founded, or is closed.
    /// </summary>
    public CallingEvidence? CallingOf(GatheringId gathering) => Landscape[gathering] is { Version: > 0 } called
        ? called.CalledBy.Select(CallingIn).FirstOrDefault(home => home is { MayLookAfter: true }) ?? CallingIn(called.Home)
        : null;

    /// <summary>By what they may come to a gathering.</summary>
    public InvitationEvidence InvitationTo(GatheringId gathering) =>
        new(gathering, Person, Commons.ComesBy(Person, gathering, At), Commons.Position);

    /// <summary>
    /// What a community's record says of them and of asking questions; null where it is not founded, or is closed.
    /// </summary>
    public AskingEvidence? AskingIn(CommunityId community) =>
        Landscape[community].AskingEvidenceFor(Person, Recorded(community));

    /// <summary>
    /// What the record of a question's community says of them; null where there is no such question, or the community is closed.
    /// </summary>
    public AskingEvidence? AskingOf(QuestionId question) =>
        Landscape[question] is { Version: > 0, Home: var home } ? AskingIn(home) : null;

    /// <summary>
    /// What the records of a question's community and of a link say of them, for carrying it there; null where there is no such
    /// question, its community is closed, or is at no end of the link.
    /// </summary>
    public CarryingEvidence? CarryingOf(QuestionId question, LinkId link) =>
        Landscape[question] is { Version: > 0, Home: var home }
        ? Landscape[home].CarryingEvidenceFor(Person, Landscape[link], Recorded(home))
        : null;

    /// <summary>Whether they may read a question, and from where.</summary>
    public QuestionReadingEvidence ReadingOf(QuestionId question) => Commons.EvidenceOf(Person, question, At);

    /// <summary>What a question's record says; null where there is no such question.</summary>
    public QuestionEvidence? EvidenceOf(QuestionId question) => Landscape[question].Evidence();

    /// <summary>
    /// What a question's record says, for a note that they write from it; null where there is no such question or answer.
    /// </summary>
    /// <param name="question">Which question.</param>
    /// <param name="answers">The numbers of the answers that the note uses.</param>
    /// <exception cref="ArgumentNullException"><paramref name="answers"/> is null.</exception>
    public QuestionUse? UseOf(QuestionId question, ValueList<int> answers) =>
        Landscape[question].UseFor(ReadingOf(question), answers, At);

    /// <summary>
    /// What was reported of a question, as far as they may know: all of it, for those who settle reports; else what they reported
    /// themself. A host shows nobody who reported.
    /// </summary>
    public IEnumerable<QuestionReport> ReportsOf(QuestionId question) => AskingOf(question) is { SettlesReports: true }
        ? Landscape[question].Reports
        : Landscape[question].Reports.Where(report => report.By == Person);

    /// <summary>That a community's record holds a decision; null where it holds none of that number.</summary>
    public DecisionEvidence? EvidenceOf(CommunityId community, DecisionId decision) =>
        Landscape[community] is var state && state.Decision(decision) is not null
            ? new(community, decision, state.Version)
            : null;

    /// <summary>
    /// The gatherings that they may see, in the order in which they take place: those that are not over, or all.
    /// </summary>
    /// <param name="over">Whether those that are over or cancelled are among them.</param>
    public IEnumerable<ShownGathering> Gatherings(bool over = false) => Landscape.GatheringStates.All()
        .Where(gathering => gathering.Version > 0 && (over || !gathering.IsOver(At)))
        .OrderBy(gathering => gathering.Time!.Start).ThenBy(gathering => gathering.Id)
        .Select(gathering => gathering.ShownTo(this)).OfType<ShownGathering>();

    /// <summary>Whether they may read a note, and why.</summary>
    public ReadingAnswer Reading(NoteId note) => Commons.Check(Person, note, At);

    /// <summary>Whether they may read a question, and why.</summary>
    public ReadingAnswer Reading(QuestionId question) => Commons.Check(Person, question, At);

    // ---- What they may do, and see.

    /// <summary>
    /// What they may do on a stream now, and why not the rest (law 11), with the evidence that each act rests on, in each
    /// capacity in which they belong to it. They leave as themself a link that they carry and belong to no end of. Empty where
    /// they may not see it (<see cref="MaySee"/>). For a note that nobody has written, it is drafting the note, for each
    /// community of theirs. For an adoption that nobody has begun it is empty, because the adoption does not say of which note.
    /// For a gathering that nobody has called it is empty too: whether they may call one, <see cref="CallingIn"/> says. So it is
    /// for a question that nobody has asked: whether they may ask one, <see cref="AskingIn"/> says.
    /// </summary>
    /// <param name="on">Which stream.</param>
    /// <param name="wanted">Tells the acts that are wanted: in a community, only those are asked. Null for all.</param>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>.</exception>
    public IReadOnlyList<Option> OptionsOn(StreamId on, Func<Act, bool>? wanted = null)
    {
        Guard.Against.Default(on);
        return on.Kind switch
        {
            StreamKind.Community => Landscape[CommunityId.Of(on)].OptionsFor(Person, At, Directory, wanted),
            StreamKind.Link => Each<Capacity>(by => Landscape[LinkId.Of(on)].OptionsFor(by, At)),
            StreamKind.Note => Each<AsMember>(by => Landscape[NoteId.Of(on)].OptionsFor(by, At)),
            StreamKind.Adoption => Landscape[AdoptionId.Of(on)] is { Version: > 0 } adoption
                ? Each<Capacity>(by => adoption.OptionsFor(by, At, Reading(adoption.Note).Evidence))
                : [],
            StreamKind.Gathering => MaySee(on).Allowed && Landscape[GatheringId.Of(on)] is var gathering
                ? [.. gathering.OptionsFor(
                        InvitationTo(gathering.Id),
                        CapacitiesOn(on).OfType<AsMember>()
                            .Select(by => (By: (Capacity)by, Home: CallingIn(by.Evidence.Community)))
                            .Where(one => one.Home is not null).Select(one => (one.By, one.Home!)),
                        At)
                    .Where(option => wanted?.Invoke(option.Act) != false)]
                : [],
            StreamKind.Question => MaySee(on).Allowed && Landscape[QuestionId.Of(on)] is var question
                ? [.. question.OptionsFor(
                        ReadingOf(question.Id), AskingOf(question.Id),
                        Landscape.LinksOf(Party.Of(question.Home)).Where(link => link.IsKept(At))
                            .Select(link => CarryingOf(question.Id, link.Id)).OfType<CarryingEvidence>(),
                        At)
                    .Where(option => wanted?.Invoke(option.Act) != false)]
                : [],
            _ => throw new InvalidOperationException($"{on.Kind} is not known."),
        };

        IReadOnlyList<Option> Each<TCapacity>(Func<TCapacity, IEnumerable<Option>> options) =>
            Landscape.VersionOf(on) == 0 || MaySee(on).Allowed
                ? [.. CapacitiesOn(on).OfType<TCapacity>().SelectMany(options)
                    .Where(option => wanted?.Invoke(option.Act) != false).Distinct()]
                : [];
    }

    /// <summary>
    /// Whether they may see that a stream is there. Everybody may see a community, and a link that was agreed. Those at its ends
    /// may see an offer, and what a leader is asked. A note is for those who may read it, its contributors and its home's
    /// members. So is a question, which those who answered it see too. An adoption is for the adopter and for those who may see
    /// its note. A gathering is for those who may come, and for its communities. Somebody who may not see it is told what they
    /// would be told if there were none.
    /// </summary>
    /// <param name="on">Which stream.</param>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>.</exception>
    public Answer MaySee(StreamId on)
    {
        Guard.Against.Default(on);
        return on.Kind switch
        {
            StreamKind.Community => Landscape[CommunityId.Of(on)] is { Version: > 0 }
                ? new Answer(true, Clauses.SeeingCommunity, Witness.Of(CommunityId.Of(on)))
                : NotThere(Clauses.SeeingCommunity, Witness.Of(CommunityId.Of(on))),
            StreamKind.Link => Landscape[LinkId.Of(on)].MaySee(this),
            StreamKind.Note => Reading(NoteId.Of(on)).For(Person) is var reading && reading.Clause == Clauses.ReadingUnknown
                ? reading
                : new Answer(true, Clauses.SeeingNote, Witness.Of(NoteId.Of(on))),
            StreamKind.Adoption => Landscape[AdoptionId.Of(on)].MaySee(this),
            StreamKind.Gathering => Landscape[GatheringId.Of(on)].MaySee(this),
            StreamKind.Question => Landscape[QuestionId.Of(on)].MaySee(this),
            _ => throw new InvalidOperationException($"{on.Kind} is not known."),
        };
    }

    internal static Answer NotThere(Clause clause, Witness witness) =>
        new(false, clause, witness, new MissingCondition(Condition.Existence, witness.Id));

    // What a community's record does not hold yet is no evidence.
    private Instant Recorded(CommunityId community) => Landscape.WhenToAsk(StreamId.Of(community), At);
}
