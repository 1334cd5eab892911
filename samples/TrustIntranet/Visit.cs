using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.Rules;
using Microsoft.Extensions.Options;
using SouthLondon;

namespace TrustIntranet;

/// <summary>
/// One request: who is here, when, and what the host knew as it began. Nothing of it comes from what was sent, except who signed
/// in.
/// </summary>
public sealed class Visit
{
    /// <summary>Pages for everyone, signed in or not; what they show is decided by who asks.</summary>
    public static readonly string[] OpenToAll =
        ["/Index", "/SignIn", "/Community", "/Charter", "/Note", "/Search", "/Links", "/Problem"];

    private readonly People _people;
    private readonly Place _place;

    public Visit(
        CommunityHost host, IHttpContextAccessor http, IOptions<CommunitiesOfPracticeOptions> options, People people, Place place)
    {
        (Host, _people, _place) = (host, people, place);
        Me = http.HttpContext is { } context ? options.Value.Person(context.User) : null;
        (Present, Now) = (host.Present, host.Now);
        Reader = Me is { } me && Present.Directory.Lists(me, Now) ? me : null;
    }

    public CommunityHost Host { get; }

    public PersonId? Me { get; }

    /// <summary>
    /// As whom they read. The library reads nothing to a key that the directory does not list; so somebody who signed in and is
    /// not listed reads as anybody does who has not signed in.
    /// </summary>
    public PersonId? Reader { get; }

    public Present Present { get; }

    public Instant Now { get; }

    public Landscape All => Present.Landscape;

    /// <summary>Whoever signed in, with everything their acts rest on.</summary>
    public Caller Caller => Host.CallerAt(Me!.Value);

    /// <summary>Who can be chosen in development.</summary>
    public IReadOnlyList<Someone> Staff => _people.All;

    /// <summary>Organisations that are open.</summary>
    public IEnumerable<Organisation> Organisations => _place.Organisations.Where(o => o.Open);

    /// <summary>What can host a community: the networks, and organisations that are open.</summary>
    public IEnumerable<(string Value, string Words)> Hosts =>
        [.. _place.Networks.Select(n => (n.Key, n.Value)), .. Organisations.Select(o => (o.Code, o.Name))];

    /// <summary>
    /// A community as the record has it, which is as it stands now: what fell due was recorded before this page began, or is
    /// being recorded. Null for one that nobody proposed.
    /// </summary>
    public Community? Community(string id) =>
        KeyFormat.IsWellFormed(id) && All[CommunityId.Of(id)] is { Version: > 0 } known ? known : null;

    /// <summary>When to ask a community, so that no answer tells what is not recorded.</summary>
    public Instant When(Community community) => All.WhenToAsk(StreamId.Of(community.Id), Now);

    /// <summary>Whether the time of a decision is over, and what it came to is being recorded.</summary>
    public bool IsBeingRecorded(Community community, Decision decision) => All.IsBeingRecorded(community.Id, decision, Now);

    /// <summary>Why, to the person who asks. From when, and what they can do, the pages say with a link of their own.</summary>
    public string Why(Answer answer) =>
        (answer with { Remedy = null, Missing = answer.Missing is { } missing ? missing with { From = null } : null }).Text;

    /// <summary>How somebody is shown to those who may know them: by key and role, since this intranet knows no names.</summary>
    public string Name(PersonId person) => person == Me ? $"{person}, {RoleOf(person)} (you)"
        : RoleOf(person) is { } role ? $"{person}, {role}" : person.Value;

    /// <summary>Somebody's profession or organisation, as the directory has it; null where it has none.</summary>
    public DirectoryGroup? GroupOf(PersonId person, GroupKind kind) =>
        Present.Directory.EvidenceFor(person, Now).Groups is var groups && groups.Any(g => g.Kind == kind)
            ? groups.First(g => g.Kind == kind)
            : null;

    /// <summary>The staff, to choose one from.</summary>
    /// <param name="which">Whom.</param>
    public IReadOnlyList<(string Value, string Words)> Colleagues(Func<PersonId, bool> which) =>
        Named(_people.All.Select(s => s.Key).Where(which));

    /// <summary>People by their names, to choose one from.</summary>
    public IReadOnlyList<(string Value, string Words)> Named(IEnumerable<PersonId> people) =>
        [.. people.Where(p => p != Me).Select(p => (p.Value, Name(p)))];

    private string? RoleOf(PersonId person) =>
        _people.All.FirstOrDefault(p => p.Key == person) is { } someone ? Plain.Lower(someone.Role) : null;

    /// <summary>How a group of the directory is called.</summary>
    public string Name(DirectoryGroup group) => group.Kind is GroupKind.Organisation or GroupKind.Network
        ? NameOf(group.Code)
        : Plain.Capital(group.Code.Replace('-', ' '));

    /// <summary>How an organisation or a network is called.</summary>
    /// <param name="code">Its code in the directory.</param>
    public string NameOf(string code) =>
        _place.Organisations.FirstOrDefault(o => o.Code == code)?.Name ?? _place.Networks.GetValueOrDefault(code, code);

    /// <summary>How whoever stands at an end of a link, or adopts, is called.</summary>
    public string Name(Party? party) => party switch
    {
        CommunityParty { Community: var id } => All[id].Version > 0 ? All[id].Name : id.Value,
        GroupParty { Group: var group } => Name(group),
        PersonParty { Person: var person } => Reader is null ? "a leader" : Name(person),
        _ => "nobody",
    };

    /// <summary>Several, as part of a sentence: Falls, Sepsis and Maternity.</summary>
    public static string AllOf(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : string.Join(", ", names.Take(names.Count - 1)) + " and " + names[^1];

    /// <summary>How one comes in, as one would tell a colleague.</summary>
    public string ComingIn(JoiningRule rule) => rule switch
    {
        OpenJoining => "Anyone can join, at once.",
        JoiningOnRequest { Questions.Count: 0 } => "You ask, and get an answer.",
        JoiningOnRequest asks => $"You ask, and answer {Plain.Count(asks.Questions.Count, "question")}.",
        JoiningByInvitation => "A member invites you.",
        JoiningOnBelonging on =>
            $"If the directory has you as {string.Join(" or ", on.Groups.Select(g => Plain.Lower(Name(g))))}, you can join at "
                + $"once. Otherwise: {Plain.Lower(ComingIn(on.Others))}",
        _ => Plain.Capital(rule.Sentence),
    };

    /// <summary>
    /// What the library says of a charter, with the keys of its rules, offices, duties and groups as people say them.
    /// </summary>
    /// <param name="charter">The charter.</param>
    /// <param name="sentence">One of its sentences.</param>
    public string Said(Charter charter, string sentence) =>
        Plain.Capital(
            Spoken(charter)
                .Aggregate(sentence, (said, key) => said.Replace(key.Key, key.Words, StringComparison.OrdinalIgnoreCase)));

    private IEnumerable<(string Key, string Words)> Spoken(Charter charter) =>
    [
        .. (charter.Joining as JoiningOnBelonging)?.Groups.Select(
            g => (g.ToString(), g.Kind == GroupKind.Profession ? "the profession of " + Plain.Lower(Name(g)) : Name(g))) ?? [],
        .. charter.Rules.Select(r => r.Name).Concat(charter.Offices.Select(o => o.Id.Value))
            .Concat(charter.Offices.SelectMany(o => o.Duties).Select(d => d.ToString()!))
            .Distinct().Where(key => key.Contains('-', StringComparison.Ordinal)).OrderByDescending(key => key.Length)
                .Select(key => (key, key.Replace('-', ' '))),
    ];

    /// <summary>Who settles a matter, as part of a sentence.</summary>
    public static string Name(Authority authority) => authority switch
    {
        HolderOf holder => "the " + Plain.Of(holder.Office),
        MembersBy by => $"the members together, by {by.Rule.Replace('-', ' ')}",
        _ => authority.Sentence,
    };

    /// <summary>What a link carries and how far, as part of a sentence; what it is for is beside it.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="a">How its first end is called.</param>
    /// <param name="b">How its second end is called.</param>
    public static string Sentence(LinkTerms terms, string a, string b) => string.Join("; ", new[]
    {
        terms.Carries switch
        {
            Flow.None => "it carries no practice",
            Flow.AToB => $"practice goes from {a} to {b}",
            Flow.BToA => $"practice goes from {b} to {a}",
            _ => "practice goes both ways",
        },
        terms.Onward == Onward.OneStep ? "it can be passed on one step, if those who get it decide so each time" : null,
        terms.Attribution == Attribution.Named ? null : $"those who wrote it are named {Plain.Of(terms.Attribution)} at most",
        terms.Until is { } until ? $"it ends on {Plain.Day(until)}" : null,
        terms.ReviewBy is { } review ? $"to be looked at again by {Plain.Day(review)}" : null,
    }.Where(part => part is not null));

    /// <inheritdoc cref="Sentence(LinkTerms, string, string)"/>
    public string Sentence(LinkTerms terms, Link on) => Sentence(terms, Name(on.A), Name(on.B));

    /// <summary>The other end of a link; null where it has no end there.</summary>
    public Party? Across(Link link, Party near) => link.A == near ? link.B : link.B == near ? link.A : null;

    /// <summary>The links by which what somebody at one end has learned can go out from there, resting or not.</summary>
    public IEnumerable<Link> LinksOutOf(Party near) =>
        All.Links.Where(link => link.Status is LinkStatus.Agreed or LinkStatus.Paused && !link.IsOver(Now)
        && (link.A == near && link.Terms!.Carries is Flow.AToB or Flow.Both || link.B == near
            && link.Terms!.Carries is Flow.BToA or Flow.Both));

    /// <summary>What a proposal asks for, with notes, links and communities called by what the reader may know of them.</summary>
    public string Sentence(Proposal proposal) => proposal switch
    {
        WidenNote { What: var what } widen => $"Share {Title(widen.Note)} with {Plain.Of(what.Audience)}"
            + (what.NamedLinks is { } links ? ", by the links of " + string.Join("; ", links.Select(Ends)) : ""),
        EndorseNote endorse => $"Endorse {Title(endorse.Note)}",
        SettleLink { What: { Step: LinkStep.Offer, Terms: { } terms } what } when what.Kind == LinkKind.Leader =>
            $"Ask {Name(what.Other)}, as a leader: {terms.Purpose}",
        SettleLink { What: var what } => $"{StepOf(what.Step)} {Name(what.Other)}",
        PassNoteOn { What: var what } pass =>
            $"Pass {Title(pass.Note)} on, which came by the link of {Ends(what.Via)}, by the link of {Ends(what.To)}",
        RecordSponsor { Sponsor: var sponsor } => sponsor is null
            ? "Have no host organisation on the record"
            : $"Put {NameOf(sponsor)} on the record as host organisation",
        Reframe { Domain: var domain } => $"Care about this from now on: {domain.SharedConcern}",
        MergeInto merge => $"Merge into {Name(Party.Of(merge.Into))}: {merge.Reason}",
        Absorb absorb => $"Take in {Name(Party.Of(absorb.Mandate.From))}, whose members have decided to merge into us",
        Split split => $"Let another community be founded from this one: {split.Reason}",
        DecideJointly { Joint: var joint } =>
            $"Decide together ({AllOf([.. joint.Parties.Select(p => Name(Party.Of(p)))])}): {joint.Words}",
        _ => proposal.Sentence,
    };

    /// <summary>The terms that a proposal about a link is about, and what it would be for; null for every other.</summary>
    public string? TermsOf(Proposal proposal) =>
        proposal is not SettleLink { What: { Terms: { } terms, Kind: not LinkKind.Leader } what } on ? null
        : Plain.Capital(All[on.Link] is { Version: > 0 } known ? Sentence(terms, known) : Sentence(terms, "us", Name(what.Other)))
            + "."
            + (terms.Purpose is { } purpose ? $" It is for: {purpose}" : "");

    /// <summary>A step of a link as a proposal, before the name of the other end.</summary>
    public static string StepOf(LinkStep step) => step switch
    {
        LinkStep.Offer => "Offer a link to",
        LinkStep.Accept => "Accept the link that is offered by",
        LinkStep.Decline => "Decline the link, or take the offer of it back, with",
        LinkStep.Pause => "Pause the link with",
        LinkStep.Resume => "Take up again the link with",
        LinkStep.OfferTerms => "Offer other terms for the link with",
        LinkStep.AcceptTerms => "Accept the other terms offered by",
        _ => "End the link with",
    };

    private string Ends(LinkId link) => $"{Name(All[link].A)} and {Name(All[link].B)}";

    private string Title(NoteId note) => Present.Commons.Show(Reader, note, Now).Title is { } title ? $"“{title}”" : "a note";

    /// <summary>Whether somebody is signed in and a member.</summary>
    public bool IsMemberOf(Community community) => Me is { } me && community.IsMember(me);

    /// <summary>
    /// For whom the reader may take up a note: their communities, their organisation and networks, and themself.
    /// </summary>
    public IReadOnlyList<(string Key, string Words, Capacity Capacity)> Capacities() => Me is null ? [] :
        [.. Caller.Capacities.Select(by => by switch
        {
            AsMember of => ("member:" + of.Evidence.Community, Name(by.For), by),
            AsSpokesperson of => ("speaker:" + of.Named.Group, Name(by.For) + ", as its spokesperson", by),
            AsStaff of => ("staff:" + of.Group, Name(by.For), by),
            _ => ("me", "Myself", by),
        })];

    /// <summary>Whether a link is shown.</summary>
    public bool MaySee(Link link) => link.MaySee(Me is null ? null : Caller).Allowed;
}
