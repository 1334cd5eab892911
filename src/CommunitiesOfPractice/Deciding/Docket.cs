using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>What is before the members, what they have settled, and what members ask to be put before them.</summary>
internal sealed record Docket
{
    public static readonly Docket Empty = new();

    public PersistentMap<DecisionId, Decision> Open { get; init; } = PersistentMap<DecisionId, Decision>.Empty;

    public PersistentMap<DecisionId, Decision> Closed { get; init; } = PersistentMap<DecisionId, Decision>.Empty;

    public PersistentMap<PetitionId, Petition> Petitions { get; init; } = PersistentMap<PetitionId, Petition>.Empty;

    /// <summary>Who represents each person who does not vote themselves.</summary>
    public PersistentMap<PersonId, ValueList<Proxy>> Proxies { get; init; } = PersistentMap<PersonId, ValueList<Proxy>>.Empty;

    public Decision? Find(DecisionId id) => Open.Find(id) ?? Closed.Find(id);

    public Builder Edit() => new(this);

    internal sealed class Builder(Docket docket)
    {
        private readonly PersistentMap<DecisionId, Decision>.Builder _open = docket.Open.Edit();
        private readonly PersistentMap<DecisionId, Decision>.Builder _closed = docket.Closed.Edit();
        private readonly Dictionary<DecisionId, Poll> _polls = [];

        public PersistentMap<PetitionId, Petition>.Builder Petitions { get; } = docket.Petitions.Edit();

        public PersistentMap<PersonId, ValueList<Proxy>>.Builder Proxies { get; } = docket.Proxies.Edit();

        /// <summary>A decision that is not closed, with the ballots cast so far.</summary>
        public Decision this[DecisionId id]
        {
            get
            {
                Settle(id);
                return _open.Find(id)!;
            }
            set => _open.Set(id, value);
        }

        public bool IsOpen(DecisionId id) => _open.Has(id);
        public Decision? FindClosed(DecisionId id) => _closed.Find(id);

        public IEnumerable<Decision> AllOpen =>
            _open.Entries.Select(e => e.Key).ToArray().OrderBy(id => id).Select(id => this[id]);

        /// <summary>
        /// Ballots are cast one by one, sixty thousand to a decision: they are gathered here and put away when somebody looks.
        /// </summary>
        public Poll Poll(DecisionId id)
        {
            if (_polls.TryGetValue(id, out var poll)) return poll;
            var decision = _open.Find(id)!;
            return _polls[id] =
                new Poll(decision.Ballots.Edit(), decision.Rule) { For = decision.For, Against = decision.Against };
        }

        public void Close(Decision decision)
        {
            _polls.Remove(decision.Id);
            _open.Remove(decision.Id);
            _closed.Set(decision.Id, decision);
        }

        public void Reopen(Decision decision)
        {
            _closed.Remove(decision.Id);
            _open.Set(decision.Id, decision);
        }

        public void Amend(Decision closed) => _closed.Set(closed.Id, closed);

        public Docket Freeze()
        {
            foreach (var id in _polls.Keys.ToArray()) Settle(id);
            return new() {
                Open = _open.Freeze(), Closed = _closed.Freeze(), Petitions = Petitions.Freeze(), Proxies = Proxies.Freeze() };
        }

        private void Settle(DecisionId id)
        {
            if (!_polls.TryGetValue(id, out var poll)) return;
            _polls.Remove(id);
            _open.Set(id, _open.Find(id)! with { Ballots = poll.Ballots.Freeze(), For = poll.For, Against = poll.Against });
        }
    }
}

/// <summary>The ballots of one decision while they are being cast.</summary>
internal sealed class Poll(PersistentMap<PersonId, Ballot>.Builder ballots, DecisionRule rule)
{
    /// <summary>Whether votes are final, so that the decision closes once it is certain.</summary>
    public bool IsFinal { get; } = rule.Votes == VotePolicy.Final && !rule.Secret;

    public PersistentMap<PersonId, Ballot>.Builder Ballots { get; } = ballots;

    public int For { get; set; }

    public int Against { get; set; }

    public void Cast(PersonId person, Ballot ballot)
    {
        if (Ballots.Set(person, ballot) is { } before) Count(before, -1);
        Count(ballot, 1);
    }

    public void Take(PersonId person)
    {
        if (Ballots.Find(person) is not { } ballot) return;
        Count(ballot, -1);
        Ballots.Remove(person);
    }

    private void Count(Ballot ballot, int by)
    {
        var voice = rule.VoiceOf(ballot);
        if (voice == Voice.For) For += by;
        if (voice == Voice.Against) Against += by;
    }
}

/// <summary>
/// A matter that members ask to have put before them, without the person who would otherwise open it (feature 25).
/// </summary>
/// <param name="Id">Its number.</param>
/// <param name="Proposal">What they ask for.</param>
/// <param name="By">Who began it.</param>
/// <param name="Why">Why.</param>
public sealed record Petition(PetitionId Id, Proposal Proposal, PersonId By, FreeText? Why)
{
    /// <summary>Who has signed, in order.</summary>
    public ValueList<PersonId> Signatures { get; init; } = ValueList<PersonId>.Empty;

    /// <summary>The decision it led to; null while it gathers signatures.</summary>
    public DecisionId? Tabled { get; init; }
}
