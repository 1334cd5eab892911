namespace CommunitiesOfPractice;

/// <summary>What can be found.</summary>
public enum HitKind
{
    /// <summary>A community.</summary>
    Community,
    /// <summary>A gathering.</summary>
    Gathering,
    /// <summary>A practice note.</summary>
    Note,
    /// <summary>A bundle of notes.</summary>
    Bundle,
    /// <summary>A question.</summary>
    Question,
}

/// <summary>Where something says all that is looked for. The first counts most.</summary>
public enum FoundIn
{
    /// <summary>In what it is called.</summary>
    Title,
    /// <summary>In its topics, or partly there; of a community, in its own words for its subject.</summary>
    Topics,
    /// <summary>In anything else it says, or partly there.</summary>
    Text,
}

/// <summary>What a search found, best first.</summary>
/// <param name="Hits">What was found. How much more there is, nobody is told.</param>
/// <param name="Near">Where nothing was found: communities that work on near subjects.</param>
public sealed record SearchResult(ValueList<SearchHit> Hits, ValueList<NearSubject> Near)
{
    /// <summary>A search that looked for nothing.</summary>
    public static SearchResult Empty { get; } = new([], []);
}

/// <summary>One thing that was found, as the person who looked for it is shown it.</summary>
/// <param name="Of">Which stream it is.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Community">Its community: of a note or a question, its home; of a gathering, the community that calls it.</param>
/// <param name="Title">What it is called; of a gathering, what it is for.</param>
/// <param name="In">Where it says all that was looked for.</param>
/// <param name="Because">For each word that was looked for, what it says.</param>
public sealed record SearchHit(
    StreamId Of, HitKind Kind, CommunityId Community, FreeText Title, FoundIn In, ValueList<SearchMatch> Because);

/// <summary>Why something was found.</summary>
/// <param name="Sought">What was looked for.</param>
/// <param name="Says">What it says: the same, or what means the same.</param>
/// <param name="WordsOf">The community by whose words it means the same; null where it says what was looked for.</param>
public sealed record SearchMatch(string Sought, string Says, CommunityId? WordsOf);

/// <summary>
/// A community that works on a near subject: it shares a word with what was looked for, or the beginning of one.
/// </summary>
/// <param name="Community">Which community.</param>
/// <param name="Words">What it shares, as it was looked for.</param>
public sealed record NearSubject(CommunityId Community, ValueList<string> Words);

/// <summary>
/// Finds by words what somebody may see, as <see cref="Commons.Search"/> does. Stores that have an index have one of these.
/// </summary>
/// <param name="text">What to look for.</param>
/// <param name="commons">Says what may be seen.</param>
/// <param name="reader">Who asks; null for somebody who is not signed in.</param>
/// <param name="at">When.</param>
/// <param name="most">How many at most.</param>
/// <param name="cancel">To give up.</param>
public delegate ValueTask<SearchResult> Finder(
    string text, Commons commons, PersonId? reader, Instant at, int most, CancellationToken cancel);
