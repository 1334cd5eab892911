using System.Reflection;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Tests.Laws;

namespace CommunitiesOfPractice.Tests.Conventions;

/// <summary>
/// Whatever an act or a charter is made of refuses null, <c>default</c> and what an enumeration does not hold, where it is made
/// and where it is changed: so no rule meets them. Reasons alone are refused where they are ruled upon, with an answer.
/// </summary>
public sealed class GuardTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Type[] Parts =
        [.. Reached().Where(t => !t.IsAbstract && t.GetConstructors().Length > 0 && t != typeof(BallotPile))
            .OrderBy(t => t.FullName, StringComparer.Ordinal)];

    public static TheoryData<Type> Made => [.. Parts];

    [Fact]
    public void What_acts_and_charters_are_made_of_is_found()
    {
        Assert.All(
            [typeof(Charter), typeof(NamedRule), typeof(Timing), typeof(Office), typeof(LinkTerms), typeof(Consent),
                typeof(Mandate), typeof(GroupQuorum), typeof(BundleContent), typeof(ProxyTerms)], t => Assert.Contains(t, Parts));
        Assert.All(Extremes.Cases(typeof(Act)), act => Assert.Contains(act, Parts));
    }

    [Theory]
    [MemberData(nameof(Made))]
    public void It_refuses_null_default_and_what_an_enumeration_does_not_hold(Type type)
    {
        var extremes = new Extremes(new Random(7), []);
        var sound = Enumerable.Range(0, 400).Select(_ => extremes.Of(type)).First(made => made is not null && IsSound(made))!;
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [var only] || only.ParameterType != type)
            .OrderByDescending(c => c.GetParameters().Length).First();
        var (parameters, letIn) = (constructor.GetParameters(), new List<string>());
        foreach (
            var (gap, nothing) in parameters.SelectMany(
                p => Wrong(type, p.ParameterType, Nullability.Create(p).WriteState).Select(wrong => (p, wrong))))
        {
            var values =
                parameters.Select(
                    p => type.GetProperty(
                        p.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)!.GetValue(sound))
                            .ToArray();
            values[gap.Position] = nothing;
            Refused(letIn, $"new {type.Name}({gap.Name}: {nothing ?? "null"})", () => constructor.Invoke(values));
        }

        foreach (
            var property in type.GetProperties()
                .Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0))
            foreach (var nothing in Wrong(type, property.PropertyType, Nullability.Create(property).WriteState))
                Refused(letIn, $"{type.Name} with {property.Name} = {nothing ?? "null"}", () =>
                    property.SetValue(type.GetMethod("<Clone>$")?.Invoke(sound, null) ?? sound, nothing));

        Assert.Empty(letIn);
    }

    private static bool IsSound(object value) =>
        value.GetType().GetProperties().Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0)
        .All(p => p.GetValue(value) is not null || Nullability.Create(p).WriteState == NullabilityState.Nullable);

    private static void Refused(List<string> letIn, string what, Action making)
    {
        try
        {
            making();
            letIn.Add(what);
        }
        catch (TargetInvocationException fault) when (fault.InnerException is ArgumentException)
        {
            // As it should be.
        }
    }

    private static IEnumerable<object?> Wrong(Type of, Type type, NullabilityState state)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(FreeText) && (typeof(Act).IsAssignableFrom(of) || typeof(Proposal).IsAssignableFrom(of))) yield break;
        if (!type.IsValueType && state == NullabilityState.NotNull) yield return null;
        if (bare.IsEnum) yield return Enum.ToObject(bare, 99);
        if (IsUnset(bare)) yield return Activator.CreateInstance(bare);
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(ValueList<>)) yield break;
        var item = type.GetGenericArguments()[0];
        if (item.IsValueType && !IsUnset(item) && !item.IsEnum) yield break;
        var array = Array.CreateInstance(item, 1);
        if (item.IsEnum) array.SetValue(Enum.ToObject(item, 99), 0);
        yield return typeof(ValueList).GetMethods()
            .Single(m => m.Name == nameof(ValueList.Of) && m.GetParameters()[0].ParameterType.IsArray).MakeGenericMethod(item)
                .Invoke(null, [array]);
    }

    // A value whose default was never given a value says so when it is asked for it. Number 0 is a number, which no decision has.
    private static bool IsUnset(Type type) =>
        type.IsValueType && !type.IsEnum && type.Assembly == typeof(Act).Assembly && type != typeof(BallotPile)
        && type.GetProperties()
            .Any(p => p.GetMethod is { IsStatic: false } get && p.GetIndexParameters().Length == 0
                && Throws(() => get.Invoke(Activator.CreateInstance(type), null)));

    private static bool Throws(Action asking)
    {
        try
        {
            asking();
            return false;
        }
        catch (TargetInvocationException)
        {
            return true;
        }
    }

    private static HashSet<Type> Reached()
    {
        var (reached, next) = (new HashSet<Type>(), new Stack<Type>(Extremes.Cases(typeof(Act)).Append(typeof(Charter))));
        while (next.Count > 0)
        {
            var type = next.Pop();
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type.IsGenericType) foreach (var of in type.GetGenericArguments()) next.Push(of);
            if (type.Assembly != typeof(Act).Assembly || type.IsEnum || type.IsGenericType || type == typeof(Event)
                || !type.IsVisible || !reached.Add(type)) continue;
            if (type.IsAbstract) foreach (var one in Extremes.Cases(type)) next.Push(one);
            foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }))
                next.Push(property.PropertyType);
        }

        return reached;
    }
}
