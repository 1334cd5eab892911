using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// What stands in an option's act where its doer has yet to say something. Nobody outside can make one, and no act that
/// holds one is done.
/// </summary>
internal static class Unsaid
{
    public static FreeText Words => FreeText.Unsaid;

    /// <summary>A name, or other text that is no free text: this very text, and no other that reads the same.</summary>
    public static string Name { get; } = new('…', 1);

    public static PersonId Person { get; } = PersonId.Known("\0");

    public static Lot Lot { get; } = new("this seed has not been drawn yet");

    public static bool Is(object? value) => value switch
    {
        FreeText words => ReferenceEquals(words, Words),
        string name => ReferenceEquals(name, Name),
        PersonId person => person == Person,
        Lot lot => ReferenceEquals(lot, Lot),
        LotCommitment commitment => commitment == Lot.Commitment,
        ValueList<FreeText> many => many.Any(words => Is(words)),
        Resolve resolve => Is(resolve.Words),
        PracticeContent content => Is(content.Title),
        LinkTerms terms => Is(terms.Purpose),
        _ => false,
    };

    /// <summary>An act with the same words wherever some are to be said, and a person of that name: for worlds in which nobody reads them.</summary>
    public static Act Said(Act act, FreeText words)
    {
        if (!IsIn(act)) return act;
        var option = Option.Towards(act);
        return option.With([.. option.Asks.Where(ask => ask.IsRequired).Select(ask => (ask.Name, Something(ask)))]);

        object Something(AskedPart ask) => (act, ask.Kind) switch
        {
            (RequestToJoin { Answers: var answers }, _) => answers.Select(_ => words).ToValueList(),
            (RevealSeed, _) => new Lot("a seed that is long enough"),
            (CommitLot, _) => new Lot("a seed that is long enough").Commitment,
            (_, PartKind.Person) => PersonId.Of("somebody"),
            (_, PartKind.OneOf) => new Resolve(words),
            _ => words.ToString(),
        };
    }

    /// <summary>Whether an act has yet to be said in full.</summary>
    public static bool IsIn(Act act)
    {
        foreach (var part in ActShape.Of(act).Asked)
            if (Is(part.In(act))) return true;
        return false;
    }
}
