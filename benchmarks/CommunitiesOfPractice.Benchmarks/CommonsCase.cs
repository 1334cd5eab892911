using System.Diagnostics;
using System.Security.Claims;
using CommunitiesOfPractice.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>A compiled world, questions about it in random order, and the same questions put to others.</summary>
public sealed class CommonsCase
{
    private const int Asked = 1 << 16;

    private readonly Commons _commons;
    private readonly CommonsWorld _world;
    private readonly Instant _now;
    private readonly (ReaderHandle Reader, ItemHandle Note)[] _handles = new (ReaderHandle, ItemHandle)[Asked];
    private readonly (ReaderHandle Reader, ItemHandle Question)[] _questions = new (ReaderHandle, ItemHandle)[Asked];
    private readonly (PersonId Reader, NoteId Note)[] _keys = new (PersonId, NoteId)[Asked];
    private readonly Plain[] _notes;
    private readonly HashSet<int>[] _members;
    private readonly ulong[][] _bits;
    private readonly (int Reader, int Note)[] _numbers = new (int, int)[Asked];
    private readonly ClaimsPrincipal[] _users;
    private readonly IAuthorizationService _authorization;
    private readonly AudienceRequirement[] _requirements = [new AudienceRequirement()];

    /// <summary>Builds all of it.</summary>
    public CommonsCase(CommonsWorld world)
    {
        (_world, _now) = (world, world.Now);
        var watch = Stopwatch.StartNew();
        var directory = world.Directory();
        DirectoryMade = watch.Elapsed;
        watch.Restart();
        _ = world.Lines().Count();
        Told = watch.Elapsed;
        var before = GC.GetTotalMemory(true);
        var start = Process.GetCurrentProcess().TotalProcessorTime;
        watch.Restart();
        _commons = Commons.Empty.With(directory).After(world.Lines()).At(_now);
        (Built, Worked) = (watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - start);
        Bytes = GC.GetTotalMemory(true) - before;
        var random = new Random(3);
        _notes = new Plain[world.NotesCount];
        for (var n = 0; n < _notes.Length; n++)
        {
            var reading = _commons.Check(_commons.Resolve((PersonId?)null), _commons.Resolve(CommonsWorld.Note(n)), _now);
            _notes[n] = new(n % world.Communities.Length, reading.Allowed ? Audience.Public : (Audience)(n % 4));
        }

        _members = [.. world.Members.Select(m => m.ToHashSet())];
        _bits = [.. world.Members.Select(m =>
        {
            var bits = new ulong[(world.People.Length + 63) / 64];
            foreach (var member in m) bits[member >> 6] |= 1ul << member;
            return bits;
        })];
        _users = new ClaimsPrincipal[Asked];
        for (var i = 0; i < Asked; i++)
        {
            var (person, note) = (random.Next(world.People.Length), random.Next(world.NotesCount));
            (_numbers[i], _keys[i]) = ((person, note), (world.People[person], CommonsWorld.Note(note)));
            _handles[i] = (_commons.Resolve(_keys[i].Reader), _commons.Resolve(_keys[i].Note));
            if (world.QuestionsCount > 0)
                _questions[i] = (_handles[i].Reader, _commons.Resolve(CommonsWorld.Question(random.Next(world.QuestionsCount))));
            _users[i] =
                new(new ClaimsIdentity(
                    [new Claim("number", person.ToString(System.Globalization.CultureInfo.InvariantCulture))], "host"));
        }

        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(Microsoft.Extensions.Logging.Abstractions.NullLogger<>));
        services.AddAuthorizationCore();
        services.AddSingleton<IAuthorizationHandler>(new AudienceHandler(_members));
        _authorization = services.BuildServiceProvider().GetRequiredService<IAuthorizationService>();
    }

    /// <summary>How long the directory took.</summary>
    public TimeSpan DirectoryMade { get; }

    /// <summary>How long the build took, events made on the way.</summary>
    public TimeSpan Built { get; }

    /// <summary>How long making the events takes by itself.</summary>
    public TimeSpan Told { get; }

    /// <summary>How long a processor worked at the build.</summary>
    public TimeSpan Worked { get; }

    /// <summary>Everything the commons holds, history, text and keys with it.</summary>
    public long Bytes { get; }

    /// <summary>One question, by handle.</summary>
    public bool Check(int i)
    {
        ref readonly var asked = ref _handles[i & (Asked - 1)];
        return _commons.Check(asked.Reader, asked.Note, _now).Allowed;
    }

    /// <summary>Whether somebody may read a question, by handle.</summary>
    public bool CheckQuestion(int i)
    {
        ref readonly var asked = ref _questions[i & (Asked - 1)];
        return _commons.Check(asked.Reader, asked.Question, _now).Allowed;
    }

    /// <summary>All the questions that one reader may read.</summary>
    public int ListQuestions(int i) => _commons.ListQuestions(_handles[i & (Asked - 1)].Reader, _now).Count;

    /// <summary>One question, by key.</summary>
    public bool CheckByKey(int i)
    {
        ref readonly var asked = ref _keys[i & (Asked - 1)];
        return _commons.Check(asked.Reader, asked.Note, _now).Allowed;
    }

    /// <summary>
    /// Over sets, with language-integrated queries, as one would write it at first; without links, bars and time, so it does
    /// less.
    /// </summary>
    public bool OverSets(int i)
    {
        var (reader, note) = _numbers[i & (Asked - 1)];
        return new[] { _notes[note] }.Where(
            n => n.Audience == Audience.Public || n.Audience == Audience.System
                || (n.Audience >= Audience.Community && _members[n.Home].Contains(reader))).Any();
    }

    /// <summary>One row and one bit: the floor.</summary>
    public bool BareBits(int i)
    {
        var (reader, note) = _numbers[i & (Asked - 1)];
        var row = _notes[note];
        return row.Audience >= Audience.System || (_bits[row.Home][reader >> 6] >> reader & 1) != 0;
    }

    /// <summary>By resource-based authorization with one handler that does what <see cref="OverSets"/> does.</summary>
    public bool AspNetCore(int i) =>
        _authorization.AuthorizeAsync(_users[i & (Asked - 1)], _notes[_numbers[i & (Asked - 1)].Note], _requirements).GetAwaiter()
            .GetResult().Succeeded;

    /// <summary>All that one reader may read.</summary>
    public int List(int i) => _commons.List(_handles[i & (Asked - 1)].Reader, _now).Count;

    /// <summary>All that one reader may read, and each id read.</summary>
    public int ListAndRead(int i)
    {
        var read = 0;
        foreach (var note in _commons.List(_handles[i & (Asked - 1)].Reader, _now)) read += note.Value.Length;
        return read;
    }

    /// <summary>How many.</summary>
    public int Count(int i) => _commons.Count(_handles[i & (Asked - 1)].Reader, _now);

    /// <summary>Who may read one note.</summary>
    public int Readers(int i) => _commons.Readers(_handles[i & (Asked - 1)].Note, _now).Count;

    /// <summary>One event more: a membership, or a note narrowed.</summary>
    public Commons OneEvent(int i)
    {
        var (reader, note) = _keys[i & (Asked - 1)];
        var (stream, happened) = i % 2 == 0
            ? (StreamId.Of(_world.Communities[i % _world.Communities.Length]),
                (Event)new MemberJoined(reader, HowJoined.Joined, 1, null))
            : (StreamId.Of(note), new AudienceDecided((Audience)(i % 5), null, null));
        var version = _commons.Landscape.VersionOf(stream) + 1;
        return _commons.After(
            [new(_commons.Position + 1, new Entry(stream, version, _now, null, Clauses.FellDue, null, happened))]);
    }

    /// <summary>Best and median by stopwatch, for a machine on which the long run takes too long.</summary>
    public static void Print()
    {
        foreach (var (name, world) in new[]
            {
                ("S", (Func<CommonsWorld>)CommonsWorld.Small), ("L", CommonsWorld.Large),
                ("L with questions", CommonsWorld.LargeWithQuestions),
            })
        {
            var asked = new CommonsCase(world());
            // A world tells its events from a seeded source, so a second telling differs in its notes and not in its size.
            Console.WriteLine(
                $"World {name}: built in {asked.Built.TotalSeconds:F2} s, {asked.Worked.TotalSeconds:F2} s of a processor "
                    + $"(events alone {asked.Told.TotalSeconds:F2} s, directory {asked.DirectoryMade.TotalSeconds:F2} s), "
                    + $"{asked.Bytes >> 20} MB in all, "
                + $"lists of {asked.List(0)}, {asked.List(1)}, {asked.List(2)} notes");
            Time("check, by handle", 1 << 20, asked.Check);
            Time("check, by key", 1 << 18, asked.CheckByKey);
            Time("over sets (does less)", 1 << 18, asked.OverSets);
            Time("bare bits (the floor)", 1 << 20, asked.BareBits);
            Time("ASP.NET Core", 1 << 15, asked.AspNetCore);
            Time("list", 200, asked.List);
            Time("list, each id read", 50, asked.ListAndRead);
            Time("count", 2000, asked.Count);
            Time("readers", 200, asked.Readers);
            if (asked._world.QuestionsCount > 0)
            {
                Time("check of a question", 1 << 20, asked.CheckQuestion);
                Time("list of questions", 200, asked.ListQuestions);
            }

            Time("one event", 1000, asked.OneEvent);
        }
    }

    private static void Time<T>(string what, int times, Func<int, T> ask)
    {
        for (var i = 0; i < times; i++) ask(i);
        var (medians, bytes) = (new List<double>(), GC.GetAllocatedBytesForCurrentThread());
        for (var round = 0; round < 21; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++) ask(i);
            medians.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / times);
        }

        bytes = (GC.GetAllocatedBytesForCurrentThread() - bytes) / (21L * times);
        Console.WriteLine(
            $"  {what,-24} {medians.Min(),12:N1} ns best {medians.Order().ElementAt(10),12:N1} ns median {bytes,10:N0} B");
    }

    private sealed record Plain(int Home, Audience Audience);

    private sealed class AudienceRequirement : IAuthorizationRequirement;

    private sealed class AudienceHandler(HashSet<int>[] members) : AuthorizationHandler<AudienceRequirement, Plain>
    {
        protected override Task HandleRequirementAsync(
            AuthorizationHandlerContext context, AudienceRequirement requirement, Plain resource)
        {
            if (resource.Audience >= Audience.System
                || (resource.Audience >= Audience.Community
                    && members[resource.Home]
                        .Contains(
                            int.Parse(
                                context.User.FindFirst("number")!.Value, System.Globalization.CultureInfo.InvariantCulture))))
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
