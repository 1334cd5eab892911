using System.Collections.Concurrent;
using System.Diagnostics;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>The Commons equals the plain rule, over random histories, at every prefix and around every boundary.</summary>
public class CommonsTests
{
    private static readonly int Depth = int.TryParse(Environment.GetEnvironmentVariable("COP_DEPTH"), out var depth) ? depth : 1;

    private static PersonId?[] Readers(RandomHistory history) =>
        [.. history.People.Select(p => (PersonId?)p), PersonId.Of("stranger"), null];

    [Fact]
    public void It_equals_the_reference_at_every_prefix_of_random_histories_on_and_around_every_boundary()
    {
        for (var seed = 0; seed < 12 * Depth; seed++)
        {
            var (history, random) = (new RandomHistory(seed, 90), new Random(seed));
            var (readers, instants) = (Readers(history), history.Boundaries);
            var commons = Commons.Empty.With(history.Directory);
            for (var count = 1; count <= history.Lines.Count; count++)
            {
                commons = commons.After([history.Lines[count - 1]]);
                if (count < 12) continue;
                Assert.Equal(count, commons.Position);
                var reference = new PlainCommons([.. history.Lines.Take(count)], history.Directory);
                for (var i = 0; i < 6; i++)
                {
                    var (reader, note, at) =
                        (readers[random.Next(readers.Length)], history.Notes[random.Next(history.Notes.Length)],
                        random.Next(3) == 0 ? commons.From : instants[random.Next(instants.Length)]);
                    var expected = $"{seed}/{count} {reader} {note} {at}: " + reference.Check(reader, note, at);
                    Assert.Equal(
                        expected, $"{seed}/{count} {reader} {note} {at}: " + PlainReading.Of(commons.Check(reader, note, at)));
                    if (i == 0)
                        Assert.Equal(
                            expected, $"{seed}/{count} {reader} {note} {at}: "
                                + PlainReading.Of(commons.At(at).Check(reader, note, at)));
                    if (i == 1)
                        Assert.Equal($"{seed}/{count} {reader} {note} {at}: " + reference.Before(at).Check(reader, note, at),
                            $"{seed}/{count} {reader} {note} {at}: " + PlainReading.Of(commons.AsOf(reader, note, at)));
                    if (i == 2)
                        Assert.Equal(commons.Check(reader, note, at).ToAnswer(), commons.Explain(reader, note, at).Answer);
                }
            }

            var whole = Commons.Empty.After(history.Lines).With(history.Directory);
            Everything(whole, new(history.Lines, history.Directory), history, whole.From);
            var later = history.Now + Duration.FromDays(random.Next(9));
            Everything(whole.At(later), new(history.Lines, history.Directory), history, later);
        }
    }

    /// <summary>Check, list, count, readers and the joined grants are one rule.</summary>
    private static void Everything(Commons commons, PlainCommons reference, RandomHistory history, Instant at)
    {
        var notes = reference.Notes;
        foreach (var reader in Readers(history))
        {
            var allowed = notes.Where(n => commons.Check(reader, n, at).Allowed).ToHashSet();
            Assert.Equal(notes.Where(n => reference.Check(reader, n, at).Allowed).ToHashSet(), allowed);
            Assert.Equal(allowed, commons.List(reader, at).ToHashSet());
            var list = commons.List(reader, at);
            Assert.Equal(allowed.Count, list.Count);
            Assert.Equal(list, Enumerable.Range(0, list.Count).Select(i => list[i]));
            Assert.Equal(list, list.Notes.Select(note => note.Id));
            Assert.Throws<ArgumentOutOfRangeException>(() => list[list.Count]);
            Assert.Equal(allowed.Count, commons.Count(reader, at));
            var (paged, next) = (new List<NoteId>(), (string?)null);
            do
            {
                var page = commons.Page(reader, at, 2, next);
                paged.AddRange(page.Items);
                next = page.Next;
            }
            while (next is not null);
            Assert.Equal(commons.List(reader, at), paged);
            Assert.Equal(
                list.GroupBy(note => commons.Landscape[note].Home).OrderBy(home => home.Key)
                    .Select(home => (home.Key, home.Count())),
                commons.Landscape.Communities.Select(home => (home.Id, OfHome(home.Id))).Where(home => home.Item2 > 0));
            Assert.Equal(
                allowed.Count, commons.Find(reader, at, new NoteQuery { Topic = "TEA" }).Count
                    + commons.Find(reader, at, new NoteQuery { Topic = "falls" }).Count);
            var keys = reader is { } person ? commons.Keys(person) : [];
            if (reader is { } somebody)
                Assert.Equal(
                    commons.Landscape.Notes.Where(note => note.ContributionOf(somebody) is not null), commons.NotesOf(somebody));
            var bars = commons.Bars().ToArray();
            foreach (var instant in new[] { at, at + Duration.FromDays(1), at + Duration.FromDays(4), at + Duration.FromDays(9) })
                foreach (var note in notes)
                    Assert.Equal(
                        (note, instant, reference.Check(reader, note, instant).Allowed),
                            (note, instant, Joined(commons.Grants(note), keys, bars, reader, instant)));

            // A list of one home is its part of the whole list, in the same order, and so is what is found there.
            int OfHome(CommunityId home)
            {
                var there = commons.List(reader, at, home);
                Assert.Equal(list.Where(note => commons.Landscape[note].Home == home), there);
                Assert.Equal(there, commons.Find(reader, at, new NoteQuery { Home = home }).Select(found => found.Note));
                return there.Count;
            }
        }

        foreach (var note in notes)
        {
            Assert.Equal(history.People.Where(p => reference.Check(p, note, at).Allowed), commons.Readers(note, at).Order());
            Assert.Equal(reference.Check(null, note, at).Allowed, commons.Readers(note, at).Anyone);
        }
    }

    /// <summary>What a host's database does with the rows.</summary>
    private static bool Joined(IEnumerable<Grant> grants, ValueList<KeyHeld> keys, BarHeld[] bars, PersonId? reader, Instant at)
    {
        bool Holds(string key) =>
            reader is null ? key == "public" : keys.Any(k => k.Key == key && k.From <= at && !(k.Until <= at));
        return (reader is null || Holds("listed"))
            && grants.Any(g => g.From <= at && !(g.Until <= at) && Holds(g.Key) && (g.Also is null || Holds(g.Also))
            && !(g.UnlessBarred && bars.Any(b => b.Home == g.Home && b.Person == reader && b.From <= at && !(b.Until <= at))));
    }

    [Fact]
    public void Narrowing_never_lets_anyone_new_read_and_widening_never_shuts_anyone_out()
    {
        for (var seed = 100; seed < 100 + (25 * Depth); seed++)
        {
            var (history, random) = (new RandomHistory(seed, 70), new Random(seed));
            var commons = Commons.Empty.With(history.Directory).After(history.Lines);
            var now = commons.From;
            foreach (var (narrows, stream, happened) in Changes(history, random))
            {
                var version = history.Lines.Count(l => l.Entry.Stream == stream) + 1;
                var entry = new Entry(stream, version, now, null, Clauses.FellDue, null, happened);
                var would = commons.Would([entry], now);
                Assert.All(would, change => Assert.Empty(narrows ? change.Gained : change.Lost));
                Assert.All(
                    would, change =>
                        Assert.False(
                            narrows ? change.AnyoneAfter && !change.AnyoneBefore : change.AnyoneBefore && !change.AnyoneAfter));
                var after = commons.After([new(commons.Position + 1, entry)]);
                var expected =
                    history.Notes.Where(
                        n => Readers(history).Any(p => commons.Check(p, n, now).Allowed != after.Check(p, n, now).Allowed));
                Assert.Equal(expected.Order(), would.Select(w => NoteId.Of(w.Item)).Order());
            }
        }
    }

    private static IEnumerable<(bool Narrows, StreamId Stream, Event Happened)> Changes(RandomHistory history, Random random)
    {
        var person = history.People[random.Next(history.People.Length)];
        foreach (var note in history.Notes.Where(n => history.Lines.Any(l => l.Entry.Stream == StreamId.Of(n))))
        {
            var state = PracticeNote.Replay(history.Lines.Select(l => l.Entry).Where(e => e.Stream == StreamId.Of(note)));
            yield return (true, StreamId.Of(note), new NoteWithdrawn(null));
            yield return (true, StreamId.Of(note), new ConsentRevoked(person));
            yield return (true, StreamId.Of(note), new RestrictionPlaced("guardian", Telling.Words, Instant.MaxValue, "host"));
            for (var audience = Audience.Contributors; audience <= Audience.Public; audience++)
                if (audience != state.Decided)
                    yield return (
                        audience < state.Decided, StreamId.Of(note), new AudienceDecided(audience, state.NamedLinks, null));
        }

        foreach (var link in history.Links.Where(n => history.Lines.Any(l => l.Entry.Stream == StreamId.Of(n))))
        {
            yield return (true, StreamId.Of(link), new LinkEnded(Side.A, null));
            yield return (true, StreamId.Of(link), new LinkPaused(Side.B, null));
            if (Link.Replay(
                history.Lines.Select(l => l.Entry).Where(e => e.Stream == StreamId.Of(link))).Status == LinkStatus.Offered)
                yield return (false, StreamId.Of(link), new LinkAgreed());
        }

        foreach (var community in history.Communities.Where(n => history.Lines.Any(l => l.Entry.Stream == StreamId.Of(n))))
        {
            yield return (true, StreamId.Of(community), new PersonBarred(person, new(1), null, Telling.Words));
            yield return (true, StreamId.Of(community), new MemberLeft(person, null));
            yield return (true, StreamId.Of(community), new CommunityRested());
            yield return (false, StreamId.Of(community), new MemberJoined(person, HowJoined.Joined, 1, null));
        }
    }

    [Fact]
    public void Other_keys_change_nothing_but_their_names()
    {
        for (var seed = 200; seed < 220; seed++)
        {
            var (one, other) = (new RandomHistory(seed, 80), new RandomHistory(seed, 80, n => "z" + (char)('z' - n[1])));
            var (here, there) =
                (Commons.Empty.With(one.Directory).After(one.Lines), Commons.Empty.With(other.Directory).After(other.Lines));
            for (var i = 0; i < one.People.Length; i++)
                foreach (var note in one.Notes)
                {
                    var (mine, theirs) =
                        (here.Check(one.People[i], note, here.From), there.Check(other.People[i], note, there.From));
                    Assert.Equal((mine.Step, mine.Missing), (theirs.Step, theirs.Missing));
                }
        }
    }

    [Fact]
    public void What_is_left_of_an_answer_tells_nothing_that_the_asker_may_not_know()
    {
        for (var seed = 300; seed < 330; seed++)
        {
            var history = new RandomHistory(seed, 80);
            var commons = Commons.Empty.With(history.Directory).After(history.Lines);
            var (now, nowhere) = (commons.From, NoteId.Of("nowhere"));
            foreach (var reader in Readers(history))
            {
                foreach (var note in history.Notes)
                {
                    var reading = commons.Check(reader, note, now);
                    var told = reading.For(reader);
                    var state = reading.Facts;
                    var member = reader is { } key && state is not null && commons.IsMember(key, state.Home, now);
                    var knows = state is not null && reading.Step != ReadingStep.Unknown
                        && (reading.Allowed || member || (reader is { } one && state.ContributionOf(one) is not null));
                    var absent = commons.Check(reader, nowhere, now).For(reader);
                    if (!knows)
                        Assert.Equal(
                            absent with { Witness = Witness.Of(note), Missing = absent.Missing! with { Of = note.Value } }, told);
                    foreach (var contribution in state?.Contributions.ToValueList() ?? [])
                    {
                        if (contribution.Person == reader || told.Witness != Witness.Of(contribution.Person)) continue;
                        Assert.Equal(Attribution.Named, commons.AttributionOf(contribution, reading, reader));
                    }

                    // Nobody is told about somebody else's reading.
                    if (reader is not null)
                        Assert.Equal(Condition.KnownNote, reading.For(PersonId.Of("somebody-else")).Missing!.Condition);
                    var shown = commons.Show(reader, note, now);
                    if (!reading.Allowed) Assert.True(shown is { Title: null, Practice: null, Credits.Count: 0 });
                    else if (
                        state!.ChathamHouse && !member && reader is { } outside && state.ContributionOf(outside) is null
                            && !commons.Check(outside, note, now).Step.Equals(ReadingStep.Member))
                        Assert.True(shown.Credits.Count == 0 || commons.HomeReads(outside, state.Home, now));
                }
            }
        }
    }

    [Fact]
    public void A_role_is_shown_only_while_enough_members_share_it_and_a_bundle_holds_what_its_reader_may_read()
    {
        var (home, note, other, bundle) = (CommunityId.Of("home"), NoteId.Of("n"), NoteId.Of("other"), NoteId.Of("bundle"));
        var midwife = DirectoryGroup.Profession("midwife");
        PersonId[] people = [.. Enumerable.Range(0, 7).Select(i => PersonId.Of("p" + i))];
        var practice =
            new PracticeContent(Telling.Words, Telling.Words, Telling.Words, PracticeOutcome.DidNotWork, Telling.Words);
        foreach (var (midwives, chatham) in new[] { (4, false), (5, false), (5, true) })
        {
            var telling = new Telling().Founded(home, Charters.Informal());
            foreach (var person in people.Take(6))
                telling.Tell(home, Telling.Long, new MemberJoined(person, HowJoined.Joined, 1, null));
            foreach (var person in people.Take(midwives))
                telling.Tell(home, Telling.Long, new AffiliationsRecorded(person, [midwife], "self"));
            foreach (var (id, audience, content) in new (NoteId, Audience, NoteContent)[]
                { (note, Audience.System, practice), (other, Audience.Community, practice),
                    (bundle, Audience.System, new BundleContent(Telling.Words, [note, other])) })
                telling.Tell(
                    id, Telling.Long, new NoteDrafted(home, content, new Contribution(people[0], midwife, null), chatham))
                    .Tell(id, Telling.Long,
                        new ConsentGiven(
                            people[0], new Consent(Audience.Public) { Inside = Attribution.Named, Outside = Attribution.ByRole }))
                    .Tell(id, Telling.Long, new FindingMade(1, Audience.Public, "reviewer"))
                        .Tell(id, Telling.Long, new NoteOffered(audience));
            var commons =
                Commons.Empty.With(new HostDirectory("directory", people.Select(p => new Listing(p, Instant.MinValue)), []))
                    .After(telling.Lines());
            Credit[] outside = midwives >= 5 && !chatham ? [Credit.To(midwife)] : [];
            Assert.Equal(outside, commons.Show(people[6], note, commons.From).Credits);
            Assert.Equal([Credit.To(people[0])], commons.Show(people[1], note, commons.From).Credits);
            Assert.Equal([note], commons.Show(people[6], bundle, commons.From).Items);
            Assert.Equal([note, other], commons.Show(people[1], bundle, commons.From).Items);
            Assert.Equal(2, commons.Find(people[1], commons.From, new NoteQuery { Outcome = PracticeOutcome.DidNotWork }).Count);
            Assert.Equal(new Join(people[6]), commons.Check(people[6], other, commons.From).ToAnswer().Remedy?.Act is Join join
                ? join
                : null);
            var gone =
                commons.After(
                    [new(commons.Position + 1,
                        new Entry(StreamId.Of(note), 5, commons.From, null, Clauses.FellDue, null, new NoteWithdrawn(null)))]);
            Assert.True(gone.Show(people[1], note, gone.From).IsTombstone);
            Assert.False(gone.Show(people[6], note, gone.From).IsTombstone);
            Assert.Equal([other], gone.MayRead(people[1], [note, other, NoteId.Of("none")], gone.From));
        }
    }

    /// <summary>
    /// Found by the histories of acts: of several who left at one instant, the list of all but the first still held what the link
    /// had brought.
    /// </summary>
    [Fact]
    public void Whoever_leaves_a_network_together_with_others_finds_no_more_what_its_link_brought()
    {
        var (home, link, note, network, leaving) =
            (CommunityId.Of("home"), LinkId.Of("l"), NoteId.Of("n"), DirectoryGroup.Network("midwives"), Telling.Long
                + Duration.FromDays(5));
        PersonId[] people = [.. Enumerable.Range(0, 3).Select(i => PersonId.Of("p" + i))];
        var directory = new HostDirectory("directory", people.Select(p => new Listing(p, Instant.MinValue)),
            people.Select((p, i) => new Placement(p, network, Telling.Long, i == 0 ? null : leaving)), groups: [network]);
        var practice = new PracticeContent(Telling.Words, Telling.Words, Telling.Words, PracticeOutcome.Worked, Telling.Words);
        var telling = new Telling().Founded(home, Charters.Informal())
            .Tell(link, Telling.Long,
                new LinkOffered(LinkKind.Network, Party.Of(home), Party.Of(network), new LinkTerms(Flow.Both, Onward.None)))
                    .Tell(link, Telling.Long, new LinkAgreed())
            .Tell(note, Telling.Long, new NoteDrafted(home, practice, new Contribution(PersonId.Of("author"), null, null), false))
            .Tell(note, Telling.Long, new ConsentGiven(PersonId.Of("author"), new Consent(Audience.Public)))
                .Tell(note, Telling.Long, new FindingMade(1, Audience.Public, "reviewer"))
            .Tell(note, Telling.Long, new NoteOffered(Audience.Linked));
        var before = Commons.Empty.With(directory).After(telling.Lines());
        var after = before.At(leaving);
        foreach (var person in people) Assert.Equal([note], before.List(person, before.From));
        Assert.Equal(people.Take(1), after.Readers(note, leaving));
        foreach (var person in people)
        {
            Assert.Equal(after.Check(person, note, leaving).Allowed, after.List(person, leaving).Contains(note));
            Assert.Equal(person == people[0] ? 1 : 0, after.Count(person, leaving));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_group_that_the_directory_comes_to_list_brings_its_links_to_life_whichever_end_it_is(bool isFirst)
    {
        var (home, note, link, trust, reader) =
            (CommunityId.Of("home"), NoteId.Of("n"), LinkId.Of("l"), DirectoryGroup.Organisation("RJZ"), PersonId.Of("p1"));
        Party[] ends = [Party.Of(trust), Party.Of(home)];
        var (one, other) = isFirst ? (ends[0], ends[1]) : (ends[1], ends[0]);
        var told = Reaching(home, note, Audience.Linked)
            .Tell(link, Telling.Long, new LinkOffered(LinkKind.Organisation, one, other, new(Flow.Both)))
                .Tell(link, Telling.Long, new LinkAgreed());
        var commons = Commons.Empty.After(told.Lines());
        commons = commons.With(new HostDirectory("directory", [new(reader, Telling.Long)], [new(reader, trust, Telling.Long)]));
        Assert.Equal(
            (ReadingStep.Linked, Witness.Of(link)),
                (commons.Check(reader, note, commons.From).Step, commons.Check(reader, note, commons.From).Witness));
    }

    [Fact]
    public void What_was_passed_on_later_is_not_what_was_missing_before()
    {
        var (home, note, via, to, reader) =
            (CommunityId.Of("home"), NoteId.Of("n"), LinkId.Of("l-1"), LinkId.Of("l-2"), PersonId.Of("p1"));
        var (trust, network, onward, taken) =
            (DirectoryGroup.Organisation("RJZ"), DirectoryGroup.Network("births"), new LinkTerms(Flow.Both, Onward.OneStep),
                Telling.Long + Duration.FromDays(2));
        var told = Reaching(home, note, Audience.Linked)
            .Tell(via, Telling.Long, new LinkOffered(LinkKind.Organisation, Party.Of(home), Party.Of(trust), onward))
                .Tell(via, Telling.Long, new LinkAgreed())
            .Tell(to, Telling.Long, new LinkOffered(LinkKind.Network, Party.Of(trust), Party.Of(network), onward))
                .Tell(to, Telling.Long, new LinkAgreed())
            .Tell(to, Telling.Long + Duration.FromDays(1), new LinkPaused(Side.B, null))
                .Tell(note, taken, new OnwardStepTaken(via, to, null));
        var commons =
            Commons.Empty.With(
                new HostDirectory(
                    "directory", [new(reader, Telling.Long)], [new(reader, network, Telling.Long)], null, [trust, network]))
                        .After(told.Lines());
        Assert.Equal(Condition.Membership, commons.Check(reader, note, taken - Duration.Epsilon).Missing);
        Assert.Equal(
            (Condition.LiveLink, Witness.Of(to)),
                (commons.Check(reader, note, taken).Missing, commons.Check(reader, note, taken).Witness));
    }

    [Fact]
    public void Whoever_has_left_is_shown_a_note_as_anybody_outside_is()
    {
        var (home, note, member, left) = (CommunityId.Of("home"), NoteId.Of("n"), PersonId.Of("p1"), PersonId.Of("p2"));
        var told = Reaching(home, note, Audience.System)
            .Tell(note, Telling.Long,
                new ConsentGiven(PersonId.Of("p0"), new Consent(Audience.Public) { Inside = Attribution.Named }));
        foreach (var person in new[] { member, left })
            told.Tell(home, Telling.Long, new MemberJoined(person, HowJoined.Joined, 1, null));
        told.Tell(home, Telling.Long, new MemberLeft(left, null));
        var commons = Commons.Empty.With(new HostDirectory("directory", [new(member, Telling.Long), new(left, Telling.Long)], []))
            .After(told.Lines());
        Assert.Equal([Credit.To(PersonId.Of("p0"))], commons.Show(member, note, commons.From).Credits);
        Assert.Empty(commons.Show(left, note, commons.From).Credits);
    }

    [Fact]
    public void A_member_whom_the_host_does_not_list_is_not_told_that_there_is_a_note()
    {
        var (home, note, member) = (CommunityId.Of("home"), NoteId.Of("n"), PersonId.Of("p1"));
        var commons =
            Commons.Empty.After(
                Reaching(home, note, Audience.Community)
                    .Tell(home, Telling.Long, new MemberJoined(member, HowJoined.Joined, 1, null)).Lines());
        Assert.Equal(Condition.KnownReader, commons.Check(member, note, commons.From).Missing);
        Assert.Equal(Condition.KnownNote, commons.Check(member, note, commons.From).For(member).Missing!.Condition);
    }

    [Fact]
    public void A_convener_reads_what_is_embargoed_until_they_leave_that_office_and_no_other()
    {
        var (home, note, convener, started) = (CommunityId.Of("home"), NoteId.Of("n"), PersonId.Of("p1"), Telling.Long);
        var told = Reaching(home, note, Audience.Community)
            .Tell(home, started, new MemberJoined(convener, HowJoined.Joined, 1, null))
                .Tell(note, started, new EmbargoSet(started + Duration.FromDays(9)))
            .Tell(home, started, new OfficeTakenUp(Office.Convener, convener, null, null))
                .Tell(home, started, new OfficeTakenUp(Office.Broker, convener, null, null))
            .Tell(home, started + Duration.FromDays(1), new OfficeLeft(Office.Broker, convener, null))
                .Tell(home, started + Duration.FromDays(2), new OfficeLeft(Office.Convener, convener, null));
        var commons = Commons.Empty.With(new HostDirectory("directory", [new(convener, started)], [])).After(told.Lines());
        Assert.Equal(ReadingStep.Member, commons.Check(convener, note, started + Duration.FromDays(1)).Step);
        Assert.Equal(ReadingStep.Embargo, commons.Check(convener, note, started + Duration.FromDays(2)).Step);
    }

    [Fact]
    public void What_a_change_would_narrow_is_told_once()
    {
        var (home, note, reader) = (CommunityId.Of("home"), NoteId.Of("n"), PersonId.Of("p1"));
        var commons = Commons.Empty.With(new HostDirectory("directory", [new(reader, Telling.Long)], []))
            .After(Reaching(home, note, Audience.System).Lines());
        var change =
            Assert.Single(
                commons.Would(
                    [new(StreamId.Of(note), 5, commons.From, null, Clauses.FellDue, null, new NoteWithdrawn(null))],
                        commons.From));
        Assert.Equal((note, reader), (NoteId.Of(change.Item), Assert.Single(change.Lost)));
    }

    /// <summary>A note of a community whose author agrees to everything.</summary>
    private static Telling Reaching(CommunityId home, NoteId note, Audience audience) =>
        new Telling().Founded(home, Charters.Informal())
        .Tell(note, Telling.Long,
            new NoteDrafted(
                home, new PracticeContent(Telling.Words, Telling.Words, Telling.Words, PracticeOutcome.Worked, Telling.Words),
                    new Contribution(PersonId.Of("p0"), null, null), false))
        .Tell(note, Telling.Long, new ConsentGiven(PersonId.Of("p0"), new Consent(Audience.Public)))
            .Tell(note, Telling.Long, new FindingMade(1, Audience.Public, "reviewer"))
                .Tell(note, Telling.Long, new NoteOffered(audience));

    [Fact]
    public void A_line_is_never_skipped_and_never_read_twice()
    {
        var history = new RandomHistory(1, 40);
        var commons = Commons.Empty.After(history.Lines);
        Assert.Same(commons, commons.After(history.Lines));
        Assert.Throws<RecordException>(() => commons.After([new(commons.Position + 2, history.Lines[0].Entry)]));
        Assert.Throws<ArgumentException>(() => Commons.Empty.Check(commons.Resolve(history.People[0]), default, commons.From));
        Assert.Equal(ReadingStep.Unknown, commons.Check(default(ReaderHandle), default, commons.From).Step);
        Assert.Throws<FormatException>(() => commons.Page(null, commons.From, 1, "somewhere"));
    }

    [Fact]
    public async Task Many_read_while_one_writes_and_every_answer_is_that_of_its_position()
    {
        var time = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("COP_MINUTE") is { Length: > 0 } ? 60 : 2);
        var history = new RandomHistory(7, 160);
        var (published, answers, readers) =
            (Commons.Empty.With(history.Directory), new ConcurrentDictionary<(long, int, int, bool), PlainReading>(),
                Readers(history));
        using var over = new CancellationTokenSource();
        await Task.WhenAll([Thread(Write), .. Enumerable.Range(0, 3).Select(seed => Thread(() => Read(new Random(seed))))]);
        Assert.True(answers.Count > 1000, $"{answers.Count} answers");
        foreach (var ((position, reader, note, back), answer) in answers.OrderBy(a => a.Key).Where((_, i) => i % 7 == 0))
        {
            var lines = history.Lines.Take((int)position).ToArray();
            var from = lines.Max(l => l.Entry.At);
            Assert.Equal(
                new PlainCommons(lines, history.Directory)
                    .Check(readers[reader], history.Notes[note], back ? from - Duration.FromDays(2) : from), answer);
        }

        // Until the time is over and enough was asked, however busy the machine is.
        void Write()
        {
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < time || (answers.Count <= 1000 && clock.Elapsed < time * 20);)
            {
                var next = Commons.Empty.With(history.Directory);
                foreach (var line in history.Lines)
                {
                    Volatile.Write(ref published, next = next.After([line]));
                    System.Threading.Thread.Sleep(time.TotalSeconds > 5 ? 50 : 5);
                }
            }

            over.Cancel();
        }

        void Read(Random random)
        {
            while (!over.IsCancellationRequested)
            {
                var commons = Volatile.Read(ref published);
                if (commons.Position == 0) continue;
                var (reader, note, back) = (random.Next(readers.Length), random.Next(history.Notes.Length), random.Next(4) == 0);
                var at = back ? commons.From - Duration.FromDays(2) : commons.From;
                answers[(commons.Position, reader, note, back)] =
                    PlainReading.Of(commons.Check(readers[reader], history.Notes[note], at));
            }
        }

        static Task Thread(Action work) =>
            Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
