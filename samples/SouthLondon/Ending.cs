namespace SouthLondon;

/// <summary>After the story: where to go next, and the commands that go there.</summary>
public static class Ending
{
    public const string Told = "dotnet run --project samples/SouthLondon";
    public const string OneChapter = Told + " -- --chapter 6";
    public const string InEnglish = Told + " -- --lang en";
    public const string Recorded = Told + " -- --json";
    public const string Intranet = "dotnet run --project samples/TrustIntranet";
    public const string Readme = "README.md";
    public const string Hosting = "docs/hosting.md";

    public static void Tell(Telling telling)
    {
        telling.End(telling.Words["next.title"]);
        telling.Say(telling.Words["next.readme", Readme]);
        telling.Say(telling.Words["next.hosting", Hosting]);
        telling.Say(telling.Words["next.intranet"]);
        telling.Command(Intranet);
        telling.Say(telling.Words["next.chapter", Story.Chapters]);
        telling.Command(OneChapter);
    }
}
