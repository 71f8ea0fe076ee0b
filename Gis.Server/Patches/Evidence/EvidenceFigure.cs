using System.Globalization;
using System.Net;
using System.Text;
using NetTopologySuite.Geometries;

namespace Gis.Server.Patches.Evidence;

/// <summary>Draws a picture of one date as SVG, in millimetres of paper: its pixels, the patch's outline, scale and north. All is in the file itself.</summary>
internal static class EvidenceFigure
{
    /// <summary>Neighbouring pieces overlap by this much, so that no hair of paper shows between them.</summary>
    private const double LapMm = 0.02;

    public static string Draw(EvidenceScene? scene, Geometry outline, EvidenceWords words)
    {
        var frame = EvidenceFrame.OfPicture(outline.EnvelopeInternal);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"""
            <svg class="picture" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{frame.WidthMm}mm" height="{frame.HeightMm}mm" viewBox="0 0 {frame.WidthMm} {frame.HeightMm}">
            <rect width="{frame.WidthMm}" height="{frame.HeightMm}" fill="#e2e8f0"/>
            """);
        foreach (var tile in scene?.Tiles ?? [])
        {
            var (left, top) = frame.Place(new Coordinate(tile.West, tile.North));
            var (right, bottom) = frame.Place(new Coordinate(tile.East, tile.South));
            svg.Append(CultureInfo.InvariantCulture,
                $"""<image x="{left:F3}" y="{top:F3}" width="{right - left + LapMm:F3}" height="{bottom - top + LapMm:F3}" preserveAspectRatio="none" xlink:href="data:image/png;base64,{Convert.ToBase64String(tile.Png)}"/>""");
        }

        if (scene?.Tiles is not { Count: > 0 })
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{frame.WidthMm / 2}" y="{frame.HeightMm / 2}" font-size="3.2" text-anchor="middle" fill="#4a5568">{WebUtility.HtmlEncode(WhyNone(scene, words))}</text>""");
        }

        var patch = EvidenceMap.Path(outline, frame);
        svg.Append(CultureInfo.InvariantCulture, $"""<path d="{patch}" fill="none" stroke="#111827" stroke-width="0.9"/><path d="{patch}" fill="none" stroke="#ffe14d" stroke-width="0.45"/>""");
        EvidenceMap.Furniture(svg, frame, words);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>When, by what, how clear, whose; and whether it only stands in for a better one.</summary>
    public static string Caption(EvidenceScene? scene, EvidenceWords words)
    {
        if (scene is null)
        {
            return "";
        }

        var picture = scene.Picture;
        var parts = new[]
        {
            picture.Time,
            picture.Sensor,
            picture.ResolutionM is { } metres ? string.Create(CultureInfo.InvariantCulture, $"{metres:0.##} m") : null,
            picture.CloudPercent is { } cloud ? string.Create(CultureInfo.InvariantCulture, $"{words.Of("云", "cloud")} {cloud:0.#} %") : null,
            words.Of(picture.TitleZh, picture.TitleEn),
            picture.Credit,
        };
        var caption = string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
        return scene.StandsIn ? $"{caption} · {words.Of("该期影像不在图斑所述时相之内，仅供参照", "not of the side of the date that the patch names; for comparison only")}" : caption;
    }

    private static string WhyNone(EvidenceScene? scene, EvidenceWords words) =>
        scene is null ? words.Of("本系统无此时相影像", "No picture of this date in the system")
        : scene.Tiles is null ? words.Of("影像文件无法读取", "The picture's file could not be read")
        : words.Of("影像未覆盖此处", "The picture shows nothing here");
}
