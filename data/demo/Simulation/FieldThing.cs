using Gis.Demo.Terrain;

namespace Gis.Demo.Simulation;

/// <summary>A thing as the field knows it: its code, what it measures, the limits it works under.</summary>
internal sealed record FieldThing(long Id, string Kind, string Code, string NameZh, string NameEn, string AreaCode, LonLat At)
{
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>Limits of the hour mean.</summary>
    public IReadOnlyDictionary<string, (double? Lower, double? Upper)> Limits { get; init; } = new Dictionary<string, (double?, double?)>();

    /// <summary>Litres a second of water, cubic metres a second of gas.</summary>
    public double Flow { get; init; }

    public double StandardO2Percent { get; init; } = 6;

    public long? Reach { get; init; }

    public double ChainageM { get; init; }

    /// <summary>Of a meter: own or nb_iot.</summary>
    public string Form { get; init; } = "";

    public double Q3M3h { get; init; }

    public double? UpperLimit(string property) => Limits.GetValueOrDefault(property).Upper;

    public double? LowerLimit(string property) => Limits.GetValueOrDefault(property).Lower;
}
