namespace CommunitiesOfPractice;

public sealed partial class Community
{
    /// <summary>Who holds an office and who has held it. Empty for an office that nobody has held.</summary>
    public OfficeHistory Office(OfficeId office) => Offices.Find(office) ?? OfficeHistory.None;

    /// <summary>Who convenes the community now, in the order in which they took it up.</summary>
    public IEnumerable<PersonId> Conveners => Office(CommunitiesOfPractice.Office.Convener).Holders.Select(t => t.Holder);

    /// <summary>The offices that somebody holds now, in order.</summary>
    public IEnumerable<OfficeId> OfficesHeldBy(PersonId person) =>
        Offices.Where(o => o.Value.IsHeldBy(person)).Select(o => o.Key).OrderBy(o => o);

    /// <summary>Offices that must be filled and are vacant, which a member's offer, or an election, ends.</summary>
    public IEnumerable<OfficeId> Vacancies =>
        CharterAt(LastAt)?.Charter.Offices
            .Where(o => o.MustBeFilled && Office(o.Id) is { Holders.Count: 0, VacantSince: not null })
            .Select(o => o.Id) ?? [];

    /// <summary>
    /// Who can act for an office at an instant, in order: its holders who are not on leave, away, suspended or unclaimed. Where
    /// there are none, its deputies and those who stand in (law 4).
    /// </summary>
    /// <param name="office">The office.</param>
    /// <param name="at">When. What is due by then is taken to have happened.</param>
    public ValueList<PersonId> ActingFor(OfficeId office, Instant at)
    {
        var now = At(at);
        var sitting = new Sitting(now, Instant.Max(at, now.LastAt));
        return now.CharterAt(sitting.At) is null ? [] : sitting.ActingFor(office).ToValueList();
    }

    /// <summary>
    /// Whether somebody has a duty now, and why. An office that they hold or stand in for grants it. A refusal names the office
    /// that would grant it (feature 28).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Answer MayServe(PersonId person, Duty duty, Instant at)
    {
        var sitting = new Sitting(At(at), Instant.Max(at, LastAt));
        if (sitting.RefuseUnlessOpen() is { } closed) return closed.Answer;
        var granting = sitting.Charter.Offices.Where(o => o.Duties.Contains(duty)).Select(o => o.Id).ToArray();
        foreach (var office in granting)
            if (sitting.RefuseUnlessHolds(person, office) is null)
                return sitting.Allow(Clauses.DutyGranted, Witness.Of(office)).Answer;
        return sitting.Refuse(
            Clauses.DutyLacking, Condition.Office, granting.Length > 0
                ? granting[0].Value
                : duty.Name, Witness.Of(person)).Answer;
    }
}
