namespace Gis.Server.Layers;

/// <summary>What became of a request.</summary>
/// <param name="Change">granted, refused, revoked or withdrawn.</param>
/// <param name="AreaCode">Where the grant holds; null for anything but a grant.</param>
internal sealed record AccessDecision(string Change, string? Text, string? AreaCode = null, DateTimeOffset? ValidTo = null);
