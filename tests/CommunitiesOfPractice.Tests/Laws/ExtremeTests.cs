using System.Text.Json;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>
/// Law 11: asking never throws for an act that could be made, however extreme what it says. In states that random stories reach,
/// acts of every kind with values at the edge of their types get an answer with words; what is allowed is written, read again,
/// and leaves a state that can be asked to the end of its years.
/// </summary>
public sealed class ExtremeTests
{
    private static readonly Instant[] Within = [.. Extremes.Instants.Where(Years.Hold)];

    private static readonly HashSet<Clause> Seen = [];

    private static int _allowed;

    private static readonly Type[] CommunityActs = Extremes.Cases(typeof(IActOn<Community>));

    private static readonly Type[] OtherActs = [.. Extremes.Cases(typeof(Act)).Except(CommunityActs)];

    [Fact]
    public void Every_act_of_every_stream_has_extremes()
    {
        var extremes = new Extremes(new Random(1999), Pool(Scenario.Founded(Charters.Informal()).Community));
        foreach (var act in CommunityActs.Concat(OtherActs))
            Assert.True(Enumerable.Range(0, 60).Any(_ => extremes.Of(act) is Act), $"No {act.Name} was made.");
        Assert.Equal(
            typeof(Act).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Act)) && !t.IsAbstract)
                .OrderBy(t => t.FullName, StringComparer.Ordinal),
                    CommunityActs.Concat(OtherActs).OrderBy(t => t.FullName, StringComparer.Ordinal));
    }

    // Acts that are all refused at the door prove nothing.
    private static void GotSomewhere()
    {
        Assert.InRange(_allowed, 150, int.MaxValue);
        Assert.InRange(Seen.Count, 70, int.MaxValue);
        Seen.Clear();
        _allowed = 0;
    }

    [Theory]
    [InlineData(40, 60)]
    public void Asking_a_community_never_throws_however_extreme_the_act(int steps, int cases)
    {
        Prop.ForAll(
            (from story in Histories.Stories(steps) from seed in Gen.Choose(0, int.MaxValue - 1) select (story, seed))
                .ToArbitrary(), given =>
        {
            var random = new Random(given.seed);
            var moments = given.story.Run().ToList();
            if (moments.Count == 0) return;
            for (var i = 0; i < 6; i++)
            {
                var moment = moments[random.Next(moments.Count)];
                var extremes = new Extremes(random, Pool(moment.After).Concat(Extremes.In(moment.Act)));
                for (var j = 0; j < 12; j++)
                {
                    var act = j % 3 == 0 ? moment.Act
                        : j % 3 == 1
                            ? Acts.Of(
                                new Step(
                                    (ActKind)random.Next(CommunityActs.Length), random.Next(8), random.Next(8), random.Next(40)),
                                        moment.After, moment.At, moment.After.CharterAt(moment.After.LastAt)?.Charter
                                            ?? Charters.Informal())
                        : (IActOn<Community>?)extremes.Of(CommunityActs[random.Next(CommunityActs.Length)]);
                    for (var edges = random.Next(1, 4); j % 3 < 2 && edges > 0; edges--) act = extremes.Near(act!);
                    if (act is not null)
                        Ask(moment.After, act, random.Next(3) == 0
                            ? Within[random.Next(Within.Length)]
                            : Instant.Max(moment.At, Years.First), random);
                }
            }
        }).Check(LawTests.Config(cases));
        GotSomewhere();
    }

    [Theory]
    [InlineData(40, 40)]
    public void Asking_a_link_a_note_an_adoption_and_a_gathering_never_throws_however_extreme_the_act(int steps, int cases)
    {
        Prop.ForAll(
            (from story in Federations.Stories(steps) from seed in Gen.Choose(0, int.MaxValue - 1) select (story, seed))
                .ToArbitrary(), given =>
        {
            var random = new Random(given.seed);
            var moments = given.story.Run().Where(m => m.On is not null).ToList();
            if (moments.Count == 0) return;
            Read(moments[random.Next(moments.Count)].After, random);
            for (var i = 0; i < 8; i++)
            {
                var moment = moments[random.Next(moments.Count)];
                var extremes =
                    new Extremes(
                        random, Extremes.In(moment.Act)
                            .Concat(moments.SelectMany(m => Extremes.In(m.Act)).Where(_ => random.Next(10) == 0)));
                for (var j = 0; j < 12; j++)
                {
                    var act = j % 2 == 0 ? moment.Act : (Act?)extremes.Of(OtherActs[random.Next(OtherActs.Length)]);
                    for (var edges = random.Next(1, 4); j % 2 == 0 && edges > 0; edges--) act = extremes.Near(act!);
                    if (act is null) continue;
                    var at = random.Next(3) == 0 ? Within[random.Next(Within.Length)] : moment.At;
                    foreach (
                        var on in moment.After.Streams.Where(s => ActShape.Of(act).On.Contains(s.Kind)).DefaultIfEmpty(Begun(act))
                            .Take(3)) Ask(moment.After, on, act, at);
                }
            }
        }).Check(LawTests.Config(cases));
        GotSomewhere();
    }

    [Theory]
    [InlineData(600)]
    public void Checking_a_charter_never_throws_however_extreme_and_one_without_a_fault_governs(int cases)
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var extremes = new Extremes(random, Extremes.In(Histories.Charters).Concat(Pool(Scenario.Unknown().Community)));
            var charter = Histories.Charters[random.Next(Histories.Charters.Count)];
            for (var edges = random.Next(1, 5); edges > 0; edges--) charter = extremes.Near(charter);
            if (random.Next(8) == 0) charter = (Charter?)extremes.Of(typeof(Charter)) ?? charter;
            foreach (var electorate in new[] { 0, 1, 2, 5, 60_000, int.MaxValue }) Assert.NotNull(charter.Check(electorate));
            Assert.Equal(charter, CharterJson.Read(CharterJson.ToUtf8(charter)));
            foreach (var sentence in charter.Sentences()) Assert.False(string.IsNullOrWhiteSpace(sentence.Sentence));
            _ = charter.DifferenceFrom(Charters.Informal());
            if (charter.Check(2).Count > 0) return;
            var scenario = Scenario.Founded(charter, 2);
            _ = WhatIf.Under(charter, scenario.History);
            var community = scenario.Community;
            foreach (var at in new[] { community.LastAt, Years.Last }) Question(community, at, random);
            foreach (var kind in Enum.GetValues<ActKind>())
                Ask(community,
                    Acts.Of(new Step(kind, random.Next(3), random.Next(3), random.Next(40)), community, community.LastAt,
                        charter), community.LastAt + Duration.FromHours(random.Next(100)), random);
        }).Check(LawTests.Config(cases));
    }

    private static IEnumerable<object> Pool(Community community) =>
    [
        .. Enumerable.Range(1, Acts.People).Select(i => (object)Scenario.Person(i)), community.Id, CommunityId.Of("wounds"),
            new Lot("sixteen-letters-or-more").Commitment,
        .. community.OpenDecisions.Select(d => (object)d.Id), .. community.ClosedDecisions.Select(d => (object)d.Id),
            .. community.OpenDecisions.Select(d => (object)d.Proposal),
        .. community.Petitions.Select(p => (object)p.Id), .. community.Invitations.Select(i => (object)i.Id),
            .. community.Mandates,
        .. (community.CharterAt(community.LastAt)?.Charter is { } charter
            ? new object[] { charter }.Concat(charter.Offices.Select(o => (object)o.Id)).Concat(charter.Rules.Select(r => r.Rule))
                .Concat(charter.Matters.Select(m => m.Authority))
            : []),
    ];

    private static StreamId Begun(Act act) => ActShape.Of(act).On[0] switch
    {
        StreamKind.Community => StreamId.Of(CommunityId.Of("new")),
        StreamKind.Link => StreamId.Of(LinkId.Of("new")),
        StreamKind.Note => StreamId.Of(NoteId.Of("new")),
        StreamKind.Adoption => StreamId.Of(AdoptionId.Of("new")),
        StreamKind.Gathering => StreamId.Of(GatheringId.Of("new")),
        _ => StreamId.Of(QuestionId.Of("new")),
    };

    private static void Ask(Community community, IActOn<Community> act, Instant at, Random random) =>
        Telling($"{act}\nat {at}, of {community}", () =>
    {
        var done = community.Do(act, at);
        Assert.Equal(done.Answer, community.Ask(act, at));
        Check((Act)act, done.Answer, done.Events);
        if (!done.Allowed) return;
        Assert.Equal(done.After, community.After(done.Events));
        foreach (var then in new[] { at, Years.Last }) Question(done.After, then, random);
    });

    private static void Ask(Federation federation, StreamId on, Act act, Instant at) => Telling($"{act}\nat {at}, of {on}", () =>
    {
        var done = federation.Do(on, act, at);
        Check(act, done.Answer, done.Events);
        if (!done.Allowed) return;
        var again = done.After.Do(on, act, Years.Last);
        Check(act, again.Answer, again.Events);
    });

    /// <summary>Reading is no act: it is answered at any instant there is.</summary>
    private static void Read(Federation federation, Random random)
    {
        var commons = Commons.Empty.With(federation.Directory).After(federation.Record);
        var at = Extremes.Instants[random.Next(Extremes.Instants.Length)];
        foreach (var view in new[] { commons, commons.At(at) })
        {
            foreach (var reader in new PersonId?[] { null, Scenario.Person(random.Next(1, Acts.People)) })
            {
                _ = (view.List(reader, at), view.Count(reader, at), view.Page(reader, at, 3));
                foreach (var note in federation.Notes.Take(3))
                {
                    Assert.False(string.IsNullOrWhiteSpace(view.Check(reader, note.Id, at).ToAnswer().Text));
                    _ = (view.AsOf(reader, note.Id, at).ToAnswer().Text, view.Explain(reader, note.Id, at),
                        view.Readers(note.Id, at), view.Show(reader, note.Id, at), view.Grants(note.Id),
                            note.EffectiveAudience(at));
                }
            }

            _ = Notices.After(
                Landscape.Empty, federation.Record, view, Years.First,
                Instant.Min(Instant.Max(at, Years.First), Years.Last), DateTimeZoneProviders.Tzdb);
            foreach (var gathering in federation.Gatherings)
                _ = (gathering.IsOver(at), gathering.WasHeld(at), gathering.NeedsAt(at).Count(),
                    view.ComesBy(Scenario.Person(random.Next(1, Acts.People)), gathering.Id, at));
            foreach (var question in federation.Questions)
                _ = (question.EffectiveAudience(at), question.IsUnansweredAt(at, Duration.MaxValue),
                    question.Answers.Count(answer => answer.EffectiveAudience(at) > Audience.Contributors));
            foreach (var link in federation.Links)
                _ = (link.IsInForce(at), link.IsOver(at), link.IsReviewDue(at), link.EvidenceAt(at), link.Terms?.Sentence);
        }
    }

    private static void Question(Community community, Instant at, Random random)
    {
        var person = Scenario.Person(random.Next(1, Acts.People));
        foreach (var option in community.OptionsFor(person, at)) Assert.False(string.IsNullOrWhiteSpace(option.Answer.Text));
        _ = community.WayIn(person, at);
        _ = community.AsMember(person, at);
        foreach (var duty in new[] { Duty.CallGatherings, Duty.OpenDecisions, Duty.Of("anything") })
            Assert.False(string.IsNullOrWhiteSpace(community.MayServe(person, duty, at).Text));
        var settled = community.At(at);
        foreach (var decision in settled.OpenDecisions.Concat(settled.ClosedDecisions))
        {
            Assert.False(string.IsNullOrWhiteSpace(decision.Proposal.Sentence));
            Assert.False(string.IsNullOrWhiteSpace(settled.MaySee(decision.Id, person, at).Text));
            Assert.False(string.IsNullOrWhiteSpace(settled.CountOf(decision.Id, person, at).Answer.Text));
            _ = settled.Explain(decision.Id);
        }
    }

    private static void Check(Act act, Answer answer, ValueList<Entry> events)
    {
        Assert.False(string.IsNullOrWhiteSpace(answer.Text));
        Seen.Add(answer.Clause);
        if (answer.Allowed) _allowed++;
        if (Read(act) is { } read)
        {
            Assert.Equal(act, read);
            if (answer.Remedy is { } way && way.WithWords("Because it is so.") is var remedy)
                Assert.Equal(remedy, ActJson.Read(ActJson.ToUtf8(remedy)));
        }

        foreach (var entry in events) Assert.Equal(entry, RecordJson.Read(RecordJson.ToUtf8(entry)));
    }

    // What JSON cannot hold, want of a reason or decision number 0, cannot come from elsewhere either.
    private static Act? Read(Act act)
    {
        try
        {
            return ActJson.Read(ActJson.ToUtf8(act));
        }
        catch (Exception fault) when (fault is JsonException or RecordException)
        {
            return null;
        }
    }

    private static void Telling(string what, Action check)
    {
        try
        {
            check();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(what.Length > 3000 ? what[..3000] : what, fault);
        }
    }
}
