using Microsoft.AspNetCore.Mvc.RazorPages;

namespace TrustIntranet.Pages;

/// <summary>What went wrong, where no page could say it. What is missing and what one may not know of look the same.</summary>
public class ProblemModel : PageModel
{
    public string Title { get; private set; } = "";

    public string Words { get; private set; } = "";

    public void OnGet(int code)
    {
        (Title, Words) = code switch
        {
            404 => ("There is no such page", "It may have moved, or it may not be shared with you."),
            400 => ("That form was not sent from here", "Go back, load the page again, and send it once more."),
            401 => ("You are not signed in",
                "The trust's sign-in did not tell us who you are, or it was given up on the way. Try once more. "
                + "If it happens again, tell those who run this intranet: your account may lack what names you here."),
            403 => ("That is not for you to do", "The page of the community says who may do it."),
            413 => ("That was too long", "Write less, or in parts."),
            _ => ("Something went wrong", "It is our fault, not yours. Nothing was lost. Try again in a while."),
        };
        Response.StatusCode = code is >= 400 and < 600 ? code : 404;
    }
}
