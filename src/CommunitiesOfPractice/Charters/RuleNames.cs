namespace CommunitiesOfPractice;

/// <summary>What the rules of the ready charters are called, by which their matters name them.</summary>
public static class RuleNames
{
    /// <summary>The rule of silence in the ready charters.</summary>
    public const string Silence = "silence";

    /// <summary>The rule of simple majority in the ready charters.</summary>
    public const string Majority = "simple-majority";

    /// <summary>The rule of two thirds in the ready charters.</summary>
    public const string TwoThirds = "two-thirds";

    /// <summary>The rule of consent in the ready charters.</summary>
    public const string Consent = "consent-of-all";

    /// <summary>The rule of election in the ready charters.</summary>
    public const string Election = "election";
}
