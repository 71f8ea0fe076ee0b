namespace Gis.Server.Dispatch;

/// <summary>The units that could go, best first, and how many were left out because they are busy or off duty.</summary>
internal sealed record Recommended(DateTimeOffset ComputedAt, IReadOnlyList<Recommendation> Units, int Busy, int OffDuty);
