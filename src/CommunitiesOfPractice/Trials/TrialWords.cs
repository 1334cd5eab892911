using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Trials;

/// <summary>What a trial says, in plain English.</summary>
internal static class TrialWords
{
    public static string Of(TrialQuestion question) => question switch
    {
        TrialQuestion.OneWhileOthersAreSilent => "What can one person bring about while the others are silent?",
        TrialQuestion.OneAgainstAll => "What can one person bring about against everybody else?",
        TrialQuestion.TwoWhileOthersAreSilent => "What can two people bring about while the others are silent?",
        TrialQuestion.TwoAgainstAll => "What can two people bring about against everybody else?",
        TrialQuestion.Silence => "What comes about when somebody proposes it and then nobody says anything?",
        TrialQuestion.WhileTheRestAreAway => "How few can bring something about while the rest are on leave?",
        TrialQuestion.LocksAndRests => "Can those who are left still amend the charter, and what happens when nobody is left?",
        TrialQuestion.Pace => "How fast, and how slowly, can it happen where everybody else agrees?",
        TrialQuestion.Vacancy => "What happens when nobody holds an office any more?",
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, "No such question."),
    };

    public static string Can(int actors, OfficeId? holding, Voice? others, string what, int acts, Duration takes)
    {
        var who = actors == 1 ? "One person" : "Two people";
        var holder = holding is { } office ? $", {(actors == 1 ? "who is" : "one of them")} {office}," : "";
        var against = others is null ? "while the others are silent" : "against everybody else";
        return $"{who}{holder} can {what} {against}: {English.Number(acts, "act", "acts")}, {Time(takes)}.";
    }

    public static string Few(int few, string what, Duration takes) =>
        $"{(few == 1 ? "One person" : few + " people")} can {what} while the rest are on leave: {Time(takes)}.";

    public static string Gone(int there, IEnumerable<IActOn<Community>> gone)
    {
        var how = gone.GroupBy(act => act.GetType()).Select(same => $"{Many(same.Count())} {same.First() switch
        {
            TakeLeave => same.Count() == 1 ? "is on leave" : "are on leave",
            ReportLeaver => same.Count() == 1 ? "is no longer listed by the host" : "are no longer listed by the host",
            _ => same.Count() == 1 ? "has left" : "have left",
        }}");
        return (there == 0 ? "where nobody is there, because " : "where ") + English.List(how);
    }

    public static string When(Duration after) => after == Duration.Zero ? "at once" : $"after {DecisionRule.In(after)}";

    /// <summary>How far a search looked, with the names of its acts as words.</summary>
    public static string Reach(TrialSearch search) =>
        $"It went {English.Number(search.Deep, "act", "acts")} deep into {English.Number(search.Worlds, "world", "worlds")}{(search.WasCut ? ", and there were more" : "")}."
        + (search.Acts.Count == 0 ? "" : $" It knows these acts: {string.Join(", ", search.Acts.Select(Spaced))}.");

    public static string Of(IActOn<Community> act) => act switch
    {
        Propose { By: var by, Proposal: var proposal } => $"{by} proposes: {proposal.Sentence}",
        PetitionFor { By: var by, Proposal: var proposal } => $"{by} begins a petition: {proposal.Sentence}",
        SignPetition { By: var by } => $"{by} signs the petition",
        Vote { By: var by, Ballot: VoiceBallot { Voice: var voice } } => $"{by} {(voice == Voice.For ? "votes for it" : voice == Voice.Against ? "votes against it" : "abstains")}",
        Vote { By: var by, Ballot: BlankBallot } => $"{by} casts a blank ballot",
        Vote { By: var by } => $"{by} casts a ballot",
        TakePart { By: var by } => $"{by} takes part in the secret ballot",
        OpenBox => "The host opens the box of the secret ballot",
        ObjectTo { By: var by } => $"{by} objects",
        StandAside { By: var by } => $"{by} stands aside",
        Satisfied { By: var by } => $"{by} says that the objection is addressed",
        SecondObjection { By: var by, Objector: var objector } => $"{by} seconds the objection of {objector}",
        TestObjection { By: var by, Objector: var objector, Stands: var stands } => $"{by} {(stands ? "upholds" : "sets aside")} the objection of {objector}",
        Integrate { By: var by } => $"{by} changes the proposal to integrate objections",
        Conclude { By: var by, Carried: var carried } => $"{by} concludes that it is {(carried ? "carried" : "not carried")}",
        CallAgain { By: var by } => $"{by} calls it again",
        Reopen { By: var by } => $"{by} has it reopened",
        Extend { By: var by } => $"{by} gives the members more time",
        Stand { By: var by } => $"{by} stands in the election",
        OfferToServe { By: var by, Office: var office } => $"{by} offers to serve as {office}",
        StepDown { By: var by, Office: var office } => $"{by} steps down as {office}",
        Invite { By: var by, Person: var person } => $"{by} invites {person}",
        Join { By: var by } => $"{by} joins",
        ApproveRequest { By: var by, Person: var person } => $"{by} approves the request of {person}",
        DeclineRequest { By: var by, Person: var person } => $"{by} declines the request of {person}",
        DeclareAffiliations { By: var by, Groups: var groups } => $"{by} says that they belong to {English.List(groups.Select(group => group.ToString()))}",
        CommitLot { By: var by } => $"{by} commits the seed of a lot",
        RevealSeed { By: var by } => $"{by} reveals the seed of the lot",
        GiveCastingVoice { By: var by } => $"{by} gives the casting voice",
        Advise { By: var by } => $"{by} advises",
        AnswerAdvice { By: var by } => $"{by} answers the advice",
        WithdrawSecond { By: var by } => $"{by} takes back the second",
        { Actor: { } by } => $"{by} does: {act.GetType().Name}",
        _ => $"The host reports: {act.GetType().Name}",
    };

    private static string Time(Duration takes) => takes == Duration.Zero ? "at once" : DecisionRule.In(takes);

    // OfferToServe: offer to serve.
    private static string Spaced(string name) => string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Many(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
