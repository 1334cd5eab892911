namespace CommunitiesOfPractice.Events;

/// <summary>Somebody took up an office.</summary>
/// <param name="Office">The office.</param>
/// <param name="Holder">The person.</param>
/// <param name="Until">When the term ends; null for no set end.</param>
/// <param name="Decision">The decision it rests on; null for the design group's founders.</param>
public sealed record OfficeTakenUp(OfficeId Office, PersonId Holder, Instant? Until, DecisionId? Decision) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var office = community.Office(Office);
        community.Offices.Set(Office, office with
        {
            Holders = office.Holders.With(new Tenure(TenureKind.Office, Holder, entry.At, entry.Clause) { Until = Until }),
            VacantSince = null,
        });
        community.Agenda.Set(new TermDue(Office, Holder), Until);
        community.Attend(Office);
    }
}

/// <summary>A member began to stand in for an office that nobody who holds it can act for.</summary>
/// <param name="Office">The office.</param>
/// <param name="Person">The person.</param>
/// <param name="Decision">The decision it rests on.</param>
public sealed record StandingInBegan(OfficeId Office, PersonId Person, DecisionId Decision) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var office = community.Office(Office);
        community.Offices.Set(
            Office, office with {
                StandingIn = office.StandingIn.With(new Tenure(TenureKind.StandingIn, Person, entry.At, entry.Clause)) });
    }
}

/// <summary>
/// Somebody holds an office no more: laid down, recalled, expired, left, removed or handed over, as the clause says. Where nobody
/// else holds it, it is vacant from then on.
/// </summary>
/// <param name="Office">The office.</param>
/// <param name="Holder">The person.</param>
/// <param name="Words">A note handed over, or the reason of a recall.</param>
public sealed record OfficeLeft(OfficeId Office, PersonId Holder, FreeText? Words) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var office = community.Office(Office);
        var held = office.Holders.First(t => t.Holder == Holder);
        var rest = office.Holders.Where(t => t.Holder != Holder).ToValueList();
        community.Offices.Set(Office, office with
        {
            Holders = rest,
            Past = office.Past.With(held with { EndedAt = entry.At, Ended = entry.Clause, Why = Words }),
            VacantSince = rest.Count == 0 ? entry.At : null,
            Handovers = Words is { } note && entry.By == Holder ? office.Handovers.With(note) : office.Handovers,
        });
        community.Agenda.Set(new TermDue(Office, Holder), null);
        community.Agenda.Set(new AbsenceDue(Office, Holder), null);
        community.Attend(Office);
    }
}

/// <summary>Somebody stood in an election.</summary>
/// <param name="Election">The election.</param>
/// <param name="Candidate">The person.</param>
public sealed record CandidateStood(DecisionId Election, PersonId Candidate) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var election = community.Docket[Election];
        community.Docket[Election] = election with { Candidates = election.Candidates.With(Candidate) };
    }
}

/// <summary>Somebody took back their candidacy in an election.</summary>
/// <param name="Election">The election.</param>
/// <param name="Candidate">The person.</param>
public sealed record CandidateStoodDown(DecisionId Election, PersonId Candidate) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var election = community.Docket[Election];
        community.Docket[Election] = election with { Candidates = election.Candidates.Where(c => c != Candidate).ToValueList() };
    }
}
