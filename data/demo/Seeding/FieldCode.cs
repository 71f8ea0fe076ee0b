namespace Gis.Demo.Seeding;

/// <summary>Names in the field, formed as the standards form them.</summary>
internal static class FieldCode
{
    /// <summary>MN of a data logger: 24 hexadecimal characters (HJ 212-2017).</summary>
    public static string Mn(string areaCode, char kind, int serial) => $"{areaCode}F0{kind}{serial:D15}";

    /// <summary>A camera of GB/T 28181: region 8, industry 2, type 132, network 1, serial 6.</summary>
    public static string Camera(string areaCode, int serial) => $"{areaCode}00001320{serial:D6}";

    public static string NbIotMeter(int serial) => $"8699510{serial:D8}";

    public static string Meter(int diameterMm, int serial) => $"DN{diameterMm}-{serial:D6}";

    /// <summary>In the form of a pollutant discharge permit: 18 characters of the enterprise, three of the permit, P.</summary>
    public static string Permit(string areaCode, int serial) => $"91{areaCode}MA0{serial:D7}001P";
}
