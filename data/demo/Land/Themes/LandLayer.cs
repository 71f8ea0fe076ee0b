namespace Gis.Demo.Land.Themes;

/// <summary>What the catalogue says of each land layer.</summary>
/// <param name="MinZoom">The smallest zoom at which its features are drawn.</param>
internal sealed record LandLayer(string Id, string TitleZh, string TitleEn, int MinZoom)
{
    public static IReadOnlyList<LandLayer> All { get; } =
    [
        new("parcels", "地类图斑（演示）", "Land-use parcels (demo)", 13),
        new("farmland", "永久基本农田（演示）", "Permanent basic farmland (demo)", 12),
        new("red_line", "生态保护红线（演示）", "Ecological red line (demo)", 9),
        new("growth_border", "城镇开发边界（演示）", "Town growth border (demo)", 9),
        new("planning_zones", "国土空间规划分区（演示）", "Planning zones (demo)", 11),
        new("approvals", "农转用批复（演示）", "Conversion approvals (demo)", 11),
        new("supplies", "供地（演示）", "Land supply (demo)", 11),
        new("land_uses", "用地（演示）", "Land in use (demo)", 11),
        new("supplements", "补充耕地项目（演示）", "Supplementary farmland (demo)", 11),
        new("inspections", "执法检查（演示）", "Inspections (demo)", 11),
        new("facility_filings", "设施农用地备案（演示）", "Facility-farmland filings (demo)", 11),
        new("temporary_uses", "临时用地（演示）", "Temporary land use (demo)", 11),
        new("exploration_rights", "探矿权（演示）", "Exploration rights (demo)", 9),
        new("mining_rights", "采矿权（演示）", "Mining rights (demo)", 10),
        new("forest_stands", "林业小班（演示）", "Forest stands (demo)", 12),
        new("cutting_permits", "林木采伐许可（演示）", "Cutting permits (demo)", 12),
        new("forest_rights", "林权（演示）", "Forest rights (demo)", 11),
        new("marine_areas", "海域使用权（演示）", "Marine areas (demo)", 10),
        new("geology", "地质灾害隐患（演示）", "Geological hazards (demo)", 10),
    ];
}
