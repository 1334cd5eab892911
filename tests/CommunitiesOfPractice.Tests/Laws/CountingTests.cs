using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>Law 7 by brute force: every threshold, quorum and early close against what trying everything gives.</summary>
public sealed class CountingTests
{
    private static readonly Ratio[] Shares =
        [new(1, 4), new(1, 3), Ratio.Half, new(3, 5), Ratio.TwoThirds, new(3, 4), Ratio.Whole];

    private static readonly Quorum[] Quorums =
    [
        Quorum.AtLeast(1), Quorum.AtLeast(3), Quorum.Share(Ratio.Half), Quorum.Share(Ratio.Whole),
            new SupportQuorum(new Ratio(1, 4)), new SupportQuorum(Ratio.TwoThirds),
        new SquareRootQuorum(Ratio.Whole), Quorum.GreaterOf(Quorum.AtLeast(2), new SupportQuorum(Ratio.Half)),
            Quorum.LesserOf(Quorum.AtLeast(4), Quorum.Share(Ratio.TwoThirds)),
    ];

    [Theory]
    [InlineData(Denominator.Eligible, true, true)]
    [InlineData(Denominator.Eligible, true, false)]
    [InlineData(Denominator.Eligible, false, true)]
    [InlineData(Denominator.Eligible, false, false)]
    [InlineData(Denominator.TookPart, true, true)]
    [InlineData(Denominator.TookPart, true, false)]
    [InlineData(Denominator.TookPart, false, true)]
    [InlineData(Denominator.TookPart, false, false)]
    [InlineData(Denominator.Decisive, true, true)]
    [InlineData(Denominator.Decisive, true, false)]
    [InlineData(Denominator.Decisive, false, true)]
    [InlineData(Denominator.Decisive, false, false)]
    public void A_decision_closes_early_when_and_only_when_no_completion_could_change_it(
        Denominator of, bool exceeded, bool isSecondCall)
    {
        foreach (var share in Shares)
            foreach (var quorum in Quorums)
            {
                var rule =
                    new MajorityRule(new(share, of, exceeded)) {
                        Timing = Timing.Days(0, 1), Quorum = quorum, Votes = VotePolicy.Final };
                for (var eligible = 0; eligible <= 7; eligible++)
                {
                    var outcomes = Counts(eligible).ToDictionary(c => c, c => rule.Count(Decided(rule, c, isSecondCall)).Outcome);
                    foreach (var (count, outcome) in outcomes)
                    {
                        var isCertain = outcomes.Where(o => Follows(count, o.Key)).All(o => o.Value == outcome);
                        Assert.True(
                            isCertain == rule.IsCertain(Decided(rule, count, isSecondCall)),
                                $"{rule.Sentence} {count}: {outcome}, {(isCertain ? "certain" : "open")}");
                    }
                }
            }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_decides_for_others_closes_early_when_and_only_when_no_completion_could_change_it(bool isAgainstSomebody)
    {
        Proposal proposal = isAgainstSomebody ? new Remove(PersonId.Of("somebody"), "Shouting") : new Close("Done", "Scales");
        foreach (var share in Shares)
            foreach (var quorum in Quorums)
            {
                var rule =
                    new MajorityRule(new(share, Denominator.Decisive, false)) {
                        Timing = Timing.Days(0, 1), Quorum = quorum, Votes = VotePolicy.Final };
                for (var eligible = 0; eligible <= 7; eligible++)
                {
                    var outcomes = Counts(eligible)
                        .ToDictionary(c => c, c => rule.Count(Decided(rule, c, false) with { Proposal = proposal }).Outcome);
                    foreach (var (count, outcome) in outcomes)
                    {
                        var needed = isAgainstSomebody ? 2 : Math.Min(2, eligible);
                        if (outcome == Outcome.Carried)
                            Assert.True(count.For >= needed && count.For > count.Against, $"{rule.Sentence} {count}");
                        var isCertain = outcomes.Where(o => Follows(count, o.Key)).All(o => o.Value == outcome);
                        Assert.True(
                            isCertain == rule.IsCertain(Decided(rule, count, false) with { Proposal = proposal }),
                                $"{rule.Sentence} {count}: {outcome}, {(isCertain ? "certain" : "open")}");
                    }
                }
            }
    }

    [Fact]
    public void A_percentage_of_an_electorate_is_exact()
    {
        for (var percent = 1; percent <= 100; percent++)
            for (var whole = 1; whole <= 200; whole++)
                for (var part = 0; part <= whole; part++)
                {
                    var count = new VoiceCount(whole, part, part, 0);
                    var isReached = part > 0 && part * 100 >= whole * percent;
                    var isExceeded = part * 100 > whole * percent;
                    if (new Threshold(Ratio.Percent(percent), Denominator.Eligible, false).IsMet(count) != isReached)
                        Assert.Fail($"{part} of {whole} at least {percent}%");
                    if (new Threshold(Ratio.Percent(percent), Denominator.Eligible, true).IsMet(count) != isExceeded)
                        Assert.Fail($"{part} of {whole} more than {percent}%");
                    if (Quorum.Share(Ratio.Percent(percent)).IsReached(new Turnout(count, _ => [])) != isReached)
                        Assert.Fail($"quorum {part} of {whole} at {percent}%");
                }
    }

    [Fact]
    public void A_square_root_quorum_is_the_least_number_whose_square_is_enough()
    {
        for (var eligible = 0; eligible <= 2000; eligible++)
        {
            var least = Enumerable.Range(0, 100).First(n => n > 0 && n * n >= eligible);
            var quorum = new SquareRootQuorum(Ratio.Whole);
            Assert.True(quorum.IsReached(new(new(eligible, least, 0, 0), _ => [])));
            if (least > 1) Assert.False(quorum.IsReached(new(new(eligible, least - 1, 0, 0), _ => [])));
        }
    }

    [Fact]
    public void An_empty_electorate_passes_nothing()
    {
        foreach (var share in Shares)
            foreach (var of in Enum.GetValues<Denominator>())
                foreach (var quorum in Quorums)
                    foreach (var secondCall in new[] { true, false })
                    {
                        var rule = new MajorityRule(new(share, of, false)) { Timing = Timing.Days(0, 1), Quorum = quorum };
                        Assert.Equal(Outcome.Inquorate, rule.Count(Decided(rule, new(0, 0, 0, 0), secondCall)).Outcome);
                    }
    }

    private static IEnumerable<VoiceCount> Counts(int eligible) =>
        from ayes in Enumerable.Range(0, eligible + 1)
        from noes in Enumerable.Range(0, eligible - ayes + 1)
        from others in Enumerable.Range(0, eligible - ayes - noes + 1)
        select new VoiceCount(eligible, ayes + noes + others, ayes, noes);

    private static bool Follows(VoiceCount now, VoiceCount later) =>
        later.For >= now.For && later.Against >= now.Against && later.Abstained >= now.Abstained;

    private static Decision Decided(DecisionRule rule, VoiceCount count, bool isSecondCall)
    {
        var roll = PersistentMap<PersonId, Standing>.Empty;
        var ballots = PersistentMap<PersonId, Ballot>.Empty;
        for (var i = 0; i < count.Eligible; i++)
        {
            roll = roll.With(People[i], new Standing { Marks = Marks.Member });
            if (i < count.TookPart)
                ballots =
                    ballots.With(
                        People[i], i < count.For
                            ? VoiceBallot.For : i < count.For + count.Against ? VoiceBallot.Against : VoiceBallot.Abstain);
        }

        return new()
        {
            Id = new(1), Proposal = new Resolve("Something"), Rule = rule, RuleName = "rule", CharterVersion = 1,
                Phase = DecisionPhase.Open, IsSecondCall = isSecondCall,
            Electorate = new Electorate(roll, count.Eligible, PersistentMap<PersonId, FreeText>.Empty), Ballots = ballots,
                For = count.For, Against = count.Against,
        };
    }

    private static readonly PersonId[] People = [.. Enumerable.Range(1, 7).Select(Testing.Scenario.Person)];
}
