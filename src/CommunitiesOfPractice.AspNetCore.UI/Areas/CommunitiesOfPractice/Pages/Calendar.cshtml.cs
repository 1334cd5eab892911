using CommunitiesOfPractice.Calendars;
using CommunitiesOfPractice.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// The address at which a visitor's calendar program finds the gatherings that they said yes to: made, renewed and ended. It is
/// shown once, when it is made.
/// </summary>
/// <param name="visit">The request.</param>
/// <param name="calendars">The calendar addresses of people.</param>
/// <param name="options">Where the host is.</param>
public class CalendarModel(Visit visit, GatheringCalendars calendars, IOptions<CommunitiesOfPracticeOptions> options)
    : PracticePage(visit)
{
    /// <summary>Since when they have an address, and when it was last fetched; null where they have none.</summary>
    public CalendarSubscription? Subscription { get; private set; }

    /// <summary>The address, as it was made just now; null at every other time.</summary>
    public Uri? Made { get; private set; }

    /// <summary>The same, as a link that a calendar program on the visitor's device opens.</summary>
    public string? Opens => Made is null ? null : "webcal" + Made.AbsoluteUri[Made.Scheme.Length..];

    // A host may sign somebody in and give them no key: then there is nothing to fetch.
    /// <inheritdoc/>
    protected override bool Exists => Visit.Me is not null;

    private PersonId Me => Visit.Me!.Value;

    /// <summary>Shows what there is.</summary>
    public async Task OnGetAsync() => Subscription = await calendars.Find(Me, HttpContext.RequestAborted);

    /// <summary>Makes an address, or a new one in place of the old, and shows it: it is kept nowhere.</summary>
    public async Task<IActionResult> OnPostRenewAsync()
    {
        var path = Request.PathBase.ToUriComponent() + calendars.PathOf(await calendars.Renew(Me, HttpContext.RequestAborted));

        // If the host does not say where people reach it, it is where this person did: nobody else is shown it.
        Made = new(new(options.Value.Address?.GetLeftPart(UriPartial.Authority) ?? $"{Request.Scheme}://{Request.Host}"), path);
        Subscription = await calendars.Find(Me, HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>Ends the address.</summary>
    public async Task<IActionResult> OnPostEndAsync()
    {
        await calendars.End(Me, HttpContext.RequestAborted);
        TempData["Done"] = T["calendar.ended"];
        return LocalRedirect(Request.PathBase + Request.Path);
    }
}
