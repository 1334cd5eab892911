namespace CommunitiesOfPractice;

/// <summary>
/// Words of a note with the name of the field they are in, so that what a disclosure screen finds has a place.
/// </summary>
/// <param name="Field">The field's name, as the record spells it: <c>tried</c>.</param>
/// <param name="Words">The words.</param>
public sealed record ScreenedText(string Field, string Words);

public abstract partial record NoteContent
{
    /// <summary>
    /// Everything that somebody wrote in it, field by field, for the disclosure screen, with keywords and the names of measures.
    /// What has been redacted is left out. The screen is a prompt to a person before they offer or revise the note, and never a
    /// certificate: no act asks for it.
    /// </summary>
    public ValueList<ScreenedText> TextsToScreen() =>
    [
        .. Fields.Where(f => f.Text is { IsRedacted: false }).Select(f => new ScreenedText(f.Field, f.Text!.Words!)),
        .. Topics.Select(t => new ScreenedText("topics", t)),
        .. Measured.Select(m => new ScreenedText("measures", m)),
    ];

    /// <summary>What somebody wrote, and where; null where they left a field out.</summary>
    internal abstract IEnumerable<(string Field, FreeText? Text)> Fields { get; }

    /// <summary>Names that somebody gave to what they measured.</summary>
    internal virtual ValueList<string> Measured => ValueList<string>.Empty;
}

public sealed partial record PracticeContent
{
    internal override IEnumerable<(string Field, FreeText? Text)> Fields =>
        [("title", Title), ("tried", Tried), ("context", Context), ("happened", Happened), ("why", Why), ("evidence", Evidence)];

    internal override ValueList<string> Measured => Measures;
}

public sealed partial record BundleContent
{
    internal override IEnumerable<(string Field, FreeText? Text)> Fields => [("title", Title), ("meantFor", MeantFor)];
}

public sealed partial record PracticeNote
{
    /// <summary>
    /// Everything that the note says now, field by field, for the disclosure screen; nothing before it was drafted.
    /// </summary>
    public ValueList<ScreenedText> TextsToScreen() => Content?.TextsToScreen() ?? ValueList<ScreenedText>.Empty;
}
