using Spectre.Console;

namespace SouthLondon;

/// <summary>
/// How the story is told: in colour on a terminal, in plain text when piped, or not at all. The whole of it is told, or one
/// chapter. No line is longer than 80 columns, nor than the terminal is wide.
/// </summary>
public sealed class Telling
{
    /// <summary>The longest line, in columns.</summary>
    public const int Widest = 80;

    // What a column takes beside its words: a line and a space on either side.
    private const int Border = 3;

    private readonly IAnsiConsole _console;
    private readonly int? _only;
    private int _chapter;

    private Telling(IAnsiConsole console, Words words, int? only) => (_console, Words, _only) = (console, words, only);

    /// <summary>The words that the story is told in.</summary>
    public Words Words { get; }

    private bool IsTold => _only is null || _only == _chapter;

    public static Telling Aloud(Words words, int? only = null)
    {
        if (Console.IsOutputRedirected) return To(Console.Out, words, only: only);
        AnsiConsole.Profile.Width = Math.Min(Widest, AnsiConsole.Profile.Width);
        return new(AnsiConsole.Console, words, only);
    }

    public static Telling Silent() => To(TextWriter.Null);

    /// <summary>Plain text of a fixed width, the same bytes every time.</summary>
    public static Telling To(TextWriter writer, Words? words = null, int width = Widest, int? only = null)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return new(console, words ?? Words.English, only);
    }

    public void Chapter(string title, Instant at)
    {
        _chapter++;
        Heading(Words["telling.chapter", _chapter, title, at]);
    }

    /// <summary>After the last chapter: where to go next.</summary>
    public void End(string title)
    {
        _chapter = 0;
        Heading(title);
    }

    public void Say(string text) => Line(Markup.Escape(text));

    public void Good(string text) => Line("[green]✓[/] " + Markup.Escape(text));

    /// <summary>A command that can be typed.</summary>
    public void Command(string text) => Line($"  [bold]{Markup.Escape(text)}[/]");

    public void Refusal(string attempt, Answer answer, string? basis)
    {
        if (!IsTold) return;
        var refused = basis is null ? Words["telling.refused.plainly"] : Words["telling.refused", basis];
        var text = $"[bold]{Markup.Escape(attempt)}[/]\n[red]{Markup.Escape(refused)}[/]\n"
            + Markup.Escape(Words["telling.answer", Words.Core(answer)])
            + (answer.Remedy is { } remedy ? $"\n[green]{Markup.Escape(Words["telling.way", Words.WayIn(remedy)])}[/]" : "");
        _console.Write(new Panel(text).Border(BoxBorder.Rounded).BorderColor(Color.Grey));
    }

    /// <summary>A table; several, each with the first column, where its words do not fit beside each other.</summary>
    public void Table(string title, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (!IsTold) return;
        var all = rows.ToArray();
        foreach (var columns in Fitting(headers, all))
        {
            Line($"[bold]{Markup.Escape(columns[^1].IsFirst ? title : Words["telling.continued", title])}[/]");
            var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
            foreach (var ((column, _), width) in columns.Zip(Widths(headers, all, [.. columns.Select(c => c.Column)])))
                table.AddColumn(Markup.Escape(headers[column]), made => made.Width = width);
            foreach (var row in all) table.AddRow([.. columns.Select(c => Markup.Escape(row[c.Column]))]);
            _console.Write(table);
        }
    }

    /// <summary>Which columns go into one table, and whether it is the first.</summary>
    private IEnumerable<(int Column, bool IsFirst)[]> Fitting(IReadOnlyList<string> headers, IReadOnlyList<string>[] rows)
    {
        var narrowest = headers
            .Select((header, i) => Border + rows.Select(row => row[i]).Append(header).Max(LongestWord)).ToArray();
        var (together, isFirst) = (new List<int> { 0 }, true);
        foreach (var column in Enumerable.Range(1, headers.Count - 1))
        {
            if (together.Count > 1 && together.Append(column).Sum(c => narrowest[c]) + 1 > _console.Profile.Width)
            {
                yield return [.. together.Select(c => (c, isFirst))];
                (together, isFirst) = ([0], false);
            }

            together.Add(column);
        }

        yield return [.. together.Select(c => (c, isFirst))];
    }

    /// <summary>How wide each column is, so that no word is broken; null where there is no room for that.</summary>
    private int?[] Widths(IReadOnlyList<string> headers, IReadOnlyList<string>[] rows, int[] columns)
    {
        int Longest(int column, Func<string, int> of) => rows.Select(row => row[column]).Append(headers[column]).Max(of);
        var widths = columns.Select(c => Longest(c, LongestWord)).ToArray();
        var wanted = columns.Select(c => Longest(c, text => text.Length)).ToArray();
        var left = _console.Profile.Width - 1 - widths.Sum(width => width + Border);
        if (left < 0) return new int?[columns.Length];
        for (; left > 0; left--)
        {
            var growing = Enumerable.Range(0, widths.Length).Where(i => widths[i] < wanted[i]).ToArray();
            if (growing.Length > 0) widths[growing.MinBy(i => widths[i])]++;
        }

        return [.. widths.Select(width => (int?)width)];
    }

    private static int LongestWord(string text) => text.Split(' ').Max(word => word.Length);

    private void Heading(string text)
    {
        if (!IsTold) return;
        _console.WriteLine();
        var title = $"[bold teal]{Markup.Escape(text)}[/]";

        // A rule would cut off what does not fit.
        if (text.Length + 8 > _console.Profile.Width) _console.MarkupLine(title);
        else _console.Write(new Rule(title).LeftJustified());
    }

    private void Line(string markup)
    {
        if (IsTold) _console.MarkupLine(markup);
    }
}
