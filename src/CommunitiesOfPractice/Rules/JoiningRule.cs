using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Rules;

/// <summary>
/// How somebody becomes a member (feature 10). Whatever the rule, somebody who is invited may accept. The set is closed. The
/// sentence that a charter prints comes from the object that decides.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(OpenJoining), "open")]
[JsonDerivedType(typeof(JoiningOnRequest), "on-request")]
[JsonDerivedType(typeof(JoiningByInvitation), "by-invitation")]
[JsonDerivedType(typeof(JoiningOnBelonging), "on-belonging")]
public abstract record JoiningRule
{
    private protected JoiningRule()
    {
    }

    private static readonly Duration Month = Duration.FromDays(30);

    /// <summary>
    /// How long an invitation stays open: 30 days unless the rule says otherwise. Where joining is open to some groups, the rule
    /// for others says.
    /// </summary>
    public Duration InvitationsStand { get; init; } = Month;

    /// <summary>How you join, in plain English.</summary>
    public string Sentence => In(Wording.English);

    /// <summary>The same in the words of a host.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording) => Said(Guard.Against.Null(wording));

    /// <summary>What it says, in the words of a host.</summary>
    private protected abstract string Said(Wording wording);

    /// <summary>
    /// The rule for somebody who cannot simply join: what is asked of them, and how long an invitation to them stays open.
    /// </summary>
    internal virtual JoiningRule ForOthers => this;

    /// <summary>How long somebody who was declined waits before they may ask again. Zero where nobody asks.</summary>
    internal virtual Duration WaitsToAskAgain => Duration.Zero;

    /// <summary>What is wrong with it, for the charter check.</summary>
    internal virtual IEnumerable<string> Faults(Wording wording, int depth = 1) =>
        Bounds.Time(wording, InvitationsStand, "fault.invitation");

    /// <summary>Whether it says of itself how long an invitation stays open.</summary>
    private protected bool SaysHowLongInvitationsStand => InvitationsStand != Month;

    /// <summary>The refusal for somebody who joins outright; null where they may.</summary>
    internal abstract Ruling? RefuseJoining(Sitting sitting, Join act);

    /// <summary>
    /// Whether strangers come in only by invitation, so that a resting community does not open to them (law 6).
    /// </summary>
    internal virtual bool NeedsInvitation => false;

    /// <summary>The refusal for somebody who asks to join; null where they may.</summary>
    internal virtual Ruling? RefuseRequest(Sitting sitting, RequestToJoin act) =>
        sitting.Refuse(Clauses.JoiningNotByRequest, Condition.CharterClause, null, Charter(sitting), sitting.WayIn(act.By));

    /// <summary>Asking to join, with something in the place of each answer.</summary>
    internal virtual RequestToJoin Asking(PersonId person) => new(person, []);

    /// <summary>What somebody can do to get in; null where they must wait to be invited.</summary>
    internal abstract Act? WayIn(Sitting sitting, PersonId person);

    private protected static Witness Charter(Sitting sitting) =>
        new(WitnessKind.Charter, sitting.CharterInForce.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>Open to everyone.</summary>
public sealed record OpenJoining : JoiningRule
{
    private protected override string Said(Wording wording) => wording.Say("joining-rule.open");

    internal override Ruling? RefuseJoining(Sitting sitting, Join act) => null;

    internal override Act WayIn(Sitting sitting, PersonId person) => new Join(person);
}

/// <summary>By asking: the request is approved or declined with a reason.</summary>
/// <param name="Questions">What somebody who asks is asked.</param>
public sealed record JoiningOnRequest(ValueList<string> Questions) : JoiningRule
{
    /// <summary>What somebody who asks is asked.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or a question that is no well-formed text
    /// (<see cref="FreeText.Of"/>).</exception>
    public ValueList<string> Questions { get; init => field = Asked(value); } = Asked(Questions);

    private static ValueList<string> Asked(ValueList<string> questions) =>
        OldLines.AreRead ? Guard.Against.Gaps(questions)
        : Guard.Against.Gaps(questions).Select(FreeText.Fault).FirstOrDefault(fault => fault is not null) is { } fault
            ? throw new ArgumentException(fault, nameof(questions))
            : questions;

    /// <summary>How long somebody who was declined waits before they may ask again.</summary>
    public Duration AskAgainAfter { get; init; } = Duration.FromDays(30);

    private protected override string Said(Wording wording) => wording.Say("text.join",
        Questions.Count > 0 ? wording.Count("joining-rule.asking", Questions.Count) : wording.Say("joining-rule.asking"),
        wording.Say("joining-rule.answer", wording.Time(AskAgainAfter)));

    internal override Duration WaitsToAskAgain => AskAgainAfter;

    internal override IEnumerable<string> Faults(Wording wording, int depth)
    {
        foreach (var fault in base.Faults(wording, depth).Concat(Bounds.Time(wording, AskAgainAfter, "fault.ask-again")))
            yield return fault;
        if (Questions.Any(string.IsNullOrWhiteSpace)) yield return wording.Say("fault.question");
    }

    internal override Ruling? RefuseJoining(Sitting sitting, Join act) =>
        sitting.Refuse(Clauses.JoiningOnRequest, Condition.Approval, act.By.Value, Charter(sitting), sitting.WayIn(act.By));

    internal override Ruling? RefuseRequest(Sitting sitting, RequestToJoin act) =>
        act.Answers.Count < Questions.Count
            ? sitting.Refuse(Clauses.JoiningQuestions, Condition.WellFormed, OfWhat.Number(Questions.Count), Charter(sitting))
            : null;

    internal override Act? WayIn(Sitting sitting, PersonId person) =>
        sitting.Admissions.Requests.Find(person) is { } request
            && (request.IsOpen || request.AskAgainFrom?.HasCome(sitting.At) == false)
            ? null
            : Asking(person);

    internal override RequestToJoin Asking(PersonId person) => new(person, Questions.Select(_ => Unsaid.Words).ToValueList());
}

/// <summary>Only by invitation.</summary>
public sealed record JoiningByInvitation : JoiningRule
{
    private protected override string Said(Wording wording) =>
        wording.Say("joining-rule.invitation", wording.Time(InvitationsStand));

    internal override bool NeedsInvitation => true;

    internal override Ruling? RefuseJoining(Sitting sitting, Join act) =>
        sitting.Refuse(Clauses.JoiningByInvitation, Condition.Invitation, act.By.Value, Charter(sitting), sitting.WayIn(act.By));

    internal override Act? WayIn(Sitting sitting, PersonId person) => null;
}

/// <summary>Open to the people that the host's directory places in one of some groups. Others come in by another rule.</summary>
/// <param name="Groups">The groups, any of which suffices.</param>
/// <param name="Others">How everybody else comes in.</param>
public sealed record JoiningOnBelonging(ValueList<DirectoryGroup> Groups, JoiningRule Others) : JoiningRule
{
    /// <summary>The groups, any of which suffices.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public ValueList<DirectoryGroup> Groups { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Groups);

    /// <summary>How everybody else comes in.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public JoiningRule Others { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Others);

    private protected override string Said(Wording wording) => wording.Say("joining-rule.belonging",
        wording.List(Groups.Select(group => group.In(wording)), "list.or"), Others.In(wording));

    internal override JoiningRule ForOthers => Others.ForOthers;

    internal override Duration WaitsToAskAgain => Others.WaitsToAskAgain;

    internal override IEnumerable<string> Faults(Wording wording, int depth)
    {
        if (depth > Bounds.Deepest) return [wording.Say("fault.joining-deep", Bounds.Deepest)];
        IEnumerable<string> own = Groups.Count == 0 ? [wording.Say("fault.no-groups")] : [];
        return own
            .Concat(SaysHowLongInvitationsStand ? [wording.Say("fault.invitation-of-groups")] : [])
            .Concat(Others.Faults(wording, depth + 1));
    }

    internal override Ruling? RefuseJoining(Sitting sitting, Join act)
    {
        var groups = act.Evidence?.Groups ?? ValueList<DirectoryGroup>.Empty;
        if (groups.Any(g => Groups.Contains(g))) return null;
        return Others.RefuseJoining(sitting, act) is { } refusal
            ? refusal.Answer.Remedy is null
                ? sitting.Refuse(Clauses.JoiningOnBelonging, Condition.Evidence, string.Join(", ", Groups), Charter(sitting))
                : refusal
            : null;
    }

    internal override bool NeedsInvitation => Others.NeedsInvitation;

    internal override Ruling? RefuseRequest(Sitting sitting, RequestToJoin act) => Others.RefuseRequest(sitting, act);

    internal override RequestToJoin Asking(PersonId person) => Others.Asking(person);

    internal override Act? WayIn(Sitting sitting, PersonId person) => Others.WayIn(sitting, person);
}
