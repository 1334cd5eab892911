using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// What the pages take from the host: where they are, how they look, and what only the host knows of people and organisations.
/// Each function that is given services is given those of the request.
/// </summary>
public sealed class CommunitiesOfPracticeUIOptions
{
    /// <summary>The path that all pages begin with, after the path base. By default <c>/practice</c>.</summary>
    /// <exception cref="ArgumentException">It is empty, does not begin with a slash, or has characters that a path may not have
    /// as they are.</exception>
    public string Path
    {
        get;
        set => field = Guard.Against.NullOrWhiteSpace(value)[0] == '/' && new PathString(value).ToUriComponent() == value
            && !value.Contains('{', StringComparison.Ordinal)
            ? value.TrimEnd('/')
            : throw new ArgumentException("Give a path that begins with a slash, such as /practice.", nameof(value));
    } = "/practice";

    /// <summary>
    /// The policy of the host's own that pages for signed-in people require; null for its default policy. Give one where people
    /// sign in to pages by another scheme than the default.
    /// </summary>
    public string? Policy { get; set; }

    /// <summary>
    /// How pages name people: their name, and their role and organisation where you say them. The pages ask once for a request,
    /// for exactly the people that the page shows. What you say stands on the page and nowhere else: not in the record, the log
    /// or an address. People you leave out are called by their key. By default all are.
    /// </summary>
    public Func<IServiceProvider, IReadOnlyCollection<PersonId>, CancellationToken, ValueTask<IEnumerable<PersonCard>>> People
    {
        get;
        set => field = Guard.Against.Null(value);
    } = (_, _, _) => new([]);

    /// <summary>
    /// Finds people to choose from, best first: by name, role, organisation, or what you know them by. By default it finds
    /// nobody. The pages always find a person by their exact key.
    /// </summary>
    public Func<IServiceProvider, PeopleQuery, CancellationToken, ValueTask<IEnumerable<PersonCard>>> FindPeople
    {
        get;
        set => field = Guard.Against.Null(value);
    } = (_, _, _) => new([]);

    /// <summary>
    /// What an organisation, a network or another group of the directory is called; null for its code, with spaces for hyphens.
    /// By default it is null.
    /// </summary>
    public Func<IServiceProvider, DirectoryGroup, string?> NameOfGroup { get; set => field = Guard.Against.Null(value); } =
        (_, _) => null;

    /// <summary>
    /// The pages that this host does not want, by their names, such as <see cref="PageNames.Found"/>. They have no address, and
    /// no other page offers them: a link to one is its words alone, and a button is gone. By default there is none.
    /// </summary>
    public ISet<string> WithoutPages { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// Whether the pages bring looks of their own. Say false where your layout has the NHS.UK design system (nhsuk-frontend 10),
    /// which the pages are written for, or where <see cref="Stylesheets"/> has all that they need.
    /// </summary>
    public bool OwnLooks { get; set; } = true;

    /// <summary>
    /// More stylesheets for the pages, after their own, in order. One that begins with <c>~/</c> begins at the path base. By
    /// default there is none.
    /// </summary>
    public IList<string> Stylesheets { get; } = [];

    /// <summary>
    /// In which words a request is answered. By default in those of <see cref="CommunitiesOfPracticeOptions.Wording"/>, for
    /// everybody. The pages' own texts are in the same culture, where there is a satellite assembly of this package for it.
    /// </summary>
    public Func<HttpContext, Wording>? Wording { get; set; }

    /// <summary>
    /// Where the dates on pages are read and written, and where a gathering takes place unless it is said otherwise. By default
    /// London.
    /// </summary>
    public DateTimeZone TimeZone { get; set => field = Guard.Against.Null(value); } =
        DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>
    /// How long a trial of a charter may last before it is given up. A trial takes seconds of a processor. By default two
    /// minutes.
    /// </summary>
    public Duration LongestTrial { get; set; } = Duration.FromMinutes(2);

    /// <summary>
    /// How often the box of secret ballots is looked at, to open it when voting is over. By default ten seconds.
    /// </summary>
    public Duration OpenBoxEvery { get; set; } = Duration.FromSeconds(10);
}

/// <summary>A person as the pages name them.</summary>
/// <param name="Person">Their key.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Role">What they do, such as <c>midwife</c>; null for nothing.</param>
/// <param name="Organisation">Where they work; null for nothing.</param>
public sealed record PersonCard(PersonId Person, string Name, string? Role = null, string? Organisation = null);

/// <summary>What somebody looks for among people.</summary>
/// <param name="Words">What they wrote: part of a name, a role, an organisation.</param>
/// <param name="Most">How many people are shown at most.</param>
public sealed record PeopleQuery(string Words, int Most)
{
    /// <summary>The people to look among, such as a community's members; null for everybody the host lists.</summary>
    public IReadOnlyCollection<PersonId>? Among { get; init; }
}

/// <summary>
/// The names of the pages, for <see cref="CommunitiesOfPracticeUIOptions.WithoutPages"/> and for links of your own.
/// </summary>
public static class PageNames
{
    /// <summary>The area that the pages are in.</summary>
    public const string Area = "CommunitiesOfPractice";

    /// <summary>What waits for a visitor, their communities and all others.</summary>
    public const string Index = "/Index";

    /// <summary>One community; <c>id</c>.</summary>
    public const string Community = "/Community";

    /// <summary>A page of a community's members; <c>id</c>.</summary>
    public const string Members = "/Members";

    /// <summary>A community's charter; <c>id</c>.</summary>
    public const string Charter = "/Charter";

    /// <summary>Asking to join a community; <c>id</c>.</summary>
    public const string Ask = "/Ask";

    /// <summary>Inviting somebody to a community; <c>id</c>.</summary>
    public const string Invite = "/Invite";

    /// <summary>Proposing something to a community; <c>id</c>.</summary>
    public const string Propose = "/Propose";

    /// <summary>A decision of a community; <c>id</c>, <c>number</c>.</summary>
    public const string Decision = "/Decision";

    /// <summary>What a charter lets people do; <c>id</c>, and <c>number</c> for the charter of a decision.</summary>
    public const string Trial = "/Trial";

    /// <summary>Proposing a new community.</summary>
    public const string Found = "/Found";

    /// <summary>
    /// Writing a note, or changing one; <c>id</c>, and <c>note</c> for one that is there or <c>question</c> for one that is
    /// written from a question.
    /// </summary>
    public const string Write = "/Write";

    /// <summary>One note; <c>note</c>.</summary>
    public const string Note = "/Note";

    /// <summary>Who can read a note, and why; <c>note</c>.</summary>
    public const string Readers = "/Readers";

    /// <summary>What somebody made of a note; <c>adoption</c>.</summary>
    public const string Adoption = "/Adoption";

    /// <summary>What others learned.</summary>
    public const string Search = "/Search";

    /// <summary>The links between communities and organisations.</summary>
    public const string Links = "/Links";

    /// <summary>One link; <c>link</c>.</summary>
    public const string Link = "/Link";

    /// <summary>What gatherings are coming for a visitor; <c>home</c>, a community, for those that it calls.</summary>
    public const string Gatherings = "/Gatherings";

    /// <summary>One gathering; <c>gathering</c>.</summary>
    public const string Gathering = "/Gathering";

    /// <summary>
    /// Calling a gathering for a community; <c>id</c>, and <c>after</c> for one that follows another.
    /// </summary>
    public const string CallGathering = "/CallGathering";

    /// <summary>
    /// The questions that a visitor may read; <c>home</c>, a community, for those that were asked in it.
    /// </summary>
    public const string Questions = "/Questions";

    /// <summary>One question; <c>question</c>.</summary>
    public const string Question = "/Question";

    /// <summary>
    /// Asking peers in a community, or asking in other words; <c>id</c>, and <c>question</c> for one that is there.
    /// </summary>
    public const string AskQuestion = "/AskQuestion";

    /// <summary>The address at which a visitor's calendar program finds their gatherings.</summary>
    public const string Calendar = "/Calendar";

    /// <summary>What is kept of a visitor.</summary>
    public const string MyData = "/MyData";

    /// <summary>The way through the host's sign-in and back; <c>returnUrl</c>.</summary>
    public const string Enter = "/Enter";

    internal static readonly string[] All =
    [
        Index, Community, Members, Charter, Ask, Invite, Propose, Decision, Trial, Found, Write, Note, Readers, Adoption, Search,
        Links, Link, Gatherings, Gathering, CallGathering, Questions, Question, AskQuestion, Calendar, MyData, Enter,
    ];

    /// <summary>Pages for everyone, signed in or not. What they show depends on who asks.</summary>
    internal static readonly string[] OpenToAll = [Index, Community, Charter, Note, Search, Links];
}
