using System.Text.Json;

namespace CommunitiesOfPractice.Interchange;

/// <summary>
/// A note's sharing rule as a policy of the Open Digital Rights Language 2.2 (W3C 2018), for hosts that enforce such policies
/// (feature 89). It is never wider than the note: what an ODRL policy cannot say, such as that a home's conveners read past an
/// embargo, it leaves out, and what is not permitted is not allowed. Whether a given person is one of an audience is the host's
/// to answer, with the Commons. Pure: the same note gives the same bytes.
/// </summary>
public static class Odrl
{
    /// <summary>
    /// The policy at an instant. It says who may read the note, from when, until when, and that a person who uses it must
    /// attribute it to its community. It says that nobody may distribute it while it is embargoed, restricted or withdrawn. Null
    /// where the note has not been drafted.
    /// </summary>
    /// <param name="note">The note.</param>
    /// <param name="iris">Where the host publishes.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string? Policy(PracticeNote note, Iris iris, Instant at)
    {
        Guard.Against.Null(iris);
        return Guard.Against.Null(note).Status == NoteStatus.Unknown ? null : Interchange.Text(json =>
        {
            json.WriteStartObject();
            json.WriteString("@context", "http://www.w3.org/ns/odrl.jsonld");
            json.WriteString("@type", "Set");
            json.WriteString(
                "uid", iris.Of(note.Id) + "#policy-" + note.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("conflict", "prohibit");
            WritePermissions(json, note, iris, at);
            WriteProhibitions(json, note, iris, at);
            json.WriteEndObject();
        });
    }

    private static void WritePermissions(Utf8JsonWriter json, PracticeNote note, Iris iris, Instant at)
    {
        if (note.Status == NoteStatus.Withdrawn) return;
        var widest = note.Status == NoteStatus.Draft ? Audience.Contributors : note.EffectiveAudience(at);
        json.WriteStartArray("permission");
        for (var audience = Audience.Contributors; audience <= widest; audience++)
            foreach (var assignee in Assignees(note, iris, audience)) WritePermission(json, note, iris, audience, assignee, at);
        json.WriteEndArray();
    }

    private static void WritePermission(
        Utf8JsonWriter json, PracticeNote note, Iris iris, Audience audience, string? assignee, Instant at)
    {
        var beyond = audience > Audience.Contributors;
        var from = beyond && note.EmbargoUntil > at ? note.EmbargoUntil : null;
        var until = beyond ? note.Contributors.Min(c => c.Consent!.Until) : null;
        json.WriteStartObject();
        WriteRule(json, note, iris, "read", assignee);
        WriteTimes(json, from, until);
        json.WriteStartArray("duty");
        json.WriteStartObject();
        json.WriteString("action", "attribute");
        json.WriteString("attributedParty", iris.Of(note.Home));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProhibitions(Utf8JsonWriter json, PracticeNote note, Iris iris, Instant at)
    {
        var (withdrawn, embargoed) = (note.Status == NoteStatus.Withdrawn, note.EmbargoUntil > at);
        if (!withdrawn && !embargoed && note.Restriction is null) return;
        json.WriteStartArray("prohibition");
        if (withdrawn) WriteProhibition(json, note, iris, "read", null);
        WriteProhibition(json, note, iris, "distribute", withdrawn || note.Restriction is not null ? null : note.EmbargoUntil);
        json.WriteEndArray();
    }

    private static void WriteProhibition(Utf8JsonWriter json, PracticeNote note, Iris iris, string action, Instant? until)
    {
        json.WriteStartObject();
        WriteRule(json, note, iris, action, null);
        WriteTimes(json, null, until);
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, PracticeNote note, Iris iris, string action, string? assignee)
    {
        json.WriteString("target", iris.Of(note.Id));
        json.WriteString("assigner", iris.Of(note.Home));
        if (assignee is not null) json.WriteString("assignee", assignee);
        json.WriteString("action", action);
    }

    private static void WriteTimes(Utf8JsonWriter json, Instant? from, Instant? until)
    {
        if (from is null && until is null) return;
        json.WriteStartArray("constraint");
        if (from is { } start) WriteTime(json, "gteq", start);
        if (until is { } end) WriteTime(json, "lt", end);
        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string comparison, Instant at)
    {
        json.WriteStartObject();
        json.WriteString("leftOperand", "dateTime");
        json.WriteString("operator", comparison);
        json.WriteStartObject("rightOperand");
        json.WriteString("@value", Interchange.Iso(at));
        json.WriteString("@type", "xsd:dateTime");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Who one audience adds to the ones before it: collections that the host keeps; null for anyone.</summary>
    private static string?[] Assignees(PracticeNote note, Iris iris, Audience audience) => audience switch
    {
        Audience.Contributors => [iris.Of(note.Id) + "#contributors"],
        Audience.Community => [iris.Of(note.Home) + "#members"],
        Audience.Linked when note.NamedLinks is { } links => [.. links.Select(link => iris.Of(link) + "#far-end")],
        Audience.Linked => [iris.Of(note.Home) + "#linked"],
        Audience.System => [iris.Root + "#listed"],
        _ => [null],
    };
}
