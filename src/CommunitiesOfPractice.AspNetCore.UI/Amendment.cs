using System.Globalization;
using CommunitiesOfPractice.Rules;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>What the form can change in a charter.</summary>
internal static class Amendment
{
    private const int MostSeats = 12;
    private const string Seats = "seats-";

    // How often a community may mean to meet, in days.
    private static readonly int[] Rhythms = [7, 14, 28, 56, 91, 182];

    /// <summary>What a form asks; what is left as it is comes empty.</summary>
    /// <param name="charter">The charter as it is.</param>
    /// <param name="visit">How things are called.</param>
    public static IEnumerable<Choice> Questions(Charter charter, Visit visit)
    {
        var t = visit.T;
        yield return Of("joining", "open", "ask", "invited");
        yield return Of("observers", "read", "watch");
        yield return Of("endorsed", "yes", "no");
        yield return Of("ballot", "secret", "open");
        yield return Of("proxies", "yes", "no") with { Hint = t["amend.proxies.hint"] };
        yield return new("small", t["amend.small"], charter.Rules.Where(r => r.Rule is not (ChoosingRule or SortitionRule))
            .Select(r => (r.Name, t.Capital(r.Name))).Prepend(("", t["amend.as-now"])));
        yield return new("meets", t["amend.meets"], Rhythms.Where(days => charter.MeetsEvery != Duration.FromDays(days))
            .Select(days => (Number(days), t.Count("call.every.weeks", days / 7)))
            .Concat(charter.MeetsEvery is null ? [] : [("never", t["amend.meets.never"])]).Prepend(("", t["amend.as-now"])),
            Hint: t["amend.meets.hint"]);
        foreach (var office in charter.Offices)
            yield return new(Seats + office.Id, t["amend.seats", visit.Name(office.Id)],
                Enumerable.Range(1, MostSeats).Where(seats => seats != office.Seats)
                    .Select(seats => (Number(seats), Number(seats))).Prepend(("", t["amend.seats.now", office.Seats])));

        Choice Of(string name, params string[] values) => new(
            name, t["amend." + name],
            values.Select(value => (value, t[$"amend.{name}.{value}"])).Prepend(("", t["amend.as-now"])));
    }

    /// <summary>The charter as it would be.</summary>
    /// <param name="charter">The charter as it is.</param>
    /// <param name="chosen">What was chosen, by the name of the question; null or empty for nothing.</param>
    /// <param name="texts">What a charter that asks newcomers something would ask.</param>
    public static Charter Of(Charter charter, Func<string, string?> chosen, Texts texts)
    {
        charter = chosen("joining") switch
        {
            "open" => charter with { Joining = new OpenJoining() },
            "ask" => charter with { Joining = new JoiningOnRequest([texts["amend.joining.question"]]) },
            "invited" => charter with { Joining = new JoiningByInvitation() },
            _ => charter,
        };
        charter = chosen("observers") is { Length: > 0 } observers
            ? charter with { ObserversRead = observers == "read" }
            : charter;
        charter = chosen("endorsed") is { Length: > 0 } endorsed ? charter with { EndorsedFirst = endorsed == "yes" } : charter;
        if (chosen("meets") == "never") charter = charter with { MeetsEvery = null };
        if (int.TryParse(chosen("meets"), CultureInfo.InvariantCulture, out var days) && Rhythms.Contains(days))
            charter = charter with { MeetsEvery = Duration.FromDays(days) };
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
        charter = charter with
        {
            Offices = charter.Offices.Select(office =>
                int.TryParse(chosen(Seats + office.Id), CultureInfo.InvariantCulture, out var seats)
                    && seats is > 0 and <= MostSeats
                    ? office with { Seats = seats }
                    : office).ToValueList(),
        };
        return chosen("small") is { } small && charter.Rule(small) is not (null or ChoosingRule or SortitionRule)
            ? charter.With(Matter.AnythingElse, new MembersBy(small))
            : charter;
    }

    private static Charter WithRules(Charter charter, Func<NamedRule, bool> which, Func<DecisionRule, DecisionRule> changed) =>
        charter with
        {
            Rules = charter.Rules.Select(rule => which(rule) ? rule with { Rule = changed(rule.Rule) } : rule).ToValueList(),
        };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
