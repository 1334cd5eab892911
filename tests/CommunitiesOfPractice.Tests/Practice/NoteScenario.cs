using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Practice;

/// <summary>
/// A note's story told in acts, beside the story of its home: given, when, then. Every act takes place an hour after the one
/// before.
/// </summary>
public sealed class NoteScenario
{
    public static readonly PersonId Author = Scenario.Person(1), Other = Scenario.Person(2), Peer = Scenario.Person(3),
        Stranger = PersonId.Of("stranger");
    public static readonly NoteId Id = NoteId.Of("weigh-it");
    public static readonly PracticeContent Content =
        new("Weigh it", "Weighing every swab", "A labour ward at night", PracticeOutcome.DidNotWork,
            "Nobody had scales at hand") { Topics = ["bleeding"] };
    public static readonly LinkId L1 = LinkId.Of("l-1"), L2 = LinkId.Of("l-2"), L3 = LinkId.Of("l-3");

    private readonly List<Entry> _history = [];

    private NoteScenario(Scenario home) => Home = home;

    public Scenario Home { get; }

    public PracticeNote Note { get; private set; } = PracticeNote.Unknown(Id);

    public Done<PracticeNote> Last { get; private set; } = null!;

    public Instant Now => Home.Now;

    public IReadOnlyList<Entry> History => _history;

    public static Charter Settling(params (Matter Matter, Authority Authority)[] clauses) =>
        clauses.Aggregate(Charters.Informal(), (charter, clause) => charter.With(clause.Matter, clause.Authority));

    public static NoteScenario Unknown(Charter? charter = null) => new(Scenario.Founded(charter ?? Charters.Informal()));

    public static NoteScenario Drafted(Charter? charter = null)
    {
        var scenario = Unknown(charter);
        return scenario.Given(
            new DraftNote(
                scenario.As(Author), Content, DirectoryGroup.Profession("midwife"), DirectoryGroup.Organisation("RJZ")));
    }

    /// <summary>Offered to the community, by an author who consents to everything.</summary>
    public static NoteScenario Offered(Charter? charter = null)
    {
        var scenario = Drafted(charter);
        return scenario.Given(new GiveConsent(Author, new Consent(Audience.Public)), new OfferNote(scenario.As(Author)));
    }

    /// <summary>Offered, by an author and another who consents to everything too.</summary>
    public static NoteScenario OfTwo(Charter? charter = null) =>
        Offered(charter).With(s => new NameContributor(s.As(Author), Other))
            .Given(new GiveConsent(Other, new Consent(Audience.Public)));

    public static NoteScenario Withdrawn() => Offered().Given(new WithdrawNote(Author));

    /// <summary>Found not identifiable by anyone, and widened by the members' decision.</summary>
    public NoteScenario Widened(Audience audience, params LinkId[] links)
    {
        var what = new WidenMatter(Note.Edition, audience, links.Length > 0 ? links.ToValueList() : null);
        Given(new RecordFinding(As(Peer), Note.Edition, Audience.Public, "knowledge-steward"));
        var mandate = Mandated(what);
        return Given(new Widen(new ByMandate(mandate), what));
    }

    /// <summary>What the record of its home says of somebody now.</summary>
    public HomeEvidence Of(PersonId person) => As(person).Evidence;

    /// <summary>Somebody as a member of its home, as its record says now.</summary>
    public AsMember As(PersonId person) => Home.Community.AsMember(person, Now)!;

    /// <summary>By the mandate that the members of the home give for this.</summary>
    public ByMandate By(MandateMatter what) => new(Mandated(what));

    /// <summary>The members of the home carry this, and give their mandate.</summary>
    public Mandate Mandated(MandateMatter what)
    {
        Home.GivenCarried(Author, what switch
        {
            EndorseMatter endorse => new EndorseNote(Id, endorse),
            WidenMatter widen => new WidenNote(Id, widen),
            _ => throw new ArgumentException("No such matter.", nameof(what)),
        });
        return Home.Community.Mandates[^1];
    }

    public NoteScenario WaitDays(int days)
    {
        Home.WaitDays(days);
        return this;
    }

    public NoteScenario When(IActOn<PracticeNote> act)
    {
        Home.Wait(Duration.FromHours(1));
        Last = Note.Do(act, Now);
        Assert.Equal(Last.Answer, Note.Ask(act, Now));
        _history.AddRange(Last.Events);
        Note = Last.After;
        return this;
    }

    public NoteScenario Given(params IActOn<PracticeNote>[] acts)
    {
        foreach (var act in acts)
        {
            When(act);
            Assert.True(Last.Allowed, $"Given {act}, it was refused: {Last.Clause}. {Last.Text}");
        }

        return this;
    }

    /// <summary>One more act, which needs to know how things stand.</summary>
    public NoteScenario With(Func<NoteScenario, IActOn<PracticeNote>> act) => Given(act(this));

    /// <summary>These events, apart from the evidence that an event copies from its act, which has a test of its own.</summary>
    public NoteScenario Then(params Event[] events)
    {
        Assert.True(Last.Allowed, Last.Text);
        Assert.Equal(
            events, Last.Events.Select(
                e => e.Event is NoteEventFromHome { Evidence: not null } happened ? happened with { Evidence = null } : e.Event));
        return this;
    }

    public NoteScenario ThenRefused(Clause clause, Condition missing)
    {
        Assert.Equal((false, clause, missing), (Last.Allowed, Last.Clause, Last.Missing?.Condition));
        Assert.Empty(Last.Events);
        return this;
    }

    /// <summary>It reaches this audience from now on, and did not need to be told twice.</summary>
    public NoteScenario Reaches(Audience audience)
    {
        Assert.Equal(audience, Note.EffectiveAudience(Now));
        return this;
    }
}

/// <summary>One row of a note act's table of refusals: when it is refused, under which clause, for want of what.</summary>
public sealed record NoteRefusal(
    string When, Func<NoteScenario> Given, Func<NoteScenario, IActOn<PracticeNote>> Act, Clause Clause, Condition Missing)
{
    /// <summary>The act that supplies what is missing; null where the row does not say.</summary>
    public Func<NoteScenario, Act>? Remedy { get; init; }

    public void Check()
    {
        var scenario = Given();
        var before = scenario.Note;
        scenario.When(Act(scenario)).ThenRefused(Clause, Missing);
        Assert.Same(before, scenario.Note);
        Assert.DoesNotMatch(@"  | \.|\.\.|\{\d\}|\(\)|: \.", scenario.Last.Text);
        Assert.Empty(Answers.PseudoWording.PlainWordsIn(scenario.Last.Answer));
        if (Remedy is not null) Assert.Equal(Remedy(scenario), scenario.Last.Remedy?.Act);
    }

    public override string ToString() => When;
}
