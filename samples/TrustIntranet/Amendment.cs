using CommunitiesOfPractice.Rules;

namespace TrustIntranet;

/// <summary>What this intranet's form can change in a charter.</summary>
public static class Amendment
{
    /// <summary>What a form asks; what is left as it is comes empty.</summary>
    /// <param name="charter">The charter as it is.</param>
    public static IEnumerable<Choice> Questions(Charter charter) =>
    [
        new("joining", "How people come in",
            [("", "As now"), ("open", "Anyone may join"), ("ask", "By asking, with one question"), ("invited", "By invitation")]),
        new("observers", "Observers",
            [("", "As now"), ("read", "May read what members may read"), ("watch", "May not read notes")]),
        new("endorsed", "Before a note leaves the community",
            [("", "As now"), ("yes", "It is endorsed first"), ("no", "It need not be endorsed")]),
        new("ballot", "Elections", [("", "As now"), ("secret", "By secret ballot"), ("open", "With the ballots on the record")]),
        new("proxies", "Somebody who does not vote",
            [("", "As now"), ("yes", "Can have another member vote for them"), ("no", "Is not represented")],
            Hint: "Where members vote for or against. Nobody votes for more than two others."),
        new("small", "Everyday matters are decided by",
            [("", "As now"),
                .. charter.Rules.Where(r => r.Rule is not (ChoosingRule or SortitionRule))
                    .Select(r => (r.Name, Plain.Capital(r.Name)))]),
    ];

    /// <summary>The charter as it would be.</summary>
    /// <param name="charter">The charter as it is.</param>
    /// <param name="chosen">What was chosen, by the name of the question; null or empty for nothing.</param>
    public static Charter Of(Charter charter, Func<string, string?> chosen)
    {
        charter = chosen("joining") switch
        {
            "open" => charter with { Joining = new OpenJoining() },
            "ask" => charter with { Joining = new JoiningOnRequest(["What do you hope to learn, and what could you share?"]) },
            "invited" => charter with { Joining = new JoiningByInvitation() },
            _ => charter,
        };
        charter = chosen("observers") is { Length: > 0 } observers
            ? charter with { ObserversRead = observers == "read" }
            : charter;
        charter = chosen("endorsed") is { Length: > 0 } endorsed ? charter with { EndorsedFirst = endorsed == "yes" } : charter;
        if (chosen("ballot") is { Length: > 0 } ballot && charter[Matter.Elect] is MembersBy { Rule: var election })
        {
            charter = WithRules(charter, rule => rule.Name == election,
                rule => ballot == "secret"
                    ? rule with { Secret = true, Votes = VotePolicy.Changeable, Proxies = null }
                    : rule with { Secret = false });
        }

        if (chosen("proxies") is { Length: > 0 } proxies)
            charter =
                WithRules(
                    charter, rule => rule.Rule is MajorityRule { Secret: false }, rule =>
                        rule with { Proxies = proxies == "yes" ? new ProxyTerms() : null });
        return chosen("small") is { } small && charter.Rule(small) is not (null or ChoosingRule or SortitionRule)
            ? charter.With(Matter.AnythingElse, new MembersBy(small))
            : charter;
    }

    private static Charter WithRules(Charter charter, Func<NamedRule, bool> which, Func<DecisionRule, DecisionRule> changed) =>
        charter with {
            Rules = charter.Rules.Select(rule => which(rule) ? rule with { Rule = changed(rule.Rule) } : rule).ToValueList() };
}
