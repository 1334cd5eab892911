using System.Diagnostics.Metrics;
using System.Diagnostics;
using CommunitiesOfPractice.Storage;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// What is measured and traced, under the one name <c>CommunitiesOfPractice</c>: kinds of act, rules and outcomes. No person, no
/// id, no words.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    public const string Name = "CommunitiesOfPractice";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Meter _meter;
    private readonly Counter<long> _acts;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _settled;
    private readonly Histogram<double> _reading;

    public Telemetry(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _acts = _meter.CreateCounter<long>(
            "cop.acts", "{act}",
                "Acts that were brought to a stream, by kind, by the rule that settled them, and by what became of them.");
        _conflicts =
            _meter.CreateCounter<long>(
                "cop.conflicts", "{conflict}", "Acts that were ruled upon anew, because somebody else wrote first.");
        _settled = _meter.CreateCounter<long>("cop.settled", "{line}", "Lines that recorded what fell due or was carried out.");
        _reading =
            _meter.CreateHistogram<double>("cop.reading.duration", "s", "How long it took to read what the record had grown by.");
    }

    public void Acted(Act act, Acted what) =>
        _acts.Add(1, new("act", ActJson.NameOf(act)), new("clause", what.Answer?.Clause.Id ?? "none"),
        new("outcome", what.IsBeingRecorded
            ? "waits" : what.Stale ? "stale" : what.Repeated ? "repeated" : what.Allowed ? "done" : "refused"));

    public void Conflicted() => _conflicts.Add(1);

    public void Settled(int lines)
    {
        if (lines > 0) _settled.Add(lines);
    }

    public void Read(TimeSpan took) => _reading.Record(took.TotalSeconds);

    public void Dispose() => _meter.Dispose();
}
