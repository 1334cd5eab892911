using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>Who calls, and what people are called to, in the examples.</summary>
internal static class Callers
{
    public static readonly PersonId Amina = PersonId.Of("k-1");
    public static readonly PersonId Ben = PersonId.Of("k-2");
    public static readonly PersonId Chloe = PersonId.Of("k-3");
    public static readonly PersonId Dev = PersonId.Of("k-4");
    public static readonly CommunityId Maternity = CommunityId.Of("maternity");
    public static readonly CommunityId Sepsis = CommunityId.Of("sepsis");
    public static readonly GatheringId First = GatheringId.Of("g-1");

    public static readonly IDateTimeZoneProvider Zones = DateTimeZoneProviders.Tzdb;

    private static readonly SharingRules Sharing = new(
        Audience.Community, false, new AnyMember(), new AnyMember(), new AnyMember(), new AnyMember());

    public static GivenTime At(string local, string zone = "Europe/London", WhichTime? which = null) =>
        new(NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(local).Value, zone, which);

    public static Capacity Member(PersonId person, CommunityId? of = null, bool mayAct = true) =>
        new AsMember(new(of ?? Maternity, 7, person, mayAct, [], Sharing));

    public static CallingEvidence Calling(
        PersonId? person, CommunityId? of = null, bool mayCall = true, bool mayLookAfter = true, Authority? call = null,
        int noticeDays = 7, int smallest = 5) =>
        new(of ?? Maternity, 7, person, mayCall, mayLookAfter, call ?? new AnyMember(), Duration.FromDays(noticeDays), smallest);

    public static GatheringCall To(string local = "2016-05-12 13:00", int? capacity = null, string zone = "Europe/London") =>
        new("What do we each do at 500 ml?", GatheringForm.KnowledgeCafe, "The seminar room", At(local, zone),
            Duration.FromHours(3), capacity);

    public static CallGathering Call(GatheringCall? call = null, PersonId? by = null, CallingEvidence? home = null) =>
        new(Member(by ?? Amina), home ?? Calling(by ?? Amina), call ?? To(), ZoneEvidence.Of((call ?? To()).When, Zones));

    public static StreamScenario<Gathering> Called(GatheringCall? call = null) => StreamScenario.OfGathering().Given(Call(call));

    public static StreamScenario<Gathering> Called(int? capacity) => Called(To(capacity: capacity));

    public static InvitationEvidence Invited(PersonId person, ComesBy by = ComesBy.Membership, string gathering = "g-1") =>
        new(GatheringId.Of(gathering), person, by, 4711);

    public static SayYes Yes(PersonId person, FreeText? needs = null) => new(person, Invited(person), needs);

    public static SayNo No(PersonId person) => new(person);

    public static MoveGathering Move(string local, Instant? confirmBy = null, string zone = "Europe/London") =>
        new(Amina, Calling(Amina), At(local, zone), ZoneEvidence.Of(At(local, zone), Zones), ConfirmBy: confirmBy);

    public static ChangeCapacity Room(int? capacity) => new(Amina, Calling(Amina), capacity);

    public static CancelGathering Cancel(FreeText? why = null) => new(Amina, Calling(Amina), why ?? "The room is flooded.");
}
