using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    private static readonly Matter[] Matters = (Matter[])Enum.GetValues(typeof(Matter));

    private static readonly Duration TwoYears = Duration.FromDays(731), TenYears = Duration.FromDays(3653),
        OneDay = Duration.FromDays(1);

    /// <summary>
    /// Law 6, and what the design says of charters: a charter is accepted exactly when nothing in it is what the check refuses,
    /// said a second time as one long condition. A fault is said in words.
    /// </summary>
    /// <param name="charter">The charter.</param>
    /// <param name="people">The groups of each who counts.</param>
    public static BrokenLaw? CharterIsCheckedAsWritten(Charter charter, IEnumerable<ValueList<DirectoryGroup>> people)
    {
        var those = Guard.Against.Null(people).ToArray();
        return CheckedWrong(Guard.Against.Null(charter), charter.Check(those), new(those.Length, those));
    }

    /// <summary>The same where nothing is known of people but how many they are.</summary>
    /// <param name="charter">The charter.</param>
    /// <param name="electorate">How many.</param>
    public static BrokenLaw? CharterIsCheckedAsWritten(Charter charter, int electorate) =>
        CheckedWrong(Guard.Against.Null(charter), charter.Check(electorate), new(electorate, null));

    private static BrokenLaw? CheckedWrong(Charter charter, ValueList<CharterFault> faults, There there)
    {
        if (faults.Any(fault => fault.Reason.Length < 12)) return new(11, "A fault is not said in words.");
        foreach (var matter in Matters)
        {
            var isSound = charter.Matters.Count(m => m.Matter == matter) == 1 && IsSettled(charter, matter)
                && (charter[matter] is not MembersBy { Rule: var name } || IsSound(charter, charter.Rule(name)!, there));
            if (isSound == faults.Any(fault => fault.Matter == matter))
                return new(
                    6, $"Who settles {matter} is {(isSound ? "" : "not ")}sound, and the check finds "
                        + $"{string.Join("; ", faults.Select(f => f.Reason))}, for {there.People}.");
        }

        var hears = HearsAppeals(charter) && IsSound(charter, charter.Rule(charter.Appeals)!, there);
        if (hears == faults.Any(
            fault => fault.Matter is null
                && (fault.Reason.StartsWith("appeals: ", StringComparison.Ordinal)
                    || fault.Reason == charter.Appeals + " cannot hear an appeal")))
            return new(
                6, $"The rule for appeals is {(hears ? "" : "not ")}sound, and the check finds "
                    + $"{string.Join("; ", faults.Select(f => f.Reason))}, for {there.People}.");
        return faults.Count == 0 == IsSound(charter, there) ? null
            : new(6, "The check finds "
                + $"{(faults.Count == 0 ? "nothing wrong" : string.Join("; ", faults.Select(f => f.Reason)))}, for "
                + $"{there.People}, against what is written of it.");
    }

    private sealed record There(int People, ValueList<DirectoryGroup>[]? Groups)
    {
        public int Count => Math.Max(2, People);

        // How many are in each group of a kind; nobody is known to be, where fewer than two are there.
        public List<(int Eligible, int TookPart)> Of(GroupKind kind) => People < 2 || Groups is null ? []
            : Groups.Select(of => of.Where(g => g.Kind == kind).Select(g => (DirectoryGroup?)g).FirstOrDefault())
                .OfType<DirectoryGroup>().GroupBy(g => g).Select(g => (g.Count(), g.Count())).ToList();
    }

    private static bool IsSound(Charter charter, There there)
    {
        bool IsTime(Duration time) => time > Duration.Zero && time <= TwoYears;
        bool IsNumber(int number) => number is >= 1 and <= 100;
        return Matters.All(matter => charter.Matters.Count(m => m.Matter == matter) == 1 && IsSettled(charter, matter))
            && charter.Rules.Select(r => r.Name).Distinct().Count() == charter.Rules.Count
            && charter.Offices.Select(o => o.Id).Distinct().Count() == charter.Offices.Count
            && charter.Rules.All(named => IsSound(charter, named.Rule, there))
            && HearsAppeals(charter)
            && charter.Offices.All(
                o => IsNumber(o.Seats) && IsTime(o.OfferPeriod)
                    && (o.Term is not { } term || (term > Duration.Zero && term <= TenYears))
                && (o.ConsecutiveTerms is not { } terms || (IsNumber(terms) && o.Term is not null))
                    && (o.Deputies is not { } deputy || (deputy != o.Id && charter.Office(deputy) is not null)))
            && IsSound(charter.Joining, 1)
            && IsTime(charter.RemovalNotice) && IsTime(charter.AppealWithin) && IsTime(charter.DormantAfter)
                && IsTime(charter.MoveWithin) && IsTime(charter.Patience)
            && IsTime(charter.GatheringNotice) && IsTime(charter.UnansweredAfter)
                && (charter.MeetsEvery is not { } every || IsTime(every))
            && charter.PetitionShare.Numerator > 0 && charter.PetitionShare <= Ratio.Whole && IsNumber(charter.SmallestGroup)
            && (charter.ReviewBy is not { } review || (review >= Years.First && review <= Years.Last));
    }

    private static bool HearsAppeals(Charter charter) => charter.Rule(charter.Appeals) is { SecondCall: true }
        and (MajorityRule or ConsentRule { TestedBy: null }) && HasADay(charter.Rule(charter.Appeals)!, Duration.Zero);

    private static bool MaySettle(Authority authority, Matter matter) => authority switch
    {
        AnyMember => matter is Matter.Admit or Matter.Invite or Matter.Gather or Matter.Open or Matter.Endorse,
        HolderOf => matter is Matter.Admit or Matter.Gather or Matter.Open,
        Contributors => matter is Matter.Endorse or Matter.WidenToLinked or Matter.WidenToSystem or Matter.WidenToPublic,
        _ => matter != Matter.Open,
    };

    private static bool IsInside(Charter charter, OfficeId id) =>
        charter.Office(id) is { OpenToOutsiders: false, Deputies: var deputies }
            && (deputies is not { } deputy || charter.Office(deputy) is not { OpenToOutsiders: true });

    private static bool IsSettled(Charter charter, Matter matter)
    {
        var authority = charter[matter]!;
        if (!MaySettle(authority, matter)) return false;
        if (authority is HolderOf { Office: var office })
        {
            var duty = matter == Matter.Admit
                ? Duty.ApproveRequests : matter == Matter.Gather ? Duty.CallGatherings : Duty.OpenDecisions;
            return IsInside(charter, office) && charter.Office(office)!.Duties.Contains(duty);
        }

        if (authority is not MembersBy { Rule: var name }) return true;
        if (charter.Rule(name) is not { } rule || matter == Matter.Elect != rule is ChoosingRule or SortitionRule) return false;
        var binds = matter is Matter.Remove or Matter.Recall or Matter.Amend or Matter.Close or Matter.Merge;
        var again = matter is Matter.Amend or Matter.Admit or Matter.Invite or Matter.Elect;
        if (rule is LazyConsensus && binds) return false;
        if (rule is AdviceRule && matter is not (Matter.AnythingElse or Matter.ChangeStage or Matter.Gather or Matter.Endorse))
            return false;
        var notice = matter == Matter.Remove ? Duration.Max(rule.Timing.Notice, charter.RemovalNotice) : rule.Timing.Notice;
        var seen = new List<string>();
        for (var next = name; next is not null && !seen.Contains(next) && charter.Rule(next) is { } by;
        next = by is LazyConsensus lazy ? lazy.Fallback : by is RoughConsensusRule rough ? rough.Appeals : null)
        {
            if ((binds && !HasADay(by, seen.Count == 0 ? notice : Duration.Zero)) || (again && !by.SecondCall)) return false;
            seen.Add(next);
        }

        return true;
    }

    // From when its words are tabled, or last changed, to the close.
    private static bool HasADay(DecisionRule rule, Duration notice)
    {
        var mayChange = rule is ConsentRule or ConsensusRule or RoughConsensusRule || rule is GradientsRule { Levels: var levels }
            && levels.Any(level => level.Class == GradientClass.Block);
        return rule.Timing.Open >= OneDay || (!mayChange && (notice >= OneDay || notice + rule.Timing.Open >= OneDay));
    }

    private static bool IsSound(Charter charter, DecisionRule rule, There there)
    {
        var votes = rule is not (LazyConsensus or AdviceRule or SortitionRule)
            && !(rule is GradientsRule { Levels: var levels } && levels.All(level => level.Class == GradientClass.Block));
        var byPeople = rule is MajorityRule or ChoosingRule;
        bool Judges(OfficeId? judge) =>
            judge is not { } office
                || (IsInside(charter, office)
                    && !charter.Matters.Any(m => m.Authority is HolderOf { Office: var holds } && holds == office));
        return rule.Timing.Longest >= rule.Timing.Open && rule.Timing.Notice <= TwoYears && rule.Timing.Longest <= TwoYears
            && (votes ? IsReachable(rule.Quorum, there) : rule.Quorum == Quorum.AtLeast(1)) && IsSound(rule.Quorum, 1, false)
            && (rule.Proxies is not { } proxies
                || (proxies.Depth <= 100 && proxies.VotesPerHolder <= 100 && (byPeople || rule is GradientsRule)))
            && (!rule.Secret || (byPeople && rule is { Votes: VotePolicy.Changeable, Proxies: null }))
            && (rule is not (ConsensusRule or RoughConsensusRule or GradientsRule) || rule.Votes == VotePolicy.Changeable)
            && rule switch
            {
                LazyConsensus lazy => charter.Rule(lazy.Fallback) is { } fallback
                    and not (LazyConsensus or AdviceRule or ChoosingRule or SortitionRule) && IsSound(charter, fallback, there),
                MajorityRule majority => IsSound(majority.Threshold),
                ConsentRule consent => Judges(consent.TestedBy),
                ConsensusRule consensus => Judges(consensus.TestedBy) && consensus.Blocks <= there.Count,
                RoughConsensusRule rough =>
                    Judges(rough.Caller) && rough.AppealWithin > Duration.Zero && rough.AppealWithin <= TwoYears
                    && charter.Rule(rough.Appeals) is { Secret: false } appeals and (MajorityRule or ConsentRule or ConsensusRule)
                        && IsSound(charter, appeals, there),
                GradientsRule gradients => IsSound(gradients.Threshold) && IsSound(gradients.Levels, gradients.Blocks)
                    && gradients.Blocks <= there.Count,
                AdviceRule advice => advice.Within > Duration.Zero && advice.Within <= TwoYears
                    && advice.Within < rule.Timing.Open && advice.Advisers <= there.Count && charter[Matter.Open] is AnyMember,
                ChoosingRule choosing => choosing.Method is not Dot { Cap: { } cap, Budget: var budget } || cap <= budget,
                _ => true,
            }
            && (rule is not ChoosingRule { Method.TieRules: var ties, CastingVoice: var voice }
                || (ties.Contains(TieRule.CastingVoice) == voice.HasValue
                    && (voice is not { } casting || IsInside(charter, casting))
                        && (!ties.Contains(TieRule.Lot) || rule.Timing.Notice > Duration.Zero)))
            && (rule is not SortitionRule || rule.Timing.Notice > Duration.Zero);
    }

    private static bool IsSound(Threshold threshold) => threshold.Share.Numerator > 0
        && (threshold.Share < Ratio.Whole || (threshold.Share == Ratio.Whole && !threshold.Exceeded));

    private static bool IsSound(ValueList<GradientLevel> levels, int blocks) =>
        levels.Select(level => level.Name).Distinct().Count() == levels.Count
            && levels.Any(level => level.Class == GradientClass.Support)
        && levels.Any(level => level.Class is GradientClass.Oppose or GradientClass.Block)
            && levels.Count(level => level.Class == GradientClass.Block) is var blocking and <= 1
                && (blocks == 1 || blocking == 1);

    // Five of them may stand in one another, and another way in those.
    private static bool IsSound(JoiningRule rule, int depth) => rule switch
    {
        JoiningOnBelonging belonging => depth <= 5 && belonging.Groups.Count > 0
            && belonging.InvitationsStand == Duration.FromDays(30) && IsSound(belonging.Others, depth + 1),
        _ => rule.InvitationsStand > Duration.Zero && rule.InvitationsStand <= TwoYears
            && (rule is not JoiningOnRequest asking
                || (asking.AskAgainAfter > Duration.Zero && asking.AskAgainAfter <= TwoYears
                    && !asking.Questions.Any(string.IsNullOrWhiteSpace))),
    };

    private static bool IsSound(Quorum quorum, int depth, bool inGroup) => depth <= 5 && quorum switch
    {
        AbsoluteQuorum => true,
        ShareQuorum { Of: var share } => share.Numerator > 0 && share <= Ratio.Whole,
        SquareRootQuorum { Times.Numerator: var top } => top > 0,
        SupportQuorum { Of: var share } => share.Numerator > 0 && share <= Ratio.Whole && !inGroup,
        EachOf { Quorums: var each } => each.Count > 0 && each.All(q => IsSound(q, depth + 1, inGroup)),
        EitherOf { Quorums: var either } => either.Count > 0 && either.All(q => IsSound(q, depth + 1, inGroup)),
        GroupQuorum { Within: var within } => !inGroup && IsSound(within, depth + 1, true),
        _ => false,
    };

    // When everybody there votes for. Where nobody is known to be in a group, people are spread over as many as it asks for.
    private static bool IsReachable(Quorum quorum, There there) => quorum switch
    {
        EachOf { Quorums: var each } => each.Count > 0 && each.All(q => IsReachable(q, there)),
        EitherOf { Quorums: var either } => either.Any(q => IsReachable(q, there)),
        GroupQuorum { Kind: var kind, Within: var within, Groups: var some } =>
            !(some > there.Count) && (there.Of(kind) is { Count: > 0 } known
            ? IsReached(quorum, new VoiceCount(there.Count, there.Count, there.Count, 0), _ => known)
            : (there.Count / (some ?? 1)) is var spread && IsReached(within, new VoiceCount(spread, spread, 0, 0), _ => [])),
        _ => IsReached(quorum, new VoiceCount(there.Count, there.Count, there.Count, 0), _ => []),
    };
}
