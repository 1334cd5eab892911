namespace CommunitiesOfPractice.Tests;

/// <summary>
/// A test that needs a file under <c>../shared</c>, beside the repository, that may not be copied into it. Without the file the
/// test is skipped, and says what is missing; in CI, which has the file, it runs and fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string path)
    {
        Path = path;
        if (Find(path) is null && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = $"../shared/{path} is missing: it is not part of the repository, and this test needs it.";
    }

    public string Path { get; }

    public static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "CommunitiesOfPractice.sln"))) continue;
            var found = System.IO.Path.Combine(folder.FullName, "..", "shared", path);
            return File.Exists(found) || System.IO.Directory.Exists(found) ? found : null;
        }

        return null;
    }
}
