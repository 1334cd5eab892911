using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>
/// The Commons equals the plain rule over histories of acts: whatever several communities did, on links, notes and adoptions,
/// line by line, at every prefix, and on and around every boundary, of the past too. The law
/// <see cref="Testing.Laws.ReadingIsByTheRule(FederationMoment)"/> asks the same of each moment's now and next, for everybody and
/// everything.
/// </summary>
public sealed class FederationHistoryTests
{
    [Fact]
    public void It_equals_the_reference_over_whole_stories_at_every_prefix_on_and_around_every_boundary()
    {
        Prop.ForAll(Federations.Arbitrary(60), story => { Compare(story); }).Check(LawTests.Config(40));
    }

    /// <summary>
    /// Stories are worth something only if every step of the rule settles something in them; these are the same ones every time.
    /// </summary>
    [Fact]
    public void Every_step_of_the_rule_settles_something() => Assert.Equal(
        Enum.GetValues<ReadingStep>().Order(),
        Federations.Stories(60).Sample(500, new Rnd(20150514, 1999), 60).SelectMany(Compare).Distinct().Order());

    /// <summary>In some, members read what was offered before their community rested, and others do not.</summary>
    [Fact]
    public void Some_members_were_there_before_a_rest_and_some_came_after_it()
    {
        var (before, after) = (0, 0);
        foreach (
            var federation in Federations.Stories(60).Sample(120, new Rnd(20150514, 1999), 60)
                .Select(story => story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning()))
        {
            var commons = Commons.Empty.With(federation.Directory).After(federation.Record);
            foreach (var note in federation.Notes)
            {
                if (!federation.HistoryOf(StreamId.Of(note.Home)).Any(e => e.Event is CommunityRested && note.OfferedSince < e.At)
                    || note.EffectiveAudience(commons.From) < Audience.Community) continue;
                var steps = federation[note.Home].Members.Select(member => commons.Check(member, note.Id, commons.From).Step)
                    .ToArray();
                before += steps.Count(step => step == ReadingStep.Member);
                after += steps.Count(step => step == ReadingStep.NothingApplies);
            }
        }

        Assert.InRange(before, 5, int.MaxValue);
        Assert.InRange(after, 5, int.MaxValue);
    }

    /// <summary>
    /// A key that was given the past of another, and was dropped itself at the same instant: what is told of it does not depend
    /// on how the lines were read.
    /// </summary>
    [Fact]
    public void A_key_that_is_given_a_past_and_dropped_at_one_instant_is_told_the_same_however_the_lines_are_read()
    {
        static FederationStep At(Deed deed, int who = 0, int choice = 0, int hours = 0) =>
            new(deed, who, 0, choice, Pause.Hours, hours);
        var story = new FederationStory(2, 9, 311,
            [
                At(Deed.DraftNote), At(Deed.GiveConsent), At(Deed.OfferNote), .. Enumerable.Repeat(At(Deed.Leave), 6),
                    At(Deed.Settle, hours: 6),
                At(Deed.MergeKeys, 26, 151), At(Deed.MergeKeys, 0, 44), At(Deed.Join),
            ]);
        Assert.Null(Testing.Laws.Check(story));
        Compare(story);
    }

    private static HashSet<ReadingStep> Compare(FederationStory story)
    {
        var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
        var told = new Told(federation, story);
        return told.FirstDifference() is { } difference
            ? throw new InvalidOperationException($"{difference}\n{story}")
            : told.Steps;
    }

    /// <summary>One story's record, and what is asked of it.</summary>
    private sealed class Told(Federation federation, FederationStory story)
    {
        private readonly Random _random = new(story.World);
        private readonly NoteId[] _notes = [.. federation.Notes.Select(n => n.Id), NoteId.Of("n-none")];
        private readonly QuestionId[] _questions = [.. federation.Questions.Select(q => q.Id)];
        private readonly PersonId?[] _readers =
            [.. Enumerable.Range(1, Math.Max(2, story.People)).Select(i => (PersonId?)Scenario.Person(i)), PersonId.Of("k-90"),
                PersonId.Of("stranger"), null];
        private readonly Instant[] _instants =
            [.. Boundaries(federation).Distinct().Order()
                .SelectMany(i => new[] { i - Duration.Epsilon, i, i + Duration.Epsilon })];

        /// <summary>The first answer that is another one; null where all are the same.</summary>
        public string? FirstDifference()
        {
            var commons = Commons.Empty.With(federation.Directory);
            foreach (var line in federation.Record)
            {
                commons = commons.After([line]);
                if (line.Entry.Stream.Kind == StreamKind.Community && _random.Next(4) > 0) continue;
                var reference = new PlainCommons([.. federation.Record.Take((int)line.Position)], federation.Directory);
                for (var i = 0; i < 4; i++)
                    if (Check(
                        commons, reference, _readers[_random.Next(_readers.Length)], _notes[_random.Next(_notes.Length)], i == 0
                            ? commons.From
                            : Any(), i == 1) is { } difference) return difference;
                if (_questions.Length > 0 && CheckQuestion(
                    commons, reference, _readers[_random.Next(_readers.Length)], _questions[_random.Next(_questions.Length)],
                    _random.Next(2) == 0 ? commons.From : Any()) is { } other) return other;
            }

            return null;
        }

        /// <summary>Which steps of the rule settled the answers.</summary>
        public HashSet<ReadingStep> Steps { get; } = [];

        private Instant Any() => _instants[_random.Next(_instants.Length)];

        private string? CheckQuestion(
            Commons commons, PlainCommons reference, PersonId? reader, QuestionId question, Instant at)
        {
            var reading = commons.Check(reader, question, at);
            Steps.Add(reading.Step);
            var (expected, settled) = (reference.Check(reader, question, at), PlainReading.Of(reading));
            return expected == settled ? null
                : $"After line {commons.Position}, {reader?.ToString() ?? "nobody"} reading {question} at {at}: {settled}, and "
                    + $"the rule says {expected}.";
        }

        private string? Check(Commons commons, PlainCommons reference, PersonId? reader, NoteId note, Instant at, bool asOf)
        {
            var reading = commons.Check(reader, note, at);
            Steps.Add(reading.Step);
            var (expected, settled) = (reference.Check(reader, note, at), PlainReading.Of(reading));
            if (expected != settled)
                return $"After line {commons.Position}, {reader?.ToString() ?? "nobody"} reading {note} at {at}: {settled}, and "
                    + $"the reference says {expected}.";
            if (commons.At(at) is var moved && PlainReading.Of(moved.Check(reader, note, at)) is var again && again != expected)
                return $"After line {commons.Position}, moved to {at}, {reader?.ToString() ?? "nobody"} reading {note}: "
                    + $"{again}, and the reference says {expected}.";
            if (!asOf) return null;
            var (then, was) = (reference.Before(at).Check(reader, note, at), PlainReading.Of(commons.AsOf(reader, note, at)));
            return then == was
                ? null
                : $"After line {commons.Position}, as of {at}, {reader?.ToString() ?? "nobody"} reading {note}: {was}, and the "
                    + $"reference says {then}.";
        }

        private static IEnumerable<Instant> Boundaries(Federation federation)
        {
            foreach (var line in federation.Record)
            {
                yield return line.Entry.At;
                foreach (var end in RandomHistory.Ends(line.Entry.Event)) yield return end;
            }

            for (var day = -30; day < 12; day++) yield return Federations.Start + Duration.FromDays(day);
        }
    }
}
