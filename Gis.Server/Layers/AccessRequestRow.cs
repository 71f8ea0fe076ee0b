using System.ComponentModel.DataAnnotations;

namespace Gis.Server.Layers;

/// <summary>A request for a layer as those see it who asked or who may decide.</summary>
/// <param name="Text">What was said with the answer.</param>
/// <param name="GrantedAreaCode">Where the grant holds, or held.</param>
/// <param name="ValidTo">When it ends, or ended.</param>
/// <param name="IsMine">The caller asked.</param>
/// <param name="MayDecide">The caller may grant, refuse and revoke it.</param>
internal sealed record AccessRequestRow(
    long Id,
    string Layer,
    string TitleZh,
    string TitleEn,
    string Name,
    string DisplayName,
    string AreaCode,
    string Reason,
    int Days,
    DateTimeOffset AskedAt,
    [property: AllowedValues("asked", "granted", "refused", "revoked", "withdrawn", "ended")] string State,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    string? Text,
    string? GrantedAreaCode,
    DateTimeOffset? ValidTo,
    bool IsMine,
    bool MayDecide);
