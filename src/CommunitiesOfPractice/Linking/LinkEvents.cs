using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Events;

/// <summary>What an end of a link, or somebody there, did. A closed set.</summary>
public abstract record EndEvent : LinkEvent
{
    private protected EndEvent()
    {
    }

    /// <summary>
    /// In what capacity it was done, and what that rests on outside this record: the members' mandate, what the directory says,
    /// or what a community's record said of the person.
    /// </summary>
    [JsonRequired]
    public Capacity? As { get; init; }
}

/// <summary>A link was offered by one end to the other.</summary>
/// <param name="Kind">What kind of boundary it crosses.</param>
/// <param name="A">Who offers it.</param>
/// <param name="B">Who it is offered to.</param>
/// <param name="Terms">On what terms.</param>
public sealed record LinkOffered(LinkKind Kind, Party A, Party B, LinkTerms Terms) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) =>
        (link with {
            Status = LinkStatus.Offered, Kind = Kind, A = A, B = B, Terms = Terms, NewTerms = null, NewTermsFrom = null,
                LeaderAnswer = null })
            .Using(As);
}

/// <summary>Somebody asked about an offered link.</summary>
/// <param name="By">Who.</param>
/// <param name="Words">What they asked.</param>
public sealed record LinkQuestionAsked(PersonId By, FreeText Words) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) =>
        link with { Questions = link.Questions.With(new(By, Words, entry.At)) };
}

/// <summary>A question about a link was answered.</summary>
/// <param name="Number">Which question, counted from 1.</param>
/// <param name="Words">The answer.</param>
public sealed record LinkQuestionAnswered(int Number, FreeText Words) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) =>
        link with {
            Questions = link.Questions.Select((question, i) => i == Number - 1 ? question with { Answer = Words } : question)
                .ToValueList() };
}

/// <summary>The other end agreed.</summary>
public sealed record LinkAgreed : EndEvent
{
    internal override Link Apply(Link link, Entry entry) =>
        (link with { Status = LinkStatus.Agreed, AgreedAt = entry.At }).Using(As);
}

/// <summary>The other end declined, or the offering end took its offer back, as the clause says.</summary>
/// <param name="Reason">Why, if they said.</param>
public sealed record LinkDeclined(FreeText? Reason) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) => (link with { Status = LinkStatus.Declined }).Using(As);
}

/// <summary>An end put the link to rest: nothing flows until it is resumed.</summary>
/// <param name="Side">Which end.</param>
/// <param name="Reason">Why, if they said.</param>
public sealed record LinkPaused(Side Side, FreeText? Reason) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) =>
        (link with {
            Status = LinkStatus.Paused, PausedByA = link.PausedByA || Side == Side.A, PausedByB = link.PausedByB
                || Side == Side.B }).Using(As);
}

/// <summary>An end that had paused the link takes it up again; it flows when neither end pauses it.</summary>
/// <param name="Side">Which end.</param>
public sealed record LinkResumed(Side Side) : EndEvent
{
    internal override Link Apply(Link link, Entry entry)
    {
        var (a, b) = (link.PausedByA && Side != Side.A, link.PausedByB && Side != Side.B);
        return (link with { Status = a || b ? LinkStatus.Paused : LinkStatus.Agreed, PausedByA = a, PausedByB = b }).Using(As);
    }
}

/// <summary>An end offered other terms; the present ones hold until the other end agrees.</summary>
/// <param name="Side">Which end.</param>
/// <param name="Terms">The terms.</param>
public sealed record TermsOffered(Side Side, LinkTerms Terms) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) => (link with { NewTerms = Terms, NewTermsFrom = Side }).Using(As);
}

/// <summary>The other end agreed to the terms offered.</summary>
/// <param name="Terms">The terms, which hold from now on.</param>
public sealed record TermsChanged(LinkTerms Terms) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) =>
        (link with { Terms = Terms, NewTerms = null, NewTermsFrom = null }).Using(As);
}

/// <summary>An end ended the link, at once; nobody carries it any more.</summary>
/// <param name="Side">Which end.</param>
/// <param name="Reason">Why, if they said.</param>
public sealed record LinkEnded(Side Side, FreeText? Reason) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) => (link with
    {
        Status = LinkStatus.Ended,
        NewTerms = null,
        NewTermsFrom = null,
        Brokers = link.Brokers.Select(b => b.Until is null ? b with { Until = entry.At } : b).ToValueList(),
    }).Using(As);
}

/// <summary>Somebody began to carry the link at one end, by their own act.</summary>
/// <param name="Broker">Who.</param>
/// <param name="Side">At which end.</param>
public sealed record BrokerBegan(PersonId Broker, Side Side) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) =>
        link with { Brokers = link.Brokers.With(new(Broker, Side, entry.At)) };
}

/// <summary>Somebody carries the link no more.</summary>
/// <param name="Broker">Who.</param>
/// <param name="Side">At which end.</param>
/// <param name="Handover">What the next broker should know, if they said.</param>
public sealed record BrokerLeft(PersonId Broker, Side Side, FreeText? Handover) : LinkEvent
{
    internal override Link Apply(Link link, Entry entry) => link with
    {
        Brokers =
            link.Brokers.Select(b => b.Broker == Broker && b.Side == Side && b.Until is null ? b with { Until = entry.At } : b)
                .ToValueList(),
    };
}

/// <summary>A boundary object was placed on the link.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Words">What it is.</param>
public sealed record ObjectPlaced(string Name, FreeText Words) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) => link with { Objects = link.Objects.With(new(Name, Words)) };
}

/// <summary>One end said what a boundary object means to it.</summary>
/// <param name="Name">Which object.</param>
/// <param name="Side">Which end.</param>
/// <param name="Reading">What it means there.</param>
public sealed record ObjectRead(string Name, Side Side, FreeText Reading) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) => link with
    {
        Objects =
            link.Objects.Select(
                o => o.Name != Name ? o : Side == Side.A ? o with { ReadingAtA = Reading } : o with { ReadingAtB = Reading })
                    .ToValueList(),
    };
}

/// <summary>A leader answered what they were asked.</summary>
/// <param name="Words">The answer.</param>
public sealed record LeaderAnswered(FreeText Words) : LinkEvent
{
    internal override Link Apply(Link link, Entry entry) => link with { LeaderAnswer = Words };
}

/// <summary>
/// Two keys were found to be one person (law 13): what the second carries, asked or was asked here, the first did.
/// </summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record LinkKeysMerged(PersonId Kept, PersonId Dropped, string Source) : LinkEvent, IMergesKeys
{
    internal override Link Apply(Link link, Entry entry)
    {
        var one = new OnePerson(Kept, Dropped);
        return link with
        {
            SecondKeys = link.SecondKeys.With(one),
            A = one.Of(link.A),
            B = one.Of(link.B),
            Questions = link.Questions.Select(q => q with { By = one.Of(q.By) }).ToValueList(),
            Brokers = link.Brokers.Select(b => b.Broker != Dropped ? b : b with
            {
                Broker = Kept,
                Until = b.Until is null && link.IsCarriedBy(Kept, b.Side) ? entry.At : b.Until,
            }).ToValueList(),
        };
    }
}
