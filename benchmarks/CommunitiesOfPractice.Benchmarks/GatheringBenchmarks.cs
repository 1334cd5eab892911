using BenchmarkDotNet.Attributes;
using NodaTime;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// One act on a gathering that many people have answered, half of whom wait: the answer, the events, and the gathering after
/// them. Beside it is a plain queue that changes two lists in place, and keeps neither a record nor what was before.
/// </summary>
[MemoryDiagnoser]
public class GatheringBenchmarks
{
    private static readonly Instant Start = Instant.FromUtc(2016, 3, 1, 9, 0);
    private static readonly PersonId Organiser = PersonId.Of("k-0");

    private Gathering _gathering = null!;
    private SayYes _yes = null!;
    private SayNo _no = null!;
    private ReportGone _gone = null!;
    private MoveGathering _move = null!;
    private List<PersonId> _places = null!;
    private List<PersonId> _waiting = null!;

    /// <summary>How many have answered.</summary>
    [Params(100, 1_000, 10_000)]
    public int Answers { get; set; }

    /// <summary>Tells the story of a gathering that so many have answered.</summary>
    [GlobalSetup]
    public void Tell()
    {
        var home = new CallingEvidence(
            CommunityId.Of("maternity"), 1, Organiser, true, true, new AnyMember(), Duration.FromDays(7), 5);
        var sharing = new SharingRules(
            Audience.Community, false, new AnyMember(), new AnyMember(), new AnyMember(), new AnyMember());
        var when = new GivenTime(new(2016, 5, 12, 13, 0), "Europe/London");
        var call = new GatheringCall(
            "What do we each do?", GatheringForm.KnowledgeCafe, "The seminar room", when, Duration.FromHours(3), Answers / 2);
        var zones = DateTimeZoneProviders.Tzdb;
        _gathering = Do(
            Gathering.Unknown(GatheringId.Of("g-1")),
            new CallGathering(
                new AsMember(new(home.Community, 1, Organiser, true, [], sharing)), home, call, ZoneEvidence.Of(when, zones)));
        for (var i = 1; i <= Answers; i++) _gathering = Do(_gathering, Yes(i));
        (_places, _waiting) = (_gathering.Coming.ToList(), _gathering.Waiting.ToList());
        (_yes, _no, _gone) = (Yes(Answers + 1), new(Person(Answers / 4)), new(Person(Answers / 4), "record"));
        var to = when.PlusDays(7);
        _move = new(Organiser, home, to, ZoneEvidence.Of(to, zones));
    }

    /// <summary>Somebody says yes, and waits.</summary>
    [Benchmark(Baseline = true)]
    public Done<Gathering> SayYes() => _gathering.Do(_yes, Start);

    /// <summary>Somebody who has a place says no, and the first who waits has it.</summary>
    [Benchmark]
    public Done<Gathering> SayNo() => _gathering.Do(_no, Start);

    /// <summary>The host tells that somebody is gone who had a place.</summary>
    [Benchmark]
    public Done<Gathering> ReportGone() => _gathering.Do(_gone, Start);

    /// <summary>It is moved: everybody is to confirm.</summary>
    [Benchmark]
    public Done<Gathering> Move() => _gathering.Do(_move, Start);

    /// <summary>Somebody asks whether they can say no.</summary>
    [Benchmark]
    public Answer AskNo() => _gathering.Ask(_no, Start);

    /// <summary>A plain queue: the same person leaves, the first who waits moves up, and all is put back.</summary>
    [Benchmark]
    public int PlainQueue()
    {
        var at = _places.IndexOf(_no.By);
        _places.RemoveAt(at);
        var next = _waiting[0];
        _waiting.RemoveAt(0);
        _places.Add(next);
        _places.RemoveAt(_places.Count - 1);
        _waiting.Insert(0, next);
        _places.Insert(at, _no.By);
        return _places.Count;
    }

    private static SayYes Yes(int person) =>
        new(Person(person), new(GatheringId.Of("g-1"), Person(person), ComesBy.Membership, 1));

    private static PersonId Person(int number) => PersonId.Of($"k-{number}");

    private static Gathering Do(Gathering gathering, IActOn<Gathering> act) =>
        gathering.Do(act, Start) is { Allowed: true } done
            ? done.After
            : throw new InvalidOperationException($"{act} was refused.");
}
