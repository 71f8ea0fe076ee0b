using Gis.Ingest.Laboratory;
using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Replay;

/// <summary>The registered things of a recording and their datastreams, by the names that the recording uses.</summary>
internal sealed class ReplayRegistry
{
    private const string ThingSql =
        """
        SELECT a.code, a.scheme, a.thing_id FROM thing_alias a JOIN thing t ON t.id = a.thing_id
        WHERE a.code = ANY ($1) AND t.retired_at IS NULL
        """;

    private const string StreamSql = "SELECT id, thing_id, property, period_s, unit FROM datastream WHERE thing_id = ANY ($1) AND retired_at IS NULL";

    private const string DatastreamSql =
        """
        SELECT d.id::text, d.thing_id FROM datastream d JOIN thing t ON t.id = d.thing_id
        WHERE d.id::text = ANY ($1) AND d.retired_at IS NULL AND t.retired_at IS NULL
        """;

    private const string UnitSql = "SELECT code, id FROM unit WHERE code = ANY ($1) AND retired_at IS NULL";

    private readonly Dictionary<string, HashSet<long>> _byName = [];
    private readonly Dictionary<string, string> _schemes = [];
    private readonly Dictionary<(string Scheme, string Code), long> _bySender = [];
    private readonly Dictionary<(long Thing, string Property, int PeriodS), (long Id, string Unit)> _streams = [];

    public IReadOnlySet<long> Things => _byName.Values.SelectMany(ids => ids).Concat(Senders).ToHashSet();

    public IReadOnlySet<long> Units => _bySender.Where(sender => sender.Key.Scheme == FieldTopic.UnitScheme).Select(sender => sender.Value).ToHashSet();

    private IEnumerable<long> Senders => _bySender.Where(sender => sender.Key.Scheme != FieldTopic.UnitScheme).Select(sender => sender.Value);

    /// <summary>The thing that a table calls so; null when there is none, or when several bear the name.</summary>
    public long? Thing(string name) => _byName.GetValueOrDefault(name) is { Count: 1 } ids ? ids.Single() : null;

    /// <summary>Under which scheme a registered thing bears this name.</summary>
    public string SchemeOf(string name) => _schemes[name];

    /// <summary>The thing is registered and has no datastream for the value.</summary>
    public bool LacksStream(RecordedValue value) =>
        Thing(value.Thing) is { } thing && !_streams.ContainsKey((thing, value.Property, value.PeriodS));

    /// <summary>The sender of a message is registered under the scheme of its topic.</summary>
    public bool Knows(string scheme, string code) => _bySender.ContainsKey((scheme, code));

    /// <summary>A registered sender has no datastream for what its messages say.</summary>
    public bool LacksStream((string Scheme, string Code) sender, string property, int periodS) =>
        _bySender.TryGetValue(sender, out var thing) && !_streams.ContainsKey((thing, property, periodS))
        && !(periodS == MessageContent.UsualMinutesS && _streams.Keys.Any(key => key.Thing == thing && key.Property == property && key.PeriodS is > 0 and < 3_600));

    /// <summary>Where a value goes and what it is multiplied by to be in the datastream's unit; null when it can't be taken.</summary>
    public (long Datastream, double Factor)? Home(RecordedValue value) =>
        Thing(value.Thing) is { } thing && _streams.TryGetValue((thing, value.Property, value.PeriodS), out var stream)
        && (value.Unit is null ? 1 : LabUnits.Factor(value.Unit, stream.Unit)) is { } factor
            ? (stream.Id, factor)
            : null;

    /// <summary>What a registered thing lacks for a value.</summary>
    public string Lack(RecordedValue value)
    {
        return _streams.TryGetValue((Thing(value.Thing)!.Value, value.Property, value.PeriodS), out var stream)
            ? $"{value.Property}: {value.Unit} can't become {stream.Unit}, the datastream's unit"
            : $"{value.Property}: no datastream {PeriodText(value.PeriodS)}";
    }

    public static string PeriodText(int periodS) => periodS == 0 ? "of moments" : $"with a period of {periodS} s";

    public static async Task<ReplayRegistry> LoadAsync(
        NpgsqlDataSource store, IReadOnlyCollection<string> names, IReadOnlyCollection<(string Scheme, string Code)> senders, CancellationToken cancellationToken)
    {
        var registry = new ReplayRegistry();
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var wanted = senders.ToHashSet();
        var named = names.ToHashSet();
        await ReadAsync(connection, ThingSql, Sql.Texts(named.Concat(wanted.Select(sender => sender.Code)).Distinct()), row =>
        {
            var (code, scheme, id) = (row.GetString(0), row.GetString(1), row.GetInt64(2));
            if (named.Contains(code))
            {
                registry._byName.TryAdd(code, []);
                registry._byName[code].Add(id);
                registry._schemes[code] = scheme;
            }

            if (wanted.Contains((scheme, code)))
            {
                registry._bySender[(scheme, code)] = id;
            }
        }, cancellationToken);
        await ReadAsync(connection, DatastreamSql, Sql.Texts(CodesOf(FieldTopic.DatastreamScheme)), row =>
            registry._bySender[(FieldTopic.DatastreamScheme, row.GetString(0))] = row.GetInt64(1), cancellationToken);
        await ReadAsync(connection, UnitSql, Sql.Texts(CodesOf(FieldTopic.UnitScheme)), row =>
            registry._bySender[(FieldTopic.UnitScheme, row.GetString(0))] = row.GetInt64(1), cancellationToken);
        await ReadAsync(connection, StreamSql, Sql.Longs(registry.Things), row =>
            registry._streams[(row.GetInt64(1), row.GetString(2), row.GetInt32(3))] = (row.GetInt64(0), row.GetString(4)), cancellationToken);
        return registry;

        IEnumerable<string> CodesOf(string scheme) => wanted.Where(sender => sender.Scheme == scheme).Select(sender => sender.Code);
    }

    private static async Task ReadAsync(
        NpgsqlConnection connection, string sql, NpgsqlParameter parameter, Action<NpgsqlDataReader> take, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { parameter } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            take(rows);
        }
    }
}
