namespace CommunitiesOfPractice;

/// <summary>What decides how a note is shown to somebody who may read it.</summary>
/// <param name="Inside">Whether they read it as contributor or as member; everyone else is outside.</param>
/// <param name="SmallestGroup">How many must share a group before somebody is shown by it: what the charter of its home
/// says.</param>
/// <param name="Sharing">How many members of its home are in all of some groups, and were members and in them all the time from
/// an instant on until now. It counts no further than it is told is enough.</param>
/// <param name="Reads">Whether they may read another note.</param>
internal sealed record Readership(
    bool Inside, int SmallestGroup, Func<ValueList<DirectoryGroup>, Instant, long, int> Sharing, Func<NoteId, bool> Reads)
{
    /// <summary>Who reads; null for somebody who is not signed in.</summary>
    public PersonId? Reader { get; init; }

    /// <summary>The most that the links it came by let be shown of a contributor.</summary>
    public Attribution AtMost { get; init; } = Attribution.Named;
}

/// <summary>How a note is shown (DESIGN, <em>Sharing rule</em>). Pure: who may read it at all was asked before.</summary>
internal static class Showing
{
    /// <summary>The note as such a reader sees it at an instant.</summary>
    public static ShownNote Shown(this PracticeNote note, Answer answer, Readership reader, Instant at) => new(note.Id, answer)
    {
        Title = note.Content!.Title,
        Topics = note.Content.Topics,
        Edition = note.Edition,
        Practice = note.Content as PracticeContent,
        Items = note.Content.Holds.Where(reader.Reads).ToValueList(),
        MeantFor = (note.Content as BundleContent)?.MeantFor,
        Licence = note.Content.Licence,
        ReviewBy = note.Content.ReviewBy,
        ChathamHouse = note.ChathamHouse,
        Credits = note.CreditsFor(reader, at),
        SupersededBy = note.SupersededBy is { } other && reader.Reads(other) ? other : null,
    };

    /// <summary>What remains of a withdrawn note.</summary>
    public static ShownNote Tombstone(this PracticeNote note, Answer answer, Func<NoteId, bool> reads) => new(note.Id, answer)
    {
        IsTombstone = true,
        WithdrawnAt = note.WithdrawnAt,
        WithdrawnWhy = note.WithdrawnWhy,
        SupersededBy = note.SupersededBy is { } other && reads(other) ? other : null,
    };

    /// <summary>
    /// The less telling of two. A name says more than a role or an organisation, and either says more than nothing. Neither a
    /// role nor an organisation says less than the other, so nothing is shown: a person who chose to be known by their role did
    /// not choose to be known by their organisation.
    /// </summary>
    public static Attribution LessTelling(this Attribution one, Attribution other) =>
        one == other || other == Attribution.Named ? one : one == Attribution.Named ? other : Attribution.Unattributed;

    /// <summary>How a contributor may be named to such a reader, whatever the size of their group.</summary>
    public static Attribution AttributionOf(this IShared item, Contribution contribution, Readership reader, Instant at) =>
        contribution.Consent is not { } consent || consent.Until <= at ? Attribution.Unattributed
        : reader.Inside ? consent.Inside
        : item.ChathamHouse ? Attribution.Unattributed
        : consent.Outside.LessTelling(reader.AtMost);

    private static ValueList<Credit> CreditsFor(this IShared item, Readership reader, Instant at) =>
        item.Contributions.ToValueList().Select(c => item.CreditOf(c, reader, at)).OfType<Credit>()
            .OrderBy(c => c.Person is null).ThenBy(c => c.Person?.Value, StringComparer.Ordinal).ThenBy(c => c.Group).Distinct()
                .ToValueList();

    /// <summary>How one contributor is credited to such a reader; null where they are not.</summary>
    public static Credit? CreditOf(this IShared item, Contribution contribution, Readership reader, Instant at)
    {
        if (contribution.Person == reader.Reader) return Credit.To(contribution.Person);
        var attribution = item.AttributionOf(contribution, reader, at);
        if (attribution == Attribution.Named) return Credit.To(contribution.Person);
        var group = attribution switch
        {
            Attribution.ByRole => contribution.Role,
            Attribution.ByOrganisation => contribution.Organisation,
            Attribution.Unattributed => null,
            _ => throw new InvalidOperationException($"No credit is known for {attribution}."),
        };
        return group is { } shown && item.Covers(contribution.Person, shown, reader) ? Credit.To(shown) : null;
    }

    /// <summary>
    /// Whether enough members could be this contributor for all that such readers were ever told of them. Beside everybody else
    /// who ever contributed, at least the smallest group must be in every one of the groups, and must have been since the
    /// contribution was recorded. It counts, and never looks at who the contributor is. So it tells nothing of that either.
    /// </summary>
    private static bool Covers(this IShared item, PersonId contributor, DirectoryGroup shown, Readership reader)
    {
        var past = item.Past.ToValueList().First(p => p.Person == contributor);
        var others = item.Past.Count - 1;
        var enough = (long)reader.SmallestGroup + others;
        return reader.Sharing(past.To(reader.Inside).Append(shown).Distinct().ToValueList(), past.Since, enough) >= enough;
    }
}
