namespace CommunitiesOfPractice.Trials;

/// <summary>How small the worlds of a trial are, and how far it looks.</summary>
/// <param name="People">How many members there are: 3 to 6.</param>
/// <param name="Acts">How many acts a story has at most: 1 to 12. Waiting is no act.</param>
public sealed record TrialBounds(int People = 4, int Acts = 8)
{
    /// <summary>How many members there are.</summary>
    /// <exception cref="ArgumentException">Fewer than 3, or more than 6.</exception>
    public int People { get; init => field = Guard.Against.OutOfRange(value, nameof(People), 3, 6); } =
        Guard.Against.OutOfRange(People, nameof(People), 3, 6);

    /// <summary>How many acts a story has at most.</summary>
    /// <exception cref="ArgumentException">Fewer than 1, or more than 12.</exception>
    public int Acts { get; init => field = Guard.Against.OutOfRange(value, nameof(Acts), 1, 12); } =
        Guard.Against.OutOfRange(Acts, nameof(Acts), 1, 12);

    /// <summary>How many worlds one search goes into at most; a search that meets more says so.</summary>
    /// <exception cref="ArgumentException">Fewer than one.</exception>
    public int Worlds { get; init => field = Guard.Against.NegativeOrZero(value); } = 1_500;
}

/// <summary>What people ask of a charter before they agree to it.</summary>
public enum TrialQuestion
{
    /// <summary>What can one person bring about while the others are silent?</summary>
    OneWhileOthersAreSilent,

    /// <summary>What can one person bring about against everybody else?</summary>
    OneAgainstAll,

    /// <summary>What can two people bring about while the others are silent?</summary>
    TwoWhileOthersAreSilent,

    /// <summary>What can two people bring about against everybody else?</summary>
    TwoAgainstAll,

    /// <summary>What comes about when somebody proposes it, and then nobody says anything, the proposer included?</summary>
    Silence,

    /// <summary>How few can bring something about while the rest are on leave, so that these can no longer stop it?</summary>
    WhileTheRestAreAway,

    /// <summary>In which states can those who are there no longer amend the charter, and what becomes of the community?</summary>
    LocksAndRests,

    /// <summary>How fast, and how slowly, can it happen where everybody else agrees?</summary>
    Pace,

    /// <summary>What happens when nobody holds an office any more?</summary>
    Vacancy,
}

/// <summary>One act of a story.</summary>
/// <param name="After">How long after the story begins.</param>
/// <param name="By">Who acts: <c>A</c>, <c>B</c> and so on; null where the host reports a fact.</param>
/// <param name="Words">What they do, in plain English.</param>
/// <param name="Act">The act, which a community under the charter allows at that point.</param>
public sealed record TrialStep(Duration After, PersonId? By, string Words, IActOn<Community> Act)
{
    /// <summary>When, and what they do: <c>after 3 days: B votes for it</c>.</summary>
    public string Sentence => In(Wording.English);

    private Said? Said { get; init; }

    /// <summary>When, and what they do, in the words of a language.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording)
    {
        Guard.Against.Null(wording);
        return TrialWords.At(After, Said ?? CommunitiesOfPractice.Said.Given(Words)).In(wording);
    }

    internal static TrialStep Of(Duration after, IActOn<Community> act)
    {
        var said = TrialWords.Of(act);
        return new(after, act.Actor, said.In(Wording.English), act) { Said = said };
    }
}

/// <summary>Something that a charter lets happen.</summary>
/// <param name="Effect">What: a stable name, such as <c>remove</c>.</param>
/// <param name="Clause">The clause under which it happens in the end.</param>
/// <param name="Sentence">What was found, in plain English.</param>
/// <param name="Takes">How long after the story begins it happens.</param>
/// <param name="Story">The shortest story that shows it: the one with the fewest acts of those who ask.</param>
public sealed record TrialFinding(string Effect, Clause Clause, string Sentence, Duration Takes, ValueList<TrialStep> Story)
{
    /// <summary>
    /// Whether it decides for others, so that no one may bring it about alone (law 16): it removes, suspends, recalls, amends,
    /// closes or splits.
    /// </summary>
    public bool Binds { get; init; }

    private Said? Said { get; init; }

    /// <summary>What was found, in the words of a language; what was given, where no trial found it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording)
    {
        Guard.Against.Null(wording);
        return Said?.In(wording) ?? Sentence;
    }

    internal static TrialFinding Of(string effect, Clause clause, Said said, Duration takes, ValueList<TrialStep> story) =>
        new(effect, clause, said.In(Wording.English), takes, story) { Said = said };
}

/// <summary>What one search came to.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Findings">What was found.</param>
/// <param name="NotFound">What was looked for and not found, in plain English; that says no more than that it is not within so
/// many acts of these kinds.</param>
/// <param name="Acts">The kinds of act that it knows, by the names of their types.</param>
/// <param name="Deep">How many acts deep it went.</param>
/// <param name="Worlds">How many different worlds it met.</param>
/// <param name="WasCut">Whether it met more worlds than it might go into.</param>
public sealed record TrialSearch(
    TrialQuestion Question, ValueList<TrialFinding> Findings, ValueList<string> NotFound, ValueList<string> Acts, int Deep,
        int Worlds, bool WasCut)
{
    /// <summary>The question, in plain English.</summary>
    public string Asks => AsksIn(Wording.English);

    /// <summary>How deep it went, into how many worlds, and which acts it knows, in plain English.</summary>
    public string Reach => ReachIn(Wording.English);

    private ValueList<Said>? Sought { get; init; }

    /// <summary>The question, in the words of a language.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string AsksIn(Wording wording) => Guard.Against.Null(wording).Of(Question);

    /// <summary>How deep it went, into how many worlds, and which acts it knows, in the words of a language.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string ReachIn(Wording wording) => TrialWords.Reach(this, Guard.Against.Null(wording));

    /// <summary>
    /// What was looked for and not found, in the words of a language; what was given, where no trial looked for it.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public ValueList<string> NotFoundIn(Wording wording)
    {
        Guard.Against.Null(wording);
        return Sought is { } sought ? sought.Select(said => said.In(wording)).ToValueList() : NotFound;
    }

    internal static TrialSearch Of(
        TrialQuestion question, ValueList<TrialFinding> findings, ValueList<Said> notFound, ValueList<string> acts, int deep,
        int worlds, bool wasCut) =>
        new(question, findings, notFound.Select(said => said.In(Wording.English)).ToValueList(), acts, deep, worlds, wasCut)
        {
            Sought = notFound,
        };
}

/// <summary>
/// What a charter lets happen, found by trying small worlds (feature 94): a few members, their acts, and time.
/// <see cref="Charter.Check(int)"/> is quick and says what is wrong with a text. A trial takes seconds and says what people could
/// do with the text, before they agree to it. It is pure and deterministic. What a search did not find may still be there, with
/// more people, more acts, or acts that it does not know. That is why it says what it knows.
/// </summary>
/// <param name="Charter">What was tried.</param>
/// <param name="Bounds">With how many people and acts.</param>
/// <param name="Faults">What the check refuses in it; a charter with a fault is not tried.</param>
/// <param name="Searches">One for each question, in their order; none where there are faults.</param>
public sealed record CharterTrial(
    Charter Charter, TrialBounds Bounds, ValueList<CharterFault> Faults, ValueList<TrialSearch> Searches)
{
    /// <summary>Tries a charter.</summary>
    /// <param name="charter">Which.</param>
    /// <param name="bounds">With how many people and acts; four people and eight acts unless given.</param>
    /// <param name="cancellation">Ends the trial: a host that draws a page gives up so.</param>
    /// <exception cref="ArgumentNullException">The charter is null.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static CharterTrial Of(Charter charter, TrialBounds? bounds = null, CancellationToken cancellation = default)
    {
        bounds ??= new();
        var faults = Guard.Against.Null(charter).Check(bounds.People);
        return new(
            charter, bounds, faults, faults.Count > 0 ? [] : new Trying(charter, bounds, cancellation).All().ToValueList());
    }

    /// <summary>What one search came to; null where the charter has faults.</summary>
    public TrialSearch? this[TrialQuestion question] => Searches.FirstOrDefault(search => search.Question == question);

    /// <summary>
    /// The whole trial as text, its lines ended by a line feed: each question, what was found with its story, and what was not.
    /// </summary>
    public string ToText() => ToText(Wording.English);

    /// <summary>The same in the words of a language.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string ToText(Wording wording) => string.Join("\n", Lines(Guard.Against.Null(wording))) + "\n";

    private IEnumerable<string> Lines(Wording wording)
    {
        yield return wording.Say(
            "trial.charter", Charter.Name, wording.Count("trial.members", Bounds.People),
            wording.Count("trial.acts", Bounds.Acts));
        foreach (var fault in Faults) yield return wording.Say("trial.not-tried", fault.Reason);
        foreach (var search in Searches)
        {
            yield return "";
            yield return search.AsksIn(wording);
            foreach (var finding in search.Findings)
            {
                yield return $"* {finding.In(wording)}";
                foreach (var step in finding.Story) yield return $"    {step.In(wording)}";
            }

            if (search.NotFound.Count > 0) yield return $"  {wording.Say("trial.nothing-found")}";
            foreach (var sought in search.NotFoundIn(wording)) yield return $"    {sought}";
            yield return $"  {search.ReachIn(wording)}";
        }
    }
}
