// Draws icon.png, the icon of our packages:  dotnet run scripts/draw-icon.cs
// Seven people in a round, each linked to the two beside them; one of them, in another colour, also stands in a second round.

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

const int Size = 128, Fine = 4;
var (teal, sand, white) = ((R: 0, G: 94, B: 96), (R: 255, G: 184, B: 28), (R: 255, G: 255, B: 255));

var people = Round(52, 70, 36, 7, Math.PI / 7).ToArray();
var broker = people.OrderByDescending(p => p.X - p.Y).First();
var others = Round(broker.X + 14, broker.Y - 24, 27.8, 5, Math.Atan2(24, -14)).ToArray();

var rows = new MemoryStream();
for (var y = 0; y < Size; y++)
{
    rows.WriteByte(0);
    for (var x = 0; x < Size; x++)
    {
        var (r, g, b, covered) = (0, 0, 0, 0);
        for (var s = 0; s < Fine * Fine; s++)
        {
            if (Colour(x + (s % Fine + 0.5) / Fine, y + (s / Fine + 0.5) / Fine) is not { } c) continue;
            (r, g, b, covered) = (r + c.R, g + c.G, b + c.B, covered + 1);
        }

        var n = Math.Max(covered, 1);
        rows.Write([(byte)(r / n), (byte)(g / n), (byte)(b / n), (byte)(covered * 255 / (Fine * Fine))]);
    }
}

using var png = File.Create("icon.png");
png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
Chunk(png, "IHDR", [0, 0, 0, Size, 0, 0, 0, Size, 8, 6, 0, 0, 0]);
Chunk(png, "IDAT", Deflated(rows.ToArray()));
Chunk(png, "IEND", []);

(int R, int G, int B)? Colour(double x, double y)
{
    if (!InSquare(x, y)) return null;
    if (Near(broker, x, y, 9.5)) return sand;
    if (people.Any(p => Near(p, x, y, 8))) return white;
    if (others.Any(p => Near(p, x, y, 5))) return white;
    if (Links(people, x, y, 1.6) || Links(others, x, y, 1.2)) return white;
    return teal;
}

static bool InSquare(double x, double y)
{
    const double Corner = 22;
    var (dx, dy) = (Math.Max(Math.Abs(x - Size / 2.0) - (Size / 2.0 - Corner), 0), Math.Max(Math.Abs(y - Size / 2.0) - (Size / 2.0 - Corner), 0));
    return dx * dx + dy * dy <= Corner * Corner;
}

static IEnumerable<(double X, double Y)> Round(double x, double y, double radius, int many, double turn) =>
    Enumerable.Range(0, many).Select(i => turn + i * 2 * Math.PI / many).Select(a => (x + radius * Math.Cos(a), y + radius * Math.Sin(a)));

static bool Near((double X, double Y) p, double x, double y, double radius) => (p.X - x) * (p.X - x) + (p.Y - y) * (p.Y - y) <= radius * radius;

static bool Links((double X, double Y)[] round, double x, double y, double half) =>
    Enumerable.Range(0, round.Length).Any(i => FromLine(round[i], round[(i + 1) % round.Length], x, y) <= half);

static double FromLine((double X, double Y) a, (double X, double Y) b, double x, double y)
{
    var (dx, dy) = (b.X - a.X, b.Y - a.Y);
    var t = Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / (dx * dx + dy * dy), 0, 1);
    return Math.Sqrt(Math.Pow(a.X + t * dx - x, 2) + Math.Pow(a.Y + t * dy - y, 2));
}

static byte[] Deflated(byte[] bytes)
{
    var to = new MemoryStream();
    using (var zlib = new ZLibStream(to, CompressionLevel.SmallestSize)) zlib.Write(bytes);
    return to.ToArray();
}

static void Chunk(Stream to, string kind, byte[] data)
{
    byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. data];
    Span<byte> number = stackalloc byte[4];
    BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
    to.Write(number);
    to.Write(named);
    BinaryPrimitives.WriteUInt32BigEndian(number, Crc(named));
    to.Write(number);
}

static uint Crc(byte[] bytes)
{
    var crc = uint.MaxValue;
    foreach (var b in bytes)
    {
        crc ^= b;
        for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
    }

    return ~crc;
}
