using System.Runtime.CompilerServices;

namespace CommunitiesOfPractice;

/// <summary>
/// What the sharing rule comes to for everything that a row and five bits can say. The rule itself is asked once, and the result
/// is kept. A check then looks up one byte, where the rule would take a branch for each step. Where the rule wants to know more
/// (its own links, an embargo's conveners, one of several contributors, a home that is not known), the byte says so, and the
/// rule is asked.
/// </summary>
internal static class SettledReadings
{
    private const byte AskTheRule = byte.MaxValue;
    private const int FactBits = 5;

    private static readonly byte[] Steps = Settle();

    /// <summary>The step that settles it, for a person and an item that are known; false where the rule must be asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFind(in ItemRow row, int reader, ulong[] listed, ulong[] footings, out ReadingStep step)
    {
        var facts = Bits.Bit(listed, reader) | (row.Contributor == reader ? 2 : 0) | (Bits.Four(footings, row.Home) & 7) << 2;
        var found = Steps[(row.Marks << FactBits | facts) & (Steps.Length - 1)];
        step = (ReadingStep)found;
        return found != AskTheRule;
    }

    /// <summary>What a reading rests on where the table told the step.</summary>
    public static WitnessKind WitnessOf(ReadingStep step) => (WitnessKind)KindOf[(int)step];

    // By step, as the rule has it: known notes and homes, so what is unknown is the reader.
    private static ReadOnlySpan<byte> KindOf =>
    [
        (byte)WitnessKind.Person, (byte)WitnessKind.Note, (byte)WitnessKind.Person, (byte)WitnessKind.Note,
            (byte)WitnessKind.Note, (byte)WitnessKind.Note,
        (byte)WitnessKind.Community, (byte)WitnessKind.Community, (byte)WitnessKind.Person, (byte)WitnessKind.Link,
            (byte)WitnessKind.Note,
    ];

    private static byte[] Settle()
    {
        var steps = new byte[1 << (ItemRow.MarkBits + FactBits)];
        for (var index = 0; index < steps.Length; index++)
        {
            var (wanted, row) = (new Wanted(), new ItemRow(0, -1, 0, index >> FactBits));
            var untraced = default(Untraced);
            var verdict = SharingRule.Settle(new Sketch(row, index & ((1 << FactBits) - 1), wanted), 0, 0, ref untraced);
            if (!wanted.More && verdict.Kind != (WitnessKind)KindOf[(int)verdict.Step])
                throw new InvalidOperationException($"{verdict.Step} rests on {verdict.Kind}.");
            steps[index] = wanted.More ? AskTheRule : (byte)verdict.Step;
        }

        return steps;
    }

    private sealed class Wanted
    {
        public bool More { get; set; }
    }

    /// <summary>An item and a reader, with nothing known of them beyond what the row and the bits say.</summary>
    private readonly struct Sketch(ItemRow row, int facts, Wanted wanted) : ISharingView
    {
        private static readonly Way[] SomeWay = [default];

        public Instant Now => default;

        public bool Exists(int item) => true;

        public int Home(int item) => 0;

        public bool Known(int home) => row.Status != NoteStatus.Unknown || More();

        public bool Open(int home) => More();

        public bool Listed(int reader) => (facts & 1) != 0;

        public NoteStatus Status(int item) => row.Status;

        public bool Contributed(int reader, int item) => (facts & 2) != 0 || (row.Several && More());

        public bool Embargoed(int item) => row.Embargoed;

        public bool Convenes(int reader, int home) => More();

        public bool Barred(int reader, int home) => (facts & 4) != 0;

        public bool Reads(int reader, int home) => (facts & 8) != 0;

        public bool CameAfterRest(int reader, int item) => row.Rested && More();

        public Audience Audience(int item) => row.Audience;

        public bool HasOwnLinks(int item) => row.HasOwnLinks && More();

        public IShared Facts(int item) => throw new InvalidOperationException();

        public bool MayBeLinked(int reader, int home) => (facts & 16) != 0;

        // A reader who may be linked in the window is at the far end of one of the home's links: which one is looked up when
        // somebody asks.
        public ReadOnlySpan<Way> WaysOut(int home) => SomeWay;

        public ReadOnlySpan<int> LinksOf(int home) => [];

        public bool Belongs(int reader, int place) => true;

        public LinkEnds? Link(LinkId link) => null;

        public LinkEnds Link(int link) => default;

        public bool Live(int link, Instant at) => More();

        // Whatever the answer would be, it is not the table's to give.
        private bool More()
        {
            wanted.More = true;
            return false;
        }
    }
}
