using CommunitiesOfPractice;
using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.KilledHost;
using Microsoft.EntityFrameworkCore;

// sqlite|postgres <connection> <round>: acts without end, several at a time, and prints each line of the record once it has been
// acknowledged.
var (options, round) = (new DbContextOptionsBuilder<RecordContext>(), args[2]);
if (args[0] == "sqlite") options.UseSqlite(args[1]);
else options.UseNpgsql(args[1]);
var contexts = new Contexts(options.Options);
await using (var context = contexts.CreateDbContext()) await RecordSchema.Create(context);
var (record, output) = (new DatabaseRecord<RecordContext>(contexts), Console.Out);
var now = Instant.FromUtc(2026, 1, 1, 0, 0);

try
{
    await Task.WhenAll(Enumerable.Range(0, KilledHost.Workers).Select(worker => Task.Run(() => ActWithoutEnd(worker))));
}
catch (Exception fault)
{
    lock (output) output.WriteLine(KilledHost.Fault + fault.ToString().ReplaceLineEndings(" "));
}

async Task ActWithoutEnd(int worker)
{
    var community = KilledHost.Communities[worker % KilledHost.Communities.Count];
    for (var i = 0; ; i++)
    {
        var (person, note) = (PersonId.Of($"p-{round}-{worker}-{i}"), NoteId.Of($"n-{round}-{worker}-{i}"));
        var joined = Acknowledge(await record.Do(community, new Join(person), now));
        var home = joined.AsMember(person, now)!;
        Acknowledge(await record.Do(note, new DraftNote(home, Content("drafted", i)), now));
        Acknowledge(await record.Do(note, new GiveConsent(person, new Consent(Audience.Public)), now));
        Acknowledge(await record.Do(note, new OfferNote(home), now));
        if (i % 2 == 0) Acknowledge(await record.Do(note, new ReviseNote(person, Content("revised", i)), now));
        if (i % 3 == 0) Acknowledge(await record.Do(note, new WithdrawNote(person, null), now));
    }
}

TState Acknowledge<TState>(Done<TState> done)
    where TState : class
{
    if (!done.Allowed) throw new InvalidOperationException(done.Answer.Text);
    lock (output)
        foreach (var line in done.Events) output.WriteLine(KilledHost.Acknowledged + RecordJson.ToText(line));
    return done.After;
}

static PracticeContent Content(string word, int number) =>
    new($"Weighing, {word}", $"What we tried, number{number}", "A ward", PracticeOutcome.Worked, "One person owns the total");

namespace CommunitiesOfPractice.KilledHost
{
    /// <summary>What the host and the test that kills it agree on.</summary>
    public static class KilledHost
    {
        /// <summary>How many act at a time.</summary>
        public const int Workers = 4;

        /// <summary>Before a line of the record that was acknowledged.</summary>
        public const string Acknowledged = "done ";

        /// <summary>Before what went wrong.</summary>
        public const string Fault = "fault ";

        /// <summary>The communities in which they act; the test founds them.</summary>
        public static IReadOnlyList<CommunityId> Communities { get; } = [CommunityId.Of("maternity"), CommunityId.Of("wounds")];
    }

    internal sealed class Contexts(DbContextOptions<RecordContext> options) : IDbContextFactory<RecordContext>
    {
        public RecordContext CreateDbContext() => new(options);
    }
}
