namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    private static readonly Func<GatheringMoment, BrokenLaw?>[] OfGatherings =
        [SayingNoSucceeds, OrganisersMayAct, PlacesAreKept, GatheringIsItsRecord, GatheringRemediesWork];

    /// <summary>
    /// The first law that a story of a gathering breaks; null for none: those of each moment, and first come, first served, at
    /// every prefix of the story.
    /// </summary>
    public static BrokenLaw? Check(GatheringStory story)
    {
        var moments = Guard.Against.Null(story).Run().ToArray();
        return moments.Select(moment => OfGatherings.Select(law => law(moment)).FirstOrDefault(broken => broken is not null))
            .FirstOrDefault(broken => broken is not null) ?? FirstComeFirstServed(story.Capacity, moments);
    }

    /// <summary>
    /// Law 14: places go by nothing but who answered first. At every prefix they are those of a plain queue of two lists, until
    /// two keys are found to be one person's.
    /// </summary>
    /// <param name="capacity">How many have a place, when it was called.</param>
    /// <param name="moments">What was tried, in order.</param>
    public static BrokenLaw? FirstComeFirstServed(int? capacity, IEnumerable<GatheringMoment> moments)
    {
        var plain = new PlainPlaces(capacity);
        foreach (var moment in Guard.Against.Null(moments))
        {
            if (moment.Done.Events.Any(entry => entry.Event is GatheringKeysMerged)) return null;
            foreach (var entry in moment.Done.Events) plain.Hear(entry.Event);
            if (!plain.Places.SequenceEqual(moment.After.Coming) || !plain.Waiting.SequenceEqual(moment.After.Waiting))
                return new(14, $"After {moment} the places are {string.Join(", ", moment.After.Coming)}, and a plain queue has "
                    + $"{string.Join(", ", plain.Places)}.");
        }

        return null;
    }

    /// <summary>Law 2, for gatherings: anybody can say no until it is over, and has no place then.</summary>
    public static BrokenLaw? SayingNoSucceeds(GatheringMoment moment)
    {
        var (gathering, at) = (Guard.Against.Null(moment).After, Instant.Max(moment.At, moment.After.LastAt));
        if (gathering.IsOver(at)) return null;
        foreach (var person in GatheringStories.Everybody)
        {
            var done = gathering.Do(new SayNo(person), at);
            if (!done.Allowed && done.Clause != Clauses.SecondKey) return new(2, $"{person} may not say no: {done.Text}");
            if (done.Allowed && (done.After.HasPlace(person) || done.After.WaitingBefore(person) is not null))
                return new(2, $"{person} said no, and has a place or waits.");
        }

        return null;
    }

    /// <summary>Law 3, for gatherings: only who looks after one, and may act, moves, cancels or changes it.</summary>
    public static BrokenLaw? OrganisersMayAct(GatheringMoment moment) =>
        Guard.Against.Null(moment) is { Done.Allowed: true, Act: OrganisersAct act }
            && (!act.Home.MayLookAfter || act.Home.Person != act.By
                || (act is not TakeOnGathering && moment.Before.Organiser != act.By))
            ? new(3, $"{act.By}, who does not look after it or may not, did {act}.")
            : null;

    /// <summary>
    /// Nobody gets a place where there is no room. Nobody waits while there is. Nobody who had a place loses it but by their own
    /// act, a fact of the host's, or a day to confirm by.
    /// </summary>
    public static BrokenLaw? PlacesAreKept(GatheringMoment moment)
    {
        var (before, after) = (Guard.Against.Null(moment).Before, moment.After);
        var (gained, lost) = (after.Coming.Except(before.Coming).ToArray(), before.Coming.Except(after.Coming).ToArray());
        var merged = moment.Done.Events.Any(entry => entry.Event is GatheringKeysMerged);
        if (gained.Length > 0 && !merged && after.Call!.Capacity < after.Coming.Count())
            return new(14, $"{moment} gave a place that there is not.");
        if (after.Waiting.Any() && !after.IsOver(moment.RuledAt)
            && (after.Call!.Capacity is not { } room || after.Coming.Count() < room))
            return new(14, $"After {moment} somebody waits while there is room.");
        var why = moment.Done.Events.SelectMany(entry => entry.Event switch
        {
            NoSaid { Person: var person } when entry.By == person => [person],
            PersonGone { Person: var person } => [person],
            GatheringKeysMerged { Kept: var kept, Dropped: var dropped } => [kept, dropped],
            ConfirmationsEnded { People: var people } => people,
            _ => ValueList<PersonId>.Empty,
        });
        return lost.Except(why).Any() ? new(14, $"{moment} took a place away from {lost[0]}.") : null;
    }

    /// <summary>
    /// Law 12, for gatherings: asking is doing without the events, a refusal appends nothing, and the events give the state.
    /// </summary>
    public static BrokenLaw? GatheringIsItsRecord(GatheringMoment moment)
    {
        var (before, done) = (Guard.Against.Null(moment).Before, moment.Done);
        if (before.Ask(moment.Act, moment.At) != done.Answer) return new(12, $"Asked, {moment} had another answer.");
        if (!done.Allowed && (done.Events.Count > 0 || !ReferenceEquals(done.After, before)))
            return new(12, $"{moment} was refused, and changed something.");
        return before.After(done.Events).Equals(done.After) ? null : new(12,
            $"The events of {moment} do not give what is after them.");
    }

    /// <summary>Law 11, for gatherings: a remedy on the same gathering would be allowed.</summary>
    public static BrokenLaw? GatheringRemediesWork(GatheringMoment moment) =>
        Guard.Against.Null(moment).Done.Remedy is { Act: IActOn<Gathering> way } && !moment.Before.Ask(way, moment.At).Allowed
            ? new(11, $"The remedy of {moment} would be refused.")
            : null;
}
