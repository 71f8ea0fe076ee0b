namespace Gis.Server.Things.Import;

/// <summary>What is allowed for a mean of a thing's property, and by which paper; without a start it holds from the import on.</summary>
internal sealed record LimitEntry(
    string Property, int PeriodS, string Basis, double? Upper, double? Lower, string Unit, string Source, DateTimeOffset? ValidFrom);
