using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Gis.Tiles.Import;

/// <summary>What GDAL made of a file: a GeoPackage that nobody else wrote, read here without GDAL.</summary>
internal sealed class StagedFile(string path)
{
    private const int SampledRows = 200;
    private const int SamplesTold = 3;
    private const int SampleChars = 60;

    /// <summary>Bytes of a geometry that may be read: 16 for each position, and some for rings.</summary>
    private const long MostShapeBytes = 24L * ShapeRules.MostPoints;

    /// <summary>What there is to choose from; empty tables are left out.</summary>
    public IReadOnlyList<SubLayer> Inspect(ImportLimits limits, bool isTable, CancellationToken cancellationToken)
    {
        using var file = Open();
        var found = Query(
            file,
            """
            SELECT c.table_name, c.min_x, c.min_y, c.max_x, c.max_y, g.column_name, s.organization, s.organization_coordsys_id, s.definition, s.srs_name
            FROM gpkg_contents c
            LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
            LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
            ORDER BY c.rowid
            """);
        if (found.Count > limits.MostSubLayers)
        {
            throw new ImportRefusedException(ImportRefusedException.TooLarge, $"The file holds {found.Count} layers; accepted are up to {limits.MostSubLayers}.");
        }

        return [.. found.Select(row => Read(file, row, limits, isTable, cancellationToken)).Where(layer => layer.Rows > 0)];
    }

    /// <param name="stride">Every so manieth row, the first included; 1 for all.</param>
    public IEnumerable<StagedRow> Rows(SubLayer layer, long stride)
    {
        using var file = Open();
        var shape = layer.HasShapes ? Quoted(GdalReader.ShapeColumn) : "NULL";
        var columns = string.Concat(layer.Fields.Select(field => $", {Quoted(field.Name)}"));
        using var command = new SqliteCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT length({shape}), CASE WHEN length({shape}) <= {MostShapeBytes} THEN {shape} END{columns} FROM {Quoted(layer.Name)} WHERE $stride = 1 OR ({Quoted(GdalReader.IdColumn)} - 1) % $stride = 0 ORDER BY {Quoted(GdalReader.IdColumn)}"),
            file);
        command.Parameters.AddWithValue("$stride", stride);
        using var row = command.ExecuteReader();
        var number = 1 - stride;
        while (row.Read())
        {
            number += stride;
            var values = new object?[layer.Fields.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = row.IsDBNull(i + 2) ? null : row.GetValue(i + 2);
            }

            yield return new StagedRow(number, row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1), row.IsDBNull(0) ? 0 : row.GetInt64(0), values);
        }
    }

    private SqliteConnection Open()
    {
        var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        file.Open();
        return file;
    }

    private static SubLayer Read(SqliteConnection file, object?[] told, ImportLimits limits, bool isTable, CancellationToken cancellationToken)
    {
        var name = (string)told[0]!;
        var fields = Fields(file, name, isTable);
        if (fields.Count > limits.MostFields)
        {
            throw new ImportRefusedException(ImportRefusedException.TooLarge, $"The layer holds {fields.Count} fields; accepted are up to {limits.MostFields}.");
        }

        var kinds = new long[8];
        if (told[5] is not null)
        {
            CountKinds(file, name, kinds, cancellationToken);
        }
        else
        {
            kinds[0] = (long)Query(file, $"SELECT count(*) FROM {Quoted(name)}")[0][0]!;
        }

        var (crs, crsName) = told[5] is null ? (null, null) : Crs(told[6] as string, told[7], told[8] as string, told[9] as string);
        var layer = new SubLayer(
            name, kinds.Sum(), kinds[1] + kinds[4], kinds[2] + kinds[5], kinds[3] + kinds[6], kinds[7], kinds[0], crs, crsName, Extent(told), fields, East: null, North: null);
        return layer.HasShapes ? layer : CoordinateColumns.Propose(layer, Sample(file, layer));
    }

    private static void CountKinds(SqliteConnection file, string table, long[] kinds, CancellationToken cancellationToken)
    {
        using var command = new SqliteCommand(
            string.Create(CultureInfo.InvariantCulture, $"SELECT substr({Quoted(GdalReader.ShapeColumn)}, 1, {StagedShape.HeadBytes}) FROM {Quoted(table)}"), file);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var kind = row.IsDBNull(0) ? 0 : StagedShape.KindOf(row.GetFieldValue<byte[]>(0));
            kinds[Math.Min(kind, 7)]++;
        }
    }

    private static List<SourceField> Fields(SqliteConnection file, string table, bool isTable)
    {
        var hasJson = Query(file, "SELECT count(*) FROM sqlite_master WHERE name = 'gpkg_data_columns'")[0][0] is > 0L;
        var json = hasJson
            ? Query(file, "SELECT column_name FROM gpkg_data_columns WHERE table_name = $1 AND mime_type = 'application/json'", table).Select(row => (string)row[0]!).ToHashSet()
            : [];
        var columns = Query(file, "SELECT name, upper(type) FROM pragma_table_info($1)", table)
            .Select(row => (Name: (string)row[0]!, Type: (string)row[1]!))
            .Where(column => column.Name is not (GdalReader.IdColumn or GdalReader.ShapeColumn) && !column.Type.StartsWith("BLOB", StringComparison.Ordinal))
            .ToList();
        var samples = Query(file, $"SELECT {(columns.Count == 0 ? "1" : string.Join(", ", columns.Select(column => Quoted(column.Name))))} FROM {Quoted(table)} LIMIT {SampledRows}");
        return
        [
            .. columns.Select((column, i) =>
            {
                var values = samples.Select(row => row[i]).OfType<object>().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!).Where(text => text.Length > 0).ToList();
                var kind = json.Contains(column.Name) ? "json" : KindOf(column.Type);
                return new SourceField(
                    column.Name, isTable && kind == "text" ? FieldProposals.KindOf(values) : kind, [.. values.Distinct().Take(SamplesTold).Select(text => text.Length > SampleChars ? text[..SampleChars] + "…" : text)]);
            }),
        ];
    }

    private static string KindOf(string type) =>
        type.StartsWith("TEXT", StringComparison.Ordinal) || type.StartsWith("DATE", StringComparison.Ordinal) ? "text"
        : type == "BOOLEAN" ? "boolean"
        : type.Contains("INT", StringComparison.Ordinal) ? "integer"
        : type is "REAL" or "DOUBLE" or "FLOAT" ? "number"
        : "text";

    private static List<object?[]> Sample(SqliteConnection file, SubLayer layer) => layer.Fields.Count == 0
        ? []
        : Query(file, $"SELECT {string.Join(", ", layer.Fields.Select(field => Quoted(field.Name)))} FROM {Quoted(layer.Name)} LIMIT {SampledRows}");

    private static (string? Crs, string? Name) Crs(string? organization, object? number, string? definition, string? name) =>
        organization is null || organization == "NONE" && (definition is null or "undefined") ? (null, null)
        : string.Equals(organization, "EPSG", StringComparison.OrdinalIgnoreCase) && number is > 0L and < 1_000_000L ? (string.Create(CultureInfo.InvariantCulture, $"EPSG:{number}"), name)
        : definition is { Length: > 20 and < 20_000 } && !definition.StartsWith("LOCAL_CS", StringComparison.Ordinal) && !definition.StartsWith("ENGCRS", StringComparison.Ordinal) ? (definition, name)
        : (null, null);

    private static double[]? Extent(object?[] told)
    {
        var edges = told[1..5].Select(edge => edge is double at && double.IsFinite(at) ? at : (double?)null).ToList();
        return edges.TrueForAll(edge => edge is not null) ? [.. edges.Select(edge => edge!.Value)] : null;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<object?[]> Query(SqliteConnection file, string sql, params object[] values)
    {
        using var command = new SqliteCommand(sql, file);
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        using var row = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (row.Read())
        {
            var read = new object?[row.FieldCount];
            for (var i = 0; i < read.Length; i++)
            {
                read[i] = row.IsDBNull(i) ? null : row.GetValue(i);
            }

            rows.Add(read);
        }

        return rows;
    }
}
