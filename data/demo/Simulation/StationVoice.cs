using System.Text;
using Gis.Demo.Field;
using Gis.Demo.Physics;

namespace Gis.Demo.Simulation;

/// <summary>Turns what a station measures into packets of HJ 212.</summary>
internal sealed class StationVoice(FieldThing station, ISignal signal)
{
    private const int HourSamples = 12;
    private const int DaySamples = 96;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private string SystemCode => station.Kind switch
    {
        "outfall_water" => "32",
        "outfall_gas" => "31",
        "air_station" => "22",
        _ => "21",
    };

    private bool IsOutfall => station.Kind is "outfall_water" or "outfall_gas";

    public Hj212Packet Realtime(DateTimeOffset at, DateTimeOffset sentAt)
    {
        var items = new StringBuilder();
        foreach (var property in signal.Properties)
        {
            var reading = signal.At(property, at);
            Begin(items).Append(property).Append("-Rtd=").Append(Text(property, reading.Value));
            if (reading.Converted is { } converted)
            {
                items.Append(',').Append(property).Append("-ZsRtd=").Append(Text(property, converted));
            }

            items.Append(',').Append(property).Append("-Flag=").Append(reading.Flag);
        }

        return Hj212Packet.Build(station.Code, SystemCode, Hj212Packet.Realtime, at, items.ToString(), sentAt);
    }

    public Hj212Packet HourMean(DateTimeOffset start, DateTimeOffset sentAt) =>
        Period(Hj212Packet.Hour, start, start, Hour, HourSamples, sentAt);

    /// <summary>The hour that is not over yet, as far as it has gone since a moment of it.</summary>
    public Hj212Packet HourSoFar(DateTimeOffset start, DateTimeOffset since, DateTimeOffset until, DateTimeOffset sentAt) =>
        Period(Hj212Packet.Hour, start, since, until - since, HourSamples, sentAt);

    public Hj212Packet DayMean(DateTimeOffset start, DateTimeOffset sentAt) =>
        Period(Hj212Packet.Day, start, start, Day, DaySamples, sentAt);

    private Hj212Packet Period(
        string command, DateTimeOffset stamp, DateTimeOffset start, TimeSpan length, int samples, DateTimeOffset sentAt)
    {
        var items = new StringBuilder();
        var volumeM3 = 0.0;
        foreach (var property in signal.Properties)
        {
            var figures = PeriodFigures.Of(signal, property, start, length, samples);
            Begin(items);
            if (property is "w00000" or "a00000")
            {
                volumeM3 = figures.Avg * length.TotalSeconds / (property == "w00000" ? 1_000 : 1);
                items.Append(property).Append("-Cou=").Append(volumeM3.ToString("0.#")).Append(',');
            }
            else if (IsOutfall && property is not ("w01001" or "a19001"))
            {
                items.Append(property).Append("-Cou=").Append(LoadKg(property, figures.Avg, volumeM3).ToString("0.###")).Append(',');
            }

            Append(items, property, figures);
        }

        return Hj212Packet.Build(station.Code, SystemCode, command, stamp, items.ToString(), sentAt);
    }

    private static void Append(StringBuilder items, string property, PeriodFigures figures)
    {
        items.Append(property).Append("-Min=").Append(Text(property, figures.Min)).Append(',')
            .Append(property).Append("-Avg=").Append(Text(property, figures.Avg)).Append(',')
            .Append(property).Append("-Max=").Append(Text(property, figures.Max)).Append(',');
        if (figures is { ConvertedMin: { } min, ConvertedAvg: { } avg, ConvertedMax: { } max })
        {
            items.Append(property).Append("-ZsMin=").Append(Text(property, min)).Append(',')
                .Append(property).Append("-ZsAvg=").Append(Text(property, avg)).Append(',')
                .Append(property).Append("-ZsMax=").Append(Text(property, max)).Append(',');
        }

        items.Append(property).Append("-Flag=").Append(figures.Flag);
    }

    /// <summary>mg/L × m³ = g; mg/m³ × m³ = mg.</summary>
    private static double LoadKg(string property, double mean, double volumeM3) => mean * volumeM3 / (property[0] == 'w' ? 1e3 : 1e6);

    private static StringBuilder Begin(StringBuilder items) => items.Length > 0 ? items.Append(';') : items;

    private static string Text(string property, double value) => value.ToString(property switch
    {
        "w21011" or "w21016" => "0.000",
        "w23002" => "0.0000",
        "w01018" or "w00000" or "a00000" or "w01010" or "a01001" or "a21026" or "a21002" or "a34013" or "a34002" or "a34004" or "a05024" => "0.0",
        "a01008" => "0",
        _ => "0.00",
    });
}
