using System.Text.Json;
using Gis.Server.ReadModel;

namespace Gis.Server.Live;

/// <summary>The ids that some events touch, gathered by kind.</summary>
internal sealed class LiveTouched
{
    public HashSet<long> Things { get; } = [];

    public HashSet<long> Registered { get; } = [];

    /// <summary>Things about whose devices there is news.</summary>
    public HashSet<long> Devices { get; } = [];

    public HashSet<long> Alarms { get; } = [];

    public HashSet<long> Incidents { get; } = [];

    public HashSet<long> Units { get; } = [];

    public HashSet<long> Accounts { get; } = [];

    public List<LiveValue> Values { get; } = [];

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
                AddIngest(one.Payload);
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
            case "grant":
                Accounts.UnionWith(one.Ids);
                break;
        }
    }

    private void AddIngest(JsonElement payload)
    {
        foreach (var row in Rows(payload, "obs"))
        {
            Values.Add(new LiveValue(
                row[1].GetInt64(), row[0].GetInt64(), row[2].GetInt64(), Number(row[3]), Number(row[4]), row[5].GetString(), row[6].GetInt32()));
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
