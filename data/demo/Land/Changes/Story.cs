using Gis.Demo.Land.Ground;

namespace Gis.Demo.Land.Changes;

/// <summary>What really happened at a place between the two pictures.</summary>
/// <param name="Verdict">What a careful officer would find.</param>
/// <param name="IsLawful">False where a person must look at it.</param>
/// <param name="PatchType">TBLX.</param>
/// <param name="Count">How many of it a window gets; of stories of one country, only there.</param>
internal sealed record Story(string Name, string Verdict, bool IsLawful, string PatchType, Look Look, int Count, Country? Only = null)
{
    public static readonly IReadOnlyList<Story> All =
    [
        new("approved_supplied", "L1", true, "20", Look.Works, 16),
        new("approved_not_supplied", "L2", true, "DT", Look.Earth, 8),
        new("facility_filed", "O1", true, "YH", Look.Greenhouses, 10),
        new("temporary_approved", "O2", true, "YH", Look.Hardened, 6),
        new("rural_road", "O3", true, "ND", Look.Road, 5),
        new("planting", "O4", true, "01", Look.Ploughed, 7),
        new("no_change", "O5", true, "01", Look.None, 6),
        new("rebuilt", "O6", true, "20", Look.Works, 8),
        new("orchard_on_field", "U", false, "02", Look.Saplings, 2),
        new("approved_after_start", "V1", false, "20", Look.Works, 2),
        new("unapproved", "V1", false, "20", Look.Works, 6),
        new("more_than_approved", "V2", false, "20", Look.Works, 6),
        new("approval_expired", "V1", false, "20", Look.Works, 3),
        new("facility_expired", "V1", false, "YH", Look.Greenhouses, 3),
        new("temporary_expired", "V1", false, "YH", Look.Hardened, 2),
        new("basic_farmland", "V5", false, "20", Look.Houses, 5),
        new("other_use", "V3", false, "20", Look.Works, 3),
        new("facility_other_use", "V3", false, "20", Look.Houses, 2),
        new("red_line", "U", false, "DT", Look.Earth, 2),
        new("road_too_wide", "V1", false, "ND", Look.Road, 1),
        new("mining_without_right", "V6", false, "CK", Look.Pit, 2, Country.Hills),
    ];
}
