namespace CommunitiesOfPractice.Events;

/// <summary>One person concluded a matter, as its rule says.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Person">The person.</param>
/// <param name="Carried">Whether it is to be carried.</param>
/// <param name="Reason">Why.</param>
/// <param name="ClosesAt">When it closes now.</param>
public sealed record DecisionConcluded(DecisionId Decision, PersonId Person, bool Carried, FreeText Reason, Instant ClosesAt)
    : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Docket[Decision] =
            community.Docket[Decision] with { Conclusion = new(Person, Carried, Reason), ClosesAt = ClosesAt };
        community.Agenda.Set(new ClosingDue(Decision), ClosesAt);
    }
}

/// <summary>Somebody gave the advice that was asked of them.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Adviser">The person.</param>
/// <param name="Words">What they say.</param>
public sealed record AdviceGiven(DecisionId Decision, PersonId Adviser, FreeText Words) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket[Decision];
        community.Docket[Decision] = decision with { Advice = decision.Advice.With(new(Adviser, Words)) };
    }
}

/// <summary>Advice was answered.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Adviser">The person whose advice it is.</param>
/// <param name="Words">The answer.</param>
public sealed record AdviceReplied(DecisionId Decision, PersonId Adviser, FreeText Words) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket[Decision];
        community.Docket[Decision] = decision with
        {
            Advice = decision.Advice.Select(a => a.From == Adviser ? a with { Answer = Words } : a).ToValueList(),
        };
    }
}
