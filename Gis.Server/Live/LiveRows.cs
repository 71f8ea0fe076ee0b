using System.Text.Json;

namespace Gis.Server.Live;

/// <summary>What all viewers of one scope get of some batches, written once for all of them; values are each viewer's own.</summary>
internal sealed class LiveRows
{
    private readonly (JsonEncodedText Name, byte[] Rows)[] _written;

    private LiveRows(HashSet<long> heard, bool isEmpty, (JsonEncodedText Name, byte[] Rows)[] written) =>
        (Heard, IsEmpty, _written) = (heard, isEmpty, written);

    /// <summary>Things that the scope sees and that spoke.</summary>
    public IReadOnlySet<long> Heard { get; }

    public bool IsEmpty { get; }

    public long Bytes => _written.Sum(part => (long)part.Rows.Length);

    public ReadOnlySpan<(JsonEncodedText Name, byte[] Rows)> Written => _written;

    public static LiveRows Of(LiveView view, JsonSerializerOptions options) => new(
        [.. view.Things.Keys],
        view.IsEmpty,
        [
            Write("things", view.Things.Values.Select(row => new HeardThing(row.Id, row.LastAt?.ToUnixTimeMilliseconds(), row.Severity)), options),
            Write("alarms", view.Alarms.Values, options),
            Write("incidents", view.Incidents.Values, options),
            Write("units", view.Units.Values, options),
            Write("removed", new { alarms = Array.Empty<long>(), incidents = Array.Empty<long>() }, options),
            Write("thingRows", view.Registered.Values, options),
            Write("devices", view.Devices, options),
            Write("layers", view.Layers, options),
            Write("patches", view.Patches.Values.Select(row => new { row.Id, row.Revision, row.Kind, row.Assignee, row.Turn }), options),
        ]);

    private static (JsonEncodedText Name, byte[] Rows) Write<T>(string name, T rows, JsonSerializerOptions options) =>
        (JsonEncodedText.Encode(name), JsonSerializer.SerializeToUtf8Bytes(rows, options));
}
