using Gis.Demo.Standards;
using Gis.Demo.Terrain;
using Gis.Server.Platform.Store;
using Npgsql;

namespace Gis.Demo.Seeding;

/// <summary>Registers the demo province once; later runs only replace what is missing under GIS_HOME.</summary>
internal sealed class SeedCommand(DemoSettings settings)
{
    private static readonly string[] PublishedLayers = ["outfalls", "air_stations", "water_stations", "sheets"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.Folder);
        File.SetUnixFileMode(settings.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var command = settings.OpenStore(StoreRole.Command);
        await PlanSheetsAsync(command, cancellationToken);
        if (await IsSeededAsync(command, cancellationToken))
        {
            await RestoreSecretsAsync(command, cancellationToken);
            return;
        }

        var map = await new BaseMapReader(command).ReadAsync(cancellationToken);
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        var plan = DemoPlanner.Plan(map, LimitTables.Load(), settings.IntervalS, today);
        await RegisterAsync(command, plan, cancellationToken);
        await PublishAsync(cancellationToken);
        await DescribeLayersAsync(cancellationToken);
        Console.WriteLine(
            $"The demo province is registered: {plan.Count("outfall_water", "outfall_gas")} outfalls ({plan.Views.Count} with a camera), "
            + $"{plan.Count("air_station")} air stations, {plan.Count("water_station")} water stations, {plan.Count("water_meter")} water meters, "
            + $"{plan.Units.Count} units.");
    }

    private async Task RegisterAsync(NpgsqlDataSource store, DemoPlan plan, CancellationToken cancellationToken)
    {
        var secrets = FieldSecrets.Make(plan.Things.Select(thing => thing.Code).Concat(plan.Units.Select(unit => unit.Code)));
        var accounts = DemoAccounts.Make();
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var ids = await new PlanWriter(connection).WriteAsync(plan, cancellationToken);
        await secrets.StoreAsync(connection, cancellationToken);
        await accounts.StoreAsync(connection, cancellationToken);
        await PrivateFile.WriteJsonAsync(settings.FieldFile, secrets.Passwords, cancellationToken);
        await PrivateFile.WriteJsonAsync(settings.AccountsFile, accounts.All, cancellationToken);
        await FinishAsync(connection, plan, ids, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The log comes last, so that its lock is held for no longer than COMMIT takes.</summary>
    private static async Task FinishAsync(
        NpgsqlConnection connection, DemoPlan plan, IReadOnlyDictionary<string, long> ids, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE retention_policy SET keep = interval '3 days' WHERE table_name = 'observation'"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT append_audit(NULL, 'demo', 'demo.seed', 'thing', $1, '130000', jsonb_build_object('things', $2, 'units', $3))")
        {
            Parameters = { new() { Value = "demo" }, new() { Value = plan.Things.Count }, new() { Value = plan.Units.Count } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT append_live_event('thing', $1, $2, '{}')")
        {
            Parameters =
            {
                new() { Value = ids.Values.ToArray() }, new() { Value = plan.Things.Select(thing => thing.AreaCode).Distinct().ToArray() },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        await using var tiles = settings.OpenStore(StoreRole.Tiles);
        await using var command = tiles.CreateCommand(
            """
            WITH opened AS (UPDATE layer SET published = true, changed_at = clock_timestamp() WHERE id = ANY ($1) AND NOT published RETURNING id)
            SELECT append_live_event('layer', '{}', '{}', jsonb_build_object('layer', id)) FROM opened
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = PublishedLayers });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Departments of the demo that answer for layers, their duties, and the layers that others may ask for.</summary>
    private async Task DescribeLayersAsync(CancellationToken cancellationToken)
    {
        await using var tiles = settings.OpenStore(StoreRole.Tiles);
        await using var command = tiles.CreateCommand(
            """
            UPDATE layer_record r
            SET owner_zh = v.owner_zh, owner_en = v.owner_en, update_every_days = v.days, findable = v.findable,
                confirmed_at = clock_timestamp() - make_interval(days => v.confirmed_days_ago)
            FROM (VALUES
                ('air_stations', '生态环境厅（演示）', 'Ecology office (demo)', 30, false, 4), ('water_stations', '生态环境厅（演示）', 'Ecology office (demo)', 30, false, 12),
                ('noise_stations', '生态环境厅（演示）', 'Ecology office (demo)', 30, true, 41), ('outfalls', '生态环境厅（演示）', 'Ecology office (demo)', 90, false, 20),
                ('water_meters', '水利厅（演示）', 'Water office (demo)', 180, true, 60), ('cameras', '公安厅（演示）', 'Police office (demo)', NULL, true, NULL),
                ('sheets', '自然资源厅（演示）', 'Land and survey office (demo)', 365, true, 100)) v (layer, owner_zh, owner_en, days, findable, confirmed_days_ago)
            WHERE r.layer = v.layer
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The province's work programme of map sheets, in the plan's own figures. A store that was seeded before there was one gets it too.</summary>
    private static async Task PlanSheetsAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            INSERT INTO sheet_programme (area_code, scale, task, planned, source) VALUES
                ('130000', 250000, 'update', 29, 'Demo work programme'), ('130000', 50000, 'update', 592, 'Demo work programme'),
                ('130000', 10000, 'update', 5100, 'Demo work programme'), ('130000', 10000, 'convert', 7821, 'Demo work programme')
            ON CONFLICT (area_code, scale, task) DO NOTHING
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task RestoreSecretsAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        var secrets = File.Exists(settings.FieldFile) ? null : FieldSecrets.Make(await FieldSecrets.UsersAsync(store, cancellationToken));
        var accounts = File.Exists(settings.AccountsFile) ? null : DemoAccounts.Make();
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (secrets is not null)
        {
            await secrets.StoreAsync(connection, cancellationToken);
            await PrivateFile.WriteJsonAsync(settings.FieldFile, secrets.Passwords, cancellationToken);
        }

        if (accounts is not null)
        {
            await accounts.StoreAsync(connection, cancellationToken);
            await PrivateFile.WriteJsonAsync(settings.AccountsFile, accounts.All, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        Console.WriteLine(secrets is null && accounts is null
            ? "The demo province stands already."
            : "The demo province stands already; its lost passwords were replaced.");
    }

    private static async Task<bool> IsSeededAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT EXISTS (SELECT FROM thing WHERE origin = 'demo')");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
