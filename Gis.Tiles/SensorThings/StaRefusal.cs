using Gis.Tiles.Problems;
using Gis.Tiles.SensorThings.Query;
using Npgsql;

namespace Gis.Tiles.SensorThings;

/// <summary>What the store can't compute of a request, or not in time, told as the fault of the option that asked for it.</summary>
internal static class StaRefusal
{
    private const string DataException = "22";
    private const string InternalError = "XX000";

    public static Refusal? Of(PostgresException failure, StaOptions asked) =>
        !failure.SqlState.StartsWith(DataException, StringComparison.Ordinal) && failure.SqlState != InternalError ? null
        : asked.After is not null && asked.Filter is null ? Refusal.BadParameter("$skiptoken", "accepted-sta-skiptoken")
        : asked.Filter is not null || asked.Expand.Count > 0 ? Refusal.BadParameter("$filter", "accepted-filter-store")
        : null;

    /// <summary>The time was over that is given to a question which only a look at every observation answers.</summary>
    public static Refusal Boundless(StaOptions asked) => Refusal.BadParameter(asked.Filter is null ? "$orderby" : "$filter", "accepted-sta-bounded");
}
