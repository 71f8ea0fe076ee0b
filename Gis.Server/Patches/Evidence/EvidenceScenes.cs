namespace Gis.Server.Patches.Evidence;

/// <summary>The pictures before and after the change; null where there is none.</summary>
internal sealed record EvidenceScenes(EvidenceScene? Before, EvidenceScene? After)
{
    public static EvidenceScenes None { get; } = new(null, null);
}
