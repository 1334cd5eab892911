// Who may see an adoption.
namespace CommunitiesOfPractice;

public sealed partial record Adoption
{
    /// <summary>
    /// Whether somebody may see this adoption: the person who looks after it, those who act for the adopter, and those who may
    /// see its note. Somebody who may not is told what they would be told if there were none.
    /// </summary>
    /// <param name="caller">Who.</param>
    /// <exception cref="ArgumentNullException"><paramref name="caller"/> is null.</exception>
    public Answer MaySee(Caller caller)
    {
        Guard.Against.Null(caller);
        return Version > 0
            && (Owner == caller.Person || caller.CapacityFor(Adopter!) is not null || caller.MaySee(StreamId.Of(Note)).Allowed)
            ? new Answer(true, Clauses.SeeingAdoption, Self)
            : Caller.NotThere(Clauses.SeeingAdoption, Self);
    }
}
