namespace Gis.Server.Sheets;

/// <summary>What somebody says of a sheet.</summary>
/// <param name="Edition">As the sheet's imprint names it, such as 2025-06; must be given with converted and updated.</param>
internal sealed record SheetWish(string? State, string? Edition = null, string? Note = null);
