namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// What a sentence says is what happens (laws 5 and 7): each number in the sentences of a charter is read back from the
    /// words, and what happens keeps to it. It reads how long an invitation, an appeal, a notice, a vote, a term or an offer
    /// lasts, how many answer, take part, block, advise, represent or serve, and which share carries. It does not read what a
    /// community's own stream never shows: how many share a role before a note names it, and the date by which a charter is
    /// looked at again.
    /// </summary>
    public static BrokenLaw? SentencesComeTrue(Moment moment) => SentencesComeTrue(moment, charter => charter.Sentences());

    /// <param name="moment">What happened.</param>
    /// <param name="print">What prints a charter: a test changes a number in what it prints.</param>
    internal static BrokenLaw? SentencesComeTrue(Moment moment, Func<Charter, IEnumerable<CharterSentence>> print)
    {
        var so = Guard.Against.Null(moment).History.ToList();
        var read = new Dictionary<Charter, CharterReader>();
        CharterReader Read(Charter charter) =>
            read.TryGetValue(charter, out var reader) ? reader : read[charter] = new(print(charter));
        foreach (var (before, entry, after) in moment.Events())
        {
            if (new Spoken(so, before, entry, after, Read).Wrong() is { } wrong)
                return new(5, $"{wrong} {entry.Event} at {entry.At}.");
            so.Add(entry);
        }

        var now = Instant.Max(moment.At, moment.Before.LastAt);
        return moment.Act is Appeal or AppealDecline or NoticeDormancy or RequestToJoin or PetitionFor or SignPetition
            && moment.Before.At(now) is { CharterHistory.Count: > 0 } then
                && Told(moment, then, Read(then.CharterAt(now)!.Charter), now) is { } told
            ? new(5, $"{told} {moment}") : null;
    }

    // What an answer says of the time and of numbers, allowed or refused.
    private static string? Told(Moment moment, Community then, CharterReader said, Instant now)
    {
        var (allowed, clause) = (moment.Done.Allowed, moment.Done.Clause);
        string? Late(Instant? over, Clause late) => over is not { } end ? null
            : allowed && now >= end ? $"The time was over at {end}."
            : clause == late && now < end ? $"The time was not over before {end}."
            : null;
        string? Early(Instant? from, Clause early) => from is not { } begin ? null
            : allowed && now < begin ? $"The time began at {begin}."
            : clause == early && now >= begin ? $"The time had begun at {begin}."
            : null;
        return moment.Act switch
        {
            Appeal { Decision: var id }
                when then.Decision(id) is { } decided => Late(decided.ClosesAt + said.AppealWithin, Clauses.AppealTooLate),
            AppealDecline { By: var by }
                when then.Requests.FirstOrDefault(r => r.Person == by)?.DeclinedAt is { } declined =>
                    Late(declined + said.AppealWithin, Clauses.AppealTooLate),
            NoticeDormancy => Early(then.LastActivity + said.Dormancy, Clauses.NotDormant),
            RequestToJoin { Answers.Count: var answers }
                when (allowed && answers < said.Questions) || (clause == Clauses.JoiningQuestions && answers >= said.Questions) =>
                $"There are {said.Questions} questions.",
            PetitionFor or SignPetition
                when allowed =>
                    moment.After.Petitions.FirstOrDefault(p =>
                        p.Tabled is null && IsReached(Quorum.Share(said.Petition), Signed(moment.After, p.Id), _ => [])) is {
                            } petition
                ? $"Petition {petition.Id} has signatures of {said.Petition} of the members and is not before them." : null,
            _ => null,
        };
    }

    private static VoiceCount Signed(Community community, PetitionId id) =>
        new(community.CountingMembers, community.Petition(id)!.Signatures.Count(p => community.StandingOf(p).Counts), 0, 0);

    private sealed class Spoken(List<Entry> so, Community before, Entry entry, Community after, Func<Charter, CharterReader> read)
    {
        private CharterReader Now => read(before.CharterAt(entry.At)!.Charter);

        public string? Wrong() => entry.Event switch
        {
            InvitationMade made => Equal("An invitation stands for", Now.Invitations, made.Until - entry.At),
            RequestDeclined declined =>
                Equal("Somebody may ask again after", Now.AskAgainAfter, declined.AskAgainFrom - entry.At),
            CommunityAbsorbed absorbed => Equal("Members may move for", Now.Moving, absorbed.MoveUntil - entry.At),
            DecisionTabled { Rule: Appoint.Offer, Proposal: Appoint { Office: var office } appoint } tabled =>
                Offered(appoint, Now.Office(office), tabled),
            DecisionTabled tabled => Tabled(tabled, After(tabled.Decision)),
            FellBack fell => Equal("The rule that takes over gives", After(fell.Decision)?.Open, fell.ClosesAt - entry.At),
            DecisionExtended extended =>
                Before(extended.Decision) is { } rule
                    && extended.Until - before.Decision(extended.Decision)!.OpensAt > rule.Longest
                ? $"In all it may be open for {rule.Longest}." : null,
            DecisionConcluded concluded
                when Before(concluded.Decision) is { } rule => Concluded(rule, before.Decision(concluded.Decision)!, concluded),
            ProxiesResolved resolved when Before(resolved.Decision) is { } rule => Represented(rule, resolved),
            DecisionClosed closed => Closed(closed),
            OfficeTakenUp taken => TakenUp(taken, Now.Office(taken.Office)),
            PetitionEnded { Decision: not null, Petition: var petition }
                when !IsReached(Quorum.Share(Now.Petition), Signed(before, petition), _ => []) =>
                $"A petition takes {Now.Petition} of the members, and these are {Signed(before, petition)}.",
            CommunityRested => Rested(),
            CommunityClosed when before.RestingSince is { } since && so.Select(e => e.Event).LastOrDefault() is CommunityRested
                or DecisionClosed { Result.Outcome: Outcome.Lapsed } or InvitationEnded =>
                Equal("A community rests for", Now.Dormancy, entry.At - since),
            _ => null,
        };

        // The rule that a decision is under, as the charter it was tabled under says it; null where the charter says nothing of
        // it.
        private RuleReader? After(DecisionId id) => Of(id, so.Append(entry));

        private RuleReader? Before(DecisionId id) => Of(id, so);

        private RuleReader? Of(DecisionId id, IEnumerable<Entry> told)
        {
            RuleReader? rule = null;
            CharterReader? charter = null;
            foreach (var happened in told.Select(e => e.Event))
            {
                if (happened is DecisionTabled tabled && tabled.Decision == id)
                {
                    charter = read(tabled.Proposal is AmendCharter { Confirms: not null, Charter: var next }
                        ? next
                        : before.CharterHistory[tabled.CharterVersion - 1].Charter);
                    rule = charter.Rule(tabled.Rule);
                }
                else if (happened is FellBack fell && fell.Decision == id) rule = charter!.Rule(fell.Rule);
            }

            return rule;
        }

        private string? Tabled(DecisionTabled tabled, RuleReader? rule)
        {
            if (rule is null) return null;
            var notice = tabled.Proposal is Remove or Bar ? Duration.Max(rule.Notice, Now.Removal) : rule.Notice;
            return Equal("Notice is", notice, tabled.OpensAt - entry.At)
                ?? Equal("Voting is open for", rule.Open, tabled.ClosesAt - tabled.OpensAt)
                ?? (rule.Advisers is { } advisers && !(tabled.Advisers?.Count >= advisers)
                    ? $"{advisers} are asked for advice."
                    : null);
        }

        private string? Offered(Appoint offer, OfficeReader office, DecisionTabled tabled) =>
            Equal("An offer stands for", office.OfferPeriod, tabled.ClosesAt - entry.At)
            ?? (offer.StandsIn && before.Office(offer.Office).UnattendedSince + Now.Patience is var from && !(entry.At >= from)
                ? $"Somebody may stand in from {from}."
                : null);

        private string? TakenUp(OfficeTakenUp taken, OfficeReader office)
        {
            if (Equal("A term is", office.Term, taken.Until - entry.At) is { } wrong) return wrong;
            if (after.Office(taken.Office).Holders.Count > office.Seats) return $"There are {office.Seats} seats.";

            // Terms in a row: each begins before a term has passed since the one before it ended.
            var terms = after.Office(taken.Office) is var told
                ? told.Past.Concat(told.Holders).Where(t => t.Holder == taken.Holder).OrderBy(t => t.From).ToList()
                : [];
            var row = 0;
            for (var i = 0; i < terms.Count; i++)
                row = i > 0 && (terms[i - 1].EndedAt ?? terms[i - 1].Until) + office.Term >= terms[i].From ? row + 1 : 1;
            return row > office.InARow ? $"At most {office.InARow} terms in a row, and this is number {row}." : null;
        }

        private static string? Represented(RuleReader rule, ProxiesResolved resolved) =>
            resolved.Represented.GroupBy(r => r.Holder).FirstOrDefault(r => r.Count() > rule.EachRepresents) is { } held
                ? $"Nobody represents more than {rule.EachRepresents}; {held.Key} does."
                : null;

        private string? Closed(DecisionClosed closed)
        {
            var (decision, result) = (before.Decision(closed.Decision)!, closed.Result);
            if (Before(closed.Decision) is not { } rule || decision.Electorate is not { Eligible: > 0 }) return null;
            var isOvertaken = result.Outcome == Outcome.Lapsed && entry.Clause != Clauses.Lapsed;
            if (isOvertaken || result.Outcome is Outcome.Withdrawn or Outcome.Unopened) return null;

            // Who takes part, a silent proposer among them.
            var silent = result.ProposerCounted;
            var count = silent ? result.Count with { TookPart = result.Count.TookPart + 1 } : result.Count;
            var opened = OpenedTo(so, decision);
            bool Reached(Quorum quorum) => IsReached(quorum, count, kind => TurnoutOf(kind, decision, opened, silent));
            var always = CanAlwaysBeCalledAgain(decision.Proposal);
            if (rule.Quorum is { } quorum)
            {
                var isQuorate = decision.IsSecondCall ? rule.IsEnoughAtSecondCall(count, always, Reached) : Reached(quorum);
                if (isQuorate == (result.Outcome == Outcome.Inquorate))
                    return $"{quorum.Sentence}, and at a second call {rule.OfGroups?.Sentence ?? "two people"}: {count} came to "
                        + $"{result.Outcome}.";
            }

            // What carries it.
            if (result.Outcome == Outcome.Inquorate) return null;
            var standing = decision.Objections.Where(o => o.Stands).Select(o => o.By).Distinct().Count();
            var carries = (rule.Threshold is null || Meets(rule.Threshold, result.Count)) && !(standing >= rule.Blocks);
            if (!carries && result.Outcome is (Outcome.Carried or Outcome.Lapsed))
                return $"{rule.Threshold?.Sentence} {rule.Blocks} blocks: {result.Count} is too few.";
            return carries && result.Outcome == Outcome.Failed && rule is { Threshold: not null }
                && !IsForOthers(decision.Proposal)
                ? $"{rule.Threshold.Sentence}: {result.Count} is enough."
                : null;
        }

        private string? Concluded(RuleReader rule, Decision decision, DecisionConcluded concluded) =>
            rule.Waits is { } waits
                ? Equal("A conclusion waits for", Duration.Max(waits, decision.ClosesAt - entry.At),
                    concluded.ClosesAt - entry.At)
            : decision.Advisers.Any(asked => decision.Advice.All(given => given.From != asked))
                && entry.At < decision.OpensAt + rule.Silence ? $"Advisers have {rule.Silence} to answer."
            : null;

        private string? Rested() => Equal("Nobody was left for", Now.Patience, entry.At - EmptySince());

        private Instant? EmptySince()
        {
            Instant? since = null;
            var community = Community.Unknown(before.Id);
            foreach (var told in so)
            {
                community = community.After([told]);
                var isEmpty = !community.Standings.Any(s =>
                    s.Value.IsMember && !s.Value.IsAway && community.BarOn(s.Key) is not { Until: null });
                since = isEmpty ? since ?? told.At : null;
            }

            return since;
        }

        private static string? Equal(string what, Duration? said, Duration? happened) => said == happened
            ? null
            : $"{what} {said}, and it was {happened}.";
    }
}
