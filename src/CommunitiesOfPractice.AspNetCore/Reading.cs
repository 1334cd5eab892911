using System.Globalization;
using System.Text.Json;
using CommunitiesOfPractice.Storage;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// What can be read over HTTP. Who may see what is asked of the core (<see cref="Caller.MaySee"/>,
/// <see cref="Community.MaySeeMembers"/>, <see cref="Community.MaySee"/>): what somebody may not see is not there. Who can read a
/// note is told to its contributors.
/// </summary>
internal static class Reading
{
    /// <summary>The outcomes, as a query names them.</summary>
    public const string Outcomes = "worked, mixed, did-not-work, too-early-to-say";

    private const int MostOnAPage = 200;
    private const string Filters = "topic, setting, measure, outcome";

    public static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static IResult ReadyCharters(Visit visit) => Json(new ReadyChartersView(
        Charters.ByName.Select(ready => new ReadyCharterView(ready.Key, ready.Value, visit.Host.Options.Wording))));

    public static IResult ReadyCharter(Visit visit) =>
        visit.Http.Request.RouteValues["name"] is string name && Charters.ByName.TryGetValue(name, out var charter)
            ? Json(new ReadyCharterView(name, charter, visit.Host.Options.Wording))
            : visit.Problems.NotThere();

    public static IResult Communities(Visit visit) => visit.Caller is null ? visit.Problems.SignIn()
        : Json(new CommunitiesView(
            visit.Present.Landscape.Communities.Select(community => new CommunityFaceView(community, visit)),
            visit.Present.Damaged.Keys.Where(stream => stream.Kind == StreamKind.Community).Select(CommunityId.Of).ToArray()
                is { Length: > 0 } damaged ? damaged : null));

    public static IResult Community(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Community is not { } known ? visit.Problems.NotThere()
        : Versioned(visit, known.Version, new CommunityView(known, visit, caller.Person));

    public static IResult CommunityOptions(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Community is not { } known ? visit.Problems.NotThere()
        : Options(
            visit, caller.AsOf(visit.AtCommunity), StreamId.Of(known.Id), option =>
                !visit.IsBeingRecorded(StreamId.Of(known.Id)) || Narrowing.Is(option.Act));

    public static IResult Decision(Visit visit)
    {
        if (visit.Caller is not { } caller) return visit.Problems.SignIn();
        if (visit.Community is not { } community || !visit.TryNumber("decision", out var number))
            return visit.Problems.NotThere();
        var id = new DecisionId(number);
        return community.MaySee(id, caller.Person, visit.AtCommunity).Allowed
            ? Versioned(visit, community.Version, new DecisionView(community, community.Decision(id)!, visit, caller.Person))
            : visit.Problems.NotThere();
    }

    public static IResult Link(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Link is not { } link || !link.MaySee(caller).Allowed ? visit.Problems.NotThere()
        : Versioned(visit, link.Version, new LinkView(link, caller));

    public static IResult LinkOptions(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Link is not { } link || !link.MaySee(caller).Allowed ? visit.Problems.NotThere()
        : Options(visit, caller, StreamId.Of(link.Id));

    public static async Task<IResult> Notes(Visit visit)
    {
        if (Most(visit) is not { } most) return visit.Problems.Bad("query.most", "most", MostOnAPage);
        NoteQuery looking;
        try
        {
            looking = new()
            {
                Topic = visit.Asked("topic"), Measure = visit.Asked("measure"),
                Setting = visit.Asked("setting") is { } setting ? DirectoryGroup.Setting(setting) : null,
                Outcome = visit.Asked("outcome") is { } outcome
                    ? JsonSerializer.Deserialize<PracticeOutcome>(JsonSerializer.Serialize(outcome), ActJson.Options)
                    : null,
            };
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException)
        {
            return visit.Problems.Bad("query.notes", Filters, Outcomes);
        }

        if (visit.Asked("after") is { } seen && !KeyFormat.IsWellFormed(seen)) return visit.Problems.Bad("query.after", "after");
        var found = visit.Present.Commons.Find(visit.Person, visit.At, looking);
        return visit.Asked("words") is { } words
            ? await Ranked(visit, words, found, most).ConfigureAwait(false)
            : Page(visit, found, most);
    }

    public static async Task<IResult> Search(Visit visit) =>
        Most(visit) is not { } most ? visit.Problems.Bad("query.most", "most", MostOnAPage)
        : visit.Asked("words") is not { } words ? visit.Problems.Bad("query.once", "words")
        : Json(new SearchView(await visit.Find(words, most).ConfigureAwait(false)));

    public static IResult Note(Visit visit)
    {
        if (visit.NoteId is not { } note) return visit.Problems.NotThere();
        var shown = visit.Present.Commons.Show(visit.Person, note, visit.At);
        return shown.Answer.Allowed || shown.IsTombstone
            ? Versioned(visit, visit.Present.Landscape.VersionOf(StreamId.Of(note)), new NoteView(shown))
            : visit.Problems.NotThere();
    }

    public static IResult Check(Visit visit)
    {
        if (visit.NoteId is not { } note) return visit.Problems.NotThere();
        if (visit.Asked("at") is not { } asked)
            return visit.Answer(visit.Present.Commons.Check(visit.Person, note, visit.At).For(visit.Person));
        var instant = InstantPattern.ExtendedIso.Parse(asked);
        return !instant.Success || instant.Value > visit.At
            ? visit.Problems.Bad("query.at", "at", "2015-05-14T09:00:00Z")
            : visit.Answer(visit.Present.Commons.AsOf(visit.Person, note, instant.Value).For(visit.Person));
    }

    public static IResult Readers(Visit visit)
    {
        if (visit.Caller is not { } caller) return visit.Problems.SignIn();
        if (visit.Note is not { } note || note.ContributionOf(caller.Person) is null) return visit.Problems.NotThere();
        var readers = visit.Present.Commons.Readers(note.Id, visit.At);
        return Json(
            new ReadersView(
                readers.Anyone, readers.Count, readers.Select(person => visit.Present.Commons.Check(person, note.Id, visit.At))
            .GroupBy(answer => answer.Clause.Id).OrderBy(reason => reason.Key, StringComparer.Ordinal)
                .Select(reason => new ReasonView(reason.Key, reason.Count()))));
    }

    public static IResult NoteOptions(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Note is not { } note || !caller.MaySee(StreamId.Of(note.Id)).Allowed ? visit.Problems.NotThere()
        : Options(visit, caller, StreamId.Of(note.Id));

    public static IResult SpreadOf(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Note is not { } note || !caller.MaySee(StreamId.Of(note.Id)).Allowed ? visit.Problems.NotThere()
        : Json(new SpreadView(
            Spread.Of(note.Id, visit.Present.Landscape.Adoptions.Where(adoption => adoption.MaySee(caller).Allowed)), other =>
                caller.Reading(other).Allowed));

    public static IResult Adoption(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Adoption is not { } adoption || !adoption.MaySee(caller).Allowed ? visit.Problems.NotThere()
        : Versioned(visit, adoption.Version, new AdoptionView(adoption));

    public static IResult AdoptionOptions(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Adoption is not { } adoption || !adoption.MaySee(caller).Allowed ? visit.Problems.NotThere()
        : Options(visit, caller, StreamId.Of(adoption.Id));

    public static IResult Gathering(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Gathering is not { } gathering || Shown(visit, caller, gathering) is not { } shown ? visit.Problems.NotThere()
        : Versioned(visit, gathering.Version, new GatheringView(shown, visit));

    public static IResult GatheringOptions(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Gathering is not { } gathering || !gathering.MaySee(caller).Allowed ? visit.Problems.NotThere()
        : Options(
            visit, AsRecorded(visit, caller, gathering.Id), StreamId.Of(gathering.Id), option =>
                !visit.IsBeingRecorded(StreamId.Of(gathering.Id)) || Narrowing.Is(option.Act));

    public static IResult GatheringsOfCommunity(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.Community is not { Id: var community } ? visit.Problems.NotThere()
        : Gatherings(visit, caller, gathering => gathering.Home == community || gathering.With.Any(
            party => party.Community == community && party.Status != PartyStatus.Withdrawn));

    public static IResult MyGatherings(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : Gatherings(visit, caller, _ => true);

    /// <summary>
    /// The questions that somebody may read, by community and then by age. A part of them is told from where the page before
    /// ended, so nothing is skipped where questions come and go between two pages.
    /// </summary>
    public static IResult Questions(Visit visit)
    {
        if (visit.Caller is not { } caller) return visit.Problems.SignIn();
        if (Most(visit) is not { } most) return visit.Problems.Bad("query.most", "most", MostOnAPage);
        if (visit.Asked("community") is { } asked && !KeyFormat.IsWellFormed(asked)) return visit.Problems.Bad("request.id");
        try
        {
            var page = caller.Commons.PageQuestions(
                caller.Person, visit.At, most, visit.Asked("after"),
                visit.Asked("community") is { } home ? CommunityId.Of(home) : null);
            return Json(new QuestionsView(
                page.Items.Select(question => new QuestionFaceView(caller.Commons.Show(caller.Person, question, visit.At))),
                page.Next));
        }
        catch (FormatException)
        {
            return visit.Problems.Bad("query.after", "after");
        }
    }

    /// <summary>A question to those who may read it. Somebody else who answered it is told their own answers.</summary>
    public static IResult Question(Visit visit)
    {
        if (visit.Caller is not { } caller) return visit.Problems.SignIn();
        if (visit.QuestionId is not { } question) return visit.Problems.NotThere();
        var shown = caller.Commons.Show(caller.Person, question, visit.At);
        return shown.Answer.Allowed || shown.Answers.Count > 0
            ? Versioned(
                visit, caller.Landscape.VersionOf(StreamId.Of(question)),
                new QuestionView(shown, caller.ReportsOf(question), caller.Person))
            : visit.Problems.NotThere();
    }

    public static IResult QuestionOptions(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : visit.QuestionId is { } question && caller.MaySee(StreamId.Of(question)).Allowed
            ? Options(visit, caller, StreamId.Of(question))
            : visit.Problems.NotThere();

    public static IResult MembershipsOf(Visit visit) => visit.Caller is not { } caller ? visit.Problems.SignIn()
        : Json(new MembershipsView(Memberships.Of(caller.Person, visit.Present.Landscape.Communities)
            .Select(belonging =>
                new MembershipView(belonging, visit.Present.Landscape[belonging.Community].IsMember(caller.Person)))));

    /// <summary>
    /// Read from the record itself, line by line: what is kept in memory is the present. It is read before the answer begins, so
    /// that a fault is still a problem document.
    /// </summary>
    public static async Task<IResult> OwnDataOf(Visit visit) => visit.Caller is { } caller
        ? new OwnDataResult(await visit.Host.OwnDataOf(caller.Person, visit.Http.RequestAborted).ConfigureAwait(false))
        : visit.Problems.SignIn();

    /// <summary>How many a page is to have at most; null where the query does not say a number that it may have.</summary>
    private static int? Most(Visit visit) => visit.Asked("most") is not { } asked ? MostOnAPage
        : int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= MostOnAPage ? number : null;

    /// <summary>
    /// The next page, in the order of ids. What comes next is named by the last one seen, so nothing is skipped where notes come
    /// and go between two pages.
    /// </summary>
    private static JsonBody<NotesView> Page(Visit visit, ValueList<FoundNote> found, int most)
    {
        var after = visit.Asked("after");
        var rest = found.OrderBy(note => note.Note)
            .Where(note => after is null || string.CompareOrdinal(note.Note.Value, after) > 0).Take(most + 1).ToArray();
        return Json(
            new NotesView(
                rest.Take(most).Select(note => new FoundNoteView(note)), found.Count, rest.Length > most
                    ? rest[most - 1].Note
                    : null));
    }

    /// <summary>Those that the host's search finds, best first. How many there are in all is not said.</summary>
    private static async Task<IResult> Ranked(Visit visit, string words, ValueList<FoundNote> found, int most)
    {
        if (visit.Asked("after") is not null)
            return visit.Problems.Bad("query.after-words", "words", "most", "after");
        var byId = found.ToDictionary(note => StreamId.Of(note.Note));
        var ranked = (await visit.Find(words, MostOnAPage).ConfigureAwait(false)).Hits.Where(hit => byId.ContainsKey(hit.Of));
        return Json(new NotesView(ranked.Take(most).Select(hit => new FoundNoteView(byId[hit.Of])), null, null));
    }

    /// <summary>
    /// The gatherings that somebody may see: what is ahead or going on, and what is over where that is asked for.
    /// </summary>
    private static IResult Gatherings(Visit visit, Caller caller, Func<Gathering, bool> which) =>
        visit.Asked("over") is { } asked && asked is not ("true" or "false")
            ? visit.Problems.Bad("query.yes-or-no", "over")
            : Json(new GatheringsView(caller.Gatherings(visit.Asked("over") == "true")
                .Select(shown => visit.Present.Landscape[shown.Id]).Where(which)
                .Select(gathering => new GatheringFaceView(Shown(visit, caller, gathering)!, visit))));

    private static ShownGathering? Shown(Visit visit, Caller caller, Gathering gathering) =>
        gathering.MaySee(caller).Allowed ? gathering.ShownTo(AsRecorded(visit, caller, gathering.Id)) : null;

    /// <summary>The same person at an instant at which a gathering tells nothing that is not recorded.</summary>
    private static Caller AsRecorded(Visit visit, Caller caller, GatheringId gathering) =>
        visit.IsBeingRecorded(StreamId.Of(gathering))
            ? caller.AsOf(visit.Present.Landscape.WhenToAsk(StreamId.Of(gathering), visit.At))
            : caller;

    private static JsonBody<OptionsView> Options(Visit visit, Caller caller, StreamId on, Func<Option, bool>? which = null) =>
        Versioned(visit, caller.Landscape.VersionOf(on), new OptionsView(caller.OptionsOn(on)
            .Where(which ?? (_ => true)).Select(option => new OptionView(option, caller.Person, visit.Host.Options.Wording))));

    private static JsonBody<TView> Versioned<TView>(Visit visit, long version, TView view)
        where TView : class
    {
        visit.Http.Response.Headers.ETag = Tag(version);
        return Json(view);
    }

    private static JsonBody<TView> Json<TView>(TView view)
        where TView : class => new(view);

    private sealed class OwnDataResult(byte[] document) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json";
            httpContext.Response.Headers.XContentTypeOptions = "nosniff";
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"own-data.json\"";
            await httpContext.Response.BodyWriter.WriteAsync(document, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
