namespace Gis.Server.Patches;

/// <summary>Something that is to be appended to what happened to a patch.</summary>
/// <param name="State">From now on; null where it stays.</param>
/// <param name="Details">What else is known of it, kept as JSON beside it.</param>
internal sealed record PatchFact(
    string Kind, string? State = null, string? Verdict = null, long? Assignee = null, DateOnly? Due = null, string? Reason = null, object? Details = null);
