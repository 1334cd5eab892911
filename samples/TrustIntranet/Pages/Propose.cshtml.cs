using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>
/// Puts something before the members: a resolution, a change of the charter, an election, a stage, a step of a link, a note to share, to endorse or to pass on; that somebody leaves, an
/// office or us; that we close, or begin again.
/// </summary>
public class ProposeModel(Visit visit) : CommunityPage(visit)
{
    /// <summary>What can be proposed here, and under which subject the charter says how it is decided.</summary>
    public static readonly (string Kind, string Words, string Subject)[] Kinds =
    [
        ("resolution", "A resolution: something we agree to do, or to say", "anything else"), ("charter", "A change of our charter", "amending this charter"),
        ("election", "An election", "filling an office"), ("recall", "That somebody leaves their office now", "recalling somebody from an office"),
        ("stage", "That we have reached another stage", "declaring the stage of the community"), ("link", "A link with others", "making, changing or ending a link"),
        ("remove", "That somebody is no longer a member", "removing or barring somebody"), ("bar", "That somebody is suspended, or may not come in", "removing or barring somebody"),
        ("unbar", "That a bar is lifted", "removing or barring somebody"), ("close", "That we close", "closing or reviving the community"),
        ("revive", "That we begin again, after a long silence", "closing or reviving the community"),
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

    [BindProperty]
    public string Form { get; set; } = Guid.NewGuid().ToString();

    public ValueList<CharterChange>? Changes { get; private set; }

    /// <summary>What the form is about, to be sent with it.</summary>
    public IDictionary<string, string> Again => new Dictionary<string, string?>
    {
        ["id"] = Id, ["kind"] = Kind, ["petition"] = Petition ? "true" : null, ["note"] = NoteKey, ["audience"] = NoteKey is null ? null : Audience.ToString(),
        ["link"] = LinkKey, ["step"] = LinkKey is null ? null : Step.ToString(), ["to"] = ToKey,
    }.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!);

    /// <summary>Whether they may put anything before the members at all.</summary>
    public Answer May => Community.Ask(Petition ? new PetitionFor(Visit.Me!.Value, new Resolve(Option.Placeholder)) : new Propose(Visit.Me!.Value, new Resolve(Option.Placeholder)), Visit.Now);

    public string HowDecided => Community.Charter.Sentences().First(s => s.Subject == "matter: " + (Kind switch
    {
        "pass" => "making, changing or ending a link",
        "endorse" => "endorsing a practice note",
        "widen" => Audience switch
        {
            Audience.Public => "making a note public",
            Audience.System => "sharing a note with everyone the host lists",
            _ => "sharing a note with linked communities",
        },
        _ => Kinds.FirstOrDefault(k => k.Kind == Kind).Subject ?? "anything else",
    })).Sentence;

    /// <summary>The note that is to be shared, endorsed or passed on: one of this community, or one that came here, as far as the proposer may read it.</summary>
    public PracticeNote? TheNote => Key.Fits(NoteKey) && Visit.All[NoteId.Of(NoteKey!)] is { Version: > 0 } note && (note.Home == Community.Id || Kind == "pass")
        && Visit.Present.Commons.Check(Visit.Reader, note.Id, Visit.Now).Allowed ? note : null;

    /// <summary>The link that is to go a step further; null for a new one.</summary>
    public Link? TheLink => Ours(LinkKey);

    /// <summary>The link by which a note is to be passed on.</summary>
    public Link? ToLink => Ours(ToKey);

    private Link? Ours(string? key) => Key.Fits(key) && Visit.All[LinkId.Of(key!)] is { Version: > 0 } link && link.SideOf(Here) is not null ? link : null;

    private Party Here => Party.Of(Community.Id);

    /// <summary>Who stands at the other end of a link of ours.</summary>
    public string FarEnd(Link link) => Visit.Name(Visit.Across(link, Here));

    /// <summary>What somebody whom a proposal is about can do, in plain words; null where it is about nobody.</summary>
    public string? Fairness => Kind switch
    {
        "remove" or "bar" => $"They are told, and can reply for {Plain.Count(Community.Charter.RemovalNotice.Days, "day")} before anybody votes. They have no vote on it. "
            + $"If it is carried they can appeal to the members, for {Plain.Count(Community.Charter.AppealWithin.Days, "day")}.",
        "recall" => "They can reply before anybody votes, and have no vote on it. They stay a member.",
        _ => null,
    };

    /// <summary>Whom such a proposal can be about, as far as the proposer may know, and what it would then say.</summary>
    public IReadOnlyList<(string Value, string Words, Func<FreeText, Duration?, Proposal> Saying)> Whom => !Visit.IsMemberOf(Community) ? [] : Kind switch
    {
        "remove" => [.. Community.Members.Where(m => m != Visit.Me).Select(m => About(m, (why, time) => new Remove(m, why, time)))],
        "bar" => [.. Visit.Staff.Select(s => s.Key).Where(p => p != Visit.Me).Select(p => About(p, (why, time) => new Bar(p, why, time)))],
        "unbar" => [.. Visit.Staff.Select(s => s.Key).Where(p => Community.BarOn(p) is not null).Select(p => About(p, (_, _) => new LiftBar(p)))],
        "recall" =>
        [
            .. from office in Community.Charter.Offices
               from holder in Community.Office(office.Id).Holders
               select About(holder.Holder, (why, _) => new Recall(office.Id, holder.Holder, why), office.Id),
        ],
        _ => [],
    };

    private (string, string, Func<FreeText, Duration?, Proposal>) About(PersonId person, Func<FreeText, Duration?, Proposal> saying, OfficeId? office = null) =>
        office is { } held ? ($"{held} {person}", $"{Visit.Name(person)}: {Plain.Of(held)}", saying) : (person.Value, Visit.Name(person), saying);

    /// <summary>Whether it would be about somebody, and there is nobody.</summary>
    public bool IsAboutNobody => Kind is "remove" or "bar" or "unbar" or "recall" && Whom.Count == 0;

    /// <summary>For how long somebody may be barred.</summary>
    public IEnumerable<(string, string)> Times =>
        [("", Kind == "bar" ? "Until the members lift it" : "Not at all: they may come back"), ("30", "30 days"), ("90", "90 days"), ("180", "180 days"), ("365", "A year")];

    public string StepWords => Step switch
    {
        LinkStep.Accept => "Acceptance",
        LinkStep.Decline => "The declining",
        LinkStep.Pause => "A pause",
        LinkStep.Resume => "The resumption",
        LinkStep.End => "The end",
        _ => "Another step",
    };

    public IEnumerable<(string, string)> Offices => Community.Charter.Offices.Select(o => (o.Id.Value, Plain.Capital(Plain.Of(o.Id))));

    public IEnumerable<(string, string)> Stages => Enum.GetValues<Stage>().Select(s => (s.ToString(), Plain.Of(s)));

    public IEnumerable<(string, string)> Flows => [("Both", "Practice, both ways"), ("AToB", "Practice, from us to them"), ("BToA", "Practice, from them to us"), ("None", "No practice: we only stay in touch")];

    public IEnumerable<(string, string)> Others =>
    [
        .. Visit.All.Communities.Where(c => c.Id != Community.Id && c.Status is Status.Open).Select(c => ("community:" + c.Id, c.Name)),
        .. new[] { SouthLondon.People.Sims, SouthLondon.People.LabourWardLeads }.Select(g => ("network:" + g.Code, Visit.Name(g))),
        .. Visit.Organisations.Select(o => ("organisation:" + o.Code, o.Name)),
    ];

    public IEnumerable<Choice> CharterChoices =>
    [
        new("joining", "How people come in", [("", "As now"), ("open", "Anyone may join"), ("ask", "By asking, with one question"), ("invited", "By invitation")]),
        new("observers", "Observers", [("", "As now"), ("read", "May read what members may read"), ("watch", "May not read notes")]),
        new("endorsed", "Before a note leaves the community", [("", "As now"), ("yes", "It is endorsed first"), ("no", "It need not be endorsed")]),
        new("small", "Everyday matters are decided by", [("", "As now"), .. Community.Charter.Rules.Where(r => r.Rule is not (ChoosingRule or SortitionRule)).Select(r => (r.Name, Plain.Capital(r.Name)))]),
    ];

    protected override bool Exists => base.Exists && Kind switch
    {
        null => true,
        "pass" => TheNote is not null && TheLink is not null && ToLink is not null,
        "link" => LinkKey is null || TheLink is not null,
        "widen" or "endorse" => TheNote is not null,
        _ => Kinds.Any(k => k.Kind == Kind),
    };

    public IActionResult OnPostPreview()
    {
        Changes = Amended().DifferenceFrom(Community.Charter);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? why)
    {
        var reason = Optional("why", why);
        if (Build() is not { } proposal || !ModelState.IsValid) return Faulty();
        var me = Visit.Me!.Value;
        return Petition
            ? await Do(On, new PetitionFor(me, proposal, reason), "Your petition has begun. Other members can sign it.", Home, Form)
            : await Do(On, new Propose(me, proposal, reason), "It is before the members.", done => $"{Home}/decisions/{done.Lines.Select(l => l.Event).OfType<DecisionTabled>().Last().Decision}", Form);
    }

    private Proposal? Build()
    {
        switch (Kind)
        {
            case "resolution": return new Resolve(Text("words", Request.Form["words"], "Say what the members are to resolve"));
            case "charter": return Amended() is var amended && amended == Community.Charter ? Fault("joining", "Choose something that changes") : new AmendCharter(amended);
            case "election": return Community.Charter.Offices.FirstOrDefault(o => o.Id.Value == Request.Form["office"]) is { } office ? new Elect(office.Id) : Fault("office", "Choose an office");
            case "stage": return Enum.TryParse<Stage>(Request.Form["stage"], out var stage) && Enum.IsDefined(stage)
                ? new DeclareStage(stage, Text("words", Request.Form["words"], "Say how you know")) : Fault("stage", "Choose a stage");
            case "widen" when Enum.IsDefined(Audience): return new WidenNote(TheNote!.Id, new WidenMatter(TheNote.Edition, Audience, null));
            case "endorse": return new EndorseNote(TheNote!.Id, new EndorseMatter(TheNote.Edition));
            case "pass": return new PassNoteOn(TheNote!.Id, new PassOnMatter(TheLink!.Id, ToLink!.Id));
            case "remove" or "bar" or "unbar" or "recall":
                var reason = Kind == "unbar" ? Option.Placeholder : Text("words", Request.Form["words"], "Say why");
                Duration? time = Times.Any(t => t.Item1 == Request.Form["for"]) && int.TryParse(Request.Form["for"], out var days) ? Duration.FromDays(days) : null;
                return Whom.FirstOrDefault(w => w.Value == Request.Form["person"]) is { Saying: { } saying } ? saying(reason, time) : Fault("person", "Choose whom");
            case "close": return new Close(Text("words", Request.Form["words"], "Say why"), Text("legacy", Request.Form["legacy"], "Say what is left behind"));
            case "revive": return new Revive();
            case "link" when TheLink is { } link:
                var there = Visit.Across(link, Here)!;
                return new SettleLink(link.Id, Step == LinkStep.Accept ? new LinkMatter(Step, there, link.Kind, link.Terms) : new LinkMatter(Step, there));
            case "link": return Offer();
            default: return Fault("kind", "Choose what you want to propose");
        }
    }

    private Proposal? Offer()
    {
        var purpose = Text("words", Request.Form["words"], "Say what it is for");
        if (!Enum.TryParse<Flow>(Request.Form["flow"], out var flow) || !Enum.TryParse<Onward>(Request.Form["onward"], out var onward) || !Enum.IsDefined(flow) || !Enum.IsDefined(onward))
            return Fault("flow", "Choose what it carries");
        string? chosen = Request.Form["other"];
        if (chosen is null || !Others.Any(o => o.Item1 == chosen)) return Fault("other", "Choose with whom");
        var code = chosen[(chosen.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var (other, kind) = chosen.Split(':')[0] switch
        {
            "community" => ((Party)Party.Of(CommunityId.Of(code)), LinkKind.Sister),
            "network" => (Party.Of(Group.Network(code)), LinkKind.Network),
            _ => (Party.Of(Group.Organisation(code)), LinkKind.Organisation),
        };
        return new SettleLink(LinkId.Of(NewKey("link", Form)), new LinkMatter(LinkStep.Offer, other, kind, new LinkTerms(flow, onward) { Purpose = purpose }));
    }

    private Charter Amended()
    {
        var charter = Community.Charter;
        charter = Request.Form["joining"].ToString() switch
        {
            "open" => charter with { Joining = new OpenJoining() },
            "ask" => charter with { Joining = new JoiningOnRequest(["What do you hope to learn, and what could you share?"]) },
            "invited" => charter with { Joining = new JoiningByInvitation() },
            _ => charter,
        };
        charter = Request.Form["observers"].ToString() is { Length: > 0 } observers ? charter with { ObserversRead = observers == "read" } : charter;
        charter = Request.Form["endorsed"].ToString() is { Length: > 0 } endorsed ? charter with { EndorsedFirst = endorsed == "yes" } : charter;
        return Request.Form["small"].ToString() is { Length: > 0 } small && charter.Rule(small) is not (null or ChoosingRule or SortitionRule) ? charter.With(Matter.AnythingElse, new MembersBy(small)) : charter;
    }

    private Proposal? Fault(string name, string words)
    {
        ModelState.AddModelError(name, words);
        return null;
    }
}
