using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Storage;

/// <summary>Reads and writes a key as JSON text; what is not a well-formed key is a <see cref="JsonException"/>.</summary>
internal abstract class KeyConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException($"A {typeof(T).Name} is text.");
        var text = reader.GetString()!;
        return KeyFormat.Fault(text) is { } fault ? throw new JsonException(fault) : read(text);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        Guard.Against.Null(writer).WriteStringValue(write(value));
}

internal sealed class PersonIdConverter() : KeyConverter<PersonId>(PersonId.Of, id => id.Value);

internal sealed class CommunityIdConverter() : KeyConverter<CommunityId>(CommunityId.Of, id => id.Value);

internal sealed class OfficeIdConverter() : KeyConverter<OfficeId>(OfficeId.Of, id => id.Value);

internal sealed class LinkIdConverter() : KeyConverter<LinkId>(LinkId.Of, id => id.Value);

internal sealed class NoteIdConverter() : KeyConverter<NoteId>(NoteId.Of, id => id.Value);

internal sealed class AdoptionIdConverter() : KeyConverter<AdoptionId>(AdoptionId.Of, id => id.Value);

internal sealed class QuestionIdConverter() : KeyConverter<QuestionId>(QuestionId.Of, id => id.Value);

internal sealed class GatheringIdConverter() : KeyConverter<GatheringId>(GatheringId.Of, id => id.Value);

internal sealed class ClauseConverter() : KeyConverter<Clause>(Clause.Of, clause => clause.Id);

/// <summary>
/// Reads and writes a number that the record gave. What is not a positive whole number is a <see cref="JsonException"/>.
/// </summary>
internal abstract class NumberConverter<T>(Func<long, T> read, Func<T, long> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number > 0
            ? read(number)
            : throw new JsonException($"A {typeof(T).Name} is a positive whole number.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        Guard.Against.Null(writer).WriteNumberValue(write(value));
}

internal sealed class DecisionIdConverter() : NumberConverter<DecisionId>(number => new(number), id => id.Number);

internal sealed class InvitationIdConverter() : NumberConverter<InvitationId>(number => new(number), id => id.Number);

internal sealed class PetitionIdConverter() : NumberConverter<PetitionId>(number => new(number), id => id.Number);

internal sealed class StreamIdConverter : JsonConverter<StreamId>
{
    public override StreamId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return StreamId.Parse(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");
        }
        catch (FormatException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    public override void Write(Utf8JsonWriter writer, StreamId value, JsonSerializerOptions options) =>
        Guard.Against.Null(writer).WriteStringValue(value.ToString());
}

internal sealed class DutyConverter() : KeyConverter<Duty>(Duty.Of, duty => duty.Name);
