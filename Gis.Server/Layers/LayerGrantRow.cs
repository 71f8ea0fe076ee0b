using System.ComponentModel.DataAnnotations;

namespace Gis.Server.Layers;

/// <summary>A grant that names a layer, as those see it who may end it.</summary>
/// <param name="GrantedBy">Who gave it; null: at the machine's own prompt.</param>
/// <param name="ValidTo">When it ends; null: when somebody ends it.</param>
/// <param name="MayRevoke">It names this layer alone, so that it can be ended here.</param>
internal sealed record LayerGrantRow(
    long Id,
    string Name,
    string DisplayName,
    [property: AllowedValues("inspector", "commander", "officer", "administrator", "guest")] string Role,
    string AreaCode,
    string? GrantedBy,
    DateTimeOffset ValidFrom,
    DateTimeOffset? ValidTo,
    bool MayRevoke);
