using System.Text.Json;
using Gis.Server.ReadModel;

namespace Gis.Server.Live;

/// <summary>The ids that some events touch, gathered by kind.</summary>
internal sealed class LiveTouched
{
    /// <summary>Thing, datastream, time and value: a row that has no more has a good value that nobody flagged.</summary>
    private const int PlainLength = 4;

    public HashSet<long> Things { get; } = [];

    public HashSet<long> Registered { get; } = [];

    /// <summary>Things about whose devices there is news.</summary>
    public HashSet<long> Devices { get; } = [];

    public HashSet<long> Alarms { get; } = [];

    public HashSet<long> Incidents { get; } = [];

    public HashSet<long> Units { get; } = [];

    /// <summary>Change patches that somebody acted on.</summary>
    public HashSet<long> Patches { get; } = [];

    public HashSet<long> Accounts { get; } = [];

    /// <summary>Layers of the catalogue whose content, record or style is another.</summary>
    public HashSet<string> Layers { get; } = new(StringComparer.Ordinal);

    public List<LiveValue> Values { get; } = [];

    /// <summary>When things were last heard, which the store's newest values may not show yet.</summary>
    public Dictionary<long, DateTimeOffset> HeardAt { get; } = [];

    public static LiveTouched By(IReadOnlyList<LiveEvent> events)
    {
        var touched = new LiveTouched();
        foreach (var one in events)
        {
            touched.Add(one);
        }

        return touched;
    }

    private void Add(LiveEvent one)
    {
        switch (one.Kind)
        {
            case "ingest":
                Things.UnionWith(one.Ids);
                AddIngest(one);
                break;
            case "alarm":
                Alarms.UnionWith(one.Ids);
                break;
            case "incident":
                Incidents.UnionWith(one.Ids);
                break;
            case "order":
                AddOne(Incidents, one.Payload, "incident");
                AddOne(Units, one.Payload, "unit");
                break;
            case "unit":
                Units.UnionWith(one.Ids);
                break;
            case "thing":
                Registered.UnionWith(one.Ids);
                break;
            case "device":
                Devices.UnionWith(one.Ids);
                break;
            case "layer" when one.Payload.TryGetProperty("layer", out var layer) && layer.ValueKind == JsonValueKind.String:
                Layers.Add(layer.GetString()!);
                break;
            case "patch":
                Patches.UnionWith(one.Ids);
                break;
            case "grant":
                Accounts.UnionWith(one.Ids);
                break;
        }
    }

    private void AddIngest(LiveEvent one)
    {
        var payload = one.Payload;
        var received = payload.TryGetProperty("received", out var ms) ? DateTimeOffset.FromUnixTimeMilliseconds(ms.GetInt64()) : one.At;
        foreach (var row in one.Observations is { } observations ? observations.EnumerateArray() : default)
        {
            var isPlain = row.GetArrayLength() == PlainLength;
            Values.Add(new LiveValue(
                row[1].GetInt64(), row[0].GetInt64(), (long)row[2].GetDouble(), Number(row[3]), isPlain ? null : Number(row[4]),
                isPlain ? null : row[5].GetString(), isPlain ? 0 : row[6].GetInt32()));
            HeardAt[row[0].GetInt64()] = received;
        }

        foreach (var alarm in Rows(payload, "alarms"))
        {
            Alarms.Add(alarm.GetInt64());
        }

        foreach (var row in Rows(payload, "units"))
        {
            Units.Add(row[0].GetInt64());
        }
    }

    private static JsonElement.ArrayEnumerator Rows(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array ? rows.EnumerateArray() : default;

    private static void AddOne(HashSet<long> ids, JsonElement payload, string name)
    {
        if (payload.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.Number)
        {
            ids.Add(id.GetInt64());
        }
    }

    private static double? Number(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null;
}
