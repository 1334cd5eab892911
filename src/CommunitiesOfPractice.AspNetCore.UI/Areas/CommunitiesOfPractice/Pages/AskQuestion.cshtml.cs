using Microsoft.AspNetCore.Mvc;
using PeerQuestion = CommunitiesOfPractice.Question;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// Asks peers in a community, or asks the same question in other words. What may tell who a patient is, is pointed at before
/// anything is asked. Nothing is kept of what stood there.
/// </summary>
/// <param name="visit">The request.</param>
public class AskQuestionModel(Visit visit) : CommunityPage(visit)
{
    /// <summary>What tells this form from another, so that sent twice it is done once.</summary>
    [BindProperty]
    public string Form { get; set; } = Guid.NewGuid().ToString();

    /// <summary>What may tell who a patient is.</summary>
    public IReadOnlyList<TellingWords> Found { get; private set; } = [];

    /// <summary>Whether the question is a new one.</summary>
    public bool IsNew => Key is null;

    /// <summary>What it asks now; null for a new one.</summary>
    public QuestionContent? Now => Changed?.Content;

    /// <summary>How far it goes, and how the asker is named: asked with a new one.</summary>
    public IEnumerable<Question> Consenting => IsNew ? Consents.Questions(Visit, Consents.Asking, null) : [];

    /// <inheritdoc/>
    protected override bool Exists => base.Exists && Visit.Me is not null && (IsNew || Changed is not null);

    private string? Key => RouteData.Values["question"] as string;

    /// <summary>The question that is asked in other words: one of the visitor's own.</summary>
    private PeerQuestion? Changed => KeyFormat.IsWellFormed(Key)
        && Visit.All[QuestionId.Of(Key!)] is { Version: > 0 } asked && asked.Home == Community.Id
        && asked.Asker!.Person == Visit.Me ? asked : null;

    /// <summary>Shows the form, and why it would be refused.</summary>
    public void OnGet()
    {
        if (IsNew && Refusal is { } refusal) Refused(refusal);
    }

    /// <summary>Asks, unless something in it is to be looked at first.</summary>
    /// <param name="safe">Whether the asker has looked at what may tell who a patient is.</param>
    public async Task<IActionResult> OnPostAsync(bool safe)
    {
        if (IsNew && Refusal is { } refusal) return Refused(refusal);
        var content = new QuestionContent(Sent.Text("title", T["ask-question.field.title.missing"]), Sent.Optional("text"))
        {
            Topics = Sent.Keywords("topics"),
        };
        var consent = IsNew ? Consents.Of(Sent, T, Consents.Asking) : null;
        if (!ModelState.IsValid) return Faulty();
        Found = Screened(content.TextsToScreen(), field => T[$"ask-question.field.{field}"]);
        if (Found.Count > 0 && !safe) return Page();

        var question = Key ?? NewKey("question", Form);
        QuestionAct act = consent is null
            ? new ReviseQuestion(Visit.Me!.Value, content)
            : Asking(Visit.Caller.AskingIn(Community.Id)!, content, consent);
        return await Do(
            StreamId.Of(QuestionId.Of(question)), act, T[IsNew ? "ask-question.done" : "ask-question.done.change"],
            Visit.At(PageNames.Question, new { question }), Form);
    }

    /// <summary>Why the visitor may not ask here; null where they may.</summary>
    private Answer? Refusal => Visit.Caller.AskingIn(Community.Id) is not { } home
        ? new Answer(false, Clauses.Closed, Witness.Of(Community.Id), new(Condition.OpenCommunity, Community.Id.Value))
        : home.MayAsk ? null
        : Visit.All[QuestionId.Of("new")].Ask(
            Asking(home, new(Sent.Nothing), new Consent(Audience.Community)), Visit.Now);

    private AskQuestion Asking(AskingEvidence home, QuestionContent content, Consent consent) => new(
        Visit.Me!.Value, home, content, consent, Visit.GroupOf(Visit.Me.Value, GroupKind.Profession),
        Visit.GroupOf(Visit.Me.Value, GroupKind.Organisation));
}
