using System.Reflection;

namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    private static readonly FreeText Why = FreeText.Of("A duty.");

    // What somebody is shown of a gathering, but for what only time brings.
    private static readonly PropertyInfo[] Shown = [.. typeof(ShownGathering).GetProperties()];

    /// <summary>Law 2, for gatherings: anybody can say no until it is over, whatever else is so, and has no place then.</summary>
    public static BrokenLaw? SayingNoSucceeds(FederationMoment moment)
    {
        if (GatheringOf(moment) is not (_, { } after) || after.IsOver(moment.RuledAt)) return null;
        foreach (var person in Everybody(moment))
        {
            var done = after.Do(new SayNo(person), moment.RuledAt);
            if (!done.Allowed && done.Clause != Clauses.SecondKey) return new(2, $"{person} may not say no: {done.Text}");
            if (done.Allowed && (done.After.HasPlace(person) || done.After.WaitingBefore(person) is not null))
                return new(2, $"{person} said no to {after.Id}, and has a place or waits.");
        }

        return null;
    }

    /// <summary>
    /// Law 1, for gatherings: nobody comes, waits, declines or offers to do anything but by an act of their own, under the key
    /// that they have. That somebody came is said by themself, or by who looks after it of somebody who answered or was named;
    /// what they said of themself stays.
    /// </summary>
    public static BrokenLaw? ComingIsOnesOwn(FederationMoment moment)
    {
        if (GatheringOf(moment) is not ({ } before, { } after)) return null;
        var (act, merged) = (moment.Act!, moment.Act as MergeKeys);
        bool Is(PersonId person) => merged?.Kept == person || (act as PersonalGatheringAct)?.By == person;
        var answered = after.Coming.Concat(after.Waiting).Except(before.Coming.Concat(before.Waiting))
            .Concat(after.SaidNo.Except(before.SaidNo))
            .Concat(after.Offers.Select(offer => offer.By).Except(before.Offers.Select(offer => offer.By)));
        if (answered.Where(person => !Is(person)).Select(person => (PersonId?)person).FirstOrDefault() is { } pushed)
            return new(1, $"{act} answered {after.Id} for {pushed}.");
        var came = new PlainGathering(moment.Before.HistoryOf(moment.On!.Value));
        foreach (var person in after.Came.Except(before.Came).Where(person => !Is(person)))
            if (act is not SayWhoCame say || say.By != before.Organiser || came.Came(person) is not null
                || !came.MayHaveCome(person)) return new(1, $"{act} said that {person} came to {after.Id}.");
        return before.Came.Except(after.Came).Any(person => !Is(person) && merged?.Dropped != person) && act is not ForgetWhoCame
            ? new(1, $"{act} said that somebody else did not come to {after.Id}.")
            : null;
    }

    /// <summary>
    /// Who may come to a gathering is what <see cref="PlainCommons"/> says, for everybody. What a host tells gatherings of other
    /// streams is all there is to tell: afterwards nobody has a place, waits or looks after one who may not.
    /// </summary>
    public static BrokenLaw? ComingIsByTheRule(FederationMoment moment)
    {
        if (Guard.Against.Null(moment).Done.Events.Count == 0 || !moment.After.Gatherings.Any()) return null;
        var (after, now) = (moment.After, Instant.Max(moment.RuledAt, moment.Done.Events.Max(e => e.At)));
        var (commons, plain) = (after.Commons, new PlainCommons(after.Record, after.Directory));
        foreach (var gathering in after.Gatherings)
            foreach (var person in Everybody(moment))
                if (commons.ComesBy(person, gathering.Id, now) is var by && plain.ComesBy(person, gathering.Id, now) is var rule
                    && by != rule)
                    return new(8, $"{person} may come to {gathering.Id} by {by}, and the rule says {rule}.");
        var told = after;
        foreach (var fact in commons.FactsForGatherings(now))
        {
            var done = told.Do(fact.On, fact.Act, now);
            if (!done.Allowed) return new(11, $"The host would tell {fact.On} {fact.Act}, which is refused: {done.Text}");
            told = done.After;
        }

        if (told.Commons.FactsForGatherings(now).FirstOrDefault() is { } again)
            return new(8, $"When {again.On} was told everything, there is still {again.Act}.");
        foreach (var gathering in told.Gatherings.Where(g => g.Status == GatheringStatus.Called && !g.IsOver(now)))
        {
            if (gathering.Coming.Concat(gathering.Waiting).Where(p => plain.ComesBy(p, gathering.Id, now) == ComesBy.Nothing)
                .Select(person => (PersonId?)person).FirstOrDefault() is { } gone)
                return new(8, $"{gone} may not come to {gathering.Id}, and stands in its queue.");
            if (gathering.Organiser is { } organiser
                && !gathering.CalledBy.Any(community => MayGather(told[community].At(now), organiser)))
                return new(3, $"{organiser} looks after {gathering.Id}, and may act for none of its communities.");
        }

        return null;
    }

    /// <summary>
    /// What the sentence of a charter says of gatherings is what happens: one that is called, or agreed to, sooner than the
    /// notice is refused, and one that is called in time is not refused for it.
    /// </summary>
    public static BrokenLaw? SentencesComeTrue(FederationMoment moment) =>
        SentencesComeTrue(moment, charter => charter.Sentences());

    /// <param name="moment">What happened.</param>
    /// <param name="print">What prints a charter: a test changes a number in what it prints.</param>
    internal static BrokenLaw? SentencesComeTrue(FederationMoment moment, Func<Charter, IEnumerable<CharterSentence>> print)
    {
        if (Guard.Against.Null(moment).Act is not CallersAct { Home.Community: var community } act
            || act is WithdrawFromGathering || moment.Before[community].At(moment.AtIn(StreamId.Of(community))).CharterAt(
                moment.AtIn(StreamId.Of(community))) is not { Charter: var charter }) return null;
        var start = act is CallGathering call ? call.Zone.Start : moment.Before[GatheringId.Of(moment.On!.Value.Id)].Time?.Start;
        if (start is not { } begins) return null;
        var notice = new CharterReader(print(charter)).GatheringNotice;
        var isInTime = begins - moment.RuledAt >= notice;
        return moment.Done.Allowed ? isInTime ? null : new(5, $"A gathering is called {notice} before: {moment}")
            : moment.Done.Clause == Clauses.GatheringNoticed && isInTime ? new(5, $"{notice} is notice enough: {moment}")
            : null;
    }

    /// <summary>
    /// Law 8, under the Chatham House Rule: what one other person did cannot be told. In a second world one other person answers
    /// otherwise, says otherwise of whether they came, or it is another who offered to do something. Whoever does not look after
    /// the gathering is shown the same in both, and may do the same, as long as their own place is the same, and as many came as
    /// the smallest number or more in both or in neither.
    /// </summary>
    public static BrokenLaw? AttendanceStaysInside(FederationMoment moment)
    {
        if (GatheringOf(moment) is not (_, { Call.Rule: not ChathamHouse.None } after) || moment.Done.Events.Count == 0)
            return null;
        var (at, commons) = (moment.RuledAt, moment.After.Commons);

        // Somebody who asks by a second key is told about themself by the first.
        var second = moment.After.HistoryOf(StreamId.Of(after.Id)).Select(entry => entry.Event).OfType<GatheringKeysMerged>()
            .Select(merged => merged.Dropped).ToArray();
        var callers = Everybody(moment).Where(person => person != after.Organiser && !second.Contains(person))
            .Select(person => new Caller(person, at, commons, moment.After.Directory)).ToArray();
        var seen = callers.ToDictionary(caller => caller.Person, caller => Seen(after, caller));
        foreach (var other in Everybody(moment))
            foreach (var (what, world) in Otherwise(after, other, at))
                foreach (var caller in callers.Where(caller => caller.Person != other))
                    if (IsOneWorld(after, world, caller.Person) && Differs(seen[caller.Person], Seen(world, caller)) is { } told)
                        return new(8, $"{caller.Person} is told by {told} of {after.Id} whether {other} {what}.");
        return null;
    }

    // What else one person could have done, and what is then.
    private static IEnumerable<(string What, Gathering World)> Otherwise(Gathering gathering, PersonId other, Instant at)
    {
        var invitation = new InvitationEvidence(gathering.Id, other, ComesBy.Membership, 1);
        var isComing = gathering.HasPlace(other) || gathering.WaitingBefore(other) is not null;
        IActOn<Gathering> answer = isComing ? new SayNo(other) : new SayYes(other, invitation);
        if (gathering.Do(answer, at) is { Allowed: true, After: var answered })
            yield return (isComing ? "comes" : "does not come", answered);
        foreach (var came in new[] { true, false })
            if (gathering.Do(new SayCame(other, invitation, came), at) is { Allowed: true, After: var said })
                yield return (came ? "came" : "did not come", said);
        var (stranger, offers) = (PersonId.Of("k-99"), gathering.Offers.Any(offer => offer.By == other));
        if (offers && gathering.Do(new MergeKeys(stranger, other, "esr"), at) is { Allowed: true, After: var another })
            yield return ("offered", another);
    }

    // Somebody is told of their own place, and whether so many came as are told of.
    private static bool IsOneWorld(Gathering one, Gathering other, PersonId person) =>
        one.HasPlace(person) == other.HasPlace(person)
        && one.WaitingBefore(person).HasValue == other.WaitingBefore(person).HasValue
        && one.HowManyCame >= one.SmallestGroup == other.HowManyCame >= other.SmallestGroup;

    // All that somebody sees: what they are shown, and what they may do and why not.
    private static (string Name, object? Value)[] Seen(Gathering gathering, Caller caller)
    {
        if (gathering.ShownTo(caller) is not { } shown) return [];
        var homes = gathering.CalledBy.Select(community => (By: caller.AsMemberOf(community), Home: caller.CallingIn(community)))
            .Where(one => one is { By: not null, Home: not null }).Select(one => ((Capacity)one.By!, one.Home!)).ToArray();
        return
        [
            .. Shown.Select(property => (property.Name, (object?)property.GetValue(shown))),
            .. gathering.OptionsFor(caller.InvitationTo(gathering.Id), homes, caller.At)
                .Select(option => (option.Key, (object?)(option.Answer.Clause, option.Answer.Text))),
        ];
    }

    private static string? Differs((string Name, object? Value)[] one, (string Name, object? Value)[] other)
    {
        if (one.Length != other.Length) return "what there is to see";
        for (var i = 0; i < one.Length; i++)
            if (!Equals(one[i], other[i])) return one[i].Name;
        return null;
    }

    // A restriction hides its words from everybody but who looks after it; lifted, everything is as it was.
    private static BrokenLaw? RestrictionsOnlyNarrow(FederationMoment moment, Gathering gathering)
    {
        var at = moment.RuledAt;
        if (gathering.Restriction is not null || gathering.Status == GatheringStatus.Unknown) return null;
        var placed = gathering.Do(new PlaceRestriction("guardian", Why, at + Duration.FromDays(900), "case-1"), at).After;
        foreach (var person in Everybody(moment).Where(person => person != gathering.Organiser))
        {
            var caller = new Caller(person, at, moment.After.Commons, moment.After.Directory);
            var (before, after) = (gathering.ShownTo(caller), placed.ShownTo(caller));
            if (before is null != after is null) return new(3, $"{person} sees that {gathering.Id} is there, once restricted.");
            if (after is { Purpose: not null } or { WhyCancelled: not null } or { Offers.Count: > 0 } or { Notes.Count: > 0 }
                or { Decisions.Count: > 0 } || (after is { HasPlace: false } and ({ Place: not null } or { Online: not null })))
                return new(3, $"{person} reads words of {gathering.Id}, which is restricted.");
        }

        var lifted = placed.Do(new LiftRestriction("case-1"), at).After;
        return PlainGathering.Of(lifted) == PlainGathering.Of(gathering)
            ? null
            : new(3, $"A restriction that was lifted changed {gathering.Id}.");
    }

    // ---- Acts.

    /// <summary>A gathering as it is told, with the day to confirm by, if it has come before the act.</summary>
    private static PlainGathering Settled(FederationMoment moment)
    {
        var (history, on) = (moment.Before.HistoryOf(moment.On!.Value).ToList(), moment.On.Value);
        if (moment.Before[GatheringId.Of(on.Id)] is { Status: GatheringStatus.Called, ConfirmBy: { } by, LastAt: var last } late
            && by <= moment.RuledAt)
            history.Add(new(
                on, late.Version + 1, Instant.Max(by, last), null, Clauses.NotConfirmed, null,
                new ConfirmationsEnded(late.ToConfirm.ToValueList())));
        return new(history);
    }

    private static bool IsAllowed(
        Act act, GatheringId id, PlainGathering told, Instant at, (PersonId Kept, PersonId Dropped)[] mergers)
    {
        var isKnown = told.Status != GatheringStatus.Unknown;
        var (isAhead, hasBegun) = (told.IsAhead(at), told.HasBegun(at));
        bool IsOf(Capacity by, CallingEvidence home) => by.For == Party.Of(home.Community) && by.Person == home.Person;
        bool Settles(Capacity by, CallingEvidence home, MandateMatter what) => IsOf(by, home) && by switch
        {
            ByMandate { Given: var mandate } => mandate.To == StreamId.Of(id) && mandate.Purpose == MandatePurpose.Gather
                && !told.Used(mandate) && at < mandate.Expires && what.Equals(mandate.What),
            AsMember => home.MayCall,
            _ => false,
        };
        bool LooksAfter(PersonId by, CallingEvidence home) =>
            home.Person == by && home.MayLookAfter && told.CalledBy.Contains(home.Community);
        bool Organises(OrganisersAct organised) => told.Organiser == organised.By && LooksAfter(organised.By, organised.Home);
        bool IsOnce(GivenTime given, ZoneEvidence zone) => zone.Time == given && zone is { IsZoneKnown: true, Start: not null };
        bool IsInvited(PersonId by, InvitationEvidence invitation) => invitation.Gathering == id && invitation.Person == by
            && invitation.By != ComesBy.Nothing && !told.Gone.Contains(by);
        bool Knows(PersonId person) => told.MayHaveCome(person) || told.Offers.Any(offer => offer.By == person)
            || mergers.Any(m => m.Kept == person);
        return act switch
        {
            CallGathering call => !isKnown && Settles(call.By, call.Home, call.Call)
                && !call.Call.With.Contains(call.Home.Community) && IsOnce(call.Call.When, call.Zone)
                && call.Zone.Start >= at + call.Home.Notice,
            AgreeToGathering agree => isAhead && told.StatusOf(agree.Home.Community) is { } status
                && status != PartyStatus.Agreed && Settles(agree.By, agree.Home, new AgreeMatter())
                && told.Time!.Start >= at + agree.Home.Notice,
            WithdrawFromGathering withdraw => isAhead && told.StatusOf(withdraw.Home.Community) is { } status
                && status != PartyStatus.Withdrawn && Settles(withdraw.By, withdraw.Home, new AgreeMatter(true)),
            TakeOnGathering take =>
                told is { Status: GatheringStatus.Called, Organiser: null } && LooksAfter(take.By, take.Home),
            SayYes yes => isAhead && IsInvited(yes.By, yes.Invitation) && (!told.Queue.Contains(yes.By)
                || told.IsToConfirm(yes.By) || (yes.Needs is { } needs && !told.Needs(yes.By, needs))),
            SayNo => isAhead,
            InviteGuest invite => isAhead && Organises(invite) && !told.Call!.Guests.Contains(invite.Guest),
            ChangeCapacity change => isAhead && Organises(change) && told.Call!.Capacity != change.Capacity,
            ReviseGathering revise => isAhead && Organises(revise)
                && (told.Call!.Purpose, told.Call.Form, told.Call.Place, told.Call.Online)
                    != (revise.Purpose, revise.Form, revise.Place, revise.Online),
            MoveGathering move => isAhead && Organises(move) && IsOnce(move.To, move.Zone) && IsMoved(move, told.Time!, told, at),
            CancelGathering cancel => isAhead && Organises(cancel),
            SayCame say => hasBegun && !told.IsForgotten && told.Came(say.By) is var said && said != (say.Came, true)
                && (told.Queue.Contains(say.By) || said is not null || IsInvited(say.By, say.Invitation)),
            SayWhoCame say => hasBegun && Organises(say) && !told.IsForgotten && say.People.All(told.MayHaveCome)
                && say.People.Any(person => told.Came(person) is null),
            PointToNote point => hasBegun && told.WasThere(point.By) && !told.Points(point.Note.Note),
            PointToDecision point => hasBegun && told.WasThere(point.By) && told.CalledBy.Contains(point.Decision.Community)
                && !told.Points(new DecisionOf(point.Decision.Community, point.Decision.Decision)),
            OfferToDo offer => hasBegun && told.WasThere(offer.By) && offer.Due > at,
            TakeBackOfferToDo take => told.Offers.Any(offer => offer.Number == take.Offer && offer.By == take.By),
            SayNothingToWrite say => hasBegun && told.WasThere(say.By) && !told.NothingToWrite,
            ReportGone gone => isAhead && !told.Gone.Contains(gone.Person),
            ReportBack back => isAhead && told.Gone.Contains(back.Person),
            ReportUnattended unattended => isAhead && told.Organiser == unattended.Person,
            ForgetWhoCame => isKnown && !isAhead && !told.IsForgotten,
            PlaceRestriction place =>
                isKnown && place.ReviewBy > at && (told.Restriction is null || told.Restriction.Role == place.Role),
            LiftRestriction => told.Restriction is not null,
            MergeKeys merge => isKnown && merge.Kept != merge.Dropped && (Knows(merge.Kept) || Knows(merge.Dropped)),
            _ => throw new InvalidOperationException("Another act on a gathering?"),
        };
    }

    // To another time, that is ahead, and no sooner than the notice where it is sooner than before; confirmed by a day before it.
    private static bool IsMoved(MoveGathering move, GatheringTime from, PlainGathering told, Instant at)
    {
        var (start, length) = (move.Zone.Start!.Value, move.Length ?? from.Length);
        return (move.To, start, length) != (from.Given, from.Start, from.Length)
            && start > at && (start >= from.Start || start >= at + told.Notice)
            && (move.ConfirmBy is not { } by || (by > at && by <= start));
    }

    private static (Gathering? Before, Gathering? After) GatheringOf(FederationMoment moment) =>
        Guard.Against.Null(moment) is { On: { Kind: StreamKind.Gathering, Id: var id }, Act: not null, Done.Allowed: true }
            ? (moment.Before[GatheringId.Of(id)], moment.After[GatheringId.Of(id)])
            : (null, null);

    private static IEnumerable<PersonId> Everybody(FederationMoment moment) =>
        moment.Before.Directory.People.Append(PersonId.Of("stranger"));
}
