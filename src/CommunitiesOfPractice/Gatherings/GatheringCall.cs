namespace CommunitiesOfPractice;

/// <summary>The form of a gathering, in the words of the field.</summary>
public enum GatheringForm
{
    /// <summary>A conversation.</summary>
    Conversation,
    /// <summary>A peer assist: a team asks peers for help before it begins something.</summary>
    PeerAssist,
    /// <summary>An after action review: what was meant, what happened, why, and what next.</summary>
    AfterActionReview,
    /// <summary>An action learning set: a small group that meets over real problems.</summary>
    ActionLearningSet,
    /// <summary>A knowledge café: small tables, one question, people move on.</summary>
    KnowledgeCafe,
    /// <summary>A fishbowl: an inner circle talks, an outer circle listens, and people change places.</summary>
    Fishbowl,
    /// <summary>An appreciative inquiry: it begins from what works.</summary>
    AppreciativeInquiry,
    /// <summary>A visit to where the work is done.</summary>
    Visit,
    /// <summary>A randomised coffee: two people whom chance brings together.</summary>
    RandomisedCoffee,
}

/// <summary>
/// How far the Chatham House Rule holds: what is said may be used, and nobody tells who said it or who was there.
/// </summary>
public enum ChathamHouse
{
    /// <summary>It does not hold.</summary>
    None,
    /// <summary>It holds for a part of the gathering. Who came is then as closed as where it holds for all.</summary>
    Part,
    /// <summary>It holds for all of the gathering.</summary>
    All,
}

/// <summary>
/// What somebody calls people to: why, how, where and when. It is also what the members decide word for word, where their charter
/// lets nobody call a gathering alone.
/// </summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Form">In which form.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="When">When it begins.</param>
/// <param name="Length">How long it lasts.</param>
/// <param name="Capacity">How many have a place; null for as many as come, and 0 for a waiting list only.</param>
/// <param name="Online">How to take part from elsewhere, such as an address. Only people who have a place see it. Null for
/// none.</param>
/// <param name="Rule">How far the Chatham House Rule holds. It stays as people were told when they answered.</param>
/// <param name="Anybody">Whether everybody the host lists may come.</param>
public sealed record GatheringCall(
    FreeText Purpose, GatheringForm Form, FreeText Place, GivenTime When, Duration Length, int? Capacity = null,
    FreeText? Online = null, ChathamHouse Rule = ChathamHouse.None, bool Anybody = false) : MandateMatter
{
    /// <summary>The longest that a gathering lasts: 31 days.</summary>
    public static Duration Longest { get; } = Duration.FromDays(31);

    internal override MandatePurpose For => MandatePurpose.Gather;

    /// <summary>What it is for.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Purpose { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Purpose);

    /// <summary>In which form.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public GatheringForm Form { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Form);

    /// <summary>Where, in words.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Place { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Place);

    /// <summary>When it begins.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public GivenTime When { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(When);

    /// <summary>How long it lasts.</summary>
    /// <exception cref="ArgumentException">It is nothing or less, or longer than <see cref="Longest"/>.</exception>
    public Duration Length { get; init => field = Lasting(value); } = Lasting(Length);

    /// <summary>How many have a place; null for as many as come.</summary>
    /// <exception cref="ArgumentException">It is less than 0.</exception>
    public int? Capacity { get; init => field = Room(value); } = Room(Capacity);

    /// <summary>How far the Chatham House Rule holds.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public ChathamHouse Rule { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Rule);

    /// <summary>The links whose far ends may come too, each once, in the order of their ids; none unless given.</summary>
    /// <exception cref="ArgumentException">It is null, or holds <c>default</c>.</exception>
    public ValueList<LinkId> Links { get; init => field = NoteLinks.InOrder(Guard.Against.Null(value)); } = [];

    /// <summary>
    /// People from elsewhere who may come too, each once, in the order in which they are named; none unless given. An order of
    /// keys would change when somebody is forgotten, and the record with it.
    /// </summary>
    /// <exception cref="ArgumentException">It is null, or holds <c>default</c>.</exception>
    public ValueList<PersonId> Guests { get; init => field = Guard.Against.Gaps(value).Distinct().ToValueList(); } = [];

    /// <summary>The communities that are asked to call it too, each once, in the order of their ids; none unless given.</summary>
    /// <exception cref="ArgumentException">It is null, or holds <c>default</c>.</exception>
    public ValueList<CommunityId> With
    {
        get;
        init => field = Guard.Against.Gaps(value).Distinct().OrderBy(c => c).ToValueList();
    } = [];

    /// <summary>The first gathering of the series that it was called in; null for none.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public GatheringId? Series { get; init => field = Guard.Against.Unset(value); }

    internal static int? Room(int? capacity) => capacity is { } room ? Guard.Against.Negative(room, nameof(capacity)) : null;

    internal static Duration Lasting(Duration length) => length > Duration.Zero && length <= Longest
        ? length
        : throw new ArgumentException("A gathering lasts some time, and 31 days at most.", nameof(length));
}
