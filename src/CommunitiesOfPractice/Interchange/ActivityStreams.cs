using System.Text;
using System.Text.Json;
using NodaTime.Text;

namespace CommunitiesOfPractice.Interchange;

/// <summary>
/// Public notes in the vocabulary of ActivityStreams 2.0 (W3C 2017), for feeds and other hosts (features 82 and 89). Only what is
/// public is written; nothing of a draft, an embargoed, a narrower or a restricted note is. Pure: the same note gives the same
/// bytes.
/// </summary>
public static class ActivityStreams
{
    private const string Context = "https://www.w3.org/ns/activitystreams";
    private const string Anyone = "https://www.w3.org/ns/activitystreams#Public";

    /// <summary>
    /// That a community published a note: a <c>Create</c> of an <c>Article</c>, or of an <c>OrderedCollection</c> where it is a
    /// bundle. Null where the note is not public at that instant.
    /// </summary>
    /// <param name="note">The note.</param>
    /// <param name="iris">Where the host publishes.</param>
    /// <param name="credits">Who contributed, as far as a reader outside may be shown: what the Commons shows them, and never
    /// more. Nobody is, under the Chatham House Rule.</param>
    /// <param name="at">When it was published.</param>
    /// <param name="isPublic">Which notes are public, for the items of a bundle: that another exists is nobody's to know. None
    /// are, unless this says so.</param>
    /// <param name="wording">The language in which the parts of a practice note are announced; English unless given.</param>
    /// <exception cref="ArgumentNullException">An argument but the last two is null.</exception>
    public static string? Create(
        PracticeNote note, Iris iris, ValueList<Credit> credits, Instant at, Func<NoteId, bool>? isPublic = null,
        Wording? wording = null)
    {
        Guard.Against.Null(iris);
        Guard.Against.Gaps(credits);
        return IsPublic(Guard.Against.Null(note), at)
            ? Activity(
                "Create", iris.Of(note.Id) + "#create-" + Number(note.Edition), iris.Of(note.Home), at,
                json => WriteNote(json, note, iris, credits, at, isPublic, wording ?? Wording.English))
            : null;
    }

    /// <summary>
    /// That a note was withdrawn: a <c>Delete</c> that leaves a <c>Tombstone</c>. Null where it is not withdrawn. The reason
    /// stays in the record.
    /// </summary>
    /// <param name="note">The note.</param>
    /// <param name="iris">Where the host publishes.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string? Delete(PracticeNote note, Iris iris)
    {
        Guard.Against.Null(iris);
        return Guard.Against.Null(note).Status == NoteStatus.Withdrawn
            ? Activity("Delete", iris.Of(note.Id) + "#delete", iris.Of(note.Home), note.LastAt, json =>
            {
                json.WriteStartObject();
                json.WriteString("type", "Tombstone");
                json.WriteString("id", iris.Of(note.Id));
                json.WriteString("formerType", FormerType(note));
                json.WriteEndObject();
            })
            : null;
    }

    /// <summary>
    /// That somebody took a public note up: an <c>Announce</c>. It says nothing of what came of it (law 10). Null where the note
    /// is not public, the adoption is of another note, it was neither adopted nor adapted, or one person adopts: nobody may
    /// publish that person's key.
    /// </summary>
    /// <param name="adoption">The adoption.</param>
    /// <param name="note">The note.</param>
    /// <param name="iris">Where the host publishes.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string? Announce(Adoption adoption, PracticeNote note, Iris iris, Instant at)
    {
        Guard.Against.Null(iris);
        if (Guard.Against.Null(adoption).Note != Guard.Against.Null(note).Id || !IsPublic(note, at)) return null;
        if (adoption.Status is not (AdoptionStatus.Adopted or AdoptionStatus.Adapted)) return null;
        var actor = adoption.Adopter switch
        {
            CommunityParty { Community: var community } => iris.Of(community),
            GroupParty { Group: var group } => iris.Of(group),
            PersonParty or null => null,
            var other => throw new InvalidOperationException($"{other.GetType().Name} is not known."),
        };
        return actor is null
            ? null
            : Activity(
                "Announce", iris.Of(adoption.Id) + "#announce", actor, at, json => json.WriteStringValue(iris.Of(note.Id)));
    }

    private static bool IsPublic(PracticeNote note, Instant at) =>
        note.Status == NoteStatus.Offered && !(note.EmbargoUntil > at) && note.EffectiveAudience(at) == Audience.Public;

    private static string Activity(string type, string id, string actor, Instant at, Action<Utf8JsonWriter> writeObject) =>
        Interchange.Text(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("@context");
        json.WriteStringValue(Context);
        json.WriteStartObject();
        json.WriteString("license", "http://purl.org/dc/terms/license");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("type", type);
        json.WriteString("id", id);
        json.WriteString("actor", actor);
        json.WriteString("published", Interchange.Iso(at));
        json.WriteStartArray("to");
        json.WriteStringValue(Anyone);
        json.WriteEndArray();
        json.WritePropertyName("object");
        writeObject(json);
        json.WriteEndObject();
    });

    private static void WriteNote(
        Utf8JsonWriter json, PracticeNote note, Iris iris, ValueList<Credit> credits, Instant at, Func<NoteId, bool>? isPublic,
        Wording wording)
    {
        var content = note.Content!;
        json.WriteStartObject();
        json.WriteString("type", FormerType(note));
        json.WriteString("id", iris.Of(note.Id));
        json.WriteString("name", content.Title.ToString());
        json.WriteStartArray("attributedTo");
        json.WriteStringValue(iris.Of(note.Home));
        if (!note.ChathamHouse) foreach (var credit in credits) WriteCredit(json, credit, iris);
        json.WriteEndArray();
        json.WriteString("published", Interchange.Iso(at));
        if (content.Licence is { } licence) json.WriteString("license", licence);
        if (content.Topics.Count > 0) WriteTopics(json, content.Topics);
        if (content is PracticeContent practice)
        {
            json.WriteString("mediaType", "text/plain");
            json.WriteString("content", Words(practice, wording));
        }
        else
        {
            var items = content.Holds.Where(item => isPublic?.Invoke(item) == true).ToArray();
            json.WriteNumber("totalItems", items.Length);
            json.WriteStartArray("orderedItems");
            foreach (var item in items) json.WriteStringValue(iris.Of(item));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteCredit(Utf8JsonWriter json, Credit credit, Iris iris)
    {
        if (credit.Person is { } person)
        {
            json.WriteStringValue(iris.Of(person));
            return;
        }

        var group = credit.Group!.Value;
        json.WriteStartObject();
        json.WriteString("type", group.Kind == GroupKind.Organisation ? "Organization" : "Group");
        json.WriteString("id", iris.Of(group));
        json.WriteString("name", group.Code);
        json.WriteEndObject();
    }

    private static void WriteTopics(Utf8JsonWriter json, ValueList<string> topics)
    {
        json.WriteStartArray("tag");
        foreach (var topic in topics)
        {
            json.WriteStartObject();
            json.WriteString("type", "Object");
            json.WriteString("name", topic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // What was tried and failed says so first: a failure is worth as much to know.
    private static string Words(PracticeContent practice, Wording wording)
    {
        var words = new StringBuilder(wording.Say("practice.outcome", wording.Say("practice." + Names.Of(practice.Outcome))));
        Add("practice.tried", practice.Tried);
        Add("practice.where", practice.Context);
        Add("practice.happened", practice.Happened);
        Add("practice.why", practice.Why);
        Add("practice.evidence", practice.Evidence);
        return words.ToString();

        void Add(string key, FreeText? text)
        {
            if (text is { IsRedacted: false }) words.Append("\n\n").Append(wording.Say(key, text.Words));
        }
    }

    private static string FormerType(PracticeNote note) => note.Content is BundleContent ? "OrderedCollection" : "Article";

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What the formats of interchange share.</summary>
internal static class Interchange
{
    public static string Text(Action<Utf8JsonWriter> write)
    {
        var bytes = RecordFormat.Utf8(write);
        return Encoding.UTF8.GetString(bytes);
    }

    public static string Iso(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
