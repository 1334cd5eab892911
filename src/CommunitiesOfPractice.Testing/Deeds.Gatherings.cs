namespace CommunitiesOfPractice.Testing;

internal sealed partial class Deeds
{
    private static readonly GatheringId[] GatheringIds =
        [.. Enumerable.Range(1, 4).Select(i => GatheringId.Of(Key("g-", i)))];

    private static readonly string[] Zones = ["Europe/London", "Europe/London", "America/St_Johns", "Pacific/Chatham", "UTC"];

    // What no clock shows that night, or shows twice; and where nobody is.
    private static readonly GivenTime[] OddTimes =
    [
        new(new(2016, 3, 27, 1, 30), "Europe/London"), new(new(2016, 10, 30, 1, 30), "Europe/London"),
        new(new(2016, 4, 1, 9, 0), "Europe/Camelot"),
    ];

    private static ZoneEvidence Zone(GivenTime when) => ZoneEvidence.Of(when, DateTimeZoneProviders.Tzdb);

    /// <summary>What a community's record says of calling gatherings: of one that is closed, that nobody may.</summary>
    private CallingEvidence Calling(Community community, PersonId? person) => community.CallingEvidenceFor(person, _now)
        ?? new(community.Id, community.Version, person, false, false, new AnyMember(), Duration.FromHours(4), 5);

    private InvitationEvidence Invitation(Gathering gathering, PersonId person) => new(
        gathering.Id, person, _federation.Commons.ComesBy(person, gathering.Id, _now), _federation.Record.Count);

    private (StreamId On, Act Act) OnGathering()
    {
        var gathering = _federation[One(GatheringIds, id => Fits(_federation[id]))];
        var on = StreamId.Of(gathering.Id);
        var caller = _federation[CallerOf(gathering)];
        return _step.Deed switch
        {
            Deed.CallGathering => Called(gathering.Id),
            Deed.AgreeToGathering => Joint(gathering, new(), (by, home) => new AgreeToGathering(by, home)),
            Deed.WithdrawFromGathering => Joint(gathering, new(true), (by, home) => new WithdrawFromGathering(by, home)),
            Deed.TakeOnGathering => (on, new TakeOnGathering(Member(caller), Calling(Told(caller), Member(caller)))),
            Deed.SayYes => (on, Yes(gathering)),
            Deed.SayNo => (on, new SayNo(OneOf(gathering.Coming.Concat(gathering.Waiting), IsForeign || Variant % 4 == 3))),
            Deed.SayCame => (on, Came(gathering)),
            Deed.PointToNote => (on, new PointToNote(There(gathering), Noted())),
            Deed.PointToDecision => (on, new PointToDecision(There(gathering), DecidedIn(caller))),
            Deed.OfferToDo => (on, new OfferToDo(There(gathering), Words, IsAmiss ? _now : Soon + Duration.FromDays(1))),
            Deed.TakeBackOfferToDo => (on, TakenBack(gathering)),
            Deed.SayNothingToWrite => (on, new SayNothingToWrite(There(gathering))),
            Deed.ReportGone => Fact<ReportGone>(gathering, new ReportGone(Who, "record")),
            Deed.ReportBack => Fact<ReportBack>(gathering, new ReportBack(Who, "record")),
            Deed.ReportUnattended => Fact<ReportUnattended>(
                gathering, new ReportUnattended(IsForeign ? Who : gathering.Organiser ?? Who, "record")),
            Deed.ForgetWhoCame => (on, new ForgetWhoCame("after-two-years")),
            Deed.RestrictGathering => (on, new PlaceRestriction(
                Variant % 3 == 2 ? "safeguarding-lead" : "caldicott-guardian", Words,
                IsAmiss ? _now : _now + Duration.FromDays(7), "case-5")),
            Deed.UnrestrictGathering => (on, new LiftRestriction("case-5")),
            Deed.MergeGatheringKeys => (on, new MergeKeys(
                OneOf(gathering.Waiting, Variant % 3 > 0),
                OneOf(gathering.Coming.Concat(gathering.SaidNo).Concat(gathering.Came), IsForeign), "esr")),
            _ => (on, Organised(gathering, caller)),
        };
    }

    private bool Fits(Gathering gathering) => _step.Deed switch
    {
        Deed.CallGathering => gathering.Status == GatheringStatus.Unknown,
        Deed.AgreeToGathering => IsAhead(gathering) && gathering.With.Any(party => party.Status != PartyStatus.Agreed),
        Deed.WithdrawFromGathering => IsAhead(gathering) && gathering.With.Any(party => party.Status != PartyStatus.Withdrawn),
        Deed.TakeOnGathering => gathering is { Status: GatheringStatus.Called, Organiser: null },
        Deed.SayCame or Deed.SayWhoCame or Deed.PointToNote or Deed.PointToDecision or Deed.OfferToDo or Deed.SayNothingToWrite =>
            gathering.Status == GatheringStatus.Called && gathering.Time!.Start <= _now,
        Deed.TakeBackOfferToDo => gathering.Offers.Count > 0,
        Deed.ForgetWhoCame => gathering.WasHeld(_now),
        Deed.UnrestrictGathering => gathering.Restriction is not null,
        Deed.RestrictGathering or Deed.MergeGatheringKeys => gathering.Status == GatheringStatus.Called,
        _ => IsAhead(gathering),
    };

    private bool IsAhead(Gathering gathering) => gathering.Status == GatheringStatus.Called && !gathering.IsOver(_now);

    private CommunityId CallerOf(Gathering gathering) => gathering.Status == GatheringStatus.Unknown
        ? Here.Id
        : gathering.CalledBy.ElementAt(Acts.Among(_step.Who, gathering.CalledBy.Count()));

    /// <summary>Whose record speaks of who acts: where something is amiss, that of a community that may not call it.</summary>
    private Community Told(Community caller) => IsAmiss && Further % 2 == 0 ? Here : caller;

    // ---- Calling.

    private (StreamId On, Act Act) Called(GatheringId id)
    {
        var (call, on) = (Call(), StreamId.Of(id));
        if (Here.CharterAt(_now)?.Charter[Matter.Gather] is MembersBy && _fits && !IsForeign && !IsAmiss)
            return (StreamId.Of(IsMisplaced ? CommunityIds[0] : Here.Id), new Propose(Member(Here), new CallTogether(id, call)));
        var by = InCapacity(Here);
        var zone = Zone(call.When);
        return (on, new CallGathering(
            by, Calling(Told(Here), by.Person),
            call with { With = IsAmiss && Further % 4 == 1 ? call.With.Append(Here.Id).ToValueList() : call.With },
            IsAmiss && Further % 4 == 3 ? Zone(call.When.PlusDays(1)) : zone));
    }

    private GatheringCall Call() => new(
        Words, (GatheringForm)(_step.Choice % 9), "The seminar room", IsAmiss && Further % 4 == 2
            ? OddTimes[Acts.Among(_step.Who, OddTimes.Length)]
            : When(Soonest + Duration.FromHours(_step.Choice % 24)),
        Duration.FromHours(1 + (_step.Who % 3)), (Variant % 7) switch { 0 => null, 6 => 0, var some => 1 + (some % 3) },
        Variant % 2 == 0 ? FreeText.Of("https://meet.example") : null, (ChathamHouse)(Variant % 3), _step.Who % 4 == 1)
    {
        Links = Variant % 4 == 1
            ? _federation.Links.Where(link => link.SideOf(Party.Of(Here.Id)) is not null).Select(link => link.Id).ToValueList()
            : [],
        Guests = Variant % 5 == 2 ? [Leader, Person(_step.Choice)] : [],
        With = Variant % 3 == 1 && Elsewhere != Here.Id ? [Elsewhere] : [],
    };

    // In time, once the members have decided by silence; too soon, where something is amiss.
    private Instant Soonest => IsAmiss && Further % 2 == 1 && _step.Who % 2 == 0 ? _now : _now + Duration.FromHours(11);

    private GivenTime When(Instant start)
    {
        var zone = Zones[Acts.Among(_step.Who, Zones.Length)];
        return new(start.InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime, zone);
    }

    private (StreamId On, Act Act) Joint(Gathering gathering, AgreeMatter what, Func<Capacity, CallingEvidence, Act> act)
    {
        var wanted = what.Withdraws ? PartyStatus.Agreed : PartyStatus.Asked;
        var asked = IsAmiss || gathering.With.Count == 0 ? Here
            : _federation[gathering.With.OrderByDescending(party => party.Status == wanted).First().Community];
        if (asked.CharterAt(_now)?.Charter[Matter.Gather] is MembersBy && _fits && !IsForeign && !IsAmiss)
            return (StreamId.Of(asked.Id), new Propose(Member(asked), new AgreeTogether(gathering.Id, what.Withdraws)));
        var by = InCapacity(asked);
        return (StreamId.Of(gathering.Id), act(by, Calling(Told(asked), by.Person)));
    }

    private Capacity InCapacity(Community community) => IsForeign ? Wrongly(Party.Of(community.Id))
        : IsAmiss && Further % 2 == 1 && Another(community.Id, StreamId.Of(GatheringIds[0])) is { } mandate
            ? new ByMandate(mandate)
        : community.AsMember(Member(community), _now)!;

    // ---- Answering.

    private SayYes Yes(Gathering gathering)
    {
        var everybody = Enumerable.Range(0, _people).Select(i => Person(_step.Who + i)).Append(Leader).ToArray();
        var commons = _federation.Commons;
        var by = IsForeign ? Who : everybody
            .Where(person => commons.ComesBy(person, gathering.Id, _now) != ComesBy.Nothing)
            .OrderBy(person => gathering.Coming.Concat(gathering.Waiting).Contains(person) != gathering.IsToConfirm(person))
            .DefaultIfEmpty(Who).First();
        var invitation = !IsAmiss ? Invitation(gathering, by) : (Further % 3) switch
        {
            0 => Invitation(gathering, Person(_step.Who + 1)),
            1 => Invitation(_federation[GatheringIds[Acts.Among(_step.Who, GatheringIds.Length)]], by),
            _ => Invitation(gathering, by) with { By = ComesBy.Nothing },
        };
        return new(by, invitation, Variant % 3 == 0 ? FreeText.Of(Key("Step-free access, way ", Variant)) : null);
    }

    private SayCame Came(Gathering gathering)
    {
        var by = OneOf(gathering.Coming.Concat(gathering.Came), IsForeign || Variant % 5 == 4);
        return new(by, Invitation(gathering, IsAmiss ? Person(_step.Who + 1) : by), Variant % 4 != 3);
    }

    /// <summary>Somebody who was there, or looks after it.</summary>
    private PersonId There(Gathering gathering) => OneOf(
        gathering.Came.Concat(gathering.Coming).Concat(gathering.Organiser is { } organiser ? [organiser] : []), IsForeign);

    private PersonId OneOf(IEnumerable<PersonId> people, bool isAnybody) =>
        isAnybody || people.ToArray() is not { Length: > 0 } some ? Who : some[Acts.Among(_step.Who, some.Length)];

    // ---- Looking after it.

    private Act Organised(Gathering gathering, Community caller)
    {
        var by = IsForeign ? Who : gathering.Organiser ?? Member(caller);
        var home = Calling(Told(gathering.Status == GatheringStatus.Unknown ? caller : _federation[gathering.CalledBy
            .OrderByDescending(one => Calling(_federation[one], by).MayLookAfter).First()]), by);
        return _step.Deed switch
        {
            Deed.InviteGuest => new InviteGuest(by, home, Variant % 3 == 0 ? Leader : Person(_step.Choice)),
            Deed.ChangeCapacity => new ChangeCapacity(by, home, IsAmiss ? gathering.Call?.Capacity
                : (Variant % 6) switch { 0 => null, 5 => 0, var some => some }),
            Deed.ReviseGathering => new ReviseGathering(
                by, home, FreeText.Of(Key("Another purpose, ", Variant % 2)), (GatheringForm)(_step.Choice % 9), "Elsewhere",
                gathering.Call?.Online),
            Deed.MoveGathering => Moved(gathering, by, home),
            Deed.CancelGathering => new CancelGathering(by, home, Words),
            _ => new SayWhoCame(by, home, gathering.Coming.Concat(gathering.Call?.Guests ?? []).Skip(Variant % 2)
                .Concat(IsAmiss ? [PersonId.Of("stranger")] : []).DefaultIfEmpty(by).ToValueList()),
        };
    }

    private MoveGathering Moved(Gathering gathering, PersonId by, CallingEvidence home)
    {
        var to = !IsAmiss || gathering.Time is not { } time ? When(_now + Duration.FromHours(1 + (_step.Choice % 40)))
            : (Further % 4) switch
            {
                0 => OddTimes[Acts.Among(_step.Who, OddTimes.Length)],
                1 => time.Given,
                2 => When(_now + Duration.FromMinutes(_step.Who - 5)),
                _ => When(_now + Duration.FromHours(9)),
            };
        var confirm = (Variant % 3) switch { 0 => (Instant?)null, 1 => _now + Duration.FromHours(1), _ => Soon };
        return new(by, home, to, Zone(IsAmiss && _step.Who % 5 == 4 ? to.PlusDays(1) : to),
            Variant % 4 == 3 ? Duration.FromHours(2) : null, IsAmiss && Further % 4 == 3 ? _now : confirm);
    }

    // ---- What came of it, and what the host tells.

    private TakeBackOfferToDo TakenBack(Gathering gathering)
    {
        var offer = gathering.Offers.Count == 0 ? null : gathering.Offers[Acts.Among(_step.Who, gathering.Offers.Count)];
        return new(IsForeign ? Who : offer?.By ?? Who, IsAmiss ? 99 : offer?.Number ?? 1);
    }

    private NoteEvidence Noted()
    {
        var notes = _federation.Notes.ToArray();
        return (notes.Length == 0 ? null : notes[Acts.Among(_step.Who, notes.Length)].Evidence())
            ?? new NoteEvidence(NoteIds[0], 1, Here.Id, NoteStatus.Offered, null);
    }

    private DecisionEvidence DecidedIn(Community caller)
    {
        var community = IsAmiss ? Here : caller;
        var decision = community.ClosedDecisions.Concat(community.OpenDecisions).Select(d => d.Id)
            .DefaultIfEmpty(new DecisionId(1 + (Variant % 3))).Last();
        return new(community.Id, decision, community.Version);
    }

    /// <summary>
    /// What a host would tell this gathering, or any, of that kind; where there is nothing to tell, or the step is wrong, what is
    /// made up.
    /// </summary>
    private (StreamId On, Act Act) Fact<TFact>(Gathering gathering, TFact otherwise)
        where TFact : GatheringFact
    {
        var told = IsWrong ? [] : _federation.Commons.FactsForGatherings(_now).Where(fact => fact.Act is TFact).ToArray();
        return told.Length == 0
            ? (StreamId.Of(gathering.Id), otherwise)
            : (told[Acts.Among(_step.Who, told.Length)].On, told[Acts.Among(_step.Who, told.Length)].Act);
    }
}
