using CommunitiesOfPractice.Storage;
using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>What is kept of whoever is signed in, and how to be forgotten.</summary>
public class MyDataModel(Visit visit, IRecord record, SealedBox box) : IntranetPage(visit)
{
    private PersonId Me => Visit.Me!.Value;

    /// <summary>How many ballots of theirs are in the box.</summary>
    public int Sealed { get; private set; }

    public async Task OnGetAsync() => Sealed = await box.CountOf(Me, HttpContext.RequestAborted);

    public IEnumerable<(string What, string Words)> Summary
    {
        get
        {
            var communities = Visit.All.Communities.ToArray();
            yield return ("Member of", Names(communities.Where(c => c.IsMember(Me))));
            yield return ("Observing", Names(communities.Where(c => c.Observers.Contains(Me))));
            yield return ("Following", Names(communities.Where(c => c.Followers.Contains(Me))));
            yield return (
                "Offices",
                    string.Join(
                        "; ", communities.SelectMany(c => c.OfficesHeldBy(Me).Select(o => $"{Plain.Of(o)} of {c.Name}"))) is {
                            Length: > 0 } offices ? offices : "None");
            yield return (
                "Notes you contributed to",
                    Visit.All.Notes.Count(n => n.ContributionOf(Me) is not null)
                        .ToString(System.Globalization.CultureInfo.CurrentCulture));
            yield return (
                "What the staff directory says of you",
                    string.Join("; ", Visit.Caller.Directory.Groups.Select(Visit.Name)) is { Length: > 0 } groups
                        ? groups
                        : "Nothing");
            if (Sealed > 0)
                yield return (
                    "In the box of secret ballots",
                        $"{Plain.Count(Sealed, "ballot")}, until voting is over; then it stands in the record without you");
        }
    }

    public async Task<IActionResult> OnGetFileAsync()
    {
        var lines = new List<Entry>();
        for (long position = 0; await record.ReadAll(position, 1000, HttpContext.RequestAborted) is { Count: > 0 } read;
        position = read[^1].Position) lines.AddRange(read.Select(r => r.Entry));
        return File(OwnData.ToUtf8(lines, Me), "application/json", "my-data.json");
    }

    private static string Names(IEnumerable<Community> communities) =>
        string.Join("; ", communities.Select(c => c.Name)) is { Length: > 0 } names ? names : "None";
}
