namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// What can be found of a stream: its words as <see cref="SearchText"/> has them, none of them from what was withdrawn,
/// cancelled, revised away or redacted.
/// </summary>
public sealed class SearchTextRow
{
    /// <summary>The database's own number for it: what is newer has a larger one.</summary>
    public long Id { get; set; }

    /// <summary>Which stream.</summary>
    public required string Stream { get; set; }

    /// <summary>
    /// The position of the line of the record that these words are from. A commons that has not read it yet is not asked about
    /// them.
    /// </summary>
    public long Position { get; set; }

    /// <summary>The words of what it is called.</summary>
    public required string Title { get; set; }

    /// <summary>The words of its topics.</summary>
    public required string Topics { get; set; }

    /// <summary>The words of everything else it says.</summary>
    public required string Text { get; set; }
}
