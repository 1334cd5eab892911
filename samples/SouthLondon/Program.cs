using CommunitiesOfPractice.Storage;
using SouthLondon;

if (args is ["--help" or "-h"])
{
    Console.WriteLine("""
        The South London story: six communities of practice, founded, joined, led and changed by their own members.

          dotnet run --project samples/SouthLondon             tells it
          dotnet run --project samples/SouthLondon -- --json   writes its record, one event a line, and nothing else
        """);
    return 0;
}

var json = args is ["--json"];
if (args.Length > 0 && !json)
{
    Console.Error.WriteLine($"Unknown argument: {string.Join(' ', args)}. Try --help.");
    return 2;
}

try
{
    var story = Story.Tell(json ? Telling.Silent() : Telling.Aloud());
    if (json) RecordJson.WriteLines(Console.OpenStandardOutput(), story.Record);
    return 0;
}
catch (StoryException broken)
{
    Console.Error.WriteLine("The story did not come out as it is told: " + broken.Message);
    return 1;
}
