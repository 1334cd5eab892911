namespace CommunitiesOfPractice;

/// <summary>One sentence of a charter, printed from the object that decides.</summary>
/// <param name="Subject">What it is about: a key, the same in all words, so that two versions can be laid side by side.</param>
/// <param name="Sentence">What it says.</param>
public sealed record CharterSentence(string Subject, string Sentence);

/// <summary>What changes between two versions of a charter.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Before">What was said; null where nothing was.</param>
/// <param name="After">What is said now; null where nothing is.</param>
public sealed record CharterChange(string Subject, string? Before, string? After);

public sealed partial record Charter
{
    private static readonly (string Subject, string Key)[] EntrenchedKeys =
    [
        ("voluntary membership", "entrenched.membership"), ("leaving", "entrenched.leaving"), ("appeal", "entrenched.appeal"),
        ("no one alone", "entrenched.alone"), ("second call", "entrenched.second-call"), ("away", "entrenched.away"),
    ];

    /// <summary>
    /// What no charter can take away (law 6): printed with every charter, and in no clause that an amendment could change.
    /// </summary>
    public static ValueList<CharterSentence> Entrenched { get; } = EntrenchedIn(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public static ValueList<CharterSentence> EntrenchedIn(Wording wording)
    {
        Guard.Against.Null(wording);
        return EntrenchedKeys.Select(law => new CharterSentence(law.Subject, wording.Say(law.Key))).ToValueList();
    }

    /// <summary>
    /// The whole charter in plain English, each sentence from the object that decides. The entrenched sentences come first.
    /// </summary>
    public ValueList<CharterSentence> Sentences() => Sentences(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public ValueList<CharterSentence> Sentences(Wording wording) =>
        EntrenchedIn(wording).Concat(OwnSentences(wording)).ToValueList();

    /// <summary>How this charter differs from an earlier charter, sentence by sentence. Empty where they say the same.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="before"/> is null.</exception>
    public ValueList<CharterChange> DifferenceFrom(Charter before) => DifferenceFrom(before, Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <param name="before">The earlier charter.</param>
    /// <param name="wording">The words.</param>
    /// <exception cref="ArgumentNullException"><paramref name="before"/> or <paramref name="wording"/> is null.</exception>
    public ValueList<CharterChange> DifferenceFrom(Charter before, Wording wording)
    {
        var earlier = Guard.Against.Null(before).OwnSentences(Guard.Against.Null(wording)).ToArray();
        var own = OwnSentences(wording).ToArray();
        var (then, now) = (BySubject(earlier), BySubject(own));
        return earlier.Concat(own).Select(s => s.Subject).Distinct()
            .Select(subject => new CharterChange(subject, Find(then, subject), Find(now, subject)))
            .Where(change => change.Before != change.After)
            .ToValueList();
    }

    private static string? Find(Dictionary<string, string> sentences, string subject) =>
        sentences.TryGetValue(subject, out var sentence) ? sentence : null;

    private static Dictionary<string, string> BySubject(IEnumerable<CharterSentence> sentences) =>
        sentences.GroupBy(s => s.Subject).ToDictionary(g => g.Key, g => g.First().Sentence);

    private IEnumerable<CharterSentence> OwnSentences(Wording wording)
    {
        yield return new("joining", Joining.In(wording));
        yield return new("invitations", wording.Say("charter.invitations", wording.Time(Joining.ForOthers.InvitationsStand)));
        foreach (var clause in Matters.OrderBy(m => m.Matter)) yield return new("matter: " + clause.Words, clause.In(wording));
        foreach (var (name, rule) in Rules.OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => (r.Name, r.Rule)))
            yield return new("rule: " + name, wording.Say("charter.rule", name, rule.In(wording)));
        foreach (var office in Offices.OrderBy(o => o.Id)) yield return new("office: " + office.Id, office.In(wording));
        yield return new("appeals", wording.Say("charter.appeals", Appeals, wording.Time(AppealWithin)));
        yield return new("removal", wording.Say("charter.removal", wording.Time(RemovalNotice)));
        yield return new("petition", wording.Say("charter.petition", PetitionShare.In(wording)));
        yield return new("observers", wording.Say(!ObserversWelcome ? "charter.no-observers"
            : ObserversRead ? "charter.observers-read" : "charter.observers"));
        yield return new("dormancy", wording.Say("charter.dormancy", wording.Time(DormantAfter)));
        yield return new("gatherings", wording.Say("charter.gathering-notice", wording.Time(GatheringNotice)));
        if (MeetsEvery is { } every) yield return new("rhythm", wording.Say("charter.rhythm", wording.Time(every)));
        yield return new("questions", wording.Say(
            QuestionsByMembersOnly ? "charter.questions-by-members" : "charter.questions", wording.Time(UnansweredAfter)));
        yield return new("patience", wording.Say("charter.patience", wording.Time(Patience)));
        yield return new("attribution", wording.Count("charter.attribution", SmallestGroup));
        var offered = wording.Say("charter.offered-to-" + Names.Of(DefaultAudience));
        yield return new("sharing", EndorsedFirst
            ? wording.Say("text.join", offered, wording.Say("charter.endorsed-first"))
            : offered);
        yield return new("moving", wording.Say("charter.moving", wording.Time(MoveWithin)));
        if (ReviewBy is { } review) yield return new("review", wording.Say("charter.review", review.InUtc().Date));
    }

    internal static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
