namespace CommunitiesOfPractice;

/// <summary>
/// What <c>Do</c> gives: the answer that <c>Ask</c> would give, the events to append, and the state after them.
/// </summary>
/// <typeparam name="TState">What the act was done to.</typeparam>
/// <param name="Answer">The same answer that <c>Ask</c> gives.</param>
/// <param name="Events">
/// What to append to the record, in order: first what had fallen due, then what was done, then what followed at once.
/// Empty when refused.
/// </param>
/// <param name="After">The state after the events; the state before, when refused.</param>
public sealed record Done<TState>(Answer Answer, ValueList<Entry> Events, TState After)
{
    /// <summary>Whether the act was done.</summary>
    public bool Allowed => Answer.Allowed;

    /// <summary>The rule that settled it.</summary>
    public Clause Clause => Answer.Clause;

    /// <summary>What the answer rests on.</summary>
    public Witness? Witness => Answer.Witness;

    /// <summary>The nearest missing condition; null when allowed.</summary>
    public MissingCondition? Missing => Answer.Missing;

    /// <summary>An act that supplies what is missing, where one exists.</summary>
    public Option? Remedy => Answer.Remedy;

    /// <summary>The decision that the act put before the members; null for none.</summary>
    public DecisionId? Decision => Begun<DecisionTabled>()?.Decision;

    /// <summary>The invitation that it made; null for none.</summary>
    public InvitationId? Invitation => Begun<InvitationMade>()?.Invitation;

    /// <summary>The petition that it began; null for none.</summary>
    public PetitionId? Petition => Begun<PetitionBegun>()?.Petition;

    /// <summary>The answer in English.</summary>
    public string Text => Answer.Text;

    // Nobody did what fell due with it.
    private T? Begun<T>() where T : Event =>
        Events.Where(entry => entry.By is not null).Select(entry => entry.Event).OfType<T>().FirstOrDefault();
}

/// <summary>What the rules of one act come to: an answer and, when allowed, what happened.</summary>
internal sealed record Ruling(Answer Answer, IReadOnlyList<Event> Events)
{
    public static Ruling Allow(Clause clause, Witness? witness, params IReadOnlyList<Event> events) =>
        new(new Answer(true, clause, witness), events);

    public static Ruling Refuse(
        Clause clause, Condition missing, string? of = null, Witness? witness = null, Act? remedy = null, Instant? from = null) =>
        new(new Answer(
            false, clause, witness, new MissingCondition(missing, of, from), remedy is null ? null : Option.Towards(remedy)), []);
}
