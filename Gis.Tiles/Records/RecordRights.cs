using Gis.Tiles.Access;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Records;

/// <summary>What people may do with the record of a layer that they may see.</summary>
internal static class RecordRights
{
    /// <summary>Who uses a layer is for its owner to know, and for those who administer everything.</summary>
    public static bool MaySeeUse(LayerRecord record, Viewer viewer, AreaTree areas) =>
        viewer.AdministersAll(areas) || (viewer.Name.Length > 0 && record.OwnerAccount == viewer.Name);

    /// <summary>Its owner decides how a layer is drawn and who reads it, and so may those who administer everything.</summary>
    public static bool MayManage(LayerRecord record, Viewer viewer, AreaTree areas) => MaySeeUse(record, viewer, areas);

    public static async ValueTask<bool> MayManageAsync(string layer, Viewer viewer, AreaTree areas, RecordReader records, CancellationToken cancellationToken) =>
        (await records.ReadAsync(cancellationToken)).TryGetValue(layer, out var record) && MayManage(record, viewer, areas);
}
