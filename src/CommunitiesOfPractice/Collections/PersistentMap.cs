using System.Collections;

namespace CommunitiesOfPractice;

/// <summary>
/// A map that never changes: setting or removing gives a new map which shares all but a few small nodes with the old one.
/// A hash array mapped prefix trie in canonical form (Steindorfer and Vinju, 2015): equal contents have equal shape, and
/// because keys are hashed the same way in every process, an enumeration has the same order on every machine.
/// A frozen map is what makes an electorate free to freeze.
/// </summary>
internal sealed class PersistentMap<TKey, TValue>
    : IEnumerable<KeyValuePair<TKey, TValue>>, IEquatable<PersistentMap<TKey, TValue>>
    where TKey : notnull, IStableHash, IEquatable<TKey>
{
    public static readonly PersistentMap<TKey, TValue> Empty = new(Node.Empty, 0);

    private readonly Node _root;

    private PersistentMap(Node root, int count) => (_root, Count) = (root, count);

    public int Count { get; }

    public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value)
    {
        if (Count > 0) return Node.TryGet(_root, key, key.StableHash, out value);
        value = default;
        return false;
    }

    public TValue? Find(TKey key) => TryGet(key, out var value) ? value : default;

    public bool Has(TKey key) => TryGet(key, out _);

    public Builder Edit() => new(this);

    public PersistentMap<TKey, TValue> With(TKey key, TValue value)
    {
        var edit = Edit();
        edit.Set(key, value);
        return edit.Freeze();
    }

    public PersistentMap<TKey, TValue> Without(TKey key)
    {
        var edit = Edit();
        edit.Remove(key);
        return edit.Freeze();
    }

    /// <summary>Adds every key whose value may be another one than in an earlier map. What both share is passed over.</summary>
    public void AddDifferences(PersistentMap<TKey, TValue> before, ICollection<TKey> keys) =>
        Node.AddDifferences(_root, before._root, keys);

    public bool Equals(PersistentMap<TKey, TValue>? other)
    {
        if (other is null || other.Count != Count) return false;
        if (ReferenceEquals(_root, other._root)) return true;
        foreach (var (key, value) in this)
            if (!other.TryGet(key, out var theirs) || !EqualityComparer<TValue>.Default.Equals(value, theirs)) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as PersistentMap<TKey, TValue>);

    public override int GetHashCode() => Count;

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => Node.Walk(_root).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Changes a map in place as long as nobody else has seen the nodes it touches. The same code serves a replay of a
    /// million events and a single act: only the number of changes between <see cref="Freeze"/> calls differs.
    /// </summary>
    internal sealed class Builder
    {
        private PersistentMap<TKey, TValue> _map;
        private Node _root;
        private object? _owner;

        public Builder(PersistentMap<TKey, TValue> map) => (_map, _root, Count) = (map, map._root, map.Count);

        public int Count { get; private set; }

        public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value)
        {
            if (Count > 0) return Node.TryGet(_root, key, key.StableHash, out value);
            value = default;
            return false;
        }

        public TValue? Find(TKey key) => TryGet(key, out var value) ? value : default;

        public bool Has(TKey key) => TryGet(key, out _);

        /// <summary>
        /// The place of a value, to read and to write it in one go. It holds <c>default</c> where the key is new. You may use the
        /// place until the map is next changed or frozen.
        /// </summary>
        public ref TValue? Place(TKey key)
        {
            _root = Node.Place(
                _root, _owner ??= new object(), 0, key.StableHash, key, out var holder, out var index, out var added);
            if (added) Count++;
            return ref holder.ValueAt(index);
        }

        /// <summary>Sets a value and gives the one it replaces, if there was one.</summary>
        public TValue? Set(TKey key, TValue value)
        {
            ref var place = ref Place(key);
            var before = place;
            place = value;
            return before;
        }

        public bool Remove(TKey key)
        {
            if (Count == 0) return false;
            var root = Node.Remove(_root, _owner ??= new object(), 0, key.StableHash, key, out var removed);
            if (!removed) return false;
            _root = root;
            Count--;
            return true;
        }

        public IEnumerable<KeyValuePair<TKey, TValue>> Entries => Node.Walk(_root);

        /// <summary>The map as it is now; later changes copy what it holds.</summary>
        public PersistentMap<TKey, TValue> Freeze()
        {
            _owner = null;
            return ReferenceEquals(_root, _map._root) ? _map : _map = Count == 0 ? Empty : new(_root, Count);
        }
    }

    private struct Slot(TKey key)
    {
        public readonly TKey Key = key;
        public TValue Value = default!;

        public readonly bool IsSame(in Slot other) => Key.Equals(other.Key) && ReferenceEquals(Value, other.Value);
    }

    private sealed class Node(object? owner, uint slotMap, uint childMap, Slot[] slots, Node[] children)
    {
        private const int BitsPerLevel = 5;
        private const int HashBits = 32;

        public static readonly Node Empty = new(null, 0, 0, [], []);

        private uint _slotMap = slotMap;
        private uint _childMap = childMap;
        private Slot[] _slots = slots;
        private Node[] _children = children;

        private static uint Bit(int hash, int shift) => 1u << ((hash >> shift) & 31);

        private static int Index(uint map, uint bit) => PopCount(map & (bit - 1));

        private static int PopCount(uint x)
        {
#if NET
            return System.Numerics.BitOperations.PopCount(x);
#else
            x -= (x >> 1) & 0x55555555;
            x = (x & 0x33333333) + ((x >> 2) & 0x33333333);
            return (int)((((x + (x >> 4)) & 0x0F0F0F0F) * 0x01010101) >> 24);
#endif
        }

        public static bool TryGet(
            Node node, TKey key, int hash, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value)
        {
            for (var shift = 0; shift < HashBits; shift += BitsPerLevel)
            {
                var bit = Bit(hash, shift);
                if ((node._slotMap & bit) != 0)
                {
                    ref readonly var slot = ref node._slots[Index(node._slotMap, bit)];
                    if (slot.Key.Equals(key))
                    {
                        value = slot.Value;
                        return true;
                    }

                    value = default;
                    return false;
                }

                if ((node._childMap & bit) == 0)
                {
                    value = default;
                    return false;
                }

                node = node._children[Index(node._childMap, bit)];
            }

            foreach (ref readonly var slot in node._slots.AsSpan())
            {
                if (!slot.Key.Equals(key)) continue;
                value = slot.Value;
                return true;
            }

            value = default;
            return false;
        }

        private Node Own(object by) =>
            ReferenceEquals(owner, by)
                ? this
                : new Node(by, _slotMap, _childMap, (Slot[])_slots.Clone(), (Node[])_children.Clone());

        public ref TValue? ValueAt(int slot) => ref _slots[slot].Value!;

        /// <summary>Finds or makes the place of a key, copying what others have seen on the way down.</summary>
        public static Node Place(
            Node node, object by, int shift, int hash, TKey key, out Node holder, out int index, out bool added)
        {
            var mine = node.Own(by);
            if (shift >= HashBits)
            {
                // Below the last level are keys whose whole hash is equal.
                (holder, added) = (mine, false);
                for (index = 0; index < mine._slots.Length; index++)
                    if (mine._slots[index].Key.Equals(key)) return mine;
                added = true;
                mine._slots = Insert(mine._slots, index, new Slot(key));
                return mine;
            }

            var bit = Bit(hash, shift);
            if ((mine._childMap & bit) != 0)
            {
                ref var child = ref mine._children[Index(mine._childMap, bit)];
                child = Place(child, by, shift + BitsPerLevel, hash, key, out holder, out index, out added);
                return mine;
            }

            (holder, index, added) = (mine, Index(mine._slotMap, bit), true);
            if ((mine._slotMap & bit) == 0)
            {
                mine._slots = Insert(mine._slots, index, new Slot(key));
                mine._slotMap |= bit;
                return mine;
            }

            var there = mine._slots[index];
            if (there.Key.Equals(key))
            {
                added = false;
                return mine;
            }

            // Two keys meet here: both move one level down, where the new one is placed beside the old.
            var lower =
                Place(Holding(by, shift + BitsPerLevel, there), by, shift + BitsPerLevel, hash, key, out holder, out var below,
                    out _);
            mine._slots = RemoveAt(mine._slots, index);
            mine._slotMap &= ~bit;
            mine._children = Insert(mine._children, Index(mine._childMap, bit), lower);
            mine._childMap |= bit;
            index = below;
            return mine;
        }

        private static Node Holding(object by, int shift, Slot slot) =>
            new(by, shift >= HashBits ? 0 : Bit(slot.Key.StableHash, shift), 0, [slot], []);

        public static Node Remove(Node node, object by, int shift, int hash, TKey key, out bool removed)
        {
            removed = false;
            if (shift >= HashBits)
            {
                for (var i = 0; i < node._slots.Length; i++)
                {
                    if (!node._slots[i].Key.Equals(key)) continue;
                    removed = true;
                    var mine = node.Own(by);
                    mine._slots = RemoveAt(mine._slots, i);
                    return mine;
                }

                return node;
            }

            var bit = Bit(hash, shift);
            if ((node._slotMap & bit) != 0)
            {
                var index = Index(node._slotMap, bit);
                if (!node._slots[index].Key.Equals(key)) return node;
                removed = true;
                var mine = node.Own(by);
                mine._slots = RemoveAt(mine._slots, index);
                mine._slotMap &= ~bit;
                return mine;
            }

            if ((node._childMap & bit) == 0) return node;
            var at = Index(node._childMap, bit);
            var child = Remove(node._children[at], by, shift + BitsPerLevel, hash, key, out removed);
            if (!removed) return node;
            var kept = node.Own(by);
            if (child._children.Length > 0 || child._slots.Length > 1)
            {
                kept._children[at] = child;
                return kept;
            }

            // A child with a single key is folded into its parent, so that equal contents have equal shape.
            var last = child._slots[0];
            kept._children = RemoveAt(kept._children, at);
            kept._childMap &= ~bit;
            kept._slots = Insert(kept._slots, Index(kept._slotMap, bit), last);
            kept._slotMap |= bit;
            return kept;
        }

        public static void AddDifferences(Node one, Node other, ICollection<TKey> keys)
        {
            if (ReferenceEquals(one, other)) return;
            for (uint left = one._slotMap | one._childMap | other._slotMap | other._childMap, bit; left != 0; left &= ~bit)
            {
                bit = left & (0 - left);
                if ((one._childMap & other._childMap & bit) != 0) AddDifferences(one.ChildAt(bit), other.ChildAt(bit), keys);
                else if ((one._slotMap & other._slotMap & bit) == 0 || !one.SlotAt(bit).IsSame(other.SlotAt(bit)))
                {
                    one.AddKeys(bit, keys);
                    other.AddKeys(bit, keys);
                }
            }

            // Below the last level.
            if (one._slotMap == 0) AddAll(one._slots, keys);
            if (other._slotMap == 0) AddAll(other._slots, keys);
        }

        private Node ChildAt(uint bit) => _children[Index(_childMap, bit)];

        private ref readonly Slot SlotAt(uint bit) => ref _slots[Index(_slotMap, bit)];

        private void AddKeys(uint bit, ICollection<TKey> keys)
        {
            if ((_slotMap & bit) != 0) keys.Add(SlotAt(bit).Key);
            else if ((_childMap & bit) != 0)
                foreach (var (key, _) in Walk(ChildAt(bit))) keys.Add(key);
        }

        private static void AddAll(Slot[] slots, ICollection<TKey> keys)
        {
            foreach (var slot in slots) keys.Add(slot.Key);
        }

        public static IEnumerable<KeyValuePair<TKey, TValue>> Walk(Node root)
        {
            var nodes = new Stack<Node>();
            nodes.Push(root);
            while (nodes.Count > 0)
            {
                var node = nodes.Pop();
                foreach (var slot in node._slots) yield return new(slot.Key, slot.Value);
                for (var i = node._children.Length - 1; i >= 0; i--) nodes.Push(node._children[i]);
            }
        }

        private static T[] Insert<T>(T[] items, int index, T item)
        {
            var result = new T[items.Length + 1];
            Array.Copy(items, result, index);
            result[index] = item;
            Array.Copy(items, index, result, index + 1, items.Length - index);
            return result;
        }

        private static T[] RemoveAt<T>(T[] items, int index)
        {
            if (items.Length == 1) return [];
            var result = new T[items.Length - 1];
            Array.Copy(items, result, index);
            Array.Copy(items, index + 1, result, index, items.Length - index - 1);
            return result;
        }
    }
}

/// <summary>A hash that is the same in every process and on every target, unlike <see cref="object.GetHashCode"/>.</summary>
internal interface IStableHash
{
    int StableHash { get; }
}

/// <summary>Hashes text the same way everywhere.</summary>
internal static class StableHashing
{
    /// <summary>Multiplicative hashing of a number.</summary>
    public static int Of(long number) => unchecked((int)((ulong)number * 0x9E3779B97F4A7C15ul >> 32));

    /// <summary>FNV-1a over UTF-16 code units with a final mix, so that all 32 bits depend on every character.</summary>
    public static int Of(string text)
    {
        unchecked
        {
            var hash = 2166136261u;
            foreach (var c in text) hash = (hash ^ c) * 16777619u;
            hash ^= hash >> 16;
            hash *= 0x85EBCA6Bu;
            hash ^= hash >> 13;
            hash *= 0xC2B2AE35u;
            return (int)(hash ^ (hash >> 16));
        }
    }
}

#if !NET
/// <summary>What net10.0 has inside: a pair taken apart.</summary>
internal static class Pairs
{
    public static void Deconstruct<TKey, TValue>(this KeyValuePair<TKey, TValue> pair, out TKey key, out TValue value) =>
        (key, value) = (pair.Key, pair.Value);
}
#endif
