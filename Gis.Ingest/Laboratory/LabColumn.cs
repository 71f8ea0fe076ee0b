namespace Gis.Ingest.Laboratory;

/// <summary>The columns of a laboratory's table.</summary>
internal enum LabColumn
{
    Thing,
    Property,
    SampledAt,
    Value,
    Unit,
    SampleNo,
    Laboratory,
    AnalysedAt,
}
