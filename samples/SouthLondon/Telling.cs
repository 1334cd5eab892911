using System.Globalization;
using Spectre.Console;

namespace SouthLondon;

/// <summary>How the story is told: in colour on a terminal, in plain text of a fixed width when piped, or not at all.</summary>
public sealed class Telling
{
    private const int PlainWidth = 110;

    private readonly IAnsiConsole _console;

    private Telling(IAnsiConsole console) => _console = console;

    public static Telling Aloud() => Console.IsOutputRedirected ? To(Console.Out) : new(AnsiConsole.Console);

    public static Telling Silent() => To(TextWriter.Null);

    /// <summary>Plain text of a fixed width, the same bytes every time.</summary>
    public static Telling To(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = PlainWidth;
        console.Profile.Capabilities.Unicode = true;
        return new(console);
    }

    public void Chapter(string title, Instant at)
    {
        _console.WriteLine();
        _console.Write(new Rule($"[bold teal]{Markup.Escape(title)}[/] [grey]{at.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}[/]").LeftJustified());
    }

    public void Say(string text) => _console.MarkupLine(Markup.Escape(text));

    public void Good(string text) => _console.MarkupLine("[green]✓[/] " + Markup.Escape(text));

    public void Refusal(string attempt, Answer answer)
    {
        var text = $"[bold]{Markup.Escape(attempt)}[/]\n[red]Refused[/] [grey]({Markup.Escape(answer.Clause.Id)}{(answer.Witness is { } w ? ", " + Markup.Escape(w.ToString()) : "")})[/]\n"
            + Markup.Escape(answer.Text)
            + (answer.Remedy is { } remedy ? $"\n[green]The way in:[/] {Markup.Escape(WayIn(remedy.Act))}" : "");
        _console.Write(new Panel(text).Border(BoxBorder.Rounded).BorderColor(Color.Grey));
    }

    public void Table(string title, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Title($"[bold]{Markup.Escape(title)}[/]").Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var header in headers) table.AddColumn(Markup.Escape(header));
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        _console.Write(table);
    }

    private static string WayIn(Act remedy) => remedy switch
    {
        RequestToJoin => "ask to join, and answer the charter's questions",
        Accept accept => $"accept invitation {accept.Invitation}",
        Propose => "put it before the members",
        Join => "join",
        ReturnFromLeave => "come back from leave",
        PetitionFor => "gather signatures and bring it before the members",
        AppealDecline => "appeal to the members",
        _ => remedy.GetType().Name,
    };
}
