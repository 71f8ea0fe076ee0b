using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Npgsql;

namespace Gis.Testing.Ledger;

/// <summary>Registers the devices of a plan, has them speak, and compares what the ledger names with what was lost.</summary>
public sealed class LedgerField(LedgerSystem system) : IAsyncDisposable
{
    private const string Area = "130102";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, long> _things = [];
    private readonly List<LedgerLoggerPeer> _loggers = [];

    private LedgerPlan Plan => system.Plan;

    public int Requests => _loggers.Sum(logger => logger.Asked);

    public int SentAgainInVain => _loggers.Sum(logger => logger.SentAgainInVain);

    public async Task RegisterAsync()
    {
        foreach (var device in Plan.Json)
        {
            await AddAsync(device.Code, "thing", 0, device.StepS, device.Made[0].At);
        }

        foreach (var logger in Plan.Loggers)
        {
            await AddAsync(logger.Mn, "mn", 3_600, 3_600, logger.Hours[0]);
        }
    }

    public async Task SpeakAsync()
    {
        await Task.WhenAll(Plan.Json.Chunk(20).Select(SendJsonAsync));
        foreach (var logger in Plan.Loggers)
        {
            var peer = new LedgerLoggerPeer(logger);
            _loggers.Add(peer);
            await peer.ConnectAsync(system.Hj212Port);
        }

        await Task.WhenAll(_loggers.Select(peer => peer.SendAsync()));
        var received = Plan.Json.Sum(device => device.Sent.Count) + Plan.Loggers.Sum(logger => logger.Hours.Count - logger.Lost.Count);
        await Eventually.TrueAsync(
            async () => await system.Store.ScalarAsync<long>("SELECT coalesce(sum(received), 0)::bigint FROM delivery_ledger") >= received, "all that was sent is taken", Patience);
    }

    /// <summary>What the ledger names beside what was lost.</summary>
    public async Task<LedgerVerdict> CompareAsync()
    {
        var verdict = new LedgerVerdict();
        foreach (var device in Plan.Json)
        {
            if (device.IsNumbered)
            {
                verdict.Add(
                    device.Code,
                    [.. device.Lost.Select(i => Number(device.Made[i].Run, device.Made[i].Number))],
                    [.. (await HolesAsync(_things[device.Code])).Select(hole => Number(hole.Run, hole.Number))]);
            }
            else
            {
                AddPaced(verdict, device, await GapsAsync(_things[device.Code], device.Made[0].At, device.Made[^1].At));
            }
        }

        foreach (var logger in Plan.Loggers)
        {
            verdict.Add(
                logger.Mn,
                [.. logger.Lost.Select(hour => Hour(logger.Hours[hour]))],
                [.. (await GapsAsync(_things[logger.Mn], logger.Hours[0], logger.Hours[^1])).SelectMany(gap => Hours(gap.From, gap.To)).Select(Hour)]);
        }

        return verdict;
    }

    /// <summary>Asks for the gaps of all loggers as an inspector would, again and again until they are closed.</summary>
    public async Task RequestAsync(HttpClient inspector)
    {
        ArgumentNullException.ThrowIfNull(inspector);
        _loggers.ForEach(peer => peer.Obey());
        foreach (var logger in Plan.Loggers)
        {
            var thing = _things[logger.Mn];
            await Eventually.TrueAsync(
                async () =>
                {
                    if ((await GapsAsync(thing, logger.Hours[0], logger.Hours[^1])).Count == 0)
                    {
                        return true;
                    }

                    // Refused while it waits for an answer.
                    using var answer = await inspector.PostAsJsonAsync(new Uri($"api/things/{thing}/gap-requests", UriKind.Relative), new { });
                    return false;
                },
                $"the gaps of {logger.Mn} are closed", Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _loggers)
        {
            await peer.DisposeAsync();
        }
    }

    private async Task AddAsync(string code, string scheme, int periodS, int intervalS, DateTimeOffset since)
    {
        var thing = await system.Store.ScalarAsync<long>(
            "INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat) VALUES ('outfall_water', $1, $1, $2, 114.5, 38.0) RETURNING id", code, Area);
        await system.Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ($1, $2, $3)", scheme, code, thing);
        await system.Store.ExecuteAsync(
            """
            INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s, valid_from)
            SELECT $1, code, CASE $2 WHEN 0 THEN 'instant' ELSE 'period' END, $2, unit, $3, $4 FROM observed_property WHERE code = 'w01018'
            """,
            thing, periodS, intervalS, since.UtcDateTime);
        _things[code] = thing;
    }

    private async Task SendJsonAsync(LedgerDevice[] devices)
    {
        foreach (var device in devices)
        {
            await using var line = await FieldLine.ConnectAsync(system.Broker.Port, system.Broker.User(device.Code), $"things/{device.Code}/observations");
            foreach (var index in device.Sent)
            {
                await line.PublishAsync(Message(device, index));
            }

            await Eventually.TrueAsync(() => line.Acknowledged >= device.Sent.Count, $"the broker has all of {device.Code}", Patience);
        }
    }

    private static byte[] Message(LedgerDevice device, int index)
    {
        var (_, number, at) = device.Made[index];
        var seq = device.IsNumbered ? string.Create(CultureInfo.InvariantCulture, $",\"seq\":{number}") : "";
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{{\"time\":{at.ToUnixTimeMilliseconds()},\"values\":{{\"w01018\":{20 + (index % 7)}}}{seq}}}"));
    }

    /// <summary>Each lost moment lies in a gap, and each gap holds as many as it says.</summary>
    private static void AddPaced(LedgerVerdict verdict, LedgerDevice device, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To, long Missing)> gaps)
    {
        var slack = TimeSpan.FromSeconds(device.StepS / 2.0);
        var lost = device.Lost.Select(i => device.Made[i].At).Order().ToList();
        var named = new List<string>();
        foreach (var gap in gaps)
        {
            var inside = lost.Where(at => at >= gap.From - slack && at < gap.To + slack).ToList();
            named.AddRange(inside.Take((int)gap.Missing).Select(Moment));
            named.AddRange(Enumerable.Range(inside.Count, Math.Max(0, (int)gap.Missing - inside.Count)).Select(i => $"{Moment(gap.From)} +{i}"));
        }

        verdict.Add(device.Code, [.. lost.Select(Moment)], [.. named]);
    }

    private async Task<List<(int Run, long Number)>> HolesAsync(long thing)
    {
        await using var command = system.Store.Owner.CreateCommand(
            "SELECT h.run, n FROM delivery_hole h CROSS JOIN LATERAL unnest(h.missing) r CROSS JOIN LATERAL generate_series(lower(r), upper(r) - 1) n WHERE h.thing_id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = thing });
        var holes = new List<(int, long)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            holes.Add((reader.GetInt32(0), reader.GetInt64(1)));
        }

        return holes;
    }

    private async Task<List<(DateTimeOffset From, DateTimeOffset To, long Missing)>> GapsAsync(long thing, DateTimeOffset from, DateTimeOffset to)
    {
        await using var command = system.Store.Owner.CreateCommand("SELECT from_at, to_at, missing FROM delivery_gap(ARRAY[$1::bigint], $2, $3, now()) ORDER BY from_at");
        command.Parameters.Add(new NpgsqlParameter { Value = thing });
        command.Parameters.Add(new NpgsqlParameter { Value = from.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = to.UtcDateTime });
        var gaps = new List<(DateTimeOffset, DateTimeOffset, long)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            gaps.Add((reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2)));
        }

        return gaps;
    }

    private static IEnumerable<DateTimeOffset> Hours(DateTimeOffset from, DateTimeOffset to)
    {
        for (var hour = from; hour < to; hour = hour.AddHours(1))
        {
            yield return hour;
        }
    }

    private static string Number(int run, long number) => string.Create(CultureInfo.InvariantCulture, $"{run}:{number}");

    private static string Hour(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
