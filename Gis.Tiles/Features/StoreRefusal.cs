using Gis.Tiles.Problems;
using Npgsql;

namespace Gis.Tiles.Features;

/// <summary>What the store can't compute of a query, told as the fault of the parameter that asked for it.</summary>
internal static class StoreRefusal
{
    private const string DataException = "22";
    private const string InternalError = "XX000";

    /// <summary>How the store's geometry library begins or names what it can't relate.</summary>
    private static readonly string[] GeometryWords = ["geometry", "topology", "GEOS", "lwgeom"];

    /// <summary>Null where the store failed for a reason of its own.</summary>
    public static Refusal? Of(PostgresException failure, ItemQuery? query) => failure switch
    {
        { SqlState: InternalError } when failure.MessageText.StartsWith("transform", StringComparison.Ordinal) => Refusal.BadParameter("crs", "accepted-crs-reach"),
        { SqlState: InternalError } when query?.Filters.Count > 0 && GeometryWords.Any(word => failure.MessageText.Contains(word, StringComparison.OrdinalIgnoreCase)) => Refusal.BadParameter("filter", "accepted-filter-store"),
        { SqlState: var state } when state.StartsWith(DataException, StringComparison.Ordinal) && query?.Filters.Count > 0 => Refusal.BadParameter("filter", "accepted-filter-store"),
        { SqlState: var state } when state.StartsWith(DataException, StringComparison.Ordinal) && query?.After is not null => Refusal.BadParameter("after", "accepted-after"),
        _ => null,
    };
}
