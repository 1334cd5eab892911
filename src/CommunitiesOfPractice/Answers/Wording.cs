using System.Globalization;
using System.Resources;

namespace CommunitiesOfPractice;

/// <summary>
/// The words that the library prints: answers, the sentences of charters and proposals, what a count came to. English (en-GB) is
/// built in, from resources. A host gives its own by deriving from this class and finding texts by their keys
/// (<see cref="Find"/>), or adds a satellite assembly for another culture. Words never decide anything.
/// </summary>
public class Wording
{
    private static readonly ResourceManager Resources =
        new("CommunitiesOfPractice.Wording", typeof(Wording).Assembly);

    /// <summary>A wording in the language of <paramref name="culture"/>, where the host ships one, else in English.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> is null.</exception>
    public Wording(CultureInfo culture) => Culture = Guard.Against.Null(culture);

    /// <summary>British English.</summary>
    public static Wording English { get; } = new(CultureInfo.InvariantCulture);

    /// <summary>The culture in which dates and numbers are written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The sentence that states a clause's rule. The clause's id where there is none.</summary>
    public virtual string Rule(Clause clause) => Find(clause.Id) ?? clause.Id;

    /// <summary>
    /// A whole answer. An answer that allows states the rule. A refusal says what it means for the person who asked, from when it
    /// may be otherwise, and what they can do now: "You need to be a member to do this. You can join at once." Where it is about
    /// somebody else, or nobody asked, it states the rule and what is missing.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="answer"/> is null.</exception>
    public virtual string Of(Answer answer)
    {
        if (Guard.Against.Null(answer).Missing is not { } missing) return Rule(answer.Clause);
        var text = new List<string> { Meaning(answer, missing) };
        if (missing.From is { } from)
            text.Add(string.Format(Culture, Find(answer.Clause.Id + ".from") ?? Text("answer.from"), When(from)));
        if (answer.Remedy is { } remedy && IsFor(answer, remedy)) text.Add(Way(remedy));
        return string.Join(" ", text.Where(sentence => sentence.Length > 0));
    }

    /// <summary>The sentence that says what is missing; empty where the rule has said it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="missing"/> is null.</exception>
    public virtual string Lack(MissingCondition missing) => OfWhat.Is(Guard.Against.Null(missing).Of)
        ? Exactly(missing.Of)!
        : Say("missing." + Names.Of(missing.Condition), missing.Of);

    /// <summary>What a remedy lets a person do, as an invitation: "You can join at once."</summary>
    /// <exception cref="ArgumentNullException"><paramref name="remedy"/> is null.</exception>
    public virtual string Way(Option remedy) => Find("way." + Guard.Against.Null(remedy).Shape.Name) ?? "";

    /// <summary>
    /// The text of a key, with a place such as <c>{0}</c> for each thing that it is said of. Null where there is none.
    /// </summary>
    /// <param name="key">The key: a clause's id, or another that <c>Wording.resx</c> has.</param>
    protected virtual string? Find(string key) => Resources.GetString(key, Culture);

    /// <summary>
    /// Which form of a word a number takes: <c>one</c> or <c>many</c>. A language with more forms has more keys.
    /// </summary>
    public virtual string Form(long number) => number == 1 ? "one" : "many";

    /// <summary>The text of a key, said of what is given.</summary>
    /// <exception cref="InvalidOperationException">The library has no words for it.</exception>
    internal string Say(string key, params object?[] of) => string.Format(Culture, Text(key), of);

    /// <summary>A number of things: "1 vote", "3 votes".</summary>
    internal string Count(string key, long number) => Say($"{key}.{Form(number)}", number);

    /// <summary>Several things as one: "a, b and c".</summary>
    internal string List(IEnumerable<string> items, string last = "list.and")
    {
        var all = items.ToList();
        return all.Count == 0 ? Say("list.nothing")
            : all.Count == 1 ? all[0]
            : Say(last, string.Join(Say("list.comma"), all.Take(all.Count - 1)), all[all.Count - 1]);
    }

    /// <summary>A time, to the nanosecond: whole days, else whole hours, else each unit that it has.</summary>
    internal string Time(Duration duration)
    {
        if (duration < Duration.Zero) return Say("time.negative");
        var (days, hours) = (duration.Days, (duration.Days * 24) + duration.Hours);
        if (duration == Duration.FromDays(days)) return Count("time.day", days);
        if (duration == Duration.FromHours(hours)) return Count("time.hour", hours);
        var units = new[]
        {
            (duration.Days, "day"), (duration.Hours, "hour"), (duration.Minutes, "minute"), (duration.Seconds, "second"),
            (duration.SubsecondNanoseconds, "nanosecond"),
        };
        return List(units.Where(unit => unit.Item1 > 0).Select(unit => Count("time." + unit.Item2, unit.Item1)));
    }

    /// <summary>An instant: "1 June 2015 at 12:30 UTC".</summary>
    internal string When(Instant instant) => Say("time.instant", instant.InUtc().LocalDateTime);

    /// <summary>One of a closed set: "the linked communities".</summary>
    internal string Of<T>(T value)
        where T : struct, Enum => Say($"{Names.Kebab(typeof(T).Name)}.{Names.Of(value)}");

    private string Meaning(Answer answer, MissingCondition missing)
    {
        var isTheirs = IsAboutWhoAsks(answer, missing);
        var meaning = Find(answer.Clause.Id + (isTheirs ? ".you" : ".them"));
        if (isTheirs && OfWhat.Is(missing.Of) && meaning?.Contains("{0}") != true) return Exactly(missing.Of)!;
        if (meaning is not null) return string.Format(Culture, meaning, Exactly(missing.Of));
        var (rule, lack) = (Rule(answer.Clause), Find($"{answer.Clause.Id}.{Names.Of(missing.Condition)}") ?? Lack(missing));
        return lack.Length == 0 ? rule : rule + " " + lack;
    }

    /// <summary>What is missing: a sentence where it is a key of the library's own, else as it is.</summary>
    private string? Exactly(string? of) => OfWhat.Is(of) ? Find(of!) ?? Resources.GetString(of!, Culture) ?? of : of;

    private static bool IsAboutWhoAsks(Answer answer, MissingCondition missing) =>
        answer.By is { } by && (Concerned(answer, missing) is not { } concerned || concerned == by.Value);

    /// <summary>The person that an answer is about, where it is about a person.</summary>
    private static string? Concerned(Answer answer, MissingCondition missing) =>
        answer.Witness is { Kind: WitnessKind.Person, Id: var person } ? person
        : Clauses.AreAboutAPerson.Contains(answer.Clause) ? missing.Of
        : null;

    /// <summary>Whether a way is open to the person who was told of it. They may go by another key now.</summary>
    private static bool IsFor(Answer answer, Option remedy) =>
        answer.By is not { } by || remedy.Act.Actor is not { } actor || actor == by
        || (answer.Missing is { Condition: Condition.CurrentKey, Of: var current } && actor.Value == current);

    private string Text(string key) =>
        Find(key) ?? Resources.GetString(key, Culture) ?? throw new InvalidOperationException($"There are no words for '{key}'.");
}
