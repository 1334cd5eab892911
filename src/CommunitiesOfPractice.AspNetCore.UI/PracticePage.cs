using System.Security.Cryptography;
using System.Text;
using CommunitiesOfPractice.Disclosure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>A page. It says which act it does; whether that may be done is settled by the act.</summary>
/// <param name="visit">The request.</param>
public abstract class PracticePage(Visit visit) : PageModel
{
    private Sent? _sent;

    /// <summary>The request: who is here, and when.</summary>
    public Visit Visit { get; } = Guard.Against.Null(visit);

    /// <summary>What pages say.</summary>
    protected Texts T => Visit.T;

    /// <summary>Whether what the page is about exists, as far as the visitor may know.</summary>
    protected virtual bool Exists => true;

    /// <summary>The people that the page names. The host is asked for them, once, when the page is about to be shown.</summary>
    protected virtual IEnumerable<PersonId> People => [];

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Guard.Against.Null(context);
        if (!Exists)
        {
            context.Result = Missing();
            return;
        }

        // Somebody looks for a person: the page comes again, with those that were found, and nothing is done.
        if (Request.HasFormContentType && Request.Form.ContainsKey(PersonChoice.Find))
        {
            ModelState.Clear();
            context.Result = Page();
        }
        else if ((await Guard.Against.Null(next)()).Result is not (null or PageResult))
        {
            return;
        }

        await Visit.Names.Load(People.Where(person => person != Visit.Me), HttpContext.RequestAborted);
    }

    /// <summary>What is missing, and what the visitor may not know of, look the same.</summary>
    protected IActionResult Missing()
    {
        ViewData["Title"] = T["missing.title"];
        return new ViewResult
        {
            ViewName = $"/Areas/{PageNames.Area}/Pages/Shared/_PracticeMissing.cshtml", ViewData = ViewData, TempData = TempData,
            StatusCode = StatusCodes.Status404NotFound,
        };
    }

    /// <summary>Does an act: goes on where it was done, and shows the page again with the reason where it was refused.</summary>
    /// <param name="on">On what.</param>
    /// <param name="act">What to do.</param>
    /// <param name="done">What to say when it is done.</param>
    /// <param name="next">Where to go on; null to stay.</param>
    /// <param name="request">What tells this form from another, so that sent twice it is done once; null for nothing.</param>
    protected Task<IActionResult> Do(StreamId on, Act act, string done, string? next = null, string? request = null) =>
        Do(on, act, done, _ => next, request);

    /// <inheritdoc cref="Do(StreamId, Act, string, string?, string?)"/>
    protected async Task<IActionResult> Do(
        StreamId on, Act act, string done, Func<Acted, string?> next, string? request = null)
    {
        Guard.Against.Null(next);
        var acted =
            await Visit.Host.Do(
                on, act, request is { Length: > 0 and <= 100 } ? request : null, cancel: HttpContext.RequestAborted);
        if (acted.IsKeyTaken) return Faulty("form", T["fault.sent-before"]);
        if (acted.IsBeingRecorded) return BeingRecorded();
        if (!acted.Allowed) return Refused(acted.Answer!);
        TempData["Done"] = done;
        return LocalRedirect(next(acted) ?? Request.PathBase + Request.Path);
    }

    /// <summary>
    /// Does several acts, each on a stream of its own: all of them, or none where one would be refused now. An act that would
    /// change nothing is left out.
    /// </summary>
    /// <param name="acts">What to do.</param>
    /// <param name="done">What to say when it is done.</param>
    /// <param name="next">Where to go on; null to stay.</param>
    /// <param name="request">What tells this form from another; null for nothing.</param>
    protected async Task<IActionResult> DoAll(
        IReadOnlyList<ActOn> acts, string done, string? next = null, string? request = null)
    {
        if (Guard.Against.Null(acts).Count == 1) return await Do(acts[0].On, acts[0].Act, done, next, request);
        var asked = acts.Select((one, i) => (one.On, one.Act, Answer: Visit.Host.Ask(one.On, one.Act), Request: $"{request}/{i}"))
            .Where(one => one.Answer is not { Allowed: false, Missing.Condition: Condition.Novelty }).ToArray();
        if (asked.Any(one => one.Answer is null)) return BeingRecorded();
        if (asked.FirstOrDefault(one => !one.Answer!.Allowed).Answer is { } refused) return Refused(refused);
        for (var i = 0; i < asked.Length - 1; i++)
        {
            var acted = await Visit.Host.Do(
                asked[i].On, asked[i].Act, request is null ? null : asked[i].Request, cancel: HttpContext.RequestAborted);
            if (!acted.Allowed) return acted.IsBeingRecorded ? BeingRecorded() : acted.IsKeyTaken
                ? Faulty("form", T["fault.sent-before"]) : Refused(acted.Answer!);
        }

        return asked.Length == 0
            ? Faulty("form", T["fault.deed"])
            : await Do(asked[^1].On, asked[^1].Act, done, next, request is null ? null : asked[^1].Request);
    }

    /// <summary>
    /// A key for something new: the same for the same form of the same person, however often it is sent, and one that nobody else
    /// can choose.
    /// </summary>
    /// <param name="kind">What it is a key of.</param>
    /// <param name="form">What tells the form from another.</param>
    protected string NewKey(string kind, string? form) =>
        $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Visit.Me}\n{form}")).AsSpan(0, 8))}";

    /// <summary>What the form that was sent says.</summary>
    protected Sent Sent => _sent ??= new(Request.HasFormContentType ? Request.Form : null, ModelState, Visit);

    /// <summary>Does the one of some deeds that a form names.</summary>
    /// <param name="on">On what.</param>
    /// <param name="deeds">What there is.</param>
    protected async Task<IActionResult> Do(StreamId on, IEnumerable<Deed> deeds)
    {
        if (deeds.FirstOrDefault(d => d.Key == Sent["deed"]) is not { } deed) return Faulty("deed", T["fault.deed"]);
        var act = deed.Asks is { } asks ? asks.With(Sent) : deed.Act;
        if (!ModelState.IsValid) return Faulty();
        await Visit.Names.Load(deed.People.Where(person => person != Visit.Me), HttpContext.RequestAborted);
        return await Do(on, act, deed.Done);
    }

    /// <summary>What in a text may tell who a patient is: in which field, how that is called, and where in it.</summary>
    /// <param name="texts">The texts, field by field.</param>
    /// <param name="label">How a field is called.</param>
    internal static IReadOnlyList<TellingWords> Screened(IEnumerable<ScreenedText> texts, Func<string, string> label) =>
    [
        .. from text in texts
           from finding in DisclosureScreen.Nhs.Screen(text.Words)
           select new TellingWords(text.Field, label(text.Field), finding),
    ];

    /// <summary>
    /// Whether the page is shown again because what one of its forms sent was not done: then that form stands open.
    /// </summary>
    /// <param name="handler">What the form is sent to.</param>
    public bool IsAgain(string handler) => HttpMethods.IsPost(Request.Method)
        && string.Equals(Request.Query["handler"], handler, StringComparison.OrdinalIgnoreCase);

    /// <summary>The page again, with a refusal.</summary>
    /// <param name="answer">The refusal.</param>
    protected IActionResult Refused(Answer answer)
    {
        (ViewData["Refusal"], ViewData["Refused"]) = (answer, true);
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }

    /// <summary>
    /// The page again: the time of something is over, and until what it came to is recorded nothing else is done.
    /// </summary>
    protected IActionResult BeingRecorded()
    {
        var page = Faulty("form", T["fault.being-recorded"]);
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return page;
    }

    /// <summary>The page again, with what was filled in wrongly.</summary>
    /// <param name="name">Which question; null where the faults are noted already.</param>
    /// <param name="fault">What is wrong with it; null where the faults are noted already.</param>
    protected IActionResult Faulty(string? name = null, string? fault = null)
    {
        if (name is not null) ModelState.AddModelError(name, fault!);
        ViewData["Refused"] = true;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>A part of a long list, as the query names it.</summary>
    /// <typeparam name="TItem">What the list is of.</typeparam>
    /// <param name="all">The whole list, in order.</param>
    /// <param name="most">How many stand on a page.</param>
    protected Paged<TItem> PageOf<TItem>(IReadOnlyList<TItem> all, int most = 20) =>
        Paged<TItem>.Of(all, most, int.TryParse(Request.Query[Paged.Name], out var number) ? number : 1);
}

/// <summary>Words that may tell who a patient is. What stands there is not kept.</summary>
/// <param name="Field">In which field of a form.</param>
/// <param name="Label">How that is called.</param>
/// <param name="Finding">What it may be, and where in it.</param>
public sealed record TellingWords(string Field, string Label, DisclosureFinding Finding);

/// <summary>A page about one community.</summary>
/// <param name="visit">The request.</param>
public abstract class CommunityPage(Visit visit) : PracticePage(visit)
{
    private Community? _community;
    private IReadOnlyList<Option>? _options;

    /// <summary>The community's id, as the address has it.</summary>
    public string Id => (string)RouteData.Values["id"]!;

    /// <summary>The community as it stands now.</summary>
    public Community Community => _community ??= Visit.Community(Id)!;

    /// <summary>When to ask it.</summary>
    public Instant When => Visit.When(Community);

    /// <summary>Whether the time of something in it is over, and what it came to is being recorded.</summary>
    public bool IsBeingRecorded => Visit.All.IsBeingRecorded(On, Visit.Now);

    /// <summary>Its stream.</summary>
    public StreamId On => StreamId.Of(Community.Id);

    /// <summary>The address of its page.</summary>
    public string? Home => Visit.At(Community.Id);

    /// <summary>
    /// What the visitor may do here, and why not the rest, on the evidence of the directory: as far as the page shows it.
    /// </summary>
    public IReadOnlyList<Option> Options => _options ??= Visit.Me is null ? []
        : [.. Visit.Caller.AsOf(When).OptionsOn(On, IsOffered)
            .Where(option => !IsBeingRecorded || Visit.Host.Ask(On, option.Act) is not null)];

    /// <summary>
    /// How the visitor comes in: by joining, where what the directory says of them is enough, else as the charter says. Null for
    /// members, and where there is no way now.
    /// </summary>
    public Option? WayIn => Visit.Me is not { } me || Community.IsMember(me) ? null
        : Options.FirstOrDefault(option => option is { Act: Join, Answer.Allowed: true }) ?? Community.WayIn(me, When);

    /// <summary>Whether an act is one that the page shows. A community is asked about no other.</summary>
    /// <param name="act">The act.</param>
    protected virtual bool IsOffered(Act act) => true;

    /// <summary>An act that is not among <see cref="Options"/>, with its answer.</summary>
    /// <param name="act">The act.</param>
    /// <param name="asks">What it asks; null for what its shape says.</param>
    protected Deed May(CommunityAct act, Asking? asks = null) => new(new Option(act, Community.Ask(act, When)), Visit, asks);

    /// <summary>Who settles a matter here.</summary>
    /// <param name="matter">The matter.</param>
    public string Settling(Matter matter) => Visit.Name(Community.Charter[matter]!);

    /// <summary>A decision of the community; null where there is none that the reader may see.</summary>
    /// <param name="number">Its number.</param>
    protected Decision? Seen(DecisionId number) => Community.Decision(number) is { } known
        && (Visit.Me is { } me ? Community.MaySee(known.Id, me, When).Allowed : known.Rule.SeenBy == DecisionAudience.Anyone)
            ? known
            : null;

    /// <inheritdoc/>
    protected override bool Exists => Visit.Community(Id) is not null;
}

/// <summary>
/// A page about one note, for those who may know that there is one; to everybody else it is as if there were none.
/// </summary>
/// <param name="visit">The request.</param>
public abstract class NotePage(Visit visit) : PracticePage(visit)
{
    private ShownNote? _shown;

    /// <summary>The note's id.</summary>
    public NoteId Id => NoteId.Of((string)RouteData.Values["note"]!);

    /// <summary>Its stream.</summary>
    public StreamId On => StreamId.Of(Id);

    /// <summary>The note as the reader may see it.</summary>
    public ShownNote Shown => _shown ??= Visit.Present.Commons.Show(Visit.Reader, Id, Visit.Now);

    /// <summary>The note itself.</summary>
    public PracticeNote Note => Visit.All[Id];

    /// <summary>The community it was written in.</summary>
    public Community Home => Visit.Community(Note.Home.Value)!;

    /// <summary>Whether the visitor knows it from the inside: as contributor or as member of its home.</summary>
    public bool IsInside => Visit.Me is { } me && (Note.ContributionOf(me) is not null || Home.IsMember(me));

    /// <inheritdoc/>
    protected override bool Exists =>
        KeyFormat.IsWellFormed(RouteData.Values["note"] as string) && Shown.Answer.Clause != Clauses.ReadingUnknown;
}
