using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Events;

/// <summary>What somebody did for a community that calls a gathering. A closed set.</summary>
public abstract record CallersEvent : GatheringEvent
{
    private protected CallersEvent()
    {
    }

    /// <summary>In what capacity it was done, and what that rests on outside this record.</summary>
    [JsonRequired]
    public Capacity? As { get; init; }
}

/// <summary>A gathering was called.</summary>
/// <param name="Home">The community that calls it.</param>
/// <param name="Organiser">Who looks after it; null where the members called it together.</param>
/// <param name="Call">What people are called to.</param>
/// <param name="Time">When it takes place.</param>
/// <param name="Notice">How long before its start it had to be called.</param>
/// <param name="SmallestGroup">The smallest number of people that is told of.</param>
public sealed record GatheringCalled(
    CommunityId Home, PersonId? Organiser, GatheringCall Call, GatheringTime Time, Duration Notice, int SmallestGroup)
    : CallersEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) => gathering.Using(As!) with
    {
        Status = GatheringStatus.Called, Home = Home, Organiser = Organiser, Call = Call, Time = Time, Notice = Notice,
        SmallestGroup = SmallestGroup, ChangedAt = entry.At,
        With = Call.With.Select(community => new GatheringParty(community, PartyStatus.Asked)).ToValueList(),
    };
}

/// <summary>A community that was asked agreed to call it too.</summary>
/// <param name="Community">Which.</param>
/// <param name="Notice">Its charter's notice.</param>
/// <param name="SmallestGroup">Its charter's smallest number.</param>
public sealed record GatheringAgreed(CommunityId Community, Duration Notice, int SmallestGroup) : CallersEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) => gathering.Using(As!).WithParty(
        Community, PartyStatus.Agreed) with
    {
        Notice = Duration.Max(gathering.Notice, Notice), SmallestGroup = Math.Max(gathering.SmallestGroup, SmallestGroup),
    };
}

/// <summary>A community that was asked declined, or withdrew.</summary>
/// <param name="Community">Which.</param>
public sealed record GatheringPartyWithdrew(CommunityId Community) : CallersEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering.Using(As!).WithParty(Community, PartyStatus.Withdrawn);
}

/// <summary>Somebody looks after it now, by their own act.</summary>
/// <param name="Organiser">Who.</param>
public sealed record OrganiserChanged(PersonId Organiser) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) => gathering with { Organiser = Organiser };
}

/// <summary>Who looked after it can no longer act, so nobody does.</summary>
/// <param name="Person">Who.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record OrganiserGone(PersonId Person, string Source) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) => gathering with { Organiser = null };
}

/// <summary>Somebody said yes.</summary>
/// <param name="Person">Who.</param>
/// <param name="HasPlace">Whether they have a place; otherwise they wait.</param>
/// <param name="By">By what they may come.</param>
/// <param name="Position">The position of the record that says so.</param>
/// <param name="Needs">What they need to take part; null where they did not say.</param>
public sealed record YesSaid(PersonId Person, bool HasPlace, ComesBy By, long Position, FreeText? Needs) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Places = gathering.Places.Yes(Person, entry.Version, HasPlace, Needs) };
}

/// <summary>Somebody said no.</summary>
/// <param name="Person">Who.</param>
public sealed record NoSaid(PersonId Person) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Places = gathering.Places.No(Person, entry.Version) };
}

/// <summary>Those who waited longest have a place now.</summary>
/// <param name="People">Who, in order.</param>
public sealed record PlacesGiven(ValueList<PersonId> People) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Places = gathering.Places.Given(People.Count) };
}

/// <summary>Somebody may not come any more.</summary>
/// <param name="Person">Who.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record PersonGone(PersonId Person, string Source) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Places = gathering.Places.Gone(Person, entry.Version) };
}

/// <summary>Somebody may come again.</summary>
/// <param name="Person">Who.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record PersonBack(PersonId Person, string Source) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Places = gathering.Places.Back(Person) };
}

/// <summary>Somebody from elsewhere was invited as a guest.</summary>
/// <param name="Guest">Who.</param>
public sealed record GuestInvited(PersonId Guest) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Call = gathering.Call! with { Guests = gathering.Call.Guests.With(Guest) } };
}

/// <summary>There is room for more, or for fewer.</summary>
/// <param name="Capacity">How many; null for as many as come.</param>
public sealed record CapacityChanged(int? Capacity) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Call = gathering.Call! with { Capacity = Capacity } };
}

/// <summary>What it is for, its form or where it is was changed.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Form">In which form.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="Online">How to take part from elsewhere; null for none.</param>
public sealed record GatheringRevised(FreeText Purpose, GatheringForm Form, FreeText Place, FreeText? Online) : GatheringEvent
{
    internal GatheringCall Revised(GatheringCall call) =>
        call with { Purpose = Purpose, Form = Form, Place = Place, Online = Online };

    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering.Changed(entry) with { Call = Revised(gathering.Call!) };
}

/// <summary>It was moved to another time.</summary>
/// <param name="Time">When it takes place now.</param>
/// <param name="ConfirmBy">Until when people keep their places without confirming.</param>
public sealed record GatheringMoved(GatheringTime Time, Instant ConfirmBy) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) => gathering.Changed(entry) with
    {
        Time = Time, Call = gathering.Call! with { When = Time.Given, Length = Time.Length }, ConfirmBy = ConfirmBy,
        MovedIn = entry.Version,
    };
}

/// <summary>The day to confirm by has come.</summary>
/// <param name="People">Who had not confirmed, and lost place or turn.</param>
public sealed record ConfirmationsEnded(ValueList<PersonId> People) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) => gathering with
    {
        ConfirmBy = null,
        Places = People.Aggregate(gathering.Places, (places, person) => places.NotConfirmed(person, entry.Version)),
    };
}

/// <summary>It was cancelled.</summary>
/// <param name="Why">Why.</param>
public sealed record GatheringCancelled(FreeText Why) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering.Changed(entry) with { Status = GatheringStatus.Cancelled, WhyCancelled = Why };
}

/// <summary>Somebody said whether they came.</summary>
/// <param name="Person">Who.</param>
/// <param name="Came">Whether they came.</param>
public sealed record CameSaid(PersonId Person, bool Came) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Attendances = gathering.Attendances.With(Person, new(Came, true)) };
}

/// <summary>Who looks after it said who came.</summary>
/// <param name="People">Who.</param>
public sealed record WhoCameSaid(ValueList<PersonId> People) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) => gathering with
    {
        Attendances = People.Aggregate(gathering.Attendances, (said, person) => said.With(person, new(true, false))),
    };
}

/// <summary>A note came of it.</summary>
/// <param name="Note">Which.</param>
public sealed record NotePointedTo(NoteId Note) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Notes = gathering.Notes.With(Note) };
}

/// <summary>A decision came of it.</summary>
/// <param name="Community">Whose.</param>
/// <param name="Decision">Which.</param>
public sealed record DecisionPointedTo(CommunityId Community, DecisionId Decision) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Decisions = gathering.Decisions.With(new(Community, Decision)) };
}

/// <summary>Somebody offered to do something by a day.</summary>
/// <param name="Number">The offer's number.</param>
/// <param name="By">Who.</param>
/// <param name="What">What.</param>
/// <param name="Due">By when.</param>
public sealed record OfferToDoMade(int Number, PersonId By, FreeText What, Instant Due) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Offers = gathering.Offers.With(new(Number, By, What, Due)), LastOffer = Number };
}

/// <summary>Somebody took back their offer.</summary>
/// <param name="Number">The offer's number.</param>
public sealed record OfferToDoTakenBack(int Number) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Offers = gathering.Offers.Where(offer => offer.Number != Number).ToValueList() };
}

/// <summary>Nothing is to be written of it.</summary>
public sealed record NothingToWriteSaid : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) => gathering with { NothingToWrite = true };
}

/// <summary>Who came is no longer kept.</summary>
/// <param name="Came">How many came.</param>
/// <param name="Source">The retention rule it rests on.</param>
public sealed record WhoCameForgotten(int Came, string Source) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) => gathering with
    {
        IsAttendanceForgotten = true, CameCount = Came, Attendances = PersistentMap<PersonId, Attendance>.Empty,
    };
}

/// <summary>The host restricted it (law 3): its words are read by who looks after it only.</summary>
/// <param name="Role">The named role that placed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewBy">When it is to be looked at again.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record GatheringRestricted(string Role, FreeText Reason, Instant ReviewBy, string Source) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) =>
        gathering with { Restriction = new(Role, Reason, ReviewBy, entry.At) };
}

/// <summary>The restriction was lifted: what was there before holds again.</summary>
/// <param name="Source">Where the host has it from.</param>
public sealed record GatheringRestrictionLifted(string Source) : GatheringEvent
{
    internal override Gathering Apply(Gathering gathering, Entry entry) => gathering with { Restriction = null };
}

/// <summary>Two keys were found to be one person (law 13): one place, one answer, one attendance.</summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record GatheringKeysMerged(PersonId Kept, PersonId Dropped, string Source) : GatheringEvent, IMergesKeys
{
    internal override Gathering Apply(Gathering gathering, Entry entry)
    {
        var one = new OnePerson(Kept, Dropped);
        var said = gathering.Attendances;
        if (said.Find(Dropped) is { } dropped)
            said = (said.Find(Kept) is { } kept && (kept.ByThemself || !dropped.ByThemself) ? said : said.With(Kept, dropped))
                .Without(Dropped);
        return gathering with
        {
            SecondKeys = gathering.SecondKeys.With(one),
            Places = gathering.Places.Merged(one),
            Attendances = said,
            Organiser = one.Of(gathering.Organiser),
            Call = gathering.Call! with { Guests = one.Of(gathering.Call.Guests) },
            Offers = gathering.Offers.Select(offer => offer with { By = one.Of(offer.By) }).ToValueList(),
        };
    }
}
