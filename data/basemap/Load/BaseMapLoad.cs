using Gis.BaseMap.Output;
using Npgsql;

namespace Gis.BaseMap.Load;

/// <summary>
/// Brings a built base map into the store. Again with the same files nothing changes, and a layer that its owner replaced is left alone.
/// </summary>
internal sealed class BaseMapLoad(NpgsqlDataSource tiles, NpgsqlDataSource command, Action<string> progress)
{
    public const string ImportedBy = "basemap";

    public async Task RunAsync(BaseMapFolder folder, CancellationToken cancellationToken)
    {
        progress($"{await new AreaStore(command).PlaceAsync(folder.Areas(), cancellationToken)} areas placed");
        var graphs = new GraphStore(command);
        await graphs.ReplaceRoadsAsync(folder.RoadNodes(), await File.ReadAllBytesAsync(folder.LayerFile("roads"), cancellationToken), cancellationToken);
        await graphs.ReplaceRiversAsync(await File.ReadAllBytesAsync(folder.LayerFile("rivers"), cancellationToken), cancellationToken);
        progress("road and river graphs replaced");

        // The layers last, and among them the places: whoever finds those finds everything.
        await new LayerLoad(tiles, ImportedBy, progress).RunAsync(folder, cancellationToken);
    }
}
