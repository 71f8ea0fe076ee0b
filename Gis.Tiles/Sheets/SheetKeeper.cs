using Gis.Tiles.Layers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Sheets;

/// <summary>
/// Keeps the register of map sheets in step with the province's outline: looks for a new edition of the layer provinces and then computes anew which sheets
/// of 1:250,000, 1:50,000 and 1:10,000 it touches. Several may do so at once; all come to the same.
/// </summary>
internal sealed class SheetKeeper(
    [FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, TimeProvider clock, ILogger<SheetKeeper> logger) : BackgroundService
{
    private const int ComputeSeconds = 300;

    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(10);
    private static readonly string OutlinesSql = EmbeddedText.Read("Sheets.outlines-to-do.sql");
    private static readonly string RegisterSql = EmbeddedText.Read("Sheets.register-sheets.sql");

    /// <summary>The scales of the province's work programme.</summary>
    private static readonly SheetScale[] Scales = [SheetScale.Of(250_000), SheetScale.Of(50_000), SheetScale.Of(10_000)];

    /// <summary>Computes what is to be computed now.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        foreach (var outline in await OutlinesAsync(cancellationToken))
        {
            var count = await RegisterAsync(outline, cancellationToken);
            logger.SheetsRegistered(count, outline.AreaCode, outline.Edition);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LooksEvery, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException)
            {
                logger.SheetsNotRegistered(away.Message);
                await Task.Delay(LooksEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<List<Outline>> OutlinesAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(OutlinesSql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<Outline>();
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(new Outline(
                row.GetString(0), row.GetInt32(1), new LonLatBox(row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5))));
        }

        return found;
    }

    private async Task<long> RegisterAsync(Outline outline, CancellationToken cancellationToken)
    {
        var sheets = Scales.SelectMany(scale => SheetNumber.Within(outline.Box, scale)).ToList();
        var extents = sheets.ConvertAll(sheet => sheet.Extent);
        await using var command = store.CreateCommand(RegisterSql);
        command.CommandTimeout = ComputeSeconds;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = outline.AreaCode });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = outline.Edition });
        command.Parameters.Add(Array(NpgsqlDbType.Text, sheets.ConvertAll(sheet => sheet.ToString())));
        command.Parameters.Add(Array(NpgsqlDbType.Integer, sheets.ConvertAll(sheet => sheet.Scale.Denominator)));
        command.Parameters.Add(Array(NpgsqlDbType.Double, extents.ConvertAll(box => box.West)));
        command.Parameters.Add(Array(NpgsqlDbType.Double, extents.ConvertAll(box => box.South)));
        command.Parameters.Add(Array(NpgsqlDbType.Double, extents.ConvertAll(box => box.East)));
        command.Parameters.Add(Array(NpgsqlDbType.Double, extents.ConvertAll(box => box.North)));
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, List<T> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values };

    private sealed record Outline(string AreaCode, int Edition, LonLatBox Box);
}
