namespace CommunitiesOfPractice.Storage;

public static partial class Retaining
{
    /// <summary>
    /// Takes out of the record what people said they need to take part in a gathering, once it is over: the words are redacted to
    /// their commitment, so that a chain still verifies. Doing it again changes nothing.
    /// </summary>
    /// <param name="record">Where the record is kept.</param>
    /// <param name="gathering">Which gathering.</param>
    /// <param name="salt">The salt of the commitments: that of the chain, where there is one.</param>
    /// <param name="holds">What is held for the law.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">To give up.</param>
    /// <returns>Whether it was done; a refusal where the gathering is not over, or a hold is in force.</returns>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static async ValueTask<Answer> ForgetNeeds(
        this IRecord record, GatheringId gathering, ChainKey salt, ValueList<LegalHold> holds, Instant at,
        CancellationToken cancel = default)
    {
        Guard.Against.Null(record);
        Guard.Against.Null(salt);
        var state = await record.Load(gathering, cancel).ConfigureAwait(false);
        if (RefuseToForget(state, Guard.Against.Null(holds), at) is { } refused) return refused;
        await record.Rewrite(
            StreamId.Of(gathering), lines => lines.Select(line => Without(line, [], salt, needs: true, people: false))
                .ToValueList(),
            cancel).ConfigureAwait(false);
        return new(true, Clauses.ForgettingWhoCame, state.Self);
    }

    /// <summary>
    /// Takes who answered and who came to a gathering out of the record, as the host's retention says: the fact is recorded
    /// (<see cref="CommunitiesOfPractice.ForgetWhoCame"/>), and then the keys of everybody who answered become pseudonyms in this
    /// stream, but for who looked after it. What people said they need goes too. How many came stays, and so does what came of
    /// it. Doing it again changes nothing.
    /// </summary>
    /// <param name="record">Where the record is kept.</param>
    /// <param name="gathering">Which gathering.</param>
    /// <param name="salt">The salt of the pseudonyms: that of the chain, where there is one.</param>
    /// <param name="source">The retention rule it rests on.</param>
    /// <param name="holds">What is held for the law.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">To give up.</param>
    /// <returns>Whether it was done; a refusal where the gathering is not over, or a hold is in force.</returns>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is not a well-formed key.</exception>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static async ValueTask<Answer> ForgetWhoCame(
        this IRecord record, GatheringId gathering, ChainKey salt, string source, ValueList<LegalHold> holds, Instant at,
        CancellationToken cancel = default)
    {
        Guard.Against.Null(record);
        Guard.Against.Null(salt);
        var fact = new ForgetWhoCame(source);
        var state = await record.Load(gathering, cancel).ConfigureAwait(false);
        if (RefuseToForget(state, Guard.Against.Null(holds), at) is { } refused) return refused;
        var lines = await record.ReadWhole(StreamId.Of(gathering), cancel).ConfigureAwait(false);
        if (!state.IsAttendanceForgotten)
            await record.Do(gathering, fact, at, lines[0].Hash is null ? null : salt, cancel).ConfigureAwait(false);
        await record.Rewrite(
            StreamId.Of(gathering),
            all =>
            {
                var organisers = all.Select(line => line.Event switch
                {
                    GatheringCalled { Organiser: { } organiser } => organiser,
                    OrganiserChanged { Organiser: var organiser } => organiser,
                    _ => (PersonId?)null,
                }).OfType<PersonId>().ToArray();
                return all.Select(line => Without(line, organisers, salt, needs: true, people: true)).ToValueList();
            },
            cancel).ConfigureAwait(false);
        return new(true, Clauses.ForgettingWhoCame, state.Self);
    }

    private static Answer? RefuseToForget(Gathering gathering, ValueList<LegalHold> holds, Instant at) =>
        gathering.RefuseUnlessCalled()?.Answer
        ?? (gathering.IsOver(at)
            ? null
            : Ruling.Refuse(
                Clauses.GatheringNotOver, Condition.Time, null, gathering.Self, from: gathering.Time!.End).Answer)
        ?? (holds.FirstOrDefault(hold => hold.Holds(
                gathering.Places.Responses.Select(response => response.Key)
                    .Concat(gathering.Attendances.Select(said => said.Key)),
                [StreamId.Of(gathering.Id)], at)) is { } held
            ? new(
                false, Clauses.HeldForTheLaw, gathering.Self, new(Condition.NoRestriction, held.Reference, held.Until))
            : null);

    // In what people answered and said of themselves, nobody keeps a key; elsewhere, who looked after it does.
    private static Entry Without(Entry entry, PersonId[] organisers, ChainKey salt, bool needs, bool people)
    {
        var isAnswer = entry.Event is YesSaid or NoSaid or PlacesGiven or PersonGone or PersonBack or ConfirmationsEnded
            or CameSaid or WhoCameSaid;
        using var line = MarkedJson.Parse(entry);
        return RecordJson.Read(RecordFormat.Utf8(writer => MarkedJson.Copy(
            line.RootElement,
            writer,
            person => people && !ChainKey.IsPseudonym(person) && (isAnswer || !organisers.Contains(PersonId.Known(person)))
                ? salt.Pseudonym(PersonId.Known(person)).Value
                : person,
            words => needs && entry.Event is YesSaid ? salt.Commitment(words) : null)));
    }
}
