using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>Reads the figures of one report. What is there and can't be read is not passed over: it is named, and kept as an invalid value of its property.</summary>
internal sealed class MeterNumbers
{
    private List<ItemRefusal>? _refused;

    /// <summary>By property; null where all could be read.</summary>
    public IReadOnlyList<ItemRefusal>? Refused => _refused;

    /// <summary>The number of a field; null when it is absent or none.</summary>
    public double? Read(JsonElement parent, string name, string property)
    {
        var number = parent.Number(name);
        if (number is null && parent.TryGet(name, out _))
        {
            Refuse(property, "bad-number", $"{name} is a finite number.");
        }

        return number;
    }

    /// <summary>The state of the valve; null when it is absent or unknown.</summary>
    public MeterValve? ReadValve(JsonElement parent, string name)
    {
        if (!parent.TryGet(name, out _))
        {
            return null;
        }

        var word = parent.Text(name, 16);
        if (Enum.GetValues<MeterValve>().Where(v => string.Equals(v.ToString(), word, StringComparison.OrdinalIgnoreCase)).Cast<MeterValve?>().FirstOrDefault() is { } valve)
        {
            return valve;
        }

        Refuse(MeterProperty.Valve, "bad-state", $"{name} is open, closed or fault.");
        return null;
    }

    private void Refuse(string property, string code, string reason) => (_refused ??= []).Add(new ItemRefusal(property, new Rejection(code, reason)));
}
