namespace SouthLondon;

/// <summary>
/// The design groups call the first three gatherings, before anybody convenes: peers meet before anything is written down. Places
/// go to those who answer first.
/// </summary>
public static class GatheringsChapter
{
    private const int Room = 6;

    public static void Tell(Story story)
    {
        story.On(2015, 2, 2);
        story.Telling.Chapter(story.Words["gatherings.title"], story.Now);
        var planned = story.Place.Gatherings.Take(3).ToArray();
        foreach (var one in planned) Call(story, one);
        Answer(story, planned[0]);
        foreach (var other in planned.Skip(1)) Invite(story, other);
        story.Telling.Table(
            story.Words["gatherings.table"],
            [
                story.Words["gatherings.purpose"], story.Words["gatherings.when"], story.Words["gatherings.places"],
                story.Words["gatherings.waiting"],
            ],
            planned.Select(p => story[p.Id]).Select(g => new[]
            {
                g.Call!.Purpose.ToString(), story.Words["gatherings.time", g.Time!.Given.Local],
                story.Words.Number(g.Coming.Count()), story.Words.Number(g.Waiting.Count()),
            }));
    }

    // Somebody whose office has the duty: of the design group, or a convener to whom it has handed over.
    private static PersonId Organiser(Story story, CommunityId community) =>
        story[community].Members.First(m => story[community].MayServe(m, Duty.CallGatherings, story.Now).Allowed);

    private static void Call(Story story, PlannedGathering planned)
    {
        var caller = story.Caller(Organiser(story, planned.Community));
        if (planned.Id == story.Place.Gatherings[0].Id) AtNight(story, planned, caller);
        story.Do(planned.Id, Calling(caller, planned, planned.When));
        story.Telling.Good(story.Words[
            "gatherings.called", story.Named(caller.Person), story[planned.Community].Name, planned.Purpose,
            story.Words.Of(planned.Form)]);
    }

    // On the night the clocks go forward, half past one does not happen.
    private static void AtNight(Story story, PlannedGathering planned, Caller caller) => story.Refused(
        story[planned.Id].Ask(
            Calling(caller, planned, planned.When with { Local = new LocalDateTime(2015, 3, 29, 1, 30) }), story.Now),
        story.Words["gatherings.night", story.Named(caller.Person)]);

    private static CallGathering Calling(Caller caller, PlannedGathering planned, GivenTime when) => new(
        caller.AsMemberOf(planned.Community)!,
        caller.CallingIn(planned.Community)!,
        new GatheringCall(planned.Purpose, planned.Form, planned.Place, when, planned.Length, Room, Rule: planned.Rule),
        ZoneEvidence.Of(when, DateTimeZoneProviders.Tzdb));

    private static void Invite(Story story, PlannedGathering planned)
    {
        foreach (var member in story[planned.Community].Members.ToArray()) Yes(story, planned.Id, member);
    }

    // More answer than there is room for; one cannot come after all, and the first who waits has the place.
    private static void Answer(Story story, PlannedGathering planned)
    {
        Invite(story, planned);
        var (leaving, next) = (story[planned.Id].Coming.ElementAt(1), story[planned.Id].Waiting.FirstOrDefault());
        story.Do(planned.Id, new SayNo(leaving));
        if (next != default && story[planned.Id].HasPlace(next))
            story.Telling.Good(story.Words["gatherings.moved-up", story.Named(leaving), story.Named(next)]);
    }

    private static void Yes(Story story, GatheringId gathering, PersonId person) =>
        story.Do(gathering, new SayYes(person, story.Caller(person).InvitationTo(gathering)));
}
