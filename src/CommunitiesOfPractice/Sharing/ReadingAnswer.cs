namespace CommunitiesOfPractice;

/// <summary>
/// What the Commons says to <em>may this person read this note</em>: a small value that names the step that settled it. Its
/// witness, what is missing and the remedy are worked out when you ask for them, on the snapshot that was asked.
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

    internal ReadingAnswer(Commons commons, Instant at, bool back, ReaderHandle reader, NoteHandle note, Verdict verdict)
    {
        (_commons, At, _back, Reader, Note) = (commons, at, back, reader, note);
        (_step, _kind, _witness) = ((byte)verdict.Step, (byte)verdict.Kind, verdict.Witness);
    }

    internal ReadingAnswer(Commons commons, Instant at, ReaderHandle reader, NoteHandle note, ReadingStep step) =>
        (_commons, At, Reader, Note, _step, _kind) = (commons, at, reader, note, (byte)step, ByStep);

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

    /// <summary>Which note.</summary>
    public NoteHandle Note { get; }

    /// <summary>The position of the record that it rests on.</summary>
    public long Position => _commons?.Position ?? 0;

    /// <summary>The rule that settled it.</summary>
    public Clause Clause => SharingRule.ClauseOf(Step);

    /// <summary>
    /// What it rests on: the membership, the link, the note; of a refusal that nothing applies to, what the missing condition is
    /// about.
    /// </summary>
    public Witness Witness => Step == ReadingStep.NothingApplies ? WitnessOf(Lack) : WitnessOf(Verdict.Kind, Verdict.Witness);

    /// <summary>The nearest missing condition; null when allowed.</summary>
    public Condition? Missing => Step switch
    {
        ReadingStep.Unknown => Verdict.Kind switch
        {
            WitnessKind.Note => Condition.KnownNote,
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
        ? _commons.VerdictOf(Step, Reader.Index, Note.Index, At)
        : new(Step, (WitnessKind)_kind, _witness);

    private Lack Lack => _commons.IsInWindow(At) && !_back
        ? SharingRule.Missing(new CompiledView(_commons, At, Note.Index), Reader.Index, Note.Index)
        : SharingRule.Missing(new DatedView(_commons, At, _back), Reader.Index, Note.Index);

    /// <summary>
    /// That this reader may read this version of the note, as evidence for an act on another stream. Null where they may not, or
    /// nobody is signed in.
    /// </summary>
    public ReadingEvidence? Evidence =>
        Allowed && !Reader.IsAnonymous ? new(Facts!.Id, Facts.Edition, _commons.People[Reader.Index].Id, Position) : null;

    /// <summary>The note as the question was about it; null where the commons does not know it.</summary>
    internal PracticeNote? Facts => _commons is null || Note.Index < 0 ? null
        : _back ? _commons.NoteAt(Note.Index, At)
        : _commons.Notes[Note.Index];

    /// <summary>
    /// The whole answer: clause, witness, what is missing, and the way in where there is one. Do not show it to a reader before
    /// <see cref="For"/>.
    /// </summary>
    public Answer ToAnswer()
    {
        if (_commons is null) return NotThere("(none)");
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
        if (_commons is null) return NotThere("(none)");
        var own = Reader.IsAnonymous || (asker is { } person && _commons.Resolve(person) == Reader && Reader.IsKnown);
        var knows = own && Facts is { } note && (Allowed || (asker is { } reader && KnowsOf(note, reader)));
        if (!knows) return NotThere(_asked?.Note ?? (Note.IsKnown ? _commons.IdOf(Note).Value : "(none)"));
        var answer = ToAnswer();
        return answer is { Witness: { Kind: WitnessKind.Person } hidden, Missing.Condition: Condition.WiderConsent }
            && hidden.Id != asker?.Value && !IsNamedTo(asker, hidden.Id)
            ? answer with { Witness = Witness.Of(Facts!.Id), Missing = answer.Missing with { Of = Facts.Id.Value } }
            : answer;
    }

    /// <summary>The same reading, stated of the keys that were asked about.</summary>
    internal ReadingAnswer Named(PersonId? reader, NoteId note) =>
        Reader.IsKnown && Note.IsKnown ? this : new(this, new Keys(reader?.Value, note.Value));

    private static Answer NotThere(string note) =>
        new(false, SharingRule.ClauseOf(ReadingStep.Unknown), new Witness(WitnessKind.Note, note),
            new MissingCondition(Condition.KnownNote, note));

    private bool KnowsOf(PracticeNote note, PersonId asker) =>
        Step != ReadingStep.Unknown && (note.ContributionOf(asker) is not null || _commons.IsMember(asker, note.Home, At));

    private bool IsNamedTo(PersonId? asker, string contributor) =>
        Facts!.Contributors.FirstOrDefault(c => c.Person.Value == contributor) is { } contribution
        && _commons.AttributionOf(contribution, this, asker) == Attribution.Named;

    private Instant? ComesAt(Condition missing) => missing switch
    {
        Condition.EmbargoEnded => Facts!.EmbargoUntil,
        Condition.NoBar => _commons.BarEndsAt(Reader, _commons.Rows[Note.Index].Home, At),
        _ => null,
    };

    private Option? WayIn() => Reader.Index < 0
        ? null
        : _commons.WayIn(_commons.People[Reader.Index].Id, _commons.Rows[Note.Index].Home, At);

    private Witness WitnessOf(Lack lack) => lack.Condition == Condition.WiderConsent && lack.Kind == WitnessKind.Person
        ? Witness.Of(Facts!.Contributors[lack.Witness].Person)
        : WitnessOf(lack.Kind, lack.Witness);

    private Witness WitnessOf(WitnessKind kind, int index) => kind switch
    {
        WitnessKind.Note => new(kind, _asked?.Note ?? (index >= 0 ? _commons.Notes[index].Id.Value : "(none)")),
        WitnessKind.Person => new(kind, _asked?.Reader ?? (index >= 0 ? _commons.People[index].Id.Value : "(none)")),
        WitnessKind.Community => Witness.Of(_commons.Homes[index].Id),
        _ => Witness.Of(_commons.Links[index].Ends.State.Id),
    };

    /// <summary>The same verdict on the same question.</summary>
    public bool Equals(ReadingAnswer other) =>
        ReferenceEquals(_commons, other._commons) && At == other.At && _back == other._back
        && Reader == other.Reader && Note == other.Note && Step == other.Step
        && (_commons is null || Verdict == other.Verdict) && _asked == other._asked;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ReadingAnswer other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked(((int)Step * 31 + Reader.GetHashCode()) * 31 + Note.GetHashCode());

    /// <summary>The same verdict on the same question.</summary>
    public static bool operator ==(ReadingAnswer left, ReadingAnswer right) => left.Equals(right);

    /// <summary>Not the same verdict on the same question.</summary>
    public static bool operator !=(ReadingAnswer left, ReadingAnswer right) => !left.Equals(right);

    /// <summary>Whether it is allowed, and the clause.</summary>
    public override string ToString() => (Allowed ? "allowed" : "refused") + ": " + Clause;

    /// <summary>The keys that were asked about, where the commons does not know one of them.</summary>
    private sealed record Keys(string? Reader, string Note);
}
