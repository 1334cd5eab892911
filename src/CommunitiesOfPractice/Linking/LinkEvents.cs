using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>What an end of a link did by its own authority: its members' mandate, its spokesperson's word, or a person's own act. A closed set.</summary>
public abstract record EndEvent : LinkEvent
{
    private protected EndEvent()
    {
    }

    /// <summary>Who spoke for the organisation or network, and according to whom; null where another kind of party acted.</summary>
    [JsonRequired]
    public Spokesperson? Spokesperson { get; init; }
}

/// <summary>A link was offered by one end to the other.</summary>
/// <param name="Kind">What kind of boundary it crosses.</param>
/// <param name="A">Who offers it.</param>
/// <param name="B">To whom.</param>
/// <param name="Terms">On what terms.</param>
/// <param name="Mandate">The offering community's mandate; null where another kind of party offers.</param>
public sealed record LinkOffered(LinkKind Kind, Party A, Party B, LinkTerms Terms, Mandate? Mandate) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) =>
        (link with { Status = LinkStatus.Offered, Kind = Kind, A = A, B = B, Terms = Terms, NewTerms = null, NewTermsFrom = null, LeaderAnswer = null })
            .Using(Mandate);
}

/// <summary>Somebody asked about an offered link.</summary>
/// <param name="By">Who.</param>
/// <param name="Words">What.</param>
public sealed record LinkQuestionAsked(PersonId By, FreeText Words) : LinkEvent
{
    internal override Link Apply(Link link, Entry entry) => link with { Questions = link.Questions.With(new(By, Words, entry.At)) };
}

/// <summary>A question about a link was answered.</summary>
/// <param name="Number">Which question, counted from 1.</param>
/// <param name="Words">The answer.</param>
public sealed record LinkQuestionAnswered(int Number, FreeText Words) : LinkEvent
{
    internal override Link Apply(Link link, Entry entry) =>
        link with { Questions = link.Questions.Select((question, i) => i == Number - 1 ? question with { Answer = Words } : question).ToValueList() };
}

/// <summary>The other end agreed.</summary>
/// <param name="Mandate">Its mandate; null where it is not a community.</param>
public sealed record LinkAgreed(Mandate? Mandate) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) => (link with { Status = LinkStatus.Agreed, AgreedAt = entry.At }).Using(Mandate);
}

/// <summary>The other end declined, or the offering end took its offer back, as the clause says.</summary>
/// <param name="Reason">Why, if they said.</param>
/// <param name="Mandate">The mandate it rests on; null where the end is not a community.</param>
public sealed record LinkDeclined(FreeText? Reason, Mandate? Mandate) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) => (link with { Status = LinkStatus.Declined }).Using(Mandate);
}

/// <summary>An end put the link to rest: nothing flows until it is resumed.</summary>
/// <param name="Side">Which end.</param>
/// <param name="Reason">Why, if they said.</param>
/// <param name="Mandate">Its mandate; null where it is not a community.</param>
public sealed record LinkPaused(Side Side, FreeText? Reason, Mandate? Mandate) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) =>
        (link with { Status = LinkStatus.Paused, PausedByA = link.PausedByA || Side == Side.A, PausedByB = link.PausedByB || Side == Side.B }).Using(Mandate);
}

/// <summary>An end that had paused the link takes it up again; it flows when neither end pauses it.</summary>
/// <param name="Side">Which end.</param>
/// <param name="Mandate">Its mandate; null where it is not a community.</param>
public sealed record LinkResumed(Side Side, Mandate? Mandate) : EndEvent
{
    internal override Link Apply(Link link, Entry entry)
    {
        var (a, b) = (link.PausedByA && Side != Side.A, link.PausedByB && Side != Side.B);
        return (link with { Status = a || b ? LinkStatus.Paused : LinkStatus.Agreed, PausedByA = a, PausedByB = b }).Using(Mandate);
    }
}

/// <summary>An end offered other terms; the present ones hold until the other end agrees.</summary>
/// <param name="Side">Which end.</param>
/// <param name="Terms">The terms.</param>
/// <param name="Mandate">Its mandate; null where it is not a community.</param>
public sealed record TermsOffered(Side Side, LinkTerms Terms, Mandate? Mandate) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) => (link with { NewTerms = Terms, NewTermsFrom = Side }).Using(Mandate);
}

/// <summary>The other end agreed to the terms offered.</summary>
/// <param name="Terms">The terms, which hold from now on.</param>
/// <param name="Mandate">Its mandate; null where it is not a community.</param>
public sealed record TermsChanged(LinkTerms Terms, Mandate? Mandate) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) => (link with { Terms = Terms, NewTerms = null, NewTermsFrom = null }).Using(Mandate);
}

/// <summary>An end ended the link, at once; nobody carries it any more.</summary>
/// <param name="Side">Which end.</param>
/// <param name="Reason">Why, if they said.</param>
/// <param name="Mandate">Its mandate; null where it is not a community.</param>
public sealed record LinkEnded(Side Side, FreeText? Reason, Mandate? Mandate) : EndEvent
{
    internal override Link Apply(Link link, Entry entry) => (link with
    {
        Status = LinkStatus.Ended,
        NewTerms = null,
        NewTermsFrom = null,
        Brokers = link.Brokers.Select(b => b.Until is null ? b with { Until = entry.At } : b).ToValueList(),
    }).Using(Mandate);
}

/// <summary>Somebody began to carry the link at one end, by their own act.</summary>
/// <param name="Broker">Who.</param>
/// <param name="Side">At which end.</param>
public sealed record BrokerBegan(PersonId Broker, Side Side) : LinkEvent
{
    internal override Link Apply(Link link, Entry entry) => link with { Brokers = link.Brokers.With(new(Broker, Side, entry.At)) };
}

/// <summary>Somebody carries the link no more.</summary>
/// <param name="Broker">Who.</param>
/// <param name="Side">At which end.</param>
/// <param name="Handover">What the next broker should know, if they said.</param>
public sealed record BrokerLeft(PersonId Broker, Side Side, FreeText? Handover) : LinkEvent
{
    internal override Link Apply(Link link, Entry entry) => link with
    {
        Brokers = link.Brokers.Select(b => b.Broker == Broker && b.Side == Side && b.Until is null ? b with { Until = entry.At } : b).ToValueList(),
    };
}

/// <summary>A boundary object was placed on the link.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Words">What it is.</param>
public sealed record ObjectPlaced(string Name, FreeText Words) : LinkEvent
{
    internal override Link Apply(Link link, Entry entry) => link with { Objects = link.Objects.With(new(Name, Words)) };
}

/// <summary>One end said what a boundary object means to it.</summary>
/// <param name="Name">Which object.</param>
/// <param name="Side">Which end.</param>
/// <param name="Reading">What it means there.</param>
public sealed record ObjectRead(string Name, Side Side, FreeText Reading) : LinkEvent
{
    internal override Link Apply(Link link, Entry entry) => link with
    {
        Objects = link.Objects.Select(o => o.Name != Name ? o : Side == Side.A ? o with { ReadingAtA = Reading } : o with { ReadingAtB = Reading }).ToValueList(),
    };
}

/// <summary>A leader answered what they were asked.</summary>
/// <param name="Words">The answer.</param>
public sealed record LeaderAnswered(FreeText Words) : LinkEvent
{
    internal override Link Apply(Link link, Entry entry) => link with { LeaderAnswer = Words };
}

/// <summary>Two keys were found to be one person (law 13): what the second carries, asked or was asked here, the first did.</summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record LinkKeysMerged(PersonId Kept, PersonId Dropped, string Source) : LinkEvent
{
    internal override Link Apply(Link link, Entry entry) => link with
    {
        A = link.A == Party.Of(Dropped) ? Party.Of(Kept) : link.A,
        B = link.B == Party.Of(Dropped) ? Party.Of(Kept) : link.B,
        Questions = link.Questions.Select(q => q.By == Dropped ? q with { By = Kept } : q).ToValueList(),
        Brokers = link.Brokers.Select(b => b.Broker != Dropped ? b : b with
        {
            Broker = Kept,
            Until = b.Until is null && link.IsCarriedBy(Kept, b.Side) ? entry.At : b.Until,
        }).ToValueList(),
    };
}
