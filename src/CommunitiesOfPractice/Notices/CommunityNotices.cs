namespace CommunitiesOfPractice;

/// <summary>Who is told what of a community.</summary>
internal static class CommunityNotices
{
    public static IEnumerable<Notice> Of(Happening happened)
    {
        var (line, id) = (happened.Line, CommunityId.Of(happened.Line.Stream));
        var (before, after) = (happened.Before[id], happened.After[id]);
        var occasion = happened.Occasion with { Community = id };
        return line.Event switch
        {
            CommunityProposed { Founders: var founders, Until: var until } =>
                (occasion with { By = until }).Tells(NoticeKind.FoundingAsked, NoticeReason.Founder, founders),
            InvitationMade { Person: var invited, Until: var until } =>
                (occasion with { By = until }).Tells(NoticeKind.Invited, NoticeReason.Invited, invited),
            RequestMade => occasion.Tells(NoticeKind.RequestMade, NoticeReason.Convener, ConvenersOf(after, line.At)),
            RequestDeclined { Person: var asker } => occasion.Tells(NoticeKind.RequestAnswered, NoticeReason.Asker, asker),
            MemberJoined { How: HowJoined.Requested, Person: var asker } =>
                occasion.Tells(NoticeKind.RequestAnswered, NoticeReason.Asker, asker),
            OfficeTakenUp { Holder: var holder } => occasion.Tells(NoticeKind.OfficeTakenUp, NoticeReason.Concerned, holder),
            StandingInBegan { Person: var person } => occasion.Tells(NoticeKind.OfficeTakenUp, NoticeReason.Concerned, person),
            MandateGiven { Mandate: var mandate } => OfMandate(occasion, after, mandate),
            DecisionTabled { Decision: var number } => OfTabled(About(occasion, after, number), after.Decision(number)!),
            VotingOpened { Decision: var number } =>
                Voters(About(occasion, after, number), NoticeKind.DecisionOpened, after.Decision(number)!),
            DecisionExtended { Decision: var number } => OfChanged(number),
            ProposalIntegrated { Decision: var number } => OfChanged(number),
            FellBack { Decision: var number } => OfChanged(number),
            DecisionConcluded { Decision: var number } => OfChanged(number),
            AdviceGiven { Decision: var number } => About(occasion, after, number)
                .Tells(NoticeKind.AdviceGiven, NoticeReason.Proposer, after.Decision(number)?.By),
            ObjectionRaised { Decision: var number } => About(occasion, after, number)
                .Tells(NoticeKind.ObjectionRaised, NoticeReason.Proposer, after.Decision(number)?.By),
            DecisionClosed { Decision: var number } =>
                OfClosed(About(occasion, after, number) with { By = null }, before.Decision(number)!),
            _ => [],
        };

        IEnumerable<Notice> OfChanged(DecisionId number) => after.Decision(number) is { } changed
            ? About(occasion, after, number)
                .Tells(NoticeKind.TabledAboutThem, NoticeReason.Concerned, changed.Proposal.Concerns)
                .Concat(Voters(About(occasion, after, number), NoticeKind.DecisionChanged, changed))
            : [];
    }

    /// <summary>
    /// What time alone brings: that a decision has a day left, for those who have a vote; and that a community does not meet as
    /// often as its charter says, for its conveners.
    /// </summary>
    public static IEnumerable<Notice> Between(Landscape landscape, Instant after, Instant until)
    {
        var held = LastHeld(landscape, until);
        foreach (var community in landscape.CommunityStates.All())
        {
            var occasion = new Occasion(StreamId.Of(community.Id), until) { Community = community.Id };
            foreach (var decision in community.OpenDecisions)
            {
                if (decision.Phase != DecisionPhase.Open || decision.ClosesAt <= until
                    || !Falls(decision.ClosesAt - Notices.Ahead, after, until)) continue;
                var closing = About(occasion, community, decision.Id) with { At = decision.ClosesAt - Notices.Ahead };
                foreach (var notice in OfClosing(closing, community, decision)) yield return notice;
            }

            if (community.FoundedAt is not { } founded || community.Status == Status.Closed
                || community.CharterAt(until)?.Charter.MeetsEvery is not { } every) continue;
            var since = held.TryGetValue(community.Id, out var last) ? Instant.Max(last, founded) : founded;
            foreach (var late in new[] { since.Later(every), since.Later(every).Later(every) })
                if (Falls(late, after, until))
                    foreach (var notice in (occasion with { At = late }).Tells(
                        NoticeKind.RhythmSlipping, NoticeReason.Convener, ConvenersOf(community, until)))
                        yield return notice;
        }
    }

    /// <summary>Those who can act as convener.</summary>
    public static IEnumerable<PersonId> ConvenersOf(Community community, Instant at) =>
        community.ActingFor(Office.Convener, at);

    public static bool Falls(Instant instant, Instant after, Instant until) => after < instant && instant <= until;

    private static Occasion About(Occasion occasion, Community community, DecisionId number) =>
        occasion with { Part = number.Number, By = community.Decision(number)?.ClosesAt };

    private static IEnumerable<Notice> OfMandate(Occasion occasion, Community community, Mandate mandate)
    {
        var given = occasion with { Part = mandate.Decision.Number, By = mandate.Expires };
        return given.Tells(NoticeKind.MandateToCarryOut, NoticeReason.Proposer, community.Decision(mandate.Decision)?.By)
            .Concat(given.Tells(
                NoticeKind.MandateToCarryOut, NoticeReason.Convener, ConvenersOf(community, community.LastAt)));
    }

    private static IEnumerable<Notice> OfTabled(Occasion occasion, Decision tabled) =>
        occasion.Tells(NoticeKind.TabledAboutThem, NoticeReason.Concerned, tabled.Proposal.Concerns)
            .Concat(occasion.Tells(NoticeKind.AdviceAsked, NoticeReason.Adviser, tabled.Advisers));

    private static IEnumerable<Notice> OfClosed(Occasion occasion, Decision closed) =>
        occasion.Tells(NoticeKind.DecidedAboutThem, NoticeReason.Concerned, closed.Proposal.Concerns)
            .Concat(occasion.Tells(NoticeKind.DecisionEnded, NoticeReason.Proposer, closed.By))
            .Concat(occasion.Tells(NoticeKind.DecisionEnded, NoticeReason.Candidate, closed.Candidates))
            .Concat(occasion.Tells(NoticeKind.DecisionEnded, NoticeReason.Adviser, closed.Advisers))
            .Concat(Voters(occasion, NoticeKind.DecisionEnded, closed))
            .Where(notice => notice.To != closed.Proposal.Concerns || notice.Kind == NoticeKind.DecidedAboutThem);

    // Who has left, is on leave or is barred has a place in the denominator and no vote. Silence is missing only where a vote is
    // asked for.
    private static IEnumerable<Notice> OfClosing(Occasion occasion, Community community, Decision decision) =>
        (decision.Electorate?.People ?? []).Where(person => community.StandingOf(person).Counts)
            .SelectMany(person => occasion.Tells(
                decision.HasVoted(person) || decision.Rule is AdviceRule or LazyConsensus
                    || (decision.Rule.Proxies is not null && community.ProxyOf(person, decision.Proposal.Matter) is not null)
                    ? NoticeKind.DecisionClosesTomorrow
                    : NoticeKind.VoteMissing,
                NoticeReason.Voter, person));

    private static IEnumerable<Notice> Voters(Occasion occasion, NoticeKind kind, Decision decision) =>
        occasion.Tells(kind, NoticeReason.Voter, decision.Electorate?.People ?? []);

    private static Dictionary<CommunityId, Instant> LastHeld(Landscape landscape, Instant at)
    {
        var held = new Dictionary<CommunityId, Instant>();
        foreach (var gathering in landscape.GatheringStates.All().Where(gathering => gathering.WasHeld(at)))
            foreach (var community in gathering.CalledBy)
                if (!held.TryGetValue(community, out var last) || last < gathering.Time!.End)
                    held[community] = gathering.Time!.End;
        return held;
    }
}
