using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// What can be read over HTTP, and by whom. A community's face (what it cares about, who convenes it, how it decides) and the links across boundaries are for everybody signed in; who its members are, for
/// members; what is before them, for those whom the decision's own rule lets see it; a note and its adoptions, for those who may read the note; who can read it, for its contributors.
/// </summary>
internal static class Reading
{
    private const int MostOnAPage = 200;

    public static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Whether somebody may read a note, or was among those who could before it was withdrawn.</summary>
    public static bool Knows(Caller caller, NoteId note) => caller.Reading(note).Allowed || caller.Present.Commons.Show(caller.Person, note, caller.At).IsTombstone
        || caller.Present.Landscape[note].ContributionOf(caller.Person) is not null;

    /// <summary>Whether somebody knows of an adoption: whoever looks after it, and whoever knows of its note.</summary>
    public static bool Knows(Caller caller, Adoption adoption) => adoption.Owner == caller.Person || Knows(caller, adoption.Note);

    public static IResult Communities(Visit visit) => visit.Caller is null ? Problems.SignIn() : new JsonBody(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("communities"u8);
        foreach (var community in visit.Present.Landscape.Communities)
        {
            var now = community.At(visit.At);
            json.WriteStartObject();
            WriteFace(json, now);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static IResult Community(Visit visit)
    {
        if (visit.Caller is not { } caller) return Problems.SignIn();
        if (!visit.TryId(out var id) || visit.Present.Landscape[CommunityId.Of(id)] is not { Version: > 0 } known) return Problems.NotThere();
        var now = known.At(visit.At);
        return Versioned(visit, known.Version, json =>
        {
            json.WriteStartObject();
            WriteFace(json, now);
            json.WriteStartArray("charter"u8);
            foreach (var sentence in now.Charter.Sentences()) json.WriteStringValue(sentence.Sentence);
            json.WriteEndArray();
            json.WriteStartArray("stages"u8);
            foreach (var stage in now.Stages)
            {
                json.WriteStartObject();
                json.WriteString("stage"u8, Name(stage.Stage));
                json.WriteString("since"u8, Iso(stage.From));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (now.IsMember(caller.Person))
            {
                json.WriteStartArray("members"u8);
                foreach (var member in now.Members) json.WriteStringValue(member.Value);
                json.WriteEndArray();
            }

            json.WriteStartArray("decisions"u8);
            foreach (var decision in now.OpenDecisions.Concat(now.ClosedDecisions).Where(d => now.MaySee(d.Id, caller.Person, visit.At).Allowed).OrderByDescending(d => d.Id)) Write(json, decision);
            json.WriteEndArray();
            json.WriteStartArray("links"u8);
            foreach (var link in visit.Present.Landscape.Links.Where(l => l.SideOf(Party.Of(now.Id)) is not null)) json.WriteStringValue(link.Id.Value);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static IResult CommunityOptions(Visit visit) => visit.Caller is not { } caller ? Problems.SignIn()
        : !visit.TryId(out var id) || visit.Present.Landscape[CommunityId.Of(id)] is not { Version: > 0 } known ? Problems.NotThere()
        : Options(visit, known.Version, known.OptionsFor(caller.Person, visit.At, caller.Directory));

    public static IResult Link(Visit visit)
    {
        if (visit.Caller is null) return Problems.SignIn();
        if (!visit.TryId(out var id) || visit.Present.Landscape[LinkId.Of(id)] is not { Version: > 0 } link) return Problems.NotThere();
        return Versioned(visit, link.Version, json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, link.Id.Value);
            json.WriteString("status"u8, Name(link.Status));
            json.WriteString("kind"u8, Name(link.Kind));
            Embed(json, "a", link.A);
            Embed(json, "b", link.B);
            Embed(json, "terms", link.Terms);
            if (link.NewTerms is { } terms) Embed(json, "newTerms", terms);
            json.WriteBoolean("inForce"u8, link.IsInForce(visit.At));
            json.WriteEndObject();
        });
    }

    public static IResult LinkOptions(Visit visit)
    {
        if (visit.Caller is not { } caller) return Problems.SignIn();
        if (!visit.TryId(out var id) || visit.Present.Landscape[LinkId.Of(id)] is not { Version: > 0 } link) return Problems.NotThere();
        return Options(visit, link.Version, [.. Capacities(caller, link).SelectMany(by => link.OptionsFor(by, visit.At))]);
    }

    public static IResult Notes(Visit visit)
    {
        var query = visit.Http.Request.Query;
        Looking looking;
        try
        {
            looking = new()
            {
                Topic = Given("topic"), Measure = Given("measure"),
                Setting = Given("setting") is { } setting ? Group.Setting(setting) : null,
                Outcome = Given("outcome") is { } outcome ? JsonSerializer.Deserialize<PracticeOutcome>(JsonSerializer.Serialize(outcome), ActJson.Options) : null,
            };
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException)
        {
            return Problems.Bad("'topic', 'setting', 'measure' and 'outcome' are short texts; an outcome is worked, mixed, did-not-work or too-early-to-say.");
        }

        var most = Given("most") is not { } asked ? MostOnAPage : int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostOnAPage ? number : 0;
        if (most == 0) return Problems.Bad($"'most' is a number up to {MostOnAPage}.");
        var found = visit.Present.Commons.Find(visit.Person, visit.At, looking);

        // What comes next is named by the last one seen, so nothing is skipped where notes come and go between two pages.
        var after = Given("after");
        var rest = found.OrderBy(n => n.Note).Where(n => after is null || string.CompareOrdinal(n.Note.Value, after) > 0).Take(most + 1).ToArray();
        return new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("notes"u8);
            foreach (var note in rest.Take(most))
            {
                json.WriteStartObject();
                json.WriteString("id"u8, note.Note.Value);
                json.WriteString("home"u8, note.Home.Value);
                Write(json, "title"u8, note.Title);
                if (note.Outcome is { } outcome) json.WriteString("outcome"u8, Name(outcome));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (rest.Length > most) json.WriteString("next"u8, rest[most - 1].Note.Value);
            json.WriteEndObject();
        });

        string? Given(string name) => query[name].ToString() is { Length: > 0 } given ? given : null;
    }

    public static IResult Note(Visit visit)
    {
        if (!visit.TryId(out var id)) return Problems.NotThere();
        var note = NoteId.Of(id);
        var shown = visit.Present.Commons.Show(visit.Person, note, visit.At);
        if (!shown.Answer.Allowed && !shown.IsTombstone) return Problems.NotThere();
        return Versioned(visit, visit.Present.Landscape.VersionOf(StreamId.Of(note)), json =>
        {
            json.WriteStartObject();
            Write(json, shown);
            json.WriteEndObject();
        });
    }

    public static IResult Check(Visit visit) => visit.TryId(out var id)
        ? visit.Answer(visit.Present.Commons.Check(visit.Person, NoteId.Of(id), visit.At).For(visit.Person))
        : Problems.NotThere();

    public static IResult Readers(Visit visit)
    {
        if (visit.Caller is not { } caller) return Problems.SignIn();
        if (!visit.TryId(out var id) || visit.Present.Landscape[NoteId.Of(id)].ContributionOf(caller.Person) is null) return Problems.NotThere();
        var readers = visit.Present.Commons.Readers(NoteId.Of(id), visit.At);
        return new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("anyone"u8, readers.Anyone);
            json.WriteNumber("count"u8, readers.Count);
            json.WriteStartArray("because"u8);
            foreach (var reason in readers.Select(person => visit.Present.Commons.Check(person, NoteId.Of(id), visit.At)).GroupBy(r => r.Clause.Id).OrderBy(r => r.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("clause"u8, reason.Key);
                json.WriteNumber("readers"u8, reason.Count());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static IResult NoteOptions(Visit visit)
    {
        if (visit.Caller is not { } caller) return Problems.SignIn();
        if (!visit.TryId(out var id) || visit.Present.Landscape[NoteId.Of(id)] is not { Version: > 0 } note || !Knows(caller, note.Id) || caller.AtHomeOf(note.Id) is not { } home) return Problems.NotThere();
        return Options(visit, note.Version, note.OptionsFor(home, visit.At));
    }

    public static IResult Adoption(Visit visit)
    {
        if (visit.Caller is not { } caller) return Problems.SignIn();
        if (!visit.TryId(out var id) || visit.Present.Landscape[AdoptionId.Of(id)] is not { Version: > 0 } adoption || !Knows(caller, adoption)) return Problems.NotThere();
        return Versioned(visit, adoption.Version, json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, adoption.Id.Value);
            json.WriteString("note"u8, adoption.Note.Value);
            json.WriteNumber("edition"u8, adoption.Edition);
            Embed(json, "adopter", adoption.Adopter);
            json.WriteString("status"u8, Name(adoption.Status));
            Write(json, "why"u8, adoption.Why);
            Write(json, "changed"u8, adoption.Changed);
            json.WriteStartArray("outcomes"u8);
            foreach (var report in adoption.Outcomes)
            {
                json.WriteStartObject();
                json.WriteString("outcome"u8, Name(report.Outcome));
                Write(json, "happened"u8, report.Happened);
                json.WriteString("at"u8, Iso(report.At));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static IResult MembershipsOf(Visit visit) => visit.Caller is not { } caller ? Problems.SignIn() : new JsonBody(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("memberships"u8);
        foreach (var belonging in Memberships.Of(caller.Person, visit.Present.Landscape.Communities))
        {
            json.WriteStartObject();
            json.WriteString("community"u8, belonging.Community.Value);
            json.WriteBoolean("member"u8, visit.Present.Landscape[belonging.Community].At(visit.At).IsMember(caller.Person));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static IResult OwnDataOf(Visit visit) => visit.Caller is { } caller ? new OwnDataResult(caller.Person, visit.Host) : Problems.SignIn();

    /// <summary>In which capacities somebody may act on a link: as member of an end, as spokesperson of an end, as themself.</summary>
    private static IEnumerable<Capacity> Capacities(Caller caller, Link link)
    {
        foreach (var party in new[] { link.A, link.B })
        {
            if (party is CommunityParty { Community: var community } && caller.In(community) is { MayAct: true } && caller.AsMemberOf(community) is { } member) yield return member;
            if (party is GroupParty { Group: var group } && caller.AsSpokespersonOf(group) is { } speaker) yield return speaker;
            if (party is PersonParty { Person: var person } && person == caller.Person) yield return caller.AsThemself;
        }
    }

    private static JsonBody Options(Visit visit, long version, IReadOnlyList<Option> options)
    {
        visit.Http.Response.Headers.ETag = Tag(version);
        return new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("options"u8);
            foreach (var option in options)
            {
                json.WriteStartObject();
                json.WritePropertyName("act"u8);
                ActForm.Write(json, option.Act);
                Problems.Write(json, option.Answer, visit.Person);
                json.WriteString("text"u8, option.Answer.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static JsonBody Versioned(Visit visit, long version, Action<Utf8JsonWriter> write)
    {
        visit.Http.Response.Headers.ETag = Tag(version);
        return new(write);
    }

    private static void WriteFace(Utf8JsonWriter json, Community community)
    {
        json.WriteString("id"u8, community.Id.Value);
        json.WriteString("name"u8, community.Name);
        Write(json, "concern"u8, community.Domain?.SharedConcern);
        json.WriteString("status"u8, Name(community.Status));
        json.WriteString("stage"u8, Name(community.Stage));
        json.WriteNumber("memberCount"u8, community.MemberCount);
        json.WriteStartArray("conveners"u8);
        foreach (var convener in community.Conveners) json.WriteStringValue(convener.Value);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, decision.Id.Number);
        json.WriteString("proposal"u8, decision.Proposal.Sentence);
        Write(json, "why"u8, decision.Why);
        json.WriteString("phase"u8, Name(decision.Phase));
        json.WriteString("opensAt"u8, Iso(decision.OpensAt));
        json.WriteString("closesAt"u8, Iso(decision.ClosesAt));
        if (decision.Result is { } result) json.WriteString("outcome"u8, Name(result.Outcome));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ShownNote shown)
    {
        json.WriteString("id"u8, shown.Note.Value);
        if (shown.IsTombstone)
        {
            json.WriteBoolean("withdrawn"u8, true);
            if (shown.WithdrawnAt is { } at) json.WriteString("withdrawnAt"u8, Iso(at));
            Write(json, "why"u8, shown.WithdrawnWhy);
            return;
        }

        Write(json, "title"u8, shown.Title);
        json.WriteNumber("edition"u8, shown.Edition);
        if (shown.Practice is { } practice)
        {
            Write(json, "tried"u8, practice.Tried);
            Write(json, "context"u8, practice.Context);
            json.WriteString("outcome"u8, Name(practice.Outcome));
            Write(json, "why"u8, practice.Why);
            Write(json, "happened"u8, practice.Happened);
            Write(json, "evidence"u8, practice.Evidence);
        }

        Write(json, "meantFor"u8, shown.MeantFor);
        json.WriteStartArray("topics"u8);
        foreach (var topic in shown.Topics) json.WriteStringValue(topic);
        json.WriteEndArray();
        json.WriteStartArray("items"u8);
        foreach (var item in shown.Items) json.WriteStringValue(item.Value);
        json.WriteEndArray();
        json.WriteStartArray("credits"u8);
        foreach (var credit in shown.Credits) json.WriteStringValue(credit.Person is { } person ? person.Value : credit.Group?.ToString());
        json.WriteEndArray();
        if (shown.Licence is { } licence) json.WriteString("licence"u8, licence);
        if (shown.SupersededBy is { } newer) json.WriteString("supersededBy"u8, newer.Value);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, FreeText? words)
    {
        if (words?.Words is { } text) json.WriteString(name, text);
    }

    private static void Embed<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, ActJson.Options);
    }

    internal static string Iso(Instant at) => InstantPattern.ExtendedIso.Format(at);

    internal static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Read from the record itself, line by line: what is kept in memory is the present.</summary>
    private sealed class OwnDataResult(PersonId person, CommunityHost host) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var document = await host.OwnDataOf(person, httpContext.RequestAborted).ConfigureAwait(false);
            httpContext.Response.ContentType = "application/json";
            httpContext.Response.Headers.XContentTypeOptions = "nosniff";
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"own-data.json\"";
            await httpContext.Response.BodyWriter.WriteAsync(document, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
