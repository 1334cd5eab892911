using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>Somebody at one moment: what they may do on every stream, for whom, and what they may see.</summary>
public sealed class CallerTests
{
    /// <summary>
    /// Over stories of several communities: each option on each stream is answered as that stream answers it, no two have one
    /// key, and what somebody may not see offers them nothing and tells them what they would be told of nothing.
    /// </summary>
    [Fact]
    public void What_somebody_may_do_on_any_stream_is_what_that_stream_says()
    {
        var (options, hidden) = (0, 0);
        Prop.ForAll(Federations.Arbitrary(40), story =>
        {
            var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
            var commons = Commons.Empty.With(federation.Directory).After(federation.Record);
            var plain = new PlainCommons(federation.Record, federation.Directory);
            var at = federation.Record.Select(line => line.Entry.At).DefaultIfEmpty(Federations.Start).Max();
            foreach (var person in federation.Directory.People)
            {
                var caller = new Caller(person, at, commons, federation.Directory, group => group.Code.Length % 2 == 0);
                foreach (var stream in federation.Streams)
                {
                    var list = caller.OptionsOn(stream);
                    Assert.All(list, option => Assert.Equal(Ask(federation, stream, option.Act, at), option.Answer));
                    Assert.Equal(list.Select(option => option.Key), list.Select(option => option.Key).Distinct());
                    Assert.Equal(
                        list.Where(option => option.Answer.Allowed), caller.OptionsOn(stream, MayBeDone));
                    Assert.Equal(
                        commons.Landscape.OpenMandates(at).Where(m => m.To == stream || StreamId.Of(m.From) == stream),
                        commons.Landscape.OpenMandates(at, stream));
                    options += list.Count;

                    bool MayBeDone(Act act) => Ask(federation, stream, act, at).Allowed;
                    var may = caller.MaySee(stream);
                    Assert.Equal(Sees(federation, plain, caller, stream), may.Allowed);
                    if (may.Allowed) continue;
                    hidden++;
                    Assert.Empty(list);
                    var absent = StreamId.Parse($"{stream.ToString().Split(':')[0]}:no-such");
                    Assert.Equal(caller.MaySee(absent).Text.Replace("no-such", stream.Id, StringComparison.Ordinal), may.Text);
                    Assert.Equal(caller.MaySee(absent).Clause, may.Clause);
                }
            }
        }).Check(LawTests.Config(60));
        Assert.InRange(options, 2_000, int.MaxValue);
        Assert.InRange(hidden, 20, int.MaxValue);
    }

    [Fact]
    public void An_offer_and_what_a_leader_is_asked_are_for_their_ends_and_a_link_once_agreed_for_everybody()
    {
        var (maternity, sepsis) = (Scenario.Founded(Charters.Informal()).Community, CommunityId.Of("sepsis"));
        var (member, outsider, leader) = (maternity.Members.First(), PersonId.Of("nobody"), PersonId.Of("leader"));
        var link = Link.Unknown(LinkId.Of("l-1"));
        var offered =
            link with {
                Version = 1, A = Party.Of(maternity.Id), B = Party.Of(sepsis), Status = LinkStatus.Offered,
                    Kind = LinkKind.Overlap };
        var asked = offered with { B = Party.Of(leader), Kind = LinkKind.Leader, AgreedAt = Federations.Start };
        Seen(link, (member, false), (outsider, false), (leader, false));
        Seen(offered, (member, true), (outsider, false), (leader, false));
        Seen(asked, (member, true), (outsider, false), (leader, true));
        Seen(offered with { AgreedAt = Federations.Start }, (member, true), (outsider, true), (leader, true));
        Assert.True((offered with { AgreedAt = Federations.Start }).MaySee(null).Allowed);
        Assert.False(offered.MaySee(null).Allowed);
        Assert.False((offered with { AgreedAt = Federations.Start }).MaySeeInside(null).Allowed);

        void Seen(Link link, params (PersonId Person, bool Sees)[] people) => Assert.All(people, p =>
        {
            Assert.Equal(p.Sees, link.MaySee(Of(p.Person)).Allowed);
            Assert.Equal(
                p.Person != outsider && (p.Person != leader || link.Kind == LinkKind.Leader)
                    && link.Version > 0, link.MaySeeInside(Of(p.Person)).Allowed);
        });
        Caller Of(PersonId person) =>
            new(person, maternity.LastAt, Knowing(Scenario.Founded(Charters.Informal()).History),
                Listed(member, outsider, leader));
    }

    [Fact]
    public void Who_the_members_are_is_for_members_and_the_others_are_told_the_way_in()
    {
        var scenario = Scenario.Founded(Charters.Informal());
        var (member, stranger) = (scenario.Community.Members.First(), PersonId.Of("stranger"));
        Assert.Equal(
            (true, Clauses.SeeingMembers),
                (scenario.Community.MaySeeMembers(member, scenario.Now).Allowed,
                    scenario.Community.MaySeeMembers(member, scenario.Now).Clause));
        var refused = scenario.Community.MaySeeMembers(stranger, scenario.Now);
        Assert.Equal(
            (false, Condition.Membership, new Join(stranger)),
                (refused.Allowed, refused.Missing!.Condition, refused.Remedy!.Act));
    }

    [Fact]
    public void Who_speaks_for_an_organisation_acts_as_its_spokesperson_and_who_works_there_as_staff()
    {
        var trust = DirectoryGroup.Organisation("RJZ");
        var (speaker, nurse, other) = (PersonId.Of("speaker"), PersonId.Of("nurse"), PersonId.Of("other"));
        var directory =
            new HostDirectory("esr", [], [new(speaker, trust, Federations.Start), new(nurse, trust, Federations.Start)]);
        Assert.Equal([typeof(AsSpokesperson), typeof(AsThemself)], Of(speaker).Capacities.Select(by => by.GetType()));
        Assert.Equal([typeof(AsStaff), typeof(AsThemself)], Of(nurse).Capacities.Select(by => by.GetType()));
        Assert.Equal([typeof(AsThemself)], Of(other).Capacities.Select(by => by.GetType()));
        Assert.IsType<AsSpokesperson>(Of(speaker).CapacityFor(Party.Of(trust)));
        Assert.Null(Of(other).CapacityFor(Party.Of(trust)));
        Assert.Null(Of(other).CapacityFor(Party.Of(nurse)));
        Assert.Equal(new AsThemself(other), Of(other).CapacityFor(Party.Of(other)));

        Caller Of(PersonId person) =>
            new(person, Federations.Start, Commons.Empty, directory, group => person == speaker && group == trust);
    }

    [Fact]
    public void A_note_that_nobody_has_written_can_be_drafted_for_each_community_of_ones_own()
    {
        var scenario = Scenario.Founded(Charters.Informal());
        var member = scenario.Community.Members.First();
        var (inside, outside) = (Of(member), Of(PersonId.Of("nobody")));
        var fresh = StreamId.Of(NoteId.Of("n-new"));
        Assert.Equal("draft-note:maternity", Assert.Single(inside.OptionsOn(fresh)).Key);
        Assert.Empty(outside.OptionsOn(fresh));
        Assert.False(inside.MaySee(fresh).Allowed);
        Assert.Equal([new AsThemself(outside.Person)], outside.CapacitiesOn(StreamId.Of(LinkId.Of("l-new"))));

        Caller Of(PersonId person) => new(person, scenario.Now, Knowing(scenario.History), Listed(member));
    }

    [Fact]
    public void Default_and_null_and_an_instant_outside_the_years_are_refused()
    {
        var directory = Listed();
        Assert.Throws<ArgumentException>(() => new Caller(default, Federations.Start, Commons.Empty, directory));
        Assert.Throws<ArgumentNullException>(() => new Caller(Scenario.Person(1), Federations.Start, null!, directory));
        Assert.Throws<ArgumentNullException>(() => new Caller(Scenario.Person(1), Federations.Start, Commons.Empty, null!));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new Caller(Scenario.Person(1), Instant.MaxValue, Commons.Empty, directory));
        var caller = new Caller(Scenario.Person(1), Federations.Start, Commons.Empty, directory);
        Assert.Throws<ArgumentException>(() => caller.OptionsOn(default));
        Assert.Throws<ArgumentException>(() => caller.MaySee(default));
        Assert.Throws<ArgumentException>(() => caller.CapacitiesOn(default));
        Assert.Throws<ArgumentNullException>(() => caller.CapacityFor(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => caller.AsOf(Instant.MinValue));
    }

    private static HostDirectory Listed(params PersonId[] people) =>
        new("esr", people.Select(p => new Listing(p, Instant.MinValue)), []);

    private static Commons Knowing(IEnumerable<Entry> history) =>
        Commons.Empty.After(history.Select((entry, i) => new Recorded(i + 1, entry)));

    private static Answer Ask(Federation federation, StreamId on, Act act, Instant at) => (federation.State(on), act) switch
    {
        (Community community, IActOn<Community> asked) => community.Ask(asked, at),
        (Link link, LinkAct asked) => link.Ask(asked, at),
        (PracticeNote note, IActOn<PracticeNote> asked) => note.Ask(asked, at),
        (Adoption adoption, IActOn<Adoption> asked) => adoption.Ask(asked, at),
        (Gathering gathering, IActOn<Gathering> asked) => gathering.Ask(asked, at),
        (Question question, IActOn<Question> asked) => question.Ask(asked, at),
        _ => throw new InvalidOperationException($"{act} is no act on {on}."),
    };

    /// <summary>Written a second time, from the words of the law: who may know that something is there.</summary>
    private static bool Sees(Federation federation, PlainCommons plain, Caller caller, StreamId stream)
    {
        return federation.State(stream) switch
        {
            Community => true,
            Link link => (link.AgreedAt is not null && link.Kind != LinkKind.Leader) || Belongs(link.A!) || Belongs(link.B!)
                || link.Brokers.Any(b => b.Broker == caller.Person && b.Until is null),
            PracticeNote note => SeesNote(note),
            Adoption adoption =>
                adoption.Owner == caller.Person || Belongs(adoption.Adopter!) || SeesNote(federation[adoption.Note]),
            Gathering gathering => SeesGathering(gathering),
            Question question => question.Asker!.Person == caller.Person || federation[question.Home].IsMember(caller.Person)
                || question.Answers.Any(answer => answer.Giver.Person == caller.Person)
                || plain.Check(caller.Person, question.Id, caller.At).Allowed,
            var other => throw new InvalidOperationException($"{other} is no stream."),
        };

        bool Belongs(Party party) => party switch
        {
            CommunityParty { Community: var community } => federation[community].IsMember(caller.Person),
            GroupParty { Group: var group } =>
                federation.Directory.GroupsOf(caller.Person, caller.At).Contains(group) || group.Code.Length % 2 == 0,
            PersonParty { Person: var person } => person == caller.Person,
            _ => false,
        };

        // Nothing of a note is for a key that the host does not list.
        bool SeesNote(PracticeNote note) => federation.Directory.Lists(caller.Person, caller.At)
            && (note.ContributionOf(caller.Person) is not null || federation[note.Home].IsMember(caller.Person)
                || caller.Reading(note.Id).Allowed);

        bool SeesGathering(Gathering gathering) => gathering.Organiser == caller.Person
            || gathering.Attendances.Any(one => one.Key == caller.Person)
            || gathering.Offers.Any(offer => offer.By == caller.Person)
            || federation[gathering.Home].IsMember(caller.Person)
            || gathering.With.Any(one => one.Status != PartyStatus.Withdrawn && federation[one.Community].IsMember(caller.Person))
            || plain.ComesBy(caller.Person, gathering.Id, caller.At) != ComesBy.Nothing;
    }
}
