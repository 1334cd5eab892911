using CommunitiesOfPractice.Disclosure;
using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>
/// Writes a practice note, or the next version of one. What may tell who a patient is, is pointed at before anything is saved;
/// nothing is kept of what stood there.
/// </summary>
public class WriteModel(Visit visit) : CommunityPage(visit)
{
    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["title"] = "What it is called", ["tried"] = "What you tried", ["context"] = "Where, and what it was like there",
            ["happened"] = "What happened (if there is more to say)",
        ["why"] = "Why it worked, or did not", ["topics"] = "Keywords",
    };

    [BindProperty]
    public string Form { get; set; } = Guid.NewGuid().ToString();

    public IReadOnlyList<(string Field, string Label, DisclosureFinding Finding)> Found { get; private set; } = [];

    public IEnumerable<(string Field, string? Hint, int Rows)> Fields =>
        [("title", null, 1), ("tried", null, 4), ("context", null, 3), ("happened", null, 3), ("why", null, 4),
            ("topics", "With commas between them", 1)];

    private string? NoteKey => RouteData.Values["note"] as string;

    public bool IsNew => NoteKey is null;

    /// <summary>The note that is changed: one of the writer's own.</summary>
    private PracticeNote? Changed => KeyFormat.IsWellFormed(NoteKey)
        && Visit.All[NoteId.Of(NoteKey!)] is { Version: > 0, Content: PracticeContent } note && note.Home == Community.Id
        && note.ContributionOf(Visit.Me!.Value) is not null ? note : null;

    protected override bool Exists => base.Exists && (IsNew || Changed is not null);

    /// <summary>What a field holds at first.</summary>
    public string? Now(string field) => Changed?.Content is not PracticeContent content ? null : field switch
    {
        "title" => content.Title.Words,
        "tried" => content.Tried.Words,
        "context" => content.Context.Words,
        "happened" => content.Happened?.Words,
        "why" => content.Why.Words,
        "topics" => string.Join(", ", content.Topics),
        _ => content.Outcome.ToString(),
    };

    public void OnGet()
    {
        if (IsNew && !Community.IsMember(Visit.Me!.Value)) Refused(Visit.All[NoteId.Of("new")].Ask(Drafting(Sketch), Visit.Now));
    }

    public async Task<IActionResult> OnPostAsync(bool safe)
    {
        var content = Content();
        if (!ModelState.IsValid) return Faulty();
        Found = [
            .. from text in content.TextsToScreen() from finding in DisclosureScreen.Nhs.Screen(text.Words)
                select (text.Field, Labels.GetValueOrDefault(text.Field, text.Field), finding)];
        if (Found.Count > 0 && !safe) return Page();

        var note = NoteKey ?? NewKey("note", Form);
        NoteAct act = IsNew ? Drafting(content) : new ReviseNote(Visit.Me!.Value, content);
        return await Do(
            StreamId.Of(NoteId.Of(note)), act, IsNew ? "Your note is kept. Only you can read it until you offer it."
                : "Your note is changed.", "/notes/" + Uri.EscapeDataString(note), Form);
    }

    private static PracticeContent Sketch =>
        new(Sent.Nothing, Sent.Nothing, Sent.Nothing, PracticeOutcome.TooEarlyToSay, Sent.Nothing);

    private DraftNote Drafting(PracticeContent content) =>
        new(Visit.Caller.AsMemberOf(Community.Id)!, content, Visit.GroupOf(Visit.Me!.Value, GroupKind.Profession),
            Visit.GroupOf(Visit.Me.Value, GroupKind.Organisation));

    private PracticeContent Content()
    {
        var topics = (Sent["topics"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct().ToArray();
        if (!topics.All(Naming.Fits))
            Sent.Fault("topics", $"Each keyword has at most {KeyFormat.Longest} characters, and only what shows");
        var content = new PracticeContent(
            Sent.Text("title", "Give it a title"), Sent.Text("tried", "Say what you tried"), Sent.Text("context", "Say where"),
            Sent.OneOf<PracticeOutcome>("outcome", "Say what came of it"), Sent.Text("why", "Say why, as far as you know"))
        {
            Happened = Sent.Optional("happened"),
            Topics = topics.All(Naming.Fits) ? ValueList.Of(topics) : ValueList<string>.Empty,
        };
        return Changed?.Content is PracticeContent before
            ? before with {
                Title = content.Title, Tried = content.Tried, Context = content.Context, Outcome = content.Outcome,
                    Why = content.Why, Happened = content.Happened, Topics = content.Topics }
            : content;
    }
}
