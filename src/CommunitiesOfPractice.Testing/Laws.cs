namespace CommunitiesOfPractice.Testing;

/// <summary>A law that a story shows to be broken.</summary>
/// <param name="Law">Its number.</param>
/// <param name="Sentence">What was wrong.</param>
public sealed record BrokenLaw(int Law, string Sentence)
{
    /// <summary>The number and the sentence.</summary>
    public override string ToString() => $"Law {Law.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {Sentence}";
}

/// <summary>
/// The laws of a community as checks that need no test framework: each looks at one act as it was tried and gives null, or the
/// law that is broken. They use what anybody can see, and say again slowly what the library does fast.
/// </summary>
public static partial class Laws
{
    private static readonly Func<Moment, BrokenLaw?>[] All =
    [
        NobodyIsEnrolled, LeavingSucceeds, OnlyMembersGovern, OfficesAreTenures, OneElectorate, AmendedByItself, CountingIsExact,
            EveryAnswerIsExplained, HistoryIsTheRecord,
        OnePersonOneMembership, EverybodyCountsOnce, NobodyDecidesAlone, OutsidersGovernNothing, DecidingIsAsWritten,
            DecisionsAreWhatHappened, CarriedIsDone, SentencesComeTrue,
    ];

    /// <summary>The first law that a moment breaks; null for none.</summary>
    public static BrokenLaw? Check(Moment moment) =>
        All.Select(law => law(Guard.Against.Null(moment))).FirstOrDefault(broken => broken is not null);

    /// <summary>The first law that a story breaks; null for none.</summary>
    public static BrokenLaw? Check(Story story) =>
        Guard.Against.Null(story).Run().Select(Check).FirstOrDefault(broken => broken is not null);

    /// <summary>
    /// Law 1: a member became one by an act of their own, which is in the record and has not been taken back.
    /// </summary>
    public static BrokenLaw? NobodyIsEnrolled(Moment moment)
    {
        var so = Guard.Against.Null(moment).History.ToList();
        foreach (var (before, entry, after) in moment.Events())
        {
            foreach (var person in after.Members.Where(p => !before.IsMember(p)))
            {
                var byOwnAct = entry.Event switch
                {
                    MemberJoined joined when joined.Person != person => false,
                    MemberJoined when entry.By == person => true,
                    MemberJoined { How: HowJoined.Founded } => LastOf(so, person) is FoundingConsented,
                    MemberJoined { How: HowJoined.Requested } => LastOf(so, person) is RequestMade or RequestDeclined,
                    MemberJoined { How: HowJoined.Reinstated } => LastOf(so, person) is DecisionTabled,
                    KeysMerged merged => merged.Kept == person && before.IsMember(merged.Dropped),
                    _ => false,
                };
                if (!byOwnAct) return new(1, $"{person} became a member by {entry.Event}, after {LastOf(so, person)}.");
            }

            so.Add(entry);
        }

        return null;
    }

    // What somebody last did about being a member here, under whichever key they then had.
    private static Event? LastOf(List<Entry> history, PersonId person)
    {
        var keys = new HashSet<PersonId> { person };
        foreach (var happened in Enumerable.Reverse(history).Select(entry => entry.Event))
        {
            if (happened is KeysMerged merged)
            {
                if (keys.Remove(merged.Dropped) && merged.Dropped == person) return merged;
                if (keys.Contains(merged.Kept)) keys.Add(merged.Dropped);
            }
            else if (Actor(happened) is { } actor && keys.Contains(actor)) return happened;
        }

        return null;
    }

    private static PersonId? Actor(Event happened) => happened switch
    {
        FoundingConsented consented => consented.Founder,
        FoundingDeclined declined => declined.Founder,
        RequestMade made => made.Person,
        RequestWithdrawn withdrawn => withdrawn.Person,
        RequestDeclined declined => declined.Person,
        MemberJoined joined => joined.Person,
        MemberLeft left => left.Person,
        MemberRemoved removed => removed.Person,
        PersonForgotten forgotten => forgotten.Person,
        DecisionTabled { Proposal: Reinstate reinstate } => reinstate.Person,
        _ => null,
    };

    /// <summary>
    /// Law 2: a member may leave at once, whatever else is so. A bar on them lives on, and so does the ballot they cast.
    /// </summary>
    public static BrokenLaw? LeavingSucceeds(Moment moment)
    {
        var community = Guard.Against.Null(moment).After;
        var settled = community.At(moment.At);
        foreach (var person in settled.Members)
        {
            var left = community.Do(new Leave(person), moment.At);
            if (!left.Allowed) return new(2, $"{person} may not leave: {left.Text}");
            if (left.After.IsMember(person)) return new(2, $"{person} has left and is a member.");
            if (left.After.BarOn(person) != settled.BarOn(person))
                return new(2, $"By leaving, {person} changed the bar on them.");
            if (settled.OpenDecisions.Any(
                d => d.HasVoted(person) && left.After.Decision(d.Id) is { Phase: DecisionPhase.Open } after
                    && !after.HasVoted(person)))
                return new(2, $"By leaving, {person} took back a ballot.");
        }

        return null;
    }

    /// <summary>
    /// Law 12: the events give the state. Asking is doing without the events, and can be repeated. A refusal changes nothing.
    /// What is due is recorded once, in any number of goes.
    /// </summary>
    public static BrokenLaw? HistoryIsTheRecord(Moment moment)
    {
        var (before, act, at, done) = (Guard.Against.Null(moment).Before, moment.Act, moment.At, moment.Done);
        if (before.Ask(act, at) != done.Answer || before.Do(act, at) is var again
            && (again.Answer != done.Answer || again.Events != done.Events || !again.After.Equals(done.After)))
            return new(12, "Asked or done again, the same act had another answer.");
        if (!done.Allowed && (done.Events.Count > 0 || !ReferenceEquals(done.After, before)))
            return new(12, "A refusal changed something.");
        if (!before.After(done.Events).Equals(done.After)) return new(12, "The events do not give the state after them.");
        var (version, last) = (before.Version, before.LastAt);
        foreach (var entry in done.Events)
        {
            if (entry.Version != version + 1 || entry.At < last || entry.At > Instant.Max(at, before.LastAt))
                return new(12, $"{entry} is out of order.");
            (version, last) = (entry.Version, entry.At);
        }

        var now = Instant.Max(at, before.LastAt);
        if (done.Allowed && done.After.Settle(now).Events.Count > 0) return new(12, "After an act something was still due.");
        var (soon, later) = (now + Duration.FromHours(30), now + Duration.FromDays(9));
        var (once, inTwo) = (done.After.Settle(later), done.After.At(soon).Settle(later));
        if (!once.After.Equals(inTwo.After)) return new(12, "Settled in two goes, it came out otherwise.");
        if (once.After.Settle(later).Events.Count > 0) return new(12, "Settled twice, something was recorded twice.");
        if (moment.History.Count % 7 == 0 && moment.History.Count + done.Events.Count > 0
            && !Community.Replay(moment.History.Concat(done.Events)).Equals(done.After))
            return new(12, "Replayed from the beginning, it came out otherwise.");
        return null;
    }
}
