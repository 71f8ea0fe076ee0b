using System.ComponentModel.DataAnnotations;

namespace Gis.Server.Incidents;

/// <summary>Settings of incidents, section <c>Incidents</c>.</summary>
internal sealed class IncidentOptions
{
    /// <summary>What incident numbers begin with; changing it starts another count and leaves old numbers as they are.</summary>
    [RegularExpression("^[A-Z0-9]{1,8}$")]
    public string CodePrefix { get; set; } = "HB";
}
