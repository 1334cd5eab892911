using System.Text;
using System.Text.Json;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Record;

public sealed class ExportTests
{
    [Fact]
    public void An_imported_community_is_equal_and_its_members_act_once_they_have_claimed_their_places()
    {
        var life = ChainTests.Life();
        var imported = Community.Replay(CommunityExport.Read(CommunityExport.ToUtf8(life.History)));
        Assert.Equal(life.Community, imported);

        var here = imported.Do(new Import("other-host"), life.Now).After;
        Assert.Equal(life.Community.Members, here.Members);
        Assert.Equal(life.Community.ClosedDecisions, here.ClosedDecisions);
        Assert.Equal(0, here.CountingMembers);
        var (one, two) = (Scenario.Person(1), Scenario.Person(2));
        var refused = here.Ask(new Propose(one, new Resolve("Go on")), life.Now);
        Assert.Equal((Condition.Claim, new ClaimPlace(one)), (refused.Missing!.Condition, refused.Remedy?.Act));
        Assert.True(here.Ask(new Leave(two), life.Now).Allowed);
        here = here.Do(new ClaimPlace(one), life.Now).After;
        Assert.Equal(1, here.CountingMembers);
        Assert.True(here.Ask(new Propose(one, new Resolve("Go on")), life.Now).Allowed);
    }

    [Fact]
    public void A_document_damaged_on_the_way_or_of_another_format_is_refused()
    {
        var text = Encoding.UTF8.GetString(CommunityExport.ToUtf8(ChainTests.Life().History));
        foreach (var (right, wrong) in new[]
                 {
                     ("Because guesses differ", "Because guesses agree"), ("\"formatVersion\":1", "\"formatVersion\":2"),
                         ("/community\"", "/link\""),
                     ("\"stream\":\"community:maternity\",\"version\"", "\"stream\":\"community:wounds\",\"version\""),
                 })
        {
            Assert.Contains(right, text, StringComparison.Ordinal);
            Assert.Throws<RecordException>(
                () => CommunityExport.Read(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal))));
        }

        Assert.Throws<RecordException>(() => CommunityExport.ToUtf8(ChainTests.Life().History.Skip(1)));
    }

    [Fact]
    public void A_person_gets_every_line_that_is_about_them_and_nobody_elses_key()
    {
        var life = ChainTests.Life();
        for (var number = 1; number <= 6; number++)
        {
            var person = Scenario.Person(number);
            using var document = JsonDocument.Parse(OwnData.ToUtf8(life.History, person));
            var versions = document.RootElement.GetProperty("entries").EnumerateArray()
                .Select(e => e.GetProperty("version").GetInt64()).ToArray();
            Assert.Equal(
                life.History.Where(e => RecordJson.ToText(e).Contains($"\"@{person}\"", StringComparison.Ordinal))
                    .Select(e => e.Version), versions);
            Assert.All(life.History.Where(e => e.By == person), e => Assert.Contains(e.Version, versions));
            foreach (var other in Enumerable.Range(1, 6).Where(n => n != number))
                Assert.DoesNotContain($"\"@k-{other}\"", document.RootElement.GetRawText(), StringComparison.Ordinal);
        }

        using var nobody = JsonDocument.Parse(OwnData.ToUtf8(life.History, PersonId.Of("stranger")));
        Assert.Equal(0, nobody.RootElement.GetProperty("entries").GetArrayLength());
    }
}
