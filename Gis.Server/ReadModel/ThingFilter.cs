namespace Gis.Server.ReadModel;

/// <summary>Which things are wanted; what is null does not restrict.</summary>
/// <param name="Roots">Area nodes of which the thing's area must be inside one.</param>
/// <param name="Area">One more area node, which the reader asked for.</param>
/// <param name="Text">Part of a name or of an alias.</param>
/// <param name="After">Only ids above this: the cursor of the page before.</param>
internal sealed record ThingFilter(
    IReadOnlyList<string>? Roots = null,
    IReadOnlyList<long>? Ids = null,
    IReadOnlyList<string>? Kinds = null,
    string? Area = null,
    string? Text = null,
    long? After = null,
    int? Limit = null);
