namespace Gis.Server.Deliveries;

/// <summary>What the device was asked.</summary>
internal sealed record GapsAsked(IReadOnlyList<GapAsked> Requests);

/// <summary>One request, and the command in the device's log that carries it.</summary>
internal sealed record GapAsked(long CommandId, string Cn, DateTimeOffset From, DateTimeOffset To, long Missing);
