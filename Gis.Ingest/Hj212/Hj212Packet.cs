using System.Text;

namespace Gis.Ingest.Hj212;

/// <summary>One parsed data segment. The password is kept for the answer alone and never printed.</summary>
internal sealed record Hj212Packet(
    string? Qn, string St, string Cn, string Pw, string Mn, int Flag, int? PartCount, int? PartNumber, string Cp)
{
    public bool WantsAnswer => (Flag & 1) == 1;

    public bool IsPart => (Flag & 2) == 2;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"CN {Cn} of {Mn}, QN {Qn}, Flag {Flag}");
        return true;
    }
}
