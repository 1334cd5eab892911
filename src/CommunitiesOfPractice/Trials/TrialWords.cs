namespace CommunitiesOfPractice.Trials;

/// <summary>What a trial says, yet to be said in a language.</summary>
internal static class TrialWords
{
    // The acts that have words of their own; any other goes by its name.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        nameof(Advise), nameof(AnswerAdvice), nameof(ApproveRequest), nameof(CallAgain), nameof(CommitLot), nameof(Conclude),
        nameof(DeclareAffiliations), nameof(DeclineRequest), nameof(Extend), nameof(GiveCastingVoice), nameof(Integrate),
        nameof(Invite), nameof(Join), nameof(ObjectTo), nameof(OfferToServe), nameof(PetitionFor), nameof(Propose),
        nameof(Reopen), nameof(RevealSeed), nameof(Satisfied), nameof(SecondObjection), nameof(SignPetition), nameof(Stand),
        nameof(StandAside), nameof(TakePart), nameof(TestObjection), nameof(Vote),
    };

    public static Said Can(int actors, OfficeId? holding, Voice? others, Said what, int acts, Duration takes)
    {
        var who = actors == 1 ? "trial.one-can" : "trial.two-can";
        var can = holding is { } office ? Said.Of(who + ".holder", what, office)
            : Said.Of(who + (others is null ? ".silent" : ".against"), what);
        return Said.All(can, Said.Count("trial.needs", acts), Happens(takes));
    }

    public static Said Few(int few, Said what, Duration takes) => Said.All(
        few == 1 ? Said.Of("trial.few-can.one", what) : Said.Of("trial.few-can.many", what, few), Happens(takes));

    /// <summary>When it happens.</summary>
    public static Said Happens(Duration takes) =>
        takes == Duration.Zero ? Said.Of("trial.happens.at-once") : Said.Of("trial.happens.after", takes);

    /// <summary>Why some are not there: "2 members are on leave and 1 member has left".</summary>
    public static Said Gone(IEnumerable<IActOn<Community>> gone) => Said.List(
        gone.GroupBy(act => act.GetType()).Select(same => Said.Count(
        same.First() switch
        {
            TakeLeave => "trial.gone.on-leave",
            ReportLeaver => "trial.gone.unlisted",
            _ => "trial.gone.left",
        },
        same.Count())));

    /// <summary>A step of a story, and when it comes.</summary>
    public static Said At(Duration after, Said words) =>
        after == Duration.Zero ? Said.Of("trial.step.at-once", words) : Said.Of("trial.step.after", after, words);

    /// <summary>How far a search looked, with the names of its acts as words.</summary>
    public static string Reach(TrialSearch search, Wording wording) => wording.Sentences(
    [
        wording.Say("trial.reach", wording.Count("trial.acts", search.Deep), wording.Count("trial.worlds", search.Worlds)),
        .. search.WasCut ? [wording.Say("trial.reach.cut")] : Array.Empty<string>(),
        .. search.Acts.Count > 0
            ? [wording.Say("trial.reach.knows", wording.List(search.Acts.Select(act => Named(act).In(wording))))]
            : Array.Empty<string>(),
    ]);

    public static Said Of(IActOn<Community> act) => act switch
    {
        Propose { By: var by, Proposal: var proposal } => Said.Of("trial.proposes", by, proposal),
        PetitionFor { By: var by, Proposal: var proposal } => Said.Of("trial.begins-petition", by, proposal),
        SignPetition { By: var by } => Said.Of("trial.signs-petition", by),
        Vote { By: var by, Ballot: VoiceBallot { Voice: var voice } } => Said.Of(Voiced(voice), by),
        Vote { By: var by, Ballot: Counting.BlankBallot } => Said.Of("trial.casts-blank", by),
        Vote { By: var by } => Said.Of("trial.casts-ballot", by),
        TakePart { By: var by } => Said.Of("trial.takes-part", by),
        OpenBox => Said.Of("trial.opens-box"),
        ObjectTo { By: var by } => Said.Of("trial.objects", by),
        StandAside { By: var by } => Said.Of("trial.stands-aside", by),
        Satisfied { By: var by } => Said.Of("trial.satisfied", by),
        SecondObjection { By: var by, Objector: var objector } => Said.Of("trial.seconds", by, objector),
        TestObjection { By: var by, Objector: var objector, Stands: true } => Said.Of("trial.upholds", by, objector),
        TestObjection { By: var by, Objector: var objector } => Said.Of("trial.sets-aside", by, objector),
        Integrate { By: var by } => Said.Of("trial.integrates", by),
        Conclude { By: var by, Carried: var carried } =>
            Said.Of(carried ? "trial.concludes-carried" : "trial.concludes-not-carried", by),
        CallAgain { By: var by } => Said.Of("trial.calls-again", by),
        Reopen { By: var by } => Said.Of("trial.reopens", by),
        Extend { By: var by } => Said.Of("trial.extends", by),
        Stand { By: var by } => Said.Of("trial.offers-to-stand", by),
        OfferToServe { By: var by, Office: var office } => Said.Of("trial.offers-to-serve", by, office),
        StepDown { By: var by, Office: var office } => Said.Of("trial.steps-down", by, office),
        Invite { By: var by, Person: var person } => Said.Of("trial.invites", by, person),
        Join { By: var by } => Said.Of("trial.joins", by),
        ApproveRequest { By: var by, Person: var person } => Said.Of("trial.approves", by, person),
        DeclineRequest { By: var by, Person: var person } => Said.Of("trial.declines", by, person),
        DeclareAffiliations { By: var by, Groups: var groups } =>
            Said.Of("trial.declares", by, Said.List(groups.Select(group => Said.Given(group.ToString())))),
        CommitLot { By: var by } => Said.Of("trial.commits-lot", by),
        RevealSeed { By: var by } => Said.Of("trial.reveals-seed", by),
        GiveCastingVoice { By: var by } => Said.Of("trial.gives-casting-voice", by),
        Advise { By: var by } => Said.Of("trial.advises", by),
        AnswerAdvice { By: var by } => Said.Of("trial.answers-advice", by),
        WithdrawSecond { By: var by } => Said.Of("trial.takes-back-second", by),
        { Actor: { } by } => Said.Of("trial.does", by, Named(act.GetType().Name)),
        _ => Said.Of("trial.host-reports", Named(act.GetType().Name)),
    };

    private static string Voiced(Voice voice) => voice switch
    {
        Voice.For => "trial.votes-for",
        Voice.Against => "trial.votes-against",
        _ => "trial.abstains",
    };

    /// <summary>An act by the name of its type.</summary>
    private static Said Named(string act) =>
        Known.Contains(act) ? Said.Of("trial.act." + Names.Kebab(act)) : Said.Given(Names.Kebab(act).Replace('-', ' '));
}
