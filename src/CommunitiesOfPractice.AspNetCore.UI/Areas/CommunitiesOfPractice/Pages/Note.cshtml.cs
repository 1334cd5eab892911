using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>One note, as its reader may see it; sharing it wider, narrowing it at once, taking it up.</summary>
/// <param name="visit">The request.</param>
public class NoteModel(Visit visit) : NotePage(visit)
{
    // Stands for the person who is yet to be chosen.
    private static readonly PersonId Somebody = PersonId.Of("somebody");

    /// <summary>What tells this form from another, so that sent twice it is done once.</summary>
    public string Form { get; } = Guid.NewGuid().ToString();

    /// <summary>Who wrote it, as far as the reader may know.</summary>
    public string Credits
    {
        get
        {
            if (Shown.Credits.Count == 0) return T["note.credits.none"];
            var names = T.Capital(string.Join(T["list.semicolon"], Shown.Credits.Select(credit =>
                credit.Person is { } person ? Visit.Name(person) : credit.Group is { } group ? Visit.Name(group) : "")));
            return Shown.ChathamHouse ? T["note.credits.chatham-house", names] : names;
        }
    }

    /// <summary>What the visitor contributed; null where they did not, or where the note was withdrawn.</summary>
    public Contribution? MyContribution =>
        Visit.Me is { } me && Note.Status != NoteStatus.Withdrawn ? Note.ContributionOf(me) : null;

    /// <summary>Whether the visitor may change what it says.</summary>
    public bool MayChange => MyContribution is not null && Note.Content is PracticeContent;

    /// <summary>What insiders may do; consents and findings, which decide how far it goes, have forms of their own.</summary>
    public IReadOnlyList<Deed> Deeds => field ??=
    [
        .. Deed.Of(Visit.Me is not null && IsInside
            ? Visit.Caller.OptionsOn(On).Where(o => o.Act is not (ReviseNote or GiveConsent or RecordFinding or Narrow))
            : [], Visit),
        .. Contributing(), .. PassingOn(),
    ];

    /// <summary>
    /// How many people wrote it, and how many of them have still to agree, for those who know it from the inside.
    /// </summary>
    public string? Waiting => Note.Contributors.Count(c => c.Consent is null) is var silent and > 0 && Note.Contributors.Count > 1
        ? T.Count("note.waiting", silent, T.Count("count.person", Note.Contributors.Count))
        : null;

    /// <summary>Whether they may say that it tells nobody who a patient is; null where that is not theirs to ask.</summary>
    public Answer? Finding => IsInside && Note.Status == NoteStatus.Offered && Visit.Caller.AsMemberOfHome(Id) is { } home
        ? Note.Ask(new RecordFinding(home, Note.Edition, Audience.Public, "peer-reviewer"), Visit.Now)
        : null;

    /// <summary>What was found of this version; null while nobody has looked.</summary>
    public string? Looked => Note.FindingAt(Visit.Now) is { } found
        ? T["note.finding.found", T.Day(found.At), T.Of(found.Audience)]
        : null;

    /// <summary>What others made of it, as far as the reader may read the note.</summary>
    public Paged<Adoption> Adoptions => field ??=
        PageOf<Adoption>(Shown.Answer.Allowed ? [.. Visit.All.AdoptionsOf(Id)] : []);

    /// <summary>Whether the visitor can take it up.</summary>
    public bool CanTakeUp => Visit.Reader is not null && Shown.Answer.Allowed && Note.Status == NoteStatus.Offered;

    /// <summary>Who the visitor can take it up for, to choose from.</summary>
    public IEnumerable<(string Value, string Words)> Capacities => Acting.Select(c => (c.Key, c.Words));

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People =>
    [
        .. Shown.Credits.Select(credit => credit.Person).OfType<PersonId>(),
        .. Visit.PeopleAmong(Adoptions.Items.Select(a => a.Adopter)),
        .. Deeds.Where(d => d.Answer.Allowed || d.IsWorthTelling).SelectMany(d => d.People),
    ];

    private IReadOnlyList<(string Key, string Words, Capacity Capacity)> Acting => field ??= Visit.Capacities();

    /// <summary>What it says, part by part.</summary>
    /// <param name="practice">What it says.</param>
    public IEnumerable<(string Title, string Words)> Parts(PracticeContent practice)
    {
        Guard.Against.Null(practice);
        (string Title, FreeText? Words)[] parts =
        [
            (T["note.part.tried"], practice.Tried), (T["note.part.context"], practice.Context),
            (T["note.part.happened"], practice.Happened), (T["note.part.why"], practice.Why),
            (T["note.part.evidence"], practice.Evidence),
        ];
        return parts.Where(part => part.Words is not null).Select(part => (part.Title, part.Words!.ToString()));
    }

    /// <summary>Does what a button says.</summary>
    public Task<IActionResult> OnPostDeedAsync() => Do(On, Deeds);

    /// <summary>Says how far a contributor agrees that it goes.</summary>
    /// <param name="ceiling">At most to which audience.</param>
    /// <param name="inside">How they are named to members.</param>
    /// <param name="outside">How they are named to everybody else.</param>
    public async Task<IActionResult> OnPostConsentAsync(Audience ceiling, Attribution inside, Attribution outside) =>
        Visit.Me is { } me && Enum.IsDefined(ceiling) && Enum.IsDefined(inside) && Enum.IsDefined(outside)
            ? await Do(
                On, new GiveConsent(me, new Consent(ceiling) { Inside = inside, Outside = outside }), T["note.consent.done"])
            : Faulty("ceiling", T["note.consent.missing"]);

    /// <summary>Says that it does not tell who a patient is.</summary>
    /// <param name="upto">Up to which audience.</param>
    public async Task<IActionResult> OnPostFindingAsync(Audience upto) =>
        Finding is not null && Enum.IsDefined(upto)
            ? await Do(
                On, new RecordFinding(Visit.Caller.AsMemberOfHome(Id)!, Note.Edition, upto, "peer-reviewer"),
                T["note.finding.done"])
            : Faulty("upto", T["note.finding.missing"]);

    /// <summary>
    /// Considers it, for an organisation, a community or oneself; what one may read is the host's evidence, never the form's.
    /// </summary>
    /// <param name="capacity">Who for: a key of <see cref="Capacities"/>.</param>
    /// <param name="form">What tells the form from another.</param>
    public async Task<IActionResult> OnPostConsiderAsync(string? capacity, string? form)
    {
        if (Acting.FirstOrDefault(c => c.Key == capacity) is not { Capacity: { } by })
            return Faulty("capacity", T["note.take-up.capacity.missing"]);
        var may = Visit.Caller.Reading(Id);
        if (may.Evidence is not { } reading) return Refused(may.For(Visit.Me));
        var adoption = NewKey("adoption", form);
        return await Do(
            StreamId.Of(AdoptionId.Of(adoption)), new ConsiderNote(by, reading), T["note.take-up.done"],
            Visit.At(PageNames.Adoption, new { adoption }), form);
    }

    private Deed May(NoteAct act, Asking? asks = null) => new(new Option(act, Note.Ask(act, Visit.Now)), Visit, asks);

    /// <summary>
    /// What those who wrote it may do besides, each with what there is to choose from. The library does not list these acts,
    /// because they name another person, another note, a link or a day.
    /// </summary>
    private IEnumerable<Deed> Contributing() =>
        MyContribution is not { Person: var me } || Visit.Caller.AsMemberOfHome(Id) is not { } home ? [] :
    [
        .. Fewer(me), .. FewerLinks(me), Naming(home),
        .. new[] { May(new SetEmbargo(me, Visit.Now + Duration.FromDays(1))) }.Where(d => d.Answer.Allowed),
        .. Superseding(home),
    ];

    private IEnumerable<Deed> Fewer(PersonId me)
    {
        (string Value, string Words)[] narrower =
            [.. Enum.GetValues<Audience>().Where(a => a < Note.Decided).Select(a => (a.ToString(), T.Capital(T.Of(a))))];
        if (narrower.Length == 0) yield break;
        var act = new Narrow(me, Audience.Contributors);
        var who = new Choice("to", T["note.narrow.to"], narrower, narrower[^1].Value, T["note.narrow.to.hint"]);
        yield return May(
            act, Asking.One(who, T["note.narrow.to.missing"], act, to => act with { To = Enum.Parse<Audience>(to) }));
    }

    private IEnumerable<Deed> FewerLinks(PersonId me)
    {
        if (Note.Decided < Audience.Linked) yield break;
        var home = Party.Of(Note.Home);
        (string Value, string Words)[] links =
        [
            .. Visit.LinksOutOf(home).Where(l => Note.NamedLinks?.Contains(l.Id) != false)
                .Select(l => (l.Id.Value, Visit.Name(Visit.Across(l, home)))),
        ];
        if (links.Length == 0) yield break;
        var act = new NameLinks(me, ValueList<LinkId>.Empty);
        var which =
            new Several(
                "links", T["note.name-links.links"], links, [.. links.Select(l => l.Value)], T["note.name-links.links.hint"]);
        yield return May(
            act, new([which], sent => act with { Links = sent.Those("links", links).Select(LinkId.Of).ToValueList() }));
    }

    private Deed Naming(AsMember home)
    {
        var act = new NameContributor(home, Somebody);
        var who = new PersonChoice("person", T["note.name-contributor.person"], T["note.name-contributor.person.hint"])
        {
            Except = person => Note.ContributionOf(person) is not null,
        };
        return May(
            act, Asking.One(who, T["note.name-contributor.person.missing"], act, person => act with
            {
                Person = person, Role = Visit.GroupOf(person, GroupKind.Profession),
                Organisation = Visit.GroupOf(person, GroupKind.Organisation),
            }));
    }

    private IEnumerable<Deed> Superseding(AsMember home)
    {
        var successors = Successors(home);
        if (successors.Count == 0) yield break;
        var act = new Supersede(home, Visit.Caller.EvidenceOf(NoteId.Of(successors[0].Value))!);
        var which = new Choice("other", T["note.supersede.other"], successors, Hint: T["note.supersede.other.hint"]);
        yield return May(
            act, Asking.One(
                which, T["note.supersede.other.missing"], act, note =>
                    act with { Other = Visit.Caller.EvidenceOf(NoteId.Of(note))! }));
    }

    /// <summary>Notes of the same community that could take its place, oldest first, where that is theirs to say.</summary>
    private IReadOnlyList<(string Value, string Words)> Successors(AsMember home) =>
    [
        .. from id in Visit.Present.Commons.List(Visit.Reader, Visit.Now)
           let other = Visit.All[id]
           where other.Home == Note.Home && other.Content is not null
               && Note.Ask(new Supersede(home, Visit.Caller.EvidenceOf(id)!), Visit.Now).Allowed
           select (id.Value, other.Content!.Title.ToString()),
    ];

    /// <summary>
    /// Where its readers can pass it on to, one step, by links that allow it: a community of theirs decides that, and they do it
    /// for those that they speak for. A leader is sent nothing.
    /// </summary>
    private IEnumerable<Deed> PassingOn()
    {
        if (!CanTakeUp) return [];
        var home = Party.Of(Note.Home);
        var links = Visit.All.Links.ToArray();
        return
            from acting in Acting.Select(c => c.Capacity).Where(c => c is AsMember or AsSpokesperson)
            from via in links.Where(l => l.Terms?.Onward == Onward.OneStep && Visit.Across(l, home) == acting.For)
            from to in links.Where(l => l.Id != via.Id)
            let far = Visit.Across(to, acting.For)
            where far is not (null or PersonParty) && far != home
            let evidence = (Via: Visit.Caller.EvidenceOf(via.Id), To: Visit.Caller.EvidenceOf(to.Id))
            where evidence is { Via: not null, To: not null }
            let act = new PassOn(acting, evidence.Via, evidence.To)
            let answer = Note.Ask(act, Visit.Now)
            where answer.Clause != Clauses.CarriesOnward
            select new Deed(new Option(act, answer), Visit)
            {
                Label = T["note.pass-on", Visit.Name(far), Visit.Name(acting.For)],
            };
    }
}
