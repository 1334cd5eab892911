using PeerQuestion = CommunitiesOfPractice.Question;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// What waits for the person who is signed in, their communities and all the others, and what was learned lately.
/// </summary>
/// <param name="visit">The request.</param>
public class IndexModel(Visit visit) : PracticePage(visit)
{
    private const int MostWaiting = 20;
    private const int MostCards = 24;
    private const int MostLately = 4;
    private const int MostComing = 3;
    private const int MostQuestions = 3;
    private const int DaysUnwritten = 30;

    private IReadOnlyList<ShownGathering> Ahead => field ??= Visit.Me is null ? [] : [.. Visit.Caller.Gatherings()];

    private IReadOnlyList<PeerQuestion> Readable => field ??= [.. Visit.Questions()];

    private Walked All => field ??= Walk();

    /// <summary>
    /// Theirs first, where they have any, then those that they follow or observe, and then a page of the others. None is empty.
    /// </summary>
    public IReadOnlyList<(string Title, IReadOnlyList<Community> Of)> Groups => field ??= Grouped();

    /// <summary>The communities that are neither theirs nor followed or observed by them, a page at a time.</summary>
    public Paged<Community> Others => field ??= PageOf(All.Others, MostCards);

    /// <summary>The latest notes that they may read and did not write.</summary>
    public IReadOnlyList<FoundNote> Lately => field ??= Latest();

    /// <summary>The next gatherings that they said yes to or may come to, without those that they said no to.</summary>
    public IReadOnlyList<ShownGathering> Coming => field ??=
    [
        .. Ahead.Where(gathering => Visit.SaidYes(gathering) || (!gathering.SaidNo && Visit.MayCome(gathering))).Take(MostComing),
    ];

    /// <summary>The latest questions that they could answer.</summary>
    public IReadOnlyList<ShownQuestion> Questions => field ??=
    [
        .. Readable.Where(Visit.CouldAnswer).Take(MostQuestions).Select(question => Visit.Question(question.Id.Value)!),
    ];

    /// <summary>
    /// What is theirs to do: invitations, founding, votes, elections, answers that are owed, and notes that wait for their word.
    /// The path is null where the host switched its page off.
    /// </summary>
    public IReadOnlyList<(string? Path, string Words)> Waiting =>
        field ??= [.. All.Waiting.Take(MostWaiting).Select(waits => (waits.Path, waits.Words()))];

    /// <summary>Whether more waits for them than is shown.</summary>
    public bool IsMoreWaiting => All.Waiting.Count > MostWaiting;

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People => All.Waiting.Take(MostWaiting).SelectMany(waits => waits.People);

    // Once through the communities. Of what waits, one more is looked for than is shown, to tell whether there is more.
    private Walked Walk()
    {
        List<Community> yours = [], near = [], others = [];
        var waiting = new List<Waits>();
        foreach (var community in Visit.All.Communities.OrderBy(c => c.Name, StringComparer.Create(T.Written, ignoreCase: true)))
        {
            (Visit.IsMemberOf(community) ? yours : IsNear(community) ? near : others).Add(community);
            if (Visit.Me is { } me) Add(ForThem(community, me));
        }

        if (Visit.Me is { } person)
            Add(LinksFor(person).Concat(GatheringsFor(person)).Concat(NotesFor(person)).Concat(QuestionsFor()));
        return new(yours, near, others, waiting);

        void Add(IEnumerable<Waits> more) => waiting.AddRange(more.Take(MostWaiting + 1 - waiting.Count));
    }

    private bool IsNear(Community community) =>
        Visit.Me is { } me && (community.Followers.Contains(me) || community.Observers.Contains(me));

    private List<(string Title, IReadOnlyList<Community> Of)> Grouped()
    {
        List<(string Title, IReadOnlyList<Community> Of)> groups =
        [
            (T["index.yours"], All.Yours),
            (T["index.near"], All.Near),
            (All.Yours.Count + All.Near.Count == 0 ? T["index.all"] : T["index.others"], Others.Items),
        ];
        groups.RemoveAll(group => group.Of.Count == 0);
        return groups;
    }

    private List<FoundNote> Latest()
    {
        var latest = new List<(Instant At, NoteId Note)>(MostLately + 1);
        foreach (var note in Visit.Present.Commons.List(Visit.Reader, Visit.Now).Notes)
        {
            var place = latest.Count;
            while (place > 0 && latest[place - 1].At < note.LastAt) place--;
            if (place == MostLately || (Visit.Me is { } me && note.ContributionOf(me) is not null)) continue;
            latest.Insert(place, (note.LastAt, note.Id));
            if (latest.Count > MostLately) latest.RemoveAt(MostLately);
        }

        return [.. latest.Select(one => Visit.Found(one.Note))];
    }

    private IEnumerable<Waits> ForThem(Community community, PersonId me)
    {
        var name = community.Name;
        foreach (var invitation in community.Invitations.Where(i => i.Person == me))
            yield return new(Visit.At(community.Id), () => T["index.waiting.invited", name, T.Day(invitation.Until)]);
        if (community.Status == Status.Proposed && community.Founding.Founders.Contains(me))
            yield return new(Visit.At(community.Id), () => T["index.waiting.founding", name]);
        foreach (var decision in community.OpenDecisions.Where(d => !Visit.IsBeingRecorded(community, d)))
        {
            if (decision.Phase == DecisionPhase.Open && decision.Electorate!.Contains(me) && !decision.HasVoted(me))
                yield return On(decision, () => T["index.waiting.vote", name, T.When(decision.ClosesAt)]);
            else if (decision is { Phase: DecisionPhase.Notice, Proposal: Elect elect } && community.IsMember(me))
                yield return On(
                    decision, () => T["index.waiting.stand", name, Visit.Name(elect.Office), T.When(decision.OpensAt)]);
            else if (decision.Phase == DecisionPhase.Notice && decision.Proposal.ConcernedPerson == me)
                yield return On(decision, () => T["index.waiting.reply", name, T.When(decision.OpensAt)]);
        }

        foreach (
            var request in community.Requests.Where(
                r => r.IsOpen && community.Ask(new ApproveRequest(me, r.Person), Visit.When(community)).Allowed))
            yield return new(
                Visit.At(community.Id, "requests"), () => T["index.waiting.request", name, Visit.Name(request.Person)])
            {
                People = [request.Person],
            };
        foreach (
            var decision in community.ClosedDecisionsOn(me).Where(
                d => community.Ask(new Appeal(me, d.Id), Visit.When(community)).Allowed))
            yield return On(
                decision, () => T["index.waiting.appeal", name, T.When(decision.ClosesAt + community.Charter.AppealWithin)]);

        Waits On(Decision decision, Func<string> words) =>
            new(Visit.At(PageNames.Decision, new { id = community.Id, number = decision.Id }), words);
    }

    private IEnumerable<Waits> LinksFor(PersonId me) =>
        from link in Visit.All.Links
        where link.B == Party.Of(me) && link.OwesAnswer(Visit.Now)
        select new Waits(
            Visit.At(PageNames.Link, new { link = link.Id }), () => T["index.waiting.leader", T.Capital(Visit.Name(link.A))])
        {
            People = Visit.PeopleAmong([link.A]),
        };

    // What they lose if they say nothing, what their communities are asked, and what only they may know came of it.
    private IEnumerable<Waits> GatheringsFor(PersonId me)
    {
        foreach (var gathering in Ahead)
        {
            if (gathering is { IsToConfirm: true, ConfirmBy: { } by })
                yield return new(
                    PathOf(gathering.Id), () => T["index.waiting.confirm", Visit.Name(gathering), T.When(by)]);
            if (gathering.With.FirstOrDefault(MayAgree) is { Community: var asked })
                yield return new(
                    PathOf(gathering.Id), () => T["index.waiting.asked", Visit.All[asked].Name, Visit.Name(gathering)]);
        }

        var lately = Visit.Now - Duration.FromDays(DaysUnwritten);
        foreach (var held in Visit.All.Gatherings.Where(
            held => held.Organiser == me && held.WasHeld(Visit.Now) && held.Time!.End > lately && !held.IsWritten))
            if (Visit.Gathering(held.Id.Value) is { } shown)
                yield return new(PathOf(held.Id), () => T["index.waiting.unwritten", Visit.Name(shown)]);

        string? PathOf(GatheringId gathering) => Visit.At(PageNames.Gathering, new { gathering });

        bool MayAgree(GatheringParty party) => party.Status == PartyStatus.Asked
            && Visit.IsMemberOf(Visit.All[party.Community]) && Visit.Caller.CallingIn(party.Community) is { MayCall: true };
    }

    private IEnumerable<Waits> NotesFor(PersonId me) =>
        from note in Visit.Present.Commons.NotesOf(me)
        where note.Status != NoteStatus.Withdrawn && note.ContributionOf(me) is { Consent: null }
        select new Waits(
            Visit.At(PageNames.Note, new { note = note.Id }, "consent"), () => T["index.waiting.consent", note.Content!.Title]);

    // What was reported, for those who settle it.
    private IEnumerable<Waits> QuestionsFor() =>
        from question in Readable
        where question.Reports.Any(report => report.SettledAt is null)
            && Visit.Caller.AskingOf(question.Id) is { SettlesReports: true }
        select new Waits(
            Visit.At(PageNames.Question, new { question = question.Id }, "reports"),
            () => T["index.waiting.reported", question.Content!.Title]);

    // Words are said when the page is shown, because only then is it known how the people are called.
    private sealed record Waits(string? Path, Func<string> Words)
    {
        public IEnumerable<PersonId> People { get; init; } = [];
    }

    private sealed record Walked(
        IReadOnlyList<Community> Yours, IReadOnlyList<Community> Near, IReadOnlyList<Community> Others,
        IReadOnlyList<Waits> Waiting);
}
