namespace CommunitiesOfPractice;

/// <summary>One step of the sharing rule, and how it came out for one reading.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Applied">Whether it applied, and so settled the reading: the last line of a trace does, and no other.</param>
/// <param name="Because">The fact that it looked at, in plain English.</param>
public sealed record TraceLine(ReadingStep Step, bool Applied, string Because)
{
    /// <summary>The rule of the step.</summary>
    public Clause Clause => SharingRule.ClauseOf(Step);

    private Said? Said { get; init; }

    /// <summary>The fact that it looked at, in the words of a language; what was given, where no reading was traced.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording)
    {
        Guard.Against.Null(wording);
        return Said?.In(wording) ?? Because;
    }

    internal static TraceLine Of(ReadingStep step, bool applied, Said because) =>
        new(step, applied, because.In(Wording.English)) { Said = because };
}

/// <summary>
/// The full trace of one reading: every step that was asked, in order, and the answer. It is for the people who run the host; a
/// reader is told <see cref="ReadingAnswer.For"/>.
/// </summary>
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
    public ReadingTrace Explain(PersonId? reader, NoteId note, Instant at) =>
        Explain(reader, StreamId.Of(Guard.Against.Default(note)), at);

    private ReadingTrace Explain(PersonId? reader, StreamId item, Instant at)
    {
        var (who, what, noted) = (Resolve(reader), Resolve(item), new Noted([]));
        var view = new DatedView(this, at, false);
        var answer = new ReadingAnswer(this, at, false, who, what, SharingRule.Settle(view, who.Index, what.Index, ref noted))
            .Named(reader, item);
        return new(
            noted.Steps.Select(step => TraceLine.Of(step, false, Because(view, step, who.Index, what.Index)))
                .Append(TraceLine.Of(answer.Step, true, Because(view, answer.Step, who.Index, what.Index))).ToValueList(),
            answer.ToAnswer());
    }

    private Said Because(in DatedView view, ReadingStep step, int reader, int item)
    {
        if (item < 0) return Said.Of("trace.no-item");
        var home = view.Home(item);
        var reaches = Said.Of("trace.reaches." + Names.Of(view.Audience(item)));
        return step switch
        {
            ReadingStep.Unknown when !view.Known(home) => Said.Of("trace.no-home", Homes[home].Id),
            ReadingStep.Unknown when reader < -1 => Said.Of("trace.not-signed-in"),
            ReadingStep.Unknown => Said.Of(view.Listed(reader) ? "trace.known" : "trace.not-listed"),
            ReadingStep.Withdrawn or ReadingStep.Draft => Said.Of("trace.status." + Names.Of(view.Status(item))),
            ReadingStep.Contributor =>
                Said.Of(reader >= 0 && view.Contributed(reader, item) ? "trace.contributed" : "trace.did-not-contribute"),
            ReadingStep.Embargo when view.Embargoed(item) && view.Facts(item).EmbargoUntil is { } until =>
                Said.Of("trace.embargo", until),
            ReadingStep.Embargo => Said.Of("trace.no-embargo"),
            ReadingStep.Public or ReadingStep.System => reaches,
            ReadingStep.Barred =>
                Said.Of(reader >= 0 && view.Barred(reader, home) ? "trace.barred" : "trace.not-barred", Homes[home].Id),
            ReadingStep.Member when reader >= 0 && view.Reads(reader, home) && view.CameAfterRest(reader, item) =>
                Said.Of("trace.came-after-rest", Homes[home].Id),
            ReadingStep.Member => Said.All(reaches, Said.Of(
                reader >= 0 && view.Reads(reader, home) ? "trace.reads-as-member" : "trace.does-not-read-as-member",
                Homes[home].Id)),
            ReadingStep.Linked => Said.All(reaches, Said.Of(
                reader >= 0 && SharingRule.LowestLink(view, reader, item, home) >= 0 ? "trace.linked" : "trace.not-linked")),
            _ => Said.All(reaches, Said.Of("trace.nothing-applies")),
        };
    }

    private readonly struct Noted(List<ReadingStep> steps) : ITrace
    {
        public List<ReadingStep> Steps => steps;

        public void Passed(ReadingStep step) => steps.Add(step);
    }
}
