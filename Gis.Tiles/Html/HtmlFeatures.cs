using System.Globalization;
using System.Text;
using System.Text.Json;
using Gis.Tiles.Features;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Html;

/// <summary>A page of features as a table: a row a feature, its properties by name, its geometry folded away.</summary>
internal sealed class HtmlFeatures : IFeatureForm
{
    private const int FlushAtCharacters = 32 * 1024;

    private readonly HttpResponse _response;
    private readonly VisibleLayer _layer;
    private readonly OgcUrls _urls;
    private readonly StringBuilder _page = new();

    public HtmlFeatures(HttpResponse response, VisibleLayer layer)
    {
        (_response, _layer, _urls) = (response, layer, new OgcUrls(response.HttpContext.Request));
        response.ContentType = $"{MediaTypes.Html}; charset=utf-8";
    }

    public void Begin() => _page
        .Append(HtmlText.Head($"{_layer.Info.TitleEn} / {_layer.Info.TitleZh}", _urls.Root))
        .Append("<table><tr><th>id</th><th>properties</th><th>geometry</th></tr>\n");

    public async ValueTask WriteAsync(FeatureRow row, CancellationToken cancellationToken)
    {
        var id = row.Id.ToString(CultureInfo.InvariantCulture);
        _page.Append("<tr><td>").Append(HtmlText.Anchor($"{_urls.Items(_layer.Info.Id)}/{id}?f=html", id)).Append("</td><td>");
        using (var properties = JsonDocument.Parse(row.Properties))
        {
            foreach (var property in properties.RootElement.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
            {
                _page.Append(HtmlText.Encode(property.Name)).Append(": ").Append(HtmlText.Encode(property.Value.ToString())).Append("<br>");
            }
        }

        _page.Append("</td><td>");
        if (row.HasGeometry)
        {
            _page.Append("<details><summary>GeoJSON</summary><code>").Append(HtmlText.Encode(Encoding.UTF8.GetString(row.Geometry.Span))).Append("</code></details>");
        }

        _page.Append("</td></tr>\n");
        if (_page.Length >= FlushAtCharacters)
        {
            await FlushAsync(cancellationToken);
        }
    }

    public async ValueTask EndAsync(int returned, long? matched, IReadOnlyList<OgcLink> links, CancellationToken cancellationToken)
    {
        _page.Append("</table><p>").Append(CultureInfo.InvariantCulture, $"{returned}").Append(matched is { } number ? string.Create(CultureInfo.InvariantCulture, $" of {number}") : "").Append("</p><ul>");
        foreach (var link in links)
        {
            _page.Append("<li>").Append(HtmlText.Anchor(link.Href, link.Title)).Append(" <code>").Append(HtmlText.Encode($"{link.Rel} {link.Type}")).Append("</code></li>");
        }

        _page.Append("</ul>").Append(HtmlText.Foot);
        await FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _response.WriteAsync(_page.ToString(), cancellationToken);
        _page.Clear();
    }
}
