namespace CommunitiesOfPractice;

/// <summary>How far somebody may be represented under a rule.</summary>
/// <param name="Depth">Through how many people a proxy may pass, including the person who votes: 1 where a proxy may not be
/// passed on.</param>
/// <param name="VotesPerHolder">How many people one voter represents at most, beside themselves; proxies given earlier come
/// first.</param>
public sealed record ProxyTerms(int Depth = 1, int VotesPerHolder = 2)
{
    /// <summary>Through how many people a proxy may pass.</summary>
    /// <exception cref="ArgumentException">Less than one.</exception>
    public int Depth { get; init => field = Guard.Against.NegativeOrZero(value); } = Guard.Against.NegativeOrZero(Depth);

    /// <summary>How many people one voter represents at most.</summary>
    /// <exception cref="ArgumentException">Less than one.</exception>
    public int VotesPerHolder { get; init => field = Guard.Against.NegativeOrZero(value); } =
        Guard.Against.NegativeOrZero(VotesPerHolder);

    /// <summary>In plain English.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Sentence => In(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording) => Guard.Against.Null(wording).Say("text.join",
        Depth == 1 ? wording.Say("proxy.direct") : wording.Say("proxy.passed-on", Depth),
        wording.Count("proxy.represents", VotesPerHolder));

    /// <summary>What is wrong with its numbers, for the charter check.</summary>
    internal IEnumerable<string> Faults(Wording wording) => Bounds.Number(wording, Depth, "fault.proxy-depth")
        .Concat(Bounds.Number(wording, VotesPerHolder, "fault.proxy-votes"));
}

/// <summary>A proxy that somebody has given.</summary>
/// <param name="Holder">Who represents them.</param>
/// <param name="For">The matter that it is for; null for every matter.</param>
/// <param name="Since">Since when.</param>
public sealed record Proxy(PersonId Holder, Matter? For, Instant Since);

/// <summary>Somebody was represented in one decision.</summary>
/// <param name="Person">The person.</param>
/// <param name="Holder">Whose ballot counted for them as well.</param>
public sealed record Representation(PersonId Person, PersonId Holder);

/// <summary>
/// Lets another member represent you wherever you do not vote yourself, in place of a proxy you gave before for the same matter.
/// Your own vote always comes first. A proxy for a matter comes before a proxy for every matter. It ends for good when its holder
/// leaves or is barred, and does not count while they are on leave or away (law 3). Refused, in this order: you are not an acting
/// member; the other person is not a member, or is barred; you name yourself; no rule of the charter lets anybody be represented;
/// you have given this proxy already.
/// </summary>
/// <param name="By">Who is to be represented.</param>
/// <param name="Holder">The person who represents them.</param>
/// <param name="For">The matter that it is for; null for every matter.</param>
public sealed record GiveProxy(PersonId By, PersonId Holder, Matter? For = null) : CommunityAct(By)
{
    /// <summary>The matter that it is for. Null for every matter.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Matter? For { get; init => field = Guard.Against.OutOfSet(value); } = Guard.Against.OutOfSet(For);

    /// <summary>The person who represents them.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Holder { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Holder);

    internal override IEnumerable<PersonId> Named => [Holder];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By)
        ?? sitting.RefuseUnlessMember(Holder)
        ?? sitting.RefuseIfBarred(Holder)
        ?? (By == Holder ? sitting.Refuse(Clauses.ProxyIsAnother, Condition.WellFormed, By.Value, Witness.Of(By)) : null)
        ?? (sitting.Charter.Rules.Any(named => named.Rule.Proxies is not null)
            ? null
            : sitting.Refuse(Clauses.NoProxies, Condition.CharterClause))
        ?? (sitting.Community.ProxyOf(By, For) is { } given && given.For == For && given.Holder == Holder
            ? sitting.Refuse(Clauses.ProxyGivenAlready, Condition.Novelty, Holder.Value, Witness.Of(By))
            : null)
        ?? sitting.Allow(Clauses.GivingProxy, Witness.Of(By), new ProxyGiven(By, Holder, For));
}

/// <summary>Takes a proxy back. Refused where the person has given no such proxy.</summary>
/// <param name="By">Who gave it.</param>
/// <param name="For">The matter that it is for; null for the proxy for every matter.</param>
public sealed record RevokeProxy(PersonId By, Matter? For = null) : CommunityAct(By)
{
    /// <summary>The matter that it is for. Null for the proxy for every matter.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Matter? For { get; init => field = Guard.Against.OutOfSet(value); } = Guard.Against.OutOfSet(For);

    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Community.ProxiesOf(By).Any(proxy => proxy.For == For)
            ? null
            : sitting.Refuse(Clauses.NoProxyToRevoke, Condition.Existence, By.Value, Witness.Of(By)))
        ?? sitting.Allow(Clauses.GivingProxy, Witness.Of(By), new ProxyRevoked(By, For));
}

public sealed partial class Community
{
    /// <summary>The proxies that somebody has given, in the order in which they did.</summary>
    public ValueList<Proxy> ProxiesOf(PersonId person) => Docket.Proxies.Find(person) ?? [];

    /// <summary>Their proxy that counts in a matter: a proxy for it comes before a proxy for every matter.</summary>
    internal Proxy? ProxyOf(PersonId person, Matter? matter)
    {
        var given = ProxiesOf(person);
        return given.FirstOrDefault(proxy => proxy.For == matter) ?? given.FirstOrDefault(proxy => proxy.For is null);
    }
}

internal sealed partial class Sitting
{
    /// <summary>
    /// Those who are represented, resolved at the close. They are in the electorate, did not vote and still have their vote, and
    /// their proxy reaches somebody who voted, within the depth allowed. A chain that comes back to itself reaches nobody.
    /// Neither does a chain through somebody who has an interest in the matter, or who is not an acting member now.
    /// </summary>
    public ValueList<Representation> Representations(Decision decision)
    {
        if (decision.Rule.Proxies is not { } terms || decision.Electorate is not { } electorate
            || decision.Phase != DecisionPhase.Open) return [];
        return electorate.People
            .Where(person => !decision.HasVoted(person) && !decision.HasRecused(person) && Roll[person].Counts)
            .Select(person =>
                (Person: person, Holder: Reach(decision, person, terms.Depth),
                    Since: Community.ProxyOf(person, decision.Proposal.Matter)?.Since))
            .Where(found => found.Holder is not null)
            .OrderBy(found => found.Since)
            .ThenBy(found => found.Person)
            .GroupBy(found => found.Holder!.Value)
            .SelectMany(holder => holder.Take(terms.VotesPerHolder).Select(found => new Representation(found.Person, holder.Key)))
            .OrderBy(represented => represented.Person)
            .ToValueList();
    }

    private PersonId? Reach(Decision decision, PersonId person, int depth)
    {
        var seen = new HashSet<PersonId> { person };
        for (var holder = person; depth > 0; depth--)
        {
            if (Community.ProxyOf(holder, decision.Proposal.Matter) is not { Holder: var next } || !seen.Add(next)
                || decision.HasRecused(next) || !Roll[next].Counts) return null;
            if (decision.HasVoted(next)) return next;
            holder = next;
        }

        return null;
    }
}
