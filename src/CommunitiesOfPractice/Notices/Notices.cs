namespace CommunitiesOfPractice;

/// <summary>
/// Who should be told what, and why, on every stream: of what was recorded, and of what only time brought. Nobody is told of what
/// they did themself, of what they may not see, or twice of one thing. It sends nothing.
/// </summary>
public static class Notices
{
    internal static readonly Duration Ahead = Duration.FromDays(1);

    /// <summary>
    /// Who should be told what came after a position of the record and after an instant. A host asks from where it asked until
    /// last, and keeps the answer, so that nobody is passed over and nobody is told twice.
    /// </summary>
    /// <param name="before">Every stream before the lines.</param>
    /// <param name="lines">The lines that follow, in the order of their positions. What is left out is told to nobody.</param>
    /// <param name="commons">What the record says now. It has read the lines, and may have read more.</param>
    /// <param name="after">From after this instant, for what fell due.</param>
    /// <param name="until">Up to this instant: now.</param>
    /// <param name="zones">The zone data of today, where it should be asked whether it moves gatherings; null for not.</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="until"/> lies outside the <see cref="Years"/>.</exception>
    /// <exception cref="RecordException">A line does not continue its stream.</exception>
    public static ValueList<Notice> After(
        Landscape before, IEnumerable<Recorded> lines, Commons commons, Instant after, Instant until,
        IDateTimeZoneProvider? zones = null)
    {
        Guard.Against.Null(before);
        Guard.Against.Null(commons);
        Guard.Against.OutsideYears(until);
        var told = new List<Notice>();
        foreach (var line in Guard.Against.Null(lines))
        {
            before = before.Position < line.Position - 1 ? before.Past(line.Position - 1) : before;
            var next = before.After([line]);
            told.AddRange(Of(new(line.Entry, before, next, commons, until)));
            before = next;
        }

        told.AddRange(CommunityNotices.Between(commons.Landscape, after, until));
        told.AddRange(GatheringNotices.Between(commons.Landscape, after, until));
        told.AddRange(QuestionNotices.Between(commons.Landscape, after, until));
        if (zones is not null) told.AddRange(GatheringNotices.OfZoneData(commons.Landscape, zones, until));
        return MayBeTold(told, commons, until);
    }

    /// <summary>
    /// Of somebody's notices, those that they are told of now, in the order given: as they prefer, as far as they may still be
    /// told, and while there is something in it for them.
    /// </summary>
    /// <param name="notices">Their notices.</param>
    /// <param name="caller">Who they are, and when.</param>
    /// <param name="preferences">What they care to be told.</param>
    /// <param name="where">Where they are told now: in the page, or in the digest.</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    /// <exception cref="ArgumentException">One of the notices is to somebody else.</exception>
    public static ValueList<Notice> For(
        IEnumerable<Notice> notices, Caller caller, NoticePreferences preferences, ToldIn where)
    {
        Guard.Against.Null(caller);
        Guard.Against.Null(preferences);
        return Guard.Against.Null(notices)
            .Where(notice => preferences.Of(notice) >= where && notice.MayBeToldTo(caller)
                && !notice.IsOver(caller.Landscape, caller.At))
            .ToValueList();
    }

    // One row for each kind of stream.
    private static IEnumerable<Notice> Of(Happening happened) => happened.Line.Stream.Kind switch
    {
        StreamKind.Community => CommunityNotices.Of(happened),
        StreamKind.Link => LinkNotices.Of(happened),
        StreamKind.Note => NoteNotices.Of(happened),
        StreamKind.Adoption => AdoptionNotices.Of(happened),
        StreamKind.Gathering => GatheringNotices.Of(happened),
        StreamKind.Question => QuestionNotices.Of(happened),
        _ => throw new InvalidOperationException($"{happened.Line.Stream.Kind} is not known."),
    };

    // The first reason somebody has is the one that they are told.
    private static ValueList<Notice> MayBeTold(IEnumerable<Notice> concerned, Commons commons, Instant at)
    {
        var (told, callers) = (new HashSet<(PersonId, string)>(), new Dictionary<PersonId, Caller>());
        return concerned.Where(notice => told.Add((notice.To, notice.Key)) && notice.MayBeToldTo(CallerOf(notice.To)))
            .Select(notice => notice with { Told = at }).ToValueList();

        Caller CallerOf(PersonId person) => callers.TryGetValue(person, out var known) ? known
            : callers[person] = new(person, at, commons, commons.Directory ?? Nobody);
    }

    private static readonly HostDirectory Nobody = new("none", [], [], []);
}

/// <summary>One line of the record, with every stream before and after it, and what the record says now.</summary>
internal sealed record Happening(Entry Line, Landscape Before, Landscape After, Commons Commons, Instant Now)
{
    /// <summary>What the notices of this line have in common.</summary>
    public Occasion Occasion => new(Line.Stream, Line.At) { Line = Line.Version, DoneBy = Line.By };
}

/// <summary>What the notices of one thing that happened, or fell due, have in common.</summary>
internal sealed record Occasion(StreamId On, Instant At)
{
    public long? Line { get; init; }

    public PersonId? DoneBy { get; init; }

    public long? Part { get; init; }

    public Instant? By { get; init; }

    public CommunityId? Community { get; init; }

    public StreamId? About { get; init; }

    /// <summary>It is told to some people, but not to the one who did it.</summary>
    public IEnumerable<Notice> Tells(NoticeKind kind, NoticeReason reason, IEnumerable<PersonId> people) =>
        people.Where(person => person != DoneBy).Select(person => new Notice(person, kind, reason, On, At)
        {
            Line = Line, Part = Part, By = By, Community = Community, About = About,
        });

    /// <summary>It is told to one person, if there is one.</summary>
    public IEnumerable<Notice> Tells(NoticeKind kind, NoticeReason reason, PersonId? person) =>
        Tells(kind, reason, person is { } one ? [one] : Array.Empty<PersonId>());
}
