using System.Text.Json;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Readings;

/// <summary>
/// Reads <c>things/{thing}/observations</c>: one object or an array of
/// <c>{"time": ISO 8601 or epoch ms, "values": {"w01018": 23.4}, "flags": {"w01018": "N"}, "seq": 17}</c>.
/// </summary>
internal static class ObservationDecoder
{
    public const int MostBytes = 256 << 10;
    private const int MostValues = 10_000;
    private const char UnknownFlag = '?';

    public static void Decode(ReadOnlyMemory<byte> payload, Decoded into) => JsonItems.Decode(payload, MostBytes, into, DecodeOne);

    private static void DecodeOne(JsonElement one, Decoded into)
    {
        var time = one.Moment("time");
        SenderNumber.Take(one, time, into);
        if (!one.TryGet("values", out var values) || values.ValueKind != JsonValueKind.Object)
        {
            into.Rejections.Add(new Rejection("no-values", "An observation is an object with time and values; values is an object of numbers."));
            return;
        }

        if (time is not { } at)
        {
            into.Rejections.Add(new Rejection("bad-time", "time is ISO 8601 with its zone, or milliseconds since 1970."));
            return;
        }

        var hasFlags = one.TryGet("flags", out var flags) && flags.ValueKind == JsonValueKind.Object;
        foreach (var value in values.EnumerateObject())
        {
            if (into.Facts.Count == MostValues)
            {
                into.Rejections.Add(new Rejection("too-many-items", $"A message holds at most {MostValues} values."));
                return;
            }

            AddValue(value, at, hasFlags ? flags : default, into);
        }
    }

    private static void AddValue(JsonProperty value, DateTimeOffset at, JsonElement flags, Decoded into)
    {
        var property = PropertyNames.Of(value);
        if (!PropertyCode.IsValid(property))
        {
            into.Refused.Add(new ItemRefusal(
                property.Length <= 64 ? property : property[..64], new Rejection("bad-code", "A property's code is 1 to 64 letters, digits and ._:-")));
            return;
        }

        var number = value.Value.ValueKind == JsonValueKind.Number ? value.Value.Number() : null;
        if (number is null)
        {
            into.Refused.Add(new ItemRefusal(property, new Rejection("bad-number", "A value is a finite JSON number.")));
        }

        into.Facts.Add(new InstantReading(property, at, number, Flag(property, flags, into)));
    }

    /// <summary>A flag that is none says that something is amiss with the value, if not what: it is kept, and not judged.</summary>
    private static char? Flag(string property, JsonElement flags, Decoded into)
    {
        if (!flags.TryGet(property, out _))
        {
            return null;
        }

        if (flags.Text(property, 1) is [var flag] && char.IsAsciiLetterOrDigit(flag))
        {
            return flag;
        }

        into.Refused.Add(new ItemRefusal(property, new Rejection("bad-quality", "A flag is one letter, such as N or M; the value is kept and not judged.")));
        return UnknownFlag;
    }
}
