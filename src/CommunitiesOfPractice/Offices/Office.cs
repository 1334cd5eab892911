namespace CommunitiesOfPractice;

/// <summary>
/// A duty that goes with an office. The named duties are those the field knows, and a charter may name others. A duty says what
/// its holder looks after, and never gives command over people.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(DutyConverter))]
public readonly record struct Duty
{
    private readonly string? _name;

    private Duty(string name) => _name = name;

    /// <summary>Its name.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Name => KeyFormat.Given(_name, nameof(Duty));

    /// <summary>Calls gatherings.</summary>
    public static Duty CallGatherings { get; } = new("call-gatherings");

    /// <summary>Puts matters before the members.</summary>
    public static Duty OpenDecisions { get; } = new("open-decisions");

    /// <summary>Approves requests to join.</summary>
    public static Duty ApproveRequests { get; } = new("approve-requests");

    /// <summary>Upholds an objection or sets it aside, with a reason.</summary>
    public static Duty TestObjections { get; } = new("test-objections");

    /// <summary>Carries practice across a boundary.</summary>
    public static Duty CarryLinks { get; } = new("carry-links");

    /// <summary>Keeps what the community knows findable.</summary>
    public static Duty StewardKnowledge { get; } = new("steward-knowledge");

    /// <summary>Helps a conversation along.</summary>
    public static Duty Facilitate { get; } = new("facilitate");

    /// <summary>Turns what is learned into education.</summary>
    public static Duty Educate { get; } = new("educate");

    /// <summary>Advises on improvement and measurement.</summary>
    public static Duty AdviseImprovement { get; } = new("advise-improvement");

    /// <summary>Frames the domain before the community has conveners.</summary>
    public static Duty FrameDomain { get; } = new("frame-domain");

    /// <summary>Speaks for the organisation that hosts the community, without power over it.</summary>
    public static Duty SpeakForSponsor { get; } = new("speak-for-sponsor");

    private static readonly HashSet<Duty> Known =
    [
        CallGatherings, OpenDecisions, ApproveRequests, TestObjections, CarryLinks, StewardKnowledge, Facilitate, Educate,
        AdviseImprovement, FrameDomain, SpeakForSponsor,
    ];

    /// <summary>A duty of the charter's own.</summary>
    /// <exception cref="ArgumentException">The name is not a well-formed key.</exception>
    public static Duty Of(string name) => new(KeyFormat.Checked(name));

    /// <summary>Its name; <c>(none)</c> for <c>default</c>.</summary>
    public override string ToString() => _name ?? "(none)";

    /// <summary>
    /// What its holder does, in the words of a host: <c>calling gatherings</c>. For a duty of a charter's own, its name.
    /// </summary>
    internal string In(Wording wording) => Known.Contains(this) ? wording.Say("duty." + Name) : Name;
}

/// <summary>An office that a charter provides for: seats, terms and limits, and a bundle of duties.</summary>
/// <param name="Id">Its name, such as <c>convener</c>.</param>
/// <param name="Seats">How many may hold it at once; at least one.</param>
/// <param name="Duties">What its holders look after.</param>
public sealed record Office(OfficeId Id, int Seats, ValueList<Duty> Duties)
{
    /// <summary>What its holders look after.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public ValueList<Duty> Duties { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Duties);

    /// <summary>The office of convener, by the name that the ready charters give it.</summary>
    public static OfficeId Convener { get; } = OfficeId.Of("convener");

    /// <summary>The office of broker.</summary>
    public static OfficeId Broker { get; } = OfficeId.Of("broker");

    /// <summary>The office of facilitator, who tests objections.</summary>
    public static OfficeId Facilitator { get; } = OfficeId.Of("facilitator");

    /// <summary>The office of deputy convener.</summary>
    public static OfficeId Deputy { get; } = OfficeId.Of("deputy-convener");

    /// <summary>The office that the founding design group holds until it hands over.</summary>
    public static OfficeId DesignGroup { get; } = OfficeId.Of("design-group");

    /// <summary>The office.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId Id { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Id);

    /// <summary>How many may hold it at once.</summary>
    /// <exception cref="ArgumentException">Less than one.</exception>
    public int Seats { get; init => field = Guard.Against.NegativeOrZero(value); } = Guard.Against.NegativeOrZero(Seats);

    /// <summary>How long a term is; null for no limit.</summary>
    public Duration? Term { get; init; }

    /// <summary>How many terms in a row somebody may serve; null for no limit.</summary>
    public int? ConsecutiveTerms { get; init; }

    /// <summary>Whether somebody who is not a member may hold it.</summary>
    public bool OpenToOutsiders { get; init; }

    /// <summary>The office whose holders stand in while nobody who holds this one can act; null where there is none.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId? Deputies { get; init => field = Guard.Against.Unset(value); }

    /// <summary>Whether an empty office is a vacancy that somebody must fill, with a stated way out.</summary>
    public bool MustBeFilled { get; init; }

    /// <summary>What the charter says of it, in plain English.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Sentence => In(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording)
    {
        Guard.Against.Null(wording);
        return Parts().Aggregate((before, next) => wording.Say("text.join", before, next));

        IEnumerable<string> Parts()
        {
            yield return wording.Say("charter.office.held", Id, wording.Count("charter.office.seats", Seats));
            if (Duties.Count > 0)
                yield return wording.Say("charter.office.duties", wording.List(Duties.Select(duty => duty.In(wording))));
            if (Term is { } term)
                yield return ConsecutiveTerms is { } terms
                    ? wording.Say("charter.office.terms", wording.Time(term), terms)
                    : wording.Say("charter.office.term", wording.Time(term));
            if (Deputies is { } deputies) yield return wording.Say("charter.office.deputies", deputies);
            if (MustBeFilled) yield return wording.Say("charter.office.must-be-filled");
            if (OpenToOutsiders) yield return wording.Say("charter.office.outsiders");
            yield return wording.Say(
                "charter.office.offer-by-" + (OpenToOutsiders ? "anyone" : "member"), wording.Time(OfferPeriod));
        }
    }

    /// <summary>What is wrong with it, for the charter check.</summary>
    internal IEnumerable<string> Faults(Charter charter, Wording wording)
    {
        if (Deputies is { } deputy && (deputy == Id || charter.Office(deputy) is null))
            yield return wording.Say("fault.deputies", Id, deputy);
        foreach (var fault in Bounds.Number(wording, Seats, "fault.seats", Id)
            .Concat(Term is { } term ? Bounds.Term(wording, term, "fault.term", Id) : [])
            .Concat(ConsecutiveTerms is { } terms ? Bounds.Number(wording, terms, "fault.terms", Id) : [])
            .Concat(Bounds.Time(wording, OfferPeriod, "fault.offer", Id))) yield return fault;
        if (ConsecutiveTerms is not null && Term is null) yield return wording.Say("fault.terms-without-term", Id);
    }

    /// <summary>How long an offer to fill a vacancy stays open to objections.</summary>
    public Duration OfferPeriod { get; init; } = Duration.FromDays(7);
}

/// <summary>Who holds an office of a community, and who has held it.</summary>
public sealed record OfficeHistory
{
    /// <summary>An office that nobody has held.</summary>
    public static OfficeHistory None { get; } = new();

    /// <summary>Who holds it now, in the order in which they took it up.</summary>
    public ValueList<Tenure> Holders { get; init; } = ValueList<Tenure>.Empty;

    /// <summary>Who held it before, in the order in which they left it.</summary>
    public ValueList<Tenure> Past { get; init; } = ValueList<Tenure>.Empty;

    /// <summary>Since when nobody holds it, where somebody did; null while it is held, and before it first was.</summary>
    public Instant? VacantSince { get; init; }

    /// <summary>
    /// Since when nobody who holds it could act, because nobody holds it, or all holders are on leave, away, suspended or have
    /// not claimed their place. Null while somebody can act, and before it was first held.
    /// </summary>
    public Instant? UnattendedSince { get; init; }

    /// <summary>
    /// The people who stand in while no holder can act, without a seat or a term, in the order in which they began.
    /// </summary>
    public ValueList<Tenure> StandingIn { get; init; } = ValueList<Tenure>.Empty;

    /// <summary>Who stood in before, in the order in which it ended.</summary>
    public ValueList<Tenure> StoodIn { get; init; } = ValueList<Tenure>.Empty;

    /// <summary>Notes that those who left handed over.</summary>
    public ValueList<FreeText> Handovers { get; init; } = ValueList<FreeText>.Empty;

    /// <summary>Whether a person holds it now.</summary>
    public bool IsHeldBy(PersonId person) => Holders.Any(t => t.Holder == person);
}
