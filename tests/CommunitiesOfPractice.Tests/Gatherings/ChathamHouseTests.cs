using static CommunitiesOfPractice.Tests.Gatherings.Callers;

namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>
/// An attacker who sees everything that a gathering under the Chatham House Rule shows them, at every step, and knows who the
/// members are and where they work. In two worlds that differ only in what one other person did, they see the same.
/// </summary>
public sealed class ChathamHouseTests
{
    private static readonly int[] Attackers = [2, 3, 6, 9];

    [Theory]
    [InlineData(ChathamHouse.Part)]
    [InlineData(ChathamHouse.All)]
    public void What_one_other_person_did_cannot_be_told(ChathamHouse rule)
    {
        for (var seed = 0; seed < 20; seed++) CannotBeTold(new Random(seed), rule);
    }

    private static void CannotBeTold(Random random, ChathamHouse rule)
    {
        var others = new[] { 4, 5, 7, 8 };
        var target = others[random.Next(others.Length)];
        var coming = Enumerable.Range(1, 9).Where(person => person != target && random.Next(2) == 0).ToArray();
        var came = coming.Where(_ => random.Next(3) > 0).ToArray();
        foreach (var attacker in Attackers.Where(attacker => attacker != target))
        {
            var (with, without) = (Seen(true), Seen(false));
            Assert.Equal(without, with);

            string[] Seen(bool targetComes)
            {
                var world = new World([.. Enumerable.Range(1, 9).Select(i => (World.Person(i), i % 3 == 0 ? "RJZ" : "R" + i))]);
                world.Call(1, To() with { Rule = rule, Anybody = true });
                var seen = new List<string> { Look(world, attacker) };
                foreach (var person in targetComes ? coming.Append(target) : coming)
                {
                    world.Yes(person);
                    if (person != target) seen.Add(Look(world, attacker));
                }

                seen.Add(Look(world, attacker));
                world.Now = world.Gathering.Time!.End;
                foreach (var person in targetComes ? came.Append(target) : came)
                {
                    world.Came(person);
                    if (person != target && !IsAtTheEdge(world)) seen.Add(Look(world, attacker));
                }

                if (!IsAtTheEdge(world)) seen.Add(Look(world, attacker));
                return [.. seen.Distinct()];
            }
        }

        // At the edge of the band the two worlds differ by the band alone: that somebody came, and not who.
        bool IsAtTheEdge(World world) => came.Length == 4 || world.Gathering.HowManyCame == 4;
    }

    /// <summary>Everything that is shown, as text, but for what the attacker did themself.</summary>
    private static string Look(World world, int attacker)
    {
        var shown = world.Gathering.ShownTo(world.Caller(attacker))!;
        return string.Join("; ", typeof(ShownGathering).GetProperties().Where(property => property.Name is not (
                nameof(ShownGathering.HasBegun) or nameof(ShownGathering.IsOver)))
            .Select(property => $"{property.Name}={property.GetValue(shown)}"));
    }
}
