namespace Gis.Ingest.Rollups;

/// <summary>How well the use of a period is known; a higher one is better.</summary>
internal enum UseState
{
    /// <summary>At least this much: some of the period is not known.</summary>
    Partial,

    /// <summary>The amount of a longer gap between readings is divided evenly.</summary>
    Estimated,
    Measured,
}
