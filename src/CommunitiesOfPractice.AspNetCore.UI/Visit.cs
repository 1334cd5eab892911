using System.Globalization;
using CommunitiesOfPractice.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using PeerQuestion = CommunitiesOfPractice.Question;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// One request: who is here, when, what the host knew as it began, and how things are called. Nothing of it comes from what was
/// sent, except who signed in.
/// </summary>
public sealed class Visit
{
    /// <summary>How many people a search shows.</summary>
    internal const int MostFound = 10;

    /// <summary>Among so few people nobody needs to search.</summary>
    internal const int Few = 20;

    // How many letters of what a gathering is for stand in a list.
    private const int MostOfPurpose = 100;

    private readonly HttpContext _http;
    private readonly LinkGenerator _links;
    private readonly CommunitiesOfPracticeUIOptions _options;
    private Caller? _caller;

    /// <summary>A visit: the services of the request make it.</summary>
    /// <param name="host">What the host knows.</param>
    /// <param name="http">The request.</param>
    /// <param name="options">Who is signed in.</param>
    /// <param name="pages">What only the host knows.</param>
    /// <param name="links">Where pages are.</param>
    public Visit(
        CommunityHost host, IHttpContextAccessor http, IOptions<CommunitiesOfPracticeOptions> options,
        IOptions<CommunitiesOfPracticeUIOptions> pages, LinkGenerator links)
    {
        _http = Guard.Against.Null(http).HttpContext ?? throw new InvalidOperationException("There is no request.");
        (Host, _links, _options) = (Guard.Against.Null(host), links, Guard.Against.Null(pages).Value);
        Zones = Guard.Against.Null(options).Value.Zones;
        Me = options.Value.Person(_http.User);
        (Present, Now) = (host.Present, host.Now);
        Reader = Me is { } me && Present.Directory.Lists(me, Now) ? me : null;
        T = new(_options.Wording?.Invoke(_http) ?? options.Value.Wording, _options.TimeZone);
        Names = new((people, cancel) => _options.People(_http.RequestServices, people, cancel));
    }

    /// <summary>The host.</summary>
    public CommunityHost Host { get; }

    /// <summary>The person who is signed in; null for nobody.</summary>
    public PersonId? Me { get; }

    /// <summary>
    /// The key by which they read. The library reads nothing to a key that the directory does not list. So somebody who is signed
    /// in and not listed reads as anybody does who is not signed in.
    /// </summary>
    public PersonId? Reader { get; }

    /// <summary>What the host knew as the request began.</summary>
    public Present Present { get; }

    /// <summary>When the request began.</summary>
    public Instant Now { get; }

    /// <summary>Every community, link, note, adoption, gathering and question.</summary>
    public Landscape All => Present.Landscape;

    /// <summary>What pages say.</summary>
    public Texts T { get; }

    /// <summary>The person who is signed in, with everything their acts rest on.</summary>
    public Caller Caller => _caller ??= Host.CallerAt(Me!.Value);

    /// <summary>What people are called.</summary>
    internal Names Names { get; }

    /// <summary>The zone data of the host.</summary>
    internal IDateTimeZoneProvider Zones { get; }

    /// <summary>Stylesheets and the script, as addresses.</summary>
    public IEnumerable<string> Stylesheets =>
    [
        Asset("pages.css"), .. _options.OwnLooks ? new[] { Asset("looks.css") } : [],
        .. _options.Stylesheets.Select(sheet => sheet.StartsWith("~/", StringComparison.Ordinal)
            ? _http.Request.PathBase.ToUriComponent() + sheet[1..]
            : sheet),
    ];

    /// <summary>The address of the script.</summary>
    public string Script => Asset("pages.js");

    private string Asset(string file) => _http.Request.PathBase.ToUriComponent() + Assets.Of(_options.Path, file);

    // ---- Where things are.

    /// <summary>The address of one of our pages; null where the host switched it off.</summary>
    /// <param name="page">Which, such as <see cref="PageNames.Community"/>.</param>
    /// <param name="values">The ids in its path, and its query; null for none.</param>
    /// <param name="fragment">The part of it, without the sign; null for its beginning.</param>
    public string? At(string page, object? values = null, string? fragment = null)
    {
        var routed = new RouteValueDictionary(values) { ["area"] = PageNames.Area };
        return _links.GetPathByPage(
            _http, page, values: routed, fragment: fragment is null ? default : new FragmentString("#" + fragment));
    }

    /// <summary>The address of a community.</summary>
    /// <param name="community">Which.</param>
    /// <param name="fragment">The part of the page, without the sign; null for its beginning.</param>
    public string? At(CommunityId community, string? fragment = null) => At(PageNames.Community, new { id = community },
        fragment);

    /// <summary>The address of a gathering as a file for calendars.</summary>
    /// <param name="gathering">Which.</param>
    public string FileOf(GatheringId gathering) => _http.Request.PathBase.ToUriComponent() + _options.Path
        + $"/gatherings/{Uri.EscapeDataString(gathering.Value)}.ics";

    /// <summary>The page that the visitor is on, with something else in its query.</summary>
    /// <param name="name">What the query calls it.</param>
    /// <param name="value">What it is to be.</param>
    public string Beside(string name, object value)
    {
        var request = _http.Request;
        var rest = request.Query.Where(asked => asked.Key != name)
            .SelectMany(asked => asked.Value, (asked, one) => KeyValuePair.Create(asked.Key, one));
        return request.PathBase.ToUriComponent() + request.Path.ToUriComponent()
            + QueryString.Create(rest.Append(new(name, Convert.ToString(value, CultureInfo.InvariantCulture)))).ToUriComponent();
    }

    /// <summary>
    /// Where a refusal leads to something that the visitor can do; null where there is no such page, or nothing to be done.
    /// </summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="context">The request.</param>
    public WayIn? WayTo(Answer refusal, HttpContext context) => WaysIn.Of(refusal, context, this);

    /// <summary>The page on which a deed is done; null where it has none, or the host switched it off.</summary>
    /// <param name="deed">The deed.</param>
    /// <param name="context">The request.</param>
    public WayIn? PageOf(Deed deed, HttpContext context) => WaysIn.Of(Guard.Against.Null(deed).Option, context, this);

    // ---- What there is.

    /// <summary>
    /// A community as the record has it, which is as it stands now: what fell due was recorded before this page began, or is
    /// being recorded. Null for one that nobody proposed.
    /// </summary>
    /// <param name="id">Its id, as an address has it.</param>
    public Community? Community(string? id) =>
        KeyFormat.IsWellFormed(id) && All[CommunityId.Of(id!)] is { Version: > 0 } known ? known : null;

    /// <summary>When to ask a community, so that no answer tells what is not recorded.</summary>
    /// <param name="community">Which.</param>
    public Instant When(Community community) => All.WhenToAsk(StreamId.Of(Guard.Against.Null(community).Id), Now);

    /// <summary>Whether the time of a decision is over, and what it came to is being recorded.</summary>
    /// <param name="community">Whose.</param>
    /// <param name="decision">Which.</param>
    public bool IsBeingRecorded(Community community, Decision decision) =>
        All.IsBeingRecorded(Guard.Against.Null(community).Id, decision, Now);

    /// <summary>Whether the visitor is signed in and a member.</summary>
    /// <param name="community">Of which community.</param>
    public bool IsMemberOf(Community community) => Me is { } me && Guard.Against.Null(community).IsMember(me);

    /// <summary>Whether a link is shown.</summary>
    /// <param name="link">Which.</param>
    public bool MaySee(Link link) => Guard.Against.Null(link).MaySee(Me is null ? null : Caller).Allowed;

    /// <summary>A gathering as the visitor is shown it; null where they may not see it.</summary>
    /// <param name="key">Its id, as an address has it.</param>
    public ShownGathering? Gathering(string? key) =>
        Me is not null && KeyFormat.IsWellFormed(key) ? All[GatheringId.Of(key!)].ShownTo(Caller) : null;

    /// <summary>
    /// The gatherings that a community calls or is asked to call, as far as the visitor may see them, in the order in which they
    /// take place.
    /// </summary>
    /// <param name="community">Which community.</param>
    /// <param name="over">Whether those that are over or cancelled are among them.</param>
    public IEnumerable<ShownGathering> GatheringsOf(CommunityId community, bool over = false) => Me is null ? []
        : Caller.Gatherings(over).Where(gathering => gathering.Home == community
            || gathering.With.Any(party => party.Community == community && party.Status != PartyStatus.Withdrawn));

    /// <summary>Whether somebody said yes to a gathering, so that they have a place or wait for one.</summary>
    /// <param name="gathering">The gathering, as they are shown it.</param>
    public static bool SaidYes(ShownGathering gathering) =>
        Guard.Against.Null(gathering).HasPlace || gathering.IsWaiting;

    /// <summary>Whether the visitor may come to a gathering.</summary>
    /// <param name="gathering">The gathering.</param>
    public bool MayCome(ShownGathering gathering) => Caller.InvitationTo(Guard.Against.Null(gathering).Id).MayCome;

    /// <summary>
    /// A question as the visitor is shown it; null where they may not read it, and did not answer it.
    /// </summary>
    /// <param name="key">Its id, as an address has it.</param>
    public ShownQuestion? Question(string? key) => Me is { } me && KeyFormat.IsWellFormed(key)
        && Present.Commons.Show(me, QuestionId.Of(key!), Now) is var shown && (shown.Answer.Allowed || shown.Answers.Count > 0)
            ? shown
            : null;

    /// <summary>The questions that the visitor may read, the latest first.</summary>
    /// <param name="home">The community in which they were asked; null for all.</param>
    public IEnumerable<PeerQuestion> Questions(CommunityId? home = null) => (Reader is not { } me ? []
        : home is { } one ? Present.Commons.ListQuestions(me, Now, one).Questions
        : Present.Commons.ListQuestions(me, Now).Questions)
            .OrderByDescending(question => question.AskedAt ?? question.LastAt).ThenBy(question => question.Id);

    /// <summary>
    /// Whether the visitor could answer a question that they may read: it is open, somebody else asks it, and they have not
    /// answered it.
    /// </summary>
    /// <param name="question">Which.</param>
    public bool CouldAnswer(PeerQuestion question) => Guard.Against.Null(question).TakesAnswers
        && question.Asker!.Person != Me && question.Answers.All(answer => answer.IsWithdrawn || answer.Giver.Person != Me);

    /// <summary>Somebody who asks or answers, as far as the visitor may know them.</summary>
    /// <param name="credit">What is shown of them; null for nothing.</param>
    public string Name(Credit? credit) => credit switch
    {
        { Person: { } person } => Name(person),
        { Group: { } group } => Name(group),
        _ => T["question.somebody"],
    };

    /// <summary>A note that the visitor may read, as lists show it.</summary>
    internal FoundNote Found(NoteId note) => All[note] is { Content: { } content } known
        ? new(note, known.Home, content.Title, (content as PracticeContent)?.Outcome)
        : throw new InvalidOperationException("The visitor may not read it.");

    /// <summary>The other end of a link; null where it has no end there.</summary>
    /// <param name="link">Which.</param>
    /// <param name="near">This end.</param>
    public static Party? Across(Link link, Party near) =>
        Guard.Against.Null(link).A == near ? link.B : link.B == near ? link.A : null;

    /// <summary>The links by which what somebody at one end has learned can go out from there, resting or not.</summary>
    /// <param name="near">This end.</param>
    public IEnumerable<Link> LinksOutOf(Party near) =>
        All.LinksOf(near).Where(link => link.Status is LinkStatus.Agreed or LinkStatus.Paused && !link.IsOver(Now)
            && (link.A == near && link.Terms!.Carries is Flow.AToB or Flow.Both
                || link.B == near && link.Terms!.Carries is Flow.BToA or Flow.Both));

    /// <summary>
    /// For which parties the visitor may take up a note: their communities, their organisation and networks, and themself.
    /// </summary>
    public IReadOnlyList<(string Key, string Words, Capacity Capacity)> Capacities() => Me is null ? [] :
        [.. Caller.Capacities.Select(by => by switch
        {
            AsMember of => ("member:" + of.Evidence.Community, Name(by.For), by),
            AsSpokesperson of => ("speaker:" + of.Named.Group, T["capacity.speaker", Name(by.For)], by),
            AsStaff of => ("staff:" + of.Group, Name(by.For), by),
            _ => ("me", T["capacity.myself"], by),
        })];

    /// <summary>The first group of a kind that the directory has somebody in; null where it has none.</summary>
    /// <param name="person">Who.</param>
    /// <param name="kind">Which kind, such as a profession.</param>
    public DirectoryGroup? GroupOf(PersonId person, GroupKind kind) =>
        Present.Directory.EvidenceFor(person, Now).Groups is var groups && groups.Any(g => g.Kind == kind)
            ? groups.First(g => g.Kind == kind)
            : null;

    /// <summary>Organisations and networks, to choose one from.</summary>
    /// <param name="kinds">Which kinds of group.</param>
    public IEnumerable<(DirectoryGroup Group, string Words)> Groups(params GroupKind[] kinds) =>
        Present.Directory.Groups.Where(group => kinds.Contains(group.Kind)).Select(group => (group, Name(group)))
            .OrderBy(named => Array.IndexOf(kinds, named.group.Kind))
            .ThenBy(named => named.Item2, StringComparer.Create(T.Written, ignoreCase: true));

    // ---- People.

    /// <summary>How somebody is called to those who may know them: <c>you</c>, or their name and role.</summary>
    /// <param name="person">Who.</param>
    public string Name(PersonId person) => person == Me ? T["person.you"]
        : Names[person] is { Role: { } role } card ? T["person.role", card.Name, role]
        : Names[person].Name;

    /// <summary>The same, with where they work, for choosing one from several.</summary>
    /// <param name="card">Who.</param>
    public string Name(PersonCard card) => string.Join(
        T["list.comma"], new[] { Guard.Against.Null(card).Name, card.Role, card.Organisation }.Where(part => part is not null));

    /// <summary>
    /// The people that somebody may choose from, as far as they were searched for; all of them, where they are few.
    /// </summary>
    internal async Task<IReadOnlyList<PersonCard>> Find(PersonChoice choice, string? words, CancellationToken cancel)
    {
        if (choice.Among is { Count: <= Few })
        {
            var listed = choice.Listed.Where(person => person != Me).ToArray();
            await Names.Load(listed, cancel);
            return [.. listed.Select(person => Names[person])];
        }

        if (string.IsNullOrWhiteSpace(words)) return [];
        var query = new PeopleQuery(words.Trim(), MostFound) { Among = choice.Among };
        var found = (await _options.FindPeople(_http.RequestServices, query, cancel)).ToList();
        if (KeyFormat.IsWellFormed(query.Words) && PersonId.Of(query.Words) is var exact && found.All(card =>
            card.Person != exact))
        {
            await Names.Load([exact], cancel);
            found.Insert(0, Names[exact]);
        }

        Names.Keep(found);
        return [.. found.Where(card => MayChoose(choice, card.Person)).DistinctBy(card => card.Person).Take(MostFound)];
    }

    internal bool MayChoose(PersonChoice choice, PersonId person) =>
        person != Me && choice.Among?.Contains(person) != false && choice.Except?.Invoke(person) != true
            && (choice.Among is not null || Present.Directory.Lists(person, Now));

    // ---- What things are called.

    /// <summary>Why, to the person who asks. The pages say from when, and what they can do, with a link of their own.</summary>
    /// <param name="answer">The answer.</param>
    public string Why(Answer answer) =>
        T.Of(Guard.Against.Null(answer) with
        {
            Remedy = null, Missing = answer.Missing is { } missing ? missing with { From = null } : null,
        });

    /// <summary>How a group of the directory is called.</summary>
    /// <param name="group">Which.</param>
    public string Name(DirectoryGroup group) => _options.NameOfGroup(_http.RequestServices, group)
        ?? T.Capital(group.Code.Replace('-', ' '));

    /// <summary>How the host of a community is called: an organisation or a network.</summary>
    /// <param name="code">Its code in the directory.</param>
    public string NameOfSponsor(string code) =>
        new[] { DirectoryGroup.Organisation(code), DirectoryGroup.Network(code) }
            .Select(group => _options.NameOfGroup(_http.RequestServices, group)).FirstOrDefault(name => name is not null)
        ?? Name(DirectoryGroup.Organisation(code));

    /// <summary>How an end of a link, or an adopter, is called.</summary>
    /// <param name="party">Which; null for nobody.</param>
    public string Name(Party? party) => party switch
    {
        CommunityParty { Community: var id } => All[id].Version > 0 ? All[id].Name : id.Value,
        GroupParty { Group: var group } => Name(group),
        PersonParty { Person: var person } => Reader is null ? T["party.leader"] : Name(person),
        _ => T["party.nobody"],
    };

    /// <summary>The people among some parties, as far as the visitor may know them.</summary>
    /// <param name="parties">The parties.</param>
    internal IEnumerable<PersonId> PeopleAmong(IEnumerable<Party?> parties) =>
        Reader is null ? [] : parties.OfType<PersonParty>().Select(party => party.Person);

    /// <summary>How a gathering is called in a list: by the first of the words that say what it is for.</summary>
    /// <param name="gathering">The gathering, as the visitor is shown it.</param>
    public string Name(ShownGathering gathering)
    {
        if (Guard.Against.Null(gathering).Purpose is not { } purpose) return T["gathering.restricted.title"];
        var line = purpose.ToString().Split('\n')[0].Trim();
        if (line.Length <= MostOfPurpose) return line;
        var cut = line.LastIndexOf(' ', MostOfPurpose);
        return T["gathering.cut", line[..(cut > 0 ? cut : MostOfPurpose)]];
    }

    /// <summary>When a gathering takes place; null where the visitor may not know.</summary>
    /// <param name="gathering">The gathering, as the visitor is shown it.</param>
    public string? When(ShownGathering gathering) =>
        Guard.Against.Null(gathering).When is { } time ? T.When(time, Zones) : null;

    /// <summary>Where the visitor stands with a gathering, in a few words; null where there is nothing to say.</summary>
    /// <param name="gathering">The gathering, as the visitor is shown it.</param>
    public string? Standing(ShownGathering gathering) => Guard.Against.Null(gathering) switch
    {
        { Status: GatheringStatus.Cancelled } => T["gathering.standing.cancelled"],
        { IsOver: true, Came: true } => T["gathering.standing.came"],
        { IsOver: true } => null,
        { IsToConfirm: true } => T["gathering.standing.confirm"],
        { HasPlace: true } => T["gathering.standing.place"],
        { WaitingBefore: 0 } => T["gathering.standing.next"],
        { WaitingBefore: { } before } => T.Count("gathering.standing.waits", before),
        { IsWaiting: true } => T["gathering.standing.waiting"],
        { SaidNo: true } => T["gathering.standing.no"],
        _ => null,
    };

    /// <summary>An office, as people say it.</summary>
    /// <param name="office">Which.</param>
    public string Name(OfficeId office) => T.Find("office." + office.Value) ?? office.Value.Replace('-', ' ');

    /// <summary>How you come in, as you would tell a colleague.</summary>
    /// <param name="rule">The rule.</param>
    public string ComingIn(JoiningRule rule) => rule switch
    {
        OpenJoining => T["joining.open"],
        JoiningOnRequest { Questions.Count: 0 } => T["joining.request"],
        JoiningOnRequest asks => T.Count("joining.questions", asks.Questions.Count),
        JoiningByInvitation => T["joining.invitation"],
        JoiningOnBelonging on => T["joining.belonging",
            string.Join(T["list.or"], on.Groups.Select(g => T.Lower(Name(g)))), T.Lower(ComingIn(on.Others))],
        _ => T.Capital(Guard.Against.Null(rule).In(T.Wording)),
    };

    /// <summary>
    /// What the library says of a charter, with the keys of its rules, offices, duties and groups as people say them.
    /// </summary>
    /// <param name="charter">The charter.</param>
    /// <param name="sentence">One of its sentences.</param>
    public string Said(Charter charter, string sentence) =>
        T.Capital(
            Spoken(Guard.Against.Null(charter))
                .Aggregate(sentence, (said, key) => said.Replace(key.Key, key.Words, StringComparison.OrdinalIgnoreCase)));

    private IEnumerable<(string Key, string Words)> Spoken(Charter charter) =>
    [
        .. (charter.Joining as JoiningOnBelonging)?.Groups.Select(
            g => (g.ToString(), g.Kind == GroupKind.Profession ? T["group.profession", T.Lower(Name(g))] : Name(g))) ?? [],
        .. charter.Rules.Select(r => r.Name).Concat(charter.Offices.Select(o => o.Id.Value))
            .Concat(charter.Offices.SelectMany(o => o.Duties).Select(d => d.ToString()!))
            .Distinct().Where(key => key.Contains('-', StringComparison.Ordinal)).OrderByDescending(key => key.Length)
            .Select(key => (key, key.Replace('-', ' '))),
    ];

    /// <summary>Who settles a matter, as part of a sentence.</summary>
    /// <param name="authority">Who.</param>
    public string Name(Authority authority) => authority switch
    {
        HolderOf holder => T["authority.holder", Name(holder.Office)],
        MembersBy by => T["authority.members", by.Rule.Replace('-', ' ')],
        _ => Guard.Against.Null(authority).In(T.Wording),
    };

    /// <summary>What a link carries and how far, as part of a sentence; what it is for is beside it.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="a">How its first end is called.</param>
    /// <param name="b">How its second end is called.</param>
    public string Sentence(LinkTerms terms, string a, string b) => string.Join(T["list.semicolon"], new[]
    {
        Guard.Against.Null(terms).Carries switch
        {
            Flow.None => T["terms.nothing"],
            Flow.AToB => T["terms.one-way", a, b],
            Flow.BToA => T["terms.one-way", b, a],
            _ => T["terms.both-ways"],
        },
        terms.Onward == Onward.OneStep ? T["terms.onward"] : null,
        terms.Attribution == Attribution.Named ? null : T["terms.attribution", T.Of(terms.Attribution)],
        terms.Until is { } until ? T["terms.until", T.Day(until)] : null,
        terms.ReviewBy is { } review ? T["terms.review", T.Day(review)] : null,
    }.Where(part => part is not null));

    /// <inheritdoc cref="Sentence(LinkTerms, string, string)"/>
    /// <param name="terms">The terms.</param>
    /// <param name="on">The link that has them.</param>
    public string Sentence(LinkTerms terms, Link on) => Sentence(terms, Name(Guard.Against.Null(on).A), Name(on.B));

    /// <summary>What a proposal asks for, with notes, links and communities called by what the reader may know of them.</summary>
    /// <param name="proposal">The proposal.</param>
    public string Sentence(Proposal proposal) => proposal switch
    {
        WidenNote { What: { NamedLinks: { } links } what } widen =>
            T["proposal.widen.links", Title(widen.Note), T.Of(what.Audience), string.Join(T["list.semicolon"],
                links.Select(Ends))],
        WidenNote { What: var what } widen => T["proposal.widen", Title(widen.Note), T.Of(what.Audience)],
        EndorseNote endorse => T["proposal.endorse", Title(endorse.Note)],
        SettleLink { What: { Step: LinkStep.Offer, Terms: { } terms } what } when what.Kind == LinkKind.Leader =>
            T["proposal.leader", Name(what.Other), terms.Purpose],
        SettleLink { What: var what } => StepOf(what.Step, Name(what.Other)),
        PassNoteOn { What: var what } pass => T["proposal.pass", Title(pass.Note), Ends(what.Via), Ends(what.To)],
        AgreeTogether { Gathering: var gathering, Withdraws: var withdraws } =>
            T[withdraws ? "proposal.gathering.withdraw" : "proposal.gathering.agree", Title(gathering)],
        RecordSponsor { Sponsor: null } => T["proposal.sponsor.none"],
        RecordSponsor { Sponsor: var sponsor } => T["proposal.sponsor", NameOfSponsor(sponsor)],
        Reframe { Domain: var domain } => T["proposal.reframe", domain.SharedConcern],
        MergeInto merge => T["proposal.merge", Name(Party.Of(merge.Into)), merge.Reason],
        Absorb absorb => T["proposal.absorb", Name(Party.Of(absorb.Mandate.From))],
        Split split => T["proposal.split", split.Reason],
        DecideJointly { Joint: var joint } =>
            T["proposal.joint", T.List([.. joint.Parties.Select(p => Name(Party.Of(p)))]), joint.Words],
        Remove { BarredFor: { } time } remove =>
            T["proposal.remove-and-bar", Name(remove.Person), remove.Reason, T.Count("count.day", time.Days)],
        Bar { For: { } time } bar => T["proposal.bar-for", Name(bar.Person), bar.Reason, T.Count("count.day", time.Days)],
        Remove { Person: var person } remove => T["proposal.remove", Name(person), remove.Reason],
        Bar { Person: var person } bar => T["proposal.bar", Name(person), bar.Reason],
        LiftBar { Person: var person } => T["proposal.unbar", Name(person)],
        Recall { Holder: var holder } recall => T["proposal.recall", Name(holder), Name(recall.Office), recall.Reason],
        _ when AboutOnly(proposal) is { } person =>
            proposal.In(T.Wording).Replace(person.Value, Name(person), StringComparison.Ordinal),
        _ => Guard.Against.Null(proposal).In(T.Wording),
    };

    // In what these say are no words but the library's own and a key.
    private static PersonId? AboutOnly(Proposal proposal) => proposal switch
    {
        Appoint appoint => appoint.Volunteer,
        Admit admit => admit.Person,
        InvitePerson invite => invite.Person,
        Reinstate reinstate => reinstate.Person,
        _ => null,
    };

    /// <summary>The people that a proposal's sentence names.</summary>
    internal IEnumerable<PersonId> PeopleIn(Proposal proposal) =>
        proposal is SettleLink { What.Other: var other } ? PeopleAmong([other])
        : (AboutOnly(proposal) ?? proposal.ConcernedPerson) is { } person ? [person] : [];

    /// <summary>The terms that a proposal about a link is about, and what it would be for; null for every other.</summary>
    /// <param name="proposal">The proposal.</param>
    public string? TermsOf(Proposal proposal)
    {
        if (proposal is not SettleLink { What: { Terms: { } terms, Kind: not LinkKind.Leader } what } on) return null;
        var sentence = T.Capital(
            All[on.Link] is { Version: > 0 } known ? Sentence(terms, known) : Sentence(terms, T["party.us"], Name(what.Other)));
        return terms.Purpose is { } purpose ? T["terms.purpose", sentence, purpose] : T["terms.sentence", sentence];
    }

    /// <summary>A step of a link as a proposal.</summary>
    /// <param name="step">Which step.</param>
    /// <param name="other">How the other end is called.</param>
    public string StepOf(LinkStep step, string other) => T[Texts.KeyOf(step), other];

    /// <summary>How the ends of a link are called.</summary>
    /// <param name="link">Which.</param>
    public string Ends(LinkId link) => T["link.ends", Name(All[link].A), Name(All[link].B)];

    private string Title(GatheringId gathering) =>
        Gathering(gathering.Value) is { } seen ? T["note.quoted", Name(seen)] : T["gathering.unknown"];

    // Its title alone: to say who is credited for it, members have to be counted.
    private string Title(NoteId note) => Present.Commons.Check(Reader, note, Now).Allowed
        && All[note].Content?.Title is { } title ? T["note.quoted", title] : T["note.unknown"];
}
