namespace TrustIntranet;

/// <summary>
/// Acts as buttons. What somebody may do comes from the library with its answer; what a form sends back is only the key of one of those options and, where the act takes them, words:
/// who acts, on what and with what evidence is never sent.
/// </summary>
public static class Deeds
{
    /// <summary>What tells one option of somebody from their others.</summary>
    public static string Key(Act act) => act.GetType().Name + About(act) switch { null => "", var about => "-" + about };

    /// <summary>
    /// Whether an option of a community's is a button, with words at most. Inviting has a page of its own; and this intranet has no form for choosing who represents or accompanies one, for one's own
    /// word on where one works, for a proposal as changed, or for the seed of a lot.
    /// </summary>
    public static bool IsButton(Act act) => act is not (Invite or GiveProxy or Accompany or DeclareAffiliations or Integrate or CommitLot or RevealSeed);

    /// <summary>What a button says.</summary>
    /// <param name="act">What it does.</param>
    /// <param name="visit">What others are called by.</param>
    public static string Label(Act act, Visit visit) => act switch
    {
        RequestToJoin => "Ask to join",
        WithdrawRequest => "Take back my request to join",
        AppealDecline => "Appeal to the members",
        Leave => "Leave this community",
        TakeLeave => "Take leave for a while",
        ReturnFromLeave => "Come back from leave",
        ClaimPlace => "Claim my place",
        AcceptCharter => "Accept the charter as it is now",
        DeclareParticipation => "Say that I am an active member",
        StopObserving => "Stop observing",
        Accept => "Accept the invitation",
        DeclineInvitation => "Decline the invitation",
        RevokeInvitation => "Take the invitation back",
        ConsentToFound => "Agree to found it",
        DeclineToFound => "Decline to found it",
        ApproveRequest a => $"Approve the request of {a.Person}",
        DeclineRequest d => $"Decline the request of {d.Person}",
        OfferToServe o => $"Offer to serve as {Plain.Of(o.Office)}",
        StepDown s => $"Step down as {Plain.Of(s.Office)}",
        CountBack c => $"Fill the free seat of {Plain.Of(c.Office)} by counting the last election again",
        RevokeProxy => "Be represented no more",
        SignPetition => "Sign the petition",
        PetitionFor => "Begin a petition",
        Propose => "Propose something",
        NoticeDormancy => "Say that nothing happens here any more",
        Stand => "Stand for election",
        StandDown => "Stand no more",
        Vote { Ballot: VoiceBallot { Voice: Voice.For } } => "Vote for",
        Vote { Ballot: VoiceBallot { Voice: Voice.Against } } => "Vote against",
        Vote { Ballot: VoiceBallot } => "Abstain",
        Vote { Ballot: GradientBallot b } => Plain.Capital(b.Level),
        Vote => "Vote",
        TakePart => "Collect a ballot paper",
        ObjectTo => "Object",
        StandAside => "Stand aside",
        Conclude { Carried: true } => "Conclude that it is carried",
        Conclude => "Conclude that it is not carried",
        Advise => "Give advice",
        AnswerAdvice => "Answer the advice",
        Satisfied => "My objection is met",
        TestObjection { Stands: true } t => $"Find that the objection of {t.Objector} stands",
        TestObjection t => $"Set the objection of {t.Objector} aside",
        GiveCastingVoice g => $"Give the casting voice to {g.Candidate}",
        DeclareInterest => "Declare an interest and take no part",
        Reply => "Reply to it",
        Withdraw => "Take it back",
        Extend => "Give it more time",
        CallAgain => "Call it again",
        Reopen => "Reopen it",
        Appeal => "Appeal",
        WouldStillServe => "Say that I would still serve",
        StateOutcome => "Say what the outcome means",
        OfferNote => "Offer it to the community",
        RevokeConsent => "Take my consent back",
        LeaveNote => "Take my name off it",
        WithdrawNote => "Withdraw it",
        LiftEmbargo => "Lift the embargo",
        Endorse => "Endorse it",
        ReviewNote => "Say what a peer should know",
        Widen w => $"Share it with {Plain.Of(w.What.Audience)}",
        Narrow n => $"Narrow it to {Plain.Of(n.To)}",
        SetEmbargo => "Keep it to its contributors for a time",
        Supersede => "Say that another note takes its place",
        PassOn p => $"Pass it on to {visit.Name(To(p))}, from {visit.Name(Across(p))}",
        AcceptLink => "Accept the link",
        DeclineLink => "Decline the link",
        WithdrawOffer => "Take the offer back",
        PauseLink => "Pause the link",
        ResumeLink => "Take the link up again",
        EndLink => "End the link",
        BeginBroking => "Carry this link",
        StopBroking => "Carry this link no more",
        AskAboutLink => "Ask about it",
        Adopt => "Adopt it as it is",
        DeclineNote => "Not for us",
        Abandon => "Give it up",
        Adapt => "Adapt it",
        ReportOutcome => "Report what came of it",
        TellStory => "Tell what it was worth",
        TakeOwnership => "Look after this from now on",
        _ => act.GetType().Name,
    };

    /// <summary>What an act asks its doer to say; null where it asks nothing.</summary>
    public static string? Asks(Act act) => act switch
    {
        DeclineRequest => "Why it is declined",
        ObjectTo => "What would go wrong, and why",
        StandAside => "Why you stand aside",
        DeclareInterest => "What your interest is",
        Reply => "Your reply",
        Appeal => "Why they should decide otherwise",
        WithdrawNote => "Why, for those who took it up",
        TestObjection { Stands: true } => "Why it stands",
        TestObjection => "Why it does not stand",
        Conclude => "What you heard, and why you conclude so",
        StateOutcome => "What it means",
        Advise or AnswerAdvice => "Your words",
        Reopen => "What has changed",
        ReviewNote => "What you would say to its authors",
        AskAboutLink => "Your question",
        Adopt => "Why it fits you",
        DeclineNote => "Why it does not fit",
        Abandon => "Why you give it up",
        _ => null,
    };

    /// <summary>Whether what is asked may be left out.</summary>
    public static bool MayBeSilent(Act act) => act is Appeal or WithdrawNote;

    /// <summary>An act with its doer's words in the place that was kept for them; null for none.</summary>
    public static Act With(Act act, FreeText? words) => words is null ? act : act switch
    {
        DeclineRequest a => a with { Reason = words },
        ObjectTo a => a with { Reason = words },
        StandAside a => a with { Reason = words },
        DeclareInterest a => a with { Interest = words },
        Reply a => a with { Words = words },
        Appeal a => a with { Reason = words },
        WithdrawNote a => a with { Reason = words },
        TestObjection a => a with { Reason = words },
        Conclude a => a with { Reason = words },
        Advise a => a with { Words = words },
        AnswerAdvice a => a with { Words = words },
        Reopen a => a with { Reason = words },
        StateOutcome a => a with { Words = words },
        ReviewNote a => a with { Words = words },
        AskAboutLink a => a with { Words = words },
        Adopt a => a with { Why = words },
        DeclineNote a => a with { Why = words },
        Abandon a => a with { Why = words },
        _ => act,
    };

    /// <summary>Whether it ends something, so that its button looks so.</summary>
    public static bool Ends(Act act) => act is Leave or WithdrawNote or LeaveNote or EndLink or Abandon or Withdraw;

    /// <summary>The decision that an act is about; null where it is about none.</summary>
    public static DecisionId? DecisionOf(Act act) => act switch
    {
        Stand a => a.Election,
        StandDown a => a.Election,
        Vote a => a.Decision,
        TakePart a => a.Decision,
        ObjectTo a => a.Decision,
        StandAside a => a.Decision,
        Conclude a => a.Decision,
        Advise a => a.Decision,
        AnswerAdvice a => a.Decision,
        Satisfied a => a.Decision,
        TestObjection a => a.Decision,
        DeclareInterest a => a.Decision,
        Reply a => a.Decision,
        Withdraw a => a.Decision,
        Extend a => a.Decision,
        CallAgain a => a.Decision,
        Reopen a => a.Decision,
        Appeal a => a.Decision,
        GiveCastingVoice a => a.Decision,
        WouldStillServe a => a.Election,
        StateOutcome a => a.Decision,
        _ => null,
    };

    /// <summary>Whom a proposal is about, who may reply to it and has no vote on it; null where it is about nobody in particular.</summary>
    public static PersonId? Concerned(Proposal proposal) => proposal switch
    {
        Remove p => p.Person,
        Bar p => p.Person,
        LiftBar p => p.Person,
        Reinstate p => p.Person,
        Recall p => p.Holder,
        _ => null,
    };

    private static string? About(Act act) => act switch
    {
        Accept a => a.Invitation.ToString(),
        DeclineInvitation a => a.Invitation.ToString(),
        RevokeInvitation a => a.Invitation.ToString(),
        ApproveRequest a => a.Person.Value,
        DeclineRequest a => a.Person.Value,
        OfferToServe a => a.Office.Value,
        StepDown a => a.Office.Value,
        CountBack a => a.Office.Value,
        RevokeProxy a => a.For?.ToString(),
        SignPetition a => a.Petition.ToString(),
        TestObjection a => $"{a.Objector}-{a.Stands}",
        Conclude a => a.Carried.ToString(),
        GiveCastingVoice a => a.Candidate.Value,
        AnswerAdvice a => a.Adviser.Value,
        Vote { Ballot: VoiceBallot b } => b.Voice.ToString(),
        Vote { Ballot: GradientBallot b } => b.Level,
        Widen a => a.What.Audience.ToString(),
        Narrow a => a.To.ToString(),
        PassOn a => $"{a.Via.Link}-{a.To.Link}",
        EndAct a => Side(a.By),
        AdoptersAct a => Side(a.By),
        _ => null,
    };

    // Where two links meet, and where the second goes on to.
    private static Party Across(PassOn act) => act.To.A == act.Via.A || act.To.A == act.Via.B ? act.To.A : act.To.B;

    private static Party To(PassOn act) => Across(act) == act.To.A ? act.To.B : act.To.A;

    private static string Side(Capacity by) => by.For switch
    {
        CommunityParty c => c.Community.Value,
        GroupParty g => g.Group.ToString(),
        _ => "me",
    };
}
