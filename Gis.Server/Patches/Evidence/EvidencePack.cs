using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gis.Server.Patches.Field;

namespace Gis.Server.Patches.Evidence;

/// <summary>The files of an evidence pack beside its page, and the archive of them all with a list of hashes.</summary>
internal static class EvidencePack
{
    public const string PageName = "evidence.pdf";
    private const string ListName = "SHA256SUMS";
    private const string SealName = "SHA256SUMS.sig";
    private const string KeyName = "evidence-key.pem";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The patch as it stands, its outline, its corners, its overlaps: as programs read them; and the pictures as the page shows them.</summary>
    public static IReadOnlyList<EvidenceFile> FilesOf(PatchCard card, EvidenceGround ground, EvidenceScenes scenes, FieldEvidence field, EvidenceWords words) =>
    [
        new("patch.json", JsonSerializer.SerializeToUtf8Bytes(card, Readable)),
        new("outline.geojson", JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = "Feature",
                id = card.Patch.Id,
                geometry = card.Geometry,
                properties = new { number = card.Patch.Number, areaCode = card.Patch.AreaCode, kind = card.Patch.Kind, areaM2 = card.Patch.AreaM2, beforeOn = card.Patch.BeforeOn, afterOn = card.Patch.AfterOn },
            },
            Readable)),
        new("corners.csv", Encoding.UTF8.GetBytes(CornersCsv(ground))),
        new("overlaps.csv", Encoding.UTF8.GetBytes(OverlapsCsv(card.Overlaps))),
        .. PicturesOf(scenes, ground, words),
        .. field.Photos.Select((one, at) => new EvidenceFile(FieldEvidence.NameOf(at + 1, one.Photo), one.Bytes)),
        .. field.NamedMeasures().Select(one => new EvidenceFile(one.Name, one.Bytes)),
    ];

    /// <summary>A ZIP; its list is one that <c>sha256sum -c</c> checks, the seal on the list one that <c>openssl dgst -sha256 -verify</c> does.</summary>
    public static byte[] Zip(IReadOnlyList<EvidenceFile> files, EvidenceSeal seal, DateTimeOffset at)
    {
        var list = string.Concat(files.Select(file => $"{file.Hash}  {file.Name}\n"));
        IEnumerable<EvidenceFile> all = [.. files, new(ListName, Encoding.UTF8.GetBytes(list)), new(SealName, seal.Sign(list)), new(KeyName, Encoding.ASCII.GetBytes(seal.PublicKey))];
        using var room = new MemoryStream();
        using (var zip = new ZipArchive(room, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var file in all)
            {
                var entry = zip.CreateEntry(file.Name);
                entry.LastWriteTime = at;
                using var content = entry.Open();
                content.Write(file.Bytes);
            }
        }

        return room.ToArray();
    }

    private static IEnumerable<EvidenceFile> PicturesOf(EvidenceScenes scenes, EvidenceGround ground, EvidenceWords words)
    {
        foreach (var (name, scene) in new[] { ("picture-before.svg", scenes.Before), ("picture-after.svg", scenes.After) })
        {
            if (scene?.Tiles is { Count: > 0 })
            {
                yield return new EvidenceFile(name, Encoding.UTF8.GetBytes(EvidenceFigure.Draw(scene, ground.Patch, words)));
            }
        }
    }

    private static string CornersCsv(EvidenceGround ground)
    {
        var text = new StringBuilder("number,part,ring,lon,lat,epsg,north_m,east_m\r\n");
        for (var n = 0; n < ground.Corners.Count; n++)
        {
            var corner = ground.Corners[n];
            text.Append(CultureInfo.InvariantCulture, $"{n + 1},{corner.Part},{corner.Ring},{corner.Lon:F9},{corner.Lat:F9},{ground.Epsg},{corner.North:F3},{corner.East:F3}\r\n");
        }

        return text.ToString();
    }

    private static string OverlapsCsv(IReadOnlyList<PatchOverlap> overlaps)
    {
        var text = new StringBuilder("theme,layer,feature,document,class,use,valid_from,valid_to,state,area_m2,share\r\n");
        foreach (var one in overlaps)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{one.Theme},{one.Layer},{one.Feature},{Cell(one.Document)},{Cell(one.Class)},{Cell(one.Use)},{one.ValidFrom:yyyy-MM-dd},{one.ValidTo:yyyy-MM-dd},{one.State},{one.AreaM2:F2},{one.Share:F6}\r\n");
        }

        return text.ToString();
    }

    /// <summary>Quoted where it must be; what a spreadsheet would run as a formula is made text.</summary>
    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
