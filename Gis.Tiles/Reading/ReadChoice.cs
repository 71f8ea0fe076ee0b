namespace Gis.Tiles.Reading;

/// <summary>Which server is read from now.</summary>
/// <param name="IsStandby">The standby, not the primary.</param>
/// <param name="Age">The standby holds at least what the primary held so long ago; null where nobody knows, and zero for the primary.</param>
/// <param name="IsStale">The standby may lack more than readers are promised: the primary does not answer, and old is better than nothing.</param>
internal readonly record struct ReadChoice(bool IsStandby, TimeSpan? Age, bool IsStale)
{
    public static ReadChoice Primary { get; } = new(IsStandby: false, TimeSpan.Zero, IsStale: false);
}
