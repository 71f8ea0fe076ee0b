using System.Text.Json;
using Gis.BaseMap.Output;
using Gis.Tiles.Import;
using Npgsql;

namespace Gis.BaseMap.Load;

/// <summary>
/// Brings a built base map into the store. Again with the same files nothing changes, and a layer that its owner replaced is left alone.
/// </summary>
internal sealed class BaseMapLoad(NpgsqlDataSource tiles, NpgsqlDataSource command, Action<string> progress)
{
    public const string ImportedBy = "basemap";

    private readonly LayerStore _layers = new(tiles);

    public async Task RunAsync(BaseMapFolder folder, CancellationToken cancellationToken)
    {
        progress($"{await new AreaStore(command).PlaceAsync(folder.Areas(), cancellationToken)} areas placed");
        var graphs = new GraphStore(command);
        await graphs.ReplaceRoadsAsync(folder.RoadNodes(), await File.ReadAllBytesAsync(folder.LayerFile("roads"), cancellationToken), cancellationToken);
        await graphs.ReplaceRiversAsync(await File.ReadAllBytesAsync(folder.LayerFile("rivers"), cancellationToken), cancellationToken);
        progress("road and river graphs replaced");

        // The layers last, and among them the places: whoever finds those finds everything.
        foreach (var info in folder.Catalogue())
        {
            progress(await LoadAsync(info, await File.ReadAllBytesAsync(folder.LayerFile(info.Id), cancellationToken), cancellationToken));
        }
    }

    private async Task<string> LoadAsync(LayerEntry info, byte[] file, CancellationToken cancellationToken)
    {
        var sha256 = EditionWriter.Hash(file);
        var known = await _layers.FindAsync(info.Id, cancellationToken);
        if (known?.ImportedBy is { } owner && owner != ImportedBy)
        {
            return $"{info.Id}: kept edition {known.Edition}, imported by {owner}";
        }

        if (known?.Sha256 == sha256)
        {
            return $"{info.Id}: unchanged, edition {known.Edition}";
        }

        if (known?.Changes > 0)
        {
            return $"{info.Id}: kept edition {known.Edition}, which people changed {known.Changes} times";
        }

        using var document = JsonDocument.Parse(file);
        var rows = RowReader.Read(document.RootElement, info.GeometryKind);
        var edition = rows.Refused.Count == 0
            ? await new EditionWriter(tiles).SwitchAsync(info, rows, ImportedBy, sha256, cancellationToken)
            : throw new InvalidDataException($"{info.Id}: row {rows.Refused[0].Row} of our own file is unfit: {rows.Refused[0].Reason}.");
        return $"{info.Id}: {rows.Rows.Count} features, edition {edition}";
    }
}
