namespace Gis.Server.ReadModel;

/// <summary>One page of a list; <paramref name="Next"/> is the cursor of the page after it, null on the last.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
