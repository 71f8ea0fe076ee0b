using System.Text.Json;
using Gis.Ingest.Deliveries;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Readings;

/// <summary>Reads <c>seq</c>, the sender's own number of what it says: a receipt bears it, and numbers of a thing that are passed over are gaps.</summary>
internal static class SenderNumber
{
    /// <summary>Of a thing. What is refused was delivered all the same: its number is no gap.</summary>
    /// <param name="one">The object.</param>
    /// <param name="time">Its time, where it states one.</param>
    /// <param name="into">Where the number goes; of several the greatest is receipted.</param>
    public static void Take(JsonElement one, DateTimeOffset? time, Decoded into)
    {
        if (TakeForReceipt(one, into) is { } number)
        {
            into.Numbers.Add(new NumberSeen(number, time ?? DateTimeOffset.UnixEpoch));
        }
        else if (time is { } at && one.TryGet("seq", out _))
        {
            // No receipt can say it: the card of the device does, once a day.
            var day = new DateTimeOffset(at.ToOffset(BeijingTime.Offset).Date, BeijingTime.Offset).ToUniversalTime();
            into.Facts.Add(new DeviceNote("bad_item", day, """{"property": "seq", "value": "no whole number"}"""));
        }
    }

    /// <summary>Of a unit, whose messages leave no gaps. Null where there is no number.</summary>
    public static long? TakeForReceipt(JsonElement one, Decoded into)
    {
        var number = one.Count("seq");
        if (number is not null)
        {
            into.Sequence = Math.Max(number.Value, into.Sequence ?? long.MinValue);
        }
        else if (one.TryGet("seq", out _))
        {
            into.Refused.Add(new ItemRefusal("seq", new Rejection("bad-number", "seq is a whole number; without one there is neither a receipt nor a look for gaps.")));
        }

        return number;
    }
}
