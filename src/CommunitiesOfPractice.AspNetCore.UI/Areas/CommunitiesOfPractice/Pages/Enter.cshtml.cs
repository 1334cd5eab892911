using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// The way through the host's sign-in. Only people who are signed in come here, so the host asks others to sign in.
/// </summary>
/// <param name="visit">The request.</param>
public class EnterModel(Visit visit) : PracticePage(visit)
{
    /// <summary>Goes back to where somebody came from, on this host; to the first page otherwise.</summary>
    public IActionResult OnGet()
    {
        var back = Request.Query["returnUrl"].FirstOrDefault();
        return LocalRedirect(Url.IsLocalUrl(back) ? back! : Visit.At(PageNames.Index) ?? "~/");
    }
}
