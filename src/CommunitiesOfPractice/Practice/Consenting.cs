namespace CommunitiesOfPractice;

/// <summary>
/// A contributor consents to the note being read up to an audience, perhaps until an instant, and says how they are named (law
/// 8). This replaces what they consented to before. They may consent whatever their standing in the home (law 3). Refused, in
/// this order: the note has not been drafted, or is withdrawn; the person is not a contributor; the consent would have ended
/// already; they have given exactly this consent already.
/// </summary>
/// <param name="By">Who consents.</param>
/// <param name="Consent">To what.</param>
public sealed record GiveConsent(PersonId By, Consent Consent) : PersonalNoteAct(By)
{
    /// <summary>To what.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Consent Consent { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Consent);

    internal override IEnumerable<Instant?> Dates => [Consent.Until];

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessContributor(By)
        ?? (Consent.Until is { } until ? note.RefuseUnlessLater(until, at) : null)
        ?? (note.ContributionOf(By)!.Consent == Consent
            ? Ruling.Refuse(Clauses.ConsentStands, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? Ruling.Allow(Clauses.ConsentingToShare, Witness.Of(By), new ConsentGiven(By, Consent));
}

/// <summary>
/// A contributor takes back their consent. From now on the note reaches its contributors alone, whatever the contributor's
/// standing in its home (law 3). Refused where the note has not been drafted, the person is not a contributor, or they have given
/// no consent.
/// </summary>
/// <param name="By">Who takes it back.</param>
public sealed record RevokeConsent(PersonId By) : PersonalNoteAct(By)
{
    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessDrafted()
        ?? note.RefuseUnlessContributor(By)
        ?? (note.ContributionOf(By)!.Consent is null
            ? Ruling.Refuse(Clauses.NoConsentStands, Condition.Existence, By.Value, Witness.Of(By))
            : null)
        ?? Ruling.Allow(Clauses.RevokingConsent, Witness.Of(By), new ConsentRevoked(By));
}
