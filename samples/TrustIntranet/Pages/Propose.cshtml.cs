using CommunitiesOfPractice.Events;
using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>Something that can be proposed.</summary>
/// <param name="Name">What a page's address calls it.</param>
/// <param name="Matter">The matter, of which the charter says who settles it.</param>
/// <param name="Words">What the list of proposals calls it; null for what is proposed from the page of a note.</param>
public sealed record Kind(string Name, Matter Matter, string? Words = null);

/// <summary>
/// Puts something before the members: a resolution, a change of the charter, an election, a stage, a step of a link, a note to
/// share, to endorse or to pass on; what we care about and who hosts us; that somebody leaves, an office or us; that we decide
/// with others, merge, split, close, or begin again.
/// </summary>
public class ProposeModel(Visit visit) : CommunityPage(visit)
{
    /// <summary>What can be proposed here, in the order in which people look for it.</summary>
    public static readonly (string Title, Kind[] Kinds)[] Kinds =
    [
        ("What we do",
        [
            new("resolution", Matter.AnythingElse, "A resolution: something we agree to do, or to say"),
                new("domain", Matter.AnythingElse, "What we care about, in other words"),
            new("stage", Matter.ChangeStage, "That we have reached another stage"),
                new("charter", Matter.Amend, "A change of our charter"),
        ]),
        ("Who does what",
        [
            new("election", Matter.Elect, "An election"), new("recall", Matter.Recall, "That somebody leaves their office now"),
                new("remove", Matter.Remove, "That somebody is no longer a member"),
            new("bar", Matter.Remove, "That somebody is suspended, or may not come in"),
                new("unbar", Matter.Remove, "That a bar is lifted"),
        ]),
        ("With others",
        [
            new("link", Matter.Link, "A link with a community, a network or an organisation"),
                new("leader", Matter.Link, "A question to a leader, who then owes an answer"),
            new("joint", Matter.AnythingElse, "A decision together with other communities"),
                new("sponsor", Matter.AnythingElse, "Which organisation hosts us"),
        ]),
        ("Beginnings and ends",
        [
            new("merge", Matter.Merge, "That we merge into another community"),
                new("absorb", Matter.Merge, "That we take in a community that wants to merge into us"),
            new("split", Matter.Merge, "That another community is founded from this one"),
                new("close", Matter.Close, "That we close"),
                    new("revive", Matter.Close, "That we begin again, after a long silence"),
        ]),
    ];

    private static readonly Kind[] OfNotes =
    [
        new("endorse", Matter.Endorse), new("pass", Matter.Link), new("widen-linked", Matter.WidenToLinked),
            new("widen-system", Matter.WidenToSystem), new("widen-public", Matter.WidenToPublic),
    ];

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Petition { get; set; }

    [BindProperty(SupportsGet = true, Name = "note")]
    public string? NoteKey { get; set; }

    [BindProperty(SupportsGet = true)]
    public Audience Audience { get; set; }

    [BindProperty(SupportsGet = true, Name = "link")]
    public string? LinkKey { get; set; }

    [BindProperty(SupportsGet = true)]
    public LinkStep Step { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? ToKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "mandate")]
    public string? MandateKey { get; set; }

    [BindProperty]
    public string Form { get; set; } = Guid.NewGuid().ToString();

    public ValueList<CharterChange>? Changes { get; private set; }

    /// <summary>What the form is about, to be sent with it.</summary>
    public IDictionary<string, string> Again => new Dictionary<string, string?>
    {
        ["id"] = Id, ["kind"] = Kind, ["petition"] = Petition
            ? "true" : null, ["note"] = NoteKey, ["audience"] = NoteKey is null ? null : Audience.ToString(),
        ["link"] = LinkKey, ["step"] = LinkKey is null ? null : Step.ToString(), ["to"] = ToKey, ["mandate"] = MandateKey,
    }.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!);

    /// <summary>Whether they may put anything before the members at all.</summary>
    public Answer MayPropose =>
        Community.Ask(
            Petition ? new PetitionFor(Visit.Me!.Value, new Resolve(Sent.Nothing))
                : new Propose(Visit.Me!.Value, new Resolve(Sent.Nothing)), When);

    /// <summary>How somebody who is no member becomes one; null for members, and where there is no way.</summary>
    public Option? WayIn => Visit.IsMemberOf(Community) ? null : Community.WayIn(Visit.Me!.Value, When);

    /// <summary>What is proposed; null before it is chosen, and for what there is no form for.</summary>
    public Kind? Proposed =>
        Kinds.SelectMany(group => group.Kinds).Concat(OfNotes)
            .FirstOrDefault(k => k.Name == (Kind == "widen" ? "widen-" + Plain.Lower(Audience.ToString()) : Kind));

    /// <summary>
    /// The note that is to be shared, endorsed or passed on: one of this community, or one that came here, as far as the proposer
    /// may read it.
    /// </summary>
    public PracticeNote? TheNote => KeyFormat.IsWellFormed(NoteKey) && Visit.All[NoteId.Of(NoteKey!)] is { Version: > 0 } note
        && (note.Home == Community.Id || Kind == "pass")
        && Visit.Present.Commons.Check(Visit.Reader, note.Id, Visit.Now).Allowed ? note : null;

    /// <summary>The link that is to go a step further; null for a new one.</summary>
    public Link? TheLink => Ours(LinkKey);

    /// <summary>The link by which a note is to be passed on.</summary>
    public Link? ToLink => Ours(ToKey);

    private Link? Ours(string? key) => KeyFormat.IsWellFormed(key) && Visit.All[LinkId.Of(key!)] is { Version: > 0 } link
        && link.SideOf(Here) is not null ? link : null;

    private Party Here => Party.Of(Community.Id);

    /// <summary>Who stands at the other end of a link of ours.</summary>
    public string FarEnd(Link link) => Visit.Name(Visit.Across(link, Here));

    /// <summary>What somebody whom a proposal is about can do, in plain words; null where it is about nobody.</summary>
    public string? Fairness => Kind switch
    {
        "remove" or "bar" =>
            $"They are told, and can reply for {Plain.Count(Community.Charter.RemovalNotice.Days, "day")} before anybody votes. "
                + "They have no vote on it. "
            + $"If it is carried they can appeal to the members, for {Plain.Count(Community.Charter.AppealWithin.Days, "day")}.",
        "recall" => "They can reply before anybody votes, and have no vote on it. They stay a member.",
        _ => null,
    };

    /// <summary>Whom such a proposal can be about, as far as the proposer may know, and what it would then say.</summary>
    public IReadOnlyList<(string Value, string Words, Func<FreeText, Duration?, Proposal> Saying)> Whom =>
        !Visit.IsMemberOf(Community) ? [] : Kind switch
    {
        "remove" =>
            [.. Community.Members.Where(m => m != Visit.Me).Select(m => About(m, (why, time) => new Remove(m, why, time)))],
        "bar" => [
            .. Visit.Staff.Select(s => s.Key).Where(p => p != Visit.Me)
                .Select(p => About(p, (why, time) => new Bar(p, why, time)))],
        "unbar" =>
            [.. Visit.Staff.Select(s => s.Key).Where(p => Community.BarOn(p) is not null)
                .Select(p => About(p, (_, _) => new LiftBar(p)))],
        "recall" =>
        [
            .. from office in Community.Charter.Offices
               from holder in Community.Office(office.Id).Holders
               select About(holder.Holder, (why, _) => new Recall(office.Id, holder.Holder, why), office.Id),
        ],
        _ => [],
    };

    private (string, string, Func<FreeText, Duration?, Proposal>) About(
        PersonId person, Func<FreeText, Duration?, Proposal> saying, OfficeId? office = null) =>
        office is { } held ? ($"{held} {person}", $"{Visit.Name(person)}: {Plain.Of(held)}", saying)
            : (person.Value, Visit.Name(person), saying);

    /// <summary>Whether it would be about somebody, and there is nobody.</summary>
    public bool IsAboutNobody => Kind is "remove" or "bar" or "unbar" or "recall" && Whom.Count == 0;

    /// <summary>For how long somebody may be barred.</summary>
    public IEnumerable<(string, string)> Times =>
        [("", Kind == "bar" ? "Until the members lift it" : "Not at all: they may come back"), ("30", "30 days"),
            ("90", "90 days"), ("180", "180 days"), ("365", "A year")];

    /// <summary>The terms that this step is about, where it is about terms that are there.</summary>
    public LinkTerms? TermsNow => Step switch
    {
        LinkStep.Accept or LinkStep.OfferTerms => TheLink?.Terms,
        LinkStep.AcceptTerms => TheLink?.NewTerms,
        _ => null,
    };

    public IReadOnlyList<(string, string)> Offices =>
        [.. Community.Charter.Offices.Select(o => (o.Id.Value, Plain.Capital(Plain.Of(o.Id))))];

    public IEnumerable<(string, string)> Stages =>
        Enum.GetValues<Stage>().Select(s => (s.ToString(), $"{Plain.Of(s)}: {Plain.Meaning(s)}"));

    /// <summary>What the terms of the link would be, to choose; null where this step has none.</summary>
    public ValueList<Question>? TermsAsked =>
        TheLink is null || Step == LinkStep.OfferTerms ? Terms.Questions(TheLink, Here) : null;

    /// <summary>Communities other than this one, that are open.</summary>
    public IReadOnlyList<(string Value, string Words)> Communities =>
        [.. Visit.All.Communities.Where(c => c.Id != Community.Id && c.Status == Status.Open).Select(c => (c.Id.Value, c.Name))];

    /// <summary>Communities that have decided to merge into this one, by the mandate that their members gave.</summary>
    public IReadOnlyList<(string Value, string Words)> Merging => [.. Mergers.Select(m => (m.Id, Visit.Name(Party.Of(m.From))))];

    /// <summary>
    /// What another community has carried and this one is to decide too, word for word; null for something new.
    /// </summary>
    public JointMatter? Joint =>
        Visit.All.OpenMandates(Visit.Now).FirstOrDefault(m => m.Id == MandateKey && m.To == On)?.What as JointMatter;

    private IEnumerable<Mandate> Mergers =>
        Visit.All.OpenMandates(Visit.Now).Where(m => m.Purpose == MandatePurpose.Merge && m.To == On);

    /// <summary>What could host it.</summary>
    public IReadOnlyList<(string Value, string Words)> Sponsors => [("", "None"), .. Visit.Hosts];

    /// <summary>The links by which a note could go.</summary>
    public IReadOnlyList<(string Value, string Words)> NoteLinks =>
        [.. Visit.LinksOutOf(Here).Select(l => (l.Id.Value, FarEnd(l)))];

    public IReadOnlyList<(string Value, string Words)> Leaders => Visit.Colleagues(_ => true);

    public IReadOnlyList<(string Value, string Words)> Others =>
    [
        .. Visit.All.Communities.Where(c => c.Id != Community.Id && c.Status is Status.Open)
            .Select(c => ("community:" + c.Id, c.Name)),
        .. new[] { SouthLondon.People.Sims, SouthLondon.People.LabourWardLeads }.Select(
            g => ("network:" + g.Code, Visit.Name(g))),
        .. Visit.Organisations.Select(o => ("organisation:" + o.Code, o.Name)),
    ];

    public IEnumerable<Choice> CharterChoices => Amendment.Questions(Community.Charter);

    /// <summary>What of the charter was chosen to change, for the page that tries it.</summary>
    public IDictionary<string, string> Chosen =>
        CharterChoices.Select(choice => (choice.Name, Value: Sent[choice.Name])).Prepend((Name: "id", Value: Id))
            .Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value!);

    protected override bool Exists => base.Exists && Kind switch
    {
        null => true,
        "pass" => TheNote is not null && TheLink is not null && ToLink is not null,
        "link" => LinkKey is null || TheLink is not null,
        "joint" => MandateKey is null || Joint is not null,
        "widen" or "endorse" => TheNote is not null && Proposed is not null,
        _ => Proposed?.Words is not null,
    };

    public IActionResult OnPostPreview()
    {
        Changes = Amended().DifferenceFrom(Community.Charter);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var reason = Sent.Optional("why");
        if (Build() is not { } proposal || !ModelState.IsValid) return Faulty();
        var me = Visit.Me!.Value;
        return Petition
            ? await Do(
                On, new PetitionFor(me, proposal, reason), "Your petition has begun. Other members can sign it.", Home, Form)
            : await Do(
                On, new Propose(me, proposal, reason), "It is before the members.", done =>
                    $"{Home}/decisions/{done.Lines.Select(l => l.Event).OfType<DecisionTabled>().Last().Decision}", Form);
    }

    private Proposal? Build()
    {
        switch (Kind)
        {
            case "resolution": return new Resolve(Sent.Text("words", "Say what the members are to resolve"));
            case "domain": return new Reframe(
                new Domain(Sent.Text("words", "Say what you care about together")) {
                    InScope = Lines("within"), OutOfScope = Lines("beyond") });
            case "sponsor": return Sent.OneOf("sponsor", Sponsors, "Choose an organisation, or none") is { } sponsor
                ? new RecordSponsor(sponsor.Length == 0 ? null : sponsor)
                : null;
            case "charter": return Amended() is var amended && amended == Community.Charter
                ? Fault("joining", "Choose something that changes")
                : new AmendCharter(amended);
            case "election": return Sent.OneOf("office", Offices, "Choose an office") is { } office
                ? new Elect(OfficeId.Of(office))
                : null;
            case "stage": return new DeclareStage(
                Sent.OneOf<Stage>("stage", "Choose a stage"), Sent.Text("words", "Say how you know"));
            case "widen":
                var links = Sent.Those("links", NoteLinks);
                return new WidenNote(
                    TheNote!.Id,
                        new WidenMatter(
                            TheNote.Edition, Audience, links.Count > 0 ? links.Select(LinkId.Of).ToValueList() : null));
            case "endorse": return new EndorseNote(TheNote!.Id, new EndorseMatter(TheNote.Edition));
            case "pass": return new PassNoteOn(TheNote!.Id, new PassOnMatter(TheLink!.Id, ToLink!.Id));
            case "remove" or "bar" or "unbar" or "recall":
                var reason = Kind == "unbar" ? Sent.Nothing : Sent.Text("words", "Say why");
                Duration? time = Times.Any(t => t.Item1 == Sent["for"]) && int.TryParse(Sent["for"], out var days)
                    ? Duration.FromDays(days)
                    : null;
                return Whom.FirstOrDefault(w => w.Value == Sent["person"]) is { Saying: { } saying }
                    ? saying(reason, time)
                    : Fault("person", "Choose whom");
            case "close": return new Close(Sent.Text("words", "Say why"), Sent.Text("legacy", "Say what is left behind"));
            case "revive": return new Revive();
            case "merge":
                var because = Sent.Text("words", "Say why");
                return Sent.OneOf("into", Communities, "Choose a community") is { } into
                    ? new MergeInto(CommunityId.Of(into), because)
                    : null;
            case "absorb": return Sent.OneOf("from", Merging, "Choose a community") is { } from
                ? new Absorb(Mergers.First(m => m.Id == from))
                : null;
            case "split": return new Split(CommunityId.Of(NewKey("cop", Form)), Sent.Text("words", "Say why"));
            case "joint" when Joint is { } same: return new DecideJointly(same);
            case "joint":
                var together = Sent.Text("words", "Say what is decided");
                return Sent.Those("with", Communities) is { Count: > 0 } with
                    ? new DecideJointly(new JointMatter([Community.Id, .. with.Select(CommunityId.Of)], together))
                        : Fault("with", "Choose with whom");
            case "leader":
                var asked = Sent.Text("words", "Say what you ask");
                return Sent.OneOf("leader", Leaders, "Choose whom you ask") is { } leader
                    ? new SettleLink(
                        LinkId.Of(NewKey("link", Form)),
                            new LinkMatter(
                                LinkStep.Offer, Party.Of(PersonId.Of(leader)), LinkKind.Leader,
                                    new LinkTerms(Flow.None) { Purpose = asked })) : null;
            case "link" when TheLink is { } link: return new SettleLink(link.Id, Step switch
            {
                LinkStep.Accept => new(Step, Visit.Across(link, Here)!, link.Kind, link.Terms),
                LinkStep.AcceptTerms => new(Step, Visit.Across(link, Here)!, Terms: link.NewTerms),
                LinkStep.OfferTerms => new(Step, Visit.Across(link, Here)!, Terms: Terms.Of(Sent, link, Here)),
                _ => new LinkMatter(Step, Visit.Across(link, Here)!),
            });
            case "link": return Offer();
            default: return Fault("kind", "Choose what you want to propose");
        }
    }

    private SettleLink? Offer()
    {
        var terms = Terms.Of(Sent, null, Here);
        if (Sent.OneOf("other", Others, "Choose with whom") is not { } chosen) return null;
        var code = chosen[(chosen.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var (other, kind) = chosen.Split(':')[0] switch
        {
            "community" => ((Party)Party.Of(CommunityId.Of(code)), LinkKind.Sister),
            "network" => (Party.Of(DirectoryGroup.Network(code)), LinkKind.Network),
            _ => (Party.Of(DirectoryGroup.Organisation(code)), LinkKind.Organisation),
        };
        return new SettleLink(LinkId.Of(NewKey("link", Form)), new LinkMatter(LinkStep.Offer, other, kind, terms));
    }

    // One thing on a line.
    private ValueList<FreeText> Lines(string name) =>
        (Sent.Optional(name)?.Words ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(FreeText.Maybe).OfType<FreeText>().ToValueList();

    private Charter Amended() => Amendment.Of(Community.Charter, name => Sent[name]);

    private Proposal? Fault(string name, string words)
    {
        Sent.Fault(name, words);
        return null;
    }
}
