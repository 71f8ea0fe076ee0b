using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Field;

/// <summary>A field check as it was taken in.</summary>
/// <param name="Photos">SHA-256 of the photographs that prove it.</param>
/// <param name="NearestM">Of them the one nearest to the patch as it was drawn then; 0 inside.</param>
internal sealed record FieldCheck(
    long Event, long Patch, [property: Words(PatchWords.State)] string State, DateTimeOffset At, string By, string Use, string Party, DateOnly? StartedOn, double BuiltM2, bool Fenced, string? Note,
    IReadOnlyList<string> Photos, double NearestM, Guid ClientId);

/// <summary>What of a check is kept as the details of its fact.</summary>
internal sealed record FieldCheckDetails(
    string Use, string Party, DateOnly? StartedOn, double BuiltM2, bool Fenced, string? Note, IReadOnlyList<string> Photos, double NearestM, Guid ClientId);
