using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>
/// Whole stories over several streams keep the laws of sharing: communities, the links between them, notes, adoptions and
/// gatherings, under one host.
/// </summary>
public sealed class FederationTests
{
    [Theory]
    [InlineData(40, 60)]
    [InlineData(80, 60)]
    public void Whatever_anybody_tries_anywhere_every_law_of_sharing_is_kept(int steps, int cases)
    {
        Prop.ForAll(Federations.Arbitrary(steps), story =>
        {
            if (Testing.Laws.Check(story) is { } broken) throw new InvalidOperationException($"{broken}\n{story}");
        }).Check(LawTests.Config(cases));
    }

    [Fact]
    public void Every_act_on_a_link_a_note_an_adoption_a_gathering_and_a_question_is_a_deed()
    {
        var acts = typeof(Act).Assembly.GetTypes()
            .Where(t =>
                !t.IsAbstract
                    && (typeof(IActOn<Link>).IsAssignableFrom(t) || typeof(IActOn<PracticeNote>).IsAssignableFrom(t)
                        || typeof(IActOn<Adoption>).IsAssignableFrom(t) || typeof(IActOn<Gathering>).IsAssignableFrom(t)
                        || typeof(IActOn<Question>).IsAssignableFrom(t)))
            .Except([typeof(MergeKeys), typeof(Forget)]).Select(t => t.Name).ToArray();
        Assert.Empty(
            acts.Concat(
            [
                nameof(Deed.MergeLinkKeys), nameof(Deed.MergeNoteKeys), nameof(Deed.MergeAdoptionKeys),
                nameof(Deed.MergeGatheringKeys), nameof(Deed.MergeQuestionKeys),
            ]).Except(Enum.GetNames<Deed>()));
        Assert.All(Federations.Charters, charter => Assert.Empty(charter.Check(2)));
    }

    /// <summary>
    /// Found by reading: the law asked whether a link was over when the act was tried, and not at the last instant of its stream,
    /// at which the act was ruled upon.
    /// </summary>
    [Fact]
    public void Whether_an_end_can_end_a_link_is_asked_when_the_act_is_ruled_upon()
    {
        var (trust, network) = (DirectoryGroup.Organisation("RJZ"), DirectoryGroup.Network("maternities"));
        var (one, other) =
            (new AsSpokesperson(new(trust, Scenario.Person(1), "directory")),
                new AsSpokesperson(new(network, Scenario.Person(2), "directory")));
        var (on, start) = (StreamId.Of(LinkId.Of("l-1")), Federations.Start);
        var federation = Federation.Under(new("directory", [], []))
            .Do(on, new OfferLink(
                one, Party.Of(network), LinkKind.Network, new(Flow.Both) { Until = start + Duration.FromHours(10) }), start).After
            .Do(on, new AcceptLink(other), start).After
            .Do(on, new BeginBroking(other), start).After
            .Do(on, new StopBroking(Scenario.Person(2)), start + Duration.FromHours(11)).After;
        var moment = Tried(federation, on, new EndLink(one), start + Duration.FromHours(9));
        Assert.Equal(Clauses.LinkOver, moment.Done.Clause);
        Assert.Equal(start + Duration.FromHours(11), moment.RuledAt);
        Assert.Null(Testing.Laws.Check(moment));
    }

    /// <summary>
    /// Found by a story: the law took somebody who asks by a second key for somebody else, who is told of the person they are.
    /// </summary>
    [Fact]
    public void Who_asks_by_a_second_key_is_told_nothing_of_anybody_else()
    {
        var story = new FederationStory(3, 6, 561,
        [
            new(Deed.CallGathering, 0, 10, 56, Hours: 0), new(Deed.SayYes, 0, 0, 0, Hours: 0),
            new(Deed.MergeGatheringKeys, 0, 0, 0, Hours: 0), new(Deed.Settle, 0, 0, 0, Hours: 24),
            new(Deed.OfferToDo, 0, 0, 0, Hours: 0),
        ]);
        Assert.Contains(story.Run(), moment => moment.Done.Events.Any(entry => entry.Event is OfferToDoMade));
        Assert.All(story.Run(), moment => Assert.Null(Testing.Laws.Check(moment)));
    }

    /// <summary>
    /// Found by reading: what an act rests on in another stream is so at that stream's own last instant, where the act's is
    /// earlier.
    /// </summary>
    [Fact]
    public void What_a_note_is_passed_on_by_is_looked_at_as_its_own_stream_has_it()
    {
        var (home, note, first, second) = (CommunityId.Of("maternity"), NoteId.Of("n-1"), LinkId.Of("l-1"), LinkId.Of("l-2"));
        var (author, peer, speaker) = (Scenario.Person(1), Scenario.Person(2), Scenario.Person(3));
        var (trust, network, now) =
            (DirectoryGroup.Organisation("RJZ"), DirectoryGroup.Network("maternities"), Federations.Start);
        var federation =
            Federation.Under(
                new("directory", new[] { author, peer, speaker }.Select(p => new Listing(p, now)), [new(speaker, trust, now)]));
        var (by, onward, terms) =
            (new AsSpokesperson(new(trust, speaker, "directory")), new AsSpokesperson(new(network, author, "directory")),
                new LinkTerms(Flow.Both, Onward.OneStep));
        Given(StreamId.Of(home),
            new ProposeCommunity(
                author, "Maternity", Domain.Of("Births"), Federations.Charters[2], [author, peer], 2, now
                    + Duration.FromDays(9)));
        Given(StreamId.Of(home), new ConsentToFound(peer));
        Given(StreamId.Of(note),
            new DraftNote(
                Home(author), new PracticeContent("Weigh it", "Scales", "A ward", PracticeOutcome.Worked, "Somebody owns it")));
        Given(StreamId.Of(note), new GiveConsent(author, new(Audience.Public)));
        Given(StreamId.Of(note), new OfferNote(Home(author)));
        Given(StreamId.Of(note), new RecordFinding(Home(peer), 1, Audience.Public, "reviewer"));
        Given(StreamId.Of(note), new Widen(Home(author), new(1, Audience.Linked, null)));
        Given(StreamId.Of(home),
            new Propose(author, new SettleLink(first, new(LinkStep.Accept, Party.Of(trust), LinkKind.Organisation, terms))));
        now += Duration.FromHours(6);
        Given(StreamId.Of(home), new Join(speaker));
        Given(StreamId.Of(first), new OfferLink(by, Party.Of(home), LinkKind.Organisation, terms));
        Given(StreamId.Of(first), new AcceptLink(new ByMandate(federation[home].Mandates.Single())));
        Given(StreamId.Of(second), new OfferLink(by, Party.Of(network), LinkKind.Network, terms));
        Given(StreamId.Of(second), new AcceptLink(onward));

        var earlier = now - Duration.FromHours(1);
        var pass = new PassOn(by, federation[first].EvidenceAt(earlier)!, federation[second].EvidenceAt(earlier)!);
        var moment = Tried(federation, StreamId.Of(note), pass, earlier);
        Assert.True(moment.Done.Allowed);
        Assert.Equal((earlier, now), (moment.RuledAt, moment.AtIn(StreamId.Of(first))));
        Assert.Null(Testing.Laws.Check(moment));

        AsMember Home(PersonId person) => federation[home].AsMember(person, now)!;
        void Given(StreamId on, Act act) => federation = federation.Do(on, act, now) is { Allowed: true } done
            ? done.After
            : throw new InvalidOperationException(federation.Do(on, act, now).Answer.Text);
    }

    private static FederationMoment Tried(Federation before, StreamId on, Act act, Instant at) =>
        new(before, on, act, at, before.Do(on, act, at));

    /// <summary>Stories are worth something only if they get somewhere: this keeps the generator honest.</summary>
    [Fact]
    public void Stories_get_somewhere()
    {
        var moments = Federations.Stories(70).Sample(200, new Rnd(20160301, 1999), 50).SelectMany(s => s.Run()).ToList();
        var happened = moments.SelectMany(m => m.Done.Events).GroupBy(e => e.Event.GetType().Name)
            .ToDictionary(g => g.Key, g => g.Count());
        var reached = moments.Where(m => m.On?.Kind == StreamKind.Note && m.Done.Allowed)
            .GroupBy(m => m.After[NoteId.Of(m.On!.Value.Id)].EffectiveAudience(m.At)).ToDictionary(g => g.Key, g => g.Count());
        Assert.InRange(moments.Count(m => m.Done.Allowed), moments.Count / 3, moments.Count);
        foreach (var audience in Enum.GetValues<Audience>())
            Assert.InRange(reached.GetValueOrDefault(audience), 25, int.MaxValue);
        Assert.InRange(happened.GetValueOrDefault(nameof(OnwardStepTaken)), 8, int.MaxValue);
        Assert.InRange(happened.GetValueOrDefault(nameof(CommunityRested)), 10, int.MaxValue);
        Assert.InRange(happened.GetValueOrDefault(nameof(LinkAgreed)), 80, int.MaxValue);
        Assert.InRange(happened.GetValueOrDefault(nameof(OutcomeReported)), 20, int.MaxValue);
        Assert.Empty(typeof(Event).Assembly.GetTypes()
            .Where(t =>
                !t.IsAbstract
                    && (t.IsSubclassOf(typeof(LinkEvent)) || t.IsSubclassOf(typeof(NoteEvent))
                        || t.IsSubclassOf(typeof(AdoptionEvent)) || t.IsSubclassOf(typeof(GatheringEvent))
                        || t.IsSubclassOf(typeof(QuestionEvent))))
            .Select(t => t.Name).Except(happened.Keys));
    }
}
