using System.Globalization;
using System.Net;
using System.Text;
using Gis.Server.Patches.Evidence;

namespace Gis.Server.Patches.Field;

/// <summary>The part of an evidence page that tells of the field check: what was found, and the photographs with where, when and by whom each was taken.</summary>
internal static class FieldPaper
{
    public static void Write(StringBuilder page, FieldEvidence field, EvidenceWords words)
    {
        if (field.Check is null && field.Photos.Count == 0)
        {
            return;
        }

        page.Append($"<h2>{words.Of("外业核实", "Field check")}</h2>");
        if (field.Check is { } check)
        {
            Check(page, check, words);
        }

        page.Append("""<div class="photos">""");
        for (var n = 0; n < field.Photos.Count; n++)
        {
            var (photo, bytes) = field.Photos[n];
            page.Append($"""<figure><img src="data:{photo.MediaType};base64,{Convert.ToBase64String(bytes)}"><figcaption><b>{FieldEvidence.NameOf(n + 1, photo)}</b> {Text(Caption(photo, words))}{Doubts(photo, words)}</figcaption></figure>""");
        }

        page.Append("</div>");
        if (field.LeftOut.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"""<p class="sub">{words.Of("另有照片因篇幅未附，存于系统，SHA-256：", "Further photographs are in the store and not attached, for their size; SHA-256:")}</p><p class="hash">{string.Join("<br>", field.LeftOut.Select(photo => photo.Hash))}</p>""");
        }
    }

    private static void Check(StringBuilder page, FieldCheck check, EvidenceWords words)
    {
        page.Append("""<table class="facts">""");
        Row(words.Of("核实时间", "Checked"), $"{EvidenceWords.Moment(check.At)} {check.By}", words.Of("最近照片距图斑", "Nearest photograph"), string.Create(CultureInfo.InvariantCulture, $"{check.NearestM:F0} m"));
        Row(words.Of("现状用途", "Use now"), check.Use, words.Of("当事人", "Party"), check.Party);
        Row(words.Of("开工时间", "Begun"), EvidenceWords.Day(check.StartedOn), words.Of("建筑面积", "Built area"), words.Area(check.BuiltM2));
        if (check.Fenced)
        {
            Row(words.Of("现场", "Site"), words.Of("有围挡，未能进入", "fenced, could not be entered"), "", "");
        }

        if (check.Note is { } note)
        {
            page.Append($"""<tr><th>{words.Of("说明", "Note")}</th><td colspan="3">{Text(note)}</td></tr>""");
        }

        page.Append("</table>");

        void Row(string name, string value, string other, string otherValue) =>
            page.Append($"<tr><th>{Text(name)}</th><td>{Text(value)}</td><th>{Text(other)}</th><td>{Text(otherValue)}</td></tr>");
    }

    private static string Caption(PhotoRow photo, EvidenceWords words) => string.Create(
        CultureInfo.InvariantCulture,
        $"{EvidenceWords.Moment(photo.TakenAt)} · {photo.By} · {photo.Lon:F6}°E {photo.Lat:F6}°N ±{photo.AccuracyM:F0} m · {words.Of("方位角", "azimuth")} {photo.AzimuthDeg:F0}°{(photo.AzimuthSource == "manual" ? words.Of("（手填）", " (entered by hand)") : "")} · {words.Of("距图斑", "from the patch")} {photo.DistanceM:F0} m · {photo.Device}");

    /// <summary>What speaks against a photograph stands beside it.</summary>
    private static string Doubts(PhotoRow photo, EvidenceWords words)
    {
        var doubts = new[]
        {
            photo.ContradictionM is { } metres ? string.Create(CultureInfo.InvariantCulture, $"{words.Of("文件自带位置相距", "the file itself names a place away by")} {metres:F0} m") : null,
            photo.Reused ? words.Of("同一照片也用于其他图斑", "the same picture was sent for another patch too") : null,
        };
        var told = string.Join(" · ", doubts.OfType<string>());
        return told.Length > 0 ? $""" <span class="bad">{Text(told)}</span>""" : "";
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
