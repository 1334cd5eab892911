namespace CommunitiesOfPractice;

/// <summary>
/// What a community's record says of somebody who asks it a question, or looks after one: whether its charter lets them.
/// <see cref="Community.AskingEvidenceFor"/> reads it from the record, and the host gives it with the act, never the caller.
/// </summary>
/// <param name="Community">Which community.</param>
/// <param name="Version">The version of its record that says so.</param>
/// <param name="Person">Who.</param>
/// <param name="TakesPart">Whether they are a member who can act now, or an observer who can.</param>
/// <param name="MayAsk">Whether they may ask: they take part, and the charter does not leave asking to members only.</param>
/// <param name="StewardsKnowledge">Whether they hold an office with the duty <see cref="Duty.StewardKnowledge"/>.</param>
/// <param name="SettlesReports">Whether they settle reports: they steward knowledge, or convene where nobody does.</param>
public sealed record AskingEvidence(
    CommunityId Community, long Version, PersonId Person, bool TakesPart, bool MayAsk, bool StewardsKnowledge,
    bool SettlesReports) : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>Which community.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Community { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Community);

    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);
}

/// <summary>
/// What the records of a community and of a link say of somebody who carries a question over it.
/// <see cref="Community.CarryingEvidenceFor"/> reads it, and the host gives it with the act, never the caller.
/// </summary>
/// <param name="Community">The community, at one end of the link.</param>
/// <param name="Version">The version of its record that says so.</param>
/// <param name="Person">Who.</param>
/// <param name="Link">What the link's record says.</param>
/// <param name="MayCarry">Whether they carry the link for that end, or hold an office with the duty
/// <see cref="Duty.CarryLinks"/>, or convene where nobody carries it.</param>
public sealed record CarryingEvidence(CommunityId Community, long Version, PersonId Person, LinkEvidence Link, bool MayCarry)
    : IEvidence
{
    string? IEvidence.Of => Link.Link.Value;

    /// <summary>The community.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Community { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Community);

    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    /// <summary>What the link's record says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public LinkEvidence Link { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Link);
}

/// <summary>
/// Whether the Commons lets somebody read a question, and from where. <see cref="Caller.ReadingOf"/> reads it from the record and
/// the directory, and the host gives it with the act, never the caller.
/// </summary>
/// <param name="Question">Which question.</param>
/// <param name="Person">Who.</param>
/// <param name="MayRead">Whether they may read it.</param>
/// <param name="IsInside">Whether they read it as its asker, as a member or as an observer. Otherwise they read it across a
/// link.</param>
/// <param name="Position">The position of the record that says so; copied into the event.</param>
public sealed record QuestionReadingEvidence(
    QuestionId Question, PersonId Person, bool MayRead, bool IsInside, long Position) : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>Which question.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public QuestionId Question { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Question);

    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);
}

/// <summary>What a question's record says of it, for an act on another question.</summary>
/// <param name="Question">Which question.</param>
/// <param name="Version">The version of its record that says so.</param>
/// <param name="Status">Its status.</param>
/// <param name="PointsElsewhere">Whether it points elsewhere itself.</param>
public sealed record QuestionEvidence(QuestionId Question, long Version, QuestionStatus Status, bool PointsElsewhere) : IEvidence
{
    string? IEvidence.Of => Question.Value;

    /// <summary>Which question.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public QuestionId Question { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Question);

    /// <summary>Its status.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public QuestionStatus Status { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Status);
}

public sealed partial record Question
{
    /// <summary>What this record says of the question, to go with an act on another. Null while nobody has asked it.</summary>
    public QuestionEvidence? Evidence() =>
        Status == QuestionStatus.Unknown ? null : new(Id, Version, Status, PointsElsewhere);
}

public sealed partial class Community
{
    /// <summary>
    /// What this record says of somebody and questions, for an act on one. Null while the community has not been founded, and
    /// once it is closed.
    /// </summary>
    /// <param name="person">Who.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public AskingEvidence? AskingEvidenceFor(PersonId person, Instant at)
    {
        if (SittingWhileOpen(at) is not { } sitting) return null;
        var member = sitting.Roll[person].IsMember;
        var takesPart = (member || sitting.Roll.Observers.Has(person)) && sitting.RefuseUnlessActing(person) is null;
        var stewards = sitting.Holds(person, Duty.StewardKnowledge);
        return new(
            Id, Version, person, takesPart, takesPart && (member || !sitting.Charter.QuestionsByMembersOnly), stewards,
            stewards || (!sitting.IsServed(Duty.StewardKnowledge)
                && sitting.RefuseUnlessHolds(person, CommunitiesOfPractice.Office.Convener) is null));
    }

    /// <summary>
    /// What this record and a link's say of somebody who would carry a question over that link. Null while the community has not
    /// been founded, once it is closed, and where it is at no end of the link.
    /// </summary>
    /// <param name="person">Who.</param>
    /// <param name="link">Which link.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException"><paramref name="link"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public CarryingEvidence? CarryingEvidenceFor(PersonId person, Link link, Instant at)
    {
        if (Guard.Against.Null(link).SideOf(Party.Of(Id)) is not { } side || SittingWhileOpen(at) is not { } sitting
            || link.EvidenceAt(at) is not { } said) return null;
        var brokers = link.BrokersAt(side).Where(broker => sitting.RefuseUnlessActingMember(broker) is null).ToArray();
        return new(
            Id, Version, person, said,
            brokers.Contains(person) || sitting.Holds(person, Duty.CarryLinks)
                || (brokers.Length == 0 && sitting.RefuseUnlessHolds(person, CommunitiesOfPractice.Office.Convener) is null));
    }

    private Sitting? SittingWhileOpen(Instant at)
    {
        var now = At(at);
        var sitting = new Sitting(now, Instant.Max(at, now.LastAt));
        return now.CharterAt(sitting.At) is null || sitting.RefuseUnlessOpen() is not null ? null : sitting;
    }
}

internal sealed partial class Sitting
{
    /// <summary>Whether somebody holds an office with a duty, or stands in for it, and is free to act.</summary>
    public bool Holds(PersonId person, Duty duty) =>
        OfficesWith(duty).Any(office => RefuseUnlessHolds(person, office) is null);

    /// <summary>Whether anybody does.</summary>
    public bool IsServed(Duty duty) => OfficesWith(duty).Any(office => ActingFor(office).Any());

    private IEnumerable<OfficeId> OfficesWith(Duty duty) =>
        Charter.Offices.Where(office => office.Duties.Contains(duty)).Select(office => office.Id);
}
