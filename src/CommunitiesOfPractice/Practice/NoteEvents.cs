using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Events;

/// <summary>Something that happened to a note by an act that rests on what the record of its home says.</summary>
public abstract record NoteEventFromHome : NoteEvent
{
    private protected NoteEventFromHome()
    {
    }

    /// <summary>
    /// What that record said of the person who did it and of how the community shares, copied from the act (law 12); null where
    /// the act needed nothing from that record.
    /// </summary>
    [JsonRequired]
    public HomeEvidence? Evidence { get; init; }
}

/// <summary>A note was drafted: its first version, by its first contributor.</summary>
/// <param name="Home">Its home community.</param>
/// <param name="Content">What it says.</param>
/// <param name="Author">Its first contributor.</param>
/// <param name="ChathamHouse">Whether it comes from under the Chatham House Rule.</param>
public sealed record NoteDrafted(CommunityId Home, NoteContent Content, Contribution Author, bool ChathamHouse)
    : NoteEventFromHome
{
    /// <summary>The question that it is written from; null for none, and in lines from before there were questions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QuestionId? FromQuestion { get; init; }

    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        (note with
        {
            FromQuestion = FromQuestion,
            Status = NoteStatus.Draft,
            Home = Home,
            Content = Content,
            Edition = 1,
            ChathamHouse = ChathamHouse,
            Contributions = default(Few<Contribution>).With(Author),
        }).Recorded(Author, entry.At);
}

/// <summary>
/// A new version of the text. Findings were on the version before, so it reaches its community at most until it is looked at
/// again; and whoever else contributed consented to other words, so their consent ends until they give it anew (law 8).
/// </summary>
/// <param name="Edition">Which version this is.</param>
/// <param name="Content">What it says.</param>
/// <param name="Reviser">Who revised it. Their consent remains.</param>
public sealed record NoteRevised(int Edition, NoteContent Content, PersonId Reviser) : NoteEvent
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) => note with
    {
        Content = Content,
        Edition = Edition,
        Contributors = note.Contributors.Select(c => c.Person == Reviser ? c : c with { Consent = null }).ToValueList(),
    };
}

/// <summary>Somebody else was named as a contributor; they consent by an act of their own.</summary>
/// <param name="Contribution">Who, and from where.</param>
public sealed record ContributorNamed(Contribution Contribution) : NoteEvent
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        (note with { Contributions = note.Contributions.With(Contribution) }).Recorded(Contribution, entry.At);
}

/// <summary>Somebody is a contributor no more, by their own act.</summary>
/// <param name="Person">Who.</param>
public sealed record ContributorLeft(PersonId Person) : NoteEvent
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        note with { Contributors = note.Contributors.Where(c => c.Person != Person).ToValueList() };
}

/// <summary>A contributor consented, in place of what they consented to before.</summary>
/// <param name="Person">Who.</param>
/// <param name="Consent">To what.</param>
public sealed record ConsentGiven(PersonId Person, Consent Consent) : NoteEvent
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        note.Changed(Person, c => c with { Consent = Consent }).Told(Person);
}

/// <summary>A contributor took their consent back, at once.</summary>
/// <param name="Person">Who.</param>
public sealed record ConsentRevoked(PersonId Person) : NoteEvent
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) => note.Changed(Person, c => c with { Consent = null });
}

/// <summary>
/// A version was found not identifiable up to an audience; the latest on a version counts, whether it narrows or widens.
/// </summary>
/// <param name="Edition">Which version.</param>
/// <param name="Audience">Up to which audience.</param>
/// <param name="Role">The role of the person who found it.</param>
public sealed record FindingMade(int Edition, Audience Audience, string Role) : NoteEventFromHome
{
    /// <summary>Where the host has it from, where the host reported it; null where a member found it.</summary>
    public string? Reported { get; init; }

    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        note with { Found = note.Found.With(new(Edition, Audience, entry.At, Role)) };
}

/// <summary>A note was offered to its audience.</summary>
/// <param name="Audience">To which.</param>
public sealed record NoteOffered(Audience Audience) : NoteEventFromHome
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        (note with { Status = NoteStatus.Offered }).DecidedTo(Audience, entry.At);
}

/// <summary>A peer said something of a version.</summary>
/// <param name="By">Who.</param>
/// <param name="Edition">Of which version.</param>
/// <param name="Words">What.</param>
public sealed record ReviewGiven(PersonId By, int Edition, FreeText Words) : NoteEventFromHome
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        note with { Reviews = note.Reviews.With(new(By, Edition, Words, entry.At)) };
}

/// <summary>The community endorsed a version, by its charter's rule.</summary>
/// <param name="Edition">Which version.</param>
/// <param name="Mandate">The members' mandate; null where the charter lets one person or the contributors endorse.</param>
public sealed record NoteEndorsed(int Edition, Mandate? Mandate) : NoteEventFromHome
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        (note with { EndorsedEdition = Edition }).Using(Mandate);
}

/// <summary>The audience was decided anew: wider by mandate and consent, or narrower at once, as the clause says.</summary>
/// <param name="Audience">The audience.</param>
/// <param name="NamedLinks">The links it may use; null for all.</param>
/// <param name="Mandate">The members' mandate; null where none is needed.</param>
public sealed record AudienceDecided(Audience Audience, ValueList<LinkId>? NamedLinks, Mandate? Mandate) : NoteEventFromHome
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        (note with { NamedLinks = NamedLinks }).DecidedTo(Audience, entry.At).Using(Mandate);
}

/// <summary>An embargo was set, moved or lifted.</summary>
/// <param name="Until">Until when; null to lift it.</param>
public sealed record EmbargoSet(Instant? Until) : NoteEvent
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) => note with { EmbargoUntil = Until };
}

/// <summary>The host restricted a note, as the law requires of it: its contributors alone read it.</summary>
/// <param name="Role">The named role that placed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewBy">When it is to be looked at again.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record RestrictionPlaced(string Role, FreeText Reason, Instant ReviewBy, string Source) : NoteEvent
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        note with { Restriction = new(Role, Reason, ReviewBy, entry.At) };
}

/// <summary>A host's restriction was lifted: what was before holds again.</summary>
/// <param name="Source">Where the host has it from.</param>
public sealed record RestrictionLifted(string Source) : NoteEvent
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) => note with { Restriction = null };
}

/// <summary>A note went one link further (law 9: each onward step is an act that somebody took).</summary>
/// <param name="Via">The link from its home.</param>
/// <param name="To">The link from the far end of that.</param>
/// <param name="Mandate">The mandate of the community that passes it on; null where that is another kind of party.</param>
public sealed record OnwardStepTaken(LinkId Via, LinkId To, Mandate? Mandate) : NoteEvent
{
    /// <summary>Who spoke for the organisation or network that passes it on; null where that is a community.</summary>
    [JsonRequired]
    public Spokesperson? Spokesperson { get; init; }

    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        (note with { OnwardSteps = note.OnwardSteps.With(new(Via, To, entry.At)) }).Using(Mandate);
}

/// <summary>Another note took its place; it stays readable.</summary>
/// <param name="By">Which.</param>
public sealed record NoteSuperseded(NoteId By) : NoteEvent
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) => note with { SupersededBy = By };
}

/// <summary>A note was withdrawn, at once: a tombstone remains.</summary>
/// <param name="Reason">Why, if they said.</param>
public sealed record NoteWithdrawn(FreeText? Reason) : NoteEvent
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry) =>
        note with { Status = NoteStatus.Withdrawn, OfferedSince = null, WithdrawnWhy = Reason, WithdrawnAt = entry.At };
}

/// <summary>Two keys were found to be one person (law 13): what the second contributed, the first did.</summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ContributorsMerged(PersonId Kept, PersonId Dropped, string Source) : NoteEvent, IMergesKeys
{
    internal override PracticeNote Apply(PracticeNote note, Entry entry)
    {
        var one = new OnePerson(Kept, Dropped);
        return (note with
        {
            SecondKeys = note.SecondKeys.With(one),
            Contributors = note.ContributionOf(Kept) is null
                ? note.Contributors.Select(c => c with { Person = one.Of(c.Person) }).ToValueList()
                : note.Contributors.Where(c => c.Person != Dropped).ToValueList(),
            Reviews = note.Reviews.Select(review => review with { By = one.Of(review.By) }).ToValueList(),
        }).OneAttribution(Kept, Dropped);
    }
}
