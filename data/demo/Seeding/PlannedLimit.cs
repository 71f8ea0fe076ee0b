namespace Gis.Demo.Seeding;

/// <summary>A limit to be registered, with the permit or standard it comes from.</summary>
internal sealed record PlannedLimit(
    string Property, int PeriodS, string Basis, double? Upper, double? Lower, string Unit, string Source, DateTimeOffset ValidFrom);
