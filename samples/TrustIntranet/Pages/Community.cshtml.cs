using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>One community: who convenes, how it decides, and what somebody may do in it.</summary>
public class CommunityModel(Visit visit) : CommunityPage(visit)
{
    public string Standing => Community.Status switch
    {
        Status.Proposed =>
            $"Proposed: founded once {Community.Founding.Quorum} of its founders agree, by {Plain.Day(Community.Founding.Until)}",
        Status.NotFounded => "Not founded: too few of its founders agreed in time",
        Status.Closed => $"Closed. {Community.Legacy}",
        Status.Dormant => "Dormant: nobody has done anything here for a long time",
        _ => $"{Plain.Of(Community.Stage)}: {Plain.Meaning(Community.Stage)}",
    };

    /// <summary>Conveners are known to members by their key; to everybody else, how many.</summary>
    public string Conveners => !Community.Conveners.Any() ? "Nobody yet"
        : Visit.IsMemberOf(Community) ? string.Join("; ", Community.Conveners.Select(Visit.Name))
            : Plain.Count(Community.Conveners.Count(), "person its members chose", "people its members chose");

    /// <summary>What people ask first of a charter.</summary>
    public IEnumerable<string> HowItDecides =>
    [
        $"{Plain.Capital(Settling(Matter.Open))} can put something before the members.",
            $"Most things are decided by {Settling(Matter.AnythingElse)}.",
        $"The charter is changed by {Settling(Matter.Amend)}.",
    ];

    /// <summary>Where it came from and went, as far as the reader knows those communities.</summary>
    public IEnumerable<string> Lineage => Community.Lineage.Select(line => $"{line.Kind switch
    {
        LineageKind.SplitFrom => "Founded from",
        LineageKind.SplitInto => "Led to the founding of",
        LineageKind.Absorbed => "Took in",
        _ => "Went into",
    }} {Visit.Name(Party.Of(line.Other))}, {Plain.Day(line.At)}");

    public string YourStanding => Community.StandingOf(Visit.Me!.Value) switch
    {
        { IsBarred: true, IsMember: var member } =>
            (member ? "You are a member, and suspended " : "You are barred from this community ")
            + (Community.BarOn(Visit.Me.Value)?.Until is { } until ? $"until {Plain.Day(until)}." : "until its members lift it."),
        { IsMember: true, IsOnLeave: true } => "You are a member, and taking a break.",
        { IsMember: true, Since: var since } => $"You have been a member since {Plain.Day(since)}.",
        _ => Community.Observers.Contains(Visit.Me.Value)
            ? "You observe it." : Community.Followers.Contains(Visit.Me.Value) ? "You follow it." : "You are not a member.",
    };

    /// <summary>Who accompanies whom, as far as it is about whoever is signed in; and who votes for them.</summary>
    public IEnumerable<string> Beside
    {
        get
        {
            if (Visit.Me is not { } me || !Community.IsMember(me)) yield break;
            if (Community.CompanionOf(me) is { } companion) yield return $"{Visit.Name(companion)} accompanies you.";
            foreach (var newcomer in Community.Members.Where(m => Community.CompanionOf(m) == me))
                yield return $"You accompany {Visit.Name(newcomer)}.";
            foreach (var proxy in Community.ProxiesOf(me))
                yield return $"{Visit.Name(proxy.Holder)} votes for you, where you do not vote yourself: {InWords(proxy.For)}.";
        }
    }

    public IReadOnlyList<Decision> Decisions => [.. Community.OpenDecisions.Where(Seen)];

    public IReadOnlyList<Decision> Decided =>
        [.. Community.ClosedDecisions.Where(Seen).OrderByDescending(d => d.ClosesAt).Take(6)];

    public IReadOnlyList<FoundNote> Notes =>
        [.. Visit.Present.Commons.Find(Visit.Reader, Visit.Now, new NoteQuery()).Where(n => n.Home == Community.Id)];

    public IReadOnlyList<Link> Links =>
        [.. Visit.All.Links.Where(
            l => l.SideOf(Party.Of(Community.Id)) is not null && l.Status is not (LinkStatus.Declined or LinkStatus.Ended)
                && Visit.MaySee(l))];

    /// <summary>What was decided elsewhere, or here, and waits for somebody to take it up.</summary>
    public IEnumerable<(string Words, string Path)> TakenUp =>
        from mandate in Visit.All.OpenMandates(Visit.Now)
        let there = Visit.Name(Party.Of(mandate.From))
        let taken = mandate switch
        {
            { Purpose: MandatePurpose.Merge } when mandate.To == On =>
                ($"{there} has decided to merge into this community. Put it to the members", Home + "/propose?kind=absorb"),
            { What: JointMatter } when mandate.To == On && !Proposed(mandate) =>
                ($"{there} has decided something that we are to decide together. Put it to the members", Home
                    + "/propose?kind=joint&mandate=" + Uri.EscapeDataString(mandate.Id)),
            { Purpose: MandatePurpose.Split } when mandate.From == Community.Id =>
                ($"The members let another community be founded from this one, by {Plain.Day(mandate.Expires)}. Propose it",
                    "/found?mandate=" + Uri.EscapeDataString(mandate.Id)),
            _ => default((string Words, string Path)?),
        }
        where taken is not null
        select taken.Value;

    /// <summary>
    /// Everything that somebody may do in it, but what is about one decision or one request, or has a page of its own.
    /// </summary>
    public IReadOnlyList<Deed> Deeds => Visit.Me is not { } me ? [] :
    [
        .. TrustIntranet.Deeds.Of(
            Options.Where(
                o => TrustIntranet.Deeds.DecisionOf(o.Act) is null
                    && o.Act is not (
                        ApproveRequest or DeclineRequest or Accompany or GiveProxy or RevokeProxy or Propose or RequestToJoin)),
                            Visit)
            .Where(d => Community.IsMember(me) || d.Answer.Missing?.Condition != Condition.Membership),
        .. Moves(me), .. Beginnings(me), .. Proxies(me),
    ];

    /// <summary>What they may do about a request.</summary>
    public IEnumerable<Deed> About(JoinRequest request) =>
        TrustIntranet.Deeds.Of(
            Options.Where(
                o => o.Act is ApproveRequest a && a.Person == request.Person || o.Act is DeclineRequest d
                    && d.Person == request.Person), Visit);

    /// <summary>Whether the way in is to ask, which has a page of its own.</summary>
    public bool AsksToJoin => Visit.Me is { } me && Community.WayIn(me, When)?.Act is RequestToJoin;

    /// <summary>Does what a button says; what takes more than a few words has a page of its own.</summary>
    public Task<IActionResult> OnPostDeedAsync() =>
        Do(On, [.. Deeds, .. Community.Requests.Where(r => r.IsOpen).SelectMany(About)]);

    private IEnumerable<Deed> Moves(PersonId me) =>
        from other in Visit.All.Communities
        let move = May(new Move(me, other.Id, Visit.Caller.MembershipIn(other.Id)))
        where move.Answer.Allowed
        select move;

    // Somebody beside whoever is new: a companion, never a gatekeeper.
    private IEnumerable<Deed> Beginnings(PersonId me)
    {
        var others = Visit.Named(Community.Members);
        if (!Community.IsMember(me) || others.Count == 0) yield break;
        var act = new Accompany(me, PersonId.Of(others[0].Value));
        var whom =
            new Choice(
                "person", "Whom", others, Hint: "You show them round and answer what they ask. They owe you nothing.",
                    Unchosen: "Choose somebody");
        yield return May(act, Asking.One(whom, "Choose whom", act, key => act with { Newcomer = PersonId.Of(key) }));
    }

    private IEnumerable<Deed> Proxies(PersonId me)
    {
        foreach (var proxy in Community.ProxiesOf(me))
        {
            var revoke = May(new RevokeProxy(me, proxy.For));
            yield return revoke with { Label = $"{revoke.Label}: {InWords(proxy.For)}" };
        }

        var others = Visit.Named(Community.Members);
        var represented =
            Community.Charter.Matters.Where(
                m => m.Authority is MembersBy by && Community.Charter.Rule(by.Rule)?.Proxies is not null).ToArray();
        if (!Community.IsMember(me) || others.Count == 0 || represented.Length == 0) yield break;
        (string, string)[] matters =
            [("", Plain.Capital(InWords(null))), .. represented.Select(m => (m.Matter.ToString(), Plain.Capital(m.Words)))];
        var deeds = others.Select(other => May(new GiveProxy(me, PersonId.Of(other.Value)))).ToArray();
        var give = deeds.FirstOrDefault(d => d.Answer.Allowed) ?? deeds[0];
        yield return give with
        {
            Asks = new(
                [
                    new Choice(
                        "holder", "Who votes for you", others,
                            Hint: "Only where you do not vote yourself. You can take it back at any time.",
                                Unchosen: "Choose somebody"),
                    new Choice("matter", "In which matter", matters),
                ],
                sent => sent.OneOf("holder", others, "Choose who votes for you") is { } holder
                    && sent.OneOf("matter", matters, "Choose the matter") is { } matter
                    ? new GiveProxy(me, PersonId.Of(holder), matter.Length == 0 ? null : Enum.Parse<Matter>(matter)) : give.Act),
        };
    }

    private string InWords(Matter? matter) =>
        matter is { } one ? Community.Charter.Matters.First(m => m.Matter == one).Words : "in every matter that allows it";

    private bool Proposed(Mandate mandate) =>
        Community.OpenDecisions.Concat(Community.ClosedDecisions)
            .Any(d => d.Proposal is DecideJointly { Joint: var joint } && joint == mandate.What);

    private bool Seen(Decision decision) => Seen(decision.Id) is not null;
}
