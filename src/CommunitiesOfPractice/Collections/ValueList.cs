using System.Collections;
using System.Runtime.CompilerServices;

namespace CommunitiesOfPractice;

/// <summary>
/// A list that never changes and is equal to any other list with equal items in the same order, so that a record which
/// holds one compares by value. <c>default</c> does not arise: it is a class, and an absent list is <see cref="Empty"/>.
/// </summary>
/// <typeparam name="T">What the list holds.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Of))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _items;

    internal ValueList(T[] items) => _items = items;

    /// <summary>The list without items.</summary>
#pragma warning disable CA1000 // The empty list of a type is asked for by its type.
    public static ValueList<T> Empty { get; } = new([]);
#pragma warning restore CA1000

    /// <summary>How many items there are.</summary>
    public int Count => _items.Length;

    /// <summary>The item at <paramref name="index"/>, counted from zero.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such item.</exception>
    public T this[int index] => _items[index];

    /// <summary>The items as a span, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>A list with <paramref name="item"/> after the items of this one.</summary>
    public ValueList<T> With(T item) => new([.. _items, item]);

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other._items.Length != _items.Length) return false;
        for (var i = 0; i < _items.Length; i++)
            if (!EqualityComparer<T>.Default.Equals(_items[i], other._items[i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in _items) hash = unchecked(hash * 31 + (item is null ? 0 : item.GetHashCode()));
        return hash;
    }

    /// <summary>Equal items in the same order.</summary>
    public static bool operator ==(ValueList<T>? left, ValueList<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Not equal items in the same order.</summary>
    public static bool operator !=(ValueList<T>? left, ValueList<T>? right) => !(left == right);

    /// <summary>The items between square brackets, for logs and test output.</summary>
    public override string ToString() => "[" + string.Join(", ", _items) + "]";

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>Makes lists that compare by value.</summary>
public static class ValueList
{
    /// <summary>A list of the items given, copied.</summary>
    public static ValueList<T> Of<T>(ReadOnlySpan<T> items) => items.IsEmpty ? ValueList<T>.Empty : new(items.ToArray());

    /// <summary>A list of the items given, copied.</summary>
    public static ValueList<T> Of<T>(params T[] items) => Of((ReadOnlySpan<T>)Guard.Against.Null(items));

    /// <summary>A list of the items given, in the order they are enumerated.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) =>
        Guard.Against.Null(items).ToArray() is { Length: > 0 } copy ? new(copy) : ValueList<T>.Empty;
}

/// <summary>Guards for what may be left out: null is let in, and what is given is looked at.</summary>
internal static class MaybeGuard
{
    /// <summary>What was given, if it is not <c>default</c>; null where nothing was.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>, which was never given a value.</exception>
    public static T? Unset<T>(this IGuardClause guard, T? value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : struct =>
        value is { } given ? guard.Default(given, name) : null;

    /// <summary>What was given, if it is one of its kind; null where nothing was.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public static T? OutOfSet<T>(this IGuardClause guard, T? value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : struct, Enum =>
        value is { } given ? guard.EnumOutOfRange(given, name) : null;
}

/// <summary>A guard for lists.</summary>
internal static class ListGuard
{
    /// <summary>The list, if it is one and every place in it is filled.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public static ValueList<T> Gaps<T>(
        this IGuardClause guard, ValueList<T>? list, [CallerArgumentExpression(nameof(list))] string? name = null)
    {
        foreach (var item in guard.Null(list, name))
            if (EqualityComparer<T>.Default.Equals(item, default!))
                throw new ArgumentException("A list holds neither null nor default.", name);
        return list!;
    }
}
