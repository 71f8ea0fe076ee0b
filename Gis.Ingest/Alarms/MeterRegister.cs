namespace Gis.Ingest.Alarms;

/// <summary>Tells a register that ran over from a total that fell: 99 999.9 m³ is followed by 0.3 m³ when there are five digits.</summary>
internal static class MeterRegister
{
    private const double NearlyFull = 0.9;
    private const double NearlyEmpty = 0.1;
    private const double PlausibleTimesQ3 = 2;

    /// <summary>A register without a reverse one turns back a little when water swings in the pipe.</summary>
    private const double SwingM3 = 0.01;

    /// <summary>More than any pipe passes between two readings; beyond it a figure is nonsense, whatever the meter.</summary>
    public const double MostM3 = 1e9;

    /// <param name="beforeM3">The earlier total.</param>
    /// <param name="nowM3">The total that is smaller.</param>
    /// <param name="capacityM3">What the register can hold.</param>
    /// <param name="q3M3h">The meter's permanent flow; null where it is not known, and then any use is plausible.</param>
    /// <param name="elapsed">Time between the two readings; null where it is not known, and then any use is plausible.</param>
    public static bool HasWrapped(double beforeM3, double nowM3, double capacityM3, double? q3M3h, TimeSpan? elapsed)
    {
        if (beforeM3 <= capacityM3 * NearlyFull || beforeM3 > capacityM3 || nowM3 >= capacityM3 * NearlyEmpty || nowM3 < 0)
        {
            return false;
        }

        var usedM3 = capacityM3 - beforeM3 + nowM3;
        return q3M3h is not { } q3 || elapsed is not { } span || usedM3 <= q3 * span.TotalHours * PlausibleTimesQ3;
    }

    /// <summary>
    /// What went through between two readings; null where the register does not tell: it fell, or rose more than water can, as when the meter was replaced.
    /// </summary>
    public static double? Used(double beforeM3, double nowM3, double? capacityM3, double? q3M3h, TimeSpan elapsed)
    {
        var growth = nowM3 - beforeM3;
        if (growth >= 0)
        {
            return growth > MostM3 || (q3M3h is { } q3 && growth > (q3 * elapsed.TotalHours * PlausibleTimesQ3) + SwingM3) ? null : growth;
        }

        return capacityM3 is { } capacity && HasWrapped(beforeM3, nowM3, capacity, q3M3h, elapsed) ? capacity + growth
            : -growth <= SwingM3 ? growth
            : null;
    }
}
