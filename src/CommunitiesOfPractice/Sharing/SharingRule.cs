namespace CommunitiesOfPractice;

/// <summary>The steps of the sharing rule, in the order in which they are asked; the first that applies settles.</summary>
public enum ReadingStep
{
    /// <summary>What is read, its home, or the reader is not known: refused.</summary>
    Unknown,
    /// <summary>It was withdrawn: refused to everyone.</summary>
    Withdrawn,
    /// <summary>The reader contributed to it: allowed.</summary>
    Contributor,
    /// <summary>It is a draft: refused.</summary>
    Draft,
    /// <summary>An embargo is in force: refused.</summary>
    Embargo,
    /// <summary>It reaches the public: allowed.</summary>
    Public,
    /// <summary>The home community bars the reader: refused.</summary>
    Barred,
    /// <summary>
    /// It reaches its community, and the reader belongs to it: allowed. For what was offered before a rest, only those who were
    /// members before that rest belong to it (law 6).
    /// </summary>
    Member,
    /// <summary>It reaches everyone the host lists: allowed.</summary>
    System,
    /// <summary>It reaches the reader by a link: allowed.</summary>
    Linked,
    /// <summary>Nothing lets the reader read it: refused.</summary>
    NothingApplies,
}

/// <summary>
/// What the rule reads. Two views exist: compiled for now, and the facts at any instant; the rule is the same code over both.
/// </summary>
internal interface ISharingView
{
    Instant Now { get; }

    bool Exists(int item);

    int Home(int item);

    bool Known(int home);

    bool Open(int home);

    bool Listed(int reader);

    NoteStatus Status(int item);

    bool Contributed(int reader, int item);

    bool Embargoed(int item);

    bool Convenes(int reader, int home);

    bool Barred(int reader, int home);

    bool Reads(int reader, int home);

    /// <summary>
    /// Whether the home rested since it was offered, and the reader was never a member there before that rest (law 6).
    /// </summary>
    bool CameAfterRest(int reader, int item);

    Audience Audience(int item);

    /// <summary>Whether it names its links, or was passed on: then its links are looked at one by one.</summary>
    bool HasOwnLinks(int item);

    IShared Facts(int item);

    /// <summary>Whether the reader may be at the far end of a link of the home's own; where not, they are not.</summary>
    bool MayBeLinked(int reader, int home);

    /// <summary>The live links that carry practice out of a community, by the order of their ids.</summary>
    ReadOnlySpan<Way> WaysOut(int home);

    /// <summary>Every link that has one end at a community, by the order of their ids.</summary>
    ReadOnlySpan<int> LinksOf(int home);

    bool Belongs(int reader, int place);

    /// <summary>A link as this view has it; null where nobody has offered it.</summary>
    LinkEnds? Link(LinkId link);

    LinkEnds Link(int link);

    bool Live(int link, Instant at);
}

/// <summary>A live link that carries practice out of a community, and where to.</summary>
internal readonly record struct Way(int Link, int Far);

/// <summary>A link with its ends looked up.</summary>
internal readonly record struct LinkEnds(int Index, Link State, int A, int B)
{
    /// <summary>Where it carries the practice of a place to; nowhere where it does not.</summary>
    public int FarFrom(int place)
    {
        if (State.Terms is not { Carries: var carries } || A == Endpoint.Nowhere || B == Endpoint.Nowhere
            || place == Endpoint.Nowhere) return Endpoint.Nowhere;
        if (A == place && carries is Flow.AToB or Flow.Both) return B;
        return B == place && carries is Flow.BToA or Flow.Both ? A : Endpoint.Nowhere;
    }
}

/// <summary>A community or a group at an end of a link, as one number.</summary>
internal static class Endpoint
{
    public const int Nowhere = -1;

    public static int Community(int index) => index << 1;

    public static int Group(int index) => index << 1 | 1;

    public static bool IsGroup(int place) => (place & 1) != 0;

    public static int Index(int place) => place >> 1;
}

/// <summary>What settled a reading: the step, and the index of its witness.</summary>
internal readonly record struct Verdict(ReadingStep Step, WitnessKind Kind, int Witness);

/// <summary>What a refused reading lacks, and of which thing.</summary>
internal readonly record struct Lack(Condition Condition, WitnessKind Kind, int Witness);

/// <summary>Who listens while the rule is asked. The one that listens to nothing costs nothing.</summary>
internal interface ITrace
{
    void Passed(ReadingStep step);
}

internal readonly struct Untraced : ITrace
{
    public void Passed(ReadingStep step)
    {
    }
}

/// <summary>
/// The sharing rule (DESIGN, <em>Sharing rule</em>), written once. Who may read what, and why, is settled here and nowhere else.
/// </summary>
internal static class SharingRule
{
    /// <summary>The rule of a step.</summary>
    public static Clause ClauseOf(ReadingStep step) => step switch
    {
        ReadingStep.Unknown => Clauses.ReadingUnknown,
        ReadingStep.Withdrawn => Clauses.ReadingWithdrawn,
        ReadingStep.Contributor => Clauses.ReadingContributor,
        ReadingStep.Draft => Clauses.ReadingDraft,
        ReadingStep.Embargo => Clauses.ReadingEmbargo,
        ReadingStep.Public => Clauses.ReadingPublic,
        ReadingStep.Barred => Clauses.ReadingBarred,
        ReadingStep.Member => Clauses.ReadingMember,
        ReadingStep.System => Clauses.ReadingSystem,
        ReadingStep.Linked => Clauses.ReadingLinked,
        ReadingStep.NothingApplies => Clauses.ReadingNothingApplies,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };

    /// <summary>Whether it may be read where this step settles it.</summary>
    public static bool Allows(ReadingStep step) =>
        step is ReadingStep.Contributor or ReadingStep.Public or ReadingStep.Member or ReadingStep.System or ReadingStep.Linked;

    /// <summary>Steps 1 to 11, in order: the first that applies is the reason.</summary>
    public static Verdict Settle<TView, TTrace>(in TView view, int reader, int item, ref TTrace trace)
        where TView : struct, ISharingView
        where TTrace : struct, ITrace
    {
        if (!view.Exists(item)) return new(ReadingStep.Unknown, WitnessKind.Note, item);
        var home = view.Home(item);
        if (!view.Known(home)) return new(ReadingStep.Unknown, WitnessKind.Community, home);
        var signedIn = reader >= -1;
        if (signedIn && !view.Listed(reader)) return new(ReadingStep.Unknown, WitnessKind.Person, reader);
        trace.Passed(ReadingStep.Unknown);

        var status = view.Status(item);
        if (status == NoteStatus.Withdrawn) return new(ReadingStep.Withdrawn, WitnessKind.Note, item);
        trace.Passed(ReadingStep.Withdrawn);

        if (signedIn && view.Contributed(reader, item)) return new(ReadingStep.Contributor, WitnessKind.Person, reader);
        trace.Passed(ReadingStep.Contributor);

        if (status != NoteStatus.Offered) return new(ReadingStep.Draft, WitnessKind.Note, item);
        trace.Passed(ReadingStep.Draft);

        if (view.Embargoed(item) && !(signedIn && view.Convenes(reader, home) && !view.Barred(reader, home) && view.Open(home)))
            return new(ReadingStep.Embargo, WitnessKind.Note, item);
        trace.Passed(ReadingStep.Embargo);

        var audience = view.Audience(item);
        if (audience == Audience.Public) return new(ReadingStep.Public, WitnessKind.Note, item);
        trace.Passed(ReadingStep.Public);

        if (signedIn)
        {
            if (view.Barred(reader, home)) return new(ReadingStep.Barred, WitnessKind.Community, home);
            trace.Passed(ReadingStep.Barred);

            if (audience >= Audience.Community && ReadsAsMember(view, reader, item, home))
                return new(ReadingStep.Member, WitnessKind.Community, home);
            trace.Passed(ReadingStep.Member);

            if (audience >= Audience.System) return new(ReadingStep.System, WitnessKind.Person, reader);
            trace.Passed(ReadingStep.System);

            if (audience >= Audience.Linked && LowestLink(view, reader, item, home) is var link and >= 0)
                return new(ReadingStep.Linked, WitnessKind.Link, link);
            trace.Passed(ReadingStep.Linked);
        }
        else
        {
            trace.Passed(ReadingStep.Barred);
            trace.Passed(ReadingStep.Member);
            trace.Passed(ReadingStep.System);
            trace.Passed(ReadingStep.Linked);
        }

        return new(ReadingStep.NothingApplies, WitnessKind.Note, item);
    }

    /// <summary>
    /// Whether the reader is a member for step 8. For what was offered before a rest, only those who were members before it are
    /// (law 6).
    /// </summary>
    public static bool ReadsAsMember<TView>(in TView view, int reader, int item, int home) where TView : struct, ISharingView =>
        view.Reads(reader, home) && !view.CameAfterRest(reader, item);

    /// <summary>The link that has the reader at its far end, the lowest id in ordinal order; -1 for none.</summary>
    public static int LowestLink<TView>(in TView view, int reader, int item, int home) where TView : struct, ISharingView
    {
        if (view.HasOwnLinks(item)) return LowestOwnLink(view, reader, view.Facts(item), home);
        if (!view.MayBeLinked(reader, home)) return -1;
        foreach (var way in view.WaysOut(home))
            if (view.Belongs(reader, way.Far)) return way.Link;
        return -1;
    }

    private static int LowestOwnLink<TView>(in TView view, int reader, IShared item, int home) where TView
        : struct, ISharingView
    {
        var lowest = -1;
        foreach (var way in view.WaysOut(home))
        {
            if (!MayUse(item, view.Link(way.Link).State.Id) || !view.Belongs(reader, way.Far)) continue;
            lowest = way.Link;
            break;
        }

        foreach (var step in item.OnwardSteps.AsSpan())
            if (StepsTo(view, item, home, step) is { } way && view.Belongs(reader, way.Far)
                && (lowest < 0 || step.To.CompareTo(view.Link(lowest).State.Id) < 0))
                lowest = way.Link;
        return lowest;
    }

    /// <summary>Where an onward step carries it to; null where it does not count.</summary>
    public static Way? StepsTo<TView>(in TView view, IShared item, int home, OnwardStep step) where TView
        : struct, ISharingView
    {
        if (step.At > view.Now || !MayUse(item, step.Via) || view.Link(step.Via) is not { } via
            || view.Link(step.To) is not { } to) return null;
        var between = via.FarFrom(Endpoint.Community(home));
        if (between == Endpoint.Nowhere || via.State.Terms!.Onward != Onward.OneStep
            || to.FarFrom(between) is not (not Endpoint.Nowhere and var far)) return null;
        return IsLive(view, via.Index, step.At) && IsLive(view, to.Index, step.At) ? new Way(to.Index, far) : null;
    }

    private static bool IsLive<TView>(in TView view, int link, Instant taken) where TView : struct, ISharingView =>
        view.Live(link, view.Now) && view.Live(link, taken);

    private static bool MayUse(IShared item, LinkId link) =>
        item.NamedLinks is not { } named || named.AsSpan().IndexOf(link) >= 0;

    /// <summary>The nearest missing condition of a reading that nothing lets through, the first that fits.</summary>
    public static Lack Missing<TView>(in TView view, int reader, int index) where TView : struct, ISharingView
    {
        var (item, home) = (view.Facts(index), view.Home(index));
        var here = new Lack(Condition.WiderAudience, WitnessKind.Note, index);
        if (item.Restriction is not null) return here with { Condition = Condition.NoRestriction };
        if (reader < -1) return here with { Condition = Condition.SignIn };
        if (Admits(view, item.Decided, reader, index, home))
        {
            if (item.Contributions.Count == 0) return here with { Condition = Condition.WiderConsent };
            var lowest = -1;
            for (var i = 0; i < item.Contributions.Count; i++)
                if (!Admits(view, item.Contributions[i].CeilingAt(view.Now), reader, index, home)
                    && (lowest < 0 || item.Contributions[i].Person.CompareTo(item.Contributions[lowest].Person) < 0)) lowest = i;
            return lowest >= 0
                ? new(Condition.WiderConsent, WitnessKind.Person, lowest)
                : here with { Condition = Condition.WiderFinding };
        }

        var audience = view.Audience(index);
        if (audience >= Audience.Linked && LowestBrokenLink(view, reader, item, home) is var link and >= 0)
            return new(Condition.LiveLink, WitnessKind.Link, link);
        return audience >= Audience.Community && view.Open(home) && !view.CameAfterRest(reader, index)
            ? new(Condition.Membership, WitnessKind.Community, home)
            : here;
    }

    /// <summary>Whether an audience would admit the reader, if it were the effective audience: steps 6 and 8 to 10.</summary>
    private static bool Admits<TView>(in TView view, Audience audience, int reader, int item, int home) where TView
        : struct, ISharingView =>
        audience >= Audience.System
        || (audience >= Audience.Community && ReadsAsMember(view, reader, item, home))
        || (audience >= Audience.Linked && LowestLink(view, reader, item, home) >= 0);

    /// <summary>
    /// The lowest id of a link that would carry it to the reader, if it were live or ran the other way; -1 for none.
    /// </summary>
    private static int LowestBrokenLink<TView>(in TView view, int reader, IShared item, int home) where TView
        : struct, ISharingView
    {
        var (lowest, from) = (-1, Endpoint.Community(home));
        foreach (var index in view.LinksOf(home))
        {
            var link = view.Link(index);
            var other = link.A == from ? link.B : link.A;
            if (!BelongsTo(view, reader, other) || (view.Live(index, view.Now) && link.FarFrom(from) != Endpoint.Nowhere))
                continue;
            lowest = index;
            break;
        }

        foreach (var step in item.OnwardSteps.AsSpan())
        {
            if (step.At > view.Now || view.Link(step.To) is not { } to
                || !(BelongsTo(view, reader, to.A) || BelongsTo(view, reader, to.B))) continue;
            var between = Endpoint.Nowhere;
            if (view.Link(step.Via) is { } via)
            {
                between = via.FarFrom(from);
                if (between == Endpoint.Nowhere || !IsLive(view, via.Index, step.At)) Name(view, via.Index, ref lowest);
            }

            if (!IsLive(view, to.Index, step.At) || (between != Endpoint.Nowhere && to.FarFrom(between) == Endpoint.Nowhere))
                Name(view, to.Index, ref lowest);
        }

        return lowest;
    }

    private static bool BelongsTo<TView>(in TView view, int reader, int place) where TView : struct, ISharingView =>
        place != Endpoint.Nowhere && view.Belongs(reader, place);

    private static void Name<TView>(in TView view, int link, ref int lowest) where TView : struct, ISharingView
    {
        if (lowest < 0 || view.Link(link).State.Id.CompareTo(view.Link(lowest).State.Id) < 0) lowest = link;
    }
}
