namespace CommunitiesOfPractice;

/// <summary>
/// Consents, for oneself, to the note being read up to an audience, perhaps until an instant, and says how one is named (law 8).
/// It takes the place of what one consented to before. A consent is one's own to give whatever one's standing in the home (law
/// 3). Refused, in this order: the note has not been drafted, or is withdrawn; one is not a contributor; the consent would have
/// ended already; it stands as it is.
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
/// Takes one's consent back: from now on the note reaches its contributors alone, whatever one's standing in its home (law 3).
/// Refused where the note has not been drafted, one is not a contributor, or no consent of one's own stands.
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
