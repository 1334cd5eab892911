namespace CommunitiesOfPractice;

public sealed partial class Community
{
    /// <summary>Whether it exists, and how much is going on in it.</summary>
    public Status Status => Life.Status;

    /// <summary>What it is called; empty before it is proposed.</summary>
    public string Name => Life.Name;

    /// <summary>What it cares about; null before it is proposed.</summary>
    public Domain? Domain => Life.Domain;

    /// <summary>Words that mean the same in its subject, as its knowledge steward or a member said last.</summary>
    public ValueList<Synonyms> Words => Life.Words;

    /// <summary>The organisation that hosts it, without power; null for none.</summary>
    public string? Sponsor => Life.Sponsor;

    /// <summary>Its stage; potential before any is declared.</summary>
    public Stage Stage => Life.Stages.Count > 0 ? Life.Stages[Life.Stages.Count - 1].Stage : Stage.Potential;

    /// <summary>Every stage it has declared, in order.</summary>
    public ValueList<StageDeclared> Stages => Life.Stages;

    /// <summary>Who was asked to found it, and who answered.</summary>
    public FoundingRound Founding => Life.Founding;

    /// <summary>Where it came from and went.</summary>
    public ValueList<Lineage> Lineage => Life.Lineage;

    /// <summary>
    /// Whether it rests. It does once nobody has been left for as long as its charter is patient, except people that the host
    /// does not list or that a bar without an end keeps out (law 6).
    /// </summary>
    public bool IsResting => Life.RestingSince is not null;

    /// <summary>Since when it rests; null while it does not.</summary>
    public Instant? RestingSince => Life.RestingSince;

    /// <summary>When it was founded; null before.</summary>
    internal Instant? FoundedAt => Life.Stages.Count > 0 ? Life.Stages[0].From : null;

    /// <summary>When it closed; null while it is open.</summary>
    public Instant? ClosedAt => Life.ClosedAt;

    /// <summary>What it left behind when it closed; null before.</summary>
    public FreeText? Legacy => Life.Legacy;

    /// <summary>
    /// Every version of its charter, the founding version first. The last may not be in force yet. A version that another took
    /// the place of never was.
    /// </summary>
    public ValueList<CharterVersion> CharterHistory => Charters;

    /// <summary>The version that is adopted and waits to come into force, as of the last event; null for none.</summary>
    public CharterVersion? CharterToCome =>
        Charters.Count > 0 && Charters[Charters.Count - 1] is var last && last.InForceFrom > LastAt ? last : null;

    /// <summary>The charter in force at an instant; null before it is proposed.</summary>
    public CharterVersion? CharterAt(Instant at)
    {
        for (var i = Charters.Count - 1; i >= 0; i--)
            if (Charters[i].AppliesAt(at)) return Charters[i];
        return null;
    }

    /// <summary>The charter in force at the instant of the last event.</summary>
    /// <exception cref="InvalidOperationException">It has not been proposed, and has no charter.</exception>
    public Charter Charter =>
        CharterAt(LastAt)?.Charter ?? throw new InvalidOperationException($"{Id} has not been proposed: it has no charter.");
}
