using System.Globalization;
using System.Resources;

namespace CommunitiesOfPractice;

/// <summary>
/// The words beside an answer's facts. English (en-GB) is built in, from resources; a host gives its own by deriving from
/// this class, or adds a satellite assembly for another culture. Words never decide anything.
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

    /// <summary>The culture in which dates are written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The sentence that states a clause's rule; the clause's id where there is none.</summary>
    public virtual string Rule(Clause clause) => Resources.GetString(clause.Id, Culture) ?? clause.Id;

    /// <summary>The sentence that says what is missing.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="missing"/> is null.</exception>
    public virtual string Lack(MissingCondition missing)
    {
        Guard.Against.Null(missing);
        var key = "missing." + Names.Of(missing.Condition);
        var text = string.Format(Culture, Resources.GetString(key, Culture) ?? key, missing.Of);
        return missing.From is { } from
            ? text + string.Format(Culture, Resources.GetString("missing-from", Culture)!, from.InUtc().LocalDateTime)
            : text;
    }

    /// <summary>A whole answer: the rule and, when refused, what is missing.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="answer"/> is null.</exception>
    public virtual string Of(Answer answer) =>
        Guard.Against.Null(answer).Missing is { } missing ? Rule(answer.Clause) + " " + Lack(missing) : Rule(answer.Clause);
}
