namespace CommunitiesOfPractice;

/// <summary>What decides how a note is shown to somebody who may read it.</summary>
/// <param name="Inside">Whether they read it as contributor or as member; everyone else is outside.</param>
/// <param name="SmallestGroup">How many must share a group before somebody is shown by it: what the charter of its home says.</param>
/// <param name="Sharing">How many members of its home are in all of some groups, and were members and in them all the time from an instant on until now.</param>
/// <param name="Reads">Whether they may read another note.</param>
internal sealed record Readership(bool Inside, int SmallestGroup, Func<ValueList<Group>, Instant, int> Sharing, Func<NoteId, bool> Reads)
{
    /// <summary>The most that the links it came by let be shown of a contributor.</summary>
    public Attribution AtMost { get; init; } = Attribution.Named;
}

/// <summary>How a note is shown (DESIGN, <em>Sharing rule</em>). Pure: who may read it at all was asked before.</summary>
internal static class Showing
{
    /// <summary>The note as such a reader sees it at an instant.</summary>
    public static ShownNote To(this PracticeNote note, Readership reader, Instant at) => new(note.Id, note.Content!)
    {
        Practice = note.Content as PracticeContent,
        Items = note.Content!.Holds.Where(reader.Reads).ToValueList(),
        MeantFor = (note.Content as BundleContent)?.MeantFor,
        Edition = note.Edition,
        ChathamHouse = note.ChathamHouse,
        Contributors = reader.Inside || !note.ChathamHouse ? note.Contributors.Select(c => note.Contributor(c, reader, at)).ToValueList() : ValueList<ShownContributor>.Empty,
        SupersededBy = note.SupersededBy is { } other && reader.Reads(other) ? other : null,
    };

    /// <summary>What remains of a withdrawn note.</summary>
    public static Tombstone Tombstone(this PracticeNote note, Func<NoteId, bool> reads) => new(note.Id)
    {
        Why = note.WithdrawnWhy,
        At = note.WithdrawnAt ?? note.LastAt,
        SupersededBy = note.SupersededBy is { } other && reads(other) ? other : null,
    };

    /// <summary>
    /// The less telling of two: a name says more than a role or an organisation, and either says more than nothing. Between a role and an organisation neither says less, so
    /// that nothing is shown.
    /// </summary>
    public static Attribution LessTelling(this Attribution one, Attribution other) =>
        one == other || other == Attribution.Named ? one : one == Attribution.Named ? other : Attribution.Unattributed;

    private static ShownContributor Contributor(this PracticeNote note, Contribution contribution, Readership reader, Instant at)
    {
        if (contribution.Consent is not { } consent || consent.Until <= at) return ShownContributor.Unattributed;
        return (reader.Inside ? consent.Inside : consent.Outside).LessTelling(reader.Inside ? Attribution.Named : reader.AtMost) switch
        {
            Attribution.Named => new() { Person = contribution.Person },
            Attribution.ByRole when contribution.Role is { } role && note.Covers(contribution.Person, role, reader) => new() { Role = role },
            Attribution.ByOrganisation when contribution.Organisation is { } organisation && note.Covers(contribution.Person, organisation, reader) => new() { Organisation = organisation },
            _ => ShownContributor.Unattributed,
        };
    }

    /// <summary>
    /// Whether enough members could be this contributor for all that such readers were ever told of them: beside everyone else who ever contributed, at least the smallest group
    /// is in every one of the groups, and has been since the contribution was recorded.
    /// </summary>
    private static bool Covers(this PracticeNote note, PersonId contributor, Group shown, Readership reader)
    {
        var past = note.PastAttributions.First(t => t.Person == contributor);
        var others = note.PastAttributions.Count - 1;
        return reader.Sharing(past.To(reader.Inside).Append(shown).Distinct().ToValueList(), past.Since) - others >= reader.SmallestGroup;
    }
}
