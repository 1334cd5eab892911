using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Deciding;

/// <summary>Communities that decide whatever no other matter names, or elect, by a rule of the test's own.</summary>
internal static class DecidingScenarios
{
    public const string Name = "our-way";

    public static Timing Week { get; } = Timing.Days(1, 7);

    public static Proposal Weighing { get; } = new Resolve("Measure blood loss by weighing.");

    public static PersonId P(int number) => Scenario.Person(number);

    public static Charter Charter(DecisionRule rule) =>
        Charters.Informal().With(Name, rule).With(Matter.AnythingElse, new MembersBy(Name));

    public static Charter Electing(DecisionRule rule) =>
        Charters.Informal().With(Name, rule).With(Matter.Elect, new MembersBy(Name));

    /// <summary>Members k-1 to k-n, and a resolution that k-1 proposed, open for voting.</summary>
    public static Scenario Asked(DecisionRule rule, int members = 5, params PersonId[] advisers) =>
        Scenario.Founded(Charter(rule), members).Given(new Propose(P(1), Weighing) { Advisers = advisers.ToValueList() })
            .WaitDays(1).Settle();

    public static DecisionId Id(this Scenario scenario) =>
        scenario.Community.OpenDecisions.Concat(scenario.Community.ClosedDecisions).Max(d => d.Id);

    public static Decision Decision(this Scenario scenario) => scenario.Community.Decision(scenario.Id())!;

    public static Scenario Votes(this Scenario scenario, Ballot ballot, params int[] people) =>
        people.Aggregate(scenario, (s, number) => s.Given(new Vote(P(number), s.Id(), ballot)));

    public static Outcome? Closes(this Scenario scenario) => scenario.WaitDays(60).Settle().Decision().Result?.Outcome;

    public static ValueList<CharterFault> Faults(DecisionRule rule, int electorate = 5) => Charter(rule).Check(electorate);
}
