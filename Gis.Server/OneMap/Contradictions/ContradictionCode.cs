namespace Gis.Server.OneMap.Contradictions;

/// <summary>The rules of the one map, by the stable codes that their findings bear.</summary>
internal static class ContradictionCode
{
    public const string UseWithoutApproval = "use_without_approval";
    public const string UseBeforeApproval = "use_before_approval";
    public const string UseWithoutSupply = "use_without_supply";
    public const string UseBeyondSupply = "use_beyond_supply";
    public const string SupplyWithoutApproval = "supply_without_approval";
    public const string SupplyOutsideApproval = "supply_outside_approval";
    public const string SupplyIdle = "supply_idle";
    public const string SuppliesOverlap = "supplies_overlap";
    public const string ApprovalUnused = "approval_unused";
    public const string SupplementMissing = "supplement_missing";
    public const string SupplementShort = "supplement_short";
    public const string FilingExpired = "filing_expired_in_use";
    public const string BuiltOnFarmland = "built_on_basic_farmland";
    public const string MiningOutsideRight = "mining_outside_right";
    public const string MiningAfterExpiry = "mining_after_expiry";

    public const string Words =
        "use_without_approval use_before_approval use_without_supply use_beyond_supply supply_without_approval supply_outside_approval supply_idle supplies_overlap "
        + "approval_unused supplement_missing supplement_short filing_expired_in_use built_on_basic_farmland mining_outside_right mining_after_expiry";

    public static IReadOnlyList<string> All { get; } = Words.Split(' ');
}
