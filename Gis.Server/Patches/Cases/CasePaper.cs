using System.Globalization;
using System.Net;
using System.Text;
using Gis.Server.Patches.Evidence;
using Gis.Server.Patches.Field;

namespace Gis.Server.Patches.Cases;

/// <summary>The part of an evidence page that tells of the case: party and notice, measures, and by what it was proved.</summary>
internal static class CasePaper
{
    public static void Write(StringBuilder page, CaseCard card, FieldEvidence field, EvidenceWords words)
    {
        if (card.Filed is not { } filed)
        {
            return;
        }

        page.Append($"""<h2>{words.Of("立案与整改", "Case and measures")}</h2><table class="facts">""");
        Row(words.Of("案号", "Case no."), filed.Number, words.Of("当事人", "Party"), filed.Party);
        Row(words.Of("通知书", "Notice"), $"{filed.Notice} · {EvidenceWords.Day(filed.NoticeOn)}", words.Of("立案", "Filed"), $"{EvidenceWords.Moment(filed.FiledAt)} {filed.FiledBy}");
        page.Append($"""<tr><th>{words.Of("案由", "Grounds")}</th><td colspan="3">{Text(filed.Grounds)}</td></tr></table>""");
        page.Append($"""<table><tr><th>№</th><th>{words.Of("措施", "Measure")}</th><th>{words.Of("文号", "Document")}</th><th>{words.Of("下达", "Ordered")}</th><th>{words.Of("期限", "Due")}</th><th>{words.Of("完成", "Done")}</th><th>{words.Of("状态", "State")}</th></tr>""");
        foreach (var measure in card.Measures)
        {
            var size = string.Join(" · ", new[] { measure.AreaM2 is { } area ? words.Area(area) : null, measure.AmountCny is { } yuan ? string.Create(CultureInfo.InvariantCulture, $"{yuan:N2} {words.Of("元", "CNY")}") : null }.OfType<string>());
            page.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{measure.Number}</td><td>{Kind(measure.Kind, words)}<br>{Text(size)}</td><td>{Text(measure.Document)}</td><td>{EvidenceWords.Day(measure.OrderedOn)}</td><td>{EvidenceWords.Day(measure.Due)}</td><td>{EvidenceWords.Day(measure.DoneOn)} {Text(measure.DoneBy ?? "")}</td><td>{State(measure.State, words)}</td></tr>");
        }

        page.Append("</table>");
        Photos(page, card, field, words);
        if (card.Proof is { } proof)
        {
            page.Append($"<p>{words.Of("验收依据：", "Proved by: ")}{Text(By(proof, words))}</p>");
            if (proof.Scene is { } scene)
            {
                page.Append($"""<p class="hash">{scene.Sha256}</p>""");
            }
        }

        void Row(string name, string value, string other, string otherValue) =>
            page.Append($"<tr><th>{Text(name)}</th><td>{Text(value)}</td><th>{Text(other)}</th><td>{Text(otherValue)}</td></tr>");
    }

    /// <summary>What the file does not tell is not told; what finds no room is named by its hash.</summary>
    private static void Photos(StringBuilder page, CaseCard card, FieldEvidence field, EvidenceWords words)
    {
        var photos = field.NamedMeasures().ToList();
        if (photos.Count > 0)
        {
            page.Append("<div class=\"photos\">");
            foreach (var (measure, name, photo, bytes) in photos)
            {
                page.Append($"<figure><img src=\"data:{photo.MediaType};base64,{Convert.ToBase64String(bytes)}\"><figcaption><b>{name}</b> {Text(Caption(measure, photo, words))}</figcaption></figure>");
            }

            page.Append("</div>");
        }

        var leftOut = card.Measures.SelectMany(measure => measure.Photos).Distinct(StringComparer.Ordinal).Except(photos.Select(one => one.Photo.Hash), StringComparer.Ordinal).ToList();
        if (leftOut.Count > 0)
        {
            page.Append($"<p class=\"sub\">{words.Of("另有整改照片因篇幅未附，SHA-256：", "Further photographs of measures are not attached, for their size; SHA-256:")}</p><p class=\"hash\">{string.Join("<br>", leftOut.Select(Text))}</p>");
        }
    }

    private static string Caption(int measure, MeasurePhoto photo, EvidenceWords words) => string.Join(" · ", new[]
    {
        string.Create(CultureInfo.InvariantCulture, $"{words.Of("措施", "measure")} {measure}"),
        photo.TakenAt is { } at ? EvidenceWords.Moment(at) : words.Of("文件无拍摄时间", "the file tells no time"),
        photo is { Lon: { } lon, Lat: { } lat } ? string.Create(CultureInfo.InvariantCulture, $"{lon:F6}°E {lat:F6}°N · {words.Of("距图斑", "from the patch")} {photo.DistanceM:F0} m") : words.Of("文件无位置", "the file tells no place"),
        photo.AzimuthDeg is { } azimuth ? string.Create(CultureInfo.InvariantCulture, $"{words.Of("方位角", "azimuth")} {azimuth:F0}°") : null,
        $"{photo.By} {EvidenceWords.Moment(photo.ReceivedAt)}",
    }.OfType<string>());

    private static string By(CaseProof proof, EvidenceWords words) => string.Join(words.Of("；", "; "), new[]
    {
        proof.Scene is { } scene
            ? string.Create(CultureInfo.InvariantCulture, $"{words.Of("影像", "picture")} {scene.Layer} {EvidenceWords.Moment(scene.At)} {scene.Sensor}{(scene.CloudPercent is { } cloud ? $" · {words.Of("云", "cloud")} {cloud:0.#} %" : "")}{(scene.ShownShare is { } shown ? $" · {words.Of("图斑显示", "of the patch shown")} {Math.Floor(shown * 1000) / 10:0.#} %" : "")}")
            : null,
        proof.Document is { } document ? $"{document} · {EvidenceWords.Day(proof.DocumentOn)}" : null,
    }.OfType<string>());

    private static string Kind(string kind, EvidenceWords words) => kind switch
    {
        "demolish" => words.Of("拆除复垦", "Demolish and restore"),
        "confiscate" => words.Of("没收", "Confiscate"),
        "fine" => words.Of("罚款", "Fine"),
        _ => words.Of("补办手续", "Complete the papers"),
    };

    private static string State(string state, EvidenceWords words) => state switch
    {
        "ordered" => words.Of("已下达", "ordered"),
        "done" => words.Of("已完成", "done"),
        "proved" => words.Of("已验收", "proved"),
        _ => words.Of("未通过", "not proved"),
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
