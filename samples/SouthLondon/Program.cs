using System.Globalization;
using CommunitiesOfPractice.Storage;
using SouthLondon;

var words = Words.English;
var (json, chapter) = (false, (int?)null);
for (var i = 0; i < args.Length; i++)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    switch (args[i])
    {
        case "--help" or "-h":
            return Help(words);

        case "--json":
            json = true;
            break;

        case "--lang":
            if (Words.In(value) is not { } spoken) return Unknown(words["help.no-words", value]);
            (words, i) = (spoken, i + 1);
            break;

        case "--chapter" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number <= Story.Chapters:
            (chapter, i) = (number, i + 1);
            break;

        default:
            return Unknown(words["help.unknown", string.Join(' ', args[i..])]);
    }
}

try
{
    var story = Story.Tell(json ? Telling.Silent() : Telling.Aloud(words, chapter));
    if (json) RecordJson.WriteLines(Console.OpenStandardOutput(), story.Record);
    return 0;
}
catch (StoryException broken)
{
    Console.Error.WriteLine(words["help.broken", broken.Message]);
    return 1;
}

static int Unknown(string what)
{
    Console.Error.WriteLine(what);
    return 2;
}

static int Help(Words words)
{
    var telling = Telling.Aloud(words);
    telling.Say(words["help.what"]);
    foreach (var (command, what) in new[]
    {
        (Ending.Told, words["help.tell.what"]), (Ending.OneChapter, words["help.chapter.what", Story.Chapters]),
        (Ending.InEnglish, words["help.language.what"]), (Ending.Recorded, words["help.json.what"]),
    })
    {
        telling.Command(command);
        telling.Say(what);
    }

    return 0;
}
