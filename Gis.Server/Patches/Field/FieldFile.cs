using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Field;

/// <summary>All that came of a patch from the field.</summary>
/// <param name="Lacking">What its photographs do not show yet.</param>
/// <param name="Check">The last field check; null where none was made.</param>
internal sealed record FieldFile(IReadOnlyList<PhotoRow> Photos, [property: Words(FieldWords.Lack)] IReadOnlyList<string> Lacking, FieldCheck? Check, FieldGround Ground);
