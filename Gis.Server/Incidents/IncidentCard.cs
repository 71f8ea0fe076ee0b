using System.Text.Json;
using Gis.Server.ReadModel;

namespace Gis.Server.Incidents;

/// <summary>An incident with its timeline and its orders; on the wire the incident's own members stand beside them.</summary>
internal sealed record IncidentCard(
    long Id, string Code, string Title, string TypeCode, string AreaCode, double Lon, double Lat, string? Address, int? Grade, string State,
    DateTimeOffset HappenedAt, DateTimeOffset ReportedAt, string Source, long? AlarmId, string Origin, DateTimeOffset UpdatedAt, int ActiveOrders,
    DateTimeOffset? ReportDueAt, IReadOnlyList<TimelineItem> Timeline, IReadOnlyList<OrderRow> Orders)
{
    public static IncidentCard Of(IncidentRow row, IReadOnlyList<TimelineItem> timeline, IReadOnlyList<OrderRow> orders) => new(
        row.Id, row.Code, row.Title, row.TypeCode, row.AreaCode, row.Lon, row.Lat, row.Address, row.Grade, row.State, row.HappenedAt, row.ReportedAt,
        row.Source, row.AlarmId, row.Origin, row.UpdatedAt, row.ActiveOrders, row.ReportDueAt, timeline, orders);
}

/// <summary>One fact of the timeline; by is null where the system or a unit acted.</summary>
internal sealed record TimelineItem(long Id, string Kind, DateTimeOffset At, string? By, JsonElement Details);
