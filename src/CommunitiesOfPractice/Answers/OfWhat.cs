namespace CommunitiesOfPractice;

/// <summary>
/// What exactly a refused act lacks, where a rule can be met in several ways (<see cref="MissingCondition.Of"/>). It is a key,
/// and a wording has a sentence for it. Anything else that is missing is a person's key, an office's name or a number. These are
/// printed as they are.
/// </summary>
internal static class OfWhat
{
    public const string ActingMember = Prefix + "acting-member";
    public const string Advice = Prefix + "advice";
    public const string AnotherCommunity = Prefix + "another-community";
    public const string BundleOfOthers = Prefix + "bundle-of-others";
    public const string CannotIntegrate = Prefix + "cannot-integrate";
    public const string CannotObject = Prefix + "cannot-object";
    public const string CarriesNothing = Prefix + "carries-nothing";
    public const string CommunityAndSponsor = Prefix + "community-and-sponsor";
    public const string Confirmation = Prefix + "confirmation";
    public const string DrawnByLot = Prefix + "drawn-by-lot";
    public const string FewerLinks = Prefix + "fewer-links";
    public const string Founders = Prefix + "founders";
    public const string Indicator = Prefix + "indicator";
    public const string LaterEnd = Prefix + "later-end";
    public const string LeaderEnd = Prefix + "leader-end";
    public const string LeaderNoFlow = Prefix + "leader-no-flow";
    public const string LeaderPurpose = Prefix + "leader-purpose";
    public const string LevelOfAgreement = Prefix + "level-of-agreement";
    public const string LongerTime = Prefix + "longer-time";
    public const string NarrowerAudience = Prefix + "narrower-audience";
    public const string NetworkEnd = Prefix + "network-end";
    public const string NoCandidateToStandDown = Prefix + "no-candidate-to-stand-down";
    public const string ObjectionWithReason = Prefix + "objection-with-reason";
    public const string OfficeAlone = Prefix + "office-alone";
    public const string OrganisationEnd = Prefix + "organisation-end";
    public const string SameEnds = Prefix + "same-ends";
    public const string SameKindOfNote = Prefix + "same-kind-of-note";
    public const string Sponsor = Prefix + "sponsor";
    public const string TwoCommunities = Prefix + "two-communities";
    public const string TwoKeys = Prefix + "two-keys";
    public const string TwoParties = Prefix + "two-parties";
    public const string Voice = Prefix + "voice";
    public const string VotingHasOpened = Prefix + "voting-has-opened";
    public const string Words = Prefix + "words";

    private const string Prefix = "of.";

    /// <summary>What is wrong with a ballot.</summary>
    public static string Ballot(Counting.BallotFaultKind fault) => Prefix + "ballot-" + Names.Of(fault);

    /// <summary>A number, as it is printed.</summary>
    public static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether this is such a key.</summary>
    public static bool Is(string? of) => of?.StartsWith(Prefix, StringComparison.Ordinal) == true;
}
