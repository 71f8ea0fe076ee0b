using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Server.Incidents;

/// <summary>Stores a new incident under the next number of the day, with its first facts.</summary>
internal sealed class IncidentWriter(NpgsqlDataSource store, IncidentPlace place, IOptions<IncidentOptions> options) : IDisposable
{
    /// <summary>Reports of one process queue here, where waiting costs no connection and is not cut off; the store's lock keeps processes apart.</summary>
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public async Task<Result<NewIncident>> WriteAsync(
        IncidentWish wish, string areaCode, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await WriteNextAsync(wish, areaCode, caller, now, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<Result<NewIncident>> WriteNextAsync(
        IncidentWish wish, string areaCode, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var origin = wish.Alarm?.Origin ?? await place.OriginAtAsync(wish.Lon, wish.Lat, cancellationToken);
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        if (wish.Alarm is { } alarm)
        {
            await transaction.LockAsync(ActLock.Alarm, alarm.Id, cancellationToken);
            if (await FindOfAlarmAsync(transaction, alarm.Id, cancellationToken) is { } known)
            {
                return Exists(known);
            }
        }

        var code = await NextCodeAsync(transaction, now, cancellationToken);
        var id = await transaction.ScalarAsync<long>("""
            INSERT INTO incident (code, title, type_code, area_code, lon, lat, address, happened_at, reported_at, source, alarm_id, origin, created_by)
            VALUES ($1, $2::text, $3, $4, $5, $6, $7::text, $8, $9, $10, $11::bigint, $12, $13) RETURNING id
            """, cancellationToken,
            code, wish.Title, wish.TypeCode, areaCode, wish.Lon, wish.Lat, wish.Address, wish.HappenedAt, now, wish.Source, wish.Alarm?.Id, origin,
            caller.AccountId);
        foreach (var fact in FirstFacts(wish))
        {
            IncidentDesk.Append(transaction, id, fact, caller.AccountId, now);
        }

        transaction.Audit(new AuditEntry(
            caller.AccountId, caller.Name, "incident.create", "incident", id.ToString(CultureInfo.InvariantCulture), areaCode,
            JsonSerializer.Serialize(new { code, wish.Title, wish.TypeCode, wish.Source, alarmId = wish.Alarm?.Id, wish.Grade }, JsonSerializerOptions.Web)));
        var news = new List<LiveEntry> { new("incident", [id], [areaCode]) };
        if (wish.Alarm is { } from)
        {
            transaction.Later(
                "INSERT INTO alarm_action (alarm_id, action, at, account_id, text) VALUES ($1, 'make_incident', $2, $3, $4)",
                from.Id, now, caller.AccountId, code);
            news.Add(new LiveEntry("alarm", [from.Id], [from.AreaCode]));
        }

        await transaction.CommitAsync(cancellationToken, [.. news]);
        return new NewIncident(id, code);
    }

    private static IEnumerable<IncidentFact> FirstFacts(IncidentWish wish)
    {
        yield return new IncidentFact("reported", Details(("source", wish.Source), ("alarmId", wish.Alarm?.Id)));
        if (wish.Grade is { } grade)
        {
            yield return new IncidentFact("graded", Details(("grade", grade), ("ground", wish.Ground)));
        }

        if (!string.IsNullOrWhiteSpace(wish.Note))
        {
            yield return new IncidentFact("noted", Details(("text", wish.Note.Trim())));
        }
    }

    private static Dictionary<string, object?> Details(params (string Name, object? Value)[] values) =>
        values.Where(value => value.Value is not null).ToDictionary(value => value.Name, value => value.Value);

    /// <summary>Counts under a lock of the day, so that two reports never get one number.</summary>
    private async Task<string> NextCodeAsync(CommandTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var day = IncidentNumber.DayOf(now);
        await transaction.LockAsync(ActLock.IncidentNumber, day.DayNumber, cancellationToken);
        var stem = IncidentNumber.Stem(options.Value.CodePrefix, day);
        var newest = await transaction.ScalarAsync<string>(
            "SELECT code FROM incident WHERE starts_with(code, $1) ORDER BY length(code) DESC, code DESC LIMIT 1", cancellationToken, stem);
        return IncidentNumber.Next(stem, newest);
    }

    private static async Task<NewIncident?> FindOfAlarmAsync(CommandTransaction transaction, long alarmId, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("SELECT id, code FROM incident WHERE alarm_id = $1", alarmId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new NewIncident(reader.GetInt64(0), reader.GetString(1)) : null;
    }

    private static Refusal Exists(NewIncident known) =>
        new("incident-exists", $"该报警已立为事件 {known.Code}。", $"The alarm is incident {known.Code} already.")
        {
            Facts = new Dictionary<string, object?> { ["incidentId"] = known.Id, ["incidentCode"] = known.Code },
        };
}
