namespace Gis.Server.Things.Import;

/// <summary>The columns of a registration: one row a datastream and limit, the thing's own columns repeated or left empty after its first row.</summary>
internal static class RegistrationColumns
{
    public const string Kind = "kind";
    public const string NameZh = "name_zh";
    public const string NameEn = "name_en";
    public const string Area = "area";
    public const string Lon = "lon";
    public const string Lat = "lat";
    public const string AliasScheme = "alias_scheme";
    public const string Alias = "alias";
    public const string DevEui = "dev_eui";
    public const string Frigate = "frigate";
    public const string Properties = "properties";
    public const string Watches = "watches";
    public const string Property = "property";
    public const string Statistic = "statistic";
    public const string PeriodS = "period_s";
    public const string Unit = "unit";
    public const string IntervalS = "interval_s";
    public const string GateMin = "gate_min";
    public const string GateMax = "gate_max";
    public const string LimitPeriodS = "limit_period_s";
    public const string LimitBasis = "limit_basis";
    public const string LimitUpper = "limit_upper";
    public const string LimitLower = "limit_lower";
    public const string LimitSource = "limit_source";
    public const string LimitValidFrom = "limit_valid_from";
    public const string DeviceUser = "device_user";
    public const string DevicePassword = "device_password";
    public const string UnitKind = "unit_kind";
    public const string CallSign = "call_sign";
    public const string Skills = "skills";
    public const string Phone = "phone";

    public static IReadOnlyList<string> All { get; } =
    [
        Kind, NameZh, NameEn, Area, Lon, Lat, AliasScheme, Alias, DevEui, Frigate, Properties, Watches, Property, Statistic, PeriodS, Unit, IntervalS, GateMin,
        GateMax, LimitPeriodS, LimitBasis, LimitUpper, LimitLower, LimitSource, LimitValidFrom, DeviceUser, DevicePassword, UnitKind, CallSign,
        Skills, Phone,
    ];

    public static IReadOnlyList<string> Required { get; } = [Kind, NameZh, Area, Lon, Lat, Alias];
}
