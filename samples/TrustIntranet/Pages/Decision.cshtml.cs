using System.Globalization;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Rules;
using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>What a ballot looks like.</summary>
public enum BallotForm
{
    None,
    Voice,
    Approve,
    Rank,
    Points,
}

/// <summary>
/// One decision: what is proposed, how it stands, one's ballot and one's objection; and once it is closed, how it came out and
/// why.
/// </summary>
public class DecisionModel(Visit visit, SealedBox box) : CommunityPage(visit)
{
    /// <summary>What can be said to a yes-or-no matter.</summary>
    private static readonly (string Value, string Words)[] Voices =
        [("For", "For"), ("Against", "Against"), ("Abstain", "Neither: I abstain")];

    private DecisionId Number => new(long.Parse((string)RouteData.Values["number"]!, CultureInfo.InvariantCulture));

    public Decision Decision => Community.Decision(Number)!;

    /// <summary>Whether its time is over, and what it came to is being recorded.</summary>
    public bool IsClosing => Visit.IsBeingRecorded(Community, Decision);

    public string Standing =>
        IsClosing ? $"Closed on {Plain.When(Decision.ClosesAt)}. What it came to is being recorded: look again in a minute."
            : Decision switch
    {
        { Phase: DecisionPhase.Notice, Proposal: Elect } =>
            $"People may stand until {Plain.When(Decision.OpensAt)}; then voting opens, until {Plain.When(Decision.ClosesAt)}.",
        { Phase: DecisionPhase.Notice } =>
            $"Notice is given. Voting opens on {Plain.When(Decision.OpensAt)} and closes on {Plain.When(Decision.ClosesAt)}.",
        { Phase: DecisionPhase.Open } => $"Open until {Plain.When(Decision.ClosesAt)}.",
        { Phase: DecisionPhase.Sealed } => "Voting is over. The ballots are being counted: look again in a minute.",
        _ => $"Closed on {Plain.When(Decision.ClosesAt)}.",
    };

    /// <summary>
    /// How it is decided: by its rule, and with the notice that the charter gives to whoever is to be removed or barred, where
    /// that is longer.
    /// </summary>
    public string HowDecided => Visit.Said(Community.Charter, Decision.Rule.Sentence)
        + (Decision.Proposal is Remove or Bar && Community.Charter.RemovalNotice is var notice
            && notice > Decision.Rule.Timing.Notice
            ? $" Because it is about a person, the notice is {Plain.Count(notice.Days, "day")}." : "");

    public string Count => Visit.Me is not { } me
        ? "Sign in to see it." : IsClosing ? "It is being recorded." : Community.CountOf(Decision.Id, me, When) switch
    {
        { Count: { } c } when Decision.Proposal is Elect =>
            $"{c.TookPart} of {Plain.Count(c.Eligible, "person", "people")} took part.",
        { Count: { } c } => $"{c.TookPart} of {c.Eligible} took part: {c.For} for, {c.Against} against, {c.Abstained} abstained.",
        { Answer: var no } => Visit.Why(no),
    };

    public ValueList<CharterChange> Changes =>
        Decision.Proposal is AmendCharter amend && Community.CharterHistory[Decision.CharterVersion - 1].Charter is var before
        ? amend.Charter.DifferenceFrom(before) : ValueList<CharterChange>.Empty;

    public string? Outcome => Decision.Result is { } result ? Plain.Of(result.Outcome) : null;

    public IReadOnlyList<string> Chosen => Decision.Result is { } result
        ? [.. result.Chosen.Where(i => i < Decision.Candidates.Count).Select(i => Visit.Name(Decision.Candidates[i]))]
        : [];

    public Explanation? Explanation => Community.Explain(Decision.Id, Visit.Name);

    /// <summary>Which of the communities that decide together have carried it, and whether all have.</summary>
    public string Agreed(JointMatter joint)
    {
        var here = Decision.Result?.Outcome == CommunitiesOfPractice.Outcome.Carried;
        var carried = joint.Parties.Where(p => p == Community.Id ? here : Decision.Agreed.Contains(p))
            .Select(p => Visit.Name(Party.Of(p))).ToArray();
        return Decision.JointlyCarriedAt is { } at ? $"All of them, on {Plain.Day(at)}: it is carried."
            : carried.Length == 0
                ? "None yet. It takes all of them."
                : $"{Visit.AllOf(carried)}. It takes all {joint.Parties.Count}.";
    }

    /// <summary>Whether it is about whoever is signed in.</summary>
    public bool IsAboutYou => Visit.Me is { } me && TrustIntranet.Deeds.Concerned(Decision.Proposal) == me;

    public bool HasVoted => Visit.Me is { } me && Decision.HasVoted(me);

    public BallotForm Ballot =>
        Visit.Me is null || Decision.Phase != DecisionPhase.Open || IsClosing ? BallotForm.None : Decision.Rule switch
    {
        ChoosingRule { Method: Approval } => BallotForm.Approve,
        ChoosingRule { Method: Score or Dot } => BallotForm.Points,
        ChoosingRule => BallotForm.Rank,
        { Secret: true } => BallotForm.Voice,
        _ => BallotForm.None,
    };

    /// <summary>What a ballot asks that is filled in: what one says, or of whom one approves.</summary>
    public Question? BallotAsks => Ballot switch
    {
        BallotForm.Voice => new Choice("voice", "What do you say to it?", Voices, Unchosen: "Choose"),
        BallotForm.Approve =>
            new Several(
                "approve", "Choose everyone you approve of",
                    Decision.Candidates.Select((c, i) => (i.ToString(CultureInfo.InvariantCulture), Visit.Name(c)))),
        _ => null,
    };

    /// <summary>Whether they have a vote here: the answer to a blank ballot.</summary>
    public Answer? MayVote => Decision.Rule.Secret ? box.MayCast(Community.Id, Decision.Id, Visit.Me!.Value)
        : Community.Ask(new Vote(Visit.Me!.Value, Decision.Id, new BlankBallot()), When);

    /// <summary>What they may do about it; a ballot that takes more than a button has a form of its own.</summary>
    public IReadOnlyList<Deed> Deeds =>
        [.. TrustIntranet.Deeds.Of(
            Options.Where(o => TrustIntranet.Deeds.DecisionOf(o.Act) == Decision.Id && o.Act is not Vote { Ballot: BlankBallot }),
                Visit)];

    protected override bool Exists => base.Exists && Seen(Number) is not null;

    public Task<IActionResult> OnPostDeedAsync() => Do(On, Deeds);

    public async Task<IActionResult> OnPostBallotAsync()
    {
        if (Ballot == BallotForm.None) return Faulty("deed", "There is no ballot to cast here now.");
        if (Filled() is not { } ballot) return Faulty();
        if (!Decision.Rule.Secret) return await Do(On, new Vote(Visit.Me!.Value, Decision.Id, ballot), "Your ballot is cast.");
        if (Decision.Rule is ChoosingRule { Method: var method } && method.Fault(ballot, Decision.Candidates.Count) is { } fault)
            return Faulty(BallotAsks?.Name ?? "mark-0", fault.Sentence);
        var cast = await box.Cast(Community.Id, Decision.Id, Visit.Me!.Value, ballot, HttpContext.RequestAborted);
        if (cast is null) return BeingRecorded();
        if (!cast.Allowed) return Refused(cast);
        TempData["Done"] = $"Your ballot is in the box. You can put another in its place until {Plain.When(Decision.ClosesAt)}.";
        return LocalRedirect(Request.Path);
    }

    private Ballot? Filled()
    {
        switch (Ballot)
        {
            case BallotForm.Voice: return Sent.OneOf("voice", Voices, "Say for, against or neither") is { } voice
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
            else Sent.Fault($"mark-{i}", "Write whole numbers from 1 to 99");
        }

        return !ModelState.IsValid ? null
            : marks.Count == 0 ? new BlankBallot()
            : Ballot == BallotForm.Points ? new ScoreBallot(marks.Select(m => new Mark(m.Option, m.Number)).ToValueList())
            : new RankedBallot(
                Ranking.OfTiers(marks.GroupBy(m => m.Number).OrderBy(g => g.Key).Select(g => g.Select(m => m.Option))));
    }
}
