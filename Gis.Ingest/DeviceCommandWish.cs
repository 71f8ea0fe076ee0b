using System.Text;

namespace Gis.Ingest;

/// <summary>A command that may be sent. <see cref="NewPassword"/> is that of a 1072; it is in no other field and is never printed.</summary>
public sealed record DeviceCommandWish(string Cn, string ParametersJson, string? NewPassword)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"{Cn} {ParametersJson}");
        return true;
    }
}
