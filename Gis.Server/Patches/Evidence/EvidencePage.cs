using System.Globalization;
using System.Net;
using System.Text;
using Gis.Server.Patches.Cases;
using Gis.Server.Patches.Field;

namespace Gis.Server.Patches.Evidence;

/// <summary>Writes the evidence of one patch as a page to print: facts, map, comparison, verdict, corners, history, hashes. It carries all it needs in itself.</summary>
internal static class EvidencePage
{
    private const string Style =
        """
        @page { size: A4; margin: 16mm 18mm 18mm; @bottom-left { content: string(number); font-size: 7.5pt; color: #4a5568 } @bottom-right { content: counter(page) " / " counter(pages); font-size: 7.5pt; color: #4a5568 } }
        body { margin: 0; font-family: "WenQuanYi Micro Hei", "Noto Sans CJK SC", sans-serif; font-size: 9pt; color: #111827; line-height: 1.35 }
        h1 { font-size: 15pt; margin: 0; string-set: number content() } h2 { font-size: 10.5pt; margin: 5mm 0 1.5mm; border-bottom: 0.5pt solid #111827; break-after: avoid }
        p { margin: 1mm 0 } .sub { color: #4a5568 } .demo { border: 0.8pt solid #b7791f; color: #b7791f; padding: 0.5mm 2mm; font-size: 8pt }
        table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: 0.8mm 1.5mm; border-bottom: 0.3pt solid #cbd5e0; vertical-align: top } th { font-weight: normal; color: #4a5568 }
        tr { break-inside: avoid } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } .facts th { width: 24mm } .bad { color: #c53030 } .key { font-size: 8pt } .key span { margin-right: 3mm }
        .key svg { vertical-align: middle } .map, .picture { display: block } .photos { columns: 2; column-gap: 4mm } .photos figure { margin: 0 0 3mm; break-inside: avoid } .photos img { width: 100%; max-height: 90mm; object-fit: contain } .photos figcaption { font-size: 7.5pt; color: #4a5568 } .pair td { border: 0; padding: 0 0 0 2mm } .pair td:first-child { padding: 0 } .corners { columns: 2; column-gap: 6mm; font-size: 7.5pt } .hash { font-family: monospace; font-size: 7pt; word-break: break-all } .sign td { height: 12mm }
        """;

    public static string Write(PatchCard card, EvidenceGround ground, EvidenceScenes scenes, FieldEvidence field, IReadOnlyList<EvidenceFile> files, string by, DateTimeOffset at, string keyFingerprint, EvidenceWords words)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""<!doctype html><html lang="{words.Of("zh", "en")}"><meta charset="utf-8"><title>{Text(card.Patch.Number)}</title><style>{Style}</style><body>""");
        Head(page, card.Patch, by, at, words);
        Facts(page, card, words);
        Map(page, card, ground, words);
        Pictures(page, scenes, ground, words);
        Overlaps(page, card, words);
        FieldPaper.Write(page, field, words);
        Judgement(page, card, words);
        CasePaper.Write(page, card.Case, field, words);
        Corners(page, ground, words);
        History(page, card, words);
        Files(page, files, keyFingerprint, words);
        return page.Append("</body></html>").ToString();
    }

    /// <summary>County and number; many numbers begin with the county already.</summary>
    public static string NameOf(PatchRow patch) =>
        patch.Number.StartsWith(patch.AreaCode, StringComparison.Ordinal) ? patch.Number : $"{patch.AreaCode}-{patch.Number}";

    private static void Head(StringBuilder page, PatchRow patch, string by, DateTimeOffset at, EvidenceWords words)
    {
        page.Append($"<h1>{words.Of("变化图斑证据", "Evidence of change patch")} {Text(NameOf(patch))}</h1>");
        page.Append($"""<p class="sub">{words.Of("批次", "Batch")} {Text(patch.Batch)} · {words.Of("制作", "made by")} {Text(by)} · {EvidenceWords.Moment(at)} · {words.Of("版本", "revision")} {patch.Revision}</p>""");
        if (patch.Origin == "demo")
        {
            page.Append($"""<p><span class="demo">{words.Of("演示数据，非真实执法材料", "Demo data: no real case")}</span></p>""");
        }
    }

    private static void Facts(StringBuilder page, PatchCard card, EvidenceWords words)
    {
        var patch = card.Patch;
        page.Append($"""<h2>{words.Of("基本情况", "Facts")}</h2><table class="facts">""");
        Row(words.Of("所在县", "County"), $"{patch.AreaCode} {words.Of(patch.AreaNameZh ?? "", patch.AreaNameEn ?? "")}", words.Of("位置", "Place"), patch.Place ?? words.Missing);
        Row(words.Of("图斑类型", "Kind"), words.Kind(patch.Kind), words.Of("变化前地类", "Class before"), patch.ClassBefore ?? words.Missing);
        Row(words.Of("前时相", "Earlier image"), EvidenceWords.Day(patch.BeforeOn), words.Of("后时相", "Later image"), EvidenceWords.Day(patch.AfterOn));
        Row(words.Of("椭球面积", "Area (ellipsoid)"), words.Area(patch.AreaM2), words.Of("下发面积", "Stated area"), words.Area(card.StatedM2));
        Row(words.Of("占耕地", "Cultivated land"), words.Area(patch.CultivatedM2), words.Of("占永久基本农田", "Basic farmland"), words.Area(patch.BasicFarmlandM2));
        Row(words.Of("占生态红线", "Red line"), words.Area(patch.RedLineM2), words.Of("状态", "State"), words.State(patch.State));
        page.Append("</table>");

        void Row(string name, string value, string other, string otherValue) =>
            page.Append($"<tr><th>{Text(name)}</th><td>{Text(value)}</td><th>{Text(other)}</th><td>{Text(otherValue)}</td></tr>");
    }

    private static void Map(StringBuilder page, PatchCard card, EvidenceGround ground, EvidenceWords words)
    {
        var frame = EvidenceFrame.OfMap(ground.Patch.EnvelopeInternal);
        page.Append($"<h2>{words.Of("位置图", "Map")}</h2>").Append(EvidenceMap.Draw(ground, frame, words)).Append(EvidenceMap.Key(ground.Around.Select(shape => shape.Theme), words));
        page.Append(CultureInfo.InvariantCulture,
            $"""<p class="sub">CGCS2000 · {card.Patch.Centre[0]:F6}°E {card.Patch.Centre[1]:F6}°N · {words.Of("图上数字为拐点号，见坐标表", "numbers are corners, see the table of coordinates")}</p>""");
    }

    private static void Pictures(StringBuilder page, EvidenceScenes scenes, EvidenceGround ground, EvidenceWords words)
    {
        page.Append($"""<h2>{words.Of("影像对比", "Pictures of the two dates")}</h2><table class="pair"><tr>""");
        foreach (var (name, scene) in new[] { (words.Of("前时相", "Before"), scenes.Before), (words.Of("后时相", "After"), scenes.After) })
        {
            page.Append($"""<td>{EvidenceFigure.Draw(scene, ground.Patch, words)}<p class="sub"><b>{name}</b> {Text(EvidenceFigure.Caption(scene, words))}</p></td>""");
        }

        page.Append("</tr></table>");
    }

    private static void Overlaps(StringBuilder page, PatchCard card, EvidenceWords words)
    {
        page.Append($"<h2>{words.Of("叠加比对", "Comparison with the one map")}</h2>");
        if (card.Overlaps.Count == 0)
        {
            page.Append($"<p>{words.Of("未与任何图层相交，或尚未比对。", "It lies on nothing of the one map, or was not compared yet.")}</p>");
            return;
        }

        page.Append($"""<table><tr><th>{words.Of("图层", "Theme")}</th><th>{words.Of("文号、地类", "Document, class")}</th><th>{words.Of("有效期", "Validity")}</th><th class="n">{words.Of("重叠面积", "Overlap")}</th><th class="n">%</th></tr>""");
        foreach (var one in card.Overlaps)
        {
            var validity = one.State == "timeless" ? "" : $"{EvidenceWords.Day(one.ValidFrom)} … {EvidenceWords.Day(one.ValidTo)} {words.Validity(one.State)}";
            page.Append(CultureInfo.InvariantCulture,
                $"""<tr><td>{Text(words.Theme(one.Theme))}</td><td>{Text(string.Join(' ', new[] { one.Document, one.Class, one.Use }.OfType<string>()))}</td><td{(one.State is "expired" or "not-yet" ? " class=\"bad\"" : "")}>{Text(validity)}</td><td class="n">{Text(words.Area(one.AreaM2))}</td><td class="n">{100 * one.Share:F1}</td></tr>""");
        }

        page.Append("</table>");
    }

    private static void Judgement(StringBuilder page, PatchCard card, EvidenceWords words)
    {
        var patch = card.Patch;
        page.Append($"""<h2>{words.Of("判定", "Judgement")}</h2><table class="facts">""");
        page.Append($"<tr><th>{words.Of("规则建议", "Suggested by rule")}</th><td>{Text(patch.Suggestion is null ? "–" : words.Verdict(patch.Suggestion))} {Text(patch.Rule is null ? "" : words.Rule(patch.Rule))}</td></tr>");
        if (card.Reasons.Count > 0)
        {
            page.Append($"<tr><th>{words.Of("存疑原因", "Why doubtful")}</th><td>{string.Join("<br>", card.Reasons.Select(reason => Text(words.Reason(reason))))}</td></tr>");
        }

        page.Append($"""<tr><th>{words.Of("判定结论", "Verdict")}</th><td><b>{Text(patch.Verdict is null ? words.Of("尚未判定", "not judged yet") : words.Verdict(patch.Verdict))}</b></td></tr></table>""");
    }

    private static void Corners(StringBuilder page, EvidenceGround ground, EvidenceWords words)
    {
        page.Append(CultureInfo.InvariantCulture, $"""<h2>{words.Of("拐点坐标", "Corners")} · CGCS2000 3° {words.Of("带", "zone")} {ground.Zone} (EPSG:{ground.Epsg})</h2><div class="corners"><table><tr><th>№</th><th>{words.Of("环", "Ring")}</th><th class="n">X {words.Of("北", "north")} m</th><th class="n">Y {words.Of("东", "east")} m</th></tr>""");
        for (var n = 0; n < ground.Corners.Count; n++)
        {
            var corner = ground.Corners[n];
            page.Append(CultureInfo.InvariantCulture, $"""<tr><td>{n + 1}</td><td>{corner.Part}.{corner.Ring}</td><td class="n">{corner.North:F3}</td><td class="n">{corner.East:F3}</td></tr>""");
        }

        page.Append("</table></div>");
    }

    private static void History(StringBuilder page, PatchCard card, EvidenceWords words)
    {
        page.Append($"<h2>{words.Of("经过与签署", "History and signatures")}</h2><table><tr><th>{words.Of("时间", "Time")}</th><th>{words.Of("事项", "What")}</th><th>{words.Of("经办", "By")}</th><th>{words.Of("结果、理由", "Result, reason")}</th></tr>");
        foreach (var one in card.History)
        {
            var result = string.Join(" · ", new[] { one.Verdict is null ? null : words.Verdict(one.Verdict), one.To is null ? null : words.State(one.To), one.Reason }.OfType<string>());
            page.Append($"<tr><td>{EvidenceWords.Moment(one.At)}</td><td>{Text(words.Happening(one.Kind))}</td><td>{Text(one.By ?? words.Of("系统", "system"))}</td><td>{Text(result)}</td></tr>");
        }

        page.Append($"""</table><table class="sign"><tr><td>{words.Of("判定人签字", "Judged by (signature)")}</td><td>{words.Of("审核人签字", "Reviewed by (signature)")}</td><td>{words.Of("日期", "Date")}</td></tr></table>""");
    }

    private static void Files(StringBuilder page, IReadOnlyList<EvidenceFile> files, string keyFingerprint, EvidenceWords words)
    {
        page.Append($"<h2>{words.Of("附件及其 SHA-256", "Files and their SHA-256")}</h2><table>");
        foreach (var file in files)
        {
            page.Append(CultureInfo.InvariantCulture, $"""<tr><td>{Text(file.Name)}</td><td class="n">{file.Bytes.Length:N0} B</td><td class="hash">{file.Hash}</td></tr>""");
        }

        page.Append($"""</table><p class="sub">{words.Of("证据包由下列密钥签章（SHA-256 指纹）", "The pack is sealed with the key of this SHA-256 fingerprint")}</p><p class="hash">{keyFingerprint}</p>""");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
