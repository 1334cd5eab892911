namespace CommunitiesOfPractice;

/// <summary>
/// What a community's record says of somebody who calls a gathering for it, or looks after one: whether its charter lets them,
/// and what the charter asks. <see cref="Community.CallingEvidenceFor"/> reads it from the record, and the host gives it with the
/// act, never the caller.
/// </summary>
/// <param name="Community">Which community.</param>
/// <param name="Version">The version of its record that says so.</param>
/// <param name="Person">Who; null where its members act together.</param>
/// <param name="MayCall">Whether they may call a gathering alone: by the matter <see cref="Matter.Gather"/>, or by an office
/// with the duty <see cref="Duty.CallGatherings"/>.</param>
/// <param name="MayLookAfter">Whether they may look after one: an acting member, or somebody who may call one.</param>
/// <param name="Call">Who settles calling a gathering.</param>
/// <param name="Notice">How long before its start a gathering is called, at the least.</param>
/// <param name="SmallestGroup">The smallest number of people that is told of.</param>
public sealed record CallingEvidence(
    CommunityId Community, long Version, PersonId? Person, bool MayCall, bool MayLookAfter, Authority Call, Duration Notice,
    int SmallestGroup) : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>Which community.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Community { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Community);

    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId? Person { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Person);

    /// <summary>Who settles calling a gathering.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Authority Call { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Call);
}

public sealed partial class Community
{
    /// <summary>
    /// What this record says of calling gatherings, for an act on one. Null while the community has not been founded, and once it
    /// is closed.
    /// </summary>
    /// <param name="person">Who acts; null for the members together.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public CallingEvidence? CallingEvidenceFor(PersonId? person, Instant at)
    {
        var now = At(at);
        var sitting = new Sitting(now, Instant.Max(at, now.LastAt));
        if (now.CharterAt(sitting.At) is not { Charter: var charter } || sitting.RefuseUnlessOpen() is not null) return null;
        var call = charter[Matter.Gather]!;
        var mayCall = person is { } caller && sitting.RefuseIfBarred(caller) is null
            && (call.RefuseAlone(sitting, caller, Matter.Gather) is null
                || now.MayServe(caller, Duty.CallGatherings, sitting.At).Allowed);
        var mayLookAfter = mayCall || (person is { } somebody && sitting.RefuseUnlessActingMember(somebody) is null);
        return new(Id, Version, person, mayCall, mayLookAfter, call, charter.GatheringNotice, charter.SmallestGroup);
    }
}
