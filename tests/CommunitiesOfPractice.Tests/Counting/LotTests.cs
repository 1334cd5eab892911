using System.Security.Cryptography;
using System.Text;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>Anyone can draw a lot again, by hand.</summary>
public class LotTests
{
    private static readonly Lot Drawn = new("correct horse battery staple");

    [Fact]
    public void A_ticket_is_the_plain_hash_that_anyone_can_compute()
    {
        var byHand = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("correct horse battery staple|3")));
        Assert.Equal(byHand, Drawn.Ticket(3));
    }

    [Fact]
    public void The_lowest_ticket_comes_first() =>
        Assert.Equal(
            Enumerable.Range(0, 9).OrderBy(option => Drawn.Ticket(option), StringComparer.Ordinal),
                Drawn.Order(Enumerable.Range(0, 9)));

    [Fact]
    public void A_commitment_is_kept_by_its_own_seed_only()
    {
        Assert.True(Drawn.Commitment.IsKeptBy(Drawn));
        Assert.False(Drawn.Commitment.IsKeptBy(new Lot("correct horse battery stapl")));
        Assert.Equal(Drawn.Commitment, LotCommitment.Of(Drawn.Commitment.Value));
        Assert.Throws<InvalidOperationException>(() => default(LotCommitment).IsKeptBy(Drawn));
        Assert.Throws<ArgumentException>(() => LotCommitment.Of("ABC"));
    }

    [Theory]
    [InlineData("too short")]
    [InlineData(" with white space before")]
    public void A_seed_that_could_be_guessed_or_mistaken_is_refused(string seed) =>
        Assert.Throws<ArgumentException>(() => new Lot(seed));

    [Fact]
    public void Drawing_people_does_not_depend_on_the_order_of_the_list()
    {
        var people = Enumerable.Range(0, 40).Select(number => PersonId.Of($"k-{number}")).ToList();
        var drawn = Sortition.Draw(Drawn, people, 7);
        Assert.Equal(7, drawn.Distinct().Count());
        Assert.Equal(drawn, Sortition.Draw(Drawn, Enumerable.Reverse(people), 7));
        Assert.NotEqual(drawn, Sortition.Draw(new Lot("another seed, another draw"), people, 7));
        Assert.Equal(40, Sortition.Draw(Drawn, people, 100).Count);
        Assert.Throws<ArgumentException>(() => Sortition.Draw(Drawn, [people[0], people[0]], 1));
        Assert.Throws<ArgumentException>(() => Sortition.Draw(Drawn, people, -1));
    }

    [Fact]
    public void Each_group_fills_its_own_places()
    {
        var nurses = Enumerable.Range(0, 10).Select(number => PersonId.Of($"n-{number}")).ToList();
        var patients = Enumerable.Range(0, 5).Select(number => PersonId.Of($"p-{number}")).ToList();
        var drawn = Sortition.Draw(Drawn, [(nurses, 2), (patients, 3)]);
        Assert.Equal(Sortition.Draw(Drawn, nurses, 2), drawn[0]);
        Assert.Equal(Sortition.Draw(Drawn, patients, 3), drawn[1]);
        Assert.Throws<ArgumentException>(() => Sortition.Draw(Drawn, [(nurses, 2), (nurses, 2)]));
    }

    [Fact]
    public void Everyone_has_the_same_chance()
    {
        var firsts = new int[5];
        for (var draw = 0; draw < 5000; draw++) firsts[
            new Lot($"seed for draw number {draw}").Order(Enumerable.Range(0, 5))[0]]++;
        Assert.All(firsts, count => Assert.InRange(count, 900, 1100));
    }
}
