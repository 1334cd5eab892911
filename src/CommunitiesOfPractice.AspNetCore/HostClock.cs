using System.Globalization;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// What time it is for the acts of a host, by the clock of where the record is kept (<see cref="IRecordClock"/>), or else by
/// the host's own. The host looks at it every so often, and goes on by the monotonic clock in between. So a clock that somebody
/// sets wrong moves nothing. Where two of these clocks are further apart than
/// <see cref="CommunitiesOfPracticeOptions.ClocksApart"/>, it is not trusted. It then goes on from when they last agreed.
/// </summary>
public sealed class HostClock
{
    private readonly IRecordClock? _record;
    private readonly TimeProvider _time;
    private readonly CommunitiesOfPracticeOptions _options;
    private volatile Look? _last;

    internal HostClock(IRecord record, TimeProvider time, CommunitiesOfPracticeOptions options) =>
        (_record, _time, _options) = (record as IRecordClock, time, options);

    /// <summary>What time it is.</summary>
    public Instant Now => _last is { } last ? At(last, _time.GetTimestamp()) : HostNow;

    /// <summary>
    /// Whether the clocks agree. While they do not, the host records nothing that falls due, and tells no outcome that is not
    /// recorded.
    /// </summary>
    public bool IsTrusted => Fault is null;

    /// <summary>Which clocks are apart, and by how much, in words for those who run the host; null where they agree.</summary>
    public string? Fault => _last?.Fault;

    private Instant HostNow => Instant.FromDateTimeOffset(_time.GetUtcNow());

    /// <summary>
    /// Looks at the clocks, unless that was done within <see cref="CommunitiesOfPracticeOptions.SettleEvery"/>.
    /// </summary>
    internal async ValueTask LookAgain(CancellationToken cancel)
    {
        if (_last is { } recent && Between(recent.Looked, _time.GetTimestamp()) < _options.SettleEvery) return;
        var asked = _time.GetTimestamp();
        var recordsNow = _record is null ? null : await _record.Now(cancel).ConfigureAwait(false);
        var answered = _time.GetTimestamp();

        // The record's clock was read half of the way there and back.
        _last = recordsNow is { } says
            ? After(_last, "clock.record-monotonic", says, HostNow, asked + (answered - asked) / 2)
            : After(_last, "clock.host-monotonic", HostNow, null, answered);
    }

    private Look After(Look? last, string against, Instant says, Instant? host, long read)
    {
        var fault = host is { } other ? Apart(says - other, "clock.record-host") : null;
        if (last is { Agreed: true }) fault ??= Apart(says - At(last, read), against);
        return fault is null ? new(says, read, read, true, null)
            : last is { Agreed: true } ? last with { Fault = fault, Looked = read }

            // They never agreed. An early instant is raised to its stream's last, and a late one would hold the stream: the
            // earlier does less harm.
            : new(Instant.Min(says, host ?? says), read, read, false, fault);
    }

    private string? Apart(Duration by, string clocks) =>
        (by < Duration.Zero ? -by : by) is var apart && apart > _options.ClocksApart
        ? _options.Texts[clocks, apart.Days, apart.ToString("hh:mm:ss", CultureInfo.InvariantCulture)]
        : null;

    private Instant At(Look look, long stamp) => look.Says + Between(look.Read, stamp);

    private Duration Between(long from, long to) => Duration.FromTimeSpan(_time.GetElapsedTime(from, to));

    /// <param name="Says">What time it was.</param>
    /// <param name="Read">When that was, by the monotonic clock.</param>
    /// <param name="Looked">When the clocks were last looked at, by the monotonic clock.</param>
    /// <param name="Agreed">Whether the clocks agreed at <paramref name="Read"/>.</param>
    /// <param name="Fault">Why they do not now; null where they do.</param>
    private sealed record Look(Instant Says, long Read, long Looked, bool Agreed, string? Fault);
}
