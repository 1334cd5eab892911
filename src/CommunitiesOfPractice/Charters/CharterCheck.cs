namespace CommunitiesOfPractice;

/// <summary>Something that keeps a charter from being adopted.</summary>
/// <param name="Matter">The matter that nobody could settle, where it is about one.</param>
/// <param name="Reason">What is wrong, in plain English.</param>
public sealed record CharterFault(Matter? Matter, string Reason);

/// <summary>
/// Checks a charter before it is adopted (feature 49): a matter that nobody could ever settle, a quorum that cannot be met, a rule that
/// could never be changed back, a convener with more power than one may hold (law 4), a time or a number out of all bounds, a limit that can have no effect. What a rule, an office or a way of
/// joining can say wrongly stands beside it; here stands what concerns the whole.
/// </summary>
internal static class CharterCheck
{
    private static readonly Matter[] AllMatters =
#if NET
        Enum.GetValues<Matter>();
#else
        (Matter[])Enum.GetValues(typeof(Matter));
#endif

    public static IEnumerable<CharterFault> Of(Charter charter, Everybody everybody) =>
        AllMatters.SelectMany(matter => OfMatter(charter, matter, everybody).Select(reason => new CharterFault(matter, Names.Of(matter) + ": " + reason)))
            .Concat(OfTheRest(charter, everybody).Select(reason => new CharterFault(null, reason)));

    /// <summary>Whether what is decided in a matter removes, suspends, bars, recalls, amends, closes, merges or splits (law 16).</summary>
    internal static bool Binds(Matter matter) => matter is Matter.Remove or Matter.Recall or Matter.Amend or Matter.Close or Matter.Merge;

    /// <summary>Whether a decision in a matter that lacked a quorum can always be called again (law 6).</summary>
    internal static bool IsCalledAgain(Matter matter) => matter is Matter.Amend or Matter.Admit or Matter.Invite or Matter.Elect;

    /// <summary>Whether somebody who is not a member could act for an office, as its holder or as a deputy.</summary>
    internal static bool IsOpenToOutsiders(Charter charter, OfficeId id) =>
        charter.Office(id) is { } office && (office.OpenToOutsiders || (office.Deputies is { } deputy && charter.Office(deputy) is { OpenToOutsiders: true }));

    private static IEnumerable<string> OfMatter(Charter charter, Matter matter, Everybody everybody)
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
            MembersBy members => OfMembers(charter, matter, members, everybody),
            AnyMember or Contributors => [],
            _ => throw new InvalidOperationException($"{authority.GetType().Name} is not known."),
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

    private static IEnumerable<string> OfMembers(Charter charter, Matter matter, MembersBy members, Everybody everybody)
    {
        if (charter.Rule(members.Rule) is not { } rule)
        {
            yield return $"{members.Rule} is not a rule of the charter";
            yield break;
        }

        if (matter == Matter.Elect != rule.Chooses)
            yield return rule.Chooses ? $"{members.Rule} chooses among options and cannot say yes or no" : $"{members.Rule} cannot choose among candidates";
        if (rule.WhyNot(matter) is { } why) yield return $"{members.Rule} {why}";
        foreach (var fault in rule.Faults(charter, everybody)) yield return $"under {members.Rule}, {fault}";
        var notice = matter == Matter.Remove ? Duration.Max(rule.Timing.Notice, charter.RemovalNotice) : rule.Timing.Notice;
        foreach (var (name, by) in charter.TurningOver(members.Rule))
        {
            if (Binds(matter) && !by.GivesADay(by == rule ? notice : Duration.Zero)) yield return TooSoon(name);
            if (IsCalledAgain(matter) && !by.SecondCall) yield return NotAgain(name);
        }
    }

    private static string TooSoon(string rule) => $"{rule} gives less than a day from the last change of its words to the close, and what binds a member or the community takes a day";

    private static string NotAgain(string rule) => $"{rule} knows no second call, so that an absent majority could lock it";

    private static IEnumerable<string> OfTheRest(Charter charter, Everybody everybody) =>
    [
        .. OfNames(charter),
        .. charter.Offices.SelectMany(office => office.Faults(charter)),
        .. OfUnusedRules(charter, everybody),
        .. OfAppeals(charter, everybody),
        .. charter.Joining.Faults(),
        .. OfTimes(charter),
        .. OfNumbers(charter),
    ];

    private static IEnumerable<string> OfNames(Charter charter)
    {
        foreach (var name in charter.Rules.GroupBy(r => r.Name).Where(g => g.Count() > 1).Select(g => g.Key)) yield return $"two rules are called {name}";
        foreach (var id in charter.Offices.GroupBy(o => o.Id).Where(g => g.Count() > 1).Select(g => g.Key)) yield return $"two offices are called {id}";
    }

    // What no matter names, another rule may turn over to, and a later amendment may name.
    private static IEnumerable<string> OfUnusedRules(Charter charter, Everybody everybody) => charter.Rules
        .Where(named => named.Name != charter.Appeals && !charter.Matters.Any(m => m.Authority is MembersBy members && members.Rule == named.Name))
        .SelectMany(named => named.Rule.Faults(charter, everybody).Select(fault => $"under {named.Name}, {fault}"));

    private static IEnumerable<string> OfAppeals(Charter charter, Everybody everybody)
    {
        if (charter.Rule(charter.Appeals) is not (MajorityRule or ConsentRule))
        {
            yield return $"{charter.Appeals} cannot hear an appeal";
            yield break;
        }

        var rule = charter.Rule(charter.Appeals)!;
        foreach (var fault in rule.Faults(charter, everybody)) yield return $"appeals: under {charter.Appeals}, {fault}";
        if (!rule.GivesADay(Duration.Zero)) yield return "appeals: " + TooSoon(charter.Appeals);
        if (rule.Tester is { } tester) yield return $"appeals: under {charter.Appeals}, the {tester} tests objections, and an appeal is heard by a rule that tests none";
        if (!rule.SecondCall) yield return "appeals: " + NotAgain(charter.Appeals);
    }

    private static IEnumerable<string> OfTimes(Charter charter) =>
    [
        .. Bounds.Time(charter.RemovalNotice, "the notice of a removal", "a removal gives no notice"),
        .. Bounds.Time(charter.AppealWithin, "the time to appeal", "an appeal has no time"),
        .. Bounds.Time(charter.DormantAfter, "the time after which the community is dormant", "the community would be dormant at once"),
        .. Bounds.Time(charter.MoveWithin, "the time to move after a merger", "after a merger nobody could move"),
        .. Bounds.Time(charter.Patience, "the patience of the community", "the community has no patience: somebody would stand in for its conveners at once"),
    ];

    private static IEnumerable<string> OfNumbers(Charter charter)
    {
        if (charter.ReviewBy is { } review && !Years.Hold(review)) yield return "its review lies outside the years 1900 to 2200";
        if (charter.PetitionShare > Ratio.Whole) yield return "a petition could never have enough signatures";
        if (charter.PetitionShare.Numerator == 0) yield return "a petition asks for no signatures";
        foreach (var fault in Bounds.Number(charter.SmallestGroup, "the smallest group of people")) yield return fault;
    }
}
