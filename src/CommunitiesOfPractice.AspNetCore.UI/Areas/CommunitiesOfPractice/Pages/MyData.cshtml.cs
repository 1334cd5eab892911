using CommunitiesOfPractice.Calendars;
using CommunitiesOfPractice.Storage;
using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>What is kept of the person who is signed in, and how to be forgotten.</summary>
/// <param name="visit">The request.</param>
/// <param name="box">The box of secret ballots.</param>
/// <param name="calendars">The calendar addresses of people.</param>
public class MyDataModel(Visit visit, SealedBox box, GatheringCalendars calendars) : PracticePage(visit)
{
    private CalendarSubscription? _calendar;

    private PersonId Me => Visit.Me!.Value;

    /// <summary>How many ballots of theirs are in the box.</summary>
    public int Sealed { get; private set; }

    /// <summary>What is kept of them, in short: what it is, and how it stands.</summary>
    public IReadOnlyList<(string What, string Words)> Summary => field ??= Summed();

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync() =>
        (Sealed, _calendar) = (await box.CountOf(Me, HttpContext.RequestAborted),
            await calendars.Find(Me, HttpContext.RequestAborted));

    /// <summary>Everything that the record holds of them, as a file.</summary>
    public async Task<IActionResult> OnGetFileAsync() =>
        File(await Visit.Host.OwnDataOf(Me, HttpContext.RequestAborted), "application/json", "my-data.json");

    // A host may sign somebody in and give them no key: then nothing is kept of them.
    /// <inheritdoc/>
    protected override bool Exists => Visit.Me is not null;

    private List<(string What, string Words)> Summed()
    {
        List<string> member = [], observing = [], following = [], offices = [];
        foreach (var community in Visit.All.Communities)
        {
            if (community.IsMember(Me)) member.Add(community.Name);
            if (community.Observers.Contains(Me)) observing.Add(community.Name);
            if (community.Followers.Contains(Me)) following.Add(community.Name);
            offices.AddRange(community.OfficesHeldBy(Me).Select(
                office => T["my-data.office", T.Capital(Visit.Name(office)), community.Name]));
        }

        var groups = Visit.Caller.Directory.Groups.Select(group => Visit.Name(group)).ToArray();
        List<(string What, string Words)> all =
        [
            (T["my-data.member"], Listed(member)),
            (T["my-data.observing"], Listed(observing)),
            (T["my-data.following"], Listed(following)),
            (T["my-data.offices"], Listed(offices)),
            (T["my-data.notes"],
                Visit.Present.Commons.NotesOf(Me).Count().ToString("N0", T.Written)),
            (T["my-data.questions"], Visit.Present.Commons.QuestionsOf(Me).Count().ToString("N0", T.Written)),
            (T["my-data.answers"], Visit.Present.Commons.AnsweredBy(Me).Count().ToString("N0", T.Written)),
            .. Gatherings(),
            (T["my-data.directory"], groups.Length > 0 ? string.Join(T["list.semicolon"], groups) : T["my-data.directory.none"]),
        ];
        if (Sealed > 0) all.Add((T["my-data.box"], T.Count("my-data.box", Sealed)));
        return all;
    }

    private IEnumerable<(string What, string Words)> Gatherings()
    {
        var all = Visit.Caller.Gatherings(over: true).ToArray();
        if (_calendar is { } calendar)
            yield return (T["my-data.calendar"], string.Join(' ', T["calendar.since", T.When(calendar.Since)],
                calendar.LastFetched is { } fetched ? T["calendar.fetched", T.When(fetched)] : T["calendar.fetched.never"]));
        yield return (T["my-data.gatherings.yes"], Those(gathering => !gathering.IsOver && Visit.SaidYes(gathering)));
        yield return (T["my-data.gatherings.no"], Those(gathering => !gathering.IsOver && gathering.SaidNo));
        yield return (T["my-data.gatherings.came"], Those(gathering => gathering.Came == true));
        yield return (T["my-data.gatherings.look-after"], Those(gathering => gathering is { IsOver: false, LooksAfter: true }));

        string Those(Func<ShownGathering, bool> which) => Listed([.. all.Where(which).Select(Visit.Name)]);
    }

    private string Listed(List<string> names) =>
        names.Count > 0 ? string.Join(T["list.semicolon"], names) : T["my-data.none"];
}
