using System.Globalization;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.Tests.Conventions;

public class LineLengthTests
{
    // By a script; and as a page has it, word for word.
    private static readonly string[] Written = ["UnicodeTables.cs", "Snippets.cs", "Program.cs"];

    /// <summary>
    /// The length of a line that <c>.editorconfig</c> declares is kept. A line may be longer for a long text in it, which would
    /// have to be cut to pieces, in the tables that a script writes, and in code that a page shows.
    /// </summary>
    [Fact]
    public void No_line_of_code_is_longer_than_declared()
    {
        var most = int.Parse(
            Regex.Match(Docs.Documents.Text(".editorconfig"), @"max_line_length = (\d+)").Groups[1].Value,
                CultureInfo.InvariantCulture);
        Assert.Empty(
            from folder in new[] { "src", "tests", "samples", "benchmarks" }
            from file in Directory.EnumerateFiles(
                Path.Combine(Docs.Documents.Repository, folder), "*.cs", SearchOption.AllDirectories)
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
                && !Written.Contains(Path.GetFileName(file))
            from line in CodeOf(File.ReadLines(file))
            where line.Length > most && !Regex.IsMatch(line, "\"{3}|\"[^\"]{60,}")
            select $"{Path.GetFileName(file)}: {line}");

        // What stands in a raw text is a text and no code.
        static IEnumerable<string> CodeOf(IEnumerable<string> lines)
        {
            var isRaw = false;
            foreach (var line in lines)
            {
                if (!isRaw) yield return line;
                if (Regex.Count(line, "\"{3,}") % 2 == 1) isRaw = !isRaw;
            }
        }
    }
}
