using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Gatherings.Callers;

namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>
/// What holds of places after every step of any story that anybody tells: people who may come and who may not, who look after it
/// and who do not, in any order.
/// </summary>
public sealed class GatheringLawTests
{
    private const int People = 9;
    private static readonly Instant Start = Instant.FromUtc(2016, 3, 1, 9, 0);

    /// <summary>A step: what, by or about whom, and a number.</summary>
    private static Gen<(int What, int Person, int Number)> Step =>
        from what in Gen.Choose(0, 15)
        from person in Gen.Choose(1, People)
        from number in Gen.Choose(0, 6)
        select (what, person, number);

    [Fact]
    public void Places_are_those_of_a_plain_queue_at_every_prefix_and_no_law_is_broken()
    {
        var seen = new HashSet<Clause>();
        Prop.ForAll(Step.ListOf().Resize(60).ToArbitrary(), steps =>
        {
            var (gathering, queue, now) = (Called(RoomOf(steps)).State, new PlainQueue(), Start);
            queue.Capacity = gathering.Call!.Capacity;
            var history = new List<Entry>();
            foreach (var step in steps)
            {
                if (step.What == 15) now += Duration.FromDays(step.Number * 12) + Duration.FromHours(1);
                var act = ActOf(step, now);
                var before = gathering.At(Instant.Max(now, gathering.LastAt));
                Follow(before, gathering, queue, null);
                var (asked, done) = (gathering.Ask(act, now), gathering.Do(act, now));
                seen.Add(done.Clause);

                // The same answer, and a refusal appends nothing.
                Assert.Equal(asked, done.Answer);
                if (!done.Allowed) Assert.Empty(done.Events);

                // A remedy would be allowed.
                if (done.Remedy is { Act: IActOn<Gathering> way }) Assert.True(gathering.Ask(way, now).Allowed, $"{way}");

                if (done.Allowed) Follow(done.After, before, queue, act);
                Assert.Equal(queue.Places, done.Allowed ? done.After.Coming : before.Coming);
                Assert.Equal(queue.Waiting, done.Allowed ? done.After.Waiting : before.Waiting);

                // Nobody gets a place where there is no room, and nobody waits where there is.
                var after = done.Allowed ? done.After : before;
                var gained = after.Coming.Except(before.Coming).Any();
                Assert.True(!gained || after.Call!.Capacity is not { } most || after.Coming.Count() <= most);
                Assert.True(!after.Waiting.Any() || after.Coming.Count() >= after.Call!.Capacity);
                if (done.Allowed) (gathering, now) = (done.After, Instant.Max(now, done.After.LastAt));
                history.AddRange(done.Events);

                // Anybody can say no until it is over.
                var over = gathering.IsOver(Instant.Max(now, gathering.LastAt));
                for (var person = 1; person <= People; person++)
                    Assert.Equal(!over, gathering.Ask(new SayNo(World.Person(person)), now).Allowed);
            }

            var begun = Called(RoomOf(steps)).History;
            Assert.Equal(gathering, Gathering.Replay(begun.Concat(history)));
        }).Check(LawTests.Config(400));
        Assert.Empty(
            new HashSet<Clause>
            {
                Clauses.SayingYes, Clauses.SayingNo, Clauses.MayNotCome, Clauses.MayComeAgain, Clauses.ChangingCapacity,
                Clauses.MovingGathering, Clauses.CancellingGathering, Clauses.InvitedOnly, Clauses.OrganisersOnly,
                Clauses.LookingAfterGathering, Clauses.UnattendedGathering, Clauses.SayingCame, Clauses.SayingWhoCame,
                Clauses.OfferingToDo, Clauses.TakingBackOffer, Clauses.GatheringIsOver, Clauses.GatheringIsCancelled,
            }.Except(seen));

        static int? RoomOf(IList<(int What, int Person, int Number)> steps) =>
            steps.FirstOrDefault().Number is > 0 and var room ? room : null;
    }

    private static IActOn<Gathering> ActOf((int What, int Person, int Number) step, Instant now)
    {
        var (person, home) = (World.Person(step.Person), Calling(World.Person(step.Person), mayLookAfter: step.Number != 1));
        return step.What switch
        {
            0 or 1 or 2 => new SayYes(person, Invited(person, (ComesBy)(step.Number % 5))),
            3 or 4 => new SayNo(person),
            5 => new ReportGone(person, "record"),
            6 => new ReportBack(person, "record"),
            7 => new ChangeCapacity(step.Number < 3 ? person : Amina, step.Number < 3 ? home : Calling(Amina),
                step.Number == 6 ? null : step.Number),
            8 => Moved(step.Number, now),
            9 => new ReportUnattended(person, "record"),
            10 => new TakeOnGathering(person, home),
            11 => new SayCame(person, Invited(person), step.Number % 2 == 0),
            12 => new SayWhoCame(person, home, [person, World.Person((step.Person % People) + 1)]),
            13 => new OfferToDo(person, "Words", now + Duration.FromDays(step.Number)),
            14 => step.Number == 0
                ? new CancelGathering(person, home, "Words")
                : new TakeBackOfferToDo(person, 1),
            _ => new SayNothingToWrite(person),
        };
    }

    private static MoveGathering Moved(int number, Instant now)
    {
        var to = new GivenTime(now.InUtc().Date.PlusDays((number * 9) + 1).At(new LocalTime(13, 0)), "Europe/London");
        return new(Amina, Calling(Amina), to, ZoneEvidence.Of(to, Zones), ConfirmBy: now + Duration.FromHours(number * 8));
    }

    // The plain queue hears what happened, and nothing of how.
    private static void Follow(Gathering after, Gathering before, PlainQueue queue, IActOn<Gathering>? act)
    {
        if (before.ConfirmBy is not null && after.ConfirmBy is null) queue.ConfirmationsEnd();
        switch (act)
        {
            case SayYes { By: var by }: queue.Yes(by); break;
            case SayNo { By: var by }: queue.No(by); break;
            case ReportGone { Person: var gone }: queue.Gone(gone); break;
            case ReportBack { Person: var back }: queue.Back(back); break;
            case ChangeCapacity { Capacity: var room }: queue.Room(room); break;
            case MoveGathering: queue.Moved(); break;
        }
    }
}
