using CommunitiesOfPractice.Trials;

namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// Law 16, judged by effect. Each removal, suspension, bar, recall, amendment, closing, merger and split must rest on the own
    /// ballots of two people other than the person it is about (or of everybody there is, where the electorate holds one person).
    /// There must be more for it than against it, a day or more after its words were tabled or last changed. A proposer who could
    /// vote and did not is one of the two. The law is worked out from the history, without the library's rule.
    /// </summary>
    public static BrokenLaw? NobodyDecidesAlone(Moment moment)
    {
        var so = Guard.Against.Null(moment).History.ToList();
        foreach (var (_, entry, after) in moment.Events())
        {
            so.Add(entry);
            if (DecidedFor(entry, after) is not { } id) continue;
            var closing = so.FindLastIndex(e => e.Event is DecisionClosed closed && closed.Decision == id);
            if (closing < 0 || ((DecisionClosed)so[closing].Event).Result.Outcome != Outcome.Carried)
                return new(16, $"{entry.Event} rests on no decision that was carried.");
            var told = so.Take(closing).ToList();
            var then = Community.Replay(told);
            var decision = then.Decision(id)!;
            var concerned = Acts.Concerned(decision.Proposal);
            var own = Recount(told, decision);
            var (ayes, noes) =
                (own.Count(b => b.Key != concerned && Says(decision.Rule, b.Value) == Voice.For),
                    own.Count(b => Says(decision.Rule, b.Value) == Voice.Against));
            if (told.Select(e => e.Event).OfType<BoxOpened>().LastOrDefault(box => box.Decision == id) is { } box)
                (ayes, noes) = (Papers(box, decision.Rule, Voice.For), Papers(box, decision.Rule, Voice.Against));
            var silent = IsSilent(told, then, decision, own) ? 1 : 0;
            var needed = concerned is null ? Math.Min(2, decision.Electorate!.Eligible) : 2;
            if (ayes + silent < needed || ayes <= noes)
                return new(
                    16, $"{entry.Event} rests on {ayes} own votes for and {noes} against, {silent} silent proposers, of "
                        + $"{decision.Electorate!.Eligible}: {needed} are needed.");
            var worded =
                told.Last(
                    e => (e.Event is DecisionTabled tabled && tabled.Decision == id)
                        || (e.Event is ProposalIntegrated changed && changed.Decision == id)).At;
            if (so[closing].At - worded < Duration.FromDays(1))
                return new(16, $"{entry.Event} was carried {so[closing].At - worded} after its words were tabled.");
        }

        return null;
    }

    /// <summary>
    /// Law 16, before a charter is adopted: a trial found nothing that binds others and that one person can bring about, or
    /// nobody at all. A host tries the charters that it offers: <c>Laws.NobodyDecidesAlone(CharterTrial.Of(charter))</c>.
    /// </summary>
    public static BrokenLaw? NobodyDecidesAlone(CharterTrial trial) => Guard.Against.Null(trial).Searches
        .Where(search =>
            search.Question is TrialQuestion.OneWhileOthersAreSilent or TrialQuestion.OneAgainstAll or TrialQuestion.Silence)
        .SelectMany(search => search.Findings)
        .FirstOrDefault(finding => finding.Binds) is { } alone ? new(16, alone.Sentence) : null;

    private static bool IsSilent(List<Entry> told, Community then, Decision decision, Dictionary<PersonId, Counting.Ballot> own)
    {
        // A secret ballot is over when its voting is, whenever the box comes.
        var over = told.FindLastIndex(e => e.Event is VotingClosed closed && closed.Decision == decision.Id);
        if (over >= 0) then = Community.Replay(told.Take(over));
        return decision.By is { } proposer && !own.ContainsKey(proposer)
            && decision.Electorate!.Contains(proposer) && !decision.HasRecused(proposer) && then.StandingOf(proposer).Counts;
    }

    private static int Papers(BoxOpened box, DecisionRule rule, Voice voice) =>
        (int)box.Ballots.Where(pile => Says(rule, pile.Ballot) == voice).Sum(pile => pile.Count);

    private static Voice Says(DecisionRule rule, Counting.Ballot ballot) => (rule, ballot) switch
    {
        (_, VoiceBallot { Voice: var voice }) => voice,
        (GradientsRule { Levels: var levels }, GradientBallot { Level: var name }) =>
            levels.First(level => level.Name == name).Class switch
        {
            GradientClass.Support => Voice.For,
            GradientClass.Neutral => Voice.Abstain,
            _ => Voice.Against,
        },
        _ => Voice.Abstain,
    };

    // What decides for others, and the decision that it rests on.
    private static DecisionId? DecidedFor(Entry entry, Community after)
    {
        switch (entry.Event)
        {
            case MemberRemoved removed: return removed.Decision;
            case PersonBarred barred: return barred.Decision;
            case CharterAmended amended: return amended.Decision;
            case CommunityAbsorbed absorbed: return absorbed.Decision;
            case MandateGiven {
                Mandate: { Purpose: MandatePurpose.Merge or MandatePurpose.Split, Decision: var decision } }: return decision;
            case OfficeLeft or CommunityClosed when entry.Under is { Kind: WitnessKind.Decision, Id: var number }:
                var under = new DecisionId(long.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
                return after.Decision(under)?.Proposal is Recall or Close ? under : null;
            default: return null;
        }
    }

    /// <summary>
    /// Law 3, by a closed list: somebody who is no acting member (who never joined, has left, is on leave, away or suspended, or
    /// has not claimed their place) does only what this list holds.
    /// </summary>
    public static BrokenLaw? OutsidersGovernNothing(Moment moment)
    {
        if (Guard.Against.Null(moment).Act is not CommunityAct { By: var person } act || !moment.Done.Allowed) return null;
        var then = moment.Before.At(moment.At);
        if (then.StandingOf(person).Counts) return null;
        if (then.BarOn(person) is not null && OpenToOutsiders.Contains(act.GetType()))
            return new(3, $"{person} is barred, and did {act}.");
        var may = act switch
        {
            Withdraw { Decision: var id } => then.Decision(id)?.Proposal switch
            {
                Reinstate appeal => appeal.Person == person,
                Admit appeal => appeal.Person == person,
                Appoint offer => offer.Volunteer == person,
                _ => false,
            },
            Stand { Election: var id } =>
                IsOpenToOutsiders(then, then.Decision(id)?.Proposal is Elect { Office: var office } ? office : null, person),
            OfferToServe offer => IsOpenToOutsiders(then, offer.Office, person),
            WouldStillServe { Election: var id } =>
                IsOpenToOutsiders(then, then.Decision(id)?.Proposal is Elect { Office: var office } ? office : null, person),
            _ => OpenToOutsiders.Contains(act.GetType()) || OnesOwn.Contains(act.GetType()),
        };
        return may ? null : new(3, $"{person}, who is no acting member, did {act}.");
    }

    private static bool IsOpenToOutsiders(Community then, OfficeId? office, PersonId person) =>
        office is { } id && then.CharterAt(then.LastAt)?.Charter.Office(id) is { OpenToOutsiders: true } && !then.IsMember(person)
            && then.BarOn(person) is null;

    /// <summary>
    /// What anybody may do who is not barred. Coming to a gathering, and what comes of it, follow who may come: everybody it
    /// invites may. Observers ask questions, and answering one follows who may read it.
    /// </summary>
    public static IReadOnlyList<Type> OpenToOutsiders { get; } =
    [
        typeof(ProposeCommunity), typeof(ConsentToFound), typeof(Join), typeof(RequestToJoin), typeof(AppealDecline),
            typeof(Accept), typeof(Move), typeof(Follow), typeof(Observe), typeof(Advise),
        typeof(SayYes), typeof(PointToNote), typeof(PointToDecision), typeof(OfferToDo), typeof(SayNothingToWrite),
        typeof(AskQuestion), typeof(AnswerQuestion), typeof(SayWeHaveItToo), typeof(ReportQuestion), typeof(ReportAnswer),
    ];

    /// <summary>
    /// What is a person's own to do on every stream whatever their standing: leave, come back, claim, lay down, say no, reply,
    /// appeal, consent, correct, narrow and take back. Moving an embargo earlier is not among it.
    /// </summary>
    public static IReadOnlyList<Type> OnesOwn { get; } =
    [
        typeof(Leave), typeof(ReturnFromLeave), typeof(ClaimPlace), typeof(StepDown), typeof(StandDown), typeof(DeclineToFound),
            typeof(DeclineInvitation), typeof(Unfollow), typeof(StopObserving),
        typeof(Reply), typeof(Appeal), typeof(AcceptCharter), typeof(DeclareParticipation), typeof(DeclareAffiliations),
            typeof(WithdrawRequest), typeof(Satisfied), typeof(WithdrawSecond),
        typeof(WithdrawSignature), typeof(RevokeProxy),
        typeof(StopBroking), typeof(AnswerAsLeader),
        typeof(GiveConsent), typeof(RevokeConsent), typeof(ReviseNote), typeof(LeaveNote), typeof(Narrow), typeof(NameLinks),
            typeof(SetEmbargo), typeof(WithdrawNote),
        typeof(SayNo), typeof(SayCame), typeof(TakeBackOfferToDo),
        typeof(ReviseQuestion), typeof(ChangeQuestionConsent), typeof(WithdrawQuestion), typeof(ChangeAnswerConsent),
            typeof(WithdrawAnswer), typeof(SayHelped), typeof(TakeBackWeHaveItToo), typeof(StopCarrying),
    ];

    /// <summary>
    /// Law 3 on links, notes, adoptions, gatherings and questions: somebody who acts for a community is an acting member of it.
    /// Otherwise a contributor does only what is their own. Somebody acts as themself only where they are the end or the adopter.
    /// Who calls or looks after a gathering is an acting member of a community that calls it, or holds an office there that is
    /// open to outsiders and calls gatherings. Who was there says what came of it. Who asks or looks after a question takes part
    /// in its community, and who carries one is an acting member.
    /// </summary>
    public static BrokenLaw? OutsidersGovernNothing(FederationMoment moment)
    {
        if (Guard.Against.Null(moment) is not { On: { } on, Act: { } act } || on.Kind == StreamKind.Community
            || !moment.Done.Allowed) return null;
        var earlier = act is SetEmbargo { Until: var until } && until < moment.Before[NoteId.Of(on.Id)].EmbargoUntil;
        if (OnesOwn.Contains(act.GetType()) && !earlier) return null;
        bool Acts(PersonId person, CommunityId community) =>
            moment.Before[community].At(moment.AtIn(StreamId.Of(community))) is { Status: Status.Open or Status.Dormant } there
                && there.StandingOf(person).Counts;
        bool Gathers(PersonId person, CommunityId community) =>
            MayGather(moment.Before[community].At(moment.AtIn(StreamId.Of(community))), person);
        bool TakesPart(PersonId person, CommunityId community) => Acts(person, community)
            || (moment.Before[community].At(moment.AtIn(StreamId.Of(community))) is
                { Status: Status.Open or Status.Dormant } there
                && there.Observers.Contains(person) && there.StandingOf(person) is { IsBarred: false, IsAway: false });
        bool Is(PersonId person) => on.Kind == StreamKind.Link ? moment.After[LinkId.Of(on.Id)].SideOf(Party.Of(person))
            is not null : moment.After[AdoptionId.Of(on.Id)].Adopter == Party.Of(person);
        var may = act switch
        {
            EndAct { By: var by } => InCapacity(by),
            PartyNoteAct { By: var by } => InCapacity(by),
            AdoptersAct { By: var by } => InCapacity(by),
            CallersAct { By: AsMember { Evidence: var evidence } } => Gathers(evidence.Person, evidence.Community),
            CallersAct { By: var by } => by is ByMandate,
            OrganisersAct organised => moment.Before[GatheringId.Of(on.Id)] is var gathering
                && (organised is TakeOnGathering ? gathering.Organiser is null : gathering.Organiser == organised.By)
                && gathering.CalledBy.Any(community => Gathers(organised.By, community)),
            AskQuestion ask => TakesPart(ask.By, ask.Home.Community),
            HomeQuestionAct one => TakesPart(one.By, moment.Before[QuestionId.Of(on.Id)].Home),
            CarryQuestion carry => Acts(carry.By, moment.Before[QuestionId.Of(on.Id)].Home),
            SayYes or ReadersQuestionAct => true,
            PersonalGatheringAct { By: var person } => moment.Before.HistoryOf(on).Any(entry => entry.Event switch
            {
                YesSaid yes => yes.Person == person,
                CameSaid came => came.Person == person,
                WhoCameSaid came => came.People.Contains(person),
                GatheringCalled called => called.Organiser == person,
                OrganiserChanged changed => changed.Organiser == person,
                GatheringKeysMerged merged => merged.Kept == person,
                _ => false,
            }),
            PersonalNoteAct { By: var person } => Acts(person, moment.After[NoteId.Of(on.Id)].Home),
            _ => act.Actor is null,
        };
        return may ? null : new(3, $"{act.Actor}, who is no acting member, did {act}.");

        bool InCapacity(Capacity by) => by switch
        {
            AsMember { Evidence: var evidence } => Acts(evidence.Person, evidence.Community),
            AsThemself { Who: var who } => Is(who),
            _ => true,
        };
    }

    private static bool MayGather(Community there, PersonId person) => there.Status is Status.Open or Status.Dormant
        && (there.StandingOf(person).Counts
            || there.Charter.Offices.Any(office => office.Duties.Contains(Duty.CallGatherings)
                && IsOpenToOutsiders(there, office.Id, person)
                && there.Office(office.Id).Holders.Any(tenure => tenure.Holder == person)));
}
