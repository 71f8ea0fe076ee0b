using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.SensorThings;

/// <summary>
/// An Observation of OGC SensorThings: <c>result</c>, and <c>phenomenonTime</c>, <c>resultTime</c>, <c>resultQuality</c>, <c>parameters</c> as far as they
/// are there. The datastream decides whether it is a moment's value or a period's.
/// </summary>
internal static class ObservationEntity
{
    private const int MostParameterChars = 4_000;

    /// <summary>The flags of HJ 212, and L for what a laboratory finds below its detection limit.</summary>
    private const string Flags = "NFMSDCTBL";

    public static bool TryRead(
        JsonElement entity, StreamEntry stream, DateTimeOffset receivedAt, [NotNullWhen(true)] out FieldFact? reading, [NotNullWhen(false)] out Rejection? why)
    {
        reading = null;
        if (!entity.TryGet("result", out var result) || result.ValueKind != JsonValueKind.Number || result.Number() is not { } value)
        {
            return Refuse("bad-number", "result is a finite JSON number.", out why);
        }

        if (!TryReadFlag(entity, out var flag))
        {
            return Refuse("bad-quality", $"resultQuality is one of the quality flags {string.Join(' ', Flags.AsEnumerable())}.", out why);
        }

        var resultTime = entity.Moment("resultTime");
        if (resultTime is null && entity.TryGet("resultTime", out _))
        {
            return Refuse("bad-time", "resultTime is ISO 8601 with its zone.", out why);
        }

        if (!TryReadTime(entity, stream, receivedAt, out var at))
        {
            return Refuse(
                "bad-time",
                stream.PeriodS == 0 ? "phenomenonTime is ISO 8601 with its zone, or absent for the moment of arrival."
                    : $"phenomenonTime is start/end, ISO 8601 with their zones, {stream.PeriodS} seconds apart.",
                out why);
        }

        reading = stream.PeriodS == 0
            ? new InstantReading(stream.Property, at, value, flag, ResultTime: resultTime)
            : new PeriodReading(stream.Property, at, stream.PeriodS, Figures(entity, stream, value), flag);
        why = null;
        return true;
    }

    /// <summary>What the sender adds in <c>parameters</c>, kept as a message about the device; null where there is nothing.</summary>
    public static DeviceNote? Remark(JsonElement entity, StreamEntry stream, FieldFact reading)
    {
        if (!entity.TryGet("parameters", out var parameters) || parameters.ValueKind != JsonValueKind.Object
            || parameters.GetRawText() is not { Length: > 2 and <= MostParameterChars })
        {
            return null;
        }

        var at = reading is InstantReading instant ? instant.At : ((PeriodReading)reading).Start;
        return new DeviceNote("observation_parameters", at, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["datastream"] = stream.Id,
            ["property"] = stream.Property,
            ["parameters"] = parameters,
        }));
    }

    /// <summary>The result is the period's mean, of interval volumes its total; min, max and cou may stand beside it in parameters.</summary>
    private static PeriodFigures Figures(JsonElement entity, StreamEntry stream, double value)
    {
        if (stream.Property == MeterProperty.IntervalVolume)
        {
            return new PeriodFigures(Cou: value);
        }

        entity.TryGet("parameters", out var beside);
        return new PeriodFigures(Min: beside.Number("min"), Avg: value, Max: beside.Number("max"), Cou: beside.Number("cou"));
    }

    private static bool TryReadFlag(JsonElement entity, out char? flag)
    {
        flag = entity.Text("resultQuality", 1) is { Length: 1 } text && Flags.Contains(text[0], StringComparison.Ordinal) ? text[0] : null;
        return flag is not null || !entity.TryGet("resultQuality", out _);
    }

    private static bool TryReadTime(JsonElement entity, StreamEntry stream, DateTimeOffset receivedAt, out DateTimeOffset at)
    {
        if (stream.PeriodS == 0)
        {
            var stated = entity.Moment("phenomenonTime");
            at = stated ?? receivedAt;
            return stated is not null || !entity.TryGet("phenomenonTime", out _);
        }

        at = default;
        if (entity.Text("phenomenonTime", 81)?.Split('/') is not [var startText, var endText]
            || JsonFields.FromIso(startText) is not { } start || JsonFields.FromIso(endText) is not { } end)
        {
            return false;
        }

        at = start;
        return (end - start).TotalSeconds == stream.PeriodS;
    }

    private static bool Refuse(string code, string reason, out Rejection why)
    {
        why = new Rejection(code, reason);
        return false;
    }
}
