namespace Gis.Server.ReadModel;

/// <summary>Which alarms are wanted, newest first; what is null does not restrict.</summary>
/// <param name="Roots">Area nodes of which the alarm's area must be inside one.</param>
/// <param name="Open">True: not cleared; false: cleared.</param>
/// <param name="History">True: only those found in back-filled data; false: only live ones.</param>
/// <param name="From">Raised at or after this; <paramref name="To"/>: before this.</param>
/// <param name="After">Only ids below this: the cursor of the page before.</param>
internal sealed record AlarmFilter(
    IReadOnlyList<string>? Roots = null,
    IReadOnlyList<long>? Ids = null,
    bool? Open = null,
    bool? History = null,
    IReadOnlyList<string>? Kinds = null,
    IReadOnlyList<string>? Severities = null,
    string? Area = null,
    long? ThingId = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    long? After = null,
    int? Limit = null);
