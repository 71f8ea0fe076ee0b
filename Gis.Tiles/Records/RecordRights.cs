using Gis.Tiles.Access;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Records;

/// <summary>What people may do with the record of a layer that they may see.</summary>
internal static class RecordRights
{
    /// <summary>Who uses a layer is for its owner to know, and for those who administer everything.</summary>
    public static bool MaySeeUse(LayerRecord record, Viewer viewer, AreaTree areas) =>
        viewer.AdministersAll(areas) || (viewer.Name.Length > 0 && record.OwnerAccount == viewer.Name);
}
