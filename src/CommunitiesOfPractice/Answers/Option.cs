using System.Text.Json;
using System.Text.Json.Nodes;

namespace CommunitiesOfPractice;

/// <summary>
/// Something a person could do, what it asks of them, and the answer to it. A host uses it to draw a button or a form, or to
/// leave the button out and say why. It becomes an act by <see cref="With"/>.
/// </summary>
public sealed class Option : IEquatable<Option>
{
    private readonly ValueList<string> _settled;
    private readonly Lazy<ValueList<string>>? _people;

    /// <summary>
    /// An option of a host's own: an act that the library does not list for a person, such as one that names another note.
    /// </summary>
    /// <param name="act">The act.</param>
    /// <param name="answer">The answer to it.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public Option(Act act, Answer answer)
        : this(act, answer, [])
    {
    }

    /// <param name="act">The act.</param>
    /// <param name="answer">The answer to it.</param>
    /// <param name="settled">What an act of its kind asks, and this option says already.</param>
    /// <param name="people">The people that its doer chooses from; null where that is open.</param>
    internal Option(Act act, Answer answer, ValueList<string> settled, Lazy<ValueList<string>>? people = null) =>
        (Act, Answer, _settled, _people) = (Guard.Against.Null(act), Guard.Against.Null(answer), settled, people);

    /// <summary>A way to what is missing, on whatever stream it lies.</summary>
    internal static Option Towards(Act act) => new(act, new Answer(true, Clauses.Elsewhere));

    /// <summary>
    /// The act as far as it is said. It tells which act it is and what it is about. While something that must be said is not
    /// (<see cref="IsSaid"/>), it can be looked at and asked, but not done.
    /// </summary>
    public Act Act { get; }

    /// <summary>
    /// The answer that <c>Ask</c> gives to it, as though what is asked were said. A remedy on another stream is allowed as far as
    /// the refused act can tell (<see cref="Clauses.Elsewhere"/>).
    /// </summary>
    public Answer Answer { get; }

    /// <summary>Whether nothing has to be said any more: the act can be done as it is.</summary>
    public bool IsSaid => !Unsaid.IsIn(Act);

    /// <summary>What the act is.</summary>
    public ActShape Shape => ActShape.Of(Act);

    /// <summary>What it asks of its doer, in the order in which JSON has it; empty where there is nothing to say.</summary>
    public ValueList<AskedPart> Asks => field ??= Asked
        .Select(part =>
            new AskedPart(part.Name, part.Kind, Unsaid.Is(part.In(Act)), part.IsMany, part.Kind == PartKind.Person
                ? People
                : part.Choices)).ToValueList();

    /// <summary>
    /// What tells it from the other options of the same list: the act's name, what it is about, which links or notes its evidence
    /// is of, and for which party it is done where it is done in a capacity, such as <c>approve-request:k-7</c> or
    /// <c>accept-link:maternity</c>. The same option has the same key each time.
    /// </summary>
    public string Key
    {
        get
        {
            if (field is not null) return field;
            var asked = Asked.Select(part => part.Name).ToArray();
            var form = Form();
            return field = string.Join(":", Shape.Parts.Where(part =>
                part.Kind != PartKind.Doer && !asked.Contains(part.Name))
                .SelectMany(part => part.Kind == PartKind.Evidence ? Of(part) : Leaves(form[part.Name])).Prepend(Shape.Name)
                .Concat(Act is IDoneBy<Capacity> { By.For: var party } ? [party.Witness.Id] : []));

            IEnumerable<string> Of(ActPart part) => part.In(Act) is IEvidence { Of: { } of } ? [of] : [];
        }
    }

    /// <summary>The act, with what its doer says.</summary>
    /// <param name="said"> Each thing by the name that <see cref="Asks"/> gives it: words as text, a person, an instant, a
    /// choice, a number, a proposal, a ballot, or the JSON of one. What may be left out may be left out, or be null. </param>
    /// <exception cref="ArgumentNullException"><paramref name="said"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// Something is said that is not asked, or said twice; something that is asked is not said; or a value does not fit.
    /// </exception>
    public Act With(params (string Name, object? Value)[] said)
    {
        Guard.Against.Null(said);
        var asks = Asks;
        if (said.FirstOrDefault(s => asks.All(ask => ask.Name != s.Name)) is
            { Name: { } other }) throw new ArgumentException($"'{Shape.Name}' does not ask for '{other}' here.", nameof(said));
        if (said.GroupBy(s => s.Name)
            .FirstOrDefault(s => s.Count() > 1) is { Key: var twice }) throw new ArgumentException($"'{twice}' is said twice.",
                nameof(said));
        if (asks.FirstOrDefault(ask => ask.IsRequired && said.All(s => s.Name != ask.Name || s.Value is null)) is {
            Name: var missing })
            throw new ArgumentException($"'{Shape.Name}' asks for '{missing}'.", nameof(said));
        var form = Form();
        try
        {
            foreach (var (name, value) in said) form[name] = Node(value, Shape.Parts.First(part => part.Name == name));
            return (Act)form.Deserialize(RecordFormat.Plain.GetTypeInfo(typeof(Act)))!;
        }
        catch (Exception fault) when (RecordFormat.IsOfReading(fault))
        {
            throw new ArgumentException(fault.Message, nameof(said), fault);
        }
    }

    /// <summary>
    /// The act, with the same words wherever something must be said: for trying what could happen, where nobody reads them. A
    /// person is called <c>somebody</c>, a proposal resolves the words, a day is the last there is, and what must fit the option
    /// (answers to questions, a note, a question, terms, who came, another time) is made to.
    /// </summary>
    /// <param name="words">The words.</param>
    /// <exception cref="ArgumentNullException"><paramref name="words"/> is null.</exception>
    public Act WithWords(FreeText words)
    {
        Guard.Against.Null(words);
        return IsSaid ? Act
            : Act is MoveGathering move ? ADayLater(move)
            : With([.. Asks.Where(ask => ask.IsRequired).Select(ask => (ask.Name, Something(ask)))]);

        object? Something(AskedPart ask) => (Act, ask.Kind) switch
        {
            (RequestToJoin { Answers: var answers }, _) => answers.Select(_ => words).ToValueList(),
            (RevealSeed, _) => Unsaid.AnyLot,
            (CommitLot, _) => Unsaid.AnyLot.Commitment,
            (OfferTerms { Terms: var terms }, _) => terms with { Purpose = words },
            (DraftNote or ReviseNote, _) => new PracticeContent(words, words, words, PracticeOutcome.TooEarlyToSay, words),
            (ReviseQuestion, _) => new QuestionContent(words, words),
            (SayWhoCame { By: var by }, _) => ValueList.Of(by),
            (_, PartKind.Person) => PersonId.Of("somebody"),
            (_, PartKind.OneOf) => new Resolve(words),
            (_, PartKind.Date) => Years.Last,
            (_, PartKind.Number) => Unsaid.AnyNumber,
            _ => words.ToString(),
        };

        // What the zone data says of a time is said with it.
        static MoveGathering ADayLater(MoveGathering move)
        {
            var start = move.Zone.Start!.Value + Duration.FromDays(1);
            var to = new GivenTime(start.InUtc().LocalDateTime, "UTC");
            return move with { To = to, Zone = new(to, true, start, [], move.Zone.Source) };
        }
    }

    /// <summary>Whether it is the same act with the same answer, asking the same.</summary>
    public bool Equals(Option? other) =>
        other is not null && Act == other.Act && Answer == other.Answer && _settled == other._settled
            && (_people == other._people || People == other.People);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Option);

    /// <inheritdoc/>
    public override int GetHashCode() => Act.GetHashCode();

    /// <summary>Its key.</summary>
    public override string ToString() => Key;

    private IEnumerable<ActPart> Asked => Shape.Asked.Where(part => !_settled.Contains(part.Name));

    private ValueList<string> People => _people?.Value ?? [];

    private JsonObject Form() => JsonSerializer.SerializeToNode(Act, RecordFormat.Plain.GetTypeInfo(typeof(Act)))!.AsObject();

    private static JsonNode? Node(object? value, ActPart part) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        string text => JsonValue.Create(text),
        Enum choice => JsonValue.Create(Names.Kebab(choice.ToString())),
        bool yes => JsonValue.Create(yes),
        int number => JsonValue.Create(number),
        _ => JsonSerializer.SerializeToNode(value, RecordFormat.Plain.GetTypeInfo(part.IsMany ? value.GetType() : part.Type)),
    };

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        null => [],
        JsonObject inner => inner.SelectMany(member => Leaves(member.Value)),
        JsonArray list => list.SelectMany(Leaves),
        _ => [node.ToString()],
    };
}

/// <summary>One thing that an option asks of its doer.</summary>
/// <param name="Name">The name by which it is said.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsRequired">Whether it must be said. What need not be is left as it is in the option's act.</param>
/// <param name="IsMany">Whether it is a list.</param>
/// <param name="Choices">What there is to choose from, as JSON names it; empty where that is open.</param>
public sealed record AskedPart(string Name, PartKind Kind, bool IsRequired, bool IsMany, ValueList<string> Choices);
