using System.Collections;
using System.Reflection;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>
/// Values at the edge of what their types let in: the ends of numbers and of time, empty and long lists, the same thing twice,
/// redacted words. It reads the types themselves, so that no act, and nothing inside one, can be forgotten. What a constructor
/// refuses is not well-formed, and another is made in its place.
/// </summary>
/// <param name="random">Where its choices come from.</param>
/// <param name="known">What there is where the act is tried: people, decisions, evidence. It is used in the place of invented
/// values, so that rules are reached.</param>
internal sealed class Extremes(Random random, IEnumerable<object> known)
{
    private const int Deepest = 7;

    private static readonly Assembly Core = typeof(Act).Assembly;

    private static readonly MethodInfo ListOf = typeof(ValueList).GetMethods()
        .Single(m => m.Name == nameof(ValueList.Of) && m.GetParameters()[0].ParameterType.IsArray);

    public static readonly Instant[] Instants =
    [
        Instant.MinValue, Instant.FromUtc(-1, 1, 1, 0, 0), Instant.FromUtc(1, 1, 1, 0, 0), Years.First - Duration.Epsilon,
            Years.First, Scenario.Unknown().Now, Instant.FromUtc(2026, 2, 28, 23, 59, 59),
        Years.Last, Years.Last + Duration.Epsilon, Instant.FromUtc(9999, 12, 31, 23, 59), Instant.MaxValue,
    ];

    private static readonly Duration[] Durations =
    [
        Duration.MinValue, Duration.FromDays(-1), -Duration.Epsilon, Duration.Zero, Duration.Epsilon, Duration.FromHours(1),
            Duration.FromDays(3), Duration.FromDays(365_000), Duration.FromDays(16_000_000),
        Duration.MaxValue,
    ];

    private static readonly long[] Numbers =
        [long.MinValue, int.MinValue, -1, 0, 1, 2, 3, 100, 32_767, 32_768, 65_000, int.MaxValue, int.MaxValue + 1L,
            10_000_000_000_000, long.MaxValue];

    private static readonly string[] Keys =
        ["k-1", "k-2", "convener", "simple-majority", "directory", new('k', 128), "{0}", "%s", "\"'<>&", "é", "–", "助産"];

    private static readonly FreeText[] Words =
        [FreeText.Of("x"), FreeText.Of(new string('w', FreeText.Longest)), FreeText.Redacted(new string('a', 64)),
            FreeText.Of("{0} {x}"), FreeText.Of("\"\r\n\t\\")];

    private readonly ILookup<Type,
        object> _known = known.SelectMany(value => Above(value.GetType()).Select(type => (type, value)))
            .ToLookup(pair => pair.type, pair => pair.value);

    /// <summary>Every case of a closed hierarchy.</summary>
    public static Type[] Cases(Type hierarchy) =>
        [.. Core.GetTypes().Where(t => hierarchy.IsAssignableFrom(t) && !t.IsAbstract && t.GetConstructors().Length > 0)
            .OrderBy(t => t.FullName, StringComparer.Ordinal)];

    /// <summary>An act, or something in one, of a type; null where its constructor refused all that was tried.</summary>
    public object? Of(Type type, int depth = 0)
    {
        for (var tries = 0; tries < 12; tries++)
        {
            try
            {
                return Made(type, depth);
            }
            catch (TargetInvocationException fault) when (fault.InnerException is ArgumentException)
            {
                // Not well-formed: something else is tried.
            }
        }

        return _known[type].FirstOrDefault();
    }

    /// <summary>The same with one thing in it, or in what it holds, at the edge; itself where that is not well-formed.</summary>
    public T Near<T>(T value)
        where T : class
    {
        var properties = value.GetType().GetProperties()
            .Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0).ToArray();
        if (value.GetType().GetMethod("<Clone>$") is not { } clone || properties.Length == 0) return value;
        var copy = clone.Invoke(value, null)!;
        var property = Pick(properties);
        try
        {
            property.SetValue(copy, Other(property.PropertyType, property.GetValue(value)));
            return (T)copy;
        }
        catch (TargetInvocationException fault) when (fault.InnerException is ArgumentException)
        {
            return value;
        }
    }

    /// <summary>Everything of the library's own types, and every instant, that a value holds.</summary>
    public static IEnumerable<object> In(object? value, int depth = 0)
    {
        if (value is null or string || depth > Deepest) yield break;
        if (value is IEnumerable many)
        {
            foreach (var item in many)
                foreach (var inner in In(item, depth + 1)) yield return inner;
            yield break;
        }

        if (value is Instant) yield return value;
        if (value.GetType().Assembly != Core) yield break;
        yield return value;
        if (value.GetType().IsEnum) yield break;
        foreach (
            var property in value.GetType().GetProperties()
                .Where(p => p.GetIndexParameters().Length == 0 && p.SetMethod is { IsPublic: true }))
            foreach (var inner in In(property.GetValue(value), depth + 1)) yield return inner;
    }

    /// <summary>
    /// The same value with one of the dates that somebody says in it in another place, once for each; evidence is a fact of
    /// elsewhere.
    /// </summary>
    public static IEnumerable<object> Dated(object value, Instant at)
    {
        foreach (
            var property in value.GetType().GetProperties()
                .Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0))
        {
            var inner = property.GetValue(value);
            var others = property.PropertyType == typeof(Instant) || property.PropertyType == typeof(Instant?) ? [at]
                : inner is null or string or IEnumerable or Enum or Mandate or Capacity or DirectoryEvidence or LinkEvidence
                    or HomeEvidence or ReadingEvidence or CallingEvidence or MeetingEvidence or Charter
                    || inner.GetType().Assembly != Core ? []
                : Dated(inner, at);
            foreach (var other in others)
            {
                if (value.GetType().GetMethod("<Clone>$")?.Invoke(value, null) is not { } copy) continue;
                property.SetValue(copy, other);
                yield return copy;
            }
        }
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static IEnumerable<Type> Above(Type type)
    {
        for (var at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType) yield return at;
    }

    private object? Other(Type type, object? value)
    {
        if (value is IEnumerable list and not string && type.IsGenericType && random.Next(3) > 0)
        {
            var items = list.Cast<object>().ToList();
            var of = type.GetGenericArguments()[0];
            if (items.Count == 0 || random.Next(4) == 0) items.Add(Of(of)!);
            else if (random.Next(3) is 0) items.RemoveAt(random.Next(items.Count));
            else if (random.Next(2) == 0) items.Add(Pick(items));
            else
            {
                var place = random.Next(items.Count);
                items[place] = Other(of, items[place])!;
            }

            return List(of, items);
        }

        return value is not null && value.GetType().GetMethod("<Clone>$") is not null && random.Next(3) > 0
            ? Near(value)
            : Of(type, 2);
    }

    private object? Made(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } bare) return random.Next(3) == 0 ? null : Of(bare, depth);
        if (random.Next(4) > 0 && _known[type].ToArray() is { Length: > 0 } those) return Pick(those);
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(int)) return (int)Math.Clamp(Pick(Numbers), int.MinValue, int.MaxValue);
        if (type == typeof(long)) return Pick(Numbers);
        if (type == typeof(string)) return random.Next(20) == 0 ? null : Pick(Keys);
        if (type == typeof(Instant)) return Pick(Instants);
        if (type == typeof(Duration)) return Pick(Durations);
        if (type == typeof(LocalDateTime))
            return Pick<LocalDateTime>(
                [new(2016, 3, 27, 1, 30), new(2016, 10, 30, 1, 30), new(2016, 5, 12, 13, 0), new(1, 1, 1, 0, 0), new(9999, 12,
                    31, 0, 0)]);
        if (type == typeof(FreeText)) return random.Next(20) == 0 ? null : Pick(Words);
        if (type == typeof(Lot)) return new Lot("sixteen-letters-or-more");
        if (type == typeof(LotCommitment))
            return new Lot(Pick<string>(["sixteen-letters-or-more", "something-else-of-letters"])).Commitment;
        if (type == typeof(RankedBallot))
            return RankedBallot.Of([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(6))]);
        if (type == typeof(Ranking)) return ((RankedBallot)Of(typeof(RankedBallot), depth)!).Tiers;
        if (type == typeof(Domain)) return Domain.Of(Pick(Keys));
        if (type == typeof(StreamId))
            return StreamId.Parse(Pick<string>(["community:maternity", "link:l-1", "note:n-1", "adoption:a-1",
                "gathering:g-1"]));
        if (type.IsEnum)
            return random.Next(20) == 0 ? Enum.ToObject(type, 99) : Pick(Enum.GetValues(type).Cast<object>().ToArray());
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            var items = Enumerable.Range(0, depth > 3 ? random.Next(2) : Pick([0, 1, 1, 2, 3, 40]))
                .Select(_ => Of(type.GetGenericArguments()[0], depth + 1)!).ToList();
            if (items.Count > 0 && random.Next(4) == 0) items.Add(items[0]);
            return List(type.GetGenericArguments()[0], items);
        }

        if (type.GetMethod("Of", [typeof(string)]) is { IsStatic: true } key && type.IsValueType)
            return key.Invoke(null, [Pick(Keys)]);
        if (random.Next(25) == 0) return type.IsValueType ? Activator.CreateInstance(type) : null;
        if (depth > Deepest) return type.IsValueType ? Activator.CreateInstance(type) : null;
        if (type.IsAbstract) return Of(Pick(Cases(type)), depth);
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [var only] || only.ParameterType != type)
            .OrderByDescending(c => c.GetParameters().Length).FirstOrDefault()
            ?? throw new NotSupportedException($"Nothing is known of how a {type.Name} is made: say it here.");
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType, depth + 1))]);
        foreach (
            var property in type.GetProperties()
                .Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0))
        {
            var isAsked = property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null;
            if (isAsked || (random.Next(4) == 0 && constructor.GetParameters().All(p => p.Name != property.Name)))
                property.SetValue(made, Of(property.PropertyType, depth + 1));
        }

        return made;
    }

    private static object List(Type of, List<object> items)
    {
        var array = Array.CreateInstance(of, items.Count);
        for (var i = 0; i < items.Count; i++) array.SetValue(items[i], i);
        return ListOf.MakeGenericMethod(of).Invoke(null, [array])!;
    }
}
