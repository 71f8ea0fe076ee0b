using System.Text;
using System.Text.Json.Nodes;
using Gis.Tiles.Http;

namespace Gis.Tiles.Html;

/// <summary>Shows a JSON document as a page: its members one under the other, links as links, what is nested below in its turn.</summary>
internal static class HtmlDocument
{
    public static string Of(JsonObject document, string title, string root)
    {
        var page = new StringBuilder(HtmlText.Head(title, root));
        Members(page, document);
        return page.Append(HtmlText.Foot).ToString();
    }

    private static void Members(StringBuilder page, JsonObject document)
    {
        page.Append("<dl>");
        foreach (var (name, value) in document)
        {
            page.Append("<dt>").Append(HtmlText.Encode(name)).Append("</dt><dd>");
            if (name == "links" && value is JsonArray links)
            {
                Links(page, links);
            }
            else
            {
                Value(page, value);
            }

            page.Append("</dd>\n");
        }

        page.Append("</dl>");
    }

    private static void Value(StringBuilder page, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject inner:
                Members(page, inner);
                break;
            case JsonArray items when items.Any(item => item is JsonObject):
                foreach (var item in items)
                {
                    page.Append("<section>");
                    Value(page, item);
                    page.Append("</section>");
                }

                break;
            case JsonArray items:
                page.AppendJoin("<br>", items.Select(item => Plain(item)));
                break;
            default:
                page.Append(Plain(value));
                break;
        }
    }

    private static void Links(StringBuilder page, JsonArray links)
    {
        page.Append("<ul>");
        foreach (var link in links)
        {
            var address = (string)link!["href"]!;
            page.Append("<li>").Append(link["templated"] is null ? HtmlText.Anchor(address, (string?)link["title"] ?? address) : HtmlText.Encode(address))
                .Append(" <code>").Append(HtmlText.Encode($"{link["rel"]} {link["type"]}")).Append("</code></li>");
        }

        page.Append("</ul>");
    }

    private static string Plain(JsonNode? value)
    {
        var text = value is null ? "" : value is JsonValue plain && plain.TryGetValue<string>(out var words) ? words : value.ToJsonString(JsonDocumentResult.Options).Trim('"');
        return HtmlText.Anchor(text, text);
    }
}
