using System.Buffers;

namespace Gis.Ingest.Readings;

/// <summary>The form of an observed property's code.</summary>
internal static class PropertyCode
{
    private static readonly SearchValues<char> Accepted = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static bool IsValid(string code) => code.Length is > 0 and <= 64 && !code.AsSpan().ContainsAnyExcept(Accepted);
}
