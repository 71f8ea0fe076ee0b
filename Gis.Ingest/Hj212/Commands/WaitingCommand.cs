using System.Text;

namespace Gis.Ingest.Hj212.Commands;

/// <summary>A command that is not over, with what is needed to send it. The sealed words in it are never printed.</summary>
internal sealed record WaitingCommand(
    long Id, long ThingId, string Area, string Mn, string Qn, string Cn, string ParametersJson, string State, int Attempts, DateTimeOffset StateAt,
    DateTimeOffset? SentAt, DateTimeOffset ExpiresAt, string? Way, string? St, int VersionBits, byte[]? Password, byte[]? Secret)
{
    public string Topic => $"hj212/{Mn}/down";

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"{Cn} {Qn} to {Mn}, {State}");
        return true;
    }
}
