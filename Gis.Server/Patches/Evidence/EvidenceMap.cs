using System.Globalization;
using System.Net;
using System.Text;
using NetTopologySuite.Geometries;

namespace Gis.Server.Patches.Evidence;

/// <summary>Draws the map of a patch as SVG, in millimetres of paper: what the one map shows around it, itself with its numbered corners, scale and north.</summary>
internal static class EvidenceMap
{
    /// <summary>More numbers would cover the outline; the table has them all.</summary>
    private const int MostNumbers = 40;

    private static readonly Dictionary<string, (string Fill, string Line, string Dash)> Looks = new()
    {
        ["land_use"] = ("none", "#a8b0b4", ""),
        ["basic_farmland"] = ("url(#farm)", "#b7791f", "3 1"),
        ["red_line"] = ("url(#red)", "#c53030", "3 1"),
        ["growth_border"] = ("none", "#805ad5", "5 1.5"),
        ["planning_zone"] = ("none", "#805ad5", "1 1"),
        ["approval"] = ("url(#approval)", "#2b6cb0", "2 1"),
        ["supply"] = ("none", "#0a7468", "1 0.8"),
        ["facility"] = ("url(#filing)", "#2f855a", "2 1"),
        ["temporary"] = ("url(#filing)", "#2f855a", "1 1"),
    };

    private static readonly (string Fill, string Line, string Dash) Other = ("none", "#4a5568", "1 1");

    public static string Draw(EvidenceGround ground, EvidenceFrame frame, EvidenceWords words)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"""
            <svg class="map" xmlns="http://www.w3.org/2000/svg" width="{frame.WidthMm}mm" height="{frame.HeightMm}mm" viewBox="0 0 {frame.WidthMm} {frame.HeightMm}">
            <defs>{Hatch("farm", "#d69e2e", 45)}{Hatch("red", "#e53e3e", -45)}{Hatch("approval", "#4299e1", 0)}{Hatch("filing", "#48bb78", 90)}
            <clipPath id="sheet"><rect width="{frame.WidthMm}" height="{frame.HeightMm}"/></clipPath></defs>
            <rect width="{frame.WidthMm}" height="{frame.HeightMm}" fill="#fbfbf8"/><g clip-path="url(#sheet)">
            """);
        foreach (var shape in ground.Around)
        {
            var (fill, line, dash) = Looks.GetValueOrDefault(shape.Theme, Other);
            svg.Append(CultureInfo.InvariantCulture, $"""<path d="{Path(shape.LonLat, frame)}" fill="{fill}" fill-rule="evenodd" stroke="{line}" stroke-width="0.3"{(dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "")}/>""");
        }

        var patch = Path(ground.Patch, frame);
        svg.Append(CultureInfo.InvariantCulture, $"""<path d="{patch}" fill="#111827" fill-opacity="0.08" fill-rule="evenodd" stroke="#ffffff" stroke-width="1.2"/><path d="{patch}" fill="none" stroke="#111827" stroke-width="0.5"/>""");
        Numbers(svg, ground, frame);
        svg.Append("</g>");
        Furniture(svg, frame, words);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>A small picture of how a theme is drawn, and its name.</summary>
    public static string Key(IEnumerable<string> themes, EvidenceWords words)
    {
        var text = new StringBuilder("""<p class="key">""");
        text.Append(Sample("#111827", "", "#11182714", words.Of("图斑", "Patch")));
        foreach (var theme in themes.Distinct())
        {
            var (_, line, dash) = Looks.GetValueOrDefault(theme, Other);
            text.Append(Sample(line, dash, "none", words.Theme(theme)));
        }

        return text.Append("</p>").ToString();
    }

    private static string Sample(string line, string dash, string fill, string name) =>
        $"""<span><svg width="7mm" height="3mm" viewBox="0 0 7 3"><rect x="0.4" y="0.4" width="6.2" height="2.2" fill="{fill}" stroke="{line}" stroke-width="0.5" stroke-dasharray="{(dash.Length > 0 ? dash : "none")}"/></svg> {WebUtility.HtmlEncode(name)}</span> """;

    private static string Hatch(string id, string colour, int degrees) =>
        $"""<pattern id="{id}" width="2" height="2" patternUnits="userSpaceOnUse" patternTransform="rotate({degrees})"><line x1="0" y1="0" x2="0" y2="2" stroke="{colour}" stroke-width="0.25" stroke-opacity="0.7"/></pattern>""";

    private static void Numbers(StringBuilder svg, EvidenceGround ground, EvidenceFrame frame)
    {
        var all = ground.Corners.Count;
        var every = Math.Max(1, (int)Math.Ceiling(all / (double)MostNumbers));
        for (var n = 0; n < all; n += every)
        {
            var (x, y) = frame.Place(new Coordinate(ground.Corners[n].Lon, ground.Corners[n].Lat));
            svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{x:F2}" cy="{y:F2}" r="0.6" fill="#111827"/><text x="{x + 1:F2}" y="{y - 0.8:F2}" font-size="2.4" fill="#111827">{n + 1}</text>""");
        }
    }

    /// <summary>Scale, its bar, north, and the line around the sheet.</summary>
    public static void Furniture(StringBuilder svg, EvidenceFrame frame, EvidenceWords words)
    {
        var bottom = frame.HeightMm - 5;
        var right = frame.WidthMm - 8;
        svg.Append(CultureInfo.InvariantCulture,
            $"""
            <g font-size="3" fill="#111827" stroke="none">
            <rect x="3" y="{bottom - 6:F1}" width="{frame.BarMm + 26:F2}" height="9" fill="#ffffff" fill-opacity="0.85"/>
            <path d="M5 {bottom - 1.2:F1}v1.2h{frame.BarMm:F2}v-1.2" fill="none" stroke="#111827" stroke-width="0.4"/>
            <text x="5" y="{bottom - 2.4:F1}">{frame.BarMetres:N0} m</text><text x="{frame.BarMm + 7:F2}" y="{bottom:F1}">1 : {frame.Scale:N0}</text>
            <path d="M{right} 5l2.4 8l-2.4 -1.8l-2.4 1.8z"/><text x="{right - 1.5}" y="17">{words.Of("北", "N")}</text>
            </g><rect width="{frame.WidthMm}" height="{frame.HeightMm}" fill="none" stroke="#111827" stroke-width="0.4"/>
            """);
    }

    public static string Path(Geometry lonLat, EvidenceFrame frame)
    {
        var path = new StringBuilder();
        for (var n = 0; n < lonLat.NumGeometries; n++)
        {
            switch (lonLat.GetGeometryN(n))
            {
                case Polygon polygon:
                    Ring(path, polygon.ExteriorRing, frame, isClosed: true);
                    foreach (var hole in polygon.InteriorRings)
                    {
                        Ring(path, hole, frame, isClosed: true);
                    }

                    break;
                case LineString line:
                    Ring(path, line, frame, isClosed: false);
                    break;
            }
        }

        return path.ToString();
    }

    private static void Ring(StringBuilder path, LineString line, EvidenceFrame frame, bool isClosed)
    {
        var points = line.Coordinates;
        for (var n = 0; n < points.Length - (isClosed ? 1 : 0); n++)
        {
            var (x, y) = frame.Place(points[n]);
            path.Append(CultureInfo.InvariantCulture, $"{(n == 0 ? 'M' : 'L')}{x:F2} {y:F2}");
        }

        path.Append(isClosed && points.Length > 0 ? "Z" : "");
    }
}
