using Gis.Server.Land;
using Gis.Server.ReadModel;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.OneMap.Parcels;

/// <summary>The classes that a place had, by the editions of the layer of land use and the changes made to them.</summary>
internal static class ParcelHistory
{
    private const int MostTimes = 24;

    private static readonly string Sql = EmbeddedSql.Beside(typeof(ParcelHistory));

    public static async Task<IReadOnlyList<ClassesThen>> ReadAsync(NpgsqlConnection connection, LandSource source, Geometry place, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Text, source.Layer);
        command.Parameters.Add(NpgsqlDbType.Bytea, new WKBWriter().Write(place));
        command.Parameters.Add(NpgsqlDbType.Boolean, source.IsWhole);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, source.Roots);
        command.Parameters.Add(NpgsqlDbType.Boolean, source.IsTop);
        command.Parameters.Add(NpgsqlDbType.Text, source.Theme.Fields.GetValueOrDefault("class", ""));
        command.Parameters.Add(NpgsqlDbType.Integer, MostTimes);
        var reader = new WKBReader();
        var rows = await command.ListAsync(
            row => (At: row.Time(0), Edition: row.GetInt32(1), Class: row.TextOrNull(2) ?? "", Geometry: reader.Read(row.GetFieldValue<byte[]>(3))), cancellationToken);
        var placeM2 = EllipsoidArea.SquareMetres(place);
        var times = rows
            .GroupBy(row => (row.At, row.Edition))
            .Select(time => new ClassesThen(time.Key.At, time.Key.Edition, SharesOf(time.Select(row => (row.Class, row.Geometry)), place, placeM2)))
            .Where(time => time.Classes.Count > 0)
            .ToList();

        // A new edition that shows the same there is no news of the place.
        return [.. times.Where((time, i) => i == 0 || !Same(time, times[i - 1]))];
    }

    private static List<ClassShare> SharesOf(IEnumerable<(string Class, Geometry Geometry)> features, Geometry place, double placeM2) =>
    [
        .. features
            .Select(feature => (feature.Class, M2: placeM2 > 0 ? EllipsoidArea.SquareMetres(LandOverlay.Both(Valid(feature.Geometry), place)) : 0))
            .GroupBy(feature => feature.Class, feature => feature.M2, StringComparer.Ordinal)
            .Select(group => (Class: group.Key, M2: group.Sum()))
            .Where(share => placeM2 == 0 || share.M2 >= Slivers.SmallestM2)
            .OrderByDescending(share => share.M2).ThenBy(share => share.Class, StringComparer.Ordinal)
            .Select(share => ShareOf(share.Class, share.M2, placeM2)),
    ];

    private static ClassShare ShareOf(string code, double m2, double placeM2)
    {
        var known = LandClasses.Standard.Find(LandClasses.Status, code);
        return new ClassShare(code, known?.NameZh, known?.NameEn, known?.Kind, Math.Round(m2, 2), placeM2 > 0 ? Math.Min(1, m2 / placeM2) : 1);
    }

    private static bool Same(ClassesThen one, ClassesThen other) =>
        one.Classes.Count == other.Classes.Count
        && one.Classes.Zip(other.Classes).All(pair => pair.First.Code == pair.Second.Code && Math.Abs(pair.First.AreaM2 - pair.Second.AreaM2) < Slivers.SmallestM2);

    private static Geometry Valid(Geometry geometry) => geometry.IsValid ? geometry : GeometryFixer.Fix(geometry);
}
