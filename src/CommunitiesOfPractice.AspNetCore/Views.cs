using System.Text.Json.Serialization;
using System.Text.Json;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Rules;

namespace CommunitiesOfPractice.AspNetCore;

// What is told over HTTP, member by member: each of these is a JSON object, and a schema of the OpenAPI document. What is null is
// left out. Who may be told is asked before one is made, in Reading.

/// <summary>How views spell things.</summary>
internal static class Views
{
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>
/// An answer: the rule, what it rests on, what is missing, and the act that would help where it is the asker's own to do.
/// </summary>
internal class RulingView(Answer answer, PersonId? asker)
{
    public bool Allowed => answer.Allowed;

    public string Clause => answer.Clause.Id;

    public string? Witness => answer.Witness?.ToString();

    public MissingCondition? Missing => answer.Missing;

    public WayView? Remedy => answer.Remedy is { } remedy && remedy.Act.Actor == asker ? new(remedy) : null;
}

/// <summary>An answer to a question.</summary>
internal class AnswerView(Answer answer, PersonId? asker, Wording wording) : RulingView(answer, asker)
{
    public string Text { get; } = answer.In(wording);
}

/// <summary>An act that somebody could do, and what it asks of them first.</summary>
internal sealed class WayView(Option option)
{
    public RequestedAct Act => new(option);

    public IEnumerable<AskedPart> Asks => option.Asks;
}

/// <summary>What somebody may do, what it asks of them, or why not.</summary>
internal sealed class OptionView(Option option, PersonId asker, Wording wording) : AnswerView(option.Answer, asker, wording)
{
    public string Key => option.Key;

    public RequestedAct Act => new(option);

    public IEnumerable<AskedPart> Asks => option.Asks;
}

internal sealed record OptionsView(IEnumerable<OptionView> Options);

/// <summary>What became of an act that was done, and to what: the id of what it began, too.</summary>
internal sealed class DoneView(string id, Acted acted, PersonId asker, Wording wording)
    : AnswerView(acted.Answer!, asker, wording)
{
    private readonly Made _made = acted.Made;

    public string Id => id;

    public long Version => acted.Version;

    public bool Repeated => acted.Repeated;

    public DecisionId? Decision => _made.Decision;

    public InvitationId? Invitation => _made.Invitation;

    public PetitionId? Petition => _made.Petition;
}

/// <summary>A problem document (RFC 9457): what is wrong and, where a rule refused, that rule and what would help.</summary>
internal sealed class ProblemView(string type, string title, int status, string detail, RulingView? ruling = null)
{
    public string Type => type;

    public string Title => title;

    public int Status => status;

    public string Detail => detail;

    public bool? Allowed => ruling?.Allowed;

    public string? Clause => ruling?.Clause;

    public string? Witness => ruling?.Witness;

    public MissingCondition? Missing => ruling?.Missing;

    public WayView? Remedy => ruling?.Remedy;
}

/// <summary>Ready charters.</summary>
internal sealed record ReadyChartersView(IEnumerable<ReadyCharterView> Charters);

/// <summary>
/// A ready charter: what it is called in a request, what it says, and the charter itself, as a request may have it.
/// </summary>
internal sealed class ReadyCharterView(string name, Charter charter, Wording wording)
{
    public string Name => name;

    public IEnumerable<string> Sentences { get; } = charter.Sentences(wording).Select(clause => clause.Sentence);

    public Charter Charter => charter;
}

/// <summary>The communities; and those of which nothing can be told, because a line of theirs cannot be read.</summary>
internal sealed record CommunitiesView(IEnumerable<CommunityFaceView> Communities, IEnumerable<CommunityId>? Damaged);

/// <summary>What everybody sees of a community, as it is recorded.</summary>
internal class CommunityFaceView(Community community, Visit visit)
{
    protected Community Of => community;

    protected Visit Seen => visit;

    public CommunityId Id => community.Id;

    public string Name => community.Name;

    public string? Concern => community.Domain?.SharedConcern.Words;

    public Status Status => community.Status;

    public Stage Stage => community.Stage;

    public int MemberCount => community.MemberCount;

    public IEnumerable<PersonId> Conveners => community.Conveners;

    /// <summary>
    /// That the time of something here is over, and what it came to is being recorded: a decision, a term, a leave.
    /// </summary>
    public bool? BeingRecorded => visit.IsBeingRecorded(StreamId.Of(community.Id)) ? true : null;
}

/// <summary>One community, as somebody sees it.</summary>
internal sealed class CommunityView(Community community, Visit visit, PersonId asker) : CommunityFaceView(community, visit)
{
    public IEnumerable<string> Charter => Of.Charter.Sentences(Seen.Host.Options.Wording).Select(clause => clause.Sentence);

    public IEnumerable<StageReachedView> Stages => Of.Stages.Select(stage => new StageReachedView(stage.Stage, stage.From));

    /// <summary>Members are known to members.</summary>
    public IEnumerable<PersonId>? Members => Of.MaySeeMembers(asker, Seen.AtCommunity).Allowed ? Of.Members : null;

    public IEnumerable<DecisionFaceView> Decisions => Of.OpenDecisions.Concat(Of.ClosedDecisions)
        .Where(decision => Of.MaySee(decision.Id, asker, Seen.AtCommunity).Allowed).OrderByDescending(decision => decision.Id)
        .Select(decision => new DecisionFaceView(Of, decision, Seen));

    public IEnumerable<LinkId> Links => Seen.Present.Landscape.Links
        .Where(link => link.SideOf(Party.Of(Id)) is not null && link.MaySee(Seen.Caller!).Allowed).Select(link => link.Id);
}

internal sealed record StageReachedView(Stage Stage, Instant Since);

/// <summary>What a list tells of a decision.</summary>
internal class DecisionFaceView(Community community, Decision decision, Visit visit)
{
    protected Decision Of => decision;

    public long Id => decision.Id.Number;

    public string Proposal => decision.Proposal.In(visit.Host.Options.Wording);

    public string? Why => decision.Why?.Words;

    public DecisionPhase Phase => BeingRecorded is true ? DecisionPhase.Closed : decision.Phase;

    /// <summary>That it is closed, and what it came to is being recorded.</summary>
    public bool? BeingRecorded => visit.Present.Landscape.IsBeingRecorded(community.Id, decision, visit.At) ? true : null;

    public Instant OpensAt => decision.OpensAt;

    public Instant ClosesAt => decision.ClosesAt;

    public Outcome? Outcome => decision.Result?.Outcome;
}

/// <summary>One decision, for those who may see it.</summary>
internal sealed class DecisionView(Community community, Decision decision, Visit visit, PersonId asker)
    : DecisionFaceView(community, decision, visit)
{
    private readonly Explanation? _explanation = community.Explain(decision.Id, wording: visit.Host.Options.Wording);

    public int CharterVersion => Of.CharterVersion;

    public PersonId? By => Of.By;

    public IEnumerable<ObjectionView> Objections =>
        Of.Objections.Select(
            objection => new ObjectionView(objection.By, objection.Reason.Words, objection.State, objection.Finding?.Words));

    public IEnumerable<PersonId> Candidates => Of.Candidates;

    /// <summary>The count so far, once that may be known; nothing while it is being recorded.</summary>
    public VoiceCount? Count { get; } = visit.Present.Landscape.IsBeingRecorded(community.Id, decision, visit.At)
        ? null
        : community.CountOf(decision.Id, asker, visit.AtCommunity).Count;

    /// <summary>Those of the candidates who were chosen.</summary>
    public IEnumerable<PersonId> Chosen => Of.Result?.Chosen.Select(index => Of.Candidates[index]) ?? [];

    /// <summary>Why it came out so: what met which number.</summary>
    public IEnumerable<string> Explanation => _explanation?.Sentences ?? [];

    public IEnumerable<PrintedTable> Tables => _explanation?.Tables ?? [];

    public string? OutcomeStatement => Of.OutcomeStatement?.Words;

    public Instant? ReviewBy => Of.ReviewBy;
}

internal sealed record ObjectionView(PersonId By, string? Reason, ObjectionState State, string? Finding);

/// <summary>One link across a boundary.</summary>
internal sealed class LinkView(Link link, Caller caller)
{
    public LinkId Id => link.Id;

    public LinkStatus Status => link.Status;

    public LinkKind Kind => link.Kind;

    public Party A => link.A!;

    public Party B => link.B!;

    public LinkTerms? Terms => link.Terms;

    /// <summary>Other terms are on offer between the two ends.</summary>
    public LinkTerms? NewTerms => link.MaySeeInside(caller).Allowed ? link.NewTerms : null;

    public bool InForce => link.IsInForce(caller.At);
}

/// <summary>Notes; how many there are in all, where that is known; and the last one of this page where there are more.</summary>
internal sealed record NotesView(IEnumerable<FoundNoteView> Notes, int? Total, NoteId? Next);

internal sealed class FoundNoteView(FoundNote note)
{
    public NoteId Id => note.Note;

    public CommunityId Home => note.Home;

    public string? Title => note.Title.Words;

    public PracticeOutcome? Outcome => note.Outcome;
}

/// <summary>What a search found, best first. How many there are in all is not said.</summary>
internal sealed class SearchView(SearchResult result)
{
    public IEnumerable<HitView> Hits => result.Hits.Select(hit => new HitView(hit));

    public IEnumerable<NearView> Near => result.Near.Select(near => new NearView(near.Community, near.Words));
}

internal sealed class HitView(SearchHit hit)
{
    public HitKind Kind => hit.Kind;

    public string Id => hit.Of.Id;

    public CommunityId Community => hit.Community;

    public string? Title => hit.Title.Words;

    public FoundIn In => hit.In;

    public IEnumerable<MatchView> Because => hit.Because.Select(match => new MatchView(match.Sought, match.Says, match.WordsOf));
}

internal sealed record MatchView(string Sought, string Says, CommunityId? WordsOf);

internal sealed record NearView(CommunityId Community, IEnumerable<string> Words);

/// <summary>One note, or what remains of one that was withdrawn.</summary>
internal sealed class NoteView(ShownNote shown)
{
    public NoteId Id => shown.Note;

    public bool Withdrawn => shown.IsTombstone;

    public Instant? WithdrawnAt => shown.WithdrawnAt;

    public string? WithdrawnWhy => shown.WithdrawnWhy?.Words;

    public string? Title => shown.Title?.Words;

    public int? Edition => Withdrawn ? null : shown.Edition;

    public string? Tried => shown.Practice?.Tried.Words;

    public string? Context => shown.Practice?.Context.Words;

    public PracticeOutcome? Outcome => shown.Practice?.Outcome;

    public string? Why => shown.Practice?.Why.Words;

    public string? Happened => shown.Practice?.Happened?.Words;

    public string? Evidence => shown.Practice?.Evidence?.Words;

    public IEnumerable<DirectoryGroup>? Settings => shown.Practice?.Settings;

    public IEnumerable<string>? Measures => shown.Practice?.Measures;

    public ValueCycle? Cycle => shown.Practice?.Cycle;

    public string? MeantFor => shown.MeantFor?.Words;

    public IEnumerable<string>? Topics => Withdrawn ? null : shown.Topics;

    /// <summary>Of a bundle: its notes, in order.</summary>
    public IEnumerable<NoteId>? Items => Withdrawn || shown.Practice is not null ? null : shown.Items;

    public IEnumerable<CreditView>? Credits =>
        Withdrawn ? null : shown.Credits.Select(credit => new CreditView(credit.Person, credit.Group));

    public string? Licence => shown.Licence;

    public Instant? ReviewBy => shown.ReviewBy;

    public bool? ChathamHouse => Withdrawn ? null : shown.ChathamHouse;

    public NoteId? SupersededBy => shown.SupersededBy;
}

/// <summary>Who contributed: a person, or the group that they are shown by.</summary>
internal sealed record CreditView(PersonId? Person, DirectoryGroup? Group);

/// <summary>Who can read a note.</summary>
internal sealed record ReadersView(bool Anyone, int Count, IEnumerable<ReasonView> Because);

internal sealed record ReasonView(string Clause, int Readers);

/// <summary>What became of a note elsewhere.</summary>
internal sealed class SpreadView(Spread spread, Func<NoteId, bool> mayRead)
{
    public NoteId Note => spread.Note;

    public IEnumerable<PlaceView> Places => spread.Places.Select(place => new PlaceView(place));

    public IEnumerable<SettingView> Settings =>
        spread.BySetting.Select(
            setting => new SettingView(setting.Setting, setting.Works.Count, setting.DoesNot.Count, setting.Open.Count));

    /// <summary>What it was changed into; the adopter's own note of it only where that one may be read.</summary>
    public IEnumerable<AdaptationView> Adaptations => spread.Lineage.Select(step => new AdaptationView(
        step.Of, step.By, step.Adopter, step.Changed.Words, step.WrittenUpAs is { } note && mayRead(note)
            ? note
            : null, step.Generation));
}

internal sealed class PlaceView(Place place)
{
    public AdoptionId Adoption => place.Adoption;

    public Party Adopter => place.Adopter;

    public IEnumerable<DirectoryGroup> Settings => place.Settings;

    public string? Context => place.Context?.Words;

    public AdoptionStatus Status => place.Status;

    public string? Why => place.Why?.Words;

    public PracticeOutcome? Latest => place.Latest;
}

internal sealed record SettingView(DirectoryGroup Setting, int Works, int DoesNot, int Open);

internal sealed record AdaptationView(
    NoteId Of, AdoptionId By, Party Adopter, string? Changed, NoteId? WrittenUpAs, int Generation);

/// <summary>One adoption of a note.</summary>
internal sealed class AdoptionView(Adoption adoption)
{
    public AdoptionId Id => adoption.Id;

    public NoteId Note => adoption.Note;

    public int Edition => adoption.Edition;

    public Party Adopter => adoption.Adopter!;

    public AdoptionStatus Status => adoption.Status;

    public string? Why => adoption.Why?.Words;

    public string? Changed => adoption.Changed?.Words;

    public IEnumerable<OutcomeView> Outcomes =>
        adoption.Outcomes.Select(report => new OutcomeView(report.Outcome, report.Happened.Words, report.At));

    public IEnumerable<StoryView> Stories =>
        adoption.Stories.Select(story => new StoryView(story.Cycle, story.Words.Words, story.Indicator, story.At));
}

internal sealed record OutcomeView(PracticeOutcome Outcome, string? Happened, Instant At);

internal sealed record StoryView(ValueCycle Cycle, string? Words, string? Indicator, Instant At);

internal sealed record GatheringsView(IEnumerable<GatheringFaceView> Gatherings);

/// <summary>What a list tells of a gathering, as somebody is shown it.</summary>
internal class GatheringFaceView(ShownGathering shown, Visit visit)
{
    protected ShownGathering Of => shown;

    public GatheringId Id => shown.Id;

    public GatheringStatus Status => shown.Status;

    public bool Over => shown.IsOver;

    public CommunityId Home => shown.Home;

    public IEnumerable<GatheringParty> With => shown.With;

    public string? Purpose => shown.Purpose?.Words;

    public GatheringForm Form => shown.Form;

    /// <summary>How far the Chatham House Rule holds.</summary>
    public ChathamHouse Rule => shown.Rule;

    public GatheringTimeView? When => shown.When is { } time ? new(time) : null;

    public string? Place => shown.Place?.Words;

    public int? Capacity => shown.Capacity;

    public bool Anybody => shown.Anybody;

    public GatheringId? Series => shown.Series;

    /// <summary>What the asker said, and what they have by it.</summary>
    public OwnPlaceView You => new(shown);

    public int? ComingCount => shown.ComingCount;

    public int? WaitingCount => shown.WaitingCount;

    /// <summary>That the day to confirm by has come, and who lost a place by it is being recorded.</summary>
    public bool? BeingRecorded => visit.IsBeingRecorded(StreamId.Of(shown.Id)) ? true : null;
}

/// <summary>When a gathering takes place: as it was given, and as instants.</summary>
internal sealed class GatheringTimeView(GatheringTime time)
{
    public GivenTime Given => time.Given;

    public Instant Start => time.Start;

    public Instant End => time.End;
}

/// <summary>What a gathering holds of the person who asks.</summary>
internal sealed class OwnPlaceView(ShownGathering shown)
{
    public bool HasPlace => shown.HasPlace;

    public bool IsWaiting => shown.IsWaiting;

    /// <summary>How many wait before them, where they wait; under the Chatham House Rule not told.</summary>
    public int? WaitingBefore => shown.WaitingBefore;

    public bool SaidNo => shown.SaidNo;

    /// <summary>By when they are to confirm after a move, where they are to.</summary>
    public Instant? ConfirmBy => shown.IsToConfirm ? shown.ConfirmBy : null;

    public bool LooksAfter => shown.LooksAfter;

    public bool? Came => shown.Came;
}

/// <summary>One gathering, as somebody is shown it (<see cref="ShownGathering"/>): nothing that it does not show.</summary>
internal sealed class GatheringView(ShownGathering shown, Visit visit) : GatheringFaceView(shown, visit)
{
    public bool Begun => Of.HasBegun;

    public string? Online => Of.Online?.Words;

    public int Sequence => Of.Sequence;

    public string? WhyCancelled => Of.WhyCancelled?.Words;

    public RestrictionView? Restriction => Of.Restriction is { } restriction ? new(restriction) : null;

    public PersonId? Organiser => Of.Organiser;

    public bool NobodyLooksAfter => Of.NobodyLooksAfter;

    public Instant? ConfirmBy => Of.ConfirmBy;

    public IEnumerable<PersonId> Coming => Of.Coming;

    public IEnumerable<PersonId> Waiting => Of.Waiting;

    public IEnumerable<NeedsView> Needs => Of.Needs.Select(one => new NeedsView(one.Person, one.Needs.Words));

    public IEnumerable<PersonId> WhoCame => Of.WhoCame;

    public int? HowManyCame => Of.HowManyCame;

    public int? CameAtLeast => Of.CameAtLeast;

    public IEnumerable<DirectoryGroup> Organisations => Of.Organisations;

    public bool NothingToWrite => Of.NothingToWrite;

    public IEnumerable<NoteId> Notes => Of.Notes;

    public IEnumerable<DecisionOf> Decisions => Of.Decisions;

    public IEnumerable<OfferToDoView> Offers =>
        Of.Offers.Select(offer => new OfferToDoView(offer.Number, offer.By, offer.What.Words, offer.Due));
}

/// <summary>What somebody needs to take part.</summary>
internal sealed record NeedsView(PersonId Person, string? Needs);

/// <summary>What somebody offered to do; who, where that may be told.</summary>
internal sealed record OfferToDoView(int Number, PersonId? By, string? What, Instant Due);

/// <summary>A host's restriction: by which role, why, and when it is looked at again.</summary>
internal sealed class RestrictionView(Restriction restriction)
{
    public string Role => restriction.Role;

    public string? Reason => restriction.Reason.Words;

    public Instant ReviewBy => restriction.ReviewBy;

    public Instant Since => restriction.At;
}

/// <summary>Questions; and where to go on, where there are more.</summary>
internal sealed record QuestionsView(IEnumerable<QuestionFaceView> Questions, string? Next);

/// <summary>
/// What a list tells of a question, as somebody is shown it. Of one that they may not read they are told their own answers alone.
/// </summary>
internal class QuestionFaceView(ShownQuestion shown)
{
    protected ShownQuestion Of => shown;

    public QuestionId Id => shown.Question;

    public QuestionStatus? Status => shown.Answer.Allowed ? shown.Status : null;

    public CommunityId? Home => shown.Home;

    public string? Title => shown.Content?.Title.Words;

    public IEnumerable<string>? Topics => shown.Content?.Topics;

    public Instant? AskedAt => shown.AskedAt;

    public bool Mine => shown.IsMine;

    /// <summary>How many others have it too, where they are enough to be told of.</summary>
    public int? HaveItToo => shown.HaveItToo;

    /// <summary>How many answers the asker of this request may read.</summary>
    public int AnswerCount => shown.Answers.Count(answer => !answer.IsWithdrawn);

    public bool Helped => shown.Answers.Any(answer => answer.Helped is true);

    public QuestionId? PointsTo => shown.PointsTo;

    public NoteId? PointsToNote => shown.PointsToNote;
}

/// <summary>One question, as somebody is shown it (<see cref="ShownQuestion"/>): nothing that it does not show.</summary>
internal sealed class QuestionView(ShownQuestion shown, IEnumerable<QuestionReport> reports, PersonId asker)
    : QuestionFaceView(shown)
{
    public string? Text => Of.Content?.Text?.Words;

    public CreditView? Asker => Credit(Of.Asker);

    /// <summary>Whether they said that they have it too.</summary>
    public bool HaveIt => Of.HaveIt;

    public IEnumerable<PeerAnswerView> Answers => Of.Answers.Select(answer => new PeerAnswerView(answer, Credit(answer.Giver)));

    public IEnumerable<LinkId> Carried => Of.Carried;

    public RestrictionView? Restriction => Of.Restriction is { } restriction ? new(restriction) : null;

    /// <summary>What was reported, for those who settle reports; else what they reported themself.</summary>
    public IEnumerable<ReportView> Reports => reports.Select(report => new ReportView(report, report.By == asker));

    private static CreditView? Credit(Credit? credit) => credit is null ? null : new(credit.Person, credit.Group);
}

/// <summary>An answer of a peer, and who gave it, as far as attribution shows.</summary>
internal sealed class PeerAnswerView(ShownAnswer answer, CreditView? giver)
{
    public int Number => answer.Number;

    public string? Text => answer.Text.Words;

    public Instant At => answer.At;

    public CreditView? Giver => giver;

    public bool Mine => answer.IsMine;

    public bool Withdrawn => answer.IsWithdrawn;

    public bool? Helped => answer.Helped;

    public string? HelpedWhat => answer.HelpedWhat?.Words;

    public RestrictionView? Restriction => answer.Restriction is { } restriction ? new(restriction) : null;
}

/// <summary>Something that was reported. Nobody is told who reported it.</summary>
internal sealed class ReportView(QuestionReport report, bool mine)
{
    public int Number => report.Number;

    /// <summary>The number of the answer; null for the question itself.</summary>
    public int? Answer => report.Answer;

    public string? Why => report.Why.Words;

    public Instant At => report.At;

    public bool Mine => mine;

    public Instant? SettledAt => report.SettledAt;

    public string? Outcome => report.Outcome?.Words;
}

internal sealed record MembershipsView(IEnumerable<MembershipView> Memberships);

/// <summary>What somebody is to one community.</summary>
internal sealed class MembershipView(Belonging belonging, bool isMember)
{
    public CommunityId Community => belonging.Community;

    public string Name => belonging.Name;

    public bool Member => isMember;

    public IEnumerable<OfficeId> Offices => belonging.Offices;

    public bool Follows => belonging.Follows;

    public bool Observes => belonging.Observes;
}

/// <summary>Public notes as a JSON Feed 1.1 (jsonfeed.org).</summary>
internal sealed class FeedView(CommunitiesOfPracticeOptions options, string? feedUrl, IEnumerable<FeedItemView> items)
{
    public string Version => "https://jsonfeed.org/version/1.1";

    public string Title { get; } = options.Texts["feed.title"];

    public string Language { get; } = options.Wording.Culture.Name is { Length: > 0 } culture ? culture : "en-GB";

    [JsonPropertyName("feed_url")]
    public string? FeedUrl => feedUrl;

    public IEnumerable<FeedItemView> Items => items;
}

internal sealed record FeedItemView(
    string Id,
    string Url,
    string? Title,
    [property: JsonPropertyName("content_text")] string ContentText,
    [property: JsonPropertyName("date_modified")] Instant DateModified,
    IEnumerable<string> Tags);
