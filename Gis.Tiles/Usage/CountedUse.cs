namespace Gis.Tiles.Usage;

/// <summary>The use of one layer by one account on one day, as it was counted since it was last stored.</summary>
internal sealed record CountedUse(UseKey Key, string AccountName, string DisplayName, Use Sum);
