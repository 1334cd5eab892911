// Checks that several acts in an adoption share; the page of rules reads them.
namespace CommunitiesOfPractice;

public sealed partial record Adoption
{
    internal Witness Self => Witness.Of(Id);

    /// <summary>Whether somebody adopts here, looks after the adoption or was given a second key.</summary>
    internal bool Knows(PersonId person) => Adopter == Party.Of(person) || Owner == person || SecondKeys.Of.Has(person);

    /// <summary>Whether the adopter took it up, as it is or changed, and has not given it up.</summary>
    public bool IsTakenUp => Status is AdoptionStatus.Adopted or AdoptionStatus.Adapted;

    internal Ruling? RefuseUnlessConsidered() =>
        Status == AdoptionStatus.Unknown ? Ruling.Refuse(Clauses.NotConsidered, Condition.Existence, Id.Value, Self) : null;

    /// <summary>On the adopter's side, and allowed to act there (law 10).</summary>
    internal Ruling? RefuseUnlessAdopters(Capacity by) =>
        by.For != Adopter
            ? Ruling.Refuse(Clauses.AdoptersOnly, Condition.OwnAct, Adopter!.Named, Adopter.Witness)
            : by.RefuseInAdoption();

    /// <summary>Taken up, as it is or changed.</summary>
    internal Ruling? RefuseUnlessTakenUp() =>
        IsTakenUp ? null : Ruling.Refuse(Clauses.NotAdopted, Condition.Existence, Id.Value, Self);

    internal Ruling? RefuseUnlessConsidering() => Status == AdoptionStatus.Considering
        ? null
        : RefuseUnlessConsidered() ?? Ruling.Refuse(Clauses.AdoptedAlready, Condition.Novelty, null, Self);

    internal static Ruling? RefuseUnlessReason(FreeText? why) =>
        why is null ? Ruling.Refuse(Clauses.ReasonOwed, Condition.Reason) : null;

    internal static Ruling? RefuseUnlessWords(FreeText? words) => words is null
        ? Ruling.Refuse(Clauses.Malformed, Condition.WellFormed, OfWhat.Words)
        : null;
}
