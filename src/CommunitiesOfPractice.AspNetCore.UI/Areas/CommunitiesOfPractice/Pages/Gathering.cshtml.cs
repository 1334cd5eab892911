using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>One gathering: who comes, what came of it, and what the visitor may do about it.</summary>
/// <param name="visit">The request.</param>
public class GatheringModel(Visit visit) : PracticePage(visit)
{
    private const int MostPeople = 50;
    private const int MostToPointTo = 50;

    private ZoneEvidence? _unclear;

    /// <summary>The gathering as the visitor is shown it.</summary>
    public ShownGathering Shown => field ??= Visit.Gathering(Key)!;

    /// <summary>Which gathering.</summary>
    public GatheringId Id => Shown.Id;

    /// <summary>Its stream.</summary>
    public StreamId On => StreamId.Of(Id);

    /// <summary>The community that calls it.</summary>
    public Community Home => Visit.All[Shown.Home];

    /// <summary>What it is, in a few words each.</summary>
    public IReadOnlyList<(string What, string Words)> Facts => field ??= [.. Told()];

    /// <summary>Where the visitor stands with it, as a sentence.</summary>
    public string Standing => Shown switch
    {
        { IsToConfirm: true, HasPlace: true } => T["gathering.you.confirm", T.When(Shown.ConfirmBy!.Value)],
        { IsToConfirm: true } => T["gathering.you.confirm.waits", T.When(Shown.ConfirmBy!.Value)],
        { HasPlace: true } => T["gathering.you.place"],
        { WaitingBefore: 0 } => T["gathering.you.next"],
        { WaitingBefore: { } before } => T.Count("gathering.you.waits", before),
        { IsWaiting: true } => T["gathering.you.waiting"],
        { SaidNo: true } => T["gathering.you.no"],
        _ => T["gathering.you.silent"],
    };

    /// <summary>
    /// Who said yes, in order, a page at a time: those who have a place, and then those who wait. Nobody, once it is said who
    /// came.
    /// </summary>
    public Paged<(PersonId Person, bool HasPlace)> SaidYes => field ??= PageOf<(PersonId Person, bool HasPlace)>(
        Shown.WhoCame.Count > 0 ? []
            : [.. Shown.Coming.Select(person => (person, true)), .. Shown.Waiting.Select(person => (person, false))],
        MostPeople);

    /// <summary>What the people of this page need, for who looks after it.</summary>
    public IReadOnlyList<(PersonId Person, FreeText Needs)> Needs => field ??= [.. Shown.Needs];

    /// <summary>Who came, as far as the visitor may know: the first of them.</summary>
    public IReadOnlyList<PersonId> Came => field ??= [.. Shown.WhoCame.Take(MostPeople)];

    /// <summary>The other gatherings of its series that the visitor may see.</summary>
    public IReadOnlyList<ShownGathering> Series => field ??= Shown.Series is not { } series ? []
        : [.. Visit.All.SeriesOf(series).Where(other => other.Id != Id).Select(other => other.ShownTo(Visit.Caller))
            .OfType<ShownGathering>()];

    /// <summary>What came of it that others can look up: notes and decisions, each with its address.</summary>
    public IReadOnlyList<(string Words, string? Path)> CameOf => field ??=
    [
        .. Shown.Notes.Select(note => (
            Visit.All[note].Content?.Title.ToString() ?? T["gathering.unknown-note"], Visit.At(PageNames.Note, new { note }))),
        .. from one in Shown.Decisions
           let decision = Visit.All[one.Community].Decision(one.Decision)
           where decision is not null && MaySee(one.Community, decision)
           select (Visit.Sentence(decision.Proposal),
               Visit.At(PageNames.Decision, new { id = one.Community, number = one.Decision })),
    ];

    /// <summary>Where one that follows this is called; null where that is not the visitor's to do.</summary>
    public string? FollowUp => Visit.All[Id].CalledBy
        .FirstOrDefault(community => Visit.Me is { } me && Visit.All[community].IsMember(me)
            && Visit.Caller.CallingIn(community) is { } may && (may.MayCall || may.Call is MembersBy)) is var caller
            && caller != default
        ? Visit.At(PageNames.CallGathering, new { id = caller, after = Id })
        : null;

    /// <summary>What the clocks there show now for its start, where newer zone data moved it; null for nothing.</summary>
    public string? ZoneDataMoved =>
        Shown is { LooksAfter: true, IsOver: false, When: { } time } && time.MovedBy(Visit.Zones) is not null
        ? T["gathering.zone-data", T.Time(time.Given.Local.TimeOfDay), T.When(time.Start)]
        : null;

    /// <summary>Saying yes or no.</summary>
    public IReadOnlyList<Deed> Answers => field ??= [.. Deeds.Where(deed => deed.Act is SayYes or SayNo)];

    /// <summary>Saying yes, or confirming it; null where there is no such thing to say now.</summary>
    public Deed? Yes => Answers.FirstOrDefault(deed => deed is { Act: SayYes { Needs: null }, Answer.Allowed: true });

    /// <summary>Why the visitor may not come; null for those who may, or have said yes.</summary>
    public string? NotInvited => Visit.SaidYes(Shown) || Visit.MayCome(Shown) ? null
        : T[Shown.With.Any(party => party.Status == PartyStatus.Asked && Visit.IsMemberOf(Visit.All[party.Community]))
            ? "gathering.you.asked" : "gathering.you.not-invited"];

    /// <summary>Saying who came and what came of it.</summary>
    public IReadOnlyList<Deed> Outcomes => field ??= [.. Deeds.Where(deed => IsOutcome(deed.Act))];

    /// <summary>Everything else: looking after it, and answering for a community.</summary>
    public IReadOnlyList<Deed> Others => field ??=
        [.. Deeds.Where(deed => deed.Act is not (SayYes or SayNo) && !IsOutcome(deed.Act))];

    /// <inheritdoc/>
    protected override bool Exists => Visit.Gathering(Key) is not null;

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People =>
    [
        .. Shown.Organiser is { } organiser ? [organiser] : Array.Empty<PersonId>(),
        .. SaidYes.Items.Select(one => one.Person), .. Needs.Select(one => one.Person), .. Came,
        .. Shown.Offers.Select(offer => offer.By).OfType<PersonId>(), .. Guests,
        .. Deeds.Any(deed => deed is { Act: SayWhoCame, Answer.Allowed: true }) ? MayHaveCome : [],
        .. Visit.PeopleAmong(LinksNamed.Select(link => Visit.Across(link, Party.Of(Shown.Home)))),
        .. DecisionsNamed.SelectMany(decision => Visit.PeopleIn(decision.Proposal)),
    ];

    /// <summary>Does what a button says.</summary>
    public async Task<IActionResult> OnPostDeedAsync()
    {
        if (Deeds.FirstOrDefault(deed => deed.Key == Sent["deed"]) is not { Act: MoveGathering or CancelGathering } deed)
            return await Do(On, Deeds);
        var acts = deed.Act is MoveGathering move ? Moves(move) : Cancels((CancelGathering)deed.Act);
        return !ModelState.IsValid ? Faulty() : await DoAll(acts, deed.Done);
    }

    // ---- What it is.

    private string? Key => RouteData.Values["gathering"] as string;

    private Gathering Gathering => Visit.All[Id];

    private IEnumerable<(string What, string Words)> Told()
    {
        yield return (T["gathering.when"], Visit.When(Shown) ?? T["gathering.restricted.when"]);
        if (Shown.Place is { } place) yield return (T["gathering.place"], place.ToString());
        if (Shown.Online is { } online) yield return (T["gathering.online"], online.ToString());
        else if (Gathering.Call!.Online is not null && Shown is { Restriction: null, IsOver: false, Purpose: not null })
            yield return (T["gathering.online"], T["gathering.online.place"]);
        yield return (T["gathering.form"],
            T["call.form.words", T.Capital(T.Of(Shown.Form)), T[Texts.KeyOf(Shown.Form) + ".means"]]);
        yield return (T["gathering.calls"], Callers);
        yield return (T["gathering.who"], WhoMayCome);
        if (Guests.Count > 0)
            yield return (T["gathering.guests"], T.Capital(string.Join(T["list.semicolon"], Guests.Select(Visit.Name))));
        if (Room is { } room) yield return (T["gathering.room"], room);
        if (Shown.IsUnderTheRule) yield return (T["gathering.rule"], T[Texts.KeyOf(Shown.Rule) + ".means"]);
        if (Shown.Organiser is { } organiser) yield return (T["gathering.organiser"], T.Capital(Visit.Name(organiser)));
        if (Attended is { } attended) yield return (T["gathering.came"], attended);
        if (Shown.Organisations is { Count: > 0 } organisations)
            yield return (T["gathering.organisations"], string.Join(T["list.semicolon"], organisations.Select(Visit.Name)));
    }

    private string Callers => string.Join(T["list.semicolon"], Shown.With.Where(party => party.Status != PartyStatus.Withdrawn)
        .Select(party => party.Status == PartyStatus.Agreed
            ? Visit.Name(Party.Of(party.Community))
            : T["gathering.calls.asked", Visit.Name(Party.Of(party.Community))])
        .Prepend(Home.Name));

    private string WhoMayCome => Shown.Anybody ? T["call.who.anybody"]
        : LinksNamed.Count == 0 ? T["gathering.who.members"]
        : T["gathering.who.links", T.List([.. LinksNamed.Select(link => Visit.Name(Visit.Across(link, Party.Of(Shown.Home))))])];

    private IReadOnlyList<Link> LinksNamed => field ??= Shown.Anybody ? [] :
    [
        .. Gathering.Call!.Links.Select(id => Visit.All[id])
            .Where(link => Visit.MaySee(link) && Visit.Across(link, Party.Of(Shown.Home)) is not null),
    ];

    // Guests are known to who invited them.
    private IReadOnlyList<PersonId> Guests => field ??= Shown.LooksAfter ? [.. Gathering.Call!.Guests.Take(MostPeople)] : [];

    private string? Room => (Shown.Capacity, Shown.ComingCount, Shown.WaitingCount) switch
    {
        (0, { }, { } waiting) => T.Count("gathering.room.list", waiting),
        ({ } room, { } coming, > 0 and { } waiting) => T.Count("gathering.room.waiting", waiting, coming, room),
        ({ } room, { } coming, _) => T["gathering.room.places", coming, room],
        ({ } room, null, _) => T.Count("gathering.room.only", room),
        (null, { } coming, _) when !Shown.IsOver => T.Count("gathering.room.coming", coming),
        _ => null,
    };

    private string? Attended => !Shown.HasBegun || Shown.Status == GatheringStatus.Cancelled ? null
        : Shown.HowManyCame is { } came and > 0 ? T.Count("count.person", came)
        : Shown.CameAtLeast is { } least ? T["gathering.came.least", least]
        : null;

    // ---- What the visitor may do.

    private IReadOnlyList<Deed> Deeds => field ??= Visit.Me is not { } me ? [] :
    [
        .. Deed.Of(Visit.Caller.OptionsOn(On).Where(IsOffered), Visit, AskingOf).Select(Labelled),
        .. Needing(me), .. PointingToNotes(me), .. PointingToDecisions(me),
    ];

    private static bool IsOutcome(Act act) =>
        act is SayCame or SayWhoCame or OfferToDo or TakeBackOfferToDo or SayNothingToWrite or PointToNote or PointToDecision;

    // Before it begins nobody looks for what comes after; what is said already is not offered again.
    private bool IsOffered(Option option) => option switch
    {
        { Act: var act, Answer.Allowed: false } when IsOutcome(act) && !Shown.HasBegun => false,
        { Act: SayYes } => !Shown.IsOver && (!Visit.SaidYes(Shown) || Shown.IsToConfirm),
        { Act: SayNo } => !Shown.SaidNo,
        { Act: SayCame { Came: var came } } => Shown.Came != came,
        { Act: SayWhoCame } => MayHaveCome.Count > 0,
        { Act: SayNothingToWrite } => !Shown.IsWritten,
        _ => true,
    };

    private Deed Labelled(Deed deed) => deed.Act switch
    {
        SayYes when Shown.IsToConfirm => deed with { Label = T["gathering.confirm"] },
        SayYes when IsFull => deed with { Label = T["gathering.wait"] },
        SayNo when Visit.SaidYes(Shown) => deed with { Label = T["gathering.not-after-all"] },
        AgreeToGathering { Home.Community: var community } =>
            deed with { Label = T["gathering.agree", Visit.Name(Party.Of(community))] },
        WithdrawFromGathering { Home.Community: var community } =>
            deed with
            {
                Label = T[HasAgreed(community) ? "gathering.withdraw" : "gathering.decline", Visit.Name(Party.Of(community))],
            },
        TakeBackOfferToDo { Offer: var number }
            when Shown.Offers.FirstOrDefault(offer => offer.Number == number).What is { } what =>
            deed with { Label = T["gathering.take-back", what] },
        _ => deed,
    };

    private bool HasAgreed(CommunityId community) =>
        Shown.With.Any(party => party.Community == community && party.Status == PartyStatus.Agreed);

    private bool IsFull => Shown is { Capacity: { } room, ComingCount: { } coming } && (coming >= room || Shown.WaitingCount > 0);

    // What the page asks better than the shapes of the acts do.
    private Asking? AskingOf(Option option) => option.Act switch
    {
        SayYes yes => new(
            [new Field("needs", T["gathering.needs"], T["gathering.needs.hint"], Rows: 2)],
            sent => yes with { Needs = sent.Optional("needs") }),
        SayNo when Visit.SaidYes(Shown) => new([], _ => option.Act)
        {
            Before = T[Shown.HasPlace ? "gathering.not-after-all.before" : "gathering.not-after-all.before.waits"],
        },
        MoveGathering move => new(
        [
            .. GivenTimes.Questions(Shown.When, Visit, withDay: true, UnclearIn(move)),
            new Field("confirm", T["gathering.move.confirm"], T["gathering.move.confirm.hint"]), .. Which("move"),
        ], _ => move),
        CancelGathering cancel =>
            new([new Field("why", T["gathering.cancel.why"], Rows: 2), .. Which("cancel")], _ => cancel),
        ChangeCapacity change => new(
            [
                new Field("capacity", T["call.capacity"], T["call.capacity.hint"],
                    Value: Shown.Capacity?.ToString(CultureInfo.InvariantCulture)),
            ],
            sent => change with { Capacity = sent.Number("capacity", 0, 1_000_000) }),
        ReviseGathering revise => new(
            [
                new Field("purpose", T["call.purpose"], Rows: 2, Value: Shown.Purpose?.Words),
                new Choice("kind", T["call.form"], T.All<GatheringForm>(), Shown.Form.ToString()),
                new Field("place", T["call.place"], Value: Shown.Place?.Words),
                new Field("online", T["call.online"], T["call.online.hint"], Value: Shown.Online?.Words),
            ],
            sent => revise with
            {
                Purpose = sent.Text("purpose", T["call.purpose.missing"]),
                Form = sent.OneOf<GatheringForm>("kind", T["call.form.missing"]),
                Place = sent.Text("place", T["call.place.missing"]), Online = sent.Optional("online"),
            }),
        InviteGuest invite => Asking.One(
            Guest, T["fault.missing", T["ask.invite-guest.guest"]], invite, person => invite with { Guest = person }),
        SayWhoCame who => new(
            [new Several("people", T["gathering.who-came"], WhoMayHave, Hint: T["gathering.who-came.hint"])],
            sent => sent.Those("people", [.. MayHaveCome.Select(person => (person.Value, ""))]) is { Count: > 0 } people
                ? who with { People = people.Select(PersonId.Of).ToValueList() }
                : Faulted(sent, "people", T["gathering.who-came.missing"], who)),
        _ => null,
    };

    private PersonChoice Guest => new("guest", T["ask.invite-guest.guest"], T["ask.invite-guest.guest.hint"])
    {
        Except = person => Gathering.Call!.Guests.Contains(person),
    };

    private IEnumerable<Question> Which(string what) => Ahead.Count < 2 ? [] :
    [
        new Choice("which", T["gathering.which"],
            [("this", T["gathering.which.this"]), ("all", T.Count($"gathering.which.{what}", Ahead.Count))]),
    ];

    private bool IsAll => Ahead.Count > 1 && Sent["which"] == "all";

    /// <summary>Those of its series that are ahead and that the visitor looks after, this one among them.</summary>
    private IReadOnlyList<Gathering> Ahead => field ??= Shown is not { Series: { } series, LooksAfter: true } ? []
        : [.. Visit.All.SeriesOf(series).Where(one => one.Organiser == Visit.Me && !one.IsOver(Visit.Now))];

    private ZoneEvidence? UnclearIn(MoveGathering move)
    {
        if (_unclear is null && Request.HasFormContentType && Sent["deed"] == new Option(move, Answered(move)).Key
            && T.DateWritten(Sent["day"]) is not null) Moves(move);
        return _unclear;
    }

    private IReadOnlyList<ActOn> Moves(MoveGathering move)
    {
        var times = GivenTimes.Of(Sent, Visit);
        Instant? confirm = Sent["confirm"] is null ? null : Sent.Day("confirm");
        if (times is not { } to) return [];
        var days = Period.DaysBetween(Shown.When!.Given.Local.Date, to.Given.Local.Date);
        IReadOnlyList<ActOn> acts = !IsAll
            ? [new(On, Moved(move, to.Given))]
            : [.. GatheringSeries.Move(Ahead, days, to.Given.Local.TimeOfDay, move.By, move.Home, Visit.Zones, Visit.Now)
                .Select(one => one with { Act = Moved(move, ((MoveGathering)one.Act).To with { Zone = to.Given.Zone }) })];
        _unclear = GivenTimes.Unclear(acts);
        return GivenTimes.Once(acts, Sent, Visit) ?? acts;

        // A day to confirm by that is after the start of one of them is left out for that one.
        MoveGathering Moved(MoveGathering act, GivenTime given)
        {
            var zone = ZoneEvidence.Of(given, Visit.Zones);
            return act with
            {
                To = given, Zone = zone, Length = to.Length,
                ConfirmBy = IsAll && zone.Start < confirm ? null : confirm,
            };
        }
    }

    private ValueList<ActOn> Cancels(CancelGathering cancel)
    {
        var why = Sent.Text("why", T["gathering.cancel.why.missing"]);
        return IsAll ? GatheringSeries.Cancel(Ahead, why, cancel.By, cancel.Home, Visit.Now)
            : [new(On, cancel with { Why = why })];
    }

    // Somebody who said yes can say anew what they need, and keeps their place or their turn.
    private IEnumerable<Deed> Needing(PersonId me)
    {
        if (!Visit.SaidYes(Shown) || Shown.IsToConfirm || Shown.IsOver) yield break;
        var act = new SayYes(me, Visit.Caller.InvitationTo(Id), Sent.Nothing);
        yield return new(new Option(act, Answered(act)), Visit, new(
            [new Field("needs", T["gathering.needs.missing"], T["gathering.needs.hint"], Rows: 2)],
            sent => act with { Needs = sent.Text("needs", T["gathering.needs.missing"]) }))
        {
            Label = T["gathering.needs.change"],
        };
    }

    private IEnumerable<Deed> PointingToNotes(PersonId me)
    {
        if (!Shown.HasBegun) yield break;
        (string Value, string Words)[] notes =
        [
            .. from community in Gathering.CalledBy
               from note in Visit.Present.Commons.List(Visit.Reader, Visit.Now, community).Notes
               where note.Content is not null && note.Status != NoteStatus.Withdrawn && !Shown.Notes.Contains(note.Id)
               orderby note.LastAt descending
               select (note.Id.Value, note.Content!.Title.ToString()),
        ];
        if (notes.Length == 0) yield break;
        var act = new PointToNote(me, Visit.Caller.EvidenceOf(NoteId.Of(notes[0].Value))!);
        yield return Pointing(
            act, new Choice("note", T["gathering.point.note"], notes.Take(MostToPointTo), Unchosen: T["propose.choose"]),
            note => act with { Note = Visit.Caller.EvidenceOf(NoteId.Of(note))! });
    }

    private IEnumerable<Deed> PointingToDecisions(PersonId me)
    {
        if (!Shown.HasBegun || DecisionsToPointTo.Count == 0) yield break;
        var act = new PointToDecision(me, Evidence(DecisionsToPointTo[0].Value));
        yield return Pointing(
            act, new Choice(
                "decision", T["gathering.point.decision"],
                DecisionsToPointTo.Select(one => (one.Value, Visit.Sentence(one.Of.Proposal))),
                Unchosen: T["propose.choose"]),
            decision => act with { Decision = Evidence(decision) });

        DecisionEvidence Evidence(string value) => value.Split(' ') is [var community, var number]
            ? Visit.Caller.EvidenceOf(
                CommunityId.Of(community), new DecisionId(long.Parse(number, CultureInfo.InvariantCulture)))!
            : throw new InvalidOperationException($"{value} is no decision.");
    }

    // The latest that closed, of the communities that call it, and that the visitor may see.
    private IReadOnlyList<(string Value, Decision Of)> DecisionsToPointTo => field ??=
    [
        .. (from community in Gathering.CalledBy
            from decision in Visit.All[community].ClosedDecisions
            where MaySee(community, decision) && !Shown.Decisions.Contains(new(community, decision.Id))
            orderby decision.ClosesAt descending
            select ($"{community} {decision.Id}", decision)).Take(MostToPointTo),
    ];

    private IEnumerable<Decision> DecisionsNamed =>
    [
        .. Shown.Decisions.Select(one => (one.Community, Of: Visit.All[one.Community].Decision(one.Decision)))
            .Where(one => one.Of is not null && MaySee(one.Community, one.Of)).Select(one => one.Of!),
        .. Deeds.Any(deed => deed is { Act: PointToDecision, Answer.Allowed: true })
            ? DecisionsToPointTo.Select(one => one.Of)
            : [],
    ];

    private bool MaySee(CommunityId community, Decision decision) => Visit.Me is { } me
        && Visit.All[community] is var state && state.MaySee(decision.Id, me, Visit.When(state)).Allowed;

    private Deed Pointing(GatheringAct act, Choice choice, Func<string, Act> with) => new(
        new Option(act, Answered(act)), Visit, Asking.One(choice, T["fault.missing", choice.Label], act, with));

    private Answer Answered(GatheringAct act) => Gathering.Ask((IActOn<Gathering>)act, Visit.Now);

    // Of whom it can be said that they came, and has not been said.
    private IReadOnlyList<PersonId> MayHaveCome => field ??= !Shown.LooksAfter || !Shown.HasBegun ? [] :
    [
        .. Gathering.Coming.Concat(Gathering.Waiting).Concat(Gathering.SaidNo).Concat(Gathering.Call!.Guests)
            .Append(Visit.Me!.Value).Distinct().Except(Gathering.Came),
    ];

    // Put into words when the form is shown: by then the names are known.
    private IEnumerable<(string Value, string Words)> WhoMayHave =>
        MayHaveCome.Select(person => (person.Value, T.Capital(Visit.Name(person))));

    private static Act Faulted(Sent sent, string name, string words, Act act)
    {
        sent.Fault(name, words);
        return act;
    }
}
