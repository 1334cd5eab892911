namespace CommunitiesOfPractice;

/// <summary>
/// What is yet to be said: the key of a text, and what the text is about. Something that holds it can be said in any language,
/// later, and no text is made before. Two are equal when they say the same of the same.
/// </summary>
internal abstract record Said
{
    /// <summary>The text.</summary>
    public abstract string In(Wording wording);

    /// <summary>The text of a key, said of what is given.</summary>
    public static Said Of(string key, params object[] of) => new Text(key, ValueList.Of(of));

    /// <summary>A number of things: "3 votes".</summary>
    public static Said Count(string key, long number) => new Number(key, number);

    /// <summary>Several texts, one after the other.</summary>
    public static Said All(params IEnumerable<Said> texts) => new Texts(texts.ToValueList());

    /// <summary>Several texts as one: "a, b and c".</summary>
    public static Said List(IEnumerable<Said> items) => new Listed(items.ToValueList());

    /// <summary>What is not the library's to say, such as a key.</summary>
    public static Said Given(string words) => new Words(words);

    /// <summary>What takes the place of something in a text: what has words is said, and all else stays what it is.</summary>
    private static object? Part(object of, Wording wording) => of switch
    {
        Said said => said.In(wording),
        Duration time => wording.Time(time),
        Instant at => wording.When(at),
        FreeText words => words.In(wording),
        Proposal proposal => proposal.In(wording),
        _ => of,
    };

    private sealed record Text(string Key, ValueList<object> Parts) : Said
    {
        public override string In(Wording wording) => wording.Say(Key, [.. Parts.Select(part => Part(part, wording))]);
    }

    private sealed record Number(string Key, long Many) : Said
    {
        public override string In(Wording wording) => wording.Count(Key, Many);
    }

    private sealed record Texts(ValueList<Said> Parts) : Said
    {
        public override string In(Wording wording) => wording.Sentences(Parts.Select(part => part.In(wording)));
    }

    private sealed record Words(string As) : Said
    {
        public override string In(Wording wording) => As;
    }

    private sealed record Listed(ValueList<Said> Items) : Said
    {
        public override string In(Wording wording) => wording.List(Items.Select(item => item.In(wording)));
    }
}

/// <summary>What sentences of counts, results and trials are said with.</summary>
internal static class Saying
{
    /// <summary>Sentences, one after the other.</summary>
    public static string Sentences(this Wording wording, params IEnumerable<string> sentences) => string.Join(" ", sentences);

    /// <summary>A text of one, or of several: its verb agrees with how many there are.</summary>
    public static string Agreeing(this Wording wording, string key, int many, params object?[] of) =>
        wording.Say($"{key}.{wording.Form(many)}", of);
}
