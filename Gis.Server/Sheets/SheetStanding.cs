namespace Gis.Server.Sheets;

/// <summary>A sheet as it stands, for the rules.</summary>
internal sealed record SheetStanding(string Code, string AreaCode, string? State, string? Edition);
