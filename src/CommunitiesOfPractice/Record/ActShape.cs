using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CommunitiesOfPractice;

/// <summary>
/// The shape of an act: its name, the kind of stream it is an act on, who does it, and its parts. The record that is the act, and
/// its row in the table of names, say it once. JSON, the form in which an act is requested, its description and options come from
/// it.
/// </summary>
public sealed class ActShape
{
    private static readonly Dictionary<Type,
        ActShape> ByType = WireNames.Acts.ToDictionary(kind => kind.Type, kind => new ActShape(kind));

    private static readonly Dictionary<string,
        ActShape> ByName = ByType.Values.ToDictionary(shape => shape.Name, StringComparer.Ordinal);

    private readonly Lazy<ValueList<ActPart>> _parts;
    private readonly Lazy<ValueList<ActPart>> _asked;

    private ActShape(Kind<Act> kind)
    {
        (Name, Type) = (kind.Name, kind.Type);
        On = Names.All<StreamKind>().Where(IsOn).ToValueList();
        Doer = Is<IDoneBy<PersonId>>(Type) ? Doer.Person : Is<IDoneBy<Capacity>>(Type) ? Doer.Capacity : Doer.Host;
        _parts = new(() => ActPart.Of(Type, Doer));
        _asked = new(() => Doer == Doer.Host ? [] : Parts.Where(part =>
            kind.Asks.Contains(part.Name)
                || (part.Kind is PartKind.Words or PartKind.Date or PartKind.Time && !kind.Asks.Contains("-" + part.Name)))
                    .ToValueList());
    }

    /// <summary>The name that <c>type</c> gives it in JSON, such as <c>join</c>.</summary>
    public string Name { get; }

    /// <summary>Which act.</summary>
    public Type Type { get; }

    /// <summary>
    /// The kinds of stream it is an act on: usually one; several for what the host tells of a person to each stream that knows
    /// them.
    /// </summary>
    public ValueList<StreamKind> On { get; }

    /// <summary>Who does it.</summary>
    public Doer Doer { get; }

    /// <summary>What it consists of, in the order in which JSON has it.</summary>
    public ValueList<ActPart> Parts => _parts.Value;

    /// <summary>
    /// The parts that its doer says or chooses: words, dates and times, and what the act's row in the table of names adds to
    /// them.
    /// </summary>
    public ValueList<ActPart> Asked => _asked.Value;

    /// <summary>The shape of every act, in the order of the table of names.</summary>
    public static IReadOnlyList<ActShape> All { get; } = [.. WireNames.Acts.Select(kind => ByType[kind.Type])];

    /// <summary>The shape of an act.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    public static ActShape Of(Act act) => ByType[Guard.Against.Null(act).GetType()];

    /// <summary>The shape of the act of a name; null where there is none.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static ActShape? Find(string name) => ByName.TryGetValue(Guard.Against.Null(name), out var shape) ? shape : null;

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    private bool IsOn(StreamKind kind) => kind switch
    {
        StreamKind.Community => Is<IActOn<Community>>(Type),
        StreamKind.Link => Is<IActOn<Link>>(Type),
        StreamKind.Note => Is<IActOn<PracticeNote>>(Type),
        StreamKind.Adoption => Is<IActOn<Adoption>>(Type),
        StreamKind.Gathering => Is<IActOn<Gathering>>(Type),
        StreamKind.Question => Is<IActOn<Question>>(Type),
        _ => throw new InvalidOperationException($"No acts are known on a {kind}."),
    };

    private static bool Is<T>(Type type) => typeof(T).IsAssignableFrom(type);
}

/// <summary>Who does an act.</summary>
public enum Doer
{
    /// <summary>A person, for themself or as a member.</summary>
    Person,
    /// <summary>
    /// A person in a <see cref="CommunitiesOfPractice.Capacity"/>: it says for which party, and what that rests on.
    /// </summary>
    Capacity,
    /// <summary>The host, which reports a fact and from where it has it.</summary>
    Host,
}

/// <summary>An act that says who does it: a <see cref="PersonId"/> or a <see cref="Capacity"/>.</summary>
internal interface IDoneBy<out T>
{
    T By { get; }
}

/// <summary>
/// What the record of another stream, or the host's directory, says, given with an act. The host looks it up, and nobody says it
/// of themself.
/// </summary>
internal interface IEvidence
{
    /// <summary>
    /// The link or note whose record says it, which tells such acts apart; null where it says something of the person.
    /// </summary>
    string? Of { get; }
}

/// <summary>One part of an act, or of something that an act consists of.</summary>
public sealed class ActPart
{
    private static readonly Dictionary<string, ValueList<ActPart>> NoCases = [];

    private readonly JsonPropertyInfo _property;

    private ActPart(JsonPropertyInfo property, PartKind kind, Type type, bool isMany) =>
        (_property, Kind, Type, IsMany, Name) = (property, kind, type, isMany, property.Name);

    /// <summary>Its name in JSON.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public PartKind Kind { get; }

    /// <summary>The type of the one value, or of each of many.</summary>
    public Type Type { get; }

    /// <summary>Whether it is a list.</summary>
    public bool IsMany { get; }

    /// <summary>Whether it may be null.</summary>
    public bool IsOptional =>
        Nullable.GetUnderlyingType(_property.PropertyType) is not null
            || (!_property.PropertyType.IsValueType && _property.IsSetNullable);

    /// <summary>
    /// Whether JSON must have it: it may not be null, is no list, and nothing stands for it where it is left out.
    /// </summary>
    public bool IsRequired => _property.IsRequired && !IsMany;

    /// <summary>What you may choose from, as JSON names the choices; empty where it is no choice of a closed set.</summary>
    public ValueList<string> Choices => Type.IsEnum ? Enum.GetNames(Type).Select(Names.Kebab).ToValueList() : [];

    /// <summary>What it consists of, where it is a record of its own; empty otherwise.</summary>
    public ValueList<ActPart> Parts => Kind == PartKind.Form ? Of(Type, null) : [];

    /// <summary>
    /// What each record that may be here consists of, by the name that <c>$type</c> gives it; empty where only one may.
    /// </summary>
    public IReadOnlyDictionary<string, ValueList<ActPart>> Cases => Kind == PartKind.OneOf
        ? RecordFormat.Plain.GetTypeInfo(Type).PolymorphismOptions!.DerivedTypes
            .ToDictionary(one => (string)one.TypeDiscriminator!, one => Of(one.DerivedType, null), StringComparer.Ordinal)
        : NoCases;

    /// <summary>The content of this part in a value that has it; null for nothing.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="whole"/> is null.</exception>
    public object? In(object whole) => _property.Get!(Guard.Against.Null(whole));

    /// <summary>The parts of a record as the JSON of acts has them; none, where it is no record.</summary>
    /// <param name="type">Which record.</param>
    /// <param name="doer">Who does it, where it is an act.</param>
    internal static ValueList<ActPart> Of(Type type, Doer? doer) =>
        RecordFormat.Plain.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } info
        ? info.Properties.Select(property => Of(property, doer)).ToValueList()
        : [];

    private static ActPart Of(JsonPropertyInfo property, Doer? doer)
    {
        var bare = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var item = bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(ValueList<>)
            ? bare.GetGenericArguments()[0]
            : null;
        var isDoer = doer is Doer.Host ? property.Name == "source" : doer is not null && property.Name == "by";
        return new(property, isDoer ? PartKind.Doer : KindOf(item ?? bare), item ?? bare, item is not null);
    }

    private static PartKind KindOf(Type type) =>
        Kinds.TryGetValue(type, out var kind) ? kind
        : type.IsEnum ? PartKind.Choice
        : typeof(IEvidence).IsAssignableFrom(type) ? PartKind.Evidence
        : RecordFormat.Plain.GetTypeInfo(type).PolymorphismOptions is not null ? PartKind.OneOf
        : PartKind.Form;

    private static readonly Dictionary<Type, PartKind> Kinds = new()
    {
        [typeof(PersonId)] = PartKind.Person, [typeof(CommunityId)] = PartKind.Community,
            [typeof(DecisionId)] = PartKind.Decision,
        [typeof(OfficeId)] = PartKind.Office, [typeof(InvitationId)] = PartKind.Invitation,
            [typeof(PetitionId)] = PartKind.Petition,
        [typeof(LinkId)] = PartKind.Link, [typeof(NoteId)] = PartKind.Note, [typeof(AdoptionId)] = PartKind.Adoption,
            [typeof(GatheringId)] = PartKind.Gathering, [typeof(QuestionId)] = PartKind.Question,
            [typeof(LocalDateTime)] = PartKind.LocalTime,
        [typeof(FreeText)] = PartKind.Words, [typeof(string)] = PartKind.Words, [typeof(Instant)] = PartKind.Date,
            [typeof(Duration)] =
            PartKind.Time,
        [typeof(bool)] = PartKind.YesOrNo, [typeof(int)] = PartKind.Number, [typeof(long)] = PartKind.Number,
    };
}

/// <summary>What a part of an act is.</summary>
public enum PartKind
{
    /// <summary>Who does it: a person or a capacity; of a fact, where the host has it from.</summary>
    Doer,
    /// <summary>Evidence, which the host looks up.</summary>
    Evidence,
    /// <summary>A person.</summary>
    Person,
    /// <summary>A community.</summary>
    Community,
    /// <summary>A decision.</summary>
    Decision,
    /// <summary>An office.</summary>
    Office,
    /// <summary>An invitation.</summary>
    Invitation,
    /// <summary>A petition.</summary>
    Petition,
    /// <summary>A link.</summary>
    Link,
    /// <summary>A practice note.</summary>
    Note,
    /// <summary>An adoption.</summary>
    Adoption,
    /// <summary>A gathering.</summary>
    Gathering,
    /// <summary>A question.</summary>
    Question,
    /// <summary>A date and a time of day, as a calendar and a clock show them.</summary>
    LocalTime,
    /// <summary>Words.</summary>
    Words,
    /// <summary>An instant.</summary>
    Date,
    /// <summary>A length of time.</summary>
    Time,
    /// <summary>One of a closed set (<see cref="ActPart.Choices"/>).</summary>
    Choice,
    /// <summary>Yes or no.</summary>
    YesOrNo,
    /// <summary>A whole number.</summary>
    Number,
    /// <summary>A record with parts of its own (<see cref="ActPart.Parts"/>).</summary>
    Form,
    /// <summary>One of several records, told apart in JSON by <c>$type</c>: a proposal, a ballot, a joining rule.</summary>
    OneOf,
}
