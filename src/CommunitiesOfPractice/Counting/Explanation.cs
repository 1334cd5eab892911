using System.Text;

namespace CommunitiesOfPractice.Counting;

/// <summary>A result in words that a member understands and tables that a host can print.</summary>
/// <param name="Sentences">What happened, in the order it matters.</param>
/// <param name="Tables">The figures behind it.</param>
public sealed record Explanation(ValueList<string> Sentences, ValueList<PrintedTable> Tables)
{
    /// <summary>All of it as plain text.</summary>
    public override string ToString() =>
        string.Join("\n\n", new[] { string.Join("\n", Sentences) }.Concat(Tables.Select(table => table.ToString())));
}

/// <summary>A table as data: a title, headers, and rows with a cell for each header.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Headers">The heads of its columns.</param>
/// <param name="Rows">Its rows.</param>
public sealed record PrintedTable(string Title, ValueList<string> Headers, ValueList<ValueList<string>> Rows)
{
    /// <summary>The table as plain text, for a fixed-width font: words to the left, figures to the right.</summary>
    public override string ToString()
    {
        var widths = Headers.Select((header, column) => Rows.Select(row => row[column].Length).Append(header.Length).Max())
            .ToList();
        var words =
            Headers.Select((_, column) => column == 0 || Rows.Any(row => row[column].Length > 0 && char.IsLetter(row[column][0])))
                .ToList();
        var text = new StringBuilder(Title).Append('\n');
        Line(Headers);
        text.Append(string.Join("  ", widths.Select(width => new string('-', width)))).Append('\n');
        foreach (var row in Rows) Line(row);
        return text.ToString().TrimEnd('\n');

        void Line(ValueList<string> cells) => text.Append(string.Join(
            "  ", cells.Select((cell, column) => words[column] ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))
            .TrimEnd()).Append('\n');
    }
}
