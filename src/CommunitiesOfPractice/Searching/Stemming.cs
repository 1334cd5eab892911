namespace CommunitiesOfPractice;

/// <summary>
/// What the forms of an English word have in common: <em>bleed</em>, <em>bleeds</em>, <em>bleeding</em>. It follows Porter's
/// rules (<i>An algorithm for suffix stripping</i>, 1980), which are the same on every machine and in every database.
/// </summary>
internal static class Stemming
{
    private static readonly (string Ending, string Becomes)[] Second =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"),
        ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
        ("biliti", "ble"),
    ];

    private static readonly (string Ending, string Becomes)[] Third =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly (string Ending, string Becomes)[] Fourth =
    [
        ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""), ("ant", ""), ("ement", ""),
        ("ment", ""), ("ent", ""), ("sion", "s"), ("tion", "t"), ("ou", ""), ("ism", ""), ("ate", ""), ("iti", ""), ("ous", ""),
        ("ive", ""), ("ize", ""),
    ];

    /// <summary>
    /// What a word in lower case has in common with its other forms; itself, where it is not of English letters.
    /// </summary>
    public static string Of(string word)
    {
        if (word.Length < 3 || word.Any(c => c is < 'a' or > 'z')) return word;
        word = Plural(word);
        word = Past(word);
        if (word[word.Length - 1] == 'y' && HasVowel(Less(word, 1))) word = Less(word, 1) + "i";
        word = Stripped(word, Second, 0);
        word = Stripped(word, Third, 0);
        word = Stripped(word, Fourth, 1);
        if (word[word.Length - 1] == 'e' && Less(word, 1) is var bare
            && (Measure(bare) > 1 || (Measure(bare) == 1 && !IsShort(bare)))) word = bare;
        return Measure(word) > 1 && Ends(word, "ll") ? Less(word, 1) : word;
    }

    private static string Plural(string word) =>
        Ends(word, "sses") || Ends(word, "ies") ? Less(word, 2)
        : Ends(word, "s") && !Ends(word, "ss") ? Less(word, 1)
        : word;

    private static string Past(string word)
    {
        if (Ends(word, "eed")) return Measure(Less(word, 3)) > 0 ? Less(word, 1) : word;
        var bare = Ends(word, "ed") ? Less(word, 2) : Ends(word, "ing") ? Less(word, 3) : word;
        if (bare == word || !HasVowel(bare)) return word;
        if (Ends(bare, "at") || Ends(bare, "bl") || Ends(bare, "iz")) return bare + "e";
        if (EndsDouble(bare) && bare[bare.Length - 1] is not ('l' or 's' or 'z')) return Less(bare, 1);
        return Measure(bare) == 1 && IsShort(bare) ? bare + "e" : bare;
    }

    /// <summary>The word with the longest of some endings replaced, where enough stands before it.</summary>
    private static string Stripped(string word, (string Ending, string Becomes)[] endings, int over)
    {
        var (ending, becomes) = endings.Where(e => Ends(word, e.Ending)).OrderByDescending(e => e.Ending.Length).FirstOrDefault();
        return ending is not null && Less(word, ending.Length) is var bare
            && Measure(becomes is "s" or "t" ? bare + becomes : bare) > over
            ? bare + becomes
            : word;
    }

    /// <summary>How often a vowel is followed by a consonant.</summary>
    private static int Measure(string word)
    {
        var measure = 0;
        for (var i = 1; i < word.Length; i++)
            if (IsVowel(word, i - 1) && !IsVowel(word, i)) measure++;
        return measure;
    }

    private static bool HasVowel(string word)
    {
        for (var i = 0; i < word.Length; i++)
            if (IsVowel(word, i)) return true;
        return false;
    }

    private static bool IsVowel(string word, int at) =>
        word[at] is 'a' or 'e' or 'i' or 'o' or 'u' || (word[at] == 'y' && at > 0 && !IsVowel(word, at - 1));

    /// <summary>Whether it ends in consonant, vowel, consonant, and the last is none of w, x and y.</summary>
    private static bool IsShort(string word) => word.Length >= 3 && !IsVowel(word, word.Length - 3)
        && IsVowel(word, word.Length - 2) && !IsVowel(word, word.Length - 1)
        && word[word.Length - 1] is not ('w' or 'x' or 'y');

    private static bool EndsDouble(string word) =>
        word.Length >= 2 && word[word.Length - 1] == word[word.Length - 2] && !IsVowel(word, word.Length - 1);

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);

    private static string Less(string word, int by) => word.Substring(0, word.Length - by);
}
