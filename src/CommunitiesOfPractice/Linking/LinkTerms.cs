namespace CommunitiesOfPractice;

/// <summary>What kind of boundary a link crosses (feature 69).</summary>
public enum LinkKind
{
    /// <summary>Two communities with the same concern in two places.</summary>
    Sister,
    /// <summary>Two communities whose concerns overlap.</summary>
    Overlap,
    /// <summary>One community's questions or members lead on to the other.</summary>
    Feeder,
    /// <summary>A sponsor, without power over the community.</summary>
    Sponsor,
    /// <summary>A network.</summary>
    Network,
    /// <summary>An organisation.</summary>
    Organisation,
    /// <summary>A leader who is asked for something and owes an answer; it carries no practice.</summary>
    Leader,
    /// <summary>
    /// A collaborative of communities, at the first end, and one of them at the second: an umbrella without power over it
    /// (feature 76).
    /// </summary>
    Umbrella,
}

/// <summary>Which end's practice a link carries to the other.</summary>
public enum Flow
{
    /// <summary>Neither end's.</summary>
    None,
    /// <summary>The first end's practice reaches the second.</summary>
    AToB,
    /// <summary>The second end's practice reaches the first.</summary>
    BToA,
    /// <summary>Each end's practice reaches the other.</summary>
    Both,
}

/// <summary>Whether what came by a link may go one link further (law 9: nothing flows onward by itself).</summary>
public enum Onward
{
    /// <summary>It may not.</summary>
    None,
    /// <summary>It may go one step further, and somebody must take each step by an act.</summary>
    OneStep,
}

/// <summary>What the two ends of a link agree to (feature 72).</summary>
/// <param name="Carries">Which end's practice reaches the other.</param>
/// <param name="Onward">Whether it may go one step further.</param>
public sealed record LinkTerms(Flow Carries, Onward Onward = Onward.None)
{
    /// <summary>Which end's practice reaches the other.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Flow Carries { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Carries);

    /// <summary>Whether it may go one step further.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Onward Onward { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Onward);

    /// <summary>
    /// The most that those who read across the link are shown of the contributors, whatever the contributors chose. Contributors
    /// are shown as they chose, unless this says less.
    /// </summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Attribution Attribution { get; init => field = Guard.Against.EnumOutOfRange(value); }

    /// <summary>When the link ends by itself; null for no end.</summary>
    public Instant? Until { get; init; }

    /// <summary>When the ends mean to look at it again; null where they did not say.</summary>
    public Instant? ReviewBy { get; init; }

    /// <summary>What the link is for; for a leader, what is asked of them.</summary>
    public FreeText? Purpose { get; init; }

    internal IEnumerable<Instant?> Dates => [Until, ReviewBy];

    /// <summary>The terms in plain English, a sentence for each.</summary>
    public string Sentence => In(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording)
    {
        Guard.Against.Null(wording);
        return Parts().Aggregate((before, next) => wording.Say("text.join", before, next));

        IEnumerable<string> Parts()
        {
            yield return wording.Say("link-terms.flow." + Names.Of(Carries));
            if (Onward == Onward.OneStep) yield return wording.Say("link-terms.onward");
            if (Attribution != Attribution.Named) yield return wording.Say("link-terms." + Names.Of(Attribution));
            if (Until is { } until) yield return wording.Say("link-terms.until", wording.When(until));
            if (ReviewBy is { } review) yield return wording.Say("link-terms.review", wording.When(review));
            if (Purpose is { } purpose) yield return wording.Say("link-terms.purpose", purpose);
        }
    }
}
