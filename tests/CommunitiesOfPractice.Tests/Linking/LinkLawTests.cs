using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Linking.Ends;

namespace CommunitiesOfPractice.Tests.Linking;

/// <summary>
/// Law 9, over whatever anybody tries: a link needs both ends, either end can end it, and nothing flows while it is not agreed.
/// </summary>
public sealed class LinkLawTests
{
    private static readonly Party[] Parties =
        [Party.Of(Maternity), Party.Of(Sepsis), Party.Of(Trust), Party.Of(Maternities), Party.Of(Leader)];

    private static readonly LinkTerms[] Terms =
    [
        BothWays, Outward, new(Flow.BToA), BothWays with { Until = Start + Duration.FromDays(3) },
            new LinkTerms(Flow.None) { Purpose = Words }, Outward with { Until = Start + Duration.FromDays(6) },
    ];

    [Fact]
    public void A_link_needs_both_ends_and_either_can_end_it()
    {
        var (agreed, flowed, paused, ended) = (0, 0, 0, 0);
        var stories = Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf(60).ToArbitrary(), numbers =>
        {
            var (link, now, history) = (Link.Unknown(L1), Start, new List<Entry>());
            foreach (var number in numbers)
            {
                now += Duration.FromHours((number / 7) % 9);
                var act = ActOf(number, link);
                var done = link.Do(act, now);
                Assert.Equal(done.Answer, link.Ask(act, now));
                Assert.Equal(done.Allowed, done.Events.Count > 0);
                if (!done.Allowed) Assert.Same(link, done.After);
                history.AddRange(done.Events);
                link = done.After;
                EachStepWasItsEndsOwn(history);
                OnlyWhatBothAgreedFlows(link, history, now);
                EitherEndCanEndItAlone(link, now);
                if (link.Status == LinkStatus.Agreed) agreed++;
                if (link.IsInForce(now)) flowed++;
                if (link.Status == LinkStatus.Paused) paused++;
                if (link.Status == LinkStatus.Ended) ended++;
            }

            if (history.Count > 0) Assert.Equal(link, Link.Replay(history));
        });
        LawTests.CheckUntilSeen(
            stories, 150, () => [("agreed", agreed, 300), ("flowed", flowed, 300), ("paused", paused, 50), ("ended", ended, 50)]);
    }

    /// <summary>
    /// Every step of an end's was taken by that end's own authority: a mandate for it, single-use, in time and word for word; its
    /// spokesperson; the person.
    /// </summary>
    private static void EachStepWasItsEndsOwn(List<Entry> history)
    {
        var (used, offered) = (new HashSet<string>(), (LinkOffered?)null);
        LinkTerms? other = null;
        Side? otherFrom = null;
        foreach (var entry in history)
        {
            if (entry.Event is LinkOffered anew) (offered, other, otherFrom) = (anew, null, null);
            if (entry.Event is not EndEvent happened
                || happened is LinkQuestionAsked or LinkQuestionAnswered or BrokerBegan or ObjectPlaced or ObjectRead) continue;
            var mandate = (happened.As as ByMandate)?.Given;
            var (step, side, terms, reason) = happened switch
            {
                LinkOffered e => (LinkStep.Offer, Side.A, e.Terms, null),
                LinkAgreed e => (LinkStep.Accept, Side.B, offered!.Terms, null),
                LinkDeclined e => (LinkStep.Decline, entry.Clause == Clauses.WithdrawingOffer ? Side.A : Side.B, null, e.Reason),
                LinkPaused e => (LinkStep.Pause, e.Side, null, e.Reason),
                LinkResumed e => (LinkStep.Resume, e.Side, null, (FreeText?)null),
                TermsOffered e => (LinkStep.OfferTerms, e.Side, e.Terms, null),
                TermsChanged e => (LinkStep.AcceptTerms, otherFrom == Side.A ? Side.B : Side.A, e.Terms, null),
                LinkEnded e => (LinkStep.End, e.Side, (LinkTerms?)null, e.Reason),
                _ => throw new InvalidOperationException("Another step?"),
            };
            if (happened is TermsOffered newer) (other, otherFrom) = (newer.Terms, newer.Side);
            if (happened is TermsChanged changed) Assert.Equal(other, changed.Terms);
            var (end, far) = side == Side.A ? (offered!.A, offered.B) : (offered!.B, offered.A);
            switch (end)
            {
                case CommunityParty { Community: var community }:
                    Assert.NotNull(mandate);
                    Assert.True(used.Add(mandate.Id), "A mandate is used once.");
                    Assert.Equal((community, StreamId.Of(L1), MandatePurpose.Link), (mandate.From, mandate.To, mandate.Purpose));
                    Assert.True(entry.At < mandate.Expires);
                    Assert.Equal(
                        new LinkMatter(step, far, step is LinkStep.Offer or LinkStep.Accept ? offered.Kind : null, terms, reason),
                            mandate.What);
                    Assert.Null(entry.By);
                    break;
                case GroupParty { Group: var group }:
                    Assert.Equal(new AsSpokesperson(new(group, entry.By!.Value, "directory")), happened.As);
                    break;
                default:
                    Assert.Equal(((PersonParty)end).Person, entry.By);
                    break;
            }
        }
    }

    private static void OnlyWhatBothAgreedFlows(Link link, List<Entry> history, Instant now)
    {
        var since = history.FindLastIndex(e => e.Event is LinkOffered);
        var story = history.Skip(Math.Max(since, 0)).ToArray();
        var agreed = story.Any(e => e.Event is LinkAgreed);
        var isOver = story.Any(e => e.Event is LinkEnded or LinkDeclined);
        var pausing =
            new[] { Side.A, Side.B }.Where(
                side => story.LastOrDefault(
                    e => (e.Event is LinkPaused p && p.Side == side)
                        || (e.Event is LinkResumed r && r.Side == side))?.Event is LinkPaused);
        var terms = story.Select(e => e.Event switch { LinkOffered o => o.Terms, TermsChanged c => c.Terms, _ => null })
            .LastOrDefault(t => t is not null);
        Assert.Equal(agreed && !isOver && !pausing.Any() && (terms!.Until is null || now < terms.Until), link.IsInForce(now));
        Assert.Equal(terms, link.Terms);
        if (link.Kind == LinkKind.Leader && link.Status != LinkStatus.Unknown)
            Assert.Equal((Flow.None, Onward.None), (link.Terms!.Carries, link.Terms.Onward));
        Assert.All(link.Brokers.Where(b => b.Until is null), b => Assert.True(agreed && !isOver));
    }

    private static void EitherEndCanEndItAlone(Link link, Instant now)
    {
        foreach (var side in new[] { Side.A, Side.B })
        {
            if (link.Status is LinkStatus.Unknown or LinkStatus.Declined || link.IsOver(now)) continue;
            LinkAct act = link.Status != LinkStatus.Offered ? new EndLink(Rightly(link[side]!, link, LinkStep.End))
                : side == Side.A ? new WithdrawOffer(Rightly(link.A!, link, LinkStep.Decline))
                : new DeclineLink(Rightly(link.B!, link, LinkStep.Decline));
            var after = link.Do(act, now);
            Assert.True(after.Allowed, after.Text);
            Assert.False(after.After.IsInForce(now));
            Assert.False(after.After.IsInForce(Instant.MaxValue));
        }
    }

    /// <summary>What that party would have to act by.</summary>
    private static Capacity Rightly(
        Party party, Link link, LinkStep step, LinkTerms? terms = null, LinkKind? kind = null, Party? other = null,
            FreeText? reason = null)
    {
        other ??= link.A is null ? Parties[0] : party == link.A ? link.B! : link.A;
        return party switch
        {
            CommunityParty { Community: var community } =>
                new ByMandate(Mandate(community, new(step, other, kind, terms, reason))),
            GroupParty { Group: var group } => new AsSpokesperson(new(group, Ben, "directory")),
            _ => new AsThemself(((PersonParty)party).Person),
        };
    }

    private static IActOn<Link> ActOf(int number, Link link)
    {
        var (party, other) = link.A is null || number % 11 == 0
            ? (Parties[number % 5], Parties[(number / 5) % 5])
            : number % 2 == 0 ? (link.A, link.B!) : (link.B!, link.A);
        var terms = Terms[(number / 3) % Terms.Length];
        var kind = (party, other) switch
        {
            _ when number % 13 == 0 => (LinkKind)(number % 8),
            (_, PersonParty) => LinkKind.Leader,
            (CommunityParty, CommunityParty) => LinkKind.Sister,
            (GroupParty { Group.Kind: GroupKind.Network }, _) or (_, GroupParty { Group.Kind: GroupKind.Network }) =>
                LinkKind.Network,
            _ => LinkKind.Organisation,
        };
        if (kind == LinkKind.Leader && number % 5 != 0) terms = Terms[4];
        Capacity By(LinkStep step, LinkTerms? on = null, LinkKind? of = null, FreeText? why = null) => ((number / 17) % 7) switch
        {
            0 => party is CommunityParty { Community: var home } ? Member(home, Amina, number % 2 == 0) : new AsThemself(Amina),
            1 => party is GroupParty { Group: var group } ? new AsStaff(Amina, group, new("directory", Start, [group]))
                : party is CommunityParty { Community: var from }
                    ? Mandated(from, new LinkMatter((LinkStep)(number % 8), other))
                    : new AsThemself(Amina),
            2 when party is CommunityParty { Community: var giver } && link.MandatesUsed.Count > 0 =>
                new ByMandate(
                    Mandate(giver, new(step, other, of, on, why)) with {
                        Decision =
                            new(long.Parse(
                                link.MandatesUsed[0].Split('/')[1], System.Globalization.CultureInfo.InvariantCulture)) }),
            3 when party is CommunityParty { Community: var late } =>
                new ByMandate(Mandate(late, new(step, other, of, on, why)) with { Expires = Start + Duration.FromDays(2) }),
            _ => Rightly(party, link, step, on, of, other, why),
        };
        Capacity InPerson() => party switch
        {
            CommunityParty { Community: var home } => Member(home, number % 3 == 0 ? Amina : Chloe, number % 5 != 0),
            GroupParty { Group: var group } => new AsSpokesperson(new(group, Ben, "directory")),
            _ => new AsThemself(((PersonParty)party).Person),
        };
        var reason = number % 3 == 0 ? Words : null;
        return ((number / 19) % 24) switch
        {
            0 or 1 => new OfferLink(By(LinkStep.Offer, terms, kind), other, kind, terms),
            2 or 3 or 4 => new AcceptLink(By(LinkStep.Accept, link.Terms, link.Kind)),
            5 => new DeclineLink(By(LinkStep.Decline, why: reason), reason),
            6 => new WithdrawOffer(By(LinkStep.Decline, why: reason), reason),
            7 or 8 => new PauseLink(By(LinkStep.Pause, why: reason), reason),
            9 or 10 or 11 => new ResumeLink(By(LinkStep.Resume)),
            12 => new OfferTerms(By(LinkStep.OfferTerms, terms), terms),
            13 => new AcceptTerms(By(LinkStep.AcceptTerms, link.NewTerms)),
            14 when number % 4 == 0 => new EndLink(By(LinkStep.End, why: reason), reason),
            15 => new StopBroking(number % 3 == 0 ? Amina : Ben, reason),
            16 => new AskAboutLink(InPerson(), Words),
            17 => new AnswerAboutLink(InPerson(), number % 4, Words),
            18 => new PlaceObject(InPerson(), "chart-" + (number % 4), Words),
            19 => new ReadObject(InPerson(), "chart-" + (number % 4), Words),
            20 => new AnswerAsLeader(number % 4 == 0 ? Amina : Leader, Words),
            _ => new BeginBroking(InPerson()),
        };
    }
}
