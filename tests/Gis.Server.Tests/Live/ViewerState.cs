using System.Text.Json;

namespace Gis.Server.Tests.Live;

/// <summary>What a viewer shows, kept by the rules of the protocol: a snapshot, then rows that replace rows.</summary>
internal sealed class ViewerState
{
    private readonly SortedDictionary<long, string> _things = [];
    private readonly SortedDictionary<long, string> _names = [];
    private readonly SortedDictionary<long, string> _alarms = [];
    private readonly SortedDictionary<long, string> _incidents = [];
    private readonly SortedDictionary<long, string> _units = [];

    public long Seq { get; private set; }

    public IEnumerable<long> Alarms => _alarms.Keys;

    public string? Thing(long id) => _things.GetValueOrDefault(id);

    /// <summary>Everything in one text, so that two states are compared whole.</summary>
    public override string ToString() => JsonSerializer.Serialize(new { _things, _names, _alarms, _incidents, _units }, Indented);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IncludeFields = true };

    public void Begin(JsonElement snapshot)
    {
        foreach (var rows in (SortedDictionary<long, string>[])[_things, _names, _alarms, _incidents, _units])
        {
            rows.Clear();
        }

        Seq = snapshot.GetProperty("seq").GetInt64();
        TakeThings(snapshot.GetProperty("things"));
        TakeAlarms(snapshot.GetProperty("alarms"));
        Take(_incidents, snapshot.GetProperty("incidents"));
        Take(_units, snapshot.GetProperty("units"));
    }

    /// <summary>False when the server asks for a new snapshot.</summary>
    public bool Apply(JsonElement item)
    {
        var type = item.GetProperty("type").GetString();
        if (type == "snapshot-needed")
        {
            return false;
        }

        var seq = item.GetProperty("seq").GetInt64();
        if (seq < Seq)
        {
            throw new InvalidOperationException($"The sequence went back from {Seq} to {seq}.");
        }

        Seq = seq;
        if (type == "changes")
        {
            TakeThings(item.GetProperty("thingRows"));
            foreach (var heard in item.GetProperty("things").EnumerateArray())
            {
                _things[heard[0].GetInt64()] = $"{heard[1]} {heard[2]}";
            }

            TakeAlarms(item.GetProperty("alarms"));
            Take(_incidents, item.GetProperty("incidents"));
            Take(_units, item.GetProperty("units"));
        }

        return true;
    }

    private void TakeThings(JsonElement rows)
    {
        foreach (var row in rows.EnumerateArray())
        {
            var lastAt = row.GetProperty("lastAt");
            var lastAtMs = lastAt.ValueKind == JsonValueKind.Null ? "" : $"{lastAt.GetDateTimeOffset().ToUnixTimeMilliseconds()}";
            var id = row.GetProperty("id").GetInt64();
            _things[id] = $"{lastAtMs} {row.GetProperty("severity")}";
            _names[id] = row.GetProperty("nameZh").GetString()!;
        }
    }

    private void TakeAlarms(JsonElement rows)
    {
        foreach (var row in rows.EnumerateArray())
        {
            var id = row.GetProperty("id").GetInt64();
            if (row.GetProperty("clearedAt").ValueKind == JsonValueKind.Null)
            {
                _alarms[id] = row.GetRawText();
            }
            else
            {
                _alarms.Remove(id);
            }
        }
    }

    private static void Take(SortedDictionary<long, string> into, JsonElement rows)
    {
        foreach (var row in rows.EnumerateArray())
        {
            into[row.GetProperty("id").GetInt64()] = row.GetRawText();
        }
    }
}
