namespace CommunitiesOfPractice;

/// <summary>
/// A reader that a <see cref="Commons"/> has looked up once: a number in place of a key. It holds for that snapshot and every
/// later one made from it. <c>default</c> is somebody unknown, who reads nothing.
/// </summary>
public readonly record struct ReaderHandle
{
    internal const int Nobody = -1;

    private readonly int _number;

    internal ReaderHandle(int index) => _number = index + 1;

    private ReaderHandle(bool _) => _number = Nobody;

    /// <summary>Somebody who is not signed in, which is not the same as unknown.</summary>
    public static ReaderHandle Anonymous { get; } = new(true);

    /// <summary>
    /// Whether the Commons has heard of them, or they are not signed in. This does not say that the host lists them.
    /// </summary>
    public bool IsKnown => _number != 0;

    /// <summary>Whether this is somebody who is not signed in.</summary>
    public bool IsAnonymous => _number == Nobody;

    /// <summary>The index of a person; -1 for unknown, -2 for nobody signed in.</summary>
    internal int Index => _number - 1;
}

/// <summary>
/// A note or a question that a <see cref="Commons"/> has looked up once. It holds for that snapshot and every later one made from
/// it. <c>default</c> is an unknown one.
/// </summary>
public readonly record struct ItemHandle
{
    private readonly int _number;

    internal ItemHandle(int index) => _number = index + 1;

    /// <summary>Whether the Commons has heard of it.</summary>
    public bool IsKnown => _number != 0;

    internal int Index => _number - 1;
}
