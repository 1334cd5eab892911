namespace CommunitiesOfPractice;

/// <summary>What the runner needs to know of a stream's state.</summary>
internal interface IStreamState
{
    StreamId Stream { get; }

    long Version { get; }

    Instant LastAt { get; }

    /// <summary>The earliest thing that happens by itself, if any.</summary>
    DueAt? NextDue { get; }

    /// <summary>The keys that it was told are second keys of somebody.</summary>
    SecondKeys SecondKeys { get; }
}

/// <summary>What is asked of a state, and what becomes of it.</summary>
internal interface IStreamState<TSelf> : IStreamState
{
    /// <summary>What happens when something falls due.</summary>
    Ruling Fall(Due due, Instant at);

    TSelf Apply(IReadOnlyList<Entry> entries);

    TSelf Apply(Entry entry);
}

/// <summary>
/// Runs every stream the same way: what is due happens first, then the act is ruled upon, then what follows from it at once. It
/// is pure: the same state, act and instant give the same answer and the same events.
/// </summary>
internal static class Runner
{
    /// <summary>
    /// The answer to an act that somebody brings, also to one that is not said in full yet. Its instant, and the dates in it, lie
    /// in the <see cref="Years"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant does not.</exception>
    public static Done<TState> Try<TState>(TState state, Act act, Instant at)
        where TState : class, IStreamState<TState>
    {
        Guard.Against.OutsideYears(at);
        return Years.RefuseOutside(act) is { } refusal
            ? new(By(act.Actor, refusal).Answer, ValueList<Entry>.Empty, state)
            : Run(state, act, at);
    }

    /// <summary>Does an act that somebody brings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies outside the <see cref="Years"/>.</exception>
    /// <exception cref="InvalidOperationException">It would be allowed, and is an option's in which something is yet to be
    /// said.</exception>
    public static Done<TState> Do<TState>(TState state, Act act, Instant at)
        where TState : class, IStreamState<TState>
    {
        var done = Try(state, act, at);
        return done.Allowed && Unsaid.IsIn(act)
            ? throw new InvalidOperationException(
                $"'{ActShape.Of(act)}' is an option's, and asks for something that is not said: "
                    + $"{nameof(Option)}.{nameof(Option.With)} gives the act to do.")
            : done;
    }

    /// <summary>Runs an act that may be an old line's: whatever instants it names.</summary>
    public static Done<TState> Run<TState>(TState state, Act act, Instant at)
        where TState : class, IStreamState<TState>
    {
        at = Instant.Max(at, state.LastAt);
        var entries = new List<Entry>();
        var now = Settle(state, at, entries);
        var ruling = Rule(now, act, at);
        if (!ruling.Answer.Allowed) return new(WithRemedyThatWorks(now, ruling.Answer, at), ValueList<Entry>.Empty, state);
        now = Record(now, ruling, act.Actor, at, entries);
        now = Settle(now, at, entries);
        return new(ruling.Answer, entries.ToValueList(), now);
    }

    /// <summary>A remedy that would be refused as well is worse than none (law 11).</summary>
    private static Answer WithRemedyThatWorks<TState>(TState state, Answer answer, Instant at)
        where TState : class, IStreamState<TState>
    {
        if (answer.Remedy is not { Act: var act } || act is not IActOn<TState>) return answer;
        var way = Rule(state, act, at).Answer;
        return answer with { Remedy = way.Allowed ? new Option(act, way) : null };
    }

    // Who is who comes before what they may do, in every stream alike.
    private static Ruling Rule<TState>(TState now, Act act, Instant at)
        where TState : class, IStreamState<TState> =>
        By(act.Actor, (now.SecondKeys.Into.Count > 0 ? RefuseSecondKeys(now, act, at) : null) ?? On<TState>(act).Rule(now, at));

    private static Ruling By(PersonId? asker, Ruling ruling) =>
        ruling.Answer.Allowed || asker is null ? ruling : ruling with { Answer = ruling.Answer with { By = asker } };

    private static IActOn<TState> On<TState>(Act act) => act as IActOn<TState>
        ?? throw new ArgumentException($"{act.GetType().Name} is not an act on this kind of stream.", nameof(act));

    private static Ruling? RefuseSecondKeys<TState>(TState now, Act act, Instant at)
        where TState : class, IStreamState<TState> =>
        now.SecondKeys.Refuse(act, again => Rule(now, again, at).Answer.Allowed);

    /// <summary>Everything that has fallen due by an instant in the <see cref="Years"/>, for any caller.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is not in them.</exception>
    public static Done<TState> Settle<TState>(TState state, Instant at, Witness? witness = null)
        where TState : class, IStreamState<TState>
    {
        var entries = new List<Entry>();
        var after = Settle(state, Guard.Against.OutsideYears(at), entries);
        return new(new Answer(true, Clauses.FellDue, witness), entries.ToValueList(), after);
    }

    /// <summary>
    /// Everything that has fallen due by <paramref name="at"/> happens, each at its own instant, in order. Nothing falls due
    /// after the <see cref="Years"/>.
    /// </summary>
    private static TState Settle<TState>(TState state, Instant at, List<Entry> entries)
        where TState : class, IStreamState<TState>
    {
        while (state.NextDue is { } next && next.At.HasCome(at))
        {
            var instant = Instant.Max(next.At, state.LastAt);
            state = Record(state, state.Fall(next.Due, instant), null, instant, entries);
            if (state.NextDue == next)
                throw new InvalidOperationException(
                    $"{next.Due} fell due at {next.At} and is still due: its event must settle it.");
        }

        return state;
    }

    private static TState Record<TState>(TState state, Ruling ruling, PersonId? by, Instant at, List<Entry> entries)
        where TState : class, IStreamState<TState>
    {
        if (ruling.Events.Count == 0) return state;
        var fresh = new Entry[ruling.Events.Count];
        for (var i = 0; i < fresh.Length; i++)
            fresh[i] =
                new Entry(
                    state.Stream, state.Version + 1 + i, at, by, ruling.Answer.Clause, ruling.Answer.Witness, ruling.Events[i]);
        entries.AddRange(fresh);
        return state.Apply(fresh);
    }
}

/// <summary>How a history is put together again, the same for every stream.</summary>
internal static class Replaying
{
    /// <summary>A line that says what happened, in a stream of the kind in which such a thing happens.</summary>
    /// <exception cref="ArgumentNullException">There is no line.</exception>
    /// <exception cref="RecordException">It does not.</exception>
    public static Entry CheckLine(Entry entry)
    {
        if (Guard.Against.Null(entry).Event is not { } happened)
            throw new RecordException($"Event {entry.Version} of {entry.Stream} is missing.");
        if (entry.Stream == default || happened.In != entry.Stream.Kind)
            throw new RecordException($"Event {entry.Version} of {entry.Stream} is an event of a {Names.Of(happened.In)}.");
        return entry;
    }

    /// <summary>Refuses a line that does not continue a history.</summary>
    /// <exception cref="RecordException">It does not.</exception>
    public static void CheckNext(StreamId stream, long version, Instant lastAt, Entry entry)
    {
        Guard.Against.Null(entry);
        if (entry.Event is null) throw new RecordException($"Event {entry.Version} of {entry.Stream} is missing.");
        if (entry.Stream != stream)
            throw new RecordException($"An event of {entry.Stream} is not part of the history of {stream}.");
        if (entry.Version != version + 1)
            throw new RecordException($"Event {entry.Version} of {stream} does not follow event {version}.");
        if (entry.At < lastAt) throw new RecordException($"Event {entry.Version} of {stream} is earlier than the one before it.");
        if (entry.Event.In != stream.Kind)
            throw new RecordException($"Event {entry.Version} of {stream} is not an event of a {Names.Of(stream.Kind)}.");
    }

    /// <summary>
    /// What this library wrote always applies. What somebody else wrote may mention decisions, charters or offices that never
    /// were.
    /// </summary>
    public static bool IsMisfit(Exception fault) =>
        fault is NullReferenceException or InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or OverflowException;

    public static RecordException Misfit(Entry entry, Exception fault) =>
        new($"Event {entry.Version} of {entry.Stream} does not fit what came before it.", fault);

    /// <summary>A state that is one immutable value, after some more events.</summary>
    public static TState After<TState>(TState state, IEnumerable<Entry> entries, Func<TState, Entry, TState> apply)
        where TState : class, IStreamState<TState>
    {
        foreach (var entry in Guard.Against.Null(entries)) state = After(state, entry, apply);
        return state;
    }

    /// <summary>A state that is one immutable value, after one more event.</summary>
    public static TState After<TState>(TState state, Entry entry, Func<TState, Entry, TState> apply)
        where TState : class, IStreamState<TState>
    {
        CheckNext(state.Stream, state.Version, state.LastAt, entry);
        try
        {
            return apply(state, entry);
        }
        catch (Exception fault) when (IsMisfit(fault))
        {
            throw Misfit(entry, fault);
        }
    }

    /// <summary>Whose history a line begins.</summary>
    /// <exception cref="ArgumentNullException">There is no line.</exception>
    /// <exception cref="RecordException">It is of no stream, or of another kind of stream.</exception>
    public static string Begins(Entry line, StreamKind kind) =>
        Guard.Against.Null(line).Stream is var stream && stream != default && stream.Kind == kind
        ? stream.Id
        : throw new RecordException($"{stream} is not the history of a {Names.Of(kind)}.");

    /// <summary>A whole history, from its first line on.</summary>
    public static TState Whole<TState>(IEnumerable<Entry> history, StreamKind kind, Func<string, TState> unknown)
        where TState : class, IStreamState<TState>
    {
        var lines = Guard.Against.Null(history).ToArray();
        if (lines.Length == 0) throw new RecordException($"A history of no events tells of no {Names.Of(kind)}.");
        return unknown(Begins(lines[0], kind)).Apply(lines);
    }
}
