using System.Globalization;
using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Positions;

/// <summary>Reads <c>units/{unit}/position</c>: <c>{"time","lon","lat","speed_mps","heading_deg"}</c>, or an array of them after a gap.</summary>
internal static class PositionDecoder
{
    public const int MostBytes = 256 << 10;
    private const double FastestMps = 150;

    public static void Decode(ReadOnlyMemory<byte> payload, Decoded into) => JsonItems.Decode(payload, MostBytes, into, DecodeOne);

    private static void DecodeOne(JsonElement one, Decoded into)
    {
        SenderNumber.TakeForReceipt(one, into);
        if (one.Moment("time") is not { } at)
        {
            into.Rejections.Add(new Rejection("bad-time", "time is ISO 8601 with its zone, or milliseconds since 1970."));
        }
        else if (one.Number("lon") is not { } lon || one.Number("lat") is not { } lat)
        {
            into.Rejections.Add(new Rejection("bad-position", "lon and lat are numbers of degrees."));
        }
        else if (Math.Abs(lat) > 90 || Math.Abs(lon) > 180)
        {
            var hint = Math.Abs(lat) <= 180 && Math.Abs(lon) <= 90 ? " They look swapped." : "";
            into.Rejections.Add(new Rejection("bad-position", string.Create(
                CultureInfo.InvariantCulture, $"lon {lon} must be within ±180 and lat {lat} within ±90.{hint}")));
        }
        else
        {
            into.Facts.Add(new UnitPosition(
                at, lon, lat, Bounded(one, "speed_mps", FastestMps, into), Bounded(one, "heading_deg", 360, into) is { } h ? h % 360 : null));
        }
    }

    private static double? Bounded(JsonElement one, string name, double most, Decoded into)
    {
        if (!one.TryGet(name, out var value))
        {
            return null;
        }

        if (value.Number() is { } number && number >= 0 && number <= most)
        {
            return number;
        }

        into.Refused.Add(new ItemRefusal(name, new Rejection("bad-number", $"{name} is a number from 0 to {most}.")));
        return null;
    }
}
