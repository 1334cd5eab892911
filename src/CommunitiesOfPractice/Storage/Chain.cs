using System.Security.Cryptography;
using System.Text;

namespace CommunitiesOfPractice.Storage;

/// <summary>
/// The host's secret salt for the chain and for pseudonyms: at least 32 random bytes. Keep it secret and apart from the record.
/// Somebody who has it can test whether a guess lies behind a pseudonym. Somebody who lacks it can neither do that nor forge a
/// chain. Safe to share between threads.
/// </summary>
public sealed class ChainKey
{
    /// <summary>The fewest bytes that a salt has.</summary>
    public const int Shortest = 32;

    /// <summary>What a pseudonym begins with. A host gives nobody a key of this form.</summary>
    private const char Pseudonymous = '~';
    private const int Digits = 64;

    private readonly byte[] _salt;

    private ChainKey(byte[] salt) => _salt = salt;

    /// <summary>A key of this salt, copied.</summary>
    /// <exception cref="ArgumentException"><paramref name="salt"/> has fewer than <see cref="Shortest"/> bytes.</exception>
    public static ChainKey Of(ReadOnlySpan<byte> salt) => salt.Length >= Shortest
        ? new(salt.ToArray())
        : throw new ArgumentException($"A salt has at least {Shortest} bytes.", nameof(salt));

    /// <summary>
    /// The pseudonym that replaces a person's key once they are forgotten: the commitment to that key. The pseudonym of a
    /// pseudonym is itself, so forgetting twice changes nothing and the chain needs nothing more to be kept.
    /// </summary>
    /// <exception cref="InvalidOperationException">The person is <c>default</c>.</exception>
    public PersonId Pseudonym(PersonId person) => PersonId.Of(Pseudonym(person.Value));

    /// <summary>The commitment that replaces words once they are redacted, in hexadecimal.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public string Commitment(FreeText text) => Guard.Against.Null(text).Commitment ?? Commitment("text\n", text.Words!);

    internal string Pseudonym(string key) => IsPseudonym(key) ? key : Pseudonymous + Commitment("person\n", key);

    internal string Commitment(string words) => Commitment("text\n", words);

    /// <summary>The hash of a line after the one before.</summary>
    internal string Link(string? before, ReadOnlySpan<byte> line) =>
        Keyed(Encoding.UTF8.GetBytes("line\n" + before + "\n"), line.ToArray());

    internal static bool IsPseudonym(string key) =>
        key.Length == Digits + 1 && key[0] == Pseudonymous && Chain.IsHash(key.Substring(1));

    private string Commitment(string kind, string of) => Keyed(Encoding.UTF8.GetBytes(kind), Encoding.UTF8.GetBytes(of));

    private string Keyed(byte[] first, byte[] second)
    {
        using var hash = new HMACSHA256(_salt);
        hash.TransformBlock(first, 0, first.Length, null, 0);
        hash.TransformFinalBlock(second, 0, second.Length);
        return Hex.Of(hash.Hash!);
    }
}

/// <summary>Where a chain breaks.</summary>
/// <param name="Version">The first line that is not what it was.</param>
/// <param name="Reason">In what way.</param>
public sealed record BrokenLink(long Version, string Reason);

/// <summary>
/// The tamper-evident chain of a record (feature 84): each line's hash covers the line and the hash before it, keyed with the
/// host's salt. A line is covered with every person and all words as commitments, so forgetting a person or redacting words
/// breaks nothing, and changing, adding, removing or reordering anything else does. What a chain cannot show by itself is that
/// its end was cut off: keep the last hash elsewhere, and compare.
/// </summary>
public static class Chain
{
    /// <summary>Lines with their hashes. Give it each line once, in order.</summary>
    /// <param name="entries">The lines that come next.</param>
    /// <param name="key">The host's salt.</param>
    /// <param name="before">The hash of the line before them; null where they are the first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> or <paramref name="key"/> is null.</exception>
    public static ValueList<Entry> Seal(IEnumerable<Entry> entries, ChainKey key, string? before = null)
    {
        Guard.Against.Null(key);
        var lines = new List<Entry>();
        foreach (var entry in Guard.Against.Null(entries))
        {
            before = key.Link(before, Covered(entry, key));
            lines.Add(entry with { Hash = before });
        }

        return lines.ToValueList();
    }

    /// <summary>
    /// The first line that is not what it was when it was sealed; null where every line is. The lines are a whole record, from
    /// the first on.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> or <paramref name="key"/> is null.</exception>
    public static BrokenLink? Verify(IEnumerable<Entry> entries, ChainKey key)
    {
        Guard.Against.Null(key);
        var (version, before) = (0L, (string?)null);
        foreach (var entry in Guard.Against.Null(entries))
        {
            version++;
            if (entry.Version != version) return new(version, "It is missing, or out of its place.");
            if (entry.Hash is not { } hash) return new(version, "It has no hash.");
            if (key.Link(before, Covered(entry, key)) != hash)
                return new(version, "It, or the hash before it, has been changed.");
            before = hash;
        }

        return null;
    }

    internal static string Checked(string hash) =>
        IsHash(hash) ? hash : throw new FormatException("A hash is 64 lower-case hexadecimal digits.");

    internal static bool IsHash(string hash) => Hex.Is(hash, 64);

    private static byte[] Covered(Entry entry, ChainKey key) =>
        Canonical(entry with { Hash = null }, key.Pseudonym, key.Commitment);

    /// <summary>A line in the one form that does not depend on how a store arranged it.</summary>
    internal static byte[] Canonical(Entry entry, Func<string, string> person, Func<string, string?> words)
    {
        using var line = MarkedJson.Parse(entry);
        return RecordFormat.Utf8(writer => MarkedJson.Copy(line.RootElement, writer, person, words, inOrder: true));
    }
}
