namespace Gis.Ingest.Meters;

/// <summary>What a water meter meters, as property <c>meter_role</c> of its thing says; it decides which leak rule is asked.</summary>
internal enum MeterRole
{
    /// <summary>One customer, where some time of the day is without use; where nothing is registered.</summary>
    Household,

    /// <summary>The inflow of a district metered area or of a block, where somebody always uses water.</summary>
    District,

    /// <summary>A well or another source, which may run all night.</summary>
    Intake,
}
