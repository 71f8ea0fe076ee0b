namespace Gis.Server.Patches.Field;

/// <summary>The closed lists of words of the field check on the wire.</summary>
internal static class FieldWords
{
    public const string Role = "far near side other";
    public const string AzimuthSource = "compass manual";
    public const string Media = "image/jpeg image/png";
    public const string Lack = "far near side directions place count";
}
