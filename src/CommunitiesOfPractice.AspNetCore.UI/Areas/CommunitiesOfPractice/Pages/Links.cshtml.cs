namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>The links across organisations, as a picture and in words.</summary>
/// <param name="visit">The request.</param>
public class LinksModel(Visit visit) : PracticePage(visit)
{
    private const int MostLinks = 30;

    /// <summary>The links that are offered or agreed, as far as the visitor may see them, a page at a time.</summary>
    public Paged<Link> Links => field ??= PageOf<Link>(
        [
            .. Visit.All.Links.Where(
                link => link.Status is LinkStatus.Agreed or LinkStatus.Paused or LinkStatus.Offered && Visit.MaySee(link)),
        ],
        MostLinks);

    /// <summary>The links of this page, drawn.</summary>
    public LinkPicture Picture => field ??= LinkPicture.Of(Links.Items, party => Visit.Name(party));

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People =>
        Visit.PeopleAmong(Links.Items.SelectMany(link => new[] { link.A, link.B }));
}

/// <summary>
/// Where on a picture each end of the links stands, and the lines between them: communities on an inner ring, the others around.
/// </summary>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How high it is.</param>
/// <param name="Ends">The ends of the links.</param>
/// <param name="Lines">The links.</param>
public sealed record LinkPicture(int Width, int Height, IReadOnlyList<PictureEnd> Ends, IReadOnlyList<PictureLine> Lines)
{
    /// <summary>Draws them, the same way every time.</summary>
    /// <param name="links">The links, each with both its ends.</param>
    /// <param name="name">How an end is called.</param>
    public static LinkPicture Of(IReadOnlyList<Link> links, Func<Party?, string> name)
    {
        const int Width = 1000, Height = 540;
        Guard.Against.Null(name);
        var parties = Guard.Against.Null(links).SelectMany(l => new[] { l.A!, l.B! }).Distinct().OrderBy(p => p is CommunityParty)
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

    // Where the line to another end leaves this end's shape.
    private static (int X, int Y) Edge(PictureEnd from, PictureEnd to)
    {
        var (dx, dy) = ((double)(to.X - from.X), (double)(to.Y - from.Y));
        var scale = Math.Min(dx == 0 ? double.MaxValue : 88 / Math.Abs(dx), dy == 0 ? double.MaxValue : 30 / Math.Abs(dy));
        return ((int)(from.X + (dx * scale)), (int)(from.Y + (dy * scale)));
    }

    private static List<string> Wrapped(string name)
    {
        var lines = new List<string> { "" };
        foreach (var word in name.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length > 20) lines.Add("");
            lines[^1] = (lines[^1] + " " + word).Trim();
        }

        return lines.Count <= 3 ? lines : [lines[0], lines[1], lines[2] + " …"];
    }
}

/// <summary>An end of links on the picture.</summary>
/// <param name="X">How far from the left its middle is.</param>
/// <param name="Y">How far from the top its middle is.</param>
/// <param name="IsCommunity">Whether it is a community.</param>
/// <param name="Lines">How it is called, line by line.</param>
public sealed record PictureEnd(int X, int Y, bool IsCommunity, IReadOnlyList<string> Lines);

/// <summary>A link on the picture.</summary>
/// <param name="X1">How far from the left it begins.</param>
/// <param name="Y1">How far from the top it begins.</param>
/// <param name="X2">How far from the left it ends.</param>
/// <param name="Y2">How far from the top it ends.</param>
/// <param name="There">Whether practice goes from its beginning to its end.</param>
/// <param name="Back">Whether practice goes from its end to its beginning.</param>
/// <param name="Resting">Whether it is paused, or only offered.</param>
public sealed record PictureLine(int X1, int Y1, int X2, int Y2, bool There, bool Back, bool Resting);
