namespace CommunitiesOfPractice;

/// <summary>Something that keeps a charter from being adopted.</summary>
/// <param name="Matter">The matter that nobody could settle, where it is about one.</param>
/// <param name="Reason">What is wrong, in plain English.</param>
public sealed record CharterFault(Matter? Matter, string Reason);

/// <summary>
/// Checks a charter before it is adopted (feature 49): a matter that nobody could ever settle, a quorum that cannot be met, a rule that
/// could never be changed back, a convener with more power than one may hold (law 4).
/// </summary>
internal static class CharterCheck
{
    private static readonly Matter[] AllMatters =
#if NET
        Enum.GetValues<Matter>();
#else
        (Matter[])Enum.GetValues(typeof(Matter));
#endif

    public static IEnumerable<CharterFault> Of(Charter charter, int electorate) =>
        AllMatters.SelectMany(matter => OfMatter(charter, matter, electorate).Select(reason => new CharterFault(matter, Names.Of(matter) + ": " + reason)))
            .Concat(OfTheRest(charter, electorate).Select(reason => new CharterFault(null, reason)));

    private static IEnumerable<string> OfMatter(Charter charter, Matter matter, int electorate)
    {
        var clauses = charter.Matters.Count(m => m.Matter == matter);
        if (clauses != 1)
        {
            yield return clauses == 0 ? "the charter does not say who settles it" : "the charter says more than once who settles it";
            yield break;
        }

        var authority = charter[matter]!;
        if (!authority.MaySettle(matter)) yield return $"{authority.Sentence} may not settle it";
        foreach (var reason in authority switch
        {
            HolderOf holder => OfHolder(charter, matter, holder),
            MembersBy members => OfMembers(charter, matter, members, electorate),
            _ => [],
        }) yield return reason;
    }

    private static IEnumerable<string> OfHolder(Charter charter, Matter matter, HolderOf holder)
    {
        if (charter.Office(holder.Office) is not { } office)
        {
            yield return $"{holder.Office} is not an office of the charter";
            yield break;
        }

        var duty = matter switch
        {
            Matter.Admit => Duty.ApproveRequests,
            Matter.Gather => Duty.CallGatherings,
            _ => Duty.OpenDecisions,
        };
        if (IsOpenToOutsiders(charter, office.Id)) yield return $"{office.Id} is open to people who are not members, and only members govern";
        if (!office.Duties.Contains(duty)) yield return $"{office.Id} lacks the duty {duty}";
    }

    /// <summary>Whether somebody who is not a member could act for an office, as its holder or as a deputy.</summary>
    internal static bool IsOpenToOutsiders(Charter charter, OfficeId id) =>
        charter.Office(id) is { } office && (office.OpenToOutsiders || (office.Deputies is { } deputy && charter.Office(deputy) is { OpenToOutsiders: true }));

    private static IEnumerable<string> OfMembers(Charter charter, Matter matter, MembersBy members, int electorate)
    {
        if (charter.Rule(members.Rule) is not { } rule)
        {
            yield return $"{members.Rule} is not a rule of the charter";
            yield break;
        }

        if (matter == Matter.Elect != rule.Chooses)
            yield return rule.Chooses ? $"{members.Rule} chooses among options and cannot say yes or no" : $"{members.Rule} cannot choose among candidates";
        if (!rule.MaySettle(matter)) yield return $"{members.Rule} leaves the decision to one person, who may not settle it alone";
        foreach (var fault in rule.Faults(charter, electorate)) yield return $"under {members.Rule}, {fault}";
    }

    private static IEnumerable<string> OfTheRest(Charter charter, int electorate)
    {
        foreach (var name in charter.Rules.GroupBy(r => r.Name).Where(g => g.Count() > 1).Select(g => g.Key)) yield return $"two rules are called {name}";
        foreach (var id in charter.Offices.GroupBy(o => o.Id).Where(g => g.Count() > 1).Select(g => g.Key)) yield return $"two offices are called {id}";
        foreach (var office in charter.Offices)
        {
            if (office.Deputies is { } deputy && (deputy == office.Id || charter.Office(deputy) is null))
                yield return $"{office.Id} has no deputies in {deputy}";
            if (office.Term <= Duration.Zero || office.OfferPeriod <= Duration.Zero || office.ConsecutiveTerms < 1)
                yield return $"{office.Id} has a term, a limit or an offer period of nothing";
        }

        if (charter.Rule(charter.Appeals) is not (MajorityRule or ConsentRule)) yield return $"{charter.Appeals} cannot hear an appeal";
        else
            foreach (var fault in charter.Rule(charter.Appeals)!.Faults(charter, electorate)) yield return $"appeals: under {charter.Appeals}, {fault}";
        if (charter.RemovalNotice <= Duration.Zero) yield return "a removal gives no notice";
        if (charter.AppealWithin <= Duration.Zero) yield return "an appeal has no time";
        if (charter.DormantAfter <= Duration.Zero) yield return "the community would be dormant at once";
        if (charter.ReviewBy is { } review && !Years.Hold(review)) yield return "its review lies outside the years 1900 to 2200";
        if (charter.MoveWithin <= Duration.Zero) yield return "after a merger nobody could move";
        if (charter.PetitionShare > Ratio.Whole) yield return "a petition could never have enough signatures";
        if (charter.SmallestGroup < 1) yield return "the smallest group is nobody";
        if (charter.Joining.InvitationsStand <= Duration.Zero) yield return "an invitation expires before it is made";
    }
}
