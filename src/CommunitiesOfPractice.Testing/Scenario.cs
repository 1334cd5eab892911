namespace CommunitiesOfPractice.Testing;

/// <summary>
/// A story told in acts: given what was done, when something is done, then events or a refusal. The builder is the history:
/// nothing is set up behind the rules' back. Every act takes place an hour after the act before, unless you move time with
/// <see cref="Wait"/>.
/// </summary>
public sealed class Scenario
{
    private readonly List<Entry> _history = [];

    private Scenario(Community community, Instant start) => (Now, Community) = (start, community);

    /// <summary>The time of the last act.</summary>
    public Instant Now { get; private set; }

    /// <summary>The community as it is now.</summary>
    public Community Community { get; private set; }

    /// <summary>Everything that has happened, from the first event on.</summary>
    public IReadOnlyList<Entry> History => _history;

    /// <summary>The answer and the events of the last act that was tried with <see cref="When"/>.</summary>
    public Done<Community> Last { get; private set; } = null!;

    /// <summary>The person with the key <c>k-<paramref name="number"/></c>.</summary>
    public static PersonId Person(int number) =>
        PersonId.Of("k-" + number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A community that nobody has proposed yet.</summary>
    public static Scenario Unknown(string id = "maternity") =>
        new(Community.Unknown(CommunityId.Of(id)), Instant.FromUtc(2015, 5, 14, 9, 0));

    /// <summary>
    /// A community with members <c>k-1</c>, <c>k-2</c> and so on: the first two found it, the others are invited and accept.
    /// Where its charter does not let any member invite, gives no time to accept, or has a fault for two, all of them found it.
    /// </summary>
    /// <param name="charter">Its charter, which has no fault in a community of so many
    /// (<see cref="Charter.Check(int)"/>).</param>
    /// <param name="members">How many members; at least two.</param>
    /// <param name="id">Its id.</param>
    public static Scenario Founded(Charter charter, int members = 5, string id = "maternity")
    {
        var scenario = Unknown(id);
        var founders = Enumerable.Range(1, MayInvite(charter) ? 2 : members).Select(Person).ToValueList();
        scenario.Given(
            new ProposeCommunity(
                founders[0], "Maternity", Domain.Of("Blood loss after birth"), charter, founders, founders.Count, scenario.Now
                    + Duration.FromDays(30)));
        foreach (var founder in founders.Skip(1)) scenario.Given(new ConsentToFound(founder));
        for (var number = founders.Count + 1; number <= members; number++) scenario.GivenMember(Person(number));
        return scenario;
    }

    private static bool MayInvite(Charter charter)
    {
        var joining = charter.Joining;
        while (joining is JoiningOnBelonging { Others: var others }) joining = others;
        return charter[Matter.Invite] is AnyMember && joining.InvitationsStand > Duration.FromHours(1)
            && charter.Check(2).Count == 0;
    }

    /// <summary>Somebody becomes a member: invited, and accepting.</summary>
    public Scenario GivenMember(PersonId person, params DirectoryGroup[] groups)
    {
        Given(new Invite(Person(1), person));
        return Given(new Accept(person, Community.Invitations.Single(i => i.Person == person).Id, groups.Length > 0
            ? new DirectoryEvidence("directory", Now, groups.ToValueList())
            : null));
    }

    /// <summary>Acts that are done, one after the other.</summary>
    /// <exception cref="ScenarioException">One of them is refused.</exception>
    public Scenario Given(params IActOn<Community>[] acts)
    {
        foreach (var act in Guard.Against.Null(acts))
        {
            When(act);
            if (!Last.Allowed) throw new ScenarioException($"Given {act}, it was refused: {Last.Clause}. {Last.Text}");
        }

        return this;
    }

    /// <summary>Time passes. What falls due is recorded with the next act, or with <see cref="Settle"/>.</summary>
    public Scenario Wait(Duration time)
    {
        Now += time;
        return this;
    }

    /// <summary>So many days pass.</summary>
    public Scenario WaitDays(int days) => Wait(Duration.FromDays(days));

    /// <summary>What has fallen due is recorded.</summary>
    public Scenario Settle() => Took(Community.Settle(Now));

    /// <summary>An act is tried, an hour later.</summary>
    public Scenario When(IActOn<Community> act)
    {
        Now += Duration.FromHours(1);
        return Took(Community.Do(act, Now));
    }

    /// <summary>
    /// The last act was done, and these are the kinds of event that it led to, in order, what fell due before it included.
    /// </summary>
    /// <exception cref="ScenarioException">It was refused, or led to others.</exception>
    public Scenario Then(params Type[] events)
    {
        var happened = Last.Events.Select(e => e.Event.GetType()).ToArray();
        return Last.Allowed && happened.SequenceEqual(events)
            ? this
            : throw new ScenarioException(
                $"Expected {Names(events)}, and got "
                    + $"{(Last.Allowed ? Names(happened) : "a refusal: " + Last.Clause + ". " + Last.Text)}");
    }

    /// <summary>The last act was allowed under a clause.</summary>
    /// <exception cref="ScenarioException">It was refused, or allowed under another.</exception>
    public Scenario ThenAllowed(Clause clause) =>
        Last.Allowed && Last.Clause == clause
            ? this
            : throw new ScenarioException($"Expected it to be allowed under {clause}, and got {Last.Clause}. {Last.Text}");

    /// <summary>The last act was refused under a clause, because a condition was missing; nothing was appended.</summary>
    /// <exception cref="ScenarioException">It was allowed, or refused for something else.</exception>
    public Scenario ThenRefused(Clause clause, Condition missing) =>
        !Last.Allowed && Last.Clause == clause && Last.Missing?.Condition == missing && Last.Events.Count == 0
            ? this
            : throw new ScenarioException(
                $"Expected a refusal under {clause} for want of {missing}, and got "
                    + $"{(Last.Allowed ? "it allowed: " : "")}{Last.Clause}, {Last.Missing?.Condition}. {Last.Text}");

    /// <summary>The last act led to exactly these events, in order, what fell due before it included.</summary>
    /// <exception cref="ScenarioException">It was refused, or led to others.</exception>
    public Scenario Then(params Event[] events)
    {
        var happened = Last.Events.Select(e => e.Event).ToArray();
        return Last.Allowed && happened.SequenceEqual(events)
            ? this
            : throw new ScenarioException($"Expected [{string.Join(", ", (object[])events)}], and got "
                + (Last.Allowed ? "[" + string.Join(", ", (object[])happened) + "]" : $"a refusal: {Last.Clause}. {Last.Text}"));
    }

    /// <summary>The last answer rests on this.</summary>
    /// <exception cref="ScenarioException">It rests on something else.</exception>
    public Scenario RestingOn(Witness? witness) =>
        Last.Witness == witness
            ? this
            : throw new ScenarioException(
                $"Expected the answer {Last.Clause} to rest on {witness}, and it rests on {Last.Witness}.");

    /// <summary>The last refusal names this act as its remedy; null for none.</summary>
    /// <exception cref="ScenarioException">It names another.</exception>
    public Scenario RemediedBy(Act? remedy) =>
        Last.Remedy?.Act == remedy
            ? this
            : throw new ScenarioException($"Expected the remedy of {Last.Clause} to be {remedy}, and it is {Last.Remedy}.");

    /// <summary>What the last refusal lacks will be there by itself from an instant on.</summary>
    /// <exception cref="ScenarioException">It names another instant, or none.</exception>
    public Scenario From(Instant from) =>
        Last.Missing?.From == from
            ? this
            : throw new ScenarioException(
                $"Expected what {Last.Clause} lacks to be there from {from}, and it says {Last.Missing?.From}.");

    /// <summary>The decision that was tabled last.</summary>
    public Decision Decision => Community.OpenDecisions.Concat(Community.ClosedDecisions).OrderBy(d => d.Id).Last();

    /// <summary>Time passes until the decision that was tabled last opens for voting.</summary>
    public Scenario UntilOpen()
    {
        Now = Instant.Max(Now, Decision.OpensAt);
        return Settle();
    }

    /// <summary>Time passes until the decision that was tabled last closes.</summary>
    public Scenario UntilClosed()
    {
        while (Decision.Phase != DecisionPhase.Closed)
        {
            Now = Instant.Max(Now, Decision.Phase == DecisionPhase.Notice ? Decision.OpensAt : Decision.ClosesAt);
            Settle();
        }

        return this;
    }

    /// <summary>
    /// Everybody in the electorate of the decision that was tabled last votes for it, except those it should not count on.
    /// </summary>
    public Scenario AllVoteFor(params PersonId[] except)
    {
        UntilOpen();
        var decision = Decision;
        foreach (var person in decision.Electorate!.People.Where(p => !except.Contains(p)).OrderBy(p => p).ToArray())
            if (Community.Decision(decision.Id)!.Phase == DecisionPhase.Open)
                Given(new Vote(person, decision.Id, VoiceBallot.For));
        return this;
    }

    /// <summary>A proposal is tabled, everyone votes for it, and it takes effect.</summary>
    /// <exception cref="ScenarioException">It is not carried.</exception>
    public Scenario GivenCarried(PersonId by, Proposal proposal)
    {
        Given(new Propose(by, proposal));
        var id = Decision.Id;
        if (Decision.Rule is not LazyConsensus) AllVoteFor();
        while (Community.Decision(id)!.Phase != DecisionPhase.Closed)
        {
            Now = Instant.Max(
                Now, Community.Decision(id) is { Phase: DecisionPhase.Notice, OpensAt: var opens }
                    ? opens
                    : Community.Decision(id)!.ClosesAt);
            Settle();
        }

        return Community.Decision(id)!.Result!.Outcome == Outcome.Carried
            ? this
            : throw new ScenarioException($"{proposal.Sentence} was not carried: {Community.Decision(id)!.Result}");
    }

    private static string Names(IEnumerable<Type> events) => "[" + string.Join(", ", events.Select(e => e.Name)) + "]";

    private Scenario Took(Done<Community> done)
    {
        Last = done;
        Community = done.After;
        _history.AddRange(done.Events);
        return this;
    }
}

/// <summary>A scenario did not go as its author said it would.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Without words.</summary>
    public ScenarioException()
    {
    }

    /// <summary>In words.</summary>
    public ScenarioException(string message)
        : base(message)
    {
    }

    /// <summary>In words, and what caused it.</summary>
    public ScenarioException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
