using System.Text.Json;
using Gis.Server.ReadModel;

namespace Gis.Server.Incidents;

/// <summary>An incident with its timeline and its orders; on the wire the incident's own members stand beside them.</summary>
internal sealed record IncidentCard : IncidentRow
{
    public IncidentCard(IncidentRow row, IReadOnlyList<TimelineItem> timeline, IReadOnlyList<OrderRow> orders)
        : base(row)
    {
        Timeline = timeline;
        Orders = orders;
    }

    public IReadOnlyList<TimelineItem> Timeline { get; }

    public IReadOnlyList<OrderRow> Orders { get; }
}

/// <summary>One fact of the timeline; by is null where the system or a unit acted.</summary>
internal sealed record TimelineItem(long Id, string Kind, DateTimeOffset At, string? By, JsonElement Details);
