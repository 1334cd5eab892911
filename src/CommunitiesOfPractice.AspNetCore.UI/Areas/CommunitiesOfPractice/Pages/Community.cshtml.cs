using CommunitiesOfPractice.Rules;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>One community: who convenes, how it decides, and what somebody may do in it.</summary>
/// <param name="visit">The request.</param>
public class CommunityModel(Visit visit) : CommunityPage(visit)
{
    private const int Shown = 10;
    private const int MostGatherings = 3;
    private const int MostQuestions = 3;

    private IReadOnlyList<Deed>? _deeds;
    private bool? _asksToJoin;
    private Paged<JoinRequest>? _requests;
    private ReadableNotes? _readable;
    private IReadOnlyList<FoundNote>? _notes;
    private IReadOnlyList<Decision>? _decisions;
    private IReadOnlyList<Decision>? _decided;
    private IReadOnlyList<Link>? _links;

    private bool IsMember => Visit.IsMemberOf(Community);

    /// <summary>What it is, in a few words each.</summary>
    public IEnumerable<(string What, string Words)> Facts
    {
        get
        {
            var domain = Community.Domain!;
            if (domain.InScope.Count > 0)
                yield return (T["community.in-scope"], string.Join(T["list.semicolon"], domain.InScope));
            if (domain.OutOfScope.Count > 0)
                yield return (T["community.out-of-scope"], string.Join(T["list.semicolon"], domain.OutOfScope));
            if (OwnWords.Any())
                yield return (T["community.words"], string.Join(
                    T["list.semicolon"], OwnWords.Select(words => string.Join(T["list.comma"], words))));
            yield return (T["community.stage"], Standing);
            yield return (T["community.conveners"], Conveners);
            yield return (T["community.joining"], Visit.ComingIn(Community.Charter.Joining));
            if (Community.Sponsor is { } sponsor)
                yield return (T["community.host"], T["community.host.words", Visit.NameOfSponsor(sponsor)]);
            if (Community.Lineage.Count > 0)
                yield return (T["community.lineage"], string.Join(T["list.semicolon"], Community.Lineage.Select(line =>
                    T[Texts.KeyOf(line.Kind), Visit.Name(Party.Of(line.Other)), T.Day(line.At)])));
        }
    }

    private string Standing => Community.Status switch
    {
        Status.Proposed => T["community.proposed", Community.Founding.Quorum, T.Day(Community.Founding.Until)],
        Status.NotFounded => T["community.not-founded"],
        Status.Closed => T["community.closed", Community.Legacy],
        Status.Dormant => T["community.dormant"],
        _ => T["community.stage.words", T.Of(Community.Stage), T[Texts.KeyOf(Community.Stage) + ".means"]],
    };

    // Members know their conveners; everybody else knows how many they are.
    private string Conveners => !Community.Conveners.Any() ? T["community.conveners.none"]
        : IsMember ? T.Capital(string.Join(T["list.semicolon"], Community.Conveners.Select(Visit.Name)))
        : T.Count("community.conveners.count", Community.Conveners.Count());

    /// <summary>What people ask first of a charter.</summary>
    public IEnumerable<string> HowItDecides =>
    [
        T.Capital(T["community.opens", Settling(Matter.Open)]), T["community.settles", Settling(Matter.AnythingElse)],
        T["community.amends", Settling(Matter.Amend)],
    ];

    /// <summary>Where the visitor stands in it.</summary>
    public string YourStanding => (Community.StandingOf(Visit.Me!.Value), Community.BarOn(Visit.Me.Value)?.Until) switch
    {
        ({ IsBarred: true, IsMember: true }, { } until) => T["standing.suspended.until", T.Day(until)],
        ({ IsBarred: true, IsMember: true }, _) => T["standing.suspended"],
        ({ IsBarred: true }, { } until) => T["standing.barred.until", T.Day(until)],
        ({ IsBarred: true }, _) => T["standing.barred"],
        ({ IsMember: true, IsOnLeave: true }, _) => T["standing.on-leave"],
        ({ IsMember: true, Since: { } since }, _) => T["standing.member", T.Day(since)],
        _ => T[Community.Observers.Contains(Visit.Me.Value) ? "standing.observer"
            : Community.Followers.Contains(Visit.Me.Value) ? "standing.follower" : "standing.none"],
    };

    /// <summary>Who accompanies the visitor, who they accompany, and who votes for them.</summary>
    public IEnumerable<string> Beside
    {
        get
        {
            if (Visit.Me is not { } me || !IsMember) yield break;
            if (Community.CompanionOf(me) is { } companion) yield return T.Capital(T["beside.companion", Visit.Name(companion)]);
            foreach (var newcomer in Community.AccompaniedBy(me)) yield return T["beside.newcomer", Visit.Name(newcomer)];
            foreach (var proxy in Community.ProxiesOf(me))
                yield return T.Capital(T["beside.proxy", Visit.Name(proxy.Holder), InWords(proxy.For)]);
        }
    }

    /// <summary>What is before the members.</summary>
    public IReadOnlyList<Decision> Decisions => _decisions ??= [.. Community.OpenDecisions.Where(Seen)];

    /// <summary>What was decided last.</summary>
    public IReadOnlyList<Decision> Decided => _decided ??=
        [.. Community.ClosedDecisions.OrderByDescending(d => d.ClosesAt).Where(Seen).Take(6)];

    /// <summary>What happens next to an open decision, and when.</summary>
    /// <param name="decision">Which.</param>
    public string Until(Decision decision) => Visit.IsBeingRecorded(Community, decision)
        ? T["community.being-recorded"]
        : decision.Phase switch
        {
            DecisionPhase.Notice => T["community.opens-on", T.When(decision.OpensAt)],
            DecisionPhase.Sealed => T["community.sealed"],
            _ => T["community.open-until", T.When(decision.ClosesAt)],
        };

    /// <summary>Who asks to join, for members: a page at a time.</summary>
    public Paged<JoinRequest> Requests =>
        _requests ??= PageOf(IsMember ? [.. Community.Requests.Where(r => r.IsOpen)] : (IReadOnlyList<JoinRequest>)[], Shown);

    /// <summary>The next gatherings that it calls or is asked to call, as far as the visitor may see them.</summary>
    public IReadOnlyList<ShownGathering> Gatherings => field ??= [.. Visit.GatheringsOf(Community.Id).Take(MostGatherings)];

    /// <summary>The latest questions that were asked here, as far as the visitor may read them.</summary>
    public IReadOnlyList<ShownQuestion> Questions => field ??=
        [.. Visit.Questions(Community.Id).Take(MostQuestions).Select(question => Visit.Question(question.Id.Value)!)];

    /// <summary>Whether the visitor may ask here.</summary>
    public bool MayAsk => Visit.Me is not null && Visit.Caller.AskingIn(Community.Id) is { MayAsk: true };

    /// <summary>How the visitor calls one; null for somebody who is no member.</summary>
    public CallingWay? Calling => field ??= CallingWay.Of(Visit)(Community);

    /// <summary>Whether it meets as often as it means to, for its conveners; null for everybody else.</summary>
    public string? Rhythm
    {
        get
        {
            if (Visit.Me is not { } me || !Community.Conveners.Contains(me)) return null;
            var (rhythm, last) = (Visit.All.RhythmOf(Community.Id, When), Visit.All.MeetingsOf(Community.Id, When).LastHeld);
            return rhythm == CommunitiesOfPractice.Rhythm.None ? null : string.Join(' ',
                last is { } met ? T["rhythm.last", T.Day(met)] : T["rhythm.never"],
                T[Texts.KeyOf(rhythm), T.Count("count.day", Community.Charter.MeetsEvery!.Value.Days)]);
        }
    }

    /// <summary>What the community learned lately, as far as the visitor may read it.</summary>
    public IReadOnlyList<FoundNote> Notes => _notes ??= [.. Readable.Take(Shown).Select(Visit.Found)];

    /// <summary>How many of its notes they may read.</summary>
    public int NoteCount => Readable.Count;

    /// <summary>Whether there are more than the page shows.</summary>
    public bool HasMoreNotes => Readable.Count > Shown;

    private ReadableNotes Readable => _readable ??= Visit.Present.Commons.List(Visit.Reader, Visit.Now, Community.Id);

    /// <summary>Its links, as far as the visitor may see them.</summary>
    public IReadOnlyList<Link> Links => _links ??=
        [.. Visit.All.LinksOf(Party.Of(Community.Id)).Where(
            l => l.Status is not (LinkStatus.Declined or LinkStatus.Ended) && Visit.MaySee(l))];

    /// <summary>What was decided elsewhere, or here, and waits for somebody to take it up.</summary>
    public IEnumerable<(string Words, string Path)> TakenUp =>
        from mandate in Visit.All.OpenMandates(Visit.Now, On)
        let there = Visit.Name(Party.Of(mandate.From))
        let taken = mandate switch
        {
            { Purpose: MandatePurpose.Merge } when mandate.To == On =>
                (T["mandate.merge", there], Visit.At(PageNames.Propose, new { id = Id, kind = "absorb" })),
            { What: JointMatter } when mandate.To == On && !IsProposed(mandate) =>
                (T["mandate.joint", there], Visit.At(PageNames.Propose, new { id = Id, kind = "joint", mandate = mandate.Id })),
            { Purpose: MandatePurpose.Split } when mandate.From == Community.Id =>
                (T["mandate.split", T.Day(mandate.Expires)], Visit.At(PageNames.Found, new { mandate = mandate.Id })),
            _ => default((string Words, string? Path)?),
        }
        where taken?.Path is not null
        select (taken.Value.Words, taken.Value.Path);

    /// <summary>
    /// Everything that somebody may do in it, but what is about one decision or one request, or has a page of its own.
    /// </summary>
    public IReadOnlyList<Deed> Deeds => _deeds ??= Visit.Me is not { } me ? [] :
    [
        .. Deed.Of(
            Options.Where(o => !IsSomewhereElse(o.Act)), Visit, option => Accompanying(option) ?? Wording(option))
            .Where(d => IsMember || d.Answer.Missing?.Condition != Condition.Membership)
            .Select(d => d.Act is RevokeProxy { For: var matter } ? d with { Label = T["proxy.revoke", InWords(matter)] } : d),
        .. Moves(me), .. Proxies(me),
    ];

    /// <summary>What most people come for.</summary>
    public IEnumerable<Deed> Main => Deeds.Where(d => d.IsMain && (d.Answer.Allowed || (!IsMember && !AsksToJoin)));

    /// <summary>The rest of what they may do, and why not.</summary>
    public IEnumerable<Deed> Part => Deeds.Where(d => !d.IsMain && (d.Answer.Allowed || d.IsWorthTelling));

    /// <summary>What they may do about a request.</summary>
    /// <param name="request">Which.</param>
    public IEnumerable<Deed> About(JoinRequest request) =>
        Deed.Of(
            Options.Where(
                o => o.Act is ApproveRequest a && a.Person == request.Person
                    || o.Act is DeclineRequest d && d.Person == request.Person), Visit);

    /// <summary>Whether the way in is to ask, which has a page of its own.</summary>
    public bool AsksToJoin => _asksToJoin ??= WayIn?.Act is RequestToJoin;

    /// <summary>The way to the host's sign-in and back, as a link.</summary>
    public IHtmlContent SignInLink => Visit.At(PageNames.Enter, new { returnUrl = Home }) is { } path
        ? new HtmlContentBuilder().AppendHtml("<a href=\"").Append(path).AppendHtml("\">").Append(T["sign-in"]).AppendHtml("</a>")
        : new HtmlContentBuilder().Append(T["sign-in"]);

    // A form may come from another page of the requests.
    /// <inheritdoc/>
    protected override bool IsOffered(Act act) => Deed.DecisionOf(act) is null && (act switch
    {
        ApproveRequest approve => approve.Person,
        DeclineRequest decline => decline.Person,
        _ => default(PersonId?),
    } is not { } person || HttpMethods.IsPost(Request.Method) || Requests.Items.Any(request => request.Person == person));

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People =>
    [
        .. IsMember ? Community.Conveners : [], .. IsMember ? PeopleBeside : [], .. Requests.Items.Select(r => r.Person),
        .. Requests.Items.SelectMany(About).SelectMany(d => d.People), .. Main.Concat(Part).SelectMany(d => d.People),
        .. Decisions.Concat(Decided).SelectMany(d => Visit.PeopleIn(d.Proposal)),
        .. Visit.PeopleAmong(Links.Select(l => Visit.Across(l, Party.Of(Community.Id)))),
    ];

    /// <summary>Does what a button says; what takes more than a few words has a page of its own.</summary>
    public Task<IActionResult> OnPostDeedAsync() =>
        Do(On, [.. Deeds, .. Community.Requests.Where(r => r.IsOpen).SelectMany(About)]);

    private IEnumerable<PersonId> PeopleBeside =>
    [
        .. Community.CompanionOf(Visit.Me!.Value) is { } companion ? new[] { companion } : [],
        .. Community.AccompaniedBy(Visit.Me.Value), .. Community.ProxiesOf(Visit.Me.Value).Select(proxy => proxy.Holder),
    ];

    // Requests are shown with those who ask. To propose, to invite and to ask to join are pages. Somebody who may join at once
    // need not ask, and nobody is offered a place in the design group of a community that they have not joined.
    private bool IsSomewhereElse(Act act) => act is ApproveRequest or DeclineRequest or GiveProxy or Propose or Invite
        or RequestToJoin || (act is OfferToServe { Office: var office } && office == Office.DesignGroup && !IsMember);

    // All others where they are few; else the members are looked among, and not listed.
    private Asking? Accompanying(Option option) => option.Act is not Accompany act ? null : Asking.One(
        new PersonChoice("newcomer", T["ask.accompany.newcomer"], T["ask.accompany.newcomer.hint"])
        {
            Among = Community.MemberCount > Visit.Few + 1
                ? Community.Members
                : [.. Community.Members.Where(member => member != act.By)],
        },
        T["fault.missing", T["ask.accompany.newcomer"]], act, person => act with { Newcomer = person });

    // A line for each set of words, with commas between them.
    private Asking? Wording(Option option) => option.Act is not SayWords act ? null : new(
        [
            new Field("words", T["ask.say-words.words"], T["ask.say-words.words.hint"], Rows: 6,
                string.Join('\n', OwnWords.Select(words => string.Join(", ", words)))),
        ],
        sent =>
        {
            var lines = (sent.Optional("words")?.Words ?? "").Split('\n').Select(line => line.Split(',')
                .Select(FreeText.Maybe).OfType<FreeText>().Select(words => FreeText.Of(words.Words!.Trim())).ToValueList())
                .Where(line => line.Count > 0).ToArray();
            if (lines.Length <= SayWords.MostSets && lines.All(line => line.Count is >= 2 and <= Synonyms.MostPhrases
                && line.All(phrase => phrase.Words!.Length <= Synonyms.LongestPhrase)))
                return act with { Words = lines.Select(line => new Synonyms(line)).ToValueList() };
            sent.Fault("words", T["fault.say-words", Synonyms.MostPhrases, Synonyms.LongestPhrase, SayWords.MostSets]);
            return act;
        });

    private IEnumerable<ValueList<string>> OwnWords =>
        from words in Community.Words
        let phrases = words.Phrases.Where(phrase => !phrase.IsRedacted).Select(phrase => phrase.Words!).ToValueList()
        where phrases.Count > 1
        select phrases;

    private IEnumerable<Deed> Moves(PersonId me) =>
        from other in Visit.All.CommunitiesOf(me)
        let move = May(new Move(me, other.Id, Visit.Caller.MembershipIn(other.Id)))
        where other.Id != Community.Id && move.Answer.Allowed
        select move;

    // In which matters somebody can be represented the charter says: the page knows better than the act what there is to choose.
    private IEnumerable<Deed> Proxies(PersonId me)
    {
        var represented =
            Community.Charter.Matters.Where(
                m => m.Authority is MembersBy by && Community.Charter.Rule(by.Rule)?.Proxies is not null).ToArray();
        if (!IsMember || represented.Length == 0 || Options.FirstOrDefault(o => o.Act is GiveProxy) is not { } give) yield break;
        (string, string)[] matters =
        [
            ("", T.Capital(InWords(null))),
            .. represented.Select(m => (m.Matter.ToString(), T.Capital(m.WordsIn(T.Wording)))),
        ];
        var holder = new PersonChoice("holder", T["proxy.holder"], T["proxy.hint"]) { Among = Community.Members };
        yield return new(give, Visit, new(
            [holder, new Choice("matter", T["proxy.matter"], matters)],
            sent => sent.Person(holder, T["proxy.holder.missing"]) is { } person
                && sent.OneOf("matter", matters, T["proxy.matter.missing"]) is { } matter
                ? new GiveProxy(me, person, matter.Length == 0 ? null : Enum.Parse<Matter>(matter)) : give.Act));
    }

    private string InWords(Matter? matter) => matter is { } one
        ? Community.Charter.Matters.First(m => m.Matter == one).WordsIn(T.Wording)
        : T["proxy.every"];

    private bool IsProposed(Mandate mandate) =>
        Community.OpenDecisions.Concat(Community.ClosedDecisions)
            .Any(d => d.Proposal is DecideJointly { Joint: var joint } && joint == mandate.What);

    private bool Seen(Decision decision) => Seen(decision.Id) is not null;
}
