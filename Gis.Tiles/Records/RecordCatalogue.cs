using Gis.Tiles.Access;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Records;

/// <summary>The records that a caller may see: those of the layers that he may see, and no others.</summary>
internal sealed class RecordCatalogue(CatalogReader catalog, LayerContents contents, RecordReader records)
{
    public async Task<IReadOnlyList<CatalogueRecord>> ListAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var written = await records.ReadAsync(cancellationToken);
        var found = new List<CatalogueRecord>();
        foreach (var layer in (await catalog.ReadAsync(cancellationToken)).VisibleTo(viewer))
        {
            if (written.TryGetValue(layer.Info.Id, out var record))
            {
                found.Add(new CatalogueRecord(layer, await contents.ReadAsync(layer, cancellationToken), record));
            }
        }

        return found;
    }

    /// <summary>Null where there is none for this caller.</summary>
    public async Task<CatalogueRecord?> FindAsync(string layer, Viewer viewer, CancellationToken cancellationToken) =>
        (await catalog.ReadAsync(cancellationToken)).Find(layer, viewer) is { } visible
        && (await records.ReadAsync(cancellationToken)).TryGetValue(layer, out var record)
            ? new CatalogueRecord(visible, await contents.ReadAsync(visible, cancellationToken), record)
            : null;
}
