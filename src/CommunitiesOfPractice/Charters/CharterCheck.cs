namespace CommunitiesOfPractice;

/// <summary>Something that keeps a charter from being adopted.</summary>
/// <param name="Matter">The matter that nobody could settle, where the fault is about a matter.</param>
/// <param name="Reason">What is wrong, in plain English.</param>
public sealed record CharterFault(Matter? Matter, string Reason);

/// <summary>
/// Checks a charter before it is adopted (feature 49). It finds a matter that nobody could ever settle, a quorum that cannot be
/// met, a rule that could never be changed back, a convener with more power than law 4 lets a convener hold, a time or a number
/// out of all bounds, and a limit that can have no effect. What a rule, an office or a way of joining can get wrong is checked
/// beside it. The checks here concern the whole charter.
/// </summary>
internal static class CharterCheck
{
    private static readonly Matter[] AllMatters =
#if NET
        Enum.GetValues<Matter>();
#else
        (Matter[])Enum.GetValues(typeof(Matter));
#endif

    public static IEnumerable<CharterFault> Of(Charter charter, Everybody everybody, Wording wording) =>
        AllMatters.SelectMany(matter => OfMatter(charter, matter, everybody, wording)
                .Select(reason => new CharterFault(matter, wording.Say("fault.of-matter", wording.Of(matter), reason))))
            .Concat(OfTheRest(charter, everybody, wording).Select(reason => new CharterFault(null, reason)));

    /// <summary>
    /// Whether what is decided in a matter removes, suspends, bars, recalls, amends, closes, merges or splits (law 16).
    /// </summary>
    internal static bool Binds(Matter matter) =>
        matter is Matter.Remove or Matter.Recall or Matter.Amend or Matter.Close or Matter.Merge;

    /// <summary>Whether a decision in a matter that lacked a quorum can always be called again (law 6).</summary>
    internal static bool IsCalledAgain(Matter matter) => matter is Matter.Amend or Matter.Admit or Matter.Invite or Matter.Elect;

    /// <summary>Whether somebody who is not a member could act for an office, as its holder or as a deputy.</summary>
    internal static bool IsOpenToOutsiders(Charter charter, OfficeId id) =>
        charter.Office(id) is { } office
            && (office.OpenToOutsiders || (office.Deputies is { } deputy && charter.Office(deputy) is { OpenToOutsiders: true }));

    private static IEnumerable<string> OfMatter(Charter charter, Matter matter, Everybody everybody, Wording wording)
    {
        var clauses = charter.Matters.Count(m => m.Matter == matter);
        if (clauses != 1)
        {
            yield return wording.Say(clauses == 0 ? "fault.not-settled" : "fault.settled-twice");
            yield break;
        }

        var authority = charter[matter]!;
        if (!authority.MaySettle(matter)) yield return wording.Say("fault.authority", authority.In(wording));
        foreach (var reason in authority switch
        {
            HolderOf holder => OfHolder(charter, matter, holder, wording),
            MembersBy members => OfMembers(charter, matter, members, everybody, wording),
            AnyMember or Contributors => [],
            _ => throw new InvalidOperationException($"{authority.GetType().Name} is not known."),
        }) yield return reason;
    }

    private static IEnumerable<string> OfHolder(Charter charter, Matter matter, HolderOf holder, Wording wording)
    {
        if (charter.Office(holder.Office) is not { } office)
        {
            yield return wording.Say("fault.office-unknown", holder.Office);
            yield break;
        }

        var duty = matter switch
        {
            Matter.Admit => Duty.ApproveRequests,
            Matter.Gather => Duty.CallGatherings,
            _ => Duty.OpenDecisions,
        };
        if (IsOpenToOutsiders(charter, office.Id)) yield return wording.Say("fault.office-outsiders", office.Id);
        if (!office.Duties.Contains(duty)) yield return wording.Say("fault.office-duty", office.Id, duty.In(wording));
    }

    private static IEnumerable<string> OfMembers(
        Charter charter, Matter matter, MembersBy members, Everybody everybody, Wording wording)
    {
        if (charter.Rule(members.Rule) is not { } rule)
        {
            yield return wording.Say("fault.rule-unknown", members.Rule);
            yield break;
        }

        if (matter == Matter.Elect != rule.Chooses)
            yield return wording.Say(rule.Chooses ? "fault.rule-chooses" : "fault.rule-decides", members.Rule);
        if (rule.WhyNot(matter) is { } why) yield return wording.Say(why, members.Rule);
        foreach (var fault in rule.Faults(charter, everybody, wording))
            yield return wording.Say("fault.under", members.Rule, fault);
        var notice = matter == Matter.Remove ? Duration.Max(rule.Timing.Notice, charter.RemovalNotice) : rule.Timing.Notice;
        foreach (var (name, by) in charter.TurningOver(members.Rule))
        {
            if (Binds(matter) && !by.GivesADay(by == rule ? notice : Duration.Zero))
                yield return wording.Say("fault.too-soon", name);
            if (IsCalledAgain(matter) && !by.SecondCall) yield return wording.Say("fault.not-again", name);
        }
    }

    private static IEnumerable<string> OfTheRest(Charter charter, Everybody everybody, Wording wording) =>
    [
        .. OfNames(charter, wording),
        .. charter.Offices.SelectMany(office => office.Faults(charter, wording)),
        .. OfUnusedRules(charter, everybody, wording),
        .. OfAppeals(charter, everybody, wording),
        .. charter.Joining.Faults(wording),
        .. OfTimes(charter, wording),
        .. OfNumbers(charter, wording),
    ];

    private static IEnumerable<string> OfNames(Charter charter, Wording wording)
    {
        foreach (var name in charter.Rules.GroupBy(r => r.Name).Where(g => g.Count() > 1).Select(g => g.Key))
            yield return wording.Say("fault.rules-same", name);
        foreach (var id in charter.Offices.GroupBy(o => o.Id).Where(g => g.Count() > 1).Select(g => g.Key))
            yield return wording.Say("fault.offices-same", id);
    }

    // What no matter names, another rule may turn over to, and a later amendment may name.
    private static IEnumerable<string> OfUnusedRules(Charter charter, Everybody everybody, Wording wording) => charter.Rules
        .Where(named => named.Name != charter.Appeals
            && !charter.Matters.Any(m => m.Authority is MembersBy members && members.Rule == named.Name))
        .SelectMany(named => named.Rule.Faults(charter, everybody, wording)
            .Select(fault => wording.Say("fault.under", named.Name, fault)));

    private static IEnumerable<string> OfAppeals(Charter charter, Everybody everybody, Wording wording)
    {
        if (charter.Rule(charter.Appeals) is not (MajorityRule or ConsentRule))
        {
            yield return wording.Say("fault.appeals-rule", charter.Appeals);
            yield break;
        }

        var rule = charter.Rule(charter.Appeals)!;
        foreach (var fault in rule.Faults(charter, everybody, wording))
            yield return OfAppeal(wording.Say("fault.under", charter.Appeals, fault));
        if (!rule.GivesADay(Duration.Zero)) yield return OfAppeal(wording.Say("fault.too-soon", charter.Appeals));
        if (rule.Tester is { } tester) yield return OfAppeal(wording.Say("fault.appeals-tested", charter.Appeals, tester));
        if (!rule.SecondCall) yield return OfAppeal(wording.Say("fault.not-again", charter.Appeals));

        string OfAppeal(string fault) => wording.Say("fault.of-appeals", fault);
    }

    private static IEnumerable<string> OfTimes(Charter charter, Wording wording) =>
    [
        .. Bounds.Time(wording, charter.RemovalNotice, "fault.removal"),
        .. Bounds.Time(wording, charter.AppealWithin, "fault.appeal"),
        .. Bounds.Time(wording, charter.DormantAfter, "fault.dormancy"),
        .. Bounds.Time(wording, charter.MoveWithin, "fault.moving"),
        .. Bounds.Time(wording, charter.Patience, "fault.patience"),
        .. Bounds.Time(wording, charter.GatheringNotice, "fault.gathering-notice"),
        .. Bounds.Time(wording, charter.UnansweredAfter, "fault.unanswered"),
        .. charter.MeetsEvery is { } every ? Bounds.Time(wording, every, "fault.rhythm") : [],
    ];

    private static IEnumerable<string> OfNumbers(Charter charter, Wording wording)
    {
        if (charter.ReviewBy is { } review && !Years.Hold(review)) yield return wording.Say("fault.review");
        if (charter.PetitionShare > Ratio.Whole) yield return wording.Say("fault.petition-more");
        if (charter.PetitionShare.Numerator == 0) yield return wording.Say("fault.petition-nothing");
        foreach (var fault in Bounds.Number(wording, charter.SmallestGroup, "fault.smallest-group")) yield return fault;
    }
}
