using System.Globalization;
using System.Text;
using CommunitiesOfPractice.Trials;
using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>
/// What a charter lets people do: the one that a decision would put in force, to those who may see the decision; or the present
/// one with the changes that somebody thinks of proposing.
/// </summary>
public class TrialModel(Visit visit, Trials trials) : CommunityPage(visit)
{
    private DecisionId? Number =>
        RouteData.Values["number"] is string number ? new(long.Parse(number, CultureInfo.InvariantCulture)) : null;

    /// <summary>The decision whose charter it is; null for one that nobody has proposed yet.</summary>
    public Decision? Decision => Number is { } number ? Seen(number) : null;

    /// <summary>What is tried.</summary>
    public Charter Charter =>
        Decision?.Proposal is AmendCharter amend ? amend.Charter : Amendment.Of(Community.Charter, name => Request.Query[name]);

    public ValueList<CharterChange> Changes => Charter.DifferenceFrom(Community.Charter);

    /// <summary>What it lets people do; null where it was not tried in time.</summary>
    public CharterTrial? Trial { get; private set; }

    /// <summary>What a trial is, and who is in it.</summary>
    public IEnumerable<string> Intro =>
    [
        "A trial puts a charter to work in small communities that are made up, and looks for what their members could do. "
            + "Nothing of it has happened, and nobody here is in it.",
        "The members are "
            + $"{Visit.AllOf([.. Enumerable.Range(0, Trial!.Bounds.People).Select(i => ((char)('A' + i)).ToString())])}; N is a "
            + "newcomer. What they say in a story is made up too.",
        $"A story has at most {Plain.Count(Trial.Bounds.Acts, "act")}, and a trial knows only some acts. What it did not find "
            + "may still be there.",
    ];

    /// <summary>Where it is as text.</summary>
    public string AsText => Request.Path.ToUriComponent() + Request.QueryString.Add("as", "text").ToUriComponent();

    /// <summary>What the trial says, with the keys of the charter as people say them.</summary>
    public string Said(string sentence) => Visit.Said(Charter, sentence);

    protected override bool Exists => base.Exists && (Number is null || Decision?.Proposal is AmendCharter);

    public async Task<IActionResult> OnGetAsync()
    {
        Trial = await trials.Of(Charter, HttpContext.RequestAborted);
        if (Trial is null) Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Trial is not null && Request.Query["as"] == "text"
            ? File(Encoding.UTF8.GetBytes(Said($"{string.Join('\n', Intro)}\n\n{Trial.ToText()}")), "text/plain; charset=utf-8",
                "charter-trial.txt") : Page();
    }
}
