namespace Gis.Demo.Episodes;

/// <summary>What has begun, or why nothing did.</summary>
internal sealed record EpisodeAnswer(string? Outfall, string? NameZh, string? NameEn, string? Property, double? Ratio, int? Minutes, string? Refused);
