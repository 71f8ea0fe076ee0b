namespace Gis.Ingest.Readings;

/// <summary>The form of an observed property's code.</summary>
internal static class PropertyCode
{
    public static bool IsValid(string code) => code.Length is > 0 and <= 64 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-');
}
