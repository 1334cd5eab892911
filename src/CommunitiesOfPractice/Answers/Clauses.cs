namespace CommunitiesOfPractice;

/// <summary>
/// Every rule that an answer can name. The ids are stable: a host may keep them. The sentence of each stands in the resources
/// (<see cref="Wording"/>) and, with the acts that meet it, in <c>docs/rules.md</c>.
/// </summary>
public static class Clauses
{
    private static readonly List<Clause> Known = [];

    /// <summary>All of them, in the order of this page.</summary>
    public static IReadOnlyList<Clause> All { get; } = Known.AsReadOnly();

    /// <summary>Nobody has proposed this community yet.</summary>
    public static Clause NotProposed { get; } = Add("founding.not-proposed");

    /// <summary>A community is proposed once.</summary>
    public static Clause ProposedAlready { get; } = Add("founding.proposed-already");

    /// <summary>The founders are named once each, the proposer among them, and no more must consent than are named.</summary>
    public static Clause FoundersNamed { get; } = Add("founding.founders-named");

    /// <summary>Only those named as founders answer whether to found it.</summary>
    public static Clause FoundersOnly { get; } = Add("founding.founders-only");

    /// <summary>A founder answers while the founding is undecided, once each way.</summary>
    public static Clause ConsentedAlready { get; } = Add("founding.answered-already");

    /// <summary>Anyone may propose a community to the founders they name.</summary>
    public static Clause ProposingCommunity { get; } = Add("founding.proposing");

    /// <summary>Each founder consents or declines by an act of their own.</summary>
    public static Clause ConsentingToFound { get; } = Add("founding.consenting");

    /// <summary>A community is founded when as many founders consent as its proposal asks for.</summary>
    public static Clause FoundingQuorum { get; } = Add("founding.quorum");

    /// <summary>This community has not been founded.</summary>
    public static Clause NotFounded { get; } = Add("community.not-founded");

    /// <summary>This community is closed: its legacy can be read, and its members can leave.</summary>
    public static Clause Closed { get; } = Add("community.closed");

    /// <summary>A stage follows the one before it, or goes back to an earlier one but potential.</summary>
    public static Clause StageMoves { get; } = Add("community.stage-moves");

    /// <summary>A community in which nothing has happened for long is dormant, and its members are asked whether to revive it.</summary>
    public static Clause Dormancy { get; } = Add("community.dormancy");

    /// <summary>When nobody is left, a community rests. It then lets in anybody the host lists, except where strangers need an invitation.</summary>
    public static Clause Resting { get; } = Add("community.resting");

    /// <summary>A resting community that nobody joins closes after the time in its charter.</summary>
    public static Clause RestOver { get; } = Add("community.rest-over");

    /// <summary>It has been noticed already that the community is dormant.</summary>
    public static Clause DormantAlready { get; } = Add("community.dormant-already");

    /// <summary>The community is not dormant.</summary>
    public static Clause NotDormant { get; } = Add("community.not-dormant");

    /// <summary>A community that has been taken in by another closes, as its members decided.</summary>
    public static Clause Merging { get; } = Add("community.merging");

    /// <summary>No mandate was given for this: a mandate serves one stream for one purpose.</summary>
    public static Clause NoMandate { get; } = Add("mandate.none");

    /// <summary>A mandate is used before it expires.</summary>
    public static Clause MandateExpired { get; } = Add("mandate.expired");

    /// <summary>A mandate is used once.</summary>
    public static Clause MandateUsed { get; } = Add("mandate.single-use");

    /// <summary>Nobody can do this for somebody else: it takes an act of their own.</summary>
    public static Clause OwnAct { get; } = Add("membership.own-act");

    /// <summary>Only members do this.</summary>
    public static Clause MembersOnly { get; } = Add("membership.members-only");

    /// <summary>This person is a member.</summary>
    public static Clause MemberAlready { get; } = Add("membership.member-already");

    /// <summary>The community has no record of this person.</summary>
    public static Clause NobodyWeKnow { get; } = Add("membership.nobody-known");

    /// <summary>A bar or suspension stands.</summary>
    public static Clause Barred { get; } = Add("membership.barred");

    /// <summary>No bar or suspension stands.</summary>
    public static Clause NotBarred { get; } = Add("membership.not-barred");

    /// <summary>A bar ends when its time is over.</summary>
    public static Clause BarOver { get; } = Add("membership.bar-over");

    /// <summary>Somebody the host no longer lists is away: they keep their standing and are not counted.</summary>
    public static Clause Away { get; } = Add("membership.away");

    /// <summary>This person is not away.</summary>
    public static Clause NotAway { get; } = Add("membership.not-away");

    /// <summary>Somebody on leave keeps their standing, is not counted, and comes back before they act.</summary>
    public static Clause OnLeave { get; } = Add("membership.on-leave");

    /// <summary>This person is not on leave.</summary>
    public static Clause NotOnLeave { get; } = Add("membership.not-on-leave");

    /// <summary>An imported member acts once they have claimed their place.</summary>
    public static Clause Unclaimed { get; } = Add("membership.unclaimed");

    /// <summary>There is no place to claim.</summary>
    public static Clause NothingToClaim { get; } = Add("membership.nothing-to-claim");

    /// <summary>A member may leave at any time, at once, without a reason.</summary>
    public static Clause Leaving { get; } = Add("membership.leaving");

    /// <summary>A member may take leave and come back.</summary>
    public static Clause TakingLeave { get; } = Add("membership.leave-of-absence");

    /// <summary>A leave ends when its time is over.</summary>
    public static Clause LeaveOver { get; } = Add("membership.leave-over");

    /// <summary>A member says for themselves how they take part.</summary>
    public static Clause TakingPart { get; } = Add("membership.taking-part");

    /// <summary>A companion is another member.</summary>
    public static Clause CompanionIsAnother { get; } = Add("membership.companion");

    /// <summary>This version of the charter has been accepted.</summary>
    public static Clause CharterAcceptedAlready { get; } = Add("membership.charter-accepted-already");

    /// <summary>Anyone may follow a community without joining it.</summary>
    public static Clause Following { get; } = Add("membership.following");

    /// <summary>This person follows the community.</summary>
    public static Clause FollowsAlready { get; } = Add("membership.follows-already");

    /// <summary>This person does not follow the community.</summary>
    public static Clause NotFollowing { get; } = Add("membership.not-following");

    /// <summary>Where the charter welcomes observers, anyone may watch without a vote.</summary>
    public static Clause Observing { get; } = Add("membership.observing");

    /// <summary>This person observes the community.</summary>
    public static Clause ObservesAlready { get; } = Add("membership.observes-already");

    /// <summary>This person does not observe the community.</summary>
    public static Clause NotObserving { get; } = Add("membership.not-observing");

    /// <summary>The charter welcomes no observers.</summary>
    public static Clause NoObservers { get; } = Add("membership.no-observers");

    /// <summary>The charter lets this person join by their own act.</summary>
    public static Clause Joining { get; } = Add("joining.open");

    /// <summary>The charter asks that people ask to join.</summary>
    public static Clause JoiningOnRequest { get; } = Add("joining.on-request");

    /// <summary>The charter asks that people are invited.</summary>
    public static Clause JoiningByInvitation { get; } = Add("joining.by-invitation");

    /// <summary>The charter lets those join whom the host's directory places in certain groups.</summary>
    public static Clause JoiningOnBelonging { get; } = Add("joining.on-belonging");

    /// <summary>The charter takes no requests to join.</summary>
    public static Clause JoiningNotByRequest { get; } = Add("joining.no-requests");

    /// <summary>Somebody who asks to join answers the charter's questions.</summary>
    public static Clause JoiningQuestions { get; } = Add("joining.questions");

    /// <summary>Anyone who is not a member and not barred may ask to join.</summary>
    public static Clause Requesting { get; } = Add("joining.requesting");

    /// <summary>It takes a request to join that the person made.</summary>
    public static Clause NoRequest { get; } = Add("joining.no-request");

    /// <summary>A request to join waits for its answer.</summary>
    public static Clause RequestWaits { get; } = Add("joining.request-waits");

    /// <summary>Somebody whose request was declined may ask again when the charter says, or appeal to the members.</summary>
    public static Clause RequestTooSoon { get; } = Add("joining.ask-again");

    /// <summary>A request is approved, or declined with a reason, by whoever the charter says.</summary>
    public static Clause Admitting { get; } = Add("joining.admitting");

    /// <summary>Whoever the charter says may invite; an invitation makes nobody a member.</summary>
    public static Clause Inviting { get; } = Add("joining.inviting");

    /// <summary>An invitation to this person is open.</summary>
    public static Clause InvitedAlready { get; } = Add("joining.invited-already");

    /// <summary>There is no such open invitation.</summary>
    public static Clause NoInvitation { get; } = Add("joining.no-invitation");

    /// <summary>Somebody who is invited may accept or decline.</summary>
    public static Clause Invited { get; } = Add("joining.invited");

    /// <summary>An invitation expires when the charter says.</summary>
    public static Clause InvitationExpired { get; } = Add("joining.invitation-expired");

    /// <summary>After a merger or a split, members of the other community may move here by their own act.</summary>
    public static Clause Moving { get; } = Add("joining.moving");

    /// <summary>No way in is open from that community for this person.</summary>
    public static Clause NoWayFromThere { get; } = Add("joining.no-way-from-there");

    /// <summary>Somebody who is barred or suspended in the community they come from comes in as anybody does.</summary>
    public static Clause MovingUnbarred { get; } = Add("joining.moving-unbarred");

    /// <summary>The person that a decision concerns may reply to it.</summary>
    public static Clause Replying { get; } = Add("removal.replying");

    /// <summary>A reply is given before voting opens.</summary>
    public static Clause ReplyInNotice { get; } = Add("removal.reply-in-notice");

    /// <summary>Somebody who was removed, barred or declined may appeal to the members. No charter takes this away.</summary>
    public static Clause Appealing { get; } = Add("appeal.members");

    /// <summary>There is no decision that did something to this person.</summary>
    public static Clause NothingToAppeal { get; } = Add("appeal.nothing-to-appeal");

    /// <summary>An appeal is made within the time that the charter gives.</summary>
    public static Clause AppealTooLate { get; } = Add("appeal.too-late");

    /// <summary>An appeal is heard once.</summary>
    public static Clause AppealedAlready { get; } = Add("appeal.once");

    /// <summary>The charter gives this to the holders of an office.</summary>
    public static Clause OfficeHoldersOnly { get; } = Add("office.holders-only");

    /// <summary>The charter provides for no such office.</summary>
    public static Clause NoOffice { get; } = Add("office.not-provided");

    /// <summary>This person does not hold the office.</summary>
    public static Clause NotInOffice { get; } = Add("office.not-in-office");

    /// <summary>This person holds the office.</summary>
    public static Clause InOfficeAlready { get; } = Add("office.in-office-already");

    /// <summary>All seats of this office are taken.</summary>
    public static Clause SeatsTaken { get; } = Add("office.seats-taken");

    /// <summary>The charter limits how many terms in a row somebody serves.</summary>
    public static Clause ConsecutiveTerms { get; } = Add("office.consecutive-terms");

    /// <summary>A term ends by itself.</summary>
    public static Clause TermOver { get; } = Add("office.term-over");

    /// <summary>Whoever holds an office may lay it down.</summary>
    public static Clause SteppingDown { get; } = Add("office.stepping-down");

    /// <summary>A member who offers fills a vacant seat unless a member objects.</summary>
    public static Clause Vacancy { get; } = Add("office.vacancy");

    /// <summary>When nobody who holds an office could act for as long as the charter is patient, a member who offers may stand in. It ends when somebody who holds the office can act.</summary>
    public static Clause StandingIn { get; } = Add("office.standing-in");

    /// <summary>Somebody who was absent for a year no longer holds their office.</summary>
    public static Clause AbsentTooLong { get; } = Add("office.absent-too-long");

    /// <summary>A community at the stage of potential elects nobody.</summary>
    public static Clause NoElectionYet { get; } = Add("office.no-election-yet");

    /// <summary>This is not an election.</summary>
    public static Clause NoElection { get; } = Add("office.no-election");

    /// <summary>Somebody stands in an election by their own act.</summary>
    public static Clause Standing { get; } = Add("office.standing");

    /// <summary>This person stands in the election.</summary>
    public static Clause StandsAlready { get; } = Add("office.stands-already");

    /// <summary>Candidates stand while notice runs.</summary>
    public static Clause NominationsClosed { get; } = Add("office.nominations-closed");

    /// <summary>Somebody has a duty who holds an office that the charter gives it to.</summary>
    public static Clause DutyGranted { get; } = Add("office.duty-granted");

    /// <summary>No office that this person holds has the duty.</summary>
    public static Clause DutyLacking { get; } = Add("office.duty-lacking");

    /// <summary>The members settle this together.</summary>
    public static Clause MembersDecide { get; } = Add("deciding.members-decide");

    /// <summary>The charter gives this matter to somebody who settles it without a decision.</summary>
    public static Clause NotForTheMembers { get; } = Add("deciding.not-for-the-members");

    /// <summary>Whoever the charter says may put a matter before the members.</summary>
    public static Clause Proposing { get; } = Add("deciding.proposing");

    /// <summary>You may propose this. It needs the votes of two people other than the person it is about, and fewer than two can vote now.</summary>
    public static Clause TabledForTooFew { get; } = Add("deciding.tabled-for-too-few");

    /// <summary>Only whoever tabled it may do this.</summary>
    public static Clause ProposersOnly { get; } = Add("deciding.proposers-only");

    /// <summary>The same proposal is before the members.</summary>
    public static Clause TabledAlready { get; } = Add("deciding.tabled-already");

    /// <summary>There is no such decision at that point.</summary>
    public static Clause NoDecision { get; } = Add("deciding.no-decision");

    /// <summary>Voting opens after its notice, and the electorate is frozen.</summary>
    public static Clause VotingOpens { get; } = Add("deciding.voting-opens");

    /// <summary>Voting has not opened yet.</summary>
    public static Clause VotingNotOpen { get; } = Add("deciding.voting-not-open");

    /// <summary>The electorate was frozen when voting opened.</summary>
    public static Clause Electorate { get; } = Add("deciding.electorate");

    /// <summary>A member may declare an interest and take no part.</summary>
    public static Clause Recusing { get; } = Add("deciding.recusing");

    /// <summary>Nobody votes on a matter that concerns them, or in which they have declared an interest.</summary>
    public static Clause Recused { get; } = Add("deciding.recused");

    /// <summary>An interest is declared once, and before voting.</summary>
    public static Clause RecusedAlready { get; } = Add("deciding.recused-already");

    /// <summary>Whoever is in the electorate may vote.</summary>
    public static Clause Voting { get; } = Add("deciding.voting");

    /// <summary>Under this rule a vote is final.</summary>
    public static Clause VoteFinal { get; } = Add("deciding.vote-final");

    /// <summary>A ballot is of the kind that the rule counts.</summary>
    public static Clause BallotKind { get; } = Add("deciding.ballot");

    /// <summary>Whoever is in the electorate may object, with a reason, and say that it is addressed.</summary>
    public static Clause Objecting { get; } = Add("deciding.objecting");

    /// <summary>Under consent, whoever is against a proposal objects and says why.</summary>
    public static Clause ObjectionReasoned { get; } = Add("deciding.objection-reasoned");

    /// <summary>This rule hears no objections.</summary>
    public static Clause NoObjections { get; } = Add("deciding.no-objections");

    /// <summary>An objection of this person stands.</summary>
    public static Clause ObjectedAlready { get; } = Add("deciding.objected-already");

    /// <summary>No objection of this person stands.</summary>
    public static Clause NothingObjected { get; } = Add("deciding.nothing-objected");

    /// <summary>The charter's tester finds, with a reason, whether an objection stands.</summary>
    public static Clause Testing { get; } = Add("deciding.testing");

    /// <summary>The rule names nobody who tests objections.</summary>
    public static Clause NoTester { get; } = Add("deciding.no-tester");

    /// <summary>Nobody tests their own objection.</summary>
    public static Clause NotOnesOwn { get; } = Add("deciding.not-ones-own");

    /// <summary>You may second an objection of somebody else in the electorate. If a seconded objection is set aside, the rule for appeals decides.</summary>
    public static Clause Seconding { get; } = Add("deciding.seconding");

    /// <summary>Under this rule nobody sets an objection aside alone, so objections need no second.</summary>
    public static Clause NoSeconds { get; } = Add("deciding.no-seconds");

    /// <summary>An objection is seconded by somebody else.</summary>
    public static Clause SecondIsAnother { get; } = Add("deciding.second-is-another");

    /// <summary>You have seconded this objection.</summary>
    public static Clause SecondedAlready { get; } = Add("deciding.seconded-already");

    /// <summary>You have seconded no such objection.</summary>
    public static Clause NothingSeconded { get; } = Add("deciding.nothing-seconded");

    /// <summary>Whoever tabled a proposal may change it to integrate objections, which opens a new round.</summary>
    public static Clause Integrating { get; } = Add("deciding.integrating");

    /// <summary>A changed proposal settles the same matter.</summary>
    public static Clause SameMatter { get; } = Add("deciding.same-matter");

    /// <summary>Whoever tabled a proposal may give the members more time.</summary>
    public static Clause Extending { get; } = Add("deciding.extending");

    /// <summary>A decision is extended to a later time, and no longer than its rule allows.</summary>
    public static Clause ExtendingLimit { get; } = Add("deciding.extending-limit");

    /// <summary>Whoever tabled a proposal may take it back before it is decided.</summary>
    public static Clause Withdrawing { get; } = Add("deciding.withdrawing");

    /// <summary>A matter that lacked a quorum may be called once more, with those who then take part, at least two.</summary>
    public static Clause CallingAgain { get; } = Add("deciding.calling-again");

    /// <summary>This decision cannot be called again.</summary>
    public static Clause NoSecondCall { get; } = Add("deciding.no-second-call");

    /// <summary>Members say what an outcome means and when to look at it again.</summary>
    public static Clause StatingOutcome { get; } = Add("deciding.outcome");

    /// <summary>Members may bring a matter before everyone, past whoever would open it.</summary>
    public static Clause Petitioning { get; } = Add("deciding.petitioning");

    /// <summary>You have signed no such petition.</summary>
    public static Clause NotSigned { get; } = Add("deciding.not-signed");

    /// <summary>There is no such petition.</summary>
    public static Clause NoPetition { get; } = Add("deciding.no-petition");

    /// <summary>This person has signed.</summary>
    public static Clause SignedAlready { get; } = Add("deciding.signed-already");

    /// <summary>The members carried it, and it takes effect.</summary>
    public static Clause Carried { get; } = Add("deciding.carried");

    /// <summary>The members did not carry it.</summary>
    public static Clause NotCarried { get; } = Add("deciding.not-carried");

    /// <summary>What helps lies in another record, which rules on it when it is done.</summary>
    public static Clause Elsewhere { get; } = Add("answer.elsewhere");

    /// <summary>The members carried it, but it is no longer possible.</summary>
    public static Clause Lapsed { get; } = Add("deciding.lapsed");

    /// <summary>Under consensus somebody may stand aside, with a reason, and stops nothing.</summary>
    public static Clause StandingAside { get; } = Add("deciding.standing-aside");

    /// <summary>Under consensus, whoever stands aside says why.</summary>
    public static Clause StandingAsideReasoned { get; } = Add("deciding.standing-aside-reasoned");

    /// <summary>This rule knows no standing aside.</summary>
    public static Clause NoStandingAside { get; } = Add("deciding.no-standing-aside");

    /// <summary>Where a rule leaves the conclusion to one person, they conclude with a reason.</summary>
    public static Clause Concluding { get; } = Add("deciding.concluding");

    /// <summary>Under this rule the members' votes conclude a matter, and no one person does.</summary>
    public static Clause NobodyConcludes { get; } = Add("deciding.nobody-concludes");

    /// <summary>This matter is concluded; whoever disagrees objects, which is an appeal.</summary>
    public static Clause ConcludedAlready { get; } = Add("deciding.concluded-already");

    /// <summary>Nobody judges their own proposal.</summary>
    public static Clause NotOnesOwnProposal { get; } = Add("deciding.not-ones-own-proposal");

    /// <summary>Consensus is called once every issue is addressed, and never while one is found to stand.</summary>
    public static Clause IssuesAddressed { get; } = Add("deciding.issues-addressed");

    /// <summary>Those whose advice is asked may give it, and the proposer answers each in writing.</summary>
    public static Clause Advising { get; } = Add("deciding.advising");

    /// <summary>This rule asks nobody for advice.</summary>
    public static Clause NoAdvice { get; } = Add("deciding.no-advice");

    /// <summary>A proposal under advice names the people who are asked.</summary>
    public static Clause AdvisersNamed { get; } = Add("deciding.advisers-named");

    /// <summary>Under advice whoever proposes decides: a petition has nobody to decide it, and any member may propose.</summary>
    public static Clause AdvicePetition { get; } = Add("deciding.advice-own-proposal");

    /// <summary>Advice is given by those whom the proposal asks.</summary>
    public static Clause AdviceAsked { get; } = Add("deciding.advice-asked");

    /// <summary>Advice is given once.</summary>
    public static Clause AdviceGivenAlready { get; } = Add("deciding.advice-given-already");

    /// <summary>There is no advice from this person that waits for an answer.</summary>
    public static Clause NoAdviceToAnswer { get; } = Add("deciding.no-advice-to-answer");

    /// <summary>Every piece of advice is answered before the proposer decides.</summary>
    public static Clause AdviceAnswered { get; } = Add("deciding.advice-answered");

    /// <summary>Those who are asked have the charter's time to answer; after it their silence counts as asked.</summary>
    public static Clause AdviceAwaited { get; } = Add("deciding.advice-awaited");

    /// <summary>A decision is seen by those whom its rule says, and by whoever it concerns.</summary>
    public static Clause Seeing { get; } = Add("deciding.seeing");

    /// <summary>How this decision stands is not shown before the close.</summary>
    public static Clause HiddenUntilClose { get; } = Add("deciding.hidden-until-close");

    /// <summary>The seed of a lot is committed before voting opens and revealed before the close, so that anyone can draw it again.</summary>
    public static Clause Lots { get; } = Add("deciding.lots");

    /// <summary>This rule draws no lots.</summary>
    public static Clause NoLots { get; } = Add("deciding.no-lots");

    /// <summary>The seed of a lot is committed once, before voting opens, by the person who tabled the matter.</summary>
    public static Clause LotCommittedAlready { get; } = Add("deciding.lot-committed-already");

    /// <summary>No lot was committed for this decision, or its seed is revealed.</summary>
    public static Clause NoLotCommitted { get; } = Add("deciding.no-lot-committed");

    /// <summary>The seed of a lot is the one that was committed.</summary>
    public static Clause SeedNotCommitted { get; } = Add("deciding.seed-not-committed");

    /// <summary>Whoever the rule names says for which candidate the casting voice is given; it counts only where votes are tied.</summary>
    public static Clause CastingVoice { get; } = Add("deciding.casting-voice");

    /// <summary>This rule knows no casting voice.</summary>
    public static Clause NoCastingVoice { get; } = Add("deciding.no-casting-voice");

    /// <summary>This is for somebody who stands in the election.</summary>
    public static Clause CandidatesOnly { get; } = Add("deciding.candidates");

    /// <summary>This method fills one seat at a time.</summary>
    public static Clause MethodFillsSeats { get; } = Add("office.method-seats");

    /// <summary>There are more seats to fill than members who count.</summary>
    public static Clause SeatsBeyondMembers { get; } = Add("office.seats-beyond-members");

    /// <summary>Under a secret ballot the vote goes into the host's sealed box, and the record says only who took part.</summary>
    public static Clause SecretBallot { get; } = Add("deciding.secret-ballot");

    /// <summary>This ballot is not secret: a vote is cast here.</summary>
    public static Clause OpenBallot { get; } = Add("deciding.open-ballot");

    /// <summary>Whoever has taken part in a secret ballot changes their vote in the box, where the record does not see it.</summary>
    public static Clause TookPartAlready { get; } = Add("deciding.took-part-already");

    /// <summary>Voting is over, and the box is opened by the host in the time that it has.</summary>
    public static Clause VotingOver { get; } = Add("deciding.voting-over");

    /// <summary>After the close the host brings all ballots of a secret ballot at once, as many as took part.</summary>
    public static Clause OpeningTheBox { get; } = Add("deciding.opening-the-box");

    /// <summary>No box of this decision waits to be opened.</summary>
    public static Clause NoBox { get; } = Add("deciding.no-box");

    /// <summary>The box holds as many ballots as people took part, each of the kind that the rule counts.</summary>
    public static Clause AsManyAsTookPart { get; } = Add("deciding.as-many-as-took-part");

    /// <summary>A member may be represented by another where they do not vote themselves, until they revoke it.</summary>
    public static Clause GivingProxy { get; } = Add("deciding.giving-proxy");

    /// <summary>The charter has no rule under which somebody is represented.</summary>
    public static Clause NoProxies { get; } = Add("deciding.no-proxies");

    /// <summary>A proxy is given to another member.</summary>
    public static Clause ProxyIsAnother { get; } = Add("deciding.proxy-is-another");

    /// <summary>This proxy is given.</summary>
    public static Clause ProxyGivenAlready { get; } = Add("deciding.proxy-given-already");

    /// <summary>This person has given no such proxy.</summary>
    public static Clause NoProxyToRevoke { get; } = Add("deciding.no-proxy");

    /// <summary>A matter that was not carried, or tied, may be reopened once with a reason by whoever may propose.</summary>
    public static Clause Reopening { get; } = Add("deciding.reopening");

    /// <summary>This decision is not one that is reopened, or has been.</summary>
    public static Clause NotReopened { get; } = Add("deciding.not-reopened");

    /// <summary>A seat that falls vacant is filled from the papers of its election, by those who stood and say that they still would serve.</summary>
    public static Clause CountingBack { get; } = Add("office.counting-back");

    /// <summary>There is no election of this office whose papers can be counted back; it takes a new election, or an offer.</summary>
    public static Clause NoCountback { get; } = Add("office.no-countback");

    /// <summary>Too few who stood would still serve, or they are level: it takes a new election, or an offer.</summary>
    public static Clause CountbackUndecided { get; } = Add("office.countback-undecided");

    /// <summary>This is for somebody who stood and was not elected.</summary>
    public static Clause NotElected { get; } = Add("office.not-elected");

    /// <summary>A joint decision names this community and at least one other, each once.</summary>
    public static Clause JointParties { get; } = Add("deciding.joint-parties");

    /// <summary>Communities decide jointly each by its own rule; it is carried when all have carried the same.</summary>
    public static Clause JointlyDeciding { get; } = Add("deciding.joint");

    /// <summary>The members have carried no such joint decision.</summary>
    public static Clause NotJoint { get; } = Add("deciding.not-joint");

    /// <summary>A link has two different ends, which stay the same if it is offered anew.</summary>
    public static Clause TwoEnds { get; } = Add("link.two-ends");

    /// <summary>The ends and the terms fit the kind of link: a link to a leader asks for something and carries no practice, and an umbrella covers communities.</summary>
    public static Clause LinkFits { get; } = Add("link.fits");

    /// <summary>Terms do not contradict themselves.</summary>
    public static Clause TermsSound { get; } = Add("link.terms-sound");

    /// <summary>An offer and its acceptance name the kind and the terms, a change of terms the terms, and no other step does; a reason stands where something is declined, paused or ended.</summary>
    public static Clause LinkStepSays { get; } = Add("link.step-says");

    /// <summary>A mandate is used word for word: for exactly what was decided, and nothing else.</summary>
    public static Clause WordForWord { get; } = Add("mandate.word-for-word");

    /// <summary>Only the two ends act on their link: a community by its members' mandate, an organisation or network by its spokesperson, a person by themselves.</summary>
    public static Clause EndsOnly { get; } = Add("link.ends-only");

    /// <summary>A link needs both ends: what one offers, the other answers.</summary>
    public static Clause BothEnds { get; } = Add("link.both-ends");

    /// <summary>An offer is taken back by the end that made it.</summary>
    public static Clause OfferersOnly { get; } = Add("link.offerers-only");

    /// <summary>This is done by a person, in their own name, and not by a mandate.</summary>
    public static Clause InPerson { get; } = Add("link.in-person");

    /// <summary>An organisation or network acts on a link, and passes a note on, by a spokesperson that the host's directory names.</summary>
    public static Clause SpokespersonsOnly { get; } = Add("link.spokespersons-only");

    /// <summary>An end may offer a link, by its own authority.</summary>
    public static Clause OfferingLink { get; } = Add("link.offering");

    /// <summary>This link has been offered or agreed.</summary>
    public static Clause OfferedAlready { get; } = Add("link.offered-already");

    /// <summary>No offer of this link waits for an answer.</summary>
    public static Clause NoOffer { get; } = Add("link.no-offer");

    /// <summary>People at both ends may ask and answer about what is offered.</summary>
    public static Clause AskingAboutLink { get; } = Add("link.asking");

    /// <summary>There is no such question about this link.</summary>
    public static Clause NoLinkQuestion { get; } = Add("link.no-question");

    /// <summary>This has been answered.</summary>
    public static Clause QuestionAnswered { get; } = Add("link.question-answered-already");

    /// <summary>A question is answered by somebody other than who asked it.</summary>
    public static Clause OthersAnswer { get; } = Add("link.others-answer");

    /// <summary>A link is agreed when the other end accepts it, by its own authority.</summary>
    public static Clause AcceptingLink { get; } = Add("link.accepting");

    /// <summary>The other end may decline a link.</summary>
    public static Clause DecliningLink { get; } = Add("link.declining");

    /// <summary>The end that offers a link may take its offer back until it is accepted.</summary>
    public static Clause WithdrawingOffer { get; } = Add("link.withdrawing");

    /// <summary>Both ends have not agreed this link.</summary>
    public static Clause NotAgreed { get; } = Add("link.not-agreed");

    /// <summary>This link is over: an end has ended it, or its time has passed.</summary>
    public static Clause LinkOver { get; } = Add("link.over");

    /// <summary>Each end may put a link to rest for as long as it wants: nothing flows while either does.</summary>
    public static Clause PausingLink { get; } = Add("link.pausing");

    /// <summary>This end has paused the link.</summary>
    public static Clause PausedAlready { get; } = Add("link.paused-already");

    /// <summary>This end has not paused the link.</summary>
    public static Clause NotPaused { get; } = Add("link.not-paused");

    /// <summary>One end offers other terms, and they hold when the other end accepts them.</summary>
    public static Clause ChangingTerms { get; } = Add("link.changing-terms");

    /// <summary>These terms hold, or are offered, already.</summary>
    public static Clause TermsSame { get; } = Add("link.terms-same");

    /// <summary>No other terms are offered.</summary>
    public static Clause NoNewTerms { get; } = Add("link.no-new-terms");

    /// <summary>Either end may end a link, at once.</summary>
    public static Clause EndingLink { get; } = Add("link.ending");

    /// <summary>Somebody carries a link at their own end by an act of their own, and stops at any time.</summary>
    public static Clause Broking { get; } = Add("link.broking");

    /// <summary>This person carries the link at that end.</summary>
    public static Clause BrokesAlready { get; } = Add("link.carried-already");

    /// <summary>This person does not carry the link.</summary>
    public static Clause BrokesNot { get; } = Add("link.not-carried");

    /// <summary>Both ends may hold a thing together, each with its own reading of it.</summary>
    public static Clause HoldingObject { get; } = Add("link.holding");

    /// <summary>This object is on the link.</summary>
    public static Clause ObjectHeld { get; } = Add("link.object-held-already");

    /// <summary>There is no such object on the link.</summary>
    public static Clause NoObject { get; } = Add("link.no-object");

    /// <summary>A leader who is asked answers, and nobody answers for them.</summary>
    public static Clause LeadersAnswer { get; } = Add("link.leaders-answer");

    /// <summary>No leader is asked by this link now.</summary>
    public static Clause NothingAsked { get; } = Add("link.nothing-asked");

    /// <summary>This person neither stands at an end of the link, nor carries it, nor has asked about it.</summary>
    public static Clause NobodyOnLink { get; } = Add("link.nobody-known");

    /// <summary>Whoever may read a note may consider it for their own place: nobody pushes.</summary>
    public static Clause Considering { get; } = Add("adoption.considering");

    /// <summary>This is being considered, or has been taken up.</summary>
    public static Clause ConsideredAlready { get; } = Add("adoption.considered-already");

    /// <summary>Nobody considers this note here.</summary>
    public static Clause NotConsidered { get; } = Add("adoption.not-considered");

    /// <summary>An adoption is one adopter's record of one note: another note, or another adopter, has its own.</summary>
    public static Clause OtherAdoption { get; } = Add("adoption.one-note");

    /// <summary>Somebody adopts what they may read.</summary>
    public static Clause ReadersOnly { get; } = Add("adoption.readers-only");

    /// <summary>An adoption belongs to the adopter: nobody else acts in it.</summary>
    public static Clause AdoptersOnly { get; } = Add("adoption.adopters-only");

    /// <summary>Only a person the host's directory places in an organisation or network acts for it.</summary>
    public static Clause StaffOnly { get; } = Add("adoption.staff-only");

    /// <summary>An adopter may take a note up as it is, and says why.</summary>
    public static Clause Adopting { get; } = Add("adoption.adopting");

    /// <summary>An adopter may change what a note says to fit, and says what and why; the note itself stays as it is.</summary>
    public static Clause Adapting { get; } = Add("adoption.adapting");

    /// <summary>An adaptation is written up as a note of its own.</summary>
    public static Clause OwnAdaptation { get; } = Add("adoption.own-note");

    /// <summary>An adopter may decide against a note, and says why.</summary>
    public static Clause DecliningNote { get; } = Add("adoption.declining");

    /// <summary>An adopter may give up what they took up, and says why.</summary>
    public static Clause Abandoning { get; } = Add("adoption.abandoning");

    /// <summary>The adopter has decided: this can be done while they consider.</summary>
    public static Clause AdoptedAlready { get; } = Add("adoption.decided-already");

    /// <summary>The adopter has not taken this up.</summary>
    public static Clause NotAdopted { get; } = Add("adoption.not-adopted");

    /// <summary>Whoever took a note up reports what came of it there, and it flows back to the source.</summary>
    public static Clause ReportingOutcome { get; } = Add("adoption.reporting");

    /// <summary>An adopter may tell what it was worth, starting in any cycle of value.</summary>
    public static Clause TellingStory { get; } = Add("adoption.story");

    /// <summary>Somebody on the adopter's side may look after an adoption, by an act of their own.</summary>
    public static Clause TakingOwnership { get; } = Add("adoption.owning");

    /// <summary>This person looks after the adoption.</summary>
    public static Clause OwnsAlready { get; } = Add("adoption.owned-already");

    /// <summary>This person neither adopts here nor looks after the adoption.</summary>
    public static Clause NobodyInAdoption { get; } = Add("adoption.nobody-known");

    /// <summary>A charter is checked before it is adopted.</summary>
    public static Clause CharterFaulty { get; } = Add("charter.faulty");

    /// <summary>The charter says this already.</summary>
    public static Clause CharterSame { get; } = Add("charter.same");

    /// <summary>An amendment comes into force within a year.</summary>
    public static Clause AmendmentWithinAYear { get; } = Add("charter.within-a-year");

    /// <summary>An amended charter comes into force, and members are asked to accept it.</summary>
    public static Clause CharterInForce { get; } = Add("charter.in-force");

    /// <summary>The host reports what its directory says; it settles nothing.</summary>
    public static Clause HostFacts { get; } = Add("host.facts");

    /// <summary>Two keys that are one person hold one membership and one vote.</summary>
    public static Clause OnePerson { get; } = Add("host.one-person");

    /// <summary>A key that was found to be a second key of somebody is used no more.</summary>
    public static Clause SecondKey { get; } = Add("host.second-key");

    /// <summary>An imported community keeps its members, each of whom acts once they have claimed their place.</summary>
    public static Clause Importing { get; } = Add("host.importing");

    /// <summary>What a person who asks to be forgotten holds here ends, and their key is replaced.</summary>
    public static Clause Forgetting { get; } = Add("host.forgetting");

    /// <summary>What a court, an inquiry or the law wants kept is not forgotten while the hold stands.</summary>
    public static Clause HeldForTheLaw { get; } = Add("host.legal-hold");

    /// <summary>Nobody has drafted this note yet.</summary>
    public static Clause NoteNotDrafted { get; } = Add("note.not-drafted");

    /// <summary>A note is drafted once, and then revised.</summary>
    public static Clause NoteDraftedAlready { get; } = Add("note.drafted-already");

    /// <summary>A withdrawn note stays withdrawn: what remains is a tombstone.</summary>
    public static Clause NoteWithdrawn { get; } = Add("note.withdrawn");

    /// <summary>A draft is its contributors' own until they offer it.</summary>
    public static Clause NoteStillDraft { get; } = Add("note.still-draft");

    /// <summary>Only those who contributed to the note do this, each for themselves.</summary>
    public static Clause ContributorsOnly { get; } = Add("note.contributors-only");

    /// <summary>Nobody reviews a note that they contributed to, nor finds it not identifiable.</summary>
    public static Clause NotByContributors { get; } = Add("note.not-by-contributors");

    /// <summary>An act on a note for a party is done for the note's home: by a member of it, or by its members' mandate.</summary>
    public static Clause NoteForHome { get; } = Add("note.for-home");

    /// <summary>What is said of a note is said of the version that stands.</summary>
    public static Clause EditionCurrent { get; } = Add("note.current-version");

    /// <summary>The note says this already.</summary>
    public static Clause NoteSaysThis { get; } = Add("note.same");

    /// <summary>An acting member may draft a note in their community.</summary>
    public static Clause DraftingNote { get; } = Add("note.drafting");

    /// <summary>A contributor may revise a note: findings and endorsement, what was decided beyond the community, and the others' consents were of the version before.</summary>
    public static Clause RevisingNote { get; } = Add("note.revising");

    /// <summary>A contributor may name another, who consents by an act of their own.</summary>
    public static Clause NamingContributors { get; } = Add("note.naming-contributors");

    /// <summary>This person is named as a contributor.</summary>
    public static Clause ContributesAlready { get; } = Add("note.contributes-already");

    /// <summary>A contributor may leave a note at any time; nobody reads more for it.</summary>
    public static Clause LeavingNote { get; } = Add("note.leaving");

    /// <summary>This person did not contribute to the note.</summary>
    public static Clause NoContribution { get; } = Add("note.no-contribution");

    /// <summary>Each contributor consents for themselves: up to an audience, perhaps until a time.</summary>
    public static Clause ConsentingToShare { get; } = Add("note.consenting");

    /// <summary>A contributor may take their consent back at any time, at once.</summary>
    public static Clause RevokingConsent { get; } = Add("note.revoking-consent");

    /// <summary>This consent stands as it is.</summary>
    public static Clause ConsentStands { get; } = Add("note.consent-stands");

    /// <summary>No consent of theirs stands.</summary>
    public static Clause NoConsentStands { get; } = Add("note.no-consent");

    /// <summary>A contributor may offer a note to its contributors or to its community.</summary>
    public static Clause OfferingNote { get; } = Add("note.offering");

    /// <summary>A note is offered to its community at most; further it goes by a decision of its own.</summary>
    public static Clause OfferedAtMost { get; } = Add("note.offered-at-most");

    /// <summary>This audience has been decided already.</summary>
    public static Clause ReachesAlready { get; } = Add("note.reaches-already");

    /// <summary>An acting member of its home may say, as a peer, what they think of a note.</summary>
    public static Clause ReviewingNote { get; } = Add("note.reviewing");

    /// <summary>A version of a note is endorsed as the charter of its home says.</summary>
    public static Clause EndorsingNote { get; } = Add("note.endorsing");

    /// <summary>This version is endorsed.</summary>
    public static Clause EndorsedAlready { get; } = Add("note.endorsed-already");

    /// <summary>The charter asks that a note is endorsed before it reaches beyond the community.</summary>
    public static Clause EndorsedFirst { get; } = Add("note.endorsed-first");

    /// <summary>A version may be found not identifiable up to an audience; the latest finding on it counts.</summary>
    public static Clause FindingIdentifiability { get; } = Add("note.finding");

    /// <summary>A note is widened as the charter of its home says; it reaches no further than each contributor consents and the finding says.</summary>
    public static Clause WideningNote { get; } = Add("note.widening");

    /// <summary>Where the contributors decide, each of them has consented that far.</summary>
    public static Clause EveryContributor { get; } = Add("note.every-contributor");

    /// <summary>A contributor may narrow what was decided, at once.</summary>
    public static Clause NarrowingNote { get; } = Add("note.narrowing");

    /// <summary>Wider takes a decision; this only narrows.</summary>
    public static Clause NarrowerOnly { get; } = Add("note.narrower-only");

    /// <summary>A contributor may set an embargo or move it later; one who is an acting member of the home may also move it earlier or lift it.</summary>
    public static Clause Embargoing { get; } = Add("note.embargoing");

    /// <summary>The note is embargoed until then.</summary>
    public static Clause EmbargoStands { get; } = Add("note.embargo-stands");

    /// <summary>No embargo stands.</summary>
    public static Clause NoEmbargo { get; } = Add("note.no-embargo");

    /// <summary>An embargoed note goes no further until its embargo ends.</summary>
    public static Clause Embargoed { get; } = Add("note.embargoed");

    /// <summary>Where a note came by a link that allows one step further, those it came to may pass it on.</summary>
    public static Clause PassingOn { get; } = Add("note.passing-on");

    /// <summary>A note is passed on while it reaches the linked communities.</summary>
    public static Clause ReachesLinked { get; } = Add("note.reaches-linked");

    /// <summary>A step goes from the far end of a link that the note may use and that allows one, by a link that carries it onward; both are in force.</summary>
    public static Clause CarriesOnward { get; } = Add("note.carries-onward");

    /// <summary>This step has been taken.</summary>
    public static Clause PassedOnAlready { get; } = Add("note.passed-on-already");

    /// <summary>A note is passed on by the party that it came to: a community by its members' mandate, an organisation or network by its spokesperson.</summary>
    public static Clause PassedOnBetween { get; } = Add("note.passed-on-between");

    /// <summary>A contributor may say which note takes this one's place.</summary>
    public static Clause Superseding { get; } = Add("note.superseding");

    /// <summary>The note that takes its place is another, offered in the same home, whose place this one does not take.</summary>
    public static Clause SupersededByAnother { get; } = Add("note.superseded-by-another");

    /// <summary>That note takes its place already.</summary>
    public static Clause SupersededAlready { get; } = Add("note.superseded-already");

    /// <summary>A contributor may withdraw a note, at once and for good.</summary>
    public static Clause WithdrawingNote { get; } = Add("note.withdrawing");

    /// <summary>The law may require of a host to restrict a note: by a named role, with a reason and a review date, on the record; its contributors alone then read it.</summary>
    public static Clause Restricting { get; } = Add("note.restricting");

    /// <summary>Another role's restriction stands.</summary>
    public static Clause RestrictedAlready { get; } = Add("note.restricted-already");

    /// <summary>When a restriction is lifted, what was before holds again.</summary>
    public static Clause LiftingRestriction { get; } = Add("note.lifting-restriction");

    /// <summary>No restriction stands.</summary>
    public static Clause NotRestricted { get; } = Add("note.not-restricted");

    /// <summary>What has fallen due is recorded.</summary>
    public static Clause FellDue { get; } = Add("record.settle");

    /// <summary>A reason is owed.</summary>
    public static Clause ReasonOwed { get; } = Add("record.reason");

    /// <summary>What has an end ends after it begins.</summary>
    public static Clause EndsBeforeItBegins { get; } = Add("record.dates");

    /// <summary>The dates that an act names lie in the years 1900 to 2200.</summary>
    public static Clause DatesInYears { get; } = Add("record.years");

    /// <summary>What is given is not well formed.</summary>
    public static Clause Malformed { get; } = Add("record.malformed");

    /// <summary>A note is read by those whom the host lists, and by anyone not signed in where it is public; the note, its home and the reader must be known.</summary>
    public static Clause ReadingUnknown { get; } = Add("reading.unknown");

    /// <summary>A withdrawn note is read by nobody.</summary>
    public static Clause ReadingWithdrawn { get; } = Add("reading.withdrawn");

    /// <summary>Those who contributed to a note read it.</summary>
    public static Clause ReadingContributor { get; } = Add("reading.contributor");

    /// <summary>A draft is read by its contributors alone.</summary>
    public static Clause ReadingDraft { get; } = Add("reading.draft");

    /// <summary>A note under embargo is read by its contributors, and by the home's conveners where they might read it afterwards.</summary>
    public static Clause ReadingEmbargo { get; } = Add("reading.embargo");

    /// <summary>A public note is read by anyone.</summary>
    public static Clause ReadingPublic { get; } = Add("reading.public");

    /// <summary>Whom its home bars does not read a note short of public.</summary>
    public static Clause ReadingBarred { get; } = Add("reading.barred");

    /// <summary>A note that reaches its community is read by its members, and by observers where the charter says so. Where it was offered before the community rested, they must have been members before that.</summary>
    public static Clause ReadingMember { get; } = Add("reading.member");

    /// <summary>A note that reaches the whole system is read by everyone the host lists.</summary>
    public static Clause ReadingSystem { get; } = Add("reading.system");

    /// <summary>A note that reaches the linked is read by whoever belongs to the far end of a link that carries it.</summary>
    public static Clause ReadingLinked { get; } = Add("reading.linked");

    /// <summary>Nothing lets this reader read the note.</summary>
    public static Clause ReadingNothingApplies { get; } = Add("reading.nothing-applies");

    // ---- Seeing that something is there, and who is in it.

    /// <summary>Anybody may see a community: what it cares about, who convenes it and how it decides.</summary>
    public static Clause SeeingCommunity { get; } = Add("seeing.community");

    /// <summary>Members may see who the members are.</summary>
    public static Clause SeeingMembers { get; } = Add("seeing.members");

    /// <summary>Anybody may see a link that was agreed; its two ends may see an offer, and what a leader is asked.</summary>
    public static Clause SeeingLink { get; } = Add("seeing.link");

    /// <summary>Those who belong to an end of a link may see what its ends say to each other, and so may those who carry it.</summary>
    public static Clause SeeingInsideLink { get; } = Add("seeing.inside-link");

    /// <summary>Those who may read a note, its contributors and its home's members may see that it is there.</summary>
    public static Clause SeeingNote { get; } = Add("seeing.note");

    /// <summary>The adopter may see an adoption, and so may those who may see its note.</summary>
    public static Clause SeeingAdoption { get; } = Add("seeing.adoption");

    internal static Clause How(HowJoined how) => how switch
    {
        HowJoined.Founded => ConsentingToFound,
        HowJoined.Joined => Joining,
        HowJoined.Requested => Admitting,
        HowJoined.Invited => Invited,
        HowJoined.Moved => Moving,
        HowJoined.Reinstated => Appealing,
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "No such way of joining."),
    };

    private static Clause Add(string id)
    {
        var clause = Clause.Of(id);
        Known.Add(clause);
        return clause;
    }
}
