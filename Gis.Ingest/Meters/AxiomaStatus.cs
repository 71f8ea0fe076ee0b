namespace Gis.Ingest.Meters;

/// <summary>The status byte of Axioma meters: the upper three bits are one of several alarms, the others stand each for itself.</summary>
internal static class AxiomaStatus
{
    private const int LowBattery = 0x04;
    private const int PermanentError = 0x08;
    private const int TemporaryError = 0x10;
    private const int AlarmMask = 0xE0;

    public static IReadOnlyList<string> FlagsOf(byte status)
    {
        var flags = new List<string>();
        if ((status & LowBattery) != 0)
        {
            flags.Add(MeterFlags.LowBattery);
        }

        if ((status & PermanentError) != 0)
        {
            flags.Add("sensor_fault");
        }

        switch (status & AlarmMask)
        {
            case 0x20:
                flags.Add("leak");
                break;
            case 0x60:
                flags.Add(MeterFlags.Reverse);
                break;
            case 0x80:
                flags.Add("low_temperature");
                break;
            case 0xA0:
                flags.Add("high_flow");
                break;
            case 0xC0:
                flags.Add("tamper");
                break;
            case 0 when (status & TemporaryError) != 0:
                flags.Add("empty_pipe");
                break;
        }

        return flags;
    }
}
