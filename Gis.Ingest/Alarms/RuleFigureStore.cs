using Npgsql;

namespace Gis.Ingest.Alarms;

/// <summary>The rules' figures from the store, looked at again once a minute.</summary>
internal sealed class RuleFigureStore(TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private RuleFigures? _figures;
    private long _readAt;

    public async Task<RuleFigures> GetAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_figures is not null && clock.GetElapsedTime(_readAt) < KeptFor)
        {
            return _figures;
        }

        await using var command = new NpgsqlCommand(
            "SELECT DISTINCT ON (code) code, value FROM rule_setting WHERE valid_from <= $1 ORDER BY code, valid_from DESC", connection);
        command.Parameters.Add(Pipeline.Sql.Time(clock.GetUtcNow()));
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            values.Add(reader.GetString(0), reader.GetDouble(1));
        }

        _readAt = clock.GetTimestamp();
        return _figures = new RuleFigures(values);
    }
}
