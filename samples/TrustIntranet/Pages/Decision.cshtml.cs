using System.Globalization;
using CommunitiesOfPractice.Counting;
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

/// <summary>One decision: what is proposed, how it stands, one's ballot and one's objection; and once it is closed, how it came out and why.</summary>
public class DecisionModel(Visit visit) : CommunityPage(visit)
{
    private DecisionId Number => new(long.Parse((string)RouteData.Values["number"]!, CultureInfo.InvariantCulture));

    public Decision Decision => Community.Decision(Number)!;

    public string Standing => Decision switch
    {
        { Phase: DecisionPhase.Notice, Proposal: Elect } => $"People may stand until {Plain.When(Decision.OpensAt)}; then voting opens, until {Plain.When(Decision.ClosesAt)}.",
        { Phase: DecisionPhase.Notice } => $"Notice is given. Voting opens on {Plain.When(Decision.OpensAt)} and closes on {Plain.When(Decision.ClosesAt)}.",
        { Phase: DecisionPhase.Open } => $"Open until {Plain.When(Decision.ClosesAt)}.",
        { Phase: DecisionPhase.Sealed } => "Closed; the ballots are being opened.",
        _ => $"Closed on {Plain.When(Decision.ClosesAt)}.",
    };

    /// <summary>How it is decided: by its rule, and with the notice that the charter gives to whoever is to be removed or barred, where that is longer.</summary>
    public string HowDecided => Plain.Capital(Decision.Rule.Sentence.TrimEnd('.')) + "."
        + (Decision.Proposal is Remove or Bar && Community.Charter.RemovalNotice is var notice && notice > Decision.Rule.Timing.Notice
            ? $" Because it is about a person, the notice is {Plain.Count(notice.Days, "day")}." : "");

    public string Count => Visit.Me is not { } me ? "Sign in to see it." : Community.CountOf(Decision.Id, me, Visit.Now) switch
    {
        { Count: { } c } when Decision.Proposal is Elect => $"{c.TookPart} of {Plain.Count(c.Eligible, "person", "people")} took part.",
        { Count: { } c } => $"{c.TookPart} of {c.Eligible} took part: {c.For} for, {c.Against} against, {c.Abstained} abstained.",
        { Answer: var no } => Plain.Why(no),
    };

    public ValueList<CharterChange> Changes => Decision.Proposal is AmendCharter amend && Community.CharterHistory[Decision.CharterVersion - 1].Charter is var before
        ? amend.Charter.DifferenceFrom(before) : ValueList<CharterChange>.Empty;

    public string? Outcome => Decision.Result is { } result ? Plain.Of(result.Outcome) : null;

    public IReadOnlyList<string> Chosen => Decision.Result is { } result ? [.. result.Chosen.Where(i => i < Decision.Candidates.Count).Select(i => Visit.Name(Decision.Candidates[i]))] : [];

    public Explanation? Explanation => Community.Explain(Decision.Id, Visit.Name);

    /// <summary>Whether it is about whoever is signed in.</summary>
    public bool IsAboutYou => Visit.Me is { } me && TrustIntranet.Deeds.Concerned(Decision.Proposal) == me;

    public bool HasVoted => Visit.Me is { } me && Decision.HasVoted(me);

    public BallotForm Ballot => Visit.Me is null || Decision.Phase != DecisionPhase.Open || Decision.Rule.Secret ? BallotForm.None : Decision.Rule switch
    {
        ChoosingRule { Method: Approval } => BallotForm.Approve,
        ChoosingRule { Method: Score or Dot } => BallotForm.Points,
        ChoosingRule => BallotForm.Rank,
        _ => BallotForm.Voice,
    };

    /// <summary>Whether they have a vote here: the answer to a blank ballot.</summary>
    public Answer MayVote => Community.Ask(new Vote(Decision.Id, Visit.Me!.Value, new BlankBallot()), Visit.Now);

    /// <summary>What they may do about it; a ballot that takes more than a button has a form of its own.</summary>
    public IReadOnlyList<Option> Deeds =>
        [.. Options.Where(o => TrustIntranet.Deeds.DecisionOf(o.Act) == Decision.Id && o.Act is not Vote { Ballot: BlankBallot })];

    protected override bool Exists => base.Exists && Community.Decision(Number) is { } known
        && (Visit.Me is { } me ? Community.MaySee(known.Id, me, Visit.Now).Allowed : known.Rule.SeenBy == DecisionAudience.Anyone);

    public Task<IActionResult> OnPostDeedAsync(string? deed, string? words) => Do(On, Deeds, deed, words);

    public async Task<IActionResult> OnPostBallotAsync(int[] approve)
    {
        if (Ballot is BallotForm.None or BallotForm.Voice) return Faulty("deed", "There is no ballot to cast here now.");
        var ballot = Ballot == BallotForm.Approve ? new ApprovalBallot([.. approve.Where(i => i >= 0 && i < Decision.Candidates.Count).Distinct().Order()]) : Marked();
        return ballot is null ? Faulty("mark-0", "Write whole numbers from 1 to 99") : await Do(On, new Vote(Decision.Id, Visit.Me!.Value, ballot), "Your ballot is cast.");
    }

    private Ballot? Marked()
    {
        var marks = new List<(int Option, int Number)>();
        for (var i = 0; i < Decision.Candidates.Count; i++)
        {
            var written = Request.Form[$"mark-{i}"].ToString().Trim();
            if (written.Length == 0) continue;
            if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 99) return null;
            marks.Add((i, number));
        }

        return marks.Count == 0 ? new BlankBallot()
            : Ballot == BallotForm.Points ? new ScoreBallot(marks.Select(m => new Mark(m.Option, m.Number)).ToValueList())
            : new RankedBallot(Ranking.OfTiers(marks.GroupBy(m => m.Number).OrderBy(g => g.Key).Select(g => g.Select(m => m.Option))));
    }
}
