using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Testing;

namespace Gis.Benchmarks.Dispatch;

/// <summary>Sends units of an incident one after another and takes each order back, so that the unit is free again.</summary>
internal sealed class Commander
{
    private readonly HttpClient _program;
    private readonly long _incident;
    private readonly long[] _units;
    private int _turn;

    private Commander(HttpClient program, long incident, long[] units)
    {
        _program = program;
        _incident = incident;
        _units = units;
    }

    public static async Task<Commander> TakePostAsync(DispatchWorld world)
    {
        var person = await world.PersonAsync("commander", "130000");
        var units = await world.Store.ScalarAsync<long[]>(
            """
            WITH made AS (
                INSERT INTO unit (code, call_sign, name_zh, name_en, kind, area_code, base_lon, base_lat)
                SELECT 'u-' || n, 'U' || n, 'unit ' || n, 'unit ' || n, 'monitoring', '130102', 114.5, 38.0 FROM generate_series(1, 20) n RETURNING id)
            SELECT array_agg(id) FROM made
            """);
        using var made = await person.Program.PostAsJsonAsync(
            "api/incidents", new { title = "Foam on the river", typeCode = "water_pollution", lon = 114.5, lat = 38.0, areaCode = "130102" });
        return new Commander(person.Program, (await ReadAsync(made)).GetProperty("id").GetInt64(), units!);
    }

    /// <summary>Milliseconds from asking for an order to its being stored.</summary>
    public async Task<double> DispatchAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await _program.PostAsJsonAsync(
            $"api/incidents/{_incident}/orders", new { unitId = _units[_turn++ % _units.Length], kind = "monitor", text = "Sample at the bridge" });
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var order = (await ReadAsync(answer)).GetProperty("id").GetInt64();
        using var cancelled = await _program.PostAsJsonAsync($"api/orders/{order}/cancel", new { });
        await ReadAsync(cancelled);
        return took;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
}
