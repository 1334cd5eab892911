namespace CommunitiesOfPractice;

/// <summary>An act and the stream it is an act on.</summary>
/// <param name="On">Which stream.</param>
/// <param name="Act">What to do.</param>
public sealed record ActOn(StreamId On, Act Act);

public sealed partial class Landscape
{
    /// <summary>
    /// The mandates that no stream has used yet and that have not expired, in the order of their communities, and then in the
    /// order in which they were given.
    /// </summary>
    /// <param name="at">When.</param>
    /// <param name="of">The stream that gave them or that may use them; null for any.</param>
    public IEnumerable<Mandate> OpenMandates(Instant at, StreamId? of = null) =>
        Communities.SelectMany(c => c.Mandates).Where(m =>
            at < m.Expires && (of is not { } on || m.To == on || StreamId.Of(m.From) == on) && !IsUsed(m));

    /// <summary>
    /// What members decided together and other streams now carry out (feature 42). These are steps of links, endorsing,
    /// widening and passing on a note, and calling a gathering, by the members' mandates, word for word and in nobody's name. So
    /// what was decided stays decided, even if the person who proposed it has left or is away (laws 2 and 3). There is also a
    /// joint decision, reported to each of its parties, and a merger, reported to the community that was taken in. Nobody
    /// decides anything here. A host does these after each reading of the record, and the streams rule on them as on any act.
    /// What was refused before is offered again while its mandate lasts, since its time may come.
    /// </summary>
    /// <param name="at">When.</param>
    /// <param name="source">What the host calls this record, in the facts that it reports.</param>
    /// <param name="zones">The zone data, for calling the gatherings that members decided on; null leaves those out.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is not a well-formed key.</exception>
    public IEnumerable<ActOn> ToCarryOut(
        Instant at, string source = "record", IDateTimeZoneProvider? zones = null)
    {
        Guard.Against.OutsideYears(at);
        KeyFormat.Checked(source, nameof(source));
        return OpenMandates(at).SelectMany(mandate => CarriedOutBy(mandate, at, source, zones)).Concat(Mergers(source));
    }

    private IEnumerable<ActOn> CarriedOutBy(
        Mandate mandate, Instant at, string source, IDateTimeZoneProvider? zones) => mandate.What switch
    {
        LinkMatter link => [new(mandate.To, link.ToAct(new ByMandate(mandate), this[LinkId.Of(mandate.To)]))],
        JointMatter joint => this[CommunityId.Of(mandate.To)] is var party
            ? party.ClosedDecisions.Where(
                d => d.Proposal is DecideJointly there && there.Joint == joint && d.Result?.Outcome == Outcome.Carried
                    && !d.Agreed.Contains(mandate.From))
                .Select(d => new ActOn(mandate.To, new ReportAgreed(d.Id, mandate, source)))
            : [],
        EndorseMatter what => [new(mandate.To, new Endorse(new ByMandate(mandate), what))],
        WidenMatter what => [new(mandate.To, new Widen(new ByMandate(mandate), what))],
        PassOnMatter what when this[what.Via].EvidenceAt(at) is { } via && this[what.To].EvidenceAt(at) is { } to =>
            [new(mandate.To, new PassOn(new ByMandate(mandate), via, to))],
        PassOnMatter => [],
        GatheringCall or AgreeMatter =>
            this[mandate.From].CallingEvidenceFor(null, at) is { } home ? CarriedOutAt(mandate, home, zones) : [],

        // Merging and splitting: the other community decides, and a host tells what it came to.
        null => [],
        var other => throw new InvalidOperationException($"{other.GetType().Name} is not known."),
    };

    private static IEnumerable<ActOn> CarriedOutAt(Mandate mandate, CallingEvidence home, IDateTimeZoneProvider? zones)
    {
        var by = new ByMandate(mandate);
        return mandate.What switch
        {
            GatheringCall call when zones is not null =>
                [new(mandate.To, new CallGathering(by, home, call, ZoneEvidence.Of(call.When, zones)))],
            AgreeMatter { Withdraws: true } => [new(mandate.To, new WithdrawFromGathering(by, home))],
            AgreeMatter => [new(mandate.To, new AgreeToGathering(by, home))],
            _ => [],
        };
    }

    // Merging and splitting are used up by what the other community decides; here they are told.
    private IEnumerable<ActOn> Mergers(string source) =>
        from community in Communities
        where community.Status != Status.Closed
        from mandate in community.Mandates
        where mandate.Purpose == MandatePurpose.Merge && IsUsed(mandate)
        select new ActOn(StreamId.Of(community.Id), new ReportMerged(mandate, source));

    private bool IsUsed(Mandate mandate) => (mandate.To.Kind switch
    {
        StreamKind.Community => this[CommunityId.Of(mandate.To)].Life.MandatesUsed,
        StreamKind.Link => this[LinkId.Of(mandate.To)].MandatesUsed,
        StreamKind.Note => this[NoteId.Of(mandate.To)].MandatesUsed,
        StreamKind.Gathering => this[GatheringId.Of(mandate.To)].MandatesUsed,
        _ => ValueList<string>.Empty,
    }).Contains(mandate.Id);
}
