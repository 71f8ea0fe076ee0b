using System.Globalization;
using System.Text;
using System.Xml;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.Imagery.Wmts;

/// <summary>Writes the capabilities document: the image layers that the caller may see, with their times, and both matrix sets.</summary>
internal static class WmtsCapabilities
{
    public const string Version = "1.0.0";
    public const string Ows = "http://www.opengis.net/ows/1.1";
    private const string Wmts = "http://www.opengis.net/wmts/1.0";
    private const string Xlink = "http://www.w3.org/1999/xlink";

    public static byte[] Write(IReadOnlyList<VisibleImage> layers, OgcUrls urls)
    {
        var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("Capabilities", Wmts);
            xml.WriteAttributeString("xmlns", "ows", null, Ows);
            xml.WriteAttributeString("xmlns", "xlink", null, Xlink);
            xml.WriteAttributeString("version", Version);
            WriteService(xml);
            WriteOperations(xml, urls);
            xml.WriteStartElement("Contents", Wmts);
            foreach (var layer in layers)
            {
                WriteLayer(xml, layer, layers, urls);
            }

            foreach (var set in TileMatrixSet.All)
            {
                var deepest = Deepest(layers, set);
                WriteSet(xml, set, set.Id, deepest);
                foreach (var depth in layers.Select(layer => layer.Layer.Zooms(set).Max).Where(depth => depth < deepest).Distinct().Order())
                {
                    WriteSet(xml, set, WmtsTileRequest.DownTo(set, depth), depth);
                }
            }

            xml.WriteEndElement();
            xml.WriteStartElement("ServiceMetadataURL", Wmts);
            xml.WriteAttributeString("href", Xlink, urls.Wmts + WmtsAddresses.Capabilities);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteService(XmlWriter xml)
    {
        xml.WriteStartElement("ServiceIdentification", Ows);
        xml.WriteElementString("Title", Ows, "GisCommand");
        xml.WriteElementString("Abstract", Ows, "Air and satellite images, hill-shade");
        xml.WriteElementString("ServiceType", Ows, "OGC WMTS");
        xml.WriteElementString("ServiceTypeVersion", Ows, Version);
        xml.WriteEndElement();
    }

    private static void WriteOperations(XmlWriter xml, OgcUrls urls)
    {
        xml.WriteStartElement("OperationsMetadata", Ows);
        foreach (var operation in (string[])["GetCapabilities", "GetTile"])
        {
            xml.WriteStartElement("Operation", Ows);
            xml.WriteAttributeString("name", operation);
            xml.WriteStartElement("DCP", Ows);
            xml.WriteStartElement("HTTP", Ows);
            WriteEncoding(xml, "KVP", $"{urls.Wmts}?");
            WriteEncoding(xml, "RESTful", urls.Wmts + WmtsAddresses.Capabilities);
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteEncoding(XmlWriter xml, string encoding, string address)
    {
        xml.WriteStartElement("Get", Ows);
        xml.WriteAttributeString("href", Xlink, address);
        xml.WriteStartElement("Constraint", Ows);
        xml.WriteAttributeString("name", "GetEncoding");
        xml.WriteStartElement("AllowedValues", Ows);
        xml.WriteElementString("Value", Ows, encoding);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteLayer(XmlWriter xml, VisibleImage layer, IReadOnlyList<VisibleImage> all, OgcUrls urls)
    {
        var info = layer.Info;
        xml.WriteStartElement("Layer", Wmts);
        xml.WriteElementString("Title", Ows, $"{info.TitleEn} / {info.TitleZh}");
        xml.WriteElementString("Abstract", Ows, $"{info.Source}. {info.Credit}. {info.Licence}");
        if (info.Extent is { } box)
        {
            xml.WriteStartElement("WGS84BoundingBox", Ows);
            xml.WriteElementString("LowerCorner", Ows, $"{Text(box.West)} {Text(box.South)}");
            xml.WriteElementString("UpperCorner", Ows, $"{Text(box.East)} {Text(box.North)}");
            xml.WriteEndElement();
        }

        xml.WriteElementString("Identifier", Ows, info.Id);
        xml.WriteStartElement("Style", Wmts);
        xml.WriteAttributeString("isDefault", "true");
        xml.WriteElementString("Identifier", Ows, WmtsTileRequest.Style);
        xml.WriteEndElement();
        xml.WriteElementString("Format", Wmts, MediaTypes.Png);
        WriteTimes(xml, [.. layer.Layer.Times]);
        foreach (var set in TileMatrixSet.All)
        {
            WriteLink(xml, layer, set, set.Id);
            if (layer.Layer.Zooms(set).Max is var depth && depth < Deepest(all, set))
            {
                WriteLink(xml, layer, set, WmtsTileRequest.DownTo(set, depth));
            }
        }

        xml.WriteStartElement("ResourceURL", Wmts);
        xml.WriteAttributeString("format", MediaTypes.Png);
        xml.WriteAttributeString("resourceType", "tile");
        xml.WriteAttributeString("template", urls.Wmts + WmtsAddresses.Template(Uri.EscapeDataString(info.Id), layer.Layer.Times.Any()));
        xml.WriteEndElement();

        xml.WriteEndElement();
    }

    private static void WriteTimes(XmlWriter xml, IReadOnlyList<string> times)
    {
        if (times.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("Dimension", Wmts);
        xml.WriteElementString("Identifier", Ows, "Time");
        xml.WriteElementString("UOM", Ows, "ISO8601");
        xml.WriteElementString("Default", Wmts, times[0]);
        xml.WriteElementString("Current", Wmts, "true");
        foreach (var time in times)
        {
            xml.WriteElementString("Value", Wmts, time);
        }

        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, VisibleImage layer, TileMatrixSet set, string name)
    {
        xml.WriteStartElement("TileMatrixSetLink", Wmts);
        xml.WriteElementString("TileMatrixSet", Wmts, name);
        if (layer.Info.Extent is { } box)
        {
            xml.WriteStartElement("TileMatrixSetLimits", Wmts);
            foreach (var zoom in ImageDocuments.Zooms(layer, set))
            {
                WriteLimits(xml, set.Cover(box, zoom), zoom);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteLimits(XmlWriter xml, TileRange tiles, int zoom)
    {
        xml.WriteStartElement("TileMatrixLimits", Wmts);
        xml.WriteElementString("TileMatrix", Wmts, Text(zoom));
        xml.WriteElementString("MinTileRow", Wmts, Text(tiles.MinRow));
        xml.WriteElementString("MaxTileRow", Wmts, Text(tiles.MaxRow));
        xml.WriteElementString("MinTileCol", Wmts, Text(tiles.MinColumn));
        xml.WriteElementString("MaxTileCol", Wmts, Text(tiles.MaxColumn));
        xml.WriteEndElement();
    }

    /// <summary>
    /// Clients such as GDAL and QGIS take the deepest matrix of the set for a layer's own, whatever its limits say: so there is none deeper than the layers,
    /// and a layer that ends before others has a set of its own beside, which ends with it.
    /// </summary>
    private static int Deepest(IReadOnlyList<VisibleImage> layers, TileMatrixSet set) =>
        layers.Select(layer => layer.Layer.Zooms(set).Max).DefaultIfEmpty(TileMatrixSet.MaxZoom).Max();

    private static void WriteSet(XmlWriter xml, TileMatrixSet set, string name, int deepest)
    {
        xml.WriteStartElement("TileMatrixSet", Wmts);
        xml.WriteElementString("Identifier", Ows, name);
        xml.WriteElementString("SupportedCRS", Ows, $"urn:ogc:def:crs:EPSG::{set.EpsgCode}");
        xml.WriteElementString("WellKnownScaleSet", Wmts, set.ScaleSet.Replace("http://www.opengis.net/def/wkss/OGC/1.0/", "urn:ogc:def:wkss:OGC:1.0:", StringComparison.Ordinal));
        for (var zoom = 0; zoom <= deepest; zoom++)
        {
            xml.WriteStartElement("TileMatrix", Wmts);
            xml.WriteElementString("Identifier", Ows, Text(zoom));
            xml.WriteElementString("ScaleDenominator", Wmts, Text(set.ScaleDenominatorAt(zoom)));
            xml.WriteElementString("TopLeftCorner", Wmts, set.IsNorthFirst ? $"{Text(set.Origin.Y)} {Text(set.Origin.X)}" : $"{Text(set.Origin.X)} {Text(set.Origin.Y)}");
            xml.WriteElementString("TileWidth", Wmts, Text(TileMatrixSet.TilePixels));
            xml.WriteElementString("TileHeight", Wmts, Text(TileMatrixSet.TilePixels));
            xml.WriteElementString("MatrixWidth", Wmts, Text(set.WidthAt(zoom)));
            xml.WriteElementString("MatrixHeight", Wmts, Text(set.HeightAt(zoom)));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
