using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Gatherings.Callers;
using GatheringRefusal = CommunitiesOfPractice.Tests.StreamRefusal<CommunitiesOfPractice.Gathering>;

namespace CommunitiesOfPractice.Tests.Gatherings;

public sealed class GatheringTests
{
    private static readonly Witness TheGathering = Witness.Of(First);
    private static readonly FreeText Words = "Words";
    private static readonly Duration UntilBegun = Duration.FromDays(73);

    private static StreamScenario<Gathering> New() => StreamScenario.OfGathering();

    private static StreamScenario<Gathering> Cancelled() => Called().Given(Cancel());

    private static StreamScenario<Gathering> Over() => Called().Given(Yes(Ben)).Wait(UntilBegun);

    private static StreamScenario<Gathering> Restricted() => Called().Given(
        new PlaceRestriction("caldicott-guardian", "A patient could be known.", Instant.FromUtc(2017, 1, 1, 0, 0), "case-7"));

    private static StreamScenario<Gathering> Asked() => Called(To() with { With = [Sepsis] });

    private static AgreeToGathering Agree(int noticeDays = 7, int smallest = 5, bool mayCall = true, Authority? call = null) =>
        new(Member(Dev, Sepsis), Calling(Dev, Sepsis, mayCall, call: call, noticeDays: noticeDays, smallest: smallest));

    private static WithdrawFromGathering Withdraw() => new(Member(Dev, Sepsis), Calling(Dev, Sepsis));

    public static TheoryData<GatheringRefusal> Refusals =>
    [
        new("calling twice", () => Called(), _ => Call(), Clauses.GatheringCalledAlready,
            Condition.Novelty) { On = TheGathering },
        new("calling by the evidence of another community", New, _ => Call(home: Calling(Amina, Sepsis)), Clauses.CallersOnly,
            Condition.Evidence),
        new("calling by the evidence of somebody else", New, _ => Call(home: Calling(Ben)), Clauses.CallersOnly,
            Condition.Evidence),
        new("calling alone where the members call together", New, _ =>
            Call(home: Calling(Amina, mayCall: false, call: new MembersBy("majority"))), Clauses.MembersDecide,
                Condition.Decision)
            { Remedy = new Propose(Amina, new CallTogether(First, To())) },
        new("calling where a convener does", New, _ =>
            Call(home: Calling(Amina, mayCall: false, call: new HolderOf(Office.Convener))), Clauses.CallersOnly,
                Condition.Office),
        new("calling while on leave", New, _ =>
            new CallGathering(
                Member(Amina, mayAct: false), Calling(Amina, mayCall: false), To(), ZoneEvidence.Of(To().When, Zones)),
            Clauses.MembersOnly, Condition.Membership),
        new("calling as oneself", New, _ =>
            new CallGathering(new AsThemself(Amina), Calling(Amina), To(), ZoneEvidence.Of(To().When, Zones)),
            Clauses.CallersOnly, Condition.Evidence),
        new("asking one's own community", New, _ => Call(To() with { With = [Maternity] }), Clauses.Malformed,
            Condition.WellFormed),
        new("calling in a zone that is not there", New, _ => Call(To(zone: "Europe/Camelot")), Clauses.ZoneKnown,
            Condition.WellFormed),
        new("calling by the zone data of another time", New, _ =>
            Call() with { Zone = ZoneEvidence.Of(At("2016-05-13 13:00"), Zones) }, Clauses.ZoneDataSays, Condition.Evidence),
        new("calling at 01:30 on the night the clocks go forward", New, _ => Call(To("2016-03-27 01:30")), Clauses.TimeSkipped,
            Condition.WellFormed) { Remedy = Call(To("2016-03-27 02:30")) },
        new("calling at 01:30 on the night the clocks go back", New, _ => Call(To("2016-10-30 01:30")), Clauses.TimeRepeated,
            Condition.WellFormed)
            { Remedy = Call(To() with { When = At("2016-10-30 01:30", which: WhichTime.First) }) with {
                Zone = new(At("2016-10-30 01:30", which: WhichTime.First), true, Instant.FromUtc(2016, 10, 30, 0, 30), [],
                    ZoneEvidence.Of(At("2016-05-12 13:00"), Zones).Source) } },
        new("calling sooner than the notice", New, _ => Call(To("2016-03-08 09:00")), Clauses.GatheringNoticed,
            Condition.WellFormed),

        new("agreeing to nothing", New, _ => Agree(), Clauses.GatheringNotCalled, Condition.Existence),
        new("agreeing unasked", () => Called(), _ => Agree(), Clauses.AskedOnly, Condition.Invitation),
        new("agreeing twice", () => Asked().Given(Agree()), _ => Agree(), Clauses.PartyAnsweredAlready, Condition.Novelty),
        new("agreeing where the members agree together", Asked, _ => Agree(mayCall: false, call: new MembersBy("majority")),
            Clauses.MembersDecide, Condition.Decision) { Remedy = new Propose(Dev, new AgreeTogether(First)) },
        new("agreeing with too short a notice", Asked, _ => Agree(noticeDays: 100), Clauses.GatheringNoticed,
            Condition.WellFormed),
        new("withdrawing unasked", () => Called(), _ => Withdraw(), Clauses.AskedOnly, Condition.Invitation),
        new("withdrawing twice", () => Asked().Given(Withdraw()), _ => Withdraw(), Clauses.PartyAnsweredAlready,
            Condition.Novelty),

        new("taking on what somebody looks after", () => Called(), _ => new TakeOnGathering(Ben, Calling(Ben)),
            Clauses.LookedAfterAlready, Condition.Novelty),
        new("taking on while one may not act", () => Called().Given(new ReportUnattended(Amina, "record")), _ =>
            new TakeOnGathering(Ben, Calling(Ben, mayCall: false, mayLookAfter: false)), Clauses.MembersOnly,
            Condition.Membership),
        new("taking on for a community that does not call it", () => Called().Given(new ReportUnattended(Amina, "record")), _ =>
            new TakeOnGathering(Dev, Calling(Dev, Sepsis)), Clauses.CallersOnly, Condition.Evidence),

        new("saying yes to nothing", New, _ => Yes(Ben), Clauses.GatheringNotCalled, Condition.Existence),
        new("saying yes uninvited", () => Called(), _ => new SayYes(Ben, Invited(Ben, ComesBy.Nothing)), Clauses.InvitedOnly,
            Condition.Invitation) { On = TheGathering },
        new("saying yes by the invitation of somebody else", () => Called(), _ => new SayYes(Ben, Invited(Amina)),
            Clauses.InvitedOnly, Condition.Invitation),
        new("saying yes by the invitation to another gathering", () => Called(), _ =>
            new SayYes(Ben, Invited(Ben, gathering: "g-2")), Clauses.InvitedOnly, Condition.Invitation),
        new("saying yes after one has left", () => Called().Given(Yes(Ben), new ReportGone(Ben, "record")), _ => Yes(Ben),
            Clauses.InvitedOnly, Condition.Invitation),
        new("saying yes twice", () => Called().Given(Yes(Ben)), _ => Yes(Ben), Clauses.SaidYesAlready, Condition.Novelty),
        new("saying yes when it is cancelled", Cancelled, _ => Yes(Ben), Clauses.GatheringIsCancelled, Condition.Existence),
        new("saying yes when it is over", Over, _ => Yes(Chloe), Clauses.GatheringIsOver, Condition.Existence),
        new("saying no when it is over", Over, _ => No(Ben), Clauses.GatheringIsOver, Condition.Existence),

        new("moving what one does not look after", () => Called(), _ => Move("2016-06-01 13:00") with {
            By = Ben, Home = Calling(Ben) }, Clauses.OrganisersOnly, Condition.OwnAct),
        new("moving it while on leave", () => Called(), _ => Move("2016-06-01 13:00") with {
            Home = Calling(Amina, mayCall: false, mayLookAfter: false) }, Clauses.MembersOnly, Condition.Membership),
        new("moving it to where it is", () => Called(), _ => Move("2016-05-12 13:00"), Clauses.GatheringSame, Condition.Novelty),
        new("moving it forward without notice", () => Called(), _ => Move("2016-03-03 13:00"), Clauses.GatheringNoticed,
            Condition.WellFormed),
        new("moving it into a gap of the clocks", () => Called(), _ => Move("2017-03-26 01:30"), Clauses.TimeSkipped,
            Condition.WellFormed) { Remedy = Move("2017-03-26 02:30") },
        new("confirming after it begins", () => Called(), _ =>
            Move("2016-06-01 13:00", Instant.FromUtc(2016, 6, 1, 13, 0)), Clauses.ConfirmBeforeStart, Condition.WellFormed),
        new("changing nothing", () => Called(), _ =>
            new ReviseGathering(Amina, Calling(Amina), To().Purpose, To().Form, To().Place), Clauses.GatheringSame,
            Condition.Novelty),
        new("the same room", () => Called(10), _ => Room(10), Clauses.GatheringSame, Condition.Novelty),
        new("cancelling twice", Cancelled, _ => Cancel(), Clauses.GatheringIsCancelled, Condition.Existence),
        new("cancelling what is over", Over, _ => Cancel(), Clauses.GatheringIsOver, Condition.Existence),
        new("inviting a guest twice", () => Called(To() with { Guests = [Dev] }), _ => new InviteGuest(Amina, Calling(Amina),
            Dev),
            Clauses.GuestAlready, Condition.Novelty),

        new("having come before it begins", () => Called().Given(Yes(Ben)), _ => new SayCame(Ben, Invited(Ben), true),
            Clauses.GatheringNotBegun, Condition.Time),
        new("having come as a stranger", Over, _ => new SayCame(Dev, Invited(Dev, ComesBy.Nothing), true), Clauses.InvitedOnly,
            Condition.Invitation),
        new("having come twice", () => Over().Given(new SayCame(Ben, Invited(Ben), true)), _ => new SayCame(Ben, Invited(Ben),
            true),
            Clauses.CameSaidAlready, Condition.Novelty),
        new("saying that a stranger came", Over, _ => new SayWhoCame(Amina, Calling(Amina), [Ben, Dev]), Clauses.AnsweredOnly,
            Condition.Existence),
        new("saying of somebody what they said", () => Over().Given(new SayCame(Ben, Invited(Ben), false)), _ =>
            new SayWhoCame(Amina, Calling(Amina), [Ben]), Clauses.CameSaidAlready, Condition.Novelty),
        new("naming a note as somebody who was not there", Over, _ => new PointToNote(Chloe, Note()), Clauses.ThereOnly,
            Condition.OwnAct),
        new("naming a note twice", () => Over().Given(new PointToNote(Ben, Note())), _ => new PointToNote(Ben, Note()),
            Clauses.PointedAlready, Condition.Novelty),
        new("naming a decision of others", Over, _ => new PointToDecision(Ben, new(Sepsis, new(4), 9)), Clauses.CallersOnly,
            Condition.Evidence),
        new("offering for yesterday", Over, s => new OfferToDo(Ben, Words, s.Now), Clauses.EndsBeforeItBegins,
            Condition.WellFormed),
        new("taking back somebody else's offer", () => Over().Given(new OfferToDo(Ben, Words, Instant.FromUtc(2017, 1, 1, 0, 0))),
            _ => new TakeBackOfferToDo(Amina, 1), Clauses.NoOfferToDo, Condition.Existence),
        new("nothing to write, twice", () => Over().Given(new SayNothingToWrite(Ben)), _ => new SayNothingToWrite(Ben),
            Clauses.PointedAlready, Condition.Novelty),
        new("forgetting who came before it is over", () => Called(), _ => new ForgetWhoCame("two-years"),
            Clauses.GatheringNotOver,
            Condition.Time),
        new("having come once that is forgotten", () => Over().Given(new ForgetWhoCame("two-years")), _ =>
            new SayCame(Ben, Invited(Ben), true), Clauses.WhoCameNotKept, Condition.Existence),

        new("telling twice that somebody is gone", () => Called().Given(new ReportGone(Ben, "record")), _ =>
            new ReportGone(Ben, "record"), Clauses.ToldAlready, Condition.Novelty),
        new("telling that somebody is back who was not gone", () => Called(), _ => new ReportBack(Ben, "record"),
            Clauses.ToldAlready, Condition.Novelty),
        new("telling that somebody else no longer looks after it", () => Called(), _ => new ReportUnattended(Ben, "record"),
            Clauses.ToldAlready, Condition.Novelty),
        new("restricting beside another role", Restricted, _ =>
            new PlaceRestriction("safeguarding-lead", Words, Instant.FromUtc(2017, 1, 1, 0, 0), "case-8"),
            Clauses.RestrictedAlready, Condition.Novelty),
        new("lifting no restriction", () => Called(), _ => new LiftRestriction("case-7"), Clauses.NotRestricted,
            Condition.Existence),
        new("merging keys that it does not know", () => Called(), _ => new MergeKeys(Chloe, Dev, "hr"), Clauses.NobodyAtGathering,
            Condition.Existence),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void An_act_is_refused_in_the_order_that_its_documentation_says(GatheringRefusal refusal) => refusal.Check();

    [Fact]
    public void Two_people_take_the_last_place_at_once_and_one_of_them_waits() =>
        Assert.Equal((true, false), Called(1).Given(Yes(Ben), Yes(Chloe)).State is var state
            ? (state.HasPlace(Ben), state.HasPlace(Chloe)) : default);

    [Fact]
    public void One_no_lets_in_one_of_those_who_wait() =>
        Called(1).Given(Yes(Ben), Yes(Chloe), Yes(Dev)).When(No(Ben)).Then(new NoSaid(Ben), new PlacesGiven([Chloe]));

    [Fact]
    public void A_no_by_somebody_who_waits_lets_nobody_in() =>
        Called(1).Given(Yes(Ben), Yes(Chloe), Yes(Dev)).When(No(Chloe)).Then(new NoSaid(Chloe));

    [Fact]
    public void Room_for_nobody_is_a_waiting_list()
    {
        var gathering = Called(0).Given(Yes(Ben)).State;
        Assert.Equal(" | k-2", Queue(gathering));
    }

    [Fact]
    public void A_full_gathering_can_be_declined() => Called(1).Given(Yes(Ben)).When(No(Chloe)).ThenAllowed(Clauses.SayingNo);

    [Fact]
    public void Those_who_said_no_do_not_come()
    {
        var gathering = Called().Given(Yes(Ben), No(Chloe)).State;
        Assert.Equal([Ben], gathering.Coming);
        Assert.Equal([Chloe], gathering.SaidNo);
    }

    [Fact]
    public void More_room_lets_in_those_who_wait_in_order() =>
        Called(0).Given(Yes(Ben), Yes(Chloe), Yes(Dev)).When(Room(2)).Then(new CapacityChanged(2), new PlacesGiven([Ben, Chloe]));

    [Fact]
    public void A_smaller_room_turns_nobody_away_and_lets_nobody_in_until_enough_have_gone()
    {
        var gathering = Called(3).Given(Yes(Amina), Yes(Ben), Yes(Chloe), Yes(Dev), Room(1));
        Assert.Equal([Amina, Ben, Chloe], gathering.State.Coming);
        gathering.When(No(Amina)).Then(new NoSaid(Amina)).When(No(Ben)).Then(new NoSaid(Ben));
        gathering.When(No(Chloe)).Then(new NoSaid(Chloe), new PlacesGiven([Dev]));
    }

    [Fact]
    public void Somebody_who_left_holds_no_place() =>
        Called(1).Given(Yes(Ben), Yes(Chloe)).When(new ReportGone(Ben, "record"))
            .Then(new PersonGone(Ben, "record"), new PlacesGiven([Chloe]));

    [Fact]
    public void Somebody_who_is_back_may_answer_again_at_the_end_of_the_queue()
    {
        var gathering = Called(1).Given(Yes(Ben), Yes(Chloe), new ReportGone(Ben, "record"), new ReportBack(Ben, "record"),
            Yes(Ben));
        Assert.Equal("k-3 | k-2", Queue(gathering.State));
    }

    [Fact]
    public void Moving_keeps_places_until_the_day_to_confirm_and_then_frees_those_of_the_silent()
    {
        var by = Instant.FromUtc(2016, 5, 20, 12, 0);
        var gathering = Called(2).Given(Yes(Ben), Yes(Chloe), Yes(Dev), Move("2016-06-01 13:00", by));
        Assert.Equal([Ben, Chloe, Dev], gathering.State.ToConfirm);
        gathering.Given(Yes(Chloe), Yes(Dev));
        Assert.Equal("k-2 k-3 | k-4", Queue(gathering.State));
        var after = gathering.State.At(by);
        Assert.Equal(("k-3 k-4 | ", null), (Queue(after), after.ConfirmBy));
    }

    [Fact]
    public void Without_a_day_people_confirm_until_it_begins() =>
        Assert.Equal(Instant.FromUtc(2016, 6, 1, 12, 0), Called().Given(Move("2016-06-01 13:00")).State.ConfirmBy);

    [Fact]
    public void It_can_be_put_off_at_the_last_minute_and_not_brought_forward() =>
        Called().Wait(Duration.FromDays(71)).When(Move("2016-05-12 17:00")).ThenAllowed(Clauses.MovingGathering)
            .When(Move("2016-05-12 16:00")).ThenRefused(Clauses.GatheringNoticed, Condition.WellFormed);

    [Fact]
    public void A_calendar_learns_of_every_change_by_its_sequence_and_of_no_answer()
    {
        var gathering = Called();
        Assert.Equal(0, gathering.State.Sequence);
        Assert.Equal(0, gathering.Given(Yes(Ben), Room(3)).State.Sequence);
        Assert.Equal(1, gathering.Given(Move("2016-06-01 13:00")).State.Sequence);
        Assert.Equal(2, gathering.Given(new ReviseGathering(Amina, Calling(Amina), Words, GatheringForm.Visit, Words))
            .State.Sequence);
        Assert.Equal(3, gathering.Given(Cancel()).State.Sequence);
    }

    [Fact]
    public void It_is_over_when_its_time_is_whether_anybody_records_it_or_not()
    {
        var gathering = Called().State;
        var end = Instant.FromUtc(2016, 5, 12, 15, 0);
        Assert.Equal((false, true, true), (gathering.IsOver(end - Duration.Epsilon), gathering.IsOver(end),
            gathering.WasHeld(end)));
        Assert.False(Cancelled().State.WasHeld(end));
    }

    [Fact]
    public void What_somebody_needs_is_said_anew_and_they_keep_their_turn()
    {
        var full = Called(To() with { Capacity = 1 }).Given(Yes(Ben), Yes(Chloe, "A ramp"), Yes(Dev));
        var gathering = full.Given(Yes(Chloe, "No ramp, but captions")).State;
        Assert.Equal([Chloe, Dev], gathering.Waiting);
        Assert.Equal([(Chloe, (FreeText)"No ramp, but captions")], gathering.NeedsAt(Instant.FromUtc(2016, 5, 12, 9, 0)));
        Assert.Equal(
            Clauses.SaidYesAlready,
            gathering.Ask(Yes(Chloe, "No ramp, but captions"), gathering.LastAt).Clause);
    }

    [Fact]
    public void What_people_need_is_gone_once_it_is_over()
    {
        var gathering = Called().Given(Yes(Ben, "A hearing loop")).State;
        Assert.Equal([(Ben, (FreeText)"A hearing loop")], gathering.NeedsAt(Instant.FromUtc(2016, 5, 12, 14, 59)));
        Assert.Empty(gathering.NeedsAt(Instant.FromUtc(2016, 5, 12, 15, 0)));
    }

    [Fact]
    public void What_one_says_of_oneself_goes_before_what_others_say()
    {
        var gathering = Over().Given(new SayWhoCame(Amina, Calling(Amina), [Ben]));
        Assert.Equal([Ben], gathering.State.Came);
        Assert.Empty(gathering.Given(new SayCame(Ben, Invited(Ben, ComesBy.Nothing), false)).State.Came);
    }

    [Fact]
    public void Once_who_came_is_forgotten_the_number_stays()
    {
        var gathering = Over().Given(new SayCame(Ben, Invited(Ben), true), new ForgetWhoCame("two-years")).State;
        Assert.Equal((1, 0), (gathering.HowManyCame, gathering.Came.Count()));
    }

    [Fact]
    public void Communities_call_it_together_by_the_longer_notice_and_the_larger_number()
    {
        var gathering = Asked();
        Assert.Equal([Maternity], gathering.State.CalledBy);
        gathering.Given(Agree(noticeDays: 14, smallest: 8));
        Assert.Equal([Maternity, Sepsis], gathering.State.CalledBy);
        Assert.Equal((Duration.FromDays(14), 8), (gathering.State.Notice, gathering.State.SmallestGroup));
        Assert.Equal([Maternity], gathering.Given(Withdraw()).State.CalledBy);
    }

    [Fact]
    public void Members_who_called_it_together_leave_it_to_anybody_of_them_to_take_on()
    {
        var mandate = new Mandate(Maternity, new(4), StreamId.Of(First), MandatePurpose.Gather, Instant.FromUtc(2016, 3, 1, 8, 0),
            Instant.FromUtc(2016, 4, 1, 8, 0)) { What = To() };
        var gathering = New().Given(
            new CallGathering(new ByMandate(mandate), Calling(null, mayCall: false), To(), ZoneEvidence.Of(To().When, Zones)));
        Assert.Null(gathering.State.Organiser);
        gathering.When(Cancel()).ThenRefused(Clauses.OrganisersOnly, Condition.OwnAct)
            .RemediedBy(new TakeOnGathering(Amina, Calling(Amina)));
        gathering.Given(new TakeOnGathering(Ben, Calling(Ben, mayCall: false)));
        Assert.Equal(Ben, gathering.State.Organiser);
    }

    [Fact]
    public void A_mandate_calls_what_was_decided_word_for_word()
    {
        var mandate = new Mandate(Maternity, new(4), StreamId.Of(First), MandatePurpose.Gather, Instant.FromUtc(2016, 3, 1, 8, 0),
            Instant.FromUtc(2016, 4, 1, 8, 0)) { What = To() };
        New().When(new CallGathering(
                new ByMandate(mandate), Calling(null, mayCall: false), To(capacity: 5), ZoneEvidence.Of(To().When, Zones)))
            .ThenRefused(Clauses.WordForWord, Condition.Decision);
    }

    [Fact]
    public void Two_keys_of_one_person_have_one_place_by_the_earlier_turn()
    {
        var gathering = Called(2).Given(Yes(Ben), Yes(Chloe), Yes(Dev)).When(new MergeKeys(Chloe, Ben, "hr"))
            .Then(new GatheringKeysMerged(Chloe, Ben, "hr"), new PlacesGiven([Dev]));
        Assert.Equal([Chloe, Dev], gathering.State.Coming);
    }

    [Fact]
    public void Confirmed_under_either_key_is_confirmed()
    {
        var gathering = Called().Given(Yes(Ben), Yes(Chloe), Move("2016-06-01 13:00"), Yes(Ben), new MergeKeys(Chloe, Ben, "hr"));
        Assert.Equal([Chloe], gathering.State.Coming);
        Assert.Empty(gathering.State.ToConfirm);
    }

    [Fact]
    public void Of_two_answers_of_one_person_the_first_keys_stays()
    {
        var gathering = Called().Given(No(Ben), Yes(Chloe), new MergeKeys(Ben, Chloe, "hr")).State;
        Assert.Empty(gathering.Coming);
        Assert.Equal([Ben], gathering.SaidNo);
    }

    [Fact]
    public void Lifting_a_restriction_restores_what_was()
    {
        var before = Called().State;
        var after = Restricted().Given(new LiftRestriction("case-7")).State;
        Assert.Equal(before.Call, after.Call);
        Assert.Null(after.Restriction);
    }

    [Fact]
    public void An_offer_is_ones_own_and_can_be_taken_back()
    {
        var gathering = Over().Given(new OfferToDo(Ben, Words, Instant.FromUtc(2017, 1, 1, 0, 0)));
        Assert.Equal([new GatheringOffer(1, Ben, Words, Instant.FromUtc(2017, 1, 1, 0, 0))], gathering.State.Offers);
        Assert.True(gathering.State.IsWritten);
        Assert.False(gathering.Given(new TakeBackOfferToDo(Ben, 1)).State.IsWritten);
    }

    private static string Queue(Gathering gathering) =>
        string.Join(" ", gathering.Coming) + " | " + string.Join(" ", gathering.Waiting);

    private static NoteEvidence Note() => new(NoteId.Of("n-1"), 3, Maternity, NoteStatus.Offered, null);
}
