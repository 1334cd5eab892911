using System.Globalization;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>What a ballot looks like.</summary>
public enum BallotForm
{
    /// <summary>There is no form to fill in.</summary>
    None,

    /// <summary>For, against or neither.</summary>
    Voice,

    /// <summary>The candidates that somebody approves of.</summary>
    Approve,

    /// <summary>The candidates in an order.</summary>
    Rank,

    /// <summary>Points for each candidate.</summary>
    Points,
}

/// <summary>
/// One decision: what is proposed, how it stands, the visitor's ballot and objection. Once it is closed, also how it came out and
/// why.
/// </summary>
/// <param name="visit">The request.</param>
/// <param name="box">The box of secret ballots.</param>
public class DecisionModel(Visit visit, SealedBox box) : CommunityPage(visit)
{
    private DecisionId Number => new(long.Parse((string)RouteData.Values["number"]!, CultureInfo.InvariantCulture));

    /// <summary>The decision.</summary>
    public Decision Decision => field ??= Community.Decision(Number)!;

    /// <summary>Whether its time is over, and what it came to is being recorded.</summary>
    public bool IsClosing => Visit.IsBeingRecorded(Community, Decision);

    /// <summary>How it stands, and until when.</summary>
    public string Standing => IsClosing ? T["decision.standing.recording", T.When(Decision.ClosesAt)] : Decision switch
    {
        { Phase: DecisionPhase.Notice, Proposal: Elect } =>
            T["decision.standing.election", T.When(Decision.OpensAt), T.When(Decision.ClosesAt)],
        { Phase: DecisionPhase.Notice } => T["decision.standing.notice", T.When(Decision.OpensAt), T.When(Decision.ClosesAt)],
        { Phase: DecisionPhase.Open } => T["decision.standing.open", T.When(Decision.ClosesAt)],
        { Phase: DecisionPhase.Sealed } => T["decision.standing.sealed"],
        _ => T["decision.standing.closed", T.When(Decision.ClosesAt)],
    };

    /// <summary>How it is decided: its rule.</summary>
    public string HowDecided => Visit.Said(Community.Charter, Decision.Rule.In(T.Wording));

    /// <summary>
    /// The notice that the charter gives to somebody who is to be removed or barred, where it is longer than that of the rule;
    /// null elsewhere.
    /// </summary>
    public string? LongerNotice => IsAgainstSomebody && Community.Charter.RemovalNotice is var notice
        && notice > Decision.Rule.Timing.Notice ? T.Count("decision.longer-notice", notice.Days) : null;

    /// <summary>What the visitor may know of the count.</summary>
    public string Count => Visit.Me is not { } me ? T["decision.count.sign-in"]
        : IsClosing ? T["decision.count.recording"]
        : Community.CountOf(Decision.Id, me, When) switch
        {
            { Count: { } c } when Decision.Proposal is Elect => T.Count("decision.count.election", c.Eligible, c.TookPart),
            { Count: { } c } => T["decision.count.voices", c.TookPart, c.Eligible, c.For, c.Against, c.Abstained],
            { Answer: var no } => Visit.Why(no),
        };

    /// <summary>What would change in the charter; empty where it amends nothing.</summary>
    public IReadOnlyList<CharterChange> Changes => field ??=
        Decision.Proposal is AmendCharter amend && Community.CharterHistory[Decision.CharterVersion - 1].Charter is var before
            ? amend.Charter.DifferenceFrom(before, T.Wording)
            : ValueList<CharterChange>.Empty;

    /// <summary>How it came out; null while it is not closed.</summary>
    public string? Outcome => Decision.Result is { } result ? T.Capital(T.Of(result.Outcome)) : null;

    /// <summary>The people it chose, by name.</summary>
    public IReadOnlyList<string> Chosen => Decision.Result is { } result
        ? [.. result.Chosen.Where(i => i < Decision.Candidates.Count).Select(i => Visit.Name(Decision.Candidates[i]))]
        : [];

    /// <summary>Why it came out so; null while it is not closed.</summary>
    public Explanation? Explanation => Community.Explain(Decision.Id, Label, T.Wording);

    /// <summary>Which of the communities that decide together have carried it, and whether all have.</summary>
    /// <param name="joint">What they decide together.</param>
    public string Agreed(JointMatter joint)
    {
        var here = Decision.Result?.Outcome == CommunitiesOfPractice.Outcome.Carried;
        var carried = Guard.Against.Null(joint).Parties.Where(p => p == Community.Id ? here : Decision.Agreed.Contains(p))
            .Select(p => Visit.Name(Party.Of(p))).ToArray();
        return Decision.JointlyCarriedAt is { } at ? T["decision.agreed.all", T.Day(at)]
            : carried.Length == 0 ? T["decision.agreed.none"]
            : T["decision.agreed.some", T.List(carried), joint.Parties.Count];
    }

    /// <summary>Whether it is about the visitor.</summary>
    public bool IsAboutYou => Visit.Me is { } me && Decision.Proposal.ConcernedPerson == me;

    /// <summary>Whether it would remove somebody, or bar them.</summary>
    public bool IsAgainstSomebody => Decision.Proposal is Remove or Bar;

    /// <summary>Whether the visitor has voted.</summary>
    public bool HasVoted => Visit.Me is { } me && Decision.HasVoted(me);

    /// <summary>What the ballot looks like that the visitor fills in now.</summary>
    public BallotForm Ballot =>
        Visit.Me is null || Decision.Phase != DecisionPhase.Open || IsClosing ? BallotForm.None : Decision.Rule switch
        {
            ChoosingRule { Method: Approval } => BallotForm.Approve,
            ChoosingRule { Method: Score or Dot } => BallotForm.Points,
            ChoosingRule => BallotForm.Rank,
            { Secret: true } => BallotForm.Voice,
            _ => BallotForm.None,
        };

    /// <summary>
    /// What a ballot asks that is one question: what the visitor says, or which candidates they approve of. Null where each
    /// candidate has a question.
    /// </summary>
    public Question? BallotAsks => Ballot switch
    {
        BallotForm.Voice =>
            new Choice("voice", T["decision.voice"], Voices, Unchosen: T["decision.voice.choose"]),
        BallotForm.Approve =>
            new Several(
                "approve", T["decision.approve"],
                Decision.Candidates.Select((c, i) => (i.ToString(CultureInfo.InvariantCulture), T.Capital(Visit.Name(c))))),
        _ => null,
    };

    /// <summary>Whether the visitor has a vote here: the answer to a blank ballot.</summary>
    public Answer? MayVote => Decision.Rule.Secret ? box.MayCast(Community.Id, Decision.Id, Visit.Me!.Value)
        : Community.Ask(new Vote(Visit.Me!.Value, Decision.Id, new BlankBallot()), When);

    /// <summary>What the visitor may do about it. A ballot that needs more than a button has a form of its own.</summary>
    public IReadOnlyList<Deed> Deeds => field ??=
    [
        .. Deed.Of(Options, Visit),
    ];

    /// <inheritdoc/>
    protected override bool IsOffered(Act act) =>
        Deed.DecisionOf(act) == Decision.Id && act is not Vote { Ballot: BlankBallot };

    /// <inheritdoc/>
    protected override bool Exists => base.Exists && Seen(Number) is not null;

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People =>
    [
        .. Visit.PeopleIn(Decision.Proposal),
        .. Decision.Objections.SelectMany(objection => objection.SecondedBy.Prepend(objection.By)),
        .. Decision.Candidates,
        .. Decision.By is { } by && Visit.IsMemberOf(Community) ? new[] { by } : [],
        .. Deeds.Where(deed => deed.Answer.Allowed || deed.IsWorthTelling).SelectMany(deed => deed.People),
    ];

    // The sentences of a count are about each candidate by name, the visitor too: "you is elected" would be no English.
    private bool NamesYou => Decision.Result is not null && Visit.Me is { } me && Decision.Candidates.Contains(me);

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // With everybody else, so that the host is asked once.
        if (Exists && NamesYou) await Visit.Names.Load(People.Append(Visit.Me!.Value), HttpContext.RequestAborted);
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>Does what the visitor chose of <see cref="Deeds"/>.</summary>
    public Task<IActionResult> OnPostDeedAsync() => Do(On, Deeds);

    /// <summary>Casts the ballot, or puts it into the box.</summary>
    public async Task<IActionResult> OnPostBallotAsync()
    {
        if (Ballot == BallotForm.None) return Faulty("deed", T["decision.ballot.none"]);
        if (Filled() is not { } ballot) return Faulty();
        if (!Decision.Rule.Secret) return await Do(On, new Vote(Visit.Me!.Value, Decision.Id, ballot), T["decision.ballot.cast"]);
        if (Decision.Rule is ChoosingRule { Method: var method } && method.Fault(ballot, Decision.Candidates.Count) is { } fault)
            return Faulty(BallotAsks?.Name ?? "mark-0", fault.In(T.Wording));
        var cast = await box.Cast(Community.Id, Decision.Id, Visit.Me!.Value, ballot, HttpContext.RequestAborted);
        if (cast is null) return BeingRecorded();
        if (!cast.Allowed) return Refused(cast);
        TempData["Done"] = T["decision.ballot.boxed", T.When(Decision.ClosesAt)];
        return LocalRedirect(Request.PathBase + Request.Path);
    }

    /// <summary>What can be said to a yes-or-no matter.</summary>
    private (string Value, string Words)[] Voices =>
        [.. new[] { Voice.For, Voice.Against, Voice.Abstain }.Select(v => (v.ToString(), T[$"decision.{Texts.KeyOf(v)}"]))];

    private string Label(PersonId person)
    {
        if (person != Visit.Me) return Visit.Name(person);
        var card = Visit.Names[person];
        return T["decision.yourself", card.Role is { } role ? T["person.role", card.Name, role] : card.Name];
    }

    private Ballot? Filled()
    {
        switch (Ballot)
        {
            case BallotForm.Voice: return Sent.OneOf("voice", Voices, T["decision.voice.missing"]) is { } voice
                ? new VoiceBallot(Enum.Parse<Voice>(voice))
                : null;
            case BallotForm.Approve: return new ApprovalBallot(
                [.. Sent.Those("approve", ((Several)BallotAsks!).Of).Select(i => int.Parse(i, CultureInfo.InvariantCulture))]);
        }

        var marks = new List<(int Option, int Number)>();
        for (var i = 0; i < Decision.Candidates.Count; i++)
        {
            if (Sent[$"mark-{i}"] is not { } written) continue;
            if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= 99) marks.Add((i, number));
            else Sent.Fault($"mark-{i}", T["decision.mark.fault"]);
        }

        return !ModelState.IsValid ? null
            : marks.Count == 0 ? new BlankBallot()
            : Ballot == BallotForm.Points ? new ScoreBallot(marks.Select(m => new Mark(m.Option, m.Number)).ToValueList())
            : new RankedBallot(
                Ranking.OfTiers(marks.GroupBy(m => m.Number).OrderBy(g => g.Key).Select(g => g.Select(m => m.Option))));
    }
}
