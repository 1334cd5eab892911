// Checks that several acts on a note share; the page of rules reads them.
namespace CommunitiesOfPractice;

public sealed partial record PracticeNote
{
    internal Ruling? RefuseUnlessDrafted() =>
        Status == NoteStatus.Unknown
            ? Ruling.Refuse(Clauses.NoteNotDrafted, Condition.Existence, Id.Value, Witness.Of(Id))
            : null;

    /// <summary>Drafted, and not withdrawn.</summary>
    internal Ruling? RefuseUnlessStanding() =>
        RefuseUnlessDrafted()
        ?? (Status == NoteStatus.Withdrawn
            ? Ruling.Refuse(Clauses.NoteWithdrawn, Condition.Existence, Id.Value, Witness.Of(Id))
            : null);

    /// <summary>Offered, and not withdrawn.</summary>
    internal Ruling? RefuseUnlessOffered() =>
        RefuseUnlessStanding()
        ?? (Status == NoteStatus.Draft
            ? Ruling.Refuse(Clauses.NoteStillDraft, Condition.Stage, Names.Of(NoteStatus.Offered), Witness.Of(Id))
            : null);

    /// <summary>A contributor. The refusal does not name any contributor.</summary>
    internal Ruling? RefuseUnlessContributor(PersonId? by) =>
        by is not { } person || ContributionOf(person) is null
            ? Ruling.Refuse(Clauses.ContributorsOnly, Condition.OwnAct, null, Witness.Of(Id))
            : null;

    internal Ruling? RefuseIfContributor(PersonId by) =>
        ContributionOf(by) is null ? null : Ruling.Refuse(Clauses.NotByContributors, Condition.OwnAct, null, Witness.Of(by));

    /// <summary>The current version of the text: somebody who speaks of another has not read what is there now.</summary>
    internal Ruling? RefuseUnlessEdition(int edition) =>
        edition == Edition
            ? null
            : Ruling.Refuse(Clauses.EditionCurrent, Condition.CurrentVersion, OfWhat.Number(Edition), Witness.Of(Id));

    /// <summary>An acting member of this note's home.</summary>
    internal Ruling? RefuseUnlessActingAtHome(Capacity by) => RefuseUnlessForHome(by) ?? by.RefuseInPerson();

    /// <summary>
    /// A contributor who is also an acting member of this note's home. An act that does more than narrow is not for a contributor
    /// alone (law 3).
    /// </summary>
    internal Ruling? RefuseUnlessActingContributor(Capacity by) =>
        RefuseUnlessContributor(by.Person) ?? RefuseUnlessActingAtHome(by);

    /// <summary>For this note's home: its members by their mandate, or an acting member of it.</summary>
    internal Ruling? RefuseUnlessForHome(Capacity by) =>
        by.For != Party.Of(Home) ? Ruling.Refuse(Clauses.NoteForHome, Condition.Evidence, Home.Value, Witness.Of(Home))
        : by is AsMember ? by.RefuseInPerson()
        : null;

    /// <summary>The authority of the party that acts: its members' mandate, word for word, or its spokesperson.</summary>
    internal Ruling? RefuseUnlessSettled(Capacity by, MandateMatter what, Proposal proposal, Instant at) =>
        by.RefuseToSettle(what, proposal, StreamId.Of(Id), MandatesUsed, at);

    /// <summary>
    /// The people that the home's charter lets settle this: an acting member or a contributor where it lets them do so alone,
    /// otherwise the members together.
    /// </summary>
    internal Ruling? RefuseUnlessSettledAtHome(
        Capacity by, Func<SharingRules, Authority> authority, MandateMatter what, Proposal proposal, Instant at) =>
        by is not AsMember { Evidence: var home } ? RefuseUnlessSettled(by, what, proposal, at) : authority(home.Sharing) switch
        {
            MembersBy => RefuseUnlessSettled(by, what, proposal, at),
            AnyMember => null,
            CommunitiesOfPractice.Contributors => RefuseUnlessContributor(home.Person),

            // No charter that passes its check gives this to the holder of an office (law 4).
            HolderOf => Ruling.Refuse(Clauses.CharterFaulty, Condition.CharterClause, OfWhat.OfficeAlone, Witness.Of(Home)),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is not known."),
        };

    internal Ruling? RefuseUnlessLater(Instant until, Instant at) =>
        until <= at
            ? Ruling.Refuse(Clauses.EndsBeforeItBegins, Condition.WellFormed, OfWhat.LaterEnd, Witness.Of(Id), from: at)
            : null;

    /// <summary>A bundle holds other notes, and a note does not become a bundle, nor a bundle a note.</summary>
    internal Ruling? RefuseMisfit(NoteContent content) =>
        content.Holds.Contains(Id) ? Ruling.Refuse(Clauses.Malformed, Condition.WellFormed, OfWhat.BundleOfOthers, Witness.Of(Id))
        : Content is not null && Content is BundleContent != content is BundleContent
            ? Ruling.Refuse(Clauses.Malformed, Condition.WellFormed, OfWhat.SameKindOfNote, Witness.Of(Id))
        : null;

    /// <summary>
    /// Somebody stops being a contributor, and nobody gains access by it. The audience is limited to what they agreed to without
    /// an end, until the remaining contributors settle it again.
    /// </summary>
    internal Event[] Departure(PersonId person)
    {
        var ceiling = ContributionOf(person) is { Consent: { Until: null } consent } ? consent.Ceiling : Audience.Contributors;
        return Decided > ceiling ? [new ContributorLeft(person), NarrowedTo(ceiling)] : [new ContributorLeft(person)];
    }

    /// <summary>
    /// The words changed: what was decided beyond the community was decided of the earlier words. A revision does not avoid a
    /// finding that kept a note to its contributors: offering it again is a separate act.
    /// </summary>
    internal Event[] Revision(PersonId by, NoteContent content, Instant at)
    {
        var most = Narrower(Audience.Community, FindingAt(at)?.Audience ?? Audience.Community);
        var revised = new NoteRevised(Edition + 1, content, by);
        return Decided > most ? [revised, NarrowedTo(most)] : [revised];
    }

    /// <summary>A narrower audience; the links that were named stay named where it still goes by links.</summary>
    internal AudienceDecided NarrowedTo(Audience audience) =>
        new(audience, audience >= Audience.Linked ? NamedLinks : null, null);
}
