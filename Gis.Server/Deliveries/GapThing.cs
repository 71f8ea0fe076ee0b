namespace Gis.Server.Deliveries;

/// <summary>A thing whose gaps are asked for.</summary>
internal sealed record GapThing(long Id, string AreaCode);

/// <summary>Who asks; the account is null for the nightly round.</summary>
internal sealed record GapAsker(long? AccountId, string Name);
