using System.Text.Json;
using Gis.Server.ReadModel;

namespace Gis.Server.Devices;

/// <summary>A command to a device as it stands.</summary>
/// <param name="Parameters">As they were asked for; never a password.</param>
/// <param name="Detail">A code: what the device said, or why nothing more is waited for.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="RequestedBy">Null where the system itself asked: the nightly round for gaps.</param>
internal sealed record CommandRow(
    long Id, string Cn, JsonElement Parameters, [property: Words(Vocabulary.DeviceCommandState)] string State, DateTimeOffset StateAt, string? Detail,
    int Attempts, string? RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset ExpiresAt, string Mn, string Qn);
