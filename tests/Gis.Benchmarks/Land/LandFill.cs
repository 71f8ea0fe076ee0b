using System.Globalization;
using Gis.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Benchmarks.Land;

/// <summary>Writes made patches with all that belongs to them. Facts go in by their turn, those of one patch far from each other, as they come in life.</summary>
internal sealed class LandFill(StoreFixture store, IReadOnlyList<MadePatch> made)
{
    private const int Corners = 40;
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);
    private static readonly string[] Themes = ["land_use", "planning_zone", "basic_farmland", "approval"];

    private readonly WKBWriter _writer = new(ByteOrder.LittleEndian, handleSRID: true);
    private readonly DateOnly _today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));

    public async Task WriteAsync()
    {
        await CopyAsync("patch (batch_id, area_code, number, place, kind, class_before, stated_m2, area_m2, before_on, after_on, origin, outline)", PatchAsync, made);
        var ids = await store.ScalarAsync<long[]>("SELECT array_agg(id ORDER BY id) FROM patch");
        var told = made.Select(patch => (Patch: patch, Id: ids![patch.Number])).ToList();
        await CopyAsync("patch_triage (patch_id, outcome, suggestion, rule, reasons, cultivated_m2, basic_farmland_m2, red_line_m2, sample, triaged_at)", TriageAsync, told);
        await CopyAsync(
            "patch_overlap (patch_id, theme, layer, edition, feature, document, class, state, area_m2, share)", OverlapAsync,
            told.SelectMany(one => Themes.Select(theme => (one.Patch, one.Id, Theme: theme))));
        var turns = made.Max(patch => patch.Course.Steps.Count);
        await CopyAsync(
            "patch_event (patch_id, kind, at, account_id, state, verdict, assignee, due, reason, details)", EventAsync,
            Enumerable.Range(0, turns).SelectMany(turn => told.Where(one => turn < one.Patch.Course.Steps.Count).Select(one => (one.Patch, one.Id, Turn: turn))));
        var cases = told.Where(one => one.Patch.Course.HasMeasure).ToList();
        await CopyAsync("patch_case (patch_id, area_code, number, party, notice, notice_on, grounds, filed_at, account_id)", CaseAsync, cases);
        await CopyAsync("patch_measure (patch_id, number, kind, area_m2, document, ordered_on, due, state, done_on)", MeasureAsync, cases);
    }

    private async Task CopyAsync<T>(string into, Func<NpgsqlBinaryImporter, T, Task> write, IEnumerable<T> rows)
    {
        await using var connection = await store.Owner.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {into} FROM STDIN (FORMAT BINARY)");
        copy.Timeout = TimeSpan.FromMinutes(20);
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await write(copy, row);
        }

        await copy.CompleteAsync();
    }

    private async Task PatchAsync(NpgsqlBinaryImporter copy, MadePatch one)
    {
        await copy.WriteAsync(one.Batch, NpgsqlDbType.Bigint);
        await copy.WriteAsync(one.County, NpgsqlDbType.Text);
        await copy.WriteAsync(one.Number.ToString("D7", CultureInfo.InvariantCulture), NpgsqlDbType.Text);
        await copy.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"第{one.Number % 60}村"), NpgsqlDbType.Text);
        await copy.WriteAsync(one.Kind, NpgsqlDbType.Text);
        await copy.WriteAsync("0103", NpgsqlDbType.Text);
        await copy.WriteAsync(Math.Round(one.AreaM2), NpgsqlDbType.Double);
        await copy.WriteAsync(one.AreaM2, NpgsqlDbType.Double);
        await copy.WriteAsync(one.ReceivedOn.AddDays(-400), NpgsqlDbType.Date);
        await copy.WriteAsync(one.ReceivedOn.AddDays(-20), NpgsqlDbType.Date);
        await copy.WriteAsync("demo", NpgsqlDbType.Text);
        await copy.WriteAsync(_writer.Write(Outline(one)), NpgsqlDbType.Bytea);
    }

    private static async Task TriageAsync(NpgsqlBinaryImporter copy, (MadePatch Patch, long Id) one)
    {
        await copy.WriteAsync(one.Id, NpgsqlDbType.Bigint);
        await copy.WriteAsync(one.Patch.Course.IsExplained ? "explained" : "doubtful", NpgsqlDbType.Text);
        await copy.WriteAsync(one.Patch.Course.IsExplained ? "L2" : "V1", NpgsqlDbType.Text);
        await copy.WriteAsync(one.Patch.Course.IsExplained ? "approved" : "no-document", NpgsqlDbType.Text);
        await copy.WriteAsync("""[{"code": "no-document", "parameters": {}}]""", NpgsqlDbType.Jsonb);
        await copy.WriteAsync(one.Patch.CultivatedM2, NpgsqlDbType.Double);
        await copy.WriteAsync(one.Patch.FarmlandM2, NpgsqlDbType.Double);
        await copy.WriteAsync(0.0, NpgsqlDbType.Double);
        await copy.WriteAsync(one.Patch.Course.IsExplained && one.Patch.Number % 20 == 0, NpgsqlDbType.Boolean);
        await copy.WriteAsync(DateTimeOffset.UtcNow, NpgsqlDbType.TimestampTz);
    }

    private static async Task OverlapAsync(NpgsqlBinaryImporter copy, (MadePatch Patch, long Id, string Theme) one)
    {
        await copy.WriteAsync(one.Id, NpgsqlDbType.Bigint);
        await copy.WriteAsync(one.Theme, NpgsqlDbType.Text);
        await copy.WriteAsync(one.Theme, NpgsqlDbType.Text);
        await copy.WriteAsync(1, NpgsqlDbType.Integer);
        await copy.WriteAsync(one.Id, NpgsqlDbType.Bigint);
        await copy.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{one.Theme} {one.Id}"), NpgsqlDbType.Text);
        await copy.WriteAsync("0103", NpgsqlDbType.Text);
        await copy.WriteAsync("timeless", NpgsqlDbType.Text);
        await copy.WriteAsync(one.Patch.AreaM2 / 2, NpgsqlDbType.Double);
        await copy.WriteAsync(0.5, NpgsqlDbType.Double);
    }

    private async Task EventAsync(NpgsqlBinaryImporter copy, (MadePatch Patch, long Id, int Turn) one)
    {
        var step = one.Patch.Course.Steps[one.Turn];
        var at = new DateTimeOffset(one.Patch.ReceivedOn.ToDateTime(new TimeOnly(2, 0)), TimeSpan.Zero).AddDays((one.Turn * 5) + (one.Patch.Number % 5));
        var now = DateTimeOffset.UtcNow;
        await copy.WriteAsync(one.Id, NpgsqlDbType.Bigint);
        await copy.WriteAsync(step.Kind, NpgsqlDbType.Text);
        await copy.WriteAsync(at < now ? at : now, NpgsqlDbType.TimestampTz);
        await WriteAsync(copy, step.Kind switch { "issued" or "triaged" or "reminded" => (long?)null, "second" => one.Patch.Other, _ => one.Patch.Judge }, NpgsqlDbType.Bigint);
        await WriteAsync(copy, step.State);
        await WriteAsync(copy, step.Kind switch { "judged" => one.Patch.Verdict, "second" => one.Patch.Number % 20 == 0 ? "U" : one.Patch.Verdict, _ => null });
        await WriteAsync(copy, step.Kind == "assigned" ? one.Patch.Judge : (long?)null, NpgsqlDbType.Bigint);
        await WriteAsync(copy, step.Kind == "assigned" ? one.Patch.ReceivedOn.AddDays(60) : (DateOnly?)null, NpgsqlDbType.Date);
        await WriteAsync(copy, step.Kind is "judged" or "sent_back" ? "图斑位于耕地，未见批准文件" : null);
        await copy.WriteAsync(step.Kind == "reminded" ? string.Create(CultureInfo.InvariantCulture, $$"""{"day": "{{_today:yyyy-MM-dd}}"}""") : "{}", NpgsqlDbType.Jsonb);
    }

    private static async Task CaseAsync(NpgsqlBinaryImporter copy, (MadePatch Patch, long Id) one)
    {
        await copy.WriteAsync(one.Id, NpgsqlDbType.Bigint);
        await copy.WriteAsync(one.Patch.County, NpgsqlDbType.Text);
        await copy.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"立案-{one.Id}"), NpgsqlDbType.Text);
        await copy.WriteAsync("某公司", NpgsqlDbType.Text);
        await copy.WriteAsync("告-1", NpgsqlDbType.Text);
        await copy.WriteAsync(one.Patch.ReceivedOn, NpgsqlDbType.Date);
        await copy.WriteAsync("未经批准占用耕地", NpgsqlDbType.Text);
        await copy.WriteAsync(DateTimeOffset.UtcNow, NpgsqlDbType.TimestampTz);
        await copy.WriteAsync(one.Patch.Judge, NpgsqlDbType.Bigint);
    }

    private static async Task MeasureAsync(NpgsqlBinaryImporter copy, (MadePatch Patch, long Id) one)
    {
        await copy.WriteAsync(one.Id, NpgsqlDbType.Bigint);
        await copy.WriteAsync(1, NpgsqlDbType.Integer);
        await copy.WriteAsync("demolish", NpgsqlDbType.Text);
        await copy.WriteAsync(one.Patch.AreaM2, NpgsqlDbType.Double);
        await copy.WriteAsync("拆-1", NpgsqlDbType.Text);
        await copy.WriteAsync(one.Patch.ReceivedOn, NpgsqlDbType.Date);
        await copy.WriteAsync(one.Patch.ReceivedOn.AddDays(90 + (one.Patch.Number % 300)), NpgsqlDbType.Date);
        await copy.WriteAsync(one.Patch.Course.IsMeasureDone ? "done" : "ordered", NpgsqlDbType.Text);
        await WriteAsync(copy, one.Patch.Course.IsMeasureDone ? one.Patch.ReceivedOn.AddDays(80) : (DateOnly?)null, NpgsqlDbType.Date);
    }

    private static Task WriteAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type)
        where T : struct => value is { } known ? copy.WriteAsync(known, type) : copy.WriteNullAsync();

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text) => text is null ? copy.WriteNullAsync() : copy.WriteAsync(text, NpgsqlDbType.Text);

    private static MultiPolygon Outline(MadePatch one)
    {
        var (wide, high) = (Math.Sqrt(one.AreaM2) / 2 / 88_000, Math.Sqrt(one.AreaM2) / 2 / 111_000);
        var ring = Enumerable.Range(0, Corners).Select(corner =>
        {
            var (sin, cos) = Math.SinCos(corner * Math.Tau / Corners);
            var reach = 1 + (0.15 * (((one.Number + corner) % 3) - 1));
            return new Coordinate(one.Lon + (wide * reach * cos), one.Lat + (high * reach * sin));
        }).ToList();
        ring.Add(ring[0].Copy());
        return Factory.CreateMultiPolygon([Factory.CreatePolygon([.. ring])]);
    }
}
