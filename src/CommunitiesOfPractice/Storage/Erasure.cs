using System.Text.Json;

namespace CommunitiesOfPractice.Storage;

/// <summary>
/// Forgetting a person (law 13): their key becomes a pseudonym everywhere in the record, and words are redacted to their
/// commitment. The same people are counted, the same things stay decided, and the chain still verifies.
/// <see cref="Forgetting.Forget"/> does it in a whole record. One stream at a time, the order of use is:
/// <list type="number">
/// <item>do <see cref="Forget"/>, and append what it gives: what the person holds here ends, as if they had left;</item>
/// <item>rewrite the stream with <see cref="IRecord.Rewrite"/> and this;</item>
/// <item>drop snapshots, exports and copies made before, and read the community again.</item>
/// </list>
/// The host must forget what the library does not keep: its directory, its logs, its backups. A name that somebody wrote into a
/// text, or a host into the name of a source, is found only if you look for it: give <see cref="Also"/>.
/// </summary>
/// <param name="Person">Who is forgotten.</param>
/// <param name="Key">The host's salt: the chain's, where there is one.</param>
public sealed record Erasure(PersonId Person, ChainKey Key)
{
    /// <summary>
    /// Whether the words that the person wrote are redacted as well, wherever they were copied to. They are, unless this says
    /// otherwise. If somebody else wrote the same words before them, those words stay where the other person wrote them. Nobody
    /// can take away another person's words by repeating them and then leaving.
    /// </summary>
    public bool OwnWords { get; init; } = true;

    /// <summary>
    /// What is held for the law. While a hold is in force that names the person or a stream that would change,
    /// <see cref="Forgetting.Forget"/> refuses. Rewriting a stream by hand asks nobody.
    /// </summary>
    public ValueList<LegalHold> LegalHolds { get; init; } = ValueList<LegalHold>.Empty;

    /// <summary>Other words to redact, such as those that name the person. Words that hold the person's key always are.</summary>
    public Func<string, bool>? Also { get; init; }

    /// <summary>
    /// The lines with the person forgotten, each with the hash it had. Give it a whole record, or what was copied from one stream
    /// to another goes unnoticed.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    public ValueList<Entry> Apply(IEnumerable<Entry> entries)
    {
        var lines = Guard.Against.Null(entries).ToArray();
        var own = new OwnWords(this);
        foreach (var line in lines) own.Read(line);
        return Apply(lines, own);
    }

    /// <summary>The lines with the person forgotten, and with words that they wrote, here or in other streams.</summary>
    internal ValueList<Entry> Apply(IEnumerable<Entry> entries, OwnWords own)
    {
        var (key, pseudonym) = (Person.Value, Key.Pseudonym(Person).Value);
        return entries.Select(Forgotten).ToValueList();

        Entry Forgotten(Entry entry)
        {
            using var line = MarkedJson.Parse(entry);
            return RecordJson.Read(RecordFormat.Utf8(writer => MarkedJson.Copy(
                line.RootElement,
                writer,
                person => person == key ? pseudonym : person,
                words => Goes(words, entry, own) ? Key.Commitment(words) : null)));
        }
    }

    /// <summary>Whether forgetting changes a line.</summary>
    internal bool Changes(Entry entry, OwnWords own)
    {
        using var line = MarkedJson.Parse(entry);
        var key = Person.Value;
        return MarkedJson.PeopleIn(line.RootElement).Contains(key, StringComparer.Ordinal)
            || MarkedJson.WordsIn(line.RootElement).Any(words => Goes(words, entry, own));
    }

    private bool Goes(string words, Entry entry, OwnWords own) =>
        own.Holds(words, entry) || Holds(words, Person.Value) || Also?.Invoke(words) == true;

    // As a word of its own: k-1 is not in k-12.
    private static bool Holds(string words, string key)
    {
        for (var at = words.IndexOf(key, StringComparison.Ordinal);
        at >= 0; at = words.IndexOf(key, at + 1, StringComparison.Ordinal))
        {
            var (before, after) = (at - 1, at + key.Length);
            if ((before < 0 || !char.IsLetterOrDigit(words[before]))
                && (after == words.Length || !char.IsLetterOrDigit(words[after]))) return true;
        }

        return false;
    }
}

/// <summary>
/// The words that somebody wrote, gathered from lines in their order: in their own lines all of them go, elsewhere those that
/// they wrote first.
/// </summary>
internal sealed class OwnWords(Erasure erasure)
{
    private readonly HashSet<string> _all = new(StringComparer.Ordinal);
    private readonly HashSet<string> _first = new(StringComparer.Ordinal);
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    public void Read(Entry entry)
    {
        if (!erasure.OwnWords) return;
        using var line = MarkedJson.Parse(entry);
        foreach (var words in MarkedJson.WordsIn(line.RootElement))
        {
            if (entry.By == erasure.Person) _all.Add(words);
            if (!_first.Contains(words) && !_others.Contains(words)) (entry.By == erasure.Person ? _first : _others).Add(words);
        }
    }

    public bool Holds(string words, Entry entry) => entry.By == erasure.Person ? _all.Contains(words) : _first.Contains(words);
}
