using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Testing;

/// <summary>
/// What a step of a <see cref="GatheringStory"/> does: an act on the gathering by the name of its type, or time.
/// </summary>
public enum GatheringDeed
{
#pragma warning disable CS1591 // Each is documented at the act of its name.
    SayYes, SayNo, ReportGone, ReportBack, InviteGuest, ChangeCapacity, ReviseGathering, MoveGathering, CancelGathering,
    ReportUnattended, TakeOnGathering, SayCame, SayWhoCame, OfferToDo, TakeBackOfferToDo, SayNothingToWrite, MergeKeys,
    PlaceRestriction, LiftRestriction, ForgetWhoCame,
#pragma warning restore CS1591

    /// <summary>Days pass, and somebody says yes.</summary>
    Days,
}

/// <summary>
/// One act in the story of a gathering, as small numbers that only mean something as things then stand. Every value is a step.
/// </summary>
/// <param name="Deed">What.</param>
/// <param name="Who">Who acts, or about whom.</param>
/// <param name="Choice">Which of several: a number of places, of days, by what somebody may come.</param>
public sealed record GatheringStep(GatheringDeed Deed, int Who, int Choice)
{
    /// <summary>A line such as <c>SayYes 1 2</c>.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", Deed, Who, Choice);
}

/// <summary>
/// A gathering and anything that anybody tries to do on it, invited or not, looking after it or not: plain data, which nothing
/// has filtered by asking whether it is allowed. <see cref="Run"/> tells it.
/// </summary>
/// <param name="Capacity">How many have a place; null for as many as come.</param>
/// <param name="Steps">What is tried, in order.</param>
public sealed record GatheringStory(int? Capacity, ValueList<GatheringStep> Steps)
{
    /// <summary>The gathering when it was called.</summary>
    public Done<Gathering> Beginning() =>
        Gathering.Unknown(GatheringStories.Id).Do(GatheringStories.Calling(Capacity), GatheringStories.Start);

    /// <summary>Everything that was tried, allowed or refused, with the gathering before and after.</summary>
    public IEnumerable<GatheringMoment> Run()
    {
        var (gathering, now) = (Beginning().After, GatheringStories.Start);
        foreach (var step in Steps)
        {
            if (step.Deed == GatheringDeed.Days) now += Duration.FromDays(Math.Abs(step.Choice % 7) * 12) + Duration.FromHours(1);
            var act = GatheringStories.ActOf(step, gathering, now);
            var done = gathering.Do(act, now);
            yield return new(gathering, act, now, done);
            gathering = done.After;
        }
    }

    /// <summary>How it begins, and a line for each act with its answer.</summary>
    public override string ToString() => string.Join("\n", Run().Zip(Steps, (moment, step) => $"  {step}: {moment}")
        .Prepend($"places: {Capacity?.ToString(CultureInfo.InvariantCulture) ?? "as many as come"}"));
}

/// <summary>One act on a gathering as it was tried.</summary>
/// <param name="Before">The gathering before it.</param>
/// <param name="Act">The act.</param>
/// <param name="At">When it was tried.</param>
/// <param name="Done">What came of it.</param>
public sealed record GatheringMoment(Gathering Before, IActOn<Gathering> Act, Instant At, Done<Gathering> Done)
{
    /// <summary>The gathering after it.</summary>
    public Gathering After => Done.After;

    /// <summary>When it was ruled upon: an instant earlier than the stream's last is raised to it (law 12).</summary>
    public Instant RuledAt => Instant.Max(At, Before.LastAt);

    /// <summary>The act and what came of it.</summary>
    public override string ToString() =>
        $"{Act.GetType().Name} by {Act.Actor?.ToString() ?? "the host"} at {At} -> " + (Done.Allowed
        ? string.Join(", ", Done.Events.Select(e => e.Event.GetType().Name))
        : "refused, " + Done.Clause);
}

/// <summary>Generators of stories of gatherings for FsCheck. Nothing in them asks what is allowed.</summary>
public static class GatheringStories
{
    private const int People = 9;

    private static readonly GatheringDeed[] All = (GatheringDeed[])Enum.GetValues(typeof(GatheringDeed));

    // Answers make the queue, so they come more often than the rest.
    private static readonly GatheringDeed[] Often =
    [
        .. All, GatheringDeed.SayYes, GatheringDeed.SayYes, GatheringDeed.SayYes, GatheringDeed.SayYes, GatheringDeed.SayNo,
        GatheringDeed.ChangeCapacity, GatheringDeed.MoveGathering,
    ];

    private static readonly FreeText Words = FreeText.Of("Because it is so.");
    private static readonly CommunityId Home = CommunityId.Of("maternity");
    private static readonly PersonId Caller = Scenario.Person(1);
    private static readonly GivenTime When = new(new(2016, 5, 12, 13, 0), "Europe/London");

    /// <summary>When every story begins.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2016, 3, 1, 9, 0);

    /// <summary>The gathering of every story.</summary>
    internal static GatheringId Id { get; } = GatheringId.Of("g-1");

    /// <summary>Everybody in a story.</summary>
    public static IReadOnlyList<PersonId> Everybody { get; } =
        [.. Enumerable.Range(1, People).Select(Scenario.Person)];

    /// <summary>Stories of up to so many steps, which shrink to shorter ones.</summary>
    /// <param name="most">How many steps at most.</param>
    public static Arbitrary<GatheringStory> Arbitrary(int most)
    {
        var step = from deed in Gen.Elements(Often)
                   from who in Gen.Choose(1, People)
                   from choice in Gen.Choose(0, 6)
                   select new GatheringStep(deed, who, choice);
        var story = from room in Gen.Choose(-1, 5)
                    from length in Gen.Choose(0, most)
                    from steps in step.ArrayOf(length)
                    select new GatheringStory(room < 0 ? null : room, ValueList.Of(steps));
        return Arb.From(story, Shorter);
    }

    internal static CallGathering Calling(int? capacity)
    {
        var sharing = new SharingRules(
            Audience.Community, false, new AnyMember(), new AnyMember(), new AnyMember(), new AnyMember());
        return new(
            new AsMember(new(Home, 1, Caller, true, [], sharing)), Evidence(Caller, true),
            new GatheringCall(
                Words, GatheringForm.Conversation, Words, When, Duration.FromHours(3), capacity),
            ZoneEvidence.Of(When, DateTimeZoneProviders.Tzdb));
    }

    internal static IActOn<Gathering> ActOf(GatheringStep step, Gathering gathering, Instant now)
    {
        var (person, other) = (Person(step.Who), Person(step.Who + 1));

        // Often who looks after it, and often enough somebody else, or somebody who may not.
        var by = step.Choice < 4 && gathering.Organiser is { } organiser ? organiser : person;
        var home = Evidence(by, step.Choice != 2);
        var invitation = new InvitationEvidence(Id, person, (ComesBy)Math.Abs(step.Choice % 5), 1);
        return step.Deed switch
        {
            GatheringDeed.SayNo => new SayNo(person),
            GatheringDeed.ReportGone => new ReportGone(person, "record"),
            GatheringDeed.ReportBack => new ReportBack(person, "record"),
            GatheringDeed.InviteGuest => new InviteGuest(by, home, other),
            GatheringDeed.ChangeCapacity => new ChangeCapacity(by, home, step.Choice == 6 ? null : Math.Abs(step.Choice)),
            GatheringDeed.ReviseGathering =>
                new ReviseGathering(by, home, Words, (GatheringForm)Math.Abs(step.Choice % 9), Words),
            GatheringDeed.MoveGathering => Moving(by, home, step.Choice, now),
            GatheringDeed.CancelGathering when step.Who % 3 == 0 => new CancelGathering(by, home, Words),
            GatheringDeed.ReportUnattended => new ReportUnattended(by, "record"),
            GatheringDeed.TakeOnGathering => new TakeOnGathering(person, Evidence(person, step.Choice != 2)),
            GatheringDeed.SayCame => new SayCame(person, invitation, step.Choice % 2 == 0),
            GatheringDeed.SayWhoCame => new SayWhoCame(by, home, [person, other]),
            GatheringDeed.OfferToDo => new OfferToDo(person, Words, now + Duration.FromDays(step.Choice)),
            GatheringDeed.TakeBackOfferToDo =>
                new TakeBackOfferToDo(step.Choice < 4 && gathering.Offers.Count > 0 ? gathering.Offers[0].By : person, 1),
            GatheringDeed.SayNothingToWrite => new SayNothingToWrite(person),
            GatheringDeed.MergeKeys => new MergeKeys(person, other, "esr"),
            GatheringDeed.PlaceRestriction => new PlaceRestriction(
                "caldicott-guardian", Words, now + Duration.FromDays(step.Choice), "case-7"),
            GatheringDeed.LiftRestriction => new LiftRestriction("case-7"),
            GatheringDeed.ForgetWhoCame => new ForgetWhoCame("two-years"),
            _ => new SayYes(person, invitation),
        };
    }

    private static MoveGathering Moving(PersonId by, CallingEvidence home, int choice, Instant now)
    {
        var to = new GivenTime(now.InUtc().Date.PlusDays((choice * 9) + 1).At(new LocalTime(13, 0)), "Europe/London");
        return new(by, home, to, ZoneEvidence.Of(to, DateTimeZoneProviders.Tzdb),
            ConfirmBy: now + Duration.FromHours(choice * 8));
    }

    private static CallingEvidence Evidence(PersonId person, bool may) =>
        new(Home, 1, person, may, may, new AnyMember(), Duration.FromDays(7), 5);

    private static PersonId Person(int number) => Everybody[Acts.Among(number, People)];

    private static IEnumerable<GatheringStory> Shorter(GatheringStory story) =>
        Enumerable.Range(0, story.Steps.Count)
            .Select(gap => story with { Steps = story.Steps.Where((_, i) => i != gap).ToValueList() });
}
