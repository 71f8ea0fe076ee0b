using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Things.Import;

/// <summary>Reads from the store what a registration is checked against.</summary>
internal sealed class RegistrationContextReader(NpgsqlDataSource store)
{
    /// <summary>Without roots (at the machine's own prompt) every area may be used.</summary>
    public async Task<RegistrationContext> ReadAsync(
        IReadOnlyList<RegistrationRow> rows, string[]? roots, CancellationToken cancellationToken)
    {
        var names = rows
            .SelectMany(row => (string[])
            [
                row[RegistrationColumns.Alias], row[RegistrationColumns.DevEui], row[RegistrationColumns.Frigate], row[RegistrationColumns.DeviceUser],
                .. Watched(row),
            ])
            .Where(name => name.Length > 0).Distinct().ToArray();
        var registered = await ReadRegisteredAsync(names, roots, cancellationToken);
        return new RegistrationContext(
            await ReadUnitsAsync(cancellationToken),
            await ReadAreasAsync(roots, cancellationToken),
            await Extent.ReadAsync(store, cancellationToken),
            await ReadUsersAsync(names, cancellationToken))
        {
            Registered = registered.Where(one => one.Inside).ToDictionary(one => (one.Scheme, one.Code), one => one.Kind),
            Owners = registered.Where(one => one.Thing is not null).ToDictionary(one => (one.Scheme, one.Code), one => one.Thing!.Value),
            Foreign = registered.Where(one => !one.Inside).Select(one => one.Code).ToHashSet(),
        };
    }

    private static string[] Watched(RegistrationRow row) =>
        row[RegistrationColumns.Watches].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private async Task<IReadOnlyList<(string Scheme, string Code, string Kind, bool Inside, long? Thing)>> ReadRegisteredAsync(
        string[] names, string[]? roots, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT a.scheme, a.code, t.kind, $2::text[] IS NULL OR area_within(t.area_code, $2), t.id
            FROM thing_alias a JOIN thing t ON t.id = a.thing_id WHERE a.code = ANY ($1)
            UNION ALL
            SELECT 'unit', u.code, 'unit', $2::text[] IS NULL OR area_within(u.area_code, $2), NULL FROM unit u WHERE u.code = ANY ($1)
            """);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, names);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return await command.ListAsync(
            row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.IsDBNull(4) ? (long?)null : row.GetInt64(4)),
            cancellationToken);
    }

    private async Task<Dictionary<string, string>> ReadUnitsAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT code, unit FROM observed_property");
        return (await command.ListAsync(row => (Code: row.GetString(0), Unit: row.GetString(1)), cancellationToken))
            .ToDictionary(row => row.Code, row => row.Unit);
    }

    private async Task<HashSet<string>> ReadAreasAsync(string[]? roots, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT code FROM area WHERE valid_to IS NULL AND ($1::text[] IS NULL OR area_within(code, $1))");
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return [.. await command.ListAsync(row => row.GetString(0), cancellationToken)];
    }

    private async Task<HashSet<string>> ReadUsersAsync(string[] names, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT user_name FROM device_credential WHERE user_name = ANY ($1) AND revoked_at IS NULL");
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, names);
        return [.. await command.ListAsync(row => row.GetString(0), cancellationToken)];
    }
}
