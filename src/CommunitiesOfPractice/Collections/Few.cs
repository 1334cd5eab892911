namespace CommunitiesOfPractice;

/// <summary>A list that mostly has one item, and then takes no more room than the item.</summary>
internal readonly record struct Few<T>
    where T : class
{
    private readonly T? _first;
    private readonly ValueList<T>? _others;

    private Few(T? first, ValueList<T>? others) => (_first, _others) = (first, others);

    public int Count => _first is null ? 0 : 1 + (_others?.Count ?? 0);

    public T this[int index] => index == 0 && _first is not null ? _first : _others![index - 1];

    public static Few<T> Of(ValueList<T> items) => items.Count switch
    {
        0 => default,
        1 => new(items[0], null),
        _ => new(items[0], items.Skip(1).ToValueList()),
    };

    public Few<T> With(T item) => _first is null ? new(item, null) : new(_first, (_others ?? ValueList<T>.Empty).With(item));

    /// <summary>Whether it holds the very same items.</summary>
    public bool IsSame(in Few<T> other) => ReferenceEquals(_first, other._first) && ReferenceEquals(_others, other._others);

    public ValueList<T> ToValueList() =>
        _first is null ? ValueList<T>.Empty : _others is null ? new([_first]) : [_first, .. _others];
}
