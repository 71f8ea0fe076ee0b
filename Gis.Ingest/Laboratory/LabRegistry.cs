using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Laboratory;

/// <summary>What the rows of a table are looked up in: properties by code or name, things by any of their names, and their datastreams of moments.</summary>
internal sealed class LabRegistry
{
    private const string PropertySql = "SELECT code, name_zh, name_en, short FROM observed_property";

    private const string ThingSql =
        """
        SELECT a.code, a.thing_id FROM thing_alias a JOIN thing t ON t.id = a.thing_id
        WHERE a.code = ANY ($1) AND t.retired_at IS NULL AND area_within(t.area_code, $2)
        GROUP BY a.code, a.thing_id
        """;

    private const string StreamSql =
        "SELECT id, thing_id, property, unit FROM datastream WHERE thing_id = ANY ($1) AND period_s = 0 AND retired_at IS NULL";

    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<long>> _things = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Thing, string Property), LabStream> _streams = [];

    /// <summary>The code of a property by its code or by one of its names; null when nobody knows it.</summary>
    public string? Property(string name) => _properties.GetValueOrDefault(name);

    /// <summary>The things that bear this name, of those that the sender may write to.</summary>
    public IReadOnlyList<long> Things(string code) => _things.GetValueOrDefault(code) ?? [];

    public LabStream? Stream(long thing, string property) => _streams.GetValueOrDefault((thing, property));

    public void AddProperty(string code, params string[] names)
    {
        // A code is a code, whatever else may be called like it.
        _properties[code] = code;
        foreach (var name in names)
        {
            _properties.TryAdd(name, code);
        }
    }

    public void AddThing(string code, long thing)
    {
        if (!_things.TryGetValue(code, out var things))
        {
            _things.Add(code, things = []);
        }

        things.Add(thing);
    }

    public void AddStream(LabStream stream) => _streams[(stream.Thing, stream.Property)] = stream;

    /// <summary>Reads what these rows need from the store.</summary>
    public static async Task<LabRegistry> LoadAsync(
        IngestStore store, IEnumerable<LabRow> rows, string[] areas, CancellationToken cancellationToken)
    {
        var registry = new LabRegistry();
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        await using (var properties = new Npgsql.NpgsqlCommand(PropertySql, connection))
        {
            await using var reader = await properties.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                registry.AddProperty(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));
            }
        }

        await using (var things = new Npgsql.NpgsqlCommand(ThingSql, connection))
        {
            things.Parameters.Add(Sql.Texts(rows.Select(row => row[LabColumn.Thing]).Distinct()));
            things.Parameters.Add(Sql.Texts(areas));
            await using var reader = await things.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                registry.AddThing(reader.GetString(0), reader.GetInt64(1));
            }
        }

        await using (var streams = new Npgsql.NpgsqlCommand(StreamSql, connection))
        {
            streams.Parameters.Add(Sql.Longs(registry._things.Values.SelectMany(things => things).Distinct()));
            await using var reader = await streams.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                registry.AddStream(new LabStream(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3)));
            }
        }

        return registry;
    }
}
