using Gis.Server.Land;
using Gis.Server.ReadModel;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.OneMap.Parcels;

/// <summary>Reads the change patches of a place, of areas that the caller may read, with what was done about them.</summary>
internal static class LifePatches
{
    private const int Most = 50;

    private static readonly string Sql = EmbeddedSql.Beside(typeof(LifePatches));

    public static async Task<IReadOnlyList<LifePatch>> ReadAsync(NpgsqlConnection connection, Geometry place, string[] roots, DateOnly day, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Bytea, new WKBWriter().Write(place));
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Date, day);
        command.Parameters.Add(NpgsqlDbType.Integer, Most);
        var reader = new WKBReader();
        var rows = await command.ListAsync(
            row => (
                Patch: new LifePatch(
                    row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), DayOrNull(row, 5), DayOrNull(row, 6), row.TextOrNull(7), LandArea.Of(0), LandArea.Of(0), 0, []),
                Outline: row.GetFieldValue<byte[]>(8),
                Happening: new LifeHappening(row.GetString(9), row.GetFieldValue<DateOnly>(11), row.Time(10), row.TextOrNull(12), row.TextOrNull(13), row.TextOrNull(14), row.Json(15))),
            cancellationToken);
        var placeM2 = EllipsoidArea.SquareMetres(place);
        return [.. rows.GroupBy(row => row.Patch.Id).Select(Of).OfType<LifePatch>()];

        LifePatch? Of(IGrouping<long, (LifePatch Patch, byte[] Outline, LifeHappening Happening)> group)
        {
            var (patch, wkb, _) = group.First();
            var outline = Valid(reader.Read(wkb));
            var overlap = LandOverlay.Both(outline, place);

            // What only meets the border of the place is how lines are drawn.
            if (placeM2 > 0 && Slivers.SignificantM2(overlap) == 0)
            {
                return null;
            }

            var overlapM2 = EllipsoidArea.SquareMetres(overlap);
            return patch with
            {
                Area = LandArea.Of(EllipsoidArea.SquareMetres(outline)),
                Overlap = LandArea.Of(overlapM2),
                Share = placeM2 > 0 ? Math.Min(1, overlapM2 / placeM2) : 0,
                Happenings = [.. group.Select(row => row.Happening)],
            };
        }
    }

    private static DateOnly? DayOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static Geometry Valid(Geometry geometry) => geometry.IsValid ? geometry : GeometryFixer.Fix(geometry);
}
