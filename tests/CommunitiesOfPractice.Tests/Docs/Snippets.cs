using System.Runtime.CompilerServices;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Docs;

#pragma warning disable IDE0065 // Outside, the namespace of the tests of laws would hide it.
using Laws = CommunitiesOfPractice.Testing.Laws;
#pragma warning restore IDE0065

/// <summary>
/// The code in our documents, compiled and run: each region stands in a document word for word, and prints what the document says.
/// <see cref="DocsTests"/> sees to it that no document holds code that does not stand here.
/// </summary>
public class Snippets
{
    private readonly Printer Console = new();
    private readonly PersonId amina = PersonId.Of("k-1"), ben = PersonId.Of("k-2"), chloe = PersonId.Of("k-3"), dev = PersonId.Of("k-4");

    [Fact]
    public void First_screen()
    {
        #region First_screen
        var now = Instant.FromUtc(2026, 5, 14, 9, 0);                         // time arrives with the act
        var (amina, ben, chloe) = (PersonId.Of("k-1"), PersonId.Of("k-2"), PersonId.Of("k-3")); // your keys, never names
        var birth = Domain.Of("Blood loss after birth");
        var maternity = Community.Unknown(CommunityId.Of("maternity"))
            .Do(new ProposeCommunity(amina, "Maternity", birth, Charters.Informal(), [amina, ben], 2, now + Duration.FromDays(30)), now).After
            .Do(new ConsentToFound(ben), now).After;                          // founded, by each founder's own act
        var weigh = new Propose(chloe, new Resolve(FreeText.Of("Weigh every loss, never guess it.")));
        Console.WriteLine(maternity.Ask(weigh, now).Text);                    // refused, with the reason
        maternity = maternity.Do(new Join(chloe), now).After;
        maternity = maternity.Do(weigh, now).After;                           // allowed: and silence is assent
        Console.WriteLine(maternity.At(now + Duration.FromDays(3)).ClosedDecisions.Single().Result!.Outcome);
        #endregion
        PrintsWhatIsSaid();
    }

    [Fact]
    public void An_answer()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 3).Given(new Propose(chloe, new Resolve(FreeText.Of("Weigh every loss."))));
        var (maternity, now) = (scenario.Community, scenario.Now);
        var decision = maternity.OpenDecisions.Single().Id;
        #region An_answer
        var answer = maternity.Ask(new ObjectTo(dev, decision, FreeText.Of("We have no scales.")), now);
        Console.WriteLine($"{answer.Allowed}, by {answer.Clause}, resting on {answer.Witness}");
        Console.WriteLine($"missing: {answer.Missing!.Condition} of {answer.Missing.Of}");
        Console.WriteLine(answer.Text);
        #endregion
        PrintsWhatIsSaid();
    }

    [Fact]
    public void Options()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 3);
        var (maternity, now) = (scenario.Community, scenario.Now);
        #region Options
        foreach (var option in maternity.OptionsFor(dev, now).Where(o => o.Answer.Allowed))
            Console.WriteLine($"{option.Key}  asks: {string.Join(", ", option.Asks.Select(ask => ask.Name))}");
        #endregion
        PrintsWhatIsSaid();
    }

    [Fact]
    public void A_vote()
    {
        #region A_vote
        var charter = Charters.Informal().With(Matter.AnythingElse, new MembersBy(RuleNames.Majority));
        #endregion
        var scenario = Scenario.Founded(charter, 3);
        var (maternity, now) = (scenario.Community, scenario.Now);
        #region A_vote_on_it
        var tabled = maternity.Do(new Propose(amina, new Resolve("Weigh every loss.")), now);
        var (weigh, voting) = (tabled.Decision!.Value, tabled.After);
        foreach (var (by, voice) in new[] { (amina, VoiceBallot.For), (ben, VoiceBallot.For), (chloe, VoiceBallot.Against) })
            voting = voting.Do(new Vote(by, weigh, voice), now + Duration.FromDays(3)).After;   // notice lasts two days
        var closed = voting.Settle(now + Duration.FromDays(9));                                 // seven days to vote
        Console.WriteLine(closed.After.Explain(weigh));
        Console.WriteLine($"to store: {closed.Events.Single().Event.GetType().Name}");
        #endregion
        PrintsWhatIsSaid("A_vote_on_it");
    }

    [Fact]
    public void An_election()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 3);
        var (maternity, now) = (scenario.Community, scenario.Now);
        #region An_election
        Done<Community> On(int day, CommunityAct act)
        {
            var done = maternity.Do(act, now + Duration.FromDays(day));
            maternity = done.After;
            return done;
        }

        On(0, new Propose(amina, new DeclareStage(Stage.Coalescing, "Three meetings, all well attended.")));
        var election = On(3, new Propose(amina, new Elect(Office.Convener))).Decision!.Value;   // seven days in which to stand
        On(4, new Stand(ben, election));                                                        // standing is one's own act, and consent
        On(5, new Stand(chloe, election));
        On(11, new Vote(amina, election, maternity.Decision(election)!.Approve(chloe)));
        On(12, new Vote(ben, election, maternity.Decision(election)!.Approve(ben, chloe)));
        maternity = maternity.At(now + Duration.FromDays(17));
        Console.WriteLine(maternity.Decision(election)!.Result!.Outcome);
        Console.WriteLine(string.Join(", ", maternity.Decision(election)!.Winners));
        #endregion
        PrintsWhatIsSaid();
    }

    [Fact]
    public void The_record()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 3);
        var (maternity, history) = (scenario.Community, scenario.History);
        #region The_record
        var stored = new MemoryStream();
        RecordJson.WriteLines(stored, history);

        var again = Community.Replay(RecordJson.ReadLines(stored.ToArray()));
        Console.WriteLine(again.Equals(maternity));
        #endregion
        PrintsWhatIsSaid();
    }

    [Fact]
    public async Task Sharing_practice()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 2);
        var (maternity, now, record) = (scenario.Community, scenario.Now, new InMemoryRecord());
        await record.Append(StreamId.Of(maternity.Id), 0, scenario.History.ToValueList());
        var directory = new HostDirectory("esr", new[] { amina, ben, chloe, dev }.Select(p => new Listing(p, Instant.MinValue)), []);
        #region Sharing_practice
        var weighIt = NoteId.Of("weigh-it");
        var asMember = maternity.AsMember(amina, now)!;                           // with what her community's record says of her
        await record.Do(weighIt, new DraftNote(asMember, new PracticeContent(
            "Weigh it, don't guess it", "Scales in every room", "Labour ward", PracticeOutcome.Worked, "One person owns the total")), now);
        await record.Do(weighIt, new GiveConsent(amina, new Consent(Audience.Linked)), now);
        await record.Do(weighIt, new OfferNote(asMember), now);

        var commons = Commons.Empty.With(directory).After(await record.ReadAll(after: 0, most: 1000));
        Console.WriteLine(commons.Check(ben, weighIt, now));                  // a member
        Console.WriteLine(commons.Check(dev, weighIt, now));                  // nobody's member
        Console.WriteLine(commons.Check(dev, weighIt, now).For(dev).Text);    // whether there is such a note is not dev's to know
        Console.WriteLine(commons.Readers(weighIt, now).Count);
        #endregion
        PrintsWhatIsSaid();
    }

    [Fact]
    public async Task Meeting()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 3);
        var (maternity, now, record) = (scenario.Community, scenario.Now, new InMemoryRecord());
        await record.Append(StreamId.Of(maternity.Id), 0, scenario.History.ToValueList());
        var directory = new HostDirectory("esr", new[] { amina, ben, chloe }.Select(p => new Listing(p, Instant.MinValue)), []);
        var commons = Commons.Empty.With(directory).After(await record.ReadAll(after: 0, most: 1000));
        #region Meeting
        var convening = GatheringId.Of("first-convening");
        var when = new GivenTime(now.InUtc().Date.PlusDays(28).At(new LocalTime(13, 0)), "Europe/London");
        var call = new GatheringCall(
            "What do we each do at 500 ml?", GatheringForm.KnowledgeCafe, "The seminar room", when, Duration.FromHours(3), Capacity: 1);
        var caller = new Caller(amina, now, commons, directory);
        await record.Do(convening, new CallGathering(
            caller.AsMemberOf(maternity.Id)!, caller.CallingIn(maternity.Id)!, call,
            ZoneEvidence.Of(when, DateTimeZoneProviders.Tzdb)), now);     // kept as the instant that it is today

        commons = commons.After(await record.ReadAll(commons.Position, most: 1000));
        foreach (var person in new[] { ben, chloe })
            await record.Do(convening, new SayYes(person, new Caller(person, now, commons, directory).InvitationTo(convening)), now);
        var gathering = await record.Load(convening);
        Console.WriteLine($"ben has a place: {gathering.HasPlace(ben)}; before chloe wait: {gathering.WaitingBefore(chloe)}");
        gathering = (await record.Do(convening, new SayNo(ben), now)).After;
        Console.WriteLine($"chloe has a place: {gathering.HasPlace(chloe)}");
        #endregion
        PrintsWhatIsSaid();
    }

    [Fact]
    public async Task One_form_for_every_stream()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 2);
        var (maternity, now) = (scenario.Community, scenario.Now);
        var record = new InMemoryRecord();
        await record.Append(StreamId.Of(maternity.Id), 0, scenario.History.ToValueList());
        var directory = new HostDirectory("esr", new[] { amina, ben, chloe, dev }.Select(p => new Listing(p, Instant.MinValue)), []);
        var commons = Commons.Empty.With(directory).After(await record.ReadAll(after: 0, most: 1000));
        #region One_form_for_every_stream
        var countThem = NoteId.Of("count-them");                              // nobody has written it yet
        var me = new Caller(ben, now, commons, directory);                    // one for each request
        foreach (var option in me.OptionsOn(StreamId.Of(countThem))) Console.WriteLine(option);
        foreach (var option in me.OptionsOn(StreamId.Of(maternity.Id)).Where(o => o.Answer.Allowed).Take(2)) Console.WriteLine(option);
        Console.WriteLine(me.MaySee(StreamId.Of(maternity.Id)).Allowed);
        #endregion
        PrintsWhatIsSaid();
    }

    [Fact]
    public void A_story()
    {
        #region A_story
        Scenario.Founded(Charters.Elected(), members: 5)
            .When(new Propose(Scenario.Person(3), new Resolve(FreeText.Of("Meet on Fridays."))))
            .ThenRefused(Clauses.OfficeHoldersOnly, Condition.Office);
        #endregion
        PrintsWhatIsSaid();
    }

    [Fact]
    public void Every_law()
    {
        #region Every_law
        Prop.ForAll(Federations.Arbitrary(steps: 30), story =>
        {
            if (Laws.Check(story) is { } broken) throw new InvalidOperationException($"{broken}\n{story}");
        }).Check(Config.QuickThrowOnFailure);
        #endregion
        PrintsWhatIsSaid();
    }

    [Fact]
    public void A_host_against_the_rule()
    {
        var federation = new FederationStory(3, 8, 2, [new(Deed.DraftNote, 0, 0, 0), new(Deed.GiveConsent, 0, 0, 32), new(Deed.OfferNote, 0, 0, 0)]).Run().Last().After;
        var (record, directory, now) = (federation.Record, federation.Directory, Federations.Start + Duration.FromDays(1));
        var search = Commons.Empty.With(directory).After(record);
        #region A_host_against_the_rule
        var rule = new PlainCommons(record, directory);
        var broken = Laws.ReadingIsByTheRule(rule, now, (reader, note) => search.MayRead(reader, [note], now).Any());
        Console.WriteLine(broken?.ToString() ?? "as the rule says");
        #endregion
        PrintsWhatIsSaid();
        Assert.NotNull(Laws.ReadingIsByTheRule(rule, now, (_, _) => true));
        Assert.NotNull(Laws.ReadingIsByTheRule(rule, now, (_, _) => false));
    }

    private void PrintsWhatIsSaid([CallerMemberName] string region = "") =>
        Assert.All(Documents.Code().Where(c => c.Code == Documents.Region(region)), c => Assert.Equal(c.Printed, Console.Printed));

    /// <summary>What the documents' code writes to, so that it can be read back.</summary>
    private sealed class Printer
    {
        public string Printed { get; private set; } = "";

        public void WriteLine(object? line) => Printed += line + "\n";
    }
}
