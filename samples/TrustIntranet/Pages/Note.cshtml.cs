using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>One note, as its reader may see it; sharing it wider, narrowing it at once, taking it up.</summary>
public class NoteModel(Visit visit) : NotePage(visit)
{
    public static IEnumerable<(string, string)> Audiences =>
        Enum.GetValues<Audience>().Select(a => (a.ToString(), Plain.Capital(Plain.Of(a))));

    public static IEnumerable<(string, string)> Attributions =>
        Enum.GetValues<Attribution>().Select(a => (a.ToString(), Plain.Capital(Plain.Of(a))));

    public string Form { get; } = Guid.NewGuid().ToString();

    public string Credits => Shown.Credits.Count == 0 ? "Nobody is named"
        : string.Join(
            "; ", Shown.Credits.Select(
                c => c.Person is { } person ? Visit.Name(person) : c.Group is { } group ? Visit.Name(group) : ""))
            + (Shown.ChathamHouse ? ". Under the Chatham House Rule." : "");

    public Contribution? MyContribution =>
        Visit.Me is { } me && Note.Status != NoteStatus.Withdrawn ? Note.ContributionOf(me) : null;

    public bool MayChange => MyContribution is not null && Note.Content is PracticeContent;

    /// <summary>What insiders may do; consents and findings, which decide how far it goes, have forms of their own.</summary>
    public IReadOnlyList<Deed> Deeds =>
    [
        .. TrustIntranet.Deeds.Of(Visit.Me is not null && IsInside
            ? Visit.Caller.OptionsOn(On).Where(o => o.Act is not (ReviseNote or GiveConsent or RecordFinding or Narrow))
                : [], Visit),
        .. Contributing, .. TrustIntranet.Deeds.Of(Onward, Visit),
    ];

    /// <summary>What those who wrote it may do besides, each with what there is to choose from.</summary>
    private IEnumerable<Deed> Contributing =>
        MyContribution is not { Person: var me } || Visit.Caller.AsMemberOfHome(Id) is not { } home ? [] :
    [
        .. Fewer(me), .. FewerLinks(me), .. Naming(home),
            .. new[] { May(new SetEmbargo(me, Visit.Now + Duration.FromDays(1))) }.Where(d => d.Answer.Allowed),
                .. Superseding(home),
    ];

    private IEnumerable<Deed> Fewer(PersonId me)
    {
        (string, string)[] narrower =
            [.. Enum.GetValues<Audience>().Where(a => a < Note.Decided).Select(a => (a.ToString(), Plain.Capital(Plain.Of(a))))];
        if (narrower.Length == 0) yield break;
        var act = new Narrow(me, Audience.Contributors);
        var whom =
            new Choice(
                "to", "With whom it stays shared", narrower, narrower[^1].Item1,
                    "It takes effect at once. Sharing it wider again takes a decision.");
        yield return May(act, Asking.One(whom, "Choose with whom", act, to => act with { To = Enum.Parse<Audience>(to) }));
    }

    private IEnumerable<Deed> FewerLinks(PersonId me)
    {
        var home = Party.Of(Note.Home);
        (string Value, string Words)[] links =
            [.. Visit.LinksOutOf(home).Where(l => Note.Decided >= Audience.Linked && Note.NamedLinks?.Contains(l.Id) != false)
                .Select(l => (l.Id.Value, Visit.Name(Visit.Across(l, home))))];
        if (links.Length == 0) yield break;
        var act = new NameLinks(me, ValueList<LinkId>.Empty);
        var which =
            new Several(
                "links", "The links it still goes by", links, [.. links.Select(l => l.Value)],
                    "It takes effect at once. Adding a link again, or one that is made later, takes a decision.");
        yield return May(
            act, new([which], sent => act with { Links = sent.Those("links", links).Select(LinkId.Of).ToValueList() }));
    }

    private IEnumerable<Deed> Naming(AsMember home)
    {
        var others = Visit.Colleagues(p => Note.ContributionOf(p) is null);
        if (others.Count == 0) yield break;
        var act = new NameContributor(home, PersonId.Of(others[0].Value));
        var who = new Choice("person", "Who wrote it with you", others, Unchosen: "Choose somebody",
            Hint: "It then reaches its contributors only, until they agree, or take their name off, by an act of their own.");
        yield return May(act, Asking.One(who, "Choose who", act, key => PersonId.Of(key) is var person
            ? act with {
                Person = person, Role = Visit.GroupOf(person, GroupKind.Profession),
                    Organisation = Visit.GroupOf(person, GroupKind.Organisation) } : act));
    }

    private IEnumerable<Deed> Superseding(AsMember home)
    {
        var successors = Successors(home);
        if (successors.Count == 0) yield break;
        var act = new Supersede(home, Visit.Caller.EvidenceOf(NoteId.Of(successors[0].Value))!);
        var which =
            new Choice(
                "other", "Which note takes its place", successors, Hint: "This one stays readable, and points to the other.");
        yield return May(
            act, Asking.One(
                which, "Choose which note takes its place", act, note =>
                    act with { Other = Visit.Caller.EvidenceOf(NoteId.Of(note))! }));
    }

    /// <summary>How many wrote it, and how many of them have still to agree, for those who know it from the inside.</summary>
    public string? Waiting => Note.Contributors.Count(c => c.Consent is null) is var silent and > 0 && Note.Contributors.Count > 1
        ? $"{Plain.Count(Note.Contributors.Count, "person", "people")} wrote it, and {silent} of them "
            + $"{(silent == 1 ? "has" : "have")} not said yet how far it may go: "
            + "until then it reaches its contributors only." : null;

    private Deed May(NoteAct act, Asking? asks = null) =>
        TrustIntranet.Deeds.Of(new Option(act, Note.Ask(act, Visit.Now)), Visit, asks);

    /// <summary>
    /// Where its readers can pass it on to, one step, by links that allow it: a community of theirs decides that, and they do it
    /// for those whom they speak for.
    /// </summary>
    private IEnumerable<Option> Onward => !CanTakeUp ? [] :
        from acting in Visit.Capacities().Select(c => c.Capacity).Where(c => c is AsMember or AsSpokesperson)
        from via in Visit.All.Links.Where(
            l => l.Terms?.Onward == CommunitiesOfPractice.Onward.OneStep && Visit.Across(l, Party.Of(Note.Home)) == acting.For)
        from to in Visit.All.Links.Where(l => l.Id != via.Id && Visit.Across(l, acting.For) is not null)
        let evidence = (Via: Visit.Caller.EvidenceOf(via.Id), To: Visit.Caller.EvidenceOf(to.Id))
        where evidence is { Via: not null, To: not null }
        let act = new PassOn(acting, evidence.Via, evidence.To)
        let answer = Note.Ask(act, Visit.Now)
        where answer.Clause != Clauses.CarriesOnward
        select new Option(act, answer);

    /// <summary>Notes of the same community that could take its place, where that is theirs to say.</summary>
    private IReadOnlyList<(string Value, string Words)> Successors(AsMember home) =>
    [
        .. from other in Visit.All.Notes
           where other.Home == Note.Home && other.Content is not null
               && Visit.Present.Commons.Check(Visit.Reader, other.Id, Visit.Now).Allowed
              && Note.Ask(new Supersede(home, Visit.Caller.EvidenceOf(other.Id)!), Visit.Now).Allowed
           select (other.Id.Value, other.Content!.Title.ToString()),
    ];

    /// <summary>Whether they may say that it tells nobody who a patient is; null where that is not theirs to ask.</summary>
    public Answer? Finding => IsInside && Note.Status == NoteStatus.Offered && Visit.Caller.AsMemberOfHome(Id) is { } home
        ? Note.Ask(new RecordFinding(home, Note.Edition, Audience.Public, "peer-reviewer"), Visit.Now) : null;

    /// <summary>What was found of this version; null while nobody has looked.</summary>
    public string? Looked =>
        Note.FindingAt(Visit.Now) is { } found
            ? $"It was looked at on {Plain.Day(found.At)}: it does not tell who a patient is, if it is read by "
                + $"{Plain.Of(found.Audience)}."
            : null;

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

    public Task<IActionResult> OnPostDeedAsync() => Do(On, Deeds);

    public async Task<IActionResult> OnPostConsentAsync(Audience ceiling, Attribution inside, Attribution outside) =>
        Visit.Me is { } me && Enum.IsDefined(ceiling) && Enum.IsDefined(inside) && Enum.IsDefined(outside)
            ? await Do(
                On, new GiveConsent(me, new Consent(ceiling) { Inside = inside, Outside = outside }),
                    "How far you agree is kept. You can take it back at any time.")
            : Faulty("ceiling", "Choose how far");

    public async Task<IActionResult> OnPostFindingAsync(Audience upto) =>
        Finding is not null && Enum.IsDefined(upto)
            ? await Do(
                On, new RecordFinding(Visit.Caller.AsMemberOfHome(Id)!, Note.Edition, upto, "peer-reviewer"),
                    "What you found is kept.")
            : Faulty("upto", "Choose how far");

    /// <summary>
    /// Considers it, for an organisation, a community or oneself; what one may read is the host's evidence, never the form's.
    /// </summary>
    public async Task<IActionResult> OnPostConsiderAsync(string? capacity, string? form)
    {
        if (Visit.Capacities().FirstOrDefault(c => c.Key == capacity) is not { Capacity: { } by })
            return Faulty("capacity", "Choose for whom");
        var may = Visit.Caller.Reading(Id);
        if (may.Evidence is not { } reading) return Refused(may.For(Visit.Me));
        var adoption = NewKey("adoption", form);
        return await Do(
            StreamId.Of(AdoptionId.Of(adoption)), new ConsiderNote(by, reading),
                "You are considering it. Say what you decide, and why.", "/adoptions/" + adoption, form);
    }
}
