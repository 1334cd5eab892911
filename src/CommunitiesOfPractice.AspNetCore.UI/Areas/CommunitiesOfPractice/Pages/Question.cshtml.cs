using Microsoft.AspNetCore.Mvc;
using PeerQuestion = CommunitiesOfPractice.Question;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// One question: what is asked, what peers answered, what helped, and what the visitor may do about it. Somebody who answered it
/// and may read it no more sees their own answers, and can take them back.
/// </summary>
/// <param name="visit">The request.</param>
public class QuestionModel(Visit visit) : PracticePage(visit)
{
    private const int MostToPointTo = 50;

    // In which role somebody looks at the words of a question that they carry.
    private const string Carrier = "broker";

    /// <summary>The question as the visitor is shown it.</summary>
    public ShownQuestion Shown => field ??= Visit.Question(Key)!;

    /// <summary>Its stream.</summary>
    public StreamId On => StreamId.Of(Shown.Question);

    /// <summary>The community in which it was asked; null where the visitor may not read it.</summary>
    public Community? Home => Shown.Home is { } home ? Visit.All[home] : null;

    /// <summary>What is known of it, in a few words each.</summary>
    public IReadOnlyList<(string What, string Words)> Facts => field ??= [.. Told()];

    /// <summary>Where it points, as far as the visitor may read that.</summary>
    public IEnumerable<(string Words, string? Path, string Title)> Elsewhere
    {
        get
        {
            if (Shown.PointsTo is { } other)
                yield return (
                    T["question.points-to"], Visit.At(PageNames.Question, new { question = other }),
                    Visit.All[other].Content!.Title.ToString());
            if (Shown.PointsToNote is { } note)
                yield return (
                    T["question.points-to-note"], Visit.At(PageNames.Note, new { note }),
                    Visit.All[note].Content!.Title.ToString());
        }
    }

    /// <summary>Whether the visitor may ask it in other words.</summary>
    public bool MayChange => Shown is { IsMine: true, Status: QuestionStatus.Open };

    /// <summary>Where the visitor writes a note from it; null for somebody who is no member where it is read.</summary>
    public string? WriteUp => Shown.Answer.Allowed && Readers.FirstOrDefault(Visit.IsMemberOf) is { } community
        ? Visit.At(PageNames.Write, new { id = community.Id, question = Shown.Question })
        : null;

    /// <summary>Answering it; null where the visitor may not read it.</summary>
    public Deed? Answering => Shown.Answer.Allowed ? Deeds.FirstOrDefault(deed => deed.Act is AnswerQuestion) : null;

    /// <summary>Saying that they have it too, or taking that back.</summary>
    public IEnumerable<Deed> Having => Deeds.Where(deed => IsHaving(deed.Act) && deed.Answer.Allowed);

    /// <summary>Carrying it over links, and stopping that, for those who may and its asker.</summary>
    public IEnumerable<Deed> Carrying => Deeds.Where(deed => IsCarrying(deed.Act) && deed.Answer.Allowed);

    /// <summary>What in its words may tell who a patient is, for those who can carry it.</summary>
    public IReadOnlyList<TellingWords> Found => field ??=
        Shown.Content is { } content && Carrying.Any(deed => deed.Act is CarryQuestion)
            ? Screened(content.TextsToScreen(), name => T[$"ask-question.field.{name}"])
            : [];

    /// <summary>What was reported and is not settled, for those who settle it and for the visitor who reported it.</summary>
    public IReadOnlyList<QuestionReport> Reports => field ??=
        Visit.Me is null ? [] : [.. Visit.Caller.ReportsOf(Shown.Question).Where(report => report.SettledAt is null)];

    /// <summary>Settling what was reported.</summary>
    public IEnumerable<Deed> Settling => Deeds.Where(deed => deed is { Act: SettleReport, Answer.Allowed: true });

    /// <summary>Everything else.</summary>
    public IEnumerable<Deed> Others => Deeds.Where(deed => NumberOf(deed.Act) is null && !IsHaving(deed.Act)
        && !IsCarrying(deed.Act) && deed.Act is not (AnswerQuestion or SettleReport)
        && (deed.Answer.Allowed || (Shown.IsMine && deed.IsWorthTelling)));

    /// <inheritdoc/>
    protected override bool Exists => Visit.Question(Key) is not null;

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People => new[] { Shown.Asker }
        .Concat(Shown.Answers.Select(answer => answer.Giver)).Select(credit => credit?.Person).OfType<PersonId>();

    /// <summary>What the visitor may do about an answer.</summary>
    /// <param name="answer">Which.</param>
    public IEnumerable<Deed> About(ShownAnswer answer) =>
        Deeds.Where(deed => NumberOf(deed.Act) == answer.Number && deed.Answer.Allowed);

    /// <summary>What a report is about.</summary>
    /// <param name="report">Which.</param>
    public string About(QuestionReport report) => Guard.Against.Null(report).Answer is { } number
        ? T["question.report.answer", report.Number, number]
        : T["question.report", report.Number];

    /// <summary>How an answer stands, and the colour of that; null where there is nothing to say.</summary>
    /// <param name="answer">Which.</param>
    public (string Words, string Colour)? Standing(ShownAnswer answer) => Guard.Against.Null(answer) switch
    {
        { IsWithdrawn: true } => (T["question.answer.withdrawn"], "nhsuk-tag--red"),
        { Helped: true } => (T["question.helped"], "nhsuk-tag--green"),
        { Helped: false } => (T["question.helped.not"], "nhsuk-tag--grey"),
        _ => null,
    };

    /// <summary>Does what a button says. Nobody reads what is withdrawn, so that leads to the other questions.</summary>
    public async Task<IActionResult> OnPostDeedAsync() =>
        Deeds.FirstOrDefault(deed => deed.Key == Sent["deed"]) is { Act: WithdrawQuestion, Asks: { } asks, Done: var done }
            && asks.With(Sent) is var act && ModelState.IsValid
            ? await Do(On, act, done, Visit.At(PageNames.Questions))
            : await Do(On, Deeds);

    private string? Key => RouteData.Values["question"] as string;

    private PeerQuestion Question => Visit.All[Shown.Question];

    // Those who read it as members: its community, and the communities that it is carried to.
    private IEnumerable<Community> Readers => Question.Carried.Select(carried => Across(carried.Link))
        .OfType<CommunityParty>().Select(party => party.Community).Prepend(Question.Home).Select(id => Visit.All[id]);

    private Party? Across(LinkId link) => Visit.Across(Visit.All[link], Party.Of(Question.Home));

    private IEnumerable<(string What, string Words)> Told()
    {
        yield return (T["question.asked-by"], T.Capital(Shown.IsMine ? T["person.you"] : Visit.Name(Shown.Asker)));
        yield return (T["question.asked"], Shown.AskedAt is { } asked ? T.Day(asked) : T["question.only-you"]);
        if (Shown.Content!.Topics.Count > 0)
            yield return (T["note.keywords"], string.Join(T["list.comma"], Shown.Content.Topics));
        if (Shown.HaveItToo is { } others) yield return (T["question.have-it"], T.Count("count.person", others));
        if (Shown.Carried.Count > 0)
            yield return (T["question.carried"],
                string.Join(T["list.semicolon"], Shown.Carried.Select(link => Visit.Name(Across(link)))));
        if (Shown.IsMine && Question.Asker!.Consent is { } consent)
            yield return (T["question.consent"], T["question.consent.words",
                T["consent.reach." + Texts.KeyOf(consent.Ceiling).Split('.')[1]], T.Of(consent.Inside), T.Of(consent.Outside)]);
    }

    // ---- What the visitor may do.

    private IReadOnlyList<Deed> Deeds => field ??= Visit.Me is not { } me ? [] :
    [
        .. Deed.Of(Visit.Caller.OptionsOn(On).Where(option => option.Act is not ReviseQuestion), Visit, AskingOf)
            .Select(Labelled),
        .. Visit.Caller.AskingOf(Shown.Question) is { } home
            ? PointingToQuestions(me, home).Concat(PointingToNotes(me, home))
            : [],
    ];

    private static bool IsHaving(Act act) => act is SayWeHaveItToo or TakeBackWeHaveItToo;

    private static bool IsCarrying(Act act) => act is CarryQuestion or StopCarrying;

    private static int? NumberOf(Act act) => act switch
    {
        SayHelped helped => helped.Number,
        ReportAnswer report => report.Number,
        ChangeAnswerConsent change => change.Number,
        WithdrawAnswer withdraw => withdraw.Number,
        _ => null,
    };

    private Deed Labelled(Deed deed) => deed.Act switch
    {
        CarryQuestion { Carrying.Link.Link: var link } => deed with { Label = T["question.carry", Visit.Name(Across(link))] },
        StopCarrying { Link: var link } => deed with { Label = T["question.stop-carrying", Visit.Name(Across(link))] },
        SettleReport { Report: var number } => deed with { Label = T["question.report.settle", number] },
        _ => deed,
    };

    // What the page asks better than the shapes of the acts do.
    private Asking? AskingOf(Option option) => option.Act switch
    {
        AnswerQuestion answer => new(
            [
                new Field("text", T["question.answer.text"], T["question.answer.text.hint"], 4),
                .. Consenting(Consents.Asking, null),
            ],
            sent => answer with
            {
                Text = sent.Text("text", T["question.answer.text.missing"]), Consent = Consents.Of(sent, T, Consents.Asking),
                Role = Visit.GroupOf(answer.By, GroupKind.Profession),
                Organisation = Visit.GroupOf(answer.By, GroupKind.Organisation),
            }),
        ChangeAnswerConsent change => new(
            [.. Consenting(Consents.Changing, Question.FindAnswer(change.Number)!.Giver.Consent)],
            sent => change with { Consent = Consents.Of(sent, T, Consents.Changing) }),
        ChangeQuestionConsent change => new(
            [.. Consenting(Consents.Changing, Question.Asker!.Consent)],
            sent => change with { Consent = Consents.Of(sent, T, Consents.Changing) }),
        CarryQuestion carry => new([], _ => carry with { Role = Carrier })
        {
            Before = T["question.carry.before", Visit.Name(Across(carry.Carrying.Link.Link))],
        },
        _ => null,
    };

    private Question[] Consenting(Audience[] reaches, Consent? now) => Consents.Questions(Visit, reaches, now);

    private IEnumerable<Deed> PointingToQuestions(PersonId me, AskingEvidence home)
    {
        (string Value, string Words)[] others =
        [
            .. Visit.Questions().Where(other => other.Id != Shown.Question && !other.PointsElsewhere)
                .OrderByDescending(other => other.Home == Question.Home).Take(MostToPointTo)
                .Select(other => (other.Id.Value, other.Content!.Title.ToString())),
        ];
        return others.Length == 0 ? [] : Pointing(
            new PointToQuestion(me, home, Evidence(others[0].Value)),
            new("other", T["question.point.question"], others, Unchosen: T["propose.choose"]),
            (act, chosen) => act with { Other = Evidence(chosen) });

        QuestionEvidence Evidence(string question) => Visit.Caller.EvidenceOf(QuestionId.Of(question))!;
    }

    private IEnumerable<Deed> PointingToNotes(PersonId me, AskingEvidence home)
    {
        (string Value, string Words)[] notes =
        [
            .. Visit.Present.Commons.List(Visit.Reader, Visit.Now, Question.Home).Notes
                .Where(note => note.Status == NoteStatus.Offered && note.Id != Shown.PointsToNote)
                .OrderByDescending(note => note.LastAt).Take(MostToPointTo)
                .Select(note => (note.Id.Value, note.Content!.Title.ToString())),
        ];
        return notes.Length == 0 ? [] : Pointing(
            new PointQuestionToNote(me, home, Evidence(notes[0].Value)),
            new("note", T["question.point.note"], notes, Unchosen: T["propose.choose"]),
            (act, chosen) => act with { Note = Evidence(chosen) });

        NoteEvidence Evidence(string note) => Visit.Caller.EvidenceOf(NoteId.Of(note))!;
    }

    private IEnumerable<Deed> Pointing<TAct>(TAct act, Choice choice, Func<TAct, string, TAct> with)
        where TAct : QuestionAct
    {
        var answer = Question.Ask((IActOn<PeerQuestion>)act, Visit.Now);
        return !answer.Allowed ? [] :
        [
            new Deed(
                new Option(act, answer), Visit,
                Asking.One(choice, T["fault.missing", choice.Label], act, chosen => with(act, chosen))),
        ];
    }
}
