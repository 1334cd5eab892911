// Checks that several acts on a link share; the page of rules reads them.
namespace CommunitiesOfPractice;

public sealed partial record Link
{
    internal Witness Self => Witness.Of(Id);

    /// <summary>Whether somebody is at an end, carries the link, has asked about it or was given a second key.</summary>
    internal bool Knows(PersonId person) =>
        A == Party.Of(person) || B == Party.Of(person) || Brokers.Any(b => b.Broker == person)
            || Questions.Any(q => q.By == person)
        || SecondKeys.Of.Has(person);

    /// <summary>A link has two different ends.</summary>
    internal static Ruling? RefuseUnlessTwoEnds(Party one, Party other) =>
        one == other ? Ruling.Refuse(Clauses.TwoEnds, Condition.WellFormed, OfWhat.TwoParties, one.Witness) : null;

    /// <summary>The ends are of the kinds that this kind of link joins, and the terms are such as it may have.</summary>
    internal static Ruling? RefuseUnlessFits(LinkKind kind, Party a, Party b, LinkTerms terms, Instant at)
    {
        var fault = kind switch
        {
            LinkKind.Sister or LinkKind.Overlap or LinkKind.Feeder or LinkKind.Umbrella =>
                a is CommunityParty && b is CommunityParty ? null : OfWhat.TwoCommunities,
            LinkKind.Sponsor => (a, b) is (CommunityParty, GroupParty) or (GroupParty, CommunityParty)
                ? null
                : OfWhat.CommunityAndSponsor,
            LinkKind.Network => Joins(a, b, GroupKind.Network) ? null : OfWhat.NetworkEnd,
            LinkKind.Organisation => Joins(a, b, GroupKind.Organisation) ? null : OfWhat.OrganisationEnd,
            LinkKind.Leader => (a, b) is (not PersonParty, PersonParty) ? null : OfWhat.LeaderEnd,
            _ => throw new InvalidOperationException($"No ends are known of {kind}."),
        } ?? (kind == LinkKind.Leader && terms.Carries != Flow.None ? OfWhat.LeaderNoFlow
            : kind == LinkKind.Leader && terms.Purpose is null ? OfWhat.LeaderPurpose
            : null);
        return fault is null
            ? RefuseUnlessSound(terms, at)
            : Ruling.Refuse(Clauses.LinkFits, Condition.WellFormed, fault, b.Witness);
    }

    /// <summary>The terms contradict neither themselves nor the calendar.</summary>
    internal static Ruling? RefuseUnlessSound(LinkTerms terms, Instant at) =>
        (terms is { Carries: Flow.None, Onward: not Onward.None }
            ? Ruling.Refuse(Clauses.TermsSound, Condition.WellFormed, OfWhat.CarriesNothing)
            : null)
        ?? RefuseIfPast(terms, at);

    /// <summary>The terms have not ended.</summary>
    internal static Ruling? RefuseIfPast(LinkTerms terms, Instant at) =>
        terms.Until <= at ? Ruling.Refuse(Clauses.EndsBeforeItBegins, Condition.WellFormed, OfWhat.LaterEnd, from: at) : null;

    /// <summary>An offer waits for the other end's answer.</summary>
    internal Ruling? RefuseUnlessOffered() =>
        Status == LinkStatus.Offered ? null : Ruling.Refuse(Clauses.NoOffer, Condition.Existence, Id.Value, Self);

    /// <summary>What one end offers, the other end answers.</summary>
    internal Ruling? RefuseIfOfferer(Capacity by) =>
        SideOf(by.For) == Side.A ? Ruling.Refuse(Clauses.BothEnds, Condition.Consent, B!.Named, B!.Witness) : null;

    internal static Ruling? RefuseUnlessWords(FreeText? words) => words is null
        ? Ruling.Refuse(Clauses.Malformed, Condition.WellFormed, OfWhat.Words)
        : null;

    /// <summary>Both ends have agreed, and the link is not over.</summary>
    internal Ruling? RefuseUnlessAgreed(Instant at) =>
        IsOver(at) ? Ruling.Refuse(Clauses.LinkOver, Condition.Existence, Id.Value, Self)
        : Status is LinkStatus.Agreed or LinkStatus.Paused ? null
        : Ruling.Refuse(Clauses.NotAgreed, Condition.Consent, Id.Value, Self);

    /// <summary>Speaks for one of the ends.</summary>
    internal Ruling? RefuseUnlessEnd(Capacity by) =>
        SideOf(by.For) is null ? Ruling.Refuse(Clauses.EndsOnly, Condition.Evidence, null, Self) : null;

    /// <summary>Belongs to one of the ends, and may do now what the people of that end do.</summary>
    internal Ruling? RefuseUnlessAtAnEnd(Capacity by) =>
        SideOf(by.For) is null ? Ruling.Refuse(Clauses.EndsOnly, Condition.Evidence, null, Self) : by.RefuseInPerson();

    /// <summary>The authority of that end, for exactly this step.</summary>
    internal Ruling? RefuseUnlessSettled(Capacity by, LinkStep step, Instant at, LinkTerms? terms = null, FreeText? reason = null)
    {
        LinkKind? kind = step == LinkStep.Accept ? Kind : null;
        return RefuseUnlessEnd(by)
            ?? RefuseUnlessSettled(by, new(step, this[SideOf(by.For)!.Value.Other()]!, kind, terms, reason), at);
    }

    /// <summary>The authority of the party that acts, for exactly this.</summary>
    internal Ruling? RefuseUnlessSettled(Capacity by, LinkMatter what, Instant at) =>
        by.RefuseToSettle(what, new SettleLink(Id, what), StreamId.Of(Id), MandatesUsed, at);

    private static bool Joins(Party a, Party b, GroupKind kind) =>
        a is not PersonParty && b is not PersonParty
            && (a is GroupParty { Group.Kind: var one } && one == kind || b is GroupParty { Group.Kind: var other }
                && other == kind);
}

internal static class Sides
{
    public static Side Other(this Side side) => side == Side.A ? Side.B : Side.A;
}
