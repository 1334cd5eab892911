using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>
/// Two communities, a link between them, and people in organisations: everything that a gathering rests on outside its stream.
/// Time passes only where a test says so.
/// </summary>
internal sealed class World
{
    private readonly List<Recorded> _lines = [];

    public World(params (PersonId Person, string Organisation)[] placed)
    {
        Directory = new(
            "directory", Everybody.Select(person => new Listing(person, Instant.MinValue)),
            placed.Select(one => new Placement(one.Person, DirectoryGroup.Organisation(one.Organisation), Instant.MinValue)));
        Found(Callers.Maternity, Person(1), Person(2));
        Found(Callers.Sepsis, Person(6), Person(7));
        foreach (var person in new[] { 3, 4, 5 }) Do(Callers.Maternity, new Join(Person(person)));
    }

    public static IEnumerable<PersonId> Everybody => Enumerable.Range(1, 9).Select(Person);

    public Instant Now { get; set; } = Instant.FromUtc(2016, 3, 1, 9, 0);

    public HostDirectory Directory { get; }

    public Commons Commons => Commons.Empty.With(Directory).After(_lines);

    public Gathering Gathering => Commons.Landscape[Callers.First];

    public static PersonId Person(int number) => PersonId.Of($"k-{number}");

    public Caller Caller(int person) => new(Person(person), Now, Commons, Directory);

    public void Do(CommunityId community, CommunityAct act) => Do(StreamId.Of(community), act);

    public void Do(StreamId on, Act act)
    {
        var done = Commons.Landscape.Do(on, act, Now);
        if (!done.Allowed) throw new ScenarioException($"{act} on {on} was refused: {done.Text}");
        _lines.AddRange(done.Events.Select(entry => new Recorded(_lines.Count + 1, entry)));
    }

    /// <summary>Somebody calls the gathering of the examples for their community.</summary>
    public void Call(int by, GatheringCall call, CommunityId? of = null)
    {
        var (caller, home) = (Caller(by), of ?? Callers.Maternity);
        Do(StreamId.Of(Callers.First), new CallGathering(
            caller.AsMemberOf(home)!, caller.CallingIn(home)!, call, ZoneEvidence.Of(call.When, Callers.Zones)));
    }

    public void Yes(params int[] people)
    {
        foreach (var person in people)
            Do(StreamId.Of(Callers.First), new SayYes(Person(person), Caller(person).InvitationTo(Callers.First)));
    }

    public void Came(params int[] people)
    {
        foreach (var person in people)
            Do(StreamId.Of(Callers.First), new SayCame(Person(person), Caller(person).InvitationTo(Callers.First), true));
    }

    /// <summary>The host tells the gathering what it does not know of other streams.</summary>
    public void Tell()
    {
        foreach (var fact in Commons.FactsForGatherings(Now).ToArray()) Do(fact.On, fact.Act);
    }

    public void Link(LinkId id)
    {
        var (a, b) = (Party.Of(Callers.Maternity), Party.Of(Callers.Sepsis));
        var terms = new LinkTerms(Flow.Both);
        Do(StreamId.Of(id), new OfferLink(Mandated(Callers.Maternity, id, new(LinkStep.Offer, b, LinkKind.Sister, terms)), b,
            LinkKind.Sister, terms));
        Do(StreamId.Of(id), new AcceptLink(Mandated(Callers.Sepsis, id, new(LinkStep.Accept, a, LinkKind.Sister, terms))));
    }

    public void Unlink(LinkId id) => Do(
        StreamId.Of(id), new EndLink(Mandated(Callers.Maternity, id, new(LinkStep.End, Party.Of(Callers.Sepsis)))));

    private Capacity Mandated(CommunityId from, LinkId link, LinkMatter what) => new ByMandate(new Mandate(
        from, new(_lines.Count + 1), StreamId.Of(link), MandatePurpose.Link, Now, Now + Duration.FromDays(1)) { What = what });

    private void Found(CommunityId community, PersonId first, PersonId second)
    {
        Do(community, new ProposeCommunity(
            first, community.Value, Domain.Of("Care"), Charters.Informal(), [first, second], 2, Now + Duration.FromDays(30)));
        Do(community, new ConsentToFound(second));
    }
}
