using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Practice.NoteScenario;

namespace CommunitiesOfPractice.Tests.Practice;

/// <summary>Law 8 over random stories of acts on a note: it widens by consent and narrows at once.</summary>
public sealed class NoteLawTests
{
    private static readonly Instant Start = Instant.FromUtc(2015, 5, 14, 9, 0);
    private static readonly CommunityId Home = CommunityId.Of("maternity");
    private static readonly PersonId[] People = [Author, Other, Peer, PersonId.Of("k-4")];
    private static readonly ValueList<LinkId>[] Links = [[L1], [L2], [L1, L2], ValueList<LinkId>.Empty];
    private static readonly Type[] MayWiden =
        [typeof(OfferNote), typeof(Widen), typeof(GiveConsent), typeof(RecordFinding), typeof(ReportFinding),
            typeof(LiftRestriction), typeof(LiftEmbargo), typeof(SetEmbargo)];

    private static readonly Gen<Step[]> Stories =
        (from kind in Gen.Choose(0, 23) from person in Gen.Choose(0, 3) from other in Gen.Choose(0, 3)
            from audience in Gen.Choose(0, 4)
         from hours in Gen.Choose(0, 30) from more in Gen.Choose(0, 1000)
         select new Step(kind, People[person], People[other], (Audience)audience, Duration.FromHours(hours), more)).ArrayOf(60);

    /// <summary>One step of a story: an act is made of it when its turn comes.</summary>
    internal sealed record Step(int Kind, PersonId Person, PersonId Other, Audience Audience, Duration Wait, int More);

    [Fact]
    public void It_never_reaches_further_than_what_was_decided_each_consent_the_finding_and_a_restriction_allow() =>
        Each((_, _, done, now) =>
    {
        var note = done.After;
        foreach (var at in Moments(note, now))
        {
            var reaches = note.EffectiveAudience(at);
            Assert.True(reaches <= note.Decided);
            Assert.All(note.Contributors, c => Assert.True(reaches <= c.CeilingAt(at)));
            Assert.True(reaches == Audience.Contributors || note.Contributors.Count > 0);
            Assert.True(note.Restriction is null || reaches == Audience.Contributors);
            if (reaches > Audience.Community)
                Assert.Contains(note.Findings, f => f.Edition == note.Edition && f.Audience >= reaches && f.At <= at);
        }
    });

    [Fact]
    public void It_reaches_what_a_slow_reading_of_its_history_says() => EachHistory((history, note, now) =>
    {
        foreach (var at in Moments(note, now)) Assert.Equal(Slow(history, at), note.EffectiveAudience(at));
        Assert.Equal(note, PracticeNote.Replay(history));
    });

    [Fact]
    public void Only_what_is_meant_to_widen_widens_and_everything_else_is_at_once() => Each((before, act, done, now) =>
    {
        if (MayWiden.Contains(act.GetType()) || before.Status == NoteStatus.Unknown) return;
        foreach (var at in Moments(before, now).Concat(Moments(done.After, now)).Where(at => at >= done.After.LastAt))
            Assert.True(
                done.After.EffectiveAudience(at) <= before.EffectiveAudience(at),
                    $"{act} widened from {before.EffectiveAudience(at)} to {done.After.EffectiveAudience(at)} at {at}.");
        Assert.True(done.After.Decided <= before.Decided);
        if (done.After.Decided >= Audience.Linked && before.NamedLinks is { } links)
            Assert.Subset(links.ToHashSet(), done.After.NamedLinks!.ToHashSet());
    });

    [Fact]
    public void A_consent_is_given_only_by_its_contributors_own_act() => Each((before, act, done, _) =>
    {
        foreach (var contribution in done.After.Contributors)
        {
            var was = before.ContributionOf(contribution.Person)?.Consent;
            if (contribution.Consent == was) continue;
            Assert.True(
                act is GiveConsent give && give.By == contribution.Person && contribution.Consent == give.Consent
                || act is RevokeConsent revoke && revoke.By == contribution.Person && contribution.Consent is null
                || act is ReviseNote revise && revise.By != contribution.Person && contribution.Consent is null
                || act is MergeKeys merge && merge.Kept == contribution.Person
                    && (contribution.Consent is null || contribution.Consent == before.ContributionOf(merge.Dropped)!.Consent),
                        $"{act} changed what {contribution.Person} consents to.");
        }
    });

    [Fact]
    public void Taking_back_narrowing_and_withdrawing_never_need_anybodys_leave() => Each((_, _, done, now) =>
    {
        var note = done.After;
        foreach (var contribution in note.Contributors)
        {
            Assert.True(note.Ask(new LeaveNote(contribution.Person), now).Allowed);
            if (contribution.Consent is not null)
                Assert.Equal(
                    Audience.Contributors, note.Do(new RevokeConsent(contribution.Person), now).After.EffectiveAudience(now));
            if (note.Status == NoteStatus.Withdrawn) continue;
            if (note.Decided > Audience.Contributors)
                Assert.Equal(
                    Audience.Contributors,
                        note.Do(new Narrow(contribution.Person, Audience.Contributors), now).After.EffectiveAudience(now));
            Assert.Equal(NoteStatus.Withdrawn, note.Do(new WithdrawNote(contribution.Person), now).After.Status);
        }
    });

    [Fact]
    public void Lifting_a_restriction_restores_exactly_what_was() => Each((_, _, done, now) =>
    {
        var note = done.After;
        if (note.Restriction is not null || note.Status == NoteStatus.Unknown) return;
        var restricted = note.Do(new PlaceRestriction("guardian", "A duty", now + Duration.FromDays(1), "desk"), now);
        Assert.True(restricted.Allowed);
        var lifted = restricted.After.Do(new LiftRestriction("desk"), now).After;
        Assert.Equal(note with { Version = lifted.Version, LastAt = lifted.LastAt }, lifted);
    });

    [Fact]
    public void Beyond_the_community_lies_a_mandate_for_this_version_or_its_contributors_own_decision() =>
        EachHistory((history, note, _) =>
    {
        if (note.Decided <= Audience.Community || note.Status == NoteStatus.Unknown) return;
        var widened = history.Last(e => e.Clause == Clauses.WideningNote);
        Assert.DoesNotContain(history, e => e.Version > widened.Version && e.Event is NoteRevised);
        var decided = (AudienceDecided)widened.Event;
        Assert.True(note.Decided <= decided.Audience);
        if (decided.Mandate is { } mandate)
            Assert.Equal(new WidenMatter(note.Edition, decided.Audience, decided.NamedLinks), mandate.What);
    });

    [Fact]
    public void A_mandate_is_used_once() => EachHistory((history, note, _) =>
    {
        var used =
            history.Select(
                e => e.Event
                    switch { NoteEndorsed e1 => e1.Mandate, AudienceDecided e2 => e2.Mandate, OnwardStepTaken e3 =>
                        e3.Mandate, _ => null }).Where(m => m is not null).Select(m => m!.Id).ToArray();
        Assert.Equal(used.Distinct(), used);
        Assert.Equal(used, note.MandatesUsed);
    });

    [Fact]
    public void Every_kind_of_act_is_allowed_in_some_story_and_every_audience_reached()
    {
        var (acts, reached) = (new HashSet<Type>(), new HashSet<Audience>());
        Each((_, act, done, now) =>
        {
            acts.Add(act.GetType());
            reached.Add(done.After.EffectiveAudience(now));
        }, LawTests.Config(3000).WithReplay(new Replay(new Rnd(2015, 5), Microsoft.FSharp.Core.FSharpOption<int>.None)));
        Assert.Equal(
            typeof(NoteAct).Assembly.GetTypes().Where(t => typeof(IActOn<PracticeNote>).IsAssignableFrom(t) && !t.IsAbstract)
                .Select(t => t.Name).Order(), acts.Select(t => t.Name).Order());
        Assert.Equal(Enum.GetValues<Audience>(), reached.Order());
    }

    private static void EachHistory(Action<List<Entry>, PracticeNote, Instant> check)
    {
        var history = new List<Entry>();
        Each((before, _, done, now) =>
        {
            if (before.Version == 0) history.Clear();
            history.AddRange(done.Events);
            check(history, done.After, now);
        });
    }

    /// <summary>
    /// After each act of each story that is allowed; that asking gives the same answer and a refusal changes nothing is seen to
    /// on the way.
    /// </summary>
    private static void Each(
        Action<PracticeNote, IActOn<PracticeNote>, Done<PracticeNote>, Instant> check, Config? config = null) =>
            Prop.ForAll(Stories.ToArbitrary(), steps =>
    {
        var (note, now, mandates) = (PracticeNote.Unknown(Id), Start, 0L);
        foreach (var step in steps)
        {
            now += step.Wait;
            var act = note.Status == NoteStatus.Unknown
                ? new DraftNote(Evidence(step, Author), Content)
                : Act(step, note, now, ref mandates);
            var done = note.Do(act, now);
            Assert.Equal(done.Answer, note.Ask(act, now));
            if (!done.Allowed)
            {
                Assert.Same(note, done.After);
                Assert.Empty(done.Events);
                continue;
            }

            check(note, act, done, now);
            note = done.After;
        }
    }).Check(config ?? LawTests.Config(200));

    private static AsMember Evidence(Step step, PersonId person) => new(new HomeEvidence(Home, 9, person, true, [], new(
        Audience.Community, step.More % 7 == 0, step.More % 2 == 0 ? new AnyMember() : new MembersBy("silence"),
        step.More % 3 == 0 ? new Contributors() : new MembersBy("silence"), new MembersBy("silence"), step.More % 3 == 1
            ? new Contributors()
            : new MembersBy("two-thirds"))));

    private static IActOn<PracticeNote> Act(Step step, PracticeNote note, Instant now, ref long mandates)
    {
        // Mostly somebody who may: a contributor, but for what takes somebody else.
        var person = step.More % 4 > 0 && note.Contributors.Count > 0 && step.Kind is not (8 or 9 or 11 or 23)
            ? note.Contributors[step.More % note.Contributors.Count].Person
            : step.Person;
        var home = Evidence(step, person);
        var edition = step.More % 11 == 0 ? note.Edition + 1 : note.Edition;
        var widen =
            new WidenMatter(edition, (Audience)Math.Max(2, (int)step.Audience), step.More % 5 == 0 ? Links[step.More % 4] : null);
        var endorse = new EndorseMatter(edition);
        var passOn = new PassOnMatter(L1, L2);
        Mandate Given(MandateMatter what, CommunityId from, ref long number) =>
            new(from, new(step.More % 13 == 0 ? 1 : ++number + 1), StreamId.Of(Id), MandatePurpose.Share, now, now
                + Duration.FromHours(step.More % 17)) { What = what };
        Party sepsis = Party.Of(CommunityId.Of("sepsis"));
        return step.Kind switch
        {
            0 => new ReviseNote(person, Content with { Why = "Because " + step.More }),
            1 => new NameContributor(home, step.Other),
            2 => step.More % 3 == 0 ? new LeaveNote(person) : new NameContributor(home, step.Other),
            3 or 4 or 5 =>
                new GiveConsent(
                    person, new(
                        step.Kind == 3 ? step.Audience : Audience.Public, step.More % 2 == 0
                            ? now + Duration.FromHours(step.More % 200)
                            : null)),
            6 => new RevokeConsent(person),
            7 => new OfferNote(home, step.Audience),
            8 or 9 => new RecordFinding(home, edition, step.Kind == 8 ? step.Audience : Audience.Public, "steward"),
            10 => new ReportFinding(edition, step.Audience, "guardian", "desk"),
            11 => new Endorse(step.More % 2 == 0 ? home : new ByMandate(Given(endorse, Home, ref mandates)), endorse),
            12 or 13 or 14 => new Widen(step.More % 4 == 0 ? home : new ByMandate(Given(widen, Home, ref mandates)), widen),
            15 => new Narrow(person, step.Audience),
            16 => new NameLinks(person, Links[step.More % 4]),
            17 => new SetEmbargo(person, now + Duration.FromHours(step.More % 60)),
            18 => new LiftEmbargo(home, step.More % 2 == 0 ? null : now + Duration.FromHours(step.More % 40)),
            19 => new PassOn(
                new ByMandate(Given(passOn, CommunityId.Of("sepsis"), ref mandates)),
                    new(L1, 3, Party.Of(Home), sepsis, new(Flow.Both, Onward.OneStep), true),
                        new(L2, 3, sepsis, Party.Of(DirectoryGroup.Network("net")), new(Flow.Both), true)),
            20 when step.More % 3 > 0 => new LiftEmbargo(home),
            20 => new PlaceRestriction("guardian", "A duty", now + Duration.FromHours(step.More), "desk"),
            21 => new LiftRestriction("desk"),
            22 => step.More % 3 == 0 ? new Forget(person, "request") : new MergeKeys(person, step.Other, "esr"),
            _ => step.More % 40 == 0
                ? new WithdrawNote(note.Contributors.Count > 0 ? note.Contributors[0].Person : person) : step.More % 4 == 1
                    ? new Supersede(
                        Evidence(step, note.Contributors.Count > 0 ? note.Contributors[0].Person : person),
                            new(NoteId.Of("n-2"), 3, Home, NoteStatus.Offered, null))
                    : new ReviewNote(home, edition, "Good"),
        };
    }

    /// <summary>Now, and exactly on and around every instant that anything in the note names.</summary>
    private static IEnumerable<Instant> Moments(PracticeNote note, Instant now) =>
        note.Contributors.Select(c => c.Consent?.Until).Append(note.EmbargoUntil).Append(note.Restriction?.ReviewBy)
            .OfType<Instant>()
            .SelectMany(i => new[] { i - Duration.Epsilon, i, i + Duration.Epsilon }).Append(now).Append(Instant.MaxValue)
                .Where(i => i >= now).Distinct();

    /// <summary>The sharing rule, read off the whole history each time: slow, and obvious.</summary>
    private static Audience Slow(List<Entry> history, Instant at)
    {
        var events = history.Select(e => e.Event).ToList();
        var edition = events.OfType<NoteRevised>().Select(e => e.Edition).Append(1).Max();
        var audience = Audience.Contributors;
        var contributors = new Dictionary<PersonId, Consent?>();
        foreach (var happened in events)
        {
            switch (happened)
            {
                case NoteDrafted e: contributors[e.Author.Person] = null; break;
                case ContributorNamed e: contributors[e.Contribution.Person] = null; break;
                case ContributorLeft e: contributors.Remove(e.Person); break;
                case ConsentGiven e: contributors[e.Person] = e.Consent; break;
                case ConsentRevoked e: contributors[e.Person] = null; break;
                case NoteRevised e: foreach (var other in contributors.Keys.Where(p => p != e.Reviser).ToArray()) contributors[
                    other] = null; break;
                case ContributorsMerged e:
                    if (contributors.Remove(e.Dropped, out var theirs)) contributors.TryAdd(e.Kept, theirs);
                    break;
                case NoteOffered e: audience = e.Audience; break;
                case AudienceDecided e: audience = e.Audience; break;
                default: break;
            }
        }

        var restricted = events.LastOrDefault(e => e is RestrictionPlaced or RestrictionLifted) is RestrictionPlaced;
        var found = history.Where(e => e.Event is FindingMade f && f.Edition == edition && e.At <= at)
            .Select(e => (e.At, ((FindingMade)e.Event).Audience)).ToList();
        var finding = found.Count == 0 ? Audience.Community : found.Where(f => f.At == found.Max(g => g.At)).Min(f => f.Audience);
        var ceilings =
            contributors.Values.Select(
                c => c is null || (c.Until is { } until && until <= at) ? Audience.Contributors : c.Ceiling).ToList();
        return restricted || contributors.Count == 0 ? Audience.Contributors : new[] { audience, finding, ceilings.Min() }.Min();
    }
}
