using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Gatherings;
using static CommunitiesOfPractice.Tests.Gatherings.Callers;

namespace CommunitiesOfPractice.Tests.Answers;

/// <summary>An option says what it asks, and becomes an act only by being told it.</summary>
public sealed class OptionTests
{
    private static readonly PersonId One = Scenario.Person(1);
    private static readonly PersonId Two = Scenario.Person(2);
    private static readonly PersonId Stranger = PersonId.Of("stranger");

    [Fact]
    public void What_is_asked_becomes_part_of_the_act()
    {
        var scenario = Asking();
        var decline = Of<DeclineRequest>(scenario, One);
        Assert.Equal([new AskedPart("reason", PartKind.Words, true, false, [])], decline.Asks);
        Assert.False(decline.IsSaid);
        Assert.Equal(new DeclineRequest(One, Stranger, "Not yet."), decline.With(("reason", "Not yet.")));
        scenario.When((IActOn<Community>)decline.With(("reason", "Not yet."))).Then(typeof(RequestDeclined));
    }

    [Fact]
    public void What_may_be_left_out_may_be_left_out()
    {
        var leave = Of<TakeLeave>(Scenario.Founded(Charters.Informal()), One);
        Assert.True(leave.IsSaid);
        Assert.Equal(["until", "reason"], leave.Asks.Select(ask => ask.Name));
        Assert.All(leave.Asks, ask => Assert.False(ask.IsRequired));
        var until = Instant.FromUtc(2015, 6, 1, 0, 0);
        Assert.Equal(new TakeLeave(One), leave.With());
        Assert.Equal(new TakeLeave(One, until), leave.With(("until", until)));
        Assert.Equal(new TakeLeave(One, null, "A birth."), leave.With(("reason", "A birth."), ("until", null)));
    }

    [Fact]
    public void People_and_closed_sets_are_chosen_from_a_list()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 3);
        Assert.Equal(["k-2", "k-3"], Assert.Single(Of<Accompany>(scenario, One).Asks).Choices);
        Assert.Equal(new Accompany(One, Two), Of<Accompany>(scenario, One).With(("newcomer", Two)));
        var level = Assert.Single(Of<DeclareParticipation>(scenario, One).Asks);
        Assert.Equal((PartKind.Choice, ["core", "active", "occasional", "peripheral"]), (level.Kind, level.Choices));
        Assert.Equal(new DeclareParticipation(One, Participation.Core), Of<DeclareParticipation>(scenario, One)
            .With(("level", Participation.Core)));
        Assert.Equal(new Invite(One, Stranger), Of<Invite>(scenario, One).With(("person", Stranger)));
    }

    [Fact]
    public void A_proposal_or_a_ballot_is_said_as_it_is()
    {
        var scenario = Scenario.Founded(Charters.Informal());
        var tea = new Resolve("Tea at four.");
        Assert.Equal(
            new Propose(One, tea, "It is cold."), Of<Propose>(scenario, One).With(("proposal", tea), ("why", "It is cold.")));
        Assert.Equal(
            new PetitionFor(One, tea),
                Of<PetitionFor>(scenario, One)
                    .With(("proposal", System.Text.Json.Nodes.JsonNode.Parse("""{"$type":"resolve","words":"Tea at four."}"""))));
        scenario.Given(new Propose(One, new DeclareStage(Stage.Coalescing, "We meet.")));
        Assert.All(Options(scenario, One).Where(o => o.Act is Vote), o => Assert.Empty(o.Asks));
    }

    [Fact]
    public void What_is_not_said_is_not_done()
    {
        var scenario = Asking();
        foreach (var option in Options(scenario, One).Where(o => o.Answer.Allowed && !o.IsSaid))
            Assert.Contains("Option.With",
                Assert.Throws<InvalidOperationException>(
                    () => scenario.Community.Do((IActOn<Community>)option.Act, scenario.Now)).Message,
                    StringComparison.Ordinal);
        var remedy = scenario.When(new Join(PersonId.Of("another"))).Last.Remedy!;
        Assert.Throws<InvalidOperationException>(() => scenario.Community.Do((IActOn<Community>)remedy.Act, scenario.Now));
        Assert.True(remedy.Answer.Allowed);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_says_why()
    {
        var decline = Of<DeclineRequest>(Asking(), One);
        Assert.Contains(
            "asks for 'reason'", Assert.Throws<ArgumentException>(() => decline.With()).Message, StringComparison.Ordinal);
        Assert.Contains("asks for 'reason'", Assert.Throws<ArgumentException>(() => decline.With(("reason", null))).Message,
            StringComparison.Ordinal);
        Assert.Contains("does not ask for 'by'",
            Assert.Throws<ArgumentException>(() => decline.With(("reason", "No."), ("by", Two))).Message,
                StringComparison.Ordinal);
        Assert.Contains(
            "said twice", Assert.Throws<ArgumentException>(() => decline.With(("reason", "No."), ("reason", "No."))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => decline.With(("reason", 7)));
        Assert.Throws<ArgumentException>(() => decline.With(("reason", "   ")));
        Assert.Throws<ArgumentNullException>(() => decline.With(null!));
    }

    [Fact]
    public void A_key_tells_options_apart_and_stays_the_same()
    {
        var scenario = Asking();
        scenario.Given(new Propose(One, new Resolve("Tea")));
        var keys = Options(scenario, One).Select(option => option.Key).ToArray();
        Assert.Equal(keys, keys.Distinct());
        Assert.Equal(keys, Options(scenario, One).Select(option => option.Key));
        Assert.Contains("decline-request:stranger", keys);
        Assert.Contains("leave", keys);
        Assert.Contains(keys, key => key.StartsWith("object-to:", StringComparison.Ordinal));
    }

    [Fact]
    public void With_the_same_words_everywhere_nothing_is_left_to_say()
    {
        var options = Options(Asking(), One);
        Assert.Contains(options, option => !option.IsSaid);
        Assert.All(options, option => Assert.False(Unsaid.IsIn(option.WithWords("Tea"))));
        Assert.All(options.Where(option => option.IsSaid), option => Assert.Same(option.Act, option.WithWords("Tea")));
        Assert.Throws<ArgumentNullException>(() => options[0].WithWords(null!));
    }

    /// <summary>Who looks after a gathering is shown what they can do, and can do all of it once it is said.</summary>
    [Fact]
    public void What_a_gathering_asks_is_said_as_it_must_be()
    {
        var called = Callers.Called(To() with { With = [Sepsis] }).State;
        var (ahead, begun) = (called.LastAt, called.Time!.Start);
        var tried = new HashSet<Type>();
        foreach (var (gathering, at) in new[]
            { (called, ahead), (called.Do(Yes(Amina), ahead).After, begun), (called.Do(Yes(Amina), ahead).After, ahead) })
        {
            var options = gathering.OptionsFor(
                Invited(Amina),
                [(Member(Amina), Calling(Amina)), (Member(Amina, Sepsis), Calling(Amina, Sepsis))], at);
            Assert.All(options, option => Assert.False(Unsaid.IsIn(option.WithWords("Tea"))));
            foreach (var option in options.Where(option => option.Answer.Allowed))
            {
                tried.Add(option.Act.GetType());
                Assert.Equal(option.Answer, gathering.Do((IActOn<Gathering>)option.WithWords("Tea"), at).Answer);
            }
        }

        Assert.Empty(new[]
        {
            typeof(MoveGathering), typeof(ChangeCapacity), typeof(ReviseGathering), typeof(InviteGuest), typeof(SayWhoCame),
            typeof(CancelGathering), typeof(OfferToDo), typeof(AgreeToGathering), typeof(WithdrawFromGathering),
        }.Except(tried));
    }

    /// <summary>Each row of the table of acts says truly on which stream an act is, who does it and what it asks.</summary>
    [Fact]
    public void Every_act_has_a_shape()
    {
        Assert.Equal(typeof(Act).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Act)) && !t.IsAbstract)
            .OrderBy(t => t.Name), ActShape.All.Select(shape => shape.Type).OrderBy(t => t.Name));
        foreach (var shape in ActShape.All)
        {
            Assert.Same(shape, ActShape.Find(shape.Name));
            var by = shape.Type.GetProperty("By")?.PropertyType;
            Assert.Equal(by == typeof(PersonId) ? Doer.Person : by == typeof(Capacity) ? Doer.Capacity : Doer.Host, shape.Doer);
            Assert.Single(shape.Parts, part => part.Kind == PartKind.Doer);
            foreach (var part in shape.Parts)
                Assert.NotNull(shape.Type.GetProperty(char.ToUpperInvariant(part.Name[0]) + part.Name[1..]));
            Assert.DoesNotContain(shape.Asked, part => part.Kind is PartKind.Doer or PartKind.Evidence);
            if (shape.Doer == Doer.Host) Assert.Empty(shape.Asked);
        }

        foreach (var row in WireNames.Acts)
            Assert.All(row.Asks, ask => Assert.Contains(ActShape.Find(row.Name)!.Parts, part => part.Name == ask.TrimStart('-')));
        Assert.Equal(["reason"], ActShape.Of(new Leave(One)).Asked.Select(part => part.Name));
        Assert.Null(ActShape.Find("nothing"));
    }

    private static Scenario Asking() =>
        Scenario.Founded(Charters.ByConsent(), 3).Given(new RequestToJoin(Stranger, ["Because."]));

    private static IReadOnlyList<Option> Options(Scenario scenario, PersonId person) =>
        scenario.Community.OptionsFor(person, scenario.Now);

    private static Option Of<TAct>(Scenario scenario, PersonId person) where TAct : Act =>
        Assert.Single(Options(scenario, person), option => option.Act is TAct);
}
