using System.Text.RegularExpressions;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// Something that somebody could do on a page: a button, or a form where it asks something; or why it cannot be done, and the way
/// in. What somebody may do comes from the library with its answer. A form sends back only the key of one of those options and,
/// where the act asks for them, words and choices. Who acts, on what and with what evidence is never sent.
/// </summary>
public sealed partial record Deed
{
    private readonly Visit _visit;

    internal Deed(Option option, Visit visit, Asking? asks = null) =>
        (Option, _visit, Asks) = (option, visit, asks ?? Asking.Of(option, visit.T));

    /// <summary>The option that the library gives.</summary>
    public Option Option { get; }

    /// <summary>What it asks the visitor; null for nothing.</summary>
    public Asking? Asks { get; init; }

    /// <summary>What it does, as far as that is said.</summary>
    public Act Act => Option.Act;

    /// <summary>Whether it can be done.</summary>
    public Answer Answer => Option.Answer;

    /// <summary>What tells it from the others of the same person on the same page: all of it that a form sends.</summary>
    public string Key => Option.Key;

    /// <summary>What its button says. Its texts have the key <c>do.</c> and the name of the act.</summary>
    public string Label
    {
        get => field ?? (Act is Vote { Ballot: Rules.GradientBallot level }
            ? _visit.T.Capital(level.Level)
            : Filled(TextOf(Option, _visit.T)!));
        init;
    }

    /// <summary>What is said once it is done.</summary>
    public string Done => _visit.T.Find("done." + Option.Shape.Name) ?? _visit.T["done", Label];

    /// <summary>Whether most people come to a page for it, so that it stands first.</summary>
    public bool IsMain => IsFirst || Act is RequestToJoin or DeclineInvitation or DeclineToFound or Propose
        or Follow or Unfollow or Observe or StopObserving;

    /// <summary>Whether its button looks like the one to press.</summary>
    public bool IsFirst => Act is Join or Accept or ConsentToFound or ClaimPlace or Move or ReturnFromLeave;

    /// <summary>Whether it ends something, so that its button looks so, and needs more than one press.</summary>
    public bool Ends => Act is Leave or WithdrawNote or LeaveNote or RevokeConsent or EndLink or Abandon or Withdraw
        or CancelGathering or WithdrawQuestion or WithdrawAnswer;

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

    /// <summary>The people that its button names, and those that its form lists.</summary>
    internal IEnumerable<PersonId> People =>
    [
        .. TextOf(Option, _visit.T) is not { } text ? [] : Option.Shape.Parts.Where(part =>
            part.Kind == PartKind.Person && !part.IsMany && text.Contains($"{{{part.Name}}}", StringComparison.Ordinal))
            .Select(part => part.In(Act)).OfType<PersonId>(),
        .. Answer.Allowed ? Asks?.Questions.OfType<PersonChoice>().SelectMany(choice => choice.Listed) ?? [] : [],
    ];

    /// <summary>Whether it has a page of its own, so that its button is a link.</summary>
    public bool HasPage => Act is Propose or PetitionFor or RequestToJoin;

    /// <summary>
    /// Options as deeds, each once. The pages leave out an act that they have no words for, or that asks for something that they
    /// cannot ask for: it has no page.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="visit">The request.</param>
    /// <param name="own">What a page asks better than the act's shape does; null for nothing, and for an act that it leaves to
    /// the shape.</param>
    internal static IEnumerable<Deed> Of(IEnumerable<Option> options, Visit visit, Func<Option, Asking?>? own = null) =>
        from option in options
        where TextOf(option, visit.T) is not null
        group option by option.Key into same
        let option = same.OrderByDescending(option => option.Answer.Allowed).First()
        let asks = own?.Invoke(option)
        let deed = new Deed(option, visit, asks)
        where !deed.Answer.Allowed || deed.HasPage || asks is not null || Asking.CanAsk(option, visit.T)
        select deed;

    /// <summary>The decision that an act is about; null where it is about none.</summary>
    internal static DecisionId? DecisionOf(Act act) => act switch
    {
        DecisionAct a => a.Decision,
        Stand a => a.Election,
        StandDown a => a.Election,
        WouldStillServe a => a.Election,
        _ => null,
    };

    // An act has one text, or one for each of what it can say: do.conclude.true and do.conclude.false.
    private static string? TextOf(Option option, Texts texts)
    {
        if (option.Act is Vote { Ballot: Rules.GradientBallot }) return "";
        var key = "do." + option.Shape.Name;
        return option.Key.Split(':').Skip(1).Select(said => texts.Find($"{key}.{said}")).FirstOrDefault(text => text is not null)
            ?? texts.Find(key);
    }

    // A place in a text has the name of a part of the act.
    private string Filled(string text) => Place().Replace(text, place =>
        Option.Shape.Parts.First(part => part.Name == place.Groups[1].Value).In(Act) switch
        {
            PersonId person => _visit.Name(person),
            CommunityId community => _visit.Name(Party.Of(community)),
            OfficeId office => _visit.Name(office),
            Instant day => _visit.T.Day(day),
            Enum value => _visit.T.Of(value),
            var other => other?.ToString() ?? "",
        });

    [GeneratedRegex(@"\{([a-zA-Z]+)\}")]
    private static partial Regex Place();
}

/// <summary>What an act asks its doer, and how what they say becomes part of it.</summary>
/// <param name="Questions">The questions.</param>
/// <param name="With">The act with what was sent; where that does not answer a question, the fault is noted.</param>
public sealed record Asking(ValueList<Question> Questions, Func<Sent, Act> With)
{
    /// <summary>What follows from it, said before it is done; null where that is plain.</summary>
    public string? Before { get; init; }

    /// <summary>
    /// What an option asks, from the shape of its act: each thing that there is a text for, <c>ask.</c> with the names of the act
    /// and of the part. Null where it asks nothing and nothing is to be said before.
    /// </summary>
    internal static Asking? Of(Option option, Texts texts)
    {
        var name = option.Shape.Name;
        var before = texts.Find("before." + name);
        var parts = Asked(option, texts).OrderBy(Place).ToArray();
        if (parts.Length == 0 && before is null) return null;
        return new([.. parts.Select(part => QuestionOf(option, part, texts))], sent =>
        {
            var said = parts.Select(part => (part.Name, Said(option, part, sent, texts))).ToArray();
            return sent.IsFaulty ? option.Act : option.With(said);
        })
        { Before = before };
    }

    /// <summary>Whether pages can ask for everything that must be said.</summary>
    internal static bool CanAsk(Option option, Texts texts) =>
        option.Asks.Where(ask => ask.IsRequired).All(ask => Asked(option, texts).Any(part => part.Name == ask.Name));

    /// <summary>One of a list.</summary>
    internal static Asking One(Choice choice, string missing, Act otherwise, Func<string, Act> with) =>
        new([choice], sent => sent.OneOf(choice.Name, choice.Of, missing) is { } chosen ? with(chosen) : otherwise);

    /// <summary>One person.</summary>
    internal static Asking One(PersonChoice choice, string missing, Act otherwise, Func<PersonId, Act> with) =>
        new([choice], sent => sent.Person(choice, missing) is { } chosen ? with(chosen) : otherwise);

    private static IEnumerable<ActPart> Asked(Option option, Texts texts) =>
        from ask in option.Asks
        let part = option.Shape.Parts.First(part => part.Name == ask.Name)
        where texts.Find(KeyOf(option, part)) is not null && !part.IsMany && part.Kind is PartKind.Words or PartKind.Person
            or PartKind.Date or PartKind.Choice
        select part;

    // What is chosen or named first, then what is told, then what may be left out.
    private static int Place(ActPart part) =>
        part.IsOptional ? 2 : part.Kind == PartKind.Words && part.Type == typeof(FreeText) ? 1 : 0;

    private static string KeyOf(Option option, ActPart part) => $"ask.{option.Shape.Name}.{part.Name}";

    private static Question QuestionOf(Option option, ActPart part, Texts texts)
    {
        var (key, name) = (KeyOf(option, part), part.Name);
        var label = option.Key.Split(':').Select(said => texts.Find($"{key}.{said}")).FirstOrDefault(text => text is not null)
            ?? texts[key];
        var hint = texts.Find(key + ".hint");
        return part.Kind switch
        {
            PartKind.Person => PersonOf(option, part, texts),
            PartKind.Date => new Field(name, label, hint ?? texts["hint.day"]),
            PartKind.Choice => new Choice(name, label, Choices(part, texts), Hint: hint),
            _ => new Field(name, label, hint, part.Type == typeof(string) ? 1 : 3),
        };
    }

    private static PersonChoice PersonOf(Option option, ActPart part, Texts texts)
    {
        var key = KeyOf(option, part);
        var among = option.Asks.First(ask => ask.Name == part.Name).Choices;
        return new(part.Name, texts[key], texts.Find(key + ".hint"))
        {
            Among = among.Count > 0 ? [.. among.Select(PersonId.Of)] : null,
        };
    }

    private static IEnumerable<(string Value, string Words)> Choices(ActPart part, Texts texts) =>
        Enum.GetValues(part.Type).Cast<Enum>().Zip(part.Choices, (value, choice) => (choice, texts.Capital(texts.Of(value))));

    private static object? Said(Option option, ActPart part, Sent sent, Texts texts)
    {
        var (name, missing) = (part.Name, texts["fault.missing", QuestionOf(option, part, texts).Label]);
        return part.Kind switch
        {
            PartKind.Person => sent.Person(PersonOf(option, part, texts), missing),
            PartKind.Date => sent[name] is null && part.IsOptional ? null : sent.Day(name),
            PartKind.Choice => sent.OneOf(name, Choices(part, texts), missing),
            _ when part.Type == typeof(string) => part.IsOptional ? sent.OptionalName(name) : sent.Name(name, missing),
            _ => (part.IsOptional ? sent.Optional(name) : sent.Text(name, missing))?.Words,
        };
    }
}
