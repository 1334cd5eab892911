using System.Globalization;
using CommunitiesOfPractice.Events;
using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>Something that can be proposed.</summary>
/// <param name="Name">What a page's address calls it, and its texts.</param>
/// <param name="Matter">The matter, of which the charter says who settles it.</param>
/// <param name="AsksWhy">Whether the form asks why, beside what the proposal itself says.</param>
public sealed record Kind(string Name, Matter Matter, bool AsksWhy = true);

/// <summary>What a proposal asks of the person who makes it, and how what they say becomes the proposal.</summary>
/// <param name="Questions">The questions.</param>
/// <param name="With">The proposal; null where something was wrong, which is noted.</param>
public sealed record ProposalForm(ValueList<Question> Questions, Func<Sent, Proposal?> With)
{
    /// <summary>What to know before.</summary>
    public ValueList<string> Before { get; init; } = [];

    /// <summary>Why there is nothing to choose, in place of the form; null where there is.</summary>
    public string? Nobody { get; init; }
}

/// <summary>
/// Puts something before the members: a resolution, a change of the charter, an election, a stage, a step of a link, a note to
/// share, to endorse or to pass on; what we care about and who hosts us; that somebody leaves, an office or us; that we decide
/// with others, merge, split, close, or begin again.
/// </summary>
/// <param name="visit">The request.</param>
public class ProposeModel(Visit visit) : CommunityPage(visit)
{
    private static readonly int[] DaysBarred = [30, 90, 180, 365];

    private ProposalForm? _asks;

    /// <summary>What can be proposed here, in the order in which people look for it.</summary>
    public static readonly IReadOnlyList<(string Group, IReadOnlyList<Kind> Kinds)> Kinds =
    [
        ("do",
        [
            new("resolution", Matter.AnythingElse), new("domain", Matter.AnythingElse), new("stage", Matter.ChangeStage, false),
            new("charter", Matter.Amend),
        ]),
        ("who",
        [
            new("election", Matter.Elect), new("recall", Matter.Recall, false), new("remove", Matter.Remove, false),
            new("bar", Matter.Remove, false), new("unbar", Matter.Remove),
        ]),
        ("others",
        [
            new("link", Matter.Link), new("leader", Matter.Link, false), new("joint", Matter.AnythingElse),
            new("sponsor", Matter.AnythingElse),
        ]),
        ("ends",
        [
            new("merge", Matter.Merge, false), new("absorb", Matter.Merge), new("split", Matter.Merge, false),
            new("close", Matter.Close, false), new("revive", Matter.Close),
        ]),
    ];

    private static readonly Kind[] OfOthers =
    [
        new("endorse", Matter.Endorse), new("pass", Matter.Link), new("widen-community", Matter.Endorse),
        new("widen-linked", Matter.WidenToLinked), new("widen-system", Matter.WidenToSystem),
        new("widen-public", Matter.WidenToPublic), new("gathering", Matter.Gather),
    ];

    /// <summary>What is proposed, as the address has it; null before it is chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>Whether it is a petition of members, in place of a proposal.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Petition { get; set; }

    /// <summary>The note it is about; null for none.</summary>
    [BindProperty(SupportsGet = true, Name = "note")]
    public string? NoteKey { get; set; }

    /// <summary>With which audience that note is to be shared.</summary>
    [BindProperty(SupportsGet = true)]
    public Audience Audience { get; set; }

    /// <summary>The link it is about; null for none.</summary>
    [BindProperty(SupportsGet = true, Name = "link")]
    public string? LinkKey { get; set; }

    /// <summary>The step of that link.</summary>
    [BindProperty(SupportsGet = true)]
    public LinkStep Step { get; set; }

    /// <summary>The link by which a note is to be passed on; null for none.</summary>
    [BindProperty(SupportsGet = true, Name = "to")]
    public string? ToKey { get; set; }

    /// <summary>What another community decided, to be decided here too; null for none.</summary>
    [BindProperty(SupportsGet = true, Name = "mandate")]
    public string? MandateKey { get; set; }

    /// <summary>The gathering that the members are to agree to; null for none.</summary>
    [BindProperty(SupportsGet = true, Name = "gathering")]
    public string? GatheringKey { get; set; }

    /// <summary>Whether they are to decline or withdraw from that gathering.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Withdraws { get; set; }

    /// <summary>What tells this form from another.</summary>
    [BindProperty]
    public string Form { get; set; } = Guid.NewGuid().ToString();

    /// <summary>What would change in the charter; null before that was asked.</summary>
    public ValueList<CharterChange>? Changes { get; private set; }

    /// <summary>What the form is about, to be sent with it.</summary>
    public IDictionary<string, string> Again => new Dictionary<string, string?>
    {
        ["id"] = Id, ["kind"] = Kind, ["petition"] = Petition ? "true" : null, ["note"] = NoteKey,
        ["audience"] = NoteKey is null ? null : Audience.ToString(), ["link"] = LinkKey,
        ["step"] = LinkKey is null ? null : Step.ToString(), ["to"] = ToKey, ["mandate"] = MandateKey,
        ["gathering"] = GatheringKey, ["withdraws"] = Withdraws ? "true" : null,
    }.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!);

    /// <summary>
    /// Whether the visitor may put this before the members, or anything at all before it is chosen. What could be otherwise soon,
    /// such as the stage, is said before the form is filled in.
    /// </summary>
    public Answer MayPropose => Asked(Kind switch
    {
        "election" when Community.Charter.Offices is [var office, ..] => new Elect(office.Id),
        _ => new Resolve(Sent.Nothing),
    });

    /// <summary>What is proposed; null before it is chosen, and for what there is no form for.</summary>
    public Kind? Proposed =>
        Kinds.SelectMany(group => group.Kinds).Concat(OfOthers)
            .FirstOrDefault(k => k.Name == (Kind == "widen" ? "widen-" + Texts.KeyOf(Audience).Split('.')[^1] : Kind));

    /// <summary>What the proposal asks; null before it is chosen.</summary>
    public ProposalForm? Asks => _asks ??= Kind is null ? null : FormOf(Kind);

    /// <summary>What of the charter was chosen to change, for the page that tries it.</summary>
    public IDictionary<string, string> Chosen =>
        Amendment.Questions(Community.Charter, Visit).Select(choice => (choice.Name, Value: Sent[choice.Name]))
            .Prepend((Name: "id", Value: Id)).Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value!);

    /// <inheritdoc/>
    protected override bool Exists => base.Exists && Kind switch
    {
        null => true,
        "pass" => TheNote is not null && TheLink is not null && ToLink is not null,
        "link" => LinkKey is null || TheLink is not null,
        "joint" => MandateKey is null || Joint is not null,
        "gathering" => TheGathering is not null,
        "widen" or "endorse" => TheNote is not null && Proposed is not null,
        _ => Proposed is not null && !OfOthers.Contains(Proposed),
    };

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People =>
    [
        .. Kind == "recall" ? Holders.Select(h => h.Holder) : [],
        .. Kind is not null && FormOf(Kind) is { Nobody: null } form
            ? form.Questions.OfType<PersonChoice>().SelectMany(choice => choice.Listed)
            : [],
        .. Visit.PeopleAmong([TheLink is { } link ? Visit.Across(link, Here) : null]),
    ];

    /// <summary>Shows what would change in the charter.</summary>
    public IActionResult OnPostPreview()
    {
        Changes = Amended(Sent).DifferenceFrom(Community.Charter, T.Wording);
        return Page();
    }

    /// <summary>Proposes it, or begins a petition.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (Asks is not { Nobody: null } asks) return Faulty("kind", T["propose.kind.missing"]);
        var reason = Sent.Optional("why");
        if (asks.With(Sent) is not { } proposal || !ModelState.IsValid) return Faulty();
        var me = Visit.Me!.Value;
        return Petition
            ? await Do(On, new PetitionFor(me, proposal, reason), T["propose.done.petition"], Home, Form)
            : await Do(
                On, new Propose(me, proposal, reason), T["propose.done"], done => Visit.At(PageNames.Decision, new
                {
                    id = Id, number = done.Lines.Select(l => l.Event).OfType<DecisionTabled>().Last().Decision,
                }), Form);
    }

    private Answer Asked(Proposal proposal) => Community.Ask(
        Petition ? new PetitionFor(Visit.Me!.Value, proposal) : new Propose(Visit.Me!.Value, proposal), When);

    // What each kind asks, and what becomes of the answers, side by side.
    private ProposalForm FormOf(string kind) => kind switch
    {
        "resolution" => new(
            [Words("words", kind, hint: true)], sent => new Resolve(Said(sent, "words", kind))),
        "charter" => new(
            [.. Amendment.Questions(Community.Charter, Visit)],
            sent => Amended(sent) is var amended && amended == Community.Charter
                ? Fault(sent, "joining", T["propose.charter.missing"])
                : new AmendCharter(amended)),
        "election" => new(
            [
                new Choice("office", T["propose.election.office"], Offices),
                new Field("seats", T["propose.election.seats"], T["propose.election.seats.hint"], Value: "1"),
            ],
            sent => sent.OneOf("office", Offices, T["propose.election.office.missing"]) is { } office
                && int.TryParse(sent["seats"] ?? "1", NumberStyles.None, T.Written, out var seats) && seats is > 0 and <= 99
                ? new Elect(OfficeId.Of(office), seats)
                : Fault(sent, "seats", T["propose.election.seats.missing"])),
        "stage" => new(
            [new Choice("stage", T["propose.stage.which"], Stages), Words("words", kind)],
            sent => new DeclareStage(sent.OneOf<Stage>("stage", T["propose.stage.which.missing"]), Said(sent, "words", kind))),
        "domain" => new(
            [
                Words("words", kind, Community.Domain!.SharedConcern.Words, hint: true),
                Words("within", kind, string.Join("\n", Community.Domain.InScope), hint: true),
                Words("beyond", kind, string.Join("\n", Community.Domain.OutOfScope), hint: true),
            ],
            sent => new Reframe(new Domain(Said(sent, "words", kind))
            {
                InScope = Lines(sent, "within"), OutOfScope = Lines(sent, "beyond"),
            })),
        "sponsor" => new(
            [new Choice("sponsor", T["propose.sponsor.which"], Sponsors, Community.Sponsor, T["propose.sponsor.which.hint"])],
            sent => sent.OneOf("sponsor", Sponsors, T["propose.sponsor.missing"]) is { } sponsor
                ? new RecordSponsor(sponsor.Length == 0 ? null : sponsor)
                : null),
        "merge" => new(
            [
                new Choice("into", T["propose.merge.into"], Communities, Unchosen: T["propose.choose-community"]),
                Words("words", kind),
            ],
            sent => Said(sent, "words", kind) is var why
                && sent.OneOf("into", Communities, T["propose.choose-community"]) is { } into
                ? new MergeInto(CommunityId.Of(into), why)
                : null)
        { Before = [T["propose.merge.before"]] },
        "absorb" => new(
            [new Choice("from", T["propose.absorb.from"], Merging)],
            sent => sent.OneOf("from", Merging, T["propose.choose-community"]) is { } from
                ? new Absorb(Mergers.First(m => m.Id == from))
                : null)
        { Before = [T["propose.absorb.before"]], Nobody = Merging.Count == 0 ? T["propose.absorb.nobody"] : null },
        "split" => new(
            [Words("words", kind)], sent => new Split(CommunityId.Of(NewKey("cop", Form)), Said(sent, "words", kind)))
        { Before = [T["propose.split.before"]] },
        "joint" when Joint is { } same => new([], _ => new DecideJointly(same))
        {
            Before =
            [
                T["propose.joint.with",
                    T.List([.. same.Parties.Where(p => p != Community.Id).Select(p => Visit.Name(Party.Of(p)))]), same.Words],
            ],
        },
        "joint" => new(
            [new Several("with", T["propose.joint.who"], Communities), Words("words", kind, hint: true)],
            sent => Said(sent, "words", kind) is var together && sent.Those("with", Communities) is { Count: > 0 } with
                ? new DecideJointly(new JointMatter([Community.Id, .. with.Select(CommunityId.Of)], together))
                : Fault(sent, "with", T["propose.joint.who.missing"]))
        { Before = [T["propose.joint.before"]] },
        "leader" => new(
            [Leader, Words("words", kind)],
            sent => Said(sent, "words", kind) is var asked && sent.Person(Leader, T["propose.leader.who.missing"]) is { } leader
                ? new SettleLink(
                    LinkId.Of(NewKey("link", Form)),
                    new LinkMatter(
                        LinkStep.Offer, Party.Of(leader), LinkKind.Leader, new LinkTerms(Flow.None) { Purpose = asked }))
                : null)
        { Before = [T["propose.leader.before"]] },
        "link" when TheLink is { } link => new(
            Step == LinkStep.OfferTerms ? Terms.Questions(link, Here, T) : [],
            sent => new SettleLink(link.Id, Step switch
            {
                LinkStep.Accept => new(Step, Visit.Across(link, Here)!, link.Kind, link.Terms),
                LinkStep.AcceptTerms => new(Step, Visit.Across(link, Here)!, Terms: link.NewTerms),
                LinkStep.OfferTerms => new(Step, Visit.Across(link, Here)!, Terms: Terms.Of(sent, link, Here, T)),
                _ => new LinkMatter(Step, Visit.Across(link, Here)!),
            }))
        {
            Before =
            [
                Visit.StepOf(Step, FarEnd(link)) + ".",
                .. TermsNow is { } terms ? new[] { T.Capital(T["terms.sentence", Visit.Sentence(terms, link)]) } : [],
            ],
        },
        "link" => new(
            [
                new Choice("other", T["propose.link.other"], Others, Unchosen: T["propose.choose"]),
                .. Terms.Questions(null, Here, T),
            ],
            Offer),
        "widen" => new(
            Audience == Audience.Linked && NoteLinks.Count > 0
                ? [new Several("links", T["propose.widen.links"], NoteLinks, Hint: T["propose.widen.links.hint"])]
                : [],
            sent => new WidenNote(TheNote!.Id, new WidenMatter(
                TheNote.Edition, Audience,
                sent.Those("links", NoteLinks) is { Count: > 0 } links ? links.Select(LinkId.Of).ToValueList() : null)))
        { Before = [T["propose.widen.before", TheNote!.Content!.Title, T.Of(Audience)]] },
        "pass" => new([], _ => new PassNoteOn(TheNote!.Id, new PassOnMatter(TheLink!.Id, ToLink!.Id)))
        {
            Before = [T["propose.pass.before", TheNote!.Content!.Title, FarEnd(TheLink!), FarEnd(ToLink!)]],
        },
        "endorse" => new([], _ => new EndorseNote(TheNote!.Id, new EndorseMatter(TheNote.Edition)))
        {
            Before = [T["propose.endorse.before", TheNote!.Content!.Title]],
        },
        "gathering" when new AgreeTogether(TheGathering!.Id, Withdraws) is var agree => new([], _ => agree)
        {
            Before = [T["list.sentence", Visit.Sentence(agree)]],
        },
        "remove" => new(
            [Member, Times("remove"), Words("words", "person", hint: true)],
            sent => Said(sent, "words", "person") is var why && sent.Person(Member, T["propose.person.missing"]) is { } person
                ? new Remove(person, why, Time(sent))
                : null)
        { Nobody = Member.Among!.Count <= 1 ? T["propose.nobody"] : null },
        "bar" => new(
            [Anybody, Times("bar"), Words("words", "person", hint: true)],
            sent => Said(sent, "words", "person") is var why && sent.Person(Anybody, T["propose.person.missing"]) is { } person
                ? new Bar(person, why, Time(sent))
                : null)
        { Nobody = Visit.IsMemberOf(Community) ? null : T["propose.nobody"] },
        "unbar" => new(
            [new PersonChoice("person", T["propose.person"]) { Among = Barred }],
            sent => sent.Person(new("person", "") { Among = Barred }, T["propose.person.missing"]) is { } person
                ? new LiftBar(person)
                : null)
        { Nobody = Barred.Count == 0 ? T["propose.nobody"] : null },
        "recall" => new(
            [
                new Choice("person", T["propose.person"], Holdings, Hint: T["propose.recall.hint"], Unchosen: T["person.choose"]),
                Words("words", "person", hint: true),
            ],
            sent => Said(sent, "words", "person") is var why
                && sent.OneOf("person", Holdings, T["propose.person.missing"]) is { } held
                && Holders.First(h => $"{h.Office} {h.Holder}" == held) is var (office, holder)
                ? new Recall(office, holder, why)
                : null)
        { Nobody = Holders.Count == 0 ? T["propose.nobody"] : null },
        "close" => new(
            [Words("words", kind), Words("legacy", kind, hint: true)],
            sent => new Close(Said(sent, "words", kind), Said(sent, "legacy", kind)))
        { Before = [T["propose.close.before"]] },
        "revive" => new([], _ => new Revive()) { Before = [T["propose.revive.before"]] },
        _ => new([], _ => null) { Nobody = T["propose.kind.missing"] },
    };

    private SettleLink? Offer(Sent sent)
    {
        var terms = Terms.Of(sent, null, Here, T);
        if (sent.OneOf("other", Others, T["propose.link.other.missing"]) is not { } chosen) return null;
        var code = chosen[(chosen.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var (other, kind) = chosen.Split(':')[0] switch
        {
            "community" => ((Party)Party.Of(CommunityId.Of(code)), LinkKind.Sister),
            "network" => (Party.Of(DirectoryGroup.Network(code)), LinkKind.Network),
            _ => (Party.Of(DirectoryGroup.Organisation(code)), LinkKind.Organisation),
        };
        return new SettleLink(LinkId.Of(NewKey("link", Form)), new LinkMatter(LinkStep.Offer, other, kind, terms));
    }

    // ---- What it is about.

    private Party Here => Party.Of(Community.Id);

    /// <summary>
    /// The note that is to be shared, endorsed or passed on: one of this community, or one that came here, as far as the proposer
    /// may read it.
    /// </summary>
    private PracticeNote? TheNote => KeyFormat.IsWellFormed(NoteKey) && Visit.All[NoteId.Of(NoteKey!)] is { Version: > 0 } note
        && (note.Home == Community.Id || Kind == "pass")
        && Visit.Present.Commons.Check(Visit.Reader, note.Id, Visit.Now).Allowed ? note : null;

    /// <summary>A gathering that this community was asked to call too; null for none.</summary>
    private ShownGathering? TheGathering => Visit.Gathering(GatheringKey) is { } gathering
        && gathering.With.Any(party => party.Community == Community.Id) ? gathering : null;

    /// <summary>The link that is to go a step further; null for a new one.</summary>
    private Link? TheLink => Ours(LinkKey);

    private Link? ToLink => Ours(ToKey);

    private Link? Ours(string? key) => KeyFormat.IsWellFormed(key) && Visit.All[LinkId.Of(key!)] is { Version: > 0 } link
        && link.SideOf(Here) is not null ? link : null;

    private string FarEnd(Link link) => Visit.Name(Visit.Across(link, Here));

    /// <summary>The terms that this step is about, where it is about terms that are there.</summary>
    private LinkTerms? TermsNow => Step switch
    {
        LinkStep.Accept or LinkStep.OfferTerms => TheLink?.Terms,
        LinkStep.AcceptTerms => TheLink?.NewTerms,
        _ => null,
    };

    /// <summary>
    /// What another community has carried and this one is to decide too, word for word; null for something new.
    /// </summary>
    private JointMatter? Joint =>
        Visit.All.OpenMandates(Visit.Now, On).FirstOrDefault(m => m.Id == MandateKey && m.To == On)?.What as JointMatter;

    private IEnumerable<Mandate> Mergers =>
        Visit.All.OpenMandates(Visit.Now, On).Where(m => m.Purpose == MandatePurpose.Merge && m.To == On);

    // ---- What there is to choose from.

    private PersonChoice Member => new("person", T["propose.person"], T.Count(
        "propose.remove.hint", Community.Charter.RemovalNotice.Days,
        T.Count("count.day", Community.Charter.AppealWithin.Days)))
    {
        Among = Visit.IsMemberOf(Community) ? Community.Members : [],
    };

    private PersonChoice Anybody => Member with { Among = null };

    private PersonChoice Leader => new("leader", T["propose.leader.who"]);

    private IReadOnlyCollection<PersonId> Barred => Visit.IsMemberOf(Community) ? Community.Barred : [];

    private IReadOnlyList<(OfficeId Office, PersonId Holder)> Holders => !Visit.IsMemberOf(Community) ? [] :
    [
        .. from office in Community.Charter.Offices
           from held in Community.Office(office.Id).Holders
           select (office.Id, held.Holder),
    ];

    // Put into words when the form is shown: by then the names are known.
    private IEnumerable<(string Value, string Words)> Holdings => Holders.Select(held => (
        $"{held.Office} {held.Holder}", T["propose.recall.who", T.Capital(Visit.Name(held.Holder)), Visit.Name(held.Office)]));

    private IReadOnlyList<(string Value, string Words)> Offices =>
        [.. Community.Charter.Offices.Select(o => (o.Id.Value, T.Capital(Visit.Name(o.Id))))];

    private IEnumerable<(string Value, string Words)> Stages => Enum.GetValues<Stage>().Select(
        s => (s.ToString(), T["community.stage.words", T.Of(s), T[Texts.KeyOf(s) + ".means"]]));

    private IReadOnlyList<(string Value, string Words)> Communities => field ??=
        [.. Visit.All.Communities.Where(c => c.Id != Community.Id && c.Status == Status.Open).Select(c => (c.Id.Value, c.Name))];

    private IReadOnlyList<(string Value, string Words)> Merging => [.. Mergers.Select(m => (m.Id, Visit.Name(Party.Of(m.From))))];

    private IReadOnlyList<(string Value, string Words)> Sponsors =>
    [
        ("", T["propose.sponsor.none"]),
        .. Visit.Groups(GroupKind.Network, GroupKind.Organisation).Select(g => (g.Group.Code, g.Words)),
    ];

    private IReadOnlyList<(string Value, string Words)> NoteLinks =>
        [.. Visit.LinksOutOf(Here).Select(l => (l.Id.Value, FarEnd(l)))];

    private IReadOnlyList<(string Value, string Words)> Others =>
    [
        .. Communities.Select(c => ("community:" + c.Value, c.Words)),
        .. Visit.Groups(GroupKind.Network).Select(g => ("network:" + g.Group.Code, g.Words)),
        .. Visit.Groups(GroupKind.Organisation).Select(g => ("organisation:" + g.Group.Code, g.Words)),
    ];

    private Choice Times(string kind) => new(
        "for", T[$"propose.{kind}.for"],
        DaysBarred.Select(days => (days.ToString(CultureInfo.InvariantCulture), T.Count("count.day", days)))
            .Prepend(("", T[$"propose.{kind}.for.none"])));

    private static Duration? Time(Sent sent) =>
        int.TryParse(sent["for"], CultureInfo.InvariantCulture, out var days) && DaysBarred.Contains(days)
            ? Duration.FromDays(days)
            : null;

    private Field Words(string name, string kind, string? value = null, bool hint = false) => new(
        name, T[$"propose.{kind}.{name}"], hint ? T[$"propose.{kind}.{name}.hint"] : null, Rows: 3, Value: value);

    private FreeText Said(Sent sent, string name, string kind) => sent.Text(name, T[$"propose.{kind}.{name}.missing"]);

    // One thing on a line.
    private static ValueList<FreeText> Lines(Sent sent, string name) =>
        (sent.Optional(name)?.Words ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(FreeText.Maybe).OfType<FreeText>().ToValueList();

    private Charter Amended(Sent sent) => Amendment.Of(Community.Charter, name => sent[name], T);

    private static Proposal? Fault(Sent sent, string name, string words)
    {
        sent.Fault(name, words);
        return null;
    }
}
