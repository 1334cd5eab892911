using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Membership;

public class MembershipsTests
{
    private static readonly PersonId Someone = PersonId.Of("k-someone");

    [Fact]
    public void A_person_sees_every_community_they_belong_to_in_whatever_way()
    {
        var member = Scenario.Founded(Charters.Informal(), 2, "a-member")
            .Given(new Join(Someone), new OfferToServe(Someone, Office.Convener)).WaitDays(8).Settle();
        var left = Scenario.Founded(Charters.Informal(), 2, "b-left").Given(new Join(Someone), new Leave(Someone));
        var follows = Scenario.Founded(Charters.Informal(), 2, "c-follows").Given(new Follow(Someone));
        var stranger = Scenario.Founded(Charters.Informal(), 2, "d-stranger");

        var all = Memberships.Of(Someone, [follows.Community, stranger.Community, left.Community, member.Community]);

        Assert.Equal(["a-member", "b-left", "c-follows"], all.Select(b => b.Community.Value));
        Assert.True(all[0].Standing.IsMember);
        Assert.Equal([Office.Convener], all[0].Offices);
        Assert.False(all[1].Standing.IsMember);
        Assert.Single(all[1].Standing.Past);
        Assert.True(all[2].Follows);
    }

    [Fact]
    public void The_people_of_a_community_are_counted_and_looked_up_as_they_are_listed()
    {
        var community = Scenario.Founded(Charters.Informal(), 5)
            .Given(new Follow(Someone), new Observe(Someone), new Leave(Scenario.Person(2))).Community;
        (IReadOnlyCollection<PersonId> People, IEnumerable<PersonId> Listed)[] all =
        [
            (community.Members, community.Standings.Where(s => s.Value.IsMember).Select(s => s.Key)),
            (community.Followers, [Someone]), (community.Observers, [Someone]), (community.Barred, []),
        ];
        foreach (var (people, listed) in all)
        {
            Assert.Equal(listed, people);
            Assert.Equal(listed, [.. people]);
            Assert.Equal(listed.Count(), people.Count);
            Assert.All(listed, person => Assert.Contains(person, people));
            Assert.DoesNotContain(Scenario.Person(2), people);
            Assert.DoesNotContain(PersonId.Of("k-nobody"), people);
            Assert.Throws<NotSupportedException>(() => ((ICollection<PersonId>)people).Add(Someone));
        }
    }

    [Fact]
    public void Nobody_is_asked_for_by_default() => Assert.Throws<ArgumentException>(() => Memberships.Of(default, []));
}
