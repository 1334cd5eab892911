using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace CommunitiesOfPractice;

/// <summary>
/// Who is told of what, and why. A notice holds ids and no words: what it is about is looked up when it is shown, so that nobody
/// reads words that were taken back since.
/// </summary>
/// <param name="To">Who is told.</param>
/// <param name="Kind">Of what.</param>
/// <param name="Reason">Why they are told.</param>
/// <param name="On">On which stream it happened, or fell due.</param>
/// <param name="At">When it happened, or fell due.</param>
public sealed record Notice(PersonId To, NoticeKind Kind, NoticeReason Reason, StreamId On, Instant At)
{
    /// <summary>Who is told.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId To { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(To);

    /// <summary>Of what.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public NoticeKind Kind { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Kind);

    /// <summary>Why they are told.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public NoticeReason Reason { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Reason);

    /// <summary>On which stream it happened, or fell due.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public StreamId On { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(On);

    /// <summary>Which line of the stream tells it; null for what time alone brought.</summary>
    public long? Line { get; init; }

    /// <summary>When they were told, by the host's clock, which is later than what happened. Null before.</summary>
    public Instant? Told { get; init; }

    /// <summary>Which part of the stream it is about, such as the number of a decision; null for the whole.</summary>
    public long? Part { get; init; }

    /// <summary>By when they should act, or when it takes place or closes; null where there is no such time.</summary>
    public Instant? By { get; init; }

    /// <summary>The community by which their preferences go; null where it is about none.</summary>
    public CommunityId? Community { get; init; }

    /// <summary>What it is about beside its stream: of an adoption, the note. Null for nothing else.</summary>
    public StreamId? About { get; init; }

    /// <summary>Which group its kind is of.</summary>
    [JsonIgnore]
    public NoticeGroup Group => NoticeGroups.Of(Kind);

    /// <summary>
    /// What tells it from every other notice to the same person: its kind and stream, the line or the instant at which it fell
    /// due, and its part. Nobody is told twice under one key.
    /// </summary>
    [JsonIgnore]
    public string Key => string.Join(
        " ", Names.Of(Kind), On, Line?.ToString(CultureInfo.InvariantCulture) ?? InstantPattern.ExtendedIso.Format(At),
        Part?.ToString(CultureInfo.InvariantCulture)).TrimEnd();

    /// <summary>
    /// Whether the person may still be told of it: at the moment of telling, and again whenever it is shown or sent. Of a
    /// decision, those who may see it; of a note or a question, those who may read it, and of an answer those who may read that.
    /// That a note was withdrawn is for those who could read it until then, its contributors and its adopters. Of everything
    /// else, those who may see it.
    /// </summary>
    /// <param name="caller">The person it is to, at that moment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="caller"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="caller"/> is somebody else.</exception>
    public bool MayBeToldTo(Caller caller)
    {
        if (Guard.Against.Null(caller).Person != To) throw new ArgumentException("It is to somebody else.", nameof(caller));
        return On.Kind switch
        {
            StreamKind.Community => MayBeToldByCommunity(caller),
            StreamKind.Note => MayReadNote(caller, NoteId.Of(On)),
            StreamKind.Adoption => caller.MaySee(On).Allowed
                && (Reason is NoticeReason.Contributor or NoticeReason.Adopter
                    || caller.Reading(caller.Landscape[AdoptionId.Of(On)].Note).Allowed),
            StreamKind.Question => MayReadQuestion(caller, QuestionId.Of(On)),
            _ => caller.MaySee(On).Allowed,
        };
    }

    /// <summary>
    /// Whether there is nothing in it for them any more: the time by which it says something has come, or they have voted where
    /// their vote was missing.
    /// </summary>
    /// <param name="landscape">Every stream.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException"><paramref name="landscape"/> is null.</exception>
    public bool IsOver(Landscape landscape, Instant at) => By <= at
        || (Kind == NoticeKind.VoteMissing
            && Guard.Against.Null(landscape)[CommunityId.Of(On)].Decision(new DecisionId(Part!.Value))?.HasVoted(To) != false);

    private bool MayBeToldByCommunity(Caller caller) =>
        caller.MaySee(On).Allowed && (Part is not { } part || caller.Landscape[CommunityId.Of(On)].MaySee(
            new DecisionId(part), To, caller.Landscape.WhenToAsk(On, caller.At)).Allowed);

    private bool MayReadQuestion(Caller caller, QuestionId question) => Part is { } number
        ? caller.Commons.Show(To, question, caller.At).Answers.Any(answer => answer.Number == number)
        : Reason == NoticeReason.Asker ? caller.MaySee(On).Allowed : caller.Reading(question).Allowed;

    private bool MayReadNote(Caller caller, NoteId note) =>
        caller.Reading(note).Allowed
        || (Kind == NoticeKind.NoteWithdrawn && caller.Landscape[note].WithdrawnAt is { } withdrawn
            && (Reason is NoticeReason.Contributor or NoticeReason.Adopter
                || caller.Commons.AsOf(To, note, withdrawn - Duration.Epsilon).Allowed));
}
