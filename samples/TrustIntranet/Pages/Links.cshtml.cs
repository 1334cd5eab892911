namespace TrustIntranet.Pages;

/// <summary>The links across organisations, as a picture and in words.</summary>
public class LinksModel(Visit visit) : IntranetPage(visit)
{
    public IReadOnlyList<Link> Links { get; } =
        [.. visit.All.Links.Where(visit.MaySee)
            .Where(l => l.Status is LinkStatus.Agreed or LinkStatus.Paused or LinkStatus.Offered)];

    public LinkPicture Picture => LinkPicture.Of(Links, Visit.Name);
}

/// <summary>
/// Where on a picture each end of the links stands, and the lines between them: communities on an inner ring, the others around.
/// </summary>
public sealed record LinkPicture(int Width, int Height, IReadOnlyList<PictureEnd> Ends, IReadOnlyList<PictureLine> Lines)
{
    /// <summary>Draws them, the same way every time.</summary>
    public static LinkPicture Of(IReadOnlyList<Link> links, Func<Party?, string> name)
    {
        const int Width = 1000, Height = 540;
        var parties = links.SelectMany(l => new[] { l.A!, l.B! }).Distinct().OrderBy(p => p is CommunityParty)
            .ThenBy(name, StringComparer.Ordinal).ToArray();
        var communities = parties.Where(p => p is CommunityParty).ToArray();
        var ends = new Dictionary<Party, PictureEnd>();
        for (var i = 0; i < communities.Length; i++) Place(communities[i], i, communities.Length, 190, 130, -Math.PI / 2);
        foreach (
            var around in parties.Where(p => p is not CommunityParty)
                .GroupBy(p => links.Select(l => l.A == p ? l.B! : l.B == p ? l.A! : null).First(o => o is not null)!))
        {
            // Beside the community that they are linked to.
            var (others, beside) = (around.ToArray(), Array.IndexOf(communities, around.Key));
            var towards = beside < 0 ? 0 : -Math.PI / 2 + (2 * Math.PI * beside / communities.Length);
            for (var i = 0; i < others.Length; i++) At(others[i], towards + ((i - ((others.Length - 1) / 2.0)) * 0.5), 410, 235);
        }

        return new(Width, Height, [.. ends.Values], [.. links.Select(l => Line(ends[l.A!], ends[l.B!], l))]);

        void Place(Party party, int number, int of, int rx, int ry, double from) =>
            At(party, from + (2 * Math.PI * number / of), rx, ry);

        void At(Party party, double angle, int rx, int ry) =>
            ends[party] =
                new((int)((Width / 2) + (rx * Math.Cos(angle))), (int)((Height / 2) + (ry * Math.Sin(angle))),
                    party is CommunityParty, Wrapped(name(party)));
    }

    private static PictureLine Line(PictureEnd a, PictureEnd b, Link link)
    {
        var live = link.Status != LinkStatus.Offered;
        var (x1, y1) = Edge(a, b);
        var (x2, y2) = Edge(b, a);
        return new(
            x1, y1, x2, y2, live && link.Terms!.Carries is Flow.AToB or Flow.Both, live
                && link.Terms!.Carries is Flow.BToA or Flow.Both, link.Status != LinkStatus.Agreed);
    }

    /// <summary>Where the line to another end leaves this end's shape.</summary>
    private static (int X, int Y) Edge(PictureEnd from, PictureEnd to)
    {
        var (dx, dy) = ((double)(to.X - from.X), (double)(to.Y - from.Y));
        var scale = Math.Min(dx == 0 ? double.MaxValue : 88 / Math.Abs(dx), dy == 0 ? double.MaxValue : 30 / Math.Abs(dy));
        return ((int)(from.X + (dx * scale)), (int)(from.Y + (dy * scale)));
    }

    private static List<string> Wrapped(string name)
    {
        var lines = new List<string> { "" };
        foreach (var word in name.Replace(" (fictional)", "", StringComparison.Ordinal).Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length > 20) lines.Add("");
            lines[^1] = (lines[^1] + " " + word).Trim();
        }

        return lines.Count <= 3 ? lines : [lines[0], lines[1], lines[2] + " …"];
    }
}

/// <summary>An end of links on the picture.</summary>
public sealed record PictureEnd(int X, int Y, bool IsCommunity, IReadOnlyList<string> Lines);

/// <summary>A link on the picture.</summary>
public sealed record PictureLine(int X1, int Y1, int X2, int Y2, bool There, bool Back, bool Resting);
