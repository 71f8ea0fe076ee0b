namespace Gis.Server.Patches.Field;

/// <summary>What the rules of the field check know beside the patch itself.</summary>
/// <param name="Since">When it was given to the assignee.</param>
/// <param name="Photos">All of the patch.</param>
internal sealed record FieldStanding(long? Assignee, DateTimeOffset? Since, IReadOnlyList<PhotoRow> Photos);
