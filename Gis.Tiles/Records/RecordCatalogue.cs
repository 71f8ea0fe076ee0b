using Gis.Tiles.Access;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Records;

/// <summary>The records that a caller may see: those of the layers that he may see, and no others.</summary>
internal sealed class RecordCatalogue(CatalogReader catalog, LayerContents contents, RecordReader records)
{
    public async Task<IReadOnlyList<CatalogueRecord>> ListAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var written = await records.ReadAsync(cancellationToken);
        var known = await catalog.ReadAsync(cancellationToken);
        var found = new List<CatalogueRecord>();
        foreach (var layer in known.VisibleTo(viewer))
        {
            if (written.TryGetValue(layer.Info.Id, out var record))
            {
                found.Add(CatalogueRecord.Of(layer, await contents.ReadAsync(layer, cancellationToken), record));
            }
        }

        foreach (var image in known.ImagesVisibleTo(viewer))
        {
            if (written.TryGetValue(image.Info.Id, out var record))
            {
                found.Add(CatalogueRecord.Of(image, record));
            }
        }

        return found;
    }

    /// <summary>Null where there is none for this caller.</summary>
    public async Task<CatalogueRecord?> FindAsync(string layer, Viewer viewer, CancellationToken cancellationToken)
    {
        var known = await catalog.ReadAsync(cancellationToken);
        if (!(await records.ReadAsync(cancellationToken)).TryGetValue(layer, out var record))
        {
            return null;
        }

        if (known.FindImage(layer, viewer) is { } image)
        {
            return CatalogueRecord.Of(image, record);
        }

        return known.Find(layer, viewer) is { } visible ? CatalogueRecord.Of(visible, await contents.ReadAsync(visible, cancellationToken), record) : null;
    }
}
