using Microsoft.Extensions.FileProviders;

namespace TrustIntranet;

/// <summary>Why the intranet does not start, in a sentence for the person who started it.</summary>
/// <param name="sentence">The sentence.</param>
public sealed class StartException(string sentence) : InvalidOperationException(sentence);

/// <summary>What the start says in plain words, in place of a stack trace.</summary>
public static class Start
{
    // Those of the sample, and what every host of its kind understands.
    private static readonly string[] Unspoken =
        ["Microsoft.AspNetCore.Server.Kestrel", "Microsoft.Extensions.Hosting", "Microsoft.EntityFrameworkCore"];

    private static volatile bool _isDone;

    private static readonly string[] Options = ["store", "connection", "data", "urls", "environment"];

    /// <summary>The arguments, where each of them is an option there is.</summary>
    public static string[] Checked(string[] args)
    {
        for (var i = 0; i < args.Length && !IsHostedByTests(args); i++)
        {
            var name = args[i].TrimStart('-', '/').Split('=')[0];
            var isKnown = args[i].StartsWith('-') && (Options.Contains(name, StringComparer.OrdinalIgnoreCase)
                || name.Contains(':', StringComparison.Ordinal));
            if (!isKnown)
                throw new StartException(
                    $"There is no option ‘{args[i]}’. You can give --{string.Join(", --", Options)} and settings such as "
                        + "--SignIn:Authority.");
            if (!args[i].Contains('=', StringComparison.Ordinal) && ++i == args.Length)
                throw new StartException($"Say something after --{name}.");
        }

        return args;
    }

    /// <summary>Whether the build brought the NHS.UK design system.</summary>
    public static bool HasDesignSystem(IWebHostEnvironment environment) =>
        environment.WebRootFileProvider.GetFileInfo("nhsuk/nhsuk-frontend.min.css").Exists;

    /// <summary>
    /// Until it has started, what keeps it from starting is said in a sentence, and not logged beside it with a stack trace.
    /// </summary>
    public static void SayInPlainWords(ILoggingBuilder logging)
    {
        foreach (var from in Unspoken) logging.AddFilter(from, level => _isDone && level >= LogLevel.Warning);
    }

    /// <summary>It has started: faults are logged from now on.</summary>
    public static void IsDone() => _isDone = true;

    /// <summary>Tests host the intranet in their own process, and want the exception.</summary>
    public static bool IsHostedByTests(string[] args) =>
        args.Any(arg => arg.StartsWith("--applicationName", StringComparison.OrdinalIgnoreCase));

    /// <summary>What a fault means for the person who started it; null for one that nobody expects.</summary>
    public static string? Sentence(Exception fault) => fault switch
    {
        StartException start => start.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            "Another program uses that port. Stop it, or start the intranet with --urls http://localhost:5081.",
        _ => null,
    };
}
