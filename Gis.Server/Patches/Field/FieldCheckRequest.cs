namespace Gis.Server.Patches.Field;

/// <summary>What was found on the ground.</summary>
/// <param name="Use">How the ground is used now.</param>
/// <param name="Party">Who uses it, or that nobody would say.</param>
/// <param name="StartedOn">When building or use began; null where nobody knows or nothing began.</param>
/// <param name="BuiltM2">Built area; 0 where nothing stands.</param>
/// <param name="Fenced">It could not be entered: then the note says what was seen from where.</param>
/// <param name="Photos">SHA-256 of the photographs that prove it, all sent before.</param>
/// <param name="ClientId">Made by the phone: the same one twice is one check.</param>
internal sealed record FieldCheckRequest(
    string? Use, string? Party, DateOnly? StartedOn, double? BuiltM2, bool? Fenced, string? Note, IReadOnlyList<string>? Photos, Guid? ClientId);
