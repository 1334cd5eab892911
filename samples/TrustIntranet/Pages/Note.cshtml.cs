using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>One note, as its reader may see it; sharing it wider, narrowing it at once, taking it up.</summary>
public class NoteModel(Visit visit) : NotePage(visit)
{
    public static IEnumerable<(string, string)> Audiences => Enum.GetValues<Audience>().Select(a => (a.ToString(), Plain.Capital(Plain.Of(a))));

    public static IEnumerable<(string, string)> Attributions => Enum.GetValues<Attribution>().Select(a => (a.ToString(), Plain.Capital(Plain.Of(a))));

    public string Form { get; } = Guid.NewGuid().ToString();

    public string Credits => Shown.Credits.Count == 0 ? "Nobody is named"
        : string.Join("; ", Shown.Credits.Select(c => c.Person is { } person ? Visit.Name(person) : c.Group is { } group ? Plain.Capital(Visit.Name(group)) : "")) + (Shown.ChathamHouse ? ". Under the Chatham House Rule." : "");

    public Contribution? MyContribution => Visit.Me is { } me && Note.Status != NoteStatus.Withdrawn ? Note.ContributionOf(me) : null;

    public bool MayChange => MyContribution is not null && Note.Content is PracticeContent;

    /// <summary>What insiders may do; consents and findings, which take a choice, have forms of their own.</summary>
    public IReadOnlyList<Option> Deeds => Visit.Me is not null && IsInside && Visit.Caller.AtHomeOf(Id) is { } home
        ? [.. Note.OptionsFor(home, Visit.Now).Where(o => o.Act is not (ReviseNote or GiveConsent or RecordFinding))] : [];

    /// <summary>Whether they may say that it tells nobody who a patient is; null where that is not theirs to ask.</summary>
    public Answer? Finding => IsInside && Note.Status == NoteStatus.Offered && Visit.Caller.AtHomeOf(Id) is { } home
        ? Note.Ask(new RecordFinding(home.Person, home, Note.Edition, Audience.Public, "peer-reviewer"), Visit.Now) : null;

    /// <summary>What others made of it, as far as the reader may read the note.</summary>
    public IReadOnlyList<Adoption> Adoptions => Shown.Answer.Allowed ? [.. Visit.All.Adoptions.Where(a => a.Note == Id)] : [];

    public bool CanTakeUp => Visit.Reader is not null && Shown.Answer.Allowed && Note.Status == NoteStatus.Offered;

    public IEnumerable<(string, string)> Capacities => Visit.Capacities().Select(c => (c.Key, c.Words));

    public IEnumerable<(string Title, string Words)> Parts(PracticeContent practice)
    {
        yield return ("What was tried", practice.Tried.ToString());
        yield return ("Where", practice.Context.ToString());
        if (practice.Happened is { } happened) yield return ("What happened", happened.ToString());
        yield return ("Why", practice.Why.ToString());
        if (practice.Evidence is { } evidence) yield return ("How it is known", evidence.ToString());
    }

    public Task<IActionResult> OnPostDeedAsync(string? deed, string? words) => Do(On, Deeds, deed, words);

    public async Task<IActionResult> OnPostConsentAsync(Audience ceiling, Attribution inside, Attribution outside) =>
        Visit.Me is { } me && Enum.IsDefined(ceiling) && Enum.IsDefined(inside) && Enum.IsDefined(outside)
            ? await Do(On, new GiveConsent(me, new Consent(ceiling) { Inside = inside, Outside = outside }), "How far you agree is kept. You can take it back at any time.")
            : Faulty("ceiling", "Choose how far");

    public async Task<IActionResult> OnPostFindingAsync(Audience upto) =>
        Finding is not null && Enum.IsDefined(upto)
            ? await Do(On, new RecordFinding(Visit.Me!.Value, Visit.Caller.AtHomeOf(Id)!, Note.Edition, upto, "peer-reviewer"), "What you found is kept.")
            : Faulty("upto", "Choose how far");

    /// <summary>Considers it, for an organisation, a community or oneself; what one may read is the host's evidence, never the form's.</summary>
    public async Task<IActionResult> OnPostConsiderAsync(string? capacity, string? form)
    {
        if (Visit.Capacities().FirstOrDefault(c => c.Key == capacity) is not { Capacity: { } by }) return Faulty("capacity", "Choose for whom");
        var may = Visit.Caller.Reading(Id);
        if (may.Evidence is not { } reading) return Refused(may.For(Visit.Me));
        var adoption = NewKey("adoption", form);
        return await Do(StreamId.Of(AdoptionId.Of(adoption)), new ConsiderNote(by, reading), "You are considering it. Say what you decide, and why.", "/adoptions/" + adoption, form);
    }
}
