using System.Text;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Record;

public sealed class ChainTests
{
    private static readonly ChainKey Salt = ChainKey.Of([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    private static PersonId Person(int number) => Scenario.Person(number);

    /// <summary>A life with most of what names people: requests, elections, removals, objections, ballots, petitions.</summary>
    internal static Scenario Life()
    {
        var life =
            Scenario.Founded(Charters.Informal().With(RuleNames.Consent, new ConsentRule { Timing = Timing.Days(1, 7) }), 6);
        life.Given(new Propose(Person(2), new Resolve("Weigh every swab, says k-3."), "Because guesses differ"));
        life.Given(new ObjectTo(Person(3), life.Community.OpenDecisions.Single().Id, "There are no scales on the ward"))
            .WaitDays(8)
            .Settle();
        life.Given(new Propose(Person(2), new DeclareStage(Stage.Coalescing, "We meet each month"))).WaitDays(8).Settle();
        life.Given(new Propose(Person(3), new Elect(Office.Convener)));
        var election = life.Community.OpenDecisions.Single().Id;
        life.Given(new Stand(Person(3), election), new Stand(Person(4), election), new Stand(Person(5), election)).WaitDays(8)
            .Settle();
        foreach (var voter in new[] { 1, 2, 3 }) life.Given(new Vote(Person(voter), election, new ApprovalBallot([0])));
        life.WaitDays(8).Settle();
        life.Given(new Propose(Person(3), new Remove(Person(6), "Shared a patient's picture", Duration.FromDays(90))));
        var removal = life.Community.OpenDecisions.Single().Id;
        life.Given(new Reply(Person(6), removal, "It was an accident")).WaitDays(15).Settle();
        foreach (var voter in new[] { 1, 2, 3 }) life.Given(new Vote(Person(voter), removal, VoiceBallot.For));
        life.WaitDays(22).Settle();
        life.Given(
            new DeclareAffiliations(Person(3), [DirectoryGroup.Profession("midwife")]), new Accompany(Person(3), Person(5)));
        life.Given(new PetitionFor(Person(5), new Recall(Office.Convener, Person(3), "k-3 is never there")));
        return life;
    }

    private static ValueList<Entry> Sealed() => Chain.Seal(Life().History, Salt);

    private static string Bytes(IEnumerable<Entry> lines)
    {
        using var stream = new MemoryStream();
        RecordJson.WriteLines(stream, lines);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void A_sealed_record_verifies_and_so_does_what_is_read_of_it()
    {
        var lines = Sealed();
        Assert.Null(Chain.Verify(lines, Salt));
        Assert.Null(Chain.Verify(RecordJson.ReadLines(Encoding.UTF8.GetBytes(Bytes(lines))), Salt));
        var later = Chain.Seal(lines.Skip(5), Salt, lines[4].Hash);
        Assert.Equal(lines.Skip(5), later);
        Assert.Equal(1, Chain.Verify(lines, ChainKey.Of(new byte[32]))!.Version);
        Assert.Equal(1, Chain.Verify(Life().History, Salt)!.Version);
    }

    [Fact]
    public void Every_line_that_is_changed_left_out_added_or_moved_is_found()
    {
        var lines = Sealed();
        for (var i = 0; i < lines.Count; i++)
        {
            var at = i;
            Assert.Equal(at + 1, Broken(lines.Select((e, j) => j == at ? e with { At = e.At + Duration.Epsilon } : e)));
            Assert.Equal(at + 1, Broken(lines.Select((e, j) => j == at ? e with { By = Person(99) } : e)));
            Assert.Equal(
                at + 1, Broken(
                    lines.Select(
                        (e, j) => j == at ? e with { Event = new MemberJoined(Person(99), HowJoined.Joined, 1, null) } : e)));
            Assert.Equal(at + 1, Broken(lines.Select((e, j) => j == at ? e with { Hash = null } : e)));
            if (at < lines.Count - 1)
                Assert.Equal(at + 1, Broken(lines.Where((_, j) => j != at).Select((e, j) => e with { Version = j + 1 })));
        }

        Assert.Equal(2, Broken([lines[0], lines[2], lines[1]]));

        static long? Broken(IEnumerable<Entry> changed) => Chain.Verify(changed, Salt)?.Version;
    }

    [Fact]
    public void A_forgotten_person_is_nowhere_in_the_record_and_nothing_else_has_changed()
    {
        for (var number = 1; number <= 6; number++)
        {
            var (before, person) = (Sealed(), Person(number));
            Assert.Contains("\"@" + person + "\"", Bytes(before), StringComparison.Ordinal);
            var after = new Erasure(person, Salt).Apply(before);
            Assert.DoesNotMatch($@"k-{number}\b", Bytes(after));
            Assert.Null(Chain.Verify(after, Salt));
            var (was, now) = (Community.Replay(before), Community.Replay(after));
            Assert.Equal(was.MemberCount, now.MemberCount);
            Assert.Equal(was.CountingMembers, now.CountingMembers);
            Assert.Equal(was.ClosedDecisions.Select(d => (d.Id, d.Result)), now.ClosedDecisions.Select(d => (d.Id, d.Result)));
            Assert.Equal(
                was.StandingOf(person), now.StandingOf(Salt.Pseudonym(person)) with { Past = was.StandingOf(person).Past });
            Assert.Equal(after, new Erasure(person, Salt).Apply(after));
        }
    }

    [Fact]
    public void All_words_can_be_redacted_and_the_chain_still_verifies()
    {
        var after = new Erasure(Person(3), Salt) { Also = _ => true }.Apply(Sealed());
        Assert.Null(Chain.Verify(after, Salt));
        Assert.DoesNotContain("\"text\"", Bytes(after), StringComparison.Ordinal);
        Assert.True(Community.Replay(after).ClosedDecisions.First().Why!.IsRedacted);
    }

    [Fact]
    public void Own_words_go_with_the_person_unless_told_otherwise()
    {
        Assert.DoesNotContain("no scales", Bytes(new Erasure(Person(3), Salt).Apply(Sealed())), StringComparison.Ordinal);
        Assert.Contains(
            "no scales", Bytes(new Erasure(Person(3), Salt) { OwnWords = false }.Apply(Sealed())), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "never there", Bytes(new Erasure(Person(3), Salt) { OwnWords = false }.Apply(Sealed())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgetting_in_its_order_leaves_a_community_that_goes_on()
    {
        var (record, life) = (new InMemoryRecord(), Life());
        var id = life.Community.Id;
        await record.Append(StreamId.Of(id), 0, Chain.Seal(life.History, Salt));
        Assert.True((await record.Do(id, new Forget(Person(3), "request-1"), life.Now, Salt)).Allowed);
        var before = await record.Load(id);
        await record.Rewrite(StreamId.Of(id), new Erasure(Person(3), Salt).Apply);
        var after = await record.Load(id);
        Assert.Equal(before.Members, after.Members);
        Assert.False(after.IsMember(Salt.Pseudonym(Person(3))));
        Assert.True((await record.Do(id, new Leave(Person(1)), life.Now, Salt)).Allowed);
        Assert.Null(Chain.Verify(await record.ReadWhole(StreamId.Of(id)), Salt));
    }

    [Fact]
    public void A_pseudonym_of_a_pseudonym_is_itself()
    {
        var pseudonym = Salt.Pseudonym(Person(1));
        Assert.Equal(pseudonym, Salt.Pseudonym(pseudonym));
        Assert.NotEqual(pseudonym, ChainKey.Of(new byte[32]).Pseudonym(Person(1)));
        var words = FreeText.Of("words");
        Assert.Equal(Salt.Commitment(words), Salt.Commitment(FreeText.Redacted(Salt.Commitment(words))));
        Assert.Throws<ArgumentException>(() => ChainKey.Of(new byte[31]));
    }
}
