namespace CommunitiesOfPractice.Testing;

/// <summary>
/// A story of a link, a practice note, an adoption, a gathering or a question, told in acts as <see cref="Scenario"/> tells one
/// of a community: given what was done, when something is done, then events or a refusal. Every act takes place an hour after the
/// one before.
/// </summary>
/// <typeparam name="TState">What the acts are done to.</typeparam>
public sealed class StreamScenario<TState>
    where TState : class
{
    private readonly Func<TState, IActOn<TState>, Instant, Done<TState>> _do;
    private readonly List<Entry> _history = [];

    internal StreamScenario(TState state, Func<TState, IActOn<TState>, Instant, Done<TState>> @do, Instant start) =>
        (State, _do, Now) = (state, @do, start);

    /// <summary>The time of the last act.</summary>
    public Instant Now { get; private set; }

    /// <summary>What the acts are done to, as it is now.</summary>
    public TState State { get; private set; }

    /// <summary>Everything that has happened, from the first event on.</summary>
    public IReadOnlyList<Entry> History => _history;

    /// <summary>The answer and the events of the last act that was tried.</summary>
    public Done<TState> Last { get; private set; } = null!;

    /// <summary>Acts that are done, one after the other.</summary>
    /// <exception cref="ScenarioException">One of them is refused.</exception>
    public StreamScenario<TState> Given(params IActOn<TState>[] acts)
    {
        foreach (var act in Guard.Against.Null(acts))
        {
            When(act);
            if (!Last.Allowed) throw new ScenarioException($"Given {act}, it was refused: {Last.Clause}. {Last.Text}");
        }

        return this;
    }

    /// <summary>Time passes.</summary>
    public StreamScenario<TState> Wait(Duration time)
    {
        Now += time;
        return this;
    }

    /// <summary>An act is tried, an hour later.</summary>
    public StreamScenario<TState> When(IActOn<TState> act)
    {
        Now += Duration.FromHours(1);
        Last = _do(State, act, Now);
        State = Last.After;
        _history.AddRange(Last.Events);
        return this;
    }

    /// <summary>The last act led to exactly these events, in order.</summary>
    /// <exception cref="ScenarioException">It was refused, or led to others.</exception>
    public StreamScenario<TState> Then(params Event[] events)
    {
        var happened = Last.Events.Select(e => e.Event).ToArray();
        return Last.Allowed && happened.SequenceEqual(events)
            ? this
            : throw new ScenarioException($"Expected [{string.Join(", ", (object[])events)}], and got "
                + (Last.Allowed ? "[" + string.Join(", ", (object[])happened) + "]" : $"a refusal: {Last.Clause}. {Last.Text}"));
    }

    /// <summary>The last act was allowed under a clause.</summary>
    /// <exception cref="ScenarioException">It was refused, or allowed under another.</exception>
    public StreamScenario<TState> ThenAllowed(Clause clause) =>
        Last.Allowed && Last.Clause == clause
            ? this
            : throw new ScenarioException($"Expected it to be allowed under {clause}, and got {Last.Clause}. {Last.Text}");

    /// <summary>The last act was refused under a clause, because a condition was missing; nothing was appended.</summary>
    /// <exception cref="ScenarioException">It was allowed, or refused for something else.</exception>
    public StreamScenario<TState> ThenRefused(Clause clause, Condition missing) =>
        !Last.Allowed && Last.Clause == clause && Last.Missing?.Condition == missing && Last.Events.Count == 0
            ? this
            : throw new ScenarioException(
                $"Expected a refusal under {clause} for want of {missing}, and got "
                    + $"{(Last.Allowed ? "it allowed: " : "")}{Last.Clause}, {Last.Missing?.Condition}. {Last.Text}");

    /// <summary>The last answer rests on this.</summary>
    /// <exception cref="ScenarioException">It rests on something else.</exception>
    public StreamScenario<TState> RestingOn(Witness? witness) =>
        Last.Witness == witness
            ? this
            : throw new ScenarioException(
                $"Expected the answer {Last.Clause} to rest on {witness}, and it rests on {Last.Witness}.");

    /// <summary>The last refusal names this act as its remedy; null for none.</summary>
    /// <exception cref="ScenarioException">It names another.</exception>
    public StreamScenario<TState> RemediedBy(Act? remedy) =>
        Last.Remedy?.Act == remedy
            ? this
            : throw new ScenarioException($"Expected the remedy of {Last.Clause} to be {remedy}, and it is {Last.Remedy}.");
}

/// <summary>
/// Stories of links, practice notes, adoptions, gatherings and questions, each of which begins with nothing recorded.
/// </summary>
public static class StreamScenario
{
    private static readonly Instant Start = Instant.FromUtc(2016, 3, 1, 9, 0);

    /// <summary>A link that nobody has offered yet.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="start">When the story begins; 1 March 2016 unless given.</param>
    public static StreamScenario<Link> OfLink(string id = "l-1", Instant? start = null) =>
        new(Link.Unknown(LinkId.Of(id)), static (link, act, at) => link.Do(act, at), start ?? Start);

    /// <summary>A note that nobody has written yet.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="start">When the story begins; 1 March 2016 unless given.</param>
    public static StreamScenario<PracticeNote> OfNote(string id = "n-1", Instant? start = null) =>
        new(PracticeNote.Unknown(NoteId.Of(id)), static (note, act, at) => note.Do(act, at), start ?? Start);

    /// <summary>An adoption of which nothing is recorded.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="start">When the story begins; 1 March 2016 unless given.</param>
    public static StreamScenario<Adoption> OfAdoption(string id = "a-1", Instant? start = null) =>
        new(Adoption.Unknown(AdoptionId.Of(id)), static (adoption, act, at) => adoption.Do(act, at), start ?? Start);

    /// <summary>A gathering that nobody has called yet.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="start">When the story begins; 1 March 2016 unless given.</param>
    public static StreamScenario<Gathering> OfGathering(string id = "g-1", Instant? start = null) =>
        new(Gathering.Unknown(GatheringId.Of(id)), static (gathering, act, at) => gathering.Do(act, at), start ?? Start);

    /// <summary>A question that nobody has asked yet.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="start">When the story begins; 1 March 2016 unless given.</param>
    public static StreamScenario<Question> OfQuestion(string id = "q-1", Instant? start = null) =>
        new(Question.Unknown(QuestionId.Of(id)), static (question, act, at) => question.Do(act, at), start ?? Start);
}
