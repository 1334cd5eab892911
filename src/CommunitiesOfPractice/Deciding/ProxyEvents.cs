namespace CommunitiesOfPractice.Events;

/// <summary>A member gave a proxy.</summary>
/// <param name="Person">The person represented.</param>
/// <param name="Holder">The person who represents them.</param>
/// <param name="For">The matter that it is for; null for every matter.</param>
public sealed record ProxyGiven(PersonId Person, PersonId Holder, Matter? For) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Docket.Proxies.Set(Person,
            (community.Docket.Proxies.Find(Person) ?? []).Where(proxy => proxy.For != For).Append(new(Holder, For, entry.At))
                .ToValueList());
}

/// <summary>A member revoked a proxy.</summary>
/// <param name="Person">Who gave it.</param>
/// <param name="For">The matter that it is for; null for the proxy for every matter.</param>
public sealed record ProxyRevoked(PersonId Person, Matter? For) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var rest = (community.Docket.Proxies.Find(Person) ?? []).Where(proxy => proxy.For != For).ToValueList();
        if (rest.Count > 0) community.Docket.Proxies.Set(Person, rest);
        else community.Docket.Proxies.Remove(Person);
    }
}

/// <summary>At the close, those who did not vote themselves were represented by those who hold their proxies and did.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Represented">Who was represented, and who represented them.</param>
public sealed record ProxiesResolved(DecisionId Decision, ValueList<Representation> Represented) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Docket[Decision] = community.Docket[Decision].Representing(Represented);
}
