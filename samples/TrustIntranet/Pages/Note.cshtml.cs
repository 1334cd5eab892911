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
    public IReadOnlyList<Option> Deeds =>
    [
        .. Visit.Me is not null && IsInside && Visit.Caller.AtHomeOf(Id) is { } home ? Note.OptionsFor(home, Visit.Now).Where(o => o.Act is not (ReviseNote or GiveConsent or RecordFinding)) : [],
        .. Onward,
    ];

    /// <summary>Where its readers can pass it on to, one step, by links that allow it: a community of theirs decides that, and they do it for those whom they speak for.</summary>
    private IEnumerable<Option> Onward => !CanTakeUp ? [] :
        from acting in Visit.Capacities().Select(c => c.Capacity).Where(c => c is AsMember or AsSpokesperson)
        from via in Visit.All.Links.Where(l => l.Terms?.Onward == CommunitiesOfPractice.Onward.OneStep && Visit.Across(l, Party.Of(Note.Home)) == acting.For)
        from to in Visit.All.Links.Where(l => l.Id != via.Id && Visit.Across(l, acting.For) is not null)
        let evidence = (Via: Visit.Caller.Link(via.Id), To: Visit.Caller.Link(to.Id))
        where evidence is { Via: not null, To: not null }
        let act = new PassOn(Visit.Me!.Value, evidence.Via, evidence.To, Speaker: (acting as AsSpokesperson)?.Named)
        let answer = Note.Ask(act, Visit.Now)
        where answer.Clause != Clauses.CarriesOnward
        select new Option(act, answer);

    /// <summary>Whether they may keep it back for a time; null where they did not contribute to it.</summary>
    public Answer? Embargo => MyContribution is { } mine ? Note.Ask(new SetEmbargo(mine.Person, Visit.Now + Duration.FromDays(1)), Visit.Now) : null;

    /// <summary>Notes of the same community that could take its place, where that is theirs to say.</summary>
    public IReadOnlyList<(string Value, string Words)> Successors => MyContribution is not { } mine ? [] :
    [
        .. from other in Visit.All.Notes
           where other.Home == Note.Home && other.Content is not null && Visit.Present.Commons.Check(Visit.Reader, other.Id, Visit.Now).Allowed
              && Note.Ask(new Supersede(mine.Person, Visit.Caller.Note(other.Id)!), Visit.Now).Allowed
           select (other.Id.Value, other.Content!.Title.ToString()),
    ];

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

    public async Task<IActionResult> OnPostEmbargoAsync(string? until)
    {
        var day = Day("until", until, "Write a day, such as 27 March 2027");
        if (Embargo is null) return Faulty("until", "That is for those who wrote it");
        return ModelState.IsValid ? await Do(On, new SetEmbargo(Visit.Me!.Value, Plain.Beginning(day)), "Kept to its contributors until that day. You can lift it before.") : Faulty();
    }

    public async Task<IActionResult> OnPostSupersedeAsync(string? other) => Successors.Any(s => s.Value == other)
        ? await Do(On, new Supersede(Visit.Me!.Value, Visit.Caller.Note(NoteId.Of(other!))!), "It says now that another took its place. It stays readable.")
        : Faulty("other", "Choose which note takes its place");

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
