namespace Gis.Server.Layers;

/// <summary>A request for a layer as it stands, for the rules.</summary>
/// <param name="State">asked, granted, refused, revoked, withdrawn or ended.</param>
internal sealed record AccessRequestStanding(long Id, long Account, string Layer, string AreaCode, int Days, string State, long? Grant);
