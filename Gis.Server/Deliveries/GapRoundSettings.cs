using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Deliveries;

/// <summary>The nightly round's settings, from table rule_setting.</summary>
/// <param name="Hour">The Beijing hour at which it begins; null where it is off.</param>
/// <param name="Days">How many days back it looks.</param>
/// <param name="PerMinute">How many things it asks in a minute.</param>
/// <param name="Attempts">How often it asks for the same gap.</param>
internal sealed record GapRoundSettings(int? Hour, int Days, double PerMinute, int Attempts)
{
    public static async Task<GapRoundSettings> ReadAsync(NpgsqlDataSource store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT DISTINCT ON (code) code, value FROM rule_setting WHERE code LIKE 'delivery.rerequest_%' AND valid_from <= $1 ORDER BY code, valid_from DESC");
        command.Parameters.Add(NpgsqlDbType.TimestampTz, now);
        var values = (await command.ListAsync(row => (Code: row.GetString(0), Value: row.GetDouble(1)), cancellationToken)).ToDictionary(v => v.Code, v => v.Value);
        var hour = (int)values["delivery.rerequest_hour"];
        return new GapRoundSettings(
            hour is >= 0 and <= 23 ? hour : null,
            (int)Math.Clamp(values["delivery.rerequest_days"], 1, DeliverySpan.NamedDays),
            Math.Clamp(values["delivery.rerequest_per_minute"], 1, 600),
            (int)Math.Max(1, values["delivery.rerequest_attempts"]));
    }
}
