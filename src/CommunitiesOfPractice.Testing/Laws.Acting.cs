namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// Laws 8 to 10, act by act. An act on a link, on a note, in an adoption, on a gathering or on a question is allowed exactly
    /// when nothing that its documentation says refuses it. The law says this a second time from what anybody can see of the
    /// stream. The host answers for whose evidence an act carries, and whether it is true.
    /// </summary>
    public static BrokenLaw? ActsAreAllowedAsWritten(FederationMoment moment)
    {
        if (Guard.Against.Null(moment).On is not { } on) return null;
        var mergers = MergersIn(moment.Before.HistoryOf(on));
        var (law, allowed) = on.Kind switch
        {
            StreamKind.Link => (9, IsAllowed(moment.Act!, moment.Before[LinkId.Of(on.Id)], moment.RuledAt, mergers)),
            StreamKind.Note =>
                (8, IsAllowed(
                    moment.Act!, moment.Before[NoteId.Of(on.Id)], moment.RuledAt, mergers, moment.Before.HistoryOf(on))),
            StreamKind.Adoption => (10, IsAllowed(moment.Act!, moment.Before[AdoptionId.Of(on.Id)], mergers)),
            StreamKind.Gathering => (14, IsAllowed(moment.Act!, GatheringId.Of(on.Id), Settled(moment), moment.RuledAt, mergers)),
            StreamKind.Question => (
                8, IsAllowed(
                    moment.Act!, QuestionId.Of(on.Id), new PlainQuestion(moment.Before.HistoryOf(on)), moment.RuledAt, mergers)),
            _ => (0, moment.Done.Allowed),
        };
        if (on.Kind != StreamKind.Community && NamedIn(moment.Act!).Any(person => mergers.Any(m => m.Dropped == person)))
        {
            if (moment.Done.Allowed || moment.Done.Clause != Clauses.SecondKey)
                return new(
                    13, $"{moment.Act} on {on} is by a second key, or about one, and was answered by {moment.Done.Clause}.");
            return null;
        }

        return allowed == moment.Done.Allowed
            ? null
            : new(law,
                $"{moment.Act} on {on} was {(allowed ? "refused, by " + moment.Done.Clause : "allowed")}, against what is "
                    + "written of it.");
    }

    /// <summary>
    /// Law 12: a link, a note, an adoption, a gathering and a question are as their histories say, event by event. A gathering's
    /// places are those of a plain queue, at every prefix, and two keys of one person have one.
    /// </summary>
    public static BrokenLaw? StateIsWhatHappened(FederationMoment moment)
    {
        if (Guard.Against.Null(moment).On is not { } on || moment.Done.Events.Count == 0) return null;
        var (stands, told) = on.Kind switch
        {
            StreamKind.Link => (StateOf(moment.After[LinkId.Of(on.Id)]), ToldOfLink(moment.After.HistoryOf(on))),
            StreamKind.Note => (StateOf(moment.After[NoteId.Of(on.Id)]), ToldOfNote(moment.After.HistoryOf(on))),
            StreamKind.Adoption => (StateOf(moment.After[AdoptionId.Of(on.Id)]), ToldOfAdoption(moment.After.HistoryOf(on))),
            StreamKind.Gathering => (
                PlainGathering.Of(moment.After[GatheringId.Of(on.Id)]),
                new PlainGathering(moment.After.HistoryOf(on)).ToString()),
            StreamKind.Question => (
                PlainQuestion.Of(moment.After[QuestionId.Of(on.Id)]), new PlainQuestion(moment.After.HistoryOf(on)).ToString()),
            _ => ("", ""),
        };
        return stands == told ? null : new(12, $"{on} stands as {stands}, and its history says {told}.");
    }

    // ---- Who is who.

    private static (PersonId Kept, PersonId Dropped)[] MergersIn(IReadOnlyList<Entry> history) =>
        [.. history.Select(entry => entry.Event).SelectMany(happened => happened switch
    {
        LinkKeysMerged e => [(e.Kept, e.Dropped)],
        ContributorsMerged e => [(e.Kept, e.Dropped)],
        AdoptionKeysMerged e => [(e.Kept, e.Dropped)],
        GatheringKeysMerged e => [(e.Kept, e.Dropped)],
        QuestionKeysMerged e => [(e.Kept, e.Dropped)],
        _ => Array.Empty<(PersonId, PersonId)>(),
    })];

    private static IEnumerable<PersonId> NamedIn(Act act)
    {
        if (act.Actor is { } by) yield return by;
        PersonId[] others = act switch
        {
            OfferLink { To: PersonParty { Person: var to } } => [to],
            MergeKeys merge => [merge.Kept, merge.Dropped],
            NameContributor name => [name.Person],
            Forget forget => [forget.Person],
            CallGathering call => [.. call.Call.Guests],
            InviteGuest invite => [invite.Guest],
            SayWhoCame say => [.. say.People],
            ReportGone gone => [gone.Person],
            ReportBack back => [back.Person],
            ReportUnattended unattended => [unattended.Person],
            _ => [],
        };
        foreach (var person in others) yield return person;
    }

    // ---- Links.

    private static bool IsAllowed(Act act, Link link, Instant at, (PersonId Kept, PersonId Dropped)[] mergers)
    {
        bool Knows(PersonId person) => link.SideOf(Party.Of(person)) is not null || link.Brokers.Any(b => b.Broker == person)
            || link.Questions.Any(q => q.By == person) || mergers.Any(m => m.Kept == person);
        var isKept = link.Status is LinkStatus.Agreed or LinkStatus.Paused && !(link.Terms!.Until <= at);
        var isOffered = link.Status == LinkStatus.Offered;
        return act switch
        {
            OfferLink offer => link.Status is LinkStatus.Unknown or LinkStatus.Declined && offer.By.For != offer.To
                && (link.Status == LinkStatus.Unknown
                    || (link.SideOf(offer.By.For) is not null && link.SideOf(offer.To) is not null))
                && Fits(offer.Kind, offer.By.For, offer.To, offer.Terms, at)
                    && Settles(offer.By, link, new(LinkStep.Offer, offer.To, offer.Kind, offer.Terms), at),
            AskAboutLink ask =>
                (isOffered || (link.NewTerms is not null && isKept)) && IsAtAnEnd(ask.By, link) && ask.Words is not null,
            AnswerAboutLink answer => answer.Number >= 1 && answer.Number <= link.Questions.Count
                && link.Questions[answer.Number - 1] is { Answer: null } question && IsAtAnEnd(answer.By, link)
                && question.By != answer.By.Person && answer.Words is not null,
            AcceptLink accept => isOffered && !(link.Terms!.Until <= at) && accept.By.For == link.B
                && Settles(accept.By, link, new(LinkStep.Accept, link.A!, link.Kind, link.Terms), at),
            DeclineLink decline => isOffered && decline.By.For == link.B
                && Settles(decline.By, link, new(LinkStep.Decline, link.A!, Reason: decline.Reason), at),
            WithdrawOffer withdraw => isOffered && withdraw.By.For == link.A
                && Settles(withdraw.By, link, new(LinkStep.Decline, link.B!, Reason: withdraw.Reason), at),
            PauseLink pause => isKept && link.SideOf(pause.By.For) is { } side && !link.IsPausedBy(side)
                && Settles(pause.By, link, new(LinkStep.Pause, OtherEnd(link, side), Reason: pause.Reason), at),
            ResumeLink resume => isKept && link.SideOf(resume.By.For) is { } side && link.IsPausedBy(side)
                && Settles(resume.By, link, new(LinkStep.Resume, OtherEnd(link, side)), at),
            OfferTerms offer => isKept && link.SideOf(offer.By.For) is { } side && offer.Terms != link.Terms
                && !(offer.Terms == link.NewTerms && link.NewTermsFrom == side)
                && Fits(link.Kind, link.A!, link.B!, offer.Terms, at)
                    && Settles(offer.By, link, new(LinkStep.OfferTerms, OtherEnd(link, side), Terms: offer.Terms), at),
            AcceptTerms accept => isKept && link.NewTerms is { } terms && !(terms.Until <= at)
                && link.SideOf(accept.By.For) is { } side && side != link.NewTermsFrom
                && Settles(accept.By, link, new(LinkStep.AcceptTerms, OtherEnd(link, side), Terms: terms), at),
            EndLink end => isKept && link.SideOf(end.By.For) is { } side
                && Settles(end.By, link, new(LinkStep.End, OtherEnd(link, side), Reason: end.Reason), at),
            BeginBroking begin => isKept && link.SideOf(begin.By.For) is { } side && IsAtAnEnd(begin.By, link)
                && !link.Brokers.Any(b => b.Broker == begin.By.Person && b.Side == side && b.Until is null),
            StopBroking stop => link.Brokers.Any(b => b.Broker == stop.By && b.Until is null),
            PlaceObject place =>
                isKept && IsAtAnEnd(place.By, link) && link.Objects.All(o => o.Name != place.Name) && place.Words is not null,
            ReadObject read =>
                isKept && IsAtAnEnd(read.By, link) && link.Objects.Any(o => o.Name == read.Name) && read.Reading is not null,
            AnswerAsLeader answer => link.Kind == LinkKind.Leader && (isKept || (isOffered && !(link.Terms!.Until <= at)))
                && link.B == Party.Of(answer.By) && link.LeaderAnswer is null && answer.Words is not null,
            MergeKeys merge => link.Status != LinkStatus.Unknown && merge.Kept != merge.Dropped
                && new[] { merge.Kept, merge.Dropped }.Any(Knows),
            _ => throw new InvalidOperationException("Another act on a link?"),
        };
    }

    /// <summary>An end's step is its members' together, word for word and once; its spokesperson's; or the person's.</summary>
    private static bool Settles(Capacity by, Link link, LinkMatter what, Instant at) => by switch
    {
        ByMandate { Given: var mandate } => mandate.To == StreamId.Of(link.Id) && mandate.Purpose == MandatePurpose.Link
            && !link.MandatesUsed.Contains(mandate.Id) && at < mandate.Expires && what.Equals(mandate.What),
        AsSpokesperson or AsThemself => true,
        _ => false,
    };

    /// <summary>A person there, who may act for an end.</summary>
    private static bool IsAtAnEnd(Capacity by, Link link) => by switch
    {
        AsMember member => link.SideOf(member.For) is not null && member.Evidence.MayAct,
        AsSpokesperson or AsThemself => link.SideOf(by.For) is not null,
        _ => false,
    };

    private static bool Fits(LinkKind kind, Party a, Party b, LinkTerms terms, Instant at)
    {
        bool IsGroup(Party end, GroupKind of) => end is GroupParty { Group.Kind: var group } && group == of;
        var ends = kind switch
        {
            LinkKind.Sister or LinkKind.Overlap or LinkKind.Feeder or LinkKind.Umbrella =>
                a is CommunityParty && b is CommunityParty,
            LinkKind.Sponsor => (a is CommunityParty && b is GroupParty) || (a is GroupParty && b is CommunityParty),
            LinkKind.Network =>
                a is not PersonParty && b is not PersonParty && (IsGroup(a, GroupKind.Network) || IsGroup(b, GroupKind.Network)),
            LinkKind.Organisation => a is not PersonParty && b is not PersonParty
                && (IsGroup(a, GroupKind.Organisation) || IsGroup(b, GroupKind.Organisation)),
            _ => a is not PersonParty && b is PersonParty && terms.Carries == Flow.None && terms.Purpose is not null,
        };
        return ends && !(terms.Carries == Flow.None && terms.Onward != Onward.None) && !(terms.Until <= at);
    }

    private static string StateOf(Link link) =>
        string.Join(
            "; ", link.Status, link.Kind, link.A, link.B, link.Terms, link.NewTerms, link.NewTermsFrom, link.AgreedAt,
                link.PausedByA, link.PausedByB,
        string.Join(",", link.Brokers), string.Join(",", link.Questions), string.Join(",", link.Objects), link.LeaderAnswer,
            string.Join(",", link.MandatesUsed));

    private static string ToldOfLink(IReadOnlyList<Entry> history)
    {
        var (status, offer, terms, agreed) = (LinkStatus.Unknown, (LinkOffered?)null, (LinkTerms?)null, (Instant?)null);
        var (fresh, from, answer) = ((LinkTerms?)null, (Side?)null, (FreeText?)null);
        var (paused, used) = (new HashSet<Side>(), new List<string>());
        var (brokers, questions, objects) = (new List<Brokerage>(), new List<LinkQuestion>(), new List<BoundaryObject>());
        var names = new List<(PersonId Dropped, PersonId Kept)>();
        foreach (var entry in history)
        {
            if (entry.Event is EndEvent { As: ByMandate { Given: var mandate } }) used.Add(mandate.Id);
            switch (entry.Event)
            {
                case LinkOffered e: (status, offer, terms, fresh, from, answer) =
                    (LinkStatus.Offered, e, e.Terms, null, null, null); break;
                case LinkQuestionAsked e: questions.Add(new(e.By, e.Words, entry.At)); break;
                case LinkQuestionAnswered e: questions[e.Number - 1] = questions[e.Number - 1] with { Answer = e.Words }; break;
                case LinkAgreed: (status, agreed) = (LinkStatus.Agreed, entry.At); break;
                case LinkDeclined: status = LinkStatus.Declined; break;
                case LinkPaused e:
                    paused.Add(e.Side);
                    status = LinkStatus.Paused;
                    break;
                case LinkResumed e:
                    paused.Remove(e.Side);
                    if (paused.Count == 0) status = LinkStatus.Agreed;
                    break;
                case TermsOffered e: (fresh, from) = (e.Terms, e.Side); break;
                case TermsChanged e: (terms, fresh, from) = (e.Terms, null, null); break;
                case LinkEnded:
                    (status, fresh, from) = (LinkStatus.Ended, null, null);
                    Stop(_ => true, entry.At);
                    break;
                case BrokerBegan e: brokers.Add(new(e.Broker, e.Side, entry.At)); break;
                case BrokerLeft e: Stop(b => b.Broker == e.Broker && b.Side == e.Side, entry.At); break;
                case ObjectPlaced e: objects.Add(new(e.Name, e.Words)); break;
                case ObjectRead e:
                    var at = objects.FindIndex(o => o.Name == e.Name);
                    objects[at] = e.Side == Side.A
                        ? objects[at] with { ReadingAtA = e.Reading }
                        : objects[at] with { ReadingAtB = e.Reading };
                    break;
                case LeaderAnswered e: answer = e.Words; break;
                case LinkKeysMerged e:
                    foreach (var side in new[] { Side.A, Side.B })
                        if (brokers.Any(b => b.Broker == e.Kept && b.Side == side && b.Until is null))
                            Stop(b => b.Broker == e.Dropped && b.Side == side, entry.At);
                    for (var i = 0; i < brokers.Count; i++)
                        if (brokers[i].Broker == e.Dropped) brokers[i] = brokers[i] with { Broker = e.Kept };
                    for (var i = 0; i < questions.Count; i++)
                        if (questions[i].By == e.Dropped) questions[i] = questions[i] with { By = e.Kept };
                    offer = offer! with { A = Kept(offer.A, e), B = Kept(offer.B, e) };
                    break;
                default: throw new InvalidOperationException("Another event of a link?");
            }
        }

        return string.Join(
            "; ", status, offer!.Kind, offer.A, offer.B, terms, fresh, from, agreed, paused.Contains(Side.A),
                paused.Contains(Side.B),
            string.Join(",", brokers), string.Join(",", questions), string.Join(",", objects), answer, string.Join(",", used));

        void Stop(Func<Brokerage, bool> whose, Instant at)
        {
            for (var i = 0; i < brokers.Count; i++)
                if (brokers[i].Until is null && whose(brokers[i])) brokers[i] = brokers[i] with { Until = at };
        }

        static Party Kept(Party end, LinkKeysMerged merged) => end == Party.Of(merged.Dropped) ? Party.Of(merged.Kept) : end;
    }

    // ---- Adoptions.

    private static bool IsAllowed(Act act, Adoption adoption, (PersonId Kept, PersonId Dropped)[] mergers)
    {
        var isKnown = adoption.Status != AdoptionStatus.Unknown;
        var isConsidering = adoption.Status == AdoptionStatus.Considering;
        var isTakenUp = adoption.Status is AdoptionStatus.Adopted or AdoptionStatus.Adapted;
        bool IsTheirs(Capacity by) => by.For == adoption.Adopter && MayAdopt(by);
        return act switch
        {
            ConsiderNote consider => !isConsidering && !isTakenUp
                && (!isKnown || (adoption.Note == consider.Reading.Note && adoption.Adopter == consider.By.For))
                && MayAdopt(consider.By) && consider.Reading.Reader == consider.By.Person,
            Adopt adopt => isConsidering && IsTheirs(adopt.By) && adopt.Why is not null,
            DeclineNote decline => isConsidering && IsTheirs(decline.By) && decline.Why is not null,
            Adapt adapt => (isConsidering || isTakenUp) && IsTheirs(adapt.By) && adapt.Changed is not null
                && adapt.Why is not null && adapt.WrittenUpAs != adoption.Note && adapt.WrittenUpAs != default(NoteId),
            Abandon abandon => isTakenUp && IsTheirs(abandon.By) && abandon.Why is not null,
            TakeOwnership take => isKnown && IsTheirs(take.By) && adoption.Owner != take.By.Person,
            ReportOutcome report =>
                (isTakenUp || adoption.Status == AdoptionStatus.Abandoned) && IsTheirs(report.By) && report.Happened is not null,
            TellStory tell => isKnown && IsTheirs(tell.By) && tell.Words is not null,
            MergeKeys merge =>
                isKnown && merge.Kept != merge.Dropped
                    && new[] { merge.Kept, merge.Dropped }.Any(
                        key => adoption.Owner == key || adoption.Adopter == Party.Of(key) || mergers.Any(m => m.Kept == key)),
            _ => throw new InvalidOperationException("Another act in an adoption?"),
        };
    }

    private static bool MayAdopt(Capacity by) => by switch
    {
        AsMember member => member.Evidence.MayAct,
        AsStaff staff => staff.Evidence.Groups.Contains(staff.Group),
        AsSpokesperson or AsThemself => true,
        _ => false,
    };

    private static string StateOf(Adoption adoption) =>
        string.Join(
            "; ", adoption.Status, adoption.Note, adoption.Edition, adoption.Adopter, adoption.Owner, adoption.Context,
                string.Join(",", adoption.Settings),
        adoption.Changed, adoption.WrittenUpAs, adoption.Why, string.Join(",", adoption.Outcomes),
            string.Join(",", adoption.Stories));

    private static string ToldOfAdoption(IReadOnlyList<Entry> history)
    {
        var (status, considered, adopter, owner) =
            (AdoptionStatus.Unknown, (NoteConsidered?)null, (Party?)null, default(PersonId));
        var (changed, written, why) = ((FreeText?)null, (NoteId?)null, (FreeText?)null);
        var (outcomes, stories) = (new List<OutcomeReport>(), new List<ValueStory>());
        foreach (var entry in history)
        {
            switch (entry.Event)
            {
                case NoteConsidered e: (status, considered, adopter, owner, changed, why) =
                    (AdoptionStatus.Considering, e, e.Adopter, e.Owner, null, null); break;
                case NoteAdopted e: (status, why) = (AdoptionStatus.Adopted, e.Why); break;
                case NoteAdapted e: (status, changed, why, written) =
                    (AdoptionStatus.Adapted, e.Changed, e.Why, e.WrittenUpAs ?? written); break;
                case AdoptionDeclined e: (status, why) = (AdoptionStatus.Declined, e.Why); break;
                case AdoptionAbandoned e: (status, why) = (AdoptionStatus.Abandoned, e.Why); break;
                case OwnerChanged e: owner = e.Owner; break;
                case OutcomeReported e: outcomes.Add(new(e.Outcome, e.Happened, entry.At)); break;
                case StoryTold e: stories.Add(new(e.Cycle, e.Words, e.Indicator, entry.At)); break;
                case AdoptionKeysMerged e:
                    if (adopter == Party.Of(e.Dropped)) adopter = Party.Of(e.Kept);
                    if (owner == e.Dropped) owner = e.Kept;
                    break;
                default: throw new InvalidOperationException("Another event of an adoption?");
            }
        }

        return string.Join(
            "; ", status, considered!.Note, considered.Edition, adopter, owner, considered.Context,
                string.Join(",", considered.Settings),
            changed, written, why, string.Join(",", outcomes), string.Join(",", stories));
    }

    // ---- Notes.

    private static bool IsAllowed(
        Act act, PracticeNote note, Instant at, (PersonId Kept, PersonId Dropped)[] mergers, IReadOnlyList<Entry> history)
    {
        bool Knows(PersonId person) => mergers.Any(m => m.Kept == person) || history.Any(entry => entry.Event switch
        {
            NoteDrafted drafted => drafted.Author.Person == person,
            ContributorNamed named => named.Contribution.Person == person,
            ReviewGiven review => review.By == person,
            _ => false,
        });
        var isKnown = note.Status != NoteStatus.Unknown;
        var isStanding = note.Status is NoteStatus.Draft or NoteStatus.Offered;
        var isOffered = note.Status == NoteStatus.Offered;
        bool Contributes(PersonId? person) => note.Contributors.Any(c => c.Person == person);
        bool ActsAtHome(Capacity by) => by is AsMember { Evidence: { MayAct: true, Community: var home } } && home == note.Home;
        bool FitsIn(NoteContent content) => !(content is BundleContent bundle && bundle.Items.Contains(note.Id))
            && (note.Content is null || note.Content is BundleContent == content is BundleContent);
        bool IsMandated(Mandate mandate, MandateMatter what) => what.Equals(mandate.What) && mandate.To == StreamId.Of(note.Id)
            && mandate.Purpose == MandatePurpose.Share && at < mandate.Expires && !note.MandatesUsed.Contains(mandate.Id);

        // The home's members together, or one acting member that the charter lets act: only the second is asked who they are.
        bool IsSettled(Capacity by, Func<SharingRules, Authority?> authority, MandateMatter what) =>
            by.For == Party.Of(note.Home) && by switch
        {
            ByMandate { Given: var mandate } => IsMandated(mandate, what),
            AsMember { Evidence: var home } => home.MayAct && authority(home.Sharing) switch
            {
                AnyMember => true,
                CommunitiesOfPractice.Contributors => Contributes(home.Person),
                _ => false,
            },
            _ => false,
        };
        bool IsEndorsedFirst(Capacity by) => by switch
        {
            ByMandate { Given: var mandate } => mandate.EndorsedFirst,
            AsMember { Evidence.Sharing.EndorsedFirst: var first } => first,
            _ => false,
        };
        return act switch
        {
            DraftNote draft => !isKnown && draft.By is AsMember { Evidence.MayAct: true } && FitsIn(draft.Content)
                && (draft.From is not { } from || (from.Reading.MayRead && from.Reading.Person == draft.By.Person
                    && from.Answers.All(answer => answer.Stands))),
            ReviseNote revise => isStanding && Contributes(revise.By) && FitsIn(revise.Content) && revise.Content != note.Content,
            NameContributor name => isStanding && Contributes(name.By.Person) && ActsAtHome(name.By) && !Contributes(name.Person),
            LeaveNote leave => isKnown && Contributes(leave.By),
            GiveConsent give => isStanding && Contributes(give.By) && !(give.Consent.Until <= at)
                && note.ContributionOf(give.By)!.Consent != give.Consent,
            RevokeConsent revoke => isKnown && Contributes(revoke.By) && note.ContributionOf(revoke.By)!.Consent is not null,
            OfferNote offer => isStanding && Contributes(offer.By.Person) && ActsAtHome(offer.By)
                && (offer.To ?? ((AsMember)offer.By).Evidence.Sharing.Default) is var to
                && to is Audience.Contributors or Audience.Community && !(isOffered && to <= note.Decided),
            ReviewNote review =>
                isOffered && ActsAtHome(review.By) && !Contributes(review.By.Person) && review.Edition == note.Edition,
            RecordFinding find =>
                isOffered && ActsAtHome(find.By) && !Contributes(find.By.Person) && find.Edition == note.Edition,
            ReportFinding find => isStanding && find.Edition == note.Edition,
            Endorse endorse => isOffered && endorse.What.Edition == note.Edition && note.EndorsedEdition != note.Edition
                && IsSettled(endorse.By, sharing => sharing.Endorse, endorse.What),
            Widen widen => isOffered && widen.What.Edition == note.Edition && IsWider(widen.What, note)
                && (!IsEndorsedFirst(widen.By) || note.EndorsedEdition == note.Edition)
                    && IsSettled(widen.By, sharing => sharing.Widening(widen.What.Audience), widen.What)
                && (widen.By is not AsMember member
                    || member.Evidence.Sharing.Widening(widen.What.Audience) is not CommunitiesOfPractice.Contributors
                        || note.Contributors.All(
                            c => c.Consent is { } consent && !(consent.Until <= at) && consent.Ceiling >= widen.What.Audience)),
            Narrow narrow => isStanding && Contributes(narrow.By) && narrow.To < note.Decided,
            NameLinks name =>
                isStanding && Contributes(name.By) && note.Decided >= Audience.Linked
                    && (note.NamedLinks is null
                        || (name.Links.All(note.NamedLinks.Contains) && name.Links.Count < note.NamedLinks.Count)),
            SetEmbargo set => isStanding && Contributes(set.By) && set.Until > at && !(set.Until <= note.EmbargoUntil),
            LiftEmbargo lift => isStanding && Contributes(lift.By.Person) && ActsAtHome(lift.By) && !(lift.Until <= at)
                && note.EmbargoUntil > (lift.Until ?? at),
            PassOn pass => isOffered && !(note.EmbargoUntil > at) && note.EffectiveAudience(at) >= Audience.Linked
                && Carried(pass.Via, Party.Of(note.Home)) is { } middle && pass.Via.Terms.Onward == Onward.OneStep
                    && note.NamedLinks?.Contains(pass.Via.Link) != false
                && Carried(pass.To, middle) is { } far && far != Party.Of(note.Home)
                    && !note.OnwardSteps.Any(s => s.Via == pass.Via.Link && s.To == pass.To.Link)
                && pass.By.For == middle
                    && (pass.By is AsSpokesperson
                        || (pass.By is ByMandate given
                            && IsMandated(given.Given, new PassOnMatter(pass.Via.Link, pass.To.Link)))),
            Supersede supersede => isStanding && Contributes(supersede.By.Person) && ActsAtHome(supersede.By)
                && supersede.Other is { Status: NoteStatus.Offered } other && other.Note != note.Id && other.Home == note.Home
                && other.SupersededBy != note.Id && note.SupersededBy != other.Note,
            WithdrawNote withdraw => isStanding && Contributes(withdraw.By),
            PlaceRestriction place =>
                isKnown && place.ReviewBy > at && (note.Restriction is null || note.Restriction.Role == place.Role),
            LiftRestriction => isKnown && note.Restriction is not null,
            MergeKeys merge => isKnown && merge.Kept != merge.Dropped && (Knows(merge.Kept) || Knows(merge.Dropped)),
            Forget forget => isKnown && Contributes(forget.Person),
            _ => throw new InvalidOperationException("Another act on a note?"),
        };
    }

    private static string StateOf(PracticeNote note) =>
        string.Join(
            "; ", note.Status, note.Home, note.Content, note.Edition, note.ChathamHouse, string.Join(",", note.Contributors),
                note.Decided, note.OfferedSince,
        note.NamedLinks is { } links ? string.Join(",", links) : "all", string.Join(",", note.Findings), note.EmbargoUntil,
            note.Restriction, string.Join(",", note.OnwardSteps), string.Join(",", note.Reviews),
        note.EndorsedEdition, note.SupersededBy, note.FromQuestion, note.WithdrawnWhy, note.WithdrawnAt,
            string.Join(",", note.MandatesUsed));

    private static string ToldOfNote(IReadOnlyList<Entry> history)
    {
        var drafted = (NoteDrafted)history[0].Event;
        var (status, content, edition, decided, named) =
            (NoteStatus.Draft, drafted.Content, 1, Audience.Contributors, (ValueList<LinkId>?)null);
        var (embargo, restriction, endorsed, superseded) = ((Instant?)null, (Restriction?)null, (int?)null, (NoteId?)null);
        var (why, gone, since) = ((FreeText?)null, (Instant?)null, (Instant?)null);
        var contributors = new List<Contribution> { drafted.Author };
        var (findings, steps, reviews, used) =
            (new List<Finding>(), new List<OnwardStep>(), new List<PeerReview>(), new List<string>());
        foreach (var entry in history.Skip(1))
        {
            if (Uses(entry.Event) is { } mandate) used.Add(mandate.Id);
            switch (entry.Event)
            {
                case NoteRevised e:
                    (content, edition) = (e.Content, e.Edition);
                    Change(c => c.Person != e.Reviser, c => c with { Consent = null });
                    break;
                case ContributorNamed e: contributors.Add(e.Contribution); break;
                case ContributorLeft e: contributors.RemoveAll(c => c.Person == e.Person); break;
                case ConsentGiven e: Change(c => c.Person == e.Person, c => c with { Consent = e.Consent }); break;
                case ConsentRevoked e: Change(c => c.Person == e.Person, c => c with { Consent = null }); break;
                case ContributorsMerged e:
                    if (contributors.Exists(c => c.Person == e.Kept)) contributors.RemoveAll(c => c.Person == e.Dropped);
                    else Change(c => c.Person == e.Dropped, c => c with { Person = e.Kept });
                    for (var i = 0; i < reviews.Count; i++)
                        if (reviews[i].By == e.Dropped) reviews[i] = reviews[i] with { By = e.Kept };
                    break;
                case FindingMade e: findings.Add(new(e.Edition, e.Audience, entry.At, e.Role)); break;
                case NoteOffered e: (status, decided) = (NoteStatus.Offered, e.Audience); break;
                case ReviewGiven e: reviews.Add(new(e.By, e.Edition, e.Words, entry.At)); break;
                case NoteEndorsed e: endorsed = e.Edition; break;
                case AudienceDecided e: (decided, named) = (e.Audience, e.NamedLinks); break;
                case EmbargoSet e: embargo = e.Until; break;
                case RestrictionPlaced e: restriction = new(e.Role, e.Reason, e.ReviewBy, entry.At); break;
                case RestrictionLifted: restriction = null; break;
                case OnwardStepTaken e: steps.Add(new(e.Via, e.To, entry.At)); break;
                case NoteSuperseded e: superseded = e.By; break;
                case NoteWithdrawn e: (status, why, gone) = (NoteStatus.Withdrawn, e.Reason, entry.At); break;
                default: throw new InvalidOperationException("Another event of a note?");
            }

            since = status == NoteStatus.Offered && decided != Audience.Contributors ? since ?? entry.At : null;
        }

        return string.Join(
            "; ", status, drafted.Home, content, edition, drafted.ChathamHouse, string.Join(",", contributors), decided, since,
                named is null ? "all" : string.Join(",", named), string.Join(",", findings),
            embargo, restriction, string.Join(",", steps), string.Join(",", reviews), endorsed, superseded, drafted.FromQuestion,
                why, gone,
                string.Join(",", used));

        void Change(Predicate<Contribution> whose, Func<Contribution, Contribution> change)
        {
            for (var i = 0; i < contributors.Count; i++)
                if (whose(contributors[i])) contributors[i] = change(contributors[i]);
        }
    }

    private static bool IsWider(WidenMatter what, PracticeNote note) => what.Audience > note.Decided
        || (what.Audience == note.Decided && note.NamedLinks is { } named
            && (what.NamedLinks is null || what.NamedLinks.Except(named).Any()));

    /// <summary>Where practice comes by a link from one end; null where it does not.</summary>
    internal static Party? Carried(LinkEvidence link, Party from) => (link.InForce, link.Terms.Carries) switch
    {
        (true, Flow.AToB or Flow.Both) when link.A == from => link.B is PersonParty ? null : link.B,
        (true, Flow.BToA or Flow.Both) when link.B == from => link.A is PersonParty ? null : link.A,
        _ => null,
    };
}
