namespace CommunitiesOfPractice;

/// <summary>
/// What the Commons says to <em>may this person read this note</em>, or this question: a small value that names the step that
/// settled it. Its witness, what is missing and the remedy are worked out when you ask for them, on the snapshot that was asked.
/// <see cref="ToAnswer"/> gives all of it in the library's one answer.
/// </summary>
public readonly struct ReadingAnswer : IEquatable<ReadingAnswer>
{
    // Where the table told the step, what it rests on is worked out when somebody asks.
    private const byte ByStep = byte.MaxValue;

    private readonly Commons _commons;
    private readonly Keys? _asked;
    private readonly int _witness;
    private readonly byte _step;
    private readonly byte _kind;
    private readonly bool _back;

    internal ReadingAnswer(Commons commons, Instant at, bool back, ReaderHandle reader, ItemHandle item, Verdict verdict)
    {
        (_commons, At, _back, Reader, Item) = (commons, at, back, reader, item);
        (_step, _kind, _witness) = ((byte)verdict.Step, (byte)verdict.Kind, verdict.Witness);
    }

    internal ReadingAnswer(Commons commons, Instant at, ReaderHandle reader, ItemHandle item, ReadingStep step) =>
        (_commons, At, Reader, Item, _step, _kind) = (commons, at, reader, item, (byte)step, ByStep);

    private ReadingAnswer(ReadingAnswer reading, Keys asked)
    {
        this = reading;
        _asked = asked;
    }

    /// <summary>Whether they may read it.</summary>
    public bool Allowed => SharingRule.Allows(Step);

    /// <summary>The step that settled it.</summary>
    public ReadingStep Step => (ReadingStep)_step;

    /// <summary>At which instant.</summary>
    public Instant At { get; }

    /// <summary>Who reads.</summary>
    public ReaderHandle Reader { get; }

    /// <summary>Which note or question.</summary>
    public ItemHandle Item { get; }

    /// <summary>The position of the record that it rests on.</summary>
    public long Position => _commons?.Position ?? 0;

    /// <summary>The rule that settled it.</summary>
    public Clause Clause => SharingRule.ClauseOf(Step);

    /// <summary>
    /// What it rests on: the membership, the link, the note or question; of a refusal that nothing applies to, what the missing
    /// condition is about.
    /// </summary>
    public Witness Witness => Step == ReadingStep.NothingApplies ? WitnessOf(Lack) : WitnessOf(Verdict.Kind, Verdict.Witness);

    /// <summary>The nearest missing condition; null when allowed.</summary>
    public Condition? Missing => Step switch
    {
        ReadingStep.Unknown => Verdict.Kind switch
        {
            WitnessKind.Note => KnownItem(Kind),
            WitnessKind.Community => Condition.KnownHome,
            _ => Condition.KnownReader,
        },
        ReadingStep.Withdrawn => Condition.NotWithdrawn,
        ReadingStep.Draft => Condition.Offered,
        ReadingStep.Embargo => Condition.EmbargoEnded,
        ReadingStep.Barred => Condition.NoBar,
        ReadingStep.NothingApplies => Lack.Condition,
        _ => null,
    };

    private Verdict Verdict => _kind == ByStep
        ? _commons.VerdictOf(Step, Reader.Index, Item.Index, At)
        : new(Step, (WitnessKind)_kind, _witness);

    private Lack Lack => _commons.IsInWindow(At) && !_back
        ? SharingRule.Missing(new CompiledView(_commons, At, Item.Index), Reader.Index, Item.Index)
        : SharingRule.Missing(new DatedView(_commons, At, _back), Reader.Index, Item.Index);

    /// <summary>
    /// That this reader may read this version of the note, as evidence for an act on another stream. Null where they may not, or
    /// nobody is signed in, or it is no note.
    /// </summary>
    public ReadingEvidence? Evidence => Allowed && !Reader.IsAnonymous && Facts is PracticeNote note
        ? new(note.Id, note.Edition, _commons.People[Reader.Index].Id, Position)
        : null;

    /// <summary>The note or the question as it was asked about; null where the commons does not know it.</summary>
    internal IShared? Facts => _commons is null || Item.Index < 0 ? null
        : _back ? _commons.ItemAt(Item.Index, At)
        : _commons.Items[Item.Index];

    // A note, where nothing is said of it.
    private StreamKind Kind => _asked?.Item.Kind ?? (Item.IsKnown ? _commons.Rows[Item.Index].Kind : StreamKind.Note);

    /// <summary>
    /// The whole answer: clause, witness, what is missing, and the way in where there is one. Do not show it to a reader before
    /// <see cref="For"/>.
    /// </summary>
    public Answer ToAnswer()
    {
        if (_commons is null) return NotThere(null);
        var witness = Witness;
        if (Missing is not { } missing) return new(true, Clause, witness);
        return new(
            false, Clause, witness,
                new MissingCondition(missing, missing is Condition.SignIn ? null : witness.Id, ComesAt(missing)),
                    missing == Condition.Membership ? WayIn() : null);
    }

    /// <summary>
    /// What somebody who asks about their own reading may be told of the answer. Those who may read a note, its contributors and
    /// its home's members know that it exists. Anyone else gets the answer for an unknown id, and so does somebody who asks about
    /// another person. A contributor that attribution hides is never named.
    /// </summary>
    /// <param name="asker">Who asks; null for somebody who is not signed in, who may only ask what anyone may.</param>
    public Answer For(PersonId? asker)
    {
        if (_commons is null) return NotThere(null);
        var own = Reader.IsAnonymous || (asker is { } person && _commons.Resolve(person) == Reader && Reader.IsKnown);
        var knows = own && Facts is { } item && (Allowed || (asker is { } reader && KnowsOf(item, reader)));
        if (!knows) return NotThere(_asked?.Item ?? (Item.IsKnown ? _commons.IdOf(Item) : null));
        var answer = ToAnswer();
        return answer is { Witness: { Kind: WitnessKind.Person } hidden, Missing.Condition: Condition.WiderConsent }
            && hidden.Id != asker?.Value && !IsNamedTo(asker, hidden.Id)
            ? answer with { Witness = OfItem(Facts!.Stream), Missing = answer.Missing with { Of = Facts.Stream.Id } }
            : answer;
    }

    /// <summary>The same reading, stated of the keys that were asked about.</summary>
    internal ReadingAnswer Named(PersonId? reader, StreamId item) =>
        Reader.IsKnown && Item.IsKnown ? this : new(this, new Keys(reader?.Value, item));

    private static Answer NotThere(StreamId? item) =>
        new(false, SharingRule.ClauseOf(ReadingStep.Unknown), OfItem(item),
            new MissingCondition(KnownItem(item?.Kind ?? StreamKind.Note), item?.Id ?? "(none)"));

    private static Condition KnownItem(StreamKind kind) =>
        kind == StreamKind.Note ? Condition.KnownNote : Condition.KnownQuestion;

    private static Witness OfItem(StreamId? item) => item is not { } named ? new(WitnessKind.Note, "(none)")
        : new(named.Kind == StreamKind.Note ? WitnessKind.Note : WitnessKind.Question, named.Id);

    private bool KnowsOf(IShared item, PersonId asker) =>
        Step != ReadingStep.Unknown && (item.ContributionOf(asker) is not null || _commons.IsMember(asker, item.Home, At));

    private bool IsNamedTo(PersonId? asker, string contributor) =>
        Facts!.Contributions.ToValueList().FirstOrDefault(c => c.Person.Value == contributor) is { } contribution
        && _commons.AttributionOf(contribution, this, asker) == Attribution.Named;

    private Instant? ComesAt(Condition missing) => missing switch
    {
        Condition.EmbargoEnded => Facts!.EmbargoUntil,
        Condition.NoBar => _commons.BarEndsAt(Reader, _commons.Rows[Item.Index].Home, At),
        _ => null,
    };

    private Option? WayIn() => Reader.Index < 0
        ? null
        : _commons.WayIn(_commons.People[Reader.Index].Id, _commons.Rows[Item.Index].Home, At);

    private Witness WitnessOf(Lack lack) => lack.Condition == Condition.WiderConsent && lack.Kind == WitnessKind.Person
        ? Witness.Of(Facts!.Contributions[lack.Witness].Person)
        : WitnessOf(lack.Kind, lack.Witness);

    private Witness WitnessOf(WitnessKind kind, int index) => kind switch
    {
        WitnessKind.Note => OfItem(_asked?.Item ?? (index >= 0 ? _commons.Items[index].Stream : null)),
        WitnessKind.Person => new(kind, _asked?.Reader ?? (index >= 0 ? _commons.People[index].Id.Value : "(none)")),
        WitnessKind.Community => Witness.Of(_commons.Homes[index].Id),
        _ => Witness.Of(_commons.Links[index].Ends.State.Id),
    };

    /// <summary>The same verdict on the same question.</summary>
    public bool Equals(ReadingAnswer other) =>
        ReferenceEquals(_commons, other._commons) && At == other.At && _back == other._back
        && Reader == other.Reader && Item == other.Item && Step == other.Step
        && (_commons is null || Verdict == other.Verdict) && _asked == other._asked;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ReadingAnswer other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked(((int)Step * 31 + Reader.GetHashCode()) * 31 + Item.GetHashCode());

    /// <summary>The same verdict on the same question.</summary>
    public static bool operator ==(ReadingAnswer left, ReadingAnswer right) => left.Equals(right);

    /// <summary>Not the same verdict on the same question.</summary>
    public static bool operator !=(ReadingAnswer left, ReadingAnswer right) => !left.Equals(right);

    /// <summary>Whether it is allowed, and the clause.</summary>
    public override string ToString() => (Allowed ? "allowed" : "refused") + ": " + Clause;

    /// <summary>The keys that were asked about, where the commons does not know one of them.</summary>
    private sealed record Keys(string? Reader, StreamId Item);
}
