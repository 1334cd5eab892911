using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace WardRota.Pages;

/// <summary>The rota's own sign-in, in a browser.</summary>
public class LoginModel(SignInManager<Nurse> people) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync(string? email, string? password)
    {
        people.AuthenticationScheme = IdentityConstants.ApplicationScheme;
        var signedIn = await people.PasswordSignInAsync(email ?? "", password ?? "", isPersistent: false,
            lockoutOnFailure: false);
        return signedIn.Succeeded ? LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : Url.Content("~/")) : Page();
    }
}
