namespace CommunitiesOfPractice;

/// <summary>
/// Carries a question over a link. People at the far end of the link read it from then on, while the link is live and as its
/// terms say. Whoever carries a link may do it; where nobody does, a convener may (law 4). They say in which role they looked at
/// what the disclosure screen points at. Refused, in this order: the question has not been asked, or is withdrawn; the evidence
/// is not this person's in its community; they do not carry the link; the link is not in force, or carries no practice outward;
/// the asker does not let it go to linked communities; it is carried over that link already.
/// </summary>
/// <param name="By">Who carries it. <c>default</c> is refused.</param>
/// <param name="Carrying">What the records of the community and of the link say of them.</param>
/// <param name="Role">In which role they looked at what the disclosure screen points at.</param>
public sealed record CarryQuestion(PersonId By, CarryingEvidence Carrying, string Role) : PersonalQuestionAct(By)
{
    /// <summary>What the records of the community and of the link say of them.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public CarryingEvidence Carrying { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Carrying);

    /// <summary>In which role they looked at what the disclosure screen points at.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Role { get; init => field = KeyFormat.Checked(value, nameof(Role)); } = KeyFormat.Checked(Role, nameof(Role));

    // The evidence is of this key.
    internal override Act? DoneBy(PersonId person) => null;

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? question.RefuseUnlessCarrier(By, Carrying)
        ?? (Carrying.Link.FarEndFrom(Party.Of(question.Home)) is null
            ? Ruling.Refuse(
                Clauses.LinkCarriesQuestions, Condition.LiveLink, Carrying.Link.Link.Value, Witness.Of(Carrying.Link.Link))
            : null)
        ?? (question.Asker!.CeilingAt(at) < Audience.Linked
            ? Ruling.Refuse(Clauses.AskerLetsItGo, Condition.WiderConsent, null, question.Self)
            : null)
        ?? (question.IsCarriedOver(Carrying.Link.Link)
            ? Ruling.Refuse(
                Clauses.CarriedAlready, Condition.Novelty, Carrying.Link.Link.Value, Witness.Of(Carrying.Link.Link))
            : null)
        ?? Ruling.Allow(
            Clauses.CarryingQuestion, Witness.Of(Carrying.Link.Link), new QuestionCarried(By, Role, Carrying));
}

/// <summary>
/// Stops carrying a question over a link, at once. The asker may do it, whoever carried it there, and whoever carries the link.
/// The first two may do it whatever their standing (law 3). Refused, in this order: the question has not been asked; it is not
/// carried over that link; the person is none of these.
/// </summary>
/// <param name="By">Who stops it. <c>default</c> is refused.</param>
/// <param name="Link">Which link.</param>
/// <param name="Carrying">What the records of the community and of the link say of somebody who carries the link; null for the
/// others.</param>
public sealed record StopCarrying(PersonId By, LinkId Link, CarryingEvidence? Carrying = null) : PersonalQuestionAct(By)
{
    /// <summary>Which link.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public LinkId Link { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Link);

    // The evidence is of this key.
    internal override Act? DoneBy(PersonId person) => Carrying is null ? this with { By = person } : null;

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessAsked()
        ?? (question.IsCarriedOver(Link)
            ? null
            : Ruling.Refuse(Clauses.QuestionNotCarried, Condition.Existence, Link.Value, Witness.Of(Link)))
        ?? (question.IsBy(By) || question.Carried.Any(carried => carried.Link == Link && carried.By == By)
            || (Carrying?.Link.Link == Link && question.RefuseUnlessCarrier(By, Carrying) is null)
            ? null
            : Ruling.Refuse(Clauses.CarriersOnly, Condition.Office, Duty.CarryLinks.Name, Witness.Of(Link)))
        ?? Ruling.Allow(Clauses.StoppingCarrying, Witness.Of(Link), new CarryingStopped(Link));
}

public sealed partial record Question
{
    /// <summary>Whether it is carried over a link. Whether the link is live, the link says.</summary>
    public bool IsCarriedOver(LinkId link) => Carried.Any(carried => carried.Link == link);

    /// <summary>Somebody who carries a link of the question's community, or its convener where nobody does.</summary>
    internal Ruling? RefuseUnlessCarrier(PersonId by, CarryingEvidence carrying) =>
        carrying.Person != by || carrying.Community != Home
            ? Ruling.Refuse(Clauses.CarriersOnly, Condition.Evidence, Home.Value, Witness.Of(carrying.Link.Link))
        : carrying.MayCarry ? null
        : Ruling.Refuse(Clauses.CarriersOnly, Condition.Office, Duty.CarryLinks.Name, Witness.Of(carrying.Link.Link));
}
