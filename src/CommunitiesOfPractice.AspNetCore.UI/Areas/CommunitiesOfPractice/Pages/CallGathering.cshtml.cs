using System.Globalization;
using CommunitiesOfPractice.Events;
using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// Calls a gathering, or a series of them; or puts it to the members, where the charter lets them call it together.
/// </summary>
/// <param name="visit">The request.</param>
public class CallGatheringModel(Visit visit) : CommunityPage(visit)
{
    private static readonly int[] Weeks = [7, 14, 21, 28, 42, 56, 91];

    /// <summary>What tells this form from another, so that sent twice it is done once.</summary>
    [BindProperty]
    public string Form { get; set; } = Guid.NewGuid().ToString();

    /// <summary>The gathering that this one follows, whose words stand in the form at first; null for none.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public string? AfterKey { get; set; }

    /// <summary>Whether the members call it together: then it is put to them.</summary>
    public bool IsTogether => Calling is { MayCall: false, Call: MembersBy };

    /// <summary>Why the visitor cannot call one here, nor put it to the members; null where they can.</summary>
    public Answer? Not => IsTogether || Calling is { MayCall: true } ? null : Asked();

    /// <summary>How long before it begins it is called; and where members decide, how long that takes before.</summary>
    public string Notice => IsTogether
        ? T["call.notice.together", T.Count("count.day", Deciding.Days),
            T.Count("count.day", Community.Charter.GatheringNotice.Days)]
        : T["call.notice", T.Count("count.day", Community.Charter.GatheringNotice.Days)];

    /// <summary>What the form asks, in parts with a title each.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<Question> Of)> Parts => field ??=
    [
        (T["call.part.what"],
        [
            new Field("purpose", T["call.purpose"], T["call.purpose.hint"], Rows: 2, Value: Before?.Purpose?.Words),
            new Choice("kind", T["call.form"], Forms, Before?.Form.ToString()),
        ]),
        (T["call.part.when"],
        [
            .. GivenTimes.Questions(Before?.When, Visit, withDay: false, _unclear),
            .. IsTogether ? [] : new Question[]
            {
                new Choice("every", T["call.every"], Rhythms, Hint: T["call.every.hint"]),
                new Field("times", T["call.times"], T["call.times.hint", GatheringSeries.Most]),
            },
        ]),
        (T["call.part.where"],
        [
            new Field("place", T["call.place"], T["call.place.hint"], Value: Before?.Place?.Words),
            new Field("online", T["call.online"], T["call.online.hint"], Value: Before?.Online?.Words),
            new Field(
                "capacity", T["call.capacity"], T["call.capacity.hint"],
                Value: Before?.Capacity?.ToString(CultureInfo.InvariantCulture)),
        ]),
        (T["call.part.who"],
        [
            new Choice("who", T["call.who"], Who, Before is { Anybody: true } ? "anybody" : null),
            .. Links.Count == 0 ? [] : new[] { new Several("links", T["call.links"], Links, LinksBefore, T["call.links.hint"]) },
            .. Others.Count == 0 ? [] : new[] { new Several("with", T["call.with"], Others, WithBefore, T["call.with.hint"]) },
            Guest,
            new Choice("rule", T["call.rule"], T.All<ChathamHouse>(), Before?.Rule.ToString(), T["call.rule.hint"]),
        ]),
    ];

    /// <inheritdoc/>
    protected override bool Exists => base.Exists && (AfterKey is null || Before is not null);

    /// <summary>Shows the form, and why it would be refused.</summary>
    public void OnGet()
    {
        if (Not is { } no) Refused(no);
    }

    /// <summary>Calls it, or puts it to the members.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (Not is { } no) return Refused(no);
        if (Called() is not { } call || !ModelState.IsValid) return Faulty();
        var me = Visit.Me!.Value;
        var ids = Enumerable.Range(0, Number).Select(IdOf).ToValueList();
        var first = new CallGathering(
            Visit.Caller.AsMemberOf(Community.Id)!, Calling!, call, ZoneEvidence.Of(call.When, Visit.Zones));
        IReadOnlyList<ActOn> acts = ids.Count == 1
            ? [new(StreamId.Of(ids[0]), first)]
            : GatheringSeries.Call(first, ids, Every, Visit.Zones);
        _unclear = GivenTimes.Unclear(acts);
        if (GivenTimes.Once(acts, Sent, Visit) is not { } clear) return Faulty();
        if (!IsTogether)
            return await DoAll(
                clear, T.Count("call.done", clear.Count), Visit.At(PageNames.Gathering, new { gathering = ids[0] }), Form);

        var settled = (CallGathering)clear[0].Act;
        var earliest = Visit.Now + Deciding + Community.Charter.GatheringNotice;
        if (settled.Zone.Start < earliest) return Faulty("day", T["call.too-soon", T.When(earliest)]);
        return await Do(
            On, new Propose(me, new CallTogether(ids[0], settled.Call)), T["propose.done"],
            done => Visit.At(PageNames.Decision, new
            {
                id = Id, number = done.Lines.Select(l => l.Event).OfType<DecisionTabled>().Last().Decision,
            }), Form);
    }

    private ZoneEvidence? _unclear;

    private CallingEvidence? Calling => field ??= Visit.Me is null ? null : Visit.Caller.CallingIn(Community.Id);

    private ShownGathering? Before => field ??= AfterKey is null || Visit.Gathering(AfterKey) is not { } before
        || !Visit.All[before.Id].CalledBy.Contains(Community.Id) ? null : before;

    /// <summary>How long members need to decide, from now.</summary>
    private Duration Deciding => Calling?.Call is MembersBy by && Community.Charter.Rule(by.Rule) is { Timing: var timing }
        ? timing.Notice + timing.Open
        : Duration.Zero;

    private int Every =>
        int.TryParse(Sent["every"], CultureInfo.InvariantCulture, out var days) && Weeks.Contains(days) ? days : 0;

    private int Number => IsTogether || Every == 0 ? 1 : Sent.Number("times", 2, GatheringSeries.Most) ?? 1;

    private IEnumerable<(string Value, string Words)> Forms => Enum.GetValues<GatheringForm>().Select(
        form => (form.ToString(), T["call.form.words", T.Capital(T.Of(form)), T[Texts.KeyOf(form) + ".means"]]));

    private IEnumerable<(string Value, string Words)> Rhythms => Weeks.Select(days =>
            (days.ToString(CultureInfo.InvariantCulture), T.Count("call.every.weeks", days / 7)))
        .Prepend(("", T["call.every.once"]));

    private IReadOnlyList<(string Value, string Words)> Who =>
        [("members", T["call.who.members"]), ("anybody", T["call.who.anybody"])];

    private PersonChoice Guest => new("guest", T["call.guest"], T["call.guest.hint"]) { IsOptional = true };

    private IReadOnlyList<(string Value, string Words)> Links => field ??=
    [
        .. Visit.All.LinksOf(Here).Where(l => l.Status == LinkStatus.Agreed && Visit.MaySee(l))
            .Where(l => Visit.Across(l, Here) is not PersonParty)
            .Select(l => (l.Id.Value, Visit.Name(Visit.Across(l, Here)))),
    ];

    // Those that they know: linked to this one, or with the visitor among their members.
    private IReadOnlyList<(string Value, string Words)> Others => field ??=
    [
        .. Visit.All.LinksOf(Here).Where(l => l.Status == LinkStatus.Agreed && Visit.MaySee(l)).Select(l => Visit.Across(l, Here))
            .OfType<CommunityParty>().Select(party => Visit.All[party.Community])
            .Concat(Visit.All.Communities.Where(Visit.IsMemberOf))
            .Where(c => c.Id != Community.Id && c.Status == Status.Open).DistinctBy(c => c.Id)
            .OrderBy(c => c.Name, StringComparer.Create(T.Written, ignoreCase: true)).Select(c => (c.Id.Value, c.Name)),
    ];

    private Party Here => Party.Of(Community.Id);

    private string[] LinksBefore => Before is null ? [] : [.. Visit.All[Before.Id].Call!.Links.Select(link => link.Value)];

    private string[] WithBefore => Before is null ? [] : [.. Visit.All[Before.Id].With.Select(party => party.Community.Value)];

    // What the library would say to it, with a time that it would take.
    private Answer Asked()
    {
        if (Visit.Caller.AsMemberOf(Community.Id) is not { } by || Calling is not { } may)
            return Community.Ask(new Propose(Visit.Me!.Value, new Resolve(Sent.Nothing)), When);
        var when = new GivenTime((Visit.Now + Duration.FromDays(400)).InUtc().LocalDateTime, DateTimeZone.Utc.Id);
        var sketch = new GatheringCall(
            Sent.Nothing, GatheringForm.Conversation, Sent.Nothing, when, Duration.FromHours(1));
        return Visit.All[GatheringId.Of("new")].Ask(
            new CallGathering(by, may, sketch, ZoneEvidence.Of(when, Visit.Zones)), Visit.Now);
    }

    private GatheringId IdOf(int number) => GatheringId.Of(Visit.Host.NewStream(
        StreamKind.Gathering, Visit.Me!.Value, number == 0 ? Form : $"{Form}/{number}"));

    private GatheringCall? Called()
    {
        var times = GivenTimes.Of(Sent, Visit);
        var (purpose, place) = (Sent.Text("purpose", T["call.purpose.missing"]), Sent.Text("place", T["call.place.missing"]));
        var form = Sent.OneOf<GatheringForm>("kind", T["call.form.missing"]);
        var rule = Sent.OneOf<ChathamHouse>("rule", T["call.rule.missing"]);
        var (capacity, online) = (Sent.Number("capacity", 0, 1_000_000), Sent.Optional("online"));
        var who = Sent.OneOf("who", Who, T["call.who.missing"]);
        var guest = Sent.Person(Guest, T["call.guest.missing"]);
        if (Sent["every"] is not null && Every != 0 && Sent["times"] is null) Sent.Fault("times", T["call.times.missing"]);
        return times is null ? null : new(
            purpose, form, place, times.Given, times.Length, capacity, online, rule, who == "anybody")
        {
            Links = Sent.Those("links", Links).Select(LinkId.Of).ToValueList(),
            With = Sent.Those("with", Others).Select(CommunityId.Of).ToValueList(),
            Guests = guest is { } one ? [one] : [],
        };
    }
}
