using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Trials;

/// <summary>
/// Which states of a small world are one. States are one if they are equal apart from the numbers that the record gives, from
/// instants (what is to come counts by how far off it is, what is past by its order), and from which of the people who are alike
/// is which. What is farther off than a story lasts counts by its order as well. It is worked out from the whole state as a
/// snapshot holds it, so that nothing of a state can be forgotten here.
/// </summary>
internal sealed class Folding
{
    private const char InstantMark = '^';
    private const char NumberMark = '#';

    private readonly long _far;
    private readonly JsonSerializerOptions _options;
    private readonly FoldedInstants _instants = new();
    private readonly Utf8Buffer _buffer = new();
    private readonly Dictionary<string, int> _places = [];

    // Of closed decisions that no rule tells apart, the first represents all.
    private readonly Dictionary<DecisionId, DecisionId> _alike = [];

    /// <summary>For worlds of one kind: making it is slower than using it.</summary>
    /// <param name="lasts">How long a story lasts at most.</param>
    public Folding(Duration lasts)
    {
        (Lasts, _far) = (lasts, lasts.ToInt64Nanoseconds());
        _options =
            RecordFormat.Options(new MarkedPersonConverter(), new MarkedTextConverter(), new MarkedStringConverter(), _instants,
            new FoldedNumber<DecisionId>('d', id => _alike.TryGetValue(id, out var one) ? one.Number : id.Number),
                new FoldedNumber<PetitionId>('p', id => id.Number), new FoldedNumber<InvitationId>('i', id => id.Number),
            new Met());
    }

    /// <summary>How long a story lasts at most.</summary>
    public Duration Lasts { get; }

    /// <summary>What two states that count as one have in common.</summary>
    /// <param name="alike">Groups of people who are alike: it does not matter which is which. Anybody else is only
    /// themself.</param>
    public Func<World, object> Alike(params PersonId[][] alike)
    {
        foreach (var person in alike.SelectMany(group => group))
            if (!_places.ContainsKey(person.Value)) _places[person.Value] = _places.Count;
        var orders = Orders([.. alike.Select(group => group.Select(person => _places[person.Value]).ToArray())]).ToArray();
        return world => Of(world.Community, world.At, orders);
    }

    private (ulong, ulong) Of(Community community, Instant at, int[][] orders)
    {
        _instants.Now = at;
        _buffer.Clear();
        using (var writer = new Utf8JsonWriter(_buffer, RecordFormat.Writing))
            JsonSerializer.Serialize(
                writer, Lasting(community, at),
                    (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Snapshot.State>)_options.GetTypeInfo(
                        typeof(Snapshot.State)));
        var reader = new Utf8JsonReader(_buffer.Written, RecordFormat.Reading);
        reader.Read();
        var scribe = new Scribe(this);
        var whole = scribe.Read(ref reader);
        scribe.Count();
        string? first = null;
        foreach (var order in orders)
        {
            var text = new StringBuilder();
            scribe.Write(whole, order, text);
            var written = text.ToString();
            if (first is null || string.CompareOrdinal(written, first) < 0) first = written;
        }

        var ahead =
            string.Join(
                ",", StillRunning(community, at).Where(until => until > at)
                    .Select(until => Math.Min(_far, (until - at).ToInt64Nanoseconds())).Distinct().OrderBy(n => n));
        return Digest(first + ahead);
    }

    // Without what no rule reads again, and what only counts the lines of the record.
    private Snapshot.State Lasting(Community community, Instant at) => Snapshot.State.Of(community) with
    {
        Version = 0,
        LastAt = NodaConstants.UnixEpoch,
        LastActivity = NodaConstants.UnixEpoch,
        Life = community.Life with {
            LastActivity = NodaConstants.UnixEpoch, Founding = community.Status == Status.Proposed
                ? community.Founding
                : FoundingRound.None },
        Docket = community.Docket with {
            Closed = Closed(community, at), Open = Open(community), Petitions = Untabled(community.Docket.Petitions) },
    };

    private static PersistentMap<PetitionId, Petition> Untabled(PersistentMap<PetitionId, Petition> petitions)
    {
        foreach (var (id, petition) in petitions)
            if (petition.Tabled is not null) petitions = petitions.Without(id);
        return petitions;
    }

    /// <summary>
    /// What the rules read of a closed decision: what was proposed and by which rule, how it ended, whether anything followed it,
    /// and until when somebody may appeal against it. Of an election they also read who were candidates, and the ballots.
    /// Decisions that are the same in this count as one. A decision that can neither be called again nor reopened nor appealed
    /// against is left out.
    /// </summary>
    private PersistentMap<DecisionId, Decision> Closed(Community community, Instant at)
    {
        _alike.Clear();
        var (closed, met) = (PersistentMap<DecisionId, Decision>.Empty, new Dictionary<Decision, DecisionId>());
        foreach (var decision in community.ClosedDecisions.Where(decision => MayComeBack(community, decision)))
        {
            var read = decision with
            {
                Id = None,
                By = decision.By is null ? null : Somebody,
                CharterVersion = 0,
                CharterToCome = null,
                Why = null,
                TabledAt = at,
                WordedAt = at,
                OpensAt = at,
                ClosesAt = decision.Result!.Outcome == Outcome.Carried ? decision.ClosesAt : at,
                Follows = null,
                Objections = [],
                Ballots = PersistentMap<PersonId, Counting.Ballot>.Empty,
                Recused = PersistentMap<PersonId, FreeText>.Empty,
                Represented = [],
                For = 0,
                Against = 0,
                Round = community.OpenDecisions.Concat(community.ClosedDecisions).Count(d => d.Follows == decision.Id),
                Advice = [],
                HasSilentProposer = false,
                Papers = decision.Proposal is Elect ? decision.Papers : [],
                Result = decision.Result with { Count = Nobody, Own = null, ProposerCounted = false },
                IsSecondCall = decision.IsSecondCall && decision.Result.Outcome == Outcome.Inquorate,
            };
            if (!met.TryGetValue(read, out var same))
            {
                met[read] = same = decision.Id;
                closed = closed.With(same, read);
            }

            _alike[decision.Id] = same;
        }

        return closed;
    }

    private static bool MayComeBack(Community community, Decision closed) => closed.Result!.Outcome switch
    {
        Outcome.Withdrawn => closed.IsAppeal,
        Outcome.Inquorate => !closed.IsSecondCall && (closed.Rule.SecondCall || closed.Proposal.HasSecondCall)
            && !community.HasFollowUp(closed.Id),
        Outcome.Failed or Outcome.Tied or Outcome.Unopened => closed.Proposal
            is not (Reinstate or Appoint or AmendCharter { Confirms: not null }) && !community.IsReopened(closed.Id),
        _ => closed.Proposal.Concerns is not null
            || closed.Proposal is Elect or AmendCharter or MergeInto or Split or DecideJointly,
    };

    /// <summary>
    /// Of an open decision no rule reads why it was tabled, how often it was changed, or an objection that is addressed; and what
    /// it follows only where that may come back.
    /// </summary>
    private PersistentMap<DecisionId, Decision> Open(Community community)
    {
        var open = community.Docket.Open;
        foreach (var decision in community.OpenDecisions)
            open = open.With(
                decision.Id,
                    decision with {
                        Why = null, Round = 0, Objections = decision.Objections.Where(o => o.MayBeSeconded).ToValueList(),
                            Follows = decision.Follows is { } before && _alike.ContainsKey(before) ? before : null });
        return open;
    }

    private static readonly DecisionId None = new(1);

    private static readonly PersonId Somebody = PersonId.Of("somebody");

    private static readonly VoiceCount Nobody = new(0, 0, 0, 0);

    /// <summary>
    /// Until when the rules still reckon from an instant that is past. What falls due by itself is in the state's agenda.
    /// </summary>
    private static IEnumerable<Instant> StillRunning(Community community, Instant at)
    {
        if (community.CharterAt(at)?.Charter is not { } charter) yield break;
        yield return community.LastActivity.Later(charter.DormantAfter);
        foreach (var (id, office) in community.Offices)
        {
            if (office.UnattendedSince is { } since) yield return since.Later(charter.Patience);
            if (charter.Office(id) is { ConsecutiveTerms: not null, Term: { } term })
                foreach (var past in office.Past) yield return (past.EndedAt ?? at).Later(term);
        }

        foreach (var decision in community.OpenDecisions)
        {
            yield return decision.OpensAt.Later(decision.Rule.Timing.Longest);
            if (decision.Rule is AdviceRule { Within: var within }) yield return decision.OpensAt.Later(within);
            yield return decision.WordedAt.Later(NoOneAlone.Shortest);
        }

        foreach (var decision in community.ClosedDecisions.Where(d => d.Result!.Outcome == Outcome.Carried))
        {
            if (decision.Proposal.Concerns is not null) yield return decision.ClosesAt.Later(charter.AppealWithin);
            if (decision.Proposal is Elect { Office: var office } && charter.Office(office)?.Term is { } term)
                yield return decision.ClosesAt.Later(term);
        }

        foreach (var (_, request) in community.Admissions.Requests)
            if (request.DeclinedAt is { } declined) yield return declined.Later(charter.AppealWithin);
    }

    // Who each person is taken for: every way in which those who are alike can change places.
    private IEnumerable<int[]> Orders(int[][] alike)
    {
        IEnumerable<int[]> orders = [[.. Enumerable.Range(0, _places.Count)]];
        foreach (var group in alike)
            orders = orders.SelectMany(order => Permutations(group).Select(changed =>
            {
                var after = order.ToArray();
                for (var i = 0; i < group.Length; i++) after[group[i]] = changed[i];
                return after;
            })).ToArray();
        return orders;
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0 ? [[]]
        : items.SelectMany(
            item => Permutations(items.Where(other => other != item).ToArray()).Select(rest => rest.Prepend(item).ToArray()));

    private static (ulong, ulong) Digest(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#if NET
        var hash = SHA256.HashData(bytes);
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(bytes);
#endif
        return (BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    /// <summary>
    /// A state taken apart: text that stays as it is, people, numbers, instants, and sets whose order says nothing.
    /// </summary>
    private sealed class Scribe(Folding folding)
    {
        private readonly List<long> _distant = [];
        private readonly List<(char Kind, long Number)> _numbers = [];

        public List<object> Read(ref Utf8JsonReader reader)
        {
            var parts = new List<object>();
            var text = new StringBuilder();
            Read(ref reader, parts, text, inAgenda: false);
            Put(parts, text);
            return parts;
        }

        private void Read(ref Utf8JsonReader reader, List<object> parts, StringBuilder text, bool inAgenda)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    text.Append('{');
                    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    {
                        var isAgenda = reader.ValueTextEquals("agenda"u8);
                        text.Append(reader.GetString()).Append(':');
                        reader.Read();
                        Read(ref reader, parts, text, isAgenda);
                        text.Append(' ');
                    }

                    text.Append('}');
                    break;
                case JsonTokenType.StartArray:
                    ReadArray(ref reader, parts, text, inAgenda);
                    break;
                case JsonTokenType.String:
                    var said = reader.GetString()!;
                    if (said.Length > 1 && said[0] == Marked.Person
                        && folding._places.TryGetValue(said.Substring(1), out var place)) Put(parts, text, new Person(place));
                    else if (said.Length > 1 && said[0] == InstantMark)
                    {
                        var offset = Whole(said, 1);
                        if (offset > 0 && offset < folding._far) text.Append('+').Append(offset);
                        else Put(parts, text, Moment(offset));
                    }
                    else if (said.Length > 2 && said[0] == NumberMark) Put(parts, text, Numbered(said[1], Whole(said, 2)));
                    else text.Append('"').Append(said).Append('"');
                    break;
                case JsonTokenType.Number:
                    text.Append(reader.GetInt64());
                    break;
                default:
                    text.Append(
                        reader.TokenType == JsonTokenType.True ? "t" : reader.TokenType == JsonTokenType.False ? "f" : "n");
                    break;
            }
        }

        // A map is written as pairs in an order that its keys give; an agenda in the order of what is due.
        private void ReadArray(ref Utf8JsonReader reader, List<object> parts, StringBuilder text, bool inAgenda)
        {
            var items = new List<List<object>>();
            var arePairs = true;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var item = new List<object>();
                var words = new StringBuilder();
                var isPair = reader.TokenType == JsonTokenType.StartArray;
                Read(ref reader, item, words, inAgenda: false);
                Put(item, words);
                arePairs &= isPair && item.Count > 1 && item[1] is Person or Number && (string)item[0] == "[";
                items.Add(item);
            }

            text.Append('[');
            if (inAgenda || (arePairs && items.Count > 1)) Put(parts, text, new Set(items));
            else
                foreach (var item in items)
                {
                    foreach (var part in item)
                    {
                        if (part is string more) text.Append(more);
                        else Put(parts, text, part);
                    }

                    text.Append(',');
                }

            text.Append(']');
        }

        private static void Put(List<object> parts, StringBuilder text, object? part = null)
        {
            if (text.Length > 0) parts.Add(text.ToString());
            text.Clear();
            if (part is not null) parts.Add(part);
        }

        private static long Whole(string text, int from) =>
#if NET
            long.Parse(text.AsSpan(from), provider: System.Globalization.CultureInfo.InvariantCulture);
#else
            long.Parse(text.Substring(from), System.Globalization.CultureInfo.InvariantCulture);
#endif

        private Distant Moment(long offset)
        {
            _distant.Add(offset);
            return new(offset);
        }

        private Number Numbered(char kind, long number)
        {
            _numbers.Add((kind, number));
            return new(kind, number);
        }

        /// <summary>Puts what was read in order.</summary>
        public void Count()
        {
            Order(_distant);
            Order(_numbers);
        }

        private static void Order<T>(List<T> items)
        {
            var ordered = items.Distinct().OrderBy(item => item).ToArray();
            items.Clear();
            items.AddRange(ordered);
        }

        public void Write(List<object> parts, int[] order, StringBuilder text)
        {
            foreach (var part in parts)
            {
                switch (part)
                {
                    case string words: text.Append(words); break;
                    case Person person: text.Append('@').Append(person.Place < order.Length ? order[person.Place] : person.Place);
                    break;
                    case Distant distant: text.Append(distant.Offset > 0 ? '>' : '-')
                        .Append(_distant.BinarySearch(distant.Offset)); break;
                    case Number number: text.Append('#').Append(_numbers.BinarySearch((number.Kind, number.Value))); break;
                    case Set set:
                        foreach (var item in set.Items.Select(item =>
                        {
                            var words = new StringBuilder();
                            Write(item, order, words);
                            return words.ToString();
                        }).OrderBy(words => words, StringComparer.Ordinal)) text.Append(item).Append(',');
                        break;
                }
            }
        }

        private sealed record Person(int Place);

        private sealed record Distant(long Offset);

        private sealed record Number(char Kind, long Value);

        private sealed record Set(List<List<object>> Items);
    }

    private sealed class FoldedInstants : JsonConverter<Instant>
    {
        public Instant Now { get; set; }

        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A folded state is not read.");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(
                InstantMark + (value - Now).ToInt64Nanoseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private sealed class FoldedNumber<T>(char kind, Func<T, long> number) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A folded state is not read.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(
                NumberMark + (kind + number(value).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>A charter is long, and there are few: each is written as its number among those that were met.</summary>
    private sealed class Met : JsonConverter<Charter>
    {
        private readonly Dictionary<Charter, int> _met = [];

        public override Charter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A folded state is not read.");

        public override void Write(Utf8JsonWriter writer, Charter value, JsonSerializerOptions options)
        {
            if (!_met.TryGetValue(value, out var number)) _met[value] = number = _met.Count;
            writer.WriteNumberValue(number);
        }
    }
}
