namespace Gis.Server.Deliveries;

/// <summary>What a device would be asked: the figures of one kind of a span.</summary>
/// <param name="Cn">2051 minutes, 2061 hours, 2031 days.</param>
/// <param name="To">After the last period that is wanted.</param>
/// <param name="Missing">How many values of this span are missing, of all properties.</param>
internal sealed record GapAsk(string Cn, DateTimeOffset From, DateTimeOffset To, long Missing);
