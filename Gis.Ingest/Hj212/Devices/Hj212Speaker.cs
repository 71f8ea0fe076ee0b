using System.Text;

namespace Gis.Ingest.Hj212.Devices;

/// <summary>How a device speaks of itself, to be spoken to alike: its system code, the version bits of its Flag, its password.</summary>
internal sealed record Hj212Speaker(string Mn, string St, int VersionBits, string Pw)
{
    public const int MaskOfVersion = 0b1111_1100;

    public static Hj212Speaker Of(Hj212Packet packet) => new(packet.Mn, packet.St, packet.Flag & MaskOfVersion, packet.Pw);

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"{Mn}, ST {St}, version {VersionBits}");
        return true;
    }
}
