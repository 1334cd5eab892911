namespace TrustIntranet.Pages;

/// <summary>The charter in plain English, to read and to print.</summary>
public class CharterModel(Visit visit) : CommunityPage(visit)
{
    public IEnumerable<(string Title, IEnumerable<string> Sentences)> Parts =>
        from sentence in Community.Charter.Sentences()
        group Visit.Said(Community.Charter, sentence.Sentence) by Charter.Entrenched.Any(e => e.Subject == sentence.Subject)
            ? "What no amendment can take away"
            : sentence.Subject.StartsWith("matter:", StringComparison.Ordinal) ? "Who settles what"
            : sentence.Subject.StartsWith("rule:", StringComparison.Ordinal) ? "How the members decide"
            : sentence.Subject.StartsWith("office:", StringComparison.Ordinal) ? "Offices"
            : sentence.Subject is "joining" or "invitations" ? "Coming in" : "And also" into part
        select (part.Key, part.AsEnumerable());

    /// <summary>The versions that came into force, or will.</summary>
    public IReadOnlyList<CharterVersion> Versions =>
        Community.CharterHistory.Where(version => version.SupersededBy is null).ToList();
}
