using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Gis.Tiles.Html;

/// <summary>Pieces of pages. Whatever is shown goes through <see cref="Encode"/>: names and values come from whoever made the layer, addresses from whoever asks.</summary>
internal static class HtmlText
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1rem 1.5rem;color:#1d2733}"
        + "h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:1.5rem}nav{color:#5b6b7b}a{color:#0b5cad}"
        + "table{border-collapse:collapse;display:block;overflow-x:auto}th,td{border-bottom:1px solid #d6dde4;padding:.25rem .6rem;text-align:left;vertical-align:top}"
        + "dt{font-weight:600}dd{margin:0 0 .4rem 1rem;overflow-wrap:anywhere}code{font-size:.85em;overflow-wrap:anywhere}";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Encoder.Encode(text);

    /// <summary>The page up to its content, with the way back to the landing page.</summary>
    public static string Head(string title, string root) =>
        $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Encode(title)}</title><style>{Style}</style></head>"
        + $"<body><nav>{Anchor(root, "GisCommand")} / {Anchor($"{root}/collections", "Collections")} / {Anchor($"{root}/conformance", "Conformance")}</nav><h1>{Encode(title)}</h1>\n";

    public static string Foot => "</body></html>\n";

    /// <summary>A link, for addresses of the web only; anything else is text.</summary>
    public static string Anchor(string address, string title) => IsWeb(address) ? $"<a href=\"{Encode(address)}\">{Encode(title)}</a>" : Encode(title);

    public static bool IsWeb(string text) =>
        text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal);
}
