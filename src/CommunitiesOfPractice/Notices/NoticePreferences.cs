namespace CommunitiesOfPractice;

/// <summary>How somebody wants to be told of something.</summary>
public enum ToldIn
{
    /// <summary>Not at all.</summary>
    Nowhere,
    /// <summary>In the page alone.</summary>
    Page,
    /// <summary>In the page, and in the digest.</summary>
    Digest,
}

/// <summary>How somebody wants to be told of one group of kinds.</summary>
/// <param name="Group">Of which group.</param>
/// <param name="Where">How.</param>
/// <param name="Community">In which community; null for all in which they say nothing else.</param>
public sealed record NoticeChoice(NoticeGroup Group, ToldIn Where, CommunityId? Community = null)
{
    /// <summary>Of which group.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public NoticeGroup Group { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Group);

    /// <summary>How.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public ToldIn Where { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Where);

    /// <summary>In which community; null for all in which they say nothing else.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId? Community { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Community);
}

/// <summary>
/// What somebody does not want to hear of any more, for themself alone: a note, a question, or an answer to one.
/// </summary>
/// <param name="Of">Which stream.</param>
/// <param name="Part">Which part of it, such as the number of an answer; null for the whole.</param>
public sealed record Muted(StreamId Of, long? Part = null)
{
    /// <summary>Which stream.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public StreamId Of { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Of);
}

/// <summary>
/// What somebody cares to be told, and how. It is theirs to say, per community and group. What they say nothing of is as usual:
/// practice is told in the page, and all else in the page and in the digest. A value.
/// </summary>
public sealed record NoticePreferences
{
    /// <summary>The first hour at which a digest may be sent that is not in the night: 7 o'clock.</summary>
    public const int UsualHour = 7;

    private const int LastHour = 23;

    /// <summary>The preferences of somebody who has said nothing.</summary>
    public static NoticePreferences Usual { get; } = new();

    /// <summary>Whether they get a digest at all.</summary>
    public bool Digest { get; init; } = true;

    /// <summary>From which hour of their day, 0 to 23.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no hour.</exception>
    public int Hour { get; init => field = Guard.Against.OutOfRange(value, nameof(Hour), 0, LastHour); } = UsualHour;

    /// <summary>Their time zone, such as <c>Europe/London</c>; null for the host's.</summary>
    /// <exception cref="ArgumentException">It is empty or white space.</exception>
    public string? Zone
    {
        get;
        init => field = value is null ? null : Guard.Against.NullOrWhiteSpace(value);
    }

    /// <summary>What they chose, one for each group and community.</summary>
    public ValueList<NoticeChoice> Choices { get; init => field = Guard.Against.Gaps(value); } = [];

    /// <summary>What they do not want to hear of any more.</summary>
    public ValueList<Muted> Mutes { get; init => field = Guard.Against.Gaps(value); } = [];

    /// <summary>The same with a choice, in place of one for the same group and community.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="choice"/> is null.</exception>
    public NoticePreferences With(NoticeChoice choice)
    {
        Guard.Against.Null(choice);
        return this with
        {
            Choices = Choices.Where(one => one.Group != choice.Group || one.Community != choice.Community).Append(choice)
                .ToValueList(),
        };
    }

    /// <summary>The same without word of something.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="muted"/> is null.</exception>
    public NoticePreferences Muting(Muted muted) =>
        Mutes.Contains(Guard.Against.Null(muted)) ? this : this with { Mutes = Mutes.With(muted) };

    /// <summary>The same with word of something that was muted.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="muted"/> is null.</exception>
    public NoticePreferences Hearing(Muted muted)
    {
        Guard.Against.Null(muted);
        return this with { Mutes = Mutes.Where(one => one != muted).ToValueList() };
    }

    /// <summary>How they want to be told of a group, in a community or in all.</summary>
    public ToldIn Of(NoticeGroup group, CommunityId? community = null)
    {
        var chosen = Choices.FirstOrDefault(one => one.Group == group && one.Community == community)
            ?? Choices.FirstOrDefault(one => one.Group == group && one.Community is null);
        var where = chosen?.Where ?? (group == NoticeGroup.Practice ? ToldIn.Page : ToldIn.Digest);
        return Seen(group, where);
    }

    /// <summary>How they want to be told of this. What concerns them personally they can always see in the page.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="notice"/> is null.</exception>
    public ToldIn Of(Notice notice) => IsMuted(Guard.Against.Null(notice))
        ? Seen(notice.Group, ToldIn.Nowhere)
        : Of(notice.Group, notice.Community);

    private bool IsMuted(Notice notice) => Mutes.Any(muted =>
        (muted.Of == notice.On || muted.Of == notice.About) && (muted.Part is null || muted.Part == notice.Part));

    private static ToldIn Seen(NoticeGroup group, ToldIn where) =>
        group == NoticeGroup.OwnBusiness && where == ToldIn.Nowhere ? ToldIn.Page : where;
}
