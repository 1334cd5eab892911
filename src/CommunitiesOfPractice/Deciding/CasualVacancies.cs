using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// Says that a candidate who was not elected would still serve if a seat falls vacant. This is their own consent, and no
/// countback gives them a seat without it. Refused, in this order: the community is not open; there is no closed election of that
/// number in which the person was a candidate and was not elected; the person has said so already; the office's rules do not let
/// them hold it.
/// </summary>
/// <param name="By">Who stood.</param>
/// <param name="Election">The election.</param>
public sealed record WouldStillServe(PersonId By, DecisionId Election) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? (sitting.Community.Decision(Election) is { Proposal: Elect, Result: { Outcome: Outcome.Carried } result } election
            && sitting.Community.PlacesOf(election, By) is { Length: > 0 } places && !places.Any(result.Chosen.Contains)
            ? null
            : sitting.Refuse(Clauses.NotElected, Condition.Existence, By.Value, Witness.Of(Election)))
        ?? (sitting.Community.Decision(Election)!.WouldServe.Any(willing => sitting.Community.IsBy(willing, By))
            ? sitting.Refuse(Clauses.StandsAlready, Condition.Novelty, By.Value, Witness.Of(Election))
            : null)
        ?? sitting.RefuseOffer(((Elect)sitting.Community.Decision(Election)!.Proposal).Office, By)
        ?? sitting.Allow(Clauses.CountingBack, Witness.Of(Election), new WillingnessStated(Election, By));
}

/// <summary>
/// Fills a seat that fell vacant by a countback. The papers of the office's last election are counted again, as though those who
/// left, and those who would no longer serve, had not stood. Those who still sit keep their seats. The person elected in this way
/// serves for the rest of the term. Only methods with proportional transfers allow it. Refused, in this order: the person is not
/// an acting member; there is no such office; no seat is free; there is no election for the office with such papers; too few
/// would serve, or they are level.
/// </summary>
/// <param name="By">Who calls for it.</param>
/// <param name="Office">The office.</param>
public sealed record CountBack(PersonId By, OfficeId Office) : CommunityAct(By)
{
    /// <summary>The office.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId Office { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Office);

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By)
        ?? sitting.RefuseUnlessOffice(Office)
        ?? (sitting.FreeSeats(Office) > 0
            ? null
            : sitting.Refuse(Clauses.SeatsTaken, Condition.Seat, Office.Value, Witness.Of(Office)))
        ?? (ElectionOf(sitting.Community, Office) is { } election
            ? Again(sitting, election)
            : sitting.Refuse(Clauses.NoCountback, Condition.Existence, Office.Value, Witness.Of(Office)));

    /// <summary>The last election of an office, where its papers can be counted back; else null.</summary>
    internal static Decision? ElectionOf(Community community, OfficeId office) =>
        community.ClosedDecisions.LastOrDefault(
            d => d.Proposal is Elect elected && elected.Office == office && d.Result!.Outcome == Outcome.Carried)
            is { Papers.Count: > 0, Rule: ChoosingRule { Method: ScottishStv or MeekStv } } election ? election : null;

    private Ruling Again(Sitting sitting, Decision election)
    {
        var candidates = election.Candidates.Select(sitting.Community.KeyOf).ToList();
        var holders = candidates.Select((person, option) => (person, option))
            .Where(c => sitting.Community.Office(Office).IsHeldBy(c.person)).ToList();
        var seated = holders.Where(c => election.Result!.Chosen.Contains(c.option)).Select(c => c.option).ToValueList();
        var willing = candidates.Select((person, option) => (person, option))
            .Where(c => election.WouldServe.Any(p => sitting.Community.IsBy(p, c.person))
                && sitting.RefuseOffer(Office, c.person) is null)
            .Select(c => c.option);
        var standing = seated.Concat(willing).Distinct().ToList();
        var contest = new Contest(election.Candidates.Count, election.Proposal.PlacesToFill)
        {
            Withdrawn = Enumerable.Range(0, election.Candidates.Count).Except(standing).ToValueList(),
        };
        var method = ((ChoosingRule)election.Rule).Method;
        var undecided = sitting.Refuse(Clauses.CountbackUndecided, Condition.Consent, Office.Value, Witness.Of(election.Id));
        if (Countback.Fault(method, contest, seated) is not null) return undecided;
        var tally = method switch
        {
            ScottishStv scottish => scottish.CountBack(contest, election.Papers, seated, election.Result!.Evidence),
            MeekStv meek => meek.CountBack(contest, election.Papers, seated, election.Result!.Evidence),
            _ => throw new InvalidOperationException($"{method.GetType().Name} counts nothing back."),
        };
        var until = election.ClosesAt.Later(sitting.Charter.Office(Office)!.Term);
        var elected = tally.Winners.Where(option => !seated.Contains(option)).Take(sitting.FreeSeats(Office))
            .Select(option => candidates[option]).Distinct();
        return tally.IsDecided && (until is null || until > sitting.At)
            ? sitting.Allow(Clauses.CountingBack, Witness.Of(election.Id),
                sitting.WithHandover(
                    Office, [.. elected.Select(person => new OfficeTakenUp(Office, person, until, election.Id))]))
            : undecided;
    }
}

public sealed partial class Community
{
    /// <summary>The options of somebody in an election: more than one, where they stood under two keys.</summary>
    internal int[] PlacesOf(Decision election, PersonId person) =>
        [.. election.Candidates.Select((named, option) => (named, option)).Where(c => IsBy(c.named, person))
            .Select(c => c.option)];
}
