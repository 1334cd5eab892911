namespace CommunitiesOfPractice;

/// <summary>
/// What is shared by the sharing rule, as the rule reads it: a practice note, or a question. Who may read either is settled in
/// one place (DESIGN, <em>Sharing rule</em>).
/// </summary>
internal interface IShared : IStreamState
{
    /// <summary>Its home community.</summary>
    CommunityId Home { get; }

    /// <summary>How far it is on its way to its readers.</summary>
    NoteStatus Status { get; }

    /// <summary>The audience that was decided.</summary>
    Audience Decided { get; }

    /// <summary>Since when it has been offered to its community or further without a break; null while it is not.</summary>
    Instant? OfferedSince { get; }

    /// <summary>Until this instant only its contributors read it; null for no embargo.</summary>
    Instant? EmbargoUntil { get; }

    /// <summary>A host's restriction; null for none.</summary>
    Restriction? Restriction { get; }

    /// <summary>The links it may use, where they are named; null for all.</summary>
    ValueList<LinkId>? NamedLinks { get; }

    /// <summary>The onward steps that were taken with it, in order.</summary>
    ValueList<OnwardStep> OnwardSteps { get; }

    /// <summary>Who contributed to it.</summary>
    Few<Contribution> Contributions { get; }

    /// <summary>What readers have been told of everybody whose words are in it, or ever were.</summary>
    Few<PastAttribution> Past { get; }

    /// <summary>Whether it comes from under the Chatham House Rule.</summary>
    bool ChathamHouse { get; }

    /// <summary>The instants at which something dated in it begins or ends, from the first on.</summary>
    IEnumerable<Instant> Dates { get; }

    /// <summary>Whether somebody contributed.</summary>
    bool IsBy(PersonId person);

    /// <summary>Somebody's contribution; null for none.</summary>
    Contribution? ContributionOf(PersonId person);

    /// <summary>The widest audience it reaches at an instant.</summary>
    Audience EffectiveAudience(Instant at);

    /// <summary>This, after one more event.</summary>
    IShared After(Entry entry);
}
