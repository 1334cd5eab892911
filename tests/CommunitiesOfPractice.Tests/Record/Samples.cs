using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Record;

/// <summary>One of every event and of every act, with every member given, for the golden files.</summary>
internal static class Samples
{
    private static readonly PersonId Amina = PersonId.Of("k-1");
    private static readonly PersonId Ben = PersonId.Of("k-2");
    private static readonly CommunityId Maternity = CommunityId.Of("maternity");
    private static readonly CommunityId Wounds = CommunityId.Of("wounds");
    private static readonly DecisionId Seven = new(7);
    private static readonly Instant Later = Instant.FromUtc(2015, 6, 1, 12, 30, 15).PlusNanoseconds(123_456_700);
    private static readonly FreeText Words = "Blood loss is guessed, not measured.";
    private static readonly Lot Seed = new("drawn-by-hand-0001");
    private static readonly Charter Elected = Charters.Elected() with { ReviewBy = Later };
    private static readonly Mandate Merging =
        new(Wounds, Seven, StreamId.Of(Maternity), MandatePurpose.Merge, Later, Later + Duration.FromDays(28));
    private static readonly JointMatter Shared = new([Maternity, Wounds], Words);
    private static readonly Mandate Together = Merging with { Purpose = MandatePurpose.Joint, What = Shared };
    private static readonly DirectoryEvidence Directory =
        new("esr", Later, [DirectoryGroup.Organisation("RJZ"), DirectoryGroup.Profession("midwife")]);
    private static readonly LinkId SisterLink = LinkId.Of("l-1");
    private static readonly NoteId Scales = NoteId.Of("n-1");
    private static readonly LinkTerms Terms =
        new(Flow.Both, Onward.OneStep) {
            Attribution = Attribution.ByOrganisation, Until = Later, ReviewBy = Later, Purpose = Words };
    private static readonly Party Network = Party.Of(DirectoryGroup.Network("net-sims"));
    private static readonly Mandate Linking = Merging with
    {
        To = StreamId.Of(SisterLink), Purpose = MandatePurpose.Link,
            What = new LinkMatter(LinkStep.Offer, Network, LinkKind.Network, Terms),
    };
    private static readonly Mandate Widening = Merging with
    {
        To = StreamId.Of(Scales), Purpose = MandatePurpose.Share, What = new WidenMatter(2, Audience.System, [SisterLink]),
    };
    private static readonly Contribution Author =
        new(Amina, DirectoryGroup.Profession("midwife"), DirectoryGroup.Organisation("RJZ"))
    {
        Consent = new Consent(Audience.Public, Later) { Inside = Attribution.Named, Outside = Attribution.ByRole },
    };
    private static readonly PracticeContent Practice = new("Weigh it", Words, Words, PracticeOutcome.DidNotWork, Words)
    {
        Topics = ["bleeding"], Licence = "CC-BY-4.0", ReviewBy = Later, Happened = Words, Evidence = Words,
            Settings = [DirectoryGroup.Setting("labour-ward")],
        Measures = ["blood-loss"], Cycle = ValueCycle.Applied,
    };
    private static readonly HomeEvidence Member = new(Wounds, 12, Ben, true, [Office.Broker],
        new(Audience.Community, true, new AnyMember(), new MembersBy("simple-majority"), new Contributors(),
            new MembersBy("two-thirds")));
    private static readonly Capacity Speaking =
        new AsSpokesperson(new Spokesperson(DirectoryGroup.Network("net-sims"), Amina, "esr"));
    private static readonly Capacity Staff = new AsStaff(Ben, DirectoryGroup.Organisation("RJZ"), Directory);
    private static readonly HomeEvidence Home = new(Maternity, 9, Amina, true, [Office.Convener],
        new SharingRules(
            Audience.Community, true, new AnyMember(), new Contributors(), new MembersBy("silence"),
                new MembersBy("two-thirds")));
    private static readonly GatheringId Convening = GatheringId.Of("g-1");
    private static readonly GivenTime Given = new(new(2015, 10, 25, 1, 30), "Europe/London", WhichTime.Second);
    private static readonly ZoneEvidence Zone = new(
        Given, true, Later,
        [new(Given with { Which = WhichTime.First }, Later - Duration.FromHours(1)), new(Given, Later)], "tzdb-2026f");
    private static readonly GatheringTime Begins = new(Given, Later, Duration.FromHours(3), "tzdb-2026f");
    private static readonly GatheringCall Called = new(
        Words, GatheringForm.KnowledgeCafe, Words, Given, Duration.FromHours(3), 12, Words, ChathamHouse.Part, true)
    {
        Links = [SisterLink], Guests = [Ben], With = [Wounds], Series = Convening,
    };
    private static readonly CallingEvidence Calls =
        new(Maternity, 9, Amina, true, true, new HolderOf(Office.Convener), Duration.FromDays(7), 5);
    private static readonly QuestionId Asked = QuestionId.Of("q-1");
    private static readonly QuestionContent Asking = new(Words, Words) { Topics = ["bleeding"] };
    private static readonly Consent Reach =
        new(Audience.Linked, Later) { Inside = Attribution.Named, Outside = Attribution.ByRole };
    private static readonly AskingEvidence Asks = new(Maternity, 9, Amina, true, true, false, true);
    private static readonly QuestionReadingEvidence Reads = new(Asked, Ben, true, false, 42);
    private static readonly CarryingEvidence Carrying = new(
        Maternity, 9, Amina, new LinkEvidence(SisterLink, 4, Party.Of(Maternity), Network, Terms, true), true);
    private static readonly InvitationEvidence Invited = new(Convening, Ben, ComesBy.Link, 42);
    private static readonly Mandate Convened = Merging with
    {
        To = StreamId.Of(Convening), Purpose = MandatePurpose.Gather, What = Called,
    };
    private static readonly Domain Domain =
        Domain.Of("Blood loss after birth") with { InScope = ["Measuring"], OutOfScope = ["Anaesthesia"] };

    public static readonly IReadOnlyList<Event> Events =
    [
        new CommunityProposed(
            "Maternity", Domain, Elected, [Amina, Ben], 2, Later, "RJZ", Merging with { Purpose = MandatePurpose.Split }),
        new FoundingConsented(Amina),
        new FoundingDeclined(Ben, Words),
        new CommunityFounded(),
        new FoundingLapsed(),
        new StageChanged(Stage.Coalescing, Words, Seven),
        new DomainFramed(Domain),
        new SponsorRecorded("RJ1"),
        new DormancyNoticed(),
        new WordsSaid([Synonyms.Of("PPH", "postpartum haemorrhage")]),
        new CommunityRevived(),
        new CommunityRested(),
        new CommunityClosed(Words, "A protocol that others use."),
        new MandateGiven(Merging),
        new CommunityAbsorbed(Merging, Later, Seven),
        new CommunityMerged(Merging),
        new MemberJoined(Amina, HowJoined.Joined, 1, Directory),
        new RequestMade(Ben, [Words]),
        new RequestWithdrawn(Ben),
        new RequestDeclined(Ben, Words, Later),
        new InvitationMade(new InvitationId(9), Ben, Amina, Later),
        new InvitationEnded(new InvitationId(9)),
        new MemberLeft(Ben, Words),
        new LeaveTaken(Ben, Later, Words),
        new LeaveEnded(Ben),
        new MemberRemoved(Ben, Seven, Words, Later),
        new PersonBarred(Ben, Seven, Later, Words),
        new BarEnded(Ben),
        new ReplyGiven(Seven, FreeText.Redacted(new string('a', 64))),
        new ParticipationDeclared(Ben, Participation.Peripheral),
        new CharterAccepted(Ben, 2),
        new PlaceClaimed(Ben),
        new FollowingBegan(Ben),
        new FollowingEnded(Ben),
        new ObservingBegan(Ben, Later),
        new ObservingEnded(Ben),
        new AffiliationsRecorded(
            Ben, [DirectoryGroup.Borough("lambeth"), DirectoryGroup.Network("lmns"), DirectoryGroup.Setting("labour-ward")],
                "self"),
        new CompanionOffered(Ben, Amina),
        new OfficeTakenUp(Office.Convener, Amina, Later, Seven),
        new OfficeLeft(Office.Convener, Amina, Words),
        new StandingInBegan(Office.Convener, Ben, Seven),
        new CandidateStood(Seven, Amina),
        new CandidateStoodDown(Seven, Amina),
        new DecisionTabled(
            Seven, new Remove(Ben, Words, Duration.FromDays(90)), Amina, Words, "two-thirds", 1, Later, Later
                + Duration.FromDays(14))
        {
            Follows = new DecisionId(3),
            SecondCall = true,
        },
        new VotingOpened(Seven),
        new DecisionExtended(Seven, Later),
        new DecisionClosed(Seven, new Result(Outcome.Carried, new VoiceCount(5, 4, 2, 1)) { Chosen = [1, 0] }),
        new BallotCast(Seven, Amina, VoiceBallot.For),
        new ObjectionRaised(Seven, Ben, Words),
        new ObjectionSettled(Seven, Ben, ObjectionState.SetAside, Words),
        new ObjectionSeconded(Seven, Ben, Amina),
        new SecondWithdrawn(Seven, Ben, Amina),
        new ProposalIntegrated(Seven, new Resolve(Words), Later),
        new FellBack(Seven, "simple-majority", Later),
        new InterestDeclared(Seven, Ben, Words),
        new PetitionBegun(new PetitionId(4), new Elect(Office.Convener, 2), Ben, Words),
        new PetitionSigned(new PetitionId(4), Amina),
        new SignatureWithdrawn(new PetitionId(4), Amina),
        new PetitionEnded(new PetitionId(4), Seven),
        new OutcomeStated(Seven, Words, Later),
        new CharterAmended(2, Charters.FederatedCircle(DirectoryGroup.Organisation("RJZ")), Later, Seven),
        new CharterCameIntoForce(2),
        new PersonUnlisted(Ben, "esr"),
        new PersonListed(Ben, "esr"),
        new KeysMerged(Amina, Ben, "esr"),
        new PersonForgotten(Ben, "request-12"),
        new CommunityImported("other-host"),
        new ProxyGiven(Ben, Amina, Matter.Amend),
        new ProxyRevoked(Ben, null),
        new ProxiesResolved(Seven, [new Representation(Ben, Amina)]),
        new TookPart(Seven, Ben),
        new VotingClosed(Seven, Later),
        new BoxOpened(Seven, [new BallotPile(VoiceBallot.For, 3), new BallotPile(VoiceBallot.Against, 1)], "sealed-box"),
        new LotCommitted(Seven, Seed.Commitment),
        new SeedRevealed(Seven, Seed),
        new CastingVoiceGiven(Seven, Amina, Ben),
        new DecisionConcluded(Seven, Amina, true, Words, Later),
        new AdviceGiven(Seven, Ben, Words),
        new AdviceReplied(Seven, Ben, Words),
        new WillingnessStated(Seven, Ben),
        new PartyAgreed(Seven, Together),
        new JointlyCarried(Seven),
        new LinkOffered(LinkKind.Network, Party.Of(Maternity), Network, Terms) { As = new ByMandate(Linking) },
        new LinkQuestionAsked(Ben, Words) { As = new AsMember(Home) },
        new LinkQuestionAnswered(1, Words) {
            As = new AsStaff(Ben, DirectoryGroup.Organisation("RJZ"), new("esr", Later, [DirectoryGroup.Organisation("RJZ")])) },
        new LinkAgreed { As = new ByMandate(Linking with { What = new LinkMatter(LinkStep.Accept, Party.Of(Amina)) }) },
        new LinkDeclined(Words) { As = new ByMandate(Linking) },
        new LinkPaused(Side.A, Words) { As = new ByMandate(Linking) },
        new LinkResumed(Side.B) { As = new ByMandate(Linking) },
        new TermsOffered(Side.A, Terms) { As = new ByMandate(Linking) },
        new TermsChanged(Terms) { As = new ByMandate(Linking) },
        new LinkEnded(Side.B, Words) { As = Speaking },
        new BrokerBegan(Amina, Side.A) { As = new AsThemself(Amina) },
        new BrokerLeft(Amina, Side.A, Words),
        new ObjectPlaced("fluid-chart", Words),
        new ObjectRead("fluid-chart", Side.B, Words),
        new LeaderAnswered(Words),
        new LinkKeysMerged(Amina, Ben, "esr"),
        new NoteDrafted(Maternity, Practice, Author, true) { Evidence = Home, FromQuestion = Asked },
        new NoteRevised(2, new BundleContent("Back to basics", [Scales]) { Topics = ["bleeding"], MeantFor = Words }, Amina),
        new ContributorNamed(new Contribution(Ben, null, null)),
        new ContributorLeft(Ben),
        new ConsentGiven(Ben, new Consent(Audience.Linked)),
        new ConsentRevoked(Ben),
        new FindingMade(2, Audience.Public, "knowledge-steward") { Reported = "ig-desk" },
        new NoteOffered(Audience.Community),
        new ReviewGiven(Ben, 2, Words),
        new NoteEndorsed(2, Widening with { What = new EndorseMatter(2) }),
        new AudienceDecided(Audience.System, [SisterLink], Widening),
        new EmbargoSet(Later),
        new RestrictionPlaced("caldicott-guardian", Words, Later, "ig-desk"),
        new RestrictionLifted("ig-desk"),
        new OnwardStepTaken(SisterLink, LinkId.Of("l-2"), Widening with { What = new PassOnMatter(SisterLink, LinkId.Of("l-2")) })
        {
            Spokesperson = new Spokesperson(DirectoryGroup.Network("net-sims"), Amina, "esr"),
        },
        new NoteSuperseded(NoteId.Of("n-2")),
        new NoteWithdrawn(Words),
        new ContributorsMerged(Amina, Ben, "esr"),
        new NoteConsidered(Scales, 2, Party.Of(Wounds), Ben, Words, [DirectoryGroup.Setting("theatre")]) {
            ReadAt = 4711, As = new AsMember(Home) },
        new NoteAdopted(Words) { As = Speaking },
        new NoteAdapted(Words, Words, NoteId.Of("n-3")),
        new AdoptionDeclined(Words),
        new AdoptionAbandoned(Words),
        new OutcomeReported(PracticeOutcome.Mixed, Words),
        new StoryTold(ValueCycle.Realised, Words, "blood-loss"),
        new OwnerChanged(Ben),
        new AdoptionKeysMerged(Amina, Ben, "esr"),
        new GatheringCalled(Maternity, Amina, Called, Begins, Duration.FromDays(7), 5) { As = new ByMandate(Convened) },
        new GatheringAgreed(Wounds, Duration.FromDays(14), 8) {
            As = new ByMandate(Convened with { What = new AgreeMatter() }) },
        new GatheringPartyWithdrew(Wounds) { As = new AsMember(Member) },
        new OrganiserChanged(Ben),
        new OrganiserGone(Amina, "record"),
        new YesSaid(Ben, true, ComesBy.Link, 42, Words),
        new NoSaid(Ben),
        new PlacesGiven([Amina, Ben]),
        new PersonGone(Ben, "record"),
        new PersonBack(Ben, "record"),
        new GuestInvited(Ben),
        new CapacityChanged(12),
        new GatheringRevised(Words, GatheringForm.Fishbowl, Words, Words),
        new GatheringMoved(Begins, Later),
        new ConfirmationsEnded([Ben]),
        new GatheringCancelled(Words),
        new CameSaid(Ben, true),
        new WhoCameSaid([Amina, Ben]),
        new NotePointedTo(Scales),
        new DecisionPointedTo(Maternity, Seven),
        new OfferToDoMade(1, Ben, Words, Later),
        new OfferToDoTakenBack(1),
        new NothingToWriteSaid(),
        new WhoCameForgotten(12, "two-years"),
        new GatheringRestricted("caldicott-guardian", Words, Later, "ig-desk"),
        new GatheringRestrictionLifted("ig-desk"),
        new GatheringKeysMerged(Amina, Ben, "esr"),
        new QuestionAsked(Maternity, Asking, Author) { Evidence = Asks },
        new QuestionRevised(Asking),
        new QuestionConsentChanged(Reach),
        new QuestionWithdrawn(Words),
        new QuestionSettled { Evidence = Asks },
        new QuestionReopened { Evidence = Asks },
        new QuestionAnswered(1, new Contribution(Ben, DirectoryGroup.Profession("midwife"), null) { Consent = Reach }, Words, 42),
        new AnswerConsentChanged(1, Reach),
        new AnswerWithdrawn(1),
        new AnswerHelped(1, true, Words),
        new HaveItTooSaid(Ben, 42),
        new HaveItTooTakenBack(Ben),
        new QuestionCarried(Amina, "broker", Carrying),
        new CarryingStopped(SisterLink),
        new QuestionPointedTo(QuestionId.Of("q-2")) { Evidence = Asks },
        new QuestionPointedToNote(Scales) { Evidence = Asks },
        new PointingStopped { Evidence = Asks },
        new QuestionReported(1, 1, Words, Ben, 42),
        new ReportSettled(1, Words) { Evidence = Asks },
        new QuestionRestricted("caldicott-guardian", Words, Later, "ig-desk"),
        new QuestionRestrictionLifted("ig-desk"),
        new AnswerRestricted(1, "caldicott-guardian", Words, Later, "ig-desk"),
        new AnswerRestrictionLifted(1, "ig-desk"),
        new QuestionKeysMerged(Amina, Ben, "esr"),
    ];

    public static readonly IReadOnlyList<Proposal> Proposals =
    [
        new Elect(Office.Convener), new Recall(Office.Convener, Amina, Words), new Appoint(Office.Convener, Ben),
            new DeclareStage(Stage.Maturing, Words),
        new Reframe(Domain), new RecordSponsor("RJZ"), new RecordSponsor(null), new Close(Words, Words), new Revive(),
            new MergeInto(Wounds, Words), new Absorb(Merging),
        new Split(Wounds, Words), new Admit(Ben), new InvitePerson(Ben), new TakeBackInvitation(new InvitationId(9)),
            new Remove(Ben, Words), new Bar(Ben, Words, Duration.FromHours(36)),
        new LiftBar(Ben), new Reinstate(Ben, Seven), new AmendCharter(Elected, Later) { Confirms = Seven }, new Resolve(Words),
            new DecideJointly(Shared),
        new SettleLink(SisterLink, new LinkMatter(LinkStep.Offer, Network, LinkKind.Network, Terms)),
            new SettleLink(SisterLink, new LinkMatter(LinkStep.End, Party.Of(Wounds), Reason: Words)),
        new EndorseNote(Scales, new EndorseMatter(2)), new WidenNote(Scales, new WidenMatter(2, Audience.Linked, [SisterLink])),
        new PassNoteOn(Scales, new PassOnMatter(SisterLink, LinkId.Of("l-2"))),
        new CallTogether(Convening, Called), new AgreeTogether(Convening), new AgreeTogether(Convening, true),
    ];

    public static readonly IReadOnlyList<Ballot> Ballots =
    [
        VoiceBallot.Abstain, VoiceBallot.Against, new GradientBallot("with-reservations"), new BlankBallot(), new ChoiceBallot(2),
            new ApprovalBallot([0, 3]), new ScoreBallot([new(0, 5), new(2, -1)]), RankedBallot.Of(2, 0, 1),
    ];

    public static readonly IReadOnlyList<Act> Acts =
    [
        new ProposeCommunity(Amina, "Maternity", Domain, Elected, [Amina, Ben], 2, Later) { Sponsor = "RJZ", Mandate = Merging },
        new ConsentToFound(Ben),
        new DeclineToFound(Ben, Words),
        new NoticeDormancy(Ben, new(Maternity, Later, Later, 42)),
        new SayWords(Ben, [Synonyms.Of("PPH", "postpartum haemorrhage")]),
        new ReportMerged(Merging, "wounds-record"),
        new Join(Ben, Directory),
        new RequestToJoin(Ben, [Words]),
        new WithdrawRequest(Ben),
        new ApproveRequest(Amina, Ben),
        new DeclineRequest(Amina, Ben, Words),
        new AppealDecline(Ben),
        new Invite(Amina, Ben),
        new Accept(Ben, new InvitationId(9), Directory),
        new DeclineInvitation(Ben, new InvitationId(9)),
        new RevokeInvitation(Amina, new InvitationId(9)),
        new Move(Ben, Wounds, new MembershipEvidence(Wounds, Ben, 12, true, false)),
        new Leave(Ben, Words),
        new TakeLeave(Ben, Later, Words),
        new ReturnFromLeave(Ben),
        new Reply(Ben, Seven, Words),
        new Appeal(Ben, Seven, Words),
        new DeclareParticipation(Ben, Participation.Core),
        new AcceptCharter(Ben),
        new ClaimPlace(Ben),
        new Follow(Ben),
        new Unfollow(Ben),
        new Observe(Ben, Later),
        new StopObserving(Ben),
        new DeclareAffiliations(Ben, [DirectoryGroup.Profession("midwife")]),
        new Accompany(Amina, Ben),
        new Stand(Ben, Seven),
        new StandDown(Ben, Seven),
        new OfferToServe(Ben, Office.Convener),
        new StepDown(Ben, Office.Convener, Words),
        new Propose(Amina, new Bar(Ben, Words), Words),
        new PetitionFor(Amina, new Resolve(Words), Words),
        new SignPetition(Ben, new PetitionId(4)),
        new WithdrawSignature(Amina, new PetitionId(4)),
        new Withdraw(Amina, Seven),
        new Extend(Amina, Seven, Later),
        new CallAgain(Amina, Seven),
        new StateOutcome(Amina, Seven, Words, Later),
        new Vote(Ben, Seven, RankedBallot.Of(1, 0)),
        new ObjectTo(Ben, Seven, Words),
        new Satisfied(Ben, Seven),
        new TestObjection(Amina, Seven, Ben, true, Words),
        new SecondObjection(Amina, Seven, Ben),
        new WithdrawSecond(Amina, Seven, Ben),
        new Integrate(Amina, Seven, new Resolve(Words)),
        new DeclareInterest(Ben, Seven, Words),
        new ReportLeaver(Ben, "esr"),
        new ReportJoiner(Ben, "esr"),
        new ReportMover(Ben, [DirectoryGroup.Organisation("RJ1")], "esr"),
        new MergeKeys(Amina, Ben, "esr"),
        new Forget(Ben, "request-12"),
        new Import("other-host"),
        new Reopen(Ben, Seven, Words),
        new GiveProxy(Ben, Amina, Matter.Amend),
        new RevokeProxy(Ben, Matter.Amend),
        new TakePart(Ben, Seven),
        new OpenBox(Seven, [new BallotPile(VoiceBallot.For, 3)], "sealed-box"),
        new StandAside(Ben, Seven, Words),
        new CommitLot(Amina, Seven, Seed.Commitment),
        new RevealSeed(Amina, Seven, Seed),
        new GiveCastingVoice(Amina, Seven, Ben),
        new Conclude(Amina, Seven, true, Words),
        new Advise(Ben, Seven, Words),
        new AnswerAdvice(Amina, Seven, Ben, Words),
        new WouldStillServe(Ben, Seven),
        new CountBack(Amina, Office.Convener),
        new ReportAgreed(Seven, Together, "wounds-record"),
        new OfferLink(new ByMandate(Linking), Network, LinkKind.Network, Terms),
        new AskAboutLink(new AsMember(Member), Words),
        new AnswerAboutLink(Speaking, 1, Words),
        new AcceptLink(Speaking),
        new DeclineLink(new AsThemself(Ben), Words),
        new WithdrawOffer(new ByMandate(Linking), Words),
        new PauseLink(Speaking, Words),
        new ResumeLink(Speaking),
        new OfferTerms(Speaking, Terms),
        new AcceptTerms(new ByMandate(Linking)),
        new EndLink(Speaking, Words),
        new BeginBroking(new AsMember(Member)),
        new StopBroking(Ben, Words),
        new PlaceObject(new AsThemself(Ben), "fluid-chart", Words),
        new ReadObject(Speaking, "fluid-chart", Words),
        new AnswerAsLeader(Ben, Words),
        new ConsiderNote(Staff, new ReadingEvidence(Scales, 2, Ben, 4711), Words) {
            Settings = [DirectoryGroup.Setting("theatre")] },
        new Adopt(Staff, Words),
        new Adapt(new AsMember(Member), Words, Words, NoteId.Of("n-3")),
        new DeclineNote(new AsThemself(Ben), Words),
        new Abandon(Staff, Words),
        new TakeOwnership(Staff),
        new ReportOutcome(Staff, PracticeOutcome.Mixed, Words),
        new TellStory(Staff, ValueCycle.Realised, Words, "blood-loss"),
        new DraftNote(
            new AsMember(Home), Practice, DirectoryGroup.Profession("midwife"), DirectoryGroup.Organisation("RJZ"), true,
            new QuestionUse(Reads, 7, Author with { Consent = null },
                [new UsedAnswer(1, new Contribution(Ben, null, null), true)])),
        new ReviseNote(Amina, Practice),
        new NameContributor(new AsMember(Home), Ben, DirectoryGroup.Profession("midwife"), DirectoryGroup.Organisation("RJZ")),
        new LeaveNote(Ben),
        new GiveConsent(Ben, new Consent(Audience.Linked, Later) { Inside = Attribution.Named, Outside = Attribution.ByRole }),
        new RevokeConsent(Ben),
        new OfferNote(new AsMember(Home), Audience.Community),
        new ReviewNote(new AsMember(Home), 2, Words),
        new Endorse(new AsMember(Home), new EndorseMatter(2)),
        new RecordFinding(new AsMember(Home), 2, Audience.System, "knowledge-steward"),
        new Widen(new ByMandate(Widening), new WidenMatter(2, Audience.System, [SisterLink])),
        new Narrow(Ben, Audience.Contributors),
        new NameLinks(Ben, [SisterLink]),
        new SetEmbargo(Ben, Later),
        new LiftEmbargo(new AsMember(Home), Later),
        new PassOn(
            new ByMandate(Widening with { What = new PassOnMatter(SisterLink, LinkId.Of("l-2")) }),
                new LinkEvidence(SisterLink, 4, Party.Of(Maternity), Network, Terms, true),
            new LinkEvidence(LinkId.Of("l-2"), 5, Network, Party.Of(Wounds), Terms, true)),
        new Supersede(new AsMember(Home), new NoteEvidence(NoteId.Of("n-2"), 7, Maternity, NoteStatus.Offered, NoteId.Of("n-3"))),
        new WithdrawNote(Ben, Words),
        new ReportFinding(2, Audience.Community, "caldicott-guardian", "ig-desk"),
        new CallGathering(new AsMember(Home), Calls, Called, Zone),
        new AgreeToGathering(new ByMandate(Convened with { What = new AgreeMatter() }), Calls),
        new WithdrawFromGathering(new AsMember(Member), Calls),
        new TakeOnGathering(Amina, Calls),
        new SayYes(Ben, Invited, Words),
        new SayNo(Ben),
        new InviteGuest(Amina, Calls, Ben),
        new ChangeCapacity(Amina, Calls, 12),
        new ReviseGathering(Amina, Calls, Words, GatheringForm.Fishbowl, Words, Words),
        new MoveGathering(Amina, Calls, Given, Zone, Duration.FromHours(2), Later),
        new CancelGathering(Amina, Calls, Words),
        new SayCame(Ben, Invited, true),
        new SayWhoCame(Amina, Calls, [Ben]),
        new PointToNote(Ben, new NoteEvidence(Scales, 7, Maternity, NoteStatus.Offered, NoteId.Of("n-3"))),
        new PointToDecision(Ben, new DecisionEvidence(Maternity, Seven, 9)),
        new OfferToDo(Ben, Words, Later),
        new TakeBackOfferToDo(Ben, 1),
        new SayNothingToWrite(Ben),
        new ReportGone(Ben, "record"),
        new ReportBack(Ben, "record"),
        new ReportUnattended(Amina, "record"),
        new ForgetWhoCame("two-years"),
        new AskQuestion(Amina, Asks, Asking, Reach, DirectoryGroup.Profession("midwife"), DirectoryGroup.Organisation("RJZ")),
        new ReviseQuestion(Amina, Asking),
        new ChangeQuestionConsent(Amina, Reach),
        new WithdrawQuestion(Amina, Words),
        new SettleQuestion(Amina, Asks),
        new ReopenQuestion(Amina, Asks),
        new AnswerQuestion(
            Ben, Reads, Words, Reach, DirectoryGroup.Profession("midwife"), DirectoryGroup.Organisation("RJZ")),
        new ChangeAnswerConsent(Ben, 1, Reach),
        new WithdrawAnswer(Ben, 1),
        new SayHelped(Amina, 1, true, Words),
        new SayWeHaveItToo(Ben, Reads),
        new TakeBackWeHaveItToo(Ben),
        new CarryQuestion(Amina, Carrying, "broker"),
        new StopCarrying(Amina, SisterLink, Carrying),
        new PointToQuestion(Amina, Asks, new QuestionEvidence(QuestionId.Of("q-2"), 3, QuestionStatus.Settled, false)),
        new PointQuestionToNote(Amina, Asks, new NoteEvidence(Scales, 7, Maternity, NoteStatus.Offered, NoteId.Of("n-3"))),
        new StopPointing(Amina, Asks),
        new ReportQuestion(Ben, Reads, Words),
        new ReportAnswer(Ben, Reads, 1, Words),
        new SettleReport(Amina, Asks, 1, Words),
        new RestrictAnswer(1, "caldicott-guardian", Words, Later, "ig-desk"),
        new LiftAnswerRestriction(1, "ig-desk"),
        new PlaceRestriction("caldicott-guardian", Words, Later, "ig-desk"),
        new LiftRestriction("ig-desk"),
    ];

    /// <summary>Each event as a line, with envelopes of every kind.</summary>
    public static IEnumerable<Entry> Lines() => Events.Select((happened, i) => new Entry(
        StreamId.Of(Maternity),
        i + 1,
        Instant.FromUtc(2015, 5, 14, 9, 0) + Duration.FromMinutes(i),
        i % 3 == 0 ? null : Amina,
        i % 2 == 0 ? Clauses.Joining : Clauses.Voting,
        (i % 4) switch {
            0 => null, 1 => Witness.Of(Amina), 2 => Witness.Of(Seven), _ => new Witness(WitnessKind.Request, Ben.Value) },
        happened)
    {
        Hash = i % 5 == 0 ? new string('0', 64) : null,
    });

    public static Entry Line(Event happened) =>
        new(StreamId.Of(Maternity), 1, Later, Amina, Clauses.Joining, Witness.Of(Amina), happened);
}
