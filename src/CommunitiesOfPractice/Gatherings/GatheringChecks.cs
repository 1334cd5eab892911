// Checks that several acts on a gathering share; the page of rules reads them.
namespace CommunitiesOfPractice;

public sealed partial record Gathering
{
    internal Witness Self => Witness.Of(Id);

    /// <summary>Whether somebody answered, was named, looks after it or was given a second key.</summary>
    internal bool Knows(PersonId person) =>
        Organiser == person || Places.Responses.Has(person) || Attendances.Has(person) || Call?.Guests.Contains(person) == true
        || Offers.Any(offer => offer.By == person) || SecondKeys.Of.Has(person);

    /// <summary>Where a community stands that was asked; null where it was not.</summary>
    internal GatheringParty? PartyOf(CommunityId community) => With.FirstOrDefault(party => party.Community == community);

    internal static IEnumerable<Instant?> DatesOf(ZoneEvidence zone) =>
        zone.WaysOut.Select(way => (Instant?)way.Instant).Append(zone.Start);

    internal Ruling? RefuseUnlessCalled() =>
        Status == GatheringStatus.Unknown
            ? Ruling.Refuse(Clauses.GatheringNotCalled, Condition.Existence, Id.Value, Self)
            : null;

    /// <summary>Called, and not cancelled.</summary>
    internal Ruling? RefuseUnlessStanding() =>
        RefuseUnlessCalled()
        ?? (Status == GatheringStatus.Cancelled
            ? Ruling.Refuse(Clauses.GatheringIsCancelled, Condition.Existence, Id.Value, Self)
            : null);

    /// <summary>Called, not cancelled, and not over.</summary>
    internal Ruling? RefuseUnlessAhead(Instant at) =>
        RefuseUnlessStanding()
        ?? (IsOver(at) ? Ruling.Refuse(Clauses.GatheringIsOver, Condition.Existence, Id.Value, Self) : null);

    /// <summary>Called, not cancelled, and begun.</summary>
    internal Ruling? RefuseUnlessBegun(Instant at) =>
        RefuseUnlessStanding()
        ?? (Time!.Start.HasCome(at)
            ? null
            : Ruling.Refuse(Clauses.GatheringNotBegun, Condition.Time, null, Self, from: Time.Start));

    /// <summary>The evidence is that of the community that is acted for.</summary>
    internal static Ruling? RefuseUnlessOf(Capacity by, CallingEvidence home) =>
        by.For == Party.Of(home.Community) && by.Person == home.Person
            ? null
            : Ruling.Refuse(Clauses.CallersOnly, Condition.Evidence, home.Community.Value, Witness.Of(home.Community));

    /// <summary>Somebody whom the charter lets call gatherings alone, or the members together, word for word.</summary>
    internal Ruling? RefuseToCall(Capacity by, CallingEvidence home, MandateMatter what, Proposal proposal, Instant at) =>
        RefuseUnlessOf(by, home)
        ?? (by is AsMember
            ? home.MayCall ? null
                : home.Call is MembersBy ? by.RefuseToSettle(what, proposal, StreamId.Of(Id), MandatesUsed, at)
                : by.RefuseInPerson()
                    ?? Ruling.Refuse(
                        Clauses.CallersOnly, Condition.Office, (home.Call as HolderOf)?.Office.Value, Witness.Of(home.Community))
            : by.RefuseToSettle(what, proposal, StreamId.Of(Id), MandatesUsed, at));

    internal Ruling? RefuseUnlessAsked(CommunityId community) =>
        PartyOf(community) is null
            ? Ruling.Refuse(Clauses.AskedOnly, Condition.Invitation, community.Value, Self)
            : null;

    /// <summary>A time that is one instant.</summary>
    /// <param name="given">The time that was given.</param>
    /// <param name="zone">What the zone data says.</param>
    /// <param name="again">The same act, with one of the ways out.</param>
    internal static Ruling? RefuseUnlessOnce(GivenTime given, ZoneEvidence zone, Func<TimeWay, Act> again) =>
        zone.Time != given ? Ruling.Refuse(Clauses.ZoneDataSays, Condition.Evidence, given.Zone)
        : !zone.IsZoneKnown ? Ruling.Refuse(Clauses.ZoneKnown, Condition.WellFormed, given.Zone)
        : zone.Start is not null ? null
        : zone.WaysOut is [var earlier, var later]
            ? earlier.Time.Which is not null
                ? Ruling.Refuse(Clauses.TimeRepeated, Condition.WellFormed, Clock(given), remedy: again(earlier))
                : Ruling.Refuse(
                    Clauses.TimeSkipped, Condition.WellFormed, $"{Clock(earlier.Time)}, {Clock(later.Time)}",
                    remedy: again(later))
        : Ruling.Refuse(Clauses.ZoneDataSays, Condition.Evidence, given.Zone);

    /// <summary>It begins no sooner than the notice allows.</summary>
    internal static Ruling? RefuseUnlessNoticed(Instant start, Duration notice, Witness gathering, Instant at) =>
        start >= at.Later(notice)
            ? null
            : Ruling.Refuse(
                Clauses.GatheringNoticed, Condition.WellFormed, null, gathering, from: at.Later(notice));

    /// <summary>The person who looks after it, while they may.</summary>
    internal Ruling? RefuseUnlessOrganiser(PersonId by, CallingEvidence home) =>
        Organiser != by
            ? Ruling.Refuse(Clauses.OrganisersOnly, Condition.OwnAct, null, Self,
                Organiser is null && RefuseUnlessMayLookAfter(by, home) is null ? new TakeOnGathering(by, home) : null)
            : RefuseUnlessMayLookAfter(by, home);

    internal Ruling? RefuseUnlessMayLookAfter(PersonId by, CallingEvidence home) =>
        home.Person != by || !CalledBy.Contains(home.Community)
            ? Ruling.Refuse(Clauses.CallersOnly, Condition.Evidence, home.Community.Value, Witness.Of(home.Community))
        : home.MayLookAfter ? null
        : Ruling.Refuse(Clauses.MembersOnly, Condition.Membership, OfWhat.ActingMember, Witness.Of(home.Community));

    /// <summary>Somebody who said yes, had a place, or is said to have come; or who looks after it.</summary>
    internal Ruling? RefuseUnlessThere(PersonId by) =>
        Organiser == by || Places[by].Said == Replied.Yes || Attendances.Find(by) is { Came: true }
            ? null
            : Ruling.Refuse(Clauses.ThereOnly, Condition.OwnAct, null, Self);

    /// <summary>Who moves up after what happened, as an event to follow it.</summary>
    internal static Event[] MovingUp(Places after, int? capacity) =>
        after.Next(capacity) is { Count: > 0 } next ? [new PlacesGiven(next)] : [];

    private static string Clock(GivenTime time) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(time.Local);
}
