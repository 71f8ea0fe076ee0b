namespace Gis.Server.OneMap.Themes;

/// <summary>How a theme shall be carried.</summary>
/// <param name="Layer">Id of a layer; it need not be there yet.</param>
/// <param name="Fields">Role → name of the property.</param>
internal sealed record ThemeWish(string? Layer, IReadOnlyDictionary<string, string?>? Fields);
