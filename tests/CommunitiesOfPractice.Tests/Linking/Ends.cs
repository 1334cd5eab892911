using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Linking;

/// <summary>Who stands at the ends of the links of the examples, and in what capacity they act.</summary>
internal static class Ends
{
    public static readonly CommunityId Maternity = CommunityId.Of("maternity");
    public static readonly CommunityId Sepsis = CommunityId.Of("sepsis");
    public static readonly LinkId L1 = LinkId.Of("l-1");
    public static readonly PersonId Amina = PersonId.Of("k-1");
    public static readonly PersonId Ben = PersonId.Of("k-2");
    public static readonly PersonId Chloe = PersonId.Of("k-3");
    public static readonly PersonId Leader = PersonId.Of("k-9");
    public static readonly DirectoryGroup Trust = DirectoryGroup.Organisation("RJZ");
    public static readonly DirectoryGroup Maternities = DirectoryGroup.Network("maternities");
    public static readonly FreeText Words = "Ask us again in spring.";
    public static readonly LinkTerms BothWays = new(Flow.Both);
    public static readonly LinkTerms Outward = new(Flow.AToB, Onward.OneStep);
    public static readonly LinkTerms Asking = new(Flow.None) { Purpose = "Scales for every ward" };
    public static readonly Instant Start = Instant.FromUtc(2016, 3, 1, 9, 0);

    /// <summary>The amount of decisions that mandates come from: each is another.</summary>
    private static long _decisions;

    public static Capacity Speaker => new AsSpokesperson(new(Trust, Ben, "directory"));

    public static Capacity NetworkSpeaker => new AsSpokesperson(new(Maternities, Chloe, "directory"));

    public static Capacity Member(CommunityId community, PersonId person, bool mayAct = true) =>
        new AsMember(new(community, 7, person, mayAct, [],
        new(Audience.Community, false, new AnyMember(), new Contributors(), new Contributors(), new Contributors())));

    public static Mandate Mandate(CommunityId from, LinkMatter what, string link = "l-1") =>
        new(from, new(Interlocked.Increment(ref _decisions)), StreamId.Of(LinkId.Of(link)), MandatePurpose.Link, Start, Start
            + Duration.FromDays(180)) { What = what };

    public static Capacity Mandated(CommunityId from, LinkMatter what) => new ByMandate(Mandate(from, what));

    public static Capacity Mandated(
        CommunityId from, CommunityId other, LinkStep step, LinkTerms? terms = null, LinkKind? kind = null,
            FreeText? reason = null) =>
        Mandated(from, new(step, Party.Of(other), kind, terms, reason));

    public static OfferLink Offer(LinkTerms? terms = null) =>
        new(Mandated(Maternity, Sepsis, LinkStep.Offer, terms ?? BothWays, LinkKind.Sister), Party.Of(Sepsis), LinkKind.Sister,
            terms ?? BothWays);

    public static AcceptLink Acceptance(LinkTerms? terms = null) =>
        new(Mandated(Sepsis, Maternity, LinkStep.Accept, terms ?? BothWays, LinkKind.Sister));

    public static StreamScenario<Link> New() => StreamScenario.OfLink();

    public static StreamScenario<Link> Offered(LinkTerms? terms = null) => New().Given(Offer(terms));

    public static StreamScenario<Link> Agreed(LinkTerms? terms = null) => Offered(terms).Given(Acceptance(terms));

    public static StreamScenario<Link> Ended() => Agreed().Given(new EndLink(Mandated(Sepsis, Maternity, LinkStep.End)));

    public static StreamScenario<Link> Declined() =>
        Offered().Given(new DeclineLink(Mandated(Sepsis, Maternity, LinkStep.Decline)));

    /// <summary>The trust and the network, by their spokespersons.</summary>
    public static StreamScenario<Link> Spoken() =>
        New().Given(new OfferLink(Speaker, Party.Of(Maternities), LinkKind.Network, BothWays), new AcceptLink(NetworkSpeaker));

    public static StreamScenario<Link> Asked() =>
        New().Given(
            new OfferLink(
                Mandated(Maternity, new LinkMatter(LinkStep.Offer, Party.Of(Leader), LinkKind.Leader, Asking)), Party.Of(Leader),
                    LinkKind.Leader, Asking));
}
