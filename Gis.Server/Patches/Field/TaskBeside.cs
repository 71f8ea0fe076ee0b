using System.Text.Json;

namespace Gis.Server.Patches.Field;

/// <summary>What a field task has beside the row of its patch.</summary>
/// <param name="Since">When it was given to whoever has it; null where nobody has.</param>
internal sealed record TaskBeside(JsonElement Geometry, IReadOnlyList<PatchReason> Reasons, DateTimeOffset? Since, string? AssignedBy, string? ReturnedFor, long? Assignee);
