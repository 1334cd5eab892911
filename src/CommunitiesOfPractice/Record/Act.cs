namespace CommunitiesOfPractice;

/// <summary>
/// Something somebody wants to do. Acts are a closed set. The documentation of each act says which refusals it meets, in the
/// order in which they are checked. You try an act with <c>Ask</c> and do it with <c>Do</c>. Before its own refusals, an act that
/// names a date outside the <see cref="Years"/> is refused. Then every act is refused by a key, or about a key, that the stream
/// was told is a second key of somebody (law 13). The answer names the key that the person goes by
/// (<see cref="Clauses.SecondKey"/>).
/// </summary>
public abstract record Act
{
    private protected Act()
    {
    }

    /// <summary>Who acts; null where the host reports a fact.</summary>
    public abstract PersonId? Actor { get; }

    /// <summary>Whether it is an act on this kind of stream.</summary>
    internal bool IsOn(StreamKind kind) => ActShape.Of(this).On.Contains(kind);

    /// <summary>
    /// The people it names, besides who acts: none of them by a key that was found to be a second one (law 13).
    /// </summary>
    internal virtual IEnumerable<PersonId> Named => [];

    /// <summary>
    /// The same act, done by somebody else; null where that is not just another name on it. Internal, so that nobody outside adds
    /// an act.
    /// </summary>
    internal abstract Act? DoneBy(PersonId person);

    /// <summary>
    /// The dates that somebody says in it, which must lie in the <see cref="Years"/>. Dates in evidence are facts of elsewhere
    /// and are not among them.
    /// </summary>
    internal virtual IEnumerable<Instant?> Dates => [];
}

/// <summary>
/// An act that may be done on a <see cref="Community"/>, a <see cref="Link"/>, a <see cref="PracticeNote"/>, an
/// <see cref="Adoption"/>, a <see cref="Gathering"/> or a <see cref="Question"/>. Most acts are on one of them; some facts that
/// the host reports are for each that knows the person (<see cref="MergeKeys"/>, <see cref="Forget"/>). Every implementation is
/// an <see cref="Act"/> of this library.
/// </summary>
/// <typeparam name="TState">What it is done on.</typeparam>
public interface IActOn<TState>
{
    /// <summary>Who acts; null where the host reports a fact.</summary>
    PersonId? Actor { get; }

    /// <summary>The rules of this act, first refusal first. It sees a state in which everything due has happened.</summary>
    internal Ruling Rule(TState state, Instant at);
}

/// <summary>An act on a community by a person, member or not.</summary>
/// <param name="By">Who acts. <c>default</c> is refused.</param>
public abstract record CommunityAct(PersonId By) : Act, IActOn<Community>, IDoneBy<PersonId>
{
    /// <summary>Who acts.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId By { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(By);

    /// <inheritdoc/>
    public sealed override PersonId? Actor => By;

    internal sealed override Act DoneBy(PersonId person) => this with { By = person };

    /// <summary>The rules of this act, first refusal first. It sees a community in which everything due has happened.</summary>
    internal abstract Ruling Rule(Sitting sitting);

    Ruling IActOn<Community>.Rule(Community state, Instant at) => Rule(new Sitting(state, at));
}

/// <summary>An act by a person on one decision.</summary>
/// <param name="By">Who acts. <c>default</c> is refused.</param>
/// <param name="Decision">Which decision. The act is refused, when it is asked or done, if there is no such decision, as with
/// <c>default</c>.</param>
public abstract record DecisionAct(PersonId By, DecisionId Decision) : CommunityAct(By)
{
    internal sealed override Ruling Rule(Sitting sitting) =>
        RefuseFirst(sitting) ?? Rule(sitting, sitting.Community.Decision(Decision)!);

    /// <summary>What comes before the decision is looked at: it must be there, and usually before the members.</summary>
    private protected virtual Ruling? RefuseFirst(Sitting sitting) => sitting.RefuseUnlessTabled(Decision);

    /// <summary>The rules of this act, first refusal first, once the decision is there.</summary>
    private protected abstract Ruling Rule(Sitting sitting, Decision decision);
}

/// <summary>An act on a link.</summary>
public abstract record LinkAct : Act, IActOn<Link>
{
    private protected LinkAct()
    {
    }

    /// <summary>The rules of this act, first refusal first.</summary>
    internal abstract Ruling Rule(Link link, Instant at);

    Ruling IActOn<Link>.Rule(Link state, Instant at) => Rule(state, at);
}

/// <summary>An act on a practice note.</summary>
public abstract record NoteAct : Act, IActOn<PracticeNote>
{
    private protected NoteAct()
    {
    }

    /// <summary>The rules of this act, first refusal first.</summary>
    internal abstract Ruling Rule(PracticeNote note, Instant at);

    Ruling IActOn<PracticeNote>.Rule(PracticeNote state, Instant at) => Rule(state, at);
}

/// <summary>An act in an adoption.</summary>
public abstract record AdoptionAct : Act, IActOn<Adoption>
{
    private protected AdoptionAct()
    {
    }

    /// <summary>The rules of this act, first refusal first.</summary>
    internal abstract Ruling Rule(Adoption adoption, Instant at);

    Ruling IActOn<Adoption>.Rule(Adoption state, Instant at) => Rule(state, at);
}

/// <summary>An act on a gathering.</summary>
public abstract record GatheringAct : Act, IActOn<Gathering>
{
    private protected GatheringAct()
    {
    }

    /// <summary>The rules of this act, first refusal first.</summary>
    internal abstract Ruling Rule(Gathering gathering, Instant at);

    Ruling IActOn<Gathering>.Rule(Gathering state, Instant at) => Rule(state, at);
}

/// <summary>An act on a question.</summary>
public abstract record QuestionAct : Act, IActOn<Question>
{
    private protected QuestionAct()
    {
    }

    /// <summary>The rules of this act, first refusal first.</summary>
    internal abstract Ruling Rule(Question question, Instant at);

    Ruling IActOn<Question>.Rule(Question state, Instant at) => Rule(state, at);
}

/// <summary>
/// A fact that the host reports: who is listed, who works where, who asked to be forgotten, what another stream has recorded.
/// It settles nothing: a host has no power over a charter, a role, a decision or a membership (law 3).
/// </summary>
/// <param name="Source">Where the host has it from, such as the name of a feed or the number of a case; copied into the
/// event.</param>
public abstract record HostFact(string Source) : Act
{
    /// <summary>Where the host has it from.</summary>
    /// <exception cref="ArgumentException">It is null, empty or not a well-formed key.</exception>
    public string Source { get; init => field = KeyFormat.Checked(value, nameof(Source)); } =
        KeyFormat.Checked(Source, nameof(Source));

    /// <inheritdoc/>
    public sealed override PersonId? Actor => null;

    internal abstract override IEnumerable<PersonId> Named { get; }

    internal sealed override Act? DoneBy(PersonId person) => null;
}

/// <summary>A fact that the host reports to a community.</summary>
/// <param name="Source">Where the host has it from.</param>
public abstract record CommunityFact(string Source) : HostFact(Source), IActOn<Community>
{
    /// <summary>The rules of this fact, first refusal first. It sees a community in which everything due has happened.</summary>
    internal abstract Ruling Rule(Sitting sitting);

    Ruling IActOn<Community>.Rule(Community state, Instant at) => Rule(new Sitting(state, at));
}

/// <summary>
/// A fact that the host reports on a note. It can only narrow (law 3). The exception is a finding, which may widen the note, but
/// only to what its contributors and their community agreed to already.
/// </summary>
/// <param name="Source">Where the host has it from, such as the number of a case; copied into the event.</param>
public abstract record NoteFact(string Source) : HostFact(Source), IActOn<PracticeNote>
{
    /// <summary>The rules of this fact, first refusal first.</summary>
    internal abstract Ruling Rule(PracticeNote note, Instant at);

    Ruling IActOn<PracticeNote>.Rule(PracticeNote state, Instant at) => Rule(state, at);
}

/// <summary>A fact that the host reports to a gathering: what another stream has recorded that bears on it.</summary>
/// <param name="Source">Where the host has it from.</param>
public abstract record GatheringFact(string Source) : HostFact(Source), IActOn<Gathering>
{
    /// <summary>The rules of this fact, first refusal first.</summary>
    internal abstract Ruling Rule(Gathering gathering, Instant at);

    Ruling IActOn<Gathering>.Rule(Gathering state, Instant at) => Rule(state, at);
}

/// <summary>A fact that the host reports on a question or an answer to it. It can only narrow (law 3).</summary>
/// <param name="Source">Where the host has it from.</param>
public abstract record QuestionFact(string Source) : HostFact(Source), IActOn<Question>
{
    /// <summary>The rules of this fact, first refusal first.</summary>
    internal abstract Ruling Rule(Question question, Instant at);

    Ruling IActOn<Question>.Rule(Question state, Instant at) => Rule(state, at);
}
