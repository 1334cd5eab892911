namespace CommunitiesOfPractice.Interchange;

/// <summary>The addresses under which a host publishes what it shares: below one root, by kind and id.</summary>
public sealed record Iris
{
    /// <summary>Addresses below a root.</summary>
    /// <param name="root">An absolute http or https address that ends in a slash.</param>
    /// <exception cref="ArgumentException"><paramref name="root"/> is null or no such address.</exception>
    public Iris(string root) => Root = Uri.TryCreate(Guard.Against.NullOrWhiteSpace(root), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && root[root.Length - 1] == '/'
        ? root
        : throw new ArgumentException("The root is an absolute http or https address that ends in a slash.", nameof(root));

    /// <summary>The root.</summary>
    public string Root { get; }

    /// <summary>Where a note is.</summary>
    public string Of(NoteId note) => Below("notes", note.Value);

    /// <summary>Where a community is.</summary>
    public string Of(CommunityId community) => Below("communities", community.Value);

    /// <summary>Where an adoption is.</summary>
    public string Of(AdoptionId adoption) => Below("adoptions", adoption.Value);

    /// <summary>The address of a gathering.</summary>
    public string Of(GatheringId gathering) => Below("gatherings", gathering.Value);

    /// <summary>Where a question is.</summary>
    public string Of(QuestionId question) => Below("questions", question.Value);

    /// <summary>Where a link is.</summary>
    public string Of(LinkId link) => Below("links", link.Value);

    /// <summary>Where a group is.</summary>
    public string Of(DirectoryGroup group) => Below(Names.Of(group.Kind) + "s", group.Code);

    /// <summary>Where a person is, by their key: for those who chose to be named.</summary>
    public string Of(PersonId person) => Below("people", person.Value);

    private string Below(string kind, string id) => Root + kind + "/" + Uri.EscapeDataString(id);
}
