using System.Text.Json;
using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Field;

/// <summary>A patch that the caller is to look at on the ground, with all that is needed there without a link.</summary>
/// <param name="Geometry">GeoJSON, lon lat.</param>
/// <param name="PhotosSince">Photographs that were taken before prove nothing: when it was given to the caller.</param>
/// <param name="ReturnedFor">Why it was sent back, where it was.</param>
internal sealed record FieldTask(PatchRow Patch, JsonElement Geometry, IReadOnlyList<PatchReason> Reasons, DateTimeOffset PhotosSince, string? AssignedBy, string? ReturnedFor, IReadOnlyList<PhotoRow> Photos)
{
    /// <summary>What the place looks like from above: the later picture, then the earlier; those that there are and that the caller may see.</summary>
    public IReadOnlyList<FieldPicture> Pictures { get; init; } = [];
}

/// <summary>The caller's work in the field, in one answer that a phone keeps.</summary>
/// <param name="At">The server's time.</param>
/// <param name="More">There are more than are given here.</param>
/// <param name="Codes">The words of kinds and reasons, in both languages.</param>
internal sealed record FieldTasks(DateTimeOffset At, IReadOnlyList<FieldTask> Items, bool More, FieldGround Ground, PatchCodes Codes);
