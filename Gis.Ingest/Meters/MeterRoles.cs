namespace Gis.Ingest.Meters;

/// <summary>Roles as they are registered.</summary>
internal static class MeterRoles
{
    public static MeterRole Of(string? word) => word switch
    {
        "district" => MeterRole.District,
        "intake" => MeterRole.Intake,
        _ => MeterRole.Household,
    };
}
