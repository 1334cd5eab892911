namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// What people are called in one request. The host is asked once, for exactly the people that the page shows; nobody else's
/// name is known here.
/// </summary>
/// <param name="ask">Asks the host.</param>
internal sealed class Names(Func<IReadOnlyCollection<PersonId>, CancellationToken, ValueTask<IEnumerable<PersonCard>>> ask)
{
    private readonly Dictionary<PersonId, PersonCard> _cards = [];

    /// <summary>Asks for people who are not known yet.</summary>
    public async Task Load(IEnumerable<PersonId> people, CancellationToken cancel)
    {
        var unknown = people.Where(person => !_cards.ContainsKey(person)).Distinct().Order().ToArray();
        if (unknown.Length == 0) return;
        Keep(await ask(unknown, cancel));
        foreach (var person in unknown) _cards.TryAdd(person, new(person, person.Value));
    }

    /// <summary>Keeps what the host said of people while it was asked something else.</summary>
    public void Keep(IEnumerable<PersonCard> cards)
    {
        foreach (var card in cards) _cards[card.Person] = card;
    }

    /// <summary>How somebody is called: by their key where the host was not asked or said nothing.</summary>
    public PersonCard this[PersonId person] => _cards.TryGetValue(person, out var card) ? card : new(person, person.Value);
}
