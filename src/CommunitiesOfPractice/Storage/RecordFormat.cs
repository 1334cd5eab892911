using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Storage;

/// <summary>
/// Brings the payload of one event from one schema to the next. It is JSON to JSON, because the old type is gone.
/// </summary>
/// <param name="Name">The event's wire name.</param>
/// <param name="From">The schema it starts from; it ends at the next.</param>
/// <param name="Change">What changes.</param>
internal sealed record Upcast(string Name, int From, Func<JsonObject, JsonObject> Change);

/// <summary>
/// How the record is written as JSON. What is strict is strict on purpose: a member that is missing, unknown, given twice, null
/// where null means nothing, or of the wrong type is a fault, never a default.
/// </summary>
internal sealed class RecordFormat
{
    /// <summary>
    /// The longest line of the record, in bytes: more than an event of well-formed texts and charters comes to.
    /// </summary>
    public const int Longest = 16 * 1024 * 1024;

    /// <summary>Nesting that nothing well-formed comes near.</summary>
    private const int Deepest = 64;

    public static readonly JsonReaderOptions Reading = new() { MaxDepth = Deepest };

    public static readonly JsonWriterOptions Writing =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>As the record is stored: people and words are marked.</summary>
    public static readonly JsonSerializerOptions Stored =
        Options(new MarkedPersonConverter(), new MarkedTextConverter(), new MarkedStringConverter(), new BallotCastConverter(),
            new MemberJoinedConverter());

    /// <summary>As acts and charters are exchanged: people and words are plain text.</summary>
    public static readonly JsonSerializerOptions Plain = Options(new PersonIdConverter(), new FreeTextConverter());

    public static readonly RecordFormat Current = new(WireNames.Events, []);

    private static readonly Utf8Names<object> Clauses = new(CommunitiesOfPractice.Clauses.All.Select(c => (c.Id, (object)c)));
    private static readonly Utf8Names<object> WitnessKinds = new(Names.All<WitnessKind>().Select(k => (Names.Of(k), (object)k)));

    private readonly Dictionary<Type, Kind<Event>> _byType;
    private readonly Utf8Names<Kind<Event>> _byName;
    private readonly IReadOnlyList<Upcast> _upcasts;

    public RecordFormat(IReadOnlyList<Kind<Event>> events, IReadOnlyList<Upcast> upcasts)
    {
        _byType = events.ToDictionary(k => k.Type);
        _byName = new(events.Select(k => (k.Name, k)));
        _upcasts = upcasts;
    }

    public Kind<Event> Of(Event happened) => _byType[happened.GetType()];

    public void Write(Utf8JsonWriter writer, Entry entry)
    {
        var kind = Of(entry.Event);
        writer.WriteStartObject();
        writer.WriteString("stream"u8, entry.Stream.ToString());
        writer.WriteNumber("version"u8, entry.Version);
        writer.WritePropertyName("at"u8);
        Instants.Write(writer, entry.At, Stored);
        writer.WritePropertyName("by"u8);
        if (entry.By is { } by) People.Write(writer, by, Stored);
        else writer.WriteNullValue();
        writer.WriteString("clause"u8, entry.Clause.Id);
        writer.WritePropertyName("under"u8);
        Write(writer, entry.Under);
        writer.WriteString("type"u8, kind.Written);
        writer.WriteNumber("schema"u8, entry.Older?.Schema ?? kind.Schema);
        writer.WritePropertyName("event"u8);
        if (entry.Older is { } older) writer.WriteRawValue(older.Payload, skipInputValidation: true);
        else kind.Write(writer, entry.Event, Stored);
        if (entry.Request is { } request) writer.WriteString("request"u8, request);
        if (entry.Hash is { } hash) writer.WriteString("hash"u8, hash);
        writer.WriteEndObject();
    }

    /// <summary>Reads the one object that the bytes hold.</summary>
    public Entry Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > Longest) throw new RecordException($"A line of the record has at most {Longest} bytes.");
        using var old = OldLines.Begin();
        try
        {
            var reader = new Utf8JsonReader(json, Reading);
            if (!reader.Read()) throw new JsonException("Nothing there.");
            var entry = Read(ref reader);
            return reader.Read() ? throw new JsonException("Something follows the line.") : entry;
        }
        catch (Exception fault) when (IsOfReading(fault))
        {
            throw new RecordException("This is not a line of the record: " + fault.Message, fault);
        }
    }

    /// <summary>Whether an exception says that JSON, or what is in it, is not what it should be.</summary>
    public static bool IsOfReading(Exception fault) =>
        fault is JsonException or InvalidOperationException or ArgumentException or FormatException or OverflowException
            or NotSupportedException;

    public Entry Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A line is an object.");
        var line = new Line();
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var member = Members.Find(ref reader) as Member?
                ?? throw new JsonException($"A line has no member '{reader.GetString()}'.");
            if ((line.Seen & member) != 0) throw new JsonException($"The member '{reader.GetString()}' stands there twice.");
            line.Seen |= member;
            Next(ref reader);
            switch (member)
            {
                case Member.Stream: line.Stream = Stream(ref reader); break;
                case Member.Version: line.Version = Whole(ref reader, 1); break;
                case Member.At: line.At = Instants.Read(ref reader, typeof(Instant), Stored); break;
                case Member.By: line.By = reader.TokenType == JsonTokenType.Null
                    ? null
                    : People.Read(ref reader, typeof(PersonId), Stored); break;
                case Member.Clause: line.Clause = Clause(ref reader); break;
                case Member.Under: line.Under = reader.TokenType == JsonTokenType.Null ? null : Witness(ref reader); break;
                case Member.Type:
                    if (reader.TokenType != JsonTokenType.String) throw new JsonException("A type is text.");
                    line.Kind = _byName.Find(ref reader) ?? throw new JsonException($"There is no event '{reader.GetString()}'.");
                    break;
                case Member.Schema: line.Schema = Whole(ref reader, 1); break;
                case Member.Event when line.Kind is not null
                    && line.Schema == line.Kind.Schema: line.Event = line.Kind.Read(ref reader, Stored); break;
                case Member.Event: // before its type: a store may have changed the order
                    line.Payload = reader;
                    reader.Skip();
                    break;
                case Member.Hash: line.Hash = Chain.Checked(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");
                break;
                case Member.Request: line.Request = reader.TokenType == JsonTokenType.String
                    ? reader.GetString()!
                    : throw new JsonException("A request is text."); break;
                default: throw new InvalidOperationException("A member that is not read.");
            }
        }

        const Member Owed = Member.All & ~Member.Hash & ~Member.Request;
        if ((line.Seen & Owed) != Owed) throw new JsonException($"A line lacks {Owed & ~line.Seen}.");
        byte[]? written = null;
        if (line.Event is null) line.Event = Payload(ref line, out written);
        return new Entry(line.Stream, line.Version, line.At, line.By, line.Clause, line.Under, line.Event)
        {
            Hash = line.Hash,
            Request = line.Request,
            Older = written is null ? null : new OlderForm((int)line.Schema, written),
        };
    }

    private Event Payload(ref Line line, out byte[]? written)
    {
        written = null;
        var (kind, schema) = (line.Kind!, line.Schema);
        if (schema == kind.Schema) return kind.Read(ref line.Payload, Stored);
        if (schema > kind.Schema)
            throw new JsonException($"'{kind.Name}' is of schema {schema}; this version of the library knows {kind.Schema}.");
        using var payload = JsonDocument.ParseValue(ref line.Payload);
        if (payload.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("An object is expected.");
        written = Utf8(writer => payload.RootElement.WriteTo(writer));
        var current = JsonObject.Create(payload.RootElement.Clone())!;
        for (var from = schema; from < kind.Schema; from++)
        {
            var upcast = _upcasts.FirstOrDefault(u => u.Name == kind.Name && u.From == from)
                ?? throw new JsonException($"'{kind.Name}' of schema {schema} is not known.");
            current = Changed(upcast, current);
        }

        var reader = new Utf8JsonReader(Utf8(writer => current.WriteTo(writer)), Reading);
        Next(ref reader);
        return kind.Read(ref reader, Stored);
    }

    private static JsonObject Changed(Upcast upcast, JsonObject payload)
    {
        try
        {
            return upcast.Change(payload);
        }
        catch (Exception fault) when (fault is NullReferenceException || IsOfReading(fault))
        {
            throw new JsonException($"This is not a '{upcast.Name}' of schema {upcast.From}.", fault);
        }
    }

    public static byte[] Utf8(Action<Utf8JsonWriter> write)
    {
        var buffer = new Utf8Buffer();
        using (var writer = new Utf8JsonWriter(buffer, Writing)) write(writer);
        return buffer.ToArray();
    }

    private static readonly InstantConverter Instants = new();
    private static readonly MarkedPersonConverter People = new();
    private static readonly Utf8Names<object> Members = new(Names.All<Member>()
        .Where(m => m is not Member.None and not Member.All).Select(m => (Names.Of(m), (object)m)));

    private static void Write(Utf8JsonWriter writer, Witness? under)
    {
        if (under is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("kind"u8, Names.Of(under.Kind));
        writer.WriteString("id"u8, IsPerson(under.Kind) ? Marked.Person + under.Id : under.Id);
        writer.WriteEndObject();
    }

    private static Witness Witness(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A witness is an object.");
        WitnessKind? kind = null;
        string? id = null;
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var isKind = reader.ValueTextEquals("kind"u8);
            if ((!isKind && !reader.ValueTextEquals("id"u8)) || (isKind ? kind is not null : id is not null))
                throw new JsonException("A witness has a kind and an id.");
            if (Next(ref reader) != JsonTokenType.String)
                throw new JsonException("A witness has a kind and an id, which are text.");
            if (isKind)
                kind = WitnessKinds.Find(ref reader) as WitnessKind?
                    ?? throw new JsonException("There is no such kind of witness.");
            else id = reader.GetString();
        }

        if (kind is not { } of || id is not { Length: > 0 }) throw new JsonException("A witness has a kind and an id.");
        if (!IsPerson(of)) return new(of, id);
        return id[0] == Marked.Person && KeyFormat.Fault(id.Substring(1)) is null
            ? new(of, id.Substring(1))
            : throw new JsonException("A person is written @key.");
    }

    /// <summary>Whether the id of a witness of this kind is a person's key.</summary>
    private static bool IsPerson(WitnessKind kind) => kind is WitnessKind.Person or WitnessKind.Request;

    // The lines of a stream mostly follow one another: one name serves them all. Threads may overwrite each other here, and lose
    // nothing.
    private static NamedStream? _lastStream;

    private static StreamId Stream(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A stream is text.");
        if (!reader.HasValueSequence && _lastStream is { } last && reader.ValueSpan.SequenceEqual(last.Written))
            return last.Stream;
        var stream = StreamId.Parse(reader.GetString()!);
        if (!reader.HasValueSequence && !reader.ValueIsEscaped) _lastStream = new(stream, reader.ValueSpan.ToArray());
        return stream;
    }

    private static Clause Clause(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A clause is text.");
        return Clauses.Find(ref reader) is Clause known ? known : CommunitiesOfPractice.Clause.Of(reader.GetString()!);
    }

    private static long Whole(ref Utf8JsonReader reader, long least) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= least
            ? number
            : throw new JsonException($"A whole number of at least {least} is expected.");

    private static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new JsonException("Cut short.");

    /// <summary>How what the record holds is written, with these ways of writing before the usual ones.</summary>
    internal static JsonSerializerOptions Options(params JsonConverter[] own)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            AllowOutOfOrderMetadataProperties = true,
            AllowDuplicateProperties = false,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = Deepest,
            TypeInfoResolver = RecordJsonContext.Default.WithAddedModifier(Strict).WithAddedModifier(Closed),
            Converters =
            {
                new InstantConverter(), new DurationConverter(),
                new NameConverter<GroupKind>(), new NameConverter<HowJoined>(), new NameConverter<TenureKind>(),
                    new NameConverter<Participation>(), new NameConverter<Matter>(),
                new NameConverter<Stage>(), new NameConverter<MandatePurpose>(), new NameConverter<ObjectionState>(),
                    new NameConverter<Outcome>(),
                new NameConverter<Denominator>(), new NameConverter<VotePolicy>(), new NameConverter<Voice>(),
                new NameConverter<DecisionAudience>(), new NameConverter<GradientClass>(), new NameConverter<BordaPoints>(),
                    new NameConverter<Unranked>(),
                new NameConverter<Strength>(), new NameConverter<EqualRanks>(), new NameConverter<MinimaxMeasure>(),
                new ValueListConverter<PersonId>(), new ValueListConverter<FreeText>(), new ValueListConverter<DirectoryGroup>(),
                    new ValueListConverter<MatterClause>(), new ValueListConverter<Synonyms>(),
                new ValueListConverter<NamedRule>(), new ValueListConverter<Office>(), new ValueListConverter<Duty>(),
                    new ValueListConverter<Quorum>(),
                new ValueListConverter<string>(), new ValueListConverter<int>(), new ValueListConverter<GradientLevel>(),
                    new ValueListConverter<BallotPile>(),
                new ValueListConverter<Representation>(), new ValueListConverter<CommunityId>(),
                new NameConverter<LinkKind>(), new NameConverter<Flow>(), new NameConverter<Onward>(), new NameConverter<Side>(),
                    new NameConverter<LinkStep>(),
                new NameConverter<Audience>(), new NameConverter<Attribution>(), new NameConverter<PracticeOutcome>(),
                    new NameConverter<ValueCycle>(), new NameConverter<NoteStatus>(),
                new NameConverter<GatheringForm>(), new NameConverter<ChathamHouse>(), new NameConverter<WhichTime>(),
                    new NameConverter<ComesBy>(), new LocalDateTimeConverter(),
                new ValueListConverter<TimeWay>(), new NameConverter<QuestionStatus>(), new ValueListConverter<UsedAnswer>(),
                new NameConverter<NoticeKind>(), new NameConverter<NoticeGroup>(), new NameConverter<NoticeReason>(),
                    new NameConverter<ToldIn>(), new ValueListConverter<NoticeChoice>(), new ValueListConverter<Muted>(),
                new ValueListConverter<LinkId>(), new ValueListConverter<NoteId>(), new ValueListConverter<OfficeId>(),

                // A snapshot's state, beyond what events hold.
                new NameConverter<Status>(), new NameConverter<LineageKind>(), new NameConverter<DecisionPhase>(),
                    new ElectorateConverter(),
                new ValueListConverter<CharterVersion>(), new ValueListConverter<DueAt>(), new ValueListConverter<Tenure>(),
                    new ValueListConverter<Affiliation>(),
                new ValueListConverter<StageDeclared>(), new ValueListConverter<Lineage>(), new ValueListConverter<Mandate>(),
                    new ValueListConverter<Objection>(),
                new MapConverter<OfficeId, OfficeHistory>(), new MapConverter<PersonId, Standing>(), new MapConverter<PersonId,
                    Tenure>(),
                new MapConverter<PersonId, PersonId>(), new MapConverter<PersonId, ValueList<Affiliation>>(),
                    new MapConverter<PersonId, JoinRequest>(),
                new MapConverter<InvitationId, Invitation>(), new MapConverter<PersonId, InvitationId>(),
                    new MapConverter<CommunityId, MoveWindow>(),
                new MapConverter<DecisionId, Decision>(), new MapConverter<PetitionId, Petition>(), new MapConverter<PersonId,
                    Ballot>(),
                new MapConverter<PersonId, FreeText>(), new MapConverter<PersonId, ValueList<Proxy>>(),
                    new ValueListConverter<Proxy>(),
                new ValueListConverter<Advice>(), new MapConverter<PersonId, ValueList<PersonId>>(),
                    new ValueListConverter<Instant>(),
            },
        };
        for (var i = 0; i < own.Length; i++) options.Converters.Insert(i, own[i]);
        options.MakeReadOnly();
        return options;
    }

    // What is worked out is not stored; what is stored is owed, unless it is left out where it says nothing, or its absence means
    // what null means.
    private static void Strict(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            if (property.Set is null && property.AssociatedParameter is null) type.Properties.RemoveAt(i);
            else if (property.ShouldSerialize is null && property.AssociatedParameter is not { HasDefaultValue: true })
                property.IsRequired = Nullable.GetUnderlyingType(property.PropertyType) is null
                    && (property.PropertyType.IsValueType || !property.IsSetNullable)
                    || property.IsRequired;
        }
    }

    /// <summary>Acts are told apart by the names in the one table.</summary>
    private static void Closed(JsonTypeInfo type)
    {
        if (type.Type != typeof(Act)) return;
        var acts = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "type" };
        foreach (var act in WireNames.Acts) acts.DerivedTypes.Add(new(act.Type, act.Name));
        type.PolymorphismOptions = acts;
    }

    [Flags]
    private enum Member
    {
        None = 0,
        Stream = 1,
        Version = 2,
        At = 4,
        By = 8,
        Clause = 16,
        Under = 32,
        Type = 64,
        Schema = 128,
        Event = 256,
        Hash = 512,
        Request = 1024,
        All = 2047,
    }

    /// <summary>A stream, and its name as it was written.</summary>
    private sealed class NamedStream(StreamId stream, byte[] written)
    {
        public StreamId Stream => stream;

        public byte[] Written => written;
    }

    /// <summary>What has been read of a line so far.</summary>
    private ref struct Line
    {
        public Member Seen;
        public StreamId Stream;
        public long Version;
        public Instant At;
        public PersonId? By;
        public Clause Clause;
        public Witness? Under;
        public Kind<Event>? Kind;
        public long Schema;
        public Event? Event;
        public Utf8JsonReader Payload;
        public string? Hash;
        public string? Request;
    }
}

/// <summary>
/// A line that was written under an earlier schema keeps what was written, because that is what the chain covers.
/// </summary>
/// <param name="Schema">The schema it was written under.</param>
/// <param name="Payload">The event as it was written.</param>
internal sealed record OlderForm(int Schema, byte[] Payload)
{
    // How an event was once written is no part of what happened.
    public bool Equals(OlderForm? other) => true;

    public override int GetHashCode() => 0;
}

/// <summary>Bytes that grow as they are written; netstandard2.0 has no such buffer of its own.</summary>
internal sealed class Utf8Buffer : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[512];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Count);

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => Count = 0;

    public void Advance(int count) => Count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = Count + Math.Max(sizeHint, 256);
        if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        return _bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
