namespace Gis.Server.Live;

/// <summary>A change patch of which there is news: what it says now must be asked for, so that nobody hears of it what is kept from him.</summary>
/// <param name="Kind">Of what happened last, such as assigned or reminded.</param>
/// <param name="Assignee">Account that it is given to.</param>
/// <param name="Turn">Area whose officers were reminded, where it is their turn and nobody's in particular.</param>
internal sealed record TouchedPatch(long Id, string AreaCode, long Revision, string? Kind, long? Assignee, string? Turn);
