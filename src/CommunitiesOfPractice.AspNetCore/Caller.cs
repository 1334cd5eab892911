namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// Somebody at one moment, and what the host knows that an act of theirs rests on: what other streams say, the directory, and who speaks for whom. Everything that an
/// act takes as evidence comes from here, and nothing of it from the person. What is not so is null, or evidence that says no; the act's own rules then refuse.
/// </summary>
public sealed class Caller
{
    private readonly Func<Group, bool> _speaksFor;

    internal Caller(PersonId person, Present present, Instant at, Func<Group, bool> speaksFor) =>
        (Person, Present, At, _speaksFor) = (Guard.Against.Default(person), present, at, speaksFor);

    /// <summary>Who.</summary>
    public PersonId Person { get; }

    /// <summary>What the host knows.</summary>
    public Present Present { get; }

    /// <summary>When.</summary>
    public Instant At { get; }

    /// <summary>What the directory says of them.</summary>
    public DirectoryEvidence Directory => Present.Directory.EvidenceFor(Person, At);

    /// <summary>What a community's record says of them; null where there is no such community.</summary>
    public HomeEvidence? In(CommunityId community) => Present.Landscape[community].EvidenceFor(Person, AtFor(community));

    /// <summary>What the record of a note's home says of them; null where there is no such note.</summary>
    public HomeEvidence? AtHomeOf(NoteId note) => Present.Landscape[note] is { Version: > 0, Home: var home } ? In(home) : null;

    /// <summary>As a member of a community; null where there is no such community.</summary>
    public Capacity? AsMemberOf(CommunityId community) => In(community) is { } evidence ? new AsMember(evidence) : null;

    /// <summary>As one of an organisation or a network, if the directory places them there.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>, or neither an organisation nor a network.</exception>
    public Capacity AsStaffOf(Group group) => new AsStaff(Person, group, Directory);

    /// <summary>As spokesperson of an organisation or a network; null where the host does not name them so.</summary>
    public Capacity? AsSpokespersonOf(Group group) => SpokespersonOf(group) is { } named ? new AsSpokesperson(named) : null;

    /// <summary>
    /// In which capacities they may act for an end of a link, or for an adopter: as a member of a community, as spokesperson of an organisation or a network, as one of those whom the directory places there, as themself;
    /// none where they are nothing to it. What each may do is for the link or the adoption to say.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="party"/> is null.</exception>
    public IEnumerable<Capacity> CapacitiesFor(Party party) => Guard.Against.Null(party) switch
    {
        CommunityParty { Community: var community } when Present.Landscape[community].IsMember(Person) => [AsMemberOf(community)!],
        GroupParty { Group: var group } => new[] { AsSpokespersonOf(group), Directory.Groups.Contains(group) ? AsStaffOf(group) : null }.OfType<Capacity>(),
        PersonParty { Person: var person } when person == Person => [AsThemself],
        _ => [],
    };

    /// <summary>As themself.</summary>
    public Capacity AsThemself => new AsThemself(Person);

    /// <summary>That the host names them as spokesperson of an organisation or a network; null where it does not.</summary>
    public Spokesperson? SpokespersonOf(Group group) => _speaksFor(group) ? new Spokesperson(group, Person, Present.Directory.Source) : null;

    /// <summary>A mandate that the members of a community gave; null where that decision gave none.</summary>
    public Mandate? Mandate(CommunityId from, DecisionId decision) => Present.Landscape[from].Mandates.FirstOrDefault(mandate => mandate.Decision == decision);

    /// <summary>
    /// By the mandate that the members of a community gave; null where that decision gave none, or where they are no acting member there: what the members decided is carried out by one of
    /// them or by the host, and by nobody else (law 3).
    /// </summary>
    public Capacity? ByMandateOf(CommunityId from, DecisionId decision) => In(from) is { MayAct: true } && Mandate(from, decision) is { } given ? new ByMandate(given) : null;

    /// <summary>What a link's record says; null where there is no such link that was ever agreed.</summary>
    public LinkEvidence? Link(LinkId link) => Present.Landscape[link].EvidenceAt(At);

    /// <summary>What a note's record says; null where there is no such note.</summary>
    public NoteEvidence? Note(NoteId note) => Present.Landscape[note] is { Version: > 0 } known ? known.Evidence() : null;

    /// <summary>What a community's record says of them, for moving from it: whether they are a member there, and whether a bar or suspension stands.</summary>
    public MembershipEvidence MembershipIn(CommunityId community) => Present.Landscape[community].MembershipEvidenceFor(Person, AtFor(community));

    // What a community's record does not hold yet is no evidence.
    private Instant AtFor(CommunityId community) => Present.WhenToAsk(StreamId.Of(community), At);

    /// <summary>Whether they may read a note, and why.</summary>
    public ReadingAnswer Reading(NoteId note) => Present.Commons.Check(Person, note, At);
}
