using System.Globalization;
using System.Text;
using System.Text.Json;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Laboratory;

/// <summary>Turns a row of a laboratory's table into an observation of SensorThings, in the unit of its datastream, or says why it can't be one.</summary>
internal static class LabRules
{
    private const string BelowDetection = "L";
    private const int MostTextChars = 200;

    /// <param name="row">The row.</param>
    /// <param name="registry">What is registered where the sender may write.</param>
    /// <param name="now">The present: when the result became known, where the table does not say.</param>
    public static LabReading Read(LabRow row, LabRegistry registry, DateTimeOffset now)
    {
        if (registry.Things(row[LabColumn.Thing]) is not [var thing])
        {
            return registry.Things(row[LabColumn.Thing]).Count == 0
                ? Refuse(row, "unknown-device", $"No thing is registered as {Shown(row, LabColumn.Thing)} where the sender may write.")
                : Refuse(row, "unknown-device", $"Several things are registered as {Shown(row, LabColumn.Thing)}; name it by its MN.");
        }

        if (registry.Property(row[LabColumn.Property]) is not { } property)
        {
            return Refuse(row, "unknown-property", $"{Shown(row, LabColumn.Property)} is neither the code nor the name of an observed property.");
        }

        if (registry.Stream(thing, property) is not { } stream)
        {
            return Refuse(row, "unknown-datastream", $"No datastream of moments for {property} is registered with this thing.");
        }

        if (LabTime.Parse(row[LabColumn.SampledAt]) is not { } sampledAt)
        {
            return Refuse(row, "bad-time", $"The time of sampling is written {LabTime.Accepted}.");
        }

        if (row[LabColumn.AnalysedAt].Length > 0 && LabTime.Parse(row[LabColumn.AnalysedAt]) is null)
        {
            return Refuse(row, "bad-time", $"The time of analysis is written {LabTime.Accepted}.");
        }

        if (LabValue.Parse(row[LabColumn.Value]) is not { } value)
        {
            return Refuse(row, "bad-number", "A result is a number, or a detection limit written <0.05 or 0.05L.");
        }

        return LabUnits.Factor(row[LabColumn.Unit], stream.Unit) is not { } factor
            ? Refuse(row, "bad-unit", $"The result is in {stream.Unit}, or in a unit that can be turned into it.")
            : new LabReading(row, stream, Observation(row, value, factor, sampledAt, LabTime.Parse(row[LabColumn.AnalysedAt]) ?? now), null);
    }

    private static byte[] Observation(LabRow row, LabValue value, double factor, DateTimeOffset sampledAt, DateTimeOffset resultAt)
    {
        var observation = new Dictionary<string, object>
        {
            // Twelve digits: a conversion must not leave its own last digits behind.
            ["result"] = double.Parse((value.Number * factor).ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            ["phenomenonTime"] = sampledAt,
            ["resultTime"] = resultAt,
            ["parameters"] = new Dictionary<string, string>
            {
                ["sample_no"] = Cut(row[LabColumn.SampleNo]),
                ["laboratory"] = Cut(row[LabColumn.Laboratory]),
                ["value"] = Cut(row[LabColumn.Value]),
                ["unit"] = Cut(row[LabColumn.Unit]),
            },
        };
        if (value.IsBelowDetection)
        {
            observation["resultQuality"] = BelowDetection;
        }

        return JsonSerializer.SerializeToUtf8Bytes(observation);
    }

    private static LabReading Refuse(LabRow row, string code, string reason) =>
        new(row, null, Encoding.UTF8.GetBytes(string.Join(',', Enum.GetValues<LabColumn>().Select(column => row[column]))), new Rejection(code, reason));

    private static string Shown(LabRow row, LabColumn column) => row[column].Length == 0 ? "nothing" : Cut(row[column]);

    private static string Cut(string text) => text.Length <= MostTextChars ? text : text[..MostTextChars];
}
