using System.Globalization;
using System.Text.RegularExpressions;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Testing;

/// <summary>A charter as its sentences say it: numbers read back from the words, and nothing else known of it.</summary>
internal sealed class CharterReader(IEnumerable<CharterSentence> sentences)
{
    private readonly Lazy<Dictionary<string,
        string>> _sentences = new(() => sentences.ToDictionary(s => s.Subject, s => s.Sentence));

    private Dictionary<string, string> Said => _sentences.Value;

    public Duration Invitations => Time("invitations", "may accept within #");

    /// <summary>How long somebody who was declined waits. No time, where nobody asks.</summary>
    public Duration AskAgainAfter => Numbers.Time(Said["joining"], "may ask again after #") ?? Duration.Zero;

    public int Questions => Numbers.Number(Said["joining"], "must answer # question") ?? 0;

    public Duration AppealWithin => Time("appeals", "may appeal within #");

    public Duration Removal => Time("removal", "you have at least # of notice");

    public Duration Dormancy => Time("dormancy", "After # without an act");

    public Duration Patience => Time("patience", "could act for #,");

    public Duration Moving => Time("moving", "may move here for #");

    public Duration GatheringNotice => Time("gatherings", "at least # before it begins");

    public Duration UnansweredAfter => Time("questions", "answers a question for #,");

    public bool QuestionsByMembersOnly => Said["questions"].Contains("Only members may ask", StringComparison.Ordinal);

    /// <summary>Null where it says nothing of how often the community means to meet.</summary>
    public Duration? MeetsEvery =>
        Said.TryGetValue("rhythm", out var text) ? Numbers.Time(text, "means to meet every #") : null;

    public Ratio Petition => Numbers.Share(Said["petition"], "when at least # of the members sign")!.Value;

    /// <summary>The rule of a name; null where the charter has none of that name.</summary>
    public RuleReader? Rule(string name) =>
        Said.TryGetValue("rule: " + name, out var text) ? new(text, Said["second call"]) : null;

    public OfficeReader Office(OfficeId office) => new(Said["office: " + office]);

    private Duration Time(string subject, string words) => Numbers.Time(Said[subject], words)!.Value;
}

/// <summary>An office as its sentence says it.</summary>
internal sealed class OfficeReader(string text)
{
    public int Seats => text.Contains("is held by one person", StringComparison.Ordinal)
        ? 1
        : Numbers.Number(text, "is held by up to # people")!.Value;

    /// <summary>Null where it says nothing of terms.</summary>
    public Duration? Term => Numbers.Time(text, "A term is #");

    /// <summary>Null where it says nothing of terms in a row.</summary>
    public int? InARow => Numbers.Number(text, "at most # in a row");

    public Duration OfferPeriod => Numbers.Time(text, "They take it after #")!.Value;
}

/// <summary>A decision rule as its sentence says it. Null is what it says nothing of.</summary>
internal sealed class RuleReader(string text, string secondCall)
{
    private const string Two = "at least two people, or one where only one has a vote";

    public Duration Notice => Numbers.Time(text, "Notice lasts #\\.") ?? Duration.Zero;

    public Duration Open => Numbers.Time(text, "(?:open for|object for|proposer(?: then)? has|revealed within) #")!.Value;

    /// <summary>How long it may be open in all.</summary>
    public Duration Longest => Numbers.Time(text, "may extend that to # in all") ?? Open;

    /// <summary>How long a conclusion waits.</summary>
    public Duration? Waits => Numbers.Time(text, "A conclusion waits for at least #");

    /// <summary>How long an adviser may be silent.</summary>
    public Duration? Silence => Numbers.Time(text, "who is silent for # counts as asked");

    public int? Advisers => Numbers.Number(text, "must ask at least # (?:person|people)");

    /// <summary>How many blocks stop it.</summary>
    public int? Blocks =>
        text.Contains("One block with a reason stops it", StringComparison.Ordinal)
            || text.Contains("when no reasoned objection remains", StringComparison.Ordinal)
            ? 1
            : Numbers.Number(text, "# blocks with a reason stop it");

    public int? ProxyDepth => text.Contains("may represent you. One", StringComparison.Ordinal)
        ? 1
        : Numbers.Number(text, "may represent you. Your proxy may pass through at most # people");

    /// <summary>How many people one voter represents.</summary>
    public int? EachRepresents => Numbers.Number(text, "One member may represent at most # other");

    public Threshold? Threshold =>
        Regex.Match(text, $"carried by (?<how>more than |at least )?{Numbers.AShare} of (?<of>[a-z ]+)")
            is { Success: true } match
        ? new(Numbers.ToRatio(match.Groups["share"].Value), Of(match.Groups["of"].Value),
            match.Groups["how"].Value == "more than ")
        : null;

    private static Denominator Of(string words) =>
        words.StartsWith("those entitled to vote", StringComparison.Ordinal) ? Denominator.Eligible
        : words.StartsWith("those who take part", StringComparison.Ordinal) ? Denominator.TookPart
        : words.StartsWith("the votes for and against", StringComparison.Ordinal) ? Denominator.Decisive
        : throw new FormatException($"A share of {words}?");

    /// <summary>Who must take part.</summary>
    public Quorum? Quorum => Regex.Match(text, @"A quorum must take part: (?<quorum>[^.]+)\.") is { Success: true } match
        ? new QuorumReader(match.Groups["quorum"].Value).Read()
        : null;

    /// <summary>What is left of it at a second call.</summary>
    public Quorum? OfGroups =>
        Regex.Match(text, $"The quorum is then {Two}(?:, and (?<rest>[^.]+?))?\\.") is { Success: true } match
            && match.Groups["rest"] is { Success: true } rest
        ? new QuorumReader(rest.Value).Read() : null;

    /// <summary>Whether enough take part at a second call, of a matter that can always be called again or of another.</summary>
    public bool IsEnoughAtSecondCall(VoiceCount count, bool always, Func<Quorum, bool> isReached) =>
        (always ? secondCall : text).Contains(Two, StringComparison.Ordinal) && count.TookPart >= Math.Min(2, count.Eligible)
            && (always || OfGroups is not { } rest || isReached(rest));
}

/// <summary>Reads who must take part: <c>at least 3 people and (at least half of those entitled to vote or ...)</c>.</summary>
internal sealed class QuorumReader(string text)
{
    private static readonly string[] Between = [" and ", " or "];

    private readonly string _text = text;

    private string _rest = text;

    public Quorum Read()
    {
        var quorum = Several();
        return _rest.Length == 0 ? quorum : throw new FormatException($"What is \"{_rest}\", in \"{_text}\"?");
    }

    private Quorum Several()
    {
        var first = One();
        var between = Between.FirstOrDefault(word => _rest.StartsWith(word, StringComparison.Ordinal));
        if (between is null) return first;
        var quorums = new List<Quorum> { first };
        while (Take(between) is not null) quorums.Add(One());
        return between == " and " ? new EachOf([.. quorums]) : new EitherOf([.. quorums]);
    }

    private Quorum One()
    {
        Quorum quorum;
        if (Take(@"\(") is not null)
        {
            quorum = Several();
            if (Take(@"\)") is null) throw new FormatException($"Nothing closes \"{_text}\".");
        }
        else quorum = Plain();

        if (Take(" from at least (?<number>[0-9]+) (?:different )?(?<kind>[a-z-]+?)s?, or from all of them if there are fewer")
            is { } some)
            return new GroupQuorum(Kind(some), quorum, Numbers.ToNumber(some.Groups["number"].Value));
        return Take(" from each (?<kind>[a-z-]+)") is { } each ? new GroupQuorum(Kind(each), quorum) : quorum;
    }

    private Quorum Plain() =>
        Take("at least one person") is not null ? Quorum.AtLeast(1)
        : Take("at least (?<number>[0-9]+) people") is { } people
            ? Quorum.AtLeast(Numbers.ToNumber(people.Groups["number"].Value))
        : Take($"at least {Numbers.AShare} of those entitled to vote, voting for it") is { } support
            ? new SupportQuorum(Numbers.ToRatio(support.Groups["share"].Value))
        : Take($"at least {Numbers.AShare} of those entitled to vote") is { } share
            ? Quorum.Share(Numbers.ToRatio(share.Groups["share"].Value))
        : Take($"at least {Numbers.AShare} times the square root of the number entitled to vote") is { } root
            ? new SquareRootQuorum(Numbers.ToRatio(root.Groups["share"].Value))
        : throw new FormatException($"What is \"{_rest}\"?");

    private static GroupKind Kind(Match match) =>
        ((GroupKind[])Enum.GetValues(typeof(GroupKind)))
            .Single(kind =>
                kind.ToString().Equals(match.Groups["kind"].Value.Replace("-", ""), StringComparison.OrdinalIgnoreCase));

    private Match? Take(string pattern)
    {
        var match = Regex.Match(_rest, "^(?:" + pattern + ")");
        if (!match.Success) return null;
        _rest = _rest.Substring(match.Length);
        return match;
    }
}

/// <summary>Reads a time, a number or a share where a sentence has <c>#</c>.</summary>
internal static class Numbers
{
    public const string AShare = "(?<share>half|a third|two thirds|a quarter|three quarters|all|[0-9]+/[0-9]+)";

    private const string ATime =
        "(?<time>[0-9]+ (?:day|hour|minute|second|nanosecond)s?(?:(?:, | and )[0-9]+ (?:day|hour|minute|second|nanosecond)s?)*)";

    public static Duration? Time(string text, string words) => Find(text, words, ATime) is { } match
        ? Regex.Matches(match.Groups["time"].Value, "([0-9]+) ([a-z]+?)s?\\b").Cast<Match>()
            .Select(part => ToTime(part.Groups[2].Value, long.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture)))
            .Aggregate(Duration.Zero, (sum, part) => sum + part)
        : null;

    public static int? Number(string text, string words) => Find(text, words, "(?<number>[0-9]+)") is { } match
        ? ToNumber(match.Groups["number"].Value)
        : null;

    public static Ratio? Share(string text, string words) => Find(text, words, AShare) is { } match
        ? ToRatio(match.Groups["share"].Value)
        : null;

    public static int ToNumber(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    public static Ratio ToRatio(string share) => share switch
    {
        "half" => Ratio.Half,
        "a third" => new(1, 3),
        "two thirds" => Ratio.TwoThirds,
        "a quarter" => new(1, 4),
        "three quarters" => new(3, 4),
        "all" => Ratio.Whole,
        _ => new(long.Parse(share.Split('/')[0], CultureInfo.InvariantCulture),
            long.Parse(share.Split('/')[1], CultureInfo.InvariantCulture)),
    };

    private static Match? Find(string text, string words, string number) =>
        Regex.Match(text, words.Replace("#", number)) is { Success: true } match ? match : null;

    private static Duration ToTime(string unit, long count) => unit switch
    {
        "day" => Duration.FromDays((double)count),
        "hour" => Duration.FromHours((double)count),
        "minute" => Duration.FromMinutes(count),
        "second" => Duration.FromSeconds(count),
        _ => Duration.FromNanoseconds(count),
    };
}
