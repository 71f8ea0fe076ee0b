namespace Gis.Server.Deliveries;

/// <summary>A run of missing values, as the store finds it.</summary>
internal sealed record Gap(IReadOnlyList<string> Properties, int PeriodS, int StepS, DateTimeOffset From, DateTimeOffset To, long Missing);
