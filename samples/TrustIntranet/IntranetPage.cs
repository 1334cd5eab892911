using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace TrustIntranet;

/// <summary>A page. It says which act it does; whether that may be done is settled by the act.</summary>
public abstract class IntranetPage(Visit visit) : PageModel
{
    private Sent? _sent;

    public Visit Visit => visit;

    /// <summary>Whether what the page is about exists, as far as whoever asks may know.</summary>
    protected virtual bool Exists => true;

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!Exists) context.Result = NotFound();
    }

    /// <summary>Does an act: goes on where it was done, and shows the page again with the reason where it was refused.</summary>
    /// <param name="on">On what.</param>
    /// <param name="act">What to do.</param>
    /// <param name="done">What to say when it is done.</param>
    /// <param name="next">Where to go on; null to stay.</param>
    /// <param name="request">What tells this form from another, so that sent twice it is done once.</param>
    protected Task<IActionResult> Do(StreamId on, Act act, string done, string? next = null, string? request = null) =>
        Do(on, act, done, _ => next ?? Request.Path, request);

    /// <inheritdoc cref="Do(StreamId, Act, string, string?, string?)"/>
    protected async Task<IActionResult> Do(
        StreamId on, Act act, string done, Func<CommunitiesOfPractice.AspNetCore.Acted, string> next, string? request = null)
    {
        var acted =
            await visit.Host.Do(
                on, act, request is { Length: > 0 and <= 100 } ? request : null, cancel: HttpContext.RequestAborted);
        if (acted.IsKeyTaken)
            return Faulty(
                "form", "You have sent this form before, saying something else, and that was done. Open the page again to say "
                    + "this too.");
        if (acted.IsBeingRecorded) return BeingRecorded();
        if (!acted.Allowed) return Refused(acted.Answer!);
        TempData["Done"] = done;
        return LocalRedirect(next(acted));
    }

    /// <summary>
    /// A key for something new: the same for the same form of the same person, however often it is sent, and one that nobody else
    /// can choose.
    /// </summary>
    protected string NewKey(string kind, string? form) =>
        $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Visit.Me}\n{form}")).AsSpan(0, 8))}";

    /// <summary>What the form that was sent says.</summary>
    protected Sent Sent => _sent ??= new(Request.HasFormContentType ? Request.Form : null, ModelState);

    /// <summary>Does whichever of somebody's deeds a form names.</summary>
    protected async Task<IActionResult> Do(StreamId on, IEnumerable<Deed> deeds)
    {
        if (deeds.FirstOrDefault(d => d.Key == Sent["deed"]) is not { } deed)
            return Faulty("deed", "That is not open to you any more. Here is what is.");
        var act = deed.Asks is { } asks ? asks.With(Sent) : deed.Act;
        return ModelState.IsValid ? await Do(on, act, Deeds.Done(deed)) : Faulty();
    }

    /// <summary>
    /// Whether the page is shown again because what one of its forms sent was not done: then that form stands open.
    /// </summary>
    public bool IsAgain(string handler) => HttpMethods.IsPost(Request.Method)
        && string.Equals(Request.Query["handler"], handler, StringComparison.OrdinalIgnoreCase);

    /// <summary>The page again, with a refusal.</summary>
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
        var page =
            Faulty("form", "The time of something here is over, and what it came to is being recorded. Try again in a minute.");
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return page;
    }

    /// <summary>The page again, with what was filled in wrongly.</summary>
    protected IActionResult Faulty(string? name = null, string? fault = null)
    {
        if (name is not null) ModelState.AddModelError(name, fault!);
        ViewData["Refused"] = true;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}

/// <summary>A page about one community.</summary>
public abstract class CommunityPage(Visit visit) : IntranetPage(visit)
{
    private Community? _community;

    public string Id => (string)RouteData.Values["id"]!;

    /// <summary>The community as it stands now.</summary>
    public Community Community => _community ??= Visit.Community(Id)!;

    /// <summary>When to ask it.</summary>
    public Instant When => Visit.When(Community);

    /// <summary>Whether the time of something in it is over, and what it came to is being recorded.</summary>
    public bool IsBeingRecorded => Visit.All.IsBeingRecorded(On, Visit.Now);

    public StreamId On => StreamId.Of(Community.Id);

    public string Home => $"/communities/{Uri.EscapeDataString(Id)}";

    /// <summary>What whoever is signed in may do here, and why not the rest, on the evidence of the directory.</summary>
    public IReadOnlyList<Option> Options => Visit.Me is null ? []
        : [.. Visit.Caller.AsOf(When).OptionsOn(On)
            .Where(option => !IsBeingRecorded || Visit.Host.Ask(On, option.Act) is not null)];

    /// <summary>An act that is not among <see cref="Options"/>, with its answer.</summary>
    protected Deed May(CommunityAct act, Asking? asks = null) => Deeds.Of(new Option(act, Community.Ask(act, When)), Visit, asks);

    /// <summary>Who settles a matter here.</summary>
    public string Settling(Matter matter) => Visit.Name(Community.Charter[matter]!);

    /// <summary>A decision of the community; null where there is none that the reader may see.</summary>
    protected Decision? Seen(DecisionId number) => Community.Decision(number) is { } known
        && (Visit.Me is { } me ? Community.MaySee(known.Id, me, When).Allowed : known.Rule.SeenBy == DecisionAudience.Anyone)
            ? known
            : null;

    protected override bool Exists => Visit.Community(Id) is not null;
}

/// <summary>
/// A page about one note, for those who may know that there is one; to everybody else it is as if there were none.
/// </summary>
public abstract class NotePage(Visit visit) : IntranetPage(visit)
{
    private ShownNote? _shown;

    public NoteId Id => NoteId.Of((string)RouteData.Values["note"]!);

    public StreamId On => StreamId.Of(Id);

    /// <summary>The note as the reader may see it.</summary>
    public ShownNote Shown => _shown ??= Visit.Present.Commons.Show(Visit.Reader, Id, Visit.Now);

    public PracticeNote Note => Visit.All[Id];

    public Community Home => Visit.Community(Note.Home.Value)!;

    /// <summary>Whether they know it from the inside: as contributor or as member of its home.</summary>
    public bool IsInside => Visit.Me is { } me && (Note.ContributionOf(me) is not null || Home.IsMember(me));

    protected override bool Exists =>
        KeyFormat.IsWellFormed(RouteData.Values["note"] as string) && Shown.Answer.Clause != Clauses.ReadingUnknown;
}
