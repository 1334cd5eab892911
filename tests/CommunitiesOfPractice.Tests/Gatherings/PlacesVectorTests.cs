using System.Text.Json;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Gatherings.Callers;

namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>Every published sequence of answers, after each step, in order.</summary>
public class PlacesVectorTests
{
    private static readonly JsonElement[] Sequences = [.. JsonDocument.Parse(File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Gatherings", "vectors", "places.json"))).RootElement.EnumerateArray()];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Sequences.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Places_and_queue_are_those_of_an_independent_queue_after_each_step(int number)
    {
        var sequence = Sequences[number];
        var gathering = Called(To("2016-12-01 13:00", Number(sequence.GetProperty("capacity"))));
        var (steps, expected) = (sequence.GetProperty("steps"), sequence.GetProperty("expected"));
        for (var i = 0; i < steps.GetArrayLength(); i++)
        {
            var step = steps[i].EnumerateObject().Single();
            gathering.When(Act(step));
            Assert.Equal(People(expected[i].GetProperty("places")), gathering.State.Coming);
            Assert.Equal(People(expected[i].GetProperty("waiting")), gathering.State.Waiting);
        }

        Assert.Equal(gathering.State, Gathering.Replay(gathering.History));
    }

    [Fact]
    public void All_published_sequences_are_there() => Assert.Equal((200, 2_830), (
        Sequences.Length, Sequences.Sum(s => s.GetProperty("steps").GetArrayLength())));

    private static IActOn<Gathering> Act(JsonProperty step) => step.Name switch
    {
        "yes" => Yes(PersonId.Of(step.Value.GetString()!)),
        "no" => No(PersonId.Of(step.Value.GetString()!)),
        "gone" => new ReportGone(PersonId.Of(step.Value.GetString()!), "record"),
        "back" => new ReportBack(PersonId.Of(step.Value.GetString()!), "record"),
        "capacity" => Room(Number(step.Value)),
        _ => throw new InvalidOperationException($"The step '{step.Name}' is not known."),
    };

    private static int? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt32();

    private static IEnumerable<PersonId> People(JsonElement list) =>
        list.EnumerateArray().Select(person => PersonId.Of(person.GetString()!));
}
