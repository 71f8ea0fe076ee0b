namespace Gis.Server.Patches;

/// <summary>A verdict.</summary>
/// <param name="Checklist">Items of the verdict's checklist, true where they were looked at and found so.</param>
/// <param name="Revision">Of the patch as it was seen.</param>
internal sealed record VerdictRequest(string? Verdict, string? Reason, IReadOnlyDictionary<string, bool>? Checklist, long? Revision);

/// <summary>Moves a patch on; <paramref name="Reason"/> is an opinion, or why it goes back.</summary>
internal sealed record PatchMoveRequest(string? Reason, long? Revision);

/// <summary>Who is to judge it, and by when; without a day the batch's own holds.</summary>
internal sealed record AssignPatchRequest(long? Assignee, DateOnly? Due, long? Revision);
