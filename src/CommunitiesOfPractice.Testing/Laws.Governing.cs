namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// Law 3: a fact that the host reports changes no charter, office, decision or membership, apart from what it documents:
    /// forgetting somebody and finding that two keys are one person, which touch only those people, the end of a merger, which
    /// the members mandated, and the box of a secret ballot, which holds the members' votes on that one decision.
    /// </summary>
    public static BrokenLaw? OnlyMembersGovern(Moment moment)
    {
        if (Guard.Against.Null(moment).Act is not HostFact || !moment.Done.Allowed) return null;
        foreach (
            var (before, entry, after) in moment.Events()
                .Where(e => e.Entry.At >= moment.At && e.Entry.Clause == moment.Done.Clause))
        {
            if (moment.Act is OpenBox { Decision: var votedOn }
                && moment.Before.At(moment.At).Decision(votedOn) is { Phase: DecisionPhase.Sealed })
            {
                if (before.OpenDecisions.Where(d => d.Id != votedOn).Except(after.OpenDecisions).Any()
                    && entry.Event is BoxOpened) return new(3, $"{entry.Event} changed another decision.");
                continue;
            }

            if (before.CharterHistory != after.CharterHistory) return new(3, $"{entry.Event} changed the charter.");
            PersonId[] touched = moment.Act switch
            {
                Forget forget => [forget.Person],
                MergeKeys merge => [merge.Kept, merge.Dropped],
                _ => [],
            };
            if (moment.Act is ReportMerged merged && !moment.Before.Mandates.Contains(merged.Mandate)
                && !before.Mandates.Contains(merged.Mandate))
                return new(3, "A merger was reported that no member decided.");
            if (!before.Members.Except(touched).SequenceEqual(after.Members.Except(touched)))
                return new(3, $"{entry.Event} changed who is a member.");
            foreach (var office in OfficesOf(before).Union(OfficesOf(after)))
                if (!before.Office(office).Holders.Where(t => !touched.Contains(t.Holder))
                    .SequenceEqual(after.Office(office).Holders.Where(t => !touched.Contains(t.Holder))))
                    return new(3, $"{entry.Event} changed who is {office}.");
            if (moment.Act is MergeKeys or ReportMerged) continue;
            if (before.ClosedDecisions.Except(after.ClosedDecisions).Any()
                || (!before.OpenDecisions.SequenceEqual(after.OpenDecisions)
                    && !(moment.Act is Forget && IsOwnAppeal(before, entry.Event, touched[0]))))
                return new(3, $"{entry.Event} changed a decision.");
        }

        return null;
    }

    private static bool IsOwnAppeal(Community before, Event happened, PersonId person) =>
        happened is DecisionClosed { Result.Outcome: Outcome.Withdrawn } closed
            && before.Decision(closed.Decision)?.Proposal is Reinstate reinstate && reinstate.Person == person;

    /// <summary>
    /// Law 5: the electorate, when voting opens, is everybody who counts then and has declared no interest; it, the rule and the
    /// charter version stay as they were until the decision closes, but for the fallback of lazy consensus, the appeal from a
    /// rough consensus and the rule for appeals after a seconded objection was set aside, and for two keys that turn out to be
    /// one person, who has one place (law 13), or none where the matter concerns them.
    /// </summary>
    public static BrokenLaw? OneElectorate(Moment moment)
    {
        foreach (var (before, entry, after) in Guard.Against.Null(moment).Events())
        {
            if (entry.Event is VotingOpened opened)
            {
                var decision = after.Decision(opened.Decision)!;
                var expected = before.Standings.Where(s => s.Value.Counts && !decision.HasRecused(s.Key)).Select(s => s.Key)
                    .ToArray();
                if (!decision.Electorate!.People.OrderBy(p => p).SequenceEqual(expected)
                    || decision.Electorate.Eligible != expected.Length)
                    return new(
                        5, $"Decision {decision.Id} opened to {string.Join(", ", decision.Electorate.People)}, and those who "
                            + $"count are {string.Join(", ", expected)}.");
            }

            foreach (var was in before.OpenDecisions.Where(d => d.Phase == DecisionPhase.Open))
            {
                if (after.Decision(was.Id) is not { Phase: DecisionPhase.Open } now) continue;
                if (!IsSame(was, now, entry.Event as KeysMerged) || now.CharterVersion != was.CharterVersion)
                    return new(5, $"{entry.Event} changed the electorate of decision {was.Id}.");
                if ((now.Rule != was.Rule || now.RuleName != was.RuleName)
                    && !(entry.Event is FellBack fell && fell.Decision == was.Id
                    && (was.Rule is LazyConsensus lazy ? lazy.Fallback == now.RuleName
                        : was.Rule is RoughConsensusRule rough ? was.Conclusion is not null && rough.Appeals == now.RuleName
                        : now.RuleName == before.CharterHistory[was.CharterVersion - 1].Charter.Appeals
                            && now.Objections.Any(o => o.State == ObjectionState.SetAside && o.SecondedBy.Count > 0))))
                    return new(5, $"{entry.Event} changed the rule of decision {was.Id}.");
                if (now.Ballots() > now.Electorate!.Eligible) return new(5, $"Decision {was.Id} has more ballots than voters.");
            }
        }

        return null;
    }

    private static bool IsSame(Decision was, Decision now, KeysMerged? merged)
    {
        if (merged is null) return now.Electorate!.Eligible == was.Electorate!.Eligible && now.Electorate.Equals(was.Electorate);
        var concernsThem = Acts.Concerned(was.Proposal) is { } concerned
            && (concerned == merged.Kept || concerned == merged.Dropped);
        var expected = was.Electorate!.People.Select(person => person == merged.Dropped ? merged.Kept : person).Distinct()
            .Where(person => person != merged.Kept || !concernsThem).OrderBy(p => p);
        return expected.SequenceEqual(now.Electorate!.People.OrderBy(p => p))
            && now.Electorate.Eligible == now.Electorate.People.Count();
    }

    /// <summary>
    /// Law 6: the charter changes only as a carried decision to amend it says, and the change is in force within a year. How the
    /// charter is amended changes only when that has carried a second time, after the first, in a decision of its own under the
    /// new rule. An amendment that waited and was replaced never comes into force.
    /// </summary>
    public static BrokenLaw? AmendedByItself(Moment moment)
    {
        foreach (var (before, entry, after) in Guard.Against.Null(moment).Events())
        {
            if (before.CharterHistory.Count > 0 && before.CharterAt(entry.At) != after.CharterAt(entry.At)
                && entry.Event is not (CharterAmended or CommunityProposed))
                return new(6, $"{entry.Event} changed the charter.");
            if (before.CharterHistory == after.CharterHistory) continue;
            if (entry.Event is CommunityProposed) continue;
            if (entry.Event is not CharterAmended amended) return new(6, $"{entry.Event} changed the charter.");
            var waited = before.CharterHistory.Where(c => c.SupersededBy is null && c.InForceFrom > entry.At)
                .Select(c => (int?)c.Number).LastOrDefault();
            if (amended.Supersedes != waited)
                return new(
                    6, $"Version {amended.Version} takes the place of version {amended.Supersedes}, and what waited was {waited}.");
            if (!after.CharterHistory.Take(before.CharterHistory.Count)
                .SequenceEqual(
                    before.CharterHistory.Select(c => c.Number == waited ? c with { SupersededBy = amended.Version } : c)))
                return new(6, "An earlier charter changed.");
            if (amended.InForceFrom < entry.At || amended.InForceFrom > entry.At + Duration.FromDays(366))
                return new(6, $"Version {amended.Version} is in force from {amended.InForceFrom}.");
            var decision = after.Decision(amended.Decision);
            if (decision is not { Result.Outcome: Outcome.Carried, Proposal: AmendCharter amendment }
                || amendment.Charter != amended.Charter)
                return new(6, $"Version {amended.Version} came without a decision to amend.");
            if (amended.Charter.Check(before.Standings.Where(s => s.Value.Counts).Select(s => GroupsOf(s.Value))).Count > 0)
                return new(6, $"Version {amended.Version} has a fault.");
            var (old, young) = (before.CharterAt(entry.At)!, amended.Charter);
            if (HowToAmend(old.Charter).SequenceEqual(HowToAmend(young))) continue;
            if (amendment.Confirms is not { } first
                || after.Decision(first)
                    is not { Result.Outcome: Outcome.Carried, Proposal: AmendCharter { Charter: var same, Confirms: null },
                        CharterVersion: var under } || same != young || under != old.Number)
                return new(6, $"Version {amended.Version} changes how the charter is amended, and carried once.");
            if (first == decision.Id || !young.Rules.Any(named => named.Name == decision.RuleName && named.Rule == decision.Rule))
                return new(6, $"Version {amended.Version} was not confirmed under the new rule.");
        }

        return null;
    }

    // The host's word comes first, as a charter is checked.
    private static ValueList<DirectoryGroup> GroupsOf(Standing standing) =>
        standing.Affiliations.Where(a => a.Source != DeclareAffiliations.OwnWord)
            .Concat(standing.Affiliations.Where(a => a.Source == DeclareAffiliations.OwnWord)).Select(a => a.Group).ToValueList();

    /// <summary>
    /// All that says how a charter is amended: who settles it, each rule that may come to count it, and for each who tests
    /// objections under it.
    /// </summary>
    private static IEnumerable<object?> HowToAmend(Charter charter)
    {
        yield return charter[Matter.Amend];
        var names = new List<string?> { (charter[Matter.Amend] as MembersBy)?.Rule };
        while (names[names.Count - 1] is { } name && charter.Rule(name) is var rule)
            names.Add(
                rule switch {
                    LazyConsensus silence => silence.Fallback, RoughConsensusRule rough => rough.Appeals, _ => null } is { } next
                        && !names.Contains(next) ? next : null);
        names[names.Count - 1] = charter.Appeals;
        foreach (var rule in names.Select(name => charter.Rules.FirstOrDefault(named => named.Name == name)?.Rule))
        {
            yield return rule;
            var tester = charter.Offices.FirstOrDefault(office => office.Id == rule switch
            {
                ConsentRule consent => consent.TestedBy,
                ConsensusRule consensus => consensus.TestedBy,
                RoughConsensusRule rough => rough.Caller,
                _ => null,
            });
            yield return tester is null ? null : tester with { Duties = [] };
            if (tester is not null)
                yield return charter.Offices.Where(office => office.Id == tester.Deputies)
                    .Select(office => office with { Duties = [] }).FirstOrDefault();
        }
    }

    // Law 11, of every answer on every stream: it has words; it lacks something where it refuses, and nothing where it allows.
    private static BrokenLaw? Unexplained(Answer answer)
    {
        if (Wording.English.Rule(answer.Clause) == answer.Clause.Id || answer.Text.Length < 10)
            return new(11, $"{answer.Clause} has no words.");
        if (answer.Allowed)
            return answer.Missing is null && answer.Remedy is null
                ? null
                : new(11, $"Allowed under {answer.Clause}, with something missing.");
        if (answer.Missing is not { } missing) return new(11, $"Refused under {answer.Clause}, with nothing missing.");
        return answer.Text.Contains("missing.") ? new(11, $"{missing.Condition} has no words.") : null;
    }

    /// <summary>
    /// Law 11: every answer names a clause with words. Every refusal says what is missing. Its remedy, where it has one, is an
    /// act that would be allowed now.
    /// </summary>
    public static BrokenLaw? EveryAnswerIsExplained(Moment moment)
    {
        var answer = Guard.Against.Null(moment).Done.Answer;
        if (Unexplained(answer) is { } broken) return broken;
        if (answer.Missing is not { } missing) return null;
        if (missing.From is { } from && missing.Condition == Condition.Time && from <= moment.At
            && moment.At > moment.Before.LastAt && answer.Clause != Clauses.ExtendingLimit)
            return new(11, $"{answer.Clause} says to wait until {from}, which is over.");
        if (answer.Remedy is null) return null;
        if (answer.Remedy.WithWords(Acts.Words) is not IActOn<Community> remedy)
            return new(11, $"{answer.Remedy} is not an act on a community.");
        if (remedy == moment.Act) return new(11, $"The remedy of {answer.Clause} is the same act again.");
        var then = moment.Before.Ask(remedy, moment.At);
        return then.Allowed ? null : new(11, $"The remedy of {answer.Clause}, {remedy}, is refused: {then.Text}");
    }

    /// <summary>
    /// Law 13: of two keys that are found to be one person, one stays, for good: one membership, no office, ballot or standing
    /// under the other, and no act by it. What was closed, or lies in a sealed box, stays.
    /// </summary>
    public static BrokenLaw? OnePersonOneMembership(Moment moment)
    {
        foreach (var (before, entry, after) in Guard.Against.Null(moment).Events())
        {
            if (after.Standings.FirstOrDefault(s => after.KeyOf(s.Key) != s.Key) is { Value: { } second })
                return new(13, $"A second key stands as {second}, after {entry.Event}.");
            if (entry.Event is not KeysMerged { Kept: var kept, Dropped: var dropped }) continue;
            if (after.Ask(new Follow(dropped), entry.At) is not { Allowed: false, Missing.Of: var named } refused
                || refused.Clause != Clauses.SecondKey || named != kept.Value)
                return new(13, $"{dropped} may still act, or is not told of {kept}.");
            if (!before.ClosedDecisions.SequenceEqual(after.ClosedDecisions.Take(before.ClosedDecisions.Count())))
                return new(13, $"{entry.Event} changed a closed decision.");
            if (OfficesOf(after).Any(office => after.Office(office).Past.Any(t => t.Holder == dropped)))
                return new(13, $"{dropped} still has held an office.");
            if (after.Members.Any(
                p => after.CompanionOf(p) == dropped || after.ProxiesOf(p).Any(proxy => proxy.Holder == dropped))
                    || after.CompanionOf(dropped) is not null || after.ProxiesOf(dropped).Count > 0)
                return new(13, $"{dropped} still accompanies or represents somebody, or is accompanied or represented.");
            if (before.IsMember(kept) && before.IsMember(dropped)
                && after.StandingOf(kept).IsAway != (before.StandingOf(kept).IsAway && before.StandingOf(dropped).IsAway))
                return new(13, $"{kept} is away, and is listed under either key.");
            if (after.IsMember(kept) != (before.IsMember(kept) || before.IsMember(dropped)))
                return new(13, $"{kept} gained or lost a membership by {entry.Event}.");
            if (after.IsMember(dropped) || after.StandingOf(dropped) != Standing.None || after.BarOn(dropped) is not null
                || after.LeaveOf(dropped) is not null)
                return new(13, $"{dropped} still has a standing: {after.StandingOf(dropped)}.");
            if (after.OfficesHeldBy(dropped).Any()) return new(13, $"{dropped} still holds an office.");
            if ((before.BarOn(kept) ?? before.BarOn(dropped)) is not null && after.BarOn(kept) is null)
                return new(13, "A bar was lost.");
            if (after.Observers.Contains(dropped) || after.Followers.Contains(dropped)
                || after.Invitations.Any(i => i.Person == dropped) || after.Requests.Any(r => r.Person == dropped))
                return new(13, $"{dropped} still stands at the door.");
            if (!after.IsMember(kept) && before.Requests.Any(r => r.Person == kept || r.Person == dropped)
                && !after.Requests.Any(r => r.Person == kept))
                return new(13, $"{kept} has asked no more.");
            if (!after.IsMember(kept)
                && before.Invitations.Any(i => (i.Person == kept || i.Person == dropped) && i.By != kept && i.By != dropped)
                    && !after.Invitations.Any(i => i.Person == kept))
                return new(13, $"{kept} is invited no more.");
            foreach (var petition in before.Petitions)
                if (after.Petition(petition.Id) is not { } merged || merged.By == dropped
                    || merged.Proposal is Remove { Person: var removed } && removed == dropped
                    || !merged.Signatures.SequenceEqual(petition.Signatures.Select(p => p == dropped ? kept : p).Distinct()))
                    return new(
                        13, $"Petition {petition.Id} is signed by "
                            + $"{string.Join(", ", after.Petition(petition.Id)?.Signatures ?? [])}, and was by "
                            + $"{string.Join(", ", petition.Signatures)}.");
            foreach (var decision in after.OpenDecisions)
            {
                if (decision.Phase == DecisionPhase.Sealed)
                {
                    if (decision.Electorate != before.Decision(decision.Id)!.Electorate
                        || decision.Electorate!.People.Any(
                            p => decision.HasVoted(p) != before.Decision(decision.Id)!.HasVoted(p)))
                        return new(13, $"The sealed box of decision {decision.Id} no longer fits.");
                    continue;
                }

                if (decision.Phase == DecisionPhase.Open
                    && decision.HasVoted(kept) != (
                        Acts.Concerned(decision.Proposal) != kept
                            && (before.Decision(decision.Id)!.HasVoted(kept) || before.Decision(decision.Id)!.HasVoted(dropped))))
                    return new(13, $"{kept} lost or gained a ballot in decision {decision.Id}.");
                if (decision.HasVoted(dropped)) return new(13, $"{dropped} still has a vote in decision {decision.Id}.");
                if (decision.Phase == DecisionPhase.Notice && decision.Candidates.Contains(dropped))
                    return new(13, $"{dropped} still stands in decision {decision.Id}.");
                if (decision.Candidates.Distinct().Count() != decision.Candidates.Count)
                    return new(13, $"One person stands twice in decision {decision.Id}.");
                if (decision.Objections.Any(o => o.By == dropped))
                    return new(13, $"{dropped} still objects to decision {decision.Id}.");
                var objected = before.Decision(decision.Id)!.Objections.Any(o => o.Stands && (o.By == kept || o.By == dropped));
                if ((objected && Acts.Concerned(decision.Proposal) != kept) != decision.Objections.Any(
                    o => o.Stands && o.By == kept)) return new(
                        13, $"An objection of {kept} to decision {decision.Id} was lost, or found.");
            }

            if (before.OfficesHeldBy(kept).Union(before.OfficesHeldBy(dropped)).OrderBy(o => o)
                .SequenceEqual(after.OfficesHeldBy(kept)) is false)
                return new(13, $"{kept} does not hold what {dropped} held.");
        }

        return null;
    }

    /// <summary>
    /// Law 14: a level of participation that somebody declares changes nothing in who counts. And the counts of members are what
    /// counting them gives.
    /// </summary>
    public static BrokenLaw? EverybodyCountsOnce(Moment moment)
    {
        foreach (var (before, entry, after) in Guard.Against.Null(moment).Events())
        {
            if (entry.Event is ParticipationDeclared
                && (before.CountingMembers != after.CountingMembers || !before.OpenDecisions.SequenceEqual(after.OpenDecisions)))
                return new(14, $"{entry.Event} changed who may vote.");
            if (after.MemberCount != after.Standings.Count(s => s.Value.IsMember) || after.MemberCount != after.Members.Count)
                return new(14, $"{after.MemberCount} members are said to be, after {entry.Event}.");
            if (after.CountingMembers != after.Standings.Count(
                s => s.Value is { IsMember: true, IsAway: false, IsBarred: false, IsOnLeave: false, IsUnclaimed: false }))
                return new(14, $"{after.CountingMembers} members are said to count, after {entry.Event}.");
            foreach (var person in after.Standings)
            {
                if (person.Value.IsBarred != (after.BarOn(person.Key) is not null))
                    return new(14, $"{person.Key} is marked as barred, and is not, after {entry.Event}.");
                if (person.Value.IsOnLeave != (after.LeaveOf(person.Key) is not null))
                    return new(14, $"{person.Key} is marked as on leave, and is not, after {entry.Event}.");
                if (person.Value is { IsMember: false, IsOnLeave: true } or { IsMember: false, IsUnclaimed: true })
                    return new(14, $"{person.Key} is on leave from nothing, after {entry.Event}.");
                if (person.Value.IsMember && (after.Followers.Contains(person.Key) || after.Observers.Contains(person.Key)))
                    return new(14, $"{person.Key} is a member and observes or follows, after {entry.Event}.");
                if (person.Value.IsMember
                    && (after.Requests.Any(r => r.Person == person.Key) || after.Invitations.Any(i => i.Person == person.Key)))
                    return new(14, $"{person.Key} is a member and stands at the door, after {entry.Event}.");
            }

            if (after.Invitations.GroupBy(i => i.Person).Any(g => g.Count() > 1))
                return new(14, "Somebody holds two invitations.");
        }

        return null;
    }

    /// <summary>
    /// Law 4, for offices: there are no more holders than seats (except those in office when seats were taken away), and nobody
    /// is in one office twice or beyond their term. An office is vacant if somebody held it and nobody holds it now. Only members
    /// hold what is not open to others.
    /// </summary>
    public static BrokenLaw? OfficesAreTenures(Moment moment)
    {
        var community = Guard.Against.Null(moment).After;
        foreach (var id in OfficesOf(community))
        {
            var (office, clause) = (community.Office(id), community.Charter.Office(id));
            if (office.Holders.Select(t => t.Holder).Distinct().Count() != office.Holders.Count)
                return new(4, $"Somebody is {id} twice.");
            var before = moment.Before.Office(id).Holders.Count;
            if (office.Holders.Count > Math.Max(before, clause?.Seats ?? 0))
                return new(4, $"More are {id} than there are seats.");
            if (moment.Done.Allowed && office.Holders.Any(t => t.Until <= moment.At))
                return new(4, $"Somebody is {id} beyond their term.");
            if (office.VacantSince is not null != (office.Holders.Count == 0 && office.Past.Count > 0))
                return new(
                    4, $"{id} is vacant since {office.VacantSince} with {office.Holders.Count} holders and {office.Past.Count} "
                        + "before them.");
            if (clause is { OpenToOutsiders: false }
                && office.Holders.FirstOrDefault(t => !community.IsMember(t.Holder)) is { } outsider)
            {
                var asItBegan =
                    community.CharterHistory.Last(c => c.InForceFrom <= outsider.From && c.SupersededBy is null).Charter.Office(
                        id);
                if (asItBegan is not { OpenToOutsiders: true }) return new(4, $"{outsider.Holder} is {id} and not a member.");
            }

            if (office.Past.Any(t => t.EndedAt is null || t.EndedAt < t.From))
                return new(4, $"Somebody's time as {id} ended before it began.");
        }

        return null;
    }

    private static IEnumerable<OfficeId> OfficesOf(Community community) =>
        community.CharterHistory.SelectMany(c => c.Charter.Offices).Select(o => o.Id).Distinct();

    private static int Ballots(this Decision decision) => decision.Electorate!.People.Count(decision.HasVoted);
}
