namespace CommunitiesOfPractice;

/// <summary>
/// Two keys are found to be one person, for good (law 13). The host tells it to each stream that knows either key.
/// <see cref="HostDirectory"/> says which streams those are. From then on every act by the second key, or about it, is refused
/// there.
/// <list type="bullet">
/// <item>A community: one membership, one vote. What the second key held or had held passes to the first, unless the first holds
/// it too. A bar on either is a bar on both, and so is a declined request until the person may ask again. A petition that both
/// signed is signed once. What is before the members about the second key is about the first. Of two places in the electorate of
/// an open decision one stays, and of two ballots the first key's stays. A place that only the second key had, and its ballot,
/// pass to the first. An objection of either stays open, and the person who objects no longer votes for it. Two candidacies are
/// one until voting opens. Afterwards they stay two options of one person, who takes one seat. What is closed stays as it was
/// decided, and so does what lies in a sealed box. Somebody listed under either key is not away.</item>
/// <item>A link: one person at an end, one broker.</item>
/// <item>A note: one contribution. Where both contributed and consented differently, neither consent counts until that person
/// gives a new consent. The library does not guess which they meant. A key that the note knows is told even where the other key
/// contributed, so that it never contributes again.</item>
/// <item>An adoption: one adopter, and one person who looks after it.</item>
/// <item>A gathering: one place, by the earlier of two turns, and one answer. Where they differ, the first key's stays. What a
/// person said of themself goes before what others said of them.</item>
/// <item>A question: one asker, and one person who has it too. Two answers stay two answers of one person. The asker does not
/// have their own question too.</item>
/// </list>
/// Refused, in this order: either was found to be a second key before; the link was never offered, the note never drafted, 
/// nobody considers the note of the adoption, the gathering was never called, or the question never asked; the two are one key;
/// the stream knows neither. A community refuses for the last two only.
/// </summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record MergeKeys(PersonId Kept, PersonId Dropped, string Source)
    : HostFact(Source), IActOn<Community>, IActOn<Link>, IActOn<PracticeNote>, IActOn<Adoption>, IActOn<Gathering>,
        IActOn<Question>
{
    /// <summary>The key that stays.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Kept { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Kept);

    /// <summary>The key that goes.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Dropped { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Dropped);

    internal override IEnumerable<PersonId> Named => [Kept, Dropped];

    Ruling IActOn<Community>.Rule(Community state, Instant at) =>
        RefuseUnlessTwo(state.Knows, Clauses.NobodyWeKnow, Witness.Of(state.Id)) ?? Allow(new KeysMerged(Kept, Dropped, Source));

    Ruling IActOn<Link>.Rule(Link state, Instant at) =>
        (state.Status == LinkStatus.Unknown ? state.RefuseUnlessOffered() : null)
        ?? RefuseUnlessTwo(state.Knows, Clauses.NobodyOnLink, state.Self)
        ?? Allow(new LinkKeysMerged(Kept, Dropped, Source));

    Ruling IActOn<PracticeNote>.Rule(PracticeNote state, Instant at) =>
        state.RefuseUnlessDrafted()
        ?? RefuseUnlessTwo(state.Knows, Clauses.NoContribution, Witness.Of(state.Id))
        ?? (state.ContributionOf(Kept) is { Consent: { } consent } && state.ContributionOf(Dropped) is { Consent: var other }
            && consent != other
            ? Allow(new ConsentRevoked(Kept), new ContributorsMerged(Kept, Dropped, Source))
            : Allow(new ContributorsMerged(Kept, Dropped, Source)));

    Ruling IActOn<Adoption>.Rule(Adoption state, Instant at) =>
        state.RefuseUnlessConsidered()
        ?? RefuseUnlessTwo(state.Knows, Clauses.NobodyInAdoption, state.Self)
        ?? Allow(new AdoptionKeysMerged(Kept, Dropped, Source));

    Ruling IActOn<Gathering>.Rule(Gathering state, Instant at) =>
        state.RefuseUnlessCalled()
        ?? RefuseUnlessTwo(state.Knows, Clauses.NobodyAtGathering, state.Self)
        ?? Allow(
            [
                new GatheringKeysMerged(Kept, Dropped, Source),
                .. state.IsOver(at)
                    ? []
                    : Gathering.MovingUp(state.Places.Merged(new(Kept, Dropped)), state.Call!.Capacity),
            ]);

    Ruling IActOn<Question>.Rule(Question state, Instant at) =>
        state.RefuseUnlessAsked()
        ?? RefuseUnlessTwo(state.Knows, Clauses.NobodyAtQuestion, state.Self)
        ?? Allow(new QuestionKeysMerged(Kept, Dropped, Source));

    private Ruling? RefuseUnlessTwo(Func<PersonId, bool> knows, Clause nobody, Witness stream) =>
        Kept == Dropped ? Ruling.Refuse(Clauses.OnePerson, Condition.WellFormed, OfWhat.TwoKeys, Witness.Of(Kept))
        : knows(Kept) || knows(Dropped) ? null
        : Ruling.Refuse(nobody, Condition.Existence, Dropped.Value, stream);

    private Ruling Allow(params Event[] events) => Ruling.Allow(Clauses.OnePerson, Witness.Of(Kept), events);
}

/// <summary>
/// Somebody asked the host to be forgotten, and the law gives them that. What they hold in a community ends, as if they had left,
/// and an appeal of theirs that is before the members is withdrawn. Counts and other decisions stay as they were. To a note they
/// contribute no more (<see cref="LeaveNote"/>). The host may then replace their key throughout the record
/// (<see cref="Forgetting"/> does both). Refused where the community has no record of them. For a note, refused where it was
/// never drafted, or they did not contribute.
/// </summary>
/// <param name="Person">The person.</param>
/// <param name="Source">The request it rests on.</param>
public sealed record Forget(PersonId Person, string Source) : HostFact(Source), IActOn<Community>, IActOn<PracticeNote>
{
    /// <summary>The person.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    Ruling IActOn<Community>.Rule(Community state, Instant at)
    {
        var sitting = new Sitting(state, at);
        return sitting.RefuseUnlessKnown(Person)
            ?? sitting.Allow(Clauses.Forgetting, Witness.Of(Person),
                [.. sitting.Departure(Person, new PersonForgotten(Person, Source)), .. sitting.AppealsTakenBack(Person)]);
    }

    Ruling IActOn<PracticeNote>.Rule(PracticeNote state, Instant at) =>
        state.RefuseUnlessDrafted()
        ?? (state.ContributionOf(Person) is null
            ? Ruling.Refuse(Clauses.NoContribution, Condition.Existence, Person.Value, Witness.Of(state.Id))
            : null)
        ?? Ruling.Allow(Clauses.Forgetting, Witness.Of(Person), state.Departure(Person));
}
