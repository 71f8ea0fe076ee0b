using System.Globalization;

namespace Gis.Tiles.Import;

/// <summary>One edition of a stored layer, as those who run the system see it.</summary>
internal sealed record LayerEdition(
    int Edition, bool IsShown, bool IsKept, DateTime ImportedAt, string ImportedBy, long Features, int Changes, long Repaired, long Refused, string Source)
{
    public static string Heads => "edition  imported (UTC)     features  changes  repaired  refused  state   by, source";

    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Edition,7}  {ImportedAt:yyyy-MM-dd HH:mm}  {Features,10}  {Changes,7}  {Repaired,8}  {Refused,7}  {(IsShown ? "shown" : IsKept ? "kept" : "dropped"),-7}  {ImportedBy}, {Source}");
}
