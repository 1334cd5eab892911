namespace CommunitiesOfPractice;

/// <summary>
/// Places a boundary object on a link: one thing that both ends hold, each with its own reading (feature 71). Refused, in this
/// order: the link is over, or was never agreed; the person belongs to neither end, or may not act there now; the object is on
/// the link already; there are no words.
/// </summary>
/// <param name="By">In what capacity; a broker acts as a member or spokesperson of their end (law 3).</param>
/// <param name="Name">What it is called, the same on every link that holds it.</param>
/// <param name="Words">What it is.</param>
public sealed record PlaceObject(Capacity By, string Name, FreeText Words) : EndAct(By)
{
    /// <summary>What it is called.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public string Name { get; init => field = Naming.Checked(value, nameof(Name)); } = Naming.Checked(Name, nameof(Name));

    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessAgreed(at)
        ?? link.RefuseUnlessAtAnEnd(By)
        ?? (link.ObjectNamed(Name) is not null ? Ruling.Refuse(Clauses.ObjectHeld, Condition.Novelty, null, link.Self) : null)
        ?? Link.RefuseUnlessWords(Words)
        ?? Allow(Clauses.HoldingObject, new ObjectPlaced(Name, Words));
}

/// <summary>
/// Says, or says again, what a boundary object means at an end. The person must belong to that end. Refused, in this order: the
/// link is over, or was never agreed; the object is not on it; the person belongs to neither end, or may not act there now; there
/// are no words.
/// </summary>
/// <param name="By">In what capacity; it says which end. A broker acts as a member or spokesperson of their end (law 3).</param>
/// <param name="Name">Which object.</param>
/// <param name="Reading">What it means there.</param>
public sealed record ReadObject(Capacity By, string Name, FreeText Reading) : EndAct(By)
{
    /// <summary>Which object.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public string Name { get; init => field = Naming.Checked(value, nameof(Name)); } = Naming.Checked(Name, nameof(Name));

    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessAgreed(at)
        ?? (link.ObjectNamed(Name) is null ? Ruling.Refuse(Clauses.NoObject, Condition.Existence, Name, link.Self) : null)
        ?? link.RefuseUnlessAtAnEnd(By)
        ?? Link.RefuseUnlessWords(Reading)
        ?? Allow(Clauses.HoldingObject, new ObjectRead(link.ObjectNamed(Name)!.Name, link.SideOf(By.For)!.Value, Reading));
}

public sealed partial record Link
{
    /// <summary>A boundary object of that name on this link; null for none.</summary>
    public BoundaryObject? ObjectNamed(string name) =>
        Objects.FirstOrDefault(o => Naming.IsSame(o.Name, Guard.Against.Null(name)));
}

/// <summary>One boundary object wherever it is held: the same thing, read differently (feature 71).</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Readings">What each holder says of it, link by link in the order of their ids, first end first.</param>
public sealed record HeldObject(string Name, ValueList<ObjectReading> Readings)
{
    /// <summary>Who holds it, each once, in the order of the readings.</summary>
    public ValueList<Party> Holders => Readings.Select(r => r.Holder).Distinct().ToValueList();
}

/// <summary>What a boundary object means to one of those who hold it.</summary>
/// <param name="Link">On which link.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="Words">What the object is, as it was placed on that link.</param>
/// <param name="Reading">What it means to them; null where they have not said.</param>
public sealed record ObjectReading(LinkId Link, Party Holder, FreeText Words, FreeText? Reading);

/// <summary>Boundary objects over several links.</summary>
public static class BoundaryObjects
{
    /// <summary>
    /// Every object that is held on some of these links, by ordinal order of their names, with each holder's reading. Links that
    /// were never offered hold nothing.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="links"/> is null.</exception>
    public static ValueList<HeldObject> Over(IEnumerable<Link> links) => Guard.Against.Null(links)
        .OrderBy(link => link.Id)
        .SelectMany(link => link.Objects.SelectMany(held => new[]
        {
            (held.Name, Reading: new ObjectReading(link.Id, link.A!, held.Words, held.ReadingAtA)),
            (held.Name, Reading: new ObjectReading(link.Id, link.B!, held.Words, held.ReadingAtB)),
        }))
        .GroupBy(line => line.Name, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new HeldObject(group.Key, group.Select(line => line.Reading).ToValueList()))
        .ToValueList();
}
