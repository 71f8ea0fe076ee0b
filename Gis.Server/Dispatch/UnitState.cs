namespace Gis.Server.Dispatch;

/// <summary>The states of a unit that rules tell apart.</summary>
internal static class UnitState
{
    public const string Available = "available";
    public const string OffDuty = "off_duty";
    public const string OutOfService = "out_of_service";
    public const string Dispatched = "dispatched";
    public const string Returning = "returning";

    /// <summary>A unit without an order may take one, at its base or on its way back.</summary>
    public static bool MayTakeOrders(string state) => state is not (OffDuty or OutOfService);
}
