namespace Gis.Server.Land;

/// <summary>Which layer carries a theme of the one map, and under which names its properties are told: role → name.</summary>
internal sealed record LandTheme(string Theme, string Layer, IReadOnlyDictionary<string, string> Fields)
{
    public const string LandUse = "land_use";
    public const string BasicFarmland = "basic_farmland";
    public const string Approval = "approval";
    public const string Supply = "supply";
    public const string Use = "use";
    public const string Supplement = "supplement";
    public const string Inspection = "inspection";
    public const string Facility = "facility";
    public const string Temporary = "temporary";
    public const string MiningRight = "mining_right";
}
