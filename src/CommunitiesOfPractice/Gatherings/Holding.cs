namespace CommunitiesOfPractice;

/// <summary>
/// Says of oneself whether one came. It corrects what somebody else said, and what one said before. Refused, in this order: the
/// gathering is not called, is cancelled, or has not begun; who came is no longer kept; the evidence does not let this person
/// come, they did not say yes, and nobody said that they came; it says so already.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="Invitation">By what they may come.</param>
/// <param name="Came">Whether they came.</param>
public sealed record SayCame(PersonId By, InvitationEvidence Invitation, bool Came) : PersonalGatheringAct(By)
{
    /// <summary>By what they may come.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public InvitationEvidence Invitation { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Invitation);

    // The evidence is of this key.
    internal override Act? DoneBy(PersonId person) => null;

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessBegun(at)
        ?? gathering.RefuseIfForgotten()
        ?? (gathering.Places[By].Said == Replied.Yes || gathering.Attendances.Has(By)
            ? null
            : gathering.RefuseUnlessInvited(By, Invitation))
        ?? (gathering.Attendances.Find(By) == new Attendance(Came, true)
            ? Ruling.Refuse(Clauses.CameSaidAlready, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? Ruling.Allow(Clauses.SayingCame, Witness.Of(By), new CameSaid(By, Came));
}

/// <summary>
/// Says who came, of those who answered or were named as guests. What somebody said of themself stays. Refused, in this order:
/// the gathering is not called, is cancelled, or has not begun; the person does not look after it; who came is no longer kept;
/// somebody did not answer and is no guest; it says nothing new.
/// </summary>
/// <param name="By">Who looks after the gathering. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the gathering's community says of them.</param>
/// <param name="People">Who came.</param>
public sealed record SayWhoCame(PersonId By, CallingEvidence Home, ValueList<PersonId> People) : OrganisersAct(By, Home)
{
    /// <summary>Who came.</summary>
    /// <exception cref="ArgumentException">It is null, or holds <c>default</c>.</exception>
    public ValueList<PersonId> People { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(People);

    internal override IEnumerable<PersonId> Named => People;

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessBegun(at)
        ?? gathering.RefuseUnlessOrganiser(By, Home)
        ?? gathering.RefuseIfForgotten()
        ?? (!Unsaid.Is(People) && People.FirstOrDefault(person => !gathering.MayHaveCome(person)) is var stranger
            && stranger != default
            ? Ruling.Refuse(Clauses.AnsweredOnly, Condition.Existence, stranger.Value, gathering.Self)
            : null)
        ?? (People.Distinct().Where(person => !gathering.Attendances.Has(person)).ToValueList() is { Count: > 0 } news
            ? Ruling.Allow(Clauses.SayingWhoCame, Witness.Of(By), new WhoCameSaid(news))
            : Ruling.Refuse(Clauses.CameSaidAlready, Condition.Novelty, null, gathering.Self));
}

/// <summary>
/// Says that a note came of the gathering. Pointing to a note lets nobody read it. Refused, in this order: the gathering is not
/// called, is cancelled, or has not begun; the person was not there and does not look after it; the note is named already.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="Note">What the note's record says.</param>
public sealed record PointToNote(PersonId By, NoteEvidence Note) : PersonalGatheringAct(By)
{
    /// <summary>What the note's record says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public NoteEvidence Note { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Note);

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessBegun(at)
        ?? gathering.RefuseUnlessThere(By)
        ?? (gathering.Notes.Contains(Note.Note)
            ? Ruling.Refuse(Clauses.PointedAlready, Condition.Novelty, Note.Note.Value, Witness.Of(Note.Note))
            : null)
        ?? Ruling.Allow(Clauses.PointingTo, Witness.Of(By), new NotePointedTo(Note.Note));
}

/// <summary>That a community's record holds a decision.</summary>
/// <param name="Community">Whose.</param>
/// <param name="Decision">Which.</param>
/// <param name="Version">The version of the record that says so.</param>
public sealed record DecisionEvidence(CommunityId Community, DecisionId Decision, long Version) : IEvidence
{
    string? IEvidence.Of => Decision.ToString();

    /// <summary>Whose.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Community { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Community);

    /// <summary>Which decision.</summary>
    /// <exception cref="ArgumentException">Its number is not positive: no record holds such a decision.</exception>
    public DecisionId Decision { get; init => field = Recorded(value); } = Recorded(Decision);

    private static DecisionId Recorded(DecisionId decision)
    {
        Guard.Against.NegativeOrZero(decision.Number, nameof(Decision));
        return decision;
    }
}

/// <summary>
/// Says that a decision of a community that called the gathering came of it. Refused, in this order: the gathering is not called,
/// is cancelled, or has not begun; the person was not there and does not look after it; the community did not call it; the
/// decision is named already.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="Decision">What the community's record says.</param>
public sealed record PointToDecision(PersonId By, DecisionEvidence Decision) : PersonalGatheringAct(By)
{
    /// <summary>What the community's record says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public DecisionEvidence Decision { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Decision);

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessBegun(at)
        ?? gathering.RefuseUnlessThere(By)
        ?? (gathering.CalledBy.Contains(Decision.Community)
            ? null
            : Ruling.Refuse(Clauses.CallersOnly, Condition.Evidence, Decision.Community.Value, Witness.Of(Decision.Community)))
        ?? (gathering.Decisions.Contains(new(Decision.Community, Decision.Decision))
            ? Ruling.Refuse(
                Clauses.PointedAlready, Condition.Novelty, Decision.Decision.ToString(), Witness.Of(Decision.Decision))
            : null)
        ?? Ruling.Allow(Clauses.PointingTo, Witness.Of(By), new DecisionPointedTo(Decision.Community, Decision.Decision));
}

/// <summary>
/// Offers to do something by a day. Nobody offers for anybody else. Refused, in this order: the gathering is not called, is
/// cancelled, or has not begun; the person was not there and does not look after it; the day is not ahead.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="What">What they will do.</param>
/// <param name="Due">By when.</param>
public sealed record OfferToDo(PersonId By, FreeText What, Instant Due) : PersonalGatheringAct(By)
{
    /// <summary>What they will do.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText What { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(What);

    internal override IEnumerable<Instant?> Dates => [Due];

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessBegun(at)
        ?? gathering.RefuseUnlessThere(By)
        ?? (Due <= at
            ? Ruling.Refuse(Clauses.EndsBeforeItBegins, Condition.WellFormed, OfWhat.LaterEnd, gathering.Self, from: at)
            : null)
        ?? Ruling.Allow(Clauses.OfferingToDo, Witness.Of(By), new OfferToDoMade(gathering.LastOffer + 1, By, What, Due));
}

/// <summary>
/// Takes back one's own offer to do something, whatever one's standing (law 3). Refused where the gathering is not called, or
/// there is no such offer of this person's.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="Offer">The number of the offer.</param>
public sealed record TakeBackOfferToDo(PersonId By, int Offer) : PersonalGatheringAct(By)
{
    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessCalled()
        ?? (gathering.Offers.Any(offer => offer.Number == Offer && offer.By == By)
            ? Ruling.Allow(Clauses.TakingBackOffer, Witness.Of(By), new OfferToDoTakenBack(Offer))
            : Ruling.Refuse(Clauses.NoOfferToDo, Condition.Existence, OfWhat.Number(Offer), gathering.Self));
}

/// <summary>
/// Says that nothing is to be written of the gathering: no minutes are forced. Something may still be. Refused, in this order:
/// the gathering is not called, is cancelled, or is not over; the person was not there and does not look after it; it was said.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
public sealed record SayNothingToWrite(PersonId By) : PersonalGatheringAct(By)
{
    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessBegun(at)
        ?? gathering.RefuseUnlessThere(By)
        ?? (gathering.NothingToWrite
            ? Ruling.Refuse(Clauses.PointedAlready, Condition.Novelty, null, gathering.Self)
            : null)
        ?? Ruling.Allow(Clauses.NothingForced, Witness.Of(By), new NothingToWriteSaid());
}

/// <summary>
/// The host no longer keeps who came, as its retention says; how many came stays. Refused where the gathering is not called, is
/// not over, or it was forgotten already. What the record still holds of it, <c>Storage.Retaining.ForgetWhoCame</c> takes out.
/// </summary>
/// <param name="Source">The retention rule it rests on.</param>
public sealed record ForgetWhoCame(string Source) : GatheringFact(Source)
{
    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessCalled()
        ?? (gathering.IsOver(at)
            ? null
            : Ruling.Refuse(Clauses.GatheringNotOver, Condition.Time, null, gathering.Self, from: gathering.Time!.End))
        ?? gathering.RefuseIfForgotten()
        ?? Ruling.Allow(Clauses.ForgettingWhoCame, gathering.Self, new WhoCameForgotten(gathering.HowManyCame, Source));
}

public sealed partial record Gathering
{
    /// <summary>Whether who looks after it can say of somebody that they came.</summary>
    internal bool MayHaveCome(PersonId person) =>
        Places.Responses.Has(person) || Attendances.Has(person) || Call!.Guests.Contains(person) || Organiser == person;

    internal Ruling? RefuseIfForgotten() => IsAttendanceForgotten
        ? Ruling.Refuse(Clauses.WhoCameNotKept, Condition.Existence, null, Self)
        : null;
}
