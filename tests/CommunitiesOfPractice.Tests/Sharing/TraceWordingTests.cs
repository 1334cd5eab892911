using System.Globalization;
using CommunitiesOfPractice.Tests.Answers;
using CommunitiesOfPractice.Tests.Counting;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>What a trace says comes from resources, in any language, and is plain.</summary>
public sealed class TraceWordingTests
{
    [Fact]
    public void Every_step_of_a_trace_is_said_in_any_language()
    {
        var (steps, texts) = (new HashSet<(ReadingStep, bool)>(), new HashSet<string>());
        for (var seed = 1; seed <= 12; seed++)
        {
            var history = new RandomHistory(seed, 90);
            var commons = Commons.Empty.After(history.Lines).With(history.Directory);
            string[] inserted =
            [
                .. history.Communities.Select(home => home.Value),
                .. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Where(month => month.Length > 0),
            ];
            PersonId?[] readers = [.. history.People.Select(person => (PersonId?)person), PersonId.Of("stranger"), null];
            foreach (var note in history.Notes.Append(NoteId.Of("nowhere")))
                foreach (var reader in readers)
                    foreach (var line in commons.Explain(reader, note, commons.From).Steps)
                    {
                        steps.Add((line.Step, line.Applied));
                        texts.Add(line.In(PseudoWording.Language));
                        PseudoWording.AssertMarked(line.In(PseudoWording.Language), inserted);
                        Assert.Equal(line.Because, line.In(Wording.English));
                    }
        }

        foreach (var step in Enum.GetValues<ReadingStep>()) Assert.Contains(steps, seen => seen.Item1 == step);
        Assert.InRange(texts.Count, 15, int.MaxValue);
    }

    [Fact]
    public void Its_texts_are_there_for_every_case()
    {
        Assert.Equal(Enum.GetValues<Audience>().Length, PseudoWording.Texts("trace.reaches.").Count());
        Assert.Equal(Enum.GetValues<NoteStatus>().Length, PseudoWording.Texts("trace.status.").Count());
    }
}
