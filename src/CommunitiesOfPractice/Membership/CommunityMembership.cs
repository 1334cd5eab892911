namespace CommunitiesOfPractice;

public sealed partial class Community
{
    /// <summary>How many members there are.</summary>
    public int MemberCount => Roll.Members;

    /// <summary>How many of them count towards an electorate: not on leave, away, suspended or unclaimed.</summary>
    public int CountingMembers => Roll.Counting;

    /// <summary>
    /// Everybody who is a member, by the order of their keys. Whether somebody is among them costs no walk over the others.
    /// </summary>
    public IReadOnlyCollection<PersonId> Members =>
        field ??= new KeyedPeople<Standing>(Roll.Standings, Roll.Members, standing => standing.IsMember);

    /// <summary>
    /// Whether somebody may see who the <see cref="Members"/> are. A member may. Everybody else is refused, and told the way in
    /// where there is one.
    /// </summary>
    /// <param name="person">The person.</param>
    /// <param name="at">When. What is due by then is taken to have happened.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Answer MaySeeMembers(PersonId person, Instant at)
    {
        Guard.Against.Default(person);
        var now = At(at);
        return now.IsMember(person)
            ? new Answer(true, Clauses.SeeingMembers, Witness.Of(person))
            : new Answer(false, Clauses.SeeingMembers, Witness.Of(person),
                new MissingCondition(Condition.Membership, person.Value), now.WayIn(person, at)) { By = person };
    }

    /// <summary>
    /// Everybody the community has a standing for, members or not, with where they stand, by the order of their keys.
    /// </summary>
    public IEnumerable<KeyValuePair<PersonId, Standing>> Standings => Roll.Standings.OrderBy(s => s.Key);

    /// <summary>Everybody who observes, by the order of their keys.</summary>
    public IReadOnlyCollection<PersonId> Observers => field ??= new KeyedPeople<Tenure>(Roll.Observers, Roll.Observers.Count);

    /// <summary>Everybody who follows, by the order of their keys.</summary>
    public IReadOnlyCollection<PersonId> Followers => field ??= new KeyedPeople<Tenure>(Roll.Followers, Roll.Followers.Count);

    /// <summary>
    /// Requests to join that wait for an answer, or were declined and may be made again, by the order of their keys.
    /// </summary>
    public IEnumerable<JoinRequest> Requests => Admissions.Requests.Select(r => r.Value).OrderBy(r => r.Person);

    /// <summary>Invitations that are open, in the order they were made.</summary>
    public IEnumerable<Invitation> Invitations => Admissions.Invitations.Select(i => i.Value).OrderBy(i => i.Id);

    /// <summary>Members who have not accepted the charter in force. They lose nothing by it.</summary>
    public IEnumerable<PersonId> YetToAcceptCharter =>
        CharterAt(LastAt) is { Number: var version }
            ? Roll.Standings.Where(s => s.Value.IsMember && s.Value.CharterAccepted < version).Select(s => s.Key).OrderBy(p => p)
            : [];

    /// <summary>Whether somebody is a member.</summary>
    public bool IsMember(PersonId person) => Roll[person].IsMember;

    /// <summary>
    /// What somebody is to the community now: <see cref="Standing.None"/> for somebody the community has no record of.
    /// </summary>
    public Standing StandingOf(PersonId person) => Roll[person];

    /// <summary>A bar or suspension that is in force. Null for none.</summary>
    public Tenure? BarOn(PersonId person) => Roll.Bars.Find(person);

    /// <summary>The people who are barred or suspended, in the order of their keys.</summary>
    public IReadOnlyCollection<PersonId> Barred => field ??= new KeyedPeople<Tenure>(Roll.Bars, Roll.Bars.Count);

    /// <summary>A leave of absence; null for none.</summary>
    public Tenure? LeaveOf(PersonId person) => Roll.Leaves.Find(person);

    /// <summary>Groups that somebody belonged to and no longer does.</summary>
    public ValueList<Affiliation> PastAffiliationsOf(PersonId person) =>
        Roll.PastAffiliations.Find(person) ?? ValueList<Affiliation>.Empty;

    /// <summary>Who offered to accompany somebody; null for nobody.</summary>
    public PersonId? CompanionOf(PersonId person) => Roll.Companions.TryGet(person, out var companion) ? companion : null;

    /// <summary>The members that somebody offered to accompany, in the order of their keys.</summary>
    /// <param name="companion">Who offered.</param>
    public IEnumerable<PersonId> AccompaniedBy(PersonId companion) =>
        Roll.Companions.Where(pair => pair.Value == companion && IsMember(pair.Key)).Select(pair => pair.Key)
            .OrderBy(person => person);

    /// <summary>
    /// The key that a person goes by here: the one given, unless the host found it to be a second key of somebody (law 13). What
    /// is over names people by the keys they then had.
    /// </summary>
    public PersonId KeyOf(PersonId person) => SecondKeys.KeyOf(person);

    /// <summary>
    /// A key, and every second key that was merged into it. The first of them by which somebody has a ballot in a sealed box is
    /// the key whose ballot counts.
    /// </summary>
    public IEnumerable<PersonId> KeysOf(PersonId person) => SecondKeys.KeysOf(person);

    /// <summary>Whether there is any record of somebody here, by this key.</summary>
    internal bool Knows(PersonId person) =>
        Roll.Standings.Has(person) || Roll.Observers.Has(person) || Roll.Followers.Has(person)
        || Admissions.Requests.Has(person) || Admissions.Invited.Has(person) || Life.Founding.Founders.Contains(person)
        || OfficesHeldBy(person).Any() || SecondKeys.Of.Has(person);

    /// <summary>Whether this is how the record names somebody who goes by that key now.</summary>
    internal bool IsBy(PersonId? recorded, PersonId person) => recorded is { } somebody && KeyOf(somebody) == person;

    /// <summary>The same proposal, about people by the keys they go by now.</summary>
    internal Proposal Current(Proposal proposal) =>
        proposal.Named.Where(SecondKeys.Into.Has).Aggregate(proposal, (so, person) => so.Merged(new(KeyOf(person), person)));

    /// <summary>How somebody comes in, where they are not a member and there is a way now.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Option? WayIn(PersonId person, Instant at)
    {
        var now = At(at);
        return new Sitting(now, Instant.Max(at, LastAt)).WayIn(person) is CommunityAct act
            ? new Option(act, now.Ask(act, at))
            : null;
    }
}
