using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Record;

public sealed class LandscapeTests
{
    private static readonly CommunityId Maternity = CommunityId.Of("maternity"), Sepsis = CommunityId.Of("sepsis"),
        Stroke = CommunityId.Of("stroke");
    private static readonly PersonId K1 = Scenario.Person(1);

    [Fact]
    public void However_many_streams_there_are_each_is_found_and_a_snapshot_stays_as_it_was()
    {
        var content = new PracticeContent("T", "A", "D", PracticeOutcome.Worked, "W");
        var lines = Enumerable.Range(1, 5000).Select(i => new Recorded(i, new Entry(
            StreamId.Of(NoteId.Of($"n-{i}")), 1, Federations.Start, null, Clauses.FellDue, null,
            new NoteDrafted(Maternity, content, new Contribution(K1, null, null), false)))).ToArray();
        var some = Landscape.Empty.After(lines.Take(1500));
        var all = some.After(lines);
        for (var i = 1; i <= 5000; i++)
        {
            var note = NoteId.Of($"n-{i}");
            Assert.Equal((i <= 1500 ? 1L : 0, 1L), (some.VersionOf(StreamId.Of(note)), all.VersionOf(StreamId.Of(note))));
            Assert.Same(i <= 1500 ? some[note] : all[note], all[note]);
        }

        Assert.Equal((1500, 5000), (some.Notes.Count(), all.Notes.Count()));
    }

    /// <summary>What is of one person, party, note or community is what a walk through everything finds.</summary>
    [Fact]
    public void What_is_asked_of_one_is_what_a_walk_through_all_finds()
    {
        var (memberships, ends, adoptions, notes) = (0, 0, 0, 0);
        Prop.ForAll(Federations.Arbitrary(60), story =>
        {
            var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
            var commons = Commons.Empty.With(federation.Directory).After(federation.Record);
            var (all, at) = (commons.Landscape, federation.Record.Select(line => line.Entry.At)
                .DefaultIfEmpty(Federations.Start).Max());
            foreach (var person in federation.Directory.People)
            {
                Assert.Equal(all.Communities.Where(community => community.IsMember(person)), all.CommunitiesOf(person));
                memberships += all.CommunitiesOf(person).Count();
                foreach (var community in all.Communities)
                {
                    Assert.Equal(
                        community.Members.Where(member => community.CompanionOf(member) == person),
                            community.AccompaniedBy(person));
                    Assert.Equal(community.BarOn(person) is not null, community.Barred.Contains(person));
                    var found = commons.Find(person, at, new NoteQuery { Home = community.Id });
                    Assert.Equal(commons.Find(person, at, new NoteQuery()).Where(note => note.Home == community.Id), found);
                    notes += found.Count;
                }
            }

            foreach (var party in all.Links.SelectMany(link => new[] { link.A!, link.B! }).Distinct())
            {
                Assert.Equal(all.Links.Where(link => link.SideOf(party) is not null), all.LinksOf(party));
                ends += all.LinksOf(party).Count();
            }

            foreach (var note in all.Notes)
            {
                Assert.Equal(all.Adoptions.Where(adoption => adoption.Note == note.Id), all.AdoptionsOf(note.Id));
                adoptions += all.AdoptionsOf(note.Id).Count();
            }
        }).Check(LawTests.Config(80));
        Assert.All(new[] { memberships, ends, adoptions, notes }, count => Assert.InRange(count, 3, int.MaxValue));
        Assert.Throws<ArgumentNullException>(() => Landscape.Empty.LinksOf(null!));
        Assert.Empty(Landscape.Empty.CommunitiesOf(K1));
    }

    /// <summary>
    /// What a host knows when it passes every line of one stream is what it would know if that stream had never been written.
    /// </summary>
    [Fact]
    public void Passing_the_lines_of_a_stream_leaves_everything_else_as_it_is_without_them() =>
        Prop.ForAll(Federations.Arbitrary(60), story =>
    {
        var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
        if (federation.Record.Count == 0) return;
        var streams = federation.Record.Select(r => r.Entry.Stream).Distinct().Order().ToArray();
        var damaged = streams[new Random(story.World).Next(streams.Length)];
        var (landscape, commons) = (Landscape.Empty, Commons.Empty.With(federation.Directory));
        foreach (var line in federation.Record)
            (landscape, commons) = line.Entry.Stream == damaged
                ? (landscape.Past(line.Position), commons.Past(line.Position))
                : (landscape.After([line]), commons.After([line]));
        var others = federation.Record.Where(line => line.Entry.Stream != damaged)
            .Select((line, i) => line with { Position = i + 1 }).ToArray();
        var without = Commons.Empty.With(federation.Directory).After(others);
        Assert.Equal(streams.Except([damaged]), landscape.Streams);
        foreach (var stream in streams)
        {
            Assert.Equal(without.Landscape.StateOf(stream), landscape.StateOf(stream));
            Assert.Equal(without.Landscape.StateOf(stream), commons.Landscape.StateOf(stream));
        }

        var now = federation.Record[^1].Entry.At;
        foreach (var note in federation.Record.Where(r => r.Entry.Stream.Kind == StreamKind.Note)
            .Select(r => NoteId.Of(r.Entry.Stream)).Distinct())
            foreach (var person in federation.Directory.People)
                Assert.Equal(Told(without, person, note), Told(commons, person, note));
        Assert.Equal(federation.Record.Count, commons.Position);
        Assert.Same(commons, commons.Past(1));

        (bool, Clause, Witness?, Condition?) Told(Commons of, PersonId person, NoteId note) =>
            of.Check(person, note, now) is var reading
                ? (reading.Allowed, reading.Clause, reading.Witness, reading.Missing) : default;
    }).Check(LawTests.Config(60));

    /// <summary>Whatever happened, in whatever portions it is read, each stream stands as its own history replayed.</summary>
    [Fact]
    public void It_equals_each_history_replayed_in_whatever_portions_it_is_read() =>
        Prop.ForAll(Federations.Arbitrary(60), story =>
    {
        var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
        var random = new Random(story.World);
        var (landscape, commons) = (Landscape.Empty, Commons.Empty);
        for (var i = 0; i < federation.Record.Count;)
        {
            // A portion may begin with lines that were read before.
            var (from, portion) = (Math.Max(0, i - random.Next(3)), random.Next(1, 9));
            landscape = landscape.After(federation.Record.Skip(from).Take(i - from + portion));
            commons = commons.After(federation.Record.Skip(from).Take(i - from + portion));
            i = Math.Min(federation.Record.Count, i + portion);
        }

        Assert.Equal(federation.Record.Count, landscape.Position);
        var histories = federation.Record.Select(r => r.Entry).GroupBy(e => e.Stream).OrderBy(h => h.Key).ToArray();
        Assert.Equal(histories.Select(h => h.Key), landscape.Streams);
        foreach (var history in histories)
        {
            Assert.Equal(Replayed(history.Key, [.. history]), landscape.StateOf(history.Key));
            Assert.Equal(history.Count(), landscape.VersionOf(history.Key));
            Assert.Equal(landscape.StateOf(history.Key), commons.Landscape.StateOf(history.Key));
        }

        Assert.Equal((landscape.Position, landscape.Position), (commons.Position, commons.Landscape.Position));
        Assert.Equal(landscape.Due(Years.Last), commons.Landscape.Due(Years.Last));
        foreach (
            var at in new[] { Duration.Zero, Duration.FromHours(7), Duration.FromDays(40) }.Select(
                later => federation.Record[^1].Entry.At + later))
        {
            Assert.Equal(landscape.Streams.Where(stream => landscape.Settle(stream, at).Events.Count > 0), landscape.Due(at));
            Assert.Equal(landscape.Streams.Where(stream => landscape.NextDueIn(stream) <= at), landscape.Due(at));
            foreach (var stream in landscape.Due(at)) Assert.DoesNotContain(stream, landscape.Settle(stream, at).After.Due(at));
            Assert.Equal(
                landscape.Due(at).Skip(1),
                    landscape.Due(at).Take(1).Aggregate(landscape, (all, stream) => all.Settle(stream, at).After).Due(at));
        }

        Assert.Equal(federation.Communities.Select(c => c.Id), landscape.Communities.Select(c => c.Id));
        Assert.Equal(federation.Links, landscape.Links);
        Assert.Equal(federation.Notes, landscape.Notes);
        Assert.Equal(federation.Adoptions, landscape.Adoptions);
        Assert.Equal(federation.Questions, landscape.Questions);
    }).Check(LawTests.Config(30));

    [Fact]
    public void Of_what_is_not_recorded_it_says_so()
    {
        Assert.Equal(Status.Unknown, Landscape.Empty[Maternity].Status);
        Assert.Equal(LinkStatus.Unknown, Landscape.Empty[LinkId.Of("l-1")].Status);
        Assert.Equal(NoteStatus.Unknown, Landscape.Empty[NoteId.Of("n-1")].Status);
        Assert.Equal(AdoptionStatus.Unknown, Landscape.Empty[AdoptionId.Of("a-1")].Status);
        Assert.Equal(QuestionStatus.Unknown, Landscape.Empty[QuestionId.Of("q-1")].Status);
        Assert.Null(Landscape.Empty.StateOf(StreamId.Of(Maternity)));
        Assert.Empty(Landscape.Empty.Settle(StreamId.Of(Maternity), Federations.Start).Events);
    }

    [Fact]
    public void A_line_that_is_missing_is_noticed()
    {
        var lines = new World().With(Maternity).Lines;
        Assert.Throws<RecordException>(() => Landscape.Empty.After([lines[0], lines[2]]));
        Assert.Throws<RecordException>(() => Landscape.Empty.After([lines[1]]));
    }

    [Fact]
    public void An_act_is_one_on_its_own_kind_of_stream()
    {
        Assert.Throws<ArgumentException>(
            () => Landscape.Empty.Do(StreamId.Of(NoteId.Of("n-1")), new Join(K1), Federations.Start));
        Assert.Throws<ArgumentException>(() => Landscape.Empty.Do(default, new Join(K1), Federations.Start));
    }

    [Fact]
    public void A_refusal_leaves_it_as_it_was_and_what_was_due_waits()
    {
        var world = new World().With(Maternity);
        world.Do(Maternity, new Propose(K1, new Resolve(FreeText.Of("Weigh every loss."))));
        world.Wait(30);
        var refused = world.Landscape.Do(StreamId.Of(Maternity), new Join(K1), world.Now);
        Assert.False(refused.Allowed);
        Assert.Same(world.Landscape, refused.After);
        Assert.NotEmpty(world.Landscape.Settle(StreamId.Of(Maternity), world.Now).Events);
    }

    [Fact]
    public void What_members_decide_about_a_link_is_carried_out_at_both_ends()
    {
        var link = LinkId.Of("l-1");
        var terms = new LinkTerms(Flow.Both);
        var world = new World().With(Maternity).With(Sepsis);
        world.Carry(Maternity, new SettleLink(link, new(LinkStep.Offer, Party.Of(Sepsis), LinkKind.Sister, terms)));
        world.CarryOut();
        Assert.Equal(LinkStatus.Offered, world.Landscape[link].Status);
        world.Carry(Sepsis, new SettleLink(link, new(LinkStep.Accept, Party.Of(Maternity), LinkKind.Sister, terms)));
        world.CarryOut();
        Assert.True(world.Landscape[link].IsInForce(world.Now));
        foreach (var (by, what) in new (CommunityId, LinkMatter)[]
        {
            (Sepsis, new(LinkStep.Pause, Party.Of(Maternity), Reason: "Winter.")),
                (Sepsis, new(LinkStep.Resume, Party.Of(Maternity))),
            (Maternity, new(LinkStep.OfferTerms, Party.Of(Sepsis), Terms: terms with { Onward = Onward.OneStep })),
            (Sepsis, new(LinkStep.AcceptTerms, Party.Of(Maternity), Terms: terms with { Onward = Onward.OneStep })),
            (Maternity, new(LinkStep.End, Party.Of(Sepsis))),
        })
        {
            world.Carry(by, new SettleLink(link, what));
            Assert.Single(world.Landscape.OpenMandates(world.Now));
            world.CarryOut();
            Assert.Empty(world.Landscape.OpenMandates(world.Now));
        }

        Assert.Equal(LinkStatus.Ended, world.Landscape[link].Status);
        Assert.Equal(7, world.Landscape[link].MandatesUsed.Count);
    }

    [Theory]
    [InlineData(true, typeof(DeclineLink))]
    [InlineData(false, typeof(WithdrawOffer))]
    public void Declining_an_offer_and_taking_it_back_are_told_apart(bool byTheOther, Type act)
    {
        var link = LinkId.Of("l-1");
        var world = new World().With(Maternity).With(Sepsis);
        world.Carry(
            Maternity, new SettleLink(link, new(LinkStep.Offer, Party.Of(Sepsis), LinkKind.Sister, new LinkTerms(Flow.Both))));
        world.CarryOut();
        var (by, other) = byTheOther ? (Sepsis, Maternity) : (Maternity, Sepsis);
        world.Carry(by, new SettleLink(link, new(LinkStep.Decline, Party.Of(other))));
        Assert.IsType(act, Assert.Single(world.Landscape.ToCarryOut(world.Now)).Act);
        world.CarryOut();
        Assert.Equal(LinkStatus.Declined, world.Landscape[link].Status);
    }

    [Fact]
    public void What_members_decide_about_a_note_is_carried_out_by_whoever_proposed_it()
    {
        var note = NoteId.Of("n-1");
        var world = new World().With(Maternity);
        world.Do(
            note, new DraftNote(
                world.Evidence(Maternity),
                    new PracticeContent(
                        "Weigh it", "Scales in every room", "Labour ward", PracticeOutcome.Worked, "One person owns the total")));
        world.Do(note, new GiveConsent(K1, new Consent(Audience.Public)));
        world.Do(note, new OfferNote(world.Evidence(Maternity)));
        if (world.Landscape[Maternity].Charter[Matter.WidenToPublic] is not MembersBy)
            throw new InvalidOperationException("This test is about a charter that leaves it to the members.");
        world.Carry(Maternity, new WidenNote(note, new(1, Audience.Public, null)));
        world.CarryOut();
        Assert.Equal(Audience.Public, world.Landscape[note].Decided);
        Assert.Empty(world.Landscape.OpenMandates(world.Now));
    }

    [Fact]
    public void A_joint_decision_is_told_to_every_party()
    {
        var joint = new JointMatter([Maternity, Sepsis, Stroke], "Share one training day.");
        var world = new World().With(Maternity).With(Sepsis).With(Stroke);
        foreach (var party in joint.Parties) world.Carry(party, new DecideJointly(joint));
        world.CarryOut();
        foreach (var party in joint.Parties) Assert.NotNull(world.Landscape[party].ClosedDecisions.Single().JointlyCarriedAt);
    }

    [Fact]
    public void A_merger_is_told_to_the_community_that_was_taken_in()
    {
        var world = new World().With(Maternity).With(Sepsis);
        world.Carry(Sepsis, new MergeInto(Maternity, "Too few of us."));
        world.CarryOut();
        Assert.Equal(Status.Open, world.Landscape[Sepsis].Status);
        world.Carry(Maternity, new Absorb(world.Landscape[Sepsis].Mandates.Single()));
        world.CarryOut();
        Assert.Equal(Status.Closed, world.Landscape[Sepsis].Status);
    }

    [Fact]
    public void A_mandate_that_has_expired_is_carried_out_no_more()
    {
        var world = new World().With(Maternity).With(Sepsis);
        world.Carry(
            Maternity,
                new SettleLink(
                    LinkId.Of("l-1"), new(LinkStep.Offer, Party.Of(Sepsis), LinkKind.Sister, new LinkTerms(Flow.Both))));
        world.Wait(400);
        Assert.Empty(world.Landscape.OpenMandates(world.Now));
        Assert.Empty(world.Landscape.ToCarryOut(world.Now));
    }

    [Fact]
    public void A_request_is_written_with_its_line_and_survives_the_chain()
    {
        var line = Samples.Lines().First() with { Request = "00112233445566778899aabbccddeeff", Hash = null };
        Assert.Equal(line, RecordJson.Read(RecordJson.ToText(line)));
        Assert.Throws<ArgumentException>(() => line with { Request = "somebody@example.org" });
        Assert.Throws<RecordException>(
            () => RecordJson.Read(
                RecordJson.ToText(line).Replace("00112233445566778899aabbccddeeff", "k-1", StringComparison.Ordinal)));
        var key = ChainKey.Of(new byte[32]);
        var whole = Chain.Seal([line with { Version = 1 }], key);
        Assert.Null(Chain.Verify(whole, key));
        Assert.NotNull(Chain.Verify([whole[0] with { Request = null }], key));
    }

    private static object Replayed(StreamId stream, IReadOnlyList<Entry> history) => stream.Kind switch
    {
        StreamKind.Community => Community.Replay(history),
        StreamKind.Link => Link.Replay(history),
        StreamKind.Note => PracticeNote.Replay(history),
        StreamKind.Adoption => Adoption.Replay(history),
        StreamKind.Gathering => Gathering.Replay(history),
        _ => Question.Replay(history),
    };

    /// <summary>Several communities of three, all deciding by silence, and a calendar.</summary>
    private sealed class World
    {
        private readonly List<Recorded> _lines = [];

        public Landscape Landscape { get; private set; } = Landscape.Empty;

        public Instant Now { get; private set; } = Federations.Start;

        public IReadOnlyList<Recorded> Lines => _lines;

        public World With(CommunityId id)
        {
            var people = Enumerable.Range(1, 3).Select(Scenario.Person).ToValueList();
            Do(id, new ProposeCommunity(
                people[0], id.Value, Domain.Of("What we care about"), Charters.Informal(), people, 3, Now
                    + Duration.FromDays(30)));
            foreach (var person in people.Skip(1)) Do(id, new ConsentToFound(person));
            return this;
        }

        public void Wait(int days) => Now += Duration.FromDays(days);

        public AsMember Evidence(CommunityId home) => Landscape[home].AsMember(K1, Now)!;

        public void Do(CommunityId on, IActOn<Community> act) => Took(Landscape.Do(StreamId.Of(on), (Act)act, Now));

        public void Do(NoteId on, IActOn<PracticeNote> act) => Took(Landscape.Do(StreamId.Of(on), (Act)act, Now));

        /// <summary>Proposes something, has everybody vote for it, and waits until it is carried.</summary>
        public void Carry(CommunityId community, Proposal proposal)
        {
            Do(community, new Propose(K1, proposal));
            var decision = Landscape[community].OpenDecisions.Last().Id;
            Now = Landscape[community].Decision(decision)!.OpensAt;
            foreach (var person in Enumerable.Range(1, 3).Select(Scenario.Person))
                if (Landscape[community]
                    .Ask(new Vote(person, decision, VoiceBallot.For), Now).Allowed) Do(community,
                        new Vote(person, decision, VoiceBallot.For));
            Now = Instant.Max(Now, Landscape[community].Decision(decision)!.ClosesAt);
            Took(Landscape.Settle(StreamId.Of(community), Now));
            Assert.Equal(Outcome.Carried, Landscape[community].Decision(decision)!.Result!.Outcome);
        }

        public void CarryOut()
        {
            foreach (var next in Landscape.ToCarryOut(Now).ToArray()) Took(Landscape.Do(next.On, next.Act, Now));
        }

        private void Took(Done<Landscape> done)
        {
            Assert.True(done.Allowed, done.Text);
            _lines.AddRange(done.Events.Select((entry, i) => new Recorded(Landscape.Position + 1 + i, entry)));
            Landscape = done.After;
            Assert.Equal(_lines.Count, Landscape.Position);
        }
    }
}
