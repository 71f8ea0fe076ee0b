using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Gis.Ingest.Readings;

/// <summary>The names of JSON properties as strings, kept for those that come again and again: a field says a few hundred codes a million times.</summary>
internal static class PropertyNames
{
    private const int Places = 4_096;
    private const int LongestKept = 16;
    private static readonly string?[] Known = new string?[Places];

    public static string Of(JsonProperty property)
    {
        var utf8 = JsonMarshal.GetRawUtf8PropertyName(property);
        if (utf8.Length is 0 or > LongestKept || !Ascii.IsValid(utf8) || utf8.Contains((byte)'\\'))
        {
            return property.Name;
        }

        // One place a hash: a name that shares it with another takes its turn.
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var place = ref Known[(uint)hash.ToHashCode() % Places];
        return place is { } known && Ascii.Equals(utf8, known) ? known : place = Encoding.ASCII.GetString(utf8);
    }
}
