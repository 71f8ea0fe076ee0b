namespace Gis.Server.Patches;

/// <summary>Something that is to be appended to what happened to a patch.</summary>
/// <param name="State">From now on; null where it stays.</param>
internal sealed record PatchFact(
    string Kind, string? State = null, string? Verdict = null, long? Assignee = null, DateOnly? Due = null, string? Reason = null, IReadOnlyDictionary<string, bool>? Checklist = null);
