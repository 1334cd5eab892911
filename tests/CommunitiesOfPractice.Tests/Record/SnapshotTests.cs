using System.Text;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Record;

public sealed class SnapshotTests
{
    [Fact]
    public void A_snapshot_at_any_version_and_the_lines_since_equal_a_full_replay()
    {
        var history = ChainTests.Life().History;
        var whole = Community.Replay(history);
        for (var version = 1; version <= history.Count; version++)
        {
            var then = Community.Replay(history.Take(version));
            var read = Snapshot.Read(Snapshot.ToUtf8(then));
            Assert.Equal(then, read);
            Assert.Equal(Snapshot.ToUtf8(then), Snapshot.ToUtf8(read));
            Assert.Equal(whole, read.After(history.Skip(version)));
        }
    }

    [Fact]
    public void What_is_due_and_who_may_vote_is_the_same()
    {
        var life = Scenario.Founded(Charters.ByConsent(), 5);
        life.Given(new Propose(Scenario.Person(1), new Resolve("Weigh every swab"))).WaitDays(3).Settle();
        var decision = life.Community.OpenDecisions.Single().Id;
        life.Given(new Vote(Scenario.Person(2), decision, VoiceBallot.For),
            new TakeLeave(Scenario.Person(3), life.Now + Duration.FromDays(20)));
        life.Given(
            new Leave(Scenario.Person(4)), new Observe(Scenario.Person(9)), new Invite(Scenario.Person(1), Scenario.Person(8)));
        var read = Snapshot.Read(Snapshot.ToUtf8(life.Community));
        Assert.Equal(life.Community.Decision(decision)!.Electorate, read.Decision(decision)!.Electorate);
        Assert.Equal(
            life.Community.Settle(life.Now + Duration.FromDays(60)).Events, read.Settle(life.Now + Duration.FromDays(60)).Events);
    }

    /// <summary>
    /// Who changes the shape of the state raises <see cref="Snapshot.FormatVersion"/>, and puts the new snapshot here.
    /// </summary>
    [Fact]
    public void A_snapshot_of_this_format_is_what_it_was()
    {
        File.WriteAllBytes(
            Path.Combine(AppContext.BaseDirectory, "Record", "golden", "snapshot.received"),
                Snapshot.ToUtf8(ChainTests.Life().Community));
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Record", "golden", "snapshot.v4.jsonl")).TrimEnd();
        Assert.Equal(golden, Encoding.UTF8.GetString(Snapshot.ToUtf8(Snapshot.Read(Encoding.UTF8.GetBytes(golden)))));
    }

    [Fact]
    public void Another_format_and_what_is_no_snapshot_are_refused()
    {
        var text = Encoding.UTF8.GetString(Snapshot.ToUtf8(ChainTests.Life().Community));
        Refused(text.Replace("\"formatVersion\":4", "\"formatVersion\":3", StringComparison.Ordinal));
        foreach (
            var nonsense in new[] {
                "", "{}", "null", "[]", text.Replace("\"roll\"", "\"rolls\"", StringComparison.Ordinal) }) Refused(nonsense);
        for (var length = 0; length < text.Length; length += 97) Refused(text.Substring(0, length));

        static void Refused(string json) => Assert.Throws<RecordException>(() => Snapshot.Read(Encoding.UTF8.GetBytes(json)));
    }
}
