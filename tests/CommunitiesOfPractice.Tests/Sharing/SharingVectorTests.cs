using System.Text.Json.Nodes;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>Every case and every world of the vectors, by the compiled window and by the dated facts alike.</summary>
public class SharingVectorTests
{
    private const string Letters = "UWcDEpBmslN";

    public static TheoryData<string> Facts => [.. Vectors.Cases["facts"]!.AsObject().Select(f => f.Key)];

    public static TheoryData<int> WorldNumbers => [.. Enumerable.Range(0, Vectors.Worlds.Count)];

    [Theory]
    [MemberData(nameof(Facts))]
    public void Every_case_is_answered_clause_for_clause_with_witness_and_what_is_missing(string name)
    {
        var facts = Vectors.Cases["facts"]![name]!;
        var (told, directory) = (Vectors.Tell(facts), Vectors.Directory(facts));
        var all = Commons.Empty.With(directory).After(told.Lines());
        foreach (var asked in Vectors.Cases.All("cases").Where(c => c.Text("facts") == name))
        {
            var now = Vectors.At(asked["now"]);
            var reader = asked["reader"]?.GetValue<string>();
            if (reader == "")
            {
                Assert.Throws<ArgumentException>(() => PersonId.Of(reader));
                continue;
            }

            var until = Commons.Empty.After(told.Lines(now)).With(directory).At(now);
            foreach (var commons in new[] { until, all, all.At(now) })
            {
                var reading = commons.Check(reader is null ? null : PersonId.Of(reader), NoteId.Of(asked.Text("note")), now);
                Assert.Equal(
                    (asked.Text("id"), asked["allowed"]!.GetValue<bool>(), "reading." + asked.Text("clause"),
                        asked.Text("witness"), asked["missing"]?.GetValue<string>()),
                    (asked.Text("id"), reading.Allowed, reading.Clause.Id, reading.Witness.ToString(),
                        reading.Missing is { } missing ? Names.Of(missing) : null));
                var answer = reading.ToAnswer();
                Assert.Equal(
                    (reading.Allowed, reading.Clause, reading.Witness, reading.Missing),
                        (answer.Allowed, answer.Clause, answer.Witness, answer.Missing?.Condition));
            }
        }
    }

    [Theory]
    [MemberData(nameof(WorldNumbers))]
    public void Every_question_of_every_world_is_answered(int number)
    {
        var world = Vectors.Worlds[number]!;
        var facts = world["facts"]!;
        var (told, directory) = (Vectors.Tell(facts), Vectors.Directory(facts));
        var all = Commons.Empty.After(told.Lines()).With(directory);
        var readers = world.All2("readers").Select(r => r is null ? (PersonId?)null : PersonId.Of(r.GetValue<string>()))
            .ToArray();
        foreach (var view in world.All("views"))
        {
            var now = Vectors.At(view["now"]);
            foreach (var commons in new[] { Commons.Empty.With(directory).After(told.Lines(now)).At(now), all, all.At(now) })
                Compare(commons, view, readers, now);
        }
    }

    private static void Compare(Commons commons, JsonNode view, PersonId?[] readers, Instant now)
    {
        foreach (var (note, letters) in view["matrix"]!.AsObject())
        {
            var readings = readers.Select(r => commons.Check(r, NoteId.Of(note), now)).ToArray();
            Assert.Equal(
                (note, letters!.GetValue<string>()), (note, new string([.. readings.Select(r => Letters[(int)r.Step])])));
            var witnesses = view["linkWitness"]?[note];
            for (var i = 0; i < readers.Length; i++)
                if (readings[i].Step == ReadingStep.Linked)
                    Assert.Equal("link:" + witnesses!.Text(readers[i]!.Value.Value), readings[i].Witness.ToString());
            Assert.Equal(
                Sorted(view["reverse"]![note]!),
                    commons.Readers(NoteId.Of(note), now).Select(p => p.Value).Order(StringComparer.Ordinal));
        }

        foreach (var reader in readers)
        {
            var expected = Sorted(reader is { } person ? view["list"]![person.Value] ?? new JsonArray() : view["listAnonymous"]!);
            Assert.Equal(expected, commons.List(reader, now).Select(n => n.Value).Order(StringComparer.Ordinal));
            Assert.Equal(expected.Length, commons.Count(reader, now));
        }
    }

    private static string[] Sorted(JsonNode list) =>
        [.. list.AsArray().Select(n => n!.GetValue<string>()).Order(StringComparer.Ordinal)];
}

internal static class MoreVectors
{
    public static IEnumerable<JsonNode?> All2(this JsonNode node, string field) => node[field]!.AsArray();
}
