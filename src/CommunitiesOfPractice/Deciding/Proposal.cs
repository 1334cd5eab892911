namespace CommunitiesOfPractice;

/// <summary>
/// What is put before the members and takes effect by itself when they carry it (feature 42). The set is closed. Each proposal is
/// in the folder of what it changes.
/// </summary>
[System.Text.Json.Serialization.JsonPolymorphic]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Absorb), "absorb")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Admit), "admit")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(AmendCharter), "amend-charter")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Appoint), "appoint")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Bar), "bar")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(AgreeTogether), "agree-together")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(CallTogether), "call-together")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Close), "close")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(DecideJointly), "decide-jointly")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(DeclareStage), "declare-stage")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Elect), "elect")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(EndorseNote), "endorse-note")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(InvitePerson), "invite-person")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(LiftBar), "lift-bar")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(MergeInto), "merge-into")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(PassNoteOn), "pass-note-on")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Recall), "recall")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(RecordSponsor), "record-sponsor")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Reframe), "reframe")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Reinstate), "reinstate")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Remove), "remove")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Resolve), "resolve")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Revive), "revive")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(SettleLink), "settle-link")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Split), "split")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(TakeBackInvitation), "take-back-invitation")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(WidenNote), "widen-note")]
public abstract record Proposal
{
    private protected Proposal()
    {
    }

    /// <summary>The matter, which the charter says who settles.</summary>
    public abstract Matter Matter { get; }

    /// <summary>What is proposed, in plain English.</summary>
    public string Sentence => In(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording) => Said(Guard.Against.Null(wording));

    /// <summary>What it says, in the words of a host.</summary>
    private protected abstract string Said(Wording wording);

    /// <summary>
    /// The person it is about, who may reply and has no vote on it; null where it is about nobody in particular.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public PersonId? ConcernedPerson => Concerns;

    /// <summary>
    /// The person it concerns, who has a right to reply and no vote on it; null where it concerns nobody in particular.
    /// </summary>
    internal virtual PersonId? Concerns => null;

    /// <summary>The people that it decides for, which law 16 judges by what is proposed.</summary>
    internal virtual Affects Affects => Affects.Nobody;

    /// <summary>The people that it names, whether it concerns them or not.</summary>
    internal virtual IEnumerable<PersonId> Named => [];

    /// <summary>The same proposal about the first key of somebody, where it is about a second.</summary>
    internal virtual Proposal Merged(OnePerson one) => this;

    /// <summary>The dates that somebody says in it, which lie in the <see cref="Years"/>.</summary>
    internal virtual IEnumerable<Instant?> Dates => [];

    /// <summary>How many options there are to choose among; 0 for yes or no.</summary>
    internal virtual int OptionCount(Decision decision) => 0;

    /// <summary>How many of the options can win.</summary>
    internal virtual int PlacesToFill => 1;

    /// <summary>Whether no charter can take away its second call, which needs no quorum of groups (law 6).</summary>
    internal bool HasSecondCall => CharterCheck.IsCalledAgain(Matter) || this is Reinstate;

    /// <summary>
    /// The rule of that name by which it is decided: the charter's, but for the few proposals that bring their own.
    /// </summary>
    internal virtual DecisionRule? RuleOf(Charter charter, string name) => CharterOver(charter).Rule(CountedBy(charter, name));

    /// <summary>
    /// The name of the rule that counts it where the charter names one. Silence and one person's conclusion decide nothing for
    /// others, so there the rule for appeals counts it (law 16).
    /// </summary>
    internal string CountedBy(Charter charter, string name) =>
        Affects != Affects.Nobody && CharterOver(charter) is var over && over.Rule(name) is LazyConsensus or AdviceRule
            ? over.Appeals
            : name;

    /// <summary>The charter by whose rules it is decided, where another is in force.</summary>
    internal virtual Charter CharterOver(Charter inForce) => inForce;

    /// <summary>The least notice that the charter gives this proposal, whatever its rule says.</summary>
    internal virtual Duration LeastNotice(Charter charter) => Duration.Zero;

    /// <summary>Whether its proposer may change it to integrate objections.</summary>
    internal virtual bool MayBeChanged => true;

    /// <summary>Why it cannot be tabled now; null where it can.</summary>
    internal virtual Ruling? RefuseTabling(Sitting sitting) => null;

    /// <summary>Why it cannot be called a second time now; null where it can.</summary>
    internal virtual Ruling? RefuseAgain(Sitting sitting) => RefuseTabling(sitting);

    /// <summary>
    /// What happens when it is carried: null where it has become impossible meanwhile, so that the decision lapses.
    /// </summary>
    internal abstract IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result);

    /// <summary>What happens when it is not carried: mostly nothing.</summary>
    internal virtual IReadOnlyList<Event> Fail(Sitting sitting, Decision decision, Result result) => [];
}

/// <summary>Whatever no other matter names: words that the members adopt.</summary>
/// <param name="Words">What is resolved.</param>
public sealed record Resolve(FreeText Words) : Proposal
{
    /// <inheritdoc/>
    public override Matter Matter => Matter.AnythingElse;

    private protected override string Said(Wording wording) => wording.Say("proposal.resolve", Words);

    internal override Ruling? RefuseTabling(Sitting sitting) => sitting.RefuseUnlessReason(Words);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) => [];
}
