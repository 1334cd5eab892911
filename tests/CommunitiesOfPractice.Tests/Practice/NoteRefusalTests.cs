using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Practice.NoteScenario;

namespace CommunitiesOfPractice.Tests.Practice;

/// <summary>Every refusal of every act on a note, in the order in which each act's documentation lists them.</summary>
public sealed class NoteRefusalTests
{
    private static readonly PracticeContent Anew = Content with { Why = "Nobody had scales at night" };
    private static readonly Instant Ahead = Instant.FromUtc(2030, 1, 1, 0, 0), Past = Instant.FromUtc(2001, 1, 1, 0, 0);
    private static readonly BundleContent Itself = new("A bundle", [Id]);
    private static readonly Charter ByMembers = Settling((Matter.Endorse, new MembersBy(RuleNames.Silence)));
    private static readonly Charter ByContributors = Settling(
        (Matter.Endorse, new Contributors()), (Matter.WidenToLinked, new Contributors()),
            (Matter.WidenToSystem, new Contributors()), (Matter.WidenToPublic, new Contributors()));
    private static readonly Charter EndorsedFirst = Charters.Informal() with { EndorsedFirst = true };
    private static readonly WidenMatter ToAll = new(1, Audience.Public, null), ToLinked = new(1, Audience.Linked, null);
    private static readonly EndorseMatter First = new(1);

    public static TheoryData<NoteRefusal> All =>
        [.. Drafting, .. Consenting, .. Offering, .. Widening, .. Narrowing, .. PassingOn, .. Ending, .. HostFacts];

    [Theory]
    [MemberData(nameof(All))]
    public void Refused(NoteRefusal refusal) => refusal.Check();

    [Fact]
    public void No_act_but_the_first_is_done_on_a_note_that_nobody_has_drafted()
    {
        foreach (var act in Record.Samples.Acts.OfType<IActOn<PracticeNote>>().Where(a => a is not DraftNote))
            Unknown().When(act).ThenRefused(Clauses.NoteNotDrafted, Condition.Existence);
    }

    [Fact]
    public void A_withdrawn_note_refuses_everything_but_taking_back_leaving_and_what_the_law_asks_of_a_host()
    {
        foreach (var act in Record.Samples.Acts.OfType<IActOn<PracticeNote>>())
        {
            var scenario = Withdrawn().When(act);
            Assert.Equal(
                act is RevokeConsent or LeaveNote or PlaceRestriction or LiftRestriction or MergeKeys or Forget or DraftNote,
                scenario.Last.Clause != Clauses.NoteWithdrawn);
        }

        Withdrawn()
            .Given(new PlaceRestriction("guardian", "A duty", Ahead, "case-1"), new LiftRestriction("case-1"),
                new RevokeConsent(Author), new LeaveNote(Author));
        Withdrawn().Given(new MergeKeys(Other, Author, "esr"), new Forget(Other, "request-1"));
    }

    [Fact]
    public void Only_those_who_contributed_do_what_is_each_contributors_own()
    {
        IActOn<PracticeNote>[] theirs =
        [
            new ReviseNote(Stranger, Anew), new NameContributor(Offered().As(Stranger), Other), new LeaveNote(Stranger),
                new GiveConsent(Stranger, new(Audience.Public)), new RevokeConsent(Stranger),
            new OfferNote(Offered().As(Stranger)), new Narrow(Stranger, Audience.Contributors), new NameLinks(Stranger, [L1]),
                new SetEmbargo(Stranger, Ahead),
            new LiftEmbargo(Offered().As(Stranger)), new Supersede(Offered().As(Stranger), Sibling()), new WithdrawNote(Stranger),
        ];
        foreach (var act in theirs)
        {
            var scenario = Offered().When(act).ThenRefused(Clauses.ContributorsOnly, Condition.OwnAct);
            Assert.DoesNotContain(Author.Value, scenario.Last.Text, StringComparison.Ordinal);
            Assert.Equal(Witness.Of(Id), scenario.Last.Witness);
        }
    }

    private static IEnumerable<NoteRefusal> Drafting =>
    [
        new("drafted twice", () =>
            Drafted(), s => new DraftNote(s.As(Other), Content), Clauses.NoteDraftedAlready, Condition.Novelty),
        new("by a mandate", () => Unknown(), _ =>
            new DraftNote(new ByMandate(Passing(CommunityId.Of("maternity"))), Content), Clauses.InPerson, Condition.OwnAct),
        new("as oneself", () =>
            Unknown(), _ => new DraftNote(new AsThemself(Author), Content), Clauses.NoteForHome, Condition.Evidence),
        new("by a stranger", () =>
            Unknown(), s => new DraftNote(s.As(Stranger), Content), Clauses.MembersOnly, Condition.Membership),
        new("a bundle that holds itself", () =>
            Unknown(), s => new DraftNote(s.As(Author), Itself), Clauses.Malformed, Condition.WellFormed),
        new("revised into a bundle", () => Drafted(), _ =>
            new ReviseNote(Author, new BundleContent("Both", [NoteId.Of("n-9")])), Clauses.Malformed, Condition.WellFormed),
        new("revised to say the same", () =>
            Drafted(), _ => new ReviseNote(Author, Content), Clauses.NoteSaysThis, Condition.Novelty),
        new("a contributor named twice", () =>
            Drafted(), s => new NameContributor(s.As(Author), Author), Clauses.ContributesAlready, Condition.Novelty),
    ];

    private static IEnumerable<NoteRefusal> Consenting =>
    [
        new("a consent that is over", () => Drafted(), _ =>
            new GiveConsent(Author, new(Audience.Public, Past)), Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("a consent that ends as it begins", () =>
            Drafted(), s => new GiveConsent(Author, new(Audience.Public, s.Now + Duration.FromHours(1))),
                Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("the same consent twice", () =>
            Offered(), _ => new GiveConsent(Author, new(Audience.Public)), Clauses.ConsentStands, Condition.Novelty),
        new("revoking what was never given", () =>
            Drafted(), _ => new RevokeConsent(Author), Clauses.NoConsentStands, Condition.Existence),
    ];

    private static IEnumerable<NoteRefusal> Offering =>
    [
        new("offered with evidence from elsewhere", () =>
            Drafted(), s => new OfferNote(new AsMember(s.Of(Author) with { Community = CommunityId.Of("sepsis") })),
                Clauses.NoteForHome, Condition.Evidence),
        new("offered by a mandate", () => Drafted(), _ =>
            new OfferNote(new ByMandate(Passing(CommunityId.Of("maternity")))), Clauses.ContributorsOnly, Condition.OwnAct),
        new("reviewed by a mandate", () => Offered(), _ =>
            new ReviewNote(new ByMandate(Passing(CommunityId.Of("maternity"))), 1, "Good"), Clauses.InPerson, Condition.OwnAct),
        new("a finding by a mandate", () =>
            Offered(), _ => new RecordFinding(new ByMandate(Passing(CommunityId.Of("maternity"))), 1, Audience.Public, "steward"),
                Clauses.InPerson, Condition.OwnAct),
        new("reviewed as oneself", () =>
            Offered(), _ => new ReviewNote(new AsThemself(Peer), 1, "Good"), Clauses.NoteForHome, Condition.Evidence),
        new("offered to the community by somebody on leave", OnLeave, s =>
            new OfferNote(s.As(Author)), Clauses.MembersOnly, Condition.Membership),
        new("offered beyond the community", () =>
            Drafted(), s => new OfferNote(s.As(Author), Audience.Linked), Clauses.OfferedAtMost, Condition.Decision),
        new("offered twice", () => Offered(), s => new OfferNote(s.As(Author)), Clauses.ReachesAlready, Condition.Novelty),
        new("offered to fewer", () =>
            Offered(), s => new OfferNote(s.As(Author), Audience.Contributors), Clauses.ReachesAlready, Condition.Novelty),
        new("a draft reviewed", () =>
            Drafted(), s => new ReviewNote(s.As(Peer), 1, "Good"), Clauses.NoteStillDraft, Condition.Stage),
        new("reviewed by a stranger", () =>
            Offered(), s => new ReviewNote(s.As(Stranger), 1, "Good"), Clauses.MembersOnly, Condition.Membership),
        new("reviewed by its author", () =>
            Offered(), s => new ReviewNote(s.As(Author), 1, "Good"), Clauses.NotByContributors, Condition.OwnAct),
        new("another version reviewed", () =>
            Offered(), s => new ReviewNote(s.As(Peer), 2, "Good"), Clauses.EditionCurrent, Condition.CurrentVersion),
        new("a draft endorsed", () => Drafted(), s => new Endorse(s.As(Peer), First), Clauses.NoteStillDraft, Condition.Stage),
        new("endorsed with evidence from elsewhere", () =>
            Offered(), s => new Endorse(new AsMember(s.Of(Peer) with { Community = CommunityId.Of("sepsis") }), First),
                Clauses.NoteForHome, Condition.Evidence),
        new("endorsed by a stranger", () =>
            Offered(), s => new Endorse(s.As(Stranger), First), Clauses.MembersOnly, Condition.Membership),
        new("another version endorsed", () =>
            Offered(), s => new Endorse(s.As(Peer), new(2)), Clauses.EditionCurrent, Condition.CurrentVersion),
        new("endorsed twice", () => Offered().With(s => new Endorse(s.As(Peer), First)), s =>
            new Endorse(s.As(Other), First), Clauses.EndorsedAlready, Condition.Novelty),
        new("endorsed without the members", () =>
            Offered(ByMembers), s => new Endorse(s.As(Peer), First), Clauses.MembersDecide, Condition.Decision)
        {
            Remedy = _ => new Propose(Peer, new EndorseNote(Id, First)),
        },
        new("endorsed by what the members decided to widen", () =>
            Offered(ByMembers), s => new Endorse(s.By(ToLinked), First), Clauses.WordForWord, Condition.Decision),
        new("endorsed by a peer, where contributors endorse", () =>
            Offered(ByContributors), s => new Endorse(s.As(Peer), First), Clauses.ContributorsOnly, Condition.OwnAct),
        new("endorsed by a contributor on leave, where any member endorses", () => OnLeave(Offered()),
            s => new Endorse(s.As(Author), First), Clauses.MembersOnly, Condition.Membership),
        new("a finding on a draft", () => Drafted(), s =>
            new RecordFinding(s.As(Peer), 1, Audience.Public, "steward"), Clauses.NoteStillDraft, Condition.Stage),
        new("a finding by a stranger", () => Offered(), s =>
            new RecordFinding(s.As(Stranger), 1, Audience.Public, "steward"), Clauses.MembersOnly, Condition.Membership),
        new("a finding by its author", () => Offered(), s =>
            new RecordFinding(s.As(Author), 1, Audience.Public, "steward"), Clauses.NotByContributors, Condition.OwnAct),
        new("a finding on another version", () => Offered(), s =>
            new RecordFinding(s.As(Peer), 2, Audience.Public, "steward"), Clauses.EditionCurrent, Condition.CurrentVersion),
    ];

    private static IEnumerable<NoteRefusal> Widening =>
    [
        new("a draft widened", () => Drafted(), s => new Widen(s.As(Author), ToAll), Clauses.NoteStillDraft, Condition.Stage),
        new("widened as a member of elsewhere", () =>
            Offered(), s => new Widen(new AsMember(s.Of(Author) with { Community = CommunityId.Of("sepsis") }), ToAll),
                Clauses.NoteForHome, Condition.Evidence),
        new("widened as oneself", () =>
            Offered(), _ => new Widen(new AsThemself(Author), ToAll), Clauses.NoteForHome, Condition.Evidence),
        new("widened by a stranger", () =>
            Offered(), s => new Widen(s.As(Stranger), ToAll), Clauses.MembersOnly, Condition.Membership),
        new("another version widened", () => Offered(), s =>
            new Widen(s.As(Author), ToAll with { Edition = 2 }), Clauses.EditionCurrent, Condition.CurrentVersion),
        new("widened to what it reaches", () =>
            Offered().Widened(Audience.Public), s => new Widen(s.As(Author), ToAll), Clauses.ReachesAlready, Condition.Novelty),
        new("widened to fewer links", () => Offered().Widened(Audience.Linked), s =>
            new Widen(s.As(Author), ToLinked with { NamedLinks = [L1] }), Clauses.ReachesAlready, Condition.Novelty),
        new("widened before it is endorsed", () =>
            Offered(EndorsedFirst), s => new Widen(s.As(Author), ToAll), Clauses.EndorsedFirst, Condition.Decision)
        {
            Remedy = s => new Endorse(s.As(Author), First),
        },
        new("widened before the members endorse it", () =>
            Offered(EndorsedFirst.With(Matter.Endorse, new MembersBy(RuleNames.Silence))), s => new Widen(s.As(Author), ToAll),
            Clauses.EndorsedFirst, Condition.Decision)
        {
            Remedy = _ => new Propose(Author, new EndorseNote(Id, First)),
        },
        new("widened without the members", () =>
            Offered(), s => new Widen(s.As(Author), ToAll), Clauses.MembersDecide, Condition.Decision)
        {
            Remedy = _ => new Propose(Author, new WidenNote(Id, ToAll)),
        },
        new("widened further than decided", () =>
            Offered(), s => new Widen(s.By(ToLinked), ToAll), Clauses.WordForWord, Condition.Decision),
        new("widened by more links than decided", () => Offered(), s =>
            new Widen(s.By(ToLinked with { NamedLinks = [L1] }), ToLinked), Clauses.WordForWord, Condition.Decision),
        new("widened by another community's mandate", () =>
            Offered(), s => new Widen(new ByMandate(s.Mandated(ToAll) with { From = CommunityId.Of("sepsis") }), ToAll),
                Clauses.NoteForHome, Condition.Evidence),
        new("widened by another note's mandate", () =>
            Offered(), s => new Widen(new ByMandate(s.Mandated(ToAll) with { To = StreamId.Of(NoteId.Of("n-9")) }), ToAll),
                Clauses.NoMandate, Condition.Evidence),
        new("widened by a mandate for something else", () =>
            Offered(), s => new Widen(new ByMandate(s.Mandated(ToAll) with { Purpose = MandatePurpose.Joint }), ToAll),
                Clauses.NoMandate, Condition.Evidence),
        new("widened by a mandate that has expired", () => Offered(), Late, Clauses.MandateExpired, Condition.Time),
        new("widened twice by one mandate", () =>
            Offered().With(s => new Widen(s.By(ToAll), ToAll)).Given(new Narrow(Author, Audience.Community)), Again,
                Clauses.MandateUsed, Condition.Novelty),
        new("widened by a peer, where contributors decide", () =>
            Offered(ByContributors), s => new Widen(s.As(Peer), ToAll), Clauses.ContributorsOnly, Condition.OwnAct),
        new("widened before the other consents", () =>
            Offered(ByContributors).With(s => new NameContributor(s.As(Author), Other)), s =>
                new Widen(s.As(Author), ToAll), Clauses.EveryContributor, Condition.Consent),
        new("widened before one consents oneself", () =>
            OfTwo(ByContributors).Given(new GiveConsent(Author, new(Audience.Linked) { Inside = Attribution.Named })),
            s => new Widen(s.As(Author), ToAll), Clauses.EveryContributor, Condition.Consent)
        {
            Remedy = _ => new GiveConsent(Author, new(Audience.Public) { Inside = Attribution.Named }),
        },
        new("widened where the charter names an office, which none may", () => Offered(),
            s => new Widen(
                new AsMember(
                    s.Of(Author) with { Sharing = s.Of(Author).Sharing with { Public = new HolderOf(Office.Convener) } }), ToAll),
                        Clauses.CharterFaulty, Condition.CharterClause),
    ];

    private static IEnumerable<NoteRefusal> Narrowing =>
    [
        new("narrowed to what it reaches", () =>
            Offered(), _ => new Narrow(Author, Audience.Community), Clauses.NarrowerOnly, Condition.WellFormed),
        new("narrowed to more", () =>
            Offered(), _ => new Narrow(Author, Audience.Public), Clauses.NarrowerOnly, Condition.WellFormed),
        new("links named where it goes by none", () =>
            Offered(), _ => new NameLinks(Author, [L1]), Clauses.NarrowerOnly, Condition.WellFormed),
        new("other links named", () =>
            Offered().Widened(Audience.Linked, L1), _ => new NameLinks(Author, [L2]), Clauses.NarrowerOnly, Condition.WellFormed),
        new("the same links named", () => Offered().Widened(Audience.Linked, L1, L2), _ =>
            new NameLinks(Author, [L2, L1]), Clauses.NarrowerOnly, Condition.WellFormed),
        new("an embargo until before now", () =>
            Offered(), _ => new SetEmbargo(Author, Past), Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("the same embargo", () => Offered().Given(new SetEmbargo(Author, Ahead)), _ =>
            new SetEmbargo(Author, Ahead), Clauses.EmbargoStands, Condition.Novelty),
        new("an embargo set earlier", () => Offered().Given(new SetEmbargo(Author, Ahead)), s =>
            new SetEmbargo(Author, s.Now + Duration.FromDays(1)), Clauses.EmbargoStands, Condition.Novelty),
        new("an embargo lifted until later", () => Offered().Given(new SetEmbargo(Author, Ahead)), s =>
            new LiftEmbargo(s.As(Author), Ahead), Clauses.NoEmbargo, Condition.Existence),
        new("an embargo lifted until before now", () => Offered().Given(new SetEmbargo(Author, Ahead)), s =>
            new LiftEmbargo(s.As(Author), Past), Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("no embargo lifted", () => Offered(), s => new LiftEmbargo(s.As(Author)), Clauses.NoEmbargo, Condition.Existence),
        new("an embargo lifted that is over", () =>
            Offered().With(s => new SetEmbargo(Author, s.Now + Duration.FromDays(1))).WaitDays(2), s =>
                new LiftEmbargo(s.As(Author)), Clauses.NoEmbargo, Condition.Existence),
    ];

    private static IEnumerable<NoteRefusal> PassingOn =>
    [
        new("a draft passed on", () => Drafted(), _ => new PassOn(Middle, Via, To), Clauses.NoteStillDraft, Condition.Stage),
        new("an embargoed note passed on", () =>
            Linked().Given(new SetEmbargo(Author, Ahead)), _ => new PassOn(Middle, Via, To), Clauses.Embargoed, Condition.Time),
        new("passed on before it is decided", () =>
            Offered(), _ => new PassOn(Middle, Via, To), Clauses.ReachesLinked, Condition.Decision),
        new("passed on against a consent", () => Linked().Given(new RevokeConsent(Author)), _ =>
            new PassOn(Middle, Via, To), Clauses.ReachesLinked, Condition.Consent),
        new("by a link that is not in force", Linked, _ =>
            new PassOn(Middle, Via with { InForce = false }, To), Clauses.CarriesOnward, Condition.Existence),
        new("by a link that carries nothing from home", Linked, _ =>
            new PassOn(Middle, Via with { Terms = new(Flow.BToA, Onward.OneStep) }, To), Clauses.CarriesOnward,
                Condition.Existence),
        new("by a link of another community", Linked, _ =>
            new PassOn(Middle, Via with { A = Sepsis }, To), Clauses.CarriesOnward, Condition.Existence),
        new("by a link that allows no step", Linked, _ =>
            new PassOn(Middle, Via with { Terms = new(Flow.AToB) }, To), Clauses.CarriesOnward, Condition.Existence),
        new("by a link that it may not use", () =>
            Offered().Widened(Audience.Linked, L3), _ => new PassOn(Middle, Via, To), Clauses.CarriesOnward, Condition.Existence),
        new("to a leader, who carries nothing", Linked, _ =>
            new PassOn(Middle, Via with { B = Party.Of(Other) }, To), Clauses.CarriesOnward, Condition.Existence),
        new("on from elsewhere", Linked, _ => new PassOn(Middle, Via, To with { A = Party.Of(CommunityId.Of("stroke")) }),
            Clauses.CarriesOnward, Condition.Existence),
        new("on by a link that is not in force", Linked, _ =>
            new PassOn(Middle, Via, To with { InForce = false }), Clauses.CarriesOnward, Condition.Existence),
        new("back home", Linked, _ => new PassOn(Middle, Via, To with { B = Home }), Clauses.CarriesOnward, Condition.Existence),
        new("without the members in the middle", Linked, _ =>
            new PassOn(Middle, Via, To), Clauses.MembersDecide, Condition.Decision)
        {
            Remedy = _ => new Propose(Peer, new PassNoteOn(Id, new(L1, L2))),
        },
        new("by the mandate of its home", Linked, _ => new PassOn(new ByMandate(Passing(CommunityId.Of("maternity"))), Via, To),
            Clauses.PassedOnBetween, Condition.Evidence),
        new("by a mandate for another step", Linked, _ =>
            new PassOn(new ByMandate(Passing(CommunityId.Of("sepsis")) with { What = new PassOnMatter(L2, L1) }), Via, To),
                Clauses.WordForWord, Condition.Decision),
        new("by a mandate that has expired", Linked, _ =>
            new PassOn(new ByMandate(Passing(CommunityId.Of("sepsis")) with { Expires = Past }), Via, To), Clauses.MandateExpired,
                Condition.Time),
        new("twice", () => Linked().Given(new PassOn(new ByMandate(Passing(CommunityId.Of("sepsis"))), Via, To)), _ =>
            new PassOn(Middle, Via, To), Clauses.PassedOnAlready, Condition.Novelty),
        new("from a network, by one of its staff", Linked, _ =>
            new PassOn(Staff(DirectoryGroup.Network("net")), ViaNetwork, FromNetwork), Clauses.SpokespersonsOnly,
                Condition.Evidence),
        new("from a network, by the spokesperson of another", Linked, _ =>
            new PassOn(new AsSpokesperson(new(DirectoryGroup.Network("other"), Stranger, "net")), ViaNetwork, FromNetwork),
                Clauses.PassedOnBetween, Condition.Evidence),
        new("from a network, by a contributor as themself", Linked, _ =>
            new PassOn(new AsThemself(Author), ViaNetwork, FromNetwork), Clauses.PassedOnBetween, Condition.Evidence),
        new("by a member in the middle who has left", Linked, _ =>
            new PassOn(new AsMember(Middle.Evidence with { MayAct = false }), Via, To), Clauses.MembersOnly,
                Condition.Membership),
    ];

    private static IEnumerable<NoteRefusal> Ending =>
    [
        new("superseded by itself", () => Offered(), s =>
            new Supersede(s.As(Author), Sibling() with { Note = Id }), Clauses.SupersededByAnother, Condition.Evidence),
        new("superseded by another home's", () =>
            Offered(), s => new Supersede(s.As(Author), Sibling() with { Home = CommunityId.Of("sepsis") }),
                Clauses.SupersededByAnother, Condition.Evidence),
        new("superseded by a draft", () =>
            Offered(), s => new Supersede(s.As(Author), Sibling() with { Status = NoteStatus.Draft }),
                Clauses.SupersededByAnother, Condition.Evidence),
        new("superseded by what it supersedes", () => Offered(), s =>
            new Supersede(s.As(Author), Sibling() with { SupersededBy = Id }), Clauses.SupersededByAnother, Condition.Evidence),
        new("superseded twice by the same", () => Offered().With(s => new Supersede(s.As(Author), Sibling())), s =>
            new Supersede(s.As(Author), Sibling()), Clauses.SupersededAlready, Condition.Novelty),
        new("withdrawn twice", Withdrawn, _ => new WithdrawNote(Author), Clauses.NoteWithdrawn, Condition.Existence),
    ];

    private static IEnumerable<NoteRefusal> HostFacts =>
    [
        new("a finding reported on another version", () => Offered(), _ =>
            new ReportFinding(2, Audience.Public, "guardian", "desk"), Clauses.EditionCurrent, Condition.CurrentVersion),
        new("restricted with a review in the past", () => Offered(), _ =>
            new PlaceRestriction("guardian", "A duty", Past, "desk"), Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("restricted by another role", () => Offered().Given(new PlaceRestriction("guardian", "A duty", Ahead, "desk")), _ =>
            new PlaceRestriction("safeguarding", "A duty", Ahead, "desk"),
            Clauses.RestrictedAlready, Condition.Novelty),
        new("no restriction lifted", () =>
            Offered(), _ => new LiftRestriction("desk"), Clauses.NotRestricted, Condition.Existence),
        new("one key merged with itself", () =>
            Offered(), _ => new MergeKeys(Author, Author, "esr"), Clauses.OnePerson, Condition.WellFormed),
        new("keys merged neither of which contributed", () => Offered(), _ =>
            new MergeKeys(PersonId.Of("k-8"), PersonId.Of("k-9"), "esr"), Clauses.NoContribution, Condition.Existence),
        new("somebody forgotten who did not contribute", () =>
            Offered(), _ => new Forget(Other, "request"), Clauses.NoContribution, Condition.Existence),
    ];

    private static readonly Party Home = Party.Of(CommunityId.Of("maternity")), Sepsis = Party.Of(CommunityId.Of("sepsis")),
        Network = Party.Of(DirectoryGroup.Network("net"));

    /// <summary>An acting member of the community in the middle.</summary>
    private static AsMember Middle => new(Offered().Of(Peer) with { Community = CommunityId.Of("sepsis") });

    private static AsStaff Staff(DirectoryGroup group) => new(Stranger, group, new DirectoryEvidence("net", Past, [group]));

    private static LinkEvidence Via => new(L1, 3, Home, Sepsis, new(Flow.AToB, Onward.OneStep), true);

    private static LinkEvidence To => new(L2, 3, Sepsis, Network, new(Flow.Both), true);

    private static LinkEvidence ViaNetwork => Via with { B = Network };

    private static LinkEvidence FromNetwork => To with { A = Network, B = Sepsis };

    private static NoteScenario Linked() => Offered().Widened(Audience.Linked);

    private static NoteScenario OnLeave() => OnLeave(Drafted());

    private static NoteScenario OnLeave(NoteScenario scenario)
    {
        scenario.Home.Given(new TakeLeave(Author, scenario.Now + Duration.FromDays(90)));
        return scenario;
    }

    private static NoteEvidence Sibling() => new(NoteId.Of("n-2"), 4, CommunityId.Of("maternity"), NoteStatus.Offered, null);

    private static Mandate Passing(CommunityId from) =>
        new(from, new(9), StreamId.Of(Id), MandatePurpose.Share, Past, Ahead) { What = new PassOnMatter(L1, L2) };

    private static Widen Late(NoteScenario scenario)
    {
        var mandate = scenario.Mandated(ToAll);
        scenario.WaitDays(181);
        return new Widen(new ByMandate(mandate), ToAll);
    }

    private static Widen Again(NoteScenario scenario) => new(new ByMandate(scenario.Home.Community.Mandates[^1]), ToAll);
}
