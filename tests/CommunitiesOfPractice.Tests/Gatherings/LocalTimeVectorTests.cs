using System.Text.Json;
using NodaTime.Text;

namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>Every published local time: once, never or twice, and the instants that it is.</summary>
public class LocalTimeVectorTests
{
    private static readonly JsonElement[] Times = [.. JsonDocument.Parse(File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Gatherings", "vectors", "local-times.json"))).RootElement.EnumerateArray()];

    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm");

    [Fact]
    public void Local_times_are_read_as_independent_zone_data_reads_them()
    {
        Assert.Equal(1_268, Times.Length);
        Assert.All(Times, time =>
        {
            var given = new GivenTime(Local.Parse(time.GetProperty("local").GetString()!).Value, time.GetProperty("zone")
                .GetString()!);
            var instants = time.GetProperty("instants").EnumerateArray()
                .Select(instant => InstantPattern.ExtendedIso.Parse(instant.GetString()!).Value).ToArray();
            var read = ZoneEvidence.Of(given, Callers.Zones);
            Assert.True(read.IsZoneKnown);
            switch (time.GetProperty("kind").GetString())
            {
                case "once":
                    Assert.Equal(instants.Single(), read.Start);
                    Assert.Empty(read.WaysOut);
                    break;
                case "twice":
                    Assert.Null(read.Start);
                    Assert.Equal(instants, read.WaysOut.Select(way => way.Instant));
                    Assert.All(read.WaysOut, way => Assert.Equal(way.Instant, ZoneEvidence.Of(way.Time, Callers.Zones).Start));
                    break;
                default:
                    Assert.Null(read.Start);
                    Assert.Empty(instants);
                    Assert.Equal(2, read.WaysOut.Count);
                    Assert.True(read.WaysOut[0].Time.Local < given.Local && given.Local < read.WaysOut[1].Time.Local);
                    Assert.All(read.WaysOut, way => Assert.Equal(way.Instant, ZoneEvidence.Of(way.Time, Callers.Zones).Start));
                    break;
            }
        });
    }
}
