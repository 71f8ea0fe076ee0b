namespace Gis.Server.ReadModel;

/// <summary>The closed lists of words on the wire, as <see cref="WordsAttribute"/> takes them. A viewer may ask for each case; a list that grows is left open.</summary>
internal static class Vocabulary
{
    public const string Severity = "red orange yellow blue notice";
    public const string ThingKind = "outfall_water outfall_gas air_station water_station noise_station water_meter camera";
    public const string UseState = "measured estimated partial";
    public const string Statistic = "instant period";
    public const string Origin = "real demo";
    public const string Role = "inspector commander officer administrator guest";
    public const string IncidentState = "open under_control closed";
    public const string OrderKind = "go monitor sample contain evacuate stand_down";
    public const string OrderState = "issued sent acknowledged refused en_route staged on_scene done failed cancelled expired";
    public const string DeviceWay = "tcp mqtt direct";
    public const string DeviceCommandState = "queued sent answered refused done failed no_answer expired";
    public const string UnitState = "available off_duty out_of_service dispatched acknowledged en_route staged on_scene returning";
}
