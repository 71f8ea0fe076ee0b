using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Gis.Server.Patches.Statistics;

/// <summary>A table as the one sheet of a workbook (ECMA-376, SpreadsheetML). Text is stored as text, so that none of it can be taken for a formula.</summary>
internal static class StatisticsWorkbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Parts = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int MostSheetNameChars = 31;

    public static byte[] Write(string title, IReadOnlyList<IReadOnlyList<object?>> table)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "[Content_Types].xml", xml =>
            {
                xml.WriteStartElement("Types", $"{Package}/content-types");
                Leaf(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
                Leaf(xml, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
                Leaf(xml, "Override", ("PartName", "/xl/workbook.xml"), ("ContentType", $"{Parts}.sheet.main+xml"));
                Leaf(xml, "Override", ("PartName", "/xl/worksheets/sheet1.xml"), ("ContentType", $"{Parts}.worksheet+xml"));
            });
            Put(zip, "_rels/.rels", xml => Relation(xml, "officeDocument", "xl/workbook.xml"));
            Put(zip, "xl/_rels/workbook.xml.rels", xml => Relation(xml, "worksheet", "worksheets/sheet1.xml"));
            Put(zip, "xl/workbook.xml", xml =>
            {
                xml.WriteStartElement("workbook", Main);
                xml.WriteStartElement("sheets");
                xml.WriteStartElement("sheet");
                xml.WriteAttributeString("name", title.Length > MostSheetNameChars ? title[..MostSheetNameChars] : title);
                xml.WriteAttributeString("sheetId", "1");
                xml.WriteAttributeString("id", Relations, "rId1");
            });
            Put(zip, "xl/worksheets/sheet1.xml", xml => Sheet(xml, table));
        }

        return bytes.ToArray();
    }

    private static void Sheet(XmlWriter xml, IReadOnlyList<IReadOnlyList<object?>> table)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData");
        foreach (var row in table)
        {
            xml.WriteStartElement("row");
            foreach (var value in row)
            {
                xml.WriteStartElement("c");
                if (value is string text)
                {
                    xml.WriteAttributeString("t", "inlineStr");
                    xml.WriteStartElement("is");
                    xml.WriteElementString("t", text);
                    xml.WriteEndElement();
                }
                else if (value is not null)
                {
                    xml.WriteElementString("v", Convert.ToString(value, CultureInfo.InvariantCulture));
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }
    }

    private static void Relation(XmlWriter xml, string kind, string target)
    {
        xml.WriteStartElement("Relationships", $"{Package}/relationships");
        Leaf(xml, "Relationship", ("Id", "rId1"), ("Type", $"{Relations}/{kind}"), ("Target", target));
    }

    private static void Leaf(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }

    /// <summary>What is left open is closed with the part.</summary>
    private static void Put(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        using var xml = XmlWriter.Create(part, new XmlWriterSettings { CheckCharacters = false });
        xml.WriteStartDocument(standalone: true);
        write(xml);
        xml.WriteEndDocument();
    }
}
