using Gis.Tiles.Problems;
using Npgsql;

namespace Gis.Tiles.Features;

/// <summary>What the store can't compute of a query, told as the fault of the parameter that asked for it.</summary>
internal static class StoreRefusal
{
    private const string DataException = "22";
    private const string InternalError = "XX000";

    /// <summary>How the store's geometry library begins or names what it can't relate.</summary>
    private static readonly string[] GeometryWords = ["geometry", "topology", "GEOS", "lwgeom", "transform"];

    /// <summary>Null where the store failed for a reason of its own.</summary>
    public static Refusal? Of(PostgresException failure, ItemQuery? query) => failure switch
    {
        { SqlState: InternalError } when failure.MessageText.StartsWith("transform", StringComparison.Ordinal) => Refusal.BadParameter("crs", "accepted-crs-reach"),
        _ when query?.Filters.Count > 0 && OfFilter(failure) is { } refusal => refusal,
        { SqlState: var state } when state.StartsWith(DataException, StringComparison.Ordinal) && query?.After is not null => Refusal.BadParameter("after", "accepted-after"),
        _ => null,
    };

    /// <summary>As <see cref="Of"/>, where a filter is all that can be at fault.</summary>
    public static Refusal? OfFilter(PostgresException failure) =>
        failure.SqlState.StartsWith(DataException, StringComparison.Ordinal)
        || (failure.SqlState == InternalError && GeometryWords.Any(word => failure.MessageText.Contains(word, StringComparison.OrdinalIgnoreCase)))
            ? Refusal.BadParameter("filter", "accepted-filter-store")
            : null;
}
