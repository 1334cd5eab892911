namespace CommunitiesOfPractice;

/// <summary>What somebody is told of.</summary>
public enum NoticeKind
{
    /// <summary>A note was offered to its readers, or to more of them.</summary>
    Shared,
    /// <summary>A note has a new version.</summary>
    Revised,
    /// <summary>Another note took its place.</summary>
    Superseded,
    /// <summary>A note was withdrawn.</summary>
    Withdrawn,
    /// <summary>An adopter decided: adopted, adapted, declined or abandoned.</summary>
    AdopterDecided,
    /// <summary>What came of it somewhere was reported.</summary>
    OutcomeReported,
    /// <summary>Somebody told what it was worth.</summary>
    StoryTold,
}

/// <summary>Why somebody is told.</summary>
public enum NoticeReason
{
    /// <summary>They look after an adoption of the note.</summary>
    Adopter,
    /// <summary>They contributed to the note.</summary>
    Contributor,
    /// <summary>They follow the note's home community.</summary>
    Follower,
}

/// <summary>
/// A fact for the host's notifications (feature 82): who should be told what, and why. It holds no message and sends nothing. The
/// host writes the words, and tells each person only what they asked to be told.
/// </summary>
/// <param name="To">Who should be told.</param>
/// <param name="Reason">Why they are told.</param>
/// <param name="What">Of what.</param>
/// <param name="Note">About which note.</param>
/// <param name="Adoption">In which adoption it happened; null where it happened to the note.</param>
public sealed record Notice(PersonId To, NoticeReason Reason, NoticeKind What, NoteId Note, AdoptionId? Adoption = null)
{
    /// <summary>
    /// Who should be told of what happened to a note. Those who look after an adoption hear of a new version, of what took its
    /// place, and of its withdrawal, unless they declined it. Those who follow its home hear of the same, and of its being
    /// shared, as far as they may know of the note. The person who did it is not told. Each person is named once, adopters first,
    /// then by the order of their keys. For other events it is nobody.
    /// </summary>
    /// <param name="happened">What happened to the note.</param>
    /// <param name="before">The note before it happened: nobody is told of a draft, or of an audience that became
    /// smaller.</param>
    /// <param name="adoptions">Adoptions. Those of other notes are ignored.</param>
    /// <param name="followers">Who follows the note's home community.</param>
    /// <param name="mayKnow">Whether somebody may know that the note exists: whether the Commons lets them read it. For a note
    /// that was withdrawn, whether it did just before.</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    public static ValueList<Notice> OfNote(
        Entry happened, PracticeNote before, IEnumerable<Adoption> adoptions, IEnumerable<PersonId> followers, Func<PersonId,
            bool> mayKnow)
    {
        Guard.Against.Null(happened);
        Guard.Against.Null(before);
        Guard.Against.Null(adoptions);
        Guard.Against.Null(followers);
        Guard.Against.Null(mayKnow);
        if (KindOf(happened.Event, before) is not { } what) return ValueList<Notice>.Empty;
        var owners = what == NoticeKind.Shared
            ? []
            : adoptions.Where(a => a.Note == before.Id && a.Status is not (AdoptionStatus.Unknown or AdoptionStatus.Declined))
                .Select(a => a.Owner);
        return Told(
            happened, [(NoticeReason.Adopter, owners), (NoticeReason.Follower, followers.Where(mayKnow))], what, before.Id, null);
    }

    /// <summary>
    /// Who should be told of what happened in an adoption: the note's contributors, because it flows back to them (law 10), and
    /// those who follow the note's home, as far as they may know of it. The person who did it is not told. Each person is named
    /// once, contributors first, then by the order of their keys. For other events it is nobody.
    /// </summary>
    /// <param name="happened">What happened in the adoption.</param>
    /// <param name="source">The note that is adopted.</param>
    /// <param name="followers">Who follows the note's home community.</param>
    /// <param name="mayKnow">Whether somebody may know that the note exists: whether the Commons lets them read it.</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    public static ValueList<Notice> OfAdoption(
        Entry happened, PracticeNote source, IEnumerable<PersonId> followers, Func<PersonId, bool> mayKnow)
    {
        Guard.Against.Null(happened);
        Guard.Against.Null(source);
        Guard.Against.Null(followers);
        Guard.Against.Null(mayKnow);
        return KindOf(happened.Event) is { } what
            ? Told(happened,
                [(NoticeReason.Contributor, source.Contributors.Select(c => c.Person)),
                    (NoticeReason.Follower, followers.Where(mayKnow))],
                what, source.Id, AdoptionId.Of(happened.Stream))
            : ValueList<Notice>.Empty;
    }

    internal static NoticeKind? KindOf(Event happened, PracticeNote before) => happened switch
    {
        NoteOffered => NoticeKind.Shared,
        _ when before.Status != NoteStatus.Offered => null,
        AudienceDecided { Audience: var audience } when audience > before.Decided => NoticeKind.Shared,
        NoteRevised => NoticeKind.Revised,
        NoteSuperseded => NoticeKind.Superseded,
        NoteWithdrawn => NoticeKind.Withdrawn,
        _ => null,
    };

    internal static NoticeKind? KindOf(Event happened) => happened switch
    {
        NoteAdopted or NoteAdapted or AdoptionDeclined or AdoptionAbandoned => NoticeKind.AdopterDecided,
        OutcomeReported => NoticeKind.OutcomeReported,
        CommunitiesOfPractice.Events.StoryTold => NoticeKind.StoryTold,
        _ => null,
    };

    private static ValueList<Notice> Told(
        Entry happened, (NoticeReason Reason, IEnumerable<PersonId> People)[] whom, NoticeKind what, NoteId note,
            AdoptionId? adoption)
    {
        var told = new HashSet<PersonId>();
        if (happened.By is { } actor) told.Add(actor);
        return whom.SelectMany(
            group => group.People.OrderBy(person => person).Where(told.Add)
                .Select(person => new Notice(person, group.Reason, what, note, adoption))).ToValueList();
    }
}
