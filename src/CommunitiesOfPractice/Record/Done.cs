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

    /// <inheritdoc cref="Made.Decision"/>
    public DecisionId? Decision => Made.By(Events).Decision;

    /// <inheritdoc cref="Made.Invitation"/>
    public InvitationId? Invitation => Made.By(Events).Invitation;

    /// <inheritdoc cref="Made.Petition"/>
    public PetitionId? Petition => Made.By(Events).Petition;

    /// <summary>The answer in English.</summary>
    public string Text => Answer.Text;
}

/// <summary>What an act made inside a community: each has a number that the record gave it.</summary>
/// <param name="Decision">The decision that the act put before the members; null for none.</param>
/// <param name="Invitation">The invitation that it made; null for none.</param>
/// <param name="Petition">The petition that it began; null for none.</param>
public readonly record struct Made(DecisionId? Decision, InvitationId? Invitation, PetitionId? Petition)
{
    /// <summary>What one act made, by the lines that followed from it. Lines that nobody did, because they fell due with it, do
    /// not count.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
    public static Made By(IEnumerable<Entry> lines)
    {
        var done = Guard.Against.Null(lines).Where(line => line.By is not null).Select(line => line.Event).ToArray();
        return new(
            done.OfType<DecisionTabled>().FirstOrDefault()?.Decision, done.OfType<InvitationMade>().FirstOrDefault()?.Invitation,
            done.OfType<PetitionBegun>().FirstOrDefault()?.Petition);
    }
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
