using System.Globalization;
using System.Text;
using CommunitiesOfPractice.Trials;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// What a charter lets people do. It is the charter of a decision, for those who may see the decision. Or it is the present one
/// with the changes that somebody thinks of proposing.
/// </summary>
/// <param name="visit">The request.</param>
/// <param name="trials">Trials of charters.</param>
public class TrialModel(Visit visit, CharterTrials trials) : CommunityPage(visit)
{
    private DecisionId? Number =>
        RouteData.Values["number"] is string number ? new(long.Parse(number, CultureInfo.InvariantCulture)) : null;

    /// <summary>The decision whose charter it is; null for one that nobody has proposed yet.</summary>
    public Decision? Decision => field ??= Number is { } number ? Seen(number) : null;

    /// <summary>What is tried.</summary>
    public Charter Charter => field ??= Decision?.Proposal is AmendCharter amend
        ? amend.Charter
        : Amendment.Of(Community.Charter, name => Request.Query[name], T);

    /// <summary>How it differs from the charter as it is now.</summary>
    public IReadOnlyList<CharterChange> Changes => field ??= Charter.DifferenceFrom(Community.Charter, T.Wording);

    /// <summary>What it lets people do; null where it was not tried in time.</summary>
    public CharterTrial? Trial { get; private set; }

    /// <summary>What a trial is, and who is in it.</summary>
    public IReadOnlyList<string> Intro => field ??=
    [
        T["trial.intro"],
        T["trial.members", T.List([.. Enumerable.Range(0, Trial!.Bounds.People).Select(i => ((char)('A' + i)).ToString())])],
        T.Count("trial.acts", Trial.Bounds.Acts),
    ];

    /// <summary>Why it was not tried; empty where it was.</summary>
    public IEnumerable<string> Faults => Trial is not { Faults.Count: > 0 } refused
        ? []
        : Charter.Check(refused.Bounds.People, T.Wording).Select(fault => T["trial.fault", Said(fault.Reason)]);

    /// <summary>Where it is as text.</summary>
    public string AsText => Visit.Beside("as", "text");

    /// <summary>What the trial says, with the keys of the charter as people say them.</summary>
    /// <param name="sentence">One of its sentences, or all of them.</param>
    public string Said(string sentence) => Visit.Said(Charter, sentence);

    /// <inheritdoc/>
    protected override bool Exists => base.Exists && (Number is null || Decision?.Proposal is AmendCharter);

    /// <summary>Tries the charter, and shows what was found as a page or as text.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        Trial = await trials.Of(Charter, HttpContext.RequestAborted);
        if (Trial is null) Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Trial is not null && Request.Query["as"] == "text"
            ? File(
                Encoding.UTF8.GetBytes(Said($"{string.Join('\n', Intro)}\n\n{Trial.ToText(T.Wording)}")),
                "text/plain; charset=utf-8", "charter-trial.txt")
            : Page();
    }
}
