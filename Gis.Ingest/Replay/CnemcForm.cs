using System.Globalization;
using System.Xml;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Replay;

/// <summary>
/// Hour values as the national air platform (CNEMC) publishes them: elements <c>AQIDataPublishLive</c>, concentrations in µg/m³, CO in mg/m³, and a
/// <c>TimePoint</c> of Beijing time that is the END of the hour (HJ 663-2013). A dash means that there is no value. Indices and moving means (8 h, 24 h) are
/// no hours and are left.
/// </summary>
internal sealed class CnemcForm : IRecordedForm
{
    public const string Record = "AQIDataPublishLive";

    private const int HourS = 3_600;
    private const int MostFieldChars = 4_000;
    private const string NoValue = "—";

    private static readonly (string Field, string Property, string Unit)[] Taken =
    [
        ("PM2_5", "a34004", "ug/m3"), ("PM10", "a34002", "ug/m3"), ("SO2", "a21026", "ug/m3"), ("NO2", "a21004", "ug/m3"), ("O3", "a05024", "ug/m3"),
        ("CO", "a21005", "mg/m3"),
    ];

    public string Name => "air hours of the national platform";

    public IReadOnlyList<string> Remarks => ["times are the ends of hours in Beijing; concentrations in ug/m3, CO in mg/m3; indices, 8 h and 24 h means are left"];

    public IEnumerable<RecordedItem> Read(Stream file)
    {
        // The platform writes &mdash; without declaring it. Nothing else is ever resolved.
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Parse,
            XmlResolver = null,
            MaxCharactersFromEntities = 1 << 20,
            MaxCharactersInDocument = 1 << 30,
            IgnoreWhitespace = true,
            IgnoreComments = true,
        };
        var context = new XmlParserContext(null, null, "published", null, null, $"<!ENTITY mdash \"{NoValue}\">", "", "", XmlSpace.None);
        using var xml = XmlReader.Create(file, settings, context);
        while (true)
        {
            var (item, fields) = Next(xml);
            if (item is not null)
            {
                yield return item;
                yield break;
            }

            if (fields is null)
            {
                yield break;
            }

            foreach (var one in Items(fields))
            {
                yield return one;
            }
        }
    }

    /// <summary>The next record's fields; nothing at the end; a fault where the XML breaks, after which there is nothing to read.</summary>
    private static (RecordedFault? Broken, Fields? Fields) Next(XmlReader xml)
    {
        try
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == Record)
                {
                    return (null, ReadFields(xml));
                }
            }

            return (null, null);
        }
        catch (XmlException broken)
        {
            return (new RecordedFault(broken.LineNumber, $"the XML breaks here: {broken.Message}"), null);
        }
    }

    private static Fields ReadFields(XmlReader xml)
    {
        var fields = new Fields(((IXmlLineInfo)xml).LineNumber, []);
        var (depth, name) = (xml.Depth, "");
        while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                name = xml.Depth == depth + 1 ? xml.LocalName : "";
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && name.Length > 0 && xml.Value.Length <= MostFieldChars)
            {
                fields.Texts[name] = xml.Value.Trim();
            }
        }

        return fields;
    }

    private static IEnumerable<RecordedItem> Items(Fields fields)
    {
        var code = fields.Text("StationCode");
        if (code.Length == 0)
        {
            yield return new RecordedFault(fields.Line, "the record has no StationCode");
            yield break;
        }

        if (BeijingTime.Parse(fields.Text("TimePoint"), "yyyy-MM-ddTHH:mm:ss") is not { } end || !CellTime.IsSane(end))
        {
            yield return new RecordedFault(fields.Line, $"{code}: TimePoint '{fields.Text("TimePoint")}' is no time");
            yield break;
        }

        yield return new RecordedPlace(
            fields.Line, code, "air_station", fields.Text("PositionName"), fields.Text("Area"), fields.Number("Longitude"), fields.Number("Latitude"));
        foreach (var (field, property, unit) in Taken)
        {
            var text = fields.Text(field);
            if (text is "" or NoValue)
            {
                continue;
            }

            yield return fields.Number(field) is { } value
                ? new RecordedValue(fields.Line, code, property, end.AddSeconds(-HourS), HourS, value, unit)
                : new RecordedFault(fields.Line, $"{code}: {field} '{text}' is no number");
        }
    }

    private sealed record Fields(int Line, Dictionary<string, string> Texts)
    {
        public string Text(string name) => Texts.GetValueOrDefault(name, "");

        public double? Number(string name) =>
            double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }
}
