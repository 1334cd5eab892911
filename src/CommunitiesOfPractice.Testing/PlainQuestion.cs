namespace CommunitiesOfPractice.Testing;

/// <summary>A question told again from what happened, as slowly and plainly as can be.</summary>
internal sealed class PlainQuestion
{
    private readonly List<Entry> _history = [];
    private readonly List<PlainAnswer> _answers = [];
    private readonly List<CarriedOver> _carried = [];
    private readonly List<PersonId> _too = [];
    private readonly List<QuestionReport> _reports = [];
    private Contribution? _asker;
    private QuestionContent? _content;
    private QuestionId? _question;
    private NoteId? _note;
    private FreeText? _why;

    public PlainQuestion(IEnumerable<Entry> history)
    {
        foreach (var entry in history) Hear(entry);
    }

    public QuestionStatus Status { get; private set; }

    public CommunityId Home { get; private set; }

    public PersonId? Asker => _asker?.Person;

    public Contribution? By => _asker;

    public Consent? Consent => _asker?.Consent;

    public QuestionContent? Content => _content;

    public Restriction? Restriction { get; private set; }

    public bool PointsAnywhere => _question is not null || _note is not null;

    public QuestionId? Question => _question;

    public NoteId? Note => _note;

    public IReadOnlyList<PlainAnswer> Answers => _answers;

    public IReadOnlyList<PersonId> Too => _too;

    public IReadOnlyList<CarriedOver> Carried => _carried;

    public IReadOnlyList<QuestionReport> Reports => _reports;

    /// <summary>Since when it has been asked: the last time that its asker began to let others read it.</summary>
    public Instant? Since
    {
        get
        {
            if (Status is QuestionStatus.Unknown or QuestionStatus.Withdrawn) return null;
            var (since, said) = ((Instant?)null, (Consent?)null);
            foreach (var entry in _history)
            {
                var now = entry.Event switch
                {
                    QuestionAsked e => e.Asker.Consent,
                    QuestionConsentChanged e => e.Consent,
                    _ => null,
                };
                if (now is null) continue;
                if (now.Ceiling == Audience.Contributors) since = null;
                else if (Reach(said, entry.At) == Audience.Contributors) since = entry.At;
                said = now;
            }

            return since;
        }
    }

    /// <summary>How far words go by what their giver said.</summary>
    public static Audience Reach(Consent? said, Instant at) =>
        said is null || said.Until <= at ? Audience.Contributors : said.Ceiling;

    /// <summary>Whether somebody asked, answered, carried, reported or has it too.</summary>
    public bool Knows(PersonId person) => Asker == person || _too.Contains(person)
        || _answers.Exists(a => a.Giver.Person == person)
        || _carried.Exists(c => c.By == person) || _reports.Exists(r => r.By == person);

    /// <summary>An answer that was not withdrawn; null for none.</summary>
    public PlainAnswer? Standing(int number) =>
        number >= 1 && number <= _answers.Count && !_answers[number - 1].Withdrawn ? _answers[number - 1] : null;

    /// <summary>The same of the library's own.</summary>
    public static string Of(Question question) => Said(
        question.Status, question.Home, question.Content, question.Asker, question.AskedAt, question.PointsTo,
        question.PointsToNote, question.Restriction, question.WithdrawnWhy, List(question.Carried), List(question.HaveItToo),
        List(question.Reports), List(question.Answers.Select(a => Said(
            a.Number, a.Giver, a.Text, a.At, a.IsWithdrawn, a.Helped, a.HelpedWhat, a.Restriction))));

    /// <summary>Everything that can be seen of it.</summary>
    public override string ToString() => Said(
        Status, Home, _content, _asker, Since, _question, _note, Restriction, _why, List(_carried), List(_too), List(_reports),
        List(_answers.Select((a, i) => Said(i + 1, a.Giver, a.Text, a.At, a.Withdrawn, a.Helped, a.What, a.Restriction))));

    private static string Said(params object?[] parts) => string.Join("; ", parts);

    private static string List<T>(IEnumerable<T> items) => string.Join(",", items);

    public void Hear(Entry entry)
    {
        _history.Add(entry);
        switch (entry.Event)
        {
            case QuestionAsked e: (Status, Home, _content, _asker) = (QuestionStatus.Open, e.Home, e.Content, e.Asker); break;
            case QuestionRevised e:
                _content = e.Content;
                _carried.Clear();
                break;
            case QuestionConsentChanged e: _asker = _asker! with { Consent = e.Consent }; break;
            case QuestionWithdrawn e: (Status, _why) = (QuestionStatus.Withdrawn, e.Reason); break;
            case QuestionSettled: Status = QuestionStatus.Settled; break;
            case QuestionReopened: Status = QuestionStatus.Open; break;
            case QuestionAnswered e: _answers.Add(new(e.Giver, e.Text, entry.At)); break;
            case AnswerConsentChanged e:
                _answers[e.Number - 1].Giver = _answers[e.Number - 1].Giver with { Consent = e.Consent };
                break;
            case AnswerWithdrawn e: _answers[e.Number - 1].Withdrawn = true; break;
            case AnswerHelped e: (_answers[e.Number - 1].Helped, _answers[e.Number - 1].What) = (e.Helped, e.What); break;
            case HaveItTooSaid e: _too.Add(e.Person); break;
            case HaveItTooTakenBack e: _too.Remove(e.Person); break;
            case QuestionCarried e: _carried.Add(new(e.Carrying.Link.Link, e.By, e.Role, entry.At)); break;
            case CarryingStopped e: _carried.RemoveAll(c => c.Link == e.Link); break;
            case QuestionPointedTo e: (_question, _note) = (e.Question, null); break;
            case QuestionPointedToNote e: (_question, _note) = (null, e.Note); break;
            case PointingStopped: (_question, _note) = (null, null); break;
            case QuestionReported e: _reports.Add(new(e.Number, e.Answer, e.Why, e.By, entry.At)); break;
            case ReportSettled e:
                _reports[e.Number - 1] = _reports[e.Number - 1] with { SettledAt = entry.At, Outcome = e.Outcome };
                break;
            case QuestionRestricted e: Restriction = new(e.Role, e.Reason, e.ReviewBy, entry.At); break;
            case QuestionRestrictionLifted: Restriction = null; break;
            case AnswerRestricted e: _answers[e.Number - 1].Restriction = new(e.Role, e.Reason, e.ReviewBy, entry.At); break;
            case AnswerRestrictionLifted e: _answers[e.Number - 1].Restriction = null; break;
            case QuestionKeysMerged e: Merge(e.Kept, e.Dropped); break;
            default: throw new InvalidOperationException("Another event of a question?");
        }
    }

    private void Merge(PersonId kept, PersonId dropped)
    {
        if (_asker!.Person == dropped) _asker = _asker with { Person = kept };
        foreach (var answer in _answers)
            if (answer.Giver.Person == dropped) answer.Giver = answer.Giver with { Person = kept };
        var place = _too.IndexOf(dropped);
        if (place >= 0 && _too.Contains(kept)) _too.RemoveAt(Math.Max(place, _too.IndexOf(kept)));
        place = _too.IndexOf(dropped);
        if (place >= 0) _too[place] = kept;
        _too.Remove(_asker.Person);
        for (var i = 0; i < _carried.Count; i++)
            if (_carried[i].By == dropped) _carried[i] = _carried[i] with { By = kept };
        for (var i = 0; i < _reports.Count; i++)
            if (_reports[i].By == dropped) _reports[i] = _reports[i] with { By = kept };
    }
}

/// <summary>An answer, told again.</summary>
internal sealed class PlainAnswer(Contribution giver, FreeText text, Instant at)
{
    public Contribution Giver { get; set; } = giver;

    public FreeText Text => text;

    public Instant At => at;

    public bool Withdrawn { get; set; }

    public bool? Helped { get; set; }

    public FreeText? What { get; set; }

    public Restriction? Restriction { get; set; }

    /// <summary>Whether a reader of the question may read it.</summary>
    public bool GoesTo(PersonId reader, bool inside, Instant when) => Giver.Person == reader || (Restriction is null
        && PlainQuestion.Reach(Giver.Consent, when) is var reach
        && (reach == Audience.Linked || (inside && reach == Audience.Community)));
}
