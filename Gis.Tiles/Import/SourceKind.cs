namespace Gis.Tiles.Import;

/// <summary>A form in which layers come, the one of GDAL's drivers that may open it, and under which ending GDAL expects it.</summary>
internal sealed record SourceKind(string Name, string Driver, string Extension)
{
    public static readonly SourceKind Shapefile = new("shapefile", "ESRI Shapefile", ".shp");
    public static readonly SourceKind GeoPackage = new("geopackage", "GPKG", ".gpkg");
    public static readonly SourceKind GeoJson = new("geojson", "GeoJSON", ".geojson");
    public static readonly SourceKind FileGeodatabase = new("filegdb", "OpenFileGDB", ".gdb");
    public static readonly SourceKind Dxf = new("dxf", "DXF", ".dxf");
    public static readonly SourceKind Csv = new("csv", "CSV", ".csv");
    public static readonly SourceKind Xlsx = new("xlsx", "XLSX", ".xlsx");
    public static readonly SourceKind Kml = new("kml", "KML", ".kml");
    public static readonly SourceKind Gml = new("gml", "GML", ".gml");
    public static readonly SourceKind FlatGeobuf = new("flatgeobuf", "FlatGeobuf", ".fgb");

    /// <summary>What the sentences of a refusal say of it.</summary>
    public const string Accepted = "a zipped Shapefile (.shp with .dbf and .shx), a GeoPackage, GeoJSON, a zipped FileGDB, DXF, CSV or XLSX with coordinates, KML, GML or FlatGeobuf";

    public bool IsTable => this == Csv || this == Xlsx;
}
