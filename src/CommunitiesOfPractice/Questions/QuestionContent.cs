namespace CommunitiesOfPractice;

/// <summary>What is asked.</summary>
/// <param name="Title">The question, in a sentence.</param>
/// <param name="Text">What it is like there, and what was tried; null where they did not say.</param>
public sealed record QuestionContent(FreeText Title, FreeText? Text = null)
{
    /// <summary>The question, in a sentence.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Title { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Title);

    /// <summary>What it is about, in the community's own keywords.</summary>
    /// <exception cref="ArgumentException">It is null, or holds what is not a well-formed name
    /// (<see cref="Naming.Fits"/>).</exception>
    public ValueList<string> Topics
    {
        get;
        init => field = Guard.Against.Null(value).Select(word => Naming.Checked(word)).ToValueList();
    } = ValueList<string>.Empty;

    /// <summary>
    /// Everything that somebody wrote in it, field by field, for the disclosure screen. What has been redacted is left out. The
    /// screen is a prompt to a person before they ask, and never a certificate: no act asks for it.
    /// </summary>
    public ValueList<ScreenedText> TextsToScreen() =>
    [
        .. new[] { (Field: "title", Words: Title), (Field: "text", Words: Text) }
            .Where(f => f.Words is { IsRedacted: false }).Select(f => new ScreenedText(f.Field, f.Words!.Words!)),
        .. Topics.Select(topic => new ScreenedText("topics", topic)),
    ];
}
