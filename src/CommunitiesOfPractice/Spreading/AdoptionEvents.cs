using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Events;

/// <summary>What somebody did for an adopter. A closed set.</summary>
public abstract record AdoptersEvent : AdoptionEvent
{
    private protected AdoptersEvent()
    {
    }

    /// <summary>
    /// In what capacity it was done, and what that rests on outside this record: what the directory says, or what a community's
    /// record said of the person.
    /// </summary>
    [JsonRequired]
    public Capacity? As { get; init; }
}

/// <summary>An adopter began to consider a version of a note.</summary>
/// <param name="Note">Which note.</param>
/// <param name="Edition">Which version.</param>
/// <param name="Adopter">Who adopts.</param>
/// <param name="Owner">Who looks after it there.</param>
/// <param name="Context">What it is like there; null where they did not say.</param>
/// <param name="Settings">The settings of care there.</param>
public sealed record NoteConsidered(
    NoteId Note, int Edition, Party Adopter, PersonId Owner, FreeText? Context, ValueList<DirectoryGroup> Settings)
        : AdoptersEvent
{
    /// <summary>The position of the Commons that let the owner read it.</summary>
    [JsonRequired]
    public long? ReadAt { get; init; }

    internal override Adoption Apply(Adoption adoption, Entry entry) => adoption with
    {
        Status = AdoptionStatus.Considering, Note = Note, Edition = Edition, Adopter = Adopter, Owner = Owner, Context = Context,
            Settings = Settings,
        Why = null, Changed = null,
    };
}

/// <summary>They took it as it is.</summary>
/// <param name="Why">Why.</param>
public sealed record NoteAdopted(FreeText Why) : AdoptersEvent
{
    internal override Adoption Apply(Adoption adoption, Entry entry) =>
        adoption with { Status = AdoptionStatus.Adopted, Why = Why };
}

/// <summary>They changed it to fit.</summary>
/// <param name="Changed">What they changed.</param>
/// <param name="Why">Why.</param>
/// <param name="WrittenUpAs">Their own note of it; null where they wrote none.</param>
public sealed record NoteAdapted(FreeText Changed, FreeText Why, NoteId? WrittenUpAs) : AdoptersEvent
{
    internal override Adoption Apply(Adoption adoption, Entry entry) =>
        adoption with {
            Status = AdoptionStatus.Adapted, Changed = Changed, Why = Why, WrittenUpAs = WrittenUpAs ?? adoption.WrittenUpAs };
}

/// <summary>They decided against it.</summary>
/// <param name="Why">Why.</param>
public sealed record AdoptionDeclined(FreeText Why) : AdoptersEvent
{
    internal override Adoption Apply(Adoption adoption, Entry entry) =>
        adoption with { Status = AdoptionStatus.Declined, Why = Why };
}

/// <summary>They took it up and gave it up.</summary>
/// <param name="Why">Why.</param>
public sealed record AdoptionAbandoned(FreeText Why) : AdoptersEvent
{
    internal override Adoption Apply(Adoption adoption, Entry entry) =>
        adoption with { Status = AdoptionStatus.Abandoned, Why = Why };
}

/// <summary>They reported what came of it there.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Happened">What happened.</param>
public sealed record OutcomeReported(PracticeOutcome Outcome, FreeText Happened) : AdoptersEvent
{
    internal override Adoption Apply(Adoption adoption, Entry entry) =>
        adoption with { Outcomes = adoption.Outcomes.With(new(Outcome, Happened, entry.At)) };
}

/// <summary>They told what it was worth.</summary>
/// <param name="Cycle">In which cycle.</param>
/// <param name="Words">The story.</param>
/// <param name="Indicator">What would show it, by name; null where there is none.</param>
public sealed record StoryTold(ValueCycle Cycle, FreeText Words, string? Indicator) : AdoptersEvent
{
    internal override Adoption Apply(Adoption adoption, Entry entry) =>
        adoption with { Stories = adoption.Stories.With(new(Cycle, Words, Indicator, entry.At)) };
}

/// <summary>Somebody else looks after it now, by their own act.</summary>
/// <param name="Owner">Who.</param>
public sealed record OwnerChanged(PersonId Owner) : AdoptersEvent
{
    internal override Adoption Apply(Adoption adoption, Entry entry) => adoption with { Owner = Owner };
}

/// <summary>Two keys were found to be one person (law 13): what the second adopts or looks after here, the first does.</summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record AdoptionKeysMerged(PersonId Kept, PersonId Dropped, string Source) : AdoptionEvent, IMergesKeys
{
    internal override Adoption Apply(Adoption adoption, Entry entry)
    {
        var one = new OnePerson(Kept, Dropped);
        return adoption with {
            SecondKeys = adoption.SecondKeys.With(one), Adopter = one.Of(adoption.Adopter), Owner = one.Of(adoption.Owner) };
    }
}
