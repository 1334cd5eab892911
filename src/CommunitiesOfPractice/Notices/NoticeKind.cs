namespace CommunitiesOfPractice;

/// <summary>What somebody is told of. Each kind has its name in the stores, in kebab case, which does not change.</summary>
public enum NoticeKind
{
    /// <summary>They are asked to found a community.</summary>
    FoundingAsked,
    /// <summary>They are invited to a community.</summary>
    Invited,
    /// <summary>Somebody asks to join.</summary>
    RequestMade,
    /// <summary>Their request to join was answered.</summary>
    RequestAnswered,
    /// <summary>They took up an office, or stand in for one, by a decision.</summary>
    OfficeTakenUp,

    /// <summary>A matter that concerns them was tabled: they may reply.</summary>
    TabledAboutThem,
    /// <summary>A matter that concerns them was decided.</summary>
    DecidedAboutThem,
    /// <summary>A proposer asks for their advice.</summary>
    AdviceAsked,
    /// <summary>Advice that they asked for was given.</summary>
    AdviceGiven,
    /// <summary>Somebody objects to what they proposed.</summary>
    ObjectionRaised,
    /// <summary>Voting opened, and they have a vote.</summary>
    DecisionOpened,
    /// <summary>What they vote on was changed, or has another rule or another end.</summary>
    DecisionChanged,
    /// <summary>A decision closes within a day.</summary>
    DecisionClosesTomorrow,
    /// <summary>A decision closes within a day, and their vote is missing.</summary>
    VoteMissing,
    /// <summary>A decision ended.</summary>
    DecisionEnded,
    /// <summary>The members gave a mandate, which is to be carried out.</summary>
    MandateToCarryOut,

    /// <summary>A link is offered to an end of theirs.</summary>
    LinkOffered,
    /// <summary>The other end offers other terms.</summary>
    LinkTermsOffered,
    /// <summary>The other end answered an offer: it agreed or declined.</summary>
    LinkAnswered,
    /// <summary>The other end paused a link, or took it up again.</summary>
    LinkPaused,
    /// <summary>The other end ended a link.</summary>
    LinkEnded,
    /// <summary>The other end asks something.</summary>
    LinkQuestionAsked,
    /// <summary>The other end, or a leader, answered what was asked.</summary>
    LinkQuestionAnswered,
    /// <summary>Nobody carries a link at their end any more.</summary>
    LinkUncarried,

    /// <summary>A note was offered to its readers, or to more of them.</summary>
    NoteShared,
    /// <summary>A note has a new version.</summary>
    NoteRevised,
    /// <summary>Another note took its place.</summary>
    NoteSuperseded,
    /// <summary>A note was withdrawn.</summary>
    NoteWithdrawn,
    /// <summary>They were named as a contributor: their consent is theirs to give.</summary>
    ContributorNamed,
    /// <summary>A peer reviewed a note of theirs.</summary>
    NoteReviewed,
    /// <summary>A note of theirs was endorsed.</summary>
    NoteEndorsed,
    /// <summary>The host restricts a note of theirs, or lifted the restriction.</summary>
    NoteRestricted,
    /// <summary>An adopter decided: adopted, adapted, declined or abandoned.</summary>
    AdopterDecided,
    /// <summary>What came of it somewhere was reported.</summary>
    OutcomeReported,
    /// <summary>Somebody told what it was worth.</summary>
    StoryTold,
    /// <summary>They look after an adoption now.</summary>
    AdoptionHandedOver,

    /// <summary>A gathering was called, and they may come.</summary>
    GatheringCalled,
    /// <summary>A place is theirs now: they moved up.</summary>
    PlaceFree,
    /// <summary>A gathering was moved.</summary>
    GatheringMoved,
    /// <summary>They are to confirm by an instant.</summary>
    ConfirmBy,
    /// <summary>They did not confirm in time, and no longer have a place.</summary>
    PlaceLost,
    /// <summary>A gathering was cancelled.</summary>
    GatheringCancelled,
    /// <summary>A gathering takes place within a day.</summary>
    GatheringTomorrow,
    /// <summary>A gathering is over, and nothing was written of it.</summary>
    NothingWritten,
    /// <summary>Nobody looks after a gathering any more.</summary>
    GatheringUnattended,
    /// <summary>The host restricts a gathering that they look after, or lifted the restriction.</summary>
    GatheringRestricted,
    /// <summary>Newer zone data says another instant for its local time: it keeps its instant until it is moved.</summary>
    ZoneDataMoved,
    /// <summary>Their community has not met within the time that its charter says, or within twice that time.</summary>
    RhythmSlipping,

    /// <summary>A question was asked on a topic that they worked on, or in a community that they follow.</summary>
    QuestionAsked,
    /// <summary>A question was carried: theirs, or to them.</summary>
    QuestionCarried,
    /// <summary>A question that they have was answered.</summary>
    QuestionAnswered,
    /// <summary>The asker said whether their answer helped.</summary>
    AnswerHelped,
    /// <summary>A question was settled.</summary>
    QuestionSettled,
    /// <summary>A question points to another question or to a note now.</summary>
    QuestionPointed,
    /// <summary>A question has waited for an answer for as long as its charter says.</summary>
    QuestionUnanswered,
    /// <summary>A question or an answer was reported.</summary>
    QuestionReported,
    /// <summary>The host restricts a question of theirs, or lifted the restriction.</summary>
    QuestionRestricted,
    /// <summary>The host restricts an answer of theirs, or lifted the restriction.</summary>
    AnswerRestricted,
}

/// <summary>The kinds that people choose among together: few enough to read at a glance.</summary>
public enum NoticeGroup
{
    /// <summary>What is decided and agreed: decisions, mandates, links, requests to join.</summary>
    Decisions,
    /// <summary>Gatherings that are called, near or over.</summary>
    Gatherings,
    /// <summary>Notes, and what became of them elsewhere.</summary>
    Practice,
    /// <summary>Questions that peers ask.</summary>
    Questions,
    /// <summary>
    /// What concerns them personally: their request, their place, a decision about them. They can always see it in the page.
    /// </summary>
    OwnBusiness,
}

/// <summary>Why somebody is told.</summary>
public enum NoticeReason
{
    /// <summary>It concerns them.</summary>
    Concerned,
    /// <summary>They are asked to found it.</summary>
    Founder,
    /// <summary>They asked.</summary>
    Asker,
    /// <summary>They proposed it.</summary>
    Proposer,
    /// <summary>They stand for election.</summary>
    Candidate,
    /// <summary>Their advice is asked.</summary>
    Adviser,
    /// <summary>They have a vote.</summary>
    Voter,
    /// <summary>They can act as convener.</summary>
    Convener,
    /// <summary>They carry the link.</summary>
    Broker,
    /// <summary>They look after an adoption of the note.</summary>
    Adopter,
    /// <summary>They contributed to the note.</summary>
    Contributor,
    /// <summary>They follow the community.</summary>
    Follower,
    /// <summary>They are a member of the community.</summary>
    Member,
    /// <summary>They may come.</summary>
    Invited,
    /// <summary>They said yes.</summary>
    Coming,
    /// <summary>They look after the gathering.</summary>
    Organiser,
    /// <summary>They worked on one of its topics.</summary>
    OnTopic,
    /// <summary>They said that they have the question too.</summary>
    HasItToo,
    /// <summary>They answered.</summary>
    Giver,
    /// <summary>They steward knowledge in the community.</summary>
    Steward,
}

/// <summary>Which group each kind is of.</summary>
internal static class NoticeGroups
{
    public static NoticeGroup Of(NoticeKind kind) => kind switch
    {
        NoticeKind.RequestMade or NoticeKind.DecisionOpened or NoticeKind.DecisionChanged
            or NoticeKind.DecisionClosesTomorrow or NoticeKind.VoteMissing or NoticeKind.DecisionEnded
            or NoticeKind.MandateToCarryOut or NoticeKind.LinkOffered or NoticeKind.LinkTermsOffered or NoticeKind.LinkAnswered
            or NoticeKind.LinkPaused or NoticeKind.LinkEnded or NoticeKind.LinkQuestionAsked
            or NoticeKind.LinkQuestionAnswered or NoticeKind.LinkUncarried => NoticeGroup.Decisions,
        NoticeKind.GatheringCalled or NoticeKind.GatheringTomorrow or NoticeKind.NothingWritten
            or NoticeKind.GatheringUnattended or NoticeKind.ZoneDataMoved or NoticeKind.RhythmSlipping => NoticeGroup.Gatherings,
        NoticeKind.NoteShared or NoticeKind.NoteRevised or NoticeKind.NoteSuperseded or NoticeKind.NoteWithdrawn
            or NoticeKind.NoteReviewed or NoticeKind.NoteEndorsed or NoticeKind.AdopterDecided
            or NoticeKind.OutcomeReported or NoticeKind.StoryTold => NoticeGroup.Practice,
        NoticeKind.QuestionAsked or NoticeKind.QuestionCarried or NoticeKind.QuestionAnswered or NoticeKind.QuestionSettled
            or NoticeKind.QuestionPointed or NoticeKind.QuestionUnanswered or NoticeKind.QuestionReported =>
            NoticeGroup.Questions,
        _ => NoticeGroup.OwnBusiness,
    };
}
