using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// Writes a practice note, or the next version of one. What may tell who a patient is, is pointed at before anything is saved;
/// nothing is kept of what stood there.
/// </summary>
/// <param name="visit">The request.</param>
public class WriteModel(Visit visit) : CommunityPage(visit)
{
    /// <summary>What tells this form from another, so that sent twice it is done once.</summary>
    [BindProperty]
    public string Form { get; set; } = Guid.NewGuid().ToString();

    /// <summary>The id of the question that it is written from; null for none.</summary>
    [BindProperty(Name = "question", SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>What may tell who a patient is.</summary>
    public IReadOnlyList<TellingWords> Found { get; private set; } = [];

    /// <summary>The fields of the form, with what helps and how many lines each has.</summary>
    public IEnumerable<(string Field, string? Hint, int Rows)> Fields =>
    [
        ("title", null, 1), ("tried", null, 4), ("context", null, 3), ("happened", null, 3), ("why", null, 4),
        ("topics", T["write.field.topics.hint"], 1),
    ];

    /// <summary>Whether the note is a new one.</summary>
    public bool IsNew => NoteKey is null;

    /// <summary>That question, as the writer is shown it; null for none.</summary>
    public ShownQuestion? Asked => field ??=
        IsNew && Visit.Question(From) is { Answer.Allowed: true } shown ? shown : null;

    /// <summary>The answers to it that the note may use, each with its number.</summary>
    public IEnumerable<(string Value, string Words)> Answers => Asked is not { } asked ? [] :
        from answer in asked.Answers
        where !answer.IsWithdrawn
        select (answer.Number.ToString(CultureInfo.InvariantCulture),
            T["write.answers.of", T.Capital(Visit.Name(answer.Giver)), answer.Text]);

    /// <inheritdoc/>
    protected override bool Exists => base.Exists && (IsNew ? From is null || Asked is not null : Changed is not null);

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People =>
        Asked?.Answers.Select(answer => answer.Giver?.Person).OfType<PersonId>() ?? [];

    private static PracticeContent Sketch =>
        new(Sent.Nothing, Sent.Nothing, Sent.Nothing, PracticeOutcome.TooEarlyToSay, Sent.Nothing);

    private string? NoteKey => RouteData.Values["note"] as string;

    /// <summary>The note that is changed: one of the writer's own.</summary>
    private PracticeNote? Changed => KeyFormat.IsWellFormed(NoteKey)
        && Visit.All[NoteId.Of(NoteKey!)] is { Version: > 0, Content: PracticeContent } note && note.Home == Community.Id
        && note.ContributionOf(Visit.Me!.Value) is not null ? note : null;

    /// <summary>What a field is called.</summary>
    /// <param name="field">Which.</param>
    public string Label(string field) => T.Find("write.field." + field) ?? field;

    /// <summary>What a field holds at first.</summary>
    /// <param name="field">Which.</param>
    public string? Now(string field) => Changed?.Content is not PracticeContent content ? FromQuestion(field) : field switch
    {
        "title" => content.Title.Words,
        "tried" => content.Tried.Words,
        "context" => content.Context.Words,
        "happened" => content.Happened?.Words,
        "why" => content.Why.Words,
        "topics" => string.Join(", ", content.Topics),
        _ => content.Outcome.ToString(),
    };

    private string? FromQuestion(string field) => (field, Asked?.Content) switch
    {
        ("title", { } content) => content.Title.Words,
        ("context", { } content) => content.Text?.Words,
        ("topics", { } content) => string.Join(", ", content.Topics),
        _ => null,
    };

    /// <summary>Shows the form, and why it would be refused.</summary>
    public void OnGet()
    {
        if (IsNew && !Community.IsMember(Visit.Me!.Value)) Refused(Visit.All[NoteId.Of("new")].Ask(Drafting(Sketch), Visit.Now));
    }

    /// <summary>Saves the note, unless something in it is to be looked at first.</summary>
    /// <param name="safe">Whether the writer has looked at what may tell who a patient is.</param>
    public async Task<IActionResult> OnPostAsync(bool safe)
    {
        var content = Content();
        if (!ModelState.IsValid) return Faulty();
        Found = Screened(content.TextsToScreen(), Label);
        if (Found.Count > 0 && !safe) return Page();

        var note = NoteKey ?? NewKey("note", Form);
        NoteAct act = IsNew ? Drafting(content) : new ReviseNote(Visit.Me!.Value, content);
        return await Do(
            StreamId.Of(NoteId.Of(note)), act, T[IsNew ? "write.done" : "write.done.change"],
            Visit.At(PageNames.Note, new { note }), Form);
    }

    private DraftNote Drafting(PracticeContent content) =>
        new(Visit.Caller.AsMemberOf(Community.Id)!, content, Visit.GroupOf(Visit.Me!.Value, GroupKind.Profession),
            Visit.GroupOf(Visit.Me.Value, GroupKind.Organisation), From: Use);

    private QuestionUse? Use => Asked is not { } asked ? null : Visit.Caller.UseOf(
        asked.Question,
        Sent.Those("answers", Answers).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToValueList());

    private PracticeContent Content()
    {
        var content = new PracticeContent(
            Sent.Text("title", T["write.field.title.missing"]), Sent.Text("tried", T["write.field.tried.missing"]),
            Sent.Text("context", T["write.field.context.missing"]),
            Sent.OneOf<PracticeOutcome>("outcome", T["write.field.outcome.missing"]),
            Sent.Text("why", T["write.field.why.missing"]))
        {
            Happened = Sent.Optional("happened"), Topics = Sent.Keywords("topics"),
        };
        return Changed?.Content is not PracticeContent before ? content : before with
        {
            Title = content.Title, Tried = content.Tried, Context = content.Context, Outcome = content.Outcome,
            Why = content.Why, Happened = content.Happened, Topics = content.Topics,
        };
    }
}
