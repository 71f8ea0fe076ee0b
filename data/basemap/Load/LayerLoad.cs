using System.Text.Json;
using Gis.BaseMap.Output;
using Gis.Tiles.Import;
using Npgsql;

namespace Gis.BaseMap.Load;

/// <summary>Brings the layers of a built folder into the store. A layer that its owner replaced, or that people changed, is left alone.</summary>
internal sealed class LayerLoad(NpgsqlDataSource tiles, string importedBy, Action<string> progress)
{
    private readonly LayerStore _layers = new(tiles);

    public async Task RunAsync(BaseMapFolder folder, CancellationToken cancellationToken)
    {
        foreach (var info in folder.Catalogue())
        {
            progress(await LoadAsync(info, await File.ReadAllBytesAsync(folder.LayerFile(info.Id), cancellationToken), cancellationToken));
        }
    }

    private async Task<string> LoadAsync(LayerEntry info, byte[] file, CancellationToken cancellationToken)
    {
        var sha256 = EditionWriter.Hash(file);
        var known = await _layers.FindAsync(info.Id, cancellationToken);
        if (known?.ImportedBy is { } owner && owner != importedBy)
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
            ? await new EditionWriter(tiles).SwitchAsync(info, rows, importedBy, sha256, cancellationToken)
            : throw new InvalidDataException($"{info.Id}: row {rows.Refused[0].Row} of our own file is unfit: {rows.Refused[0].Reason}.");
        return $"{info.Id}: {rows.Rows.Count} features, edition {edition}";
    }
}
