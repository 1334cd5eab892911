using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Directories;

public class HostDirectoryTests
{
    private static readonly Instant Start = Instant.FromUtc(2015, 1, 1, 0, 0);
    private static readonly Instant Mid = Start + Duration.FromDays(100);
    private static readonly DirectoryGroup Old = DirectoryGroup.Organisation("RYQ");
    private static readonly DirectoryGroup Successor = DirectoryGroup.Organisation("RJZ");
    private static readonly PersonId One = Scenario.Person(1);
    private static readonly PersonId Two = Scenario.Person(2);

    private static readonly HostDirectory Directory = new(
        "esr",
        [new Listing(One, Start), new Listing(Two, Start, Mid)],
        [new Placement(One, Old, Start), new Placement(One, DirectoryGroup.Profession("midwife"), Mid),
            new Placement(Two, Old, Start, Mid)],
        [new Succession(Old, Successor, Mid)]);

    [Fact]
    public void Starts_are_inclusive_and_ends_exclusive()
    {
        Assert.True(Directory.Lists(Two, Start));
        Assert.True(Directory.Lists(Two, Mid - Duration.Epsilon));
        Assert.False(Directory.Lists(Two, Mid));
        Assert.Empty(Directory.GroupsOf(Two, Mid));
    }

    [Fact]
    public void A_merged_organisation_is_given_as_its_successor_and_its_history_keeps_its_name()
    {
        Assert.Equal([Old], Directory.GroupsOf(One, Mid - Duration.Epsilon));
        Assert.Equal([Successor, DirectoryGroup.Profession("midwife")], Directory.GroupsOf(One, Mid));
        Assert.Equal([Old, DirectoryGroup.Profession("midwife")], Directory.HistoryOf(One).Select(p => p.Group));
        Assert.Equal(Successor, Directory.Current(Old, Mid));
    }

    [Fact]
    public void It_lists_its_groups_each_once_by_kind_and_code()
    {
        DirectoryGroup[] groups = [Successor, Old, DirectoryGroup.Profession("midwife")];
        Assert.Equal(groups.OrderBy(group => group.Kind).ThenBy(group => group.Code, StringComparer.Ordinal), Directory.Groups);
        Assert.All(Directory.Groups, group => Assert.True(Directory.ListsGroup(group)));
    }

    [Fact]
    public void A_community_is_told_of_leavers_and_movers_once()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 3);
        var told = Directory.ChangesFor(scenario.Community, Mid).ToArray();
        Assert.Contains(new ReportMover(One, [Successor, DirectoryGroup.Profession("midwife")], "esr"), told);
        Assert.Contains(new ReportLeaver(Two, "esr"), told);
        Assert.Contains(new ReportLeaver(Scenario.Person(3), "esr"), told);

        scenario.Given([.. told]);
        Assert.Equal(1, scenario.Community.CountingMembers);
        Assert.Equal(3, scenario.Community.MemberCount);
        Assert.Empty(Directory.ChangesFor(scenario.Community, Mid));
    }

    [Fact]
    public void Somebody_listed_again_is_back()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 2).Given(new ReportLeaver(One, "esr"));
        Assert.Contains(new ReportJoiner(One, "esr"), Directory.ChangesFor(scenario.Community, Start));
    }
}
