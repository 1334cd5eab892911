using System.Text.Json;
using System.Text.Json.Serialization;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Storage;

// A large community's record is ballots and joinings, a hundred to one of anything else. These two are read by hand, which makes
// replaying a record faster; what they read and write, and refuse, is what the generated code would (the same golden lines and
// hostile ones say so).

/// <summary>Reads and writes <see cref="BallotCast"/>.</summary>
internal sealed class BallotCastConverter : JsonConverter<BallotCast>
{
    private static readonly DecisionIdConverter Decisions = new();
    private static readonly MarkedPersonConverter People = new();
    private static readonly NameConverter<Voice> Voices = new();

    public override BallotCast Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        DecisionId? decision = null;
        PersonId? person = null;
        Ballot? ballot = null;
        while (Json.Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (decision is null && reader.ValueTextEquals("decision"u8))
            {
                Json.Next(ref reader);
                decision = Decisions.Read(ref reader, typeof(DecisionId), options);
            }
            else if (person is null && reader.ValueTextEquals("person"u8))
            {
                Json.Next(ref reader);
                person = People.Read(ref reader, typeof(PersonId), options);
            }
            else if (ballot is null && reader.ValueTextEquals("ballot"u8))
            {
                Json.Next(ref reader);
                ballot = BallotIn(ref reader, options);
            }
            else
            {
                throw new JsonException("A ballot cast has a decision, a person and a ballot, once each, and nothing else.");
            }
        }

        return decision is { } d && person is { } p && ballot is not null
            ? new(d, p, ballot)
            : throw new JsonException("A ballot cast has a decision, a person and a ballot.");
    }

    public override void Write(Utf8JsonWriter writer, BallotCast value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("decision"u8);
        Decisions.Write(writer, value.Decision, options);
        writer.WritePropertyName("person"u8);
        People.Write(writer, value.Person, options);
        writer.WritePropertyName("ballot"u8);
        JsonSerializer.Serialize(
            writer, value.Ballot,
                (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Ballot>)options.GetTypeInfo(typeof(Ballot)));
        writer.WriteEndObject();
    }

    private static Ballot BallotIn(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A ballot is an object.");
        var ahead = reader;
        if (ahead.Read() && ahead.ValueTextEquals("$type"u8) && ahead.Read() && ahead.TokenType == JsonTokenType.String
            && ahead.ValueTextEquals("voice"u8)
            && ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals("voice"u8) && ahead.Read())
        {
            var voice = Voices.Read(ref ahead, typeof(Voice), options);
            if (ahead.Read() && ahead.TokenType == JsonTokenType.EndObject)
            {
                reader = ahead;
                return voice switch
                {
                    Voice.For => VoiceBallot.For,
                    Voice.Against => VoiceBallot.Against,
                    Voice.Abstain => VoiceBallot.Abstain,
                    _ => throw new JsonException("There is no such voice."),
                };
            }
        }

        return ((JsonConverter<Ballot>)options.GetTypeInfo(typeof(Ballot)).Converter).Read(ref reader, typeof(Ballot), options)!;
    }
}

/// <summary>Reads and writes <see cref="MemberJoined"/>.</summary>
internal sealed class MemberJoinedConverter : JsonConverter<MemberJoined>
{
    private static readonly MarkedPersonConverter People = new();
    private static readonly NameConverter<HowJoined> Ways = new();

    public override MemberJoined Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        PersonId? person = null;
        HowJoined? how = null;
        int? charter = null;
        var told = false;
        DirectoryEvidence? evidence = null;
        while (Json.Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (person is null && reader.ValueTextEquals("person"u8))
            {
                Json.Next(ref reader);
                person = People.Read(ref reader, typeof(PersonId), options);
            }
            else if (how is null && reader.ValueTextEquals("how"u8))
            {
                Json.Next(ref reader);
                how = Ways.Read(ref reader, typeof(HowJoined), options);
            }
            else if (charter is null && reader.ValueTextEquals("charterVersion"u8))
            {
                Json.Next(ref reader);
                charter = Json.Number(ref reader, int.MinValue, int.MaxValue);
            }
            else if (!told && reader.ValueTextEquals("evidence"u8))
            {
                told = true;
                if (Json.Next(ref reader) == JsonTokenType.Null) continue;
                if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Evidence is an object.");
                evidence = ((JsonConverter<DirectoryEvidence>)options.GetTypeInfo(typeof(DirectoryEvidence)).Converter)
                    .Read(ref reader, typeof(DirectoryEvidence), options);
            }
            else
            {
                throw new JsonException(
                    "A joining has a person, how, a charter version and evidence, once each, and nothing else.");
            }
        }

        return person is { } p && how is { } h && charter is { } c && told
            ? new(p, h, c, evidence)
            : throw new JsonException("A joining has a person, how, a charter version and evidence.");
    }

    public override void Write(Utf8JsonWriter writer, MemberJoined value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("person"u8);
        People.Write(writer, value.Person, options);
        writer.WritePropertyName("how"u8);
        Ways.Write(writer, value.How, options);
        writer.WriteNumber("charterVersion"u8, value.CharterVersion);
        writer.WritePropertyName("evidence"u8);
        JsonSerializer.Serialize(
            writer, value.Evidence,
                (System.Text.Json.Serialization.Metadata.JsonTypeInfo<DirectoryEvidence?>)options.GetTypeInfo(
                    typeof(DirectoryEvidence))!);
        writer.WriteEndObject();
    }
}
