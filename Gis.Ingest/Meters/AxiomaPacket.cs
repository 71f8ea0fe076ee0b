using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Meters;

/// <summary>
/// The extended packet of Axioma meters (LoRaWAN port 100, its first two fields alone on port 103), least byte first: u32 epoch seconds, u8 status,
/// u32 litres, u32 log time, u32 log litres, up to 15 × u16 litres of the 20 minutes that follow the log time one by one. It may end after any field.
/// </summary>
internal static class AxiomaPacket
{
    public const int DataPort = 100;
    public const int AlarmPort = 103;

    private const int StatusEnd = 5;
    private const int VolumeEnd = 9;
    private const int LogEnd = 17;
    private const int MostDeltas = 15;
    private const int DeltaMinutes = 20;
    private const double LitresPerM3 = 1_000;

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out MeterReport? report, [NotNullWhen(false)] out Rejection? why)
    {
        report = null;
        if (bytes.Length is not (StatusEnd or VolumeEnd or LogEnd) && (bytes.Length is < LogEnd or > LogEnd + (2 * MostDeltas) || bytes.Length % 2 == 0))
        {
            why = new Rejection(
                "bad-meter-report", $"An extended packet has {StatusEnd}, {VolumeEnd} or {LogEnd} bytes, or {LogEnd} and up to {MostDeltas} pairs.");
            return false;
        }

        report = new MeterReport(
            Moment(bytes),
            TotalM3: bytes.Length >= VolumeEnd ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[StatusEnd..]) / LitresPerM3 : null,
            Intervals: bytes.Length > LogEnd ? Deltas(bytes[VolumeEnd..]) : null)
        { Flags = AxiomaStatus.FlagsOf(bytes[StatusEnd - 1]) };
        why = null;
        return true;
    }

    /// <param name="log">Log time, log litres, deltas.</param>
    private static MeterIntervals Deltas(ReadOnlySpan<byte> log)
    {
        var litres = new List<double>(MostDeltas);
        for (var at = LogEnd - VolumeEnd; at < log.Length; at += 2)
        {
            litres.Add(BinaryPrimitives.ReadUInt16LittleEndian(log[at..]));
        }

        return new MeterIntervals(Moment(log), DeltaMinutes, litres);
    }

    private static DateTimeOffset Moment(ReadOnlySpan<byte> bytes) => DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
}
