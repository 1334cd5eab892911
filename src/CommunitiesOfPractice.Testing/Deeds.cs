using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Testing;

/// <summary>
/// What a step of a <see cref="FederationStory"/> does: acts on links, notes, adoptions, gatherings and questions by the names of
/// their types, the acts and proposals in communities that matter to sharing, and what a host does. What an end of a link, a
/// note's home, the community between two links or the members who call a gathering decide together is proposed there first; <see
/// cref="CarryOut"/> does it once it is carried.
/// </summary>
public enum Deed
{
#pragma warning disable CS1591 // Each is documented at the act or proposal of its name.
    Join, Leave, Observe, Bar, LiftBar, AmendCharter, OfferToServe, StepDown, Recall, MergeInto, Close, Revive, ObjectTo, Vote,
        ReportChange, MergeKeys, Forget,
    OfferLink, AskAboutLink, AnswerAboutLink, AcceptLink, DeclineLink, WithdrawOffer, PauseLink, ResumeLink, OfferTerms,
        AcceptTerms, EndLink, BeginBroking, StopBroking,
    PlaceObject, ReadObject, MergeLinkKeys, AnswerAsLeader,
    DraftNote, ReviseNote, NameContributor, LeaveNote, GiveConsent, RevokeConsent, OfferNote, ReviewNote, Endorse, RecordFinding,
        ReportFinding, Widen, Narrow, NameLinks, SetEmbargo,
    LiftEmbargo, PassOn, Supersede, WithdrawNote, PlaceRestriction, LiftRestriction, MergeNoteKeys, ForgetContributor,
    ConsiderNote, Adopt, Adapt, DeclineNote, Abandon, TakeOwnership, ReportOutcome, MergeAdoptionKeys, TellStory,
    CallGathering, AgreeToGathering, WithdrawFromGathering, TakeOnGathering, SayYes, SayNo, InviteGuest, ChangeCapacity,
        ReviseGathering, MoveGathering, CancelGathering, SayCame, SayWhoCame, PointToNote, PointToDecision, OfferToDo,
        TakeBackOfferToDo, SayNothingToWrite, ReportGone, ReportBack, ReportUnattended, ForgetWhoCame, RestrictGathering,
        UnrestrictGathering, MergeGatheringKeys,
    AskQuestion, ReviseQuestion, ChangeQuestionConsent, WithdrawQuestion, SettleQuestion, ReopenQuestion, AnswerQuestion,
        ChangeAnswerConsent, WithdrawAnswer, SayHelped, SayWeHaveItToo, TakeBackWeHaveItToo, CarryQuestion, StopCarrying,
        PointToQuestion, PointQuestionToNote, StopPointing, ReportQuestion, ReportAnswer, SettleReport, RestrictAnswer,
        LiftAnswerRestriction, RestrictQuestion, UnrestrictQuestion, MergeQuestionKeys,
#pragma warning restore CS1591

    /// <summary>Any act in a community, as a <see cref="Story"/> has it.</summary>
    Anything,

    /// <summary>
    /// What the members of a community decided about a link, a note or a gathering is carried out there, by their mandate.
    /// </summary>
    CarryOut,

    /// <summary>The host records what has fallen due in every community and gathering.</summary>
    Settle,
}

/// <summary>
/// Turns a step into an act on a stream, by looking at what anybody can see of the federation: who is a member, what is offered,
/// what was decided. It never asks whether the act is allowed. Now and then it is wrong on purpose: somebody else acts, without a
/// mandate, or with a mandate that has been used.
/// </summary>
internal sealed partial class Deeds
{
    public static readonly CommunityId[] CommunityIds =
        [.. new[] { "maternity", "sepsis", "wounds", "delirium" }.Select(CommunityId.Of)];
    public static readonly DirectoryGroup[] Groups =
        [DirectoryGroup.Organisation("RJZ"), DirectoryGroup.Network("maternities"), DirectoryGroup.Organisation("RJ1")];
    public static readonly PersonId Leader = PersonId.Of("k-90");

    private static readonly LinkId[] LinkIds = [.. Enumerable.Range(1, 4).Select(i => LinkId.Of(Key("l-", i)))];
    private static readonly NoteId[] NoteIds = [.. Enumerable.Range(1, 6).Select(i => NoteId.Of(Key("n-", i)))];
    private static readonly AdoptionId[] AdoptionIds = [.. Enumerable.Range(1, 5).Select(i => AdoptionId.Of(Key("a-", i)))];
    private static readonly DirectoryGroup[] Settings =
        [DirectoryGroup.Setting("theatre"), DirectoryGroup.Setting("labour-ward")];
    private static readonly ActKind[] Kinds =
        [.. ((ActKind[])Enum.GetValues(typeof(ActKind)))
            .Except([ActKind.Import, ActKind.ProposeCommunity, ActKind.ReportMerged])];
    private static readonly FreeText Words = FreeText.Of("Because it is so.");

    private readonly FederationStep _step;
    private readonly Federation _federation;
    private readonly Instant _now;
    private readonly int _people;
    private readonly Community[] _communities;
    private bool _fits = true;

    private Deeds(FederationStep step, Federation federation, Instant now, int people)
    {
        (_step, _federation, _now, _people) = (step, federation, now, people);
        _communities = federation.Communities.Select(c => c.At(now)).ToArray();
    }

    private int Variant => _step.Choice / 8;

    private bool IsWrong => _step.Choice % 8 == 7;

    // On a link, on a note and in an adoption a step is wrong in one way at a time, so that nothing else hides what it is wrong
    // in: it is tried on a thing that it does not fit, by somebody whose it is not, or with something amiss in what it says or
    // rests on.
    private bool IsMisplaced => IsWrongBy(0);

    private bool IsForeign => IsWrongBy(1);

    private bool IsAmiss => IsWrongBy(2);

    private int Further => Variant / 3;

    private PersonId Who => Person(_step.Who);

    private Community Here => _communities[Acts.Among(_step.Which, _communities.Length)];

    private Instant Soon => _now + Duration.FromHours(1 + (_step.Choice * 5 % 60));

    // An act without the words that it owes can be made; it is refused.
    private FreeText Said => IsAmiss && Further % 4 == 3 ? null! : Words;

    private FreeText? Reason => Variant % 2 == 0 ? null : Words;

    /// <summary>The stream and the act of a step; no act, where the host settles what is due.</summary>
    public static (StreamId On, Act? Act) Of(FederationStep step, Federation federation, Instant now, int people) =>
        new Deeds(step, federation, now, people).Of();

    /// <summary>
    /// When something that can be seen happens by itself, in any stream. On every whole day something in the directory may begin
    /// or end.
    /// </summary>
    public static IEnumerable<Instant> Coming(Federation federation, Instant last)
    {
        yield return Federations.Start + Duration.FromDays(Math.Floor((last - Federations.Start).TotalDays) + 1);
        foreach (var at in federation.Communities.SelectMany(Acts.Coming)) yield return at;
        foreach (var link in federation.Links)
            if (link.Terms?.Until is { } until) yield return until;
        foreach (var note in federation.Notes)
        {
            if (note.EmbargoUntil is { } embargo) yield return embargo;
            foreach (var contribution in note.Contributors)
                if (contribution.Consent?.Until is { } end) yield return end;
        }

        foreach (var question in federation.Questions)
            foreach (var contribution in question.Answers.Select(a => a.Giver).Append(question.Asker!))
                if (contribution.Consent?.Until is { } end) yield return end;
        foreach (var gathering in federation.Gatherings.Where(g => g.Status == GatheringStatus.Called))
        {
            yield return gathering.Time!.Start;
            yield return gathering.Time.End;
            if (gathering.ConfirmBy is { } by) yield return by;
        }
    }

    private (StreamId On, Act? Act) Of() => _step.Deed switch
    {
        Deed.Settle => (default, null),
        Deed.CarryOut => CarryOut(),
        <= Deed.Forget or Deed.Anything => (StreamId.Of(Here.Id), (Act)InCommunity()),
        <= Deed.AnswerAsLeader => OnLink(),
        <= Deed.ForgetContributor => OnNote(),
        <= Deed.TellStory => InAdoption(),
        <= Deed.MergeGatheringKeys => OnGathering(),
        _ => OnQuestion(),
    };

    private bool IsWrongBy(int way) => IsWrong && (_step.Deed is <= Deed.Forget or >= Deed.Anything || Variant % 3 == way);

    private IActOn<Community> InCommunity()
    {
        var decision = Here.OpenDecisions.Reverse().Skip(Variant % 2).FirstOrDefault()?.Id ?? new DecisionId(1 + _step.Choice);
        return _step.Deed switch
        {
            Deed.Join => new Join(Who, Variant % 2 == 0 ? _federation.Directory.EvidenceFor(Who, _now) : null),
            Deed.Leave => new Leave(Member(Here)),
            Deed.Observe => new Observe(Who, Variant % 3 == 0 ? Soon : null),
            Deed.Bar =>
                new Propose(
                    Member(Here), Variant % 3 == 0 ? new Remove(Person(_step.Choice), Words)
                        : new Bar(Person(_step.Choice), Words, Variant % 3 == 1 ? Duration.FromHours(1 + _step.Choice) : null)),
            Deed.LiftBar =>
                new Propose(
                    Member(Here),
                        new LiftBar(Here.Standings.Where(s => s.Value.IsBarred).Select(s => s.Key).DefaultIfEmpty(Who).First())),
            Deed.AmendCharter =>
                new Propose(Member(Here), new AmendCharter(Amended(Here.Charter), Variant % 4 == 3 ? Soon : null)),
            Deed.OfferToServe => new OfferToServe(Member(Here), Office.Convener),
            Deed.StepDown => new StepDown(IsWrong ? Who : Here.Conveners.DefaultIfEmpty(Who).First(), Office.Convener),
            Deed.Recall =>
                new Propose(Member(Here), new Recall(Office.Convener, Here.Conveners.DefaultIfEmpty(Who).First(), Words)),
            Deed.MergeInto =>
                new Propose(Member(Here), Variant % 3 == 2 ? new Split(Elsewhere, Words) : new MergeInto(Elsewhere, Words)),
            Deed.Close => new Propose(Member(Here), new Close(Words, Words)),
            Deed.Revive => new Propose(Member(Here), new Revive()),
            Deed.ObjectTo => new ObjectTo(Member(Here), decision, Words),
            Deed.Vote => new Vote(Member(Here), decision, Variant % 4 == 3 ? VoiceBallot.Against : VoiceBallot.For),
            Deed.ReportChange =>
                _federation.Directory.ChangesFor(Here, _now)
                    .DefaultIfEmpty(new ReportMover(Who, _federation.Directory.GroupsOf(Who, _now), "directory")).First(),
            Deed.MergeKeys => new MergeKeys(Who, Person(_step.Choice), "esr"),
            Deed.Forget => new Forget(Who, "request-12"),
            _ => Acts.Of(
                new Step(Kinds[Acts.Among(_step.Choice + (7 * _step.Who), Kinds.Length)], _step.Who, Variant, _step.Choice), Here,
                    _now, Here.Charter),
        };
    }

    private CommunityId Elsewhere => _communities[Acts.Among(_step.Which + 1, _communities.Length)].Id;

    private Charter Amended(Charter charter) => (Variant % 8) switch
    {
        0 or 1 => charter with { ObserversRead = !charter.ObserversRead, ObserversWelcome = true },
        2 => charter with { SmallestGroup = 1 + (_step.Choice % 5) },
        3 => charter with { EndorsedFirst = !charter.EndorsedFirst },
        4 => charter.With(
            Matter.WidenToLinked, charter[Matter.WidenToLinked] is Contributors
                ? new MembersBy(RuleNames.Silence)
                : new Contributors()),
        5 => charter.With(
            Matter.Endorse, charter[Matter.Endorse] is AnyMember
                ? new MembersBy(RuleNames.Silence)
                : new AnyMember()),
        6 => charter with { Joining = charter.Joining is OpenJoining ? new JoiningOnRequest([]) : new OpenJoining() },

        // How charters are amended.
        _ => charter.With(
            Matter.Amend,
                new MembersBy(
                    charter[Matter.Amend] == new MembersBy(RuleNames.TwoThirds)
                        ? charter.Appeals
                        : RuleNames.TwoThirds)),
    };

    private (StreamId On, Act Act) CarryOut()
    {
        var all = _federation.Communities.SelectMany(c => c.Mandates)
            .Where(m => m.What is LinkMatter or EndorseMatter or WidenMatter or PassOnMatter or GatheringCall or AgreeMatter)
            .OrderByDescending(m => m.Given).ToArray();
        var fresh = all.Where(m => !IsUsed(m)).ToArray();
        var from = IsWrong || fresh.Length == 0 ? all : fresh;
        if (from.Length == 0) return OnLink();
        var mandate = from[Variant % 3 == 2 ? Acts.Among(_step.Which, from.Length) : 0];
        var by = new ByMandate(mandate);
        return (mandate.To, mandate.What switch
        {
            LinkMatter what => what.ToAct(by, _federation[LinkId.Of(mandate.To.Id)]),
            EndorseMatter endorse => new Endorse(by, endorse),
            WidenMatter widen => new Widen(by, widen),
            GatheringCall call => new CallGathering(by, Calling(_federation[mandate.From], null), call, Zone(call.When)),
            AgreeMatter { Withdraws: true } => new WithdrawFromGathering(by, Calling(_federation[mandate.From], null)),
            AgreeMatter => new AgreeToGathering(by, Calling(_federation[mandate.From], null)),
            _ => new PassOn(by, Evidence(((PassOnMatter)mandate.What!).Via), Evidence(((PassOnMatter)mandate.What!).To)),
        });
    }

    private bool IsUsed(Mandate mandate) => _federation.State(mandate.To) switch
    {
        Link link => link.MandatesUsed.Contains(mandate.Id),
        PracticeNote note => note.MandatesUsed.Contains(mandate.Id),
        Gathering gathering => gathering.MandatesUsed.Contains(mandate.Id),
        _ => false,
    };

    private (StreamId On, Act Act) OnLink()
    {
        var link = _federation[One(LinkIds, id => _federation[id] is var l && _step.Deed switch
        {
            Deed.OfferLink => l.Status is LinkStatus.Unknown or LinkStatus.Declined,
            Deed.AcceptLink or Deed.DeclineLink or Deed.WithdrawOffer => l.Status == LinkStatus.Offered,
            Deed.AskAboutLink => l.Status == LinkStatus.Offered || l.NewTerms is not null,
            Deed.AnswerAboutLink => l.Questions.Any(q => q.Answer is null),
            Deed.ResumeLink => l.Status == LinkStatus.Paused,
            Deed.AcceptTerms => l.NewTerms is not null,
            Deed.StopBroking => l.Brokers.Any(b => b.Until is null),
            Deed.ReadObject => l.Objects.Count > 0,
            Deed.AnswerAsLeader => l.Kind == LinkKind.Leader && l.LeaderAnswer is null,
            Deed.CarryOut => true,
            _ => l.Status is LinkStatus.Agreed or LinkStatus.Paused,
        })];
        var on = StreamId.Of(link.Id);
        var isOffer = _step.Deed is Deed.OfferLink or Deed.CarryOut || link.A is null;
        var (party, other) = isOffer ? Ends(link) : Sides(link);
        var kind = KindOf(party, other);

        // Who carries the link may try for themself what an end's own people do: carrying is not belonging.
        Capacity Somebody() => Variant % 6 == 4 && !IsForeign && link.Brokers.FirstOrDefault(b => b.Until is null) is { } carries
            ? new AsThemself(carries.Broker)
            : InPerson(party);
        return _step.Deed switch
        {
            Deed.AskAboutLink => (on, new AskAboutLink(Somebody(), Said)),
            Deed.AnswerAboutLink =>
                (on, new AnswerAboutLink(
                    Somebody(), IsAmiss && Further % 4 != 3
                        ? Further % 4
                        : 1 + link.Questions.TakeWhile(q => q.Answer is not null).Count(), Said)),
            Deed.BeginBroking => (on, new BeginBroking(Somebody())),
            Deed.StopBroking =>
                (on, new StopBroking(
                    IsForeign ? Who
                        : link.Brokers.Where(b => b.Until is null).Select(b => b.Broker).DefaultIfEmpty(Who).First(), Reason)),
            Deed.PlaceObject => (on, new PlaceObject(Somebody(), "chart-" + (Variant % 3), Said)),
            Deed.ReadObject =>
                (on, new ReadObject(
                    Somebody(), IsAmiss && Further % 4 == 1
                        ? "chart-9"
                        : link.Objects.FirstOrDefault()?.Name ?? "chart-1", Said)),
            Deed.AnswerAsLeader => (on, new AnswerAsLeader(IsForeign ? Who : Leader, Said)),
            Deed.MergeLinkKeys =>
                (on, new MergeKeys(Who, link.Brokers.Select(b => b.Broker).DefaultIfEmpty(Person(_step.Choice)).First(), "esr")),
            Deed.AcceptLink =>
                Settled(link, party, new(LinkStep.Accept, other, link.Kind, link.Terms ?? Terms(kind)), by => new AcceptLink(by)),
            Deed.DeclineLink =>
                Settled(link, party, new(LinkStep.Decline, other, Reason: Reason), by => new DeclineLink(by, Reason)),
            Deed.WithdrawOffer =>
                Settled(link, party, new(LinkStep.Decline, other, Reason: Reason), by => new WithdrawOffer(by, Reason)),
            Deed.PauseLink => Settled(link, party, new(LinkStep.Pause, other, Reason: Reason), by => new PauseLink(by, Reason)),
            Deed.ResumeLink => Settled(link, party, new(LinkStep.Resume, other), by => new ResumeLink(by)),
            Deed.OfferTerms =>
                Settled(link, party, new(LinkStep.OfferTerms, other, Terms: Terms(link.Kind, link)), by =>
                    new OfferTerms(by, Terms(link.Kind, link))),
            Deed.AcceptTerms =>
                Settled(link, party, new(LinkStep.AcceptTerms, other, Terms: link.NewTerms ?? Terms(link.Kind)), by =>
                    new AcceptTerms(by)),
            Deed.EndLink => Settled(link, party, new(LinkStep.End, other, Reason: Reason), by => new EndLink(by, Reason)),
            _ => Settled(
                link, party, new(LinkStep.Offer, other, kind, Terms(kind)), by => new OfferLink(by, other, kind, Terms(kind))),
        };
    }

    /// <summary>
    /// Where it can have an effect, a community's members decide it first; everybody else acts. For a wrong step, a mandate of
    /// theirs for something else is used.
    /// </summary>
    private (StreamId On, Act Act) Settled(Link link, Party party, LinkMatter what, Func<Capacity, LinkAct> act)
    {
        if (party is not CommunityParty { Community: var community } || IsForeign)
            return (StreamId.Of(link.Id), act(InPerson(party)));
        if (IsAmiss && Another(community, StreamId.Of(link.Id)) is { } given)
            return (StreamId.Of(link.Id), act(new ByMandate(given)));
        return _fits || IsMisplaced
            ? (StreamId.Of(community), new Propose(Member(_federation[community]), new SettleLink(link.Id, what)))
            : (StreamId.Of(link.Id), act(InPerson(party)));
    }

    /// <summary>
    /// Some mandate that a community gave: for this stream, where it gave one that was not used, though seldom for this.
    /// </summary>
    private Mandate? Another(CommunityId community, StreamId stream)
    {
        var mandates = _federation[community].Mandates.OrderByDescending(m => m.To == stream && !IsUsed(m)).ToArray();
        return mandates.Length == 0 ? null : mandates[Further % 2 == 0 ? 0 : Acts.Among(_step.Who, mandates.Length)];
    }

    /// <summary>Two parties for an offer: a community mostly at the first end, anybody at the second.</summary>
    private (Party Party, Party Other) Ends(Link link)
    {
        if (link is { A: { } a, B: { } b } && !IsMisplaced) return Variant % 2 == 0 ? (a, b) : (b, a);
        Party party = Variant % 6 is 4 or 5 ? Party.Of(Groups[Acts.Among(_step.Who, Groups.Length)]) : Party.Of(Here.Id);
        var index = Acts.Among(_step.Which, _communities.Length);
        Party other = (Variant % 9) switch
        {
            3 or 5 => Party.Of(Groups[Acts.Among(_step.Who + 1, Groups.Length)]),
            7 => Party.Of(Leader),
            _ => Party.Of(
                _communities[(index + 1 + (_step.Who % Math.Max(1, _communities.Length - 1))) % _communities.Length].Id),
        };
        return (party, IsAmiss && _step.Who % 5 == 2 ? party : other);
    }

    /// <summary>Which end of a link acts: the one whose turn it is, or either.</summary>
    private (Party Party, Party Other) Sides(Link link)
    {
        var side = _step.Deed switch
        {
            Deed.AcceptLink or Deed.DeclineLink => Side.B,
            Deed.WithdrawOffer => Side.A,
            Deed.ResumeLink when link.PausedByA != link.PausedByB => link.PausedByA ? Side.A : Side.B,
            Deed.AcceptTerms when link.NewTermsFrom is { } from => from == Side.A ? Side.B : Side.A,
            _ => Variant % 2 == 0 ? Side.A : Side.B,
        };
        if (IsAmiss && Further % 2 == 0) side = side == Side.A ? Side.B : Side.A;
        return side == Side.A ? (link.A!, link.B!) : (link.B!, link.A!);
    }

    private LinkKind KindOf(Party party, Party other) => (party, other) switch
    {
        _ when IsAmiss && _step.Who % 5 == 3 => (LinkKind)(Further % 8),
        (_, PersonParty) => LinkKind.Leader,
        (CommunityParty, CommunityParty) => LinkKind.Sister,
        (GroupParty { Group.Kind: GroupKind.Network }, _) or (_, GroupParty { Group.Kind: GroupKind.Network }) =>
            LinkKind.Network,
        _ => LinkKind.Organisation,
    };

    private LinkTerms Terms(LinkKind kind, Link? link = null) =>
        IsAmiss && link is { NewTerms: { } same } && _step.Who % 5 == 4 ? same
        : IsAmiss && _step.Who % 5 == 0 ? new(Flow.None, Onward.OneStep)
        : IsAmiss && _step.Who % 5 == 1 ? new(Flow.Both) { Until = _now }
        : kind == LinkKind.Leader ? new(Flow.None) { Purpose = "Scales for every ward" }
        : (Variant % 7) switch
        {
            0 or 1 => new(Flow.Both, Onward.OneStep),
            2 => new(Flow.AToB, Onward.OneStep),
            3 => new(Flow.Both) { Attribution = Attribution.Unattributed },
            4 => new(Flow.BToA),
            5 => new(Flow.Both, Onward.OneStep) { Until = Soon + Duration.FromDays(2) },
            _ => new(Flow.AToB, Onward.OneStep) { Until = Soon + Duration.FromDays(1) },
        };

    private Capacity InPerson(Party party) => IsForeign ? Wrongly(party) : party switch
    {
        CommunityParty { Community: var community } => _federation[community].AsMember(Member(_federation[community]), _now)!,
        GroupParty { Group: var group } => Speaker(group),
        _ => new AsThemself(((PersonParty)party).Person),
    };

    private AsSpokesperson Speaker(DirectoryGroup group) => new(new(group, Placed(group), "directory"));

    private AsStaff Staff(PersonId person, DirectoryGroup group) =>
        new(person, group, _federation.Directory.EvidenceFor(person, _now));

    /// <summary>
    /// As somebody who may not act for a party so: of its people, who does not speak for it; of another party; by a mandate that
    /// is for something else; or for themself.
    /// </summary>
    private Capacity Wrongly(Party party) => (party, Further % 4) switch
    {
        (GroupParty { Group: var group }, 0) => Staff(Who, group),
        (CommunityParty { Community: var community }, 0) => _federation[community].AsMember(Who, _now)!,
        (_, 1) => Speaker(Groups[Acts.Among(_step.Which, Groups.Length)]),
        (_, 2) when _communities.SelectMany(c => c.Mandates).ElementAtOrDefault(_step.Which) is { } mandate =>
            new ByMandate(mandate),
        (_, 2) => Here.AsMember(Who, _now)!,
        _ => new AsThemself(Who),
    };

    private (StreamId On, Act Act) OnNote()
    {
        var note = _federation[One(NoteIds, id => _federation[id] is var n && _step.Deed switch
        {
            Deed.DraftNote => n.Status == NoteStatus.Unknown,
            Deed.GiveConsent => n.Status is NoteStatus.Draft or NoteStatus.Offered && n.Contributors.Any(c => c.Consent is null),
            Deed.OfferNote => n.Status == NoteStatus.Draft || (n.Status == NoteStatus.Offered && n.Decided < Audience.Community),
            Deed.LiftEmbargo => n.EmbargoUntil > _now,
            Deed.LiftRestriction => n.Restriction is not null,
            Deed.PassOn => n is { Status: NoteStatus.Offered, Decided: >= Audience.Linked },
            Deed.Narrow => n.Decided > Audience.Contributors,
            Deed.NameLinks => n.Decided >= Audience.Linked,
            Deed.RecordFinding or Deed.Widen =>
                n.Status == NoteStatus.Offered && n.FindingAt(_now) is null == (_step.Deed == Deed.RecordFinding),
            Deed.PlaceRestriction => n.Status == NoteStatus.Offered && n.Restriction is null,
            _ => n.Status is NoteStatus.Draft or NoteStatus.Offered,
        })];
        var on = StreamId.Of(note.Id);
        var by = _step.Deed is Deed.DraftNote ? Member(Here) : Contributor(note);
        var peer = Peer(note);
        return _step.Deed switch
        {
            Deed.DraftNote =>
                (on, new DraftNote(
                    Here.AsMember(by, _now)!, Content(note), DirectoryGroup.Profession(Variant % 2 == 0 ? "midwife" : "nurse"),
                _federation.Directory.GroupsOf(by, _now).Where(g => g.Kind == GroupKind.Organisation)
                    .Select(g => (DirectoryGroup?)g).FirstOrDefault(), Variant % 5 == 4, Used(by))),
            Deed.ReviseNote => (on, new ReviseNote(by, Content(note))),
            Deed.NameContributor =>
                (on, new NameContributor(Home(note, by), Person(_step.Choice), DirectoryGroup.Profession("midwife"), Groups[0])),
            Deed.LeaveNote => (on, new LeaveNote(by)),
            Deed.GiveConsent =>
                (on, new GiveConsent(
                    IsForeign
                        ? by
                        : note.Contributors.Where(c => c.Consent is null).Select(c => c.Person).DefaultIfEmpty(by).First(),
                            Consent())),
            Deed.RevokeConsent => (on, new RevokeConsent(by)),
            Deed.OfferNote =>
                (on, new OfferNote(
                    Home(note, by), (Variant % 5)
                        switch { 3 => Audience.Contributors, 4 when IsAmiss => Audience.System, _ => Audience.Community })),
            Deed.ReviewNote => (on, new ReviewNote(Home(note, peer), Edition(note), Words)),
            Deed.RecordFinding => (on, new RecordFinding(Home(note, peer), Edition(note), Wide(), "knowledge-steward")),
            Deed.ReportFinding =>
                (on, new ReportFinding(Edition(note), (Audience)(Variant % 5), "information-governance", "case-4")),
            Deed.Endorse =>
                Decided(note, Matter.Endorse, by, new EndorseNote(note.Id, new(Edition(note))),
                    new Endorse(ForHome(note, by), new(Edition(note)))),
            Deed.Widen => Widened(note, by),
            Deed.Narrow => (on, new Narrow(by, (Audience)(Variant % 3))),
            Deed.NameLinks => (on, new NameLinks(by, LinksFrom(note).Skip(Variant % 2).ToValueList())),
            Deed.SetEmbargo => (on, new SetEmbargo(by, IsAmiss ? _now : Soon)),
            Deed.LiftEmbargo => (on, new LiftEmbargo(Home(note, by), Variant % 5 == 4 ? Soon : null)),
            Deed.PassOn => PassedOn(note),
            Deed.Supersede =>
                (on, new Supersede(
                    Home(note, by),
                        _federation.Notes.Where(n => n.Home == note.Home && n.Id != note.Id && n.Status == NoteStatus.Offered)
                            .Select(n => n.Evidence()).FirstOrDefault()
                ?? new NoteEvidence(
                    note.Id, note.Version, IsAmiss || note.Contributors.Count == 0
                        ? Here.Id
                        : note.Home, NoteStatus.Offered, null))),
            Deed.WithdrawNote => (on, new WithdrawNote(by, Reason)),
            Deed.PlaceRestriction =>
                (on, new PlaceRestriction(
                    Variant % 3 == 2 ? "safeguarding-lead" : "caldicott-guardian", Words, IsAmiss
                        ? _now
                        : _now + Duration.FromDays(7), "case-4")),
            Deed.LiftRestriction => (on, new LiftRestriction("case-4")),
            Deed.MergeNoteKeys => (on, new MergeKeys(Who, by, "esr")),
            _ => (on, new Forget(by, "request-12")),
        };
    }

    private (StreamId On, Act Act) Widened(PracticeNote note, PersonId by)
    {
        var audience = (Variant % 5) switch { 0 or 1 => Audience.Public, 2 => Audience.System, _ => Audience.Linked };
        var named = Variant % 10 == 3 && LinksFrom(note) is { Count: > 0 } links
            ? links.Take(1 + (_step.Who % 2)).ToValueList()
            : null;
        var what = new WidenMatter(Edition(note), audience, named);
        var matter = audience
            switch { Audience.Linked =>
                Matter.WidenToLinked, Audience.System => Matter.WidenToSystem, _ => Matter.WidenToPublic };
        return Decided(note, matter, by, new WidenNote(note.Id, what), new Widen(ForHome(note, by), what));
    }

    /// <summary>
    /// Where the charter of a note's home leaves a matter to the members, they decide it first; otherwise somebody acts.
    /// </summary>
    private (StreamId On, Act Act) Decided(PracticeNote note, Matter matter, PersonId by, Proposal proposal, NoteAct act) =>
        note.Status != NoteStatus.Unknown && _fits && !IsForeign && !IsAmiss
            && _federation[note.Home].CharterAt(_now)?.Charter[matter] is MembersBy
            ? (StreamId.Of(IsMisplaced ? Here.Id : note.Home),
                new Propose(Member(IsMisplaced ? Here : _federation[note.Home]), proposal))
            : (StreamId.Of(note.Id), act);

    private (StreamId On, Act Act) PassedOn(PracticeNote note)
    {
        var home = note.Status == NoteStatus.Unknown ? Party.Of(Here.Id) : Party.Of(note.Home);
        var links = _federation.Links.Where(l => l.A is not null).ToArray();
        var ways = (from via in links let middle = Far(via, home) where middle is not null
                    from to in links let far = to.Id == via.Id ? null : Far(to, middle) where far is not null && far != home
                    orderby (
                        via.IsInForce(_now) && to.IsInForce(_now)
                            && via.Terms!.Onward == Onward.OneStep) != IsMisplaced descending
                    select (Via: via.Id, To: to.Id, Middle: middle)).Take(3).ToArray();
        var (first, second, between) = ways.Length == 0
            ? (LinkIds[Acts.Among(_step.Who, 4)], LinkIds[Acts.Among(_step.Choice, 4)], home)
            : ways[Acts.Among(Variant, ways.Length)];
        if (between is CommunityParty { Community: var community } && _fits && ways.Length > 0 && !IsForeign && !IsAmiss)
            return (StreamId.Of(community),
                new Propose(Member(_federation[community]), new PassNoteOn(note.Id, new(first, second))));

        // A host may name nobody; it never names somebody who is elsewhere.
        Capacity by = IsAmiss && between is CommunityParty { Community: var from }
            && Another(from, StreamId.Of(note.Id)) is { } mandate ? new ByMandate(mandate)
            : between is GroupParty { Group: var group } && !_federation.Directory.GroupsOf(Placed(group), _now).Contains(group)
                ? Staff(Placed(group), group)
            : InPerson(between);
        return (StreamId.Of(note.Id), new PassOn(by, Evidence(first), Evidence(second)));
    }

    /// <summary>
    /// For a note's home: somebody as a member there; by a mandate of the home's for something else, where something is amiss.
    /// </summary>
    private Capacity ForHome(PracticeNote note, PersonId by) =>
        IsAmiss && Another(HomeOf(note).Id, StreamId.Of(note.Id)) is { } mandate ? new ByMandate(mandate) : Home(note, by);

    private static Party? Far(Link link, Party near) => link.A == near ? link.B : link.B == near ? link.A : null;

    private (StreamId On, Act Act) InAdoption()
    {
        var adoption = _federation[One(AdoptionIds, id => _federation[id].Status is var status && _step.Deed switch
        {
            Deed.ConsiderNote => status is AdoptionStatus.Unknown or AdoptionStatus.Declined or AdoptionStatus.Abandoned,
            Deed.Adopt or Deed.DeclineNote => status == AdoptionStatus.Considering,
            Deed.Abandon or Deed.ReportOutcome => status is AdoptionStatus.Adopted or AdoptionStatus.Adapted,
            _ => status != AdoptionStatus.Unknown,
        })];
        var by = Adopters(adoption);
        return (StreamId.Of(adoption.Id), _step.Deed switch
        {
            Deed.Adopt => new Adopt(by, Said),
            Deed.Adapt =>
                new Adapt(
                    by, Further % 8 == 3
                        ? Said : Words, Said, Variant % 3 == 0 ? NoteIds[Acts.Among(_step.Which, NoteIds.Length)] : null),
            Deed.DeclineNote => new DeclineNote(by, Said),
            Deed.Abandon => new Abandon(by, Said),
            Deed.TakeOwnership => new TakeOwnership(by),
            Deed.ReportOutcome => new ReportOutcome(by, (PracticeOutcome)(Variant % 4), Said),
            Deed.MergeAdoptionKeys =>
                new MergeKeys(Who, adoption.Status == AdoptionStatus.Unknown ? Person(_step.Choice) : adoption.Owner, "esr"),
            Deed.TellStory => new TellStory(by, (ValueCycle)(Variant % 5), Said, Variant % 2 == 0 ? null : "blood-loss"),
            _ => new ConsiderNote(by, Reading(adoption, by.Person ?? Who), Reason) { Settings = [Settings[Variant % 2]] },
        });
    }

    private Capacity Adopters(Adoption adoption)
    {
        var party = adoption.Adopter is { } adopter && (!IsAmiss || Said is null) ? adopter : (_step.Who % 3) switch
        {
            0 => Party.Of(Here.Id),
            1 => Party.Of(Groups[Acts.Among(Variant, Groups.Length)]),
            _ => Party.Of(Who),
        };
        if (IsForeign) return Wrongly(party);
        return party switch
        {
            CommunityParty { Community: var community } => _federation[community].AsMember(Member(_federation[community]), _now)!,
            GroupParty { Group: var group } => Variant % 4 == 3 ? Speaker(group) : Staff(Placed(group), group),
            _ => new AsThemself(((PersonParty)party).Person),
        };
    }

    /// <summary>
    /// That somebody may read a note, where a plain look says so: as a contributor, as a member, as anybody the host lists. Else
    /// it is about somebody else.
    /// </summary>
    private ReadingEvidence Reading(Adoption adoption, PersonId reader)
    {
        bool IsRead(PracticeNote n) =>
            n.Status == NoteStatus.Offered && !(n.EmbargoUntil > _now) && n.EffectiveAudience(_now) is var audience
            && (n.ContributionOf(reader) is not null
                || (audience >= Audience.Community && _federation[n.Home].At(_now).IsMember(reader))
                || (audience >= Audience.System && _federation.Directory.Lists(reader, _now)) || audience == Audience.Public);
        var readable =
            _federation.Notes.Where(
                n => IsRead(n) && (adoption.Status == AdoptionStatus.Unknown || IsMisplaced || n.Id == adoption.Note)).ToArray();
        return readable.Length == 0
            ? new(adoption.Status == AdoptionStatus.Unknown ? NoteIds[0] : adoption.Note, 1, Leader, _federation.Record.Count)
            : readable[Acts.Among(Variant, readable.Length)] is var note
                ? new(note.Id, note.Edition, reader, _federation.Record.Count)
                : null!;
    }

    private NoteContent Content(PracticeNote note)
    {
        var others = _federation.Notes.Where(n => n.Id != note.Id).Select(n => n.Id).ToArray();
        return note.Content is BundleContent || (note.Content is null && Variant % 9 == 8 && others.Length > 0)
            ? new BundleContent(
                "What we learned",
                    others.Take(1 + (_step.Choice % 3)).DefaultIfEmpty(NoteIds[Array.IndexOf(NoteIds, note.Id) == 0 ? 1 : 0])
                        .ToValueList())
            : new PracticeContent(
                "Weigh it", "Weighing swabs, way " + Key("", _step.Choice), "A labour ward at night",
                    (PracticeOutcome)(Variant % 4), "Nobody had scales at hand") { Topics = ["bleeding"] };
    }

    private Consent Consent() =>
        new((Audience)Math.Min(4, 1 + (Variant % 9)), Variant % 4 == 1 ? Soon + Duration.FromDays(1) : null)
    {
        Inside = (Attribution)(Variant % 4),
        Outside = (Attribution)(_step.Choice % 4),
    };

    private Audience Wide() => (Audience)Math.Min(4, 1 + (Variant % 8));

    private int Edition(PracticeNote note) => IsAmiss && Further % 2 == 0 ? 1 + note.Edition : Math.Max(1, note.Edition);

    private AsMember Home(PracticeNote note, PersonId person) =>
        (IsAmiss && Further % 2 == 1 ? Here : HomeOf(note)).AsMember(IsAmiss && Further % 4 == 3 ? Who : person, _now)!;

    private Community HomeOf(PracticeNote note) => _federation[note.Status == NoteStatus.Unknown ? Here.Id : note.Home];

    private List<LinkId> LinksFrom(PracticeNote note) =>
        note.Status == NoteStatus.Unknown
            ? []
            : _federation.Links.Where(l => l.SideOf(Party.Of(note.Home)) is not null).Select(l => l.Id).ToList();

    private LinkEvidence Evidence(LinkId id) =>
        _federation[id].EvidenceAt(_now) ?? new(id, 1, Party.Of(Here.Id), Party.Of(Groups[0]), new LinkTerms(Flow.Both), false);

    private PersonId Person(int number) => Scenario.Person(1 + Acts.Among(number, _people));

    private PersonId Member(Community community)
    {
        var members = community.At(_now).Members.ToArray();
        return IsForeign || members.Length == 0 ? Who : members[Acts.Among(_step.Who, members.Length)];
    }

    private PersonId Contributor(PracticeNote note) => IsForeign || note.Contributors.Count == 0
        ? Who
        : note.Contributors[Acts.Among(_step.Who, note.Contributors.Count)].Person;

    private PersonId Peer(PracticeNote note)
    {
        if (IsForeign || note.Status == NoteStatus.Unknown) return Who;
        var peers = _federation[note.Home].At(_now).Members.Where(p => note.ContributionOf(p) is null).ToArray();
        return peers.Length == 0 ? Who : peers[Acts.Among(_step.Who, peers.Length)];
    }

    private PersonId Placed(DirectoryGroup group) =>
        Enumerable.Range(0, _people).Select(i => Person(_step.Who + i))
            .Where(p => _federation.Directory.GroupsOf(p, _now).Contains(group)).DefaultIfEmpty(Who).First();

    /// <summary>
    /// The thing with a step's number where it fits, otherwise the next that does; any, where none does or the step is wrong on
    /// purpose.
    /// </summary>
    private T One<T>(T[] ids, Func<T, bool> fits)
    {
        var start = Acts.Among(_step.Which, ids.Length);
        if (IsMisplaced) return ids[start];
        var fitting = Enumerable.Range(0, ids.Length).Select(i => ids[(start + i) % ids.Length]).Where(fits).ToArray();
        _fits = fitting.Length > 0;
        return _fits ? fitting[0] : ids[start];
    }

    private static string Key(string prefix, int number) =>
        prefix + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
