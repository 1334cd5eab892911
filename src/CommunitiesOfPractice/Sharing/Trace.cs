using System.Globalization;

namespace CommunitiesOfPractice;

/// <summary>One step of the sharing rule, and how it came out for one reading.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Applied">Whether it applied, and so settled the reading: the last line of a trace does, and no other.</param>
/// <param name="Because">The fact that it looked at, in plain English.</param>
public sealed record TraceLine(ReadingStep Step, bool Applied, string Because)
{
    /// <summary>The rule of the step.</summary>
    public Clause Clause => SharingRule.ClauseOf(Step);
}

/// <summary>The full trace of one reading: every step that was asked, in order, and the answer. For whoever runs the host; a reader is told <see cref="ReadingAnswer.For"/>.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Answer">The answer.</param>
public sealed record ReadingTrace(ValueList<TraceLine> Steps, Answer Answer);

public sealed partial class Commons
{
    /// <summary>Whether somebody may read a note at an instant, and every step on the way to the answer.</summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="note">Which note.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="note"/> is <c>default</c>.</exception>
    public ReadingTrace Explain(PersonId? reader, NoteId note, Instant at)
    {
        var (who, what, noted) = (Resolve(reader), Resolve(note), new Noted([]));
        var view = new DatedView(this, at, false);
        var answer = new ReadingAnswer(this, at, false, who, what, SharingRule.Settle(view, who.Index, what.Index, ref noted)).Named(reader, note);
        return new(
            noted.Steps.Select(step => new TraceLine(step, false, Because(view, step, who.Index, what.Index)))
                .Append(new TraceLine(answer.Step, true, Because(view, answer.Step, who.Index, what.Index))).ToValueList(),
            answer.ToAnswer());
    }

    private string Because(in DatedView view, ReadingStep step, int reader, int note)
    {
        if (note < 0) return "The note is not known.";
        var home = view.Home(note);
        var audience = Names.Of(view.Audience(note));
        return step switch
        {
            ReadingStep.Unknown when !view.Known(home) => $"The home {Homes[home].Id} is not known.",
            ReadingStep.Unknown when reader < -1 => "The note and its home are known, and nobody is signed in.",
            ReadingStep.Unknown => view.Listed(reader) ? "The note, its home and the reader are known." : "The host does not list the reader.",
            ReadingStep.Withdrawn or ReadingStep.Draft => $"The note stands at {Names.Of(view.Status(note))}.",
            ReadingStep.Contributor => reader >= 0 && view.Contributed(reader, note) ? "The reader contributed to it." : "The reader did not contribute to it.",
            ReadingStep.Embargo => view.Embargoed(note)
                ? string.Format(CultureInfo.InvariantCulture, "An embargo stands until {0}.", view.Facts(note).EmbargoUntil)
                : "No embargo stands.",
            ReadingStep.Public or ReadingStep.System => $"It reaches {audience}.",
            ReadingStep.Barred => reader >= 0 && view.Barred(reader, home) ? $"{Homes[home].Id} bars the reader." : $"{Homes[home].Id} does not bar the reader.",
            ReadingStep.Member when reader >= 0 && view.Reads(reader, home) && view.CameAfterRest(reader, note) =>
                $"It was offered before {Homes[home].Id} rested, and the reader was no member before that.",
            ReadingStep.Member => $"It reaches {audience}, and the reader {(reader >= 0 && view.Reads(reader, home) ? "reads" : "does not read")} as a member of {Homes[home].Id}.",
            ReadingStep.Linked => $"It reaches {audience}, and the reader {(reader >= 0 && SharingRule.LowestLink(view, reader, note, home) >= 0 ? "stands" : "does not stand")} at the far end of a link that carries it.",
            _ => $"It reaches {audience}, and no step above lets the reader read it.",
        };
    }

    private readonly struct Noted(List<ReadingStep> steps) : ITrace
    {
        public List<ReadingStep> Steps => steps;

        public void Passed(ReadingStep step) => steps.Add(step);
    }
}
