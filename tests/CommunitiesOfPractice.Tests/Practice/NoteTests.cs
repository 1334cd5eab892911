using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Practice.NoteScenario;

namespace CommunitiesOfPractice.Tests.Practice;

/// <summary>What each act on a note does, told as stories.</summary>
public sealed class NoteTests
{
    private static readonly PracticeContent Anew = Content with { Why = "Nobody had scales at night" };
    private static readonly Consent Everything = new(Audience.Public);
    private static readonly Instant Ahead = Instant.FromUtc(2030, 1, 1, 0, 0);

    /// <summary>Law 12: what an act rests on outside its stream is copied into its event.</summary>
    [Fact]
    public void What_the_home_said_stands_in_the_event_that_rests_on_it()
    {
        var story = Offered();
        var home = story.Of(Peer);
        Assert.Equal(
            home, Assert.IsType<ReviewGiven>(
                story.When(new ReviewNote(new AsMember(home), 1, "We could try this.")).Last.Events.Single().Event).Evidence);
        Assert.Equal(
            home, Assert.IsType<FindingMade>(
                story.When(new RecordFinding(new AsMember(home), 1, Audience.System, "steward")).Last.Events.Single(
                    ).Event).Evidence);
        Assert.Null(
            Assert.IsType<AudienceDecided>(
                story.When(new Narrow(Author, Audience.Contributors)).Last.Events.Single().Event).Evidence);
    }

    [Fact]
    public void A_note_from_its_first_words_to_its_tombstone()
    {
        var story = Drafted(Settling((Matter.Endorse, new MembersBy(RuleNames.Silence))) with { EndorsedFirst = true })
            .Reaches(Audience.Contributors);
        story.When(new OfferNote(story.As(Author))).Then(new NoteOffered(Audience.Community)).Reaches(Audience.Contributors);
        story.When(new GiveConsent(Author, Everything)).Then(new ConsentGiven(Author, Everything)).Reaches(Audience.Community);
        story.When(new ReviewNote(story.As(Peer), 1, "We could try this.")).Then(new ReviewGiven(Peer, 1, "We could try this."));
        var endorsing = story.Mandated(new EndorseMatter(1));
        story.When(new Endorse(new ByMandate(endorsing), new(1))).Then(new NoteEndorsed(1, endorsing));
        var widening = story.Mandated(new WidenMatter(1, Audience.Public, null));
        story.When(new Widen(new ByMandate(widening), new(1, Audience.Public, null)))
            .Then(new AudienceDecided(Audience.Public, null, widening)).Reaches(Audience.Community);
        story.When(new RecordFinding(story.As(Peer), 1, Audience.System, "steward"))
            .Then(new FindingMade(1, Audience.System, "steward")).Reaches(Audience.System);
        story.When(new ReviseNote(Author, Anew))
            .Then(new NoteRevised(2, Anew, Author), new AudienceDecided(Audience.Community, null, null))
                .Reaches(Audience.Community);
        Assert.Equal((1, 2, Audience.Community), (story.Note.EndorsedEdition, story.Note.Edition, story.Note.Decided));
        story.When(new WithdrawNote(Author, "It was wrong.")).Then(new NoteWithdrawn("It was wrong."));
        Assert.Equal(NoteStatus.Withdrawn, story.Note.Status);
        Assert.Equal(story.Note, PracticeNote.Replay(story.History));
        Assert.All(story.History, entry => Assert.Equal(entry, RecordJson.Read(RecordJson.ToText(entry))));
    }

    [Fact]
    public void A_revision_ends_what_others_consented_to_and_not_what_its_reviser_did()
    {
        var story = OfTwo().Reaches(Audience.Community).Given(new ReviseNote(Author, Anew)).Reaches(Audience.Contributors);
        Assert.Equal([Everything, null], story.Note.Contributors.Select(c => c.Consent));
        story.Given(new GiveConsent(Other, new(Audience.Community))).Reaches(Audience.Community);
    }

    [Fact]
    public void A_finding_on_the_version_before_says_nothing_of_the_next()
    {
        var story = Offered().Widened(Audience.Public).Reaches(Audience.Public).Given(new ReviseNote(Author, Anew));
        var again = new WidenMatter(2, Audience.Public, null);
        story.With(s => new Widen(s.By(again), again)).Reaches(Audience.Community);
        story.With(s => new RecordFinding(s.As(Peer), 2, Audience.Public, "steward")).Reaches(Audience.Public);
    }

    [Fact]
    public void A_finding_that_keeps_a_note_to_its_contributors_is_not_got_round_by_revising_it()
    {
        var story = Offered().Given(new ReportFinding(1, Audience.Contributors, "guardian", "case-1"))
            .Reaches(Audience.Contributors);
        story.When(new ReviseNote(Author, Anew))
            .Then(new NoteRevised(2, Anew, Author), new AudienceDecided(Audience.Contributors, null, null))
                .Reaches(Audience.Contributors);
        story.With(s => new OfferNote(s.As(Author))).Reaches(Audience.Community);
    }

    [Fact]
    public void The_latest_finding_counts_whether_it_narrows_or_widens() =>
        Offered().Widened(Audience.Public)
            .Given(new ReportFinding(1, Audience.Contributors, "guardian", "case-1")).Reaches(Audience.Contributors)
            .Given(new ReportFinding(1, Audience.System, "guardian", "case-1")).Reaches(Audience.System);

    [Fact]
    public void A_reported_finding_says_where_it_is_from() =>
        Offered().When(new ReportFinding(1, Audience.System, "guardian", "case-1"))
            .Then(new FindingMade(1, Audience.System, "guardian") { Reported = "case-1" });

    [Fact]
    public void Whoever_is_named_contributes_at_once_and_consents_for_themselves()
    {
        var story = Offered().When(new NameContributor(Offered().As(Author), Other, DirectoryGroup.Profession("doctor")))
            .Then(new ContributorNamed(new(Other, DirectoryGroup.Profession("doctor"), null)));
        story.Reaches(Audience.Contributors)
            .Given(new GiveConsent(Other, new(Audience.Public, story.Now + Duration.FromDays(30)))).Reaches(Audience.Community);
        story.WaitDays(30).Reaches(Audience.Contributors);
    }

    [Fact]
    public void A_consent_ends_at_its_instant_and_not_before()
    {
        var story = Drafted();
        var until = story.Now + Duration.FromDays(7);
        story.Given(new GiveConsent(Author, new(Audience.Public, until)), new OfferNote(story.As(Author)));
        Assert.Equal(Audience.Community, story.Note.EffectiveAudience(until - Duration.Epsilon));
        Assert.Equal(Audience.Contributors, story.Note.EffectiveAudience(until));
    }

    [Fact]
    public void Leaving_a_note_lets_nobody_read_more()
    {
        OfTwo().Widened(Audience.Public).Given(new GiveConsent(Other, new(Audience.Linked))).Reaches(Audience.Linked)
            .When(new LeaveNote(Other)).Then(new ContributorLeft(Other), new AudienceDecided(Audience.Linked, null, null))
                .Reaches(Audience.Linked);
        OfTwo().Widened(Audience.Public).Given(new RevokeConsent(Other)).Reaches(Audience.Contributors)
            .Given(new LeaveNote(Other)).Reaches(Audience.Contributors);
        OfTwo().Widened(Audience.Public).Given(new GiveConsent(Other, new(Audience.Public, Ahead))).Given(new LeaveNote(Other))
            .Reaches(Audience.Contributors);
        OfTwo().Widened(Audience.Public).When(new LeaveNote(Other)).Then(new ContributorLeft(Other)).Reaches(Audience.Public);
    }

    [Fact]
    public void The_last_contributor_may_leave_and_the_note_reaches_nobody()
    {
        var story = Offered().When(new LeaveNote(Author)).Then(new ContributorLeft(Author)).Reaches(Audience.Contributors);
        Assert.Empty(story.Note.Contributors);
    }

    [Fact]
    public void A_note_is_offered_to_the_charters_default_unless_its_author_says_otherwise()
    {
        var quiet = Drafted(Charters.Informal() with { DefaultAudience = Audience.Contributors });
        quiet.When(new OfferNote(quiet.As(Author))).Then(new NoteOffered(Audience.Contributors));
        quiet.When(new OfferNote(quiet.As(Author), Audience.Community)).Then(new NoteOffered(Audience.Community));
    }

    [Fact]
    public void What_was_narrowed_is_offered_to_the_community_again_and_widened_only_by_a_decision()
    {
        var story = Offered().Widened(Audience.Public).When(new Narrow(Author, Audience.Contributors))
            .Then(new AudienceDecided(Audience.Contributors, null, null)).Reaches(Audience.Contributors);
        story.With(s => new OfferNote(s.As(Author))).Reaches(Audience.Community);
        story.When(new Widen(story.As(Author), new(1, Audience.Public, null)))
            .ThenRefused(Clauses.MembersDecide, Condition.Decision);
    }

    [Fact]
    public void Links_are_named_by_decision_and_fewer_of_them_by_any_contributor()
    {
        var story = Offered().Widened(Audience.Linked, L2, L1);
        Assert.Equal([L1, L2], story.Note.NamedLinks);
        story.When(new NameLinks(Author, [L2])).Then(new AudienceDecided(Audience.Linked, [L2], null));
        story.When(new Widen(story.As(Author), new(1, Audience.Linked, [L1, L2])))
            .ThenRefused(Clauses.MembersDecide, Condition.Decision);
        story.Given(new NameLinks(Author, ValueList<LinkId>.Empty)).Given(new Narrow(Author, Audience.Community));
        Assert.Null(story.Note.NamedLinks);
        Offered().Widened(Audience.Public, L1).When(new Narrow(Author, Audience.Linked))
            .Then(new AudienceDecided(Audience.Linked, [L1], null));
        Offered().Widened(Audience.Linked).When(new NameLinks(Author, [L1, L1]))
            .Then(new AudienceDecided(Audience.Linked, [L1], null));
    }

    [Fact]
    public void More_links_take_another_decision()
    {
        var story = Offered().Widened(Audience.Linked, L1);
        var what = new WidenMatter(1, Audience.Linked, null);
        story.With(s => new Widen(s.By(what), what));
        Assert.Null(story.Note.NamedLinks);
    }

    [Fact]
    public void Where_the_charter_says_contributors_they_widen_when_all_have_consented_that_far()
    {
        var story = OfTwo(Settling((Matter.WidenToSystem, new Contributors())));
        story.Given(new ReportFinding(1, Audience.Public, "guardian", "desk"));
        story.When(new Widen(story.As(Other), new(1, Audience.System, null)))
            .Then(new AudienceDecided(Audience.System, null, null)).Reaches(Audience.System);
        Assert.Equal(Witness.Of(CommunityId.Of("maternity")), story.Last.Witness);
    }

    [Fact]
    public void What_the_members_decided_waits_for_consents_that_come_later()
    {
        var story = Offered().With(s => new NameContributor(s.As(Author), Other)).Widened(Audience.Public)
            .Reaches(Audience.Contributors);
        story.Given(new GiveConsent(Other, new(Audience.Linked))).Reaches(Audience.Linked)
            .Given(new GiveConsent(Other, Everything)).Reaches(Audience.Public);
    }

    [Fact]
    public void What_the_members_decided_is_carried_out_in_nobodys_name_and_the_mandate_is_the_witness()
    {
        var what = new WidenMatter(1, Audience.System, null);
        var story = Offered();
        var mandate = story.Mandated(what);
        story.When(new Widen(new ByMandate(mandate), what)).Then(new AudienceDecided(Audience.System, null, mandate));
        Assert.Equal(new Witness(WitnessKind.Mandate, mandate.Id), story.Last.Witness);
        Assert.Null(story.Last.Events.Single().By);
        Assert.Equal([mandate.Id], story.Note.MandatesUsed);
    }

    [Fact]
    public void Any_member_or_a_contributor_endorses_where_the_charter_says_so_and_no_mandate_is_used_up()
    {
        var any = Offered();
        any.When(new Endorse(any.As(Peer), new(1))).Then(new NoteEndorsed(1, null));
        var theirs = Offered(Settling((Matter.Endorse, new Contributors())));
        theirs.When(new Endorse(theirs.As(Author), new(1))).Then(new NoteEndorsed(1, null));
    }

    [Fact]
    public void Endorsed_first_means_this_version()
    {
        var story = Offered(Charters.Informal() with { EndorsedFirst = true }).With(s => new Endorse(s.As(Peer), new(1)))
            .Widened(Audience.Public)
            .Given(new ReviseNote(Author, Anew));
        story.When(new Widen(story.As(Author), new(2, Audience.Public, null)))
            .ThenRefused(Clauses.EndorsedFirst, Condition.Decision);
    }

    [Fact]
    public void An_embargo_is_set_moved_and_lifted_by_any_contributor()
    {
        var story = OfTwo();
        var (until, later) = (story.Now + Duration.FromDays(2), story.Now + Duration.FromDays(9));
        story.When(new SetEmbargo(Author, until)).Then(new EmbargoSet(until)).When(new SetEmbargo(Other, later))
            .Then(new EmbargoSet(later));
        story.When(new LiftEmbargo(story.As(Other))).Then(new EmbargoSet(null));
    }

    [Fact]
    public void A_note_is_passed_on_by_the_members_in_the_middle_or_by_who_speaks_for_a_network()
    {
        Party home = Party.Of(CommunityId.Of("maternity")), sepsis = Party.Of(CommunityId.Of("sepsis")),
            network = Party.Of(DirectoryGroup.Network("net"));
        var via = new LinkEvidence(L1, 3, sepsis, home, new(Flow.BToA, Onward.OneStep), true);
        var to = new LinkEvidence(L2, 3, network, sepsis, new(Flow.Both), true);
        var middle = Scenario.Founded(Charters.Informal(), 3, "sepsis").GivenCarried(Author, new PassNoteOn(Id, new(L1, L2)));
        var mandate = middle.Community.Mandates.Single();
        var story = Offered().Widened(Audience.Linked, L1);
        story.When(new PassOn(new ByMandate(mandate), via, to)).Then(new OnwardStepTaken(L1, L2, mandate));
        Assert.Equal([new OnwardStep(L1, L2, story.Now)], story.Note.OnwardSteps);
        var onward = new LinkEvidence(L3, 3, network, sepsis, new(Flow.AToB), true);
        var speaker = new Spokesperson(DirectoryGroup.Network("net"), Stranger, "esr");
        Offered().Widened(Audience.Linked).When(new PassOn(new AsSpokesperson(speaker), via with { A = network }, onward))
            .Then(new OnwardStepTaken(L1, L3, null) { Spokesperson = speaker });
    }

    [Fact]
    public void A_link_tells_a_note_how_it_stands()
    {
        Party home = Party.Of(CommunityId.Of("maternity")), sepsis = Party.Of(CommunityId.Of("sepsis"));
        var (at, terms) = (Instant.FromUtc(2015, 5, 1, 0, 0), new LinkTerms(Flow.Both) { Until = Ahead });
        Assert.Null(Link.Unknown(L1).EvidenceAt(at));
        Entry Line(int version, LinkEvent happened) => new(StreamId.Of(L1), version, at, null, Clauses.Joining, null, happened);
        var link = Link.Unknown(L1)
            .After([Line(1, new LinkOffered(LinkKind.Sister, home, sepsis, terms)), Line(2, new LinkAgreed())]);
        Assert.Equal(new LinkEvidence(L1, 2, home, sepsis, terms, true), link.EvidenceAt(at));
        Assert.False(link.EvidenceAt(Ahead)!.InForce);
    }

    [Fact]
    public void Another_note_takes_its_place_and_it_stays()
    {
        var next = PracticeNote.Unknown(NoteId.Of("n-2"));
        Assert.Null(next.Evidence());
        var story = Offered();
        next = next.Do(new DraftNote(story.As(Author), Anew), story.Now).After;
        next = next.Do(new OfferNote(story.As(Author)), story.Now).After;
        story.When(new Supersede(story.As(Author), next.Evidence()!)).Then(new NoteSuperseded(next.Id))
            .Reaches(Audience.Community);
        Assert.Equal((NoteStatus.Offered, next.Id), (story.Note.Status, story.Note.SupersededBy));
    }

    [Fact]
    public void A_restriction_narrows_at_once_and_lifting_it_restores_exactly_what_was()
    {
        var story = Offered().Widened(Audience.Public).Given(new SetEmbargo(Author, Ahead));
        var before = story.Note;
        story.When(new PlaceRestriction("guardian", "A patient may be known by it", Ahead, "case-1"))
            .Then(new RestrictionPlaced("guardian", "A patient may be known by it", Ahead, "case-1"))
                .Reaches(Audience.Contributors);
        story.Given(new PlaceRestriction("guardian", "A patient may be known by it", Ahead + Duration.FromDays(1), "case-1"));
        story.When(new LiftRestriction("case-1")).Then(new RestrictionLifted("case-1")).Reaches(Audience.Public);
        Assert.Null(story.Last.Events[0].By);
        Assert.Equal(before with { Version = story.Note.Version, LastAt = story.Note.LastAt }, story.Note);
    }

    [Fact]
    public void Two_keys_of_one_person_are_one_contribution()
    {
        OfTwo().When(new MergeKeys(Author, Other, "esr")).Then(new ContributorsMerged(Author, Other, "esr"))
            .Reaches(Audience.Community);
        OfTwo().Given(new GiveConsent(Other, new(Audience.Contributors))).When(new MergeKeys(Author, Other, "esr"))
            .Then(new ConsentRevoked(Author), new ContributorsMerged(Author, Other, "esr")).Reaches(Audience.Contributors);
        var moved = Offered().Given(new MergeKeys(Other, Author, "esr")).Reaches(Audience.Community);
        Assert.Equal(Other, Assert.Single(moved.Note.Contributors).Person);
    }

    [Fact]
    public void Somebody_who_is_forgotten_has_left()
    {
        var story = OfTwo().Widened(Audience.Public).Given(new GiveConsent(Other, new(Audience.System)));
        story.When(new Forget(Other, "request-1"))
            .Then(new ContributorLeft(Other), new AudienceDecided(Audience.System, null, null));
        Assert.Equal((Clauses.Forgetting, null), (story.Last.Clause, story.Last.Events[0].By));
    }

    [Fact]
    public void A_bundle_is_drafted_and_shared_by_the_same_acts()
    {
        var story = Unknown();
        var bundle =
            new BundleContent("Back to basics", [Id with { }, NoteId.Of("n-2")]) { MeantFor = "New starters", ReviewBy = Ahead };
        var note = PracticeNote.Unknown(NoteId.Of("bundle")).Do(new DraftNote(story.As(Author), bundle), story.Now).After;
        note = note.Do(new GiveConsent(Author, Everything), story.Now).After.Do(new OfferNote(story.As(Author)), story.Now).After;
        Assert.Equal(Audience.Community, note.EffectiveAudience(story.Now));
        Assert.Equal(2, note.Do(new ReviseNote(Author, bundle with { Items = [NoteId.Of("n-2"), Id] }), story.Now).After.Edition);
    }

    [Fact]
    public void What_is_screened_has_a_field_and_what_is_redacted_is_left_out()
    {
        var content = Content with { Happened = FreeText.Redacted("c0ffee"), Measures = ["blood-loss"] };
        Assert.Equal(["title", "tried", "context", "why", "topics", "measures"], content.TextsToScreen().Select(t => t.Field));
        Assert.Equal(new ScreenedText("tried", "Weighing every swab"), Drafted().Note.TextsToScreen()[1]);
        Assert.Equal(
            ["title", "meantFor"],
                new BundleContent("Back to basics", [Id]) { MeantFor = "New starters" }.TextsToScreen().Select(t => t.Field));
        Assert.Empty(Unknown().Note.TextsToScreen());
    }

    [Fact]
    public void Proposals_say_what_they_let_whom_read()
    {
        Assert.Equal("Endorse version 2 of the note weigh-it", new EndorseNote(Id, new(2)).Sentence);
        Assert.Equal(Matter.Endorse, new EndorseNote(Id, new(2)).Matter);
        (WidenMatter What, Matter Matter, string Readers)[] cases =
        [
            (new(1, Audience.Linked, null), Matter.WidenToLinked, "the linked communities"),
            (new(1, Audience.Linked, [L2, L1]), Matter.WidenToLinked, "those across the links l-1 and l-2"),
            (new(1, Audience.System, null), Matter.WidenToSystem, "everyone the host lists"),
                (new(1, Audience.Public, null), Matter.WidenToPublic, "anyone"),
        ];
        Assert.All(
            cases, c =>
                Assert.Equal(
                    (c.Matter, $"Let {c.Readers} read version 1 of the note weigh-it"),
                        (new WidenNote(Id, c.What).Matter, new WidenNote(Id, c.What).Sentence)));
        Assert.Equal(
            (Matter.Link, "Pass the note weigh-it, which came by the link l-1, on by the link l-2"),
                (new PassNoteOn(Id, new(L1, L2)).Matter, new PassNoteOn(Id, new(L1, L2)).Sentence));
    }

    [Fact]
    public void Where_contributors_widen_a_consent_to_just_that_audience_is_enough()
    {
        var story = Drafted(Settling((Matter.WidenToLinked, new Contributors())));
        story.Given(
            new GiveConsent(Author, new Consent(Audience.Linked)), new OfferNote(story.As(Author)),
                new RecordFinding(story.As(Peer), 1, Audience.Linked, "knowledge-steward"));
        story.Given(new Widen(story.As(Author), new(1, Audience.Linked, null))).Reaches(Audience.Linked);
    }

    [Fact]
    public void More_links_widen_only_what_reaches_by_links() =>
        Offered().Widened(Audience.System, L1)
            .When(new Widen(Offered().As(Author), new(1, Audience.Linked, null)))
                .ThenRefused(Clauses.ReachesAlready, Condition.Novelty);

    [Fact]
    public void A_matter_that_is_no_matter_is_refused_where_it_is_made()
    {
        Assert.Throws<ArgumentException>(() => new WidenMatter(1, Audience.Community, null));
        Assert.ThrowsAny<ArgumentException>(() => new WidenMatter(0, Audience.Public, null));
        Assert.ThrowsAny<ArgumentException>(() => new EndorseMatter(0));
        Assert.Equal(new WidenMatter(1, Audience.Linked, [L1, L2]), new WidenMatter(1, Audience.Linked, [L2, L1, L2]));
    }

    [Fact]
    public void An_act_on_a_note_refuses_default_and_null_where_it_is_made_or_where_it_is_ruled_upon()
    {
        foreach (var sample in Record.Samples.Acts.OfType<IActOn<PracticeNote>>())
        {
            var constructor = sample.GetType().GetConstructors()
                .Single(c => c.GetParameters() is not [var only] || only.ParameterType != sample.GetType());
            var parameters = constructor.GetParameters();
            for (var gap = 0; gap < parameters.Length; gap++)
            {
                var values = parameters.Select(p => sample.GetType().GetProperty(p.Name!)!.GetValue(sample)).ToArray();
                values[gap] = parameters[gap].ParameterType.IsValueType
                    ? Activator.CreateInstance(parameters[gap].ParameterType)
                    : null;
                try
                {
                    Offered().When((IActOn<PracticeNote>)constructor.Invoke(values));
                }
                catch (System.Reflection.TargetInvocationException thrown) when (thrown.InnerException is ArgumentException)
                {
                    // Refused where it is made.
                }
            }
        }
    }
}
