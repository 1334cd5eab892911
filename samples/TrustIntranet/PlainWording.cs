using System.Globalization;

namespace TrustIntranet;

/// <summary>The library's answers in this intranet's words, said to whoever asks as one colleague tells another. Words decide nothing: what they are about is in the answer.</summary>
/// <param name="me">Who asks; null for somebody who has not signed in.</param>
public sealed class PlainWording(PersonId? me) : Wording(CultureInfo.GetCultureInfo("en-GB"))
{
    private static readonly (string Of, string To)[] Verbs =
    [
        ("This person is ", "You are "), ("This person has ", "You have "), ("This person does ", "You do "), ("This person did ", "You did "), ("This person holds ", "You hold "),
        ("This person follows ", "You follow "), ("This person observes ", "You observe "), ("This person stands ", "You stand "), ("This person carries ", "You carry "),
        ("This person looks ", "You look "),
    ];

    /// <inheritdoc/>
    public override string Of(Answer answer)
    {
        var rule = Rule(answer.Clause);
        if (me is { } asks && (answer.Missing?.Of == asks.Value || answer.Witness == Witness.Of(asks)))
            rule = Verbs.Aggregate(rule, (said, verb) => said.Replace(verb.Of, verb.To, StringComparison.Ordinal));
        return answer.Missing is { } missing && Lack(missing) is { Length: > 0 } lack ? rule + " " + lack : rule;
    }

    /// <summary>What is missing; nothing where the rule has said it, or where a page gives the instant from which it will be there.</summary>
    public override string Lack(MissingCondition missing) => missing switch
    {
        { Condition: Condition.Membership, Of: var who } => who is null || who == me?.Value ? "You are not a member." : $"{who} is not a member.",
        { Condition: Condition.NoMembership or Condition.Existence or Condition.Request or Condition.Time or Condition.Reason } => "",
        { Condition: Condition.Founding } => "It is not founded yet.",
        { Condition: Condition.OpenCommunity } => "It is closed.",
        { Condition: Condition.NoBar } => "A bar stands.",
        { Condition: Condition.Presence } => "That is not so while somebody takes a break, or is not in the staff directory.",
        { Condition: Condition.Invitation } => "It takes an invitation.",
        { Condition: Condition.Approval } => "Ask, and a member answers.",
        { Condition: Condition.Office, Of: { } office } => $"It is for whoever serves as {office.Replace('-', ' ')}.",
        { Condition: Condition.CharterClause } => "Only a change of the charter could allow it.",
        { Condition: Condition.Decision } => "Put it to them.",
        { Condition: Condition.Electorate } => "You have no vote on it.",
        { Condition: Condition.Novelty } => "It is done already.",
        { Condition: Condition.Consent } => "Somebody else has to agree first.",
        { Condition: Condition.SignIn } => "Sign in first.",
        { Condition: Condition.WiderConsent } => "Somebody who wrote it has not agreed that it goes so far.",
        { Condition: Condition.WiderFinding } => "Somebody who did not write it has to look first whether it tells who a patient is.",
        _ => base.Lack(missing with { From = null }),
    };
}
