using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// A placeholder in an option's act, where its doer has yet to say something. Nobody outside can make one, and no act that holds
/// one is done.
/// </summary>
internal static class Unsaid
{
    public static FreeText Words => FreeText.Unsaid;

    /// <summary>A name, or other text that is no free text: this very text, and no other that reads the same.</summary>
    public static string Name { get; } = new('…', 1);

    public static PersonId Person { get; } = PersonId.Known("\0");

    /// <summary>An instant that nobody names. It lies in the <see cref="Years"/>, so that an act with it can be asked.</summary>
    public static Instant Date { get; } = Years.Last - Duration.FromNanoseconds(314_159_265L);

    /// <summary>A time that nobody gives.</summary>
    public static GivenTime Time { get; } = new(LocalDate.MinIsoValue.AtMidnight(), "unsaid");

    /// <summary>A number that nobody gives. The largest there is, some do.</summary>
    public const int Number = int.MaxValue - 314_159;

    /// <summary>Some number, for trying.</summary>
    public const int AnyNumber = int.MaxValue;

    public static ValueList<PersonId> People { get; } = [Person];

    public static Lot Lot { get; } = new("this seed has not been drawn yet");

    /// <summary>Some seed, for trying.</summary>
    public static Lot AnyLot { get; } = new("a seed that is long enough");

    public static bool Is(object? value) => value switch
    {
        FreeText words => ReferenceEquals(words, Words),
        string name => ReferenceEquals(name, Name),
        PersonId person => person == Person,
        Lot lot => ReferenceEquals(lot, Lot),
        LotCommitment commitment => commitment == Lot.Commitment,
        Instant date => date == Date,
        GivenTime time => ReferenceEquals(time, Time),
        int number => number == Number,
        ValueList<PersonId> people => ReferenceEquals(people, People),
        GatheringCall call => Is(call.Purpose),
        ValueList<FreeText> many => many.Any(words => Is(words)),
        Resolve resolve => Is(resolve.Words),
        PracticeContent content => Is(content.Title),
        QuestionContent content => Is(content.Title),
        LinkTerms terms => Is(terms.Purpose),
        _ => false,
    };

    /// <summary>Whether an act has yet to be said in full.</summary>
    public static bool IsIn(Act act)
    {
        foreach (var part in ActShape.Of(act).Asked)
            if (Is(part.In(act))) return true;
        return false;
    }
}
