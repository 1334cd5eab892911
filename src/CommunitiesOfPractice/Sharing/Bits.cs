using System.Runtime.CompilerServices;

namespace CommunitiesOfPractice;

/// <summary>Sets of small numbers, a bit for each.</summary>
internal static class Bits
{
    public static readonly ulong[] None = [];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(ulong[] set, int number)
    {
        var word = number >> 6;
        return (uint)word < (uint)set.Length && (set[word] >> number & 1) != 0;
    }

    /// <summary>One where it has the number, else nought.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Bit(ulong[] set, int number)
    {
        var word = number >> 6;
        return (uint)word < (uint)set.Length ? (int)(set[word] >> number & 1) : 0;
    }

    /// <summary>The four bits beside each other that are the set's for a thing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Four(ulong[] set, int thing)
    {
        var word = thing >> 4;
        return (uint)word < (uint)set.Length ? (int)(set[word] >> (thing << 2)) & 15 : 0;
    }

    /// <summary>The things of which at least one of their four bits is set, in order.</summary>
    public static IEnumerable<int> Fours(ulong[] set)
    {
        for (var i = 0; i < set.Length; i++)
            for (var word = set[i]; word != 0;)
            {
                var four = Lowest(word) >> 2;
                yield return (i << 4) + four;
                word &= ~(15ul << (four << 2));
            }
    }

    public static int Words(int numbers) => (numbers + 63) >> 6;

    public static int Lowest(ulong word)
    {
#if NET
        return System.Numerics.BitOperations.TrailingZeroCount(word);
#else
        return Count((word & (0 - word)) - 1);
#endif
    }

    public static int Count(ulong word)
    {
#if NET
        return System.Numerics.BitOperations.PopCount(word);
#else
        unchecked
        {
            word -= word >> 1 & 0x5555555555555555;
            word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
            return (int)(((word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101 >> 56);
        }
#endif
    }

    /// <summary>The numbers in a set, in order.</summary>
    public static IEnumerable<int> Of(ulong[] set)
    {
        for (var i = 0; i < set.Length; i++)
            for (var word = set[i]; word != 0; word &= word - 1)
                yield return (i << 6) + Lowest(word);
    }

    /// <summary>The number at a place among those in a set, in order.</summary>
    public static int At(ulong[] set, int place)
    {
        var i = 0;
        for (int here; (here = Count(set[i])) <= place; i++) place -= here;
        var word = set[i];
        for (; place > 0; place--) word &= word - 1;
        return (i << 6) + Lowest(word);
    }

    /// <summary>Puts a number in a set that is made when the first is.</summary>
    public static void Put(ref ulong[]? set, int number, int most)
    {
        set ??= new ulong[Words(most)];
        set[number >> 6] |= 1ul << number;
    }

    public static void Add(ulong[] to, ulong[] set)
    {
        for (var i = 0; i < set.Length && i < to.Length; i++) to[i] |= set[i];
    }
}

/// <summary>A long list in pages. A published one never changes; a batch copies the pages it writes to, once.</summary>
internal readonly struct Pages<T>(T[][] pages, int count)
{
    public const int Shift = 10;
    public const int Mask = (1 << Shift) - 1;

    public static readonly Pages<T> Empty = new([], 0);

    public int Count => count;

    public T[][] All => pages;

    public ref readonly T this[int index] => ref pages[index >> Shift][index & Mask];

    public Draft Edit() => new(pages, count);

    internal sealed class Draft(T[][] pages, int count)
    {
        private readonly T[][] _shared = pages;
        private T[][] _pages = pages;
        private bool[] _owned = [];

        public int Count { get; private set; } = count;

        public ref readonly T this[int index] => ref _pages[index >> Shift][index & Mask];

        public ref T At(int index)
        {
            var page = index >> Shift;
            if (ReferenceEquals(_pages, _shared)) (_pages, _owned) = ([.. _shared], new bool[_shared.Length]);
            if (!_owned[page]) (_pages[page], _owned[page]) = ((T[])_pages[page].Clone(), true);
            return ref _pages[page][index & Mask];
        }

        public int Add(T item)
        {
            var page = Count >> Shift;
            if (ReferenceEquals(_pages, _shared)) (_pages, _owned) = ([.. _shared], new bool[_shared.Length]);
            if (page >= _pages.Length)
            {
                var before = _pages.Length;
                Array.Resize(ref _pages, before + Math.Max(1, before >> 3));
                Array.Resize(ref _owned, _pages.Length);
                for (var i = before; i < _pages.Length; i++) (_pages[i], _owned[i]) = ([], true);
            }

            if (_pages[page].Length <= (Count & Mask))
            {
                // The last page grows, so that a short list is copied quickly.
                Array.Resize(ref _pages[page], Math.Min(Mask + 1, Math.Max(8, (Count & Mask) * 2)));
                _owned[page] = true;
            }

            At(Count) = item;
            return Count++;
        }

        public Pages<T> Freeze() => new(_pages, Count);
    }
}
