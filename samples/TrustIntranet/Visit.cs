using CommunitiesOfPractice.AspNetCore;
using Microsoft.Extensions.Options;
using SouthLondon;

namespace TrustIntranet;

/// <summary>One request: who is here, when, and what the host knew as it began. Nothing of it comes from what was sent, except who signed in.</summary>
public sealed class Visit
{
    /// <summary>Pages for everyone, signed in or not; what they show is decided by who asks.</summary>
    public static readonly string[] OpenToAll = ["/Index", "/SignIn", "/Community", "/Charter", "/Note", "/Search", "/Links", "/Problem"];

    private readonly People _people;
    private readonly Place _place;

    public Visit(CommunityHost host, IHttpContextAccessor http, IOptions<CommunitiesOfPracticeOptions> options, People people, Place place)
    {
        (Host, _people, _place) = (host, people, place);
        Me = http.HttpContext is { } context ? options.Value.Person(context.User) : null;
        (Present, Now) = (host.Present, host.Now);
        Reader = Me is { } me && Present.Directory.Lists(me, Now) ? me : null;
    }

    public CommunityHost Host { get; }

    public PersonId? Me { get; }

    /// <summary>
    /// As whom they read. The library reads nothing to a key that the directory does not list; so somebody who signed in and is not listed reads as anybody does who has not signed in.
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

    /// <summary>A community as it stands now, what fell due included; null for one that nobody proposed.</summary>
    public Community? Community(string id) => Key.Fits(id) && All[CommunityId.Of(id)] is { Version: > 0 } known ? known.At(Now) : null;

    /// <summary>How somebody is shown to those who may know them: by key and role, since this intranet knows no names.</summary>
    public string Name(PersonId person) => person == Me ? $"{person}, {RoleOf(person)} (you)"
        : RoleOf(person) is { } role ? $"{person}, {role}" : person.Value;

    private string? RoleOf(PersonId person) => _people.All.FirstOrDefault(p => p.Key == person) is { } someone ? Plain.Lower(someone.Role) : null;

    /// <summary>How a group of the directory is called.</summary>
    public string Name(Group group) => group.Kind switch
    {
        GroupKind.Organisation => _place.Organisations.FirstOrDefault(o => o.Code == group.Code)?.Name ?? group.Code,
        GroupKind.Network => group == People.Sims ? "Safety in Maternity Services network" : group == People.LabourWardLeads ? "London labour ward leads network" : group.Code,
        _ => group.Code.Replace('-', ' '),
    };

    /// <summary>How whoever stands at an end of a link, or adopts, is called.</summary>
    public string Name(Party? party) => party switch
    {
        CommunityParty { Community: var id } => All[id].Version > 0 ? All[id].Name : id.Value,
        GroupParty { Group: var group } => Name(group),
        PersonParty { Person: var person } => Name(person),
        _ => "nobody",
    };

    /// <summary>The other end of a link; null where it has no end there.</summary>
    public Party? Across(Link link, Party near) => link.A == near ? link.B : link.B == near ? link.A : null;

    /// <summary>What a proposal asks for, with notes and links called by what the reader may know of them.</summary>
    public string Sentence(Proposal proposal) => proposal switch
    {
        WidenNote widen => $"Share {Title(widen.Note)} with {Plain.Of(widen.What.Audience)}",
        EndorseNote endorse => $"Endorse {Title(endorse.Note)}",
        SettleLink { What: var what } => $"{(what.Step == LinkStep.Offer ? "Offer a link to" : what.Step == LinkStep.Accept ? "Accept the link that is offered by" : what.Step + " the link with")} {Name(what.Other)}"
            + (what.Terms is { } terms ? $": {terms.Sentence.TrimEnd('.')}" : ""),
        PassNoteOn { What: var what } pass => $"Pass {Title(pass.Note)} on, which came by the link of {Ends(what.Via)}, by the link of {Ends(what.To)}",
        _ => proposal.Sentence,
    };

    private string Ends(LinkId link) => $"{Name(All[link].A)} and {Name(All[link].B)}";

    private string Title(NoteId note) => Present.Commons.Show(Reader, note, Now).Title is { } title ? $"“{title}”" : "a note";

    /// <summary>Whether somebody is signed in and a member.</summary>
    public bool IsMemberOf(Community community) => Me is { } me && community.IsMember(me);

    /// <summary>For whom the reader may act on a link or take up a note: their communities, their organisation and networks, those they speak for, and themself.</summary>
    public IReadOnlyList<(string Key, string Words, Capacity Capacity)> Capacities()
    {
        if (Me is not { } me) return [];
        var caller = Caller;
        var groups = caller.Directory.Groups.Where(g => g.Kind is GroupKind.Organisation or GroupKind.Network).ToArray();
        return
        [
            .. groups.Where(g => caller.SpokespersonOf(g) is not null).Select(g => ("speaker:" + g, $"{Name(g)}, as its spokesperson", caller.AsSpokespersonOf(g)!)),
            .. groups.Select(g => ("staff:" + g, Name(g), caller.AsStaffOf(g))),
            .. All.Communities.Where(c => c.IsMember(me)).Select(c => ("member:" + c.Id, c.Name, caller.AsMemberOf(c.Id)!)),
            ("me", "Myself", caller.AsThemself),
        ];
    }

    /// <summary>Whether a link is shown: one that was agreed to everybody, one that is only offered to its two ends.</summary>
    public bool MaySee(Link link) => link.Version > 0 && (link.AgreedAt is not null || Capacities().Any(c => link.SideOf(c.Capacity.For) is not null));
}
