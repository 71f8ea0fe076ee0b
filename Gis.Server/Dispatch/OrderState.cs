namespace Gis.Server.Dispatch;

/// <summary>The states of an order, as units report them and the store keeps them.</summary>
internal static class OrderState
{
    public const string Issued = "issued";
    public const string Sent = "sent";
    public const string Acknowledged = "acknowledged";
    public const string Refused = "refused";
    public const string EnRoute = "en_route";
    public const string Staged = "staged";
    public const string OnScene = "on_scene";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string Expired = "expired";

    private static readonly string[] Course = [Issued, Sent, Acknowledged, EnRoute, Staged, OnScene];

    /// <summary>What a unit may report, by data or by radio.</summary>
    public static IReadOnlyList<string> Reportable { get; } = [Acknowledged, Refused, EnRoute, Staged, OnScene, Done, Failed];

    public static bool IsActive(string state) => Course.Contains(state);

    /// <summary>How far along an order is; an ended one is beyond all.</summary>
    public static int Rank(string state) => Array.IndexOf(Course, state) is >= 0 and var rank ? rank : Course.Length;

    /// <summary>What a unit is while its order stands so.</summary>
    public static string OfUnit(string orderState) => orderState switch
    {
        Issued or Sent => UnitState.Dispatched,
        Acknowledged or EnRoute or Staged or OnScene => orderState,
        _ => UnitState.Available,
    };
}
