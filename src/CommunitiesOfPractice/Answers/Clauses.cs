namespace CommunitiesOfPractice;

/// <summary>
/// Every rule that an answer can name. The ids are stable: a host may keep them. The sentence of each is in the resources
/// (<see cref="Wording"/>) and, with the acts that meet it, in <c>docs/rules.md</c>.
/// </summary>
public static class Clauses
{
    private static readonly List<Clause> Known = [];

    /// <summary>All of them, in the order of this page.</summary>
    public static IReadOnlyList<Clause> All { get; } = Known.AsReadOnly();

    /// <summary>This community has not been proposed yet.</summary>
    public static Clause NotProposed { get; } = Add("founding.not-proposed");

    /// <summary>This community has been proposed already.</summary>
    public static Clause ProposedAlready { get; } = Add("founding.proposed-already");

    /// <summary>
    /// You must name each founder once, and yourself among them. At least one must consent, and no more than you name.
    /// </summary>
    public static Clause FoundersNamed { get; } = Add("founding.founders-named");

    /// <summary>Only the founders named in the proposal can answer it.</summary>
    public static Clause FoundersOnly { get; } = Add("founding.founders-only");

    /// <summary>A founder can give each answer once, and can decline only until the founding is decided.</summary>
    public static Clause ConsentedAlready { get; } = Add("founding.answered-already");

    /// <summary>You can propose a community to the founders you name.</summary>
    public static Clause ProposingCommunity { get; } = Add("founding.proposing");

    /// <summary>Each founder answers for themselves. You can consent or decline.</summary>
    public static Clause ConsentingToFound { get; } = Add("founding.consenting");

    /// <summary>A community is founded when enough founders consent. Its proposal says how many.</summary>
    public static Clause FoundingQuorum { get; } = Add("founding.quorum");

    /// <summary>This community has not been founded.</summary>
    public static Clause NotFounded { get; } = Add("community.not-founded");

    /// <summary>This community is closed. You can still read what it left behind, and its members can leave.</summary>
    public static Clause Closed { get; } = Add("community.closed");

    /// <summary>A community moves to its next stage, or back to an earlier stage. It cannot go back to the first stage.</summary>
    public static Clause StageMoves { get; } = Add("community.stage-moves");

    /// <summary>
    /// A community is dormant when nothing has happened in it for a long time. Its members are then asked whether to revive it.
    /// </summary>
    public static Clause Dormancy { get; } = Add("community.dormancy");

    /// <summary>
    /// When no members are left, a community rests. Anyone the host lists can then join, unless its charter lets in strangers
    /// only by invitation.
    /// </summary>
    public static Clause Resting { get; } = Add("community.resting");

    /// <summary>A resting community closes if nobody joins it in time. Its charter says how long.</summary>
    public static Clause RestOver { get; } = Add("community.rest-over");

    /// <summary>This community is known to be dormant already. Its members can decide to revive it.</summary>
    public static Clause DormantAlready { get; } = Add("community.dormant-already");

    /// <summary>This community is not dormant.</summary>
    public static Clause NotDormant { get; } = Add("community.not-dormant");

    /// <summary>
    /// A community says which words mean the same in its subject. Its knowledge steward says it, or any member while there is
    /// none.
    /// </summary>
    public static Clause SayingWords { get; } = Add("community.saying-words");

    /// <summary>When the members decide to merge into another community, theirs closes once the other has taken it in.</summary>
    public static Clause Merging { get; } = Add("community.merging");

    /// <summary>No mandate fits this. A mandate lets one record do one thing.</summary>
    public static Clause NoMandate { get; } = Add("mandate.none");

    /// <summary>This mandate has expired.</summary>
    public static Clause MandateExpired { get; } = Add("mandate.expired");

    /// <summary>This mandate has been used. A mandate can be used only once.</summary>
    public static Clause MandateUsed { get; } = Add("mandate.single-use");

    /// <summary>Only the person it is about can do this, for themselves.</summary>
    public static Clause OwnAct { get; } = Add("membership.own-act");

    /// <summary>Only members can do this.</summary>
    public static Clause MembersOnly { get; } = Add("membership.members-only");

    /// <summary>This person is a member already.</summary>
    public static Clause MemberAlready { get; } = Add("membership.member-already");

    /// <summary>The community has no record of this person.</summary>
    public static Clause NobodyWeKnow { get; } = Add("membership.nobody-known");

    /// <summary>A person who is barred or suspended cannot do this.</summary>
    public static Clause Barred { get; } = Add("membership.barred");

    /// <summary>This person is not barred or suspended.</summary>
    public static Clause NotBarred { get; } = Add("membership.not-barred");

    /// <summary>A bar ends when its time is over.</summary>
    public static Clause BarOver { get; } = Add("membership.bar-over");

    /// <summary>A person the host does not list is away. They keep their place, and they cannot act or be counted.</summary>
    public static Clause Away { get; } = Add("membership.away");

    /// <summary>This person is not away.</summary>
    public static Clause NotAway { get; } = Add("membership.not-away");

    /// <summary>A member on leave keeps their place, and is not counted. They must come back before they can act.</summary>
    public static Clause OnLeave { get; } = Add("membership.on-leave");

    /// <summary>This person is not on leave.</summary>
    public static Clause NotOnLeave { get; } = Add("membership.not-on-leave");

    /// <summary>A member who was imported must claim their place before they can act.</summary>
    public static Clause Unclaimed { get; } = Add("membership.unclaimed");

    /// <summary>This person has no place to claim.</summary>
    public static Clause NothingToClaim { get; } = Add("membership.nothing-to-claim");

    /// <summary>You can leave at any time, at once, without a reason.</summary>
    public static Clause Leaving { get; } = Add("membership.leaving");

    /// <summary>Members can take leave and come back.</summary>
    public static Clause TakingLeave { get; } = Add("membership.leave-of-absence");

    /// <summary>Leave ends when its time is over.</summary>
    public static Clause LeaveOver { get; } = Add("membership.leave-over");

    /// <summary>You say for yourself how you take part.</summary>
    public static Clause TakingPart { get; } = Add("membership.taking-part");

    /// <summary>A companion is another member. You cannot be your own companion.</summary>
    public static Clause CompanionIsAnother { get; } = Add("membership.companion");

    /// <summary>This person has accepted this version of the charter already.</summary>
    public static Clause CharterAcceptedAlready { get; } = Add("membership.charter-accepted-already");

    /// <summary>Anyone can follow a community without joining it.</summary>
    public static Clause Following { get; } = Add("membership.following");

    /// <summary>This person follows the community already.</summary>
    public static Clause FollowsAlready { get; } = Add("membership.follows-already");

    /// <summary>This person does not follow the community.</summary>
    public static Clause NotFollowing { get; } = Add("membership.not-following");

    /// <summary>If the charter welcomes observers, anyone can watch without a vote.</summary>
    public static Clause Observing { get; } = Add("membership.observing");

    /// <summary>This person observes the community already.</summary>
    public static Clause ObservesAlready { get; } = Add("membership.observes-already");

    /// <summary>This person does not observe the community.</summary>
    public static Clause NotObserving { get; } = Add("membership.not-observing");

    /// <summary>The charter does not welcome observers.</summary>
    public static Clause NoObservers { get; } = Add("membership.no-observers");

    /// <summary>You can join by yourself.</summary>
    public static Clause Joining { get; } = Add("joining.open");

    /// <summary>You must ask to join, and be approved.</summary>
    public static Clause JoiningOnRequest { get; } = Add("joining.on-request");

    /// <summary>You can join only if you are invited.</summary>
    public static Clause JoiningByInvitation { get; } = Add("joining.by-invitation");

    /// <summary>You can join if the host's directory places you in one of the groups that the charter names.</summary>
    public static Clause JoiningOnBelonging { get; } = Add("joining.on-belonging");

    /// <summary>You cannot ask to join this community. Its charter says how people join.</summary>
    public static Clause JoiningNotByRequest { get; } = Add("joining.no-requests");

    /// <summary>When you ask to join, you must answer the charter's questions.</summary>
    public static Clause JoiningQuestions { get; } = Add("joining.questions");

    /// <summary>You can ask to join, or take your request back, unless you are a member or barred.</summary>
    public static Clause Requesting { get; } = Add("joining.requesting");

    /// <summary>This person has not asked to join.</summary>
    public static Clause NoRequest { get; } = Add("joining.no-request");

    /// <summary>This request to join is waiting for an answer.</summary>
    public static Clause RequestWaits { get; } = Add("joining.request-waits");

    /// <summary>
    /// After a request is declined, you can appeal to the members. You can also ask again, after the time that the charter sets.
    /// </summary>
    public static Clause RequestTooSoon { get; } = Add("joining.ask-again");

    /// <summary>The charter says who may approve a request, or decline it with a reason.</summary>
    public static Clause Admitting { get; } = Add("joining.admitting");

    /// <summary>The charter says who may invite people. The person invited decides for themselves whether to join.</summary>
    public static Clause Inviting { get; } = Add("joining.inviting");

    /// <summary>This person has an open invitation already.</summary>
    public static Clause InvitedAlready { get; } = Add("joining.invited-already");

    /// <summary>There is no open invitation with this number.</summary>
    public static Clause NoInvitation { get; } = Add("joining.no-invitation");

    /// <summary>You can accept or decline an invitation made to you.</summary>
    public static Clause Invited { get; } = Add("joining.invited");

    /// <summary>An invitation expires after the time that the charter sets.</summary>
    public static Clause InvitationExpired { get; } = Add("joining.invitation-expired");

    /// <summary>After a merger or a split, members of the other community can move here by themselves.</summary>
    public static Clause Moving { get; } = Add("joining.moving");

    /// <summary>Nobody can move from that community to this one now, or this person is not a member there.</summary>
    public static Clause NoWayFromThere { get; } = Add("joining.no-way-from-there");

    /// <summary>
    /// A person who is barred or suspended in their old community cannot move here from it. They can only join as a stranger
    /// does.
    /// </summary>
    public static Clause MovingUnbarred { get; } = Add("joining.moving-unbarred");

    /// <summary>You can reply to a decision that is about you.</summary>
    public static Clause Replying { get; } = Add("removal.replying");

    /// <summary>You can reply only before voting opens.</summary>
    public static Clause ReplyInNotice { get; } = Add("removal.reply-in-notice");

    /// <summary>If you were removed, barred or declined, you can appeal to the members. No charter can take this away.</summary>
    public static Clause Appealing { get; } = Add("appeal.members");

    /// <summary>There is no such decision against this person.</summary>
    public static Clause NothingToAppeal { get; } = Add("appeal.nothing-to-appeal");

    /// <summary>You can appeal only within the time that the charter sets.</summary>
    public static Clause AppealTooLate { get; } = Add("appeal.too-late");

    /// <summary>You can appeal against a decision only once.</summary>
    public static Clause AppealedAlready { get; } = Add("appeal.once");

    /// <summary>Only people who hold a certain office can do this.</summary>
    public static Clause OfficeHoldersOnly { get; } = Add("office.holders-only");

    /// <summary>The charter has no such office.</summary>
    public static Clause NoOffice { get; } = Add("office.not-provided");

    /// <summary>This person does not hold the office.</summary>
    public static Clause NotInOffice { get; } = Add("office.not-in-office");

    /// <summary>This person holds the office already.</summary>
    public static Clause InOfficeAlready { get; } = Add("office.in-office-already");

    /// <summary>The office does not have enough free seats.</summary>
    public static Clause SeatsTaken { get; } = Add("office.seats-taken");

    /// <summary>The charter limits how many terms in a row a person can serve.</summary>
    public static Clause ConsecutiveTerms { get; } = Add("office.consecutive-terms");

    /// <summary>A term ends by itself when its time is over.</summary>
    public static Clause TermOver { get; } = Add("office.term-over");

    /// <summary>You can step down from an office you hold.</summary>
    public static Clause SteppingDown { get; } = Add("office.stepping-down");

    /// <summary>You can offer to fill a vacant seat. You get it unless a member objects.</summary>
    public static Clause Vacancy { get; } = Add("office.vacancy");

    /// <summary>
    /// You can offer to stand in when no holder of the office could act for some time. The charter says how long.
    /// </summary>
    public static Clause StandingIn { get; } = Add("office.standing-in");

    /// <summary>A person who is away for a year no longer holds their office.</summary>
    public static Clause AbsentTooLong { get; } = Add("office.absent-too-long");

    /// <summary>A community at its first stage cannot hold elections. It must move to the next stage first.</summary>
    public static Clause NoElectionYet { get; } = Add("office.no-election-yet");

    /// <summary>This decision is not an election.</summary>
    public static Clause NoElection { get; } = Add("office.no-election");

    /// <summary>You decide for yourself whether to be a candidate.</summary>
    public static Clause Standing { get; } = Add("office.standing");

    /// <summary>This person has said already that they would serve.</summary>
    public static Clause StandsAlready { get; } = Add("office.stands-already");

    /// <summary>People can become candidates, or step back, only before voting opens.</summary>
    public static Clause NominationsClosed { get; } = Add("office.nominations-closed");

    /// <summary>This person holds an office that has the duty.</summary>
    public static Clause DutyGranted { get; } = Add("office.duty-granted");

    /// <summary>This person does not hold an office that has the duty.</summary>
    public static Clause DutyLacking { get; } = Add("office.duty-lacking");

    /// <summary>The members decide this together.</summary>
    public static Clause MembersDecide { get; } = Add("deciding.members-decide");

    /// <summary>The members do not vote on this matter. The charter lets somebody settle it alone.</summary>
    public static Clause NotForTheMembers { get; } = Add("deciding.not-for-the-members");

    /// <summary>You can put this to the members.</summary>
    public static Clause Proposing { get; } = Add("deciding.proposing");

    /// <summary>
    /// You can propose this. It needs votes from two people other than the person it is about. Fewer than two can vote now.
    /// </summary>
    public static Clause TabledForTooFew { get; } = Add("deciding.tabled-for-too-few");

    /// <summary>Only the person who proposed this can do that.</summary>
    public static Clause ProposersOnly { get; } = Add("deciding.proposers-only");

    /// <summary>The same proposal is before the members already.</summary>
    public static Clause TabledAlready { get; } = Add("deciding.tabled-already");

    /// <summary>This cannot be done now. The decision is closed, is not at that point yet, or does not exist.</summary>
    public static Clause NoDecision { get; } = Add("deciding.no-decision");

    /// <summary>Voting opens after the notice period. Who can vote is then fixed.</summary>
    public static Clause VotingOpens { get; } = Add("deciding.voting-opens");

    /// <summary>Voting has not opened yet.</summary>
    public static Clause VotingNotOpen { get; } = Add("deciding.voting-not-open");

    /// <summary>Who can vote on a decision is fixed when voting opens.</summary>
    public static Clause Electorate { get; } = Add("deciding.electorate");

    /// <summary>You can declare an interest and take no part.</summary>
    public static Clause Recusing { get; } = Add("deciding.recusing");

    /// <summary>
    /// People cannot take part in deciding a matter that is about them, or in which they have declared an interest.
    /// </summary>
    public static Clause Recused { get; } = Add("deciding.recused");

    /// <summary>A person can declare an interest in a matter once, and only before they vote.</summary>
    public static Clause RecusedAlready { get; } = Add("deciding.recused-already");

    /// <summary>You can vote if you had a vote when voting opened.</summary>
    public static Clause Voting { get; } = Add("deciding.voting");

    /// <summary>Under this rule a vote is final.</summary>
    public static Clause VoteFinal { get; } = Add("deciding.vote-final");

    /// <summary>The ballot must be of the kind that this rule counts.</summary>
    public static Clause BallotKind { get; } = Add("deciding.ballot");

    /// <summary>You can object with a reason, and say when your objection has been met.</summary>
    public static Clause Objecting { get; } = Add("deciding.objecting");

    /// <summary>Under this rule you must object, and give a reason, if you are against the proposal.</summary>
    public static Clause ObjectionReasoned { get; } = Add("deciding.objection-reasoned");

    /// <summary>This rule does not hear objections.</summary>
    public static Clause NoObjections { get; } = Add("deciding.no-objections");

    /// <summary>This person has objected already, and the objection is still open.</summary>
    public static Clause ObjectedAlready { get; } = Add("deciding.objected-already");

    /// <summary>This person has no open objection to this decision.</summary>
    public static Clause NothingObjected { get; } = Add("deciding.nothing-objected");

    /// <summary>The tester that the charter names says, with a reason, whether an objection is upheld.</summary>
    public static Clause Testing { get; } = Add("deciding.testing");

    /// <summary>This rule does not give anybody the task of testing objections.</summary>
    public static Clause NoTester { get; } = Add("deciding.no-tester");

    /// <summary>People cannot test their own objections.</summary>
    public static Clause NotOnesOwn { get; } = Add("deciding.not-ones-own");

    /// <summary>
    /// You can second another voter's objection. If a seconded objection is set aside, the rule for appeals decides.
    /// </summary>
    public static Clause Seconding { get; } = Add("deciding.seconding");

    /// <summary>Under this rule no person can set an objection aside alone, so you do not need to second it.</summary>
    public static Clause NoSeconds { get; } = Add("deciding.no-seconds");

    /// <summary>Somebody else must second an objection.</summary>
    public static Clause SecondIsAnother { get; } = Add("deciding.second-is-another");

    /// <summary>This person has seconded this objection already.</summary>
    public static Clause SecondedAlready { get; } = Add("deciding.seconded-already");

    /// <summary>This person has not seconded such an objection.</summary>
    public static Clause NothingSeconded { get; } = Add("deciding.nothing-seconded");

    /// <summary>If you made a proposal, you can change it to meet objections. A new round then opens.</summary>
    public static Clause Integrating { get; } = Add("deciding.integrating");

    /// <summary>
    /// A changed proposal must be of the same kind, and about the same person. The confirmation of an amendment cannot be
    /// changed.
    /// </summary>
    public static Clause SameMatter { get; } = Add("deciding.same-matter");

    /// <summary>If you made a proposal, you can give the members more time.</summary>
    public static Clause Extending { get; } = Add("deciding.extending");

    /// <summary>You can extend a decision only to a later time, and only for as long as its rule allows.</summary>
    public static Clause ExtendingLimit { get; } = Add("deciding.extending-limit");

    /// <summary>If you made a proposal, you can take it back before it is decided.</summary>
    public static Clause Withdrawing { get; } = Add("deciding.withdrawing");

    /// <summary>
    /// If too few people took part in a decision, you can call it once more. It is then decided by those who take part.
    /// </summary>
    public static Clause CallingAgain { get; } = Add("deciding.calling-again");

    /// <summary>This decision cannot be called again.</summary>
    public static Clause NoSecondCall { get; } = Add("deciding.no-second-call");

    /// <summary>Members can say what an outcome means, and when to look at it again.</summary>
    public static Clause StatingOutcome { get; } = Add("deciding.outcome");

    /// <summary>You can bring a matter to all members by petition. Enough members must sign it.</summary>
    public static Clause Petitioning { get; } = Add("deciding.petitioning");

    /// <summary>This person has not signed such a petition.</summary>
    public static Clause NotSigned { get; } = Add("deciding.not-signed");

    /// <summary>There is no open petition with this number.</summary>
    public static Clause NoPetition { get; } = Add("deciding.no-petition");

    /// <summary>This person has signed this petition already.</summary>
    public static Clause SignedAlready { get; } = Add("deciding.signed-already");

    /// <summary>The members carried the proposal, and it is now in effect.</summary>
    public static Clause Carried { get; } = Add("deciding.carried");

    /// <summary>The members did not carry the proposal.</summary>
    public static Clause NotCarried { get; } = Add("deciding.not-carried");

    /// <summary>This is done in another record, and the rules there settle it.</summary>
    public static Clause Elsewhere { get; } = Add("answer.elsewhere");

    /// <summary>The members carried the proposal, but it is no longer possible.</summary>
    public static Clause Lapsed { get; } = Add("deciding.lapsed");

    /// <summary>Under consensus you can stand aside with a reason. That does not stop the proposal.</summary>
    public static Clause StandingAside { get; } = Add("deciding.standing-aside");

    /// <summary>Under consensus you must give a reason when you stand aside.</summary>
    public static Clause StandingAsideReasoned { get; } = Add("deciding.standing-aside-reasoned");

    /// <summary>You cannot stand aside under this rule.</summary>
    public static Clause NoStandingAside { get; } = Add("deciding.no-standing-aside");

    /// <summary>Under this rule a named person concludes the matter, with a reason.</summary>
    public static Clause Concluding { get; } = Add("deciding.concluding");

    /// <summary>Under this rule the members' votes conclude the matter. No person can conclude it alone.</summary>
    public static Clause NobodyConcludes { get; } = Add("deciding.nobody-concludes");

    /// <summary>This matter is concluded already. If you disagree, you can object, which is an appeal.</summary>
    public static Clause ConcludedAlready { get; } = Add("deciding.concluded-already");

    /// <summary>People cannot judge their own proposals.</summary>
    public static Clause NotOnesOwnProposal { get; } = Add("deciding.not-ones-own-proposal");

    /// <summary>
    /// Every objection must be tested before the matter is concluded. There is no consensus while an objection is upheld.
    /// </summary>
    public static Clause IssuesAddressed { get; } = Add("deciding.issues-addressed");

    /// <summary>You can give advice if the proposer asked you. The proposer answers each piece of advice in writing.</summary>
    public static Clause Advising { get; } = Add("deciding.advising");

    /// <summary>Under this rule people are not asked for advice.</summary>
    public static Clause NoAdvice { get; } = Add("deciding.no-advice");

    /// <summary>Under a rule of advice you must name the people you ask.</summary>
    public static Clause AdvisersNamed { get; } = Add("deciding.advisers-named");

    /// <summary>
    /// Under a rule of advice the person who proposes also decides. A petition is not possible, but any member can propose.
    /// </summary>
    public static Clause AdvicePetition { get; } = Add("deciding.advice-own-proposal");

    /// <summary>Only people the proposal asks can give advice.</summary>
    public static Clause AdviceAsked { get; } = Add("deciding.advice-asked");

    /// <summary>A person can give advice on a proposal only once.</summary>
    public static Clause AdviceGivenAlready { get; } = Add("deciding.advice-given-already");

    /// <summary>There is no advice from this person that needs an answer.</summary>
    public static Clause NoAdviceToAnswer { get; } = Add("deciding.no-advice-to-answer");

    /// <summary>The proposer must answer every piece of advice before they decide.</summary>
    public static Clause AdviceAnswered { get; } = Add("deciding.advice-answered");

    /// <summary>The people who are asked for advice have some time to answer. The charter says how long.</summary>
    public static Clause AdviceAwaited { get; } = Add("deciding.advice-awaited");

    /// <summary>The rule of a decision says who can see it. The person it is about can always see it.</summary>
    public static Clause Seeing { get; } = Add("deciding.seeing");

    /// <summary>You cannot see how this decision is going before it closes.</summary>
    public static Clause HiddenUntilClose { get; } = Add("deciding.hidden-until-close");

    /// <summary>
    /// The seed of a lot is committed before voting opens, and revealed before the close. Anyone can then draw the lot again.
    /// </summary>
    public static Clause Lots { get; } = Add("deciding.lots");

    /// <summary>This rule does not draw lots.</summary>
    public static Clause NoLots { get; } = Add("deciding.no-lots");

    /// <summary>The seed of a lot can be committed only once, and only before voting opens.</summary>
    public static Clause LotCommittedAlready { get; } = Add("deciding.lot-committed-already");

    /// <summary>No lot was committed for this decision, or its seed has been revealed already.</summary>
    public static Clause NoLotCommitted { get; } = Add("deciding.no-lot-committed");

    /// <summary>This is not the seed that was committed.</summary>
    public static Clause SeedNotCommitted { get; } = Add("deciding.seed-not-committed");

    /// <summary>
    /// The office that the rule names can give a casting voice to a candidate. It counts only if votes are tied.
    /// </summary>
    public static Clause CastingVoice { get; } = Add("deciding.casting-voice");

    /// <summary>This rule does not have a casting voice.</summary>
    public static Clause NoCastingVoice { get; } = Add("deciding.no-casting-voice");

    /// <summary>This person is not a candidate in the election.</summary>
    public static Clause CandidatesOnly { get; } = Add("deciding.candidates");

    /// <summary>This way of counting can fill only one seat at a time.</summary>
    public static Clause MethodFillsSeats { get; } = Add("office.method-seats");

    /// <summary>There are more seats to fill than members who count.</summary>
    public static Clause SeatsBeyondMembers { get; } = Add("office.seats-beyond-members");

    /// <summary>In a secret ballot, votes go into the host's sealed box. The record says only who took part.</summary>
    public static Clause SecretBallot { get; } = Add("deciding.secret-ballot");

    /// <summary>This ballot is not secret, so you vote here.</summary>
    public static Clause OpenBallot { get; } = Add("deciding.open-ballot");

    /// <summary>In a secret ballot, you change your vote in the sealed box. The record does not see it.</summary>
    public static Clause TookPartAlready { get; } = Add("deciding.took-part-already");

    /// <summary>Voting is over. The host still has time to open the sealed box.</summary>
    public static Clause VotingOver { get; } = Add("deciding.voting-over");

    /// <summary>
    /// After the close, the host opens the sealed box. It brings all ballots at once, as many as people took part.
    /// </summary>
    public static Clause OpeningTheBox { get; } = Add("deciding.opening-the-box");

    /// <summary>This decision does not have a sealed box to open now.</summary>
    public static Clause NoBox { get; } = Add("deciding.no-box");

    /// <summary>The box must hold one ballot for each person who took part.</summary>
    public static Clause AsManyAsTookPart { get; } = Add("deciding.as-many-as-took-part");

    /// <summary>You can let another member represent you when you do not vote yourself, until you revoke it.</summary>
    public static Clause GivingProxy { get; } = Add("deciding.giving-proxy");

    /// <summary>The charter does not have a rule under which another member can represent you.</summary>
    public static Clause NoProxies { get; } = Add("deciding.no-proxies");

    /// <summary>A proxy is another member.</summary>
    public static Clause ProxyIsAnother { get; } = Add("deciding.proxy-is-another");

    /// <summary>This proxy has been given already.</summary>
    public static Clause ProxyGivenAlready { get; } = Add("deciding.proxy-given-already");

    /// <summary>This person has not given such a proxy.</summary>
    public static Clause NoProxyToRevoke { get; } = Add("deciding.no-proxy");

    /// <summary>You can reopen a matter once, with a reason, if it was not carried or was tied.</summary>
    public static Clause Reopening { get; } = Add("deciding.reopening");

    /// <summary>This decision cannot be reopened.</summary>
    public static Clause NotReopened { get; } = Add("deciding.not-reopened");

    /// <summary>
    /// A vacant seat can be filled from the ballots of its election. Only candidates who would still serve are counted.
    /// </summary>
    public static Clause CountingBack { get; } = Add("office.counting-back");

    /// <summary>
    /// This office has no election that can be counted again. You can hold a new election, or somebody can offer to serve.
    /// </summary>
    public static Clause NoCountback { get; } = Add("office.no-countback");

    /// <summary>
    /// Too few candidates would still serve, or they are level. You can hold a new election, or somebody can offer to serve.
    /// </summary>
    public static Clause CountbackUndecided { get; } = Add("office.countback-undecided");

    /// <summary>Only candidates who were not elected can say this.</summary>
    public static Clause NotElected { get; } = Add("office.not-elected");

    /// <summary>A joint decision must name this community and at least one other, each once.</summary>
    public static Clause JointParties { get; } = Add("deciding.joint-parties");

    /// <summary>
    /// In a joint decision each community decides by its own rule. It is carried when all of them have carried it.
    /// </summary>
    public static Clause JointlyDeciding { get; } = Add("deciding.joint");

    /// <summary>The members have not carried this joint decision.</summary>
    public static Clause NotJoint { get; } = Add("deciding.not-joint");

    /// <summary>A link has two different ends. They stay the same if it is offered again.</summary>
    public static Clause TwoEnds { get; } = Add("link.two-ends");

    /// <summary>The ends and the terms must fit the kind of link.</summary>
    public static Clause LinkFits { get; } = Add("link.fits");

    /// <summary>The terms of a link must not contradict themselves.</summary>
    public static Clause TermsSound { get; } = Add("link.terms-sound");

    /// <summary>Each step on a link must say what it needs, and no more.</summary>
    public static Clause LinkStepSays { get; } = Add("link.step-says");

    /// <summary>A mandate is only for exactly what the members decided, word for word.</summary>
    public static Clause WordForWord { get; } = Add("mandate.word-for-word");

    /// <summary>Only the two ends can act on their link.</summary>
    public static Clause EndsOnly { get; } = Add("link.ends-only");

    /// <summary>A link needs both ends. What one end offers, the other end answers.</summary>
    public static Clause BothEnds { get; } = Add("link.both-ends");

    /// <summary>Only the end that made an offer can take it back.</summary>
    public static Clause OfferersOnly { get; } = Add("link.offerers-only");

    /// <summary>A person must do this in their own name. A mandate is not enough.</summary>
    public static Clause InPerson { get; } = Add("link.in-person");

    /// <summary>An organisation or network acts only through a spokesperson that the host's directory names.</summary>
    public static Clause SpokespersonsOnly { get; } = Add("link.spokespersons-only");

    /// <summary>An end can offer a link by its own authority.</summary>
    public static Clause OfferingLink { get; } = Add("link.offering");

    /// <summary>This link has been offered or agreed already.</summary>
    public static Clause OfferedAlready { get; } = Add("link.offered-already");

    /// <summary>There is no offer of this link to answer.</summary>
    public static Clause NoOffer { get; } = Add("link.no-offer");

    /// <summary>People at both ends can ask and answer questions about the offer.</summary>
    public static Clause AskingAboutLink { get; } = Add("link.asking");

    /// <summary>There is no such question about this link.</summary>
    public static Clause NoLinkQuestion { get; } = Add("link.no-question");

    /// <summary>This question has been answered already.</summary>
    public static Clause QuestionAnswered { get; } = Add("link.question-answered-already");

    /// <summary>Somebody else must answer a question, not the person who asked it.</summary>
    public static Clause OthersAnswer { get; } = Add("link.others-answer");

    /// <summary>A link is agreed when the other end accepts it by its own authority.</summary>
    public static Clause AcceptingLink { get; } = Add("link.accepting");

    /// <summary>The other end can decline a link.</summary>
    public static Clause DecliningLink { get; } = Add("link.declining");

    /// <summary>The end that offered a link can take its offer back until it is accepted.</summary>
    public static Clause WithdrawingOffer { get; } = Add("link.withdrawing");

    /// <summary>The two ends have not agreed this link.</summary>
    public static Clause NotAgreed { get; } = Add("link.not-agreed");

    /// <summary>This link is over. One of its ends ended it, or its time has passed.</summary>
    public static Clause LinkOver { get; } = Add("link.over");

    /// <summary>Each end can pause a link for as long as it wants. Nothing flows while either end does.</summary>
    public static Clause PausingLink { get; } = Add("link.pausing");

    /// <summary>This end has paused the link already.</summary>
    public static Clause PausedAlready { get; } = Add("link.paused-already");

    /// <summary>This end has not paused the link.</summary>
    public static Clause NotPaused { get; } = Add("link.not-paused");

    /// <summary>One end can offer other terms. They apply when the other end accepts them.</summary>
    public static Clause ChangingTerms { get; } = Add("link.changing-terms");

    /// <summary>These terms apply already, or have been offered already.</summary>
    public static Clause TermsSame { get; } = Add("link.terms-same");

    /// <summary>No other terms have been offered.</summary>
    public static Clause NoNewTerms { get; } = Add("link.no-new-terms");

    /// <summary>Either end can end a link, at once.</summary>
    public static Clause EndingLink { get; } = Add("link.ending");

    /// <summary>You can carry a link at your own end, and stop at any time.</summary>
    public static Clause Broking { get; } = Add("link.broking");

    /// <summary>This person carries the link at that end already.</summary>
    public static Clause BrokesAlready { get; } = Add("link.carried-already");

    /// <summary>This person does not carry the link.</summary>
    public static Clause BrokesNot { get; } = Add("link.not-carried");

    /// <summary>Both ends can hold a thing together. Each end has its own reading of it.</summary>
    public static Clause HoldingObject { get; } = Add("link.holding");

    /// <summary>There is a thing with this name on the link already.</summary>
    public static Clause ObjectHeld { get; } = Add("link.object-held-already");

    /// <summary>There is no thing with this name on the link.</summary>
    public static Clause NoObject { get; } = Add("link.no-object");

    /// <summary>Only the leader who is asked can answer.</summary>
    public static Clause LeadersAnswer { get; } = Add("link.leaders-answer");

    /// <summary>This link does not ask a leader anything now.</summary>
    public static Clause NothingAsked { get; } = Add("link.nothing-asked");

    /// <summary>This link has no record of this person.</summary>
    public static Clause NobodyOnLink { get; } = Add("link.nobody-known");

    /// <summary>If you can read a note, you can consider it for your own place. You do not have to.</summary>
    public static Clause Considering { get; } = Add("adoption.considering");

    /// <summary>This note is being considered here, or has been taken up, already.</summary>
    public static Clause ConsideredAlready { get; } = Add("adoption.considered-already");

    /// <summary>This note is not being considered here.</summary>
    public static Clause NotConsidered { get; } = Add("adoption.not-considered");

    /// <summary>An adoption records what one adopter does with one note. Another note or another adopter needs its own.</summary>
    public static Clause OtherAdoption { get; } = Add("adoption.one-note");

    /// <summary>People can adopt only what they can read.</summary>
    public static Clause ReadersOnly { get; } = Add("adoption.readers-only");

    /// <summary>An adoption belongs to the adopter. Only the adopter can act in it.</summary>
    public static Clause AdoptersOnly { get; } = Add("adoption.adopters-only");

    /// <summary>Only people placed in an organisation or network by the host's directory can act for it.</summary>
    public static Clause StaffOnly { get; } = Add("adoption.staff-only");

    /// <summary>An adopter can take a note up as it is, and says why.</summary>
    public static Clause Adopting { get; } = Add("adoption.adopting");

    /// <summary>An adopter can change what a note says to fit, and says what and why. The note itself stays as it is.</summary>
    public static Clause Adapting { get; } = Add("adoption.adapting");

    /// <summary>An adaptation must be written up as a note of its own, not as the note that is adapted.</summary>
    public static Clause OwnAdaptation { get; } = Add("adoption.own-note");

    /// <summary>An adopter can decide against a note, and says why.</summary>
    public static Clause DecliningNote { get; } = Add("adoption.declining");

    /// <summary>An adopter can give up what they took up, and says why.</summary>
    public static Clause Abandoning { get; } = Add("adoption.abandoning");

    /// <summary>The adopter has decided already. This can be done only while they consider the note.</summary>
    public static Clause AdoptedAlready { get; } = Add("adoption.decided-already");

    /// <summary>The adopter has not taken this note up.</summary>
    public static Clause NotAdopted { get; } = Add("adoption.not-adopted");

    /// <summary>An adopter who took a note up reports what came of it. The report flows back to the source.</summary>
    public static Clause ReportingOutcome { get; } = Add("adoption.reporting");

    /// <summary>An adopter can tell what a note was worth, starting with any kind of value.</summary>
    public static Clause TellingStory { get; } = Add("adoption.story");

    /// <summary>People on the adopter's side can look after an adoption. They decide that for themselves.</summary>
    public static Clause TakingOwnership { get; } = Add("adoption.owning");

    /// <summary>This person looks after the adoption already.</summary>
    public static Clause OwnsAlready { get; } = Add("adoption.owned-already");

    /// <summary>This adoption has no record of this person.</summary>
    public static Clause NobodyInAdoption { get; } = Add("adoption.nobody-known");

    /// <summary>A charter is checked before it is adopted. It must not have faults.</summary>
    public static Clause CharterFaulty { get; } = Add("charter.faulty");

    /// <summary>The charter says this already.</summary>
    public static Clause CharterSame { get; } = Add("charter.same");

    /// <summary>An amendment must come into force within a year.</summary>
    public static Clause AmendmentWithinAYear { get; } = Add("charter.within-a-year");

    /// <summary>An amended charter comes into force, and members are asked to accept it.</summary>
    public static Clause CharterInForce { get; } = Add("charter.in-force");

    /// <summary>The host reports what its directory says. That does not decide anything.</summary>
    public static Clause HostFacts { get; } = Add("host.facts");

    /// <summary>Two keys that belong to one person have one membership and one vote.</summary>
    public static Clause OnePerson { get; } = Add("host.one-person");

    /// <summary>This is a second key of a person who goes by another key now. Second keys are no longer used.</summary>
    public static Clause SecondKey { get; } = Add("host.second-key");

    /// <summary>An imported community keeps its members. Each of them must claim their place before they can act.</summary>
    public static Clause Importing { get; } = Add("host.importing");

    /// <summary>When a person asks to be forgotten, what they hold here ends and their key is replaced.</summary>
    public static Clause Forgetting { get; } = Add("host.forgetting");

    /// <summary>
    /// The record must be kept while a court, an inquiry or the law needs it. Nothing in it is forgotten until then.
    /// </summary>
    public static Clause HeldForTheLaw { get; } = Add("host.legal-hold");

    /// <summary>There is no note with this key yet.</summary>
    public static Clause NoteNotDrafted { get; } = Add("note.not-drafted");

    /// <summary>There is a note with this key already. It can be revised.</summary>
    public static Clause NoteDraftedAlready { get; } = Add("note.drafted-already");

    /// <summary>This note was withdrawn, and that is for good.</summary>
    public static Clause NoteWithdrawn { get; } = Add("note.withdrawn");

    /// <summary>This note is a draft. It belongs to its contributors until they offer it.</summary>
    public static Clause NoteStillDraft { get; } = Add("note.still-draft");

    /// <summary>Only a contributor to the note can do this.</summary>
    public static Clause ContributorsOnly { get; } = Add("note.contributors-only");

    /// <summary>People cannot review a note that they contributed to, or judge who can be identified in it.</summary>
    public static Clause NotByContributors { get; } = Add("note.not-by-contributors");

    /// <summary>This must be done for the home community of the note. A member of it can, or its members by a mandate.</summary>
    public static Clause NoteForHome { get; } = Add("note.for-home");

    /// <summary>This must be about the current version of the note.</summary>
    public static Clause EditionCurrent { get; } = Add("note.current-version");

    /// <summary>The note says this already.</summary>
    public static Clause NoteSaysThis { get; } = Add("note.same");

    /// <summary>If you can act as a member, you can draft a note in your community.</summary>
    public static Clause DraftingNote { get; } = Add("note.drafting");

    /// <summary>You can write a note from a question that you can read, with answers to it that stand.</summary>
    public static Clause QuestionUsable { get; } = Add("note.question-usable");

    /// <summary>
    /// A contributor can revise a note. Findings, endorsement, wider decisions and the others' consents were about the version
    /// before.
    /// </summary>
    public static Clause RevisingNote { get; } = Add("note.revising");

    /// <summary>A contributor can name another contributor, who then consents for themselves.</summary>
    public static Clause NamingContributors { get; } = Add("note.naming-contributors");

    /// <summary>This person is named as a contributor already.</summary>
    public static Clause ContributesAlready { get; } = Add("note.contributes-already");

    /// <summary>A contributor can leave a note at any time. It does not let more people read it.</summary>
    public static Clause LeavingNote { get; } = Add("note.leaving");

    /// <summary>This person did not contribute to the note.</summary>
    public static Clause NoContribution { get; } = Add("note.no-contribution");

    /// <summary>Each contributor consents for themselves. You choose how far, and for how long.</summary>
    public static Clause ConsentingToShare { get; } = Add("note.consenting");

    /// <summary>A contributor can take their consent back at any time, at once.</summary>
    public static Clause RevokingConsent { get; } = Add("note.revoking-consent");

    /// <summary>This person has given this consent already.</summary>
    public static Clause ConsentStands { get; } = Add("note.consent-stands");

    /// <summary>This person has not given consent.</summary>
    public static Clause NoConsentStands { get; } = Add("note.no-consent");

    /// <summary>A contributor can offer a note to its contributors or to its community.</summary>
    public static Clause OfferingNote { get; } = Add("note.offering");

    /// <summary>You can offer a note only as far as its community. To share it further, it must be decided separately.</summary>
    public static Clause OfferedAtMost { get; } = Add("note.offered-at-most");

    /// <summary>It has been decided already that the note goes this far.</summary>
    public static Clause ReachesAlready { get; } = Add("note.reaches-already");

    /// <summary>If you can act as a member of its home, you can say as a peer what you think of a note.</summary>
    public static Clause ReviewingNote { get; } = Add("note.reviewing");

    /// <summary>The charter of a note's home says how a version of it is endorsed.</summary>
    public static Clause EndorsingNote { get; } = Add("note.endorsing");

    /// <summary>This version of the note is endorsed already.</summary>
    public static Clause EndorsedAlready { get; } = Add("note.endorsed-already");

    /// <summary>The charter asks that a note is endorsed before it is shared beyond the community.</summary>
    public static Clause EndorsedFirst { get; } = Add("note.endorsed-first");

    /// <summary>A version may be found not identifiable up to an audience. The latest finding on it counts.</summary>
    public static Clause FindingIdentifiability { get; } = Add("note.finding");

    /// <summary>
    /// The charter of its home says how a note is shared more widely. Each contributor must consent to that audience too.
    /// </summary>
    public static Clause WideningNote { get; } = Add("note.widening");

    /// <summary>When the contributors decide, each of them must consent to that audience.</summary>
    public static Clause EveryContributor { get; } = Add("note.every-contributor");

    /// <summary>A contributor can narrow what was decided, at once.</summary>
    public static Clause NarrowingNote { get; } = Add("note.narrowing");

    /// <summary>This can only make the audience narrower. To share the note more widely needs a decision.</summary>
    public static Clause NarrowerOnly { get; } = Add("note.narrower-only");

    /// <summary>
    /// A contributor can set an embargo or make it longer. To shorten or lift it, they must also be an acting member of the home.
    /// </summary>
    public static Clause Embargoing { get; } = Add("note.embargoing");

    /// <summary>The note is under embargo until then already, or for longer.</summary>
    public static Clause EmbargoStands { get; } = Add("note.embargo-stands");

    /// <summary>The note is not under embargo, or its embargo ends sooner.</summary>
    public static Clause NoEmbargo { get; } = Add("note.no-embargo");

    /// <summary>A note under embargo goes no further until the embargo ends.</summary>
    public static Clause Embargoed { get; } = Add("note.embargoed");

    /// <summary>If a note came by a link that allows a further step, those it came to can pass it on.</summary>
    public static Clause PassingOn { get; } = Add("note.passing-on");

    /// <summary>A note can be passed on only while it is shared with linked communities.</summary>
    public static Clause ReachesLinked { get; } = Add("note.reaches-linked");

    /// <summary>
    /// Both links must be in force. The first must allow a further step, and the second must carry the note onward.
    /// </summary>
    public static Clause CarriesOnward { get; } = Add("note.carries-onward");

    /// <summary>The note has been passed on this way already.</summary>
    public static Clause PassedOnAlready { get; } = Add("note.passed-on-already");

    /// <summary>
    /// Only the party that the note came to can pass it on. A community needs its members' mandate, and a group its spokesperson.
    /// </summary>
    public static Clause PassedOnBetween { get; } = Add("note.passed-on-between");

    /// <summary>A contributor can say which note takes the place of this one.</summary>
    public static Clause Superseding { get; } = Add("note.superseding");

    /// <summary>
    /// The note that takes its place must be another note, offered in the same home. This one must not take that note's place.
    /// </summary>
    public static Clause SupersededByAnother { get; } = Add("note.superseded-by-another");

    /// <summary>That note takes its place already.</summary>
    public static Clause SupersededAlready { get; } = Add("note.superseded-already");

    /// <summary>A contributor can withdraw a note, at once and for good.</summary>
    public static Clause WithdrawingNote { get; } = Add("note.withdrawing");

    /// <summary>
    /// If the law requires it, a host can restrict a note, with a reason and a review date. Only its contributors can then read
    /// it.
    /// </summary>
    public static Clause Restricting { get; } = Add("note.restricting");

    /// <summary>Another role has restricted this already.</summary>
    public static Clause RestrictedAlready { get; } = Add("note.restricted-already");

    /// <summary>When a restriction is lifted, the audience is again what it was before.</summary>
    public static Clause LiftingRestriction { get; } = Add("note.lifting-restriction");

    /// <summary>Nothing is restricted here.</summary>
    public static Clause NotRestricted { get; } = Add("note.not-restricted");

    /// <summary>What was due has been recorded.</summary>
    public static Clause FellDue { get; } = Add("record.settle");

    /// <summary>You must give a reason.</summary>
    public static Clause ReasonOwed { get; } = Add("record.reason");

    /// <summary>The end must come after the beginning.</summary>
    public static Clause EndsBeforeItBegins { get; } = Add("record.dates");

    /// <summary>Every date must be in the years 1900 to 2200.</summary>
    public static Clause DatesInYears { get; } = Add("record.years");

    /// <summary>What was given is not well formed.</summary>
    public static Clause Malformed { get; } = Add("record.malformed");

    /// <summary>To read this you must be listed by the host, unless it is a public note. It and its home must be known.</summary>
    public static Clause ReadingUnknown { get; } = Add("reading.unknown");

    /// <summary>What was withdrawn cannot be read any more.</summary>
    public static Clause ReadingWithdrawn { get; } = Add("reading.withdrawn");

    /// <summary>Contributors can read their note. You can read what you asked.</summary>
    public static Clause ReadingContributor { get; } = Add("reading.contributor");

    /// <summary>Only its contributors can read a draft.</summary>
    public static Clause ReadingDraft { get; } = Add("reading.draft");

    /// <summary>
    /// Under an embargo only contributors can read a note, and conveners of its home who could read it afterwards.
    /// </summary>
    public static Clause ReadingEmbargo { get; } = Add("reading.embargo");

    /// <summary>Anyone can read a public note.</summary>
    public static Clause ReadingPublic { get; } = Add("reading.public");

    /// <summary>If its home has barred you, you can read it only if it is public.</summary>
    public static Clause ReadingBarred { get; } = Add("reading.barred");

    /// <summary>
    /// Members of its home can read what is shared with it. Observers can if the charter says so. What was offered before a rest
    /// is for members from before it.
    /// </summary>
    public static Clause ReadingMember { get; } = Add("reading.member");

    /// <summary>Everyone the host lists can read a note shared with the whole system.</summary>
    public static Clause ReadingSystem { get; } = Add("reading.system");

    /// <summary>If a link carries it, people at the far end of that link can read it.</summary>
    public static Clause ReadingLinked { get; } = Add("reading.linked");

    /// <summary>This is not shared with you.</summary>
    public static Clause ReadingNothingApplies { get; } = Add("reading.nothing-applies");

    // ---- Gatherings.

    /// <summary>This gathering has not been called.</summary>
    public static Clause GatheringNotCalled { get; } = Add("gathering.not-called");

    /// <summary>This gathering has been called already.</summary>
    public static Clause GatheringCalledAlready { get; } = Add("gathering.called-already");

    /// <summary>This gathering is cancelled.</summary>
    public static Clause GatheringIsCancelled { get; } = Add("gathering.is-cancelled");

    /// <summary>This gathering is over.</summary>
    public static Clause GatheringIsOver { get; } = Add("gathering.is-over");

    /// <summary>This gathering is not over yet.</summary>
    public static Clause GatheringNotOver { get; } = Add("gathering.not-over");

    /// <summary>This gathering has not begun yet.</summary>
    public static Clause GatheringNotBegun { get; } = Add("gathering.not-begun");

    /// <summary>The charter of a community says who can call a gathering for it.</summary>
    public static Clause CallersOnly { get; } = Add("gathering.callers-only");

    /// <summary>You must call a gathering in good time. The charter says how long before it begins.</summary>
    public static Clause GatheringNoticed { get; } = Add("gathering.notice");

    /// <summary>The time zone data of the day says when a local time is.</summary>
    public static Clause ZoneDataSays { get; } = Add("gathering.zone-data");

    /// <summary>A gathering takes place in a time zone that the host knows.</summary>
    public static Clause ZoneKnown { get; } = Add("gathering.zone-known");

    /// <summary>The clocks go forward over this time, so it does not happen that day.</summary>
    public static Clause TimeSkipped { get; } = Add("gathering.time-skipped");

    /// <summary>The clocks go back over this time, so it happens twice that day.</summary>
    public static Clause TimeRepeated { get; } = Add("gathering.time-repeated");

    /// <summary>If the charter lets you call a gathering, you say what it is for, where and when.</summary>
    public static Clause CallingGathering { get; } = Add("gathering.calling");

    /// <summary>Only a community that was asked can agree to a gathering, or withdraw from it.</summary>
    public static Clause AskedOnly { get; } = Add("gathering.asked-only");

    /// <summary>This community has given that answer already.</summary>
    public static Clause PartyAnsweredAlready { get; } = Add("gathering.party-answered-already");

    /// <summary>A community that is asked can agree to call a gathering too. Its members can then come.</summary>
    public static Clause AgreeingToGathering { get; } = Add("gathering.agreeing");

    /// <summary>A community can withdraw from a gathering that it was asked to call.</summary>
    public static Clause WithdrawingFromGathering { get; } = Add("gathering.withdrawing");

    /// <summary>Only the person who looks after a gathering can do this.</summary>
    public static Clause OrganisersOnly { get; } = Add("gathering.organisers-only");

    /// <summary>Somebody looks after this gathering already.</summary>
    public static Clause LookedAfterAlready { get; } = Add("gathering.looked-after-already");

    /// <summary>If nobody looks after a gathering, a member of a community that calls it can.</summary>
    public static Clause LookingAfterGathering { get; } = Add("gathering.looking-after");

    /// <summary>If the person who looks after a gathering can no longer act, somebody else can take it on.</summary>
    public static Clause UnattendedGathering { get; } = Add("gathering.unattended");

    /// <summary>Only people who are invited to a gathering can say yes.</summary>
    public static Clause InvitedOnly { get; } = Add("gathering.invited-only");

    /// <summary>This person has said yes already.</summary>
    public static Clause SaidYesAlready { get; } = Add("gathering.yes-already");

    /// <summary>Places go to those who say yes first. The others wait, and move up in order.</summary>
    public static Clause SayingYes { get; } = Add("gathering.yes");

    /// <summary>You can say no until a gathering is over. The first who waits then moves up.</summary>
    public static Clause SayingNo { get; } = Add("gathering.no");

    /// <summary>This guest is named already.</summary>
    public static Clause GuestAlready { get; } = Add("gathering.guest-already");

    /// <summary>A gathering can have guests. They see the gathering, and nothing else.</summary>
    public static Clause InvitingGuest { get; } = Add("gathering.inviting-guest");

    /// <summary>This gathering was told so already.</summary>
    public static Clause ToldAlready { get; } = Add("gathering.told-already");

    /// <summary>Somebody who leaves, is barred, or loses their link no longer has a place at a gathering.</summary>
    public static Clause MayNotCome { get; } = Add("gathering.may-not-come");

    /// <summary>Somebody who can come again may answer again.</summary>
    public static Clause MayComeAgain { get; } = Add("gathering.may-come-again");

    /// <summary>This gathering has no record of this person.</summary>
    public static Clause NobodyAtGathering { get; } = Add("gathering.nobody-known");

    /// <summary>This gathering is like that already.</summary>
    public static Clause GatheringSame { get; } = Add("gathering.same");

    /// <summary>More room lets in those who wait, in order. Less room turns nobody away who has a place.</summary>
    public static Clause ChangingCapacity { get; } = Add("gathering.capacity");

    /// <summary>The person who looks after a gathering can change what it is for, its form and its place.</summary>
    public static Clause RevisingGathering { get; } = Add("gathering.revising");

    /// <summary>The day to confirm by must be still to come, and before the gathering begins.</summary>
    public static Clause ConfirmBeforeStart { get; } = Add("gathering.confirm-before-start");

    /// <summary>A gathering that moves keeps everybody's place until they confirm, or the day to confirm has passed.</summary>
    public static Clause MovingGathering { get; } = Add("gathering.moving");

    /// <summary>If you do not confirm in time after a gathering moved, your place is free again.</summary>
    public static Clause NotConfirmed { get; } = Add("gathering.not-confirmed");

    /// <summary>The person who looks after a gathering can cancel it, and says why.</summary>
    public static Clause CancellingGathering { get; } = Add("gathering.cancelling");

    /// <summary>Who came to this gathering is no longer kept.</summary>
    public static Clause WhoCameNotKept { get; } = Add("gathering.who-came-not-kept");

    /// <summary>That has been said already.</summary>
    public static Clause CameSaidAlready { get; } = Add("gathering.came-said-already");

    /// <summary>You can say whether you came, and correct what others said of you.</summary>
    public static Clause SayingCame { get; } = Add("gathering.came");

    /// <summary>You can say of somebody that they came if they answered, or are a guest.</summary>
    public static Clause AnsweredOnly { get; } = Add("gathering.answered-only");

    /// <summary>The person who looks after a gathering can say who came. Each person can correct it for themself.</summary>
    public static Clause SayingWhoCame { get; } = Add("gathering.who-came");

    /// <summary>The host says how long it keeps who came. Then only the number stays.</summary>
    public static Clause ForgettingWhoCame { get; } = Add("gathering.forgetting");

    /// <summary>Only people who were at a gathering can say what came of it.</summary>
    public static Clause ThereOnly { get; } = Add("gathering.there-only");

    /// <summary>That has been named already.</summary>
    public static Clause PointedAlready { get; } = Add("gathering.pointed-already");

    /// <summary>People who were there can say what came of a gathering. That lets nobody read more.</summary>
    public static Clause PointingTo { get; } = Add("gathering.pointing");

    /// <summary>You can offer to do something by a day. Nobody can offer it for you.</summary>
    public static Clause OfferingToDo { get; } = Add("gathering.offering");

    /// <summary>There is no such offer of this person's.</summary>
    public static Clause NoOfferToDo { get; } = Add("gathering.no-offer");

    /// <summary>You can take back what you offered to do.</summary>
    public static Clause TakingBackOffer { get; } = Add("gathering.taking-back");

    /// <summary>No minutes are forced. People who were there can say that nothing is to be written.</summary>
    public static Clause NothingForced { get; } = Add("gathering.nothing-forced");

    /// <summary>
    /// If the law requires it, a host can restrict a gathering, with a reason and a review date. Only the person who looks after
    /// it can then read what it is for.
    /// </summary>
    public static Clause RestrictingGathering { get; } = Add("gathering.restricting");

    // ---- Questions.

    /// <summary>This question has not been asked.</summary>
    public static Clause QuestionNotAsked { get; } = Add("question.not-asked");

    /// <summary>This question has been asked already.</summary>
    public static Clause QuestionAskedAlready { get; } = Add("question.asked-already");

    /// <summary>This question is withdrawn.</summary>
    public static Clause QuestionIsWithdrawn { get; } = Add("question.is-withdrawn");

    /// <summary>This question is settled. The person who asked it, or a knowledge steward, can open it again.</summary>
    public static Clause QuestionIsSettled { get; } = Add("question.is-settled");

    /// <summary>This question is not settled.</summary>
    public static Clause QuestionNotSettled { get; } = Add("question.not-settled");

    /// <summary>This was asked before. You can answer where this question points.</summary>
    public static Clause QuestionLeadsElsewhere { get; } = Add("question.leads-elsewhere");

    /// <summary>Members and observers of a community can ask it questions. A charter can leave that to members.</summary>
    public static Clause WhoMayAsk { get; } = Add("question.who-may-ask");

    /// <summary>A question and its answers go to linked communities at most.</summary>
    public static Clause QuestionReach { get; } = Add("question.reach");

    /// <summary>You can ask your peers. You say how far your question goes, and how you are named.</summary>
    public static Clause AskingQuestion { get; } = Add("question.asking");

    /// <summary>Only the person who asked a question can do this.</summary>
    public static Clause AskerOnly { get; } = Add("question.asker-only");

    /// <summary>This question says that already.</summary>
    public static Clause QuestionSaysThis { get; } = Add("question.says-this");

    /// <summary>You can ask your question in other words. Somebody must look at them before they are carried again.</summary>
    public static Clause RevisingQuestion { get; } = Add("question.revising");

    /// <summary>The person who asked a question says how far it goes, at any time.</summary>
    public static Clause LettingQuestionGo { get; } = Add("question.letting-go");

    /// <summary>The person who asked a question can withdraw it at any time. Nobody can then read it.</summary>
    public static Clause WithdrawingQuestion { get; } = Add("question.withdrawing");

    /// <summary>Only the person who asked a question, or a knowledge steward of its community, can do this.</summary>
    public static Clause AskerOrSteward { get; } = Add("question.asker-or-steward");

    /// <summary>A question can be settled. People can then read it, and not answer it.</summary>
    public static Clause SettlingQuestion { get; } = Add("question.settling");

    /// <summary>A settled question can be opened again. It keeps its answers.</summary>
    public static Clause ReopeningQuestion { get; } = Add("question.reopening");

    /// <summary>Only people who can read a question can do this.</summary>
    public static Clause QuestionReadersOnly { get; } = Add("question.readers-only");

    /// <summary>There is no such answer.</summary>
    public static Clause NoSuchAnswer { get; } = Add("question.no-answer");

    /// <summary>If you can read a question, you can answer it. You say how far your answer goes.</summary>
    public static Clause AnsweringQuestion { get; } = Add("question.answering");

    /// <summary>Only the person who gave an answer can do this.</summary>
    public static Clause GiverOnly { get; } = Add("question.giver-only");

    /// <summary>The person who gave an answer says how far it goes, at any time.</summary>
    public static Clause LettingAnswerGo { get; } = Add("question.letting-answer-go");

    /// <summary>The person who gave an answer can withdraw it at any time.</summary>
    public static Clause WithdrawingAnswer { get; } = Add("question.withdrawing-answer");

    /// <summary>That has been said of this answer already.</summary>
    public static Clause HelpedAlready { get; } = Add("question.helped-already");

    /// <summary>The person who asked can say whether an answer helped, and what they did with it.</summary>
    public static Clause SayingHelped { get; } = Add("question.helped");

    /// <summary>This person has this question already.</summary>
    public static Clause HasItTooAlready { get; } = Add("question.has-it-already");

    /// <summary>You can say that you have a question too. Only how many do is shown, and never a small number.</summary>
    public static Clause HavingItToo { get; } = Add("question.having-it-too");

    /// <summary>This person has not said that they have this question too.</summary>
    public static Clause HasItNot { get; } = Add("question.has-it-not");

    /// <summary>You can take back at any time that you have a question too.</summary>
    public static Clause TakingBackHavingIt { get; } = Add("question.taking-back");

    /// <summary>People who carry a link can carry a question over it. If nobody does, a convener can.</summary>
    public static Clause CarriersOnly { get; } = Add("question.carriers-only");

    /// <summary>A question goes over a link that is live and carries practice outward.</summary>
    public static Clause LinkCarriesQuestions { get; } = Add("question.live-link");

    /// <summary>A question goes over a link if the person who asked it lets it go to linked communities.</summary>
    public static Clause AskerLetsItGo { get; } = Add("question.asker-lets-it-go");

    /// <summary>This question is carried over that link already.</summary>
    public static Clause CarriedAlready { get; } = Add("question.carried-already");

    /// <summary>People at the far end of a link can read a question that is carried over it, while the link is live.</summary>
    public static Clause CarryingQuestion { get; } = Add("question.carrying");

    /// <summary>This question is not carried over that link.</summary>
    public static Clause QuestionNotCarried { get; } = Add("question.not-carried");

    /// <summary>The person who asked a question, or somebody who carries it, can stop carrying it over a link.</summary>
    public static Clause StoppingCarrying { get; } = Add("question.stopping-carrying");

    /// <summary>A question points to another question that is answered there, or to a note that is offered.</summary>
    public static Clause PointsToAnother { get; } = Add("question.points-to-another");

    /// <summary>This question points there already.</summary>
    public static Clause PointsThereAlready { get; } = Add("question.points-there-already");

    /// <summary>A question that was asked before can point there. Its answers stay, and so does what helped.</summary>
    public static Clause PointingElsewhere { get; } = Add("question.pointing");

    /// <summary>This question does not point elsewhere.</summary>
    public static Clause PointsNowhere { get; } = Add("question.points-nowhere");

    /// <summary>A question can stop pointing elsewhere. People can then answer it again.</summary>
    public static Clause StoppingPointing { get; } = Add("question.stopping-pointing");

    /// <summary>This person has reported this already.</summary>
    public static Clause ReportedAlready { get; } = Add("question.reported-already");

    /// <summary>You can report a question or an answer to a knowledge steward. Nobody else is told that it was you.</summary>
    public static Clause ReportingToSteward { get; } = Add("question.reporting");

    /// <summary>A knowledge steward settles what is reported. If there is none, a convener does.</summary>
    public static Clause StewardsOnly { get; } = Add("question.stewards-only");

    /// <summary>There is no such report that is open.</summary>
    public static Clause NoReport { get; } = Add("question.no-report");

    /// <summary>A knowledge steward looks at what is reported, and says what came of it.</summary>
    public static Clause SettlingReport { get; } = Add("question.settling-report");

    /// <summary>This question has no record of this person.</summary>
    public static Clause NobodyAtQuestion { get; } = Add("question.nobody-known");

    /// <summary>
    /// If the law requires it, a host can restrict a question, with a reason and a review date. Only the person who asked can
    /// then read it.
    /// </summary>
    public static Clause RestrictingQuestion { get; } = Add("question.restricting");

    /// <summary>
    /// If the law requires it, a host can restrict an answer, with a reason and a review date. Only the person who gave it can
    /// then read it.
    /// </summary>
    public static Clause RestrictingAnswer { get; } = Add("question.restricting-answer");

    // ---- Seeing that something is there, and who is in it.

    /// <summary>Anyone can see a community, what it cares about, who convenes it and how it decides.</summary>
    public static Clause SeeingCommunity { get; } = Add("seeing.community");

    /// <summary>Members can see who the members are.</summary>
    public static Clause SeeingMembers { get; } = Add("seeing.members");

    /// <summary>Anyone can see a link that was agreed. Its two ends can see an offer, and what a leader is asked.</summary>
    public static Clause SeeingLink { get; } = Add("seeing.link");

    /// <summary>You can see what the ends of a link say to each other if you belong to an end, or carry the link.</summary>
    public static Clause SeeingInsideLink { get; } = Add("seeing.inside-link");

    /// <summary>You can see that a note is there if you can read it, wrote it, or are a member of its home.</summary>
    public static Clause SeeingNote { get; } = Add("seeing.note");

    /// <summary>You can see an adoption if you belong to the adopter, or can see its note.</summary>
    public static Clause SeeingAdoption { get; } = Add("seeing.adoption");

    /// <summary>You can see a gathering if you may come, or belong to a community that calls it.</summary>
    public static Clause SeeingGathering { get; } = Add("seeing.gathering");

    /// <summary>You can see a question if you can read it, asked it, answered it, or are a member of its community.</summary>
    public static Clause SeeingQuestion { get; } = Add("seeing.question");

    /// <summary>The rules whose answers name a person in what is missing, and rest on something else.</summary>
    internal static IReadOnlyCollection<Clause> AreAboutAPerson { get; } =
        new HashSet<Clause> { InOfficeAlready, ConsecutiveTerms, NotInOffice, NothingObjected, NoRequest };

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
