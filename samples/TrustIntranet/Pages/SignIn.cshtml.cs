using CommunitiesOfPractice.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace TrustIntranet.Pages;

/// <summary>Signing in and out.</summary>
public class SignInModel(CommunityHost host, SouthLondon.People people, SignInChoice choice) : PageModel
{
    public bool ByOpenId => choice.Authority is not null;

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Everybody who can be chosen, those first who have most to do.</summary>
    public IEnumerable<(string Key, string Words)> People =>
        from someone in people.All
        let communities = host.Present.Landscape.CommunitiesOf(someone.Key).ToArray()
        let convenes = communities.Where(c => c.Conveners.Contains(someone.Key)).Select(c => c.Name).ToArray()
        orderby convenes.Length descending, communities.Length descending, someone.Key
        select (someone.Key.Value, $"{someone.Key}, {someone.Role}"
            + (convenes.Length > 0 ? $", convenes {string.Join(" and ", convenes)}" : communities.Length > 0
                ? $", in {string.Join(", ", communities.Select(c => c.Name))}"
                : ", in no community yet"));

    private string Back => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";

    /// <summary>In development: becomes one of the people who do not exist.</summary>
    public async Task<IActionResult> OnPostAsync(string? person)
    {
        if (ByOpenId) return NotFound();
        if (people.All.FirstOrDefault(s => s.Key.Value == person) is not { } someone) return BadRequest();
        await HttpContext.SignInAsync(SigningIn.As(someone.Key));
        return LocalRedirect(Back);
    }

    public IActionResult OnGetOpenId() =>
        ByOpenId ? Challenge(new AuthenticationProperties { RedirectUri = Back }, OpenIdConnectDefaults.AuthenticationScheme)
            : NotFound();

    /// <summary>Signs out here, and of the trust's own sign-in too: computers on wards are shared.</summary>
    public IActionResult OnPostOut() => SignOut(
        new AuthenticationProperties { RedirectUri = "/" },
        ByOpenId ? [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]
            : [CookieAuthenticationDefaults.AuthenticationScheme]);
}
