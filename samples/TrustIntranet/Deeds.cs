using CommunitiesOfPractice.Rules;

namespace TrustIntranet;

/// <summary>
/// Something that somebody could do on a page: a button, or a form where it asks something; or why it cannot be done, and the way
/// in.
/// </summary>
/// <param name="Option">The option that the library gives.</param>
/// <param name="Label">What its button says.</param>
/// <param name="Asks">What it asks its doer; null for nothing.</param>
public sealed record Deed(Option Option, string Label, Asking? Asks)
{
    /// <summary>What it does.</summary>
    public Act Act => Option.Act;

    /// <summary>Whether it can be done.</summary>
    public Answer Answer => Option.Answer;

    /// <summary>What tells it from the others of the same person on the same page: all of it that a form sends.</summary>
    public string Key => Option.Key;

    /// <summary>
    /// Whether a page says why it cannot be done. What is done already, has nothing to be done to, or is somebody else's to do is
    /// left out: nobody looks for it.
    /// </summary>
    public bool IsWorthTelling => Answer.Missing switch
    {
        { From: not null } => true,
        { Condition: Condition.Consent } => Answer.Remedy is not null,
        { Condition: Condition.OwnAct or Condition.Novelty or Condition.Existence or Condition.NoMembership or Condition.Request
            or Condition.Founding } => false,
        _ => true,
    };
}

/// <summary>What an act asks its doer, and how what they say becomes part of it.</summary>
/// <param name="Questions">The questions.</param>
/// <param name="With">The act with what was sent; where that is no answer to a question, the fault is noted.</param>
public sealed record Asking(ValueList<Question> Questions, Func<Sent, Act> With)
{
    /// <summary>What follows from it, said before it is done; null where that is plain.</summary>
    public string? Before { get; init; }

    /// <summary>Nothing but to be pressed once more, by somebody who knows what follows.</summary>
    public static Asking Twice(string before, Act act) => new([], _ => act) { Before = before };

    /// <summary>One thing in the doer's own words.</summary>
    public static Asking Words(string label, Func<FreeText, Act> with) =>
        new([new Field("words", label, Rows: 3)], sent =>
            with(sent.Text("words", "Say it in your words: " + Plain.Lower(label))));

    /// <summary>The same, where they may say nothing.</summary>
    public static Asking MaybeWords(string label, Func<FreeText?, Act> with) =>
        new([new Field("words", label + " (if you care to say)", Rows: 3)], sent => with(sent.Optional("words")));

    /// <summary>One of a list.</summary>
    public static Asking One(Choice choice, string missing, Act otherwise, Func<string, Act> with) =>
        new([choice], sent => sent.OneOf(choice.Name, choice.Of, missing) is { } chosen ? with(chosen) : otherwise);
}

/// <summary>
/// Acts as deeds. What somebody may do comes from the library with its answer; what a form sends back is only the key of one of
/// those options and, where the act takes them, words and choices: who acts, on what and with what evidence is never sent.
/// </summary>
public static class Deeds
{
    /// <summary>
    /// Options as deeds, each once. An act that this intranet has no word for is left out: it has no page here.
    /// </summary>
    public static IEnumerable<Deed> Of(IEnumerable<Option> options, Visit visit) =>
        options.Where(o => Label(o.Act, visit) is not null).GroupBy(o => o.Key)
            .Select(same => Of(same.OrderByDescending(o => o.Answer.Allowed).First(), visit));

    /// <summary>An option as a deed.</summary>
    /// <param name="option">The option.</param>
    /// <param name="visit">What others are called by.</param>
    /// <param name="asks">What it asks, where its page knows better: what there is to choose from.</param>
    public static Deed Of(Option option, Visit visit, Asking? asks = null) =>
        new(option, Label(option.Act, visit) ?? option.Act.GetType().Name, asks ?? Asks(option.Act));

    /// <summary>What a button says; null for an act that has no page here.</summary>
    /// <param name="act">What it does.</param>
    /// <param name="visit">What others are called by.</param>
    public static string? Label(Act act, Visit visit) => act switch
    {
        Join => "Join",
        RequestToJoin => "Ask to join",
        WithdrawRequest => "Take back my request to join",
        AppealDecline => "Appeal to the members",
        Move m => $"Move here from {visit.Name(Party.Of(m.From))}",
        Leave => "Leave this community",
        TakeLeave => "Take a break",
        ReturnFromLeave => "Come back from my break",
        ClaimPlace => "Claim my place",
        AcceptCharter => "Accept the charter as it is now",
        DeclareParticipation => "Say that I take an active part",
        Accompany => "Accompany somebody new",
        GiveProxy => "Let somebody vote for me",
        RevokeProxy => "Take my proxy back",
        Follow => "Follow",
        Unfollow => "Follow no more",
        Observe => "Observe",
        StopObserving => "Observe no more",
        Accept => "Accept the invitation",
        DeclineInvitation => "Decline the invitation",
        RevokeInvitation => "Take the invitation back",
        ConsentToFound => "Agree to found it",
        DeclineToFound => "Decline to found it",
        ApproveRequest a => $"Approve the request of {a.Person}",
        DeclineRequest d => $"Decline the request of {d.Person}",
        OfferToServe o => $"Offer to serve {Plain.Serving(o.Office)}",
        StepDown s => $"Step down {(s.Office == Office.DesignGroup ? "from the design group" : "as " + Plain.Of(s.Office))}",
        CountBack c => $"Fill the free seat of {Plain.Of(c.Office)} by counting the last election again",
        SignPetition p => $"Sign petition {p.Petition}",
        WithdrawSignature p => $"Take back my signature of petition {p.Petition}",
        PetitionFor => "Begin a petition",
        Propose => "Propose something",
        NoticeDormancy => "Say that nothing happens here any more",
        Stand => "Stand for election",
        StandDown => "Stand no more",
        Vote { Ballot: VoiceBallot { Voice: Voice.For } } => "Vote for",
        Vote { Ballot: VoiceBallot { Voice: Voice.Against } } => "Vote against",
        Vote { Ballot: VoiceBallot } => "Abstain",
        Vote { Ballot: GradientBallot level } => Plain.Capital(level.Level),
        ObjectTo => "Object",
        StandAside => "Stand aside",
        Conclude { Carried: var carried } => carried ? "Conclude that it is carried" : "Conclude that it is not carried",
        Advise => "Give advice",
        AnswerAdvice a => $"Answer the advice of {a.Adviser}",
        Satisfied => "My objection is met",
        TestObjection t =>
            t.Stands ? $"Find that the objection of {t.Objector} stands" : $"Set the objection of {t.Objector} aside",
        SecondObjection s => $"Second the objection of {visit.Name(s.Objector)}",
        WithdrawSecond s => $"Take back my second of the objection of {visit.Name(s.Objector)}",
        GiveCastingVoice c => $"Give the casting voice to {visit.Name(c.Candidate)}",
        DeclareInterest => "Declare an interest and take no part",
        Reply => "Reply to it",
        Withdraw => "Take it back",
        Extend e => $"Give it more time, until {Plain.Day(e.Until)}",
        CallAgain => "Call it again",
        Reopen => "Reopen it",
        Appeal => "Appeal",
        WouldStillServe => "Say that I would still serve",
        StateOutcome => "Say what the outcome means",
        OfferNote => "Offer it to the community",
        NameContributor => "Name somebody who wrote it with you",
        RevokeConsent => "Take my consent back",
        LeaveNote => "Take my name off it",
        WithdrawNote => "Withdraw it",
        LiftEmbargo => "Lift the embargo",
        Endorse => "Endorse it",
        ReviewNote => "Say what a peer should know",
        Widen w => $"Share it with {Plain.Of(w.What.Audience)}",
        Narrow => "Share it with fewer people",
        NameLinks => "Let it go by fewer links",
        SetEmbargo => "Keep it to its contributors for a time",
        Supersede => "Say that another note takes its place",
        PassOn p => $"Pass it on to {visit.Name(To(p))}, from {visit.Name(Across(p))}",
        AcceptLink => "Accept the link",
        DeclineLink => "Decline the link",
        WithdrawOffer => "Take the offer back",
        PauseLink => "Pause the link",
        ResumeLink => "Take the link up again",
        OfferTerms => "Offer other terms",
        AcceptTerms => "Accept the other terms",
        EndLink => "End the link",
        BeginBroking => "Carry this link",
        StopBroking => "Carry this link no more",
        AskAboutLink => "Ask about it",
        AnswerAboutLink a => $"Answer question {a.Number}",
        AnswerAsLeader => "Answer what you are asked",
        PlaceObject => "Add something that both ends hold",
        ReadObject r => $"Say what “{r.Name}” means to you",
        Adopt => "Adopt it as it is",
        DeclineNote => "Not for us",
        Abandon => "Give it up",
        Adapt => "Adapt it",
        ReportOutcome => "Report what came of it",
        TellStory => "Tell what it was worth",
        TakeOwnership => "Look after this from now on",
        _ => null,
    };

    /// <summary>What is said once it is done.</summary>
    public static string Done(Deed deed) => deed.Act switch
    {
        Join or Accept or Move => "You are a member now. Welcome.",
        Leave => "You have left. You can come back whenever you like.",
        Vote => "Your vote is counted.",
        ObjectTo => "Your objection is on the record.",
        Stand => "You stand for election.",
        Accompany => "You accompany them now. Say hello.",
        GiveProxy => "They vote for you where you do not vote yourself.",
        NameContributor => "They are named. It reaches its contributors only, until they agree by an act of their own.",
        OfferNote => "It is offered to the community.",
        WithdrawNote => "It is withdrawn, at once and for everybody.",
        AnswerAsLeader => "Answered. Those who asked can read it now.",
        Adapt => "Adapted. Those who wrote it can see what you changed.",
        ReportOutcome => "Reported. Those who wrote the note can see it.",
        TellStory => "Told. Those who wrote the note can see it.",
        SetEmbargo => "Kept to its contributors until that day. You can lift it before.",
        Supersede => "It says now that another took its place. It stays readable.",
        _ => $"{deed.Label}: done.",
    };

    /// <summary>Whether it is what most people come to a page for, so that it stands first.</summary>
    public static bool IsMain(Act act) => IsFirst(act) || act is RequestToJoin or DeclineInvitation or DeclineToFound or Propose
        or Follow or Unfollow or Observe or StopObserving;

    /// <summary>Whether its button looks like the one to press.</summary>
    public static bool IsFirst(Act act) => act is Join or Accept or ConsentToFound or ClaimPlace or Move or ReturnFromLeave;

    /// <summary>Whether it ends something, so that its button looks so, and takes more than one press.</summary>
    public static bool Ends(Act act) =>
        act is Leave or WithdrawNote or LeaveNote or RevokeConsent or EndLink or Abandon or Withdraw;

    /// <summary>The decision that an act is about; null where it is about none.</summary>
    public static DecisionId? DecisionOf(Act act) => act switch
    {
        DecisionAct a => a.Decision,
        Stand a => a.Election,
        StandDown a => a.Election,
        WouldStillServe a => a.Election,
        _ => null,
    };

    /// <summary>
    /// Whom a proposal is about, who may reply to it and has no vote on it; null where it is about nobody in particular.
    /// </summary>
    public static PersonId? Concerned(Proposal proposal) => proposal switch
    {
        Remove p => p.Person,
        Bar p => p.Person,
        LiftBar p => p.Person,
        Reinstate p => p.Person,
        Recall p => p.Holder,
        _ => null,
    };

    // What an act asks whatever page it stands on, and where the answer goes in it.
    private static Asking? Asks(Act act) => act switch
    {
        DeclineRequest a => Asking.Words("Why it is declined", why => a with { Reason = why }),
        ObjectTo a => Asking.Words("What would go wrong, and why", why => a with { Reason = why }),
        StandAside a => Asking.Words("Why you stand aside", why => a with { Reason = why }),
        DeclareInterest a => Asking.Words("What your interest is", what => a with { Interest = what }),
        Reply a => Asking.Words("Your reply", words => a with { Words = words }),
        Appeal a => Asking.MaybeWords("Why they should decide otherwise", why => a with { Reason = why }),
        TestObjection a => Asking.Words(a.Stands ? "Why it stands" : "Why it does not stand", why => a with { Reason = why }),
        Conclude a => Asking.Words("What you heard, and what follows from it", why => a with { Reason = why }),
        Advise a => Asking.Words("Your advice", words => a with { Words = words }),
        AnswerAdvice a => Asking.Words("Your answer", words => a with { Words = words }),
        StateOutcome a => Asking.Words("What it means, in plain words", words => a with { Words = words }),
        Reopen a => Asking.Words("What has changed", why => a with { Reason = why }),
        StepDown a => Asking.MaybeWords("What whoever comes next should know", words => a with { Handover = words }),
        Leave a =>
            Asking.Twice(
                "At once, and nobody asks why. You can come back. What was decided while you were a member stays decided.", a),
        Withdraw a => Asking.Twice("It is not decided then. It can be proposed again.", a),
        RevokeConsent a => Asking.Twice("It then reaches its contributors only, at once.", a),
        LeaveNote a =>
            Asking.Twice(
                "Nobody reads more for it. Your words stay until somebody changes them; to have them gone, withdraw it first.",
                    a),
        EndLink a =>
            Asking.MaybeWords("Why", why => a with { Reason = why }) with {
                Before = "At once, and for good: to have it again takes a new offer." },
        WithdrawNote a =>
            Asking.MaybeWords("Why, for those who took it up", why => a with { Reason = why }) with {
                Before = "At once, and for everybody. It cannot be undone." },
        ReviewNote a => Asking.Words("What you would say to its authors", words => a with { Words = words }),
        SetEmbargo a =>
            new([new Field("until", "Until which day", "Such as 27 March 2027. From that day on it goes as far as was decided.")],
                sent => a with { Until = sent.Day("until") }),
        AskAboutLink a => Asking.Words("Your question", words => a with { Words = words }),
        AnswerAboutLink a => Asking.Words("Your answer", words => a with { Words = words }),
        AnswerAsLeader a => Asking.Words("Your answer to those who ask", words => a with { Words = words }),
        DeclineLink a => Asking.MaybeWords("Why", why => a with { Reason = why }),
        StopBroking a => Asking.MaybeWords("What whoever carries it next should know", words => a with { Handover = words }),
        PlaceObject a => new(
            [new Field("name", "What it is called", "Such as: the red escalation card"),
                new Field("words", "What it is", Rows: 3)],
            sent => a with { Name = sent.Name("name", "Say what it is called"), Words = sent.Text("words", "Say what it is") }),
        ReadObject a => Asking.Words("What it means where you are", words => a with { Reading = words }),
        Adopt a => Asking.Words("Why it fits you", why => a with { Why = why }),
        DeclineNote a => Asking.Words("Why it does not fit", why => a with { Why = why }),
        Abandon a => Asking.Words("Why you give it up", why => a with { Why = why }),
        Adapt a => new(
            [new Field("changed", "What you change", Rows: 3), new Field("why", "Why", Rows: 2)],
            sent => a with { Changed = sent.Text("changed", "Say what you change"), Why = sent.Text("why", "Say why") }),
        ReportOutcome a => new(
            [new Choice("outcome", "What came of it", Plain.Outcomes), new Field("happened", "What happened", Rows: 3)],
            sent => a with {
                Outcome = sent.OneOf<PracticeOutcome>("outcome", "Say what came of it"),
                    Happened = sent.Text("happened", "Say what happened") }),
        TellStory a => new(
            [
                new Choice(
                    "cycle", "What the story is about", Enum.GetValues<ValueCycle>().Select(c => (c.ToString(), Plain.Of(c))),
                        Hint: "A story begins anywhere: not everything is a result yet."),
                new Field("story", "The story", Rows: 3),
                    new Field("indicator", "What shows it (if anything does)", "Such as: time from theatre to blood"),
            ],
            sent => a with {
                Cycle = sent.OneOf<ValueCycle>("cycle", "Say what it is about"), Words = sent.Text("story", "Tell the story"),
                    Indicator = sent.OptionalName("indicator") }),
        _ => null,
    };

    // Where two links meet, and where the second goes on to.
    private static Party Across(PassOn act) => act.To.A == act.Via.A || act.To.A == act.Via.B ? act.To.A : act.To.B;

    private static Party To(PassOn act) => Across(act) == act.To.A ? act.To.B : act.To.A;
}
