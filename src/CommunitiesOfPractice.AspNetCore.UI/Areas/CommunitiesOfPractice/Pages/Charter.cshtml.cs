namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>The charter in plain words, to read and to print.</summary>
/// <param name="visit">The request.</param>
public class CharterModel(Visit visit) : CommunityPage(visit)
{
    /// <summary>Its sentences, by what they are about.</summary>
    public IEnumerable<(string Title, IEnumerable<string> Sentences)> Parts =>
        from sentence in Community.Charter.Sentences(T.Wording)
        group Visit.Said(Community.Charter, sentence.Sentence) by PartOf(sentence.Subject) into part
        select (T["charter." + part.Key], part.AsEnumerable());

    /// <summary>A page of the versions that came into force, or will, each after the one that it changes.</summary>
    public Paged<(CharterVersion Before, CharterVersion After)> Versions
    {
        get
        {
            if (field is not null) return field;
            var all = Community.CharterHistory.Where(version => version.SupersededBy is null).ToArray();
            return field = PageOf<(CharterVersion Before, CharterVersion After)>([.. all.Zip(all.Skip(1))]);
        }
    }

    private static string PartOf(string subject) =>
        Charter.Entrenched.Any(e => e.Subject == subject) ? "entrenched"
        : subject.StartsWith("matter:", StringComparison.Ordinal) ? "matters"
        : subject.StartsWith("rule:", StringComparison.Ordinal) ? "rules"
        : subject.StartsWith("office:", StringComparison.Ordinal) ? "offices"
        : subject is "joining" or "invitations" ? "coming-in" : "also";
}
