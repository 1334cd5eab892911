using System.Text;

namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    private static readonly Func<FederationMoment, BrokenLaw?>[] OfSharing =
    [
        AHostOnlyNarrows, SharingIsByConsent, NarrowingIsAtOnce, ALinkNeedsBothEnds, NothingFlowsByItself,
            AdoptionBelongsToTheAdopter, OutsidersGovernNothing, ActsAreAllowedAsWritten, EveryAnswerIsExplained,
        HistoryIsTheRecord, StateIsWhatHappened, ReadingIsByTheRule, SayingNoSucceeds, ComingIsOnesOwn, ComingIsByTheRule,
        SentencesComeTrue, AttendanceStaysInside,
    ];

    /// <summary>The first law that a moment of a federation's story breaks; null for none.</summary>
    public static BrokenLaw? Check(FederationMoment moment) =>
        OfSharing.Select(law => law(Guard.Against.Null(moment))).FirstOrDefault(broken => broken is not null);

    /// <summary>The first law that a federation's story breaks, at some moment or as a whole; null for none.</summary>
    public static BrokenLaw? Check(FederationStory story)
    {
        var federation = Guard.Against.Null(story).Beginning();
        foreach (var moment in story.Run())
        {
            if (Check(moment) is { } broken) return broken;
            federation = moment.After;
        }

        return MandatesAreUsedOnce(federation) ?? ReplayIsEqual(federation)
            ?? Forgetting(federation, Scenario.Person(1 + Acts.Among(story.World, Math.Max(2, story.People))));
    }

    /// <summary>
    /// Law 3: what a host reports on a note never lets anyone new read what was not decided and consented to. Apart from a
    /// finding and the lifting of its own restriction, it only narrows. A restriction that is lifted leaves everything as it was,
    /// on a gathering and a question too: while it stands, only who looks after the one and who asked the other reads its words.
    /// </summary>
    public static BrokenLaw? AHostOnlyNarrows(FederationMoment moment)
    {
        if (Guard.Against.Null(moment).On is { Kind: StreamKind.Gathering } gathering)
            return RestrictionsOnlyNarrow(moment, moment.After[GatheringId.Of(gathering.Id)]);
        if (moment.On is { Kind: StreamKind.Question } question)
            return RestrictionsOnlyNarrow(moment, moment.After[QuestionId.Of(question.Id)]);
        if (NoteOf(moment) is not { } on) return null;
        var ((before, after), at) = (on, moment.RuledAt);
        if (moment.Act is NoteFact && moment.Done.Allowed)
        {
            if (after.Decided > before.Decided)
                return new(3, $"A host widened {after.Id} from {before.Decided} to {after.Decided}.");
            if (moment.Act is not (LiftRestriction or ReportFinding) && Widened(before, after, at) is { } then)
                return new(3, $"A host's {moment.Act.GetType().Name} let more people read {after.Id} at {then}.");
            if (moment.Act is LiftRestriction or PlaceRestriction or ReportFinding && After(before, after) is { } changed)
                return new(3, $"A host's {moment.Act.GetType().Name} changed {changed} of {after.Id}.");
        }

        if (after.Restriction is not null || after.Status == NoteStatus.Unknown) return null;
        var placed =
            after.Do(new PlaceRestriction("guardian", FreeText.Of("A duty."), at + Duration.FromDays(900), "case-1"), at);
        if (!placed.Allowed || Instants(after, at).Any(i => placed.After.EffectiveAudience(i) != Audience.Contributors))
            return new(3, $"A restriction did not keep {after.Id} to its contributors.");
        var lifted = placed.After.Do(new LiftRestriction("case-1"), at).After;
        return lifted.Restriction is null && After(after, lifted) is null
            && Instants(after, at).All(i => lifted.EffectiveAudience(i) == after.EffectiveAudience(i))
            ? null
            : new(3, $"A restriction that was lifted changed {after.Id}.");
    }

    /// <summary>
    /// Law 8: a note reaches what its history says when it is read slowly, never more than was decided, found and consented to.
    /// Only the person who gave a consent changes it. Beyond the community there must be a mandate of the home's members for
    /// exactly this, or the consent of every contributor.
    /// </summary>
    public static BrokenLaw? SharingIsByConsent(FederationMoment moment)
    {
        if (NoteOf(moment) is not { } on || !moment.Done.Allowed) return null;
        var (before, after) = on;
        var history = moment.After.HistoryOf(moment.On!.Value);
        foreach (var at in Instants(after, moment.RuledAt))
        {
            var slow = Reach(history, at);
            if (slow != after.EffectiveAudience(at))
                return new(8, $"{after.Id} reaches {after.EffectiveAudience(at)} at {at}, and its history says {slow}.");
        }

        foreach (var contribution in after.Contributors)
        {
            if (contribution.Consent == before.ContributionOf(contribution.Person)?.Consent) continue;
            var isOwn = moment.Act switch
            {
                GiveConsent give => give.By == contribution.Person && contribution.Consent == give.Consent,
                RevokeConsent revoke => revoke.By == contribution.Person && contribution.Consent is null,
                MergeKeys merge => merge.Kept == contribution.Person
                    && contribution.Consent == OneOf(before.ContributionOf(merge.Kept), before.ContributionOf(merge.Dropped)!),
                _ => contribution.Consent is null,
            };
            if (!isOwn) return new(8, $"{moment.Act} changed what {contribution.Person} consents to.");
        }

        if (moment.Act is not (OfferNote or Widen or GiveConsent or RecordFinding or ReportFinding or LiftRestriction)
            && before.Status != NoteStatus.Unknown && Widened(before, after, moment.RuledAt) is { } then)
            return new(8, $"{moment.Act} let more people read {after.Id} at {then}.");
        if (moment.Act is not Widen && after.Decided >= Audience.Linked && before.NamedLinks is { } named
            && (after.NamedLinks is null || after.NamedLinks.Except(named).Any()))
            return new(8, $"{moment.Act} let {after.Id} go by more links.");
        foreach (
            var decided in moment.Done.Events.Select(e => e.Event).OfType<AudienceDecided>()
                .Where(d => d.Audience > Audience.Community && d.Audience > before.Decided))
        {
            if (moment.Act is not Widen widen) return new(8, $"{moment.Act} decided that {after.Id} reaches {decided.Audience}.");
            if (decided.Mandate is { } mandate)
            {
                if (!moment.Before[before.Home].Mandates.Contains(mandate)
                    || mandate.What != new WidenMatter(before.Edition, decided.Audience, decided.NamedLinks)
                        || mandate.To != moment.On)
                    return new(8, $"{after.Id} was widened by a mandate that its home's members did not give for this.");
            }
            else if (
                widen.By is not AsMember { Evidence: var home }
                    || !moment.Before[before.Home].At(moment.At).StandingOf(home.Person).Counts
                || home.Sharing.Widening(decided.Audience) is MembersBy
                    || before.Contributors.Any(c => c.Consent is null || c.Consent.Ceiling < decided.Audience))
            {
                return new(8, $"{after.Id} was widened to {decided.Audience} without its members, or a contributor.");
            }
        }

        return null;
    }

    /// <summary>
    /// Law 8: a contributor takes back, narrows, withdraws and leaves at once and without asking anybody. Pausing and ending a
    /// link stop what it carries with the event.
    /// </summary>
    public static BrokenLaw? NarrowingIsAtOnce(FederationMoment moment)
    {
        if (Guard.Against.Null(moment).Done.Allowed && moment.On is { Kind: StreamKind.Link } link)
        {
            var state = moment.After[LinkId.Of(link.Id)];
            if (moment.Act is PauseLink or EndLink && (state.IsInForce(moment.RuledAt) || state.IsInForce(Instant.MaxValue)))
                return new(8, $"{moment.Act} left {state.Id} in force.");
        }

        if (NoteOf(moment) is not { } on) return null;
        var (after, at) = (on.After, moment.RuledAt);
        foreach (var person in after.Contributors.Select(c => c.Person))
        {
            if (after.Do(new LeaveNote(person), at) is var left
                && (!left.Allowed || left.After.ContributionOf(person) is not null || Widened(after, left.After, at) is not null))
                return new(8, $"{person} may not leave {after.Id}, or it reached more people for it.");
            if (after.ContributionOf(person)!.Consent is not null && after.Do(new RevokeConsent(person), at) is var revoked
                && (!revoked.Allowed
                    || Instants(after, at).Any(i => revoked.After.EffectiveAudience(i) > Audience.Contributors))) return new(
                        8, $"{person} took back their consent, and {after.Id} still reaches others.");
            if (after.Status == NoteStatus.Withdrawn) continue;
            for (var to = Audience.Contributors; to < after.Decided; to++)
                if (after.Do(new Narrow(person, to), at) is var narrowed
                    && (!narrowed.Allowed || Instants(after, at).Any(i => narrowed.After.EffectiveAudience(i) > to)))
                    return new(8, $"{person} narrowed {after.Id} to {to}, and it reaches more.");
            if (after.Do(new WithdrawNote(person), at) is var withdrawn
                && (!withdrawn.Allowed || withdrawn.After.Status != NoteStatus.Withdrawn)) return new(
                    8, $"{person} may not withdraw {after.Id}.");
        }

        return null;
    }

    /// <summary>
    /// Law 9: each step of an end was taken by that end's own authority: a mandate that its members gave, word for word, its
    /// spokesperson, or the person. A link is agreed only once both ends took their steps. Either end alone can end it, whatever
    /// else is so.
    /// </summary>
    public static BrokenLaw? ALinkNeedsBothEnds(FederationMoment moment)
    {
        if (Guard.Against.Null(moment).On is not { Kind: StreamKind.Link } on) return null;
        var (before, link, at) = (moment.Before[LinkId.Of(on.Id)], moment.After[LinkId.Of(on.Id)], moment.RuledAt);
        foreach (var entry in moment.Done.Events.Where(e => e.Event is EndEvent))
        {
            (Side Side, LinkMatter What)? step = entry.Event switch
            {
                LinkOffered e => (Side.A, new LinkMatter(LinkStep.Offer, e.B, e.Kind, e.Terms)),
                LinkAgreed e => (Side.B, new LinkMatter(LinkStep.Accept, before.A!, before.Kind, before.Terms)),
                LinkDeclined e when moment.Act is WithdrawOffer =>
                    (Side.A, new LinkMatter(LinkStep.Decline, before.B!, Reason: e.Reason)),
                LinkDeclined e => (Side.B, new LinkMatter(LinkStep.Decline, before.A!, Reason: e.Reason)),
                LinkPaused e => (e.Side, new LinkMatter(LinkStep.Pause, OtherEnd(before, e.Side), Reason: e.Reason)),
                LinkResumed e => (e.Side, new LinkMatter(LinkStep.Resume, OtherEnd(before, e.Side))),
                TermsOffered e => (e.Side, new LinkMatter(LinkStep.OfferTerms, OtherEnd(before, e.Side), Terms: e.Terms)),
                TermsChanged e =>
                    (before.NewTermsFrom == Side.A ? Side.B : Side.A,
                        new LinkMatter(LinkStep.AcceptTerms, before[before.NewTermsFrom!.Value]!, Terms: before.NewTerms)),
                LinkEnded e => (e.Side, new LinkMatter(LinkStep.End, OtherEnd(before, e.Side), Reason: e.Reason)),
                LinkQuestionAsked or LinkQuestionAnswered or BrokerBegan or ObjectPlaced or ObjectRead => null,
                _ => throw new InvalidOperationException("Another step of an end's?"),
            };
            if (step is not (var side, var what)) continue;
            var by = ((EndEvent)entry.Event).As;
            var mandate = (by as ByMandate)?.Given;
            var end = link[side]!;
            var isOwn = end switch
            {
                CommunityParty { Community: var community } => entry.By is null && mandate is not null && mandate.To == on
                    && at < mandate.Expires && what.Equals(mandate.What)
                    && moment.Before[community].Mandates.Contains(mandate)
                        && moment.Before[community].Decision(mandate.Decision)?.Result?.Outcome == Outcome.Carried,
                GroupParty { Group: var group } =>
                    by is AsSpokesperson { Named: var spoke } && spoke.Group == group && spoke.Person == entry.By,
                _ => end == (entry.By is { } person ? Party.Of(person) : null),
            };
            if (!isOwn) return new(9, $"{entry.Event.GetType().Name} on {link.Id} was not {end}'s own.");
        }

        var story = moment.After.HistoryOf(on).Reverse().TakeWhile(e => e.Event is not LinkOffered).Select(e => e.Event).Reverse()
            .ToArray();
        var isAgreed = story.Any(e => e is LinkAgreed) && !story.Any(e => e is LinkEnded or LinkDeclined);
        var isPaused =
            new[] { Side.A, Side.B }.Any(
                side => story.LastOrDefault(
                    e => (e is LinkPaused p && p.Side == side) || (e is LinkResumed r && r.Side == side)) is LinkPaused);
        foreach (
            var then in new[] { at, Instant.MaxValue }.Concat(
                link.Terms?.Until is { } until ? [until - Duration.Epsilon, until] : []).Where(i => i >= at))
            if (link.IsInForce(then) != (isAgreed && !isPaused && !(link.Terms!.Until <= then)))
                return new(9, $"{link.Id} is in force at {then}: {link.IsInForce(then)}, and its history says otherwise.");
        foreach (var side in new[] { Side.A, Side.B })
        {
            if (link.Status is LinkStatus.Unknown or LinkStatus.Declined || link.IsOver(at)) continue;
            LinkAct end = link.Status != LinkStatus.Offered ? new EndLink(Alone(link, side, LinkStep.End, at))
                : side == Side.A ? new WithdrawOffer(Alone(link, side, LinkStep.Decline, at))
                : new DeclineLink(Alone(link, side, LinkStep.Decline, at));
            var over = link.Do(end, at);
            if (!over.Allowed || over.After.IsInForce(at) || over.After.IsInForce(Instant.MaxValue))
                return new(9, $"The end {side} cannot end {link.Id} alone: {over.Text}");
        }

        return null;
    }

    /// <summary>
    /// Law 9: a step onward is an act that somebody took, over two links that were in force then, where the first allows a step.
    /// It is taken by the party between them.
    /// </summary>
    public static BrokenLaw? NothingFlowsByItself(FederationMoment moment)
    {
        if (NoteOf(moment) is not { } on) return null;
        var (before, after) = on;
        if (after.OnwardSteps == before.OnwardSteps) return null;
        if (moment.Act is not PassOn || after.OnwardSteps.Count != before.OnwardSteps.Count + 1)
            return new(9, $"{moment.Act} passed {after.Id} on.");
        var step = after.OnwardSteps[after.OnwardSteps.Count - 1];
        var (via, to) = (moment.Before[step.Via], moment.Before[step.To]);
        var middle = via.A == Party.Of(before.Home) ? via.B : via.B == Party.Of(before.Home) ? via.A : null;
        if (!via.IsInForce(moment.AtIn(StreamId.Of(step.Via))) || !to.IsInForce(moment.AtIn(StreamId.Of(step.To)))
            || via.Terms!.Onward != Onward.OneStep || middle is null || to.SideOf(middle) is not { } near
                || to[near == Side.A ? Side.B : Side.A] == Party.Of(before.Home))
            return new(9, $"{after.Id} was passed on from {step.Via} to {step.To}, which did not carry it.");
        var mandate = ((OnwardStepTaken)moment.Done.Events.Last(e => e.Event is OnwardStepTaken).Event).Mandate;
        return middle switch
        {
            CommunityParty { Community: var community } => mandate is not null
                && moment.Before[community].Mandates.Contains(mandate) && new PassOnMatter(step.Via, step.To).Equals(mandate.What)
                ? null
                : new(9, $"{after.Id} was passed on without the members of {community}."),
            GroupParty { Group: var group } =>
                moment.Act.Actor is { } speaker && moment.Before.Directory.GroupsOf(speaker, moment.At).Contains(group)
                    ? null
                    : new(9, $"{after.Id} was passed on by somebody outside {group}."),
            _ => new(9, $"{after.Id} was passed on by one person."),
        };
    }

    /// <summary>
    /// Law 10: whatever is done in an adoption is done by somebody on the adopter's side, and changes no other stream. No act on
    /// any stream changes another.
    /// </summary>
    public static BrokenLaw? AdoptionBelongsToTheAdopter(FederationMoment moment)
    {
        if (Guard.Against.Null(moment).On is not { } on) return null;
        if (moment.Done.Events.FirstOrDefault(e => e.Stream != on) is { } elsewhere)
            return new(10, $"{moment.Act} on {on} wrote to {elsewhere.Stream}.");
        foreach (var stream in moment.Before.Streams.Where(s => s != on))
            if (!ReferenceEquals(moment.Before.State(stream), moment.After.State(stream)))
                return new(10, $"{moment.Act} on {on} changed {stream}.");
        // That two keys are one person is the host's to report: it changes who somebody is called, and nothing of what they did.
        if (on.Kind != StreamKind.Adoption || !moment.Done.Allowed || moment.Act is MergeKeys) return null;
        var (before, after, by) =
            (moment.Before[AdoptionId.Of(on.Id)], moment.After[AdoptionId.Of(on.Id)], ((AdoptersAct)moment.Act!).By);
        var isTheirs = (after.Adopter, by) switch
        {
            (CommunityParty { Community: var community }, AsMember member) =>
                member.Evidence.Community == community && moment.Before[community].At(moment.At).IsMember(member.Evidence.Person),
            (GroupParty { Group: var group }, AsStaff staff) =>
                staff.Group == group && moment.Before.Directory.GroupsOf(staff.Who, moment.At).Contains(group),
            (GroupParty { Group: var group }, AsSpokesperson speaker) => speaker.Named.Group == group,
            (PersonParty { Person: var person }, AsThemself self) => self.Who == person,
            _ => false,
        };
        if (!isTheirs) return new(10, $"{moment.Act} in {after.Id} was not its adopter's own.");
        return before.Status != AdoptionStatus.Unknown && (before.Note != after.Note || before.Adopter != after.Adopter)
            ? new(10, $"{after.Id} became another adoption.")
            : null;
    }

    /// <summary>
    /// Law 11, on every stream: an answer names a clause with words; a refusal says what is missing. A remedy is an act of the
    /// same person, by the key they go by (on links, notes and adoptions); on the same stream it is allowed, and once it is done
    /// the refusal is another one, unless it is the same act said otherwise; in a community that an act rests on it is allowed
    /// too, but for what only that community knows: that the same is before the members, or whose advice is asked.
    /// </summary>
    public static BrokenLaw? EveryAnswerIsExplained(FederationMoment moment)
    {
        var answer = Guard.Against.Null(moment).Done.Answer;
        if (moment.Act is null) return null;
        if (Unexplained(answer) is { } broken) return broken;
        if (answer.Missing is not { } missing) return null;
        if (answer.Remedy is not { } way) return null;
        var remedy = way.WithWords(Acts.Words);
        if (remedy.Equals(moment.Act)) return new(11, $"The remedy of {answer.Clause} is the same act again.");
        var on = remedy is CommunityAct && moment.On!.Value.Kind != StreamKind.Community
            ? answer.Witness is { Kind: WitnessKind.Community } home ? StreamId.Of(CommunityId.Of(home.Id)) : default(StreamId?)
            : moment.On;
        if (on is not { } where)
            return new(11, $"The remedy of {answer.Clause} is in a community that the answer does not name.");
        var isTheirs = remedy.Actor == moment.Act.Actor
            || (answer.Clause == Clauses.SecondKey && remedy.Actor?.Value == missing.Of);
        if (moment.On!.Value.Kind != StreamKind.Community && !isTheirs)
            return new(11, $"The remedy of {answer.Clause}, {remedy}, is somebody else's to do.");
        var then = moment.Before.Do(where, remedy, moment.At);
        if (!then.Allowed)
            return where != moment.On && (then.Clause == Clauses.TabledAlready || then.Clause == Clauses.AdvisersNamed)
                ? null
                : new(11, $"The remedy of {answer.Clause}, {remedy}, is refused under {then.Clause}.");
        // An act by a second key stays refused for good, whatever is done by the key that the person goes by. What takes the
        // place of an act, said otherwise, does not let that act be done.
        if (where != moment.On || where.Kind == StreamKind.Community || answer.Clause == Clauses.SecondKey
            || remedy.GetType() == moment.Act.GetType()) return null;
        var again = then.After.Do(where, moment.Act, moment.At);
        return !again.Allowed && again.Clause == answer.Clause && again.Missing == missing
            ? new(11, $"The remedy of {answer.Clause} was done, and it is refused for the same.")
            : null;
    }

    /// <summary>
    /// Law 12, on every stream: the events give the state, and asking again gives the same. A refusal changes nothing. What an
    /// act on a link or an adoption rests on elsewhere is in its event. A stream's instants never decrease.
    /// </summary>
    public static BrokenLaw? HistoryIsTheRecord(FederationMoment moment)
    {
        var (before, done) = (Guard.Against.Null(moment).Before, moment.Done);
        if (moment is { On: { } on, Act: { } act })
        {
            var again = before.Do(on, act, moment.At);
            if (again.Answer != done.Answer || again.Events != done.Events)
                return new(12, "Done again, the same act had another answer.");
            if (Asked(before, on, act, moment.At) != done.Answer)
                return new(12, "Asked, the act had another answer than when it was done.");
            if (on.Kind != StreamKind.Community
                && done.Events.Any(e => e.At != moment.RuledAt && !FellDueBefore(before, on, e, moment.RuledAt)))
                return new(12, $"{act} was recorded at another instant than it was ruled upon.");
            if (!done.Allowed && (done.Events.Count > 0 || !ReferenceEquals(before, done.After)))
                return new(12, "A refusal changed something.");
            if (done.Events.Count > 0 && on.Kind != StreamKind.Community
                && !Replayed(on, done.After.HistoryOf(on)).Equals(done.After.State(on))) return new(
                    12, $"{on} replayed from the beginning came out otherwise.");
            var rests = act switch
            {
                EndAct { By: var by } => by, AdoptersAct { By: var by } => by, CallersAct { By: var by } => by, _ => null,
            };
            if (rests is not null && done.Allowed && done.Events.Where(e => e.Event is not (ConfirmationsEnded or PlacesGiven))
                .Any(e => e.Event switch
                {
                    EndEvent { As: var asEnd } => asEnd,
                    CallersEvent { As: var asCaller } => asCaller,
                    var other => (other as AdoptersEvent)?.As,
                } != rests)) return new(12, $"What {act} rests on is not in its event.");
        }

        var last = new Dictionary<StreamId, Entry?>();
        foreach (var entry in done.Events)
        {
            if (!last.TryGetValue(entry.Stream, out var previous)) previous = before.HistoryOf(entry.Stream).LastOrDefault();
            if (entry.Version != (previous?.Version ?? 0) + 1 || entry.At < previous?.At
                || entry.At > Instant.Max(moment.At, previous?.At ?? Instant.MinValue)) return new(
                    12, $"{entry} is out of order.");
            last[entry.Stream] = entry;
        }

        return null;
    }

    // A day to confirm by that came before the act is recorded at its own instant.
    private static bool FellDueBefore(Federation before, StreamId on, Entry entry, Instant at) =>
        on.Kind == StreamKind.Gathering && entry.Event is ConfirmationsEnded or PlacesGiven && entry.At <= at
        && before[GatheringId.Of(on.Id)] is var gathering && entry.At == Instant.Max(gathering.ConfirmBy ?? at, gathering.LastAt);

    /// <summary>A mandate was given before it was used, is used once, and on the stream to which it was given.</summary>
    public static BrokenLaw? MandatesAreUsedOnce(Federation federation)
    {
        var (given, used) = (new HashSet<Mandate>(), new HashSet<string>());
        foreach (var entry in Guard.Against.Null(federation).Record.Select(r => r.Entry))
        {
            if (entry.Event is MandateGiven gave) given.Add(gave.Mandate);
            if (Uses(entry.Event) is not { } mandate) continue;
            if (!given.Contains(mandate))
                return new(9, $"{entry.Event.GetType().Name} on {entry.Stream} rests on a mandate that nobody gave.");
            if (mandate.To != entry.Stream || entry.At >= mandate.Expires)
                return new(9, $"The mandate {mandate.Id} was used on {entry.Stream}, too late or in the wrong place.");
            if (!used.Add(mandate.Id)) return new(9, $"The mandate {mandate.Id} was used twice.");
        }

        return null;
    }

    private static BrokenLaw? ReplayIsEqual(Federation federation)
    {
        foreach (var stream in federation.Streams)
            if (!Replayed(stream, federation.HistoryOf(stream)).Equals(federation.State(stream)))
                return new(12, $"{stream} replayed from the beginning came out otherwise.");
        return federation.Record.Select((line, i) => line.Position == i + 1).All(follows => follows)
            ? null
            : new(12, "The positions of the record have a gap.");
    }

    /// <summary>
    /// Law 13: with somebody forgotten throughout the record, no stream names their key, every chain verifies, and nothing is
    /// counted, decided or reached otherwise.
    /// </summary>
    public static BrokenLaw? Forgetting(Federation federation, PersonId person)
    {
        var key = ChainKey.Of(Encoding.UTF8.GetBytes("a host's salt, and not a secret one"));
        var sealedLines =
            Guard.Against.Null(federation).Streams.SelectMany(stream => Chain.Seal(federation.HistoryOf(stream), key)).ToArray();
        var forgotten = new Erasure(person, key).Apply(sealedLines);
        foreach (var entry in forgotten)
            if (Names(RecordJson.ToText(entry), person.Value))
                return new(13, $"Line {entry.Version} of {entry.Stream} still names {person}.");
        foreach (var lines in forgotten.GroupBy(entry => entry.Stream))
        {
            if (Chain.Verify(lines, key) is { } broken)
                return new(
                    13, $"With {person} forgotten, the chain of {lines.Key} breaks at line {broken.Version}: {broken.Reason}");
            var (was, now) = (Counts(federation.State(lines.Key)!), Counts(Replayed(lines.Key, lines.ToArray())));
            if (was != now) return new(13, $"With {person} forgotten, {lines.Key} counts {now}, and it counted {was}.");
        }

        return null;
    }

    private static bool Names(string text, string key)
    {
        for (var at = text.IndexOf(key, StringComparison.Ordinal);
        at >= 0; at = text.IndexOf(key, at + 1, StringComparison.Ordinal))
            if (!(at > 0 && char.IsLetterOrDigit(text[at - 1]))
                && !(at + key.Length < text.Length && char.IsLetterOrDigit(text[at + key.Length]))) return true;
        return false;
    }

    private static string Counts(object state) => string.Join(" ", state switch
    {
        Community c =>
            [c.Version, c.MemberCount, c.CountingMembers, c.Observers.Count, c.OpenDecisions.Count(), c.Mandates.Count,
                c.Conveners.Count(), c.Status,
            string.Concat(c.ClosedDecisions.Select(d => d.Result!.Outcome.ToString() + d.Result.Count))],
        Link l =>
            [l.Version, l.Status, l.Kind, l.Brokers.Count, l.Brokers.Count(b => b.Until is null), l.Questions.Count,
                l.Objects.Count, l.MandatesUsed.Count, l.AgreedAt?.ToString() ?? ""],
        PracticeNote n =>
            [n.Version, n.Status, n.Edition, n.Contributors.Count, n.Decided, n.EffectiveAudience(n.LastAt), n.Findings.Count,
                n.OnwardSteps.Count, n.Reviews.Count, n.MandatesUsed.Count],
        Adoption a => [a.Version, a.Status, a.Note, a.Edition, a.Outcomes.Count, a.Stories.Count],
        Gathering g =>
            [g.Version, g.Status, g.Coming.Count(), g.Waiting.Count(), g.SaidNo.Count(), g.ToConfirm.Count(), g.HowManyCame,
                g.Offers.Count, g.Decisions.Count, g.Notes.Count, g.MandatesUsed.Count, g.Call!.Guests.Count],
        Question q =>
            [q.Version, q.Status, q.EffectiveAudience(q.LastAt), q.HaveItToo.Count, q.Carried.Count, q.Reports.Count,
                q.PointsElsewhere, string.Concat(q.Answers.Select(answer => $"{answer.IsWithdrawn}{answer.Helped}"))],
        _ => Array.Empty<object>(),
    });

    private static object Replayed(StreamId stream, IReadOnlyList<Entry> history) => stream.Kind switch
    {
        StreamKind.Community => Community.Replay(history),
        StreamKind.Link => Link.Replay(history),
        StreamKind.Note => PracticeNote.Replay(history),
        StreamKind.Adoption => Adoption.Replay(history),
        StreamKind.Gathering => Gathering.Replay(history),
        _ => Question.Replay(history),
    };

    private static Answer Asked(Federation federation, StreamId on, Act act, Instant at) => on.Kind switch
    {
        StreamKind.Community => federation[CommunityId.Of(on.Id)].Ask((IActOn<Community>)act, at),
        StreamKind.Link => federation[LinkId.Of(on.Id)].Ask((IActOn<Link>)act, at),
        StreamKind.Note => federation[NoteId.Of(on.Id)].Ask((IActOn<PracticeNote>)act, at),
        StreamKind.Adoption => federation[AdoptionId.Of(on.Id)].Ask((IActOn<Adoption>)act, at),
        StreamKind.Gathering => federation[GatheringId.Of(on.Id)].Ask((IActOn<Gathering>)act, at),
        _ => federation[QuestionId.Of(on.Id)].Ask((IActOn<Question>)act, at),
    };

    private static Mandate? Uses(Event happened) => happened switch
    {
        EndEvent { As: ByMandate { Given: var mandate } } => mandate,
        CallersEvent { As: ByMandate { Given: var mandate } } => mandate,
        NoteEndorsed e => e.Mandate,
        AudienceDecided e => e.Mandate,
        OnwardStepTaken e => e.Mandate,
        _ => null,
    };

    private static (PracticeNote Before, PracticeNote After)? NoteOf(FederationMoment moment) =>
        Guard.Against.Null(moment).On is { Kind: StreamKind.Note, Id: var id }
            ? (moment.Before[NoteId.Of(id)], moment.After[NoteId.Of(id)])
            : null;

    /// <summary>From an instant on, every instant at which what a note reaches may change, and just before.</summary>
    private static IEnumerable<Instant> Instants(PracticeNote note, Instant at) =>
        note.Contributors.Where(c => c.Consent?.Until is not null).Select(c => c.Consent!.Until!.Value)
            .SelectMany(end => new[] { end - Duration.Epsilon, end }).Where(i => i >= at).Append(at).Append(Instant.MaxValue);

    private static Instant? Widened(PracticeNote before, PracticeNote after, Instant at) =>
        Instants(before, at).Concat(Instants(after, at)).Where(i => after.EffectiveAudience(i) > before.EffectiveAudience(i))
            .Select(i => (Instant?)i).FirstOrDefault();

    /// <summary>What else than findings and the restriction is not as it was; null for nothing.</summary>
    private static string? After(PracticeNote before, PracticeNote after) =>
        before.Status != after.Status ? "the status"
        : before.Content != after.Content || before.Edition != after.Edition ? "the text"
        : before.Contributors != after.Contributors ? "the contributors"
        : before.Decided != after.Decided || before.NamedLinks != after.NamedLinks ? "what was decided"
        : before.EmbargoUntil != after.EmbargoUntil ? "the embargo"
        : before.OnwardSteps != after.OnwardSteps || before.EndorsedEdition != after.EndorsedEdition
            || before.SupersededBy != after.SupersededBy ? "what became of it"
        : null;

    /// <summary>What a note reaches, read from its events one by one.</summary>
    private static Audience Reach(IReadOnlyList<Entry> history, Instant at)
    {
        var (consents, decided, edition, isRestricted) = (new Dictionary<PersonId, Consent?>(), Audience.Contributors, 0, false);
        var findings = new List<(int Edition, Audience Audience, Instant At)>();
        foreach (var entry in history)
        {
            switch (entry.Event)
            {
                case NoteDrafted e:
                    (edition, consents[e.Author.Person]) = (1, null);
                    break;
                case NoteRevised e:
                    edition = e.Edition;
                    foreach (var other in consents.Keys.Where(p => p != e.Reviser).ToArray()) consents[other] = null;
                    break;
                case ContributorNamed e: consents[e.Contribution.Person] = null; break;
                case ContributorLeft e: consents.Remove(e.Person); break;
                case ConsentGiven e: consents[e.Person] = e.Consent; break;
                case ConsentRevoked e: consents[e.Person] = null; break;
                case ContributorsMerged e:
                    var theirs = consents[e.Dropped];
                    consents.Remove(e.Dropped);
                    if (!consents.ContainsKey(e.Kept)) consents[e.Kept] = theirs;
                    break;
                case FindingMade e: findings.Add((e.Edition, e.Audience, entry.At)); break;
                case NoteOffered e: decided = e.Audience; break;
                case AudienceDecided e: decided = e.Audience; break;
                case RestrictionPlaced: isRestricted = true; break;
                case RestrictionLifted: isRestricted = false; break;
            }
        }

        if (isRestricted || consents.Count == 0) return Audience.Contributors;
        var mine = findings.Where(f => f.Edition == edition && f.At <= at).ToArray();
        var found = mine.Length == 0 ? Audience.Community : mine.Where(f => f.At == mine.Max(g => g.At)).Min(f => f.Audience);
        return consents.Values.Select(c => c is null || c.Until <= at ? Audience.Contributors : c.Ceiling).Append(decided)
            .Append(found).Min();
    }

    /// <summary>
    /// What two keys of one person consent to: what both consent to, or what the only key that contributed does.
    /// </summary>
    private static Consent? OneOf(Contribution? kept, Contribution dropped) =>
        kept is null || kept.Consent == dropped.Consent ? dropped.Consent : null;

    private static Party OtherEnd(Link link, Side side) => (side == Side.A ? link.B : link.A)!;

    /// <summary>What one end needs to take a step by itself.</summary>
    private static Capacity Alone(Link link, Side side, LinkStep step, Instant at) => link[side] switch
    {
        CommunityParty { Community: var community } =>
            new ByMandate(
                new Mandate(
                    community, new DecisionId(1_000_000), StreamId.Of(link.Id), MandatePurpose.Link, at, at
                        + Duration.FromDays(9000))
        {
            What = new LinkMatter(step, OtherEnd(link, side)),
        }),
        GroupParty { Group: var group } => new AsSpokesperson(new(group, PersonId.Of("speaker"), "directory")),
        var end => new AsThemself(((PersonParty)end!).Person),
    };
}
